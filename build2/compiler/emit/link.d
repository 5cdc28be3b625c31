/tmp/scan/build2/compiler/emit/link.o: compiler/emit/link.c \
 compiler/base/file.h compiler/emit/embedded.h compiler/emit/emit.h \
 compiler/emit/machine.h compiler/base/arena.h compiler/loops/loops.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h runtime/model.h compiler/loops/ops.def
compiler/base/file.h:
compiler/emit/embedded.h:
compiler/emit/emit.h:
compiler/emit/machine.h:
compiler/base/arena.h:
compiler/loops/loops.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
