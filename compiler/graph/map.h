// A map from pointers to pointers, for the length of one walk. Never iterated: its order has no
// meaning.
#pragma once

#include "base/arena.h"

typedef struct PointerMap {
  Arena *arena;
  const void **keys;
  void **values;
  size_t count, capacity;  // a power of two, at most half full
} PointerMap;

PointerMap pointer_map(Arena *arena);
void *pointer_map_get(const PointerMap *map, const void *key);  // null if absent
void pointer_map_set(PointerMap *map, const void *key, void *value);
