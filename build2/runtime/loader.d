/tmp/scan/build2/runtime/loader.o: runtime/loader.c runtime/loader.h \
 runtime/data.h runtime/elements.h runtime/netc.h runtime/model.h \
 runtime/elements.def runtime/session.h runtime/memory.h runtime/text.h \
 runtime/layout.h
runtime/loader.h:
runtime/data.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
runtime/layout.h:
