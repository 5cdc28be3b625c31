// What a tile's stores will read is on its way while the tile's sum runs.
//
//   before   for k in 0..256 { 24 products }; 24 stores of sum + x[tile]      x beyond the caches
//   after    for r in 0..8 { prefetch row r of x[tile]; for k in 0..16 { .. } }
//            for k in 128..256 { .. }; 24 stores of sum + x[tile]
//
// A row at a time: a core has few places for lines that are on their way, and those of the sum's
// operands pass through them, too.

#include "loops/lower.h"

enum {
  LINE_BYTES = 64,
  LEAST_ROUNDS = 4,  // between two rows
};

// The tiled slot with most points: its points are the rows. -1: the tile is one row.
static int row_slot(const Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  int slot = -1;
  for (int i = 0; i < schedule->tiled_count; i++)
    if (slot < 0 || l->points[schedule->tiled[i]] > l->points[slot])
      slot = schedule->tiled[i];
  return slot >= 0 && l->points[slot] > 1 ? slot : -1;
}

// The reads of the stores that may keep them waiting.
typedef struct Search {
  Lowering *l;
  ListOf(const Expr *) found;
} Search;

static void find_distant(const Expr *e, void *context)
{
  Search *search = context;
  Lowering *l = search->l;
  if (e->kind != EXPR_READ || e->node == l->kernel->root)
    return;
  const Tensor *tensor = tensor_of(l->kernels, e->node);
  int slot = row_slot(l);
  bool moves = tensor->kind != TENSOR_STEP && (lower_uses(l, e) >> slot & 1) &&
               (lower_uses(l, e) >> l->kernel->schedule.vector & 1);
  if (!moves || !tensor_is_distant(l->kernels, tensor))
    return;
  for (int i = 0; i < search->found.count; i++)
    if (search->found.items[i] == e)
      return;
  list_add(l->scratch, &search->found, e);
}

static Search find_reads(Lowering *l)
{
  Search search = {.l = l};
  int vector = l->kernel->schedule.vector;
  if (l->phase != PHASE_WHOLE || vector < 0 || vector >= l->space.free_count || row_slot(l) < 0)
    return search;
  for (int i = 0; i < l->kernel->stores.count; i++)
    expr_walk(l->kernels->graph, l->stores[i].value, find_distant, &search);
  return search;
}

int64_t lower_ahead(Lowering *l, const LoopExpr *from, const LoopExpr *to)
{
  if (from->op != LOOP_NUMBER || to->op != LOOP_NUMBER || !find_reads(l).found.count)
    return 0;
  int64_t rounds = to->integer - from->integer, rows = l->points[row_slot(l)];
  int64_t early = rounds / (2 * rows);
  int64_t each = early > LEAST_ROUNDS ? early : LEAST_ROUNDS;
  return each * rows <= rounds ? each : 0;
}

static bool starts_line(const Lowering *l, const Expr *read)
{
  int64_t offset = l->offsets[l->kernel->schedule.vector];
  return offset * type_bytes(read->type) % LINE_BYTES == 0;
}

// Of the points of the first row.
static void add_prefetches(Lowering *l, LoopBlock *block, const Search *search)
{
  int row = row_slot(l);
  lower_open_scope(l, block);
  for (int point = 0; point < lower_point_count(l); point++) {
    lower_go_to_point(l, point);
    for (int i = 0; i < search->found.count && l->offsets[row] == 0; i++) {
      const Expr *read = search->found.items[i];
      const LoopExpr *load = starts_line(l, read) ? lower_first_element(l, read) : NULL;
      if (load)
        block_prefetch(l->arena, block, load);
    }
  }
}

LoopBlock *lower_rows_ahead(Lowering *l, LoopBlock *block, LoopVariable **row, int64_t *rows)
{
  Search search = find_reads(l);
  int slot = row_slot(l), known = l->known_count;
  const LoopType index = {TYPE_INDEX, 1};
  const LoopExpr *first = l->slots[slot];
  *rows = l->points[slot];
  *row = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  LoopBlock *body = block_for(l->arena, block, *row, loop_integer(l->arena, index, 0),
                              loop_integer(l->arena, index, *rows), 1);
  l->slots[slot] = loop_binary(l->arena, LOOP_ADD, first, loop_variable(l->arena, *row));
  l->known_count = 0;  // what holds for the terms need not hold for what is read here
  add_prefetches(l, body, &search);
  l->known_count = known;
  l->slots[slot] = first;
  return body;
}
