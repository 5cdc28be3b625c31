# netc fmt
layer f(x) {
if a { x = 1
} else if b {
x = 2 }
else { x = 3 }
for i in [1,2] { repeat 3 {
x = g(x)
} }
scan x over t
  carry h = 0,
   c = 1 {
h = 1
yield h
}
return x
}
=== exit 0
# netc fmt
layer f(x) {
  if a {
    x = 1
  } else if b {
    x = 2
  } else { x = 3 }
  for i in [1, 2] {
    repeat 3 {
      x = g(x)
    }
  }
  scan x over t
  carry h = 0,
    c = 1 {
    h = 1
    yield h
  }
  return x
}
