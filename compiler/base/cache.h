// What was dear to make, kept between runs: a folder of files, each found by its key.
//
//   Cache *cache = cache_open(arena, cache_folder(arena));
//   if (!cache_find(cache, key, arena, &bytes, &length))
//     cache_keep(cache, key, bytes = make(), length);
//
// A file holds its key whole, and a checksum: one that is damaged, or of another key, is as if it
// were not there, and is written anew. Files are written beside and renamed, so any number of
// processes and threads may share a folder. Whatever fails only means that there is nothing kept.
#pragma once

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Cache Cache;

enum { CACHE_MEGABYTES = 512 };  // a folder is trimmed to so much

// $XDG_CACHE_HOME/netc, else $HOME/.cache/netc; null without these.
const char *cache_folder(Arena *arena);
// In a folder, which is made if it is not there; null if it cannot be, or is null.
Cache *cache_open(Arena *arena, const char *folder);

// Both may be called from several threads, with an arena for each.
bool cache_find(Cache *cache, const Text *key, Arena *arena, const char **bytes, size_t *length);
void cache_keep(Cache *cache, const Text *key, const char *bytes, size_t length);

int cache_found(const Cache *cache);  // how many were, since it was opened
int cache_kept(const Cache *cache);
// Removes the files that were longest not used, until the others have at most so many bytes.
void cache_trim(const Cache *cache, int64_t bytes);

// What tells this program from one that was built of other sources: the linker's build id, in
// hexadecimal digits. Null if it has none.
const char *program_identity(Arena *arena);
