/tmp/scan/build2/compiler/command/usage.o: compiler/command/usage.c \
 compiler/command/command.h compiler/pipeline.h compiler/emit/emit.h \
 compiler/emit/machine.h compiler/base/arena.h compiler/loops/loops.h \
 compiler/base/diag.h compiler/base/codes.def compiler/base/text.h \
 compiler/base/type.h runtime/model.h compiler/loops/ops.def \
 compiler/kernels/kernels.h compiler/graph/graph.h \
 compiler/graph/forms.def compiler/graph/exprs.def \
 compiler/graph/program.h compiler/passes/passes.h compiler/syntax/ast.h
compiler/command/command.h:
compiler/pipeline.h:
compiler/emit/emit.h:
compiler/emit/machine.h:
compiler/base/arena.h:
compiler/loops/loops.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/base/type.h:
runtime/model.h:
compiler/loops/ops.def:
compiler/kernels/kernels.h:
compiler/graph/graph.h:
compiler/graph/forms.def:
compiler/graph/exprs.def:
compiler/graph/program.h:
compiler/passes/passes.h:
compiler/syntax/ast.h:
