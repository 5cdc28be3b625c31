# Names of files become names of nets: by --map, by `rename`, by what is known of PyTorch.

npy() { # FILE SHAPE BYTES : numbers of one byte
  dict="{'descr': '|u1', 'fortran_order': False, 'shape': ($2), }"
  { printf '\223NUMPY\001\000\166\000%-117s\n' "$dict"; printf "$3"; } >"$1"
}

same_results() { # NAME OPTION.. : the net predicts what it predicts from ours.safetensors
  name=$1; shift
  rm -f theirs.npy
  quietly ./net predict --weights ours.safetensors -o ours.npy x.npy
  quietly ./net predict "$@" -o theirs.npy x.npy
  holds "$name" cmp ours.npy theirs.npy
}

# Two dense layers.
cat >two.net <<'END'
layer block(x: [B, I], units) {
  return x |> dense(units) as inner |> tanh
}
net two(x: u8[B, 3]) -> y {
  rename "body.*" -> "first.*"
  rename "top" -> "last"
  y = x |> block(4) as first |> dense(2) as last
}
END
holds "two layers build" "$netc" build two.net -o net
npy x.npy "1, 3" '\001\002\003'
$make ours.safetensors first.inner.weight:F32:4x3:1 first.inner.bias:F32:4:2 last.weight:F32:2x4:3 \
  last.bias:F32:2:4
$make old.safetensors body.inner.weight:F32:4x3:1 body.inner.bias:F32:4:2 top.weight:F32:2x4:3 \
  top.bias:F32:2:4
same_results "old names by rename" --weights old.safetensors
$make mixed.safetensors first.inner.weight:F32:4x3:1 body.inner.bias:F32:4:2 last.weight:F32:2x4:3 \
  top.bias:F32:2:4
same_results "new names stay" --weights mixed.safetensors
$make both.safetensors first.inner.weight:F32:4x3:1 body.inner.weight:F32:4x3:1 \
  first.inner.bias:F32:4:2 last.weight:F32:2x4:3 last.bias:F32:2:4
says "an old name beside the new one" 1 "2 tensors for one" \
  ./net predict --weights both.safetensors x.npy

$make far.safetensors module.a.0.w:F32:4x3:1 module.a.0.b:F32:4:2 module.c.w:F32:2x4:3 \
  module.c.b:F32:2:4 module.step:I64::9
cat >far.map <<'END'
# theirs -> ours
module.a.*.w -> first.*.weight   # no such name: 0 is not inner
END
says "a map that leads to no name" 1 "renamed to first.0.weight" \
  ./net predict --weights far.safetensors --map far.map x.npy
cat >far.map <<'END'
# theirs -> ours
module.a.0.w -> first.inner.weight   # a comment

module.a.0.b -> first.inner.bias
module.*.w -> last.weight
END
says "a map with other stars" 1 "far.map:5: expected as many stars behind the arrow as before it, found module.*.w" \
  ./net predict --weights far.safetensors --map far.map x.npy
cat >far.map <<'END'
module.a.0.w->first.inner.weight
module.a.0.b -> first.inner.bias
module.c.w -> last.weight
mod*e.c.b -> la*t.bias
END
says "the star is what it stood for" 1 "renamed to lault.bias" \
  ./net predict --weights far.safetensors --map far.map x.npy
cat >far.map <<'END'
module.a.0.w->first.inner.weight
module.a.0.b -> first.inner.bias
module.c.w -> last.weight
module.c.b -> last.bias
END
says "a tensor too many" 1 "module.step                      expected nothing" \
  ./net predict --weights far.safetensors --map far.map x.npy
echo "module.step ->" >>far.map
same_results "a map" --weights far.safetensors --map far.map
says "what is left out is said" 0 "far.safetensors: 1 tensor is left out, module.step" \
  ./net predict --weights far.safetensors --map far.map x.npy
echo "module.x.* -> x.*" >>far.map
says "a line that matches nothing" 0 "far.map:6: far.safetensors has no tensor module.x.*" \
  ./net predict --weights far.safetensors --map far.map x.npy

# Swapped, and added.
$make swapped.safetensors first.inner.weight:F32:4x3:1 first.inner.bias:F32:4:2 \
  last.weight:F32:2:4 last.bias:F32:2x4:3
printf 'last.weight -> last.bias\nlast.bias -> last.weight\n' >swap.map
same_results "names that are swapped" --weights swapped.safetensors --map swap.map
$make added.safetensors first.inner.weight:F32:4x3:1 a:F32:4:20 b:F32:4:30 last.weight:F32:2x4:3 \
  last.bias:F32:2:4
echo 'a + b -> first.inner.bias' >add.map
$make ours.safetensors first.inner.weight:F32:4x3:1 first.inner.bias:F32:4:20+30 \
  last.weight:F32:2x4:3 last.bias:F32:2:4
same_results "tensors that are added" --weights added.safetensors --map add.map
$make alone.safetensors first.inner.weight:F32:4x3:1 a:F32:4:20 last.weight:F32:2x4:3 last.bias:F32:2:4
says "one of two that are added" 1 "a alone of 2 that are added" \
  ./net predict --weights alone.safetensors --map add.map x.npy

# Maps that are none.
bad_map() { # NAME TEXT LINE
  printf "$3" >bad.map
  says "$1" 1 "$2" ./net predict --weights ours.safetensors --map bad.map x.npy
}
bad_map "no arrow" "bad.map:2: expected \`theirs -> ours\`, found a = b" '# one\na = b\n'
bad_map "nothing before the arrow" "bad.map:1: expected a name before the arrow" ' -> b\n'
bad_map "nothing to add" "bad.map:1: expected a name before the arrow" 'a + -> b\n'
bad_map "every bad line is named" "bad.map:3: expected" 'a\na -> b\nc\n'
bad_map "a zero byte" "bad.map:1:" 'a\000 -> b\n'
bad_map "many stars" "bad.map:1: more than 8 stars" '********* -> *********\n'
bad_map "control codes are escaped" 'found \x1b[31m' '\033[31m\n'
bad_map "a long name" "bad.map:1: a name over the limit of 1000 bytes" "$(head -c 1001 /dev/zero | tr '\0' a) -> b\n"
says "no such map" 1 "none.map: No such file" ./net predict --weights ours.safetensors --map none.map x.npy

# rename, checked where it stands.
bad_rename() { # NAME TEXT STATEMENT
  printf 'net f(x: [B, 4]) -> y {\n  %s\n  y = dense(x, 3)\n}\n' "$3" >bad.net
  says "$1" 1 "$2" "$netc" check bad.net
}
bad_rename "rename to a name that is not there" "no parameter or state is called dense2 now" \
  'rename "fc" -> "dense2"'
bad_rename "its nearest" "did you mean \`dense1.weight\`?" 'rename "w" -> "dense1.wieght"'
bad_rename "rename with stars on one side" "as many stars" 'rename "a.*" -> "dense1"'
bad_rename "rename with a space" "takes two names" 'rename "a b" -> "dense1"'

# PyTorch's recurrent layers: levels, two biases, the way back.
cat >recurrent.net <<'END'
net recurrent(x: u8[B, 2, 3]) -> y {
  a = x |> lstm(4, forget_bias: 0) as a
  b = x |> lstm(4, forget_bias: 0, reverse: true) as a_reverse
  c = x |> gru(4) as c
  d = x |> rnn(4) as d
  e = concat([c, d], axis: 2) |> norm_steps as e
  y = concat([a, b, e], axis: 2)
}
layer norm_steps(x: [B, T, H]) {
  y[b, h, t] = x[b, t, h]
  z = y |> batchnorm as norm
  r[b, t, h] = z[b, h, t]
  return r
}
END
holds "recurrent layers build" "$netc" build recurrent.net -o net
npy x.npy "1, 2, 3" '\001\002\003\004\005\006'
norm="e.norm.weight:F32:8:20 e.norm.bias:F32:8:21 e.norm.running_mean:F32:8:22 e.norm.running_var:F32:8:23+24"
$make ours.safetensors a.weight_ih:F32:16x3:1 a.weight_hh:F32:16x4:2 a.bias:F32:16:3+4 \
  a_reverse.weight_ih:F32:16x3:5 a_reverse.weight_hh:F32:16x4:6 a_reverse.bias:F32:16:7+8 \
  c.weight_ih:F32:12x3:9 c.weight_hh:F32:12x4:10 c.bias_ih:F32:12:11 c.bias_hh:F32:12:12 \
  d.weight_ih:F32:4x3:13 d.weight_hh:F32:4x4:14 d.bias:F32:4:15+16 $norm
$make theirs.safetensors a.weight_ih_l0:F32:16x3:1 a.weight_hh_l0:F32:16x4:2 a.bias_ih_l0:F32:16:3 \
  a.bias_hh_l0:F32:16:4 a.weight_ih_l0_reverse:F32:16x3:5 a.weight_hh_l0_reverse:F32:16x4:6 \
  a.bias_ih_l0_reverse:F32:16:7 a.bias_hh_l0_reverse:F32:16:8 \
  c.weight_ih_l0:F32:12x3:9 c.weight_hh_l0:F32:12x4:10 c.bias_ih_l0:F32:12:11 c.bias_hh_l0:F32:12:12 \
  d.weight_ih_l0:F32:4x3:13 d.weight_hh_l0:F32:4x4:14 d.bias_ih_l0:F32:4:15 d.bias_hh_l0:F32:4:16 $norm \
  e.norm.num_batches_tracked:I64::7
same_results "PyTorch's names" --weights theirs.safetensors
says "its counts are left out" 0 "1 tensor is left out, e.norm.num_batches_tracked" \
  ./net predict --weights theirs.safetensors x.npy
$make more.safetensors x.weight_ih_l1:F32:16x3:1 x.weight_hh_l1:F32:16x4:2 x.bias_ih_l1:F32:16:3 \
  x.bias_hh_l1:F32:16:4 x.weight_ih_l1_reverse:F32:16x3:5 x.weight_hh_l1_reverse:F32:16x4:6 \
  x.bias_ih_l1_reverse:F32:16:7 x.bias_hh_l1_reverse:F32:16:8 \
  c.weight_ih_l0:F32:12x3:9 c.weight_hh_l0:F32:12x4:10 c.bias_ih_l0:F32:12:11 c.bias_hh_l0:F32:12:12 \
  d.weight_ih_l0:F32:4x3:13 d.weight_hh_l0:F32:4x4:14 d.bias_ih_l0:F32:4:15 d.bias_hh_l0:F32:4:16 $norm
printf 'x.*_l1_reverse -> a_reverse.*\nx.*_l1 -> a.*\n' >level.map
same_results "a level by a map, biases as known" --weights more.safetensors --map level.map
