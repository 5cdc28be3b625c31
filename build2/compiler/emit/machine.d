/tmp/scan/build2/compiler/emit/machine.o: compiler/emit/machine.c \
 compiler/emit/machine.h compiler/base/arena.h compiler/base/text.h
compiler/emit/machine.h:
compiler/base/arena.h:
compiler/base/text.h:
