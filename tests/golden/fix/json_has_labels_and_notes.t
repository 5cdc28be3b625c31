# netc check --diagnostics json -
op f(a: [N], b: [N]) -> y: [N]
  y[i] = a[i] + b[i]
net a(x: [B, 4], z: [5]) -> y { y = f(x, z) }
net b(x: [4], z: [5]) -> y {
  y = f(x, z)
}
=== exit 1
{"code":"E0302","severity":"error","message":"f takes a: [N], this is [B, 4]","file":"<stdin>","line":4,"column":39,"end_line":4,"end_column":40,"start_byte":124,"end_byte":125,"labels":[],"notes":[{"message":"in the signature of f","file":"<stdin>","line":2,"column":9,"end_line":2,"end_column":12,"start_byte":42,"end_byte":45}],"help":[],"fixes":[],"rendered":"<stdin>:4:39: error: f takes a: [N], this is [B, 4] [E0302]\n  4 | net a(x: [B, 4], z: [5]) -> y { y = f(x, z) }\n    |                                       ^\n<stdin>:2:9: note: in the signature of f\n  2 | op f(a: [N], b: [N]) -> y: [N]\n    |         ^~~\n"}
{"code":"E0301","severity":"error","message":"N is 4 in a: [4] and 5 in b: [5]","file":"<stdin>","line":6,"column":12,"end_line":6,"end_column":13,"start_byte":172,"end_byte":173,"labels":[],"notes":[{"message":"both are N in the signature of f","file":"<stdin>","line":2,"column":18,"end_line":2,"end_column":19,"start_byte":51,"end_byte":52}],"help":[],"fixes":[],"rendered":"<stdin>:6:12: error: N is 4 in a: [4] and 5 in b: [5] [E0301]\n  6 |   y = f(x, z)\n    |            ^\n<stdin>:2:18: note: both are N in the signature of f\n  2 | op f(a: [N], b: [N]) -> y: [N]\n    |                  ^\n"}
