/tmp/scan/build2/runtime/json.o: runtime/json.c runtime/json.h \
 runtime/text.h runtime/netc.h runtime/model.h
runtime/json.h:
runtime/text.h:
runtime/netc.h:
runtime/model.h:
