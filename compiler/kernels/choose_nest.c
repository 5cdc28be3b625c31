// The nest of a kernel: the order of its loops, the blocks of a long reduction, the loop that
// threads share.
//
//   before   dw[o, c] = sum(b) dy[b, o]*x[b, c] in tiles of 6 x 64: all of x passes by for every
//            6 of o
//   after    for each block of 512 b all tiles of dw, which add in memory what those give: x passes
//            by once, and a block of it stays in the cache meanwhile
//
// Loops start in the order of memory. Where that moves more bytes between the caches than the
// arithmetic has time for (nest_cost.c), other orders and blocks are tried, and those with the
// least time win.

#include "kernels/nest.h"

#include <math.h>
#include <string.h>

enum {
  TASK_CYCLES = 30000,
  LEAST_TASK = PARALLEL_CYCLES / 2,
  MOST_TASKS = 64,
  ENOUGH_TASKS = 8,
  LEAST_TERMS = 8,  // of a block: with fewer it loads and stores its results for nothing
};

#define HIDDEN     1.3   // so much more than the arithmetic alone, and traffic hardly counts
#define WORTHWHILE 0.97  // a nest that is no better leaves the plain one
#define UNEVEN     0.97  // of the busiest core's work: else smaller tasks gain nothing

// -- the order of memory --------------------------------------------------------------------------

// Bytes that one tile reads of the operands that move with a slot.
static double footprint(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                        int slot)
{
  double bytes = 0;
  for (int i = 0; i < access->count; i++) {
    const ReadAccess *read = &access->reads[i];
    double elements = 1;
    if (!access_moves(read, slot))
      continue;
    for (int s = 0; s < kernel->space.index_count; s++)
      if (access_moves(read, s))
        elements *= s < kernel->space.free_count ? (double)schedule_step(schedule, s)
                                                 : (double)access->extents[s];
    bytes += elements * type_bytes(read->tensor->type);
  }
  return bytes;
}

// How far apart in memory neighbouring tiles of a slot lie, in the operand or result where that is
// most.
static double reach(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                    int slot)
{
  double most = 0,
         points = fmin((double)schedule_step(schedule, slot), (double)access->extents[slot]);
  for (int i = 0; i < access->count; i++) {
    double step = fabs((double)access->reads[i].steps[slot]) * points;
    most = step > most ? step : most;
  }
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    int d = moved_dimension(store->indices, store->tensor->shape.rank, slot);
    const Layout *layout = &store->tensor->layout;
    if (d < 0)
      continue;
    double step = layout->block && d == layout->blocked
                      ? (double)layout->block_stride / (double)layout->block
                      : (double)layout->strides[d];
    step *= points;
    most = step > most ? step : most;
  }
  return most;
}

// Does `a` belong outside `b`? Of a sum, what has other bounds in other classes; what jumps farther
// in memory; of near equals, what brings more new data, if any is used again.
static bool is_outer(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                     int a, int b)
{
  bool pinned_a = access->pinned >> a & 1, pinned_b = access->pinned >> b & 1;
  if (a >= kernel->space.free_count && pinned_a != pinned_b)
    return pinned_a;
  double far_a = reach(kernel, access, schedule, a), far_b = reach(kernel, access, schedule, b);
  double near = kernel->root ? 4 : 1;
  if (far_a > near * far_b || far_b > near * far_a)
    return far_a > far_b;
  return footprint(kernel, access, schedule, a) > footprint(kernel, access, schedule, b);
}

static void sort_loops(const Kernel *kernel, const KernelAccess *access, Schedule *schedule,
                       int from, int to)
{
  for (int i = from + 1; i < to; i++) {
    int slot = schedule->loops[i], at = i;
    for (; at > from && is_outer(kernel, access, schedule, slot, schedule->loops[at - 1]); at--)
      schedule->loops[at] = schedule->loops[at - 1];
    schedule->loops[at] = slot;
  }
}

// Free slots, then reduced ones, each kind in the order of memory.
void order_loops(const Kernel *kernel, const KernelAccess *access, Schedule *schedule)
{
  schedule->loop_count = kernel->space.index_count;
  for (int s = 0; s < schedule->loop_count; s++)
    schedule->loops[s] = s;
  sort_loops(kernel, access, schedule, 0, kernel->space.free_count);
  sort_loops(kernel, access, schedule, kernel->space.free_count, schedule->loop_count);
}

// -- what threads share ---------------------------------------------------------------------------

static int64_t tile_count(const KernelAccess *access, const Schedule *schedule, int slot)
{
  return ceiling(access->extents[slot], schedule_step(schedule, slot));
}

// How many tasks keep all cores busy, though some have less in them; of a machine that only its
// name is known of, those of a small one.
static int64_t enough_tasks(const Kernels *kernels)
{
  int64_t two_each = 2 * kernels->machine->cores;
  return !kernels->machine->knows_cores || two_each > ENOUGH_TASKS ? ENOUGH_TASKS : two_each;
}

// Threads share the outermost free slot that has tiles for all of them, else the one with the most;
// a task is some whole tiles of it, so that what a task does depends on shapes alone.
static int parallel_slot(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                         int64_t enough)
{
  int best = -1;
  int64_t most = 1;
  for (int i = 0; i < kernel->space.free_count; i++) {
    int slot = schedule->loops[i];
    int64_t count = tile_count(access, schedule, slot);
    if (count >= enough)
      return slot;
    if (count > most) {
      most = count;
      best = slot;
    }
  }
  return best;
}

int64_t task_grain(const KernelAccess *access, const Schedule *schedule, int slot, int64_t tasks)
{
  int64_t most = tile_count(access, schedule, slot), step = schedule_step(schedule, slot);
  tasks = tasks < 1 ? 1 : tasks > most ? most : tasks;
  int64_t rounds = ceiling(most, tasks);
  for (int64_t r = rounds; r >= 1 && 2 * r >= rounds; r--)
    if (access->extents[slot] % (r * step) == 0)
      return r * step;
  return rounds * step;
}

// A little less in a task, where the busiest core then has less to do.
static int64_t even_grain(const Kernels *kernels, const KernelAccess *access,
                          const Schedule *schedule, int slot, int64_t grain)
{
  int64_t tiles = tile_count(access, schedule, slot), step = schedule_step(schedule, slot);
  int64_t cores = kernels->machine->cores, best = grain / step, least = INT64_MAX;
  for (int64_t rounds = grain / step; rounds >= 1 && kernels->machine->knows_cores; rounds--) {
    int64_t busiest = ceiling(ceiling(tiles, rounds), cores) * rounds;
    if ((double)busiest >= UNEVEN * (double)least)
      continue;
    least = busiest;
    best = rounds;
  }
  return best * step;
}

// Of a slot with about so many tiles, at best.
static void choose_parallel(const Kernels *kernels, const Kernel *kernel,
                            const KernelAccess *access, Schedule *schedule, double cycles,
                            int64_t tiles, int64_t most_tasks)
{
  int best = parallel_slot(kernel, access, schedule, tiles);
  schedule->parallel = -1;
  if (best < 0 || cycles < PARALLEL_CYCLES)
    return;
  int64_t tasks = (int64_t)(cycles / TASK_CYCLES), enough = enough_tasks(kernels);
  if (tasks < enough)
    tasks = (int64_t)fmin(cycles / LEAST_TASK, (double)enough);
  schedule->parallel = best;
  int64_t grain = task_grain(access, schedule, best, tasks < most_tasks ? tasks : most_tasks);
  schedule->grain = even_grain(kernels, access, schedule, best, grain);
}

// -- the search -----------------------------------------------------------------------------------

typedef struct Trial {
  Nest *nest;
  Schedule schedule;  // the best so far
  double cycles;
  int64_t most_tasks;  // of the best so far
} Trial;

static void consider_tiles(Trial *trial, Schedule schedule, int64_t tiles, int64_t most_tasks)
{
  const Nest *nest = trial->nest;
  choose_parallel(nest->kernels, nest->kernel, nest->access, &schedule, nest->arithmetic, tiles,
                  most_tasks);
  double cycles = nest_cycles(trial->nest, &schedule);
  if (cycles >= trial->cycles)
    return;
  trial->cycles = cycles;
  trial->schedule = schedule;
  trial->most_tasks = most_tasks;
}

// What each task reads anew may make a slot better that has a tile for each core, and no more.
static void consider_nest(Trial *trial, Schedule schedule, int64_t most_tasks)
{
  const Nest *nest = trial->nest;
  int64_t enough = enough_tasks(nest->kernels), cores = nest->kernels->machine->cores;
  int slot = parallel_slot(nest->kernel, nest->access, &schedule, cores);
  consider_tiles(trial, schedule, enough, most_tasks);
  if (nest->kernels->machine->knows_cores && cores > 1 && slot >= 0 &&
      tile_count(nest->access, &schedule, slot) == cores)
    consider_tiles(trial, schedule, cores, most_tasks);
}

bool kernel_can_block(Kernels *kernels, const Kernel *kernel, const Schedule *schedule,
                      bool may_split)
{
  if (!kernel->root || kernel->space.otherwise || reduction_is_positional(&kernel->space))
    return false;
  bool plain = kernel_is_plain(kernel),
       scalar = schedule->vector < 0 || schedule->vector >= kernel->space.free_count;
  const Expr *result = kernel_result(kernels, kernel), *start;
  if (scalar || !result || !plain)
    return result && (plain || may_split) &&
           (scalar ||
            moved_dimension(result->operands, kernel->root->shape.rank, schedule->vector) >= 0);
  const Store *store = &kernel->stores.items[0];
  const Expr *address = tensor_address(kernels, store->tensor, store->indices, 0);
  return address_is_contiguous(kernels->graph, address, schedule->vector, schedule->lanes, &start);
}

static int64_t block_terms(const Nest *nest, const Schedule *schedule)
{
  int64_t terms = 1;
  for (int s = nest->kernel->space.free_count; s < nest->kernel->space.index_count; s++)
    terms *= schedule->block[s] ? schedule->block[s] : nest->access->extents[s];
  return terms;
}

// Blocks of the reduction: one point each of the outer slots, some of the next, all of the others.
// A task is all that a block can serve, so that few large ones may be better.
static void try_blocks(Trial *trial)
{
  const Nest *nest = trial->nest;
  int free_count = nest->kernel->space.free_count, count = nest->kernel->space.index_count;
  Schedule schedule = trial->schedule;
  int64_t most_tasks = trial->most_tasks;
  if (!kernel_can_block(nest->kernels, nest->kernel, &schedule, nest->may_split))
    return;
  memset(schedule.block, 0, sizeof schedule.block);
  for (int i = free_count; i < count && schedule.loops[i] != schedule.vector; i++) {
    int slot = schedule.loops[i];
    int64_t extent = nest->access->extents[slot];
    for (int64_t parts = 2; parts < 2 * extent; parts *= 2) {
      schedule.block[slot] = ceiling(extent, parts < extent ? parts : extent);
      if (block_terms(nest, &schedule) < LEAST_TERMS)
        break;
      for (schedule.outer = 0; schedule.outer < free_count; schedule.outer++) {
        consider_nest(trial, schedule, most_tasks);
        consider_nest(trial, schedule, enough_tasks(nest->kernels));
      }
    }
    schedule.block[slot] = extent > 1;
  }
}

// Each free slot outermost, and each innermost.
static void try_orders(Trial *trial)
{
  int free_count = trial->nest->kernel->space.free_count;
  Schedule start = trial->schedule;
  int64_t most_tasks = trial->most_tasks;
  for (int a = 0; a < free_count; a++)
    for (int b = 0; b < free_count; b++) {
      if (a == b)
        continue;
      Schedule schedule = start;
      int count = 0;
      schedule.loops[count++] = start.loops[a];
      for (int i = 0; i < free_count; i++)
        if (i != a && i != b)
          schedule.loops[count++] = start.loops[i];
      schedule.loops[count] = start.loops[b];
      consider_nest(trial, schedule, most_tasks);
    }
}

// As the first result lies in memory: classes of residues stay woven into each other.
static void try_order_of_store(Trial *trial)
{
  const Nest *nest = trial->nest;
  const Store *store = &nest->kernel->stores.items[0];
  const Expr *address = tensor_address(nest->kernels, store->tensor, store->indices, 0);
  Schedule schedule = trial->schedule;
  int64_t steps[MAX_INDICES];
  for (int s = 0; s < nest->kernel->space.free_count; s++)
    if (!expr_coefficient(address, s, &steps[s]))
      return;
  for (int i = 1; i < nest->kernel->space.free_count; i++) {
    int slot = schedule.loops[i], at = i;
    for (; at > 0 && steps[schedule.loops[at - 1]] < steps[slot]; at--)
      schedule.loops[at] = schedule.loops[at - 1];
    schedule.loops[at] = slot;
  }
  consider_nest(trial, schedule, trial->most_tasks);
}

static void try_tasks(Trial *trial)
{
  Schedule schedule = trial->schedule;
  for (int64_t tasks = MOST_TASKS; tasks >= enough_tasks(trial->nest->kernels); tasks /= 2)
    consider_nest(trial, schedule, tasks);
}

// Blocks with each of the summed slots outermost: what a block walks are the others.
static void try_sums(Trial *trial)
{
  int first = trial->nest->kernel->space.free_count;
  int count = trial->nest->kernel->space.index_count;
  try_blocks(trial);
  for (int i = first + 1; i < count && trial->schedule.loops[i] != trial->schedule.vector; i++) {
    Trial turned = *trial;
    int slot = turned.schedule.loops[i];
    for (int at = i; at > first; at--)
      turned.schedule.loops[at] = turned.schedule.loops[at - 1];
    turned.schedule.loops[first] = slot;
    try_blocks(&turned);
    if (turned.cycles < trial->cycles)
      *trial = turned;
  }
}

// Returns the expected cycles.
static double search_nest(Nest *nest, Schedule *schedule)
{
  Trial trial = {.nest = nest, .schedule = *schedule, .cycles = INFINITY, .most_tasks = MOST_TASKS};
  consider_nest(&trial, *schedule, MOST_TASKS);
  double plain = trial.cycles;
  if (plain <= nest->arithmetic * HIDDEN)
    return plain;
  for (int round = 0; round < 2; round++) {
    try_sums(&trial);
    try_orders(&trial);
    try_order_of_store(&trial);
    try_tasks(&trial);
  }
  if (trial.cycles >= plain * WORTHWHILE)
    return plain;
  *schedule = trial.schedule;
  return trial.cycles;
}

double best_nest_cycles(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                        const Schedule *schedule, uint32_t copied)
{
  Nest nest = {.kernels = kernels, .kernel = kernel, .access = access, .may_split = true};
  Schedule ordered = *schedule;
  order_loops(kernel, access, &ordered);
  nest.arithmetic = schedule_cycles(kernel, access, schedule, copied);
  nest_follow(&nest, &ordered, copied);
  return search_nest(&nest, &ordered);
}

double plain_nest_cycles(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                         const Schedule *schedule, uint32_t copied, double arithmetic)
{
  Nest nest = {.kernels = kernels, .kernel = kernel, .access = access, .arithmetic = arithmetic};
  Schedule ordered = *schedule;
  order_loops(kernel, access, &ordered);
  nest_follow(&nest, &ordered, copied);
  return flowing_cycles(&nest, &ordered);
}

void choose_nest(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                 Schedule *schedule, double cycles, bool may_split)
{
  choose_parallel(kernels, kernel, access, schedule, cycles, enough_tasks(kernels), MOST_TASKS);
  Nest nest = {.kernels = kernels, .kernel = kernel, .access = access, .may_split = may_split};
  if (!kernel->root || access->count >= MOST_STREAMS)
    return;
  nest.arithmetic = cycles;
  nest_follow(&nest, schedule, 0);
  search_nest(&nest, schedule);
}
