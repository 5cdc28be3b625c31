// Constants, algebra and copies.
//
//   before   one: f32[]; one[] = 1;  a[i] = x[i];  y[i] = sum(k, j < 1) one[]*a[i]*w[k]/2
//   after    y[i] = sum(k) 0.5*(x[i]*w[k])
//
// One forward walk: operands are simple when a node is reached. A map to one constant is put into
// its readers, a map that copies a whole tensor is forgotten, a reduced index of extent 1 goes, a
// sum over an index that its terms do not use is a product with the extent. Nothing else is put
// into its readers: that is for the fusion of kernels to decide.

#include "passes/algebra.h"
#include "passes/conditions.h"
#include "passes/indices.h"
#include "passes/passes.h"
#include "passes/reductions.h"

// The number that every element of a node is; null if there is none.
static const Expr *constant_value(const Node *node)
{
  bool constant = node->form == FORM_MAP && node->formula->body->kind == EXPR_NUMBER;
  return constant ? node->formula->body : NULL;
}

// The node that a map repeats element by element; null if it does not.
static Node *copied_node(const Node *node)
{
  const Formula *formula = node->formula;
  if (node->form != FORM_MAP || formula->body->kind != EXPR_READ || formula->body->has_fallback)
    return NULL;
  Node *source = formula->body->node;
  if (source->type != node->type || !shape_equal(source->shape, node->shape))
    return NULL;
  for (int d = 0; d < node->shape.rank; d++) {
    const Expr *index = formula->body->operands[d];
    if (formula->merged[d] != 1 || index->kind != EXPR_INDEX || index->slot != d)
      return NULL;
  }
  return source;
}

static const Expr *forward_read(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  if (e->kind != EXPR_READ)
    return e;
  Node *node = e->node;
  while (node->forward)
    node = node->forward;
  if (!e->has_fallback && constant_value(node))
    return constant_value(node);
  if (node == e->node)
    return e;
  return expr_read(graph, node, e->operands,
                   e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
}

static const Expr *drop_detach(Graph *graph, const Expr *e, void *context)
{
  (void)graph;
  (void)context;
  return e->kind == EXPR_DETACH ? e->operands[0] : e;
}

// -- reductions -----------------------------------------------------------------------------------

static bool is_used(const Formula *formula, int slot)
{
  for (int i = 0; i < formula->condition_count; i++)
    if (expr_uses_index(formula->conditions[i], slot))
      return true;
  return expr_uses_index(formula->body, slot);
}

// Indices that the terms do not use repeat a term: that changes a sum by a factor, a product by a
// power (left as it is) and the others not at all, extents being at least 1.
static void drop_unused_indices(Graph *graph, Formula *formula)
{
  if (formula->reduction == REDUCTION_PROD)
    return;
  for (int i = formula->index_count; i-- > formula->free_count;) {
    const Expr *extent = formula->indices[i].extent;
    if (is_used(formula, i))
      continue;
    formula_eliminate_index(graph, formula, i, zero_of(graph, TYPE_INDEX));
    if (formula->reduction == REDUCTION_SUM)
      formula->body = expr_binary(graph, EXPR_MULTIPLY,
                                  expr_convert(graph, formula->body->type, extent), formula->body);
  }
}

static void simplify_reduction(Graph *graph, Arena *scratch, Node *node)
{
  if (!reduction_is_positional(node->formula)) {
    reduction_drop_single_points(graph, node->formula);
    drop_unused_indices(graph, node->formula);
  }
  reduction_settle(graph, scratch, node);
}

static void simplify_expressions(Graph *graph, Formula *formula)
{
  formula_reduce_quotients(graph, formula);
  formula->body = expr_simplify(graph, formula, formula->body);
  if (formula->otherwise)
    formula->otherwise = expr_simplify(graph, formula, formula->otherwise);
}

// -- the walk -------------------------------------------------------------------------------------

typedef struct Simplifier {
  Graph *graph;
  Arena *scratch;
  bool has_gradients;
  bool changed;
} Simplifier;

static bool same_conditions(const Formula *a, const Formula *b)
{
  if (a->condition_count != b->condition_count)
    return false;
  for (int i = 0; i < a->condition_count; i++)
    if (a->conditions[i] != b->conditions[i])
      return false;
  return true;
}

static bool simplify_node(Simplifier *simplifier, Node *node)
{
  Graph *graph = simplifier->graph;
  Formula before = *node->formula, *formula = node->formula;
  Form form = node->form;
  formula_rewrite(graph, formula, forward_read, NULL);
  if (!simplifier->has_gradients)
    formula_rewrite(graph, formula, drop_detach, NULL);
  simplify_expressions(graph, formula);
  if (form == FORM_REDUCE)
    simplify_reduction(graph, simplifier->scratch, node);
  return form != node->form || formula->body != before.body ||
         formula->otherwise != before.otherwise || formula->index_count != before.index_count ||
         !same_conditions(formula, &before);
}

static void simplify_region(Simplifier *simplifier, Region *region)
{
  for (Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN)
      simplify_region(simplifier, &node->scan->body);
    if (node->form != FORM_MAP && node->form != FORM_REDUCE)
      continue;
    simplifier->changed |= simplify_node(simplifier, node);
    Node *source = copied_node(node);
    if (source) {
      graph_replace(simplifier->graph, node, source);
      simplifier->changed = true;
    }
  }
}

static bool has_gradients(const Region *region)
{
  for (const Node *node = region->first; node; node = node->next)
    if (node->form == FORM_GRADIENT)
      return true;
  return false;
}

bool simplify(Graph *graph, Arena *scratch)
{
  Simplifier simplifier = {graph, scratch, has_gradients(&graph->body), false};
  simplify_region(&simplifier, &graph->body);
  graph_resolve(graph);
  return simplifier.changed;
}
