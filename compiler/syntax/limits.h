// The limits of source text: beyond them stands a diagnostic of E05, never a crash.
#pragma once

enum {
  MAX_NAME_BYTES = 255,
  MAX_NESTING = 256,  // of brackets and blocks
  MAX_HEIGHT = 4096,  // operators, pipes and branches that hang on one another
  MAX_LIST_ITEMS = 65536,
  MAX_SOURCE_BYTES = 64 << 20,
};
