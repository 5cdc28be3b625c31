/tmp/scan/build2/runtime/readers/graph.o: runtime/readers/graph.c \
 runtime/readers/graph.h runtime/data.h runtime/elements.h runtime/netc.h \
 runtime/model.h runtime/elements.def runtime/session.h runtime/memory.h \
 runtime/text.h runtime/vector.h runtime/words.h
runtime/readers/graph.h:
runtime/data.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
runtime/vector.h:
runtime/words.h:
