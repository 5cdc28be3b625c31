// Which dimensions of a tensor sums walk along, and across which: layouts are chosen kernel by
// kernel, before those that read have schedules.
//
//   w[o, i] = sum(t, b) g[t, b, o]*x[t, b, i]
//   g: t and b are walked across o; t and b are walked as one
//
// A sum reads some neighbours across at each of its steps, so the steps must not meet in few sets
// of a cache: where they would, lay_out makes the stride of the dimension a line longer. It would
// tear what is walked as one, which runs as one loop where strides allow it.

#include "kernels/kernels.h"

typedef struct Sum {
  Kernels *kernels;
  uint32_t free, summed;  // slots
} Sum;

static void note_read(const Expr *e, void *context)
{
  const Sum *sum = context;
  Tensor *tensor = tensor_of(sum->kernels, e->node);
  for (int d = 0; d < tensor->shape.rank; d++) {
    if (!(e->operands[d]->index_mask & sum->summed))
      continue;
    for (int n = 0; n < tensor->shape.rank; n++) {
      uint32_t across = e->operands[n]->index_mask;
      if (across & sum->summed)
        tensor->walked_as_one[d] |= 1u << n;
      else if (across & sum->free)
        tensor->walked_across[d] |= 1u << n;
    }
  }
}

void note_walks(Kernels *kernels)
{
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    if (!kernel->root)
      continue;
    const Formula *space = &kernel->space;
    uint32_t free = (1u << space->free_count) - 1;
    Sum sum = {kernels, free, ~free};
    kernel_visit_reads(kernels, kernel, note_read, &sum);
  }
}
