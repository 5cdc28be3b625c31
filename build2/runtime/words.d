/tmp/scan/build2/runtime/words.o: runtime/words.c runtime/words.h \
 runtime/netc.h runtime/model.h runtime/text.h
runtime/words.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
