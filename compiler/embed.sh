#!/bin/sh
# Writes a C file that carries files in the binary.
#
#   embed.sh library FILE..        the table library_files of library/library.h
#   embed.sh embedded NAME=FILE..  embedded_NAME and its length, as in emit/embedded.h
set -eu

kind=$1
shift

incbin() {  # symbol, file: a terminated copy of the file
  printf '__asm__(".section .rodata\\n.balign 16\\n.global %s\\n%s: .incbin \\"%s\\"\\n.byte 0\\n.previous");\n' \
    "$1" "$1" "$2"
}

bytes() {
  wc -c < "$1" | tr -d ' '
}

case $kind in
library)
  echo '#include "library/library.h"'
  i=0
  for file; do
    incbin "library_text_$i" "$file"
    echo "extern const char library_text_$i[];"
    i=$((i + 1))
  done
  echo 'const LibraryFile library_files[] = {'
  i=0
  for file; do
    echo "  {\"${file#compiler/}\", library_text_$i, $(bytes "$file")},"
    i=$((i + 1))
  done
  echo '};'
  echo "const int library_file_count = $i;"
  ;;
embedded)
  echo '#include "emit/embedded.h"'
  for pair; do
    incbin "embedded_${pair%%=*}" "${pair#*=}"
    echo "const size_t embedded_${pair%%=*}_length = $(bytes "${pair#*=}");"
  done
  ;;
esac
