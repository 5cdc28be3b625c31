# netc check
# Where the value ends, only points inside of its domain are compared.
op spread(x: [B, N]) -> y: [B]
  y[b] = sum(i) sqrt(x[b, i])*log(x[b, i])
=== exit 0
spread: 60 derivatives at 3 shapes
