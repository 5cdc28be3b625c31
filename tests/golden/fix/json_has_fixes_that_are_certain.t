# netc check --diagnostics json -
net a(x: [B, 4]) -> y {
  y = x |> dense(units = 3)
}
=== exit 1
{"code":"E0101","severity":"error","message":"an argument is named with `:`, not with `=`","file":"<stdin>","line":3,"column":24,"end_line":3,"end_column":25,"start_byte":81,"end_byte":82,"labels":[],"notes":[],"help":[],"fixes":[{"text":":","applicability":"machine","file":"<stdin>","line":3,"column":23,"end_line":3,"end_column":25,"start_byte":80,"end_byte":82}],"rendered":"<stdin>:3:24: error: an argument is named with `:`, not with `=` [E0101]\n  3 |   y = x |> dense(units = 3)\n    |                        ^\n"}
