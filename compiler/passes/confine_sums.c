// A sum that has terms at one remainder only is taken there; elsewhere stands 0.
//
//   before   g[c, (p, u)] = sum(o if u == 0) d[o, p]*w[o, c]
//   after    g.sum[c, p] = sum(o) d[o, p]*w[o, c]
//            g[c, (p, u)] = if u == 0 then g.sum[c, p] else 0
//
// The gradient of a window smaller than its stride is such a sum, and most of its elements are 0.
// The map goes into the maps that read it, so that zeros are neither stored nor read. Where others
// than maps read it, it would have to be stored, and the sum stays as it is. Legal always; the
// terms are added up in the same order.

#include "passes/passes.h"

#include "graph/map.h"
#include "passes/conditions.h"
#include "passes/indices.h"
#include "passes/reductions.h"

typedef struct Readers {
  PointerMap maps, others;  // nodes that maps read, and that anything else does
} Readers;

static void note_map(Node *operand, void *context)
{
  Readers *readers = context;
  pointer_map_set(&readers->maps, operand, operand);
}

static void note_other(Node *operand, void *context)
{
  Readers *readers = context;
  pointer_map_set(&readers->others, operand, operand);
}

static Readers find_readers(Graph *graph, Arena *scratch)
{
  Readers readers = {pointer_map(scratch), pointer_map(scratch)};
  for (Node *node = graph->body.first; node; node = node->next)
    node_operands(graph, node, node->form == FORM_MAP ? note_map : note_other, &readers);
  for (int i = 0; i < graph->outputs.count; i++)
    note_other(graph->outputs.items[i].node, &readers);
  for (int i = 0; i < graph->updates.count; i++)
    note_other(graph->updates.items[i].value, &readers);
  return readers;
}

// The value that a condition asks a free index to have: (u - 1) == 0. False if it asks otherwise.
static bool find_asked(Graph *graph, const Formula *formula, const Expr *condition, int *slot,
                       const Expr **value)
{
  const Expr *left = condition->operands[0];
  if (condition->kind != EXPR_EQUAL || left->type != TYPE_INDEX || term_count(left) != 1 ||
      term_coefficient(left, 0) != 1 || term_atom(left, 0)->kind != EXPR_INDEX)
    return false;
  *slot = term_atom(left, 0)->slot;
  *value = expr_integer(graph, TYPE_INDEX, -term_constant(left));
  return !formula_is_reduced(formula, *slot);
}

// values[s]: what index s is asked to be, else null. Every dimension keeps an index.
static bool find_values(Graph *graph, const Node *node, const Expr **values)
{
  const Formula *formula = node->formula;
  int left[MAX_RANK];
  for (int d = 0; d < node->shape.rank; d++)
    left[d] = formula->merged[d];
  for (int i = 0; i < formula->condition_count; i++) {
    int slot;
    const Expr *value;
    if (!find_asked(graph, formula, formula->conditions[i], &slot, &value) || values[slot] ||
        --left[formula_dimension(formula, slot)] == 0)
      return false;
    values[slot] = value;
  }
  return true;
}

// The sum at the values that are asked for.
static Node *add_sum(Graph *graph, Node *node, const Expr *const *values, Arena *scratch)
{
  const Formula *formula = node->formula;
  Formula *made = formula_create(graph);
  const Expr *slots[MAX_INDICES] = {NULL};
  Shape shape = {.rank = node->shape.rank};
  for (int d = 0; d < shape.rank; d++)
    shape.extents[d] = expr_integer(graph, TYPE_INDEX, 1);
  for (int s = 0; s < formula->index_count; s++) {
    const Index *index = &formula->indices[s];
    slots[s] = values[s] ? values[s]
                         : expr_index(graph, formula_add_index(made, index->name, index->extent));
    if (values[s] || formula_is_reduced(formula, s))
      continue;
    int d = formula_dimension(formula, s);
    shape.extents[d] = expr_binary(graph, EXPR_MULTIPLY, shape.extents[d], index->extent);
    made->free_count++;
    made->merged[d]++;
  }
  made->reduction = REDUCTION_SUM;
  made->body = formula->body;
  formula_substitute(graph, made, slots);
  const char *name = arena_print(scratch, "%s.sum", node->name);
  Node *sum = graph_add_before(graph, node, FORM_REDUCE, name, node->type, shape, node->origin);
  sum->formula = made;
  return sum;
}

// The node becomes the map that puts the sum into its place.
static void confine(Graph *graph, Node *node, const Expr *const *values, Arena *scratch)
{
  Formula *formula = node->formula;
  Node *sum = add_sum(graph, node, values, scratch);
  const Expr *kept[MAX_INDICES], *indices[MAX_RANK];
  for (int s = 0, count = 0; s < formula->free_count; s++)
    if (!values[s])
      kept[count++] = expr_index(graph, s);
  formula_position(graph, sum->formula, kept, node->shape.rank, indices);
  formula->index_count = formula->free_count;
  formula->body = expr_read(graph, sum, indices, NULL);
  reduction_settle(graph, scratch, node);
}

bool confine_sums(Graph *graph, Arena *scratch)
{
  bool changed = false;
  Readers readers = find_readers(graph, scratch);
  for (Node *node = graph->body.first; node; node = node->next) {
    const Expr *values[MAX_INDICES] = {NULL};
    if (node->form != FORM_REDUCE || node->formula->reduction != REDUCTION_SUM ||
        node->type != TYPE_F32 || !node->formula->condition_count ||
        !pointer_map_get(&readers.maps, node) || pointer_map_get(&readers.others, node) ||
        !find_values(graph, node, values))
      continue;
    confine(graph, node, values, scratch);
    changed = true;
  }
  return changed;
}
