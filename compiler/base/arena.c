// Arenas: chained blocks, bump allocation, everything zeroed.

#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Block Block;
struct Block {
  Block *next;
  size_t used, size;
  alignas(max_align_t) char data[];
};

struct Arena {
  Block *blocks;
};

enum { FIRST_BLOCK_BYTES = 16 << 10, LARGEST_BLOCK_BYTES = 4 << 20 };

static _Noreturn void out_of_memory(void)
{
  fputs("netc: fatal: out of memory\n", stderr);
  exit(70);
}

Arena *arena_create(void)
{
  Arena *arena = calloc(1, sizeof *arena);
  if (!arena)
    out_of_memory();
  return arena;
}

void arena_reset(Arena *arena)
{
  for (Block *block = arena->blocks, *next; block; block = next) {
    next = block->next;
    free(block);
  }
  arena->blocks = NULL;
}

void arena_destroy(Arena *arena)
{
  if (!arena)
    return;
  arena_reset(arena);
  free(arena);
}

static Block *add_block(Arena *arena, size_t bytes)
{
  size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK_BYTES;
  if (size > LARGEST_BLOCK_BYTES)
    size = LARGEST_BLOCK_BYTES;
  if (size < bytes)
    size = bytes;
  if (size > SIZE_MAX - sizeof(Block))
    out_of_memory();
  Block *block = calloc(1, sizeof *block + size);
  if (!block)
    out_of_memory();
  block->size = size;
  block->next = arena->blocks;
  arena->blocks = block;
  return block;
}

void *arena_allocate(Arena *arena, size_t count, size_t size)
{
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - alignof(max_align_t))
    out_of_memory();
  bytes = (bytes + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
  Block *block = arena->blocks;
  if (!block || block->size - block->used < bytes)
    block = add_block(arena, bytes);
  void *result = block->data + block->used;
  block->used += bytes;
  return result;
}

void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t count, size_t size)
{
  void *result = arena_allocate(arena, count, size);
  if (old_count)
    memcpy(result, old, old_count * size);
  return result;
}

char *arena_copy_text(Arena *arena, const char *text, size_t length)
{
  char *copy = arena_allocate(arena, length + 1, 1);
  memcpy(copy, text, length);
  return copy;
}

char *arena_print_list(Arena *arena, const char *format, va_list arguments)
{
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (length < 0)
    out_of_memory();
  char *text = arena_allocate(arena, (size_t)length + 1, 1);
  vsnprintf(text, (size_t)length + 1, format, arguments);
  return text;
}

char *arena_print(Arena *arena, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  char *text = arena_print_list(arena, format, arguments);
  va_end(arguments);
  return text;
}
