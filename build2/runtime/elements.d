/tmp/scan/build2/runtime/elements.o: runtime/elements.c \
 runtime/elements.h runtime/netc.h runtime/model.h runtime/elements.def
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
