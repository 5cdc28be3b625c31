# netc fmt
# nothing here
=== exit 1
<stdin>:1:1: error: nothing is defined here: no net, layer or op [E0109]
  1 | # netc fmt
    | ^
