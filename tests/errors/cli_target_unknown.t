# netc build --target riscv64-linux-gnu -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: no target 'riscv64-linux-gnu'; it may be x86_64-linux-gnu or aarch64-linux-gnu
