// A list of different words, found by their hash: classes, ids of nodes, symbols of a text.
#pragma once

#include "netc.h"

typedef struct NetcWords {
  char **words;  // owned, in the order in which they came
  int count, capacity;
  int *slots;  // positions + 1 by hash, 0: free; a power of two of them
  int slot_count;
} NetcWords;

int netc_words_find(const NetcWords *words, const char *word);  // its position, else -1
// The position of a word, which is added if it is new; -1: no memory.
int netc_words_add(NetcWords *words, const char *word);
// Sorts the words: by value if all are whole numbers, else by bytes. `moved`, of as many elements,
// tells where each position went. False: no memory.
bool netc_words_sort(NetcWords *words, int *moved);
void netc_words_free(NetcWords *words);
