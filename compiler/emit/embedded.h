// Files that the compiler carries: the runtime it links, and the headers that generated C contains.
#pragma once

#include <stddef.h>

extern const char embedded_runtime_archive[];
extern const size_t embedded_runtime_archive_length;
extern const char embedded_model_header[];  // runtime/model.h; terminated
extern const size_t embedded_model_header_length;
extern const char embedded_random_header[];  // runtime/random.h; terminated
extern const size_t embedded_random_header_length;
