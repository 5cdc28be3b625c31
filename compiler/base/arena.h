// Memory by lifetime. An allocation names the arena it belongs to; an arena is freed whole.
//
//   Arena *scratch = arena_create();
//   int *row = arena_array(scratch, int, width);   // zeroed, never null
//   arena_destroy(scratch);
//
// Products of sizes are checked. Running out of memory ends the process with a message: the
// compiler has no sensible way on, and writes its outputs beside and renames, so that nothing is
// left half.
#pragma once

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_create(void);
void arena_destroy(Arena *arena);  // null is allowed
void arena_reset(Arena *arena);    // frees all allocations, keeps the arena

// `count * size` zeroed bytes, aligned for any type.
void *arena_allocate(Arena *arena, size_t count, size_t size);
// A longer copy of `old` (old_count items); the new tail is zeroed.
void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t count, size_t size);
char *arena_copy_text(Arena *arena, const char *text, size_t length);
char *arena_print(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_print_list(Arena *arena, const char *format, va_list arguments);

#define arena_new(arena, T)          ((T *)arena_allocate(arena, 1, sizeof(T)))
#define arena_array(arena, T, count) ((T *)arena_allocate(arena, (size_t)(count), sizeof(T)))

// A growing array of T in an arena. Declare with ListOf(T); append with list_add. Indexing is
// `list.items[i]`.
#define ListOf(T)                                                                                  \
  struct {                                                                                         \
    T *items;                                                                                      \
    int count, capacity;                                                                           \
  }
#define list_add(arena, list, item)                                                                \
  ((list)->count == (list)->capacity                                                               \
       ? (void)((list)->capacity = (list)->capacity * 2 + 4,                                       \
                (list)->items = arena_grow(arena, (list)->items, (size_t)(list)->count,            \
                                           (size_t)(list)->capacity, sizeof *(list)->items))       \
       : (void)0,                                                                                  \
   (list)->items[(list)->count++] = (item))
