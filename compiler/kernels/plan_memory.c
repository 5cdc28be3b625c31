// The workspace: every tensor that lives between two kernels gets an offset in one arena.
//
//   before   a is live over kernels 0-2, b over 1-3, c over 3-4
//   after    a and c share bytes, b lies beside them
//
// Largest first, each at the lowest offset where it overlaps nothing that is live at the same time
// (Pisarchyk and Lee 2020, greedy by size). Where that is more than a few percent above the largest
// live set, other orders are tried.

#include "kernels/kernels.h"

#include <stdlib.h>
#include <string.h>

enum {
  ALIGNMENT = 64,
  MOST_PLACED = 40000,  // tensors, in all tries
  LITTLE = 20,          // a part of the largest live set
};

static int64_t placed_bytes(const Tensor *tensor)
{
  // One vector of slack: a load may run past the last row of a padded block.
  int64_t bytes = tensor_bytes(tensor) + ALIGNMENT;
  return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

// The tensor whose bytes it has: a carry's next value lies in those of the carry.
static Tensor *home_of(Tensor *tensor)
{
  return tensor->kind == TENSOR_WORKSPACE && tensor->before ? tensor->before : tensor;
}

// The loop within whose step all use of the tensor lies: a carry lives on from step to step.
static KernelLoop *life_of(const Tensor *tensor, bool is_carry)
{
  return is_carry ? tensor->loop->outer : tensor->loop;
}

typedef struct Range {
  int first, last;
} Range;

typedef struct Touch {
  Kernels *kernels;
  const Kernel *kernel;
  Range *loops;   // positions of their kernels
  bool *carries;  // by tensor
} Touch;

static void extend(Tensor *tensor, int first, int last)
{
  if (tensor->first_kernel < 0 || first < tensor->first_kernel)
    tensor->first_kernel = first;
  if (last > tensor->last_kernel)
    tensor->last_kernel = last;
}

// What is used in a loop and outlives its steps is alive in all of it.
static void touch(const Touch *t, Tensor *tensor)
{
  const KernelLoop *life = life_of(tensor, t->carries[tensor->position]);
  Range range = {t->kernel->position, t->kernel->position};
  const KernelLoop *level = loop_around(t->kernel->loop, (KernelLoop *)life);
  for (const KernelLoop *loop = t->kernel->loop; loop != level; loop = loop->outer)
    range = t->loops[loop->position];
  // Blocks of a chain run side by side: what one kernel of it touches is alive in all of them.
  const Chain *chain = t->kernel->chain;
  if (chain && t->kernel->loop == level)
    range = (Range){chain->first->position, chain->last->position};
  extend(home_of(tensor), range.first, range.last);
  extend(tensor, range.first, range.last);
}

static void touch_read(const Expr *e, void *context)
{
  Touch *t = context;
  touch(t, tensor_of(t->kernels, e->node));
}

static Range *find_loop_ranges(Kernels *kernels, Arena *scratch)
{
  Range *ranges = arena_array(scratch, Range, kernels->loops.count);
  for (int i = 0; i < kernels->loops.count; i++)
    ranges[i] = (Range){-1, -1};
  int position = 0;
  for (Kernel *k = kernels->first; k; k = k->next) {
    k->position = position++;
    for (const KernelLoop *loop = k->loop; loop; loop = loop->outer) {
      Range *range = &ranges[loop->position];
      range->first = range->first < 0 ? k->position : range->first;
      range->last = k->position;
    }
  }
  return ranges;
}

static void find_live_ranges(Kernels *kernels, Arena *scratch)
{
  Touch t = {.kernels = kernels,
             .loops = find_loop_ranges(kernels, scratch),
             .carries = arena_array(scratch, bool, kernels->tensors.count)};
  for (int i = 0; i < kernels->tensors.count; i++) {
    Tensor *tensor = kernels->tensors.items[i], *home = home_of(tensor);
    tensor->first_kernel = tensor->last_kernel = -1;
    if (home != tensor)
      t.carries[tensor->position] = t.carries[home->position] = true;
  }
  for (Kernel *k = kernels->first; k; k = k->next) {
    t.kernel = k;
    kernel_visit_reads(kernels, k, touch_read, &t);
    if (k->fills)
      touch(&t, k->fills);
    for (int i = 0; i < k->stores.count; i++)
      touch(&t, k->stores.items[i].tensor);
  }
  for (int i = 0; i < kernels->tensors.count; i++)
    if (kernels->tensors.items[i]->is_given)
      extend(kernels->tensors.items[i], 0, 0);
}

static int by_size(const void *a, const void *b)
{
  const Tensor *x = *(Tensor *const *)a, *y = *(Tensor *const *)b;
  int64_t p = placed_bytes(x), q = placed_bytes(y);
  return p != q ? (p < q) - (p > q) : (x->position > y->position) - (x->position < y->position);
}

// A tensor that has its place. All of them are looked at for every further one, so they lie close
// together.
typedef struct Placed {
  int64_t offset, end;
  int first_kernel, last_kernel;
} Placed;

static bool live_together(const Placed *a, const Tensor *b)
{
  return a->first_kernel <= b->last_kernel && b->first_kernel <= a->last_kernel;
}

// The lowest gap that holds `tensor` among those placed, which are sorted by offset.
static int64_t find_gap(const Tensor *tensor, const Placed *placed, int count)
{
  int64_t offset = 0, bytes = placed_bytes(tensor);
  for (int i = 0; i < count && placed[i].offset < offset + bytes; i++)
    if (placed[i].end > offset && live_together(&placed[i], tensor))
      offset = placed[i].end;
  return offset;
}

static void insert(Placed *placed, int count, const Tensor *tensor)
{
  int low = 0, high = count;
  while (low < high) {
    int middle = (low + high) / 2;
    if (placed[middle].offset <= tensor->offset)
      low = middle + 1;
    else
      high = middle;
  }
  memmove(&placed[low + 1], &placed[low], (size_t)(count - low) * sizeof *placed);
  placed[low] = (Placed){tensor->offset, tensor->offset + placed_bytes(tensor),
                         tensor->first_kernel, tensor->last_kernel};
}

static bool is_planned(const Tensor *tensor)
{
  return tensor->kind == TENSOR_WORKSPACE && !tensor->before && tensor->output < 0 &&
         tensor->first_kernel >= 0;
}

// What no plan can be smaller than: the most bytes that are alive at one kernel.
static int64_t largest_live_set(const Kernels *kernels, Tensor *const *tensors, int count,
                                Arena *scratch)
{
  int kernel_count = 0;
  for (const Kernel *k = kernels->first; k; k = k->next)
    kernel_count++;
  int64_t *change = arena_array(scratch, int64_t, kernel_count + 1), alive = 0, most = 0;
  for (int i = 0; i < count; i++) {
    change[tensors[i]->first_kernel] += placed_bytes(tensors[i]);
    change[tensors[i]->last_kernel + 1] -= placed_bytes(tensors[i]);
  }
  for (int k = 0; k < kernel_count; k++) {
    alive += change[k];
    most = alive > most ? alive : most;
  }
  return most;
}

// Gives every tensor its place, in this order. Returns the bytes of the whole.
static int64_t place(Tensor *const *tensors, int count, Placed *placed)
{
  int64_t bytes = 0;
  for (int i = 0; i < count; i++) {
    tensors[i]->offset = find_gap(tensors[i], placed, i);
    insert(placed, i, tensors[i]);
    int64_t end = tensors[i]->offset + placed_bytes(tensors[i]);
    bytes = end > bytes ? end : bytes;
  }
  return bytes;
}

// The first tensor that reaches the end of the workspace goes before all others.
static void promote(Tensor **tensors, int count, int64_t bytes)
{
  int last = 0;
  while (last < count - 1 && tensors[last]->offset + placed_bytes(tensors[last]) < bytes)
    last++;
  Tensor *tensor = tensors[last];
  memmove(&tensors[1], &tensors[0], (size_t)last * sizeof(Tensor *));
  tensors[0] = tensor;
}

// Largest first; while that leaves more than a little unused, again with what reached highest
// first.
static int64_t find_places(const Kernels *kernels, Tensor **tensors, int count, Arena *scratch)
{
  Placed *placed = arena_array(scratch, Placed, count);
  int64_t *best = arena_array(scratch, int64_t, kernels->tensors.count), bytes = INT64_MAX;
  qsort(tensors, (size_t)count, sizeof *tensors, by_size);
  for (int tries = 1 + MOST_PLACED / (count + 1); tries > 0; tries--) {
    int64_t now = place(tensors, count, placed);
    for (int i = 0; now < bytes && i < count; i++)
      best[tensors[i]->position] = tensors[i]->offset;
    bytes = now < bytes ? now : bytes;
    if (bytes - kernels->live_bytes <= kernels->live_bytes / LITTLE)
      break;
    promote(tensors, count, now);
  }
  for (int i = 0; i < count; i++)
    tensors[i]->offset = best[tensors[i]->position];
  return bytes;
}

void plan_memory(Kernels *kernels, Arena *scratch)
{
  find_live_ranges(kernels, scratch);
  Tensor **tensors = arena_array(scratch, Tensor *, kernels->tensors.count);
  int count = 0;
  for (int i = 0; i < kernels->tensors.count; i++)
    if (is_planned(kernels->tensors.items[i]))
      tensors[count++] = kernels->tensors.items[i];
  kernels->live_bytes = largest_live_set(kernels, tensors, count, scratch);
  kernels->workspace_bytes = find_places(kernels, tensors, count, scratch);
  for (int i = 0; i < kernels->tensors.count; i++)
    kernels->tensors.items[i]->offset = home_of(kernels->tensors.items[i])->offset;
}
