/tmp/scan/build2/compiler/passes/ungroup.o: compiler/passes/ungroup.c \
 compiler/passes/conditions.h compiler/graph/graph.h \
 compiler/base/arena.h compiler/base/diag.h compiler/base/codes.def \
 compiler/base/text.h compiler/base/type.h compiler/graph/forms.def \
 compiler/graph/exprs.def compiler/passes/indices.h \
 compiler/passes/passes.h compiler/graph/program.h compiler/syntax/ast.h \
 compiler/passes/reductions.h
compiler/passes/conditions.h:
compiler/graph/graph.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/passes/indices.h:
compiler/passes/passes.h:
compiler/graph/program.h:
compiler/syntax/ast.h:
compiler/passes/reductions.h:
