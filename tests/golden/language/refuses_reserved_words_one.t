# netc fmt
fn f0(net) = 1
fn f1(layer) = 1
fn f2(op) = 1
fn f3(fn) = 1
fn f4(init) = 1
fn f5(optimizer) = 1
fn f6(train) = 1
fn f7(const) = 1
fn f8(import) = 1
fn f9(param) = 1
fn f10(state) = 1
fn f11(update) = 1
fn f12(draw) = 1
fn f13(share) = 1
fn f14(freeze) = 1
fn f15(scan) = 1
fn f16(over) = 1
fn f17(carry) = 1
fn f18(yield) = 1
fn f19(return) = 1
=== exit 1
<stdin>:2:7: error: expected a name or `)` after `(`, found the reserved word `net` [E0111]
  2 | fn f0(net) = 1
    |       ^~~
    |      ~ this is open
<stdin>:3:7: error: expected a name or `)` after `(`, found the reserved word `layer` [E0111]
  3 | fn f1(layer) = 1
    |       ^~~~~
    |      ~ this is open
<stdin>:4:7: error: expected a name or `)` after `(`, found the reserved word `op` [E0111]
  4 | fn f2(op) = 1
    |       ^~
    |      ~ this is open
<stdin>:5:7: error: expected a name or `)` after `(`, found the reserved word `fn` [E0111]
  5 | fn f3(fn) = 1
    |       ^~
    |      ~ this is open
<stdin>:6:7: error: expected a name or `)` after `(`, found the reserved word `init` [E0111]
  6 | fn f4(init) = 1
    |       ^~~~
    |      ~ this is open
<stdin>:7:7: error: expected a name or `)` after `(`, found the reserved word `optimizer` [E0111]
  7 | fn f5(optimizer) = 1
    |       ^~~~~~~~~
    |      ~ this is open
<stdin>:8:7: error: expected a name or `)` after `(`, found the reserved word `train` [E0111]
  8 | fn f6(train) = 1
    |       ^~~~~
    |      ~ this is open
<stdin>:9:7: error: expected a name or `)` after `(`, found the reserved word `const` [E0111]
  9 | fn f7(const) = 1
    |       ^~~~~
    |      ~ this is open
<stdin>:10:7: error: expected a name or `)` after `(`, found the reserved word `import` [E0111]
  10 | fn f8(import) = 1
     |       ^~~~~~
     |      ~ this is open
<stdin>:11:7: error: expected a name or `)` after `(`, found the reserved word `param` [E0111]
  11 | fn f9(param) = 1
     |       ^~~~~
     |      ~ this is open
<stdin>:12:8: error: expected a name or `)` after `(`, found the reserved word `state` [E0111]
  12 | fn f10(state) = 1
     |        ^~~~~
     |       ~ this is open
<stdin>:13:8: error: expected a name or `)` after `(`, found the reserved word `update` [E0111]
  13 | fn f11(update) = 1
     |        ^~~~~~
     |       ~ this is open
<stdin>:14:8: error: expected a name or `)` after `(`, found the reserved word `draw` [E0111]
  14 | fn f12(draw) = 1
     |        ^~~~
     |       ~ this is open
<stdin>:15:8: error: expected a name or `)` after `(`, found the reserved word `share` [E0111]
  15 | fn f13(share) = 1
     |        ^~~~~
     |       ~ this is open
<stdin>:16:8: error: expected a name or `)` after `(`, found the reserved word `freeze` [E0111]
  16 | fn f14(freeze) = 1
     |        ^~~~~~
     |       ~ this is open
<stdin>:17:8: error: expected a name or `)` after `(`, found the reserved word `scan` [E0111]
  17 | fn f15(scan) = 1
     |        ^~~~
     |       ~ this is open
<stdin>:18:8: error: expected a name or `)` after `(`, found the reserved word `over` [E0111]
  18 | fn f16(over) = 1
     |        ^~~~
     |       ~ this is open
<stdin>:19:8: error: expected a name or `)` after `(`, found the reserved word `carry` [E0111]
  19 | fn f17(carry) = 1
     |        ^~~~~
     |       ~ this is open
<stdin>:20:8: error: expected a name or `)` after `(`, found the reserved word `yield` [E0111]
  20 | fn f18(yield) = 1
     |        ^~~~~
     |       ~ this is open
<stdin>:21:8: error: expected a name or `)` after `(`, found the reserved word `return` [E0111]
  21 | fn f19(return) = 1
     |        ^~~~~~
     |       ~ this is open
