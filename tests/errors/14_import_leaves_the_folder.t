# netc check -
# Also by way of a folder below, and back into the folder itself.
import "../../a.net"
import "sub/../../a.net"
import "sub/../b.net"
import ".."
import ""
import "/a.net"
import "sub"
net n(x: [B, 3]) -> y { y = x }
=== file sub/b.net
fn twice(x) = 2*x
=== file b.net
fn twice(x) = 2*x
=== exit 1
<stdin>:3:8: error: an import names a file in the folder of this one or below it, not ../../a.net [E0210]
  3 | import "../../a.net"
    |        ^~~~~~~~~~~~~
help: -I DIR lets it name files in DIR
<stdin>:4:8: error: an import names a file in the folder of this one or below it, not sub/../../a.net [E0210]
  4 | import "sub/../../a.net"
    |        ^~~~~~~~~~~~~~~~~
help: -I DIR lets it name files in DIR
<stdin>:5:8: error: an import names a file in the folder of this one or below it, not sub/../b.net [E0210]
  5 | import "sub/../b.net"
    |        ^~~~~~~~~~~~~~
help: -I DIR lets it name files in DIR
<stdin>:6:8: error: an import names a file in the folder of this one or below it, not .. [E0210]
  6 | import ".."
    |        ^~~~
help: -I DIR lets it name files in DIR
<stdin>:7:8: error: an import names a file in the folder of this one or below it, not an empty name [E0210]
  7 | import ""
    |        ^~
<stdin>:8:8: error: an import names a file in the folder of this one or below it, not /a.net [E0210]
  8 | import "/a.net"
    |        ^~~~~~~~
help: -I DIR lets it name files in DIR
sub: error: this is a folder, not a file [E1001]
<stdin>:9:8: note: it is imported here
  9 | import "sub"
    |        ^~~~~
