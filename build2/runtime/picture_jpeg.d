/tmp/scan/build2/runtime/picture_jpeg.o: runtime/picture_jpeg.c \
 runtime/picture.h runtime/netc.h runtime/model.h runtime/text.h
runtime/picture.h:
runtime/netc.h:
runtime/model.h:
runtime/text.h:
