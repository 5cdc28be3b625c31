# netc fmt
import "a\qb"
import "\x4"
import "\x00"
=== exit 1
<stdin>:2:10: error: there is no escape `\q` [E0112]
  2 | import "a\qb"
    |          ^~
<stdin>:3:9: error: there is no escape `\x` [E0112]
  3 | import "\x4"
    |         ^~
<stdin>:4:9: error: there is no escape `\x` [E0112]
  4 | import "\x00"
    |         ^~
