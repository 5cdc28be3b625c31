/tmp/scan/build2/compiler/loops/expand.o: compiler/loops/expand.c \
 compiler/loops/lower.h compiler/graph/map.h compiler/base/arena.h \
 compiler/kernels/kernels.h compiler/emit/machine.h \
 compiler/graph/graph.h compiler/base/diag.h compiler/base/codes.def \
 compiler/base/text.h compiler/base/type.h compiler/graph/forms.def \
 compiler/graph/exprs.def compiler/graph/program.h compiler/loops/loops.h \
 runtime/model.h compiler/loops/ops.def
compiler/loops/lower.h:
compiler/graph/map.h:
compiler/base/arena.h:
compiler/kernels/kernels.h:
compiler/emit/machine.h:
compiler/graph/graph.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/program.h:
compiler/loops/loops.h:
runtime/model.h:
compiler/loops/ops.def:
