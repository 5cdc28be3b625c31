// What must hold of kernels: each rule says the kernel, what was found and what was expected.

#include "kernels/kernels.h"

typedef struct Check {
  const Kernels *kernels;
  const Kernel *kernel;
  const Kernel **producers;  // by tensor, of those met so far
  Arena *arena;
  const char *wrong;
} Check;

// Blocks of a chain run in any order, and its local tensors are gone after each.
static void check_chained_read(Check *c, const Expr *read)
{
  const Tensor *tensor = tensor_of(c->kernels, read->node);
  const Kernel *maker = c->producers[tensor->position];
  const Chain *chain = c->kernel->chain;
  if (tensor->kind == TENSOR_LOCAL && tensor->chain != chain)
    c->wrong =
        arena_print(c->arena, "kernel %s reads %s, which is local to a chain that it is not in",
                    c->kernel->name, tensor->name);
  if (c->wrong || !maker || !chain || maker->chain != chain)
    return;
  if (!chain_allows_read(c->kernels, (Kernel *)c->kernel, read, (Kernel *)maker))
    c->wrong = arena_print(c->arena, "kernel %s reads %s outside of its block of the chain",
                           c->kernel->name, tensor->name);
}

static void check_chain(Check *c)
{
  const Kernel *kernel = c->kernel;
  const Chain *chain = kernel->chain;
  int summed = chain_summed_slot(kernel);
  bool is_neighbour = kernel == chain->first || (kernel->prev && kernel->prev->chain == chain);
  if (!is_neighbour || kernel->loop != chain->first->loop)
    c->wrong =
        arena_print(c->arena, "kernel %s stands apart from the rest of its chain", kernel->name);
  else if (!kernel->fills && (kernel->schedule.parallel < 0 || chain_grain(kernel) % chain->block ||
                              (summed >= 0 && (chain->run == 0 || kernel->schedule.parallel != 0))))
    c->wrong =
        arena_print(c->arena, "kernel %s has no part for each block of its chain", kernel->name);
}

static void check_read(const Expr *read, void *context)
{
  Check *c = context;
  const Tensor *tensor = tensor_of(c->kernels, read->node);
  if (c->wrong)
    return;
  if (!tensor)
    c->wrong = arena_print(c->arena, "kernel %s reads %s, which has no tensor", c->kernel->name,
                           read->node->name);
  else if ((tensor->kind == TENSOR_WORKSPACE || tensor->kind == TENSOR_PREPARED ||
            tensor->kind == TENSOR_LOCAL) &&
           !tensor->is_given && !c->producers[tensor->position])
    c->wrong = arena_print(c->arena, "kernel %s reads %s before a kernel makes it", c->kernel->name,
                           tensor->name);
  else if (!tensor->before)
    for (int i = 0; i < c->kernels->tensors.count && !c->wrong; i++) {
      const Tensor *written = c->kernels->tensors.items[i];
      if (written->before == tensor && c->producers[written->position] &&
          c->producers[written->position]->loop == c->kernel->loop)
        c->wrong =
            arena_print(c->arena, "kernel %s reads %s after kernel %s has overwritten it",
                        c->kernel->name, tensor->name, c->producers[written->position]->name);
    }
  if (!c->wrong)
    check_chained_read(c, read);
}

static void check_local(Check *c, const Tensor *tensor)
{
  if (tensor->kind == TENSOR_LOCAL && tensor->chain != c->kernel->chain)
    c->wrong =
        arena_print(c->arena, "kernel %s writes %s, which is local to a chain that it is not in",
                    c->kernel->name, tensor->name);
}

// 4*i + 1 and 4*j + 3 are never equal: written out stores of one kernel.
static bool never_meet(Graph *graph, const Expr *a, const Expr *b)
{
  const Expr *distance = expr_binary(graph, EXPR_SUBTRACT, b, a);
  if (a->kind != EXPR_AFFINE || distance->kind != EXPR_NUMBER)
    return false;
  int64_t step = a->coefficients[0];
  for (int i = 1; i < a->operand_count; i++)
    for (int64_t rest = a->coefficients[i]; rest;) {
      int64_t next = step % rest;
      step = rest;
      rest = next;
    }
  return distance->integer % step != 0;
}

// Do two stores go to different ranges of some dimension, or to other rests of a step?
static bool are_apart(const Check *c, const Kernel *a, const Store *first, const Kernel *b,
                      const Store *second)
{
  const Graph *graph = c->kernels->graph;
  for (int d = 0; d < first->tensor->shape.rank; d++) {
    Interval one = expr_interval(graph, &a->space, NULL, 0, first->indices[d]);
    Interval other = expr_interval(graph, &b->space, NULL, 0, second->indices[d]);
    if (one.high < other.low || other.high < one.low ||
        never_meet(c->kernels->graph, first->indices[d], second->indices[d]))
      return true;
  }
  return false;
}

// What a kernel stores after `kernel`'s store `position`, in the order of the list.
static void check_parts(Check *c, const Kernel *kernel, int position)
{
  const Store *store = &kernel->stores.items[position];
  for (const Kernel *k = kernel; k && !c->wrong; k = k->next)
    for (int i = k == kernel ? position + 1 : 0; i < k->stores.count; i++)
      if (k->stores.items[i].tensor == store->tensor &&
          !are_apart(c, kernel, store, k, &k->stores.items[i]))
        c->wrong = arena_print(c->arena, "kernels %s and %s make the same part of %s", kernel->name,
                               k->name, store->tensor->name);
}

// Only a reduction is cut into blocks, and only one that stores its plain result can be.
static void check_blocks(Check *c)
{
  const Schedule *schedule = &c->kernel->schedule;
  if (c->wrong || !schedule_has_blocks(schedule))
    return;
  if (!kernel_is_plain(c->kernel))
    c->wrong = arena_print(c->arena, "kernel %s has blocks and stores more than its result",
                           c->kernel->name);
  for (int s = 0; s < c->kernel->space.free_count && !c->wrong; s++)
    if (schedule->block[s])
      c->wrong = arena_print(c->arena, "kernel %s has blocks of the free index %s", c->kernel->name,
                             c->kernel->space.indices[s].name);
}

static void check_stores(Check *c)
{
  if (c->kernel->fills)
    check_local(c, c->kernel->fills);
  const Schedule *schedule = &c->kernel->schedule;
  if (c->kernel->stores.count == 0 && !c->kernel->fills)
    c->wrong = arena_print(c->arena, "kernel %s stores nothing", c->kernel->name);
  for (int i = 0; i < c->kernel->stores.count && !c->wrong; i++) {
    const Tensor *tensor = c->kernel->stores.items[i].tensor;
    check_local(c, tensor);
    if (tensor->has_parts)
      check_parts(c, c->kernel, i);
    else if (c->producers[tensor->position] && c->producers[tensor->position] != c->kernel)
      c->wrong = arena_print(c->arena, "kernels %s and %s both make %s",
                             c->producers[tensor->position]->name, c->kernel->name, tensor->name);
    c->producers[tensor->position] = c->kernel;
  }
  if (!c->wrong && !c->kernel->fills && schedule->loop_count != c->kernel->space.index_count)
    c->wrong = arena_print(c->arena, "kernel %s has %d loops for %d indices", c->kernel->name,
                           schedule->loop_count, c->kernel->space.index_count);
  if (!c->wrong && schedule->parallel >= c->kernel->space.free_count)
    c->wrong =
        arena_print(c->arena, "kernel %s shares a reduced index among threads", c->kernel->name);
}

const char *kernels_verify(const Kernels *kernels, Arena *arena)
{
  Check c = {.kernels = kernels, .arena = arena};
  c.producers = arena_array(arena, const Kernel *, kernels->tensors.count);
  for (c.kernel = kernels->first; c.kernel && !c.wrong; c.kernel = c.kernel->next) {
    kernel_visit_reads((Kernels *)kernels, c.kernel, check_read, &c);
    if (!c.wrong && c.kernel->chain)
      check_chain(&c);
    if (!c.wrong)
      check_stores(&c);
    check_blocks(&c);
  }
  return c.wrong;
}
