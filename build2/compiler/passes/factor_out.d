/tmp/scan/build2/compiler/passes/factor_out.o: \
 compiler/passes/factor_out.c compiler/passes/algebra.h \
 compiler/graph/graph.h compiler/base/arena.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/passes/conditions.h compiler/passes/indices.h \
 compiler/passes/passes.h compiler/graph/program.h compiler/syntax/ast.h \
 compiler/graph/map.h
compiler/passes/algebra.h:
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
compiler/passes/passes.h:
compiler/graph/program.h:
compiler/syntax/ast.h:
compiler/graph/map.h:
