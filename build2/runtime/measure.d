/tmp/scan/build2/runtime/measure.o: runtime/measure.c runtime/measure.h \
 runtime/evaluate.h runtime/loader.h runtime/data.h runtime/elements.h \
 runtime/netc.h runtime/model.h runtime/elements.def runtime/session.h \
 runtime/memory.h runtime/text.h runtime/random.h
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
runtime/random.h:
