/tmp/scan/build2/runtime/threads.o: runtime/threads.c runtime/netc.h \
 runtime/model.h
runtime/netc.h:
runtime/model.h:
