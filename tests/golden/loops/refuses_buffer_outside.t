# netc verify
entry predict "predict" {
  workspace 128
  buffer h: f32[4611686018427387904] at workspace 64
}
=== exit 1
<stdin>:4:10: error: entry predict: buffer h, f32[4611686018427387904] at 64, leaves its arena: workspace has 128 bytes [E0601]
  4 |   buffer h: f32[4611686018427387904] at workspace 64
    |          ^
