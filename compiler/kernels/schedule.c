// Schedules: which index is vectorised, how large the tile in registers is, in which order the loops run,
// and which one threads share.
//
//   before   y[b, o] = sum(i) x[b, i]*w[o, i]
//   after    vector i x 8 (reduced), tile b x 3, o x 4, loops o, b, i, parallel b
//
// Every slot is tried as the vector slot, with every tile that fits the registers; the cost model decides.
// One scheduler serves all kernels: a dense layer, a window, their gradients and a plain map differ only in
// how their operands move along the indices.

#include "kernels/cost.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
  LARGEST_TILE = 14,
  PARALLEL_CYCLES = 60000,  // some 20 microseconds: below, threads cost more than they bring
  TASK_CYCLES = 30000,
  UNROLLED = 4,
};

static int max_lanes(const Kernels *kernels, const Kernel *kernel)
{
  // 64-bit values are scalars of the step: they are never vectors.
  Type type = kernel->space.body ? kernel->space.body->type : kernel->stores.items[0].value->type;
  for (int i = 0; i < kernel->stores.count; i++)
    if (kernel->stores.items[i].value->type == TYPE_F64)
      return 1;
  return type == TYPE_F64 || type == TYPE_INDEX ? 1 : kernels->machine->vector_bytes / 4;
}

// Every store must write neighbours along a free vector slot: it does, or its tensor can be laid out so.
// Along a reduced slot it writes scalars.
static bool stores_allow(Kernels *kernels, const Kernel *kernel, int slot)
{
  if (slot >= kernel->space.free_count)
    return !kernel->space.otherwise && (kernel->space.reduction == REDUCTION_SUM ||
                                        kernel->space.reduction == REDUCTION_MAX);
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    const Expr *address = tensor_address(kernels, store->tensor, store->indices, 0);
    int64_t step;
    if (expr_coefficient(address, slot, &step) && step == 1)
      continue;
    if (store->tensor->layout_is_fixed ||
        moved_dimension(store->indices, store->tensor->shape.rank, slot) < 0)
      return false;
  }
  return true;
}

// -- tiles ------------------------------------------------------------------------------------------------

static int registers_needed(const Kernel *kernel, const Schedule *schedule)
{
  int points = schedule->vectors > 0 ? schedule->vectors : 1, vectors = points;
  for (int i = 0; i < schedule->tiled_count; i++)
    points *= schedule->tile[i];
  if (schedule->vector >= kernel->space.free_count && schedule->tiled_count > 0)
    vectors *= schedule->tile[0] < 4 ? schedule->tile[0] : 4;
  return points + vectors + 1;
}

typedef struct Search {
  const Kernels *kernels;
  const Kernel *kernel;
  const KernelAccess *access;
  uint32_t copied;      // operands that the candidates read from a copy
  double copy_cycles;
  Schedule best;
  uint32_t best_copied;
  double cycles;
} Search;

static void consider(Search *search, const Schedule *schedule)
{
  if (registers_needed(search->kernel, schedule) > search->kernels->machine->vector_registers)
    return;
  double cycles = search->copy_cycles +
                  schedule_cycles(search->kernel, search->access, schedule, search->copied);
  if (cycles < search->cycles * 0.999) {
    search->cycles = cycles;
    search->best_copied = search->copied;
    search->best = *schedule;
  }
}

static int64_t tile_limit(const Search *search, int slot)
{
  int64_t extent = search->access->extents[slot];
  return extent < LARGEST_TILE ? extent : LARGEST_TILE;
}

// Tries tiles over up to two free slots beside the vector slot.
static void try_tiles(Search *search, Schedule schedule)
{
  schedule.tiled_count = 0;
  consider(search, &schedule);
  int free_count = search->kernel->space.free_count;
  for (int a = 0; a < free_count; a++) {
    if (a == schedule.vector)
      continue;
    for (int p = 2; p <= tile_limit(search, a); p++) {
      schedule.tiled[0] = a;
      schedule.tile[0] = p;
      schedule.tiled_count = 1;
      consider(search, &schedule);
      for (int b = a + 1; b < free_count; b++) {
        if (b == schedule.vector)
          continue;
        for (int q = 2; q <= tile_limit(search, b) && p * q <= LARGEST_TILE; q++) {
          schedule.tiled[1] = b;
          schedule.tile[1] = q;
          schedule.tiled_count = 2;
          consider(search, &schedule);
        }
      }
    }
  }
}

static void try_vector(Search *search, int slot, int lanes)
{
  Schedule schedule = {.vector = slot, .lanes = lanes, .vectors = 1, .parallel = -1};
  bool reduced = slot >= search->kernel->space.free_count;
  bool single = search->kernel->space.otherwise || (reduced && search->kernel->root == NULL);
  int most = single ? 1 : reduced ? 2 : 4;
  for (int v = 1; v <= most && (v == 1 || search->access->extents[slot] >= v * lanes); v++) {
    schedule.vectors = v;
    if (search->kernel->root)
      try_tiles(search, schedule);
    else
      consider(search, &schedule);
  }
}

// A copy of the tensor with this dimension innermost that an earlier kernel asked for; null if none did.
static Tensor *find_copy(const Kernels *kernels, const Tensor *tensor, int dimension)
{
  for (int i = 0; i < kernels->tensors.count; i++) {
    Tensor *copy = kernels->tensors.items[i];
    if (copy->copy_of == tensor && copy->layout.strides[dimension] == 1)
      return copy;
  }
  return NULL;
}

// The same candidates once more, with copies of the operands that would be gathered.
static void try_copies(Search *search, int slot, int lanes)
{
  for (int i = 0; i < search->access->count && i < 32; i++) {
    const ReadAccess *access = &search->access->reads[i];
    int dimension = access_copy_dimension(access, slot);
    if (dimension < 0)
      continue;
    search->copied |= 1u << i;
    if (!find_copy(search->kernels, access->tensor, dimension))
      search->copy_cycles += copy_cycles(access->tensor);
  }
  if (search->copied)
    try_vector(search, slot, lanes);
  search->copied = 0;
  search->copy_cycles = 0;
}

static Search best_tile(Kernels *kernels, const Kernel *kernel, const KernelAccess *access)
{
  Search search = {.kernels = kernels, .kernel = kernel, .access = access, .cycles = INFINITY};
  Schedule scalar = {.vector = -1, .lanes = 1, .vectors = 1, .parallel = -1};
  consider(&search, &scalar);
  if (kernel->root)
    try_tiles(&search, scalar);
  int lanes = max_lanes(kernels, kernel);
  for (int slot = 0; lanes > 1 && slot < kernel->space.index_count; slot++)
    if (stores_allow(kernels, kernel, slot)) {
      try_vector(&search, slot, lanes);
      if (kernel->root)
        try_copies(&search, slot, lanes);
    }
  return search;
}

// -- the order of the loops -------------------------------------------------------------------------------

static bool is_in_tile(const Schedule *schedule, int slot)
{
  bool found = slot == schedule->vector;
  for (int i = 0; i < schedule->tiled_count; i++)
    found |= schedule->tiled[i] == slot;
  return found;
}

static int64_t tile_step(const Schedule *schedule, int slot)
{
  if (slot == schedule->vector)
    return (int64_t)schedule->vectors * schedule->lanes;
  for (int i = 0; i < schedule->tiled_count; i++)
    if (schedule->tiled[i] == slot)
      return schedule->tile[i];
  return 1;
}

// Bytes that one tile reads of the operands that move with a slot.
static double footprint(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule, int slot)
{
  double bytes = 0;
  for (int i = 0; i < access->count; i++) {
    const ReadAccess *read = &access->reads[i];
    double elements = 1;
    if (!access_moves(read, slot))
      continue;
    for (int s = 0; s < kernel->space.index_count; s++)
      if (access_moves(read, s))
        elements *= s < kernel->space.free_count ? (double)tile_step(schedule, s)
                                                 : (double)access->extents[s];
    bytes += elements * type_bytes(read->tensor->type);
  }
  return bytes;
}

// Plain free slots outermost, then those of the tile, the one that brings the least new data innermost; then
// the reduced ones as the formula has them, with a vectorised one last.
static void order_loops(const Kernel *kernel, const KernelAccess *access, Schedule *schedule)
{
  int count = 0, first_tiled;
  for (int s = 0; s < kernel->space.free_count; s++)
    if (!is_in_tile(schedule, s))
      schedule->loops[count++] = s;
  first_tiled = count;
  for (int s = 0; s < kernel->space.free_count; s++) {
    if (!is_in_tile(schedule, s))
      continue;
    int at = count++;
    double mine = footprint(kernel, access, schedule, s);
    for (; at > first_tiled &&
           footprint(kernel, access, schedule, schedule->loops[at - 1]) < mine; at--)
      schedule->loops[at] = schedule->loops[at - 1];
    schedule->loops[at] = s;
  }
  for (int s = kernel->space.free_count; s < kernel->space.index_count; s++)
    if (s != schedule->vector)
      schedule->loops[count++] = s;
  if (schedule->vector >= kernel->space.free_count)
    schedule->loops[count++] = schedule->vector;
  schedule->loop_count = count;
}

// Threads share the free slot with the most tiles; a task is some whole tiles of it, so that what a task
// does depends on shapes alone.
static void choose_parallel(const Kernel *kernel, const KernelAccess *access, Schedule *schedule,
                            double cycles)
{
  int best = -1;
  int64_t most = 1;
  for (int s = 0; s < kernel->space.free_count; s++) {
    int64_t step = tile_step(schedule, s), count = (access->extents[s] + step - 1) / step;
    if (count > most) {
      most = count;
      best = s;
    }
  }
  if (best < 0 || cycles < PARALLEL_CYCLES)
    return;
  int64_t tasks = (int64_t)(cycles / TASK_CYCLES);
  if (tasks > 64)
    tasks = 64;
  if (tasks > most)
    tasks = most;
  // Equal tasks have no ragged ends: a little smaller than asked, if that divides.
  int64_t step = tile_step(schedule, best), rounds = (most + tasks - 1) / tasks;
  for (int64_t r = rounds; r >= 1 && 2 * r >= rounds; r--)
    if (access->extents[best] % (r * step) == 0) {
      rounds = r;
      break;
    }
  schedule->parallel = best;
  schedule->grain = rounds * step;
}

static void measure(Kernel *kernel, const KernelAccess *access)
{
  double points = 1;
  for (int s = 0; s < kernel->space.index_count; s++)
    points *= (double)access->extents[s];
  kernel->flops = points * (kernel->root ? access->operations + (access->operations == 0)
                                         : access->operations);
  if (kernel->root && kernel->space.body->kind == EXPR_MULTIPLY)
    kernel->flops = points * 2;
  kernel->bytes = 0;
  for (int i = 0; i < access->count; i++) {
    const Tensor *tensor = access->reads[i].tensor;
    kernel->bytes += (double)tensor->layout.count * type_bytes(tensor->type);
  }
  for (int i = 0; i < kernel->stores.count; i++) {
    const Tensor *tensor = kernel->stores.items[i].tensor;
    kernel->bytes += (double)tensor->layout.count * type_bytes(tensor->type);
  }
}

// Tensors that the kernel makes are laid out for its vectors.
static void lay_out_stores(Kernel *kernel)
{
  int slot = kernel->schedule.vector;
  if (slot < 0 || slot >= kernel->space.free_count)
    return;
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    int dimension = moved_dimension(store->indices, store->tensor->shape.rank, slot);
    if (!store->tensor->layout_is_fixed && dimension >= 0)
      store->tensor->layout = layout_moved(store->tensor, dimension);
  }
}

static void choose_schedule(Kernels *kernels, Kernel *kernel, Arena *scratch);

static void make_copies(Kernels *kernels, Kernel *kernel, const KernelAccess *access, uint32_t copied,
                        Arena *scratch)
{
  for (int i = 0; i < access->count && i < 32; i++) {
    if (!(copied >> i & 1))
      continue;
    const ReadAccess *read = &access->reads[i];
    int dimension = access_copy_dimension(read, kernel->schedule.vector);
    Tensor *copy = find_copy(kernels, read->tensor, dimension);
    if (!copy) {
      copy = tensor_copy(kernels, (Tensor *)read->tensor, kernel);
      copy->layout = layout_moved(copy, dimension);
      copy->layout_is_fixed = true;
      choose_schedule(kernels, kernel->prev, scratch);
    }
    kernel_read_copy(kernels, kernel, read->tensor, copy);
  }
}

static void choose_schedule(Kernels *kernels, Kernel *kernel, Arena *scratch)
{
  collapse_slots(kernels, kernel);
  KernelAccess access = analyze_access(kernels, kernel, scratch);
  Search search = best_tile(kernels, kernel, &access);
  kernel->schedule = search.best;
  kernel->schedule.unroll = kernel->root ? UNROLLED : 0;
  order_loops(kernel, &access, &kernel->schedule);
  choose_parallel(kernel, &access, &kernel->schedule,
                  schedule_cycles(kernel, &access, &kernel->schedule, search.best_copied));
  lay_out_stores(kernel);
  make_copies(kernels, kernel, &access, search.best_copied, scratch);
  measure(kernel, &access);
}

void choose_schedules(Kernels *kernels, Arena *scratch)
{
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    if (!kernel->fills)
      choose_schedule(kernels, kernel, scratch);
}
