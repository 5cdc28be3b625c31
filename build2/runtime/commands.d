/tmp/scan/build2/runtime/commands.o: runtime/commands.c \
 runtime/commands.h runtime/log.h runtime/evaluate.h runtime/loader.h \
 runtime/data.h runtime/elements.h runtime/netc.h runtime/model.h \
 runtime/elements.def runtime/session.h runtime/memory.h runtime/text.h \
 runtime/json.h runtime/options.h runtime/weights.h runtime/safetensors.h \
 runtime/files.h runtime/sets.h
runtime/commands.h:
runtime/log.h:
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
runtime/json.h:
runtime/options.h:
runtime/weights.h:
runtime/safetensors.h:
runtime/files.h:
runtime/sets.h:
