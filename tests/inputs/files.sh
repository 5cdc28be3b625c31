# Files that are none, paths that mean something to a shell, outputs that must not be touched.

printf 'net a(x: [B, 3]) -> y { y = x |> dense(2) }\n' > good.net
printf '\377\376n\0e\0t\0' > utf16.net
printf '\177ELF\002\001\001' > elf.net
printf '\020\0\0\0\0\0\0\0{"a":{"dtype":1}}' > weights.net
printf 'net a(x: [B, 3]) -> y { y = \377 }\n' > byte.net
printf 'net a(x: [B, 3]) -> y { y = x\0 }\n' > nul.net
: > empty.net
fails "UTF-16" 1 "utf16.net" $NETC check utf16.net
fails "a program" 1 "a compiled program (ELF), not a .net source" $NETC check elf.net
fails "weights" 1 "not a .net source" $NETC check weights.net
fails "a byte that is not UTF-8" 1 "byte.net:1:29: error: byte 28 (0xFF) is not UTF-8" $NETC check byte.net
fails "a NUL" 1 "nul.net:1:30: error: byte 29 is NUL" $NETC check nul.net
fails "an empty file" 1 "nothing is defined here: no net, layer or op" $NETC check empty.net
fails "a file that is not there" 1 "none.net: error: cannot be opened: No such file" $NETC check none.net
fails "a folder" 1 "this is a folder, not a file" $NETC check .
fails "an endless device" 1 "/dev/zero" $NETC check /dev/zero
printf '\357\273\277# a comment\r\nnet a(x: [B, 3]) -> y {\r\n\ty = x\t|> dense(2)\r\n}\r\n' > dos.net
takes "a byte order mark, CRLF, tabs" $NETC check dos.net
printf 'net a(x: [B, 3]) -> y {\r\n\ty = x |> relv\r\n}\r\n' > dos.net
fails "places in a file with CRLF" 1 "dos.net:2:11: error:" $NETC check dos.net

mkdir inner
printf 'import "self.net"\nnet a(x: [B, 3]) -> y { y = x }\n' > self.net
fails "an import of itself" 1 "self.net:1:8: error: self.net imports itself" $NETC check self.net
ln -s ../good.net inner/link.net
printf 'import "link.net"\nnet b(x: [B, 3]) -> y { y = x }\n' > inner/out.net
fails "an import of a link that leaves the folder" 1 "in the folder of this one or below it" $NETC check inner/out.net
ln -s "$work/good.net" inner/absolute.net
ln -s .. inner/up
printf 'import "absolute.net"\nnet b(x: [B, 3]) -> y { y = x }\n' > inner/out.net
fails "an import of an absolute link" 1 "in the folder of this one or below it" $NETC check inner/out.net
printf 'import "up/good.net"\nnet b(x: [B, 3]) -> y { y = x }\n' > inner/out.net
fails "an import through a folder's link" 1 "in the folder of this one or below it" $NETC check inner/out.net
mkfifo inner/pipe
printf 'import "pipe"\nnet b(x: [B, 3]) -> y { y = x }\n' > inner/out.net
fails "an import of a pipe does not hang" 1 "pipe is a pipe or a device" $NETC check inner/out.net
for depth in $(seq 65); do printf 'import "i%d.net"\n' $((depth + 1)) > i$depth.net; done
cp good.net i66.net
fails "imports 65 deep" 1 "imports nest more than 64 deep" $NETC check i1.net

strange="-a;rm \$x' \"
b.net"
cp good.net "./$strange"
takes "a name with a quote, a line end and a leading -" $NETC check -- "$strange"
takes "an output of such a name" $NETC emit --stage c -o "./-o;touch gone;'.c" good.net
absent "the shell is not asked" gone

cp good.net copy.net
ln good.net hard.net
fails "the output is the input" 2 "the output good.net is the input" $NETC emit -o good.net good.net
fails "the output is a link to the input" 2 "the output hard.net is the input" $NETC build -o hard.net good.net
fails "fmt to its input" 2 "the output ./good.net is the input" $NETC fmt -o ./good.net good.net
takes "the input is as before" cmp good.net copy.net
fails "the output is a folder" 2 "the output inner is a folder" $NETC build -o inner good.net
fails "the output in no folder" 2 "there is no folder none" $NETC build -o none/a good.net
printf 'net a(x: [B, 3]) -> y { y = z }\n' > wrong.net
printf 'old' > out
fails "an error" 1 "nothing is named z" $NETC emit --stage c -o out wrong.net
takes "the old output stays" grep -qx old out
fails "an error of build" 1 "nothing is named z" $NETC build -o none wrong.net
absent "no file after an error" none
fails "no compiler" 1 "cannot run no-such-compiler" env CC=no-such-compiler $NETC build --backend c -o none good.net
absent "no file without a compiler" none
fails "no place for temporary files" 1 "cannot write /no/such" env TMPDIR=/no/such $NETC build --backend c -o none good.net

# Outputs that are no files, and what goes to standard output.
if mknod null c 1 3 2> stderr; then  # as /dev/null, which a fault would take from all
  takes "a device as output" $NETC emit -o null good.net
  takes "it is one still" test -c null
fi
mkfifo drain
cat drain > drained &
takes "a pipe as output" $NETC emit --stage c -o drain good.net
wait $!
takes "what went through" sh -c "$NETC emit --stage c good.net | cmp - drained"
takes "an executable to standard output" sh -c "$NETC build good.net -o - > piped && $NETC build good.net -o made && cmp piped made"
absent "no file of that name" ./-
fails "standard output full" 1 "cannot write to standard output" sh -c "exec $NETC summary good.net > /dev/full"
fails "help to a full disk" 1 "cannot write to standard output" sh -c "exec $NETC help > /dev/full"
fails "standard output closed" 1 "cannot write" sh -c "exec $NETC emit good.net >&-"
takes "a reader that went away" sh -c "$NETC emit --stage llvm good.net | head -n 1"
fails "no command" 2 "expected a command" $NETC
takes "nothing on standard output then" sh -c "test -z \"\$($NETC 2>/dev/null)\""
takes "de_DE: same bytes" sh -c "LC_ALL=de_DE.UTF-8 $NETC emit --stage c good.net | cmp - drained"

# -M: what an output is made of, as make reads it.
mkdir "blocks of"
printf 'layer twice(x: [B, N]) { return 2*x }\n' > "blocks of/b.net"
printf 'import "blocks of/b.net"\nnet b(x: [B, 3]) -> y { y = x |> twice }\n' > with.net
takes "-M" sh -c "$NETC build -M with.net | grep -qxF 'with: with.net blocks\\ of/b.net'"
takes "-M names the output" sh -c "$NETC build -M -o '\$x' good.net | grep -qxF '\$\$x: good.net'"
absent "nothing is built" with
fails "-M of what is wrong" 1 "nothing is named z" $NETC build -M wrong.net

# netc fix mends in place, and leaves the file alone where nothing is certain.
printf 'net b(x: [B, 3]) -> y { y = x |> dense(units = 2) }\r\n' > mended.net
takes "fix in place" $NETC fix mended.net
takes "what it wrote" sh -c "printf 'net b(x: [B, 3]) -> y { y = x |> dense(units: 2) }\r\n' | cmp - mended.net"
cp wrong.net kept.net
fails "fix of what a person decides" 1 "nothing is named z" $NETC fix kept.net
takes "that stays as it was" cmp wrong.net kept.net

# Every stage that emit names is there, for every graph of a program.
cat > trained.net << 'END'
net a(x: [B, 3]) -> y { y = x |> dense(4) |> tanh |> dense(2) }
train a(label: i32[B] in 2) {
  data = npy(x: "x.npy", label: "y.npy")
  loss = cross_entropy(y, label)
  optimizer = sgd(0.1)
  batch = 4
}
END
without=' '
$NETC build --backend llvm -M good.net > stdout 2> stderr || without=' llvm asm obj '  # none is built in
for stage in $($NETC emit --stage none trained.net 2>&1 | sed 's/.*there are//; s/and the passes//'); do
  case $without in *" $stage "*) continue ;; esac
  for graph in "" --train --evaluate --initialize; do
    takes "emit --stage $stage $graph" sh -c "$NETC emit --stage $stage $graph --print-changed --verify-each -o shown trained.net && test -s shown"
  done
done
