// What will be read from beyond the caches is on its way while a tile's sum runs.
//
//   ahead_stores.c   what its stores read
//   ahead_block.c    the next block of a sum that comes in blocks
//   ahead_panel.c    the next panel of an operand
//   ahead_tile.c     what the next tile reads along the sum
//   ahead_stream.c   what the tiles to come read of the same rows
//
// A few lines at a time: a core has few places for lines that are on their way, and those of the
// sum's operands pass through them, too.

#include "loops/ahead.h"

#include "base/divisor.h"

#include <string.h>

static void add_distant(const Expr *e, void *context)
{
  Reads *reads = context;
  Lowering *l = reads->l;
  if (e->kind != EXPR_READ || e->node == l->kernel->root)
    return;
  const Tensor *tensor = tensor_of(l->kernels, e->node);
  if (tensor->kind == TENSOR_STEP || !tensor_is_distant(l->kernels, tensor))
    return;
  for (int i = 0; i < reads->found.count; i++)
    if (reads->found.items[i] == e)
      return;
  list_add(l->scratch, &reads->found, e);
}

void ahead_find(Reads *reads, const Expr *e)
{
  expr_walk(reads->l->kernels->graph, e, add_distant, reads);
}

Place ahead_leave(Lowering *l)
{
  Place place;
  memcpy(place.slots, l->slots, sizeof place.slots);
  memcpy(place.offsets, l->offsets, sizeof place.offsets);
  memset(l->offsets, 0, sizeof l->offsets);
  return place;
}

void ahead_return(Lowering *l, const Place *place)
{
  memcpy(l->slots, place->slots, sizeof place->slots);
  memcpy(l->offsets, place->offsets, sizeof place->offsets);
}

int64_t ahead_extent(const Lowering *l, int slot)
{
  int64_t extent = 0;
  expr_capacity(l->kernels->graph, l->space.indices[slot].extent, &extent);
  return extent;
}

int64_t ahead_range(const Lowering *l, int slot)
{
  const Schedule *schedule = &l->kernel->schedule;
  return slot == schedule->parallel ? schedule->grain : ahead_extent(l, slot);
}

const LoopExpr *ahead_start(Lowering *l, int slot)
{
  return slot == l->kernel->schedule.parallel ? l->task_from : number(l, 0);
}

int64_t ahead_rounds(const Lowering *l, int slot)
{
  return l->block_from[slot] ? l->kernel->schedule.block[slot] : ahead_extent(l, slot);
}

const LoopExpr *ahead_block_start(Lowering *l, int slot)
{
  return l->block_from[slot] ? l->block_from[slot] : number(l, 0);
}

const LoopExpr *ahead_span(Lowering *l, const LoopExpr *from, const LoopExpr *to)
{
  bool is_whole = to->op == LOOP_ADD && to->operands[0] == from;
  const LoopExpr *span = is_whole ? to->operands[1] : binary(l, LOOP_SUBTRACT, to, from);
  return l->space.condition_count ? binary(l, LOOP_MAXIMUM, number(l, 0), span) : span;
}

Tiles ahead_tiles(Lowering *l, int level)
{
  const Schedule *schedule = &l->kernel->schedule;
  Tiles tiles = {1, number(l, 0)};
  for (int i = level; i < l->space.free_count; i++) {
    int slot = schedule->loops[i];
    int64_t step = schedule_step(schedule, slot), count = ceiling(ahead_range(l, slot), step);
    const LoopExpr *at = binary(l, LOOP_SUBTRACT, l->slots[slot], ahead_start(l, slot));
    at = binary(l, LOOP_QUOTIENT, at, number(l, step));
    tiles.position =
        binary(l, LOOP_ADD, binary(l, LOOP_MULTIPLY, tiles.position, number(l, count)), at);
    tiles.count *= count;
  }
  return tiles;
}

void ahead_fetch(Lowering *l, LoopBlock *block, const LoopExpr *load, const LoopExpr *beyond,
                 int64_t lines, bool far)
{
  int64_t elements = LINE_BYTES / type_bytes(load->parameter->type);
  const LoopExpr *first = binary(l, LOOP_ADD, load->operands[0], beyond);
  for (int64_t i = 0; i < lines; i++) {
    const LoopExpr *at = binary(l, LOOP_ADD, first, number(l, i * elements));
    block_prefetch(l->arena, block, loop_load(l->arena, load->parameter, 1, at, NULL), far);
  }
}

void ahead_open(Lowering *l, LoopBlock *block, LoopVariable *group, const LoopExpr *from,
                const LoopExpr *groups, Ahead *ahead)
{
  const LoopExpr *rounds = number(l, ahead->rounds), *at = loop_variable(l->arena, group);
  ahead->body = block_for(l->arena, block, group, number(l, 0), groups, 1);
  ahead->start = binary(l, LOOP_ADD, from, binary(l, LOOP_MULTIPLY, at, rounds));
  ahead->rest = binary(l, LOOP_ADD, from, binary(l, LOOP_MULTIPLY, groups, rounds));
}

// No other loop of the sum is around this one.
static bool runs_alone(const Lowering *l, int slot)
{
  for (int s = l->space.free_count; s < l->space.index_count; s++)
    if (s != slot && l->kernel->schedule.block[s] != 1)
      return false;
  return true;
}

bool lower_ahead(Lowering *l, LoopBlock *block, int slot, const LoopExpr *from, const LoopExpr *to,
                 Ahead *ahead)
{
  int known = l->known_count;
  l->known_count = 0;  // what holds for the terms need not hold for what is fetched here
  bool fetches = l->phase == PHASE_ADD ? fetch_next_block(l, block, slot, from, to, ahead) ||
                                             fetch_next_panel(l, block, from, to, ahead)
                                       : fetch_next_panel(l, block, from, to, ahead) ||
                                             (runs_alone(l, slot) &&
                                              (fetch_for_stores(l, block, from, to, ahead) ||
                                               fetch_next_tile(l, block, slot, from, to, ahead)));
  l->known_count = known;
  return fetches;
}
