# What a training gives: the same bytes at any thread count, over any interruption, for one seed.

quiet_train() { quietly $net train --epochs 4 "$@"; }

quiet_train --save one.safetensors --threads 1
quiet_train --save two.safetensors --threads 2
quiet_train --save five.safetensors --threads 5
holds "one and two threads, same bytes" cmp one.safetensors two.safetensors
holds "one and five threads, same bytes" cmp one.safetensors five.safetensors
holds "checkpoints too" cmp one.ckpt.safetensors two.ckpt.safetensors
quiet_train --save other.safetensors --seed 7
holds "another seed, other weights" sh -c '! cmp -s one.safetensors other.safetensors'

# A checkpoint after each epoch: go on from the second.
quietly $net train --epochs 2 --save half.safetensors
holds "resume at an epoch" $net train --resume --epochs 2 --save half.safetensors
SOFTMAX_SETTINGS="epochs=4" quietly $net train --save straight.safetensors
cp straight.ckpt.safetensors kept
fails "resume when all is done" 0 "all 4 epochs are done" $net train --resume --save straight.safetensors
holds "resuming a finished run changes nothing" cmp one.safetensors straight.safetensors

# Interrupted in the middle of an epoch, more than once.
# Long enough to be hit within an epoch, also by programs that a sanitizer slows down.
samples=${SANITIZE:+4000}
mkdir large && $data idx large ${samples:-40000} 70
interrupt() { # SECONDS : a run, cut off, resumed, cut off again, resumed
  go="$net train --epochs 2 --save cut.safetensors --log cut.csv"
  $go >/dev/null 2>&1 &
  pid=$!
  sleep $1
  kill -INT $pid
  wait $pid
  echo $? >code
  timeout -s INT $1 $go --resume >/dev/null 2>resumed
  $go --resume >/dev/null 2>>resumed
}
in_epoch="resumed cut.ckpt.safetensors at epoch [12], sample [1-9]"
(
  export SOFTMAX_DATA="idx|large"
  quietly $net train --epochs 2 --save whole.safetensors --log whole.csv
  # On a machine of another speed the first pause may end between two epochs.
  for pause in 0.35 0.15 0.6; do
    interrupt $pause
    grep -q "$in_epoch" resumed && break
  done
) 2>/dev/null
holds "SIGINT ends with 130" grep -qx 130 code
holds "it was in the middle of an epoch" grep -q "$in_epoch" resumed
holds "interrupted and resumed, same bytes" cmp whole.safetensors cut.safetensors
holds "and the same log" cmp whole.csv cut.csv

# How often there is a checkpoint. A line of the log says that the epochs before it are over.
endless() { # EPOCHS SIGNAL OPTION... : trains until so many are logged; sets `left`: is there a checkpoint then?
  epochs=$1 signal=$2; shift 2
  rm -f rare.*
  $net train --epochs 1000000 --save rare.safetensors --log rare.csv "$@" >/dev/null 2>&1 &
  while kill -0 $! 2>/dev/null && ! grep -q "^$epochs," rare.csv 2>/dev/null; do sleep 0.02; done
  left=$(ls rare.ckpt.safetensors 2>/dev/null)
  kill -$signal $!
  wait $! 2>/dev/null
}
endless 5 INT --save-every 0
holds "no checkpoint before the end" test -z "$left"
holds "but one by a signal" test -e rare.ckpt.safetensors
shows "which training goes on from" "resumed rare.ckpt.safetensors at epoch" \
  sh -c "$net train --resume --save rare.safetensors --stop-at 1 2>&1"
endless 2 KILL --save-every 1
holds "a checkpoint each epoch" test -n "$left"
endless 9 KILL --save-every 4
holds "each fourth epoch" test -n "$left"
$net train --resume --save rare.safetensors --stop-at 1 >/dev/null 2>resumed
holds "and none between" awk '/^resumed/ { found = $5 % 4 == 1 } END { exit !found }' resumed
quietly $net train --epochs 4 --save-every 3 --save rare.safetensors
holds "the last epoch always" cmp rare.ckpt.safetensors one.ckpt.safetensors

rm -f rare.*
$net train --epochs 1000000 --save rare.safetensors >/dev/null 2>&1 &
for i in $(seq 1500); do if [ -e rare.ckpt.safetensors ]; then break; fi; sleep 0.02; done
kill -KILL $!
wait $! 2>/dev/null
holds "a checkpoint as time goes by" test -e rare.ckpt.safetensors

# Every sample once an epoch: the state counts them, the last batch is ragged (270 = 4*64 + 14).
$net train --epochs 1 --save count.safetensors >/dev/null 2>&1
holds "a ragged last batch is trained" sh -c 'tail -c 4 count.safetensors | od -An -f | grep -qw 270'
shows "it learns" "accuracy 1.0000" $net train --epochs 30 --lr 0.02 --save good.safetensors
shows "eval gives the same score" "accuracy 1.0000" $net eval --weights good.safetensors
shows "eval takes all of the test data" "(70 samples)" $net eval --weights good.safetensors
shows "eval in json" '"set":"test","samples":70' $net eval --weights good.safetensors --json

# Epochs 0 evaluates.
fails "epochs 0 says so" 0 "only evaluated" $net train --epochs 0 --weights good.safetensors --save none.safetensors
fails "and saves nothing" 2 "none" ls none.safetensors

# Validation and patience.
fails "a tenth is held back and said" 0 "30 of 300 samples are held back" $net train --epochs 1
fails "split(0.5)" 0 "150 of 300 samples" env SOFTMAX_VALID="split|0.5" $net train --epochs 1
fails "split(0) holds nothing back" 0 "epoch 1/1" env SOFTMAX_VALID="split|0" $net train --epochs 1
fails "a reader for valid" 0 "valid loss" env SOFTMAX_VALID="idx|small" $net train --epochs 1
fails "patience" 0 "stopped: nothing better for 2 epochs; the weights of epoch" \
  env SOFTMAX_SETTINGS="epochs=60|patience=2" $net train --save patient.safetensors
fails "patience is kept in the checkpoint" 0 "stopped: nothing better" \
  env SOFTMAX_SETTINGS="epochs=60|patience=2" $net train --resume --save patient.safetensors

# Reports.
$net train --epochs 2 --log log.csv --save l.safetensors >out 2>err
holds "no escape codes in a file" sh -c '! grep -q "$(printf "\033")" out err'
holds "csv has a head and a line per epoch" sh -c 'test $(wc -l <log.csv) = 3 && head -1 log.csv | grep -qx epoch,step,loss,accuracy,valid_loss,valid_accuracy'
holds "stdout is the result" sh -c 'test $(wc -l <out) = 1 && grep -q "^test  loss" out'
$net train --epochs 1 --json -q --save l.safetensors >out 2>err
holds "the first json line has a version" sh -c 'head -1 out | grep -q "^{\"version\":1,\"event\":\"start\""'
holds "quiet" test ! -s err
holds "profile names the lines" sh -c "$net profile --seconds 0.01 | grep -q 'dense1 .*softmax.net:4'"
holds "bench has every binding" sh -c "$net bench --seconds 0.01 | grep -c B= | grep -qx 3"
holds "bench of one kind and size" sh -c "$net bench --seconds 0.01 --only predict --batch 3 | grep -q '^predict  B=3 ' && test \$($net bench --seconds 0.01 --only predict --batch 3 | wc -l) = 1"
fails "bench of a kind that there is not" 2 "expected predict or train, found eval" $net bench --only eval
fails "bench above what it was built for" 2 "--batch: 1000 is above" $net bench --batch 1000
shows "source" "# written by hand" $net source
shows "info" "image: u8[B, 1, 28, 28]" $net info
