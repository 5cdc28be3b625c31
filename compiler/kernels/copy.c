// A copy of kernels, for a choice that is tried on kernels of its own.
//
// What passes change is copied: the kernels with their stores and spaces, and the tensors. Graph,
// expressions and loops of scans are shared: passes add to the graph, and change none of its nodes.

#include "kernels/kernels.h"

#include <string.h>

typedef struct Copying {
  const Kernels *from;
  Kernels *to;
} Copying;

static Tensor *copy_of(const Copying *c, const Tensor *tensor)
{
  return tensor ? c->to->tensors.items[tensor->position] : NULL;
}

static void copy_tensors(const Copying *c)
{
  Arena *arena = c->to->arena;
  int count = c->from->tensors.count;
  memset(&c->to->tensors, 0, sizeof c->to->tensors);
  for (int i = 0; i < count; i++) {
    Tensor *tensor = arena_new(arena, Tensor);
    *tensor = *c->from->tensors.items[i];
    list_add(arena, &c->to->tensors, tensor);
  }
  for (int i = 0; i < count; i++) {
    Tensor *tensor = c->to->tensors.items[i];
    tensor->copies = copy_of(c, tensor->copies);
    tensor->next_copy = copy_of(c, tensor->next_copy);
    tensor->before = copy_of(c, tensor->before);
  }
  c->to->tensor_by_node = arena_array(arena, Tensor *, c->from->node_capacity);
  for (uint32_t i = 0; i < c->from->node_count; i++)
    c->to->tensor_by_node[i] = copy_of(c, c->from->tensor_by_node[i]);
}

static void copy_conditions(Arena *arena, Formula *space)
{
  const Expr **conditions = arena_array(arena, const Expr *, space->condition_count);
  for (int i = 0; i < space->condition_count; i++)
    conditions[i] = space->conditions[i];
  space->conditions = conditions;
}

static void copy_kernel(const Copying *c, const Kernel *from)
{
  Arena *arena = c->to->arena;
  Kernel *kernel = kernel_add(c->to, from->loop, from->name, from->origin), *prev = kernel->prev;
  *kernel = *from;
  kernel->prev = prev;
  kernel->next = NULL;
  kernel->fills = copy_of(c, from->fills);
  copy_conditions(arena, &kernel->space);
  memset(&kernel->stores, 0, sizeof kernel->stores);
  for (int i = 0; i < from->stores.count; i++) {
    Store store = from->stores.items[i];
    store.tensor = copy_of(c, store.tensor);
    list_add(arena, &kernel->stores, store);
  }
}

Kernels *kernels_copy(const Kernels *kernels)
{
  Copying c = {.from = kernels, .to = arena_new(kernels->arena, Kernels)};
  *c.to = *kernels;
  c.to->first = c.to->last = NULL;
  copy_tensors(&c);
  for (const Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    copy_kernel(&c, kernel);
  return c.to;
}
