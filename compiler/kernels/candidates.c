// What the tuner may choose from: the schedules that a kernel allows while layouts stay as they
// are. They were chosen together with all others' and kernels before and after rest on them.

#include "kernels/search.h"

#include <math.h>
#include <stdlib.h>

bool kernel_is_tunable(const Kernels *kernels, const Kernel *kernel)
{
  Member member;
  return !kernel->fills && !kernel->is_prepared && !kernel->chain &&
         kernel->space.index_count > 0 &&
         !(kernel->root && find_member(kernels->graph, &kernel->space, &member));
}

uint64_t fix_layouts(const Kernel *kernel)
{
  uint64_t freed = 0;
  for (int i = 0; i < kernel->stores.count && i < 64; i++) {
    Tensor *tensor = kernel->stores.items[i].tensor;
    freed |= tensor->layout_is_fixed ? 0 : (uint64_t)1 << i;
    tensor->layout_is_fixed = true;
  }
  return freed;
}

void free_layouts(const Kernel *kernel, uint64_t freed)
{
  for (int i = 0; i < kernel->stores.count && i < 64; i++)
    if (freed >> i & 1)
      kernel->stores.items[i].tensor->layout_is_fixed = false;
}

static int cheaper_first(const void *a, const void *b)
{
  const Candidate *x = a, *y = b;
  if (x->cycles != y->cycles)
    return x->cycles < y->cycles ? -1 : 1;
  return x->position - y->position;
}

Candidates schedule_candidates(Kernels *kernels, Kernel *kernel, Arena *scratch)
{
  uint64_t freed = fix_layouts(kernel);
  KernelAccess access = analyze_access(kernels, kernel, scratch);
  Candidates all = search_candidates(kernels, kernel, &access, scratch);
  free_layouts(kernel, freed);
  for (int i = 0; i < all.count; i++) {
    order_loops(kernel, &access, &all.items[i].schedule);
    schedule_finish(kernels, kernel, &access, &all.items[i].schedule, false);
  }
  if (all.count)
    qsort(all.items, (size_t)all.count, sizeof *all.items, cheaper_first);
  return all;
}

static bool orders_all_loops(const Formula *space, const Schedule *schedule)
{
  uint64_t met = 0;
  for (int i = 0; i < schedule->loop_count; i++) {
    int slot = schedule->loops[i];
    bool is_free = i < space->free_count;
    if (slot >= space->index_count || is_free != (slot < space->free_count) || (met >> slot & 1))
      return false;
    met |= (uint64_t)1 << slot;
  }
  return schedule->loop_count == space->index_count;
}

static bool vector_is_allowed(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                              const Schedule *schedule)
{
  int slot = schedule->vector, lanes = schedule->lanes, vectors = schedule->vectors;
  if (slot < 0)
    return lanes == 1 && vectors == 1;
  if (slot >= kernel->space.index_count || lanes != kernel_lanes(kernels, kernel) || lanes == 1 ||
      vectors > most_vectors(kernel, slot) ||
      (vectors > 1 && access->extents[slot] < (int64_t)vectors * lanes))
    return false;
  uint64_t freed = fix_layouts(kernel);
  bool allowed = stores_allow_vector(kernels, kernel, slot);
  free_layouts(kernel, freed);
  return allowed;
}

static bool tiles_are_allowed(const Kernel *kernel, const KernelAccess *access,
                              const Schedule *schedule)
{
  uint64_t met = 0;
  for (int i = 0; i < schedule->tiled_count; i++) {
    int slot = schedule->tiled[i];
    if (!kernel->root || slot >= kernel->space.free_count || slot == schedule->vector ||
        (met >> slot & 1) || schedule->tile[i] > LARGEST_TILE ||
        schedule->tile[i] > access->extents[slot])
      return false;
    met |= (uint64_t)1 << slot;
  }
  return true;
}

// Blocks cut reduced slots alone, and no vectors.
static bool blocks_are_allowed(Kernels *kernels, const Kernel *kernel, const Schedule *schedule)
{
  if (!schedule_has_blocks(schedule))
    return schedule->outer == 0;
  for (int s = 0; s < MAX_INDICES; s++)
    if (schedule->block[s] &&
        (s < kernel->space.free_count || s >= kernel->space.index_count || s == schedule->vector))
      return false;
  return schedule->outer < kernel->space.free_count &&
         kernel_can_block(kernels, kernel, schedule, false);
}

bool schedule_is_allowed(Kernels *kernels, Kernel *kernel, const Schedule *schedule)
{
  Arena *scratch = arena_create();
  KernelAccess access = analyze_access(kernels, kernel, scratch);
  bool allowed =
      orders_all_loops(&kernel->space, schedule) &&
      vector_is_allowed(kernels, kernel, &access, schedule) &&
      tiles_are_allowed(kernel, &access, schedule) &&
      blocks_are_allowed(kernels, kernel, schedule) &&
      registers_needed(kernel, schedule) <= kernels->machine->vector_registers &&
      isfinite(schedule_cycles(kernel, &access, schedule, 0)) &&
      schedule->parallel < kernel->space.free_count &&
      (schedule->parallel < 0 ||
       (schedule->grain > 0 && schedule->grain % schedule_step(schedule, schedule->parallel) == 0));
  arena_destroy(scratch);
  return allowed;
}

int64_t schedule_grain(Kernels *kernels, const Kernel *kernel, const Schedule *schedule, int slot,
                       int64_t tasks)
{
  Arena *scratch = arena_create();
  KernelAccess access = analyze_access(kernels, kernel, scratch);
  int64_t grain = task_grain(&access, schedule, slot, tasks);
  arena_destroy(scratch);
  return grain;
}
