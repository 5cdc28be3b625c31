/tmp/scan/build2/runtime/safetensors.o: runtime/safetensors.c \
 runtime/safetensors.h runtime/elements.h runtime/netc.h runtime/model.h \
 runtime/elements.def runtime/text.h runtime/files.h runtime/json.h
runtime/safetensors.h:
runtime/elements.h:
runtime/netc.h:
runtime/model.h:
runtime/elements.def:
runtime/text.h:
runtime/files.h:
runtime/json.h:
