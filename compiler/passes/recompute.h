// Values that are computed again rather than kept: what to keep, and the rewrite.
//
// The memory and the time of a node are known once kernels were made of its graph, so the pipeline
// brings them here, and asks the plan of the memory what came of it.
#pragma once

#include "graph/graph.h"
#include "graph/node_cost.h"

// By place in the graph's body.
typedef struct RecomputePlan {
  bool *late;     // computed after all outputs: it reads what was computed again
  bool *dropped;  // not kept for what is late: made again
  int64_t bytes;  // the most that are alive at once, as the model has it
  double cycles;  // of all that is made again
} RecomputePlan;

typedef struct Recomputation Recomputation;
Recomputation *recompute_begin(Arena *arena, Graph *graph, const NodeCost *costs);
// Keeps what makes the least again while no more than `bytes` are alive at once; where that cannot
// be, what leaves the fewest alive.
RecomputePlan recompute_plan(Recomputation *r, int64_t bytes);
RecomputePlan recompute_nothing(Recomputation *r);
