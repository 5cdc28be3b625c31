# netc fmt
fn f(x) = g(x,
              [1, 2,
                     3],
    4)
fn h(x) = g(
x,
   y
     )
fn i(x) = x +
          y
fn j(x) = x
  + y
=== exit 0
# netc fmt
fn f(x) = g(x,
            [1, 2,
             3],
  4)

fn h(x) = g(
  x,
  y
)

fn i(x) = x +
          y

fn j(x) = x
  + y
