/tmp/scan/build2/compiler/base/file.o: compiler/base/file.c \
 compiler/base/file.h
compiler/base/file.h:
