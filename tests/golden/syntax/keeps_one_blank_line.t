# netc fmt



# head


fn f(x) = x



fn g(x) = x
net h(x) -> y {

  y = x


  z = y

}
layer i(x) {
  return x
}
fn j(x) = x
fn k(x) = x
# about l
op l(x: [N]) -> y: [N]

  y = x



# end
=== exit 0
# netc fmt

# head

fn f(x) = x

fn g(x) = x

net h(x) -> y {
  y = x

  z = y
}

layer i(x) {
  return x
}

fn j(x) = x
fn k(x) = x

# about l
op l(x: [N]) -> y: [N]

  y = x

# end
