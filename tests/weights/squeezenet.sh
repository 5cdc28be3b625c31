# SqueezeNet 1.0 with its authors' weights: the logits that were stored for five pictures, by both
# back-ends, from the pictures and from the planes that the reference was given.

source=$root/examples/imagenet/squeezenet_caffe
known=$data/squeezenet

# Stored as [1000], predicted as [1, 1000].
close_to() { # PICTURE : logits.npy has the stored values, to 1e-3
  { printf '\223NUMPY\001\000\166\000%-117s\n' "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1000), }"
    tail -c 4000 "$known/$1.logits.npy"; } >stored.npy
  "$netc" weights diff --tolerance 1e-3 logits.npy stored.npy
}

if [ -z "$data" ] || [ ! -e "$known/squeezenet_v1.0.safetensors" ] || [ ! -e "$data/pictures/dog.jpg" ]; then
  skips 15 "no data squeezenet and pictures in NETC_DATA"
else
  # Without its first line the net takes planes that are prepared already; without the train block it
  # is built sooner.
  sed -e 's/u8\[/[/' -e '/|> bgr/d' -e '/^train/,$d' "$source.net" >planes.net
  for backend in c llvm; do
    holds "builds through $backend" "$netc" build --backend $backend "$source.net" -o pictures
    holds "for planes through $backend" "$netc" build --backend $backend planes.net -o planes
    weights="--weights $known/squeezenet_v1.0.safetensors --map $source.map"
    for picture in cat dog eagle fish-bike flower; do
      rm -f logits.npy
      quietly ./pictures predict $weights -o logits.npy "$data/pictures/$picture.jpg"
      holds "$picture through $backend" close_to $picture
    done
    rm -f logits.npy
    quietly ./planes predict $weights -o logits.npy "$known/dog.input.npy"
    holds "the exact input through $backend" close_to dog
  done
  shows "the class of the dog" 0 "%  537" ./pictures predict $weights --top 1 "$data/pictures/dog.jpg"
fi
