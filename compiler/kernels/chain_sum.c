// Sums over the shared index of a chain: each task adds up its own blocks.
//
//   before   g[b, i] = ..x..;  s[i] = sum(b) g[b, i]*y[b, i]
//   after    for tasks p, for their blocks of b: g of the block; s.parts[p, i] += its terms
//            s[i] = sum(p) s.parts[p, i]
//
// What the sum reads is then near, and need not be kept if nothing else reads it: the gradient of
// weights need not wait for the gradient of all pictures. Tasks are few and fixed, so the result
// does not depend on threads.

#include "kernels/chain.h"

#include "base/divisor.h"

#include <string.h>

enum { TASKS_PER_CORE = 2 };

// Draws are numbered by the points of all free indices, so a kernel that has one keeps them.
bool chain_can_sum(const Kernel *kernel)
{
  const Formula *space = &kernel->space;
  Reduction reduction = space->reduction;
  return kernel->root && !kernel->draw_key && space->condition_count == 0 && !space->otherwise &&
         space->free_count + 1 < MAX_RANK && space->index_count < MAX_INDICES &&
         (reduction == REDUCTION_SUM || reduction == REDUCTION_MAX || reduction == REDUCTION_MIN);
}

int64_t chain_run(const Kernels *kernels, int64_t blocks)
{
  int64_t tasks = kernels->machine->cores == 1 ? 1 : kernels->machine->cores * TASKS_PER_CORE;
  return ceiling(blocks, tasks);
}

int chain_summed_slot(const Kernel *kernel)
{
  for (int s = kernel->space.free_count; s < kernel->space.index_count; s++)
    if (kernel->schedule.block[s])
      return s;
  return -1;
}

int64_t chain_grain(const Kernel *kernel)
{
  int summed = chain_summed_slot(kernel);
  return summed >= 0 ? kernel->schedule.block[summed] : kernel->schedule.grain;
}

// Tasks of the day.
static const Expr *task_count(Kernels *kernels, const Chain *chain)
{
  Graph *graph = kernels->graph;
  int64_t points = chain->block * chain->run;
  const Expr *up = expr_integer(graph, TYPE_INDEX, points - 1);
  return expr_binary(graph, EXPR_QUOTIENT, expr_binary(graph, EXPR_ADD, chain->extent, up),
                     expr_integer(graph, TYPE_INDEX, points));
}

// The kernel's indices behind one for the task.
static Formula *parts_space(Kernels *kernels, const Kernel *kernel, const Expr *tasks)
{
  Graph *graph = kernels->graph;
  const Formula *space = &kernel->space;
  const Expr *slots[MAX_INDICES] = {NULL};
  Formula *made = formula_create(graph);
  formula_add_index(made, "part", tasks);
  for (int s = 0; s < space->index_count; s++)
    slots[s] = expr_index(
        graph, formula_add_index(made, space->indices[s].name, space->indices[s].extent));
  made->free_count = space->free_count + 1;
  for (int d = 0; d < made->free_count; d++)
    made->merged[d] = 1;
  made->reduction = space->reduction;
  made->body = expr_substitute(graph, space->body, slots, space->index_count);
  return made;
}

// One element for each point of the free indices, those of a vector side by side.
static Tensor *add_parts(Kernels *kernels, const Kernel *kernel, const Formula *space, int vector)
{
  Shape shape = {.rank = space->free_count};
  for (int d = 0; d < shape.rank; d++)
    shape.extents[d] = space->indices[d].extent;
  const char *name = arena_print(kernels->arena, "%s.parts", kernel->root->name);
  Node *node = node_for_reads(kernels, name, kernel->root->type, shape, kernel->origin);
  Tensor *tensor = tensor_add(kernels, TENSOR_WORKSPACE, name, node->type, shape);
  tensor->node = node;
  tensor->loop = kernel->loop;
  tensor->layout_is_fixed = true;
  if (vector > 0 && vector < shape.rank)
    tensor->layout = layout_moved(tensor, vector);
  tensor_set(kernels, node, tensor);
  return tensor;
}

// The schedule of the whole sum, for one task: the slots one on, blocks of the shared index.
static Schedule parts_schedule(const Schedule *whole, int slot, int64_t grain)
{
  Schedule schedule = *whole;
  schedule.loops[0] = 0;
  for (int i = 0; i < whole->loop_count; i++)
    schedule.loops[i + 1] = whole->loops[i] + 1;
  schedule.loop_count++;
  schedule.vector += whole->vector >= 0;
  for (int i = 0; i < whole->tiled_count; i++)
    schedule.tiled[i]++;
  memset(schedule.block, 0, sizeof schedule.block);
  schedule.block[slot + 1] = grain;
  schedule.parallel = 0;
  schedule.grain = 1;
  schedule.outer = 1;
  return schedule;
}

static void sum_parts(Kernels *kernels, Kernel *kernel, const Tensor *parts, Arena *scratch)
{
  Graph *graph = kernels->graph;
  Formula *space = &kernel->space;
  int first = space->free_count;
  const Expr *indices[MAX_RANK] = {expr_index(graph, first)};
  for (int s = 0; s < first; s++)
    indices[s + 1] = expr_index(graph, s);
  space->index_count = first;
  formula_add_index(space, "part", parts->shape.extents[0]);
  space->body = expr_read(graph, parts->node, indices, NULL);
  kernel_reschedule(kernels, kernel, scratch);
}

Kernel *chain_add_sum(Kernels *kernels, Kernel *kernel, Chain *chain, const KernelPart *part,
                      Arena *scratch)
{
  const Expr *tasks = task_count(kernels, chain);
  Kernel *added = kernel_add_before(kernels, kernel, kernel->loop,
                                    arena_print(kernels->arena, "%s.parts", kernel->root->name),
                                    kernel->origin);
  added->space = *parts_space(kernels, kernel, tasks);
  added->chain = chain;
  added->flops = kernel->flops;
  added->bytes = kernel->bytes;
  added->cycles = kernel->cycles;
  added->schedule = parts_schedule(&part->schedule, part->slot, part->extent);
  Tensor *parts = add_parts(kernels, kernel, &added->space, added->schedule.vector);
  added->root = parts->node;
  Store store = {.tensor = parts, .value = kernel_accumulated(kernels, added)};
  for (int d = 0; d < parts->shape.rank; d++)
    store.indices[d] = expr_index(kernels->graph, d);
  list_add(kernels->arena, &added->stores, store);
  sum_parts(kernels, kernel, parts, scratch);
  return added;
}
