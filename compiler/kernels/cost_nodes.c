// What the nodes of a graph cost in its kernels: memory, time, and when they are made.
//
//   before   kernel 7: y = sum(..) x*w; z = relu(y) + x       y is 4 MB, z is 4 MB
//   after    y: made by 7, 4 MB, the cycles of 7;  z: made by 7, 4 MB, the cycles to read and write
//
// A value that rides on the reduction of its kernel costs as much as all of the kernel, unless the
// result of the reduction has memory of its own: then it is made from that.

#include "kernels/cost.h"

#include "graph/map.h"

typedef struct Costs {
  const Kernels *kernels;
  PointerMap places;  // nodes of the body, and steps of its scans: their costs
  Arena *scratch;
} Costs;

static int64_t value_bytes(const Costs *c, const Tensor *tensor)
{
  if (tensor->kind == TENSOR_LOCAL)  // made again, it may stand outside a chain
    return shape_capacity(c->kernels->graph, tensor->shape) * type_bytes(tensor->type);
  return tensor->kind == TENSOR_WORKSPACE && tensor->output < 0 ? tensor_bytes(tensor) : 0;
}

static void add_store(const Costs *c, const Kernel *kernel, const Store *store)
{
  const Tensor *tensor = store->tensor;
  NodeCost *cost = tensor->node ? pointer_map_get(&c->places, tensor->node) : NULL;
  if (!cost)
    return;
  bool rides = kernel->root && kernel->root != tensor->node && tensor_of(c->kernels, kernel->root);
  if (kernel->position > cost->made)
    cost->made = kernel->position;
  cost->bytes = value_bytes(c, tensor);
  cost->cycles += rides ? copy_cycles(tensor) : kernel->cycles;
}

// A scan is made when its last step is; so are its results.
static void add_step(const Costs *c, const Kernel *kernel)
{
  const KernelLoop *loop = kernel->loop;
  while (loop && loop->outer)
    loop = loop->outer;
  NodeCost *cost = loop ? pointer_map_get(&c->places, loop->step) : NULL;
  if (cost && kernel->position > cost->made)
    cost->made = kernel->position;
}

static void add_projection(const Costs *c, const Node *node, NodeCost *cost)
{
  const Tensor *tensor = tensor_of(c->kernels, node);
  const NodeCost *scan = pointer_map_get(&c->places, node->projection.scan->scan->step);
  cost->made = scan->made;
  cost->bytes = tensor ? value_bytes(c, tensor) : 0;
}

NodeCost *cost_nodes(const Kernels *kernels, Arena *scratch)
{
  Costs c = {kernels, pointer_map(scratch), scratch};
  int count = 0;
  for (const Node *n = kernels->graph->body.first; n; n = n->next)
    count++;
  NodeCost *costs = arena_array(scratch, NodeCost, count), *cost = costs;
  for (const Node *n = kernels->graph->body.first; n; n = n->next, cost++) {
    *cost = (NodeCost){.made = -1, .can_again = n->formula};
    pointer_map_set(&c.places, n->form == FORM_SCAN ? n->scan->step : n, cost);
  }
  for (const Kernel *k = kernels->first; k; k = k->next) {
    add_step(&c, k);
    for (int i = 0; i < k->stores.count; i++)
      if (!is_stored_before(k, i))
        add_store(&c, k, &k->stores.items[i]);
  }
  cost = costs;
  for (const Node *n = kernels->graph->body.first; n; n = n->next, cost++)
    if (n->form == FORM_PROJECTION)
      add_projection(&c, n, cost);
  return costs;
}
