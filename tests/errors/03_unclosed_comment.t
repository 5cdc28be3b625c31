# netc check -
# Comments end with their line, so none stays open; that of another language is told where it begins.
/* a comment
net a(x: [B, 3]) -> y { y = x }
=== exit 1
<stdin>:3:1: error: a comment begins with `#` and runs to the end of the line [E0101]
  3 | /* a comment
    | ^~
<stdin>:3:4: error: expected a definition (net, layer, op, fn, ..), found `a` [E0101]
  3 | /* a comment
    |    ^
