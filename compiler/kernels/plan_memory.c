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

static void touch(Tensor *tensor, int position)
{
  if (tensor->first_kernel < 0)
    tensor->first_kernel = position;
  tensor->last_kernel = position;
}

typedef struct Touch {
  Kernels *kernels;
  int position;
} Touch;

static void touch_read(const Expr *e, void *context)
{
  Touch *t = context;
  touch(tensor_of(t->kernels, e->node), t->position);
}

static void find_live_ranges(Kernels *kernels)
{
  for (int i = 0; i < kernels->tensors.count; i++)
    kernels->tensors.items[i]->first_kernel = -1;
  int position = 0;
  for (Kernel *k = kernels->first; k; k = k->next) {
    k->position = position++;
    Touch t = {kernels, k->position};
    kernel_visit_reads(kernels, k, touch_read, &t);
    if (k->fills)
      touch(k->fills, k->position);
    for (int i = 0; i < k->stores.count; i++)
      touch(k->stores.items[i].tensor, k->position);
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
  return tensor->kind == TENSOR_WORKSPACE && tensor->output < 0 && tensor->first_kernel >= 0;
}

void plan_memory(Kernels *kernels, Arena *scratch)
{
  find_live_ranges(kernels);
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
}
