// Text building, interning, and the nearest spelling.

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(Text *text, size_t extra)
{
  size_t needed = text->length + extra + 1;
  if (needed <= text->capacity)
    return;
  size_t capacity = text->capacity ? text->capacity * 2 : 64;
  while (capacity < needed)
    capacity *= 2;
  text->data = arena_grow(text->arena, text->data, text->length, capacity, 1);
  text->capacity = capacity;
}

void text_add_bytes(Text *text, const char *bytes, size_t length)
{
  reserve(text, length);
  memcpy(text->data + text->length, bytes, length);
  text->length += length;
  text->data[text->length] = 0;
}

void text_add(Text *text, const char *format, ...)
{
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (length > 0) {
    reserve(text, (size_t)length);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
    text->length += (size_t)length;
  }
  va_end(arguments);
}

void text_add_number(Text *text, double value)
{
  enum { LARGEST_PLAIN = 1000000000 };  // beyond, an exponent reads better
  char digits[40];
  if (value == floor(value) && fabs(value) < LARGEST_PLAIN && !(value == 0 && signbit(value))) {
    text_add(text, "%.0f", value);
    return;
  }
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) == value)
      break;
  }
  text_add(text, "%s", digits);
}

const char *text_get(const Text *text)
{
  return text->data ? text->data : "";
}

long text_decode(const char *text, size_t available, int *length)
{
  const unsigned char *p = (const unsigned char *)text;
  *length = 1;
  if (p[0] < 0x80)
    return p[0];
  int bytes = p[0] >= 0xF0 && p[0] < 0xF5 ? 4 : p[0] >= 0xE0 ? 3 : p[0] >= 0xC2 ? 2 : 0;
  if (bytes == 0 || p[0] >= 0xF5 || (size_t)bytes > available)
    return -1;
  long code = p[0] & (0xFF >> (bytes + 1));
  for (int i = 1; i < bytes; i++) {
    if ((p[i] & 0xC0) != 0x80)
      return -1;
    code = code << 6 | (p[i] & 0x3F);
  }
  static const long smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
    return -1;
  *length = bytes;
  return code;
}

uint64_t text_hash(const void *bytes, size_t length, uint64_t seed)
{
  const unsigned char *p = bytes;
  uint64_t h = 0xcbf29ce484222325u ^ seed;
  for (size_t i = 0; i < length; i++)
    h = (h ^ p[i]) * 0x100000001b3u;
  h ^= h >> 32;
  h *= 0x9e3779b97f4a7c15u;
  return h ^ h >> 29;
}

struct Names {
  Arena *arena;
  const char **slots;
  size_t count, capacity;  // a power of two, at most half full
};

Names *names_create(Arena *arena)
{
  Names *names = arena_new(arena, Names);
  names->arena = arena;
  names->capacity = 256;
  names->slots = arena_array(arena, const char *, names->capacity);
  return names;
}

static const char **find_slot(const Names *names, const char *text, size_t length)
{
  size_t mask = names->capacity - 1, i = text_hash(text, length, 0) & mask;
  while (names->slots[i] &&
         (strncmp(names->slots[i], text, length) != 0 || names->slots[i][length] != 0))
    i = (i + 1) & mask;
  return &names->slots[i];
}

static void grow_names(Names *names)
{
  Names old = *names;
  names->capacity *= 2;
  names->slots = arena_array(names->arena, const char *, names->capacity);
  for (size_t i = 0; i < old.capacity; i++)
    if (old.slots[i])
      *find_slot(names, old.slots[i], strlen(old.slots[i])) = old.slots[i];
}

const char *name_intern_bytes(Names *names, const char *text, size_t length)
{
  const char **slot = find_slot(names, text, length);
  if (*slot)
    return *slot;
  if (++names->count * 2 > names->capacity) {
    grow_names(names);
    slot = find_slot(names, text, length);
  }
  return *slot = arena_copy_text(names->arena, text, length);
}

const char *name_intern(Names *names, const char *text)
{
  return name_intern_bytes(names, text, strlen(text));
}

enum { LONGEST_COMPARED = 63 };

// Levenshtein with transpositions of neighbours, over a window of three rows.
int text_distance(const char *a, const char *b)
{
  size_t n = strlen(a), m = strlen(b);
  if (n > LONGEST_COMPARED || m > LONGEST_COMPARED)
    return LONGEST_COMPARED;
  int rows[3][LONGEST_COMPARED + 1];
  for (size_t j = 0; j <= m; j++)
    rows[0][j] = (int)j;
  for (size_t i = 1; i <= n; i++) {
    int *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
    row[0] = (int)i;
    for (size_t j = 1; j <= m; j++) {
      int best = above[j - 1] + (a[i - 1] != b[j - 1]);
      if (above[j] + 1 < best)
        best = above[j] + 1;
      if (row[j - 1] + 1 < best)
        best = row[j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
          second[j - 2] + 1 < best)
        best = second[j - 2] + 1;
      row[j] = best;
    }
  }
  return rows[n % 3][m];
}

const char *text_nearest(const char *word, const char *const *candidates, int count)
{
  const char *best = NULL;
  int best_distance = (int)strlen(word) / 3 + 2;  // farther is another word
  for (int i = 0; i < count; i++) {
    int distance = text_distance(word, candidates[i]);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidates[i];
    }
  }
  return best;
}
