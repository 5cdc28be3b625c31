# netc emit --stage graph
import "a.net"
net n(x: [B, 3]) -> y { y = twice(x) }
=== file a.net
import "b.net"
fn twice(x) = 2*x
=== file b.net
import "a.net"
fn thrice(x) = 3*x
=== exit 1
b.net:1:8: error: a.net imports itself [E0209]
  1 | import "a.net"
    |        ^~~~~~~
a.net:1:8: note: a.net imports b.net
  1 | import "b.net"
    |        ^~~~~~~
