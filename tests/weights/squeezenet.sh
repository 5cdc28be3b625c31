# SqueezeNet 1.0 with its authors' weights: the logits that were stored for five pictures, by both
# back-ends; and the very planes that the reference was given for one of them.

source=$root/examples/imagenet/squeezenet_caffe
known=$data/squeezenet
weights="--weights $known/squeezenet_v1.0.safetensors --map $source.map"

# Stored as [1000], predicted as [1, 1000].
close_to() { # PICTURE : logits.npy has the stored values, to 1e-3
  { printf '\223NUMPY\001\000\166\000%-117s\n' "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1000), }"
    tail -c 4000 "$known/$1.logits.npy"; } >stored.npy
  "$netc" weights diff --tolerance 1e-3 logits.npy stored.npy
}

# The example's own preparation, alone.
cat >prepare.net <<END
$(sed -n '/^op bgr/,/^$/p' "$source.net")
net prepare(image: u8[B, 3, 227, 227], scale = 1) -> planes {
  param unit: [1] ~ ones
  planes = image $(grep '|> bgr' "$source.net")
  loss = sum(b, c, i, j) planes[b, c, i, j]*unit[0]
}
train prepare() {
  data = pictures("imagenet", resize: 256)
  loss = loss
  optimizer = sgd(lr: 0.1)
}
END

through() { # BACKEND CLASS : of the dog
  holds "builds through $1" "$netc" build --backend $1 -O 1 planes.net -o net
  for picture in cat dog eagle fish-bike flower; do
    rm -f logits.npy
    quietly ./net predict $weights -o logits.npy $picture.npy
    holds "$picture through $1" close_to $picture
  done
  shows "the class of the dog through $1" 0 "%  537" ./net predict $weights --top 1 "$known/dog.input.npy"
}

if [ -z "$data" ] || [ ! -e "$known/squeezenet_v1.0.safetensors" ] || [ ! -e "$data/pictures/dog.jpg" ]; then
  skips 18 "no data squeezenet and pictures in NETC_DATA"
else
  holds "the preparation builds" "$netc" build prepare.net -o prepare
  $make unit.safetensors unit:F32:1:1
  for picture in cat dog eagle fish-bike flower; do
    quietly ./prepare predict --weights unit.safetensors -o $picture.npy "$data/pictures/$picture.jpg"
  done
  holds "a picture gives the reference's planes, to the bit" "$netc" weights diff dog.npy "$known/dog.input.npy"
  # Without preparation and training the net is built sooner.
  sed -e 's/u8\[/[/' -e '/|> bgr/d' -e '/^train/,$d' "$source.net" >planes.net
  through c
  through llvm
  holds "the example builds" "$netc" build "$source.net" -o net
  shows "and takes a picture" 0 "%  537" ./net predict $weights --top 1 "$data/pictures/dog.jpg"
fi
