/tmp/scan/build2/runtime/text.o: runtime/text.c runtime/text.h \
 runtime/netc.h runtime/model.h
runtime/text.h:
runtime/netc.h:
runtime/model.h:
