# Files damaged at random: an error or data, never a crash. With sanitizers this is where they look.

compile "$work/mutate" "$here/mutate.c"
mkdir n p && $data npy n 2 && $data pictures p && $data csv d.csv 3 && $data idx n 3 3 && $data exif e.jpg
$data png g.png 1
quietly $net train --epochs 1 --save w.safetensors
head -c 31748 w.safetensors >weights
gzip -nk n/train-images-idx3-ubyte d.csv
rounds=${DAMAGE_ROUNDS:-150}
for file in weights w.ckpt.safetensors n/x.npy n/f.npy n/train-images-idx3-ubyte n/train-images-idx3-ubyte.gz \
            d.csv d.csv.gz g.png p/train/a/00.png e.jpg p/train/a/02.jpg; do
  holds "damaged $file" "$work/mutate" "$rounds" scratch "$file"
done
