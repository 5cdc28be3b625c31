# netc emit --stage graph
# Only the folder of the file and what lies below it.
import "../a.net"
import "/etc/passwd"
import "no.net"
import "sub/b.net" as b
net n(x: [B, 3]) -> y { y = b.twise(x) }
=== file sub/b.net
fn twice(x) = 2*x
=== exit 1
<stdin>:3:8: error: an import names a file in the folder of this one or below it, not ../a.net [E0210]
  3 | import "../a.net"
    |        ^~~~~~~~~~
help: -I DIR lets it name files in DIR
<stdin>:4:8: error: an import names a file in the folder of this one or below it, not /etc/passwd [E0210]
  4 | import "/etc/passwd"
    |        ^~~~~~~~~~~~~
help: -I DIR lets it name files in DIR
<stdin>:7:31: error: b defines no twise [E0201]
  7 | net n(x: [B, 3]) -> y { y = b.twise(x) }
    |                               ^~~~~
help: did you mean `twice`?
no.net: error: cannot be opened: No such file or directory [E1001]
<stdin>:5:8: note: it is imported here
  5 | import "no.net"
    |        ^~~~~~~~
