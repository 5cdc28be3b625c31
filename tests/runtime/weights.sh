# Weights files that are not what they seem: one line of the list of bad inputs each.

quietly $net train --epochs 1 --save good.safetensors
cp good.ckpt.safetensors ckpt
weights="$net eval --weights"
W='"dense1.weight":{"dtype":"F32","shape":[10,784],"data_offsets":[0,31360]}'
B='"dense1.bias":{"dtype":"F32","shape":[10],"data_offsets":[31360,31400]}'
S='"seen":{"dtype":"F32","shape":[],"data_offsets":[31400,31404]}'
tensors made "{$W,$B,$S}" 31404
holds "a file by hand" $weights made
tensors spaces "{$W,$B,$S}     " 31404
holds "padded with spaces" $weights spaces
holds "a checkpoint will do" $weights ckpt

: >empty
fails "0 bytes" 1 "empty: 0 bytes" $weights empty
printf 1234567 >seven
fails "7 bytes" 1 "seven: 7 bytes" $weights seven
{ le64 1000; printf '{}'; } >over
fails "header over the file" 1 "over: byte 0: the header has 1000 bytes, the file 10" $weights over
{ le64 100000001; printf '{}'; } >limit
fails "header over 100 MB" 1 "over the limit of 100000000" $weights limit
{ printf '\377\377\377\377\377\377\377\377{}'; } >most
fails "header of 2^64 - 1" 1 "over the limit of 100000000" $weights most

tensors overlap "{$W,\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[10],\"data_offsets\":[31350,31390]},$S}" 31404
fails "ranges overlap" 1 "overlap" $weights overlap
tensors gap "{$W,$B,\"seen\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[31404,31408]}}" 31408
fails "a gap" 1 "gap" $weights gap
tensors reversed "{$W,\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[10],\"data_offsets\":[31400,31360]},$S}" 31404
fails "reversed" 1 "begin <= end" $weights reversed
tensors short "{$W,$B,$S}" 31400
fails "past the end" 1 "describes 31404 bytes of data, the file holds 31400" $weights short
tensors long "{$W,$B,$S}" 31405
fails "bytes after" 1 "the file holds 31405" $weights long

tensors wraps '{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}' 0
fails "a product that wraps to 0" 1 "over 2^63 bytes" $weights wraps
tensors zero '{"a":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}' 0
fails "a 0 does not excuse it" 1 "over 2^63 bytes" $weights zero
tensors length '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}' 8
fails "range and shape differ" 1 "F32 of [3] is 12 bytes, data_offsets give 8" $weights length

tensors twice "{$W,$W,$B,$S}" 31404
fails "a key twice" 1 "duplicate" $weights twice
tensors real '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,1.2e1]}}' 12
fails "an offset that is no whole number" 1 "two whole numbers" $weights real
tensors exponent '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,1e3]}}' 1000
fails "an offset with an exponent" 1 "two whole numbers" $weights exponent
tensors half '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,2.5]}}' 12
fails "an offset with a half" 1 "two whole numbers" $weights half
tensors below '{"a":{"dtype":"F32","shape":[3],"data_offsets":[-1,11]}}' 12
fails "a negative offset" 1 "two whole numbers" $weights below
tensors range '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,99999999999999999999]}}' 12
fails "an offset over 64 bits" 1 "too big integer" $weights range
tensors minus '{"a":{"dtype":"F32","shape":[-3],"data_offsets":[0,12]}}' 12
fails "a negative extent" 1 "whole numbers, 0 or more" $weights minus
tensors fifth '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12],"b":1}}' 12
fails "a key that is not known" 1 "exactly dtype, shape and data_offsets" $weights fifth
tensors deep "$(head -c 100000 /dev/zero | tr '\0' '[')" 0
fails "100000 deep" 1 "byte 8" $weights deep
tensors deeper "{\"a\":$(head -c 100000 /dev/zero | tr '\0' '[')}" 0
fails "100000 deep in an object" 1 "not JSON" $weights deeper
tensors leading " {$W,$B,$S}" 31404
fails "a header that does not begin with {" 1 "byte 8: expected a header from { to }" $weights leading
tensors meta "{\"__metadata__\":{\"a\":1},$W,$B,$S}" 31404
fails "metadata that is no text" 1 "__metadata__: expected texts only" $weights meta
tensors f8 '{"a":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]}}' 3
fails "a dtype that is not read" 1 "dtype F8_E4M3 is not supported" $weights f8

tensors missing "{\"dense1.wieght\":{\"dtype\":\"F32\",\"shape\":[10,784],\"data_offsets\":[0,31360]},$B,$S}" 31404
fails "a tensor missing, its neighbour named" 1 "nothing; the file has dense1.wieght" $weights missing
fails "and the extra one" 1 "dense1.wieght                    expected nothing" $weights missing
tensors shape "{\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[784,10],\"data_offsets\":[0,31360]},$B,$S}" 31404
fails "another shape" 1 "expected F32[10, 784]         found F32[784, 10] (other shape)" $weights shape
tensors f16 "{\"dense1.weight\":{\"dtype\":\"F16\",\"shape\":[10,784],\"data_offsets\":[0,15680]},\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[10],\"data_offsets\":[15680,15720]},\"seen\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[15720,15724]}}" 15724
fails "another type" 1 "--convert takes it" $weights f16
holds "converted on request" $weights f16 --convert
{ tensors nan "{$W,$B,$S}" 31400; bytes 00 00 c0 7f >>nan; }
fails "NaN is a warning" 0 "seen: of 1 values 1 are NaN" $weights nan
{ tensors infinite "{$W,$B,$S}" 31400; bytes 00 00 80 ff >>infinite; }
fails "infinity, too" 0 "seen: of 1 values 0 are NaN and 1 infinite" $weights infinite

{ bytes 50 4b 03 04; head -c 100 /dev/zero; } >zip.pt
fails ".pt, cut off" 1 "a zip archive (PyTorch .pt, .npz) without a directory" $weights zip.pt
{ bytes 80 02; head -c 100 /dev/zero; } >pickle.pt
fails "pickle" 1 "found a pickle" $weights pickle.pt
{ bytes 89 48 44 46 0d 0a 1a 0a; head -c 100 /dev/zero; } >keras.h5
fails "HDF5" 1 "found HDF5" $weights keras.h5
{ printf GGUF; head -c 100 /dev/zero; } >llama.gguf
fails "GGUF" 1 "found GGUF" $weights llama.gguf

fails "no weights at all" 1 "softmax.safetensors is not here; run softmax train" $net eval
fails "a folder" 1 "found a folder" $weights small
mkfifo pipe
fails "a pipe does not hang" 1 "found a pipe" $weights pipe
fails "a device" 1 "found a device" $weights /dev/zero
tensors control "{\"a\\u001b[31m\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}" 8
fails "control codes in names are escaped" 1 'a\x1b[31m' $weights control

# Cut to half by another process, once its header is read.
if [ -z "$SANITIZE" ]; then
  cat >shrink.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
ssize_t pread(int file, void *to, size_t bytes, off_t offset)
{
  ssize_t (*read)(int, void *, size_t, off_t) = dlsym(RTLD_NEXT, "pread");
  if (offset > 8)
    (void)!truncate("shrinks", 15000);
  return read(file, to, bytes, offset);
}
END
  cc -shared -fPIC -o shrink.so shrink.c -ldl
  tensors shrinks "{$W,$B,$S}" 31404
  fails "a file that shrinks while it is read" 1 "(has it shrunk?)" env LD_PRELOAD=./shrink.so $weights shrinks
fi

# Checkpoints.
resume="$net train --epochs 3 --save r.safetensors --resume"
fails "of another optimiser" 1 "another softmax (fingerprint 000000000000002a, expected 0000000000000007)" \
  env SOFTMAX_FINGERPRINT=7 $resume=ckpt
fails "of another net" 1 "a checkpoint of the net softmax, expected other" env SOFTMAX_NAME=other $resume=ckpt
fails "weights are no checkpoint" 1 "not a checkpoint" $resume=good.safetensors
fails "other data" 1 "not the data that the checkpoint was trained on" \
  sh -c "mkdir more && $data idx more 301 70 && SOFTMAX_DATA='idx|more' $resume=ckpt"
fails "other bytes in as many records" 1 "the values differ" \
  sh -c "cp -r small same && printf x | dd of=same/train-images-idx3-ubyte bs=1 seek=5000 conv=notrunc 2>/dev/null; SOFTMAX_DATA='idx|same' $resume=ckpt"
fails "another batch" 2 "was made with batches of 64, not 32" $resume=ckpt --batch 32
