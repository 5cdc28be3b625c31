// Indices of formulas: replacing, splitting, and what intervals say of quotients. Shared by solve
// and ungroup.
#pragma once

#include "graph/graph.h"

// Puts slots[i] in place of every index i, in body, conditions and otherwise.
void formula_substitute(Graph *graph, Formula *formula, const Expr *const *slots);
// Removes a reduced index: `value`, over the other indices, stands for it. The caller adds the
// condition that keeps it in its extent.
void formula_eliminate_index(Graph *graph, Formula *formula, int slot, const Expr *value);
// Index i becomes divisor*i + k - offset: i runs over the quotients, k (new, the next slot, free or
// reduced as i is) over 0 .. divisor - 1. Where that does not come out even, a condition keeps the
// sum inside: then i is reduced. 0 <= offset < divisor.
void formula_split_index(Graph *graph, Arena *scratch, Formula *formula, int slot,
                         const Expr *divisor, int64_t offset);
// Quotients and remainders that the box of the formula decides: (2*i + k)/2 is i where k < 2.
void formula_reduce_quotients(Graph *graph, Formula *formula);
const Expr *reduce_quotients(Graph *graph, const Formula *formula, const Expr *e);

static inline bool formula_is_reduced(const Formula *formula, int slot)
{
  return slot >= formula->free_count;
}
uint32_t formula_reduced_mask(const Formula *formula);
// `stem`, or stem0, stem1, .. if an index has that name.
const char *formula_fresh_name(Graph *graph, Arena *scratch, const Formula *formula,
                               const char *stem);
// The extent if it is a constant, else INT64_MAX.
int64_t index_extent(const Formula *formula, int slot);
// The place in the result, by dimension, of the point whose free indices are `values`.
void formula_position(Graph *graph, const Formula *formula, const Expr *const *values, int rank,
                      const Expr **indices);
// The dimension that a free index belongs to.
int formula_dimension(const Formula *formula, int slot);
