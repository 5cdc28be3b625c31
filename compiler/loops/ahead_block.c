// The next block of a sum that comes in blocks is on its way while the tiles that read this one
// run.
//
//   before   for each block of 392 rows of x { for 43 tiles { for 392 rows { 24 products } } }
//   after    .. { for 43 tiles { for 49 groups { prefetch 4 lines of the next block's rows;
//            for 8 rows { .. } } } }

#include "loops/ahead.h"

#include "base/divisor.h"

#include <stdlib.h>

enum {
  MOST_ROUNDS = 8,
  MOST_LINES = 16,  // of an operand in a group
  MOST_TILES = 16,  // that a block serves for each line of a row: else it comes once in a long time
};

// The rounds of a block: of the innermost slot, or of it in each round of one around it; all others
// have one round. One of the two may be whole; the other moves on to the next block, of which as
// many rows are fetched.
typedef struct Rows {
  int slot, around, moving;  // around: -1 if there is none
  int64_t count, inner;
} Rows;

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
  rows->inner = rows->count = ahead_rounds(l, slot);
  if (rows->around >= 0) {
    rows->count *= ahead_rounds(l, rows->around);
    if (l->block_from[slot] && l->block_from[rows->around])
      return false;
    rows->moving = l->block_from[slot] ? slot : rows->around;
  }
  return l->block_from[rows->moving] != NULL;
}

// Moves to a row of the next block.
static void go_to_row(Lowering *l, const Rows *rows, const LoopExpr *row)
{
  const LoopExpr *inner = number(l, rows->inner);
  row = binary(l, LOOP_MINIMUM, row, number(l, rows->count - 1));
  if (rows->around >= 0) {
    l->slots[rows->around] = binary(l, LOOP_ADD, ahead_block_start(l, rows->around),
                                    binary(l, LOOP_QUOTIENT, row, inner));
    row = binary(l, LOOP_REMAINDER, row, inner);
  }
  l->slots[rows->slot] = binary(l, LOOP_ADD, ahead_block_start(l, rows->slot), row);
  l->slots[rows->moving] = binary(l, LOOP_ADD, l->slots[rows->moving],
                                  number(l, l->kernel->schedule.block[rows->moving]));
}

// Those that the tile at hand has passed before the innermost loop.
static const LoopExpr *rows_before(Lowering *l, const Rows *rows)
{
  if (rows->around < 0)
    return number(l, 0);
  const LoopExpr *round =
      binary(l, LOOP_SUBTRACT, l->slots[rows->around], ahead_block_start(l, rows->around));
  return binary(l, LOOP_MULTIPLY, round, number(l, rows->inner));
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
    int64_t range = ahead_range(l, schedule->loops[i]);
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

// At most so many rounds, of which groups leave none over where that can be.
static int64_t even_rounds(int64_t most, int64_t all)
{
  for (int64_t rounds = most; rounds >= LEAST_ROUNDS; rounds--)
    if (all % rounds == 0)
      return rounds;
  return most;
}

// Rounds between groups, so that all the tiles of a block fetch the next; 0: that is too much.
static int64_t plan_groups(Lowering *l, const Rows *rows, const Tiles *tiles, Plan *plan)
{
  int64_t most = 0;
  plan->reads.l = l;
  ahead_find(&plan->reads, l->space.body);
  plan->lines = arena_array(l->scratch, int64_t, plan->reads.found.count + 1);
  for (int i = 0; i < plan->reads.found.count; i++) {
    plan->lines[i] = row_lines(l, plan->reads.found.items[i], rows->slot);
    most = plan->lines[i] > most ? plan->lines[i] : most;
  }
  if (tiles->count > most * MOST_TILES)
    return 0;
  for (int lines = 2; lines <= MOST_LINES; lines *= 2) {
    plan->groups = ceiling(most, lines);
    int64_t most_rounds = tiles->count / plan->groups;
    if (most_rounds >= LEAST_ROUNDS)
      return even_rounds(most_rounds < MOST_ROUNDS ? most_rounds : MOST_ROUNDS, rows->inner);
  }
  return 0;
}

static void prefetch_group(Lowering *l, LoopBlock *block, const Plan *plan, const Rows *rows,
                           const LoopExpr *position)
{
  const LoopExpr *row = binary(l, LOOP_QUOTIENT, position, number(l, plan->groups));
  const LoopExpr *group = binary(l, LOOP_REMAINDER, position, number(l, plan->groups));
  Place place = ahead_leave(l);
  for (int i = l->kernel->schedule.outer; i < l->space.free_count; i++)
    l->slots[l->kernel->schedule.loops[i]] = ahead_start(l, l->kernel->schedule.loops[i]);
  go_to_row(l, rows, row);
  lower_open_scope(l, block);
  for (int i = 0; i < plan->reads.found.count; i++) {
    const Expr *read = plan->reads.found.items[i];
    int64_t lines = ceiling(plan->lines[i], plan->groups);
    const LoopExpr *load = lines ? lower_first_element(l, read) : NULL;
    const LoopExpr *elements = number(l, lines * LINE_BYTES / type_bytes(read->type));
    if (load)
      ahead_fetch(l, block, load, binary(l, LOOP_MULTIPLY, group, elements), lines, false);
  }
  ahead_return(l, &place);
}

bool fetch_next_block(Lowering *l, LoopBlock *block, int slot, const LoopExpr *from,
                      const LoopExpr *to, Ahead *ahead)
{
  Plan plan = {0};
  Rows rows;
  if (!find_rows(l, slot, &rows) || rows.inner <= MOST_ROUNDS)
    return false;
  Tiles tiles = ahead_tiles(l, l->kernel->schedule.outer);
  ahead->rounds = plan_groups(l, &rows, &tiles, &plan);
  if (ahead->rounds == 0)
    return false;
  const LoopExpr *rounds = number(l, ahead->rounds), *span = ahead_span(l, from, to);
  LoopVariable *group = kernel_add_variable(l->program, l->out, "ahead");
  ahead_open(l, block, group, from, binary(l, LOOP_QUOTIENT, span, rounds), ahead);
  const LoopExpr *before =
      binary(l, LOOP_MULTIPLY, tiles.position, number(l, rows.count / ahead->rounds));
  before = binary(l, LOOP_ADD, before, binary(l, LOOP_QUOTIENT, rows_before(l, &rows), rounds));
  before = binary(l, LOOP_ADD, before, loop_variable(l->arena, group));
  prefetch_group(l, ahead->body, &plan, &rows, before);
  return true;
}
