// Schedules: which index is vectorised, how large the tile in registers is, in which order the
// loops run, and which one threads share.
//
//   before   y[b, o] = sum(i) x[b, i]*w[o, i]
//   after    vector i x 8 (reduced), tile b x 3, o x 4, loops o, b, i, parallel b
//
// Vector slot and tile come from the search (search.c). One scheduler serves all kernels: a dense
// layer, a window, their gradients and a plain map differ only in how their operands move along the
// indices.

#include "kernels/search.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
  ENOUGH_POINTS = 8,  // accumulators that keep two units of latency four busy
  UNROLLED = 4,
  LONG_SUM = 1024,    // terms
  MEMBER_CYCLES = 8,  // a term that is added in memory
};

#define WORTH_A_COPY 0.95  // of the cycles without

// -- what a kernel works on -----------------------------------------------------------------------

// Bytes of an operand that a run of the kernel touches, by all its reads of that tensor: no more
// than it has. They count at the first of the reads.
static double read_bytes(const Kernel *kernel, const KernelAccess *access, int position)
{
  const Tensor *tensor = access->reads[position].tensor;
  double elements = 0;
  for (int i = 0; i < access->count; i++) {
    const ReadAccess *read = &access->reads[i];
    double points = 1;
    if (read->tensor != tensor)
      continue;
    if (i < position)
      return 0;
    for (int s = 0; s < kernel->space.index_count; s++)
      points *= access_moves(read, s) ? (double)access->extents[s] : 1;
    elements += points;
  }
  return touched_bytes(tensor, elements);
}

// The same of a result.
static double stored_bytes(const Kernel *kernel, const KernelAccess *access, int position)
{
  const Tensor *tensor = kernel->stores.items[position].tensor;
  double elements = 0, points = 1;
  if (is_stored_before(kernel, position))
    return 0;
  for (int s = 0; s < kernel->space.free_count; s++)
    points *= (double)access->extents[s];
  for (int i = position; i < kernel->stores.count; i++)
    elements += kernel->stores.items[i].tensor == tensor ? points : 0;
  return touched_bytes(tensor, elements);
}

static void measure(Kernel *kernel, const KernelAccess *access)
{
  double points = 1;
  for (int s = 0; s < kernel->space.index_count; s++)
    points *= (double)access->extents[s];
  kernel->flops =
      points * (kernel->root ? access->operations + (access->operations == 0) : access->operations);
  if (kernel->root && kernel->space.body->kind == EXPR_MULTIPLY)
    kernel->flops = points * 2;
  if (kernel->root && kernel->space.body->kind == EXPR_DOT)
    kernel->flops = points * 4;
  kernel->flops *= access->share;
  kernel->bytes = access->met_bytes;
  for (int i = 0; i < access->count; i++)
    kernel->bytes += read_bytes(kernel, access, i);
  for (int i = 0; i < kernel->stores.count; i++)
    kernel->bytes += stored_bytes(kernel, access, i);
}

// Vectors along a dimension: the batch in blocks, so that what belongs to the same samples stays
// together; any other innermost.
//
// Weights stand in panels, whole vectors of the dimension for all the other indices: a tile of that
// width reads one long stream.
static Layout layout_for(const Kernels *kernels, const Tensor *tensor, int dimension)
{
  int64_t lanes = kernels->machine->vector_bytes / 4, panel = PANEL_VECTORS * lanes;
  if (tensor->is_weights && dimension >= 0)
    return tensor->capacity[dimension] > panel ? layout_blocked(tensor, dimension, panel)
                                               : layout_moved(tensor, dimension);
  if (dimension == 0 && tensor->shape.rank > 1 && tensor->capacity[0] >= lanes)
    return layout_blocked(tensor, dimension, lanes);
  return layout_moved(tensor, dimension);
}

// The same for a kernel that walks along the dimension with a vector slot: blocks serve it only
// where its vectors are whole ones. (They are not in y[g*100 + i].)
static Layout layout_along(Kernels *kernels, Tensor *tensor, int dimension,
                           const Expr *const *indices, int slot)
{
  Layout layout = layout_for(kernels, tensor, dimension), before = tensor->layout;
  const Expr *start;
  tensor->layout = layout;
  const Expr *address = tensor_address(kernels, tensor, indices, 0);
  tensor->layout = before;
  int lanes = kernels->machine->vector_bytes / 4;
  return layout.block && !address_is_contiguous(kernels->graph, address, slot, lanes, &start)
             ? layout_moved(tensor, dimension)
             : layout;
}

// Tensors that the kernel makes are laid out for vectors along the slot, else as preferred.
static void lay_out_stores(Kernels *kernels, Kernel *kernel, int slot, Preference preference)
{
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    int dimension = preferred_dimension(store->tensor, preference);
    bool along = slot >= 0 && slot < kernel->space.free_count;
    if (along)
      dimension = moved_dimension(store->indices, store->tensor->shape.rank, slot);
    if (store->tensor->layout_is_fixed || dimension < 0)
      continue;
    store->tensor->layout =
        along ? layout_along(kernels, store->tensor, dimension, store->indices, slot)
              : layout_for(kernels, store->tensor, dimension);
  }
  // The kernels of its other parts find it laid out.
  for (int i = 0; i < kernel->stores.count; i++)
    kernel->stores.items[i].tensor->layout_is_fixed |= kernel->stores.items[i].tensor->has_parts;
}

static void settle_schedule(Kernels *kernels, Kernel *kernel, const KernelAccess *access,
                            bool may_split)
{
  measure(kernel, access);
  double traffic = traffic_cycles(kernels->machine, kernel->bytes);
  kernel->cycles = schedule_cycles(kernel, access, &kernel->schedule, 0);
  kernel->cycles = kernel->cycles > traffic ? kernel->cycles : traffic;
  schedule_finish(kernels, kernel, access, &kernel->schedule, may_split);
}

static void choose_schedule(Kernels *kernels, Kernel *kernel, Preference preference,
                            Arena *scratch);

// The dimensions of a tensor as the kernel's loops run through them, outer ones first; what no loop
// runs through stays in front.
static void order_dimensions(const Kernel *kernel, const ReadAccess *read, Layout *layout)
{
  int rank = read->tensor->shape.rank, count = rank;
  uint32_t placed = 0;
  for (int i = kernel->schedule.loop_count - 1; i >= 0; i--)
    for (int d = 0; d < rank; d++)
      if (!(placed >> d & 1) &&
          expr_uses_index(read->read->operands[d], kernel->schedule.loops[i])) {
        layout->order[--count] = d;
        placed |= 1u << d;
      }
  for (int d = rank - 1; d >= 0; d--)
    if (!(placed >> d & 1))
      layout->order[--count] = d;
}

// Weights as the file has them, whose columns a tile reads row by row: rows at a distance that the
// sets of a cache repeat by crowd into a part of it, where a panel of a copy is one stretch.
// Whether that is worth the copy, the nests say.
static uint32_t add_panels(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                           const Choice *choice)
{
  uint32_t copied = choice->copied;
  int vector = choice->schedule.vector;
  if (!kernel->root || vector < 0 || vector >= kernel->space.free_count ||
      access->count >= MOST_STREAMS)
    return copied;
  for (int i = 0; i < access->count && i < 32; i++) {
    const ReadAccess *read = &access->reads[i];
    double price = copy_price(kernels, kernel, read, vector);
    if ((copied >> i & 1) || !read->is_far_weights || read->tensor->layout.block ||
        !read->contiguous[vector] || price < 0)
      continue;
    uint32_t more = copied | 1u << i;
    if (best_nest_cycles(kernels, kernel, access, &choice->schedule, more) + price <
        best_nest_cycles(kernels, kernel, access, &choice->schedule, copied) * WORTH_A_COPY)
      copied = more;
  }
  return copied;
}

static void make_copies(Kernels *kernels, Kernel *kernel, const KernelAccess *access,
                        uint32_t copied, Arena *scratch)
{
  for (int i = 0; i < access->count && i < 32; i++) {
    if (!(copied >> i & 1))
      continue;
    const ReadAccess *read = &access->reads[i];
    int dimension = access_copy_dimension(read, kernel->schedule.vector);
    Tensor *copy = tensor_find_copy(read->tensor, dimension);
    if (!copy) {
      copy = tensor_copy(kernels, (Tensor *)read->tensor, kernel);
      copy->is_weights = tensor_holds_weights(read->tensor);
      if (copy->is_weights)
        order_dimensions(kernel, read, &copy->layout);
      copy->layout =
          layout_along(kernels, copy, dimension, (const Expr *const *)read->read->operands,
                       kernel->schedule.vector);
      copy->layout_is_fixed = true;
      choose_schedule(kernels, kernel_place(kernel, read->tensor->loop)->prev, PREFER_NONE,
                      scratch);
    }
    kernel_read_copy(kernels, kernel, read->tensor, copy);
  }
}

// -- reductions over members ----------------------------------------------------------------------

// Vectors along the last free slot that the key does not name; threads share the first that it
// does.
static void schedule_members(Kernels *kernels, Kernel *kernel, const KernelAccess *access,
                             const Member *member)
{
  const Formula *space = &kernel->space;
  Schedule *schedule = &kernel->schedule;
  int lanes = kernel_lanes(kernels, kernel), shared = -1;
  double terms = 1;
  *schedule = (Schedule){.vector = -1, .lanes = 1, .vectors = 1, .parallel = -1, .grain = 1};
  for (int s = 0; s < space->index_count; s++)
    terms *= s == member->slot ? 1 : (double)access->extents[s];
  for (int s = space->free_count - 1; s >= 0; s--) {
    bool named = expr_uses_index(member->key, s);
    if (named)
      shared = s;
    if (!named && s != member->slot && schedule->vector < 0 && lanes > 1 &&
        stores_allow_vector(kernels, kernel, s)) {
      schedule->vector = s;
      schedule->lanes = lanes;
    }
  }
  kernel->flops = terms * (access->operations + 1);
  kernel->cycles = terms * (access->operations + MEMBER_CYCLES) / schedule->lanes;
  if (shared >= 0 && access->extents[shared] > 1 && kernel->cycles > PARALLEL_CYCLES)
    schedule->parallel = shared;
  for (int s = 0; s < space->index_count; s++)
    schedule->loops[schedule->loop_count++] = s;
}

// A tile with work enough for the latency of its operations gains nothing from unrolling.
static int unrolled_rounds(const Kernel *kernel, const Schedule *schedule)
{
  int points = schedule->vectors;
  for (int i = 0; i < schedule->tiled_count; i++)
    points *= schedule->tile[i];
  return kernel->root && points < ENOUGH_POINTS ? UNROLLED : 1;
}

void schedule_finish(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                     Schedule *schedule, bool may_split)
{
  schedule->unroll = unrolled_rounds(kernel, schedule);
  choose_nest(kernels, kernel, access, schedule, kernel->cycles, may_split);
}

// Long sums may store lane by lane, so that vectors run along what suits the operands, and others
// find the results as they prefer: a dense layer of few rows has vectors of rows, and weights pass
// through it as they lie.
static bool sums_long(const Kernels *kernels, const Kernel *kernel)
{
  const Formula *space = &kernel->space;
  return kernel->root && space->condition_count == 0 &&
         formula_points(kernels->graph, space, space->free_count, space->index_count) >= LONG_SUM;
}

static void choose_schedule(Kernels *kernels, Kernel *kernel, Preference preference, Arena *scratch)
{
  // Slots are joined under the layout that the results would have if nothing else spoke.
  for (int i = 0; i < kernel->stores.count; i++) {
    Tensor *tensor = kernel->stores.items[i].tensor;
    if (!tensor->layout_is_fixed)
      tensor->layout = layout_for(kernels, tensor, preferred_dimension(tensor, preference));
  }
  collapse_slots(kernels, kernel);
  Member member;
  bool has_member = kernel->root && find_member(kernels->graph, &kernel->space, &member);
  bool keeps = preference != PREFER_NONE && !has_member && sums_long(kernels, kernel);
  uint64_t freed = keeps ? fix_layouts(kernel) : 0;
  KernelAccess access = analyze_access(kernels, kernel, scratch);
  if (has_member) {
    measure(kernel, &access);
    schedule_members(kernels, kernel, &access, &member);
    lay_out_stores(kernels, kernel, kernel->schedule.vector, preference);
    return;
  }
  measure(kernel, &access);
  Choice choice = search_schedule(kernels, kernel, &access, preference, scratch);
  choice.copied = add_panels(kernels, kernel, &access, &choice);
  kernel->schedule = choice.schedule;
  free_layouts(kernel, freed);
  lay_out_stores(kernels, kernel, keeps ? -1 : choice.schedule.vector, preference);
  order_loops(kernel, &access, &kernel->schedule);
  if (choice.copied) {
    make_copies(kernels, kernel, &access, choice.copied, scratch);
    access = analyze_access(kernels, kernel, scratch);
  }
  settle_schedule(kernels, kernel, &access, true);
  if (schedule_has_blocks(&kernel->schedule) && !kernel_is_plain(kernel)) {
    kernel_split(kernels, kernel);
    lay_out_stores(kernels, kernel, kernel->schedule.vector, preference);
  }
}

// -- parts ----------------------------------------------------------------------------------------

struct KernelParts {
  const Kernel *kernel;
  KernelAccess access;  // of the whole
  const Problem *problem;
  Arena *arena;
  ListOf(KernelPart *) known;
};

KernelParts *parts_create(Kernels *kernels, const Kernel *kernel, Arena *arena)
{
  KernelParts *parts = arena_new(arena, KernelParts);
  *parts = (KernelParts){
      .kernel = kernel, .access = analyze_access(kernels, kernel, arena), .arena = arena};
  parts->problem = search_problem(kernels, kernel, &parts->access, arena);
  return parts;
}

static void schedule_part(const KernelParts *parts, KernelPart *part)
{
  const Kernel *kernel = parts->kernel;
  KernelAccess access = parts->access;
  access.extents[part->slot] = part->extent;
  access.constant &= ~(1u << part->slot);
  access.constant |= (uint32_t)part->constant << part->slot;
  part->schedule = search_part(parts->problem, &access, part->slot, parts->arena).schedule;
  part->schedule.unroll = unrolled_rounds(kernel, &part->schedule);
  order_loops(kernel, &access, &part->schedule);
  if (part->slot < kernel->space.free_count) {
    part->schedule.parallel = part->slot;
    part->schedule.grain = part->extent;
  } else {
    part->schedule.block[part->slot] = part->extent;
  }
  part->cycles = schedule_cycles(kernel, &access, &part->schedule, 0);
}

const KernelPart *parts_find(KernelParts *parts, int slot, int64_t extent, bool constant)
{
  for (int i = 0; i < parts->known.count; i++) {
    const KernelPart *part = parts->known.items[i];
    if (part->slot == slot && part->extent == extent && part->constant == constant)
      return part;
  }
  KernelPart *part = arena_new(parts->arena, KernelPart);
  *part = (KernelPart){.slot = slot, .extent = extent, .constant = constant};
  schedule_part(parts, part);
  list_add(parts->arena, &parts->known, part);
  return part;
}

void kernel_reschedule(Kernels *kernels, Kernel *kernel, Arena *scratch)
{
  KernelParts *parts = parts_create(kernels, kernel, scratch);
  const KernelAccess *access = &parts->access;
  kernel->schedule = search_part(parts->problem, access, -1, scratch).schedule;
  order_loops(kernel, access, &kernel->schedule);
  settle_schedule(kernels, kernel, access, false);
}

// -- the pass -------------------------------------------------------------------------------------

// Words of weights lie in C order, as the weights themselves: what reads them says which copy it
// needs.
static void fix_words_of_weights(Kernels *kernels)
{
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    for (int i = 0; i < kernel->stores.count; i++) {
      const Store *store = &kernel->stores.items[i];
      if (store->value->kind == EXPR_PAIR && store->tensor->is_weights)
        store->tensor->layout_is_fixed = true;
    }
}

double choose_schedules(Kernels *kernels, Preference preference, Choices *choices, Arena *scratch)
{
  double cycles = 0;
  kernels->choices = choices;
  find_prepared(kernels);
  fix_words_of_weights(kernels);
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    if (!kernel->fills)
      choose_schedule(kernels, kernel, preference, scratch);
  find_prepared(kernels);  // the copies, too
  drop_unread(kernels, scratch);
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    cycles += kernel->is_prepared ? 0 : kernel->cycles * loop_steps(kernels, kernel->loop);
  return cycles;
}
