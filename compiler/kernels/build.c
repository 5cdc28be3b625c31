// Building blocks of the kernel level: lists, tensors, plain layouts.

#include "kernels/kernels.h"

#include "base/divisor.h"

#include <assert.h>
#include <string.h>

// before: null for the end of the list.
static void link_kernel(Kernels *kernels, Kernel *kernel, Kernel *before)
{
  kernel->next = before;
  kernel->prev = before ? before->prev : kernels->last;
  *(kernel->prev ? &kernel->prev->next : &kernels->first) = kernel;
  *(before ? &before->prev : &kernels->last) = kernel;
}

static Kernel *create_kernel(Kernels *kernels, Kernel *before, const char *name, Origin origin)
{
  Kernel *kernel = arena_new(kernels->arena, Kernel);
  kernel->name = name;
  kernel->origin = origin;
  link_kernel(kernels, kernel, before);
  return kernel;
}

void kernel_unlink(Kernels *kernels, Kernel *kernel)
{
  *(kernel->prev ? &kernel->prev->next : &kernels->first) = kernel->next;
  *(kernel->next ? &kernel->next->prev : &kernels->last) = kernel->prev;
}

static void number_from(Kernel *kernel, int position)
{
  for (; kernel; kernel = kernel->next)
    kernel->position = position++;
}

void kernel_remove(Kernels *kernels, Kernel *kernel)
{
  kernel_unlink(kernels, kernel);
  number_from(kernel->next, kernel->position);
}

void kernel_move_before(Kernels *kernels, Kernel *kernel, Kernel *before)
{
  kernel_unlink(kernels, kernel);
  link_kernel(kernels, kernel, before);
  number_from(kernel, before->position);
}

void kernel_move_behind(Kernels *kernels, Kernel *kernel, Kernel *behind)
{
  Kernel *next = kernel->next;
  kernel_unlink(kernels, kernel);
  link_kernel(kernels, kernel, behind->next);
  number_from(next, kernel->position);
}

Kernel *kernel_add(Kernels *kernels, KernelLoop *loop, const char *name, Origin origin)
{
  Kernel *kernel = create_kernel(kernels, NULL, name, origin);
  kernel->loop = loop;
  return kernel;
}

static int loop_depth(const KernelLoop *loop)
{
  int depth = 0;
  for (; loop; loop = loop->outer)
    depth++;
  return depth;
}

KernelLoop *loop_around(KernelLoop *a, KernelLoop *b)
{
  int depth_a = loop_depth(a), depth_b = loop_depth(b);
  for (; depth_a > depth_b; depth_a--)
    a = a->outer;
  for (; depth_b > depth_a; depth_b--)
    b = b->outer;
  for (; a != b; b = b->outer)
    a = a->outer;
  return a;
}

double loop_steps(const Kernels *kernels, const KernelLoop *loop)
{
  double steps = 1;
  for (; loop; loop = loop->outer) {
    int64_t extent = 1;
    expr_capacity(kernels->graph, loop->extent, &extent);
    steps *= (double)extent;
  }
  return steps;
}

Kernel *kernel_place(Kernel *kernel, KernelLoop *loop)
{
  KernelLoop *level = loop_around(kernel->loop, loop), *left = kernel->loop;
  if (level == kernel->loop)
    return kernel;
  while (left->outer != level)
    left = left->outer;
  while (kernel->prev && loop_around(kernel->prev->loop, left) == left)
    kernel = kernel->prev;
  return kernel;
}

Kernel *kernel_add_before(Kernels *kernels, Kernel *kernel, KernelLoop *loop, const char *name,
                          Origin origin)
{
  KernelLoop *level = loop_around(kernel->loop, loop);
  Kernel *added = create_kernel(kernels, kernel_place(kernel, loop), name, origin);
  added->loop = level;
  return added;
}

Kernel *kernel_add_after(Kernels *kernels, Kernel *kernel, const char *name)
{
  Kernel *added = create_kernel(kernels, kernel->next, name, kernel->origin);
  added->loop = kernel->loop;
  return added;
}

// Whether points along a dimension would meet in few sets of the first cache: in one or two, of
// those that a sum comes by, or in a few more, of those that are stored or read at once. Not where
// the dimension and the one inside of it are walked as one, which a longer stride would tear; a
// tear after each run of the innermost dimension is nothing, as the run is half a page or more.
static bool crowds(const Tensor *tensor, int dimension, int inner, int64_t bytes)
{
  enum { TOGETHER = 4, WALKED = 2 };
  if (tensor->together >> dimension & 1)
    return bytes % (PAGE_BYTES / TOGETHER) == 0;
  bool is_run = inner >= 0 && bytes == tensor->capacity[inner] * type_bytes(tensor->type);
  bool as_one = inner >= 0 && !is_run && (tensor->walked_as_one[dimension] >> inner & 1) &&
                expr_is_number(tensor->shape.extents[inner]);
  return tensor->walked_across[dimension] && !as_one && bytes % (PAGE_BYTES / WALKED) == 0;
}

// Points of the innermost dimension with its halo, in whole lines if it is long, so that all rows
// begin where a line does. `lead`: elements before the first halo, for that.
static int64_t row_points(const Tensor *tensor, const Layout *layout, int dimension, int64_t *lead)
{
  int64_t line = LINE_BYTES / type_bytes(tensor->type), points = tensor->capacity[dimension];
  int64_t before = layout->before[dimension], after = layout->after[dimension];
  bool is_row = layout->count == 1 && before + after > 0 && points >= line;
  *lead = is_row ? ceiling(before, line) * line - before : 0;
  points += before + after;
  return is_row ? ceiling(points, line) * line : points;
}

static void lay_out(const Tensor *tensor, Layout *layout)
{
  int64_t bytes = type_bytes(tensor->type), lead = 0;
  layout->count = layout->block ? layout->block : 1;
  layout->origin = 0;
  int inner = layout->block ? layout->blocked : -1;
  for (int i = tensor->shape.rank - 1; i >= 0; i--) {
    int d = layout->order[i];
    int64_t moved;
    if (layout->block && d == layout->blocked)
      continue;
    if (crowds(tensor, d, inner, layout->count * bytes))
      layout->count += LINE_BYTES / bytes;
    layout->strides[d] = layout->count;
    layout->origin += layout->before[d] * layout->count;
    layout->count *= row_points(tensor, layout, d, &moved);
    lead += moved;
    if (tensor->capacity[d] > 1)
      inner = d;
  }
  layout->origin += lead;
  layout->count += lead;
  if (!layout->block)
    return;
  int64_t extent = tensor->capacity[layout->blocked];
  layout->strides[layout->blocked] = 1;
  layout->block_stride = layout->count;
  layout->count *= (extent + layout->block - 1) / layout->block;
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
  layout.block = 0;
  int count = 0;
  for (int i = 0; i < tensor->shape.rank; i++)
    if (tensor->layout.order[i] != innermost)
      layout.order[count++] = tensor->layout.order[i];
  if (innermost >= 0)
    layout.order[count] = innermost;
  lay_out(tensor, &layout);
  return layout;
}

Layout layout_blocked(const Tensor *tensor, int dimension, int64_t block)
{
  Layout layout = tensor->layout;
  layout.block = block;
  layout.blocked = dimension;
  int count = 0;
  layout.order[count++] = dimension;
  for (int i = 0; i < tensor->shape.rank; i++)
    if (tensor->layout.order[i] != dimension)
      layout.order[count++] = tensor->layout.order[i];
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

Node *node_for_reads(Kernels *kernels, const char *name, Type type, Shape shape, Origin origin)
{
  Node *node = graph_add(kernels->graph, FORM_MAP, name, type, shape, origin);
  graph_unlink(kernels->graph, node);
  node_number(kernels, node);
  return node;
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
  // The result's dimensions may merge several free indices; the accumulator has one value per point
  // of the free indices, so any faithful name of that point will do: the root read at its own
  // element.
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
  if (e->node != c->root)
    c->visit(e, c->context);
}

static void walk_values(const ExprsWalk *walk, const Kernel *kernel)
{
  for (int i = 0; i < kernel->stores.count; i++)
    exprs_walk(walk, kernel->stores.items[i].value);
  exprs_close(walk);
}

void kernel_walk_values(Kernels *kernels, const Kernel *kernel, ExprWalk *visit, void *context)
{
  ExprsWalk walk = exprs_open(kernels->graph, visit, context);
  walk_values(&walk, kernel);
}

void kernel_walk_read_values(Kernels *kernels, const Kernel *kernel, ExprWalk *visit, void *context)
{
  ExprsWalk walk = exprs_open_reads(kernels->graph, visit, context);
  walk_values(&walk, kernel);
}

void kernel_visit_reads(Kernels *kernels, const Kernel *kernel, KernelReadVisit *visit,
                        void *context)
{
  ReadContext c = {.visit = visit, .context = context, .root = kernel->root};
  if (kernel->space.body)
    formula_walk_reads(kernels->graph, &kernel->space, visit_read, &c);
  kernel_walk_read_values(kernels, kernel, visit_read, &c);
}

int schedule_points(const Schedule *schedule, int slot)
{
  if (slot == schedule->vector)
    return schedule->vectors;
  for (int i = 0; i < schedule->tiled_count; i++)
    if (schedule->tiled[i] == slot)
      return schedule->tile[i];
  return 1;
}

int64_t schedule_step(const Schedule *schedule, int slot)
{
  int64_t lanes = slot == schedule->vector ? schedule->lanes : 1;
  return lanes * schedule_points(schedule, slot);
}

bool schedule_has_blocks(const Schedule *schedule)
{
  for (int s = 0; s < MAX_INDICES; s++)
    if (schedule->block[s])
      return true;
  return false;
}

bool tensor_has_halo(const Tensor *tensor)
{
  for (int d = 0; d < tensor->shape.rank; d++)
    if (tensor->layout.before[d] + tensor->layout.after[d])
      return true;
  return false;
}

bool kernel_overwrites(const Kernel *kernel)
{
  for (int i = 0; i < kernel->stores.count; i++)
    if (kernel->stores.items[i].tensor->before)
      return true;
  return false;
}

bool is_stored_before(const Kernel *kernel, int store)
{
  for (int i = 0; i < store; i++)
    if (kernel->stores.items[i].tensor == kernel->stores.items[store].tensor)
      return true;
  return false;
}

void kernel_add_fill(Kernels *kernels, Kernel *kernel, Tensor *tensor)
{
  const char *name = arena_print(kernels->arena, "%s.halo", tensor->name);
  Kernel *fill = kernel_add_before(kernels, kernel, tensor->loop, name, kernel->origin);
  fill->fills = tensor;
  fill->schedule = (Schedule){.vector = -1, .parallel = -1};
}

// Conditions that the halo replaced are gone from the kernels that read it: a copy has it too.
static void copy_halo(Kernels *kernels, Tensor *copy, const Tensor *tensor, Kernel *kernel)
{
  if (!tensor_has_halo(tensor))
    return;
  memcpy(copy->layout.before, tensor->layout.before, sizeof copy->layout.before);
  memcpy(copy->layout.after, tensor->layout.after, sizeof copy->layout.after);
  copy->layout.fill = tensor->layout.fill;
  copy->layout = layout_moved(copy, -1);
  kernel_add_fill(kernels, kernel, copy);
}

void node_number(Kernels *kernels, Node *node)
{
  node->mark = kernels->node_count++;
  if (node->mark < kernels->node_capacity)
    return;
  kernels->node_capacity *= 2;
  kernels->tensor_by_node = arena_grow(kernels->arena, kernels->tensor_by_node, node->mark,
                                       kernels->node_capacity, sizeof *kernels->tensor_by_node);
}

typedef struct Remake {
  Kernels *kernels;
  bool differs;  // it cannot be made from what lies in memory once and for all
} Remake;

static void check_source(const Expr *e, void *context)
{
  Remake *remake = context;
  const Tensor *tensor = e->kind == EXPR_READ ? tensor_of(remake->kernels, e->node) : NULL;
  if (e->kind == EXPR_READ)
    remake->differs |=
        !tensor || (tensor->kind != TENSOR_VARIABLE && tensor->kind != TENSOR_CONSTANT &&
                    tensor->kind != TENSOR_PREPARED);
}

// What a copy holds: the tensor's elements. If a map makes those of variables alone, the copy is
// made as they are, and nobody may need the first: folded weights lie in memory once, as they are
// read.
static const Expr *copied_value(Kernels *kernels, const Tensor *tensor, const Expr **indices)
{
  const Formula *formula = tensor->node->formula;
  Remake remake = {.kernels = kernels};
  remake.differs = tensor->kind != TENSOR_PREPARED || tensor->node->form != FORM_MAP || !formula ||
                   formula->index_count != tensor->shape.rank || formula->condition_count > 0 ||
                   tensor_has_halo(tensor);
  for (int d = 0; !remake.differs && d < tensor->shape.rank; d++)
    remake.differs = formula->merged[d] != 1;
  if (!remake.differs)
    expr_walk(kernels->graph, formula->body, check_source, &remake);
  return remake.differs ? expr_read(kernels->graph, tensor->node, indices, NULL) : formula->body;
}

Tensor *tensor_copy(Kernels *kernels, Tensor *tensor, Kernel *reader)
{
  const char *name = arena_print(kernels->arena, "%s.copy", tensor->name);
  Node *node = node_for_reads(kernels, name, tensor->type, tensor->shape, tensor->node->origin);
  Tensor *copy = tensor_add(kernels, TENSOR_WORKSPACE, node->name, tensor->type, tensor->shape);
  copy->node = node;
  Tensor **end = &tensor->copies;
  while (*end)
    end = &(*end)->next_copy;
  *end = copy;
  tensor_set(kernels, node, copy);
  Kernel *kernel =
      kernel_add_before(kernels, reader, tensor->loop, node->name, tensor->node->origin);
  copy->loop = kernel->loop;
  kernel->space = *formula_over(kernels->graph, tensor->shape);
  Store store = {.tensor = copy};
  for (int d = 0; d < tensor->shape.rank; d++)
    store.indices[d] = expr_index(kernels->graph, d);
  store.value = copied_value(kernels, tensor, store.indices);
  list_add(kernels->arena, &kernel->stores, store);
  copy_halo(kernels, copy, tensor, kernel);
  return copy;
}

// x and y leave the same remainder by c: they are equal, or x is y reduced by a multiple of c.
static bool same_remainder(const Expr *x, const Expr *y, int64_t c)
{
  return x == y || (x->kind == EXPR_REMAINDER && x->operands[0] == y &&
                    expr_is_number(x->operands[1]) && x->operands[1]->integer % c == 0);
}

// c*k*(x/c) + k*(x % c) is k*x: what merging two slots leaves behind in an address.
static const Expr *join_quotients(Graph *graph, const Expr *address)
{
  if (address->kind != EXPR_AFFINE)
    return address;
  for (int i = 0; i < address->operand_count; i++) {
    const Expr *quotient = address->operands[i];
    if (quotient->kind != EXPR_QUOTIENT || !expr_is_number(quotient->operands[1]))
      continue;
    for (int j = 0; j < address->operand_count; j++) {
      const Expr *rest = address->operands[j];
      int64_t factor = address->coefficients[j];
      if (rest->kind != EXPR_REMAINDER || rest->operands[1] != quotient->operands[1] ||
          !same_remainder(quotient->operands[0], rest->operands[0],
                          quotient->operands[1]->integer) ||
          address->coefficients[i] != factor * quotient->operands[1]->integer)
        continue;
      const Expr *terms[4] = {address, quotient, rest, quotient->operands[0]};
      int64_t factors[4] = {1, -address->coefficients[i], -factor, factor};
      return join_quotients(graph, expr_affine(graph, 0, 4, terms, factors));
    }
  }
  return address;
}

static const Expr *scaled(Graph *graph, const Expr *e, int64_t factor)
{
  return expr_affine(graph, 0, 1, &e, &factor);
}

// Of a blocked layout: index/n, or index % n, for blocks of whole vectors.
static bool is_part(const Expr *e, ExprKind kind, const Expr *index, int lanes)
{
  return e->kind == kind && e->operands[0] == index && expr_is_number(e->operands[1]) &&
         e->operands[1]->integer % lanes == 0;
}

bool address_is_contiguous(Graph *graph, const Expr *address, int slot, int lanes,
                           const Expr **start)
{
  const Expr *index = expr_index(graph, slot);
  *start = address;
  int64_t step = 0;
  bool single = address->kind != EXPR_AFFINE;
  int count = single ? 1 : address->operand_count;
  for (int i = 0; i < count; i++) {
    const Expr *atom = single ? address : address->operands[i];
    int64_t factor = single ? 1 : address->coefficients[i];
    if (is_part(atom, EXPR_REMAINDER, index, lanes)) {
      step += factor;
      if (atom->operands[1]->integer == lanes)  // it is 0 there
        *start = expr_binary(graph, EXPR_SUBTRACT, address, scaled(graph, atom, factor));
    } else if (atom == index) {
      step += factor;
    } else if (expr_uses_index(atom, slot) && !is_part(atom, EXPR_QUOTIENT, index, lanes)) {
      return false;
    }
  }
  return step == 1;
}

const Expr *tensor_address(Kernels *kernels, const Tensor *tensor, const Expr *const *indices,
                           uint32_t without)
{
  Graph *graph = kernels->graph;
  const Layout *layout = &tensor->layout;
  const Expr *terms[MAX_RANK + 1], *block = expr_integer(graph, TYPE_INDEX, layout->block);
  int64_t factors[MAX_RANK + 1];
  int count = 0;
  for (int d = 0; d < tensor->shape.rank; d++) {
    bool blocked = layout->block && layout->blocked == d;
    if (without >> d & 1)
      continue;
    terms[count] = blocked ? expr_binary(graph, EXPR_QUOTIENT, indices[d], block) : indices[d];
    factors[count++] = blocked ? layout->block_stride : layout->strides[d];
    if (!blocked)
      continue;
    terms[count] = expr_binary(graph, EXPR_REMAINDER, indices[d], block);
    factors[count++] = 1;
  }
  return join_quotients(graph, expr_affine(graph, layout->origin, count, terms, factors));
}

typedef struct Redirect {
  const Kernels *kernels;
  const Tensor *from;
  Node *to;
} Redirect;

static const Expr *redirect(Graph *graph, const Expr *e, void *context)
{
  const Redirect *r = context;
  if (e->kind != EXPR_READ || tensor_of(r->kernels, e->node) != r->from)
    return e;
  const Expr *fallback = e->has_fallback ? e->operands[e->operand_count - 1] : NULL;
  return expr_read(graph, r->to, e->operands, fallback);
}

void kernel_read_copy(Kernels *kernels, Kernel *kernel, const Tensor *tensor, const Tensor *copy)
{
  Redirect r = {kernels, tensor, copy->node};
  if (kernel->space.body)
    formula_rewrite(kernels->graph, &kernel->space, redirect, &r);
  for (int i = 0; i < kernel->stores.count; i++)
    kernel->stores.items[i].value =
        expr_rewrite(kernels->graph, kernel->stores.items[i].value, redirect, &r);
}
