/tmp/scan/build2/compiler/loops/text.o: compiler/loops/text.c \
 compiler/loops/text.h compiler/loops/loops.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h runtime/model.h compiler/loops/ops.def
compiler/loops/text.h:
compiler/loops/loops.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
