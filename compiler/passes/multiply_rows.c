// A product with rows that data picks: every row is multiplied once, and the results are picked.
//
//   before   e[b, t, d] = table[text[b, t], d];  y[b, t, o] = sum(d) e[b, t, d]*w[o, d]
//   after    y.rows[v, o] = sum(d) table[v, d]*w[o, d];  y[b, t, o] = y.rows[text[b, t], o]
//
// An embedding of 65 symbols before a layer costs 65 rows of product, not one for each symbol of
// the batch; the gradient, which is derived after this, sums up by symbol first and costs as
// little. A prediction makes the table of results once per load. Each element is the same sum of
// the same terms. Worth it where rows are picked more often than there are rows.

#include "passes/passes.h"

enum { LEAST_SAVING = 2 };  // times that a row is picked

typedef struct Search {
  Graph *graph;
  Arena *scratch;
  bool changed;
} Search;

// Where a node stands: in the body of scans, the innermost first.
typedef struct Around Around;
struct Around {
  const Around *outer;
  Node *scan;
};

// The operands of the product. `table` is read at `picked` in dimension `dimension`; all their
// other indices are bare.
typedef struct Product {
  const Expr *table, *other;
  const Expr *picked;
  int dimension;
} Product;

// -- matching -------------------------------------------------------------------------------------

// Through maps that only read: embedding1.y[b, t, d] is table[text[b, t], d].
static const Expr *resolve(Graph *graph, const Expr *read)
{
  while (read->kind == EXPR_READ && !read->has_fallback && read->node->form == FORM_MAP) {
    const Formula *formula = read->node->formula;
    if (formula->body->kind != EXPR_READ || formula->free_count != read->node->shape.rank)
      break;
    read = expr_substitute(graph, formula->body, read->operands, formula->free_count);
  }
  return read;
}

// Finds the one index that data names; false if another one is not bare.
static bool find_picked(const Expr *read, Product *product)
{
  product->picked = NULL;
  product->dimension = -1;
  for (int d = 0; d < read->node->shape.rank; d++) {
    const Expr *index = read->operands[d];
    if (index->kind == EXPR_INDEX)
      continue;
    if (product->picked || !index->node_mask)
      return false;
    product->picked = index;
    product->dimension = d;
  }
  return true;
}

static bool match(Graph *graph, const Node *node, Product *product)
{
  const Formula *formula = node->formula;
  const Expr *body = formula->body;
  if (node->form != FORM_REDUCE || formula->reduction != REDUCTION_SUM ||
      formula->condition_count || body->kind != EXPR_MULTIPLY ||
      formula->free_count != node->shape.rank)
    return false;
  for (int side = 0; side < 2; side++) {
    const Expr *table = resolve(graph, body->operands[side]);
    const Expr *other = resolve(graph, body->operands[1 - side]);
    if (table->kind != EXPR_READ || other->kind != EXPR_READ || table->has_fallback ||
        other->has_fallback || !find_picked(other, product) || product->picked ||
        !find_picked(table, product) || !product->picked)
      continue;
    product->table = table;
    product->other = other;
    return true;
  }
  return false;
}

// The slots that the product of a row needs: all that are read bare.
static uint32_t bare_slots(const Product *product)
{
  uint32_t mask = product->other->index_mask;
  for (int d = 0; d < product->table->node->shape.rank; d++)
    if (d != product->dimension)
      mask |= product->table->operands[d]->index_mask;
  return mask;
}

// How often a row is picked in a run, at capacity.
static double picks(const Graph *graph, const Formula *formula, const Expr *picked,
                    const Around *around)
{
  double count = 1;
  int64_t extent;
  for (int s = 0; s < formula->free_count; s++)
    if (expr_uses_index(picked, s) && expr_capacity(graph, formula->indices[s].extent, &extent))
      count *= (double)extent;
  for (; around; around = around->outer)
    if (expr_capacity(graph, around->scan->scan->extent, &extent))
      count *= (double)extent;
  return count;
}

static bool is_worth_it(const Graph *graph, const Node *node, const Product *product,
                        const Around *around)
{
  const Formula *formula = node->formula;
  uint32_t bare = bare_slots(product), reduced = 0;
  int64_t rows;
  for (int s = formula->free_count; s < formula->index_count; s++)
    reduced |= 1u << s;
  return !(product->picked->index_mask & (bare | reduced)) && (bare & reduced) == reduced &&
         __builtin_popcount(bare & ~reduced) < MAX_RANK &&
         expr_capacity(graph, product->table->node->shape.extents[product->dimension], &rows) &&
         picks(graph, formula, product->picked, around) >= (double)rows * LEAST_SAVING;
}

// -- rewriting ------------------------------------------------------------------------------------

// What stands before `place` in its region is there when the rows are multiplied.
static bool is_before(const Node *node, const Node *place)
{
  for (const Node *before = place->prev; before; before = before->prev)
    if (before == node)
      return true;
  return false;
}

// The node, or the scan around it, before which both operands are made; null if there is none.
static Node *find_place(Node *node, const Product *product, const Around *around)
{
  Node *place = node;
  while (place->region != product->table->node->region && around) {
    place = around->scan;
    around = around->outer;
  }
  bool there = is_before(product->table->node, place) && is_before(product->other->node, place);
  return there ? place : NULL;
}

static const Expr *read_with(Graph *graph, const Expr *read, const Expr *const *slots, int picked,
                             const Expr *row)
{
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < read->node->shape.rank; d++)
    indices[d] = d == picked ? row : slots[read->operands[d]->slot];
  return expr_read(graph, read->node, indices, NULL);
}

// y.rows[v, ..]: the row first, then the free indices that are left, in their order.
static Node *add_rows(Search *search, Node *place, const Node *node, const Product *product)
{
  Graph *graph = search->graph;
  const Formula *formula = node->formula;
  Formula *made = formula_create(graph);
  Shape shape = {.rank = 1, .extents = {product->table->node->shape.extents[product->dimension]}};
  const Expr *slots[MAX_INDICES] = {NULL};
  uint32_t bare = bare_slots(product);
  const Expr *row = expr_index(graph, formula_add_index(made, "v", shape.extents[0]));
  made->merged[0] = 1;
  for (int s = 0; s < formula->index_count; s++) {
    const Index *index = &formula->indices[s];
    if (!(bare >> s & 1))
      continue;
    slots[s] = expr_index(graph, formula_add_index(made, index->name, index->extent));
    if (s >= formula->free_count)
      continue;
    made->merged[shape.rank] = 1;
    shape.extents[shape.rank++] = index->extent;
  }
  made->free_count = shape.rank;
  made->reduction = REDUCTION_SUM;
  made->body = expr_binary(graph, EXPR_MULTIPLY,
                           read_with(graph, product->table, slots, product->dimension, row),
                           read_with(graph, product->other, slots, -1, NULL));
  const char *name = arena_print(search->scratch, "%s.rows", node->name);
  Node *rows = graph_add_before(graph, place, FORM_REDUCE, name, node->type, shape, node->origin);
  rows->formula = made;
  return rows;
}

static void pick(Graph *graph, Node *node, const Product *product, Node *rows)
{
  Formula *formula = node->formula;
  uint32_t bare = bare_slots(product);
  const Expr *indices[MAX_RANK] = {product->picked};
  int rank = 1;
  for (int s = 0; s < formula->free_count; s++)
    if (bare >> s & 1)
      indices[rank++] = expr_index(graph, s);
  node->form = FORM_MAP;
  formula->reduction = REDUCTION_NONE;
  formula->index_count = formula->free_count;
  formula->body = expr_read(graph, rows, indices, NULL);
}

static void visit_region(Search *search, Region *region, const Around *around)
{
  for (Node *node = region->first; node; node = node->next) {
    Product product;
    if (node->form == FORM_SCAN)
      visit_region(search, &node->scan->body, &(Around){around, node});
    if (node->form != FORM_REDUCE || !match(search->graph, node, &product) ||
        !is_worth_it(search->graph, node, &product, around))
      continue;
    Node *place = find_place(node, &product, around);
    if (!place)
      continue;
    pick(search->graph, node, &product, add_rows(search, place, node, &product));
    search->changed = true;
  }
}

bool multiply_rows(Graph *graph, Arena *scratch)
{
  Search search = {.graph = graph, .scratch = scratch};
  visit_region(&search, &graph->body, NULL);
  return search.changed;
}
