# What is made of the table of options: help, manual page, completions.

commands="build check completion emit explain fix fmt machine man summary tune verify weights help"
takes "help has all commands" sh -c "test \"\$($NETC help | sed -n 's/^  \([a-z]*\) .*/\1/p' | tr '\n' ' ')\" = '$commands '"
$NETC man > netc.1
tr -d '\\\\' < netc.1 > plain.1
options_of() {  # COMMAND : those that its help has and the manual page has not
  for option in $(sed -n 's/^  \(-.\), \(--[a-z-]*\).*/\1 \2/p; s/^  \(--[a-z-]*\).*/\1/p' help-$1); do
    sed -n "/^.SS $1\$/,/^.S/p" plain.1 | grep -q -- "fB${option}fR" || echo "$option is missing" >&2
  done
}
for command in $commands; do
  takes "help $command" $NETC help $command
  cp stdout help-$command
  takes "$command --help" sh -c "$NETC $command --help | cmp - help-$command"
  options_of $command 2> missing
  takes "options of $command in the manual page" sh -c 'cat missing >&2; test ! -s missing'
done
for name in $(grep -rhoE 'getenv\("[A-Z_]*"\)' "$here"/../../compiler "$here"/../../runtime | cut -d '"' -f 2 | sort -u); do
  takes "$name stands in the manual page" grep -qw "$name" netc.1
done
if command -v groff > stdout; then
  takes "groff sets the manual page" sh -c "groff -man -Tutf8 -ww -z netc.1 2>&1 | { ! grep .; }"
fi

cat > complete.bash << 'END'  # the line before the cursor, as words; prints what is offered
. ./completion.bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_netc
echo "${COMPREPLY[@]}"
END
$NETC completion bash > completion.bash
completes() {  # WHAT IS OFFERED, WORDS..
  offered=$1
  shift
  takes "bash: $*" sh -c 'offered=$1; shift; said=$(bash complete.bash "$@"); echo "$said" >&2; test "$said" = "$offered"' sh "$offered" "$@"
}
completes "build" netc bu
completes "--backend" netc build --back
completes "llvm c" netc build --backend ""
completes "llvm" netc build --backend = l
completes "--output --optimize" netc build --o
completes "graph grad" netc emit --stage gra
completes "always" netc check --color al
completes "bash zsh fish" netc completion ""
completes "summary" netc help su
completes "" netc build good
if command -v fish > stdout; then
  $NETC completion fish > netc.fish
  takes "fish: a command" sh -c "fish -c 'source netc.fish; complete -C \"netc bu\"' | grep -q '^build'"
  takes "fish: a word" sh -c "fish -c 'source netc.fish; complete -C \"netc build --backend l\"' | grep -q '^llvm'"
  takes "fish: an option" sh -c "fish -c 'source netc.fish; complete -C \"netc build --back\"' | grep -q '^--backend'"
fi
if command -v zsh > stdout; then
  $NETC completion zsh > _netc
  takes "zsh reads it" zsh -n _netc
  takes "zsh takes it" zsh -fc 'autoload -U compinit; compinit -u -D; . ./_netc; test "$_comps[netc]" = _netc'
fi
fails "completion for another shell" 2 "completion takes one of bash, zsh and fish" $NETC completion csh
fails "man of a file" 2 "man takes no file" $NETC man x

takes "install" make -s -C "$here/../.." BUILD="$(dirname "$NETC")" DESTDIR="$work/root" PREFIX=/usr install
for file in bin/netc share/man/man1/netc.1 share/bash-completion/completions/netc share/zsh/vendor-completions/_netc \
  share/fish/vendor_completions.d/netc.fish; do
  takes "$file is installed" test -s "root/usr/$file"
done
takes "uninstall" make -s -C "$here/../.." BUILD="$(dirname "$NETC")" DESTDIR="$work/root" PREFIX=/usr uninstall
takes "nothing is left" sh -c 'test -z "$(find root -type f)"'
