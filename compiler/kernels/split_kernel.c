// Splitting: a reduction leaves its plain result in memory, a map makes of it what else was stored.
//
//   before   g = sum(b) x[b]*d[b];  w = w - rate*g
//   after    g = sum(b) x[b]*d[b];  g stored            w = w - rate*g, a kernel of its own
//
// The first can then add to its result block by block: see choose_nest.c.

#include "kernels/kernels.h"

#include <string.h>

typedef struct Split {
  Kernels *kernels;
  Kernel *sum, *map;
  const Expr *accumulated;  // how the stores read the result
  Node *result;             // what the map reads for it: the root, its tape, or a name of its own
  const Expr *const *at;    // and where
} Split;

static void find_accumulated(const Expr *e, void *context)
{
  Split *split = context;
  if (e->kind == EXPR_READ && e->node == split->sum->root)
    split->accumulated = e;
}

// The store of the plain result that may stay as it is; -1: none.
static int plain_store(const Kernel *kernel)
{
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    if (store->value->kind == EXPR_READ && store->value->node == kernel->root &&
        store->tensor->kind == TENSOR_WORKSPACE && !store->tensor->layout_is_fixed && !store->guard)
      return i;
  }
  return -1;
}

bool kernel_is_plain(const Kernel *kernel)
{
  return kernel->root && kernel->stores.count == 1 && plain_store(kernel) == 0;
}

const Expr *kernel_result(Kernels *kernels, const Kernel *kernel)
{
  Split split = {.sum = (Kernel *)kernel};
  for (int i = 0; i < kernel->stores.count; i++)
    expr_walk_reads(kernels->graph, kernel->stores.items[i].value, find_accumulated, &split);
  return split.accumulated;
}

// The result gets a tensor; a node of its own if the root's is one that callers see.
static Store store_result(Split *split)
{
  Kernels *kernels = split->kernels;
  Node *root = split->sum->root;
  split->result = root;
  if (tensor_of(kernels, root)) {
    const char *name = arena_print(kernels->arena, "%s.sum", root->name);
    split->result = node_for_reads(kernels, name, root->type, root->shape, root->origin);
  }
  Tensor *tensor =
      tensor_add(kernels, TENSOR_WORKSPACE, split->result->name, root->type, root->shape);
  tensor->node = split->result;
  tensor->loop = split->sum->loop;
  tensor_set(kernels, split->result, tensor);
  Store store = {.tensor = tensor, .value = split->accumulated};
  for (int d = 0; d < root->shape.rank; d++)
    store.indices[d] = split->accumulated->operands[d];
  return store;
}

static const Expr *read_result(Graph *graph, const Expr *e, void *context)
{
  const Split *split = context;
  return e->kind == EXPR_READ && e->node == split->sum->root
             ? expr_read(graph, split->result, split->at, NULL)
             : e;
}

static void add_map(Split *split)
{
  Kernel *sum = split->sum;
  const char *rest = strchr(sum->name, '+');
  split->map = kernel_add_after(split->kernels, sum, rest ? rest + 1 : sum->name);
  split->map->draw_key = sum->draw_key;
  split->map->is_prepared = sum->is_prepared;
  split->map->space = sum->space;
  split->map->space.index_count = sum->space.free_count;
  split->map->space.condition_count = 0;
  split->map->space.body = split->map->space.otherwise = NULL;
}

void kernel_split(Kernels *kernels, Kernel *kernel)
{
  Split split = {.kernels = kernels, .sum = kernel};
  split.accumulated = kernel_result(kernels, kernel);
  add_map(&split);
  int kept = plain_store(kernel);
  Store result = kept >= 0 ? kernel->stores.items[kept] : store_result(&split);
  split.result = result.tensor->node;
  split.at = result.indices;
  for (int i = 0; i < kernel->stores.count; i++) {
    if (i == kept)
      continue;
    Store store = kernel->stores.items[i];
    store.value = expr_rewrite(kernels->graph, store.value, read_result, &split);
    list_add(kernels->arena, &split.map->stores, store);
  }
  kernel->stores.items[0] = result;
  kernel->stores.count = 1;
  kernel->name = kernel->root->name;
}
