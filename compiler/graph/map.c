// Maps from pointers to pointers: open addressing.

#include "graph/map.h"

#include <stdint.h>

PointerMap pointer_map(Arena *arena)
{
  PointerMap map = {.arena = arena, .capacity = 64};
  map.keys = arena_array(arena, const void *, map.capacity);
  map.values = arena_array(arena, void *, map.capacity);
  return map;
}

static size_t find_slot(const PointerMap *map, const void *key)
{
  size_t mask = map->capacity - 1;
  size_t i = (size_t)((uintptr_t)key >> 4) * 0x9e3779b97f4a7c15u >> 20 & mask;
  while (map->keys[i] && map->keys[i] != key)
    i = (i + 1) & mask;
  return i;
}

void *pointer_map_get(const PointerMap *map, const void *key)
{
  size_t slot = find_slot(map, key);
  return map->keys[slot] ? map->values[slot] : NULL;
}

static void grow_map(PointerMap *map)
{
  PointerMap old = *map;
  map->capacity *= 2;
  map->keys = arena_array(map->arena, const void *, map->capacity);
  map->values = arena_array(map->arena, void *, map->capacity);
  for (size_t i = 0; i < old.capacity; i++)
    if (old.keys[i]) {
      size_t slot = find_slot(map, old.keys[i]);
      map->keys[slot] = old.keys[i];
      map->values[slot] = old.values[i];
    }
}

void pointer_map_set(PointerMap *map, const void *key, void *value)
{
  size_t slot = find_slot(map, key);
  if (!map->keys[slot]) {
    if (++map->count * 2 > map->capacity) {
      grow_map(map);
      slot = find_slot(map, key);
    }
    map->keys[slot] = key;
  }
  map->values[slot] = value;
}
