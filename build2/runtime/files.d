/tmp/scan/build2/runtime/files.o: runtime/files.c runtime/files.h \
 runtime/netc.h runtime/model.h runtime/text.h
runtime/files.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
