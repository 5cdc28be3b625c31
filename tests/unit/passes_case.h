// Graph text with GRADIENT nodes, run through the passes; after each, the gradients in the
// evaluator are compared with finite differences of the value, in double.
#pragma once

#include "graph/graph.h"

// The text's graph has a rank 0 node `l`, and outputs that are gradients of `l` by inputs.
void check_gradients(const char *text);
// The outputs of a graph are the same after every pass.
void check_meaning(const char *text);
// The first two outputs are the same after every pass.
void check_same_outputs(const char *text);
