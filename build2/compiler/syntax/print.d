/tmp/scan/build2/compiler/syntax/print.o: compiler/syntax/print.c \
 compiler/syntax/syntax.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h \
 compiler/syntax/words.h
compiler/syntax/syntax.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/words.h:
