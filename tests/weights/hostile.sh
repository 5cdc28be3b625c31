# Files that are not what they seem, as npz: nothing is read that does not hold.

le() { # NUMBER BYTES : the least first
  n=$1
  for i in $(seq "$2"); do
    printf "\\$(printf %03o $((n % 256)))"
    n=$((n / 256))
  done
}

# Entries NAME=FILE: deflated (by gzip, whose frame is taken off), in one archive.
zip() { # FILE NAME=FILE ..
  out=$1; shift
  : >"$out"; : >directory
  for entry; do
    name=${entry%%=*} source=${entry#*=} place=$(wc -c <"$out")
    gzip -9nc "$source" >packed
    {
      le 2048 2; le 8 2; le 0 2; le 33 2; tail -c 8 packed | head -c 4
      le $(($(wc -c <packed) - 18)) 4; le $(wc -c <"$source") 4; le ${#name} 2; le 0 2
    } >common
    { printf 'PK\003\004'; le 20 2; cat common; printf %s "$name"
      tail -c +11 packed | head -c $(($(wc -c <packed) - 18)); } >>"$out"
    { printf 'PK\001\002'; le 20 2; le 20 2; cat common; le 0 10; le "$place" 4; printf %s "$name"; } >>directory
  done
  place=$(wc -c <"$out")
  { cat directory; printf 'PK\005\006'; le 0 4; le $# 2; le $# 2; le $(wc -c <directory) 4; le "$place" 4
    le 0 2; } >>"$out"
}

npy() { # FILE DESCR SHAPE BYTES : of zeros
  { printf '\223NUMPY\001\000\166\000%-117s\n' "{'descr': '$2', 'fortran_order': False, 'shape': $3, }"
    head -c "$4" /dev/zero; } >"$1"
}

patch() { # FILE NAME OFFSET BYTES [OFFSET BYTES ..] : a changed copy of FILE
  cp "$1" "$2"
  out=$2; shift 2
  while [ $# -gt 0 ]; do
    printf "$2" | dd of="$out" bs=1 seek="$1" conv=notrunc 2>/dev/null
    shift 2
  done
}

bad() { # NAME TEXT FILE
  says "$1" 1 "$2" "$netc" weights show "$3"
}

npy x.npy '<f4' '(2, 3)' 24
npy y.npy '>i2' '(5,)' 10
zip good.npz a.npy=x.npy b.c.npy=y.npy
shows "deflated entries" 0 "2 tensors, 11 numbers, 34 bytes" "$netc" weights show good.npz
zip none.npz
shows "no entries" 0 "0 tensors, 0 numbers, 0 bytes" "$netc" weights show none.npz

# Stored entries at known places: headers at 0 and 179, data at 35 and 214, records at 366 and 417, the
# end at 468.
$make two.safetensors a:F32:2x3:1 b:F64:2:2
quietly "$netc" weights convert two.safetensors -o two.npz
holds "stored entries" "$netc" weights diff two.safetensors two.npz

head -c 467 two.npz >cut.npz
bad "cut off" "without a directory at its end, byte 467" cut.npz
head -c 7 two.npz >seven.npz
bad "7 bytes" "without a directory at its end, byte 7" seven.npz
: >empty.npz
bad "0 bytes" "0 bytes, expected" empty.npz
{ cat two.npz; printf x; } >after.npz
bad "bytes after" "without a directory at its end" after.npz
{ printf 'PK\003\004x'; cat two.npz; } >before.npz
bad "bytes before" "expected it to end here" before.npz
patch two.npz overlap.npz 18 '\310' 22 '\310' 386 '\310' 390 '\310'
bad "entries that overlap" "two entries overlap" overlap.npz
patch two.npz gap.npz 18 '\217' 22 '\217' 386 '\217' 390 '\217'
bad "a gap" "byte 178: bytes that belong to no entry" gap.npz
patch two.npz same.npz 459 '\000'
bad "two records for one entry" "the header of an entry is not what the directory says" same.npz
patch two.npz outside.npz 459 '\377\377\377\177'
bad "an entry outside" "lies outside of the archive" outside.npz
patch two.npz over.npz 18 '\377\377\377\177' 22 '\377\377\377\177' 386 '\377\377\377\177' 390 '\377\377\377\177'
bad "an entry over the end" "reaches into the directory" over.npz
patch two.npz wide.npz 386 '\377\377\377\377'
bad "64 bit sizes that are missing" "the sizes of 64 bits are missing" wide.npz
patch two.npz twice.npz 209 b 463 b
bad "a name twice" "two entries have the same name" twice.npz
patch two.npz name.npz 30 '\377' 412 '\377'
bad "a name that is no text" "a name that is no UTF-8 text" name.npz
patch two.npz zero.npz 30 '\000' 412 '\000'
bad "a zero byte in a name" "a name that is no UTF-8 text" zero.npz
patch two.npz header.npz 30 c
bad "a header that differs" "not what the directory says" header.npz
patch two.npz locked.npz 374 '\001'
bad "an encrypted entry" "an encrypted or patched entry" locked.npz
patch two.npz method.npz 376 '\014'
bad "another way to pack" "neither stored nor deflated" method.npz
patch two.npz lies.npz 22 '\221' 390 '\221'
bad "a stored entry of two sizes" "cannot unpack to the size it states" lies.npz
patch two.npz sum.npz 170 '\001'
bad "damaged data" "sum.npz: b.npy: its sum (CRC-32) is" sum.npz
patch two.npz count.npz 476 '\003\000\003'
bad "a record too few" "expected a record of the directory" count.npz
patch two.npz fewer.npz 476 '\001\000\001'
bad "a record too many" "bytes of no entry in the directory" fewer.npz
patch two.npz moved.npz 484 '\000\000\000\000'
bad "a directory elsewhere" "expected it to end here" moved.npz
patch two.npz disks.npz 472 '\001'
bad "several disks" "on several disks" disks.npz

# A deflated entry that states another size, in its header and in the directory.
patch good.npz large.npz 22 '\377' $(($(grep -abo 'PK' good.npz | sed -n 3p | cut -d: -f1) + 24)) '\377'
bad "an entry that unpacks to less" "a.npy" large.npz
head -c 100000 /dev/zero >zeros
zip bomb.npz a.npy=zeros
bad "zeros are no npy" "a.npy: byte 0: expected npy" bomb.npz
record=$(($(grep -abo 'PK' bomb.npz | sed -n 2p | cut -d: -f1) + 24))
patch bomb.npz bomb2.npz 22 '\377\377\377\176' $record '\377\377\377\176'
bad "a bomb" "cannot unpack to the size it states" bomb2.npz
patch bomb.npz bomb3.npz 22 '\377\377\377\176'
bad "two sizes" "not what the directory says" bomb3.npz

# npy inside.
npy_in() { # NAME TEXT DESCR SHAPE BYTES
  npy x.npy "$3" "$4" "$5"
  zip x.npz a.npy=x.npy
  bad "$1" "$2" x.npz
}
npy_in "objects" "x.npz: a.npy: holds Python objects" '|O' '(2,)' 16
npy_in "a structured type" "descr is i4,f4" 'i4,f4' '(2,)' 16
npy_in "complex numbers" "descr is <c8" '<c8' '(2,)' 16
npy_in "a product that wraps to 0" "over 2^63 bytes" '<f4' '(4294967296, 4294967296)' 0
npy_in "a 0 does not excuse it" "over 2^63 bytes" '<f4' '(4294967296, 4294967296, 0)' 0
npy_in "10^20" "below 10^18" '<f4' '(100000000000000000000,)' 0
npy_in "a negative extent" "expected an extent" '<f4' '(-1,)' 0
npy_in "rank 9" "at most 8 dimensions" '<f4' '(1,1,1,1,1,1,1,1,1)' 4
npy_in "too little data" "[4] needs 16 bytes of data" '<f4' '(4,)' 12
npy_in "too much data" "20 bytes of data, the header describes 16" '<f4' '(4,)' 20
printf 'x' >text
zip text.npz a.txt=text
bad "an entry that is no npy" "a.txt: expected entries that end in .npy" text.npz
zip model.pt archive/data.pkl=text archive/data/0=text
bad "PyTorch's .pt" "found a zip archive of pickles (PyTorch .pt)" model.pt
zip escape.npz "$(printf 'a\033[31m.txt')=text"
bad "control codes are escaped" 'a\x1b[31m.txt' escape.npz
head -c 100 /dev/zero >rest
{ printf '\211HDF\r\n\032\n'; cat rest; } >keras.h5
bad "HDF5" "found HDF5" keras.h5
{ printf GGUF; cat rest; } >llama.gguf
bad "GGUF" "found GGUF" llama.gguf
{ printf '\200\002'; cat rest; } >old.pt
bad "a pickle" "found a pickle" old.pt
bad "a folder" "found a folder" .
bad "a device" "found a device" /dev/zero
mkfifo pipe
bad "a pipe does not hang" "found a pipe" pipe

# Damaged at random: an error or data, never a crash.
mutate=$work/mutate
if ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O1 -I"$root/runtime" ${SANITIZE:+-fsanitize=$SANITIZE} -o "$mutate" \
  "$root/tests/runtime/mutate.c" "$build/libnetc_runtime.a" -lpng -ljpeg -lz -ljansson -lpthread -lm; then
  for file in two.npz good.npz y.npy; do
    cp $file weights
    holds "damaged $file" "$mutate" "${DAMAGE_ROUNDS:-200}" scratch weights
  done
else
  holds "mutate builds" false
fi
