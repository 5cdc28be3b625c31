// A workspace that no machine has is refused here, before anything would allocate it.

#include "kernels/kernels.h"

#include <stdlib.h>

enum { SHOWN_TENSORS = 3 };

static const int64_t max_workspace_bytes = (int64_t)1 << 42;  // 4 TiB

static int64_t tensor_bytes(const Tensor *tensor)
{
  return tensor->layout.count * type_bytes(tensor->type);
}

static int by_size(const void *a, const void *b)
{
  const Tensor *x = *(Tensor *const *)a, *y = *(Tensor *const *)b;
  int64_t p = tensor_bytes(x), q = tensor_bytes(y);
  return p != q ? (p < q) - (p > q) : (x->position > y->position) - (x->position < y->position);
}

// In GiB, as what is refused is never less than one.
static double gibibytes(int64_t bytes)
{
  return (double)bytes / (1 << 30);
}

void report_memory(const Kernels *kernels, Diag *diag, Arena *scratch)
{
  if (kernels->workspace_bytes < max_workspace_bytes)
    return;
  Tensor **tensors = arena_array(scratch, Tensor *, kernels->tensors.count);
  int count = 0;
  for (int i = 0; i < kernels->tensors.count; i++)
    if (kernels->tensors.items[i]->kind == TENSOR_WORKSPACE)
      tensors[count++] = kernels->tensors.items[i];
  qsort(tensors, (size_t)count, sizeof *tensors, by_size);
  diag_error(diag, E0507, kernels->graph->span,
             "%s needs a workspace of %.0f GiB, at most %.0f GiB are possible",
             kernels->graph->name, gibibytes(kernels->workspace_bytes),
             gibibytes(max_workspace_bytes));
  for (int i = 0; i < count && i < SHOWN_TENSORS; i++)
    diag_note(diag, tensors[i]->node ? tensors[i]->node->origin.span : kernels->graph->span,
              "%s takes %.1f GiB", tensors[i]->name, gibibytes(tensor_bytes(tensors[i])));
}
