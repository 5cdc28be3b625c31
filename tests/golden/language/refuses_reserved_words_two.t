# netc fmt
fn f0(require) = 1
fn f1(for) = 1
fn f2(in) = 1
fn f3(repeat) = 1
fn f4(if) = 1
fn f5(then) = 1
fn f6(else) = 1
fn f7(f32) = 1
fn f8(i32) = 1
fn f9(u8) = 1
fn f10(bool) = 1
fn f11(graph) = 1
fn f12(list) = 1
fn f13(and) = 1
fn f14(or) = 1
fn f15(not) = 1
fn f16(true) = 1
fn f17(false) = 1
fn f18(as) = 1
=== exit 1
<stdin>:2:7: error: expected a name or `)` after `(`, found the reserved word `require` [E0111]
  2 | fn f0(require) = 1
    |       ^~~~~~~
    |      ~ this is open
<stdin>:3:7: error: expected a name or `)` after `(`, found the reserved word `for` [E0111]
  3 | fn f1(for) = 1
    |       ^~~
    |      ~ this is open
<stdin>:4:7: error: expected a name or `)` after `(`, found the reserved word `in` [E0111]
  4 | fn f2(in) = 1
    |       ^~
    |      ~ this is open
<stdin>:5:7: error: expected a name or `)` after `(`, found the reserved word `repeat` [E0111]
  5 | fn f3(repeat) = 1
    |       ^~~~~~
    |      ~ this is open
<stdin>:6:7: error: expected a name or `)` after `(`, found the reserved word `if` [E0111]
  6 | fn f4(if) = 1
    |       ^~
    |      ~ this is open
<stdin>:7:7: error: expected a name or `)` after `(`, found the reserved word `then` [E0111]
  7 | fn f5(then) = 1
    |       ^~~~
    |      ~ this is open
<stdin>:8:7: error: expected a name or `)` after `(`, found the reserved word `else` [E0111]
  8 | fn f6(else) = 1
    |       ^~~~
    |      ~ this is open
<stdin>:9:7: error: expected a name or `)` after `(`, found the reserved word `f32` [E0111]
  9 | fn f7(f32) = 1
    |       ^~~
    |      ~ this is open
<stdin>:10:7: error: expected a name or `)` after `(`, found the reserved word `i32` [E0111]
  10 | fn f8(i32) = 1
     |       ^~~
     |      ~ this is open
<stdin>:11:7: error: expected a name or `)` after `(`, found the reserved word `u8` [E0111]
  11 | fn f9(u8) = 1
     |       ^~
     |      ~ this is open
<stdin>:12:8: error: expected a name or `)` after `(`, found the reserved word `bool` [E0111]
  12 | fn f10(bool) = 1
     |        ^~~~
     |       ~ this is open
<stdin>:13:8: error: expected a name or `)` after `(`, found the reserved word `graph` [E0111]
  13 | fn f11(graph) = 1
     |        ^~~~~
     |       ~ this is open
<stdin>:14:8: error: expected a name or `)` after `(`, found the reserved word `list` [E0111]
  14 | fn f12(list) = 1
     |        ^~~~
     |       ~ this is open
<stdin>:15:8: error: expected a name or `)` after `(`, found the reserved word `and` [E0111]
  15 | fn f13(and) = 1
     |        ^~~
     |       ~ this is open
<stdin>:16:8: error: expected a name or `)` after `(`, found the reserved word `or` [E0111]
  16 | fn f14(or) = 1
     |        ^~
     |       ~ this is open
<stdin>:17:8: error: expected a name or `)` after `(`, found the reserved word `not` [E0111]
  17 | fn f15(not) = 1
     |        ^~~
     |       ~ this is open
<stdin>:18:8: error: expected a name or `)` after `(`, found the reserved word `true` [E0111]
  18 | fn f16(true) = 1
     |        ^~~~
     |       ~ this is open
<stdin>:19:8: error: expected a name or `)` after `(`, found the reserved word `false` [E0111]
  19 | fn f17(false) = 1
     |        ^~~~~
     |       ~ this is open
<stdin>:20:8: error: expected a name or `)` after `(`, found the reserved word `as` [E0111]
  20 | fn f18(as) = 1
     |        ^~
     |       ~ this is open
