/tmp/scan/build2/compiler/graph/exact.o: compiler/graph/exact.c \
 compiler/graph/graph.h compiler/base/arena.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 compiler/graph/forms.def compiler/graph/exprs.def
compiler/graph/graph.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
