/tmp/scan/build2/runtime/stream.o: runtime/stream.c runtime/files.h \
 runtime/netc.h runtime/model.h runtime/text.h
runtime/files.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
