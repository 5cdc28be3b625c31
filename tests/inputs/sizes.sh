# Sizes of the day that a net does not take: told before anything is computed or written.

zeros() {  # FILE SHAPE NUMBERS : an array of f32
  {
    printf '\223NUMPY\001\000\166\000%-117s\n' "{'descr': '<f4', 'fortran_order': False, 'shape': ($2), }"
    head -c $((4 * $3)) /dev/zero
  } > "$1"
}

cat > sizes.net <<'END'
op pairs(x: [B, T, N]) -> y: [B, T, N]
  require T % 2 == 0, "{T} steps of {N} are {100%s} no pairs"
  y[b, t, n] = x[b, T - 1 - t, n]

layer block(x: [B, T, N], units) {
  require T*units >= 12, "{T} steps are too few for {units} units"
  return x |> pairs |> dense(units)
}

net sizes(x: [B, T, 2]) -> y {
  require B % 2 == 0, "{B} rows are no pairs"
  if training { require T > 4, "training takes longer ones" }
  h = x |> block(3)
  y[b, n] = mean(t) h[b, t, n]
}

train sizes(label: [B, 3]) {
  data      = npy(x: "x.npy", label: "label.npy")
  valid     = npy(x: "valid.npy", label: "valid_label.npy")
  loss      = mse(y, label)
  optimizer = sgd(lr: 0.1)
  batch     = 4
  capacity  = (T: 9)
  epochs    = 1
}
END

for rows in 1 2 3 4; do zeros label$rows.npy "$rows, 3" $((rows * 3)); done
for t in 2 4 5 6; do
  for rows in 1 2 3 4; do zeros x$rows-$t.npy "$rows, $t, 2" $((rows * t * 2)); done
done

data() {  # T ROWS [ROWS OF THE VALIDATION] : what the training reads
  cp "x$2-$1.npy" x.npy
  cp "label$2.npy" label.npy
  cp "x${3:-2}-$1.npy" valid.npy
  cp "label${3:-2}.npy" valid_label.npy
}

for backend in c llvm; do
  if ! $NETC emit --stage $backend sizes.net > /dev/null 2>&1; then continue; fi  # built without LLVM
  rm -f sizes.safetensors sizes.ckpt.safetensors sizes
  takes "$backend: sizes, built" $NETC build --backend $backend --with features sizes.net -o sizes
  data 2 4
  fails "$backend: train, a layer's requirement" 1 \
    "sizes: error: x.npy: training takes longer ones (T is 2; required at sizes.net:12)" ./sizes train
  data 5 4
  fails "$backend: train, an op's requirement" 1 \
    "x.npy: T steps of 2 are {100%s} no pairs (T is 5; required at sizes.net:2, called at sizes.net:7 in block1)" ./sizes train
  data 6 3
  fails "$backend: train, the last batch" 1 "x.npy: B rows are no pairs (B is 3; required at sizes.net:11)" ./sizes train
  data 6 4 1
  fails "$backend: train, the validation" 1 "valid.npy: B rows are no pairs (B is 1; " ./sizes train
  absent "$backend: weights" sizes.safetensors
  absent "$backend: a checkpoint" sizes.ckpt.safetensors
  data 6 4
  takes "$backend: train" ./sizes train
  takes "$backend: predict" ./sizes predict x4-6.npy
  takes "$backend: predict, shorter than in training" ./sizes predict x2-4.npy
  fails "$backend: predict" 1 \
    "sizes: error: x2-2.npy: T steps are too few for 3 units (T is 2; required at sizes.net:6, called at sizes.net:13 in block1)" \
    ./sizes predict x2-2.npy
  fails "$backend: predict one row" 1 "x1-6.npy: B rows are no pairs (B is 1; " ./sizes predict x1-6.npy
  fails "$backend: predict, the last batch" 1 "x4-6.npy: B rows are no pairs (B is 1; " ./sizes predict --batch 3 x4-6.npy
  if [ -s stdout ]; then said "$backend: predict shows results of the first batch"; else passed=$((passed + 1)); fi
  data 4 2
  fails "$backend: eval takes what training does not" 1 "valid.npy: B rows are no pairs (B is 1; " ./sizes eval --batch 1
  takes "$backend: eval" ./sizes eval
  takes "$backend: bench at sizes that the net takes" ./sizes bench --seconds 0.01
  if grep -q 'predict  B=4 T=8 ' stdout; then passed=$((passed + 1)); else said "$backend: bench at B=4 T=8"; fi
  takes "$backend: profile" ./sizes profile --seconds 0.01
  fails "$backend: bench of one row" 1 "B rows are no pairs (B is 1; " ./sizes bench --seconds 0.01 --batch 1
  fails "$backend: features" 1 "x1-6.npy: B rows are no pairs (B is 1; " ./sizes features --layer h x1-6.npy -o h.png
  absent "$backend: a picture of features" h.png
done

$NETC emit --stage loops sizes.net | sed 's/are no pairs"/are %s\\x0a odd"/' > sizes.loops
takes "loops text with requirements" $NETC build sizes.loops -o sizes
fails "a message changed in loops text" 1 "B rows are %s" ./sizes predict x1-6.npy

cat > steps.net <<'END'
net steps(text: i32[B, T] in 9, h: [B, 4] = 0, c: [B, 4] = 0) -> logits, h, c {
  require T >= 2, "one step is too few"
  y, h, c = text |> embedding(9, 3) |> lstm_from(h, c)
  logits = y |> dense(9) |> transpose(1, 2)
}
train steps(label: i32[B, T] in 9) {
  loss       = cross_entropy(logits, label)
  optimizer  = sgd(lr: 0.1)
  batch      = 2
  capacity   = (T: 4)
  carry_over = h, c
  generate   = 5
}
END
takes "a net that generates, built" $NETC build steps.net -o steps
fails "generate, a step at a time" 1 "generate: one step is too few (T is 1; required at steps.net:2)" ./steps generate
