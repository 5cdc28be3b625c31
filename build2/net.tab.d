/tmp/scan/build2/net.tab.o: /tmp/scan/build2/net.tab.c \
 /tmp/scan/build2/net.tab.h compiler/syntax/build.h compiler/syntax/ast.h \
 compiler/base/diag.h compiler/base/arena.h compiler/base/codes.def \
 compiler/base/text.h compiler/syntax/tokens.h
/tmp/scan/build2/net.tab.h:
compiler/syntax/build.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/tokens.h:
