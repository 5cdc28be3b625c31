/tmp/scan/build2/compiler/passes/reductions.o: \
 compiler/passes/reductions.c compiler/passes/reductions.h \
 compiler/graph/graph.h compiler/base/arena.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/passes/conditions.h compiler/passes/indices.h
compiler/passes/reductions.h:
compiler/graph/graph.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/passes/conditions.h:
compiler/passes/indices.h:
