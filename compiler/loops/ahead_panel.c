// The next panel of an operand is on its way while the tiles that read this one run.
//
//   before   for each panel of w { for 4 tiles { for 512 rounds { 24 products } } }
//   after    .. { for 4 tiles { for 64 groups { prefetch 8 lines of the next panel; for 8 rounds
//            { .. } } } }
//
// The first tile of a panel would wait for memory, and all others for the multipliers. Few tiles
// fetch many lines each, in groups; of many tiles each fetches a few before its sum.

#include "loops/ahead.h"

#include "base/divisor.h"

// An operand that the tiles of the inner loops read again and again, as one stretch of memory: so
// many rounds, each of so many lines.
typedef struct Panel {
  const Expr *read;
  int moving;  // the slot of the innermost loop that goes to another, at this level
  int level;
  int around;  // the slot of the next such loop outside; -1: there is none
  int64_t rounds, lines;
} Panel;

// Is the operand one stretch, row by row in the order of the summed loops?
static bool lies_in_rows(const Lowering *l, const Expr *address, int64_t row)
{
  const Schedule *schedule = &l->kernel->schedule;
  for (int i = schedule->loop_count - 1; i >= l->space.free_count; i--) {
    int64_t step;
    if (!expr_coefficient(address, schedule->loops[i], &step) || step != row)
      return false;
    row *= ahead_rounds(l, schedule->loops[i]);
  }
  return true;
}

// The loops that move it; false if the points of a tile do.
static bool find_moving_loops(Lowering *l, Panel *panel)
{
  const Schedule *schedule = &l->kernel->schedule;
  for (int i = 0; i < l->space.free_count; i++) {
    int slot = schedule->loops[i];
    if (!(lower_uses(l, panel->read) >> slot & 1))
      continue;
    if (slot != schedule->vector && l->points[slot] > 1)
      return false;
    if (ahead_range(l, slot) <= schedule_step(schedule, slot))
      continue;
    panel->around = panel->moving;
    panel->moving = slot;
    panel->level = i;
  }
  return panel->moving >= 0;
}

static bool find_panel(Lowering *l, const Expr *read, Panel *panel)
{
  const Schedule *schedule = &l->kernel->schedule;
  const Machine *machine = l->kernels->machine;
  const Tensor *tensor = tensor_of(l->kernels, read->node);
  const Expr *address = tensor_address(l->kernels, tensor, read->operands, 0), *start;
  int64_t size = type_bytes(tensor->type);
  int64_t width = l->points[schedule->vector] * (int64_t)schedule->lanes;
  *panel = (Panel){.read = read, .moving = -1, .around = -1, .rounds = 1};
  for (int i = l->space.free_count; i < schedule->loop_count; i++)
    panel->rounds *= ahead_rounds(l, schedule->loops[i]);
  panel->lines = ceiling(panel->rounds * width * size, LINE_BYTES);
  return tensor->layout.count * size > machine->l2_bytes &&
         panel->lines * LINE_BYTES <= machine->l2_bytes / 2 &&
         (!tensor->layout.block || tensor->layout.block == width) &&
         address_is_contiguous(l->kernels->graph, address, schedule->vector, schedule->lanes,
                               &start) &&
         lies_in_rows(l, address, width) && find_moving_loops(l, panel);
}

// After the last panel of a loop comes the first in the next round of the one around.
static void go_to_next(Lowering *l, const Panel *panel)
{
  const Schedule *schedule = &l->kernel->schedule;
  int slot = panel->moving, around = panel->around;
  const LoopExpr *start = ahead_start(l, slot);
  const LoopExpr *end = binary(l, LOOP_ADD, start, number(l, ahead_range(l, slot)));
  const LoopExpr *next =
      binary(l, LOOP_ADD, l->slots[slot], number(l, schedule_step(schedule, slot)));
  l->slots[slot] = next;
  if (around < 0)
    return;
  const LoopExpr *goes_on = binary(l, LOOP_LESS, next, end), *here = l->slots[around];
  const LoopExpr *beyond = binary(l, LOOP_ADD, here, number(l, schedule_step(schedule, around)));
  l->slots[slot] = loop_ternary(l->arena, LOOP_SELECT, goes_on, next, start);
  l->slots[around] = loop_ternary(l->arena, LOOP_SELECT, goes_on, here, beyond);
}

// `part` of as many as the tiles of the panel share, each of so many lines.
static void fetch_part(Lowering *l, LoopBlock *block, const Panel *panel, const LoopExpr *part,
                       int64_t lines)
{
  int64_t elements = lines * LINE_BYTES / type_bytes(panel->read->type);
  Place place = ahead_leave(l);
  for (int s = l->space.free_count; s < l->space.index_count; s++)
    l->slots[s] = ahead_block_start(l, s);
  go_to_next(l, panel);
  lower_open_scope(l, block);
  const LoopExpr *load = lower_first_element(l, panel->read);
  if (load)
    ahead_fetch(l, block, load, binary(l, LOOP_MULTIPLY, part, number(l, elements)), lines, true);
  ahead_return(l, &place);
}

// The inner loops of the panel's tiles: how many, and which is at hand.
static Tiles find_sums(Lowering *l, const Panel *panel)
{
  const Schedule *schedule = &l->kernel->schedule;
  Tiles sums = ahead_tiles(l, panel->level + 1);
  for (int i = l->space.free_count; i < schedule->loop_count - 1; i++) {
    int64_t rounds = ahead_rounds(l, schedule->loops[i]);
    sums.count *= rounds;
    sums.position = binary(l, LOOP_ADD, binary(l, LOOP_MULTIPLY, sums.position, number(l, rounds)),
                           l->slots[schedule->loops[i]]);
  }
  return sums;
}

static bool find_far_panel(Lowering *l, Panel *panel)
{
  const Schedule *schedule = &l->kernel->schedule;
  Reads reads = {.l = l};
  if (schedule->vector < 0 || schedule->vector >= l->space.free_count || l->space.condition_count)
    return false;
  ahead_find(&reads, l->space.body);
  for (int i = 0; i < reads.found.count; i++)
    if (find_panel(l, reads.found.items[i], panel))
      return panel->level >= schedule->outer && ahead_tiles(l, panel->level + 1).count > 1;
  return false;
}

bool fetch_next_panel(Lowering *l, LoopBlock *block, const LoopExpr *from, const LoopExpr *to,
                      Ahead *ahead)
{
  Panel panel;
  const LoopExpr *rounds = ahead_span(l, from, to);
  if (rounds->op != LOOP_NUMBER || !find_far_panel(l, &panel))
    return false;
  Tiles sums = find_sums(l, &panel);
  StoreRows rows = ahead_store_rows(l);
  int64_t lines = ceiling(panel.lines, sums.count), groups = ceiling(lines, GROUP_LINES);
  groups = groups > 1 && groups < rows.count ? rows.count : groups;
  ahead->rounds = rounds->integer / groups;
  if (sums.count > 2 * panel.lines || ahead->rounds < LEAST_ROUNDS)
    return false;
  if (groups == 1) {
    fetch_part(l, block, &panel, sums.position, lines);
    return false;
  }
  LoopVariable *group = kernel_add_variable(l->program, l->out, "ahead");
  ahead_open(l, block, group, from, number(l, groups), ahead);
  const LoopExpr *at = loop_variable(l->arena, group);
  const LoopExpr *part = binary(l, LOOP_MULTIPLY, sums.position, number(l, groups));
  fetch_part(l, ahead->body, &panel, binary(l, LOOP_ADD, part, at), ceiling(lines, groups));
  if (rows.count)
    ahead_fetch_row(l, ahead->body, &rows, binary(l, LOOP_MINIMUM, at, number(l, rows.count - 1)));
  return true;
}
