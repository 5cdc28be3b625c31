/tmp/scan/build2/compiler/loops/print.o: compiler/loops/print.c \
 compiler/loops/print.h compiler/loops/text.h compiler/loops/loops.h \
 compiler/base/arena.h compiler/base/diag.h compiler/base/codes.def \
 compiler/base/text.h compiler/base/type.h runtime/model.h \
 compiler/loops/ops.def
compiler/loops/print.h:
compiler/loops/text.h:
compiler/loops/loops.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
