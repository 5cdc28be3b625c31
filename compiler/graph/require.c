// Requirements: what the sizes of the day must satisfy.
//
//   require T >= 3, "a sequence of T steps is shorter than 3"

#include "graph/private.h"

#include <string.h>

// -- which conditions they may be -----------------------------------------------------------------

// Whole numbers and what is said of them: exact at all sizes.
static bool is_of_sizes(const Expr *e)
{
  switch (e->kind) {
  case EXPR_NUMBER:
  case EXPR_SYMBOL:
  case EXPR_AFFINE:
  case EXPR_PRODUCT:
  case EXPR_QUOTIENT:
  case EXPR_REMAINDER:
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL:
  case EXPR_LESS:
  case EXPR_LESS_EQUAL:
  case EXPR_NOT:
  case EXPR_AND:
  case EXPR_OR:
  case EXPR_SELECT:
    return e->type == TYPE_INDEX || e->type == TYPE_BOOL;
  default:
    return false;
  }
}

typedef struct Search {
  Graph *graph;
  Arena *arena;
  const char *fault;  // the first
} Search;

static const char *text_of(const Search *search, const Expr *e)
{
  Text text = {.arena = search->arena};
  expr_print(search->graph, NULL, e, &text);
  return text_get(&text);
}

// Out of 64 bits at the capacities, as far as they are known.
static bool overflows(const Graph *graph, const Expr *e)
{
  if (e->type != TYPE_INDEX || (e->kind != EXPR_AFFINE && e->kind != EXPR_PRODUCT))
    return false;
  for (int i = 0; i < graph->symbols.count; i++)
    if (graph->symbols.items[i].capacity < 1 && expr_uses_symbol(e, graph->symbols.items[i].name))
      return false;
  Interval all = expr_interval(graph, NULL, NULL, 0, e);
  return all.low == INT64_MIN || all.high == INT64_MAX;
}

static void find_fault(const Expr *e, void *context)
{
  Search *search = context;
  if (e->kind == EXPR_DIVIDE)  // says more than what its operands have become
    search->fault = "divides sizes, which is real division: write T >= 6, not T/2 >= 3";
  if (search->fault)
    return;
  bool divides = e->kind == EXPR_QUOTIENT || e->kind == EXPR_REMAINDER;
  if (!is_of_sizes(e))
    search->fault = "is not in whole numbers, expected sizes, their sums, multiples and remainders";
  else if (overflows(search->graph, e))
    search->fault =
        arena_print(search->arena, "computes %s, which can leave 64 bits", text_of(search, e));
  else if (divides && expr_interval(search->graph, NULL, NULL, 0, e->operands[1]).low < 1)
    search->fault = arena_print(search->arena, "divides by %s, which can be 0",
                                text_of(search, e->operands[1]));
}

const char *requirement_fault(Graph *graph, Arena *arena, const Expr *condition)
{
  Search search = {graph, arena, NULL};
  if (condition->type != TYPE_BOOL)
    return arena_print(arena, "is %s, expected a condition", type_name(condition->type));
  if (!expr_belongs(graph, condition))
    return "was made in another graph";
  if (condition->node_mask)
    return "reads data, expected sizes, which are known before the net runs";
  expr_walk(graph, condition, find_fault, &search);
  return search.fault;
}

// -- their list -----------------------------------------------------------------------------------

void graph_require(Graph *graph, Requirement requirement)
{
  for (int i = 0; i < graph->requirements.count; i++) {
    const Requirement *other = &graph->requirements.items[i];
    if (other->condition == requirement.condition && !strcmp(other->message, requirement.message))
      return;
  }
  list_add(graph->arena, &graph->requirements, requirement);
}

// -- whether sizes meet them ----------------------------------------------------------------------

static const Expr *put_size(Graph *graph, const Expr *e, void *context)
{
  const int64_t *sizes = context;
  for (int i = 0; e->kind == EXPR_SYMBOL && i < graph->symbols.count; i++)
    if (graph->symbols.items[i].name == e->symbol)
      return expr_integer(graph, TYPE_INDEX, sizes[i]);
  return e;
}

const Requirement *graph_unmet(Graph *graph, const int64_t *sizes)
{
  for (int i = 0; i < graph->requirements.count; i++) {
    const Expr *condition = graph->requirements.items[i].condition;
    if (expr_is_zero(expr_rewrite(graph, condition, put_size, (void *)(uintptr_t)sizes)))
      return &graph->requirements.items[i];
  }
  return NULL;
}
