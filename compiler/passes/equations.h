// Equations over reduced indices: what solve does inside one formula.
#pragma once

#include "graph/graph.h"

// Uses the equations among a reduction's conditions to remove reduced indices, as long as one can
// be used. Returns whether the formula changed.
bool formula_solve_equations(Graph *graph, Arena *scratch, Formula *formula);
