/tmp/scan/build2/compiler/loops/interpret.o: compiler/loops/interpret.c \
 compiler/loops/apply.h compiler/loops/loops.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h runtime/model.h compiler/loops/ops.def \
 runtime/random.h
compiler/loops/apply.h:
compiler/loops/loops.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
runtime/random.h:
