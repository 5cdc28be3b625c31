# netc check --diagnostics=json -
net a(x: [B, 4]) -> y { y = dense(x, unitz: 3) && relv(x) }
op f(a: [N], b: [N]) -> y: [N]
  y[i] = a[i]
=== exit 1
{"code":"E0101","severity":"error","message":"`&&` is written `and`","file":"<stdin>","line":2,"column":48,"end_line":2,"end_column":50,"start_byte":81,"end_byte":83,"labels":[],"notes":[],"help":[],"fixes":[{"text":"and","applicability":"machine","file":"<stdin>","line":2,"column":48,"end_line":2,"end_column":50,"start_byte":81,"end_byte":83}],"rendered":"<stdin>:2:48: error: `&&` is written `and` [E0101]\n  2 | net a(x: [B, 4]) -> y { y = dense(x, unitz: 3) && relv(x) }\n    |                                                ^~\n"}
