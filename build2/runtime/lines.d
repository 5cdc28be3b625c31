/tmp/scan/build2/runtime/lines.o: runtime/lines.c runtime/lines.h \
 runtime/files.h runtime/netc.h runtime/model.h runtime/text.h
runtime/lines.h:
runtime/files.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
