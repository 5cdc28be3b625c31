# netc emit --stage graph
net a(x: [B, 3, 8, 8]) -> y { y = x |> conv(6, 3, groups: 2) }
=== exit 1
<stdin>:2:40: error: groups 2 must divide the 3 channels [E0307]
  2 | net a(x: [B, 3, 8, 8]) -> y { y = x |> conv(6, 3, groups: 2) }
    |                                        ^~~~~~~~~~~~~~~~~~~~~
library/conv.net:66:3: note: conv requires C%groups == 0
  66 |   require C % groups == 0, "groups {groups} must divide the {C} channels"
     |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
