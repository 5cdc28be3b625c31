/tmp/scan/build2/compiler/library/library.o: compiler/library/library.c \
 compiler/library/library.h compiler/base/arena.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/syntax/ast.h \
 compiler/syntax/syntax.h
compiler/library/library.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/ast.h:
compiler/syntax/syntax.h:
