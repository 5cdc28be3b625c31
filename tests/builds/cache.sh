# Objects of kernels are kept between builds. Sourced by run.

if "$NETC" help build | grep -q -- '--cache'; then
  counts() {  # NAME FOUND KEPT
    says "$1" "kernels: $2 were in the cache, $3 are now"
  }
  all_found() {  # NAME : nothing was made
    says "$1" ' were in the cache, 0 are now'
  }

  mlp 40 > a.net
  mlp 50 > b.net
  holds "a build without a cache" "$NETC" build --no-cache -v -o plain a.net
  holds "a first build" "$NETC" build --cache kept -v -o first a.net
  says "it keeps" 'kernels: 0 were in the cache, '
  made=$(sed -n 's/^kernels: 0 were in the cache, \([0-9]*\) are now$/\1/p' stderr)
  holds "a second build" "$NETC" build --cache kept -v -o second a.net
  counts "it makes nothing" "$made" 0
  holds "the same bytes, made" cmp plain first
  holds "the same bytes, kept" cmp plain second
  holds "another net of the same text" "$NETC" build --cache kept -v -j 1 -o other b.net
  changed=$(sed -n 's/^kernels: \([0-9]*\) were in the cache, [0-9]* are now$/\1/p' stderr)
  holds "one layer changed: some kernels are found" test "${changed:-0}" -gt $((made / 4))
  holds "the same bytes as without a cache" sh -c "\"$NETC\" build --no-cache -o fresh b.net && cmp fresh other"

  # An object does not depend on a layer's name, but with line tables it does.
  sed 's/^net/\n\nnet/' a.net > moved.net
  holds "moved lines" "$NETC" build --cache kept -v -o moved moved.net
  all_found "moved lines change nothing"
  holds "line tables" "$NETC" build --cache kept -g -v -o debug a.net
  says "objects with line tables are others" 'kernels: 0 were in the cache, '
  holds "line tables, moved" "$NETC" build --cache kept -g -v -o debug-moved moved.net
  says "lines are part of the key" 'kernels: 0 were in the cache, '
  holds "another level of optimisation" "$NETC" build --cache kept -O1 -v -o less a.net
  says "it is part of the key" 'kernels: 0 were in the cache, '
  holds "another CPU" "$NETC" build --cache kept --cpu x86-64 -v -o plainer a.net
  says "it is part of the key" 'kernels: 0 were in the cache, '

  for file in kept/*; do : > "$file"; done
  holds "damaged files" "$NETC" build --cache kept -v -o again a.net
  counts "they are made anew" 0 "$made"
  holds "the same bytes" cmp plain again
  holds "after damage" "$NETC" build --cache kept -v -o again a.net
  counts "they were replaced" "$made" 0

  rm -rf kept
  "$NETC" build --cache kept -q -o one a.net & one=$!
  "$NETC" build --cache kept -q -o two a.net & two=$!
  wait $one; status=$?
  wait $two
  holds "two builds at once" test $? -eq 0 -a $status -eq 0
  holds "the same bytes, of both" sh -c 'cmp plain one && cmp plain two'

  holds "the user's folder" env XDG_CACHE_HOME="$PWD/home" "$NETC" build -q -o user a.net
  holds "it has the kernels" test -d home/netc
  holds "a home" env HOME="$PWD/people" "$NETC" build -q -o user a.net
  holds "it has the kernels" test -d people/.cache/netc
  holds "no home" env -u HOME "$NETC" build -v -q -o user a.net
  holds "a home that cannot be" env HOME=/dev/null "$NETC" build -q -o user a.net
  holds "the same bytes" cmp plain user
  holds "a folder that cannot be is an error" sh -c "! \"$NETC\" build --cache /dev/null/x -o user a.net"
  says "which" 'cannot make the folder /dev/null/x: Not a directory'
else
  skips 1 'this netc has no LLVM'
fi
