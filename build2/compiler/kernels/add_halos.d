/tmp/scan/build2/compiler/kernels/add_halos.o: \
 compiler/kernels/add_halos.c compiler/kernels/kernels.h \
 compiler/emit/machine.h compiler/base/arena.h compiler/graph/graph.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/graph/program.h
compiler/kernels/kernels.h:
compiler/emit/machine.h:
compiler/base/arena.h:
compiler/graph/graph.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/program.h:
