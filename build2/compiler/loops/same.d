/tmp/scan/build2/compiler/loops/same.o: compiler/loops/same.c \
 compiler/loops/loops.h compiler/base/arena.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 runtime/model.h compiler/loops/ops.def
compiler/loops/loops.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
