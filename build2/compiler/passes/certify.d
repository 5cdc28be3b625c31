/tmp/scan/build2/compiler/passes/certify.o: compiler/passes/certify.c \
 compiler/passes/passes.h compiler/graph/graph.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/graph/program.h compiler/syntax/ast.h runtime/random.h
compiler/passes/passes.h:
compiler/graph/graph.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/program.h:
compiler/syntax/ast.h:
runtime/random.h:
