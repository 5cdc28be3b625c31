/tmp/scan/build2/compiler/emit/c_vector.o: compiler/emit/c_vector.c \
 compiler/emit/c.h compiler/emit/emit.h compiler/emit/machine.h \
 compiler/base/arena.h compiler/loops/loops.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 runtime/model.h compiler/loops/ops.def compiler/emit/model.h \
 compiler/graph/map.h
compiler/emit/c.h:
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
compiler/emit/model.h:
compiler/graph/map.h:
