# netc summary --cpu skylak -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: no CPU 'skylak'; did you mean 'skylake'? it may be native, x86-64, x86-64-v2, x86-64-v3, x86-64-v4, nehalem, westmere, haswell, broadwell, skylake, alderlake, skylake-avx512, cascadelake, icelake-client, icelake-server, tigerlake, sapphirerapids, emeraldrapids, graniterapids, znver1, znver2, znver3, znver4, znver5
