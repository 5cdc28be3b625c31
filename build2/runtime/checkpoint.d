/tmp/scan/build2/runtime/checkpoint.o: runtime/checkpoint.c \
 runtime/weights.h runtime/safetensors.h runtime/elements.h \
 runtime/netc.h runtime/model.h runtime/elements.def runtime/text.h \
 runtime/session.h runtime/memory.h runtime/files.h runtime/json.h
runtime/weights.h:
runtime/safetensors.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/text.h:
runtime/session.h:
runtime/memory.h:
runtime/files.h:
runtime/json.h:
