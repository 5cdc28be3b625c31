# Looks into a net: what layers make, weights, what moves a class, what training sees. All numbers
# are known: the layers have weights that are written down.

cat >known.net <<'END'
layer stencil(x: [B, 1, H, W]) {
  param kernel: [1, 2, 2, 2] = [[[[-1, -0.5], [0.5, 1]], [[0, 0], [2, 0]]]]
  y[b, c < 2, i, j] = x[b, 0, i, j]*kernel[0, c, 0, 0]
  return y
}
net known(image: u8[B, 1, 2, 2]) -> logits {
  twice[b, c, i, j] = 2*image[b, c, i, j]
  signs = twice |> stencil
  sums[b, c] = sum(i, j) signs[b, c, i, j]
  logits[b, k < 2] = (1 - 2*k)*sum(i, j) (2*i + j + 1)*twice[b, 0, i, j] + 0*sums[b, 0]
}
train known(y: i32[B] in 2) {
  data = npy(image: "images.npy", y: "labels.npy")
  valid = npy(image: "images.npy", y: "labels.npy")
  names = ["up", "down"]
  augment = mirror(horizontal, p: 1)
  loss = cross_entropy(logits, y)
  optimizer = sgd(lr: 0.1)
  batch = 2
  epochs = 1
}
END
builds known --with augment,features,saliency
array "2, 1, 2, 2" images.npy 0 51 102 255  1 2 3 4
array "2" labels.npy 0 1
array "1, 2, 2" one.npy 0 51 102 255
quietly ./known train -q --data .
g=73  # the background, in gray
row() { printf "$g $g $g $g $g $g $g $g $g $g "; }

holds "what a layer makes" ./known features one.npy --layer twice --zoom 1 -o twice.png
holds "from black to white" pixels twice.png $g $g $g $g $g $g  $g $g $g $g $g $g  \
  $g $g 0 51 $g $g  $g $g 102 255 $g $g  $g $g $g $g $g $g  $g $g $g $g $g $g
quietly ./known features one.npy --layer stencil1 --zoom 1 -o own.png
holds "each tile on its own scale" pixels own.png $(row) $(row) \
  $g $g 255 204 $g $g 128 128 $g $g  $g $g 153 0 $g $g 128 128 $g $g  $(row) $(row)
quietly ./known features one.npy --layer stencil1 --scale sheet --zoom 1 -o all.png
holds "or all on one" pixels all.png $(row) $(row) \
  $g $g 255 204 $g $g 255 255 $g $g  $g $g 153 0 $g $g 255 255 $g $g  $(row) $(row)
tells "which is said" "2 tiles of 2x2, -510 black, 0 white" ./known features one.npy --layer stencil1 --scale sheet -o all.png
tells "numbers are bars" "logits: 2 numbers as bars, from -2856 to 2856" ./known features one.npy --layer logits -o bars.png
holds "of a height to look at" size bars.png 52 124
fails "no such layer" 2 "there is no twise; did you mean twice?; known has twice, stencil1, sums, sum, logits, signs" ./known features one.npy --layer twise -o x.png
fails "no layer" 2 "--layer: expected a name" ./known features one.npy -o x.png
fails "no picture to draw" 2 "features draws png: expected -o FILE.png, found no -o" ./known features one.npy --layer twice
fails "not png" 2 "expected -o FILE.png, found x.jpg" ./known features one.npy --layer twice -o x.jpg
fails "no file" 2 "features: expected files" ./known features --layer twice -o x.png
fails "two files" 2 "known has 1 inputs: expected that many files, found 2" ./known features one.npy one.npy --layer twice -o x.png
fails "several samples" 1 "an array of 2 samples, expected one" ./known features images.npy --layer twice -o x.png
fails "a scale of another name" 2 "--scale: expected tile or sheet, found each" ./known features one.npy --layer twice --scale each -o x.png
fails "its own input" 2 "twice.png is an input" ./known features twice.png --layer twice -o twice.png

quietly ./known filters --layer stencil1.kernel --zoom 1 -o kernel.png
holds "weights, 0 in the middle of gray" pixels kernel.png $(row) $(row) \
  $g $g 0 64 $g $g 128 128 $g $g  $g $g 191 255 $g $g 255 128 $g $g  $(row) $(row)
fails "no such weights" 2 "there is no stencil1.kernl; did you mean stencil1.kernel?" ./known filters --layer stencil1.kernl -o x.png

./known saliency one.npy --zoom 1 -o map.png >said 2>/dev/null
holds "the class of the largest number" grep -q "logits 2856  up" said
# The input; the map in black, red, yellow, white; both.
line() { printf "$g $g $g $g $g $g $g $g $g $g $g $g $g $g "; }
holds "what moves it" pixels map.png $(line) $(line) $g $g 0 51 $g $g 57 151 $g $g 57 163 $g $g \
  $g $g 102 255 $g $g 233 255 $g $g 237 255 $g $g $(line) $(line)
holds "another class, by name" sh -c './known saliency one.npy --class down -o down.png | grep -q "logits -2856  down"'
holds "or by number" sh -c './known saliency one.npy --class 1 -o down.png | grep -q "logits -2856  down"'
fails "no such class" 2 "--class: known has no class dwn; did you mean down?" ./known saliency one.npy --class dwn -o x.png
fails "no class of that number" 2 "--class: expected 0 to 1, found 2" ./known saliency one.npy --class 2 -o x.png

rm -f known.safetensors
quietly ./known augment one.npy --count 1 --zoom 1 -o seen.png
holds "as training sees it, without weights" pixels seen.png $(row) $(row) \
  $g $g 0 51 $g $g 51 0 $g $g  $g $g 102 255 $g $g 255 102 $g $g  $(row) $(row)
quietly ./known augment one.npy --count 8 -o eight.png
holds "the original and eight" size eight.png 104 104
fails "weights are asked for where they are needed" 1 "no weights" ./known features one.npy --layer twice -o x.png

cat >drawn.net <<'END'
net drawn(image: u8[B, 1, 8, 8]) -> y { y = image*1 }
train drawn(t: u8[B, 1, 8, 8]) {
  data = npy(image: "a.npy", t: "a.npy")
  augment = noise(40)
  loss = mse(y, t*1)
  optimizer = sgd(lr: 0.1)
  batch = 4
}
END
builds drawn --with augment
array "1, 8, 8" flat.npy $(seq 64)
quietly ./drawn augment flat.npy -o first.png; quietly ./drawn augment flat.npy -o second.png
holds "the same draws" cmp first.png second.png
quietly ./drawn augment flat.npy --seed 5 -o second.png
holds "another seed, other draws" sh -c '! cmp -s first.png second.png'
builds drawn --with augment --backend c
quietly ./drawn augment flat.npy -o second.png
holds "the same through C" cmp first.png second.png

builds same1 --bind B=4 --bind H=64 --bind W=64
fails "not built in" 1 "same1 was built without saliency: build it with \`netc build --with saliency\`" ./same1 saliency one.npy -o x.png
fails "no layers with weights" 2 "same1 has none" ./same1 filters --layer a -o x.png
holds "nothing is left of what failed" sh -c '! ls x.png x.jpg *.part 2>/dev/null'
