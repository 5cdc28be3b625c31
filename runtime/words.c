// Words by hash: open addressing, at most half full.

#include "words.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

static uint32_t hash_of(const char *word)  // FNV-1a
{
  uint32_t hash = 2166136261u;
  for (; *word; word++)
    hash = (hash ^ (unsigned char)*word) * 16777619u;
  return hash;
}

// The slot that holds the word, or the free one where it would be.
static int slot_of(const NetcWords *words, const char *word)
{
  unsigned mask = (unsigned)words->slot_count - 1, at = hash_of(word) & mask;
  while (words->slots[at] && strcmp(words->words[words->slots[at] - 1], word) != 0)
    at = (at + 1) & mask;
  return (int)at;
}

int netc_words_find(const NetcWords *words, const char *word)
{
  return words->slot_count ? words->slots[slot_of(words, word)] - 1 : -1;
}

static void place_all(NetcWords *words)
{
  memset(words->slots, 0, (size_t)words->slot_count * sizeof *words->slots);
  for (int i = 0; i < words->count; i++)
    words->slots[slot_of(words, words->words[i])] = i + 1;
}

static bool grow(NetcWords *words)
{
  if (words->capacity > 1 << 28)
    return false;
  int capacity = words->capacity ? words->capacity * 2 : 64;
  char **longer = realloc(words->words, (size_t)capacity * sizeof *longer);
  if (longer)
    words->words = longer;
  int *slots = realloc(words->slots, (size_t)capacity * 2 * sizeof *slots);
  if (slots)
    words->slots = slots;
  if (!longer || !slots)
    return false;
  words->capacity = capacity;
  words->slot_count = capacity * 2;
  place_all(words);
  return true;
}

int netc_words_add(NetcWords *words, const char *word)
{
  int found = netc_words_find(words, word);
  if (found >= 0)
    return found;
  if (words->count == words->capacity && !grow(words))
    return -1;
  char *copy = strdup(word);
  if (!copy)
    return -1;
  words->words[words->count++] = copy;
  words->slots[slot_of(words, word)] = words->count;
  return words->count - 1;
}

typedef struct Item {
  char *word;
  int64_t value;
  int position;
} Item;

static int compare_values(const void *a, const void *b)
{
  const Item *left = a, *right = b;
  return left->value != right->value ? (left->value < right->value ? -1 : 1)
                                     : strcmp(left->word, right->word);
}

static int compare_bytes(const void *a, const void *b)
{
  return strcmp(((const Item *)a)->word, ((const Item *)b)->word);
}

bool netc_words_sort(NetcWords *words, int *moved)
{
  Item *items = calloc((size_t)words->count + 1, sizeof *items);
  bool whole = true;
  if (!items)
    return false;
  for (int i = 0; i < words->count; i++) {
    items[i] = (Item){.word = words->words[i], .position = i};
    whole = whole && netc_parse_integer(items[i].word, &items[i].value);
  }
  qsort(items, (size_t)words->count, sizeof *items, whole ? compare_values : compare_bytes);
  for (int i = 0; i < words->count; i++) {
    words->words[i] = items[i].word;
    moved[items[i].position] = i;
  }
  free(items);
  if (words->slot_count)
    place_all(words);
  return true;
}

void netc_words_free(NetcWords *words)
{
  for (int i = 0; i < words->count; i++)
    free(words->words[i]);
  free(words->words);
  free(words->slots);
  *words = (NetcWords){0};
}
