/tmp/scan/build2/compiler/emit/llvm_random.o: compiler/emit/llvm_random.c \
 compiler/emit/llvm.h compiler/emit/emit.h compiler/emit/machine.h \
 compiler/base/arena.h compiler/loops/loops.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 runtime/model.h compiler/loops/ops.def
compiler/emit/llvm.h:
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
