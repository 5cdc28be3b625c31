/tmp/scan/build2/compiler/syntax/parse.o: compiler/syntax/parse.c \
 compiler/syntax/build.h compiler/syntax/ast.h compiler/base/diag.h \
 compiler/base/arena.h compiler/base/codes.def compiler/base/text.h \
 compiler/syntax/tokens.h compiler/syntax/check.h \
 compiler/syntax/limits.h compiler/syntax/syntax.h \
 compiler/syntax/words.h /tmp/scan/build2/net.tab.h
compiler/syntax/build.h:
compiler/syntax/ast.h:
compiler/base/diag.h:
compiler/base/arena.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/tokens.h:
compiler/syntax/check.h:
compiler/syntax/limits.h:
compiler/syntax/syntax.h:
compiler/syntax/words.h:
/tmp/scan/build2/net.tab.h:
