// What a node of a graph's body costs in the kernels that were made of it: what a plan of the
// memory knows and a pass may want to know.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct NodeCost {
  int made;        // place of the kernel that makes it, in the order of running; -1: it has no
                   // memory of its own
  int64_t bytes;   // of that memory in the workspace
  double cycles;   // to make it once more, from values that have memory
  bool can_again;  // can it be made once more?
} NodeCost;
