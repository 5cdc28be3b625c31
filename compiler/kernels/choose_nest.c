// The nest of a kernel: the order of its loops, the blocks of a long reduction, the loop that
// threads share.
//
//   before   dw[o, c] = sum(b) dy[b, o]*x[b, c] in tiles of 6 x 64: all of x passes by for every 6
//   o after    for each block of 512 b all tiles of dw, which add in memory what those give: x
//   passes
//            by once, and a block of it stays in the cache meanwhile
//
// Loops start in the order of memory. Where that moves more bytes between the caches than the
// arithmetic has time for, other orders and blocks are tried, and those with the least time win.
//
// The bytes follow from how much each loop touches: what an operand brings into a cache is used
// again by a loop along which it does not move, if all that is touched in between fits the cache
// (the reuse distance of Mattson 1970, taken loop by loop).

#include "kernels/cost.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  PARALLEL_CYCLES = 60000,  // some 20 microseconds: below, threads cost more than they bring
  TASK_CYCLES = 30000,
  MOST_TASKS = 64,
  ENOUGH_TASKS = 8,
  LINE_BYTES = 64,
  PAGE_BYTES = 4096,  // addresses so far apart share a set of the first cache
  SECOND_WAYS = 8,    // of the second cache: a part of it so large maps to all its sets
  BLOCK_CYCLES = 20,  // of a tile in a block: its loop begins and ends
  SPLIT_CYCLES = 1,   // of a value that passes through memory to a map
  MOST_STREAMS = 12,
  MOST_LEVELS = 2 * MAX_INDICES + 1,
  RESULT_PASSES = 2,
  MOST_ROWS = 32,    // that are read ahead at the same time
  JUMP_CYCLES = 40,  // the first line of a row from memory, where others hide a part
};

#define FILLED     0.75  // of a cache: the rest is for what is not counted
#define SHADOW     0.1   // what arithmetic and traffic cost even where the longest hides them
#define HIDDEN     1.3   // so much more than the arithmetic alone, and traffic hardly counts
#define WORTHWHILE 0.97  // a nest that is no better leaves the plain one

// How an operand, or the result, moves through memory.
typedef struct Stream {
  int64_t steps[MAX_INDICES];  // bytes, by slot
  int panels;                  // the slot that walks through panels, -1: none does
  int64_t width, panel_step;   // points of it in a panel, bytes from one to the next
  int passes;                  // of an operand 1, which is read; a result is read and written
} Stream;

typedef struct Level {
  int slot;
  int64_t step, span;  // points of the slot in a round, and in all
} Level;

typedef struct Nest {
  Kernels *kernels;
  const Kernel *kernel;
  const KernelAccess *access;
  double arithmetic;  // cycles, without blocks
  bool may_split;
  Stream streams[MOST_STREAMS];
  int stream_count;
  Level levels[MOST_LEVELS];
  int level_count;
  int tile_level;             // from here on loops sum up one tile, whose result is in registers
  int64_t tile[MAX_INDICES];  // points of each slot in a tile
} Nest;

static int64_t ceiling(int64_t a, int64_t b)
{
  return (a + b - 1) / b;
}

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
  double most = 0;
  for (int i = 0; i < access->count; i++) {
    double step =
        fabs((double)access->reads[i].steps[slot]) * (double)schedule_step(schedule, slot);
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
    step *= (double)schedule_step(schedule, slot);
    most = step > most ? step : most;
  }
  return most;
}

// Does `a` belong outside `b`? What jumps farther in memory; of near equals, what brings more new
// data.
static bool is_outer(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                     int a, int b)
{
  double far_a = reach(kernel, access, schedule, a), far_b = reach(kernel, access, schedule, b);
  if (far_a > 4 * far_b || far_b > 4 * far_a)
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
  return kernels->machine->cores == 1 || two_each > ENOUGH_TASKS ? ENOUGH_TASKS : two_each;
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

static void choose_parallel(const Kernels *kernels, const Kernel *kernel,
                            const KernelAccess *access, Schedule *schedule, double cycles,
                            int64_t most_tasks)
{
  int best = parallel_slot(kernel, access, schedule, enough_tasks(kernels));
  schedule->parallel = -1;
  if (best < 0 || cycles < PARALLEL_CYCLES)
    return;
  int64_t tasks = (int64_t)(cycles / TASK_CYCLES);
  schedule->parallel = best;
  schedule->grain = task_grain(access, schedule, best, tasks < most_tasks ? tasks : most_tasks);
}

// -- streams --------------------------------------------------------------------------------------

static void add_operand(Nest *nest, const ReadAccess *read, const Schedule *schedule)
{
  Stream *stream = &nest->streams[nest->stream_count++];
  const Layout *layout = &read->tensor->layout;
  int64_t bytes = type_bytes(read->tensor->type);
  *stream = (Stream){.panels = -1, .passes = 1};
  for (int s = 0; s < nest->kernel->space.index_count; s++) {
    int64_t step = llabs(read->steps[s]);
    // Somewhere in the tensor: its points are spread over all of it.
    if (read->irregular[s] && step == 0)
      step = layout->count / nest->access->extents[s] + 1;
    if (s == schedule->vector && read->contiguous[s]) {
      step = 1;
      if (read->irregular[s] && layout->block) {
        stream->panels = s;
        stream->width = layout->block;
        stream->panel_step = layout->block_stride * bytes;
      }
    }
    stream->steps[s] = step * bytes;
  }
}

// The result in the workspace, vectors innermost.
static void add_result(Nest *nest, const Schedule *schedule)
{
  Stream *stream = &nest->streams[nest->stream_count++];
  int64_t step = type_bytes(nest->kernel->space.body->type);
  int vector = schedule->vector, free_count = nest->kernel->space.free_count;
  *stream = (Stream){.panels = -1, .passes = RESULT_PASSES};
  if (vector >= 0 && vector < free_count) {
    stream->steps[vector] = step;
    step *= nest->access->extents[vector];
  }
  for (int s = free_count - 1; s >= 0; s--) {
    if (s == vector)
      continue;
    stream->steps[s] = step;
    step *= nest->access->extents[s];
  }
}

// So many points at a distance of so many bytes.
typedef struct Walk {
  int64_t step, points;
} Walk;

static int add_walk(Walk *walks, int count, int64_t step, int64_t points)
{
  if (step == 0 || points <= 1)
    return count;
  int at = count;
  for (; at > 0 && walks[at - 1].step > step; at--)
    walks[at] = walks[at - 1];
  walks[at] = (Walk){step, points};
  return count + 1;
}

// Shortest steps first.
static int walks_of(const Stream *stream, const int64_t *points, int slots, Walk *walks)
{
  int count = 0;
  for (int s = 0; s < slots; s++) {
    bool in_panels = s == stream->panels && points[s] > stream->width;
    count = add_walk(walks, count, stream->steps[s], in_panels ? stream->width : points[s]);
    if (in_panels)
      count = add_walk(walks, count, stream->panel_step, ceiling(points[s], stream->width));
  }
  return count;
}

// Bytes of a stream among which so many points of each slot are, and how much of a cache they take:
// rows at a distance that sets repeat by crowd into a part of the sets. `period`: that distance.
static double touched(const Stream *stream, const int64_t *points, int slots, int64_t period,
                      double *taken)
{
  Walk walks[MAX_INDICES + 1];
  int64_t steps[MAX_INDICES + 1], counts[MAX_INDICES + 1], run = 1;
  int groups = 0, count = walks_of(stream, points, slots, walks);
  for (int i = 0; i < count; i++) {
    int64_t step = walks[i].step, more = walks[i].points - 1;
    int g = 0;
    if (step <= run || step < LINE_BYTES) {
      run = (run > 1 ? run : 4) + more * step;
      continue;
    }
    // Rows that overlap those of another slot: a window.
    while (g < groups && (step % steps[g] || step / steps[g] > counts[g]))
      g++;
    if (g < groups) {
      counts[g] += more * (step / steps[g]);
    } else {
      steps[groups] = step;
      counts[groups++] = more + 1;
    }
  }
  double rows = 1, row = (double)ceiling(run, LINE_BYTES) * LINE_BYTES;
  for (int g = 0; g < groups; g++)
    rows *= (double)counts[g];
  *taken = rows * row;
  if (groups) {
    int64_t common = steps[0], rest = period;
    while (rest) {
      int64_t next = common % rest;
      common = rest;
      rest = next;
    }
    if (rows > (double)(period / common) && (double)common > row)
      *taken = rows * (double)common;
  }
  return rows * row;
}

// -- traffic --------------------------------------------------------------------------------------

static bool is_result(const Stream *stream)
{
  return stream->passes == RESULT_PASSES;
}

// Bytes that come from beyond a cache of `capacity` bytes.
static double traffic(const Nest *nest, int64_t capacity, int64_t period)
{
  double own[MOST_LEVELS + 1][MOST_STREAMS], all[MOST_LEVELS + 1], sum = 0;
  int64_t points[MAX_INDICES];
  int slots = nest->kernel->space.index_count, levels = nest->level_count;
  memcpy(points, nest->tile, sizeof points);
  for (int k = levels; k >= 0; k--) {
    if (k < levels)
      points[nest->levels[k].slot] = nest->levels[k].span;
    all[k] = 0;
    for (int i = 0; i < nest->stream_count; i++) {
      double taken;
      own[k][i] = touched(&nest->streams[i], points, slots, period, &taken);
      all[k] += k > nest->tile_level && is_result(&nest->streams[i]) ? 0 : taken;
    }
  }
  for (int i = 0; i < nest->stream_count; i++) {
    const Stream *stream = &nest->streams[i];
    double bytes = own[levels][i];
    int first = is_result(stream) ? nest->tile_level : levels;
    int moving = first;  // the outermost loop so far along which the stream moves
    for (int k = first - 1; k >= 0; k--) {
      const Level *level = &nest->levels[k];
      bool moves = stream->steps[level->slot] != 0;
      bool stays = all[moves ? k + 1 : moving] <= FILLED * (double)capacity;
      if (!stays)
        bytes *= (double)ceiling(level->span, level->step);
      else if (moves)
        bytes *= own[k][i] / own[k + 1][i];
      moving = moves ? k : moving;
    }
    sum += bytes * stream->passes * (is_result(stream) ? 1 : nest->access->share);
  }
  return sum;
}

static void add_level(Nest *nest, int slot, int64_t step, int64_t span)
{
  if (span > step)
    nest->levels[nest->level_count++] = (Level){slot, step, span};
}

static void add_free_levels(Nest *nest, const Schedule *schedule, int from, int to)
{
  for (int i = from; i < to; i++) {
    int slot = schedule->loops[i];
    int64_t extent = nest->access->extents[slot];
    int64_t span =
        slot == schedule->parallel && schedule->grain < extent ? schedule->grain : extent;
    add_level(nest, slot, schedule_step(schedule, slot), span);
  }
}

static void set_levels(Nest *nest, const Schedule *schedule)
{
  const int64_t *extents = nest->access->extents;
  int free_count = nest->kernel->space.free_count, count = nest->kernel->space.index_count;
  nest->level_count = 0;
  for (int s = 0; s < count; s++) {
    int64_t step = schedule_step(schedule, s);
    nest->tile[s] = step < extents[s] ? step : extents[s];
  }
  if (schedule->parallel >= 0)
    add_level(nest, schedule->parallel, schedule->grain, extents[schedule->parallel]);
  add_free_levels(nest, schedule, 0, schedule->outer);
  for (int i = free_count; i < count; i++)
    if (schedule->block[schedule->loops[i]])
      add_level(nest, schedule->loops[i], schedule->block[schedule->loops[i]],
                extents[schedule->loops[i]]);
  add_free_levels(nest, schedule, schedule->outer, free_count);
  nest->tile_level = nest->level_count;
  for (int i = free_count; i < count; i++) {
    int slot = schedule->loops[i];
    add_level(nest, slot, schedule_step(schedule, slot),
              schedule->block[slot] ? schedule->block[slot] : extents[slot]);
  }
}

// What blocks cost in arithmetic: every tile adds to memory in every block, and what else is stored
// takes a map of its own.
static double block_cycles(const Nest *nest, const Schedule *schedule)
{
  const Formula *space = &nest->kernel->space;
  double tiles = 1, blocks = 1, points = 1, elements = 1;
  for (int s = 0; s < space->index_count; s++) {
    int64_t extent = nest->access->extents[s];
    if (schedule->block[s])
      blocks *= (double)ceiling(extent, schedule->block[s]);
    if (s >= space->free_count)
      continue;
    tiles *= (double)ceiling(extent, schedule_step(schedule, s));
    points *= schedule_points(schedule, s);
    elements *= (double)extent;
  }
  return tiles * (blocks + 1) * (2 * points + BLOCK_CYCLES) +
         (kernel_is_plain(nest->kernel) ? 0 : elements * SPLIT_CYCLES);
}

// How far a stream walks before it jumps: neighbours within a page count as one row, and some rows
// may be walked along in turn.
static double row_bytes(const Nest *nest, const Stream *stream)
{
  double row = LINE_BYTES, rows = 1;
  for (int s = 0; s < nest->kernel->space.index_count; s++) {
    double more = (double)(nest->tile[s] - 1) * (double)stream->steps[s];
    if (stream->steps[s] >= PAGE_BYTES)
      rows *= (double)nest->tile[s];
    else if (more > row)
      row = more;
  }
  for (int k = nest->level_count - 1; k >= 0; k--) {
    const Level *level = &nest->levels[k];
    bool in_panels = level->slot == stream->panels && level->step >= stream->width;
    double step = in_panels ? (double)stream->panel_step * (double)(level->step / stream->width)
                            : (double)stream->steps[level->slot] * (double)level->step;
    double count = (double)ceiling(level->span, level->step);
    if (step > fmax(row, PAGE_BYTES))
      rows *= count;
    else if (rows > MOST_ROWS && step > 0)
      break;
    else
      row += (count - 1) * step;
  }
  return row;
}

// What lies beyond the last cache, and is read in short pieces of distant rows, waits for each.
static double jump_cycles(const Nest *nest)
{
  double cycles = 0;
  for (int i = 0; i < nest->stream_count; i++) {
    const Stream *stream = &nest->streams[i];
    double taken, bytes = touched(stream, nest->access->extents, nest->kernel->space.index_count,
                                  PAGE_BYTES, &taken);
    double row = row_bytes(nest, stream);
    if (bytes > (double)nest->kernels->machine->l3_bytes && row < PAGE_BYTES)
      cycles += bytes / row * JUMP_CYCLES * (is_result(stream) ? nest->kernel->stores.count : 1);
  }
  return cycles;
}

static double nest_cycles(Nest *nest, const Schedule *schedule)
{
  const Machine *machine = nest->kernels->machine;
  set_levels(nest, schedule);
  double near = traffic(nest, machine->l1_bytes, PAGE_BYTES);
  double far = traffic(nest, machine->l2_bytes, machine->l2_bytes / SECOND_WAYS);
  double arithmetic = nest->arithmetic;
  if (schedule_has_blocks(schedule))
    arithmetic += block_cycles(nest, schedule);
  near = near_cycles(near);
  far = far_cycles(far);
  return fmax(arithmetic, fmax(near, far)) + SHADOW * (arithmetic + near + far) + jump_cycles(nest);
}

// -- the search -----------------------------------------------------------------------------------

typedef struct Trial {
  Nest *nest;
  Schedule schedule;  // the best so far
  double cycles;
  int64_t most_tasks;  // of the best so far
} Trial;

static bool consider_nest(Trial *trial, Schedule schedule, int64_t most_tasks)
{
  const Nest *nest = trial->nest;
  choose_parallel(nest->kernels, nest->kernel, nest->access, &schedule, nest->arithmetic,
                  most_tasks);
  double cycles = nest_cycles(trial->nest, &schedule);
  if (cycles >= trial->cycles)
    return false;
  trial->cycles = cycles;
  trial->schedule = schedule;
  trial->most_tasks = most_tasks;
  return true;
}

bool kernel_can_block(Kernels *kernels, const Kernel *kernel, const Schedule *schedule,
                      bool may_split)
{
  Reduction reduction = kernel->space.reduction;
  if (!kernel->root || kernel->space.otherwise || reduction == REDUCTION_ARGMAX ||
      reduction == REDUCTION_ARGMIN)
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

static void try_tasks(Trial *trial)
{
  Schedule schedule = trial->schedule;
  for (int64_t tasks = MOST_TASKS; tasks >= enough_tasks(trial->nest->kernels); tasks /= 2)
    consider_nest(trial, schedule, tasks);
}

static void search_nest(Nest *nest, Schedule *schedule)
{
  Trial trial = {.nest = nest, .schedule = *schedule, .cycles = INFINITY, .most_tasks = MOST_TASKS};
  consider_nest(&trial, *schedule, MOST_TASKS);
  double plain = trial.cycles;
  if (plain <= nest->arithmetic * HIDDEN)
    return;
  for (int round = 0; round < 2; round++) {
    try_blocks(&trial);
    try_orders(&trial);
    try_tasks(&trial);
  }
  if (trial.cycles < plain * WORTHWHILE)
    *schedule = trial.schedule;
}

void choose_nest(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                 Schedule *schedule, double cycles, bool may_split)
{
  choose_parallel(kernels, kernel, access, schedule, cycles, MOST_TASKS);
  Nest nest = {.kernels = kernels, .kernel = kernel, .access = access, .may_split = may_split};
  if (!kernel->root || access->count >= MOST_STREAMS)
    return;
  nest.arithmetic = cycles;
  for (int i = 0; i < access->count; i++)
    add_operand(&nest, &access->reads[i], schedule);
  add_result(&nest, schedule);
  search_nest(&nest, schedule);
}
