// What a nest costs: the arithmetic, or the bytes that its loops move between the caches.
//
// The bytes follow from how much each loop touches: what an operand brings into a cache is used
// again by a loop along which it does not move, if all that is touched in between fits the cache
// (the reuse distance of Mattson 1970, taken loop by loop).

#include "kernels/nest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  SECOND_WAYS = 8,  // of the second cache: a part of it so large maps to all its sets
  LAST_WAYS = 16,
  TILE_CYCLES = 10,  // of a tile in a block
  LOOP_CYCLES = 40,  // of its loop, which begins and ends, if it has one
  SPLIT_CYCLES = 1,  // of a value that passes through memory to a map
  RESULT_PASSES = 2,
  MOST_ROWS = 32,   // that are read ahead at the same time
  NEAR_STEP = 512,  // parts of a row that are taken in another order, but all soon
  NEAR_WALK = 2048,
  JUMP_CYCLES = 40,  // the first line of a row from memory, where others hide a part
};

// Of a byte that is read so: a core reads 10 GB/s then, and 25 along whole rows (Zen 4).
#define SKIP_CYCLES 0.2
#define FILLED      0.75  // of a cache: the rest is for what is not counted

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

// The copy that will be made of an operand: vectors innermost, those of weights in panels, the
// other slots as they are.
static void add_copy(Nest *nest, const ReadAccess *read, const Schedule *schedule)
{
  Stream *stream = &nest->streams[nest->stream_count++];
  int64_t width = nest->access->extents[schedule->vector];
  int64_t panel = PANEL_VECTORS * (int64_t)schedule->lanes;
  bool is_weights = tensor_holds_weights(read->tensor);
  bool in_panels = is_weights && width > panel;
  width = in_panels ? panel : width;
  int64_t step = type_bytes(read->tensor->type) * width;
  int count = nest->kernel->space.index_count;
  uint32_t placed = 1u << schedule->vector;
  *stream = (Stream){.panels = -1, .passes = 1};
  stream->steps[schedule->vector] = type_bytes(read->tensor->type);
  for (int i = 0; i < count; i++) {
    int next = -1;
    for (int s = 0; s < count; s++)
      if (!(placed >> s & 1) && access_moves(read, s) &&
          (next < 0 || llabs(read->steps[s]) < llabs(read->steps[next])))
        next = s;
    if (next < 0)
      break;
    stream->steps[next] = step;
    step *= nest->access->extents[next];
    placed |= 1u << next;
  }
  if (in_panels) {
    stream->panels = schedule->vector;
    stream->width = width;
    stream->panel_step = step;
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

// What a stream touches while it runs through so many points of each slot.
typedef struct Touched {
  double bytes;
  double rows, row;  // how many apart, each of so many bytes
  int64_t distance;  // of neighbouring rows; 0: there is one
} Touched;

static Touched touched(const Stream *stream, const int64_t *points, int slots)
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
  Touched all = {.rows = 1, .row = (double)ceiling(run, LINE_BYTES) * LINE_BYTES};
  for (int g = 0; g < groups; g++)
    all.rows *= (double)counts[g];
  all.bytes = all.rows * all.row;
  all.distance = groups ? steps[0] : 0;
  return all;
}

// How much of a cache that takes: rows at a distance that sets repeat by crowd into a part of the
// sets. `period`: that distance.
static double taken(const Touched *all, int64_t period)
{
  if (!all->distance)
    return all->bytes;
  int64_t common = greatest_divisor(all->distance, period);
  bool crowds = all->rows > (double)(period / common) && (double)common > all->row;
  return crowds ? all->rows * (double)common : all->bytes;
}

void nest_follow(Nest *nest, const Schedule *schedule, uint32_t copied)
{
  nest->stream_count = 0;
  for (int i = 0; i < nest->access->count; i++)
    if (i < 32 && (copied >> i & 1))
      add_copy(nest, &nest->access->reads[i], schedule);
    else
      add_operand(nest, &nest->access->reads[i], schedule);
  add_result(nest, schedule);
  for (int i = 0; i < nest->stream_count; i++) {
    Stream *stream = &nest->streams[i];
    stream->bytes = touched(stream, nest->access->extents, nest->kernel->space.index_count).bytes;
  }
}

// -- traffic --------------------------------------------------------------------------------------

static bool is_result(const Stream *stream)
{
  return stream->passes == RESULT_PASSES;
}

// By level, the innermost last, and stream: what one round of the loops around it touches.
typedef Touched LevelTouches[MOST_LEVELS + 1][MOST_STREAMS];

static void touch_levels(const Nest *nest, LevelTouches own)
{
  int64_t points[MAX_INDICES];
  int slots = nest->kernel->space.index_count, levels = nest->level_count;
  memcpy(points, nest->tile, sizeof points);
  for (int i = 0; i < nest->stream_count; i++)
    own[levels][i] = touched(&nest->streams[i], points, slots);
  for (int k = levels - 1; k >= 0; k--) {
    int slot = nest->levels[k].slot;
    points[slot] = nest->levels[k].span;
    for (int i = 0; i < nest->stream_count; i++)
      own[k][i] =
          nest->streams[i].steps[slot] ? touched(&nest->streams[i], points, slots) : own[k + 1][i];
  }
}

// How much each level takes of a cache. `period`: the distance at which its sets repeat.
static void take_levels(const Nest *nest, const LevelTouches own, int64_t period, double *all)
{
  for (int k = nest->level_count; k >= 0; k--) {
    all[k] = 0;
    for (int i = 0; i < nest->stream_count; i++)
      all[k] +=
          k > nest->tile_level && is_result(&nest->streams[i]) ? 0 : taken(&own[k][i], period);
  }
}

// Bytes of a stream that come from beyond a cache of `capacity` bytes.
static double stream_traffic(const Nest *nest, const LevelTouches own, int position,
                             const double *all, int64_t capacity)
{
  const Stream *stream = &nest->streams[position];
  double bytes = own[nest->level_count][position].bytes;
  int first = is_result(stream) ? nest->tile_level : nest->level_count;
  int moving = first;  // the outermost loop so far along which the stream moves
  for (int k = first - 1; k >= 0; k--) {
    const Level *level = &nest->levels[k];
    bool moves = stream->steps[level->slot] != 0;
    bool stays = all[moves ? k + 1 : moving] <= FILLED * (double)capacity;
    if (!stays)
      bytes *= (double)ceiling(level->span, level->step);
    else if (moves)
      bytes *= own[k][position].bytes / own[k + 1][position].bytes;
    moving = moves ? k : moving;
  }
  return bytes * stream->passes * (is_result(stream) ? 1 : nest->access->share);
}

static double traffic(const Nest *nest, const LevelTouches own, int64_t capacity, int64_t period)
{
  double all[MOST_LEVELS + 1], sum = 0;
  take_levels(nest, own, period, all);
  for (int i = 0; i < nest->stream_count; i++)
    sum += stream_traffic(nest, own, i, all, capacity);
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
  double tiles = 1, blocks = 1, points = 1, elements = 1, rounds = 1;
  for (int s = 0; s < space->index_count; s++) {
    int64_t extent = nest->access->extents[s];
    if (schedule->block[s])
      blocks *= (double)ceiling(extent, schedule->block[s]);
    if (s >= space->free_count) {
      rounds *= (double)(schedule->block[s] ? schedule->block[s] : extent);
      continue;
    }
    tiles *= (double)ceiling(extent, schedule_step(schedule, s));
    points *= schedule_points(schedule, s);
    elements *= (double)extent;
  }
  return tiles * (blocks + 1) * (2 * points + TILE_CYCLES + (rounds > 1 ? LOOP_CYCLES : 0)) +
         (kernel_is_plain(nest->kernel) ? 0 : elements * SPLIT_CYCLES);
}

// How a stream walks before it jumps: along so many rows in turn, each so many bytes long.
typedef struct Walked {
  double row, rows;
  bool skips;  // parts of a row lie between
} Walked;

// One more loop around. Is what it walks through still read ahead?
static bool walk_on(Walked *walked, double step, double count)
{
  if (step == 0 || count <= 1)
    return true;
  if (walked->rows > MOST_ROWS)
    return false;
  if (step >= PAGE_BYTES && step > walked->row)
    walked->rows *= count;
  else if (step <= walked->row || (step <= NEAR_STEP && count * step <= NEAR_WALK))
    walked->row += (count - 1) * step;
  else
    walked->skips = true;
  return !walked->skips;
}

static Walked walk_along(const Nest *nest, const Stream *stream)
{
  Walked walked = {.row = LINE_BYTES, .rows = 1};
  int slots = nest->kernel->space.index_count;
  Walk tile[MAX_INDICES + 1];
  int count = walks_of(stream, nest->tile, slots, tile);
  bool goes_on = true;
  for (int i = 0; i < count && goes_on; i++)
    goes_on = walk_on(&walked, (double)tile[i].step, (double)tile[i].points);
  for (int k = nest->level_count - 1; k >= 0 && goes_on; k--) {
    const Level *level = &nest->levels[k];
    bool in_panels = level->slot == stream->panels && level->step >= stream->width;
    double step = in_panels ? (double)stream->panel_step * (double)(level->step / stream->width)
                            : (double)stream->steps[level->slot] * (double)level->step;
    goes_on = walk_on(&walked, step, (double)ceiling(level->span, level->step));
  }
  return walked;
}

// What lies beyond the last cache is read ahead along whole rows. Short pieces of distant rows wait
// each; pieces of near rows, with others between, come at the rate of misses of the first cache.
static double jump_cycles(const Nest *nest)
{
  double cycles = 0, cache = (double)nest->kernels->machine->l3_bytes;
  for (int i = 0; i < nest->stream_count; i++) {
    const Stream *stream = &nest->streams[i];
    Walked walked = walk_along(nest, stream);
    double passes = is_result(stream) ? nest->kernel->stores.count + nest->access->met : 1;
    if (stream->bytes <= cache / LAST_PARTS)
      continue;
    if (walked.skips)
      cycles += stream->bytes * passes * SKIP_CYCLES;
    else if (walked.row < PAGE_BYTES)
      cycles += stream->bytes * passes / walked.row * JUMP_CYCLES;
  }
  return cycles;
}

// What comes from beyond the last cache more than once.
static double again_cycles(const Nest *nest, const LevelTouches own)
{
  const Machine *machine = nest->kernels->machine;
  double all[MOST_LEVELS + 1], sum = 0, cache = (double)machine->l3_bytes;
  take_levels(nest, own, machine->l3_bytes / LAST_WAYS, all);
  for (int i = 0; i < nest->stream_count; i++) {
    const Stream *stream = &nest->streams[i];
    if (stream->bytes <= cache / LAST_PARTS)
      continue;
    double bytes = stream_traffic(nest, own, i, all, machine->l3_bytes);
    sum += fmax(0, bytes - stream->bytes * stream->passes);
  }
  return sum / machine->memory_rate;
}

static double flow_cycles(const Nest *nest, const Schedule *schedule, const LevelTouches own)
{
  const Machine *machine = nest->kernels->machine;
  double near = traffic(nest, own, machine->l1_bytes, PAGE_BYTES);
  double far = traffic(nest, own, machine->l2_bytes, machine->l2_bytes / SECOND_WAYS);
  double arithmetic = nest->arithmetic;
  if (schedule_has_blocks(schedule))
    arithmetic += block_cycles(nest, schedule);
  near = near_cycles(machine, near);
  far = far_cycles(machine, far);
  return fmax(arithmetic, fmax(near, far)) + SHADOW * (arithmetic + near + far);
}

double flowing_cycles(Nest *nest, const Schedule *schedule)
{
  LevelTouches own;
  set_levels(nest, schedule);
  touch_levels(nest, own);
  return flow_cycles(nest, schedule, own);
}

double nest_cycles(Nest *nest, const Schedule *schedule)
{
  LevelTouches own;
  set_levels(nest, schedule);
  touch_levels(nest, own);
  return flow_cycles(nest, schedule, own) + jump_cycles(nest) + again_cycles(nest, own);
}
