# netc fmt
train f( ) {
data=idx( "f" )
optimizer=adamw( lr:1e-3 )
loss = csv("f",
 x: 1)

batch=64
}
=== exit 0
# netc fmt
train f() {
  data      = idx("f")
  optimizer = adamw(lr: 1e-3)
  loss      = csv("f",
    x: 1)

  batch = 64
}
