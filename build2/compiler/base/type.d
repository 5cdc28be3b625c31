/tmp/scan/build2/compiler/base/type.o: compiler/base/type.c \
 compiler/base/type.h
compiler/base/type.h:
