/tmp/scan/build2/runtime/readers/gin.o: runtime/readers/gin.c \
 runtime/files.h runtime/netc.h runtime/model.h runtime/lines.h \
 runtime/readers/graph.h runtime/data.h runtime/elements.h \
 runtime/elements.def runtime/session.h runtime/memory.h runtime/text.h \
 runtime/vector.h runtime/words.h
runtime/files.h:
runtime/netc.h:
runtime/model.h:
runtime/lines.h:
runtime/readers/graph.h:
runtime/data.h:
runtime/elements.h:
runtime/elements.def:
runtime/session.h:
runtime/memory.h:
runtime/text.h:
runtime/vector.h:
runtime/words.h:
