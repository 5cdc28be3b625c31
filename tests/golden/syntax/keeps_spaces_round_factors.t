# netc fmt
fn f(a, b) = a*b + a * b + a *b/2 - a/ b % 2
=== exit 0
# netc fmt
fn f(a, b) = a*b + a * b + a * b/2 - a/b % 2
