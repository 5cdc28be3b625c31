// Conditions of formulas: conjunctions, negations, what is proved of them. Shared by the passes
// that move conditions about.
#pragma once

#include "graph/graph.h"

// What is known of a condition.
typedef enum Truth { TRUTH_OPEN, TRUTH_ALWAYS, TRUTH_NEVER } Truth;

// Null stands for true, on both sides. The order is kept: a condition may rely on those before it.
const Expr *condition_and(Graph *graph, const Expr *a, const Expr *b);
const Expr *condition_not(Graph *graph, const Expr *condition);
// 0 <= index < extent; null if that is plain from constants.
const Expr *condition_inside(Graph *graph, const Expr *index, const Expr *extent);
// if condition then value else otherwise (null: zero of its type); one select for a chain of them
// where the conditions may be tested together.
const Expr *condition_select(Graph *graph, const Expr *condition, const Expr *value,
                             const Expr *otherwise);
// Zero of any type.
const Expr *zero_of(Graph *graph, Type type);

// Decides a condition over the formula's box, given others that hold.
Truth condition_truth(Graph *graph, const Formula *formula, const Expr *const *known,
                      int known_count, const Expr *condition);
// Drops conditions that the box and the others imply. Returns false if they can never all hold.
bool formula_tidy_conditions(Graph *graph, Arena *scratch, Formula *formula);

// The terms of an index expression: coefficient*atom for 0 <= i < count, and a constant.
int term_count(const Expr *e);
const Expr *term_atom(const Expr *e, int i);
int64_t term_coefficient(const Expr *e, int i);
int64_t term_constant(const Expr *e);
