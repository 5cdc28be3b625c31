// What does not vary along an index is computed once.
//
//   before   y[b, c] = (x[b, c] - m[c])/sqrt(v[c] + 1e-5)
//            s[c] = sum(b) g[b, c]*w[c]/sqrt(v[c] + 1e-5);  t[c] = sum(b) (x[b, c] - m[c])
//   after    r[c] = 1/sqrt(v[c] + 1e-5);  y[b, c] = (x[b, c] - m[c])*r[c]
//            s.sum[c] = sum(b) g[b, c];  s[c] = w[c]*r[c]*s.sum[c]
//            t.sum[c] = sum(b) x[b, c];  t[c] = t.sum[c] - B*m[c]
//
// Factors without reduced indices leave their sum, and so do terms where no condition drops points:
// the laws of real arithmetic, which is what a graph means. So do those of a map that the sum alone
// reads, n[i, k] = x[i, k]*r[i]: then the sum reads x, and there is no n. A division by what varies
// along fewer indices becomes a product with its reciprocal; calls, divisions and roots that vary
// along fewer indices than their formula become maps of their own. Both make equal what was written
// apart, for merge_common to find: the sums over the batch that normalisation needs in its gradient
// are two instead of four.

#include "passes/algebra.h"
#include "passes/conditions.h"
#include "passes/indices.h"
#include "passes/passes.h"

#include "graph/map.h"

enum { LEAST_SAVING = 8 };  // points of the formula for each point of a part that is worth a map

typedef struct Factoring {
  Graph *graph;
  Arena *scratch;
  Node *node;          // whose body is looked at
  PointerMap taken;    // its expressions, and what became of them
  PointerMap readers;  // how many nodes and results read a node
  bool changed;
} Factoring;

// -- safety ---------------------------------------------------------------------------------------

typedef struct SafetySearch {
  Graph *graph;
  const Formula *formula;
  bool leaves;
} SafetySearch;

static void find_unsafe(const Expr *e, void *context)
{
  SafetySearch *search = context;
  const Expr *missing[2];
  int count;
  if (e->kind != EXPR_READ || e->has_fallback)
    return;
  for (int d = 0; d < e->node->shape.rank && !search->leaves; d++) {
    const Expr *index = e->operands[d], *extent = e->node->shape.extents[d];
    bool plain =
        index->kind == EXPR_INDEX && search->formula->indices[index->slot].extent == extent;
    search->leaves |= !plain && index_safety(search->graph, search->formula, NULL, 0, index, extent,
                                             missing, &count) == READ_LEAVES;
  }
}

// A part is evaluated at all points of its own box, whatever conditions its formula has.
static bool is_safe(Graph *graph, const Formula *formula, const Expr *e)
{
  SafetySearch search = {graph, formula, false};
  expr_walk(graph, e, find_unsafe, &search);
  return !search.leaves;
}

// -- out of sums ----------------------------------------------------------------------------------

// e = outer*inner; null stands for 1. The outer factor uses no reduced index.
typedef struct Factors {
  const Expr *outer, *inner;
} Factors;

static const Expr *quotient(Graph *graph, const Expr *a, const Expr *b)
{
  if (!b)
    return a;
  return expr_binary(graph, EXPR_DIVIDE, a ? a : expr_number(graph, b->type, 1), b);
}

static Factors factors_of(Graph *graph, uint32_t reduced, const Expr *e)
{
  if (!(e->index_mask & reduced))
    return (Factors){expr_is_one(e) ? NULL : e, NULL};
  if (e->kind == EXPR_NEGATE) {
    Factors a = factors_of(graph, reduced, e->operands[0]);
    return (Factors){expr_product(graph, expr_number(graph, e->type, -1), a.outer), a.inner};
  }
  if (e->kind != EXPR_MULTIPLY && e->kind != EXPR_DIVIDE)
    return (Factors){NULL, e};
  Factors a = factors_of(graph, reduced, e->operands[0]);
  Factors b = factors_of(graph, reduced, e->operands[1]);
  if (e->kind == EXPR_MULTIPLY)
    return (Factors){expr_product(graph, a.outer, b.outer), expr_product(graph, a.inner, b.inner)};
  return (Factors){quotient(graph, a.outer, b.outer), quotient(graph, a.inner, b.inner)};
}

static const Expr *read_at_free(Graph *graph, Node *node, const Formula *formula)
{
  const Expr *values[MAX_INDICES], *indices[MAX_RANK];
  for (int i = 0; i < formula->free_count; i++)
    values[i] = expr_index(graph, i);
  formula_position(graph, formula, values, node->shape.rank, indices);
  return expr_read(graph, node, indices, NULL);
}

// -- through maps ---------------------------------------------------------------------------------

static void count_reader(Node *operand, void *context)
{
  PointerMap *readers = context;
  uintptr_t count = (uintptr_t)pointer_map_get(readers, operand);
  pointer_map_set(readers, operand, (void *)(count + 1));
}

static void count_readers(Factoring *f, const Region *region)
{
  for (const Node *node = region->first; node; node = node->next) {
    node_operands(f->graph, node, count_reader, &f->readers);
    if (node->form == FORM_SCAN)
      count_readers(f, &node->scan->body);
  }
}

// A read of a map that nobody else reads, at a point of its box.
static bool is_own_map(const Factoring *f, const Expr *e)
{
  const Node *node = e->node;
  if (e->kind != EXPR_READ || e->has_fallback || node->form != FORM_MAP ||
      !type_is_float(node->type) || (uintptr_t)pointer_map_get(&f->readers, node) != 1)
    return false;
  const Formula *formula = node->formula;
  bool is_plain =
      !formula->condition_count && !formula->otherwise && formula->free_count == node->shape.rank;
  for (int d = 0; d < node->shape.rank && is_plain; d++)
    is_plain = formula->merged[d] == 1;
  return is_plain;
}

static double element_count(const Graph *graph, Shape shape)
{
  double count = 1;
  for (int d = 0; d < shape.rank; d++) {
    int64_t extent = 1;
    expr_capacity(graph, shape.extents[d], &extent);
    count *= (double)extent;
  }
  return count;
}

// Scaled weights stay: they are made once for many samples.
static bool is_of_data(const Expr *e)
{
  return e->kind == EXPR_READ && !e->has_fallback && e->node->form != FORM_VARIABLE &&
         e->node->form != FORM_CONSTANT;
}

// Has a sum of this shape read what its maps scale by factors without a reduced index, where it has
// no more elements than they have.
static const Expr *open_maps(const Factoring *f, Shape shape, uint32_t reduced, const Expr *e)
{
  Graph *graph = f->graph;
  if (e->kind == EXPR_MULTIPLY) {
    const Expr *a = open_maps(f, shape, reduced, e->operands[0]);
    const Expr *b = open_maps(f, shape, reduced, e->operands[1]);
    bool is_same = a == e->operands[0] && b == e->operands[1];
    return is_same ? e : expr_binary(graph, EXPR_MULTIPLY, a, b);
  }
  if (!is_own_map(f, e) || element_count(graph, shape) > element_count(graph, e->node->shape))
    return e;
  const Formula *formula = e->node->formula;
  const Expr *body = expr_substitute(graph, formula->body, e->operands, formula->free_count);
  Factors factors = factors_of(graph, reduced, body);
  return factors.outer && factors.inner && is_of_data(factors.inner)
             ? expr_product(graph, factors.outer, factors.inner)
             : e;
}

static bool factor_sum(Factoring *f, Node *node);

// The sum of `inner` as a node before `node`, which becomes a map; returns its read.
static const Expr *split_sum(Factoring *f, Node *node, const Expr *inner)
{
  Graph *graph = f->graph;
  const char *name = arena_print(f->scratch, "%s.sum", node->name);
  Node *sum =
      graph_add_before(graph, node, FORM_REDUCE, name, node->type, node->shape, node->origin);
  sum->formula = arena_new(graph->arena, Formula);
  *sum->formula = *node->formula;
  sum->formula->body = inner;
  node->form = FORM_MAP;
  node->formula->reduction = REDUCTION_NONE;
  node->formula->index_count = node->formula->free_count;
  node->formula->conditions = NULL;
  node->formula->condition_count = 0;
  const Expr *read = read_at_free(graph, sum, node->formula);
  factor_sum(f, sum);
  return read;
}

static const Expr *point_count(Graph *graph, const Formula *formula, Type type)
{
  const Expr *count = expr_integer(graph, TYPE_INDEX, 1);
  for (int i = formula->free_count; i < formula->index_count; i++)
    count = expr_binary(graph, EXPR_MULTIPLY, count, formula->indices[i].extent);
  return expr_convert(graph, type, count);
}

// sum (a + b) = sum a + points*b where b is the same at all points.
static bool split_terms(Factoring *f, Node *node, uint32_t reduced)
{
  Graph *graph = f->graph;
  const Expr *body = node->formula->body;
  if ((body->kind != EXPR_ADD && body->kind != EXPR_SUBTRACT) || node->formula->condition_count)
    return false;
  bool left = !(body->operands[0]->index_mask & reduced);
  if (!left && (body->operands[1]->index_mask & reduced))
    return false;
  const Expr *same = expr_binary(
      graph, EXPR_MULTIPLY, point_count(graph, node->formula, body->type), body->operands[!left]);
  const Expr *sum = split_sum(f, node, body->operands[left]);
  node->formula->body =
      left ? expr_binary(graph, body->kind, same, sum) : expr_binary(graph, body->kind, sum, same);
  return true;
}

static bool factor_sum(Factoring *f, Node *node)
{
  Formula *formula = node->formula;
  uint32_t reduced = formula_reduced_mask(formula);
  if (formula->reduction != REDUCTION_SUM || !type_is_float(formula->body->type) ||
      !(formula->body->index_mask & reduced))
    return false;
  if (split_terms(f, node, reduced))
    return true;
  Factors factors =
      factors_of(f->graph, reduced, open_maps(f, node->shape, reduced, formula->body));
  if (!factors.outer || !factors.inner || !is_safe(f->graph, formula, factors.outer))
    return false;
  formula->body = expr_product(f->graph, factors.outer, split_sum(f, node, factors.inner));
  return true;
}

// -- out of bodies --------------------------------------------------------------------------------

static void find_dear(const Expr *e, void *context)
{
  *(bool *)context |= e->kind == EXPR_CALL || e->kind == EXPR_DIVIDE || e->kind == EXPR_SQRT;
}

static bool contains_dear(Graph *graph, const Expr *e)
{
  bool found = false;
  if (e->operand_count)
    expr_walk(graph, e, find_dear, &found);
  return found;
}

// Points of the formula for each point of what uses these indices only.
static bool saves_enough(const Formula *formula, uint32_t index_mask)
{
  int64_t saving = 1;
  for (int i = 0; i < formula->index_count && saving < LEAST_SAVING; i++)
    if (!(index_mask >> i & 1) && index_extent(formula, i) > 1)
      saving *= index_extent(formula, i) < LEAST_SAVING ? index_extent(formula, i) : LEAST_SAVING;
  return saving >= LEAST_SAVING;
}

static bool is_part(const Factoring *f, const Expr *e)
{
  const Formula *formula = f->node->formula;
  return type_is_float(e->type) && e->node_mask && __builtin_popcount(e->index_mask) <= MAX_RANK &&
         saves_enough(formula, e->index_mask) && contains_dear(f->graph, e) &&
         is_safe(f->graph, formula, e);
}

// A map of `e` over the indices that it uses, read where it stood.
static const Expr *add_part(Factoring *f, const Expr *e)
{
  Graph *graph = f->graph;
  const Formula *formula = f->node->formula;
  Formula *made = formula_create(graph);
  Shape shape = {0};
  const Expr *slots[MAX_INDICES] = {NULL}, *indices[MAX_RANK];
  for (int i = 0; i < formula->index_count; i++) {
    if (!expr_uses_index(e, i))
      continue;
    indices[shape.rank] = expr_index(graph, i);
    shape.extents[shape.rank] = formula->indices[i].extent;
    made->merged[shape.rank++] = 1;
    slots[i] = expr_index(
        graph, formula_add_index(made, formula->indices[i].name, formula->indices[i].extent));
  }
  made->free_count = shape.rank;
  made->body = expr_substitute(graph, e, slots, MAX_INDICES);
  const char *name = arena_print(f->scratch, "%s.part", f->node->name);
  Node *node = graph_add_before(graph, f->node, FORM_MAP, name, e->type, shape, f->node->origin);
  node->formula = made;
  return expr_read(graph, node, indices, NULL);
}

static const Expr *take_parts(Factoring *f, const Expr *e);

static const Expr *take_operands(Factoring *f, const Expr *e)
{
  const Expr **operands = arena_array(f->scratch, const Expr *, e->operand_count);
  bool changed = false;
  for (int i = 0; i < e->operand_count; i++) {
    operands[i] = take_parts(f, e->operands[i]);
    changed |= operands[i] != e->operands[i];
  }
  return changed ? expr_rebuild(f->graph, e, operands) : e;
}

static const Expr *take_new(Factoring *f, const Expr *e)
{
  if (is_part(f, e))
    return add_part(f, e);
  if (e->kind == EXPR_DIVIDE && !expr_is_number(e->operands[1]) && !expr_is_one(e->operands[0])) {
    const Expr *inverse = quotient(f->graph, NULL, e->operands[1]);
    if (is_part(f, inverse))
      return expr_binary(f->graph, EXPR_MULTIPLY, take_parts(f, e->operands[0]),
                         take_parts(f, inverse));
  }
  return take_operands(f, e);
}

// The largest parts of `e` that are worth it, outermost first.
static const Expr *take_parts(Factoring *f, const Expr *e)
{
  if (!e->node_mask || e->type == TYPE_INDEX || e->kind == EXPR_READ)
    return e;
  const Expr *known = pointer_map_get(&f->taken, e);
  if (known)
    return known;
  const Expr *result = take_new(f, e);
  pointer_map_set(&f->taken, e, (void *)(uintptr_t)result);
  return result;
}

// -- the walk -------------------------------------------------------------------------------------

static void take_body(Factoring *f, Node *node)
{
  const Expr *body = node->formula->body;
  if (!contains_dear(f->graph, body))
    return;
  f->node = node;
  f->taken = pointer_map(f->scratch);
  node->formula->body = take_parts(f, body);
  f->changed |= node->formula->body != body;
}

static void factor_region(Factoring *f, Region *region)
{
  for (Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN)
      factor_region(f, &node->scan->body);
    if (node->form != FORM_MAP && node->form != FORM_REDUCE)
      continue;
    Node *before = node->prev;
    if (node->form == FORM_REDUCE)
      f->changed |= factor_sum(f, node);
    for (Node *made = before ? before->next : region->first;; made = made->next) {
      take_body(f, made);
      made->formula->body = expr_simplify(f->graph, made->formula, made->formula->body);
      if (made == node)
        break;
    }
  }
}

bool factor_out(Graph *graph, Arena *scratch)
{
  Factoring factoring = {.graph = graph, .scratch = scratch, .readers = pointer_map(scratch)};
  count_readers(&factoring, &graph->body);
  for (int i = 0; i < graph->outputs.count; i++)
    count_reader(graph->outputs.items[i].node, &factoring.readers);
  factor_region(&factoring, &graph->body);
  return factoring.changed;
}
