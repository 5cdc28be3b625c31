/tmp/scan/build2/compiler/passes/differentiate_formula.o: \
 compiler/passes/differentiate_formula.c compiler/passes/differentiate.h \
 compiler/passes/derivative.h compiler/graph/graph.h \
 compiler/base/arena.h compiler/base/diag.h compiler/base/codes.def \
 compiler/base/text.h compiler/base/type.h compiler/graph/forms.def \
 compiler/graph/exprs.def compiler/graph/map.h \
 compiler/passes/conditions.h compiler/passes/indices.h
compiler/passes/differentiate.h:
compiler/passes/derivative.h:
compiler/graph/graph.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/map.h:
compiler/passes/conditions.h:
compiler/passes/indices.h:
