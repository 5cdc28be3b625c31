/tmp/scan/build2/compiler/graph/map.o: compiler/graph/map.c \
 compiler/graph/map.h compiler/base/arena.h
compiler/graph/map.h:
compiler/base/arena.h:
