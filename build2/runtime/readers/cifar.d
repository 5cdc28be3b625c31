/tmp/scan/build2/runtime/readers/cifar.o: runtime/readers/cifar.c \
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
