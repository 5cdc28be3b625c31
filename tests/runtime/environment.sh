# The world around: full disks, killed runs, no memory, closed descriptors.

quietly $net train --epochs 1 --save w.safetensors
cp w.ckpt.safetensors before

# Disk full at every write: the old file stays whole, no scrap stays behind.
(ulimit -f 16; quietly $net train --epochs 2 --save w.safetensors; echo $? >code)
holds "a full disk ends with 1" grep -qx 1 code
holds "the old checkpoint is whole" cmp w.ckpt.safetensors before
holds "no scrap" sh -c '! ls | grep part'
fails "results to a full disk" 1 "cannot write to standard output" sh -c "$net eval --weights w.safetensors >/dev/full"
fails "standard output closed" 1 "cannot write to standard output" sh -c "$net eval --weights w.safetensors >&-"
holds "standard error closed" sh -c "$net eval --weights w.safetensors 2>&-"
holds "no file takes their place" sh -c "$net train --epochs 1 --save closed.safetensors >&- 2>&- <&-; $net eval --weights closed.safetensors"
fails "a folder that is not there" 1 "nowhere/w.safetensors: cannot write" $net train --epochs 1 --save nowhere/w.safetensors
fails "a folder in place of a file" 1 "small: cannot write: it is a folder" $net train --epochs 1 --save small
fails "a log that cannot be written" 1 "nowhere/log.csv: cannot write" $net train --epochs 1 --log nowhere/log.csv
holds "HOME unset" env -u HOME $net train --epochs 1

# Killed at any moment: what is there can be resumed.
whole=0
for pause in 0.02 0.05 0.08 0.11 0.15 0.2 0.3; do
  $net train --epochs 200 --save k.safetensors >/dev/null 2>&1 &
  pid=$!
  sleep $pause
  kill -9 $pid
  wait $pid 2>/dev/null
  test ! -e k.ckpt.safetensors || quietly $net train --epochs 1 --resume --save k.safetensors || whole=1
done
holds "kill -9 leaves whole checkpoints" test $whole = 0
rm -f k.ckpt.safetensors
$net train --epochs 100000 --save k.safetensors --log k.csv >/dev/null 2>&1 &
pid=$!
until grep -q '^2,' k.csv 2>/dev/null || ! kill -0 $pid 2>/dev/null; do sleep 0.05; done
kill -TERM $pid
wait $pid 2>/dev/null
holds "SIGTERM saves too" $net train --resume --epochs 1 --save k.safetensors

# The locale changes nothing.
quietly $net train --epochs 1 --save c.safetensors --log c.csv
LC_ALL=de_DE.UTF-8 quietly $net train --epochs 1 --save de.safetensors --log de.csv
holds "de_DE: same weights" cmp c.safetensors de.safetensors
holds "de_DE: same log" cmp c.csv de.csv

# No threads: fewer, said; the results are the same.
if [ "$(id -u)" != 0 ] || [ -z "$SANITIZE" ]; then
  cat >nothreads.c <<'END'
#include <errno.h>
#include <pthread.h>
int pthread_create(pthread_t *t, const pthread_attr_t *a, void *(*f)(void *), void *x)
{
  (void)t, (void)a, (void)f, (void)x;
  return EAGAIN;
}
END
  cc -shared -fPIC -o nothreads.so nothreads.c
  fails "no threads" 0 "only 1 of 4 threads could be made" env LD_PRELOAD=./nothreads.so $net train --epochs 1 --threads 4 --save t.safetensors
  holds "same weights without threads" cmp t.safetensors c.safetensors
fi

# Memory: nothing is allocated on the path of a step, so ten times the data takes as many requests.
if [ -z "$SANITIZE" ]; then
  cc -shared -fPIC -O1 -o fail.so "$here/fail_malloc.c"
  mkdir ten && $data idx ten 3000 70
  for set in small ten; do
    SOFTMAX_DATA="idx|$set" COUNT_TO=counts LD_PRELOAD=./fail.so quietly $net train --epochs 2 --save n.safetensors
  done
  holds "no allocation on the path of a step" sh -c 'test $(sort -u counts | wc -l) = 1 && test $(wc -l <counts) = 2'
fi

# Memory fails at the n-th request: an error, never a crash, and never a broken file.
if [ -z "$SANITIZE" ]; then
  mkdir m && $data idx m 70 70
  crashed=
  for n in $(seq 1 160) $(seq 161 7 500); do
    SOFTMAX_DATA="idx|m" FAIL_AT=$n LD_PRELOAD=./fail.so quietly $net train --epochs 1 --save m.safetensors
    code=$?
    [ $code -le 1 ] || crashed="$crashed $n:$code"
    FAIL_AT=$n LD_PRELOAD=./fail.so quietly $net eval --weights w.safetensors --json
    code=$?
    [ $code -le 1 ] || crashed="$crashed eval$n:$code"
  done
  echo "$crashed" >"$work/stderr"
  if [ -z "$crashed" ]; then passed=$((passed + 1)); else said "malloc fails at call n"; fi
fi

# Nothing takes the place of a device or a pipe, nor of data.
$data npy . 3 && cp x.npy kept.npy
if mknod null c 1 3 2>/dev/null; then
  holds "results into a device" $net predict --weights w.safetensors x.npy -o null
  holds "it is one still" test -c null
fi
mkfifo drain && cat drain >drained &
sleep 0.1
holds "results into a pipe" sh -c "test -p drain && $net predict --weights w.safetensors x.npy -o drain"
wait $!
$net predict --weights w.safetensors x.npy -o y.npy >out.txt
holds "what went through" cmp y.npy drained
fails "data in place of weights" 2 "--save: x.npy is there and holds no weights" $net train --epochs 1 --save x.npy
holds "the data stays" cmp x.npy kept.npy
fails "an output that is an input" 2 "--output: x.npy is an input" $net predict --weights w.safetensors x.npy -o x.npy
