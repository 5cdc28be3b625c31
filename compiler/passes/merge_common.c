// Equal nodes become one, and a formula that repeats a map reads it instead.
//
//   before   a[i] = exp(x[i]);  b[j] = exp(x[j]);  y[k] = a[k] + b[k]*exp(x[k])
//   after    a[i] = exp(x[i]);  y[k] = a[k] + a[k]*a[k]
//
// One forward walk is enough: when a node is reached its operands are merged already, so equal
// trees meet at their roots (Ershov 1958). Formulas hold slots and expressions are hash-consed, so
// formulas that differ in the names of indices only have the same pointers. A part of a body is
// replaced only where that saves a call, a division or a root: reading memory costs more than an
// addition. Two draws stay two, and what is computed again is not merged with what was kept.

#include "passes/indices.h"
#include "passes/passes.h"

#include "graph/map.h"

#include <string.h>

typedef struct Entry {
  struct Entry *next;
  uint64_t hash;
  const Expr *key;  // of a formula: its body, the order of factors and of terms aside
  Node *node;
} Entry;

// A map whose body is dear. Those that differ in the indices of their reads only stand in one list.
typedef struct KnownBody {
  struct KnownBody *next;
  Node *node;
} KnownBody;

typedef struct Merger {
  Graph *graph;
  Arena *scratch;
  Entry **buckets;
  size_t bucket_count;     // a power of two
  PointerMap bodies;       // skeletons to KnownBody
  const Formula *formula;  // under rewriting
  bool again;              // is its node computed again?
} Merger;

// -- equal nodes ----------------------------------------------------------------------------------

static uint64_t mix(uint64_t hash, const void *pointer)
{
  uintptr_t bits = (uintptr_t)pointer;
  return text_hash(&bits, sizeof bits, hash);
}

static const Expr *order_operands(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  bool commutes = e->kind == EXPR_MULTIPLY || e->kind == EXPR_ADD;
  if (!commutes || e->type == TYPE_INDEX || e->operands[0]->id <= e->operands[1]->id)
    return e;
  const Expr *swapped[2] = {e->operands[1], e->operands[0]};
  return expr_rebuild(graph, e, swapped);
}

static const Expr *body_key(Graph *graph, const Node *node)
{
  return node->formula ? expr_rewrite(graph, node->formula->body, order_operands, NULL) : NULL;
}

static uint64_t hash_formula(const Formula *formula, const Expr *key)
{
  uint64_t hash = (uint64_t)formula->reduction << 16 | (uint64_t)formula->free_count << 8 |
                  (uint64_t)formula->index_count;
  for (int i = 0; i < formula->index_count; i++)
    hash = mix(hash, formula->indices[i].extent);
  return mix(mix(hash, key), formula->otherwise);
}

// All but the bodies.
static bool same_formula(const Formula *a, const Formula *b)
{
  if (a->index_count != b->index_count || a->free_count != b->free_count ||
      a->reduction != b->reduction || a->condition_count != b->condition_count ||
      a->otherwise != b->otherwise || memcmp(a->merged, b->merged, sizeof a->merged) != 0)
    return false;
  for (int i = 0; i < a->index_count; i++)
    if (a->indices[i].extent != b->indices[i].extent)
      return false;
  for (int i = 0; i < a->condition_count; i++)
    if (a->conditions[i] != b->conditions[i])
      return false;
  return true;
}

static size_t constant_bytes(const Graph *graph, const Node *node)
{
  return (size_t)shape_capacity(graph, node->shape) * sizeof *node->data;
}

static Node *last_forward(Node *node)
{
  while (node && node->forward)
    node = node->forward;
  return node;
}

// The node of the body whose values a projection gives, and where the steps stand in it (-1: only
// the last).
static const Node *projected_value(const Node *node, int *axis)
{
  const Scan *scan = node->projection.scan->scan;
  int result = node->projection.result;
  *axis = result < scan->yield_count ? scan->yield_axis[result] : -1;
  return result < scan->yield_count ? last_forward(scan->yields[result])
                                    : scan->carries[result - scan->yield_count].carry;
}

static bool same_projection(const Node *a, const Node *b)
{
  int axis, other_axis;
  return a->projection.scan == b->projection.scan &&
         projected_value(a, &axis) == projected_value(b, &other_axis) && axis == other_axis;
}

static uint64_t hash_node(const Graph *graph, const Node *node, const Expr *key)
{
  uint64_t hash = (uint64_t)node->form * 31 + (uint64_t)node->type;
  switch (node->form) {
  case FORM_MAP:
  case FORM_REDUCE:
    return hash ^ hash_formula(node->formula, key);
  case FORM_VARIABLE:
    return mix(hash, node->variable);
  case FORM_CONSTANT:
    return text_hash(node->data, constant_bytes(graph, node), hash);
  default: {  // PROJECTION
    int axis;
    const Node *value = projected_value(node, &axis);
    return mix(hash + (uint64_t)axis, value);
  }
  }
}

static bool same_node(const Graph *graph, const Node *a, const Node *b)
{
  if (a->form != b->form || a->type != b->type || a->again != b->again ||
      !shape_equal(a->shape, b->shape))
    return false;
  switch (a->form) {
  case FORM_MAP:
  case FORM_REDUCE:
    return same_formula(a->formula, b->formula);
  case FORM_VARIABLE:
    return a->variable == b->variable;
  case FORM_CONSTANT:
    return memcmp(a->data, b->data, constant_bytes(graph, a)) == 0;
  default:
    return same_projection(a, b);
  }
}

static bool can_merge(const Node *node)
{
  return node->form == FORM_MAP || node->form == FORM_REDUCE || node->form == FORM_VARIABLE ||
         node->form == FORM_CONSTANT || node->form == FORM_PROJECTION;
}

// The node met before that equals `node`; else null, and `node` is remembered.
static Node *find_equal(Merger *merger, Node *node)
{
  const Expr *key = body_key(merger->graph, node);
  uint64_t hash = hash_node(merger->graph, node, key);
  Entry **bucket = &merger->buckets[hash & (merger->bucket_count - 1)];
  for (Entry *entry = *bucket; entry; entry = entry->next)
    if (entry->hash == hash && entry->key == key && same_node(merger->graph, entry->node, node))
      return entry->node;
  Entry *entry = arena_new(merger->scratch, Entry);
  *entry = (Entry){*bucket, hash, key, node};
  *bucket = entry;
  return NULL;
}

// -- bodies that repeat a map ---------------------------------------------------------------------

static bool is_dear(const Expr *e)
{
  return e->kind == EXPR_CALL || e->kind == EXPR_DIVIDE || e->kind == EXPR_SQRT;
}

static void find_dear(const Expr *e, void *context)
{
  *(bool *)context |= is_dear(e);
}

static bool contains_dear(Graph *graph, const Expr *e)
{
  bool found = false;
  if (e->node_mask && e->operand_count)
    expr_walk(graph, e, find_dear, &found);
  return found;
}

static const Expr *bare_read(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  const Expr *zero = expr_integer(graph, TYPE_INDEX, 0), *indices[MAX_RANK];
  if (e->kind == EXPR_INDEX)
    return zero;
  if (e->kind != EXPR_READ)
    return e;
  for (int d = 0; d < e->node->shape.rank; d++)
    indices[d] = zero;
  return expr_read(graph, e->node, indices,
                   e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
}

// The expression without its indices: equal for bodies that read the same elsewhere.
static const Expr *skeleton(Graph *graph, const Expr *e)
{
  return expr_rewrite(graph, e, bare_read, NULL);
}

static void remember_body(Merger *merger, Node *node)
{
  const Expr *body = node->formula->body;
  if (node->form != FORM_MAP || !contains_dear(merger->graph, body))
    return;
  KnownBody *known = arena_new(merger->scratch, KnownBody);
  const Expr *key = skeleton(merger->graph, body);
  *known = (KnownBody){pointer_map_get(&merger->bodies, key), node};
  pointer_map_set(&merger->bodies, key, known);
}

// Finds what the indices of `pattern` would have to be for it to be `e`. Whether it then is, is
// asked later.
static bool bind_indices(const Expr *pattern, const Expr *e, const Expr **values)
{
  if (pattern->kind == EXPR_INDEX && e->type == TYPE_INDEX) {
    if (!values[pattern->slot])
      values[pattern->slot] = e;
    return values[pattern->slot] == e;
  }
  if (pattern == e && !pattern->index_mask)
    return true;
  if (pattern->type == TYPE_INDEX)
    return true;
  if (pattern->kind != e->kind || pattern->operand_count != e->operand_count)
    return false;
  for (int i = 0; i < pattern->operand_count; i++)
    if (!bind_indices(pattern->operands[i], e->operands[i], values))
      return false;
  return true;
}

static bool stays_inside(Merger *merger, const Formula *known, const Expr *const *values)
{
  const Formula *formula = merger->formula;
  const Expr *missing[2];
  int count;
  for (int i = 0; i < known->free_count; i++) {
    const Expr *extent = known->indices[i].extent;
    bool plain =
        values[i]->kind == EXPR_INDEX && formula->indices[values[i]->slot].extent == extent;
    if (!plain &&
        index_safety(merger->graph, formula, formula->conditions, formula->condition_count,
                     values[i], extent, missing, &count) == READ_LEAVES)
      return false;
  }
  return true;
}

// The indices at which the map `known` is `e`; false if it is not.
static bool match_known(Merger *merger, const Node *known, const Expr *e, const Expr **values)
{
  const Formula *formula = known->formula;
  for (int i = 0; i < MAX_INDICES; i++)
    values[i] = NULL;
  if (!bind_indices(formula->body, e, values) ||
      expr_substitute(merger->graph, formula->body, values, MAX_INDICES) != e)
    return false;
  for (int i = 0; i < formula->free_count; i++)
    if (!values[i])  // the map repeats its values along this index
      values[i] = expr_integer(merger->graph, TYPE_INDEX, 0);
  return stays_inside(merger, formula, values);
}

static const Expr *forward_read(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  if (e->kind != EXPR_READ || !e->node->forward)
    return e;
  return expr_read(graph, e->node->forward, e->operands,
                   e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
}

// The same map at the same indices: find_equal is to see it, not a copy of it.
static bool is_whole(const Merger *merger, const Formula *other, const Expr *const *values)
{
  const Formula *formula = merger->formula;
  bool same = formula->reduction == REDUCTION_NONE && formula->free_count == other->free_count;
  for (int i = 0; i < formula->free_count && same; i++)
    same = values[i]->kind == EXPR_INDEX && values[i]->slot == i &&
           formula->indices[i].extent == other->indices[i].extent;
  return same && memcmp(formula->merged, other->merged, sizeof formula->merged) == 0;
}

static const Expr *replace_part(Merger *merger, const Expr *e, bool is_root)
{
  Graph *graph = merger->graph;
  const Expr *values[MAX_INDICES], *indices[MAX_RANK];
  if (merger->bodies.count == 0 || !contains_dear(graph, e))
    return e;
  const KnownBody *known = pointer_map_get(&merger->bodies, skeleton(graph, e));
  for (; known; known = known->next) {
    if (known->node->again != merger->again || !match_known(merger, known->node, e, values))
      continue;
    if (is_root && is_whole(merger, known->node->formula, values))
      return e;
    formula_position(graph, known->node->formula, values, known->node->shape.rank, indices);
    return expr_read(graph, known->node, indices, NULL);
  }
  return e;
}

static const Expr *replace_known(Graph *graph, const Expr *e, void *context)
{
  (void)graph;
  return replace_part(context, e, false);
}

// The parts of a body, then the whole of it.
static void replace_body(Merger *merger, Formula *formula)
{
  Graph *graph = merger->graph;
  const Expr *body = formula->body;
  if (!contains_dear(graph, body))
    return;
  const Expr **operands = arena_array(merger->scratch, const Expr *, body->operand_count);
  for (int i = 0; i < body->operand_count; i++)
    operands[i] = expr_rewrite(graph, body->operands[i], replace_known, merger);
  formula->body = replace_part(merger, expr_rebuild(graph, body, operands), true);
}

// -- the walk -------------------------------------------------------------------------------------

typedef struct Wish {
  bool forwarded;
} Wish;

static void find_forwarded(Node *operand, void *context)
{
  ((Wish *)context)->forwarded |= operand->forward != NULL;
}

static void rewrite_formula(Merger *merger, Node *node)
{
  Wish wish = {false};
  node_operands(merger->graph, node, find_forwarded, &wish);
  if (wish.forwarded)
    formula_rewrite(merger->graph, node->formula, forward_read, NULL);
  merger->formula = node->formula;
  merger->again = node->again;
  replace_body(merger, node->formula);
}

static bool merge_region(Merger *merger, Region *region)
{
  bool changed = false;
  for (Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN) {
      // What is computed inside exists once per step: nothing outside may read it.
      Merger inner = *merger;
      inner.buckets = arena_array(merger->scratch, Entry *, merger->bucket_count);
      inner.bodies = pointer_map(merger->scratch);
      changed |= merge_region(&inner, &node->scan->body);
      continue;
    }
    const Expr *before = node->formula ? node->formula->body : NULL;
    if (node->form == FORM_PROJECTION)
      node->projection.scan = last_forward(node->projection.scan);
    if (node->formula)
      rewrite_formula(merger, node);
    changed |= node->formula && node->formula->body != before;
    Node *first = can_merge(node) ? find_equal(merger, node) : NULL;
    if (first) {
      graph_replace(merger->graph, node, first);
      changed = true;
    } else if (node->formula) {
      remember_body(merger, node);
    }
  }
  return changed;
}

static size_t node_count(const Region *region)
{
  size_t count = 0;
  for (const Node *node = region->first; node; node = node->next)
    count++;
  return count;
}

bool merge_common(Graph *graph, Arena *scratch)
{
  Merger merger = {.graph = graph, .scratch = scratch, .bucket_count = 64};
  for (size_t count = node_count(&graph->body); merger.bucket_count < count;)
    merger.bucket_count *= 2;
  merger.buckets = arena_array(scratch, Entry *, merger.bucket_count);
  merger.bodies = pointer_map(scratch);
  bool changed = merge_region(&merger, &graph->body);
  graph_resolve(graph);
  return changed;
}
