# netc emit --stage ast
# Tables, and other files.
const kernel: f32[2, 2] = [[1, 2], [3, 4]]
const k: i32 = 3
import "a/b.net" as b
=== exit 0
const kernel
  type: f32[2, 2]
  value: list
    list
      number 1
      number 2
    list
      number 3
      number 4
const k
  type: i32
  value: number 3
import b
  value: string "a/b.net"
