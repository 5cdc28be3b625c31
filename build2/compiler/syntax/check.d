/tmp/scan/build2/compiler/syntax/check.o: compiler/syntax/check.c \
 compiler/syntax/check.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h
compiler/syntax/check.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
