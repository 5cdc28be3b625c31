// Joining: two slots of a map that an operand walks as one become one.
//
//   before   y[b, c, 4*i + r, j] = m[14*b + i, c, j], .. over b < B, c, i < 14, j
//   after    y[t/14, c, t % 14*4 + r, j] = m[t, c, j], .. over t < 14*B, c, j
//
// So the map has the index of the kernel that made the operand, and can run with it block by block.

#include "kernels/kernels.h"

typedef struct Pair {
  Graph *graph;
  const Formula *space;
  int outer, inner;  // outer: -1 if none is found
  bool legal;
} Pair;

static const Expr *joint_extent(const Pair *p, int outer, int inner)
{
  return expr_binary(p->graph, EXPR_MULTIPLY, p->space->indices[outer].extent,
                     p->space->indices[inner].extent);
}

// What an operand that walks both as one has for an index.
static const Expr *joint_index(const Pair *p, int outer, int inner)
{
  const Expr *start = expr_binary(p->graph, EXPR_MULTIPLY, expr_index(p->graph, outer),
                                  p->space->indices[inner].extent);
  return expr_binary(p->graph, EXPR_ADD, start, expr_index(p->graph, inner));
}

static bool walks_as_one(const Pair *p, const Expr *index, const Expr *extent, int outer, int inner)
{
  return outer != inner && expr_is_number(p->space->indices[inner].extent) &&
         extent == joint_extent(p, outer, inner) && index == joint_index(p, outer, inner);
}

static void find_pair(const Expr *e, void *context)
{
  Pair *p = context;
  p->legal &= e->kind != EXPR_RANDOM;
  if (e->kind != EXPR_READ || p->outer >= 0)
    return;
  for (int d = 0; d < e->node->shape.rank; d++)
    for (int outer = 0; outer < p->space->free_count; outer++)
      for (int inner = 0; inner < p->space->free_count; inner++)
        if (walks_as_one(p, e->operands[d], e->node->shape.extents[d], outer, inner)) {
          p->outer = outer;
          p->inner = inner;
        }
}

// The joint index before all others, as a slot beyond them.
typedef struct Joint {
  const Expr *before, *slot;
} Joint;

static const Expr *take_joint(Graph *graph, const Expr *e, void *context)
{
  const Joint *joint = context;
  (void)graph;
  return e == joint->before ? joint->slot : e;
}

static const Expr *joined(const Pair *p, const Expr *e, const Expr *const *slots)
{
  int count = p->space->index_count;
  Joint joint = {joint_index(p, p->outer, p->inner), expr_index(p->graph, count)};
  return expr_substitute(p->graph, expr_rewrite(p->graph, e, take_joint, &joint), slots, count + 1);
}

static void join(Kernel *kernel, const Pair *p)
{
  Graph *graph = p->graph;
  Formula *space = &kernel->space;
  const Expr *slots[MAX_INDICES], *inside = space->indices[p->inner].extent;
  int count = space->index_count;
  for (int s = 0; s < count; s++)
    slots[s] = expr_index(graph, s - (s > p->inner));
  slots[count] = slots[p->outer];
  slots[p->outer] = expr_binary(graph, EXPR_QUOTIENT, slots[count], inside);
  slots[p->inner] = expr_binary(graph, EXPR_REMAINDER, slots[count], inside);
  for (int i = 0; i < kernel->stores.count; i++) {
    Store *store = &kernel->stores.items[i];
    store->value = joined(p, store->value, slots);
    if (store->guard)
      store->guard = joined(p, store->guard, slots);
    for (int d = 0; d < store->tensor->shape.rank; d++)
      store->indices[d] = joined(p, store->indices[d], slots);
  }
  space->indices[p->outer].extent = joint_extent(p, p->outer, p->inner);
  for (int s = p->inner; s + 1 < count; s++)
    space->indices[s] = space->indices[s + 1];
  space->index_count = --space->free_count;
}

void join_slots(Kernels *kernels)
{
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    const Formula *space = &kernel->space;
    Pair pair = {.graph = kernels->graph, .space = space, .outer = -1, .legal = true};
    if (kernel->root || space->condition_count || space->index_count == MAX_INDICES)
      continue;
    for (int i = 0; i < kernel->stores.count; i++)
      expr_walk(kernels->graph, kernel->stores.items[i].value, find_pair, &pair);
    if (pair.outer >= 0 && pair.legal)
      join(kernel, &pair);
  }
}
