/tmp/scan/build2/runtime/picture.o: runtime/picture.c runtime/picture.h \
 runtime/netc.h runtime/model.h runtime/files.h runtime/text.h
runtime/picture.h:
runtime/netc.h:
runtime/model.h:
runtime/files.h:
runtime/text.h:
