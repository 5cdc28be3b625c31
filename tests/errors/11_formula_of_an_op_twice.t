# netc check -
# A formula defines every element once; in a layer a name may be bound again.
op f(x: [N]) -> y: [N]
  y[i] = x[i]
  y[i] = 2*x[i]
net a(x: [4]) -> y {
  y = f(x)
  y = 2*y
}
=== exit 1
<stdin>:5:3: error: y is defined twice in the op f [E0202]
  5 |   y[i] = 2*x[i]
    |   ^~~~~~~~~~~~~
<stdin>:4:3: note: the first formula is here
  4 |   y[i] = x[i]
    |   ^~~~~~~~~~~
<stdin>:7:7: note: f is called here
  7 |   y = f(x)
    |       ^~~~
