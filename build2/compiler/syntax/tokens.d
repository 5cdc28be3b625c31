/tmp/scan/build2/compiler/syntax/tokens.o: compiler/syntax/tokens.c \
 compiler/syntax/tokens.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h \
 compiler/syntax/limits.h /tmp/scan/build2/net.tab.h \
 compiler/syntax/build.h /tmp/scan/build2/net.lex.h \
 /tmp/scan/build2/net.tab.h
compiler/syntax/tokens.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/limits.h:
/tmp/scan/build2/net.tab.h:
compiler/syntax/build.h:
/tmp/scan/build2/net.lex.h:
/tmp/scan/build2/net.tab.h:
