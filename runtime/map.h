// Rules by which the names of a weights file become the names of a net.
//
//   layer1.*.conv -> stage1.*.conv1            a star stands for any text, also none
//   *.bias_ih + *.bias_hh -> *.bias            two tensors, added
//   *.mask ->                                  left out
#pragma once

#include "text.h"

typedef struct NetcRule {
  char *theirs, *ours;  // owned; ours "": left out
  int terms;            // how many tensors are added into one of ours; 1: it is taken as it is
  int64_t line;         // of the file; 0: of none
  bool used;
} NetcRule;

typedef struct NetcMap {
  const char *path;  // borrowed; null: of no file
  NetcRule *rules;
  int count;
} NetcMap;

// A line for each rule, comments from # on. All bad lines are named, by file and line.
bool netc_map_load(NetcMap *map, const char *path, NetcError *error);
// A rule as text, for one that is not from a file.
bool netc_map_add(NetcMap *map, const char *text, NetcError *error);
void netc_map_free(NetcMap *map);

// Whether a new name will do; "" stands for leaving the tensor out.
typedef bool NetcAccept(const void *context, const char *name);
// The first rule that takes `name` to one that will do (`accept` null: any), marked as used, and
// the new name, to be freed; *renamed is null where there is none. False: no memory.
bool netc_map_name(NetcMap *map, const char *name, NetcAccept *accept, const void *context,
                   char **renamed, const NetcRule **rule, NetcError *error);
