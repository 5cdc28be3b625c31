/tmp/scan/build2/compiler/syntax/build.o: compiler/syntax/build.c \
 compiler/syntax/build.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h \
 compiler/syntax/tokens.h
compiler/syntax/build.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/tokens.h:
