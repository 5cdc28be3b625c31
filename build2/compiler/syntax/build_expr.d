/tmp/scan/build2/compiler/syntax/build_expr.o: \
 compiler/syntax/build_expr.c compiler/syntax/build.h \
 compiler/syntax/ast.h compiler/base/diag.h compiler/base/arena.h \
 compiler/base/codes.def compiler/base/text.h compiler/syntax/tokens.h \
 compiler/syntax/limits.h /tmp/scan/build2/net.tab.h
compiler/syntax/build.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/tokens.h:
compiler/syntax/limits.h:
/tmp/scan/build2/net.tab.h:
