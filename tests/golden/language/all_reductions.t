# netc emit --stage ast
# The ten words.
fn f(x) = [sum(i) x[i], prod(i) x[i], max(i) x[i], min(i) x[i], mean(i) x[i], count(i) x[i],
           any(i) x[i], all(i) x[i], argmax(i) x[i], argmin(i) x[i]]
=== exit 0
fn f
  parameter: x
  value: list
    reduction sum
      range i
      body: indexed
        of: name x
        index: name i
    reduction prod
      range i
      body: indexed
        of: name x
        index: name i
    reduction max
      range i
      body: indexed
        of: name x
        index: name i
    reduction min
      range i
      body: indexed
        of: name x
        index: name i
    reduction mean
      range i
      body: indexed
        of: name x
        index: name i
    reduction count
      range i
      body: indexed
        of: name x
        index: name i
    reduction any
      range i
      body: indexed
        of: name x
        index: name i
    reduction all
      range i
      body: indexed
        of: name x
        index: name i
    reduction argmax
      range i
      body: indexed
        of: name x
        index: name i
    reduction argmin
      range i
      body: indexed
        of: name x
        index: name i
