/tmp/scan/build2/runtime/rows.o: runtime/rows.c runtime/data.h \
 runtime/elements.h runtime/netc.h runtime/model.h runtime/elements.def \
 runtime/session.h runtime/memory.h runtime/text.h
runtime/data.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
