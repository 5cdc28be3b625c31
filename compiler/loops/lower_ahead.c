// What will be read from beyond the caches is on its way while a tile's sum runs: what its stores
// read, and the next block of a sum that comes in blocks.
//
//   before   for k in 0..256 { 24 products }; 24 stores of sum + x[tile]
//   after    for r in 0..8 { prefetch row r of x[tile]; for k in 0..16 { .. } }
//            for k in 128..256 { .. }; 24 stores of sum + x[tile]
//
//   before   for each block of 392 rows of x { for 43 tiles { for 392 rows { 24 products } } }
//   after    .. { for 43 tiles { for 49 groups { prefetch 4 lines of the next block's rows;
//            for 8 rows { .. } } } }
//
// A few lines at a time: a core has few places for lines that are on their way, and those of the
// sum's operands pass through them, too.

#include "loops/lower.h"

#include "base/divisor.h"

#include <stdlib.h>

enum {
  LEAST_ROUNDS = 4,  // between two groups of prefetches
  MOST_ROUNDS = 8,
  MOST_LINES = 16,  // of an operand in a group
  MOST_TILES = 16,  // that a block serves for each line of a row: else it comes once in a long time
};

// Reads of tensors that are not near, each once.
typedef struct Reads {
  Lowering *l;
  ListOf(const Expr *) found;
} Reads;

static void find_distant(const Expr *e, void *context)
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

// -- what the stores read -------------------------------------------------------------------------

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
static int prefetch_row(Lowering *l, LoopBlock *block, const Reads *reads, int row)
{
  int vector = l->kernel->schedule.vector, added = 0;
  lower_open_scope(l, block);
  for (int point = 0; point < lower_point_count(l); point++) {
    lower_go_to_point(l, point);
    for (int i = 0; i < reads->found.count && l->offsets[row] == 0; i++) {
      const Expr *read = reads->found.items[i];
      bool moves = (lower_uses(l, read) >> row & 1) && (lower_uses(l, read) >> vector & 1);
      bool begins = l->offsets[vector] * type_bytes(read->type) % LINE_BYTES == 0;
      const LoopExpr *load = moves && begins ? lower_first_element(l, read) : NULL;
      if (!load)
        continue;
      block_prefetch(l->arena, block, load);
      added++;
    }
  }
  return added;
}

static bool fetch_for_stores(Lowering *l, LoopBlock *block, const LoopExpr *from,
                             const LoopExpr *to, Ahead *ahead)
{
  Reads reads = {.l = l};
  int row = row_slot(l), vector = l->kernel->schedule.vector;
  if (row < 0 || vector < 0 || vector >= l->space.free_count || from->op != LOOP_NUMBER ||
      to->op != LOOP_NUMBER)
    return false;
  for (int i = 0; i < l->kernel->stores.count; i++)
    expr_walk(l->kernels->graph, l->stores[i].value, find_distant, &reads);
  int64_t rounds = to->integer - from->integer, rows = l->points[row];
  int64_t early = rounds / (2 * rows);
  ahead->rounds = early > LEAST_ROUNDS ? early : LEAST_ROUNDS;
  if (ahead->rounds * rows > rounds)
    return false;
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[row].name);
  LoopBlock body = {0};
  const LoopExpr *first = l->slots[row];
  l->slots[row] = binary(l, LOOP_ADD, first, loop_variable(l->arena, variable));
  int added = prefetch_row(l, &body, &reads, row);
  l->slots[row] = first;
  if (added == 0)
    return false;
  ahead->body = block_for(l->arena, block, variable, number(l, 0), number(l, rows), 1);
  *ahead->body = body;
  ahead->start =
      binary(l, LOOP_ADD, from,
             binary(l, LOOP_MULTIPLY, number(l, ahead->rounds), loop_variable(l->arena, variable)));
  ahead->rest = binary(l, LOOP_ADD, from, number(l, rows * ahead->rounds));
  return true;
}

// -- the next block -------------------------------------------------------------------------------

// The rounds of a block: of the innermost slot, or of it in each round of one around it; all others
// have one round. One of the two may be whole; the other moves on to the next block, of which as
// many rows are fetched.
typedef struct Rows {
  int slot, around, moving;  // around: -1 if there is none
  int64_t count, inner;
} Rows;

static int64_t rounds_of(const Lowering *l, int slot)
{
  int64_t extent = l->kernel->schedule.block[slot];
  if (!l->block_from[slot])
    expr_capacity(l->kernels->graph, l->space.indices[slot].extent, &extent);
  return extent;
}

static bool find_rows(const Lowering *l, int slot, Rows *rows)
{
  const Schedule *schedule = &l->kernel->schedule;
  *rows = (Rows){.slot = slot, .around = -1, .moving = slot};
  for (int i = l->space.free_count; i < schedule->loop_count; i++) {
    int s = schedule->loops[i];
    if (s == slot || schedule->block[s] == 1)
      continue;
    if (rows->around >= 0)
      return false;
    rows->around = s;
  }
  rows->inner = rows->count = rounds_of(l, slot);
  if (rows->around >= 0) {
    rows->count *= rounds_of(l, rows->around);
    if (l->block_from[slot] && l->block_from[rows->around])
      return false;
    rows->moving = l->block_from[slot] ? slot : rows->around;
  }
  return l->block_from[rows->moving] != NULL;
}

static const LoopExpr *block_start(Lowering *l, int slot)
{
  return l->block_from[slot] ? l->block_from[slot] : number(l, 0);
}

// Moves to a row of the next block.
static void go_to_row(Lowering *l, const Rows *rows, const LoopExpr *row)
{
  const LoopExpr *inner = number(l, rows->inner);
  row = binary(l, LOOP_MINIMUM, row, number(l, rows->count - 1));
  if (rows->around >= 0) {
    l->slots[rows->around] =
        binary(l, LOOP_ADD, block_start(l, rows->around), binary(l, LOOP_QUOTIENT, row, inner));
    row = binary(l, LOOP_REMAINDER, row, inner);
  }
  l->slots[rows->slot] = binary(l, LOOP_ADD, block_start(l, rows->slot), row);
  l->slots[rows->moving] = binary(l, LOOP_ADD, l->slots[rows->moving],
                                  number(l, l->kernel->schedule.block[rows->moving]));
}

// Those that the tile at hand has passed before the innermost loop.
static const LoopExpr *rows_before(Lowering *l, const Rows *rows)
{
  if (rows->around < 0)
    return number(l, 0);
  const LoopExpr *round =
      binary(l, LOOP_SUBTRACT, l->slots[rows->around], block_start(l, rows->around));
  return binary(l, LOOP_MULTIPLY, round, number(l, rows->inner));
}

// The tiles that a block serves: how many, and which is at hand.
typedef struct Tiles {
  int64_t count;
  const LoopExpr *position;
} Tiles;

static int64_t slot_range(const Lowering *l, int slot)
{
  const Schedule *schedule = &l->kernel->schedule;
  int64_t extent = 0;
  if (slot == schedule->parallel)
    return schedule->grain;
  expr_capacity(l->kernels->graph, l->space.indices[slot].extent, &extent);
  return extent;
}

static const LoopExpr *slot_start(Lowering *l, int slot)
{
  return slot == l->kernel->schedule.parallel ? l->task_from : number(l, 0);
}

static Tiles find_tiles(Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  Tiles tiles = {1, number(l, 0)};
  for (int i = schedule->outer; i < l->space.free_count; i++) {
    int slot = schedule->loops[i];
    int64_t step = schedule_step(schedule, slot), count = ceiling(slot_range(l, slot), step);
    const LoopExpr *at = binary(l, LOOP_SUBTRACT, l->slots[slot], slot_start(l, slot));
    at = binary(l, LOOP_QUOTIENT, at, number(l, step));
    tiles.position =
        binary(l, LOOP_ADD, binary(l, LOOP_MULTIPLY, tiles.position, number(l, count)), at);
    tiles.count *= count;
  }
  return tiles;
}

// What a block's tiles read of an operand for one round: so many lines, side by side. 0: not so.
static int64_t row_lines(Lowering *l, const Expr *read, int slot)
{
  const Schedule *schedule = &l->kernel->schedule;
  const Tensor *tensor = tensor_of(l->kernels, read->node);
  const Expr *address = tensor_address(l->kernels, tensor, read->operands, 0);
  int64_t step, row, span = 1, elements = 1;
  if (!expr_coefficient(address, slot, &row) || llabs(row) * type_bytes(tensor->type) < LINE_BYTES)
    return 0;
  for (int i = schedule->outer; i < l->space.free_count; i++) {
    int64_t range = slot_range(l, schedule->loops[i]);
    if (!expr_coefficient(address, schedule->loops[i], &step))
      return 0;
    span += (range - 1) * llabs(step);
    elements *= step ? range : 1;
  }
  span = span < llabs(row) ? span : llabs(row);
  return elements * 2 < span ? 0 : ceiling(span * type_bytes(tensor->type), LINE_BYTES);
}

// Operands that come from afar, each in so many groups of prefetches a row.
typedef struct Plan {
  Reads reads;
  int64_t *lines;  // of a row, by read
  int64_t groups;
} Plan;

// Rounds between groups, so that all the tiles of a block fetch the next; 0: that is too much.
static int64_t plan_groups(Lowering *l, int slot, const Tiles *tiles, Plan *plan)
{
  int64_t most = 0;
  plan->reads.l = l;
  expr_walk(l->kernels->graph, l->space.body, find_distant, &plan->reads);
  plan->lines = arena_array(l->scratch, int64_t, plan->reads.found.count + 1);
  for (int i = 0; i < plan->reads.found.count; i++) {
    plan->lines[i] = row_lines(l, plan->reads.found.items[i], slot);
    most = plan->lines[i] > most ? plan->lines[i] : most;
  }
  if (tiles->count > most * MOST_TILES)
    return 0;
  for (int lines = 2; lines <= MOST_LINES; lines *= 2) {
    plan->groups = ceiling(most, lines);
    int64_t rounds = tiles->count / plan->groups;
    if (rounds >= LEAST_ROUNDS)
      return rounds < MOST_ROUNDS ? rounds : MOST_ROUNDS;
  }
  return 0;
}

// Of one operand: the lines of a group, of the row at hand.
static void prefetch_lines(Lowering *l, LoopBlock *block, const Expr *read, int64_t lines,
                           const LoopExpr *group)
{
  const LoopExpr *load = lower_first_element(l, read);
  int64_t elements = LINE_BYTES / type_bytes(read->type);
  if (!load)
    return;
  const LoopExpr *first = binary(l, LOOP_ADD, load->operands[0],
                                 binary(l, LOOP_MULTIPLY, group, number(l, lines * elements)));
  for (int64_t i = 0; i < lines; i++)
    block_prefetch(l->arena, block,
                   loop_load(l->arena, load->parameter, 1,
                             binary(l, LOOP_ADD, first, number(l, i * elements)), NULL));
}

static void prefetch_group(Lowering *l, LoopBlock *block, const Plan *plan, const Rows *rows,
                           const LoopExpr *position)
{
  const LoopExpr *slots[MAX_INDICES];
  int64_t offsets[MAX_INDICES];
  const LoopExpr *row = binary(l, LOOP_QUOTIENT, position, number(l, plan->groups));
  const LoopExpr *group = binary(l, LOOP_REMAINDER, position, number(l, plan->groups));
  for (int s = 0; s < l->space.index_count; s++) {
    slots[s] = l->slots[s], offsets[s] = l->offsets[s];
    l->offsets[s] = 0;
  }
  for (int i = l->kernel->schedule.outer; i < l->space.free_count; i++)
    l->slots[l->kernel->schedule.loops[i]] = slot_start(l, l->kernel->schedule.loops[i]);
  go_to_row(l, rows, row);
  lower_open_scope(l, block);
  for (int i = 0; i < plan->reads.found.count; i++)
    if (plan->lines[i])
      prefetch_lines(l, block, plan->reads.found.items[i], ceiling(plan->lines[i], plan->groups),
                     group);
  for (int s = 0; s < l->space.index_count; s++)
    l->slots[s] = slots[s], l->offsets[s] = offsets[s];
}

static bool fetch_next_block(Lowering *l, LoopBlock *block, int slot, const LoopExpr *from,
                             const LoopExpr *to, Ahead *ahead)
{
  Plan plan = {0};
  Rows rows;
  if (!find_rows(l, slot, &rows) || rows.inner <= MOST_ROUNDS)
    return false;
  Tiles tiles = find_tiles(l);
  ahead->rounds = plan_groups(l, slot, &tiles, &plan);
  if (ahead->rounds == 0)
    return false;
  LoopVariable *variable = kernel_add_variable(l->program, l->out, "ahead");
  const LoopExpr *at = loop_variable(l->arena, variable), *rounds = number(l, ahead->rounds);
  bool is_whole = to->op == LOOP_ADD && to->operands[0] == from;
  const LoopExpr *span = is_whole ? to->operands[1] : binary(l, LOOP_SUBTRACT, to, from);
  const LoopExpr *groups = binary(l, LOOP_QUOTIENT, span, rounds);
  ahead->body = block_for(l->arena, block, variable, number(l, 0), groups, 1);
  ahead->start = binary(l, LOOP_ADD, from, binary(l, LOOP_MULTIPLY, at, rounds));
  ahead->rest = binary(l, LOOP_ADD, from, binary(l, LOOP_MULTIPLY, groups, rounds));
  const LoopExpr *before =
      binary(l, LOOP_MULTIPLY, tiles.position, number(l, rows.count / ahead->rounds));
  before = binary(l, LOOP_ADD, before, binary(l, LOOP_QUOTIENT, rows_before(l, &rows), rounds));
  prefetch_group(l, ahead->body, &plan, &rows, binary(l, LOOP_ADD, before, at));
  return true;
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
  bool fetches = l->phase == PHASE_ADD
                     ? fetch_next_block(l, block, slot, from, to, ahead)
                     : runs_alone(l, slot) && fetch_for_stores(l, block, from, to, ahead);
  l->known_count = known;
  return fetches;
}
