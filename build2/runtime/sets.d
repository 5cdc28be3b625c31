/tmp/scan/build2/runtime/sets.o: runtime/sets.c runtime/sets.h \
 runtime/data.h runtime/elements.h runtime/netc.h runtime/model.h \
 runtime/elements.def runtime/session.h runtime/memory.h runtime/text.h \
 runtime/options.h
runtime/sets.h:
runtime/data.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
runtime/options.h:
