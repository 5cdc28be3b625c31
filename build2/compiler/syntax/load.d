/tmp/scan/build2/compiler/syntax/load.o: compiler/syntax/load.c \
 compiler/syntax/limits.h compiler/syntax/syntax.h compiler/syntax/ast.h \
 compiler/base/diag.h compiler/base/arena.h compiler/base/codes.def \
 compiler/base/text.h
compiler/syntax/limits.h:
compiler/syntax/syntax.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
