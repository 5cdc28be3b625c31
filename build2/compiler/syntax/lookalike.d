/tmp/scan/build2/compiler/syntax/lookalike.o: compiler/syntax/lookalike.c \
 compiler/syntax/tokens.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h
compiler/syntax/tokens.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
