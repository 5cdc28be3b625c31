# netc build --with features
net g(x: [B, 4]) -> x { require 1 == 1, "fine" }
=== exit 1
<stdin>:2:5: error: --with features: the net has no layers and names nothing [E0408]
  2 | net g(x: [B, 4]) -> x { require 1 == 1, "fine" }
    |     ^
