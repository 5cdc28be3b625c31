// Windows of three points that move by one: fewer products, by Winograd's minimal filtering.
//
//   before   y[b, o, i, j] = sum(c, r < 3, s < 3) x[b, c, i + r - 1, j + s - 1]*k[o, c, r, s]
//   after    v[e, c, f, t, u] = sum(p, q) B[e, p]*B[f, q]*(x[b, c, 4*i + p - 1, 4*j + q - 1] ?? 0)
//            w[e, o, f, c]    = sum(r, s) G[e, r]*G[f, s]*k[o, c, r, s]
//            m[e, o, f, t, u] = sum(c) w[e, o, f, c]*v[e, c, f, t, u]
//            y[b, o, i, j]    = sum(e, f) A[i % 4, e]*A[j % 4, f]*m[e, o, f, t, u]
//            with t = b*(H/4) + i/4 and u = j/4
//
// Squares of n = m + 2 points give m x m results by n*n products for each pair of channels instead
// of 9*m*m: a quarter of them for m = 4. The sums over p, q, r, s, e and f are written out, rows
// first; their numbers are constants, which the kernels fold. m is 4 or 2, whichever costs less,
// and the node stays as it is where neither pays.
//
// The matrices follow from n - 1 points and the one at infinity (Toom 1963, Cook 1966; Winograd
// 1980; Lavin and Gray 2016): a polynomial of degree n - 1 is known by its values there. It is
// exact in real arithmetic; in f32 the error grows to some 1e-5 of the root mean square for m = 4.

#include "passes/passes.h"

#include <math.h>
#include <string.h>

enum { WINDOW = 3, LARGEST = 6, FEWEST_CHANNELS = 16 };

// A product of two reads, one a window over two dimensions. Slots of its formula.
typedef struct Match {
  const Expr *x, *k;
  int batch, output, rows[2];                                 // free: b, o, and i and j
  int channel, window[2];                                     // reduced: c, and r and s
  int dimension_batch, dimension_channel, dimension_rows[2];  // of x
  int64_t base[2];   // x is read at i + r' + base, r' = 0 .. 2 upwards
  int direction[2];  // r' is r, or 2 - r
} Match;

// -- recognition ----------------------------------------------------------------------------------

static bool is_free(const Formula *f, int slot)
{
  return slot < f->free_count;
}

static bool has_window_extent(const Formula *f, int slot)
{
  const Expr *extent = f->indices[slot].extent;
  return !is_free(f, slot) && extent->kind == EXPR_NUMBER && extent->integer == WINDOW;
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
  if (free < 0 || reduced < 0 || !has_window_extent(f, reduced) || rest->kind != EXPR_NUMBER)
    return false;
  m->dimension_rows[side] = d;
  m->direction[side] = (int)direction;
  m->base[side] = rest->integer - (direction < 0 ? WINDOW - 1 : 0);
  return claim(&m->rows[side], free) && claim(&m->window[side], reduced);
}

static bool match_input(Graph *graph, const Formula *f, const Expr *x, Match *m)
{
  if (x->node->shape.rank != 4 || x->has_fallback)
    return false;
  for (int d = 0; d < 4; d++) {
    const Expr *e = x->operands[d];
    bool found = false;
    if (e->kind == EXPR_INDEX && is_free(f, e->slot)) {
      m->dimension_batch = d;
      found = claim(&m->batch, e->slot);
    } else if (e->kind == EXPR_INDEX) {
      m->dimension_channel = d;
      found = claim(&m->channel, e->slot);
    } else {
      found = match_window(graph, f, e, m, d);
    }
    if (!found)
      return false;
  }
  return m->batch >= 0 && m->channel >= 0 && m->rows[1] >= 0;
}

// Each index once: o, c, and r and s as they are or counted from the end.
static bool match_weights(Graph *graph, const Formula *f, const Expr *k, Match *m)
{
  bool channel = false, windows[2] = {false, false};
  if (k->node->shape.rank != 4 || k->has_fallback)
    return false;
  for (int d = 0; d < 4; d++) {
    const Expr *e = k->operands[d];
    if (e->kind == EXPR_INDEX && is_free(f, e->slot)) {
      if (!claim(&m->output, e->slot))
        return false;
    } else if (e->kind == EXPR_INDEX && e->slot == m->channel) {
      channel = true;
    } else {
      for (int side = 0; side < 2; side++) {
        const Expr *r = expr_index(graph, m->window[side]);
        const Expr *turned =
            expr_binary(graph, EXPR_SUBTRACT, expr_integer(graph, TYPE_INDEX, WINDOW - 1), r);
        windows[side] |= e == r || e == turned;
      }
    }
  }
  return m->output >= 0 && channel && windows[0] && windows[1];
}

// Are the conditions those that keep the window inside x, and no others?
static bool only_keeps_inside(Graph *graph, const Formula *f, const Expr *x)
{
  int implied = 0;
  for (int d = 0; d < x->node->shape.rank; d++) {
    const Expr *missing[2];
    int count = 0;
    index_safety(graph, f, NULL, 0, x->operands[d], x->node->shape.extents[d], missing, &count);
    for (int i = 0; i < count; i++)
      for (int c = 0; c < f->condition_count; c++)
        implied += f->conditions[c] == missing[i];
  }
  return implied == f->condition_count;
}

static bool match_operands(Graph *graph, const Formula *f, const Expr *x, const Expr *k, Match *m)
{
  *m = (Match){.x = x,
               .k = k,
               .batch = -1,
               .output = -1,
               .channel = -1,
               .rows = {-1, -1},
               .window = {-1, -1}};
  return match_input(graph, f, x, m) && match_weights(graph, f, k, m) &&
         only_keeps_inside(graph, f, x);
}

static bool match(Graph *graph, const Node *node, Match *m)
{
  const Formula *f = node->formula;
  if (node->form != FORM_REDUCE || f->reduction != REDUCTION_SUM || node->type != TYPE_F32 ||
      f->body->kind != EXPR_MULTIPLY || f->free_count != 4 || f->index_count != 7 ||
      node->shape.rank != 4)
    return false;
  const Expr *a = f->body->operands[0], *b = f->body->operands[1];
  if (a->kind != EXPR_READ || b->kind != EXPR_READ)
    return false;
  return match_operands(graph, f, a, b, m) || match_operands(graph, f, b, a, m);
}

// -- does it pay? ---------------------------------------------------------------------------------

static int64_t extent_of(const Graph *graph, const Formula *f, int slot)
{
  int64_t extent = 1;
  expr_capacity(graph, f->indices[slot].extent, &extent);
  return extent;
}

// In multiply-adds of a vector's lane. A product streams its weights from memory, which takes as
// long as some more multiply-adds with each; a transform reads, adds and writes some for each of
// its points.
enum { STREAMED = 7, TRANSFORMED_IN = 7, TRANSFORMED_OUT = 5 };

static double cost(double products, double points, double channels, double outputs)
{
  return products * (points + STREAMED) * channels * outputs;
}

static double tiled_cost(const Graph *graph, const Formula *f, const Match *m, int64_t size)
{
  double tiles = (double)extent_of(graph, f, m->batch), square = (double)((size + 2) * (size + 2));
  for (int side = 0; side < 2; side++)
    tiles *= (double)((extent_of(graph, f, m->rows[side]) + size - 1) / size);
  double channels = (double)extent_of(graph, f, m->channel);
  double outputs = (double)extent_of(graph, f, m->output);
  return cost(square, tiles, channels, outputs) +
         tiles * square * (channels * TRANSFORMED_IN + outputs * TRANSFORMED_OUT);
}

static double plain_cost(const Graph *graph, const Formula *f, const Match *m)
{
  double points = (double)extent_of(graph, f, m->batch);
  for (int side = 0; side < 2; side++)
    points *= (double)extent_of(graph, f, m->rows[side]);
  return cost(WINDOW * WINDOW, points, (double)extent_of(graph, f, m->channel),
              (double)extent_of(graph, f, m->output));
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
  if (extent_of(graph, f, m->channel) < FEWEST_CHANNELS ||
      extent_of(graph, f, m->output) < FEWEST_CHANNELS)
    return 0;
  for (int64_t size = 2; size <= LARGEST - WINDOW + 1; size += 2) {
    double cycles = tiled_cost(graph, f, m, size);
    if (cycles < least) {
      least = cycles;
      best = size;
    }
  }
  return best;
}

// -- the matrices ---------------------------------------------------------------------------------

static const double points[] = {0, 1, -1, 2, -2};

// The product of (x - p) over all points but `left_out`, by power of x.
static void multiply_out(int count, int left_out, double *powers)
{
  memset(powers, 0, LARGEST * sizeof *powers);
  powers[0] = 1;
  for (int i = 0, degree = 0; i < count; i++) {
    if (i == left_out)
      continue;
    degree++;
    for (int d = degree; d >= 0; d--)
      powers[d] = (d ? powers[d - 1] : 0) - points[i] * powers[d];
  }
}

// Squares of n points: rows by point, the last at infinity.
static double input_number(int n, int row, int column)
{
  double powers[LARGEST];
  multiply_out(n - 1, row < n - 1 ? row : -1, powers);
  return powers[column];
}

static double weight_number(int n, int row, int column)
{
  if (row == n - 1)
    return column == WINDOW - 1;
  double scale = 1;
  for (int i = 0; i < n - 1; i++)
    scale *= i == row ? 1 : points[row] - points[i];
  return pow(points[row], column) / scale;
}

static double output_number(int n, int row, int column)
{
  return column == n - 1 ? row == n - WINDOW : pow(points[column], row);
}

typedef double Number(int n, int row, int column);

// One node for each matrix of a size, however many windows there are.
static Node *matrix(Graph *graph, Node *first, const char *name, int n, int rows, int columns,
                    Number *number)
{
  Arena *arena = graph->arena;
  const char *full = name_intern(graph->names, arena_print(arena, "winograd%d.%s", n, name));
  Node *node = graph_find(graph, full);
  if (node)
    return node;
  Shape shape = {2,
                 {expr_integer(graph, TYPE_INDEX, rows), expr_integer(graph, TYPE_INDEX, columns)}};
  node =
      graph_add_before(graph, first, FORM_CONSTANT, full, TYPE_F32, shape, (Origin){.layers = ""});
  double *data = arena_array(arena, double, rows *columns);
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++)
      data[r * columns + c] = number(n, r, c) + 0.0;  // no negative zero
  node->data = data;
  return node;
}

// -- the nodes ------------------------------------------------------------------------------------

typedef struct Rewrite {
  Graph *graph;
  Arena *scratch;
  Node *node;
  const Match *match;
  int n;                          // points of a square
  int64_t size;                   // results of a tile
  int64_t tiles[2];               // in a picture
  const Expr *all_rows;           // rows of tiles in all pictures
  Node *input, *weight, *output;  // matrices
} Rewrite;

static const Expr *number(Rewrite *r, int64_t value)
{
  return expr_integer(r->graph, TYPE_INDEX, value);
}

static const Expr *plus(Rewrite *r, const Expr *a, const Expr *b)
{
  return expr_binary(r->graph, EXPR_ADD, a, b);
}

static const Expr *times(Rewrite *r, const Expr *a, int64_t factor)
{
  return expr_binary(r->graph, EXPR_MULTIPLY, a, number(r, factor));
}

// `indices`: a letter for each dimension.
static Node *add_node(Rewrite *r, Form form, const char *suffix, const char *indices, Shape shape)
{
  const char *name = arena_print(r->scratch, "%s.%s", r->node->name, suffix);
  Node *node = graph_add_before(r->graph, r->node, form, name, TYPE_F32, shape, r->node->origin);
  node->formula = formula_over(r->graph, shape);
  for (int d = 0; d < shape.rank; d++)
    node->formula->indices[d].name = name_intern_bytes(r->graph->names, &indices[d], 1);
  return node;
}

static const Expr *table(Rewrite *r, Node *matrix, const Expr *row, int column)
{
  const Expr *indices[] = {row, number(r, column)};
  return expr_read(r->graph, matrix, indices, NULL);
}

// sum(q) matrix[row, q]*read[.., at d: q, ..], written out.
static const Expr *sum_of(Rewrite *r, Node *matrix, const Expr *row, Node *node,
                          const Expr *const *indices, int d)
{
  const Expr *places[MAX_RANK], *sum = NULL;
  memcpy(places, indices, (size_t)node->shape.rank * sizeof *places);
  for (int q = 0; q < (int)matrix->shape.extents[1]->integer; q++) {
    places[d] = number(r, q);
    const Expr *term = expr_binary(r->graph, EXPR_MULTIPLY, table(r, matrix, row, q),
                                   expr_read(r->graph, node, places, NULL));
    sum = sum ? plus(r, sum, term) : term;
  }
  return sum;
}

// v[e, c, f, t, u], rows first: e over the rows of squares, f over their columns.
static Node *transform_input(Rewrite *r)
{
  Graph *graph = r->graph;
  const Match *m = r->match;
  const Expr *n = number(r, r->n), *channels = m->x->node->shape.extents[m->dimension_channel];
  Shape shape = {5, {n, channels, n, r->all_rows, number(r, r->tiles[1])}};
  Node *rows = add_node(r, FORM_MAP, "input_rows", "ecqtu", shape);
  const Expr *e = expr_index(graph, 0), *q = expr_index(graph, 2), *t = expr_index(graph, 3);
  const Expr *down = number(r, r->tiles[0]), *places[4], *sum = NULL;
  places[m->dimension_batch] = expr_binary(graph, EXPR_QUOTIENT, t, down);
  places[m->dimension_channel] = expr_index(graph, 1);
  places[m->dimension_rows[1]] =
      plus(r, times(r, expr_index(graph, 4), r->size), plus(r, q, number(r, m->base[1])));
  const Expr *top = times(r, expr_binary(graph, EXPR_REMAINDER, t, down), r->size);
  for (int p = 0; p < r->n; p++) {
    places[m->dimension_rows[0]] = plus(r, top, number(r, p + m->base[0]));
    const Expr *read = expr_read(graph, m->x->node, places, expr_number(graph, TYPE_F32, 0));
    const Expr *term = expr_binary(graph, EXPR_MULTIPLY, table(r, r->input, e, p), read);
    sum = sum ? plus(r, sum, term) : term;
  }
  rows->formula->body = sum;
  Node *all = add_node(r, FORM_MAP, "input", "ecftu", shape);
  const Expr *indices[5];
  for (int d = 0; d < 5; d++)
    indices[d] = expr_index(graph, d);
  all->formula->body = sum_of(r, r->input, expr_index(graph, 2), rows, indices, 2);
  return all;
}

// w[e, o, f, c].
static Node *transform_weights(Rewrite *r)
{
  Graph *graph = r->graph;
  const Match *m = r->match;
  const Formula *f = r->node->formula;
  const Expr *n = number(r, r->n), *window = number(r, WINDOW);
  const Expr *outputs = f->indices[m->output].extent, *channels = f->indices[m->channel].extent;
  Node *rows =
      add_node(r, FORM_MAP, "weight_rows", "eosc", (Shape){4, {n, outputs, window, channels}});
  const Expr *slots[MAX_INDICES] = {NULL}, *places[4], *sum = NULL;
  slots[m->output] = expr_index(graph, 1);
  slots[m->channel] = expr_index(graph, 3);
  const Expr *s = expr_index(graph, 2), *last = number(r, WINDOW - 1);
  slots[m->window[1]] = m->direction[1] > 0 ? s : expr_binary(graph, EXPR_SUBTRACT, last, s);
  for (int p = 0; p < WINDOW; p++) {
    slots[m->window[0]] = number(r, m->direction[0] > 0 ? p : WINDOW - 1 - p);
    for (int d = 0; d < 4; d++)
      places[d] = expr_substitute(graph, m->k->operands[d], slots, MAX_INDICES);
    const Expr *term =
        expr_binary(graph, EXPR_MULTIPLY, table(r, r->weight, expr_index(graph, 0), p),
                    expr_read(graph, m->k->node, places, NULL));
    sum = sum ? plus(r, sum, term) : term;
  }
  rows->formula->body = sum;
  Node *all = add_node(r, FORM_MAP, "weight", "eofc", (Shape){4, {n, outputs, n, channels}});
  const Expr *indices[4];
  for (int d = 0; d < 4; d++)
    indices[d] = expr_index(graph, d);
  all->formula->body = sum_of(r, r->weight, expr_index(graph, 2), rows, indices, 2);
  return all;
}

// m[e, o, f, t, u] = sum(c) w[e, o, f, c]*v[e, c, f, t, u].
static Node *add_product(Rewrite *r, Node *weights, Node *input)
{
  Graph *graph = r->graph;
  Shape shape = input->shape;
  shape.extents[1] = weights->shape.extents[1];
  Node *product = add_node(r, FORM_REDUCE, "product", "eoftu", shape);
  Formula *f = product->formula;
  f->reduction = REDUCTION_SUM;
  const Expr *c = expr_index(graph, formula_add_index(f, "c", weights->shape.extents[3]));
  const Expr *e = expr_index(graph, 0), *column = expr_index(graph, 2);
  const Expr *of_weights[] = {e, expr_index(graph, 1), column, c};
  const Expr *of_input[] = {e, c, column, expr_index(graph, 3), expr_index(graph, 4)};
  f->body = expr_binary(graph, EXPR_MULTIPLY, expr_read(graph, weights, of_weights, NULL),
                        expr_read(graph, input, of_input, NULL));
  return product;
}

// The node itself becomes the sum over the squares, rows first.
static void transform_output(Rewrite *r, Node *product)
{
  Graph *graph = r->graph;
  const Match *m = r->match;
  Shape shape = product->shape;
  shape.extents[0] = number(r, r->size);
  Node *rows = add_node(r, FORM_MAP, "output_rows", "ioftu", shape);
  const Expr *indices[5];
  for (int d = 0; d < 5; d++)
    indices[d] = expr_index(graph, d);
  rows->formula->body = sum_of(r, r->output, expr_index(graph, 0), product, indices, 0);

  Formula *f = formula_over(graph, r->node->shape);
  for (int s = 0; s < 4; s++)
    f->indices[s].name = r->node->formula->indices[s].name;
  const Expr *i = expr_index(graph, m->rows[0]), *j = expr_index(graph, m->rows[1]);
  const Expr *size = number(r, r->size), *b = expr_index(graph, m->batch);
  const Expr *places[] = {
      expr_binary(graph, EXPR_REMAINDER, i, size), expr_index(graph, m->output), NULL,
      plus(r, times(r, b, r->tiles[0]), expr_binary(graph, EXPR_QUOTIENT, i, size)),
      expr_binary(graph, EXPR_QUOTIENT, j, size)};
  f->body = sum_of(r, r->output, expr_binary(graph, EXPR_REMAINDER, j, size), rows, places, 2);
  r->node->form = FORM_MAP;
  r->node->formula = f;
}

static void rewrite(Graph *graph, Arena *scratch, Node *node, const Match *m, int64_t size)
{
  Rewrite r = {.graph = graph, .scratch = scratch, .node = node, .match = m, .size = size};
  Node *first = graph->body.first;
  r.n = (int)size + WINDOW - 1;
  r.input = matrix(graph, first, "input", r.n, r.n, r.n, input_number);
  r.weight = matrix(graph, first, "weight", r.n, r.n, WINDOW, weight_number);
  r.output = matrix(graph, first, "output", r.n, (int)size, r.n, output_number);
  for (int side = 0; side < 2; side++)
    r.tiles[side] = (extent_of(graph, node->formula, m->rows[side]) + size - 1) / size;
  r.all_rows = times(&r, node->formula->indices[m->batch].extent, r.tiles[0]);
  Node *input = transform_input(&r), *weights = transform_weights(&r);
  transform_output(&r, add_product(&r, weights, input));
}

bool winograd(Graph *graph, Arena *scratch)
{
  bool changed = false;
  for (Node *node = graph->body.first; node; node = node->next) {
    Match m;
    int64_t size =
        node->formula && match(graph, node, &m) ? best_size(graph, node->formula, &m) : 0;
    if (!size)
      continue;
    rewrite(graph, scratch, node, &m, size);
    changed = true;
  }
  return changed;
}
