/tmp/scan/build2/runtime/readers/text.o: runtime/readers/text.c \
 runtime/data.h runtime/elements.h runtime/netc.h runtime/model.h \
 runtime/elements.def runtime/session.h runtime/memory.h runtime/text.h \
 runtime/files.h
runtime/data.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
runtime/files.h:
