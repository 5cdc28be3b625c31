# netc fmt
# A reduction under `^` needs parentheses; so it does before `%` or as an index base.
fn f(x) = 2^sum(i) x[i]
fn g(x) = 3 % sum(i) x[i]
=== exit 1
<stdin>:3:13: error: put the reduction into parentheses after `^` [E0101]
  3 | fn f(x) = 2^sum(i) x[i]
    |             ^~~
<stdin>:4:15: error: expected an expression after `%`, found `sum` [E0101]
  4 | fn g(x) = 3 % sum(i) x[i]
    |               ^~~
