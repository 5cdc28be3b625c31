/tmp/scan/build2/compiler/loops/parse_kernel.o: \
 compiler/loops/parse_kernel.c compiler/loops/parse.h \
 compiler/graph/map.h compiler/base/arena.h compiler/loops/text.h \
 compiler/loops/loops.h compiler/base/diag.h compiler/base/codes.def \
 compiler/base/text.h compiler/base/type.h runtime/model.h \
 compiler/loops/ops.def
compiler/loops/parse.h:
compiler/graph/map.h:
compiler/base/arena.h:
compiler/loops/text.h:
compiler/loops/loops.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
