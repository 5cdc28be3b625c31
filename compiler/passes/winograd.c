// Windows that move by one: fewer products, by Winograd's minimal filtering. Here, of three points:
//
//   before   y[b, o, i, j] = sum(c, r < 3, s < 3) x[b, c, i + r - 1, j + s - 1]*k[o, c, r, s]
//   after    v[e, c, f, t, u] = sum(p, q) B[e, p]*B[f, q]*(x[b, c, 4*i + p - 1, 4*j + q - 1] ?? 0)
//            w[e, o, f, c]    = sum(r, s) G[e, r]*G[f, s]*k[o, c, r, s]
//            m[e, o, f, t, u] = sum(c) w[e, o, f, c]*v[e, c, f, t, u]
//            y[b, o, i, j]    = sum(e, f) A[i % 4, e]*A[j % 4, f]*m[e, o, f, t, u]
//            with t = b*(H/4) + i/4 and u = j/4
//
// Squares of n = m + 2 points give m x m results by n*n products for each pair of channels instead
// of 9*m*m: a quarter of them for m = 4. A window of five points has n = m + 4: with m = 2, 36
// products instead of 100. The sums over p, q, r, s, e and f are written out, rows first; their
// numbers are constants, which the kernels fold. m is 2 or 4, whichever costs less, n is 6 at most,
// and the node stays as it is where none pays.
//
// Groups, (g, o) in the result and g*C + c in x, stay groups of the products. Of a slice of x,
// whose channels are c + a constant, no more is cut into squares than is read.
//
// It is exact in real arithmetic; in f32 the error grows to some 1e-5 of the root mean square for
// n = 6. The gradient of the weights goes the same way (winograd_weights.c).

#include "passes/winograd.h"

#include "passes/indices.h"
#include "passes/passes.h"

// A product of two reads, one a window over two dimensions. Slots of its formula.
typedef struct Match {
  const Expr *x, *k;
  int group;                                                  // free: g; -1: there are none
  int batch, output, rows[2];                                 // free: b, o, and i and j
  int channel, window[2];                                     // reduced: c, and r and s
  int dimension_batch, dimension_channel, dimension_rows[2];  // of x
  int64_t first;                                              // x is read at channel c + first
  int64_t width;     // of the window, the extent of r and s
  int64_t base[2];   // x is read at i + r' + base, r' = 0 .. width - 1
  int direction[2];  // r' is r, or width - 1 - r
} Match;

// -- recognition ----------------------------------------------------------------------------------

static bool is_free(const Formula *f, int slot)
{
  return slot < f->free_count;
}

// As wide down as across.
static bool claim_width(const Formula *f, int slot, Match *m)
{
  int64_t width = index_extent(f, slot);
  if (!m->width)
    m->width = width;
  return width == m->width && width >= WINOGRAD_NARROWEST && width < WINOGRAD_LARGEST;
}

static bool claim(int *place, int slot)
{
  bool is_new = *place < 0;
  *place = slot;
  return is_new;
}

// i + r + base, or i - r + base.
static bool match_window(Graph *graph, const Formula *f, const Expr *e, Match *m, int d)
{
  int side = m->rows[0] < 0 ? 0 : 1;
  const Expr *rest = e;
  int free = -1, reduced = -1;
  int64_t factor, direction = 0;
  for (int s = 0; s < f->index_count; s++) {
    if (!expr_uses_index(e, s))
      continue;
    if (!expr_coefficient(e, s, &factor) || !claim(is_free(f, s) ? &free : &reduced, s))
      return false;
    if (is_free(f, s) ? factor != 1 : factor != 1 && factor != -1)
      return false;
    direction = is_free(f, s) ? direction : factor;
    const Expr *term = expr_binary(graph, EXPR_MULTIPLY, expr_integer(graph, TYPE_INDEX, factor),
                                   expr_index(graph, s));
    rest = expr_binary(graph, EXPR_SUBTRACT, rest, term);
  }
  if (free < 0 || reduced < 0 || !claim_width(f, reduced, m) || rest->kind != EXPR_NUMBER)
    return false;
  m->dimension_rows[side] = d;
  m->direction[side] = (int)direction;
  m->base[side] = rest->integer - (direction < 0 ? m->width - 1 : 0);
  return claim(&m->rows[side], free) && claim(&m->window[side], reduced);
}

// c + first: the slot c, reduced; -1: it is something else.
static int match_slice(Graph *graph, const Formula *f, const Expr *e, int64_t *first)
{
  *first = e->kind == EXPR_AFFINE ? e->integer : 0;
  const Expr *c = expr_binary(graph, EXPR_SUBTRACT, e, expr_integer(graph, TYPE_INDEX, *first));
  return *first > 0 && c->kind == EXPR_INDEX && !is_free(f, c->slot) ? c->slot : -1;
}

static bool match_input(Graph *graph, const Formula *f, const Expr *x, Match *m)
{
  if (x->node->shape.rank != 4 || x->has_fallback)
    return false;
  for (int d = 0; d < 4; d++) {
    const Expr *e = x->operands[d];
    bool found = false;
    int64_t first;
    int slot = winograd_place(graph, f, e, m->group), slice = match_slice(graph, f, e, &first);
    if (e->kind == EXPR_INDEX && is_free(f, slot)) {
      m->dimension_batch = d;
      found = claim(&m->batch, slot);
    } else if (slot >= 0 && !is_free(f, slot)) {
      m->dimension_channel = d;
      found = claim(&m->channel, slot);
    } else if (slice >= 0) {
      m->dimension_channel = d;
      m->first = first;
      found = claim(&m->channel, slice);
    } else {
      found = match_window(graph, f, e, m, d);
    }
    if (!found)
      return false;
  }
  return m->batch >= 0 && m->channel >= 0 && m->rows[1] >= 0;
}

// Each index once: o and c, and r and s as they are or counted from the end.
static bool match_weights(Graph *graph, const Formula *f, const Expr *k, Match *m)
{
  bool channel = false, windows[2] = {false, false};
  if (k->node->shape.rank != 4 || k->has_fallback)
    return false;
  for (int d = 0; d < 4; d++) {
    const Expr *e = k->operands[d];
    int slot = winograd_place(graph, f, e, m->group);
    if (slot >= 0 && is_free(f, slot)) {
      if (!claim(&m->output, slot))
        return false;
    } else if (slot == m->channel) {
      channel = true;
    } else {
      for (int side = 0; side < 2; side++) {
        const Expr *r = expr_index(graph, m->window[side]);
        const Expr *turned =
            expr_binary(graph, EXPR_SUBTRACT, expr_integer(graph, TYPE_INDEX, m->width - 1), r);
        windows[side] |= e == r || e == turned;
      }
    }
  }
  return m->output >= 0 && channel && windows[0] && windows[1] &&
         (m->group < 0 || m->output == m->group + 1);
}

static bool match_operands(Graph *graph, const Formula *f, int group, const Expr *x, const Expr *k,
                           Match *m)
{
  *m = (Match){.group = group,
               .x = x,
               .k = k,
               .batch = -1,
               .output = -1,
               .channel = -1,
               .rows = {-1, -1},
               .window = {-1, -1}};
  return match_input(graph, f, x, m) && match_weights(graph, f, k, m) &&
         winograd_only_keeps_inside(graph, f, x);
}

static bool match(Graph *graph, const Node *node, Match *m)
{
  const Formula *f = node->formula;
  const Expr *a, *b;
  int group;
  return winograd_is_product(node, &a, &b, &group) &&
         (match_operands(graph, f, group, a, b, m) || match_operands(graph, f, group, b, a, m));
}

// -- does it pay? ---------------------------------------------------------------------------------

static double tiled_cost(const Graph *graph, const Formula *f, const Match *m, int64_t size)
{
  double tiles = (double)winograd_extent(graph, f, m->batch);
  double square = (double)((size + m->width - 1) * (size + m->width - 1));
  for (int side = 0; side < 2; side++)
    tiles *= (double)((winograd_extent(graph, f, m->rows[side]) + size - 1) / size);
  double channels = (double)winograd_extent(graph, f, m->channel);
  double outputs = (double)winograd_extent(graph, f, m->output);
  return winograd_product_cost(square, tiles, channels, outputs) +
         winograd_cut_cost(square, tiles, channels + outputs);
}

static double plain_cost(const Graph *graph, const Formula *f, const Match *m)
{
  double points = (double)winograd_extent(graph, f, m->batch);
  for (int side = 0; side < 2; side++)
    points *= (double)winograd_extent(graph, f, m->rows[side]);
  return winograd_product_cost((double)(m->width * m->width), points,
                               (double)winograd_extent(graph, f, m->channel),
                               (double)winograd_extent(graph, f, m->output));
}

// The side of the tiles; 0: none pays.
static int64_t best_size(const Graph *graph, const Formula *f, const Match *m)
{
  int64_t best = 0;
  double least = 0.9 * plain_cost(graph, f, m);
  int constant[] = {m->rows[0], m->rows[1], m->channel, m->output};
  for (int i = 0; i < 4; i++)
    if (f->indices[constant[i]].extent->kind != EXPR_NUMBER)
      return 0;
  if (winograd_extent(graph, f, m->channel) < WINOGRAD_FEWEST_CHANNELS ||
      winograd_extent(graph, f, m->output) < WINOGRAD_FEWEST_CHANNELS)
    return 0;
  for (int64_t size = 2; size <= WINOGRAD_LARGEST - m->width + 1; size += 2) {
    double cycles = tiled_cost(graph, f, m, size);
    if (cycles < least) {
      least = cycles;
      best = size;
    }
  }
  return best;
}

// -- the nodes ------------------------------------------------------------------------------------

// w[e, o, f, c].
static Node *transform_weights(const Squares *r, const Match *m)
{
  Graph *graph = r->graph;
  Node *matrix = winograd_window_matrix(r, (int)m->width);
  const Formula *f = r->node->formula;
  const Expr *n = winograd_number(r, r->n), *window = winograd_number(r, m->width);
  const Expr *outputs = r->node->shape.extents[formula_dimension(f, m->output)];
  const Expr *channels = f->indices[m->channel].extent;
  Node *rows =
      winograd_node(r, FORM_MAP, "weight_rows", "eosc", (Shape){4, {n, outputs, window, channels}});
  const Expr *slots[MAX_INDICES] = {NULL}, *places[4], *sum = NULL;
  winograd_set_output(r, m->group, m->output, expr_index(graph, 1), slots);
  slots[m->channel] = expr_index(graph, 3);
  const Expr *s = expr_index(graph, 2), *last = winograd_number(r, m->width - 1);
  slots[m->window[1]] = m->direction[1] > 0 ? s : expr_binary(graph, EXPR_SUBTRACT, last, s);
  for (int64_t p = 0; p < m->width; p++) {
    slots[m->window[0]] = winograd_number(r, m->direction[0] > 0 ? p : m->width - 1 - p);
    for (int d = 0; d < 4; d++)
      places[d] = expr_substitute(graph, m->k->operands[d], slots, MAX_INDICES);
    const Expr *place[] = {expr_index(graph, 0), winograd_number(r, p)};
    const Expr *term = expr_binary(graph, EXPR_MULTIPLY, expr_read(graph, matrix, place, NULL),
                                   expr_read(graph, m->k->node, places, NULL));
    sum = sum ? expr_binary(graph, EXPR_ADD, sum, term) : term;
  }
  rows->formula->body = sum;
  winograd_split_output(r, m->group, m->output, rows, 1);
  Node *all = winograd_node(r, FORM_MAP, "weight", "eofc", (Shape){4, {n, outputs, n, channels}});
  const Expr *indices[4];
  for (int d = 0; d < 4; d++)
    indices[d] = expr_index(graph, d);
  all->formula->body = winograd_sum(r, matrix, expr_index(graph, 2), rows, indices, 2);
  return all;
}

// m[e, o, f, t, u] = sum(c) w[e, o, f, c]*v[e, c, f, t, u], with v at the channels x is read at.
static Node *add_product(const Squares *r, const Match *m, Node *weights, Node *input)
{
  Graph *graph = r->graph;
  Shape shape = input->shape;
  shape.extents[1] = weights->shape.extents[1];
  Node *product = winograd_node(r, FORM_REDUCE, "product", "eoftu", shape);
  Formula *f = product->formula;
  f->reduction = REDUCTION_SUM;
  const Expr *c = expr_index(graph, formula_add_index(f, "c", weights->shape.extents[3]));
  const Expr *e = expr_index(graph, 0), *o = expr_index(graph, 1), *column = expr_index(graph, 2);
  const Expr *slots[MAX_INDICES] = {[0] = NULL};
  winograd_set_output(r, m->group, m->output, o, slots);
  slots[m->channel] = c;
  const Expr *channel =
      expr_substitute(graph, m->x->operands[m->dimension_channel], slots, MAX_INDICES);
  channel = expr_binary(graph, EXPR_SUBTRACT, channel, winograd_number(r, m->first));
  const Expr *of_weights[] = {e, o, column, c};
  const Expr *of_input[] = {e, channel, column, expr_index(graph, 3), expr_index(graph, 4)};
  f->body = expr_binary(graph, EXPR_MULTIPLY, expr_read(graph, weights, of_weights, NULL),
                        expr_read(graph, input, of_input, NULL));
  winograd_split_output(r, m->group, m->output, product, 1);
  return product;
}

// The node itself becomes the sum over the squares, rows first.
static void transform_output(const Squares *r, const Match *m, Node *product)
{
  Graph *graph = r->graph;
  Node *matrix = winograd_output_matrix(r, (int)m->width);
  Shape shape = product->shape;
  shape.extents[0] = winograd_number(r, r->step);
  Node *rows = winograd_node(r, FORM_MAP, "output_rows", "ioftu", shape);
  const Expr *indices[5];
  for (int d = 0; d < 5; d++)
    indices[d] = expr_index(graph, d);
  rows->formula->body = winograd_sum(r, matrix, expr_index(graph, 0), product, indices, 0);

  const Formula *f = r->node->formula;
  const Expr *b = expr_index(graph, formula_dimension(f, m->batch));
  const Expr *i = expr_index(graph, formula_dimension(f, m->rows[0]));
  const Expr *j = expr_index(graph, formula_dimension(f, m->rows[1]));
  const Expr *o = expr_index(graph, formula_dimension(f, m->output));
  const Expr *size = winograd_number(r, r->step);
  const Expr *places[] = {
      expr_binary(graph, EXPR_REMAINDER, i, size), o, NULL,
      expr_binary(graph, EXPR_ADD,
                  expr_binary(graph, EXPR_MULTIPLY, b, winograd_number(r, r->tiles[0])),
                  expr_binary(graph, EXPR_QUOTIENT, i, size)),
      expr_binary(graph, EXPR_QUOTIENT, j, size)};
  winograd_become_map(
      r, winograd_sum(r, matrix, expr_binary(graph, EXPR_REMAINDER, j, size), rows, places, 2));
}

static void rewrite(Graph *graph, Arena *scratch, Node *node, const Match *m, int64_t size)
{
  Squares r = {.graph = graph, .scratch = scratch, .node = node, .step = size};
  Pictures x = {.node = m->x->node,
                .batch = m->dimension_batch,
                .channel = m->dimension_channel,
                .rows = {m->dimension_rows[0], m->dimension_rows[1]},
                .base = {m->base[0], m->base[1]},
                .first = m->first,
                .channels = m->group < 0 ? node->formula->indices[m->channel].extent : NULL};
  r.n = (int)(size + m->width - 1);
  winograd_count_tiles(&r, m->batch, m->rows);
  Node *input = winograd_squares(&r, &x, winograd_input_matrix(&r), "input");
  Node *weights = transform_weights(&r, m);
  transform_output(&r, m, add_product(&r, m, weights, input));
}

static bool rewrite_window(Graph *graph, Arena *scratch, Node *node)
{
  Match m;
  int64_t size = match(graph, node, &m) ? best_size(graph, node->formula, &m) : 0;
  if (size)
    rewrite(graph, scratch, node, &m, size);
  return size > 0;
}

bool winograd(Graph *graph, Arena *scratch)
{
  bool changed = false;
  for (Node *node = graph->body.first; node; node = node->next)
    if (node->form == FORM_REDUCE)
      changed |= rewrite_window(graph, scratch, node) || winograd_weights(graph, scratch, node);
  return changed;
}
