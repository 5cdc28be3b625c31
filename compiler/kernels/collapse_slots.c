// Collapsing: neighbouring slots that all operands and results walk through as one become one slot.
//
//   before   y[b, o] = sum(c < 16, i < 5, j < 5) x[b, c, i, j]*w[o, c, i, j]
//   after    y[b, o] = sum(n < 400) x[b, n/25, n/5 % 5, n % 5]*w[..], at addresses 400*b + n and
//   400*o + n
//
// One long loop vectorises without ragged ends where three short ones do not. Legal where every
// address moves by the same along both slots (outer step = inner extent * inner step), no condition
// and no value names them, and both are free or both reduced.

#include "kernels/kernels.h"

typedef struct Walk {
  Kernels *kernels;
  int outer, inner;
  bool legal;
} Walk;

static bool uses_pair(const Walk *w, const Expr *e)
{
  return expr_uses_index(e, w->outer) || expr_uses_index(e, w->inner);
}

static void check_address(Walk *w, const Formula *space, const Tensor *tensor,
                          const Expr *const *indices)
{
  const Expr *address = tensor_address(w->kernels, tensor, indices, 0);
  const Expr *extent = space->indices[w->inner].extent;
  int64_t outer, inner;
  w->legal &= expr_coefficient(address, w->outer, &outer) &&
              expr_coefficient(address, w->inner, &inner) && extent->kind == EXPR_NUMBER &&
              outer == inner * extent->integer;
}

typedef struct Visit {
  Walk *walk;
  const Kernel *kernel;
} Visit;

// Reads move evenly; outside the indices of reads the slots must not occur at all. An expression
// that uses them and is no read is an index of one, a part of that, or a value: the values are
// those of other types.
static void check_expr(const Expr *e, void *context)
{
  Visit *v = context;
  if (!v->walk->legal)
    return;
  if (e->kind == EXPR_RANDOM) {
    v->walk->legal = false;
  } else if (e->kind == EXPR_READ && e->node != v->kernel->root) {
    v->walk->legal &= !e->has_fallback;
    check_address(v->walk, &v->kernel->space, tensor_of(v->walk->kernels, e->node), e->operands);
  } else if (e->kind != EXPR_READ && e->type != TYPE_INDEX) {
    for (int i = 0; i < e->operand_count; i++)
      if (e->operands[i]->type == TYPE_INDEX && uses_pair(v->walk, e->operands[i]))
        v->walk->legal = false;
  }
}

static bool can_collapse(Kernels *kernels, const Kernel *kernel, int outer)
{
  const Formula *space = &kernel->space;
  Walk walk = {.kernels = kernels, .outer = outer, .inner = outer + 1, .legal = true};
  Visit visit = {&walk, kernel};
  bool boundary = outer + 1 == space->free_count;
  bool position = reduction_is_positional(space);
  if (boundary || (position && outer >= space->free_count))
    return false;
  for (int i = 0; i < space->condition_count; i++)
    if (uses_pair(&walk, space->conditions[i]))
      return false;
  if (space->body)
    expr_walk(kernels->graph, space->body, check_expr, &visit);
  for (int i = 0; i < kernel->stores.count && walk.legal; i++) {
    const Store *store = &kernel->stores.items[i];
    expr_walk(kernels->graph, store->value, check_expr, &visit);
    walk.legal &= !store->guard || !uses_pair(&walk, store->guard);
    if (outer < space->free_count)
      check_address(&walk, space, store->tensor, store->indices);
  }
  return walk.legal;
}

// Slots after the pair move down by one; the pair becomes quotient and remainder of the joint slot,
// or 0 and the slot where the outer one has no second point.
static void substitutes(Kernels *kernels, const Formula *space, int outer, const Expr **slots)
{
  Graph *graph = kernels->graph;
  const Expr *joint = expr_index(graph, outer), *extent = space->indices[outer + 1].extent;
  for (int s = 0; s < space->index_count; s++)
    slots[s] = expr_index(graph, s <= outer ? s : s - 1);
  bool single = expr_is_one(space->indices[outer].extent);
  slots[outer] = single ? expr_integer(graph, TYPE_INDEX, 0)
                        : expr_binary(graph, EXPR_QUOTIENT, joint, extent);
  slots[outer + 1] = single ? joint : expr_binary(graph, EXPR_REMAINDER, joint, extent);
}

static void collapse(Kernels *kernels, Kernel *kernel, int outer)
{
  Graph *graph = kernels->graph;
  Formula *space = &kernel->space;
  const Expr *slots[MAX_INDICES];
  substitutes(kernels, space, outer, slots);
  int count = space->index_count;
  Index *indices = space->indices;
  indices[outer].extent =
      expr_binary(graph, EXPR_MULTIPLY, indices[outer].extent, indices[outer + 1].extent);
  for (int s = outer + 1; s + 1 < count; s++)
    indices[s] = indices[s + 1];
  space->index_count--;
  space->free_count -= outer < space->free_count;
  if (space->body)
    space->body = expr_substitute(graph, space->body, slots, count);
  if (space->otherwise)
    space->otherwise = expr_substitute(graph, space->otherwise, slots, count);
  for (int i = 0; i < space->condition_count; i++)
    space->conditions[i] = expr_substitute(graph, space->conditions[i], slots, count);
  for (int i = 0; i < kernel->stores.count; i++) {
    Store *store = &kernel->stores.items[i];
    store->value = expr_substitute(graph, store->value, slots, count);
    if (store->guard)
      store->guard = expr_substitute(graph, store->guard, slots, count);
    for (int d = 0; d < store->tensor->shape.rank; d++)
      store->indices[d] = expr_substitute(graph, store->indices[d], slots, count);
  }
}

void collapse_slots(Kernels *kernels, Kernel *kernel)
{
  for (int s = kernel->space.index_count - 2; s >= 0; s--)
    while (s + 1 < kernel->space.index_count && can_collapse(kernels, kernel, s))
      collapse(kernels, kernel, s);
}
