# netc emit --stage ast
# Bare indices, packs, bounds, what is walked, edges.
fn f(x, g) = sum(i, .., r < size, s < 2*size + 1, k in ks, (j, e) in g[i]) x[i, .., r, s, k, j]
fn g(x) = mean(b, ..p) x[b, ..p]
=== exit 0
fn f
  parameter: x
  parameter: g
  value: reduction sum
    range i
    range pack ..
    range below r
      bound: name size
    range below s
      bound: binary +
        binary *
          number 2
          name size
        number 1
    range in k
      bound: name ks
    range edges j, e
      bound: indexed
        of: name g
        index: name i
    body: indexed
      of: name x
      index: name i
      index: pack ..
      index: name r
      index: name s
      index: name k
      index: name j
fn g
  parameter: x
  value: reduction mean
    range b
    range pack ..p
    body: indexed
      of: name x
      index: name b
      index: pack ..p
