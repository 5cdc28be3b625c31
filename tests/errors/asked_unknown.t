# netc build --with features,feelings
net g(x: [B, 4]) -> y { y = x |> dense(3) }
=== exit 2
netc: --with takes augment, features and saliency, not `feelings`
