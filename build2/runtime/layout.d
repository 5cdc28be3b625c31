/tmp/scan/build2/runtime/layout.o: runtime/layout.c runtime/layout.h \
 runtime/netc.h runtime/model.h runtime/elements.h runtime/elements.def \
 runtime/session.h runtime/memory.h
runtime/layout.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
