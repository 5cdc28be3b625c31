/tmp/scan/build2/compiler/passes/elaborate/layer.o: \
 compiler/passes/elaborate/layer.c compiler/passes/elaborate/elaborate.h \
 compiler/graph/map.h compiler/base/arena.h compiler/library/library.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/syntax/ast.h compiler/passes/passes.h compiler/graph/graph.h \
 compiler/base/type.h compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/graph/program.h compiler/syntax/syntax.h
compiler/passes/elaborate/elaborate.h:
compiler/graph/map.h:
compiler/base/arena.h:
compiler/library/library.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/ast.h:
compiler/passes/passes.h:
compiler/graph/graph.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/program.h:
compiler/syntax/syntax.h:
