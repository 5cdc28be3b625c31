// Algebra of real numbers over expressions: what simplify does inside one formula.
#pragma once

#include "graph/graph.h"

// An equal expression, as real numbers, at all points of the formula's box where its conditions
// hold. Nothing that could be NaN or infinite is dropped.
const Expr *expr_simplify(Graph *graph, const Formula *formula, const Expr *e);
