/tmp/scan/build2/runtime/options.o: runtime/options.c runtime/options.h \
 runtime/netc.h runtime/model.h runtime/text.h
runtime/options.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
