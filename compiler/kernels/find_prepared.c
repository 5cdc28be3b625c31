// What depends on variables alone is made once per load, not in every prediction.
//
//   before   predict: c = copy of w; r[o] = 1/sqrt(v[o] + 1e-5); y = r[o]*sum x*c
//   after    prepare: c = copy of w; r[o] = 1/sqrt(v[o] + 1e-5)     predict: y = r[o]*sum x*c
//
// Copies of weights in another layout, and weights that normalisation was folded into, cost a
// prediction nothing. A training step changes the weights, so it makes all that it needs of them;
// tensors that depend on them alone are known as weights there, too.

#include "kernels/kernels.h"

bool is_prepared_kind(GraphKind kind)
{
  return kind == GRAPH_PREDICT || kind == GRAPH_EVALUATE;
}

typedef struct Search {
  Kernels *kernels;
  bool varies;  // with the run: its inputs, scalars, draws, sizes
} Search;

static bool is_constant(const Tensor *tensor)
{
  return tensor->kind == TENSOR_VARIABLE || tensor->kind == TENSOR_CONSTANT || tensor->is_weights;
}

static void check_read(const Expr *e, void *context)
{
  Search *search = context;
  search->varies |= !is_constant(tensor_of(search->kernels, e->node));
}

static void check_expr(const Expr *e, void *context)
{
  Search *search = context;
  search->varies |= e->kind == EXPR_RANDOM || e->kind == EXPR_SYMBOL;
}

static bool depends_on_variables_alone(Kernels *kernels, const Kernel *kernel)
{
  Search search = {.kernels = kernels};
  if (kernel->loop)
    return false;
  if (kernel->fills)
    return false;  // decided with what fills the rest of the tensor
  kernel_visit_reads(kernels, kernel, check_read, &search);
  if (search.varies)
    return false;
  formula_walk(kernels->graph, &kernel->space, check_expr, &search);
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    expr_walk(kernels->graph, store->value, check_expr, &search);
    // Of a tensor in parts another part may vary.
    search.varies |= store->tensor->kind == TENSOR_VARIABLE || store->tensor->output >= 0 ||
                     store->tensor->loop || store->tensor->has_parts;
  }
  return !search.varies;
}

void find_prepared(Kernels *kernels)
{
  bool once = is_prepared_kind(kernels->kind);
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    bool is_weights = depends_on_variables_alone(kernels, kernel);
    kernel->is_prepared = once && is_weights;
    for (int i = 0; i < kernel->stores.count && is_weights; i++) {
      Tensor *tensor = kernel->stores.items[i].tensor;
      tensor->is_weights = true;
      tensor->kind = once ? TENSOR_PREPARED : tensor->kind;
    }
  }
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    if (kernel->fills)
      kernel->is_prepared = kernel->fills->kind == TENSOR_PREPARED;
}

static void count_read(const Expr *read, void *context)
{
  int *reads = context;
  reads[read->node->mark]++;
}

static void forget_read(const Expr *read, void *context)
{
  int *reads = context;
  reads[read->node->mark]--;
}

static bool is_unread(const Kernel *kernel, const int *reads)
{
  for (int i = 0; i < kernel->stores.count; i++) {
    const Tensor *tensor = kernel->stores.items[i].tensor;
    if (!tensor->node || reads[tensor->node->mark] > 0 || tensor->output >= 0 ||
        tensor_has_halo(tensor))
      return false;
  }
  return !kernel->fills;
}

// Readers come later, so one walk from the end is enough.
void drop_unread(Kernels *kernels, Arena *scratch)
{
  int *reads = arena_array(scratch, int, kernels->node_count);
  for (const Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    kernel_visit_reads(kernels, kernel, count_read, reads);
  for (Kernel *kernel = kernels->last, *before; kernel; kernel = before) {
    before = kernel->prev;
    if (!kernel->is_prepared || !is_unread(kernel, reads))
      continue;
    kernel_visit_reads(kernels, kernel, forget_read, reads);
    kernel_unlink(kernels, kernel);
  }
}
