/tmp/scan/build2/compiler/kernels/fuse_scan.o: \
 compiler/kernels/fuse_scan.c compiler/kernels/fuse.h \
 compiler/graph/map.h compiler/base/arena.h compiler/kernels/kernels.h \
 compiler/emit/machine.h compiler/graph/graph.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/base/type.h \
 compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/graph/program.h
compiler/kernels/fuse.h:
compiler/graph/map.h:
compiler/base/arena.h:
compiler/kernels/kernels.h:
compiler/emit/machine.h:
compiler/graph/graph.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/program.h:
