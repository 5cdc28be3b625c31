/tmp/scan/build2/compiler/graph/domain.o: compiler/graph/domain.c \
 compiler/graph/private.h compiler/graph/graph.h compiler/base/arena.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/graph/map.h
compiler/graph/private.h:
compiler/graph/graph.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/map.h:
