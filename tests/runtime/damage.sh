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

# Series, text and graphs; each file of a graph among the whole others.
mkdir papers molecules
printf '@classLabel true up down\n@data\n1,2,3:4,5,6:down\n7,8:9,10:up\n' >a.ts
printf 'abcabcab\303\251abcabcabcba\r\n' >a.txt
printf 'p1\t1\t0\t1\tred\np2\t0\t0\t2.5\tblue\np3\t1\t1\t1\tred\n' >papers/a.content
printf 'p1\tp2\np3\tp1\n' >papers/a.cites
printf 'p1\ttrain\np2\tval\np3\ttest\n' >papers/a.split
printf '3\n2 5\n7 1 1\n3 1 0\n3 -1\n3 1 1\n4 2 0 2\n7 1 1\n1 5\n3 0\n' >molecules/M.txt
printf '1\n0\n' >molecules/train_idx-1.txt
printf 'graph [ node [ id 1 v 2 ] node [ id 2 v 3 ] edge [ source 1 target 2 w "a" ] ]\n' >a.gml
gzip -k a.ts a.txt
for file in a.ts a.ts.gz a.txt a.txt.gz a.gml; do
  holds "damaged $file" "$work/mutate" $((4 * rounds)) scratch "$file"
done
for file in papers/a.content papers/a.cites papers/a.split molecules/M.txt molecules/train_idx-1.txt; do
  cp "$file" whole
  holds "damaged $file" "$work/mutate" $((4 * rounds)) "$file" whole
  cp whole "$file"
done
