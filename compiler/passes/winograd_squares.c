// What Winograd's filtering is made of: matrices from points, and pictures cut into squares.
//
// The matrices follow from n - 1 points and the one at infinity (Toom 1963, Cook 1966; Winograd
// 1980; Lavin and Gray 2016): a polynomial of degree n - 1 is known by its values there.

#include "passes/winograd.h"

#include "passes/indices.h"

#include <math.h>
#include <string.h>

static const double points[] = {0, 1, -1, 2, -2};

// The product of (x - p) over all points but `left_out`, by power of x.
static void multiply_out(int count, int left_out, double *powers)
{
  memset(powers, 0, WINOGRAD_LARGEST * sizeof *powers);
  powers[0] = 1;
  for (int i = 0, degree = 0; i < count; i++) {
    if (i == left_out)
      continue;
    degree++;
    for (int d = degree; d >= 0; d--)
      powers[d] = (d ? powers[d - 1] : 0) - points[i] * powers[d];
  }
}

// Rows by point, the last at infinity.
static double input_number(int n, int window, int row, int column)
{
  (void)window;
  double powers[WINOGRAD_LARGEST];
  multiply_out(n - 1, row < n - 1 ? row : -1, powers);
  return powers[column];
}

static double window_number(int n, int window, int row, int column)
{
  if (row == n - 1)
    return column == window - 1;
  double scale = 1;
  for (int i = 0; i < n - 1; i++)
    scale *= i == row ? 1 : points[row] - points[i];
  return pow(points[row], column) / scale;
}

static double output_number(int n, int window, int row, int column)
{
  return column == n - 1 ? row == n - window : pow(points[column], row);
}

typedef double Number(int n, int window, int row, int column);

static Node *matrix(const Squares *squares, const char *name, int window, int rows, int columns,
                    Number *number)
{
  Graph *graph = squares->graph;
  Arena *arena = graph->arena;
  int n = squares->n;
  const char *full = name_intern(graph->names, arena_print(arena, "winograd%d.%s", n, name));
  Node *node = graph_find(graph, full);
  if (node)
    return node;
  Shape shape = {2,
                 {expr_integer(graph, TYPE_INDEX, rows), expr_integer(graph, TYPE_INDEX, columns)}};
  node = graph_add_before(graph, graph->body.first, FORM_CONSTANT, full, TYPE_F32, shape,
                          (Origin){.layers = ""});
  double *data = arena_array(arena, double, rows *columns);
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++)
      data[r * columns + c] = number(n, window, r, c) + 0.0;  // no negative zero
  node->data = data;
  return node;
}

Node *winograd_input_matrix(const Squares *squares)
{
  return matrix(squares, "input", 0, squares->n, squares->n, input_number);
}

Node *winograd_window_matrix(const Squares *squares, int window)
{
  const char *name = arena_print(squares->scratch, "window%d", window);
  return matrix(squares, name, window, squares->n, window, window_number);
}

Node *winograd_output_matrix(const Squares *squares, int window)
{
  int rows = squares->n - window + 1;
  const char *name = arena_print(squares->scratch, "output%d", rows);
  return matrix(squares, name, window, rows, squares->n, output_number);
}

// -- nodes ----------------------------------------------------------------------------------------

Node *winograd_node(const Squares *squares, Form form, const char *suffix, const char *indices,
                    Shape shape)
{
  Graph *graph = squares->graph;
  const Node *place = squares->node;
  const char *name = arena_print(squares->scratch, "%s.%s", place->name, suffix);
  Node *node = graph_add_before(graph, squares->node, form, name, TYPE_F32, shape, place->origin);
  node->formula = formula_over(graph, shape);
  for (int d = 0; d < shape.rank; d++)
    node->formula->indices[d].name = name_intern_bytes(graph->names, &indices[d], 1);
  return node;
}

static const Expr *add_term(Graph *graph, const Expr *sum, Node *matrix, const Expr *row, int q,
                            const Expr *factor)
{
  const Expr *indices[] = {row, expr_integer(graph, TYPE_INDEX, q)};
  const Expr *term =
      expr_binary(graph, EXPR_MULTIPLY, expr_read(graph, matrix, indices, NULL), factor);
  return sum ? expr_binary(graph, EXPR_ADD, sum, term) : term;
}

const Expr *winograd_sum(const Squares *squares, Node *matrix, const Expr *row, Node *node,
                         const Expr *const *indices, int d)
{
  Graph *graph = squares->graph;
  const Expr *places[MAX_RANK], *sum = NULL;
  memcpy(places, indices, (size_t)node->shape.rank * sizeof *places);
  for (int q = 0; q < (int)matrix->shape.extents[1]->integer; q++) {
    places[d] = winograd_number(squares, q);
    sum = add_term(graph, sum, matrix, row, q, expr_read(graph, node, places, NULL));
  }
  return sum;
}

void winograd_become_map(const Squares *squares, const Expr *body)
{
  Node *node = squares->node;
  Formula *f = formula_over(squares->graph, node->shape);
  for (int d = 0, slot = 0; d < node->shape.rank; d++) {
    slot += node->formula->merged[d];
    f->indices[d].name = node->formula->indices[slot - 1].name;
  }
  f->body = body;
  node->form = FORM_MAP;
  node->formula = f;
}

void winograd_count_tiles(Squares *squares, int batch, const int rows[2])
{
  Graph *graph = squares->graph;
  const Formula *f = squares->node->formula;
  for (int side = 0; side < 2; side++)
    squares->tiles[side] =
        (winograd_extent(graph, f, rows[side]) + squares->step - 1) / squares->step;
  squares->all_rows = expr_binary(graph, EXPR_MULTIPLY, f->indices[batch].extent,
                                  winograd_number(squares, squares->tiles[0]));
}

// step*tile + offset
static const Expr *place_of(const Squares *squares, const Expr *tile, const Expr *offset)
{
  const Expr *start =
      expr_binary(squares->graph, EXPR_MULTIPLY, tile, winograd_number(squares, squares->step));
  return expr_binary(squares->graph, EXPR_ADD, start, offset);
}

static const Expr *sum_of_rows(const Squares *squares, const Pictures *x, Node *matrix)
{
  Graph *graph = squares->graph;
  const Expr *places[4], *sum = NULL, *zero = expr_number(graph, TYPE_F32, 0);
  const Expr *e = expr_index(graph, 0), *q = expr_index(graph, 2), *t = expr_index(graph, 3);
  const Expr *down = winograd_number(squares, squares->tiles[0]);
  places[x->batch] = expr_binary(graph, EXPR_QUOTIENT, t, down);
  places[x->channel] =
      expr_binary(graph, EXPR_ADD, expr_index(graph, 1), winograd_number(squares, x->first));
  places[x->rows[1]] =
      place_of(squares, expr_index(graph, 4),
               expr_binary(graph, EXPR_ADD, q, winograd_number(squares, x->base[1])));
  for (int p = 0; p < (int)matrix->shape.extents[1]->integer; p++) {
    places[x->rows[0]] = place_of(squares, expr_binary(graph, EXPR_REMAINDER, t, down),
                                  winograd_number(squares, p + x->base[0]));
    sum = add_term(graph, sum, matrix, e, p, expr_read(graph, x->node, places, zero));
  }
  return sum;
}

Node *winograd_squares(const Squares *squares, const Pictures *x, Node *matrix, const char *name)
{
  Graph *graph = squares->graph;
  const Expr *channels = x->channels ? x->channels : x->node->shape.extents[x->channel];
  Shape shape = {5,
                 {matrix->shape.extents[0], channels, matrix->shape.extents[1], squares->all_rows,
                  winograd_number(squares, squares->tiles[1])}};
  const char *rows_name = arena_print(squares->scratch, "%s_rows", name);
  Node *rows = winograd_node(squares, FORM_MAP, rows_name, "ecqtu", shape);
  rows->formula->body = sum_of_rows(squares, x, matrix);
  shape.extents[2] = matrix->shape.extents[0];
  Node *all = winograd_node(squares, FORM_MAP, name, "ecftu", shape);
  const Expr *indices[5];
  for (int d = 0; d < 5; d++)
    indices[d] = expr_index(graph, d);
  all->formula->body = winograd_sum(squares, matrix, expr_index(graph, 2), rows, indices, 2);
  return all;
}

// -- groups ---------------------------------------------------------------------------------------

static bool find_groups(const Node *node, int *group)
{
  *group = -1;
  for (int d = 0, slot = 0; d < node->shape.rank; slot += node->formula->merged[d++]) {
    int merged = node->formula->merged[d];
    if (merged > 2 || (merged == 2 && *group >= 0))
      return false;
    if (merged == 2)
      *group = slot;
  }
  return true;
}

bool winograd_is_product(const Node *node, const Expr **a, const Expr **b, int *group)
{
  const Formula *f = node->formula;
  if (node->form != FORM_REDUCE || f->reduction != REDUCTION_SUM || node->type != TYPE_F32 ||
      f->body->kind != EXPR_MULTIPLY || f->index_count - f->free_count != 3 ||
      node->shape.rank != 4)
    return false;
  *a = f->body->operands[0], *b = f->body->operands[1];
  return (*a)->kind == EXPR_READ && (*b)->kind == EXPR_READ && find_groups(node, group);
}

int winograd_place(Graph *graph, const Formula *formula, const Expr *e, int group)
{
  if (e->kind == EXPR_INDEX)
    return e->slot;
  for (int s = 0; group >= 0 && s < formula->index_count; s++) {
    const Expr *start =
        expr_binary(graph, EXPR_MULTIPLY, expr_index(graph, group), formula->indices[s].extent);
    if (s != group && e == expr_binary(graph, EXPR_ADD, start, expr_index(graph, s)))
      return s;
  }
  return -1;
}

void winograd_set_output(const Squares *squares, int group, int output, const Expr *whole,
                         const Expr **slots)
{
  Graph *graph = squares->graph;
  const Expr *extent = squares->node->formula->indices[output].extent;
  slots[output] = group < 0 ? whole : expr_binary(graph, EXPR_REMAINDER, whole, extent);
  if (group >= 0)
    slots[group] = expr_binary(graph, EXPR_QUOTIENT, whole, extent);
}

void winograd_split_output(const Squares *squares, int group, int output, Node *node, int d)
{
  if (group < 0)
    return;
  formula_split_index(squares->graph, squares->scratch, node->formula, d,
                      squares->node->formula->indices[output].extent, 0);
  formula_reduce_quotients(squares->graph, node->formula);
}

// -- does it pay? ---------------------------------------------------------------------------------

int64_t winograd_extent(const Graph *graph, const Formula *formula, int slot)
{
  int64_t extent = 1;
  expr_capacity(graph, formula->indices[slot].extent, &extent);
  return extent;
}

// A product streams one operand from memory, which takes as long as some more multiply-adds with
// each of its numbers; cutting squares reads, adds and writes for each of their points.
enum { STREAMED = 7, CUT = 7 };

double winograd_product_cost(double products, double points, double channels, double outputs)
{
  return products * (points + STREAMED) * channels * outputs;
}

double winograd_cut_cost(double products, double tiles, double channels)
{
  return products * tiles * channels * CUT;
}

bool winograd_only_keeps_inside(Graph *graph, const Formula *formula, const Expr *x)
{
  int implied = 0;
  for (int d = 0; d < x->node->shape.rank; d++) {
    const Expr *missing[2];
    int count = 0;
    index_safety(graph, formula, NULL, 0, x->operands[d], x->node->shape.extents[d], missing,
                 &count);
    for (int i = 0; i < count; i++)
      for (int c = 0; c < formula->condition_count; c++)
        implied += formula->conditions[c] == missing[i];
  }
  return implied == formula->condition_count;
}
