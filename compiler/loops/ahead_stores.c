// What the stores of a tile read from beyond the caches is on its way while the tile's sum runs.
//
//   before   for k in 0..256 { 24 products }; 24 stores of sum + x[tile]
//   after    for r in 0..8 { prefetch row r of x[tile]; for k in 0..16 { .. } }
//            for k in 128..256 { .. }; 24 stores of sum + x[tile]

#include "loops/ahead.h"

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

// Lines of them that the first row of the tile begins.
static void fetch_first_row(Lowering *l, LoopBlock *block, const Reads *reads, int slot)
{
  int vector = l->kernel->schedule.vector;
  lower_open_scope(l, block);
  for (int point = 0; point < lower_point_count(l); point++) {
    lower_go_to_point(l, point);
    for (int i = 0; i < reads->found.count && l->offsets[slot] == 0; i++) {
      const Expr *read = reads->found.items[i];
      bool moves = (lower_uses(l, read) >> slot & 1) && (lower_uses(l, read) >> vector & 1);
      bool begins = l->offsets[vector] * type_bytes(read->type) % LINE_BYTES == 0;
      const LoopExpr *load = moves && begins ? lower_first_element(l, read) : NULL;
      if (load)
        block_prefetch(l->arena, block, load, false);
    }
  }
}

StoreRows ahead_store_rows(Lowering *l)
{
  StoreRows rows = {.reads.l = l, .slot = row_slot(l)};
  int vector = l->kernel->schedule.vector;
  LoopBlock tried = {0};
  if (rows.slot < 0 || vector < 0 || vector >= l->space.free_count)
    return rows;
  for (int i = 0; i < l->kernel->stores.count; i++)
    ahead_find(&rows.reads, l->stores[i].value);
  fetch_first_row(l, &tried, &rows.reads, rows.slot);
  rows.count = tried.first ? l->points[rows.slot] : 0;
  return rows;
}

void ahead_fetch_row(Lowering *l, LoopBlock *block, const StoreRows *rows, const LoopExpr *row)
{
  const LoopExpr *first = l->slots[rows->slot];
  l->slots[rows->slot] = binary(l, LOOP_ADD, first, row);
  fetch_first_row(l, block, &rows->reads, rows->slot);
  l->slots[rows->slot] = first;
}

bool fetch_for_stores(Lowering *l, LoopBlock *block, const LoopExpr *from, const LoopExpr *to,
                      Ahead *ahead)
{
  if (from->op != LOOP_NUMBER || to->op != LOOP_NUMBER)
    return false;
  StoreRows rows = ahead_store_rows(l);
  if (rows.count == 0)
    return false;
  int64_t rounds = to->integer - from->integer, early = rounds / (2 * rows.count);
  ahead->rounds = early > LEAST_ROUNDS ? early : LEAST_ROUNDS;
  if (ahead->rounds * rows.count > rounds)
    return false;
  LoopVariable *row = kernel_add_variable(l->program, l->out, l->space.indices[rows.slot].name);
  ahead_open(l, block, row, from, number(l, rows.count), ahead);
  ahead_fetch_row(l, ahead->body, &rows, loop_variable(l->arena, row));
  return true;
}
