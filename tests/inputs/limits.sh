# Limits: each is told, none is found by running out of stack or memory.

{ printf 'net '; repeated a 1000000; printf '(x: [B, 3]) -> y { y = x }\n'; } > name.net
fails "a name of 1 MB" 1 "name.net:1:5: error: a name of 1000000 bytes: the limit is 255" $NETC check name.net
net x ' + x' 250000 '' > line.net
fails "a line of 1 MB" 1 "an expression of more than 4096 steps" $NETC check line.net
{ printf '# '; repeated x 10000000; printf '\nnet a(x: [B, 3]) -> y { y = x }\n'; } > comment.net
takes "a comment of 10 MB" $NETC check comment.net
{ printf 'net a(x: [B, 3]) -> y { y = x + z'; repeated ' ' 10000000; printf '}\n'; } > wide.net
fails "an error in a line of 10 MB" 1 "wide.net:1:33: error: nothing is named z" $NETC check wide.net
{ printf 'net a(x: [B, 3]) -> y { y = '; repeated 1 10000000; printf ' }\n'; } > digits.net
fails "a number of 10 MB" 1 "digits.net:1:29: error: whole numbers reach up to" $NETC check digits.net
{ repeated '#' 70000000; } > huge.net
fails "a source over 64 MiB" 1 "the file is larger than 64 MiB" $NETC check huge.net
rm huge.net
net '' '(' 100000 x > parentheses.net
fails "100000 nested (" 1 "brackets are nested more than 256 deep" $NETC check parentheses.net
net '' '-' 100000 x > signs.net
fails "100000 signs" 1 "nested too deeply" $NETC check signs.net
net '' 'x^' 100000 x > powers.net
fails "100000 powers" 1 "nested too deeply" $NETC check powers.net
net '' 'if 1 == 1 then ' 100000 'x else x' > choices.net
fails "100000 nested if" 1 "nested too deeply" $NETC check choices.net
net x ' |> relu' 100000 '' > calls.net
fails "100000 calls in a chain" 1 "an expression of more than 4096 steps" $NETC check calls.net
net x '[0]' 100000 '' > reads.net
fails "100000 nested reads" 1 "an expression of more than 4096 steps" $NETC check reads.net

cat > layers.net <<'END'
net a(x: [B, 8]) -> y {
  y = x
  repeat 10000 { y = y |> dense(8) |> tanh }
}
END
takes "10000 layers" $NETC emit --stage opt layers.net
depth=${SANITIZE:+1000}  # a sanitizer multiplies the time
depth=${depth:-10000}
sed "s/10000/$depth/" layers.net > built.net
takes "$depth layers, built" $NETC build -O0 built.net -o layers
takes "$depth layers, run" ./layers bench --seconds 0.01
cat > rounds.net <<'END'
net a(x: [3]) -> y {
  y = x
  repeat 1000 { repeat 1000 { repeat 1000 { z = 1 } } }
}
END
fails "10^9 rounds of nested loops" 1 "1000000 rounds in all at most" $NETC emit rounds.net
