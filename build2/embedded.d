/tmp/scan/build2/embedded.o: /tmp/scan/build2/embedded.c \
 compiler/emit/embedded.h
compiler/emit/embedded.h:
