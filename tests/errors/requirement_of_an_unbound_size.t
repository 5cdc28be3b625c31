# netc emit --stage graph
# Without a binding a batch is one sample.
net a(x: [B, 5]) -> y {
  require B % 2 == 0, "{B} rows are no pairs"
  y = x
}
=== exit 1
<stdin>:4:3: error: B rows are no pairs [E0307]
  4 |   require B % 2 == 0, "{B} rows are no pairs"
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
<stdin>:4:3: note: a requires B%2 == 0, and B is 1 to 1
  4 |   require B % 2 == 0, "{B} rows are no pairs"
    |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
help: larger sizes are bound by `--bind B=64`, or in the train block
