# netc fmt
fn  f( x,y=1 )=( x+y )*2-x ^2*-y+g( x ) [ 1 ,2 ]. a % 3 * 4
op g(a:f32 [ N ],w in{a,b})->y:list( 2 )[ N ]
  y [ i ]=sum( j<3 if a[j]==0 ) -( a [i] ) ??- 1
  grad a[ i ]=grad . y [i]
layer h(x: [ ..P : n , C]) { return not x and(x or[1])}
=== exit 0
# netc fmt
fn f(x, y = 1) = (x + y)*2 - x^2*-y + g(x)[1, 2].a % 3 * 4

op g(a: f32[N], w in {a, b}) -> y: list(2) [N]
  y[i] = sum(j < 3 if a[j] == 0) -(a[i]) ?? -1
  grad a[i] = grad.y[i]

layer h(x: [..P: n, C]) { return not x and (x or [1]) }
