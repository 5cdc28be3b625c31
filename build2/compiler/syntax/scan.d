/tmp/scan/build2/compiler/syntax/scan.o: compiler/syntax/scan.c \
 compiler/syntax/limits.h compiler/syntax/tokens.h compiler/syntax/ast.h \
 compiler/base/diag.h compiler/base/arena.h compiler/base/codes.def \
 compiler/base/text.h /tmp/scan/build2/net.tab.h compiler/syntax/build.h
compiler/syntax/limits.h:
compiler/syntax/tokens.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
/tmp/scan/build2/net.tab.h:
compiler/syntax/build.h:
