/tmp/scan/build2/compiler/syntax/format.o: compiler/syntax/format.c \
 compiler/syntax/lines.h compiler/base/text.h compiler/base/arena.h \
 compiler/syntax/syntax.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/codes.def compiler/syntax/tokens.h \
 /tmp/scan/build2/net.tab.h compiler/syntax/build.h
compiler/syntax/lines.h:
compiler/base/text.h:
compiler/base/arena.h:
compiler/syntax/syntax.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/syntax/tokens.h:
/tmp/scan/build2/net.tab.h:
compiler/syntax/build.h:
