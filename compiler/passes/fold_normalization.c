// In a prediction, affine maps of a contraction's result go into its weights.
//
//   before   y[b, o] = sum(i) x[b, i]*w[o, i];  z[b, o] = (y[b, o] + bias[o] - mean[o])*r[o] + t[o]
//   after    w.folded[o, i] = w[o, i]*r[o];     z.sum[b, o] = sum(i) x[b, i]*w.folded[o, i]
//            z.part[o] = (bias[o] - mean[o])*r[o] + t[o];  z[b, o] = z.sum[b, o] + z.part[o]
//
// That holds where the factor depends on variables alone and varies only along dimensions that the
// weights have, and where nothing else reads what stood between. It is a law of real arithmetic,
// which is what a graph means; the new weights are made once per load. A graph that updates
// variables is left as it is.

#include "passes/indices.h"
#include "passes/passes.h"

#include "graph/map.h"

typedef struct Folding {
  Graph *graph;
  Arena *scratch;
  PointerMap constant;  // nodes that depend on variables alone
  PointerMap reads;     // Node -> Reads
  bool changed;
} Folding;

typedef struct Reads {
  int count;
  Node *reader;  // the last one
} Reads;

// -- what there is --------------------------------------------------------------------------------

typedef struct Dependence {
  Folding *folding;
  bool varies;
} Dependence;

static void check_dependence(const Expr *e, void *context)
{
  Dependence *d = context;
  d->varies |= e->kind == EXPR_RANDOM || e->kind == EXPR_SYMBOL || e->has_fallback ||
               (e->kind == EXPR_READ && !pointer_map_get(&d->folding->constant, e->node));
}

static bool is_constant(Folding *f, const Expr *e)
{
  Dependence d = {.folding = f};
  expr_walk(f->graph, e, check_dependence, &d);
  return !d.varies;
}

static bool is_constant_node(Folding *f, const Node *node)
{
  Dependence d = {.folding = f};
  if (node->form == FORM_VARIABLE || node->form == FORM_CONSTANT)
    return true;
  if (node->form != FORM_MAP && node->form != FORM_REDUCE)
    return false;
  formula_walk(f->graph, node->formula, check_dependence, &d);
  return !d.varies;
}

static Reads *reads_of(Folding *f, const Node *node)
{
  Reads *reads = pointer_map_get(&f->reads, node);
  if (!reads) {
    reads = arena_new(f->scratch, Reads);
    pointer_map_set(&f->reads, node, reads);
  }
  return reads;
}

typedef struct Counting {
  Folding *folding;
  Node *reader;
} Counting;

static void count_read(Node *operand, void *context)
{
  Counting *c = context;
  Reads *reads = reads_of(c->folding, operand);
  reads->count++;
  reads->reader = c->reader;
}

static void look_around(Folding *f)
{
  for (Node *node = f->graph->body.first; node; node = node->next) {
    Counting counting = {f, node};
    node_operands(f->graph, node, count_read, &counting);
    if (is_constant_node(f, node))
      pointer_map_set(&f->constant, node, node);
  }
  for (int i = 0; i < f->graph->outputs.count; i++)
    reads_of(f, f->graph->outputs.items[i].node)->count++;
}

// -- affine maps ----------------------------------------------------------------------------------

// factor*y + term, over the dimensions of y; null stands for 1 and for 0.
typedef struct Affine {
  const Expr *factor, *term;
} Affine;

static const Expr *sum(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  if (!b)
    return a;
  return a                       ? expr_binary(graph, kind, a, b)
         : kind == EXPR_SUBTRACT ? expr_unary(graph, EXPR_NEGATE, b)
                                 : b;
}

// e as an affine function of y, which it reads once.
static bool find_affine(Folding *f, const Expr *e, const Node *y, Affine *affine)
{
  Graph *graph = f->graph;
  if (e->kind == EXPR_READ && e->node == y) {
    *affine = (Affine){NULL, NULL};
    return true;
  }
  if (e->kind == EXPR_NEGATE) {
    const Expr *minus = expr_number(graph, e->type, -1);
    if (!find_affine(f, e->operands[0], y, affine))
      return false;
    affine->factor = expr_product(graph, minus, affine->factor);
    affine->term = affine->term ? expr_product(graph, minus, affine->term) : NULL;
    return true;
  }
  if (e->operand_count != 2)
    return false;
  bool right = !expr_uses_node(e->operands[0], y);
  const Expr *other = e->operands[!right];
  if (expr_uses_node(other, y) || !is_constant(f, other) ||
      !find_affine(f, e->operands[right], y, affine))
    return false;
  if (e->kind == EXPR_MULTIPLY || (e->kind == EXPR_DIVIDE && !right)) {
    if (e->kind == EXPR_DIVIDE)
      other = expr_binary(graph, EXPR_DIVIDE, expr_number(graph, e->type, 1), other);
    affine->factor = expr_product(graph, affine->factor, other);
    affine->term = affine->term ? expr_product(graph, affine->term, other) : NULL;
    return true;
  }
  if (e->kind == EXPR_ADD)
    affine->term = sum(graph, EXPR_ADD, affine->term, other);
  else if (e->kind == EXPR_SUBTRACT && !right)
    affine->term = sum(graph, EXPR_SUBTRACT, affine->term, other);
  else if (e->kind == EXPR_SUBTRACT) {
    const Expr *minus = expr_number(graph, e->type, -1);
    affine->factor = expr_product(graph, minus, affine->factor);
    affine->term = affine->term ? sum(graph, EXPR_SUBTRACT, other, affine->term) : other;
  }
  return e->kind == EXPR_ADD || e->kind == EXPR_SUBTRACT;
}

// Each element of the map belongs to the same element of y.
static bool reads_in_place(const Formula *formula, const Expr *read)
{
  if (formula->reduction != REDUCTION_NONE || formula->free_count != read->node->shape.rank)
    return false;
  for (int d = 0; d < formula->free_count; d++)
    if (read->operands[d]->kind != EXPR_INDEX || read->operands[d]->slot != d ||
        formula->merged[d] != 1 || formula->indices[d].extent != read->node->shape.extents[d])
      return false;
  return true;
}

typedef struct ReadSearch {
  const Node *node;
  const Expr *found;
} ReadSearch;

static void find_read(const Expr *e, void *context)
{
  ReadSearch *search = context;
  if (e->kind == EXPR_READ && e->node == search->node)
    search->found = e;
}

// Follows the maps behind `sum` as long as they are affine; the last of them, null if there is
// none.
static Node *follow_maps(Folding *f, Node *contraction, Affine *total)
{
  Node *last = NULL, *y = contraction;
  for (;;) {
    const Reads *reads = reads_of(f, y);
    Node *map = reads->count == 1 ? reads->reader : NULL;
    if (!map || map->form != FORM_MAP || map->type != y->type)
      return last;
    ReadSearch search = {.node = y};
    expr_walk(f->graph, map->formula->body, find_read, &search);
    Affine affine;
    if (!search.found || !reads_in_place(map->formula, search.found) ||
        !find_affine(f, map->formula->body, y, &affine))
      return last;
    const Expr *term = total->term ? expr_product(f->graph, affine.factor, total->term) : NULL;
    total->factor = expr_product(f->graph, affine.factor, total->factor);
    total->term = sum(f->graph, EXPR_ADD, term, affine.term);
    last = y = map;
  }
}

// -- the weights ----------------------------------------------------------------------------------

// Which operand of the contraction's product is the weights: a read of what depends on variables
// alone. -1: none.
static int find_weights(Folding *f, const Formula *formula)
{
  if (formula->reduction != REDUCTION_SUM || formula->body->kind != EXPR_MULTIPLY)
    return -1;
  for (int i = 0; i < 2; i++) {
    const Expr *e = formula->body->operands[i];
    if (e->kind == EXPR_READ && is_constant(f, e) && !is_constant(f, formula->body->operands[!i]))
      return i;
  }
  return -1;
}

// Dimensions of the result as dimensions of the weights: slots[d] stands for INDEX d. False if the
// weights do not vary along one that `factor` uses.
static bool match_dimensions(Folding *f, const Node *contraction, const Expr *weights,
                             const Expr *factor, const Expr **slots)
{
  const Expr *values[MAX_INDICES], *places[MAX_RANK];
  const Formula *formula = contraction->formula;
  for (int i = 0; i < formula->free_count; i++)
    values[i] = expr_index(f->graph, i);
  formula_position(f->graph, formula, values, contraction->shape.rank, places);
  for (int d = 0; d < contraction->shape.rank; d++) {
    slots[d] = NULL;
    for (int w = 0; w < weights->node->shape.rank; w++)
      if (weights->operands[w] == places[d])
        slots[d] = expr_index(f->graph, w);
    if (expr_uses_index(factor, d) && !slots[d])
      return false;
  }
  return true;
}

static const Expr *read_in_place(Graph *graph, Node *node)
{
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < node->shape.rank; d++)
    indices[d] = expr_index(graph, d);
  return expr_read(graph, node, indices, NULL);
}

static Node *add_map(Folding *f, Node *before, const char *name, Shape shape, const Expr *body)
{
  Node *node =
      graph_add_before(f->graph, before, FORM_MAP, name, body->type, shape, before->origin);
  node->formula = formula_over(f->graph, shape);
  node->formula->body = body;
  pointer_map_set(&f->constant, node, node);
  return node;
}

// The term as a map over the dimensions that it uses, so that it is made once; its read.
static const Expr *add_term(Folding *f, Node *map, const Expr *term)
{
  Shape shape = {0};
  const Expr *slots[MAX_INDICES] = {NULL}, *indices[MAX_RANK];
  for (int d = 0; d < map->shape.rank; d++) {
    if (!expr_uses_index(term, d))
      continue;
    indices[shape.rank] = expr_index(f->graph, d);
    slots[d] = expr_index(f->graph, shape.rank);
    shape.extents[shape.rank++] = map->shape.extents[d];
  }
  const char *name = arena_print(f->scratch, "%s.term", map->name);
  Node *node = add_map(f, map, name, shape, expr_substitute(f->graph, term, slots, MAX_INDICES));
  return expr_read(f->graph, node, indices, NULL);
}

static void fold(Folding *f, Node *contraction, int operand, Node *map, const Affine *affine,
                 const Expr *const *slots)
{
  Graph *graph = f->graph;
  const Expr *body = contraction->formula->body, *weights = body->operands[operand];
  const Expr *factor = expr_substitute(graph, affine->factor, slots, contraction->shape.rank);
  const char *name = arena_print(f->scratch, "%s.folded", weights->node->name);
  Node *folded = add_map(f, map, name, weights->node->shape,
                         expr_product(graph, read_in_place(graph, weights->node), factor));
  name = arena_print(f->scratch, "%s.sum", map->name);
  Node *result = graph_add_before(graph, map, FORM_REDUCE, name, contraction->type,
                                  contraction->shape, contraction->origin);
  result->formula = formula_create(graph);
  *result->formula = *contraction->formula;
  result->formula->body = expr_product(graph, body->operands[!operand],
                                       expr_read(graph, folded, weights->operands, NULL));
  const Expr *value = read_in_place(graph, result);
  if (affine->term)
    value = expr_binary(graph, EXPR_ADD, value, add_term(f, map, affine->term));
  map->formula->body = value;
  f->changed = true;
}

static void fold_into(Folding *f, Node *contraction)
{
  int operand = find_weights(f, contraction->formula);
  const Expr *slots[MAX_RANK];
  Affine affine = {NULL, NULL};
  Node *map = operand >= 0 ? follow_maps(f, contraction, &affine) : NULL;
  if (map && affine.factor &&
      match_dimensions(f, contraction, contraction->formula->body->operands[operand], affine.factor,
                       slots))
    fold(f, contraction, operand, map, &affine, slots);
}

bool fold_normalization(Graph *graph, Arena *scratch)
{
  Folding folding = {.graph = graph,
                     .scratch = scratch,
                     .constant = pointer_map(scratch),
                     .reads = pointer_map(scratch)};
  if (graph->updates.count)
    return false;
  look_around(&folding);
  for (Node *node = graph->body.first; node; node = node->next)
    if (node->form == FORM_REDUCE)
      fold_into(&folding, node);
  return folding.changed;
}
