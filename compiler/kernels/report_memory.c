// A workspace that no machine has is refused here, before anything would allocate it.

#include "kernels/kernels.h"

#include <stdlib.h>

enum { SHOWN_TENSORS = 3 };

static const int64_t max_workspace_bytes = (int64_t)1 << 42;  // 4 TiB

static int by_size(const void *a, const void *b)
{
  const Tensor *x = *(Tensor *const *)a, *y = *(Tensor *const *)b;
  int64_t p = tensor_bytes(x), q = tensor_bytes(y);
  return p != q ? (p < q) - (p > q) : (x->position > y->position) - (x->position < y->position);
}

void note_largest_tensors(const Kernels *kernels, Diag *diag, Arena *arena)
{
  Tensor **tensors = arena_array(arena, Tensor *, kernels->tensors.count);
  int count = 0;
  for (int i = 0; i < kernels->tensors.count; i++)
    if (kernels->tensors.items[i]->kind == TENSOR_WORKSPACE)
      tensors[count++] = kernels->tensors.items[i];
  qsort(tensors, (size_t)count, sizeof *tensors, by_size);
  for (int i = 0; i < count && i < SHOWN_TENSORS; i++)
    diag_note(diag, tensors[i]->node ? tensors[i]->node->origin.span : kernels->graph->span,
              "%s takes %s", tensors[i]->name, text_size(arena, tensor_bytes(tensors[i])));
}

void report_memory(const Kernels *kernels, Diag *diag, Arena *scratch)
{
  if (kernels->workspace_bytes < max_workspace_bytes)
    return;
  diag_error(diag, E0507, kernels->graph->span,
             "%s needs a workspace of %s, at most %s are possible", kernels->graph->name,
             text_size(scratch, kernels->workspace_bytes), text_size(scratch, max_workspace_bytes));
  note_largest_tensors(kernels, diag, scratch);
}
