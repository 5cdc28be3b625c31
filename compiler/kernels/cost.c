// The cost model: cycles of the innermost tile, times how often it runs.
//
// A tile of P points times V vectors does P*V operations per round of the reduction. It needs each
// operand once per point that the operand depends on: a vector load, a scalar load with a
// broadcast, or a gather. As many loads and fused multiply-adds a cycle as the machine has units,
// results after four cycles (products of bf16: six): the round takes the longest of loads,
// arithmetic and latency. What is left over at the edges runs in smaller tiles, which have less to
// hide the latency behind.

#include "kernels/cost.h"

#include <math.h>
#include <string.h>

// What a load costs even where arithmetic hides it: the fewer, the better of equals.
#define LOAD_SHADOW 0.05

enum {
  LATENCY = 4,
  DOT_LATENCY = 6,
  GATHER_LANE_COST = 2,
  L1_WAYS = 8,
  MISS_COST = 4,
  GAP_COST = 2,
  LARGEST_STRIDE = 4,  // whose residues are classes
  SCATTER_LANE_COST = 2,
  BRANCH_COST = 3,
  MOST_POINTS = 4096,
  COPY_COST = 3,
  FAR_PARTS = 8  // of the last cache: a smaller tensor may stay in it
};

// -- access ---------------------------------------------------------------------------------------

typedef struct Analysis {
  Kernels *kernels;
  const Kernel *kernel;
  Arena *scratch;
  KernelAccess *access;
  int capacity;
} Analysis;

int moved_dimension(const Expr *const *indices, int rank, int slot)
{
  int found = -1;
  for (int d = 0; d < rank; d++) {
    int64_t factor;
    if (!expr_uses_index(indices[d], slot))
      continue;
    if (found >= 0 || !expr_coefficient(indices[d], slot, &factor) || factor != 1)
      return -1;
    found = d;
  }
  return found;
}

static void add_access(const Expr *e, void *context)
{
  Analysis *a = context;
  if (e->kind != EXPR_READ || e->node == a->kernel->root)
    return;
  if (tensor_of(a->kernels, e->node)->kind == TENSOR_STEP)
    return;
  for (int i = 0; i < a->access->count; i++)
    if (a->access->reads[i].read == e)
      return;
  if (a->access->count == a->capacity) {
    a->access->reads = arena_grow(a->scratch, a->access->reads, (size_t)a->capacity,
                                  (size_t)a->capacity * 2 + 4, sizeof(ReadAccess));
    a->capacity = a->capacity * 2 + 4;
  }
  ReadAccess *access = &a->access->reads[a->access->count++];
  *access = (ReadAccess){.read = e, .tensor = tensor_of(a->kernels, e->node)};
  const Expr *address = tensor_address(a->kernels, access->tensor, e->operands, 0);
  for (int s = 0; s < a->kernel->space.index_count; s++) {
    const Expr *start;
    int lanes = a->kernels->machine->vector_bytes / 4;
    access->irregular[s] = !expr_coefficient(address, s, &access->steps[s]);
    access->contiguous[s] = address_is_contiguous(a->kernels->graph, address, s, lanes, &start);
    if (access->irregular[s] && access->tensor->layout.block)
      access->steps[s] = access->tensor->layout.block_stride / access->tensor->layout.block;
    access->dimension[s] = moved_dimension(e->operands, e->node->shape.rank, s);
  }
  const Tensor *tensor = access->tensor;
  bool is_weights = tensor_holds_weights(tensor);
  int64_t bytes = tensor_bytes(tensor);
  int64_t cache = a->kernels->machine->l2_bytes;
  access->is_far_weights = is_weights && bytes > cache;
  access->is_rows_of_scan =
      is_weights && a->kernel->loop && bytes > cache / 2 && !tensor->layout.block;
}

int access_copy_dimension(const ReadAccess *access, int slot)
{
  bool can_be = access->tensor->node && access->tensor->kind != TENSOR_SCALAR;
  return can_be ? access->dimension[slot] : -1;
}

bool access_wants_copy(const ReadAccess *access, int slot)
{
  return !access->contiguous[slot] || access->is_rows_of_scan;
}

double copy_cycles(const Tensor *tensor)
{
  return (double)tensor->layout.count * COPY_COST + 1000;
}

static void add_operation(const Expr *e, void *context)
{
  int *count = context;
  switch (e->kind) {
  case EXPR_NUMBER:
  case EXPR_SYMBOL:
  case EXPR_INDEX:
  case EXPR_AFFINE:
  case EXPR_READ:
  case EXPR_FORMAL:
    break;
  case EXPR_CALL:
  case EXPR_RANDOM:
    *count += 20;
    break;
  case EXPR_DIVIDE:
  case EXPR_SQRT:
  case EXPR_PAIR:
    *count += 4;
    break;
  default:
    *count += e->type == TYPE_INDEX ? 0 : 1;
  }
}

bool store_keeps_layout(const Store *store, int slot)
{
  return store->tensor->layout_is_fixed ||
         moved_dimension(store->indices, store->tensor->shape.rank, slot) < 0;
}

static bool store_weaves(const Kernel *kernel, const Store *store)
{
  int64_t factor;
  for (int d = 0; d < store->tensor->shape.rank; d++)
    for (int s = 0; s < kernel->space.free_count; s++)
      if (expr_coefficient(store->indices[d], s, &factor) && factor > 1)
        return true;
  return false;
}

static void count_scattered(Kernels *kernels, const Kernel *kernel, KernelAccess *access)
{
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    const Expr *address = tensor_address(kernels, store->tensor, store->indices, 0), *start;
    int lanes = kernels->machine->vector_bytes / 4;
    access->weaves |= store_weaves(kernel, store);
    for (int s = 0; s < kernel->space.free_count; s++)
      access->scattered[s] += store_keeps_layout(store, s) &&
                              !address_is_contiguous(kernels->graph, address, s, lanes, &start);
  }
}

bool condition_is_of_class(const Graph *graph, const Formula *space, const Expr *condition)
{
  bool has_class = false;
  for (int s = 0; s < space->index_count; s++) {
    int64_t extent = 0, factor;
    if (!expr_uses_index(condition, s))
      continue;
    if (!expr_capacity(graph, space->indices[s].extent, &extent) || extent > LARGEST_STRIDE)
      return false;
    // (u + 1) % 2 tells classes apart; u alone is a place.
    bool is_place = condition->operand_count == 2 &&
                    expr_coefficient(condition->operands[1], s, &factor) &&
                    expr_coefficient(condition->operands[0], s, &factor);
    if (s < space->free_count && is_place)
      return false;
    has_class |= s < space->free_count;
  }
  return has_class;
}

// For how many of the points of the slots it names an equality holds; 1: too many to look at.
static double share_of_points(Graph *graph, const KernelAccess *access, int slots,
                              const Expr *equality)
{
  const Expr *at[MAX_INDICES] = {0};
  int64_t points = 1, met = 0;
  for (int s = 0; s < slots; s++)
    if (expr_uses_index(equality, s) &&
        (__builtin_mul_overflow(points, access->extents[s], &points) || points > MOST_POINTS))
      return 1;
  for (int64_t p = 0; p < points; p++) {
    int64_t rest = p;
    for (int s = 0; s < slots; s++)
      if (expr_uses_index(equality, s)) {
        at[s] = expr_integer(graph, TYPE_INDEX, rest % access->extents[s]);
        rest /= access->extents[s];
      }
    const Expr *holds = expr_substitute(graph, equality, at, slots);
    if (!expr_is_number(holds))
      return 1;
    met += !expr_is_zero(holds);
  }
  return (double)met / (double)points;
}

// Residue classes of a stride: points along such slots differ in which terms they have.
static void find_pinned(Graph *graph, const Formula *space, KernelAccess *access)
{
  for (int i = 0; i < space->condition_count; i++) {
    if (space->conditions[i]->kind != EXPR_EQUAL &&
        !condition_is_of_class(graph, space, space->conditions[i]))
      continue;
    access->share *= share_of_points(graph, access, space->index_count, space->conditions[i]);
    for (int s = 0; s < space->index_count; s++)
      access->pinned |= (uint32_t)expr_uses_index(space->conditions[i], s) << s;
  }
}

// What maps behind a sum meet its result with. What the sum reads is there already.
static void add_met(const Expr *e, void *context)
{
  const Analysis *a = context;
  const Tensor *tensor = tensor_of(a->kernels, e->node);
  bool is_there = e->node == a->kernel->root;
  for (int i = 0; i < a->access->count; i++)
    is_there |= a->access->reads[i].tensor == tensor;
  if (is_there)
    return;
  double elements = 1;
  bool moves_along_all = true;
  for (int s = 0; s < a->kernel->space.free_count; s++) {
    bool moves = expr_uses_index(e, s);
    elements *= moves ? (double)a->access->extents[s] : 1;
    moves_along_all &= moves || a->access->extents[s] == 1;
  }
  a->access->met += moves_along_all;
  a->access->met_bytes += touched_bytes(tensor, elements);
}

KernelAccess analyze_access(Kernels *kernels, const Kernel *kernel, Arena *scratch)
{
  bool dot = kernel->root && kernel->space.body->kind == EXPR_DOT;
  KernelAccess access = {
      .units = kernels->machine->vector_units, .latency = dot ? DOT_LATENCY : LATENCY, .share = 1};
  Analysis a = {.kernels = kernels, .kernel = kernel, .scratch = scratch, .access = &access};
  for (int s = 0; s < kernel->space.index_count; s++) {
    access.extents[s] = 1;
    expr_capacity(kernels->graph, kernel->space.indices[s].extent, &access.extents[s]);
    access.constant |= (uint32_t)expr_is_fixed(kernels->graph, kernel->space.indices[s].extent)
                       << s;
  }
  count_scattered(kernels, kernel, &access);
  if (kernel->space.body) {
    expr_walk_reads(kernels->graph, kernel->space.body, add_access, &a);
    expr_walk(kernels->graph, kernel->space.body, add_operation, &access.operations);
    for (int i = 0; i < kernel->space.condition_count; i++)
      for (int s = 0; s < kernel->space.index_count; s++)
        if (expr_uses_index(kernel->space.conditions[i], s))
          access.guarded |= 1u << s;
    find_pinned(kernels->graph, &kernel->space, &access);
    kernel_walk_read_values(kernels, kernel, add_met, &a);
    return access;
  }
  kernel_walk_read_values(kernels, kernel, add_access, &a);
  kernel_walk_values(kernels, kernel, add_operation, &access.operations);
  return access;
}

// -- cycles ---------------------------------------------------------------------------------------

bool access_moves(const ReadAccess *access, int slot)
{
  return access->steps[slot] != 0 || access->irregular[slot];
}

// Load slots that one round of a tile spends on an operand. Rows that lie whole pages apart share a
// set of the first cache: when a tile has more of them than that has ways, none stays for the next
// round. Panels of weights from beyond the second cache are read ahead as one stream, but not where
// a tile passes through a part of their width, or of rows.
//
// Slots with one point change nothing, so only those of the tile are looked at.
static double load_cost(const Kernel *kernel, const ReadAccess *access, const Schedule *schedule,
                        bool copied)
{
  int vector = schedule->vector;
  double loads = 1, crowded = 1;
  if (vector >= 0 && access_moves(access, vector))
    loads *= schedule->vectors;
  for (int i = 0; i < schedule->tiled_count; i++) {
    int s = schedule->tiled[i];
    if (!access_moves(access, s))
      continue;
    int64_t bytes = access->steps[s] * type_bytes(access->tensor->type);
    loads *= schedule->tile[i];
    if (!access->irregular[s] && bytes % PAGE_BYTES == 0)
      crowded *= schedule->tile[i];
  }
  if (crowded > L1_WAYS && !copied)
    loads *= MISS_COST;
  if (vector < 0 || !access_moves(access, vector))
    return loads;
  bool contiguous = copied || access->contiguous[vector];
  bool in_panels = copied || access->tensor->layout.block;
  bool in_parts = in_panels ? access->is_far_weights && PANEL_VECTORS % schedule->vectors
                            : access->is_rows_of_scan && vector < kernel->space.free_count;
  if (in_parts)
    loads *= GAP_COST;
  return contiguous ? loads : loads * schedule->lanes * GATHER_LANE_COST;
}

static double tile_points(const Schedule *schedule)
{
  double points = schedule->vector >= 0 ? schedule->vectors : 1;
  for (int i = 0; i < schedule->tiled_count; i++)
    points *= schedule->tile[i];
  return points;
}

// Cycles of one round of a tile: the longest of loads, arithmetic and latency.
static double round_cycles(const Kernel *kernel, const KernelAccess *access,
                           const Schedule *schedule, uint32_t copied)
{
  double points = tile_points(schedule), loads = 0;
  for (int i = 0; i < access->count; i++)
    loads += load_cost(kernel, &access->reads[i], schedule, i < 32 && (copied >> i & 1));
  double arithmetic = points * access->operations / access->units;
  double latency = kernel->root ? access->latency : 0;
  double round = fmax(fmax(arithmetic, loads / access->units), latency) + loads * LOAD_SHADOW;
  if (schedule->vector >= 0 && (access->guarded >> schedule->vector & 1))
    round += points * 2;  // a mask for every vector
  return round;
}

static Schedule with_points(Schedule schedule, int slot, int points)
{
  if (slot == schedule.vector)
    schedule.vectors = points;
  for (int i = 0; i < schedule.tiled_count; i++)
    if (schedule.tiled[i] == slot)
      schedule.tile[i] = points;
  return schedule;
}

// How many tiles cover a slot: whole ones, each of which takes `round` cycles a round, and the time
// of what is left over in theirs. Of a constant extent that is one smaller tile; of an extent of
// the day, single points.
static double tiles(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                    int slot, uint32_t copied, double round)
{
  int64_t lanes = slot == schedule->vector ? schedule->lanes : 1;
  int64_t points = schedule_points(schedule, slot), extent = access->extents[slot];
  if (points * lanes == 1)
    return (double)extent;
  double whole = (double)(extent / (points * lanes));
  int64_t rest = (extent % (points * lanes) + lanes - 1) / lanes;
  if (!rest || points == 1)
    return whole + (double)rest;
  bool constant = access->constant >> slot & 1;
  Schedule smaller = with_points(*schedule, slot, constant ? (int)rest : 1);
  double part = round_cycles(kernel, access, &smaller, copied) / round;
  return whole + (constant ? part : part * (double)rest);
}

double schedule_cycles(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                       uint32_t copied)
{
  double points = tile_points(schedule), rounds = 1, reduced = 1;
  double round = round_cycles(kernel, access, schedule, copied);
  for (int s = 0; s < kernel->space.index_count; s++) {
    double count = tiles(kernel, access, schedule, s, copied, round);
    rounds *= count;
    reduced *= s >= kernel->space.free_count ? count : 1;
  }
  // Vectors along a reduced slot are added up lane by lane at the end, and stored one by one.
  double stores = kernel->stores.count;
  if (schedule->vector >= 0)
    stores += access->scattered[schedule->vector] * schedule->lanes * SCATTER_LANE_COST;
  double finish = points * stores + BRANCH_COST;
  if (schedule->vector >= kernel->space.free_count)
    finish = points * (log2(schedule->lanes) * 2 + 1) + BRANCH_COST;
  bool masked = schedule->vector >= 0 && (access->pinned >> schedule->vector & 1);
  double done = rounds * (masked ? 1 : access->share);
  return done * round + rounds / reduced * finish;
}

// Are the points along a slot those that a reduced one walks over anyway? x[i + r] is, along r.
static bool is_in_window(const Kernel *kernel, const KernelAccess *access, const ReadAccess *read,
                         int slot)
{
  for (int s = kernel->space.free_count; s < kernel->space.index_count; s++)
    if (s != slot && read->steps[s] > 0 && read->steps[slot] % read->steps[s] == 0 &&
        read->steps[slot] < read->steps[s] * access->extents[s])
      return true;
  return false;
}

bool access_has_window(const Kernel *kernel, const KernelAccess *access)
{
  for (int i = 0; i < access->count; i++)
    for (int s = 0; s < kernel->space.free_count; s++)
      if (access->reads[i].steps[s] > 0 && is_in_window(kernel, access, &access->reads[i], s))
        return true;
  return false;
}

double schedule_rows(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                     uint32_t copied)
{
  double all = 0;
  int vector = schedule->vector;
  for (int i = 0; i < access->count; i++) {
    const ReadAccess *read = &access->reads[i];
    bool along = vector < 0 || read->contiguous[vector] || (i < 32 && (copied >> i & 1));
    double rows = along;
    for (int s = 0; s < kernel->space.index_count; s++)
      if (s != vector && access_moves(read, s) && !is_in_window(kernel, access, read, s))
        rows *= schedule_points(schedule, s);
    all += rows;
  }
  return all / schedule->vectors;
}

bool tensor_is_far(const Kernels *kernels, const Kernel *kernel, const Tensor *tensor)
{
  double cache = (double)kernels->machine->l3_bytes;
  double bytes = (double)tensor_bytes(tensor);
  return tensor->kind == TENSOR_WORKSPACE && tensor->output < 0 && !kernel->chain &&
         !kernel->loop && !schedule_has_blocks(&kernel->schedule) && kernel->bytes > cache &&
         bytes > cache / FAR_PARTS;
}

bool tensor_holds_weights(const Tensor *tensor)
{
  return tensor->is_weights || tensor->kind == TENSOR_VARIABLE;
}

bool tensor_is_beyond_caches(const Kernels *kernels, const Tensor *tensor)
{
  int64_t bytes = tensor_bytes(tensor);
  return bytes > kernels->machine->l3_bytes / LAST_PARTS;
}

bool tensor_is_distant(const Kernels *kernels, const Tensor *tensor)
{
  double bytes = (double)tensor_bytes(tensor);
  return tensor->kind != TENSOR_LOCAL && bytes > (double)kernels->machine->l2_bytes / 2;
}

typedef struct TurnSearch {
  Kernels *kernels;
  bool found;
} TurnSearch;

static void find_distant_weights(const Expr *e, void *context)
{
  TurnSearch *search = context;
  const Tensor *tensor = tensor_of(search->kernels, e->node);
  bool is_weights = tensor_holds_weights(tensor);
  search->found |= is_weights && tensor_is_distant(search->kernels, tensor);
}

bool kernel_turns(Kernels *kernels, const Kernel *kernel)
{
  TurnSearch search = {.kernels = kernels};
  if (!kernel->loop || !kernel->root || kernel->chain)
    return false;
  kernel_visit_reads(kernels, kernel, find_distant_weights, &search);
  return search.found;
}

double near_cycles(const Machine *machine, double bytes)
{
  return bytes / machine->l2_rate;
}

double far_cycles(const Machine *machine, double bytes)
{
  return bytes / machine->l3_rate;
}

double traffic_cycles(const Machine *machine, double bytes)
{
  return bytes <= (double)machine->l2_bytes ? near_cycles(machine, bytes)
                                            : far_cycles(machine, bytes);
}
