#include "library/library.h"
__asm__(".section .rodata\n.balign 16\n.global library_text_0\nlibrary_text_0: .incbin \"compiler/library/activation.net\"\n.byte 0\n.previous");
extern const char library_text_0[];
__asm__(".section .rodata\n.balign 16\n.global library_text_1\nlibrary_text_1: .incbin \"compiler/library/augment.net\"\n.byte 0\n.previous");
extern const char library_text_1[];
__asm__(".section .rodata\n.balign 16\n.global library_text_2\nlibrary_text_2: .incbin \"compiler/library/conv.net\"\n.byte 0\n.previous");
extern const char library_text_2[];
__asm__(".section .rodata\n.balign 16\n.global library_text_3\nlibrary_text_3: .incbin \"compiler/library/graph.net\"\n.byte 0\n.previous");
extern const char library_text_3[];
__asm__(".section .rodata\n.balign 16\n.global library_text_4\nlibrary_text_4: .incbin \"compiler/library/init.net\"\n.byte 0\n.previous");
extern const char library_text_4[];
__asm__(".section .rodata\n.balign 16\n.global library_text_5\nlibrary_text_5: .incbin \"compiler/library/linear.net\"\n.byte 0\n.previous");
extern const char library_text_5[];
__asm__(".section .rodata\n.balign 16\n.global library_text_6\nlibrary_text_6: .incbin \"compiler/library/loss.net\"\n.byte 0\n.previous");
extern const char library_text_6[];
__asm__(".section .rodata\n.balign 16\n.global library_text_7\nlibrary_text_7: .incbin \"compiler/library/math.net\"\n.byte 0\n.previous");
extern const char library_text_7[];
__asm__(".section .rodata\n.balign 16\n.global library_text_8\nlibrary_text_8: .incbin \"compiler/library/metric.net\"\n.byte 0\n.previous");
extern const char library_text_8[];
__asm__(".section .rodata\n.balign 16\n.global library_text_9\nlibrary_text_9: .incbin \"compiler/library/norm.net\"\n.byte 0\n.previous");
extern const char library_text_9[];
__asm__(".section .rodata\n.balign 16\n.global library_text_10\nlibrary_text_10: .incbin \"compiler/library/optim.net\"\n.byte 0\n.previous");
extern const char library_text_10[];
__asm__(".section .rodata\n.balign 16\n.global library_text_11\nlibrary_text_11: .incbin \"compiler/library/pool.net\"\n.byte 0\n.previous");
extern const char library_text_11[];
__asm__(".section .rodata\n.balign 16\n.global library_text_12\nlibrary_text_12: .incbin \"compiler/library/preprocess.net\"\n.byte 0\n.previous");
extern const char library_text_12[];
__asm__(".section .rodata\n.balign 16\n.global library_text_13\nlibrary_text_13: .incbin \"compiler/library/recurrent.net\"\n.byte 0\n.previous");
extern const char library_text_13[];
__asm__(".section .rodata\n.balign 16\n.global library_text_14\nlibrary_text_14: .incbin \"compiler/library/schedule.net\"\n.byte 0\n.previous");
extern const char library_text_14[];
__asm__(".section .rodata\n.balign 16\n.global library_text_15\nlibrary_text_15: .incbin \"compiler/library/shape.net\"\n.byte 0\n.previous");
extern const char library_text_15[];
const LibraryFile library_files[] = {
  {"library/activation.net", library_text_0, 2355},
  {"library/augment.net", library_text_1, 3808},
  {"library/conv.net", library_text_2, 6920},
  {"library/graph.net", library_text_3, 3537},
  {"library/init.net", library_text_4, 2434},
  {"library/linear.net", library_text_5, 1368},
  {"library/loss.net", library_text_6, 2709},
  {"library/math.net", library_text_7, 7984},
  {"library/metric.net", library_text_8, 1318},
  {"library/norm.net", library_text_9, 2881},
  {"library/optim.net", library_text_10, 2874},
  {"library/pool.net", library_text_11, 3024},
  {"library/preprocess.net", library_text_12, 603},
  {"library/recurrent.net", library_text_13, 1785},
  {"library/schedule.net", library_text_14, 1678},
  {"library/shape.net", library_text_15, 2790},
};
const int library_file_count = 16;
