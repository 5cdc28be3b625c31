// A reduction over members that one walk over the terms cannot do becomes several that it can.
//
//   before   m[i, h] = max(e if i == target[e] else 0) s[e, h]
//            p[i, h] = argmax(e if i == target[e] else -1) s[e, h]
//   after    m.all[i, h] = max(e if i == target[e]) s[e, h]
//            p.first[i, h] = min(e if i == target[e] and not s[e, h] < m.all[i, h]) e
//            m.any[i] = sum(e if i == target[e]) 1
//            m[i, h] = if 0 < m.any[i] then m.all[i, h] else 0
//            p[i, h] = if 0 < m.any[i] then p.first[i, h] else -1
//
// Then the terms can be taken up one by one (graph/member.c). An extreme has a term that is not
// below it, also among NaNs, so the first of these exists where there is a member: both walks
// compute a term by the same operations, to the same bits. The counts and
// extremes of equal memberships are one, by merge_common. Legal always; done where it serves.

#include "passes/passes.h"

#include "passes/indices.h"
#include "passes/reductions.h"

static Formula *copy_formula(Graph *graph, const Formula *formula, Reduction reduction)
{
  Formula *made = formula_create(graph);
  *made = *formula;
  made->conditions = arena_array(graph->arena, const Expr *, formula->condition_count);
  for (int i = 0; i < formula->condition_count; i++)
    made->conditions[i] = formula->conditions[i];
  made->otherwise = NULL;
  made->reduction = reduction;
  return made;
}

static Reduction extreme_of(Reduction reduction)
{
  if (reduction == REDUCTION_ARGMAX)
    return REDUCTION_MAX;
  return reduction == REDUCTION_ARGMIN ? REDUCTION_MIN : reduction;
}

static Node *add_reduce(Graph *graph, Node *node, const char *suffix, Type type, Shape shape,
                        Formula *formula)
{
  const char *name = arena_print(graph->arena, "%s.%s", node->name, suffix);
  Node *made = graph_add_before(graph, node, FORM_REDUCE, name, type, shape, node->origin);
  made->formula = formula;
  return made;
}

// The first place whose term is not beyond the extreme.
static Node *add_first(Graph *graph, Node *node, const Expr *extreme)
{
  const Expr *term = node->formula->body;
  Formula *first = copy_formula(graph, node->formula, REDUCTION_MIN);
  bool is_max = node->formula->reduction == REDUCTION_ARGMAX;
  const Expr *beyond = is_max ? expr_binary(graph, EXPR_LESS, term, extreme)
                              : expr_binary(graph, EXPR_LESS, extreme, term);
  formula_add_condition(graph, first, expr_unary(graph, EXPR_NOT, beyond));
  first->body = expr_convert(graph, TYPE_I32, reduction_place(graph, first));
  return add_reduce(graph, node, "first", TYPE_I32, node->shape, first);
}

// How many members there are, over the dimensions that tell them; read in the node's formula.
static const Expr *add_count(Graph *graph, Node *node)
{
  Formula *count = copy_formula(graph, node->formula, REDUCTION_SUM);
  const Expr *slots[MAX_INDICES] = {NULL}, *indices[MAX_RANK];
  Shape shape = {0};
  int kept = 0;
  uint32_t used = 0;
  for (int i = 0; i < count->condition_count; i++)
    used |= count->conditions[i]->index_mask;
  for (int s = 0; s < count->index_count; s++) {
    if (s < count->free_count && !(used >> s & 1))
      continue;
    if (s < count->free_count) {
      indices[shape.rank] = expr_index(graph, s);
      shape.extents[shape.rank++] = node->shape.extents[s];
    }
    slots[s] = expr_index(graph, kept);
    count->indices[kept++] = count->indices[s];
  }
  count->index_count = kept;
  count->free_count = shape.rank;
  count->body = expr_number(graph, TYPE_F32, 1);
  formula_substitute(graph, count, slots);
  return expr_read(graph, add_reduce(graph, node, "any", TYPE_F32, shape, count), indices, NULL);
}

static bool split(Graph *graph, Node *node)
{
  Member member;
  Formula *choice = node->formula;
  Formula *extreme = copy_formula(graph, choice, extreme_of(choice->reduction));
  if (!find_member(graph, extreme, &member))
    return false;
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < node->shape.rank; d++)
    indices[d] = expr_index(graph, d);
  Node *all = add_reduce(graph, node, "all", choice->body->type, node->shape, extreme);
  const Expr *value = expr_read(graph, all, indices, NULL);
  if (reduction_is_positional(choice))
    value = expr_read(graph, add_first(graph, node, value), indices, NULL);
  if (choice->otherwise) {
    const Expr *count = add_count(graph, node);
    const Expr *some = expr_binary(graph, EXPR_LESS, expr_number(graph, TYPE_F32, 0), count);
    value = expr_select(graph, some, value, choice->otherwise);
  }
  choice->body = value;
  choice->reduction = REDUCTION_NONE;
  choice->index_count = choice->free_count;
  choice->conditions = NULL;
  choice->condition_count = 0;
  choice->otherwise = NULL;
  node->form = FORM_MAP;
  return true;
}

// A dimension an index, so that the parts have the node's.
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
    bool is_candidate = node->form == FORM_REDUCE && is_plain(node) &&
                        (node->formula->otherwise || reduction_is_positional(node->formula));
    changed |= is_candidate && split(graph, node);
  }
  return changed;
}

bool split_members(Graph *graph, Arena *scratch)
{
  (void)scratch;
  return split_region(graph, &graph->body);
}
