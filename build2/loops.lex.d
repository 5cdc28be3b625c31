/tmp/scan/build2/loops.lex.o: /tmp/scan/build2/loops.lex.c \
 compiler/loops/parse.h compiler/graph/map.h compiler/base/arena.h \
 compiler/loops/text.h compiler/loops/loops.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 runtime/model.h compiler/loops/ops.def /tmp/scan/build2/loops.tab.h
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
