/tmp/scan/build2/compiler/syntax/words.o: compiler/syntax/words.c \
 compiler/syntax/words.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h
compiler/syntax/words.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
