/tmp/scan/build2/net.lex.o: /tmp/scan/build2/net.lex.c \
 compiler/syntax/tokens.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h \
 /tmp/scan/build2/net.tab.h compiler/syntax/build.h
compiler/syntax/tokens.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
/tmp/scan/build2/net.tab.h:
compiler/syntax/build.h:
