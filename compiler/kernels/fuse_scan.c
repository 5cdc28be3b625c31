// Scans: a loop of kernels, and the tensors that its steps share.
//
//   scan over t < 8  carry h = h0 { h' = tanh(a[b, t] + sum(i) h[b, i]*w[j, i]);  yield h' }
//
//   copy     h = h0
//   for t    h'[b, j], y[b, t, j] = tanh(a[b, t, j] + sum(i) h[b, i]*w[j, i]), h' in the place of h
//
// A carry is a tensor that every step overwrites, as an update overwrites a variable: order_kernels
// sees to it that all readers of the value before have run, or sends the new value through the
// workspace. After the scan the tensor holds the final value. A yield is stored at t of its axis.

#include "kernels/fuse.h"

static KernelLoop *add_loop(Fusion *f, const Scan *scan)
{
  KernelLoop *loop = arena_new(f->kernels->arena, KernelLoop);
  *loop = (KernelLoop){.name = scan->time,
                       .outer = f->loop,
                       .extent = scan->extent,
                       .reverse = scan->reverse,
                       .step = scan->step,
                       .position = f->kernels->loops.count};
  list_add(f->kernels->arena, &f->kernels->loops, loop);
  return loop;
}

static void repeat_store(Fusion *f, Tensor *to, Place made, int rank, const Expr *const *place)
{
  const Store *first = &made.kernel->stores.items[made.store];
  Store store = {.tensor = to, .value = first->value};
  for (int d = 0; d < to->shape.rank; d++)
    store.indices[d] =
        expr_substitute(f->graph, place[d], (const Expr *const *)first->indices, rank);
  list_add(f->kernels->arena, &made.kernel->stores, store);
}

// `value` is stored into `to`, too: by the kernels that make it, if they run in the present loop. A
// carry has one writer. `place`: by the dimension of `to`, over the dimensions of the value.
static void store_also(Fusion *f, Tensor *to, Node *value, const Expr *const *place)
{
  const NodeUse *use = &f->uses[value->mark];
  int rank = value->shape.rank;
  if (!use->kernel || use->kernel->loop != f->loop || (use->parts.count && to->before)) {
    add_copy(f, to, value, place);
    return;
  }
  to->has_parts = use->parts.count > 0;
  if (!to->has_parts)
    repeat_store(f, to, (Place){use->kernel, use->store}, rank, place);
  for (int i = 0; i < use->parts.count; i++)
    repeat_store(f, to, use->parts.items[i], rank, place);
}

static Tensor *add_carry(Fusion *f, Node *node, Tensor *before, KernelLoop *loop)
{
  Tensor *tensor = tensor_add(f->kernels, TENSOR_WORKSPACE, node->name, node->type, node->shape);
  tensor->layout_is_fixed = true;
  tensor->before = before;
  tensor->loop = loop;
  return tensor;
}

static Tensor *fuse_carry(Fusion *f, const Carry *carry, Tensor *before)
{
  const Expr *place[MAX_RANK];
  for (int d = 0; d < before->shape.rank; d++)
    place[d] = expr_index(f->graph, d);
  Tensor *next = add_carry(f, carry->carry, before, f->loop);
  store_also(f, next, carry->next, place);
  return next;
}

static Tensor *fuse_yield(Fusion *f, const Scan *scan, int position)
{
  Node *value = scan->yields[position];
  int axis = scan->yield_axis[position];
  Shape shape = {.rank = value->shape.rank + 1};
  const Expr *place[MAX_RANK], *step = expr_read(f->graph, scan->step, NULL, NULL);
  for (int d = 0; d < shape.rank; d++) {
    shape.extents[d] = d == axis ? scan->extent : value->shape.extents[d - (d > axis)];
    place[d] =
        d == axis ? expr_convert(f->graph, TYPE_INDEX, step) : expr_index(f->graph, d - (d > axis));
  }
  Tensor *stacked = tensor_add(f->kernels, TENSOR_WORKSPACE, value->name, value->type, shape);
  stacked->loop = f->loop->outer;
  store_also(f, stacked, value, place);
  return stacked;
}

void fuse_scan(Fusion *f, Node *node)
{
  const Scan *scan = node->scan;
  Tensor **carries = arena_array(f->scratch, Tensor *, scan->carry_count);
  Tensor **results = arena_array(f->scratch, Tensor *, scan->yield_count + scan->carry_count);
  KernelLoop *loop = add_loop(f, scan);
  for (int i = 0; i < scan->carry_count; i++) {
    Node *carry = scan->carries[i].carry;
    carries[i] = add_carry(f, carry, NULL, loop);
    carries[i]->node = carry;
    tensor_set(f->kernels, carry, carries[i]);
    add_copy(f, carries[i], scan->carries[i].initial, NULL);
  }
  f->loop = loop;
  add_leaf(f, scan->step, TENSOR_STEP)->loop = loop;
  add_leaves(f, &scan->body);
  fuse_region(f, &scan->body);
  for (int i = 0; i < scan->yield_count; i++)
    results[i] = fuse_yield(f, scan, i);
  for (int i = 0; i < scan->carry_count; i++)
    results[scan->yield_count + i] = fuse_carry(f, &scan->carries[i], carries[i]);
  f->loop = loop->outer;
  f->uses[node->mark].results = results;
  f->uses[node->mark].scan_end = f->kernels->last;
}

void fuse_projection(Fusion *f, const Node *node)
{
  const Projection *projection = &node->projection;
  Tensor *tensor = f->uses[projection->scan->mark].results[projection->result];
  if (!tensor->node)
    tensor->node = (Node *)node;
  tensor_set(f->kernels, node, tensor);
  f->uses[node->mark].scan_end = f->uses[projection->scan->mark].scan_end;
}
