# Schedules that were measured: found, kept, gone on with, read by builds. Sourced by run.

mlp 40 > a.net
tune=a.net.tune
rows() { grep -c ' us ' $tune; }

holds "a short tuning" "$NETC" tune --budget 2s --threads 1 a.net
says "it tells what it found" 'kernels measured'
holds "it leaves a file" grep -qx 'netc tune 1' $tune
first=$(rows)
holds "of some kernels" test "$first" -gt 0
holds "a second run" "$NETC" tune --budget 2s --threads 1 a.net
holds "goes on" test "$(rows)" -ge "$first"
holds "a build reads it" "$NETC" build -v -o tuned a.net
holds "it fits all of it" sh -c '! grep note: stderr'
holds "more threads" "$NETC" tune --budget 1s --threads 2 -q a.net

# One sample and 200 of them want schedules of their own; weights that fit no cache form no chain.
cat > wide.net << 'EOF'
net wide(x: [B, 784]) -> y { y = x |> dense(1200) |> tanh |> dense(10) }
EOF
kernels() { sed -n 's/.* of \([0-9]*\) kernels measured.*/\1/p' stdout; }
holds "of one sample" "$NETC" tune --budget 0.2s --threads 1 wide.net
single=$(kernels)
holds "of more samples" "$NETC" tune --budget 0.2s --threads 1 --bind B=200 wide.net
holds "other kernels are measured" test "$(kernels)" -gt "$single"

# Every row, as if that were faster: the loops are scalar, in the plain order.
sed -E '/ us /s/ us ([^ ]*).*/ us \1 \1 loops 0 1 2 unroll 1/' $tune > forced
cp $tune found
cp forced $tune
stages() {  # OPTION.. : all kernels
  { "$NETC" emit --stage kernels "$@" a.net; "$NETC" emit --stage kernels --train "$@" a.net; }
}
stages > forced.kernels
stages --no-tune > plain.kernels
holds "other schedules count" sh -c '! cmp -s forced.kernels plain.kernels'
cp found $tune

rm $tune
timeout --preserve-status -s INT 3 "$NETC" tune --budget 600s --threads 1 -q a.net; status=$?
holds "an interrupt ends it, after the round" test $status -eq 130
holds "what was found is whole" "$NETC" build -q -o tuned a.net

refuses() {  # NAME TEXT : the file as it is
  holds "$1" sh -c "! \"$NETC\" build -o tuned a.net"
  says "$1" "$2"
}
echo 'no schedules' > $tune
refuses "another text" 'a.net.tune:1:1: error: expected `netc`'
: > $tune
refuses "an empty file" 'expected `netc tune 1`'
printf 'netc tune 1\n0123456789abcdef done us 1 1\n' > $tune
refuses "a row of no CPU" 'a.net.tune:2:'
printf 'netc tune 1\ncpu x\n0123456789abcdef done us 1 1 loops 0 99 unroll 1\n' > $tune
refuses "an index beyond any" 'expected a number from 0 to'
head -c 60 found > $tune
refuses "a file that was cut off" 'a.net.tune:'
head -c 1000 "$NETC" > $tune
refuses "a program" 'a.net.tune'
holds "none is asked for" "$NETC" build --no-tune -o tuned a.net

sed -E 's/^[0-9a-f]{16}/fedcba9876543210/' found > $tune
holds "of other kernels" "$NETC" build -o tuned a.net
says "it is told" 'in a.net.tune fit no kernel of this build'
sed 's/^cpu .*/cpu another/' found > $tune
holds "of another CPU" "$NETC" build -o tuned a.net
says "it is told" 'a.net.tune has no schedules for this CPU'
holds "tuning for this one" "$NETC" tune --budget 0.5s -q a.net
holds "keeps those of the other" grep -qx 'cpu another' $tune
holds "a budget that is none" sh -c "! \"$NETC\" tune --budget soon a.net"
says "it is told" '--budget takes a time such as 60s, 5m or 2h, not `soon`'
rm -f $tune
