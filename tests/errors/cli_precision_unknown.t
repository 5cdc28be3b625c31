# netc emit --precision fp16 -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: --precision takes f32 or bf16, not `fp16`
