# Which class is taken for which. The nets have no parameters: their logits are the data.

cat >taken.net <<'END'
net taken(x: f32[B, 3]) -> logits { logits = x*1 }
train taken(y: i32[B] in 3) {
  data = npy(x: "x.npy", y: "y.npy")
  test = npy(x: "x.npy", y: "y.npy")
  names = ["<cat> & \"dog\"", "bird", "a class whose name is far too long to stand there"]
  loss = cross_entropy(logits, y)
  metric = accuracy(logits, y)
  optimizer = sgd(lr: 0.1)
  batch = 4
}
END
builds taken
# Of class 0 three are right and one is taken for 1; of 1 one for 0; of 2 a tie goes to the first.
array "8, 3" x.npy 9 0 0  9 0 0  9 1 2  0 9 0   5 4 3  0 9 9   0 0 9   7 7 7
array "8" y.npy 0 0 0 0  1 2  2 2
holds "a matrix" ./taken eval --data . --confusion one.svg
shown() { sed -n 's/.*<text class="o[nf]*".*>\([0-9%]*\)<\/text>/\1/p' one.svg | tr '\n' ' '; }
# A row's counts, without zeros, then its recall, then the precision of its column.
holds "counts, recall, precision" test "$(shown)" = "3 1 75% 60% 1 0% 0% 1 1 1 33% 100% "
holds "in all" grep -q 'taken, test data: 4 of 8 right (50.0 %)' one.svg
holds "names are quoted" grep -q '&lt;cat&gt; &amp; &quot;dog&quot;' one.svg
holds "and cut" sh -c 'grep -q ">a class whose name is fa…<" one.svg && ! grep -q "too long" one.svg'
holds "the rest of eval is as without" sh -c './taken eval --data . >a && ./taken eval --data . --confusion two.svg >b && cmp a b'
holds "the same matrix, the same bytes" cmp one.svg two.svg
turned() { grep -c '^<g transform.*class="right"' $1; }
holds "long names are turned, as is the word recall" test "$(turned one.svg)" = 4
sed '/names/d; s/taken/short/' taken.net >short.net
builds short
quietly ./short eval --data . --confusion short.svg
holds "short ones stand" test "$(turned short.svg)" = 1
fails "not svg" 2 "--confusion draws svg: expected a name that ends in .svg, found a.png" ./taken eval --data . --confusion a.png
fails "no folder" 1 "none/a.svg: cannot write" ./taken eval --data . --confusion none/a.svg

# Samples that a mask leaves out are not counted.
sed 's/in 3)/in 3, m: bool[B])/; s/y: "y.npy"/y: "y.npy", m: "m.npy"/; s/taken/masked/' taken.net >masked.net
array "8" m.npy 1 0 0 1 0 0 0 1
builds masked
holds "a mask" ./masked eval --data . --confusion one.svg
holds "leaves out" grep -q 'masked, test data: 1 of 3 right (33.3 %)' one.svg

sed 's/B, 3/B, 1000/; s/in 3/in 1000/; /names/d; s/x.npy/w.npy/; s/taken/wide/' taken.net >wide.net
builds wide
array "8, 1000" w.npy $(seq 8000 | awk '{ print $1 % 1001 == 7 ? 9 : 0 }')
holds "a thousand classes" ./wide eval --data . --confusion wide.svg
holds "have no numbers and no names" test "$(grep -c '<text' wide.svg)" = 5
holds "and few elements" test "$(grep -c '<path' wide.svg)" = 21
holds "their drawing is of a size to look at" sh -c 'test $(wc -c <wide.svg) -lt 10000'
sed 's/1000/1001/; s/w.npy/v.npy/' wide.net >wider.net
array "8, 1001" v.npy $(seq 8008 | awk '{ print $1 % 7 }')
builds wider
fails "more than a thousand" 1 "wide has 1001 classes, expected 2 to 1000" ./wider eval --data . --confusion a.svg

cat >far.net <<'END'
net far(x: f32[B, 3]) -> y { y = x*1 }
train far(target: f32[B, 3]) {
  data = npy(x: "x.npy", target: "x.npy")
  loss = mean(b, i) (y[b, i] - target[b, i])^2
  optimizer = sgd(lr: 0.1)
  batch = 4
}
END
builds far
fails "no classes" 1 "far has no label of 3 classes, \`i32[B] in 3\`, beside its result y" ./far eval --data . --confusion a.svg
sed 's/y = x\*1/y = sum(b, i) x[b, i]/; s/y\[b, i\] - target\[b, i\]/y - target[b, i]/' far.net >sum.net
builds sum
fails "no row of numbers" 1 "the result y of far is not a row of numbers per sample" ./sum eval --data . --confusion a.svg
holds "nothing is left of what failed" sh -c '! ls a.svg *.part 2>/dev/null'
