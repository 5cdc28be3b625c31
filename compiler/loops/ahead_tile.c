// What the next tile reads along the sum is on its way while the present one's sum runs.
//
//   before   for j step 14 { for c in 0..128 { 14 products of x[j .. j + 13, c] } }
//   after    for j step 14 { for g in 0..14 { prefetch 8 lines of x[j + 14 + g, ..]; for 9 rounds
//            { .. } }; for c in 126..128 { .. } }
//
// The points of a tile are rows that the sum walks along together: for a core as many streams as
// rows, each lost again when the next tile begins.

#include "loops/ahead.h"

#include "base/divisor.h"

// The rows of an operand beyond the last cache.
typedef struct Rows {
  const Expr *read;
  int slot;  // of the points of a tile; its loop is the innermost of those that move them
  int64_t step, lines;  // elements from one row to the next, lines of a row
} Rows;

static bool find_rows(Lowering *l, const Expr *read, int summed, Rows *rows)
{
  const Schedule *schedule = &l->kernel->schedule;
  const Tensor *tensor = tensor_of(l->kernels, read->node);
  const Expr *address = tensor_address(l->kernels, tensor, read->operands, 0);
  int64_t size = type_bytes(tensor->type), along;
  int slot = schedule->loops[l->space.free_count - 1];
  *rows = (Rows){
      .read = read, .slot = slot, .lines = ceiling(ahead_extent(l, summed) * size, LINE_BYTES)};
  if (!tensor_is_beyond_caches(l->kernels, tensor) || l->points[slot] < 2 ||
      slot == schedule->vector || !expr_coefficient(address, summed, &along) || along != 1 ||
      !expr_coefficient(address, slot, &rows->step) || rows->step == 0)
    return false;
  for (int s = 0; s < l->space.free_count; s++)
    if (s != slot && (l->points[s] > 1 || s == schedule->vector) && (lower_uses(l, read) >> s & 1))
      return false;
  return true;
}

// Some lines of a row of the next tile: group g has part g % groups of row g / groups.
static void fetch_group(Lowering *l, LoopBlock *block, const Rows *rows, int summed,
                        const LoopExpr *group, int64_t groups, int64_t lines)
{
  int64_t elements = lines * LINE_BYTES / type_bytes(rows->read->type);
  const LoopExpr *row = binary(l, LOOP_QUOTIENT, group, number(l, groups));
  const LoopExpr *part = binary(l, LOOP_REMAINDER, group, number(l, groups));
  Place place = ahead_leave(l);
  l->slots[summed] = number(l, 0);
  row = binary(l, LOOP_ADD, row, number(l, l->points[rows->slot]));
  const LoopExpr *beyond = binary(l, LOOP_ADD, binary(l, LOOP_MULTIPLY, row, number(l, rows->step)),
                                  binary(l, LOOP_MULTIPLY, part, number(l, elements)));
  lower_open_scope(l, block);
  const LoopExpr *load = lower_first_element(l, rows->read);
  if (load)
    ahead_fetch(l, block, load, beyond, lines, false);
  ahead_return(l, &place);
}

bool fetch_next_tile(Lowering *l, LoopBlock *block, int slot, const LoopExpr *from,
                     const LoopExpr *to, Ahead *ahead)
{
  Reads reads = {.l = l};
  Rows rows;
  bool found = false;
  if (from->op != LOOP_NUMBER || to->op != LOOP_NUMBER || l->space.condition_count)
    return false;
  ahead_find(&reads, l->space.body);
  for (int i = 0; i < reads.found.count && !found; i++)
    found = find_rows(l, reads.found.items[i], slot, &rows);
  if (!found)
    return false;
  int64_t groups = ceiling(rows.lines, GROUP_LINES), all = groups * l->points[rows.slot];
  ahead->rounds = (to->integer - from->integer) / all;
  if (ahead->rounds < LEAST_ROUNDS)
    return false;
  LoopVariable *group = kernel_add_variable(l->program, l->out, "ahead");
  ahead_open(l, block, group, from, number(l, all), ahead);
  fetch_group(l, ahead->body, &rows, slot, loop_variable(l->arena, group), groups,
              ceiling(rows.lines, groups));
  return true;
}
