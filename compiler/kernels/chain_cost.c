// Whether kernels should run as a chain, and in blocks of how many points.
//
// Alone, a kernel streams its tensors: through the second-level cache if all of them fit there,
// else from beyond; and a parallel region costs a rendezvous of the threads. In a chain, what an
// earlier kernel of the same block has touched is near if the block fits the cache beside what runs
// through it meanwhile; weights are near if they fit it together with the block, else every block
// streams them once more. There is one rendezvous, and every kernel has all threads. The tile of a
// kernel is chosen anew for the block.

#include "kernels/chain.h"
#include "kernels/cost.h"

#include <math.h>

enum {
  LOCAL_LIMIT = 4 << 20,  // what tasks may have on their stacks
  MAX_BLOCKS = 16,
  LONG_PIECE = 16 << 10,
  PIECE_CYCLES = 700  // until the lines of a piece come one after another
};

#define SLACK      1.05  // of cycles on one core: the model knows them no better
#define LEAST_GAIN 0.01  // of the cycles
#define WAITING    0.02  // of a block: threads do not end together

// Of a tensor that a link reads or writes.
typedef struct Touch {
  const Tensor *tensor;
  double bytes;    // all of it
  double pieces;   // that a block's part of it lies in
  bool is_shared;  // a block has its own part of it
  bool is_first;   // no link before has touched it
} Touch;

typedef struct Gains {
  Links *links;
  ListOf(Touch) touches;  // of all links, in order
  int ends[MAX_CHAIN];    // of a link's touches
  int64_t blocks[MAX_BLOCKS];
  int block_count;
  double *compute;          // by link and block: cycles of one block's arithmetic; 0: not known yet
  double whole[MAX_CHAIN];  // by link: of all blocks as one
  const Link *link;
} Gains;

// -- what a block touches -------------------------------------------------------------------------

static void add_touch(Gains *g, const Tensor *tensor, bool is_shared, double pieces)
{
  int from = g->link == g->links->items ? 0 : g->ends[g->link - g->links->items - 1];
  double bytes = (double)tensor_bytes(tensor);
  Touch touch = {tensor, bytes, pieces, is_shared, true};
  for (int i = 0; i < g->touches.count; i++) {
    Touch *other = &g->touches.items[i];
    if (other->tensor != tensor)
      continue;
    touch.is_first = false;
    if (i >= from) {
      other->is_shared &= is_shared;
      return;
    }
  }
  list_add(g->links->scratch, &g->touches, touch);
}

static void touch_read(const Expr *read, void *context)
{
  Gains *g = context;
  const Tensor *tensor = tensor_of(g->links->kernels, read->node);
  bool is_shared = false;
  int64_t stride = 0;
  double pieces = 1;
  for (int d = 0; d < tensor->shape.rank; d++) {
    bool moves = expr_uses_index(read->operands[d], g->link->slot);
    is_shared |= moves;
    stride = moves && tensor->layout.strides[d] > stride ? tensor->layout.strides[d] : stride;
  }
  for (int d = 0; d < tensor->shape.rank; d++)
    pieces *= tensor->layout.strides[d] > stride ? (double)tensor->capacity[d] : 1;
  if (tensor->kind != TENSOR_STEP)
    add_touch(g, tensor, is_shared, pieces);
}

static void collect_touches(Gains *g)
{
  for (int i = 0; i < g->links->count; i++) {
    g->link = &g->links->items[i];
    const Kernel *kernel = g->link->kernel;
    kernel_visit_reads(g->links->kernels, kernel, touch_read, g);
    bool sums = link_sums(g->link);  // then its blocks share one result
    for (int s = 0; s < (sums ? 1 : kernel->stores.count); s++)
      add_touch(g, kernel->stores.items[s].tensor, !sums, 1);
    g->ends[i] = g->touches.count;
  }
}

static double part_of(const Gains *g, const Touch *touch, int64_t block)
{
  return touch->is_shared ? touch->bytes * (double)block / (double)g->links->points : touch->bytes;
}

// A kernel may make a tensor by several stores.
static bool is_first_store(const Kernel *kernel, int store)
{
  for (int i = 0; i < store; i++)
    if (kernel->stores.items[i].tensor == kernel->stores.items[store].tensor)
      return false;
  return true;
}

// Of the private memory of a block.
static int64_t local_bytes(const Links *links, int count, int64_t block)
{
  Packing packing = {.count = 0};
  for (int i = 0; i < count; i++)
    for (int s = 0; s < links->items[i].kernel->stores.count; s++) {
      const Tensor *tensor = links->items[i].kernel->stores.items[s].tensor;
      if (is_first_store(links->items[i].kernel, s) && links_is_local(links, count, tensor, block))
        packing_add(&packing, links, i, tensor, links_local_count(links, tensor, block));
    }
  return packing_bytes(&packing);
}

// What a block of the first links touches besides: its parts of tensors, and what all blocks read.
typedef struct Other {
  double parts, whole;
} Other;

static Other other_bytes(const Gains *g, int count, int64_t block)
{
  Other other = {0, 0};
  for (int i = 0; i < g->ends[count - 1]; i++) {
    const Touch *touch = &g->touches.items[i];
    if (!touch->is_first || links_is_local(g->links, count, touch->tensor, block))
      continue;
    double bytes = part_of(g, touch, block);
    *(touch->is_shared ? &other.parts : &other.whole) += bytes;
  }
  return other;
}

// What is still in the second cache when a block comes to it again: its own, beside half of what
// all blocks read in between; and that, too, if all has room.
typedef struct Near {
  bool own, all;
} Near;

// -- cycles ---------------------------------------------------------------------------------------

// A kernel is tried in chains that begin with each of those before it.
static KernelParts *parts_of(Links *links, const Kernel *kernel)
{
  KernelParts *parts = pointer_map_get(&links->parts, kernel);
  if (!parts) {
    parts = parts_create(links->kernels, kernel, links->scratch);
    pointer_map_set(&links->parts, kernel, parts);
  }
  return parts;
}

// Of so many points of the shared index in a task.
static double part_cycles(const Gains *g, const Link *link, int64_t points)
{
  KernelParts *parts = parts_of(g->links, link->kernel);
  return parts_find(parts, link->slot, link->scale * points, links_are_even(g->links, points))
      ->cycles;
}

// Of all blocks of a link as one.
static double whole_cycles(Gains *g, int link)
{
  double *whole = &g->whole[link];
  if (*whole == 0)
    *whole = part_cycles(g, &g->links->items[link], g->links->points);
  return *whole;
}

// A part is never faster than its share of the whole: what the model thinks it gains by smaller
// tiles is not there.
static double compute_cycles(Gains *g, int link, int position)
{
  double *known = &g->compute[link * MAX_BLOCKS + position];
  const Link *l = &g->links->items[link];
  double points = (double)g->links->points, block = (double)g->blocks[position];
  if (*known == 0)
    *known = fmax(part_cycles(g, l, g->blocks[position]), whole_cycles(g, link) * block / points);
  return *known;
}

// What a block brings from beyond the last cache in short pieces, it waits for: read whole, they
// follow one another.
static double waiting_cycles(const Gains *g, const Link *link, const Touch *touch, int64_t block)
{
  bool is_far = link->kernel->bytes > (double)g->links->kernels->machine->l3_bytes;
  bool is_short = part_of(g, touch, block) < touch->pieces * LONG_PIECE;
  return touch->is_shared && touch->is_first && is_far && is_short ? touch->pieces * PIECE_CYCLES
                                                                   : 0;
}

// Of one block of one link.
static double link_cycles(Gains *g, int link, int position, Near near)
{
  const Machine *machine = g->links->kernels->machine;
  double traffic = 0, waiting = 0, far = machine->l2_bytes + 1.0;
  bool was_near = g->links->items[link].kernel->bytes <= (double)machine->l2_bytes;
  for (int i = link ? g->ends[link - 1] : 0; i < g->ends[link]; i++) {
    const Touch *touch = &g->touches.items[i];
    double bytes = part_of(g, touch, g->blocks[position]);
    bool is_near = !touch->is_shared ? near.all : touch->is_first ? was_near : near.own;
    traffic +=
        is_near ? traffic_cycles(machine, bytes) : traffic_cycles(machine, far) / far * bytes;
    waiting += waiting_cycles(g, &g->links->items[link], touch, g->blocks[position]);
  }
  return fmax(compute_cycles(g, link, position), traffic) + waiting;
}

// Every task clears its own results of the sums over blocks; then they are added up.
static double sum_cycles(const Gains *g, int count, double tasks)
{
  const Kernels *kernels = g->links->kernels;
  double cycles = 0;
  for (int i = 0; i < count; i++) {
    const Formula *space = &g->links->items[i].kernel->space;
    double elements = formula_points(kernels->graph, space, 0, space->free_count);
    if (link_sums(&g->links->items[i]))
      cycles += traffic_cycles(kernels->machine, 2 * tasks * sizeof(float) * elements);
  }
  return cycles;
}

// What waits for memory where the links run apart: a tensor that half of the last cache cannot hold
// goes there and comes from there, unless blocks keep it to themselves.
static double memory_cycles(const Gains *g, int count, int64_t block)
{
  const Machine *machine = g->links->kernels->machine;
  double cycles = 0;
  for (int i = 0; i < g->ends[count - 1]; i++) {
    const Touch *touch = &g->touches.items[i];
    if (touch->bytes > (double)machine->l3_bytes / 2 &&
        links_is_local(g->links, count, touch->tensor, block))
      cycles += memory_stall(machine, touch->bytes);
  }
  return cycles;
}

// With all cores at work, the slowest of them; INFINITY where it cannot be.
static double chained_cycles(Gains *g, int count, int position, double *alone)
{
  const Machine *machine = g->links->kernels->machine;
  int64_t block = g->blocks[position];
  double blocks = ceil((double)g->links->points / (double)block), cycles = 0;
  int64_t locals = local_bytes(g->links, count, block);
  if (locals > machine->l2_bytes / 2 || locals > LOCAL_LIMIT)
    return INFINITY;
  Other other = other_bytes(g, count, block);
  double own = (double)locals + other.parts, most = (double)machine->l2_bytes * 3 / 4;
  Near near = {own + other.whole / 2 <= most, own + other.whole <= most};
  for (int i = 0; i < count; i++)
    cycles += link_cycles(g, i, position, near);
  int64_t run =
      links_have_sums(g->links, count) ? chain_run(g->links->kernels, (int64_t)blocks) : 1;
  double tasks = ceil(blocks / (double)run), sums = sum_cycles(g, count, tasks);
  double spared = near.all ? memory_cycles(g, count, block) : 0;
  *alone = cycles * blocks + sums - spared;
  if (machine->cores == 1)
    return *alone;
  double waiting = cycles * WAITING + REGION_CYCLES;
  double longest = cycles * (double)run * ceil(tasks / machine->cores);
  return *alone < PARALLEL_CYCLES ? INFINITY : longest + sums + waiting - spared / machine->cores;
}

// Its tile may have been chosen for what it leaves in the caches, at the price of arithmetic; a
// chain's is not.
static double apart_cycles(Gains *g, int link)
{
  const Kernel *kernel = g->links->items[link].kernel;
  double traffic = traffic_cycles(g->links->kernels->machine, kernel->bytes);
  return fmin(kernel->cycles, fmax(whole_cycles(g, link), traffic));
}

static double unchained_cycles(Gains *g, int count, double *alone)
{
  double cycles = 0;
  int cores = g->links->kernels->machine->cores;
  *alone = 0;
  for (int i = 0; i < count; i++) {
    const Kernel *kernel = g->links->items[i].kernel;
    double apart = apart_cycles(g, i);
    *alone += apart;
    cycles += cores == 1 || kernel->schedule.parallel < 0 ? apart : apart / cores + REGION_CYCLES;
  }
  return cycles;
}

// 1, 2, 3, 4, 6, 8, 12, 16, ..: most vectors and tiles divide one of them.
static void list_blocks(Gains *g)
{
  for (int64_t power = 1; power <= g->links->points; power *= 2) {
    if (g->block_count + 2 > MAX_BLOCKS)
      return;
    g->blocks[g->block_count++] = power;
    if (power > 1 && power + power / 2 <= g->links->points)
      g->blocks[g->block_count++] = power + power / 2;
  }
}

// Something flows through the first links from end to end: what only stands beside it gains
// nothing.
static bool is_connected(const Links *links, int count)
{
  uint32_t read = 0;
  for (int i = 1; i < count; i++)
    read |= links->items[i].reads;
  return links->items[count - 1].reads && (read & 1);
}

// Points of a block that cut all layouts where vectors begin; else few, so that the last block is
// smaller where that can be.
static int64_t small_block(const Links *links, int count)
{
  int64_t block = 3;
  for (int i = 0; i < count; i++)
    for (int s = 0; s < links->items[i].kernel->stores.count; s++) {
      const Layout *layout = &links->items[i].kernel->stores.items[s].tensor->layout;
      block = layout->block > block ? layout->block : block;
    }
  return block < links->points ? block : 1;
}

// All of them, in small blocks.
static ChainGain whole_gain(const Links *links)
{
  ChainGain gain = {.count = links->count, .cycles = links->count};
  while (gain.count > 1 && !is_connected(links, gain.count))
    gain.count--;
  gain.block = small_block(links, gain.count);
  if (local_bytes(links, gain.count, gain.block) > LOCAL_LIMIT)
    gain.block = 1;
  bool fits = local_bytes(links, gain.count, gain.block) <= LOCAL_LIMIT;
  return gain.count > 1 && fits ? gain : (ChainGain){0};
}

ChainGain chain_gain(Links *links)
{
  Gains g = {.links = links};
  ChainGain best = {0};
  if (links->count < 2)
    return best;
  if (links->choice == USE_ALWAYS)
    return whole_gain(links);
  collect_touches(&g);
  list_blocks(&g);
  g.compute = arena_array(links->scratch, double, MAX_CHAIN *MAX_BLOCKS);
  for (int count = 2; count <= links->count; count++) {
    if (!is_connected(links, count))
      continue;
    double apart_alone, apart = unchained_cycles(&g, count, &apart_alone);
    for (int position = 0; position < g.block_count; position++) {
      double alone = 0, gain = apart - chained_cycles(&g, count, position, &alone);
      if (gain > best.cycles && gain > apart * LEAST_GAIN && alone <= apart_alone * SLACK)
        best = (ChainGain){count, g.blocks[position], gain};
    }
  }
  return best;
}
