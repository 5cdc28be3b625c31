/tmp/scan/build2/compiler/passes/equations.o: compiler/passes/equations.c \
 compiler/passes/equations.h compiler/graph/graph.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/passes/conditions.h compiler/passes/indices.h
compiler/passes/equations.h:
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
