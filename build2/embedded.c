#include "emit/embedded.h"
__asm__(".section .rodata\n.balign 16\n.global embedded_runtime_archive\nembedded_runtime_archive: .incbin \"/tmp/scan/build2/libnetc_runtime.a\"\n.byte 0\n.previous");
const size_t embedded_runtime_archive_length = 2023638;
__asm__(".section .rodata\n.balign 16\n.global embedded_model_header\nembedded_model_header: .incbin \"runtime/model.h\"\n.byte 0\n.previous");
const size_t embedded_model_header_length = 5953;
__asm__(".section .rodata\n.balign 16\n.global embedded_random_header\nembedded_random_header: .incbin \"runtime/random.h\"\n.byte 0\n.previous");
const size_t embedded_random_header_length = 3206;
