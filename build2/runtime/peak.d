/tmp/scan/build2/runtime/peak.o: runtime/peak.c runtime/measure.h \
 runtime/evaluate.h runtime/loader.h runtime/data.h runtime/elements.h \
 runtime/netc.h runtime/model.h runtime/elements.def runtime/session.h \
 runtime/memory.h runtime/text.h
runtime/measure.h:
runtime/evaluate.h:
runtime/loader.h:
runtime/data.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
