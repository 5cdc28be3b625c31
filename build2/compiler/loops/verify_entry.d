/tmp/scan/build2/compiler/loops/verify_entry.o: \
 compiler/loops/verify_entry.c compiler/loops/verify.h \
 compiler/loops/text.h compiler/loops/loops.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h runtime/model.h compiler/loops/ops.def \
 compiler/graph/map.h
compiler/loops/verify.h:
compiler/loops/text.h:
compiler/loops/loops.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
compiler/graph/map.h:
