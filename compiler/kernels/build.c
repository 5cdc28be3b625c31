// Building blocks of the kernel level: lists, tensors, plain layouts.

#include "kernels/kernels.h"

#include <assert.h>

Kernel *kernel_add(Kernels *kernels, Kernel *before, const char *name, Origin origin)
{
  Kernel *kernel = arena_new(kernels->arena, Kernel);
  kernel->name = name;
  kernel->origin = origin;
  kernel->next = before;
  kernel->prev = before ? before->prev : kernels->last;
  *(kernel->prev ? &kernel->prev->next : &kernels->first) = kernel;
  *(before ? &before->prev : &kernels->last) = kernel;
  return kernel;
}

static void lay_out(const Tensor *tensor, Layout *layout)
{
  layout->count = 1;
  layout->origin = 0;
  for (int i = tensor->shape.rank - 1; i >= 0; i--) {
    int d = layout->order[i];
    layout->strides[d] = layout->count;
    layout->origin += layout->before[d] * layout->count;
    layout->count *= layout->before[d] + tensor->capacity[d] + layout->after[d];
  }
}

Layout layout_plain(const Tensor *tensor)
{
  Layout layout = {0};
  for (int d = 0; d < tensor->shape.rank; d++)
    layout.order[d] = d;
  lay_out(tensor, &layout);
  return layout;
}

Layout layout_moved(const Tensor *tensor, int innermost)
{
  Layout layout = tensor->layout;
  int count = 0;
  for (int i = 0; i < tensor->shape.rank; i++)
    if (tensor->layout.order[i] != innermost)
      layout.order[count++] = tensor->layout.order[i];
  if (innermost >= 0)
    layout.order[count] = innermost;
  lay_out(tensor, &layout);
  return layout;
}

Tensor *tensor_add(Kernels *kernels, TensorKind kind, const char *name, Type type, Shape shape)
{
  Tensor *tensor = arena_new(kernels->arena, Tensor);
  tensor->kind = kind;
  tensor->name = name;
  tensor->type = type;
  tensor->shape = shape;
  for (int d = 0; d < shape.rank; d++) {
    bool bound = expr_capacity(kernels->graph, shape.extents[d], &tensor->capacity[d]);
    assert(bound && "symbols are bound before kernels are made");
    (void)bound;
  }
  tensor->output = -1;
  tensor->layout = layout_plain(tensor);
  tensor->position = kernels->tensors.count;
  list_add(kernels->arena, &kernels->tensors, tensor);
  return tensor;
}

Tensor *tensor_of(const Kernels *kernels, const Node *node)
{
  return kernels->tensor_by_node[node->mark];
}

void tensor_set(Kernels *kernels, const Node *node, Tensor *tensor)
{
  kernels->tensor_by_node[node->mark] = tensor;
}

const Expr *kernel_accumulated(Kernels *kernels, const Kernel *kernel)
{
  // The result's dimensions may merge several free indices; the accumulator has one value per point of
  // the free indices, so any faithful name of that point will do: the root read at its own element.
  const Expr *indices[MAX_RANK];
  int slot = 0;
  for (int d = 0; d < kernel->root->shape.rank; d++) {
    const Expr *e = expr_integer(kernels->graph, TYPE_INDEX, 0);
    for (int m = 0; m < kernel->space.merged[d]; m++, slot++) {
      e = expr_binary(kernels->graph, EXPR_MULTIPLY, e, kernel->space.indices[slot].extent);
      e = expr_binary(kernels->graph, EXPR_ADD, e, expr_index(kernels->graph, slot));
    }
    indices[d] = e;
  }
  return expr_read(kernels->graph, kernel->root, indices, NULL);
}

typedef struct ReadContext {
  KernelReadVisit *visit;
  void *context;
  const Node *root;
} ReadContext;

static void visit_read(const Expr *e, void *context)
{
  ReadContext *c = context;
  if (e->kind == EXPR_READ && e->node != c->root)
    c->visit(e, c->context);
}

void kernel_visit_reads(Kernels *kernels, const Kernel *kernel, KernelReadVisit *visit, void *context)
{
  ReadContext c = {.visit = visit, .context = context, .root = kernel->root};
  if (kernel->space.body)
    formula_walk(kernels->graph, &kernel->space, visit_read, &c);
  for (int i = 0; i < kernel->stores.count; i++)
    expr_walk(kernels->graph, kernel->stores.items[i].value, visit_read, &c);
}

Tensor *tensor_copy(Kernels *kernels, Tensor *tensor, Kernel *before)
{
  const char *name = arena_print(kernels->arena, "%s.copy", tensor->name);
  Node *node = graph_add(kernels->graph, FORM_MAP, name, tensor->type, tensor->shape, tensor->node->origin);
  node->mark = kernels->node_count++;
  if (node->mark == kernels->node_capacity) {
    kernels->node_capacity *= 2;
    kernels->tensor_by_node = arena_grow(kernels->arena, kernels->tensor_by_node, node->mark,
                                         kernels->node_capacity, sizeof *kernels->tensor_by_node);
  }
  Tensor *copy = tensor_add(kernels, TENSOR_WORKSPACE, node->name, tensor->type, tensor->shape);
  copy->node = node;
  copy->copy_of = tensor;
  tensor_set(kernels, node, copy);
  Kernel *kernel = kernel_add(kernels, before, node->name, tensor->node->origin);
  kernel->space = *formula_over(kernels->graph, tensor->shape);
  Store store = {.tensor = copy};
  for (int d = 0; d < tensor->shape.rank; d++)
    store.indices[d] = expr_index(kernels->graph, d);
  store.value = expr_read(kernels->graph, tensor->node, store.indices, NULL);
  list_add(kernels->arena, &kernel->stores, store);
  return copy;
}

typedef struct Redirect {
  const Node *from;
  Node *to;
} Redirect;

static const Expr *redirect(Graph *graph, const Expr *e, void *context)
{
  const Redirect *r = context;
  if (e->kind != EXPR_READ || e->node != r->from)
    return e;
  const Expr *fallback = e->has_fallback ? e->operands[e->operand_count - 1] : NULL;
  return expr_read(graph, r->to, e->operands, fallback);
}

void kernel_read_copy(Kernels *kernels, Kernel *kernel, const Tensor *tensor, const Tensor *copy)
{
  Redirect r = {tensor->node, copy->node};
  if (kernel->space.body)
    formula_rewrite(kernels->graph, &kernel->space, redirect, &r);
  for (int i = 0; i < kernel->stores.count; i++)
    kernel->stores.items[i].value =
        expr_rewrite(kernels->graph, kernel->stores.items[i].value, redirect, &r);
}
