// What remains of a reduction once its indices or conditions are gone. Shared by solve, simplify
// and ungroup.
#pragma once

#include "graph/graph.h"

// Drops conditions that the box and the others imply. A reduction without indices becomes a map
// under the conditions left; one whose conditions never hold becomes the value over an empty
// domain.
void reduction_settle(Graph *graph, Arena *scratch, Node *node);
// Removes reduced indices of extent 1.
void reduction_drop_single_points(Graph *graph, Formula *formula);
// The row-major position in the box of the reduced indices, as argmax counts it.
const Expr *reduction_place(Graph *graph, const Formula *formula);
