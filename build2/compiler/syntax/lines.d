/tmp/scan/build2/compiler/syntax/lines.o: compiler/syntax/lines.c \
 compiler/syntax/lines.h compiler/base/text.h compiler/base/arena.h
compiler/syntax/lines.h:
compiler/base/text.h:
compiler/base/arena.h:
