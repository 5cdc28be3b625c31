# netc emit --stage ast
# Positional arguments first, then named ones; names of other files by a point.
import "blocks.net" as blocks
import "more.net"
fn f(x) = blocks.g(x, 2, k: 3) + h() + k(norm: batchnorm)[1] + (x, y)[0]
=== exit 0
import blocks
  value: string "blocks.net"
import
  value: string "more.net"
fn f
  parameter: x
  value: binary +
    binary +
      binary +
        call
          callee: field g
            of: name blocks
          argument: name x
          argument: number 2
          argument k: number 3
        call
          callee: name h
      indexed
        of: call
          callee: name k
          argument norm: name batchnorm
        index: number 1
    indexed
      of: tuple
        name x
        name y
      index: number 0
