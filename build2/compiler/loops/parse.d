/tmp/scan/build2/compiler/loops/parse.o: compiler/loops/parse.c \
 compiler/loops/parse.h compiler/graph/map.h compiler/base/arena.h \
 compiler/loops/text.h compiler/loops/loops.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 runtime/model.h compiler/loops/ops.def /tmp/scan/build2/loops.tab.h \
 /tmp/scan/build2/loops.lex.h /tmp/scan/build2/loops.tab.h
compiler/loops/parse.h:
compiler/graph/map.h:
compiler/base/arena.h:
compiler/loops/text.h:
compiler/loops/loops.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
/tmp/scan/build2/loops.tab.h:
/tmp/scan/build2/loops.lex.h:
/tmp/scan/build2/loops.tab.h:
