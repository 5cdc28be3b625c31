/tmp/scan/build2/compiler/loops/fold.o: compiler/loops/fold.c \
 compiler/loops/fold.h compiler/loops/loops.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h runtime/model.h compiler/loops/ops.def \
 compiler/loops/apply.h
compiler/loops/fold.h:
compiler/loops/loops.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
compiler/loops/apply.h:
