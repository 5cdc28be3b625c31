# netc fmt
fn f(x) = x
net g(x) -> y {
	y = x # c 
}
=== exit 0
# netc fmt
fn f(x) = x

net g(x) -> y {
  y = x  # c
}
