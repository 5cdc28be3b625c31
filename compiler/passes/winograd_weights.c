// The gradient of the weights of a window, by fewer products. Here, of three points:
//
//   before   dk[o, c, r < 3, s < 3] = sum(b, i, j) g[b, o, i, j]*x[b, c, i + r - 1, j + s - 1]
//   after    v[e, c, f, t, u]  = sum(p, q) B[e, p]*B[f, q]*(x[b, c, 4*i + p - 1, 4*j + q - 1] ?? 0)
//            w[e, o, f, t, u]  = sum(p < 4, q < 4) G[e, p]*G[f, q]*(g[b, o, 4*i + p, 4*j + q] ?? 0)
//            m[e, c, f, o]     = sum(t, u) w[e, o, f, t, u]*v[e, c, f, t, u]
//            dk[o, c, r, s]    = sum(e, f) A[r, e]*A[s, f]*m[e, c, f, o]
//            with t = b*(H/4) + i/4 and u = j/4
//
// Groups, o = g*O + o' with x at g*C + c, stay groups of the products.
//
// It is a window of four points, g, that gives three results: 36 products for a tile instead of
// 144. The gradient for five points is a window of two: 36 products instead of 100.

#include "passes/winograd.h"

#include "passes/indices.h"

#include <string.h>

// g is read at bare indices, x at i + r + base. Slots of the formula, and dimensions.
typedef struct Match {
  const Expr *of_g, *of_x;
  Pictures g, x;
  int group;                       // free; -1: there are none
  int batch, rows[2];              // reduced
  int output, channel, window[2];  // free
  int64_t width;                   // of the window
} Match;

// The points of g that are taken together, down and across.
static int tile_of(const Match *m)
{
  return (int)(WINOGRAD_LARGEST - m->width + 1);
}

static bool match_gradient(Graph *graph, const Formula *f, const Expr *g, Match *m)
{
  int sides = 0;
  m->of_g = g;
  m->g = (Pictures){.node = g->node, .batch = -1, .channel = -1};
  for (int d = 0; d < 4; d++) {
    const Expr *e = g->operands[d];
    int slot = winograd_place(graph, f, e, m->group);
    if (slot >= 0 && slot < f->free_count) {
      m->output = slot;
      m->g.channel = d;
    } else if (e->kind != EXPR_INDEX) {
      return false;
    } else if (m->g.batch < 0) {
      m->batch = slot;
      m->g.batch = d;
    } else if (sides < 2) {
      m->rows[sides] = slot;
      m->g.rows[sides++] = d;
    }
  }
  return m->g.batch >= 0 && m->g.channel >= 0 && sides == 2;
}

// i + r + base for the side of i.
static bool match_place(Graph *graph, const Formula *f, const Expr *e, Match *m, int d)
{
  for (int side = 0; side < 2; side++) {
    if (!expr_uses_index(e, m->rows[side]))
      continue;
    for (int r = 0; r < f->free_count; r++) {
      int64_t width = index_extent(f, r);
      const Expr *both =
          expr_binary(graph, EXPR_ADD, expr_index(graph, m->rows[side]), expr_index(graph, r));
      const Expr *base = expr_binary(graph, EXPR_SUBTRACT, e, both);
      if (base->kind != EXPR_NUMBER || width < WINOGRAD_NARROWEST || width >= WINOGRAD_LARGEST ||
          (m->width && width != m->width))
        continue;
      m->width = width;
      m->window[side] = r;
      m->x.rows[side] = d;
      m->x.base[side] = base->integer;
      return true;
    }
  }
  return false;
}

static bool match_input(Graph *graph, const Formula *f, const Expr *x, Match *m)
{
  m->of_x = x;
  m->x = (Pictures){.node = x->node, .batch = -1, .channel = -1, .rows = {-1, -1}};
  for (int d = 0; d < 4; d++) {
    const Expr *e = x->operands[d];
    int slot = winograd_place(graph, f, e, m->group);
    if (slot == m->batch) {
      m->x.batch = d;
    } else if (slot >= 0 && slot < f->free_count && m->x.channel < 0) {
      m->channel = slot;
      m->x.channel = d;
    } else if (!match_place(graph, f, e, m, d)) {
      return false;
    }
  }
  return m->x.batch >= 0 && m->x.channel >= 0 && m->x.rows[0] >= 0 && m->x.rows[1] >= 0 &&
         m->channel != m->output && m->window[0] != m->window[1] &&
         (m->group < 0 || m->output == m->group + 1);
}

static bool match_operands(Graph *graph, const Formula *f, const Expr *g, const Expr *x, Match *m)
{
  return g->node->shape.rank == 4 && x->node->shape.rank == 4 && !g->has_fallback &&
         !x->has_fallback && match_gradient(graph, f, g, m) && match_input(graph, f, x, m) &&
         winograd_only_keeps_inside(graph, f, x);
}

static bool match(Graph *graph, const Node *node, Match *m)
{
  const Formula *f = node->formula;
  const Expr *a, *b;
  memset(m, 0, sizeof *m);
  return winograd_is_product(node, &a, &b, &m->group) &&
         (match_operands(graph, f, a, b, m) || match_operands(graph, f, b, a, m));
}

static bool pays(const Graph *graph, const Formula *f, const Match *m)
{
  int tile = tile_of(m);
  double points = (double)winograd_extent(graph, f, m->batch), tiles = points;
  for (int side = 0; side < 2; side++) {
    int64_t extent = winograd_extent(graph, f, m->rows[side]);
    points *= (double)extent;
    tiles *= (double)((extent + tile - 1) / tile);
    if (f->indices[m->rows[side]].extent->kind != EXPR_NUMBER)
      return false;
  }
  double channels = (double)winograd_extent(graph, f, m->channel);
  double outputs = (double)winograd_extent(graph, f, m->output);
  double window = (double)(m->width * m->width), square = WINOGRAD_LARGEST * WINOGRAD_LARGEST;
  return channels >= WINOGRAD_FEWEST_CHANNELS && outputs >= WINOGRAD_FEWEST_CHANNELS &&
         winograd_product_cost(square, tiles, channels, outputs) +
                 winograd_cut_cost(square, tiles, channels + outputs) <
             0.9 * winograd_product_cost(window, points, channels, outputs);
}

// m[e, c, f, o] = sum(t, u) w[e, o, f, t, u]*v[e, c, f, t, u], at the channels g and x are read at.
static Node *add_product(const Squares *r, const Match *m, Node *gradient, Node *input)
{
  Graph *graph = r->graph;
  const Expr *n = input->shape.extents[0];
  const Expr *channels = r->node->formula->indices[m->channel].extent;
  Shape shape = {4, {n, channels, n, gradient->shape.extents[1]}};
  Node *product = winograd_node(r, FORM_REDUCE, "product", "ecfo", shape);
  Formula *f = product->formula;
  f->reduction = REDUCTION_SUM;
  const Expr *t = expr_index(graph, formula_add_index(f, "t", input->shape.extents[3]));
  const Expr *u = expr_index(graph, formula_add_index(f, "u", input->shape.extents[4]));
  const Expr *e = expr_index(graph, 0), *column = expr_index(graph, 2);
  const Expr *slots[MAX_INDICES] = {[0] = NULL};
  winograd_set_output(r, m->group, m->output, expr_index(graph, 3), slots);
  slots[m->channel] = expr_index(graph, 1);
  const Expr *of_g = expr_substitute(graph, m->of_g->operands[m->g.channel], slots, MAX_INDICES);
  const Expr *of_x = expr_substitute(graph, m->of_x->operands[m->x.channel], slots, MAX_INDICES);
  const Expr *of_gradient[] = {e, of_g, column, t, u};
  const Expr *of_input[] = {e, of_x, column, t, u};
  f->body = expr_binary(graph, EXPR_MULTIPLY, expr_read(graph, gradient, of_gradient, NULL),
                        expr_read(graph, input, of_input, NULL));
  winograd_split_output(r, m->group, m->output, product, 3);
  return product;
}

// The node itself becomes the sum over the squares, rows first.
static void transform_output(const Squares *r, const Match *m, Node *product)
{
  Graph *graph = r->graph;
  Node *matrix = winograd_output_matrix(r, tile_of(m));
  Shape shape = product->shape;
  shape.extents[0] = matrix->shape.extents[0];
  Node *rows = winograd_node(r, FORM_MAP, "product_rows", "rcfo", shape);
  const Expr *indices[4];
  for (int d = 0; d < 4; d++)
    indices[d] = expr_index(graph, d);
  rows->formula->body = winograd_sum(r, matrix, expr_index(graph, 0), product, indices, 0);
  const Formula *f = r->node->formula;
  const Expr *s = expr_index(graph, formula_dimension(f, m->window[1]));
  const Expr *places[] = {expr_index(graph, formula_dimension(f, m->window[0])),
                          expr_index(graph, formula_dimension(f, m->channel)), NULL,
                          expr_index(graph, formula_dimension(f, m->output))};
  winograd_become_map(r, winograd_sum(r, matrix, s, rows, places, 2));
}

bool winograd_weights(Graph *graph, Arena *scratch, Node *node)
{
  Match m;
  if (!match(graph, node, &m) || !pays(graph, node->formula, &m))
    return false;
  int tile = tile_of(&m);
  Squares r = {
      .graph = graph, .scratch = scratch, .node = node, .n = WINOGRAD_LARGEST, .step = tile};
  winograd_count_tiles(&r, m.batch, m.rows);
  Node *input = winograd_squares(&r, &m.x, winograd_input_matrix(&r), "input");
  Node *gradient = winograd_squares(&r, &m.g, winograd_window_matrix(&r, tile), "gradient");
  transform_output(&r, &m, add_product(&r, &m, gradient, input));
  return true;
}
