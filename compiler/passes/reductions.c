// What remains of a reduction once its indices or conditions are gone.

#include "passes/reductions.h"

#include "passes/conditions.h"
#include "passes/indices.h"

const Expr *reduction_place(Graph *graph, const Formula *formula)
{
  const Expr *place = zero_of(graph, TYPE_INDEX);
  for (int i = formula->free_count; i < formula->index_count; i++)
    place = expr_binary(graph, EXPR_ADD, expr_index(graph, i),
                        expr_binary(graph, EXPR_MULTIPLY, place, formula->indices[i].extent));
  return place;
}

// What a reduction gives over an empty domain; null if it has no value there.
static const Expr *empty_value(Graph *graph, const Formula *formula)
{
  if (formula->otherwise)
    return formula->otherwise;
  switch (formula->reduction) {
  case REDUCTION_SUM:
  case REDUCTION_ANY:
    return zero_of(graph, formula->body->type);
  case REDUCTION_PROD:
  case REDUCTION_ALL:
    return expr_integer(graph, formula->body->type, 1);
  default:
    return NULL;
  }
}

static void become_map(Graph *graph, Node *node, const Expr *body)
{
  Formula *formula = node->formula;
  const Expr *slots[MAX_INDICES] = {NULL};
  for (int i = formula->free_count; i < formula->index_count; i++)
    slots[i] = zero_of(graph, TYPE_INDEX);
  node->form = FORM_MAP;
  formula->body = expr_substitute(graph, body, slots, MAX_INDICES);
  formula->reduction = REDUCTION_NONE;
  formula->index_count = formula->free_count;
  formula->conditions = NULL;
  formula->condition_count = 0;
  formula->otherwise = NULL;
}

// Conditions on values stand inside of those on indices, which keep their reads in place.
static void guard_map(Graph *graph, Node *node)
{
  const Formula *formula = node->formula;
  const Expr *empty = empty_value(graph, formula), *body = formula->body;
  if (reduction_is_positional(formula))
    body = zero_of(graph, node->type);  // the position of the only point
  for (int values = 1; values >= 0 && empty; values--)
    for (int i = formula->condition_count; i-- > 0;)
      if ((formula->conditions[i]->node_mask != 0) == values)
        body = condition_select(graph, formula->conditions[i], body, empty);
  become_map(graph, node, body);
}

void reduction_settle(Graph *graph, Arena *scratch, Node *node)
{
  Formula *formula = node->formula;
  if (!formula_tidy_conditions(graph, scratch, formula)) {
    const Expr *empty = empty_value(graph, formula);
    if (empty)
      become_map(graph, node, empty);
  } else if (formula->index_count == formula->free_count) {
    guard_map(graph, node);
  }
}

void reduction_drop_single_points(Graph *graph, Formula *formula)
{
  for (int i = formula->index_count; i-- > formula->free_count;)
    if (expr_is_one(formula->indices[i].extent))
      formula_eliminate_index(graph, formula, i, zero_of(graph, TYPE_INDEX));
}
