// Products of numbers rounded to bf16, two of a sum at a time.
//
//   before   y[b, o] = sum(i < 401) x[b, i]*w[o, i]
//   after    x.pairs[b, i] = pair(x[b, i], if i < 200 then x[b, i + 201] else 0)
//            w.pairs[o, i] = pair(w[o, i], if i < 200 then w[o, i + 201] else 0)
//            y[b, o] = sum(i < 201) dot(x.pairs[b, i], w.pairs[o, i])
//
// Runs with --precision bf16 alone: `pair` rounds, so this is no law of arithmetic. Sums stay in 32
// bits, and everything that is no product of a contraction.
//
// A word holds a term of the first half and one of the second, because a vector of words is then
// made of two vectors of neighbours. The index that is halved is one by which each factor is read
// in a dimension of its own, or in one where it is merged with others that have a place there: the
// channel of a window and its gradient, the batch of the gradient of the weights. Words are made
// once for each element; it pays where each is used many times, or made once per load.

#include "passes/conditions.h"
#include "passes/indices.h"
#include "passes/passes.h"

#include <string.h>

enum {
  LEAST_PRODUCTS = 1 << 14,
  LEAST_USES = 16,   // of an element
  LEAST_EXTENT = 3,  // of the halved index: a pad of one term for three
  MOST_SCANS = 32,   // around each other
};

// A factor of the product: an expression of one read, which alone names indices.
typedef struct Factor {
  const Expr *value, *read;
  int other_reads;  // of numbers of the run
  bool fits;
} Factor;

// What stands around the present node: the regions, outermost first, and the scan or the node that
// is being looked at in each.
typedef struct Frame {
  const Region *region;
  Node *place;
} Frame;

typedef struct Pairing {
  Graph *graph;
  Arena *scratch;
  ListOf(Node *) made;
  Frame frames[MOST_SCANS];
  int frame_count;
  Node *node;        // the contraction
  int slot;          // the halved index
  const Expr *half;  // its extent from now on
  bool always;       // whether it pays or not
  bool changed;
} Pairing;

static int64_t capacity(const Pairing *p, const Expr *extent)
{
  int64_t value = 1;
  expr_capacity(p->graph, extent, &value);
  return value;
}

// -- what is multiplied ---------------------------------------------------------------------------

static void look_at(const Expr *e, void *context)
{
  Factor *factor = context;
  factor->fits = factor->fits && e->kind != EXPR_RANDOM;
  if (e->kind != EXPR_READ)
    return;
  factor->other_reads += e->node->shape.rank == 0;
  if (e->node->shape.rank == 0)
    return;
  factor->fits = factor->fits && !factor->read && !e->has_fallback;
  factor->read = e;
}

static const Expr *without_read(Graph *graph, const Expr *e, void *context)
{
  const Factor *factor = context;
  return e == factor->read ? zero_of(graph, e->type) : e;
}

static Factor factor_of(Graph *graph, const Expr *value)
{
  Factor factor = {.value = value, .fits = value->type == TYPE_F32};
  expr_walk(graph, value, look_at, &factor);
  factor.fits = factor.fits && factor.read;
  if (factor.fits)
    factor.fits = expr_rewrite(graph, value, without_read, &factor)->index_mask == 0;
  return factor;
}

// Is the dimension read at a sum of indices that have no more points than it has elements, all of
// them inside? Then words with a dimension for each index are no more than half of the elements.
static bool is_merged(const Pairing *p, const Expr *read, int d)
{
  const Formula *f = p->node->formula;
  const Expr *index = read->operands[d], *extent = read->node->shape.extents[d], *missing[2];
  int missing_count;
  double points = 1;
  for (int i = 0; i < term_count(index); i++) {
    const Expr *atom = term_atom(index, i);
    if (atom->kind != EXPR_INDEX)
      return false;
    points *= (double)capacity(p, f->indices[atom->slot].extent);
  }
  return points <= (double)capacity(p, extent) &&
         index_safety(p->graph, f, NULL, 0, index, extent, missing, &missing_count) == READ_INSIDE;
}

// The one dimension that `slot` moves in; -1: none, or it cannot be halved there.
static int halved_dimension(const Pairing *p, const Expr *read, int slot)
{
  int found = -1;
  for (int d = 0; d < read->node->shape.rank; d++) {
    if (!expr_uses_index(read->operands[d], slot))
      continue;
    if (found >= 0 || !is_merged(p, read, d))
      return -1;
    found = d;
  }
  return found;
}

static bool can_halve(const Pairing *p, const Factor *factors, int slot)
{
  const Formula *f = p->node->formula;
  for (int i = 0; i < f->condition_count; i++)
    if (expr_uses_index(f->conditions[i], slot))
      return false;
  for (int s = 0; s < f->index_count; s++)
    if (expr_uses_index(f->indices[s].extent, slot))
      return false;
  for (int i = 0; i < 2; i++)
    if (halved_dimension(p, factors[i].read, slot) < 0)
      return false;
  return capacity(p, f->indices[slot].extent) >= LEAST_EXTENT;
}

// The share of the terms of the words that are no pad.
static double fullness(const Pairing *p, int slot)
{
  int64_t extent = capacity(p, p->node->formula->indices[slot].extent);
  return (double)extent / (double)(extent + extent % 2);
}

static int choose_slot(const Pairing *p, const Factor *factors)
{
  const Formula *f = p->node->formula;
  int best = -1;
  for (int s = f->free_count; s < f->index_count; s++)
    if (can_halve(p, factors, s) && (best < 0 || fullness(p, s) > fullness(p, best)))
      best = s;
  return best;
}

// -- does it pay? ---------------------------------------------------------------------------------

static void note_operand(Node *operand, void *context)
{
  bool *made = context;
  *made &= operand->mark;
}

// Marks what is made of variables alone where no run changes them: it is made once per load.
static void mark_made(Graph *graph, Region *region)
{
  for (Node *node = region->first; node; node = node->next) {
    bool made = graph->updates.count == 0 && node->form != FORM_DRAW && node->form != FORM_INPUT &&
                node->form != FORM_SCAN && node->form != FORM_PROJECTION;
    if (made)
      node_operands(graph, node, note_operand, &made);
    node->mark = made;
    if (node->form == FORM_SCAN)
      mark_made(graph, &node->scan->body);
  }
}

static bool pays(const Pairing *p, const Factor *factors)
{
  const Formula *f = p->node->formula;
  double products = 1;
  if (p->always)
    return true;
  for (int s = 0; s < f->index_count; s++)
    products *= (double)capacity(p, f->indices[s].extent);
  for (int i = 0; i < 2; i++) {
    const Node *node = factors[i].read->node;
    double elements = (double)shape_capacity(p->graph, node->shape);
    if (!node->mark && products < LEAST_USES * elements)
      return false;
  }
  return products >= LEAST_PRODUCTS;
}

// -- words ----------------------------------------------------------------------------------------

// The node of the words under way: what stands for the indices of the contraction, and how the
// contraction reads it.
typedef struct Words {
  Shape shape;
  const char *names[MAX_RANK];
  const Expr *slots[MAX_INDICES];  // of the merged dimension
  const Expr *indices[MAX_RANK];   // of the read of the factor; null: the merged dimension
  const Expr *read_at[MAX_RANK];
  const Factor *factor;
} Words;

static void add_dimension(Pairing *p, Words *w, const char *name, const Expr *extent,
                          const Expr *read_at)
{
  int d = w->shape.rank++;
  w->shape.extents[d] = extent;
  w->names[d] = name;
  w->read_at[d] = read_at;
}

// One dimension for each index that is merged, the one with the longest steps first.
static void add_merged(Pairing *p, Words *w, const Expr *index)
{
  const Formula *f = p->node->formula;
  uint32_t taken = 0;
  for (int i = 0; i < term_count(index); i++) {
    int best = -1;
    for (int j = 0; j < term_count(index); j++)
      if (!(taken >> j & 1) &&
          (best < 0 || term_coefficient(index, j) > term_coefficient(index, best)))
        best = j;
    taken |= 1u << best;
    int slot = term_atom(index, best)->slot;
    w->slots[slot] = expr_index(p->graph, w->shape.rank);
    add_dimension(p, w, f->indices[slot].name, slot == p->slot ? p->half : f->indices[slot].extent,
                  expr_index(p->graph, slot));
  }
}

static int rank_of_words(const Pairing *p, const Expr *read)
{
  int d = halved_dimension(p, read, p->slot);
  return read->node->shape.rank - 1 + term_count(read->operands[d]);
}

static Words lay_out_words(Pairing *p, const Factor *factor)
{
  static const char *const letters[] = {"i", "j", "k", "l", "m", "n", "o", "p"};
  Words w = {.factor = factor};
  const Expr *read = factor->read;
  int halved = halved_dimension(p, read, p->slot);
  for (int d = 0; d < read->node->shape.rank; d++) {
    const Expr *index = read->operands[d];
    if (d == halved) {
      add_merged(p, &w, index);
      continue;
    }
    w.indices[d] = expr_index(p->graph, w.shape.rank);
    bool named = index->kind == EXPR_INDEX;
    add_dimension(p, &w, named ? p->node->formula->indices[index->slot].name : letters[d],
                  read->node->shape.extents[d], index);
  }
  return w;
}

typedef struct Redirect {
  const Expr *from, *to;
} Redirect;

static const Expr *redirect(Graph *graph, const Expr *e, void *context)
{
  (void)graph;
  const Redirect *r = context;
  return e == r->from ? r->to : e;
}

// The factor, the halved index standing at `at`.
static const Expr *half_of(Pairing *p, const Words *w, const Expr *at)
{
  const Expr *read = w->factor->read, *slots[MAX_INDICES], *indices[MAX_RANK];
  memcpy(slots, w->slots, sizeof slots);
  slots[p->slot] = at;
  for (int d = 0; d < read->node->shape.rank; d++)
    indices[d] = w->indices[d] ? w->indices[d]
                               : expr_substitute(p->graph, read->operands[d], slots, MAX_INDICES);
  Redirect r = {read, expr_read(p->graph, read->node, indices, NULL)};
  return expr_rewrite(p->graph, w->factor->value, redirect, &r);
}

static const Expr *pair_of_halves(Pairing *p, const Words *w)
{
  Graph *graph = p->graph;
  const Expr *extent = p->node->formula->indices[p->slot].extent, *first = w->slots[p->slot];
  const Expr *second = expr_binary(graph, EXPR_ADD, first, p->half);
  const Expr *value = half_of(p, w, second), *one = expr_integer(graph, TYPE_INDEX, 1);
  bool even = extent->kind == EXPR_NUMBER && extent->integer % 2 == 0;
  if (!even) {
    const Expr *room =
        expr_binary(graph, EXPR_SUBTRACT, extent, expr_binary(graph, EXPR_ADD, second, one));
    const Expr *exists = expr_binary(graph, EXPR_LESS_EQUAL, zero_of(graph, TYPE_INDEX), room);
    value = expr_select(graph, exists, value, zero_of(graph, TYPE_F32));
  }
  return expr_binary(graph, EXPR_PAIR, half_of(p, w, first), value);
}

// What it reads stands before it there, and it serves all steps of a scan that does not change it.
static Node *place_of(const Pairing *p, const Factor *factor)
{
  for (int i = 0; i < p->frame_count && factor->other_reads == 0; i++)
    if (p->frames[i].region == factor->read->node->region)
      return p->frames[i].place;
  return p->node;
}

static Node *words_of(Pairing *p, const Words *w)
{
  const Expr *body = pair_of_halves(p, w);
  Node *place = place_of(p, w->factor);
  for (int i = 0; i < p->made.count; i++) {
    Node *made = p->made.items[i];
    if (made->formula->body == body && shape_equal(made->shape, w->shape) &&
        made->region == place->region)
      return made;
  }
  const Node *of = w->factor->read->node;
  const char *name = arena_print(p->scratch, "%s.pairs", of->name);
  Node *node =
      graph_add_before(p->graph, place, FORM_MAP, name, TYPE_I32, w->shape, p->node->origin);
  node->formula = formula_over(p->graph, w->shape);
  for (int d = 0; d < w->shape.rank; d++)
    node->formula->indices[d].name = w->names[d];
  node->formula->body = body;
  node->mark = of->mark;
  list_add(p->scratch, &p->made, node);
  return node;
}

static const Expr *read_words(Pairing *p, const Factor *factor)
{
  Words w = lay_out_words(p, factor);
  return expr_read(p->graph, words_of(p, &w), w.read_at, NULL);
}

// -- the contraction ------------------------------------------------------------------------------

static bool multiplies(const Node *node)
{
  return node->form == FORM_REDUCE && node->formula->reduction == REDUCTION_SUM &&
         node->type == TYPE_F32 && node->formula->body->kind == EXPR_MULTIPLY;
}

static void pair_terms(Pairing *p)
{
  Graph *graph = p->graph;
  Formula *f = p->node->formula;
  Factor factors[2];
  for (int i = 0; i < 2; i++) {
    factors[i] = factor_of(graph, f->body->operands[i]);
    if (!factors[i].fits)
      return;
  }
  p->slot = pays(p, factors) ? choose_slot(p, factors) : -1;
  if (p->slot < 0)
    return;
  const Expr *extent = f->indices[p->slot].extent, *one = expr_integer(graph, TYPE_INDEX, 1);
  p->half = expr_binary(graph, EXPR_QUOTIENT, expr_binary(graph, EXPR_ADD, extent, one),
                        expr_integer(graph, TYPE_INDEX, 2));
  for (int i = 0; i < 2; i++)
    if (rank_of_words(p, factors[i].read) > MAX_RANK)
      return;
  const Expr *left = read_words(p, &factors[0]), *right = read_words(p, &factors[1]);
  f->body = expr_binary(graph, EXPR_DOT, left, right);
  f->indices[p->slot].extent = p->half;
  p->changed = true;
}

static void pair_region(Pairing *p, Region *region)
{
  if (p->frame_count == MOST_SCANS)
    return;
  Frame *frame = &p->frames[p->frame_count++];
  frame->region = region;
  for (Node *node = region->first; node; node = node->next) {
    frame->place = p->node = node;
    if (node->form == FORM_SCAN)
      pair_region(p, &node->scan->body);
    else if (multiplies(node))
      pair_terms(p);
  }
  p->frame_count--;
}

bool pair_products(Graph *graph, bool only_if_it_pays, Arena *scratch)
{
  Pairing pairing = {.graph = graph, .scratch = scratch, .always = !only_if_it_pays};
  mark_made(graph, &graph->body);
  pair_region(&pairing, &graph->body);
  return pairing.changed;
}
