// Halos: a window that runs over the edge of a tensor reads a border instead of testing every
// element.
//
//   before   y[i] = sum(r if 0 <= i + r - 2 and i + r - 2 < 28) x[i + r - 2]*k[r]
//   after    y[i] = sum(r) x[i + r - 2]*k[r], x with two zeros on either side
//
// Legal where the border's value makes the term count for nothing: zero as a factor of a term of a
// sum, minus infinity as the term of a maximum. (Weights are taken to be finite.) The other
// conditions of the reduction stay. A read that says what stands outside, `x[i - 1] ?? 0`, gets
// that for its border. Tensors that lie where the caller put them are copied first.

#include "kernels/cost.h"
#include "kernels/kernels.h"

#include <math.h>

enum { WIDEST_HALO = 64 };

// One dimension of one read that runs over the edge.
typedef struct Overhang {
  const Expr *read;
  int dimension;
  int64_t before, after;
  const Expr *conditions[2];  // that a halo replaces
  int condition_count;
} Overhang;

typedef struct Search {
  Kernels *kernels;
  Kernel *kernel;
  Arena *scratch;
  ListOf(Overhang) overhangs;
  ListOf(const Expr *) settled;  // reads with a fallback that a border makes needless
  bool possible;
} Search;

static bool is_factor(const Expr *e, const Expr *read)
{
  if (e == read)
    return true;
  if (e->kind == EXPR_MULTIPLY || e->kind == EXPR_DOT)
    return is_factor(e->operands[0], read) || is_factor(e->operands[1], read);
  if (e->kind == EXPR_POWER)
    return e->operands[1]->integer > 0 && is_factor(e->operands[0], read);
  return (e->kind == EXPR_NEGATE || e->kind == EXPR_DETACH) && is_factor(e->operands[0], read);
}

static bool annihilates(const Kernel *kernel, const Expr *read)
{
  // Words are read by what multiplies them: a word of zeros, as a zero, annihilates its term.
  if (read->type != TYPE_F32 && kernel->space.body->kind != EXPR_DOT)
    return false;
  if (kernel->space.reduction == REDUCTION_SUM)
    return is_factor(kernel->space.body, read);
  return kernel->space.reduction == REDUCTION_MAX && kernel->space.body == read;
}

static double fill_of(const Kernel *kernel, const Expr *read)
{
  if (read->has_fallback)
    return read->operands[read->operand_count - 1]->number;
  return kernel->space.reduction == REDUCTION_MAX ? -INFINITY : 0;
}

static bool may_have_border(const Kernel *kernel, const Expr *read)
{
  return read->has_fallback ? read->type == TYPE_F32 : annihilates(kernel, read);
}

// A tensor has one border, and so has its copy for one kernel.
static bool has_other_fill(const Search *search, const Tensor *tensor, double fill)
{
  if (tensor_has_halo(tensor) && tensor->layout.fill != fill)
    return true;
  for (int i = 0; i < search->overhangs.count; i++) {
    const Expr *read = search->overhangs.items[i].read;
    if (tensor_of(search->kernels, read->node) == tensor && fill_of(search->kernel, read) != fill)
      return true;
  }
  return false;
}

// Conditions that residue classes of a stride differ in are bounds of loops: they leave out terms
// of a long sum, where a border has them all.
static bool is_bound_of_loops(const Search *search, const Overhang *o)
{
  enum { LONG_SUM = 16 };
  const Graph *graph = search->kernels->graph;
  const Formula *space = &search->kernel->space;
  int64_t terms = 1, extent = 0;
  for (int i = 0; i < o->condition_count; i++)
    if (!condition_is_of_class(graph, space, o->conditions[i]))
      return false;
  for (int s = space->free_count; s < space->index_count; s++) {
    bool is_named = false;
    for (int i = 0; i < o->condition_count; i++)
      is_named |= expr_uses_index(o->conditions[i], s);
    terms *= !is_named && expr_capacity(graph, space->indices[s].extent, &extent) ? extent : 1;
  }
  return terms >= LONG_SUM;
}

static void find_overhang(Search *search, const Expr *read, int d)
{
  Graph *graph = search->kernels->graph;
  const Formula *space = &search->kernel->space;
  Overhang o = {.read = read, .dimension = d};
  const Expr *extent = read->node->shape.extents[d];
  if (index_safety(graph, space, NULL, 0, read->operands[d], extent, o.conditions,
                   &o.condition_count) == READ_INSIDE)
    return;
  Interval range = expr_interval(graph, space, NULL, 0, read->operands[d]);
  const Tensor *tensor = tensor_of(search->kernels, read->node);
  if (!may_have_border(search->kernel, read) || extent->kind != EXPR_NUMBER ||
      range.low < -WIDEST_HALO || range.high >= extent->integer + WIDEST_HALO ||
      has_other_fill(search, tensor, fill_of(search->kernel, read))) {
    search->possible = false;
    return;
  }
  if (is_bound_of_loops(search, &o))
    return;
  o.before = range.low < 0 ? -range.low : 0;
  o.after = range.high >= extent->integer ? range.high - extent->integer + 1 : 0;
  list_add(search->scratch, &search->overhangs, o);
}

static void find_overhangs(const Expr *e, void *context)
{
  Search *search = context;
  if (e->kind == EXPR_READ && !e->has_fallback && e->node != search->kernel->root)
    for (int d = 0; d < e->node->shape.rank; d++)
      find_overhang(search, e, d);
}

// What cannot have a border keeps its fallback; that hinders nobody.
static void find_fallbacks(const Expr *e, void *context)
{
  Search *search = context;
  if (e->kind != EXPR_READ || !e->has_fallback ||
      e->operands[e->operand_count - 1]->kind != EXPR_NUMBER)
    return;
  bool possible = search->possible;
  int count = search->overhangs.count;
  search->possible = true;
  for (int d = 0; d < e->node->shape.rank; d++)
    find_overhang(search, e, d);
  if (search->possible)
    list_add(search->scratch, &search->settled, e);
  else
    search->overhangs.count = count;
  search->possible = possible;
}

static bool is_replaced(const Search *search, const Expr *condition)
{
  for (int i = 0; i < search->overhangs.count; i++)
    for (int j = 0; j < search->overhangs.items[i].condition_count; j++)
      if (search->overhangs.items[i].conditions[j] == condition)
        return true;
  return false;
}

static void drop_conditions(Search *search)
{
  Formula *space = &search->kernel->space;
  int kept = 0;
  for (int i = 0; i < space->condition_count; i++)
    if (!is_replaced(search, space->conditions[i]))
      space->conditions[kept++] = space->conditions[i];
  space->condition_count = kept;
}

// The tensor that can have a halo: the read's own, or a copy of one that has a fixed place.
static Tensor *halo_tensor(Search *search, const Expr *read)
{
  Tensor *tensor = tensor_of(search->kernels, read->node);
  if (tensor->kind == TENSOR_WORKSPACE && !tensor->layout_is_fixed)
    return tensor;
  double fill = fill_of(search->kernel, read);
  for (Tensor *copy = tensor->copies; copy; copy = copy->next_copy)
    if (!tensor_has_halo(copy) || copy->layout.fill == fill)
      return copy;
  return tensor_copy(search->kernels, tensor, search->kernel);
}

static void widen(Tensor *tensor, const Overhang *o, double fill)
{
  Layout *layout = &tensor->layout;
  if (o->before > layout->before[o->dimension])
    layout->before[o->dimension] = o->before;
  if (o->after > layout->after[o->dimension])
    layout->after[o->dimension] = o->after;
  layout->fill = fill;
  tensor->layout = layout_moved(tensor, -1);
}

static const Expr *drop_fallback(Graph *graph, const Expr *e, void *context)
{
  const Search *search = context;
  for (int i = 0; i < search->settled.count; i++)
    if (search->settled.items[i] == e)
      return expr_read(graph, e->node, e->operands, NULL);
  return e;
}

// The reads of which a part is outside their tensor read its border from now on.
static void read_borders(Search *search)
{
  Graph *graph = search->kernels->graph;
  Kernel *kernel = search->kernel;
  for (int i = 0; i < kernel->stores.count; i++)
    kernel->stores.items[i].value =
        expr_rewrite(graph, kernel->stores.items[i].value, drop_fallback, search);
  drop_conditions(search);
  for (int i = 0; i < search->overhangs.count; i++) {
    const Overhang *o = &search->overhangs.items[i];
    Tensor *tensor = tensor_of(search->kernels, o->read->node),
           *home = halo_tensor(search, o->read);
    widen(home, o, fill_of(kernel, o->read));
    if (home != tensor)
      kernel_read_copy(search->kernels, kernel, tensor, home);
  }
}

static void add_kernel_halos(Search *search)
{
  Kernel *kernel = search->kernel;
  search->possible = true;
  search->overhangs.count = search->settled.count = 0;
  if (kernel->root && kernel->space.condition_count)
    expr_walk_reads(search->kernels->graph, kernel->space.body, find_overhangs, search);
  if (!search->possible)
    search->overhangs.count = 0;
  kernel_walk_read_values(search->kernels, kernel, find_fallbacks, search);
  if (search->overhangs.count || search->settled.count)
    read_borders(search);
}

// The halo is written each run just before the tensor, or the first of its parts, is: the workspace
// is shared.
static void add_fills(Kernels *kernels, Arena *scratch)
{
  bool *filled = arena_array(scratch, bool, kernels->tensors.count);
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    for (int i = 0; i < kernel->stores.count; i++) {
      Tensor *tensor = kernel->stores.items[i].tensor;
      if (tensor_has_halo(tensor) && !filled[tensor->position])
        kernel_add_fill(kernels, kernel, tensor);
      filled[tensor->position] = true;
    }
}

void add_halos(Kernels *kernels, Arena *scratch)
{
  Search search = {.kernels = kernels, .scratch = scratch};
  for (search.kernel = kernels->first; search.kernel; search.kernel = search.kernel->next)
    add_kernel_halos(&search);
  add_fills(kernels, scratch);
}
