/tmp/scan/build2/runtime/readers/ts.o: runtime/readers/ts.c \
 runtime/files.h runtime/netc.h runtime/model.h runtime/lines.h \
 runtime/vector.h runtime/data.h runtime/elements.h runtime/elements.def \
 runtime/session.h runtime/memory.h runtime/text.h runtime/words.h
runtime/files.h:
runtime/netc.h:
runtime/model.h:
runtime/lines.h:
runtime/vector.h:
runtime/data.h:
runtime/elements.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
runtime/words.h:
