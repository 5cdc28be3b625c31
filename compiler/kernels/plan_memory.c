// The workspace: every tensor that lives between two kernels gets an offset in one arena.
//
//   before   a is live over kernels 0-2, b over 1-3, c over 3-4
//   after    a and c share bytes, b lies beside them
//
// Largest first, each at the lowest offset where it overlaps nothing that is live at the same time
// (Pisarchyk and Lee 2020, greedy by size). The result is within a few percent of the largest live
// set in practice.

#include "kernels/kernels.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64 };

static int64_t tensor_bytes(const Tensor *tensor)
{
  // One vector of slack: a load may run past the last row of a padded block.
  int64_t bytes = tensor->layout.count * type_bytes(tensor->type) + ALIGNMENT;
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
}

static int by_size(const void *a, const void *b)
{
  const Tensor *x = *(Tensor *const *)a, *y = *(Tensor *const *)b;
  int64_t p = tensor_bytes(x), q = tensor_bytes(y);
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
  int64_t offset = 0, bytes = tensor_bytes(tensor);
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
  placed[low] = (Placed){tensor->offset, tensor->offset + tensor_bytes(tensor),
                         tensor->first_kernel, tensor->last_kernel};
}

static bool is_planned(const Tensor *tensor)
{
  return tensor->kind == TENSOR_WORKSPACE && !tensor->before && tensor->output < 0 &&
         tensor->first_kernel >= 0;
}

void plan_memory(Kernels *kernels, Arena *scratch)
{
  find_live_ranges(kernels, scratch);
  Tensor **tensors = arena_array(scratch, Tensor *, kernels->tensors.count);
  int count = 0;
  for (int i = 0; i < kernels->tensors.count; i++)
    if (is_planned(kernels->tensors.items[i]))
      tensors[count++] = kernels->tensors.items[i];
  qsort(tensors, (size_t)count, sizeof *tensors, by_size);
  kernels->workspace_bytes = 0;
  Placed *placed = arena_array(scratch, Placed, count);
  for (int i = 0; i < count; i++) {
    tensors[i]->offset = find_gap(tensors[i], placed, i);
    insert(placed, i, tensors[i]);
    int64_t end = tensors[i]->offset + tensor_bytes(tensors[i]);
    if (end > kernels->workspace_bytes)
      kernels->workspace_bytes = end;
  }
  for (int i = 0; i < kernels->tensors.count; i++)
    kernels->tensors.items[i]->offset = home_of(kernels->tensors.items[i])->offset;
}
