# netc emit --precision bf16 --cpu x86-64-v3 -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: --precision bf16 needs a CPU that multiplies bf16 (AVX512-BF16), not x86-64-v3; --cpu znver4 or sapphirerapids makes code for one
