// What the next tiles read of the same rows is on its way while those before them run.
//
//   before   for q step 2 { 8 sums of 4 products; 8 stores of select(x[tile] <= 0, 0, sum) }
//   after    for q step 2 { prefetch 8 lines that lie 2048 bytes beyond x[tile]; .. }
//
// A core follows one or two streams by itself and loses them where rows take turns: a kernel that
// reads three rows of a picture, or a gradient and what it is masked by, then waits for memory half
// of its time. So each tile asks for as many lines of each operand as it has new ones. Of a window
// those are what its last rows and columns bring: the others have been read for the tiles before.
// What all tiles of the outermost loop read, and the second cache holds, is there.

#include "loops/ahead.h"

#include "base/divisor.h"

#include <stdlib.h>

enum {
  AHEAD_BYTES = 2048,
  MOST_TERMS = 32,   // of the sum of a tile: a longer one leaves memory time enough
  MOST_LINES = 32,   // of an operand for a tile
  MOST_REPEATS = 4,  // tiles in a row that read the same
};

#define NEAR 0.75  // of the second cache: what passes through it takes the rest

// How a read walks through its tensor.
typedef struct Walk {
  const Expr *read;
  int64_t steps[MAX_INDICES];  // bytes, by slot; of one that moves it by no constant: 0
  int64_t lines[MOST_LINES];   // new ones of a tile, in bytes from its first element
  int count;
} Walk;

// False if a slot that has points in a tile, or terms, moves it by no constant.
static bool find_steps(const Lowering *l, const Expr *read, Walk *walk)
{
  const Tensor *tensor = tensor_of(l->kernels, read->node);
  const Expr *address = tensor_address(l->kernels, tensor, read->operands, 0), *start;
  int vector = l->kernel->schedule.vector;
  *walk = (Walk){.read = read};
  for (int s = 0; s < l->space.index_count; s++) {
    int64_t step = 0;
    bool is_known = expr_coefficient(address, s, &step);
    bool in_tile = l->points[s] > 1 || s == vector || s >= l->space.free_count;
    if (!is_known && s == vector &&
        address_is_contiguous(l->kernels->graph, address, s, l->kernel->schedule.lanes, &start))
      is_known = true, step = 1;
    if (!is_known && in_tile)
      return false;
    walk->steps[s] = is_known ? step * type_bytes(tensor->type) : 0;
  }
  return true;
}

// -- the new lines of a tile ----------------------------------------------------------------------

static bool add_line(Walk *walk, int64_t at)
{
  int64_t line = at - (at % LINE_BYTES + LINE_BYTES) % LINE_BYTES;
  for (int i = 0; i < walk->count; i++)
    if (walk->lines[i] == line)
      return true;
  if (walk->count == MOST_LINES)
    return false;
  walk->lines[walk->count++] = line;
  return true;
}

// Those of all points, at one term of the sum.
static bool add_points(Lowering *l, Walk *walk, int64_t start)
{
  int vector = l->kernel->schedule.vector;
  int lanes = walk->steps[vector] ? l->kernel->schedule.lanes : 1;
  for (int point = 0; point < lower_point_count(l); point++) {
    lower_go_to_point(l, point);
    int64_t at = start;
    for (int s = 0; s < l->space.index_count; s++)
      at += l->offsets[s] * walk->steps[s];
    for (int lane = 0; lane < lanes; lane++)
      if (!add_line(walk, at + lane * walk->steps[vector]))
        return false;
  }
  return true;
}

// By how many terms of a summed slot the tiles along a free one move on; 0: they do not.
static int64_t terms_moved(const Lowering *l, const Walk *walk, int free, int64_t step)
{
  int64_t move = walk->steps[free];
  if (move && move % step == 0)
    return move / step;
  bool gets_there = move && step % move == 0 && llabs(move) * ahead_extent(l, free) > llabs(step);
  return gets_there ? (move < 0) == (step < 0) ? 1 : -1 : 0;
}

// The terms along a summed slot that bring something new: those at the end to which tiles move.
static void find_new_terms(const Lowering *l, const Walk *walk, int slot, int64_t *from,
                           int64_t *to)
{
  int64_t step = walk->steps[slot], moved = 0, extent = step ? ahead_extent(l, slot) : 1;
  for (int s = 0; s < l->space.free_count && step; s++) {
    int64_t by = terms_moved(l, walk, s, step);
    moved = by && (!moved || llabs(by) < llabs(moved)) ? by : moved;
  }
  int64_t count = llabs(moved);
  count = count && count < extent ? count : extent;
  *from = moved > 0 ? extent - count : 0;
  *to = *from + count;
}

// The lines at all new terms along the summed slots from `slot` on.
static bool add_terms(Lowering *l, Walk *walk, int slot, int64_t start)
{
  int64_t from, to;
  if (slot == l->space.index_count)
    return add_points(l, walk, start);
  find_new_terms(l, walk, slot, &from, &to);
  for (int64_t i = from; i < to; i++)
    if (!add_terms(l, walk, slot + 1, start + i * walk->steps[slot]))
      return false;
  return true;
}

// Do the tiles of the outermost loop read the same, out of the second cache?
static bool stays_near(const Lowering *l, const Walk *walk)
{
  const Tensor *tensor = tensor_of(l->kernels, walk->read->node);
  double bytes = (double)tensor_bytes(tensor);
  return walk->steps[l->kernel->schedule.loops[0]] == 0 &&
         bytes <= NEAR * (double)l->kernels->machine->l2_bytes;
}

// Do the next tiles go on through what lies beyond, before a cache has lost it?
static bool goes_on(const Lowering *l, const Walk *walk)
{
  const Schedule *schedule = &l->kernel->schedule;
  int64_t first = walk->lines[0], last = first;
  for (int i = 1; i < walk->count; i++) {
    first = walk->lines[i] < first ? walk->lines[i] : first;
    last = walk->lines[i] > last ? walk->lines[i] : last;
  }
  double span = (double)(last - first + LINE_BYTES), repeats = 1;
  double bytes = (double)walk->count * LINE_BYTES, room = (double)l->kernels->machine->l2_bytes / 2;
  for (int i = l->space.free_count - 1; i >= 0 && repeats <= MOST_REPEATS && bytes <= room; i--) {
    int slot = schedule->loops[i];
    int64_t step = schedule_step(schedule, slot);
    double tiles = (double)ceiling(ahead_extent(l, slot), step);
    double move = (double)llabs(walk->steps[slot]) * (double)step;
    span += move * (tiles - 1);
    *(move > 0 ? &bytes : &repeats) *= tiles;
    if (span > AHEAD_BYTES && 2 * bytes >= span)
      return repeats <= MOST_REPEATS;
  }
  return false;
}

// -- the prefetches -------------------------------------------------------------------------------

static void fetch_lines(Lowering *l, LoopBlock *block, const Walk *walk)
{
  int64_t size = type_bytes(walk->read->type);
  int lanes = l->lanes;
  lower_go_to_point(l, 0);
  l->lanes = 1;
  lower_open_scope(l, block);
  const LoopExpr *load = lower_first_element(l, walk->read);
  for (int i = 0; i < walk->count && load; i++)
    ahead_fetch(l, block, load, number(l, (walk->lines[i] + AHEAD_BYTES) / size), 1, false);
  l->lanes = lanes;
}

// Is there a read below it?
static bool is_indirect(const Expr *e)
{
  bool found = false;
  for (int i = 0; i < e->operand_count && !found; i++)
    found = e->operands[i]->kind == EXPR_READ || is_indirect(e->operands[i]);
  return found;
}

void ahead_of_tiles(Lowering *l, LoopBlock *block)
{
  const Formula *space = &l->space;
  int vector = l->kernel->schedule.vector, known = l->known_count;
  Reads reads = {.l = l};
  Walk walk;
  double terms = 1;
  if (!l->kernel->root || l->phase != PHASE_WHOLE || vector < 0 || vector >= space->free_count)
    return;
  for (int s = space->free_count; s < space->index_count; s++)
    terms *= (double)ahead_extent(l, s);
  if (terms > MOST_TERMS)
    return;
  for (int i = 0; i < l->kernel->stores.count; i++)
    ahead_find(&reads, l->stores[i].value);
  int of_stores = reads.found.count;
  ahead_find(&reads, space->body);
  l->known_count = 0;
  Place place = ahead_leave(l);
  for (int s = space->free_count; s < space->index_count; s++)
    l->slots[s] = number(l, 0);
  for (int i = 0; i < reads.found.count; i++) {
    const Expr *read = reads.found.items[i];
    bool walks =
        !is_indirect(read) && find_steps(l, read, &walk) &&
        (i < of_stores ? add_points(l, &walk, 0) : add_terms(l, &walk, space->free_count, 0));
    if (walks && goes_on(l, &walk) && !stays_near(l, &walk))
      fetch_lines(l, block, &walk);
  }
  ahead_return(l, &place);
  l->known_count = known;
}

void ahead_of_rounds(Lowering *l, LoopBlock *block)
{
  int vector = l->kernel->schedule.vector;
  Reads reads = {.l = l};
  Walk walk;
  ahead_find(&reads, l->space.body);
  for (int i = 0; i < reads.found.count; i++) {
    const Tensor *tensor = tensor_of(l->kernels, reads.found.items[i]->node);
    int64_t size = type_bytes(tensor->type);
    if (tensor_is_beyond_caches(l->kernels, tensor) && !is_indirect(reads.found.items[i]) &&
        find_steps(l, reads.found.items[i], &walk) && walk.steps[vector] == size &&
        add_points(l, &walk, 0))
      fetch_lines(l, block, &walk);
  }
}
