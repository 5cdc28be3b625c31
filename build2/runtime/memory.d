/tmp/scan/build2/runtime/memory.o: runtime/memory.c runtime/memory.h \
 runtime/netc.h runtime/model.h runtime/text.h
runtime/memory.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
