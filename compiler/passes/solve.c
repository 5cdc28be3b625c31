// Conditions of reductions become substitutions, quotients and guards.
//
//   before   dx[b0, p] = sum(b, i, r if b == b0 and i + r - 1 == p) dy[b, i]*k[r]
//   after    dx[b, p] = sum(r if 0 <= p - r + 1 and p - r + 1 < 28) dy[b, p - r + 1]*k[r]
//
//   before   dx[p] = sum(i, r if 2*i + r == p and arg[i] == r) dy[i]           r < 2
//   after    dx[p] = if arg[p/2] == p % 2 then dy[p/2] else 0
//
// Equations are used first (equations.c). What the box or the other conditions imply is dropped. A
// reduction without indices left is a map whose body stands under the conditions that remain; one
// whose conditions can never hold is the value over an empty domain. Positions of argmax and argmin
// count points of the box, so their indices stay.

#include "passes/equations.h"
#include "passes/indices.h"
#include "passes/passes.h"
#include "passes/reductions.h"

static bool solve_node(Graph *graph, Arena *scratch, Node *node)
{
  Formula *formula = node->formula;
  if (node->form != FORM_REDUCE || formula->condition_count == 0)
    return false;
  Formula before = *formula;
  if (!reduction_is_positional(formula)) {
    reduction_drop_single_points(graph, formula);
    formula_solve_equations(graph, scratch, formula);
    formula_reduce_quotients(graph, formula);
  }
  reduction_settle(graph, scratch, node);
  return node->form != FORM_REDUCE || before.index_count != formula->index_count ||
         before.condition_count != formula->condition_count || before.body != formula->body;
}

static bool solve_region(Graph *graph, Arena *scratch, Region *region)
{
  bool changed = false;
  for (Node *node = region->first; node; node = node->next)
    if (node->form == FORM_SCAN)
      changed |= solve_region(graph, scratch, &node->scan->body);
    else
      changed |= solve_node(graph, scratch, node);
  return changed;
}

bool solve(Graph *graph, Arena *scratch)
{
  return solve_region(graph, scratch, &graph->body);
}
