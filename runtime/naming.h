// The tensors of a file under the names of a net.
#pragma once

#include "map.h"
#include "safetensors.h"

typedef struct NetcNamed {
  const NetcStored *stored;
  char *renamed;         // owned; null: it keeps its name; "": it is left out
  const NetcRule *rule;  // the last one that renamed it, else null
} NetcNamed;

typedef struct NetcNaming {
  NetcNamed *items;  // by name, then by offset
  int count;
  const char **known;  // the names of the net, sorted
  int known_count;
  NetcMap renames, habits;
} NetcNaming;

// In this order, each where the net does not have the name already: the rules of `map` (null:
// none), which always hold; those of the net's `rename`; the habits of other programs.
bool netc_naming_make(NetcNaming *names, const NetcTensorFile *file, const NetcModel *model,
                      NetcMap *map, NetcError *error);
void netc_naming_free(NetcNaming *names);
const char *netc_named(const NetcNamed *item);
// The first of the tensors that go by this name, *count of them.
const NetcNamed *netc_naming_find(const NetcNaming *names, const char *name, int *count);
