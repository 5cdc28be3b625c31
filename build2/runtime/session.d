/tmp/scan/build2/runtime/session.o: runtime/session.c runtime/session.h \
 runtime/memory.h runtime/netc.h runtime/model.h runtime/layout.h \
 runtime/text.h
runtime/session.h:
runtime/memory.h:
runtime/netc.h:
runtime/model.h:
runtime/layout.h:
runtime/text.h:
