// A reduction over members that has a value for those without any becomes two and a choice.
//
//   before   m[i, h] = max(e if i == target[e] else 0) s[e, h]
//   after    m.any[i] = sum(e if i == target[e]) 1;  m.all[i, h] = max(e if i == target[e]) s[e, h]
//            m[i, h] = if m.any[i] > 0 then m.all[i, h] else 0
//
// Then the terms can be taken up one by one (graph/member.c). The counts of equal memberships are
// one, by merge_common. Legal always; done where it serves.

#include "passes/passes.h"

// The formula without its value for an empty domain.
static Formula *without_empty(Graph *graph, const Formula *formula, Arena *arena)
{
  Formula *made = formula_create(graph);
  *made = *formula;
  made->conditions = arena_array(arena, const Expr *, formula->condition_count);
  for (int i = 0; i < formula->condition_count; i++)
    made->conditions[i] = formula->conditions[i];
  made->otherwise = NULL;
  return made;
}

static Node *add_reduce(Graph *graph, Node *node, const char *suffix, Type type, Formula *formula)
{
  const char *name = arena_print(graph->arena, "%s.%s", node->name, suffix);
  Node *made = graph_add_before(graph, node, FORM_REDUCE, name, type, node->shape, node->origin);
  made->formula = formula;
  return made;
}

static bool split(Graph *graph, Node *node)
{
  Member member;
  Formula *all = without_empty(graph, node->formula, graph->arena);
  if (!find_member(graph, all, &member))
    return false;
  Formula *any = without_empty(graph, node->formula, graph->arena);
  any->reduction = REDUCTION_SUM;
  any->body = expr_number(graph, TYPE_F32, 1);
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < node->shape.rank; d++)
    indices[d] = expr_index(graph, d);
  const Expr *count =
      expr_read(graph, add_reduce(graph, node, "any", TYPE_F32, any), indices, NULL);
  const Expr *value =
      expr_read(graph, add_reduce(graph, node, "all", node->type, all), indices, NULL);
  const Expr *some = expr_binary(graph, EXPR_LESS, expr_number(graph, TYPE_F32, 0), count);
  Formula *choice = node->formula;
  choice->body = expr_select(graph, some, value, choice->otherwise);
  choice->reduction = REDUCTION_NONE;
  choice->index_count = choice->free_count;
  choice->conditions = NULL;
  choice->condition_count = 0;
  choice->otherwise = NULL;
  node->form = FORM_MAP;
  return true;
}

static bool is_plain(const Node *node)
{
  for (int d = 0; d < node->shape.rank; d++)
    if (node->formula->merged[d] != 1)
      return false;
  return true;
}

static bool split_region(Graph *graph, Region *region)
{
  bool changed = false;
  for (Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN)
      changed |= split_region(graph, &node->scan->body);
    if (node->form == FORM_REDUCE && node->formula->otherwise && is_plain(node))
      changed |= split(graph, node);
  }
  return changed;
}

bool split_empty(Graph *graph, Arena *scratch)
{
  (void)scratch;
  return split_region(graph, &graph->body);
}
