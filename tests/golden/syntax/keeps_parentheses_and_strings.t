# netc fmt
fn f(x) = ((x)) + (2*x) + "a\tb\u0041"
=== exit 0
# netc fmt
fn f(x) = ((x)) + (2*x) + "a\tb\u0041"
