// What a scan's steps compute without their state is computed once, for all steps together.
//
//   before   scan over t < 8  carry h = h0 {
//              a[b, o] = sum(i) x[b, t, i]*w[o, i];  r[o] = exp(v[o]);  h = tanh(a + r*h) }
//   after    r[o] = exp(v[o]);  a.steps[t, b, o] = sum(i) x[b, t, i]*w[o, i]
//            scan over t < 8  carry h = h0 {
//              a[b, o] = a.steps[t, b, o];  h = tanh(a + r*h) }
//
// So the product of the inputs with the weights is one large contraction instead of one small one a
// step, in the gradient as well. What does not vary with the step moves out as it is. Of what does,
// reductions are worth a tensor of all steps, and the maps that they read go with them; other maps
// cost less where they are. Legal because the body's formulas have no effects; draws stay, their
// elements are numbered by step.

#include "passes/passes.h"

#include "graph/map.h"

typedef enum Dependence { ON_NOTHING, ON_STEP, ON_STATE } Dependence;

typedef struct Hoisting {
  Graph *graph;
  Arena *scratch;
  Node *at;               // the scan
  PointerMap dependence;  // of the body's nodes; of others: on nothing
  PointerMap stacked;     // nodes of the body that have a tensor of all steps
  bool changed;
} Hoisting;

static Dependence dependence_of(const Hoisting *h, const Node *node)
{
  return (Dependence)(uintptr_t)pointer_map_get(&h->dependence, node);
}

typedef struct Search {
  const Hoisting *hoisting;
  Dependence found;
} Search;

static void look_at_operand(Node *operand, void *context)
{
  Search *search = context;
  Dependence dependence = dependence_of(search->hoisting, operand);
  if (dependence > search->found)
    search->found = dependence;
}

static void find_dependence(Hoisting *h, Node *node)
{
  Search search = {h, ON_NOTHING};
  if (node->form == FORM_MAP || node->form == FORM_REDUCE)
    node_operands(h->graph, node, look_at_operand, &search);
  else if (node == h->at->scan->step)
    search.found = ON_STEP;
  else if (node->form != FORM_VARIABLE && node->form != FORM_CONSTANT && node->form != FORM_SCALAR)
    search.found = ON_STATE;
  pointer_map_set(&h->dependence, node, (void *)(uintptr_t)search.found);
}

// -- tensors of all steps -------------------------------------------------------------------------

static bool can_stack(const Hoisting *h, const Node *node);

static void check_operand(Node *operand, void *context)
{
  Search *search = context;
  const Hoisting *h = search->hoisting;
  if (operand != h->at->scan->step && dependence_of(h, operand) == ON_STEP &&
      !can_stack(h, operand))
    search->found = ON_STATE;
}

static bool can_stack(const Hoisting *h, const Node *node)
{
  Search search = {h, ON_STEP};
  if (node->shape.rank == MAX_RANK || node->formula->index_count == MAX_INDICES)
    return false;
  node_operands(h->graph, node, check_operand, &search);
  return search.found == ON_STEP;
}

static Node *stack(Hoisting *h, Node *node);

// The step is the first index of the formula now; what varied with it has one dimension more.
static const Expr *read_stacked(Graph *graph, const Expr *e, void *context)
{
  Hoisting *h = context;
  if (e->kind != EXPR_READ || dependence_of(h, e->node) != ON_STEP)
    return e;
  const Expr *step = expr_index(graph, 0), *indices[MAX_RANK] = {step};
  if (e->node == h->at->scan->step)
    return expr_convert(graph, e->type, step);
  Node *stacked = stack(h, e->node);
  for (int d = 0; d < e->node->shape.rank; d++)
    indices[d + 1] = e->operands[d];
  return expr_read(graph, stacked, indices,
                   e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
}

static const Expr *shift_index(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  return e->kind == EXPR_INDEX ? expr_index(graph, e->slot + 1) : e;
}

static Formula *stacked_formula(Hoisting *h, const Formula *of)
{
  Graph *graph = h->graph;
  Formula *formula = formula_create(graph);
  *formula = *of;
  formula->conditions = arena_array(graph->arena, const Expr *, of->condition_count);
  for (int i = 0; i < of->condition_count; i++)
    formula->conditions[i] = of->conditions[i];
  for (int s = of->index_count; s > 0; s--)
    formula->indices[s] = of->indices[s - 1];
  formula->indices[0] = (Index){h->at->scan->time, h->at->scan->extent};
  formula->index_count++;
  formula->free_count++;
  for (int d = MAX_RANK - 1; d > 0; d--)
    formula->merged[d] = of->merged[d - 1];
  formula->merged[0] = 1;
  formula_rewrite(graph, formula, shift_index, NULL);
  formula_rewrite(graph, formula, read_stacked, h);
  return formula;
}

// The node's value for all steps, before the scan; in the body it becomes a view of that.
static Node *stack(Hoisting *h, Node *node)
{
  Graph *graph = h->graph;
  Node *stacked = pointer_map_get(&h->stacked, node);
  if (stacked)
    return stacked;
  Shape shape = {.rank = node->shape.rank + 1, .extents = {h->at->scan->extent}};
  for (int d = 1; d < shape.rank; d++)
    shape.extents[d] = node->shape.extents[d - 1];
  Formula *formula = stacked_formula(h, node->formula);
  const char *name = arena_print(h->scratch, "%s.steps", node->name);
  stacked = graph_add_before(graph, h->at, node->form, name, node->type, shape, node->origin);
  stacked->formula = formula;
  pointer_map_set(&h->stacked, node, stacked);

  const Expr *indices[MAX_RANK];
  const Expr *step = expr_read(graph, h->at->scan->step, NULL, NULL);
  indices[0] = expr_convert(graph, TYPE_INDEX, step);
  for (int d = 1; d < shape.rank; d++)
    indices[d] = expr_index(graph, d - 1);
  node->form = FORM_MAP;
  node->formula = formula_over(graph, node->shape);
  node->formula->body = expr_read(graph, stacked, indices, NULL);
  h->changed = true;
  return stacked;
}

// -- regions --------------------------------------------------------------------------------------

static void hoist_region(Hoisting *h, Region *region);

static void hoist_scan(Hoisting *outer, Node *node)
{
  Hoisting h = *outer;
  h.at = node;
  hoist_region(&h, &node->scan->body);
  h.dependence = pointer_map(h.scratch);
  h.stacked = pointer_map(h.scratch);
  for (Node *inner = node->scan->body.first, *next; inner; inner = next) {
    next = inner->next;
    find_dependence(&h, inner);
    if (dependence_of(&h, inner) != ON_NOTHING)
      continue;
    graph_move_before(h.graph, node, inner);
    h.changed = true;
  }
  // A scan over segments is to hold one segment at a time.
  for (Node *inner = node->scan->body.first; inner && !node->scan->recompute; inner = inner->next)
    if (inner->form == FORM_REDUCE && dependence_of(&h, inner) == ON_STEP && can_stack(&h, inner))
      stack(&h, inner);
  outer->changed |= h.changed;
}

static void hoist_region(Hoisting *h, Region *region)
{
  for (Node *node = region->first; node; node = node->next)
    if (node->form == FORM_SCAN)
      hoist_scan(h, node);
}

bool hoist_from_scans(Graph *graph, Arena *scratch)
{
  Hoisting hoisting = {.graph = graph, .scratch = scratch};
  hoist_region(&hoisting, &graph->body);
  return hoisting.changed;
}
