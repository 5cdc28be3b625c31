/tmp/scan/build2/runtime/main.o: runtime/main.c runtime/netc.h \
 runtime/model.h
runtime/netc.h:
runtime/model.h:
