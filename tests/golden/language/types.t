# netc emit --stage ast
# What stands after a colon.
op f(a: [N], b: f32[N, 2*N], c: i32[N] in K, d: graph[N, E], e: u8, g: list(3) [.., N/3],
     h: bool[..A, ..P: axis], i: i32[N] in K = 0, j: f32[] = 1, k: [..: n]) -> y: [N], ys: list(2) f32[N]
  y = a
=== exit 0
op f
  parameter: a
    type: [N]
  parameter: b
    type: f32[N, 2*N]
  parameter: c
    type: i32[N]
    in: dimension K
  parameter: d
    type: graph[N, E]
  parameter: e
    type: u8
  parameter: g
    type: list(3) [.., N/3]
  parameter: h
    type: bool[..A, ..P: axis]
  parameter: i
    type: i32[N]
    in: dimension K
    default: number 0
  parameter: j
    type: f32[]
    default: number 1
  parameter: k
    type: [..: n]
  result y
    type: [N]
  result ys
    type: list(2) f32[N]
  formula y
    value: name a
