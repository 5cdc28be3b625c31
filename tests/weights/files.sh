# What `netc weights` says of files: show, diff, convert; from safetensors to npz and back.

weights="$netc weights"
$make a.safetensors w:F32:2x3:1 n:I64::7 d:F64:4:2 empty:F32:0x3:3
same() { # NAME FILE FILE : the same bytes
  name=$1; shift
  holds "$name" cmp "$@"
}

shows "a matrix" 0 "w      F32   [2, 3]                      6" $weights show a.safetensors
shows "a number" 0 "n      I64   []                          1          7          0          7          7" \
  $weights show a.safetensors
shows "nothing to take a mean of" 0 "empty  F32   [0, 3]                      0          -" \
  $weights show a.safetensors
shows "totals" 0 "4 tensors, 11 numbers, 64 bytes" $weights show a.safetensors
shows "as JSON" 0 '{"name":"n","dtype":"I64","shape":[],"count":1,"mean":7,"std":0,"min":7,"max":7,"nan":0,"inf":0}' \
  $weights show --json a.safetensors
shows "totals as JSON" 0 '{"tensors":4,"count":11,"bytes":64,"nan":0,"inf":0}' $weights show --json a.safetensors
shows "no statistics as JSON" 0 '"count":0,"mean":null,"mean_not_finite":"nan"' $weights show --json a.safetensors

# The first of w's numbers becomes NaN, the second infinite: it lies behind 8 + 4*8 + 8 bytes of the data.
cp a.safetensors nan.safetensors
printf '\000\000\300\177\000\000\200\377' |
  dd of=nan.safetensors bs=1 seek=$(($(wc -c <a.safetensors) - 24)) conv=notrunc 2>/dev/null
shows "NaN and infinity" 0 "1 NaN  1 Inf" $weights show nan.safetensors
shows "and in all" 0 "64 bytes, 1 NaN, 1 Inf" $weights show nan.safetensors

# diff
shows "a file is equal to itself" 0 "4 equal, 0 differing, 0 only in the first, 0 only in the second" \
  $weights diff a.safetensors a.safetensors
shows "so is NaN" 0 "4 equal" $weights diff nan.safetensors nan.safetensors
$make b.safetensors w:F32:2x3:1+5 n:F32::7 d:F64:2x2:2 more:F32:1:1
shows "numbers" 1 "w: 6 of 6 numbers, by " $weights diff a.safetensors b.safetensors
shows "types" 1 "n: dtype: I64[] and F32[]" $weights diff a.safetensors b.safetensors
shows "shapes" 1 "d: shape: F64[4] and F64[2, 2]" $weights diff a.safetensors b.safetensors
shows "only here" 1 "empty: only in a.safetensors: F32[0, 3]" $weights diff a.safetensors b.safetensors
shows "only there" 1 "more: only in b.safetensors: F32[1]" $weights diff a.safetensors b.safetensors
shows "all of it" 1 "0 equal, 3 differing, 1 only in the first, 1 only in the second" \
  $weights diff a.safetensors b.safetensors
shows "as JSON" 1 '{"name":"d","differs":"shape","first":"F64[4]","second":"F64[2, 2]"}' \
  $weights diff --json a.safetensors b.safetensors
$make c.safetensors w:F32:2x3:1 n:I64::8 d:F64:4:2 empty:F32:0x3:3
shows "the largest difference" 1 "n: 1 of 1 numbers, by 1 at most (element 0), relatively 0.125" \
  $weights diff a.safetensors c.safetensors
shows "within a tolerance" 0 "4 equal" $weights diff --tolerance 1 a.safetensors c.safetensors
shows "beyond it" 1 "3 equal, 1 differing" $weights diff --tolerance 0.9 a.safetensors c.safetensors
shows "NaN is near nothing" 1 "by inf at most" $weights diff --tolerance 1e300 a.safetensors nan.safetensors

# convert
holds "to npz" $weights convert a.safetensors -o a.npz
holds "the same tensors" $weights diff a.safetensors a.npz
holds "and back" $weights convert a.npz -o back.safetensors
holds "the same again" $weights diff a.safetensors back.safetensors
holds "once more" $weights convert back.safetensors -o again.npz
same "the same bytes" a.npz again.npz
holds "safetensors, too" $weights convert again.npz -o again.safetensors
same "the same bytes of them" back.safetensors again.safetensors
holds "to f32" $weights convert --dtype f32 a.npz -o f32.npz
shows "all of them" 0 "n: dtype: I64[] and F32[]" sh -c "$weights diff a.npz f32.npz; true"
holds "to f64" $weights convert --dtype=f64 f32.npz -o f64.safetensors
shows "no number is lost there" 1 "0 equal, 4 differing, 0 only in the first, 0 only in the second; largest difference 0," \
  $weights diff f32.npz f64.safetensors
printf 'w -> layer.weight\nn ->\n' >names.map
holds "names by a map" $weights convert --map names.map --rename 'd -> layer.d' a.npz -o named.safetensors
shows "renamed" 0 "layer.weight  F32" $weights show named.safetensors
shows "left out" 0 "3 tensors" $weights show named.safetensors
says "a rule of no use" 0 "a.npz has no tensor x" $weights convert --rename 'x -> y' a.npz -o x.npz
says "two of one name" 1 "two tensors would be called d" $weights convert --rename 'w -> d' a.npz -o two.npz
says "nothing is written then" 1 "No such file" $weights show two.npz
says "a name that means something else" 1 "cannot be called __metadata__" \
  $weights convert --rename 'w -> __metadata__' a.npz -o x.safetensors
says "a rule that is none" 1 "a = b: expected \`theirs -> ours\`" $weights convert --rename 'a = b' a.npz -o x.npz
printf 'a\n' >bad.map
says "a map that is none" 1 "bad.map:1: expected" $weights convert --map bad.map a.npz -o x.npz
$make notes.safetensors w:BF16:0:1
says "npy has no BF16" 1 "npy has no BF16; --dtype f32 converts" $weights convert notes.safetensors -o x.npz
holds "converted it fits" $weights convert --dtype f32 notes.safetensors -o x.npz
# 1e300 as the one number of a file.
{ printf '\077\000\000\000\000\000\000\000{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}         '
  printf '\234\165\000\210\074\344\067\176'; } >large.safetensors
says "too large for f32" 1 "a: element 0: 1e+300 is beyond f32" \
  $weights convert --dtype f32 large.safetensors -o x.npz

# An executable reads npz as well; what its training wrote keeps its notes.
printf 'net n(x: u8[B, 3]) -> y { y = dense(x, 2) }\n' >n.net
holds "a net builds" "$netc" build n.net -o net
$make n.safetensors dense1.weight:F32:2x3:1 dense1.bias:F32:2:2
quietly $weights convert n.safetensors -o n.npz
{ printf '\223NUMPY\001\000\166\000%-117s\n' "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }"
  printf '\001\002\003'; } >x.npy
quietly ./net predict --weights n.safetensors -o first.npy x.npy
quietly ./net predict --weights n.npz -o second.npy x.npy
same "weights as npz" first.npy second.npy
shows "one array" 0 "arr_0  U8    [3]                         3          2" $weights show x.npy

# Command lines.
says "no verb" 2 "takes show, diff or convert" $weights
says "another verb" 2 "did you mean \`show\`?" $weights shwo a.npz
says "no file" 2 "weights show takes 1 file, found 0" $weights show
says "one of two" 2 "weights diff takes 2 files, found 1" $weights diff a.npz
says "no output" 2 "takes -o FILE" $weights convert a.npz
says "an output of another kind" 2 "must end in .safetensors or .npz" $weights convert a.npz -o a.pt
says "the output is the input" 2 "is the input" $weights convert a.npz -o a.npz
says "an output in no folder" 2 "there is no folder" $weights convert a.npz -o none/a.npz
says "another type" 2 "--dtype takes f32 or f64, not \`i8\`" $weights convert --dtype i8 a.npz -o x.npz
says "a tolerance below 0" 2 "--tolerance takes a number" $weights diff --tolerance -1 a.npz a.npz
says "what only convert takes" 2 "only weights convert takes --dtype" $weights show --dtype f32 a.npz
says "an output of show" 2 "only weights convert takes -o" $weights show a.npz -o b.npz
says "no such file" 1 "none.npz: No such file" $weights show none.npz
shows "help" 0 "--tolerance X" "$netc" help weights
