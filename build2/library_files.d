/tmp/scan/build2/library_files.o: /tmp/scan/build2/library_files.c \
 compiler/library/library.h compiler/base/arena.h compiler/base/diag.h \
 compiler/base/codes.def compiler/base/text.h compiler/syntax/ast.h
compiler/library/library.h:
compiler/base/arena.h:
compiler/base/diag.h:
compiler/base/codes.def:
compiler/base/text.h:
compiler/syntax/ast.h:
