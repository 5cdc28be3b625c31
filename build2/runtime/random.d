/tmp/scan/build2/runtime/random.o: runtime/random.c runtime/random.h \
 runtime/data.h runtime/elements.h runtime/netc.h runtime/model.h \
 runtime/elements.def runtime/session.h runtime/memory.h runtime/text.h
runtime/random.h:
runtime/data.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
