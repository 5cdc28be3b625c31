// Text that is built piece by piece, and names that are compared by pointer.
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

// A growing, always terminated text. Start with `Text t = {.arena = arena};`.
typedef struct Text {
  Arena *arena;
  char *data;  // null while empty
  size_t length, capacity;
} Text;

void text_add(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add_bytes(Text *text, const char *bytes, size_t length);
// A double in the shortest form that reads back to the same value: `0.1`, `1e-05`, `3.0` as `3`.
void text_add_number(Text *text, double value);
const char *text_get(const Text *text);  // "" while empty

// A number of bytes as people read it: `512 bytes`, `1.50 GiB`.
const char *text_size(Arena *arena, int64_t bytes);
// What people write: `2G`, `1.5GiB`, `700MB`, `4096`. K, M, G and T are 1024s, as KiB, .. are; kB,
// MB, .. are 1000s. False if it is no number of bytes from 1 to 2^62.
bool text_read_size(const char *text, int64_t *bytes);

// Interned names: equal texts give equal pointers, for the life of the table.
typedef struct Names Names;
Names *names_create(Arena *arena);
const char *name_intern(Names *names, const char *text);
const char *name_intern_bytes(Names *names, const char *text, size_t length);

// The code point that starts at `text` and its length in bytes; -1 and 1 where it is not UTF-8.
long text_decode(const char *text, size_t available, int *length);

uint64_t text_hash(const void *bytes, size_t length,
                   uint64_t seed);  // 64 bits, FNV-1a with a final mix
// The edits that turn a into b; used for "did you mean".
int text_distance(const char *a, const char *b);
// The candidate nearest to `word` if it is near enough to be meant, else null.
const char *text_nearest(const char *word, const char *const *candidates, int count);
