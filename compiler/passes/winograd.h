// Private to the passes that need fewer products by Winograd's minimal filtering.
#pragma once

#include "graph/graph.h"

// Windows of 3 to 5 points; squares of at most 6, beyond which f32 loses too much.
enum { WINOGRAD_NARROWEST = 3, WINOGRAD_LARGEST = 6, WINOGRAD_FEWEST_CHANNELS = 16 };

// What a node is rewritten from: pictures are cut into squares of n by n points, `step` apart.
typedef struct Squares {
  Graph *graph;
  Arena *scratch;
  Node *node;  // the one that is rewritten; new nodes stand before it
  int n;
  int64_t step;
  int64_t tiles[2];      // of a picture, down and across
  const Expr *all_rows;  // rows of squares in all pictures
} Squares;

// A tensor of rank 4 as pictures: which dimension is what, where the first square begins, and which
// channels count.
typedef struct Pictures {
  Node *node;
  int batch, channel, rows[2];
  int64_t base[2];
  int64_t first;         // channel
  const Expr *channels;  // from there on; null: all
} Pictures;

// How many squares `step` apart cover the pictures, whose batch and rows are slots of the node.
void winograd_count_tiles(Squares *squares, int batch, const int rows[2]);
// The constant matrices of n points. `input`: [n, n]; `window`: [n, window], for what is as wide as
// that; `output`: [n - window + 1, n]. One node for each, however many nodes are rewritten.
Node *winograd_input_matrix(const Squares *squares);
Node *winograd_window_matrix(const Squares *squares, int window);
Node *winograd_output_matrix(const Squares *squares, int window);

// A node before the one that is rewritten, over `shape`; `indices`: a letter for each dimension.
Node *winograd_node(const Squares *squares, Form form, const char *suffix, const char *indices,
                    Shape shape);
// sum(q) matrix[row, q]*node[.., at dimension d: q, ..], written out.
const Expr *winograd_sum(const Squares *squares, Node *matrix, const Expr *row, Node *node,
                         const Expr *const *indices, int d);
// The node that is rewritten becomes a map with this body; its indices keep their names.
void winograd_become_map(const Squares *squares, const Expr *body);
// v[e, c, f, t, u] = sum(p, q) matrix[e, p]*matrix[f, q]*(x[b, c, i + p, j + q] ?? 0), rows first:
// t over the rows of squares of all pictures, u across; i and j where a square begins.
Node *winograd_squares(const Squares *squares, const Pictures *x, Node *matrix, const char *name);

static inline const Expr *winograd_number(const Squares *squares, int64_t value)
{
  return expr_integer(squares->graph, TYPE_INDEX, value);
}

// Is it a sum over three indices of a product of two reads, over four dimensions? The groups of a
// convolution are a free index that is merged with one within it, (g, o): `group` is g, or -1 where
// nothing is merged.
bool winograd_is_product(const Node *node, const Expr **a, const Expr **b, int *group);
// The slot s where `e` is s, or group*S + s with S the extent of s; -1: it is neither.
int winograd_place(Graph *graph, const Formula *formula, const Expr *e, int group);
// What stands for (g, output), by the index of the dimension that merges them.
void winograd_set_output(const Squares *squares, int group, int output, const Expr *whole,
                         const Expr **slots);
// Dimension d of a new node, read so, merges the two again.
void winograd_split_output(const Squares *squares, int group, int output, Node *node, int d);

// The extent of an index at capacity.
int64_t winograd_extent(const Graph *graph, const Formula *formula, int slot);
// Cycles of a contraction, in multiply-adds of a vector's lane: `products` for each pair of
// channels and each of `points`; and of cutting squares.
double winograd_product_cost(double products, double points, double channels, double outputs);
double winograd_cut_cost(double products, double tiles, double channels);
// Are the conditions those that keep reads of x inside, and no others?
bool winograd_only_keeps_inside(Graph *graph, const Formula *formula, const Expr *x);
// The gradient of the weights of such a window.
bool winograd_weights(Graph *graph, Arena *scratch, Node *node);
