// Tables: constants of few numbers that a map reads at its free indices. The indices are written
// out, one store for each of their values, and the numbers stand where they were read.
//
//   before   y[e, i] = t[e, 0]*x[i] + t[e, 1]*x[i + 1]     t = [1, 0; 2, -1], e < 2
//   after    y[0, i] = x[i];  y[1, i] = 2*x[i] - x[i + 1]
//
//   before   y[i] = t[i % 2]*x[i/2]                        t = [3, 1], i < 7
//   after    y[2*i] = 3*x[i];  y[2*i + 1] = x[i] if 2*i + 1 < 7     i < 4
//
// Stores of one point share what they have in common, so that a transform by a small matrix costs
// what it costs by hand. A zero in a table leaves its term out: values are taken to be finite.

#include "kernels/kernels.h"

#include <string.h>

enum { LARGEST_TABLE = 64, LARGEST_EXTENT = 8, MOST_STORES = 144 };

bool node_is_table(const Graph *graph, const Node *node)
{
  return node->form == FORM_CONSTANT && node->data && node->type == TYPE_F32 &&
         node->shape.rank > 0 && shape_capacity(graph, node->shape) <= LARGEST_TABLE;
}

// -- which indices --------------------------------------------------------------------------------

typedef struct Search {
  const Graph *graph;
  const Formula *space;
  int64_t divisors[MAX_INDICES];  // 1: the slot stays as it is
  bool whole[MAX_INDICES];        // the slot is written out whole
  bool possible, found;
} Search;

static void find_index(Search *search, const Expr *e)
{
  const Expr *index = e->kind == EXPR_REMAINDER ? e->operands[0] : e;
  if (e->kind == EXPR_NUMBER)
    return;
  if (index->kind != EXPR_INDEX) {
    search->possible = false;
    return;
  }
  const Expr *extent =
      e->kind == EXPR_REMAINDER ? e->operands[1] : search->space->indices[index->slot].extent;
  int64_t *divisor = &search->divisors[index->slot];
  search->found = true;
  if (extent->kind != EXPR_NUMBER || extent->integer > LARGEST_EXTENT ||
      (*divisor > 1 && *divisor != extent->integer)) {
    search->possible = false;
    return;
  }
  *divisor = extent->integer;
  search->whole[index->slot] |= e == index;
}

static void find_indices(const Expr *e, void *context)
{
  Search *search = context;
  if (e->kind != EXPR_READ || !node_is_table(search->graph, e->node))
    return;
  for (int d = 0; d < e->node->shape.rank; d++)
    find_index(search, e->operands[d]);
}

// -- numbers in place of reads --------------------------------------------------------------------

static const Expr *table_number(Graph *graph, const Expr *read)
{
  int64_t position = 0;
  for (int d = 0; d < read->node->shape.rank; d++) {
    if (read->operands[d]->kind != EXPR_NUMBER)
      return read;
    position = position * read->node->shape.extents[d]->integer + read->operands[d]->integer;
  }
  return expr_number(graph, read->type, read->node->data[position]);
}

static bool is_scaled(const Expr *e)
{
  return e->kind == EXPR_MULTIPLY && e->type == TYPE_F32 && e->operands[0]->kind == EXPR_NUMBER;
}

// a + n*x as one operation, where the machine has it.
static const Expr *contract(Graph *graph, const Expr *e)
{
  bool adds = e->kind == EXPR_ADD;
  const Expr *a = e->operands[0], *b = e->operands[1];
  if (is_scaled(b)) {
    double factor = b->operands[0]->number;
    const Expr *signed_factor = expr_number(graph, e->type, adds ? factor : -factor);
    return expr_ternary(graph, EXPR_FMA, b->operands[1], signed_factor, a);
  }
  if (adds && is_scaled(a))
    return expr_ternary(graph, EXPR_FMA, a->operands[1], a->operands[0], b);
  return e;
}

static const Expr *put_numbers(Graph *graph, const Expr *e, void *context)
{
  const Kernels *kernels = context;
  if (e->kind == EXPR_READ && node_is_table(graph, e->node))
    return table_number(graph, e);
  if (e->kind == EXPR_MULTIPLY && e->type == TYPE_F32 &&
      (expr_is_zero(e->operands[0]) || expr_is_zero(e->operands[1])))
    return expr_number(graph, e->type, 0);
  if (e->kind == EXPR_MULTIPLY && e->operands[1]->kind == EXPR_NUMBER)
    return expr_binary(graph, EXPR_MULTIPLY, e->operands[1], e->operands[0]);
  if ((e->kind == EXPR_ADD || e->kind == EXPR_SUBTRACT) && kernels->machine->has_fma)
    return contract(graph, e);
  return e;
}

// -- writing out ----------------------------------------------------------------------------------

typedef struct Unrolling {
  Kernels *kernels;
  Kernel *kernel;
  const Search *search;
  const Expr *slots[MAX_INDICES];  // what stands for each at the present point
  const Expr *guard;               // of the present point; null: it always exists
} Unrolling;

// Slots written out whole are gone; the others move up.
static int new_slot(const Search *search, int slot)
{
  int position = 0;
  for (int s = 0; s < slot; s++)
    position += !search->whole[s];
  return position;
}

static void set_slot(Unrolling *u, int slot, int64_t value)
{
  Graph *graph = u->kernels->graph;
  const Search *search = u->search;
  int64_t divisor = search->divisors[slot];
  const Expr *extent = u->kernel->space.indices[slot].extent;
  const Expr *at = expr_integer(graph, TYPE_INDEX, value);
  u->slots[slot] = at;
  if (search->whole[slot])
    return;
  const Expr *tiles = expr_binary(graph, EXPR_MULTIPLY, expr_index(graph, new_slot(search, slot)),
                                  expr_integer(graph, TYPE_INDEX, divisor));
  u->slots[slot] = expr_binary(graph, EXPR_ADD, tiles, at);
  if (divisor == 1 || (extent->kind == EXPR_NUMBER && value < (extent->integer - 1) % divisor + 1))
    return;
  const Expr *exists = expr_binary(graph, EXPR_LESS, u->slots[slot], extent);
  u->guard = u->guard ? expr_binary(graph, EXPR_AND, u->guard, exists) : exists;
}

static void add_point(Unrolling *u, const Store *stores, int store_count)
{
  Graph *graph = u->kernels->graph;
  int slot_count = u->kernel->space.index_count;
  for (int i = 0; i < store_count; i++) {
    Store store = {.tensor = stores[i].tensor, .guard = u->guard};
    for (int d = 0; d < store.tensor->shape.rank; d++)
      store.indices[d] = expr_substitute(graph, stores[i].indices[d], u->slots, slot_count);
    store.value =
        expr_rewrite_at(graph, stores[i].value, u->slots, slot_count, put_numbers, u->kernels);
    list_add(u->kernels->arena, &u->kernel->stores, store);
  }
}

static int64_t point_count(const Search *search)
{
  int64_t points = 1;
  for (int s = 0; s < search->space->index_count; s++)
    points *= search->divisors[s];
  return points;
}

static void add_points(Unrolling *u, const Store *stores, int store_count)
{
  for (int64_t point = 0, count = point_count(u->search); point < count; point++) {
    int64_t rest = point;
    u->guard = NULL;
    for (int s = u->kernel->space.index_count - 1; s >= 0; s--) {
      set_slot(u, s, rest % u->search->divisors[s]);
      rest /= u->search->divisors[s];
    }
    add_point(u, stores, store_count);
  }
}

// What is left of the iteration space: a slot that was split counts tiles.
static void shrink_space(Unrolling *u)
{
  Graph *graph = u->kernels->graph;
  const Search *search = u->search;
  Formula *space = &u->kernel->space;
  int kept = 0;
  for (int s = 0; s < space->index_count; s++) {
    if (search->whole[s])
      continue;
    Index index = space->indices[s];
    if (search->divisors[s] > 1) {
      const Expr *divisor = expr_integer(graph, TYPE_INDEX, search->divisors[s]);
      const Expr *last = expr_integer(graph, TYPE_INDEX, search->divisors[s] - 1);
      index.extent = expr_binary(graph, EXPR_QUOTIENT,
                                 expr_binary(graph, EXPR_ADD, index.extent, last), divisor);
    }
    space->indices[kept++] = index;
  }
  space->index_count = space->free_count = kept;
}

// What is written out is stored, and read, at all points of some dimensions at once.
static void note_together(Tensor *tensor, const Expr *const *indices)
{
  for (int d = 0; d < tensor->shape.rank; d++)
    if (indices[d]->kind == EXPR_NUMBER && tensor->capacity[d] > 1)
      tensor->together |= 1u << d;
}

static void note_read(const Expr *e, void *context)
{
  note_together(tensor_of(context, e->node), e->operands);
}

static void unroll_kernel(Kernels *kernels, Kernel *kernel)
{
  Search search = {.graph = kernels->graph, .space = &kernel->space, .possible = true};
  for (int s = 0; s < MAX_INDICES; s++)
    search.divisors[s] = 1;
  for (int i = 0; i < kernel->stores.count; i++)
    expr_walk_reads(kernels->graph, kernel->stores.items[i].value, find_indices, &search);
  if (!search.possible || !search.found ||
      point_count(&search) * kernel->stores.count > MOST_STORES)
    return;
  Unrolling u = {.kernels = kernels, .kernel = kernel, .search = &search};
  const Store *stores = kernel->stores.items;
  int store_count = kernel->stores.count;
  memset(&kernel->stores, 0, sizeof kernel->stores);
  add_points(&u, stores, store_count);
  shrink_space(&u);
  for (int i = 0; i < kernel->stores.count; i++)
    note_together(kernel->stores.items[i].tensor, kernel->stores.items[i].indices);
  kernel_visit_reads(kernels, kernel, note_read, kernels);
}

void unroll_tables(Kernels *kernels)
{
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    if (!kernel->root && !kernel->draw_key)
      unroll_kernel(kernels, kernel);
}
