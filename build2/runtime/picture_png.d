/tmp/scan/build2/runtime/picture_png.o: runtime/picture_png.c \
 runtime/picture.h runtime/netc.h runtime/model.h runtime/text.h
runtime/picture.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
