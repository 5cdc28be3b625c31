# Data that is not what it seems: one line of the list of bad inputs each.

train="$net train --epochs 1 --save t.safetensors"
copy() { rm -rf bad && cp -r small bad; }
with() { # READER : the training on another data set
  SOFTMAX_DATA=$1; shift
  "$@"
  code=$?
  SOFTMAX_DATA="idx|small"
  return $code
}

# Where data is looked for.
fails "missing: the places are named" 1 "/usr/share/datasets/nowhere" with "idx|nowhere" $train
mkdir blank
fails "an empty folder: the files are named" 1 "train-images-idx3-ubyte.gz" with "idx|blank" $train
mkdir -p store/there && cp small/* store/there
holds "in NETC_DATA" env NETC_DATA=store SOFTMAX_DATA="idx|there" $train
holds "in --data DIR/NAME" env SOFTMAX_DATA="idx|there" $train --data store
holds "in --data DIR" env SOFTMAX_DATA="idx|there" $train --data small
holds "packed files" sh -c "cp -r small packed && gzip packed/* && SOFTMAX_DATA='idx|packed' $train"
cp t.safetensors packed.safetensors
quietly $train
holds "give the same weights" cmp t.safetensors packed.safetensors

# idx.
copy; printf '\0\0\010\001\0\0\0\002\1\2' >bad/train-labels-idx1-ubyte
fails "counts differ" 1 "train-images-idx3-ubyte has 300 records, bad/train-labels-idx1-ubyte has 2" with "idx|bad" $train
copy; printf '\012' | dd of=bad/train-labels-idx1-ubyte bs=1 seek=13 conv=notrunc 2>/dev/null
fails "label 10 of 10 classes" 1 "record 5: label is 10, expected 0 to 9" with "idx|bad" $train
copy; printf '\1' | dd of=bad/train-images-idx3-ubyte bs=1 seek=0 conv=notrunc 2>/dev/null
fails "magic" 1 "byte 0: expected idx (00 00), found 01 00" with "idx|bad" $train
copy; printf '\7' | dd of=bad/train-images-idx3-ubyte bs=1 seek=2 conv=notrunc 2>/dev/null
fails "type" 1 "byte 2: type 07" with "idx|bad" $train
copy; printf '\11' | dd of=bad/train-images-idx3-ubyte bs=1 seek=3 conv=notrunc 2>/dev/null
fails "rank" 1 "byte 3: rank 9" with "idx|bad" $train
copy; printf '\377\377\377\377\377\377\377\377' | dd of=bad/train-images-idx3-ubyte bs=1 seek=4 conv=notrunc 2>/dev/null
fails "extents over the file" 1 "[4294967295, 4294967295, 28] is over 2^63" with "idx|bad" $train
copy; printf '\1' | dd of=bad/train-images-idx3-ubyte bs=1 seek=4 conv=notrunc 2>/dev/null
fails "count over the file" 1 "the file can hold at most" with "idx|bad" $train
copy; printf x >>bad/train-images-idx3-ubyte
fails "bytes after" 1 "expected the end, found more" with "idx|bad" $train
copy; head -c 1000 small/train-images-idx3-ubyte >bad/train-images-idx3-ubyte
fails "cut off" 1 "the file can hold at most 984" with "idx|bad" $train
copy; printf '\0\0\010\003\0\0\0\002\0\0\0\002\0\0\0\002\0\0\0\0\0\0\0\0' >bad/train-images-idx3-ubyte; printf '\0\0\010\001\0\0\0\002\1\2' >bad/train-labels-idx1-ubyte
fails "another size" 1 "a record is [2, 2] of U8, the input image expects u8[B, 1, 28, 28]" with "idx|bad" $train

# gzip.
repack() { rm -rf bad && cp -r small bad && gzip -n bad/train-images-idx3-ubyte; }
repack; size=$(wc -c <bad/train-images-idx3-ubyte.gz)
head -c $((size - 2000)) bad/train-images-idx3-ubyte.gz >cut && mv cut bad/train-images-idx3-ubyte.gz
fails "gz truncated" 1 "cut off within the packed data" with "idx|bad" $train
repack; printf '\0\0\0\0' | dd of=bad/train-images-idx3-ubyte.gz bs=1 seek=$((size - 8)) conv=notrunc 2>/dev/null
fails "bad CRC" 1 "the packed data is damaged: incorrect data check" with "idx|bad" $train
repack; printf junk >>bad/train-images-idx3-ubyte.gz
fails "bytes after the member" 1 "bytes after the end of the packed data" with "idx|bad" $train
repack; head -c 1000 small/train-images-idx3-ubyte | gzip -n >bad/train-images-idx3-ubyte.gz; tail -c +1001 small/train-images-idx3-ubyte | gzip -n >>bad/train-images-idx3-ubyte.gz
holds "two members are one file" with "idx|bad" $train
repack; { head -c 16 small/train-images-idx3-ubyte; head -c 20000000 /dev/zero; } | gzip -n >bad/train-images-idx3-ubyte.gz
fails "a bomb is not unpacked" 1 "expected the end, found more" with "idx|bad" $train

# npy.
mkdir n && $data npy n 40
both="npy|image=n/x.npy|label=n/y.npy"
holds "npy by name" with "$both" $train
cp t.safetensors by_name.safetensors
holds "npy by position, floats in column order" with "npy|n/f.npy|n/y.npy" $train
holds "are the same numbers" cmp t.safetensors by_name.safetensors
npy() { # FILE HEADER DATA-BYTES
  { printf '\223NUMPY\1\0'; bytes "$(printf %02x $((${#2} + 1)))" 00; printf '%s\n' "$2"; head -c "$3" /dev/zero; } >"$1"
}
one() { with "npy|image=n/x.npy|label=$1" $train; }
npy bad.npy "{'descr': '|O', 'fortran_order': False, 'shape': (40,), }" 40
fails "objects" 1 "holds Python objects (|O); they are never read" one bad.npy
npy bad.npy "{'descr': '<i4', 'fortran_order': False, 'shape': (-1,), }" 40
fails "a negative extent" 1 "byte 61: expected an extent, 0 or more" one bad.npy
npy bad.npy "{'descr': '<i4', 'fortran_order': False, 'shape': (100000000000000000000,), }" 40
fails "an extent of 10^20" 1 "expected an extent below 10^18" one bad.npy
npy bad.npy "{'descr': '<i4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }" 40
fails "a product over 2^63" 1 "is over 2^63 bytes" one bad.npy
npy bad.npy "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (10,), }" 40
fails "structured" 1 "structured ones are not read" one bad.npy
npy bad.npy "{'descr': '<i4', 'shape': (40,), }" 160
fails "a key missing" 1 "the keys descr, fortran_order and shape" one bad.npy
npy bad.npy "{'descr': '<i4', 'fortran_order': False, 'shape': (40,), } + 1" 160
fails "anything else" 1 "expected spaces and a line end" one bad.npy
npy bad.npy "{'descr': '<i4', 'fortran_order': False, 'shape': (39,), }" 156
fails "counts" 1 "n/x.npy has 40 records, bad.npy has 39" one bad.npy
npy bad.npy "{'descr': '<i4', 'fortran_order': False, 'shape': (40,), }" 100
fails "too short" 1 "needs 160 bytes of data, the file can hold 100" one bad.npy
printf '\223NUMPY\2\0\377\377\377\000' >bad.npy
fails "a long header" 1 "over the limit of 65536" one bad.npy
npy bad.npy "{'descr': '<f4', 'fortran_order': False, 'shape': (40,), }" 156; bytes 00 00 20 40 >>bad.npy
fails "a label of 2.5" 1 "record 39: 2.5 is no i32 for the input label" one bad.npy

# csv.
$data csv d.csv 40
csv="image=cols(1,784)|label=col(0)"
holds "csv" with "csv|d.csv|$csv" $train
holds "is the same data" cmp t.safetensors by_name.safetensors
holds "columns from the end" with "csv|d.csv|image=cols(1, -1)|label=col(-785)" $train
{ printf '\357\273\277label'; head -1 d.csv | tr -d '\r\n' | sed 's/[0-9]*//g; s/,/,p/g'; echo; sed 's/^\([0-9]*\),/"\1",/' d.csv; } >head.csv
holds "a mark, a header, quotes" with "csv|head.csv|$csv" $train
holds "change nothing" cmp t.safetensors by_name.safetensors
{ head -3 d.csv; echo 1,2,3; } >bad.csv
fails "ragged" 1 "bad.csv:4:1: 3 cells, expected 785" with "csv|bad.csv|$csv" $train
{ head -3 d.csv; sed -n 4p d.csv | sed 's/,[0-9]*/,cat/2'; } >bad.csv
fails "text" 1 'expected a number for image, found "cat"' with "csv|bad.csv|$csv" $train
: >bad.csv
fails "empty" 1 "no records" with "csv|bad.csv|$csv" $train
printf '1,"2\n' >bad.csv
fails "an open quote" 1 "bad.csv:1:3: a quote that is not closed" with "csv|bad.csv|$csv" $train
fails "columns that are not there" 1 "does not fit lines of 785 cells" with "csv|d.csv|image=cols(1,785)|label=col(0)" $train

# Pictures.
mkdir p && $data pictures p
pictures="$net train --epochs 12 --lr 0.01 --save p.safetensors"
shows "pictures" "test  loss 0.0" with "pictures|p" $pictures
shows "their classes are kept in the weights" "%  b" $net predict --weights p.safetensors p/test/b/21.png
holds "resize and crop" with "pictures|p|resize=29" $pictures
fails "a part of a pixel" 1 "resize: expected a whole number of pixels" with "pictures|p|resize=28.5" $pictures
refresh() { rm -rf q && cp -r p q; }
refresh; : >q/train/a/zz.png
fails "an empty file" 1 "zz.png: empty, expected a picture" with "pictures|q" $pictures
fails "left out and counted" 0 "pictures that cannot be read are left out: 1" with "pictures|q" $pictures --skip-bad
refresh; echo text >q/train/a/zz.jpg
fails "text as .jpg" 1 "zz.jpg: not a png or jpeg picture" with "pictures|q" $pictures
refresh; $data huge q/train/a/zz.png
fails "60000x60000" 1 "60000x60000 pixels, the limit is 100000000" with "pictures|q" $pictures
refresh; $data cmyk q/train/a/zz.jpg
fails "CMYK" 1 "zz.jpg: a CMYK jpeg" with "pictures|q" $pictures
refresh; $data scans q/train/a/zz.jpg 1000
holds "a jpeg of 1000 scans" with "pictures|q" $pictures
$data scans q/train/a/zz.jpg 1001
fails "and of one more" 1 "zz.jpg: more than 1000 scans" with "pictures|q" $pictures
refresh; head -c 900 p/train/a/02.jpg >q/train/a/02.jpg
fails "cut off" 1 "02.jpg: damaged jpeg" with "pictures|q" $pictures
refresh; head -c 400 p/train/a/00.png >q/train/a/00.png
fails "a png cut off" 1 "00.png: damaged png" with "pictures|q" $pictures
refresh; mkdir q/train/c
fails "a class without pictures" 1 "q/train/c: no pictures" with "pictures|q" $pictures
refresh; mv q/test/b q/test/c
fails "classes of training and test differ" 1 "class 1 is b in the training data and c in the test data" with "pictures|q" $pictures
$data exif turned.jpg
holds "EXIF is applied" sh -c "$net predict --weights p.safetensors turned.jpg >a; $net predict --weights p.safetensors p/test/a/20.png >b; test -s a"

# Other kinds of files.
mkfifo small.npy
fails "a pipe does not hang" 1 "found a pipe" one small.npy
fails "a device" 1 "found a device" one /dev/zero
fails "a folder" 1 "found a folder" one n
fails "a reader that is not known" 1 "the reader planets is not among" with "planets|x" $train

# Data that changes under a training is noticed.
mkdir w && $data idx w 6000 70
SOFTMAX_DATA="idx|w" $net train --epochs 50 --save w.safetensors >/dev/null 2>changed &
pid=$!
sleep 0.5
touch w/train-images-idx3-ubyte
wait $pid
holds "changed data is noticed" grep -q "w/train-images-idx3-ubyte: changed since training began" changed
