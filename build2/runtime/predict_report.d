/tmp/scan/build2/runtime/predict_report.o: runtime/predict_report.c \
 runtime/predict.h runtime/commands.h runtime/log.h runtime/evaluate.h \
 runtime/loader.h runtime/data.h runtime/elements.h runtime/netc.h \
 runtime/model.h runtime/elements.def runtime/session.h runtime/memory.h \
 runtime/text.h runtime/json.h runtime/options.h runtime/weights.h \
 runtime/safetensors.h
runtime/predict.h:
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
