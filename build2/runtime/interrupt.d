/tmp/scan/build2/runtime/interrupt.o: runtime/interrupt.c \
 runtime/interrupt.h
runtime/interrupt.h:
