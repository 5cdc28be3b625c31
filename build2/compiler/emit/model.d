/tmp/scan/build2/compiler/emit/model.o: compiler/emit/model.c \
 compiler/emit/model.h compiler/loops/loops.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h runtime/model.h compiler/loops/ops.def
compiler/emit/model.h:
compiler/loops/loops.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
