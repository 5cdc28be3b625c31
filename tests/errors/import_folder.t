# netc check -I blocks -I more/ -
# A folder of -I: what is not beside the file is looked for there, in order; no other place is.
import "twice.net" as a
import "thrice.net" as b
import "blocks/deep/../twice.net" as c
import "../twice.net"
import "secret.net"
import "apart/../blocks/twice.net"
import "none.net"
net n(x: [B, 3]) -> y { y = x |> a.twice |> b.thrice |> c.twice }
=== file blocks/twice.net
import "deep/half.net" as d
fn twice(x) = 4*d.half(x)
=== file blocks/deep/half.net
fn half(x) = x/2
=== file more/twice.net
fn other(x) = x
=== file more/thrice.net
fn thrice(x) = 3*x
=== file apart/secret.net
fn f(x) = x
=== exit 1
<stdin>:6:8: error: an import names a file in the folder of this one or below it, not ../twice.net [E0210]
  6 | import "../twice.net"
    |        ^~~~~~~~~~~~~~
help: -I DIR lets it name files in DIR
secret.net: error: cannot be opened: No such file or directory [E1001]
<stdin>:7:8: note: it is imported here
  7 | import "secret.net"
    |        ^~~~~~~~~~~~
none.net: error: cannot be opened: No such file or directory [E1001]
<stdin>:9:8: note: it is imported here
  9 | import "none.net"
    |        ^~~~~~~~~~
