// A long sum over something large is taken sample by sample, and then over the samples.
//
//   before   s[c] = sum(b, i, j) x[b, c, i, j]
//   after    s.parts[b, c] = sum(i, j) x[b, c, i, j];  s[c] = sum(b) s.parts[b, c]
//
// Few results of many terms leave threads and vectors little to share: each walks through memory in
// strides, for the results lie side by side. The parts are as many as samples, each one stretch of
// memory and some task's own. Two short sums round less than a long one. Sums are associative, as
// real numbers are; extremes are so exactly. Gradients of weights are such sums where pictures are
// large and weights few. Worth it where the parts are small beside what is read.

#include "passes/indices.h"
#include "passes/passes.h"
#include "passes/reductions.h"

#define LEAST_READ    1e6  // elements: some megabytes
#define LEAST_TERMS   256  // of a part
#define LARGEST_SHARE 8    // elements that are read for one of a part

static int64_t extent_of(const Graph *graph, const Formula *formula, int slot)
{
  int64_t extent = 1;
  return expr_capacity(graph, formula->indices[slot].extent, &extent) ? extent : 1;
}

typedef struct Reads {
  const Graph *graph;
  double elements;  // of all tensors that are read
} Reads;

static void note_read(const Expr *e, void *context)
{
  Reads *reads = context;
  double elements = 1;
  int64_t extent;
  if (e->kind != EXPR_READ)
    return;
  for (int d = 0; d < e->node->shape.rank; d++)
    elements *=
        expr_capacity(reads->graph, e->node->shape.extents[d], &extent) ? (double)extent : 0;
  reads->elements += elements;
}

static bool is_worth_it(Graph *graph, const Formula *formula)
{
  int first = formula->free_count;
  Reads reads = {.graph = graph};
  if (formula->index_count < first + 2 || extent_of(graph, formula, first) < 2 ||
      formula_points(graph, formula, first + 1, formula->index_count) < LEAST_TERMS)
    return false;
  expr_walk(graph, formula->body, note_read, &reads);
  return reads.elements >= LEAST_READ &&
         reads.elements >= formula_points(graph, formula, 0, first + 1) * LARGEST_SHARE;
}

static bool is_associative(Reduction reduction)
{
  return reduction == REDUCTION_SUM || reduction == REDUCTION_MAX || reduction == REDUCTION_MIN;
}

// The node's formula with its first reduced index free, and in front.
static Formula *parts_formula(Graph *graph, const Node *node)
{
  const Formula *formula = node->formula;
  Formula *made = formula_create(graph);
  const Expr *slots[MAX_INDICES] = {NULL};
  int first = formula->free_count;
  for (int i = -1; i < formula->index_count; i++) {
    int slot = i < 0 ? first : i;
    const Index *index = &formula->indices[slot];
    if (i != first)
      slots[slot] = expr_index(graph, formula_add_index(made, index->name, index->extent));
  }
  made->free_count = first + 1;
  made->merged[0] = 1;
  for (int d = 0; d < node->shape.rank; d++)
    made->merged[d + 1] = formula->merged[d];
  made->reduction = formula->reduction;
  made->body = formula->body;
  formula_substitute(graph, made, slots);
  return made;
}

static void sum_parts(Graph *graph, Node *node, Arena *scratch)
{
  Formula *formula = node->formula;
  int first = formula->free_count;
  Shape shape = {.rank = node->shape.rank + 1, .extents = {formula->indices[first].extent}};
  const Expr *values[MAX_INDICES], *indices[MAX_RANK] = {expr_index(graph, first)};
  for (int d = 0; d < node->shape.rank; d++)
    shape.extents[d + 1] = node->shape.extents[d];
  for (int s = 0; s < first; s++)
    values[s] = expr_index(graph, s);
  formula_position(graph, formula, values, node->shape.rank, indices + 1);
  const char *name = arena_print(scratch, "%s.parts", node->name);
  Node *parts = graph_add_before(graph, node, FORM_REDUCE, name, node->type, shape, node->origin);
  parts->formula = parts_formula(graph, node);
  formula->index_count = first + 1;
  formula->body = expr_read(graph, parts, indices, NULL);
}

bool sum_in_parts(Graph *graph, Arena *scratch)
{
  bool changed = false;
  for (Node *node = graph->body.first; node; node = node->next) {
    const Formula *formula = node->formula;
    if (node->form != FORM_REDUCE || !is_associative(formula->reduction) ||
        formula->condition_count || formula->otherwise || node->shape.rank == MAX_RANK ||
        formula->index_count == MAX_INDICES || !is_worth_it(graph, formula))
      continue;
    sum_parts(graph, node, scratch);
    changed = true;
  }
  return changed;
}
