// Fusion: graph to kernels.
//
//   before   t[b, o] = sum(i) x[b, i]*w[o, i];  y[b, o] = tanh(t[b, o] + bias[o])
//   after    one kernel: acc = sum x*w;  y = tanh(acc + bias)
//
// Every map is either inlined into those who read it (cheap, or read once), or attached to the
// kernel that makes the last of its operands element by element (an epilogue), or a kernel of its
// own. What is read by another kernel becomes a tensor. Values are equal whatever is chosen: maps
// have no side effects, and a draw is named by its key, not by when it happens.
//
// An update is stored in place, into its variable, by the kernel that computes it, where every
// reader of the old value can run before; order_kernels sees to that order or gives up the place.

#include "kernels/fuse.h"
#include "graph/map.h"

#include <assert.h>
#include <string.h>

enum {
  TRIVIAL_COST = 3,  // a conversion, a scale: as cheap as the load itself
  CALL_COST = 24,    // an elementary function
  DIVISION_COST = 6,
  LARGEST_INLINED = 400,  // distinct operations; keeps code size in bounds
};

// -- what is read how -----------------------------------------------------------------------------

typedef struct UseContext {
  Fusion *fusion;
  const Node *reader;
  double points;    // of the reader, in all steps
  int late;         // operands that are not early
  bool uses_table;  // the reader's indices into a table will be written out
} UseContext;

static void find_table(const Expr *e, void *context)
{
  UseContext *c = context;
  c->uses_table |= e->kind == EXPR_READ && node_is_table(c->fusion->graph, e->node);
}

static bool reads_table(Fusion *f, const Expr *body)
{
  UseContext c = {.fusion = f};
  expr_walk(f->graph, body, find_table, &c);
  return c.uses_table;
}

// A read of a sum that is written out.
static bool has_number(const Expr *read)
{
  for (int d = 0; d < read->node->shape.rank; d++)
    if (read->operands[d]->kind == EXPR_NUMBER && !expr_is_one(read->node->shape.extents[d]))
      return true;
  return false;
}

static void count_use(const Expr *e, void *context)
{
  UseContext *c = context;
  if (e->kind != EXPR_READ)
    return;
  NodeUse *use = &c->fusion->uses[e->node->mark];
  double size = (double)shape_capacity(c->fusion->graph, e->node->shape) * use->steps;
  double reuse = c->points / (size > 0 ? size : 1);
  use->reuse = reuse > use->reuse ? reuse : use->reuse;
  use->read_by_reduction |= c->reader->form == FORM_REDUCE;
  use->read_apart |= !c->uses_table || !has_number(e);
  use->read_with_fallback |= e->has_fallback;
  if (use->kernel != (Kernel *)c->reader) {  // the reader's address marks it as counted
    use->kernel = (Kernel *)c->reader;
    use->readers++;
  }
}

static double scan_steps(const Graph *graph, const Scan *scan)
{
  int64_t extent = 1;
  expr_capacity(graph, scan->extent, &extent);
  return (double)extent;
}

static uint32_t number_nodes(const Region *region, uint32_t count)
{
  for (Node *n = region->first; n; n = n->next) {
    n->mark = count++;
    if (n->form == FORM_SCAN)
      count = number_nodes(&n->scan->body, count);
  }
  return count;
}

static void keep_results(Fusion *f, const Scan *scan)
{
  for (int i = 0; i < scan->carry_count; i++)
    f->uses[scan->carries[i].next->mark].kept = true;
  for (int i = 0; i < scan->yield_count; i++)
    f->uses[scan->yields[i]->mark].kept = true;
}

// `steps`: how often the region runs.
static void count_region_uses(Fusion *f, const Region *region, double steps)
{
  for (Node *n = region->first; n; n = n->next) {
    f->uses[n->mark].steps = steps;
    if (n->form == FORM_SCAN) {
      count_region_uses(f, &n->scan->body, steps * scan_steps(f->graph, n->scan));
      keep_results(f, n->scan);
    }
    if (!n->formula)
      continue;
    UseContext c = {.fusion = f,
                    .reader = n,
                    .points =
                        formula_points(f->graph, n->formula, 0, n->formula->index_count) * steps,
                    .uses_table = n->form == FORM_MAP && reads_table(f, n->formula->body)};
    formula_walk(f->graph, n->formula, count_use, &c);
  }
}

static void count_uses(Fusion *f)
{
  count_region_uses(f, &f->graph->body, 1);
  for (uint32_t i = 0; i < f->kernels->node_count; i++)
    f->uses[i].kernel = NULL;
  for (int i = 0; i < f->graph->outputs.count; i++)
    f->uses[f->graph->outputs.items[i].node->mark].kept = true;
  for (int i = 0; i < f->graph->updates.count; i++)
    f->uses[f->graph->updates.items[i].value->mark].kept = true;
}

static void add_cost(const Expr *e, void *context)
{
  int *cost = context;
  if (e->type == TYPE_INDEX || (e->kind == EXPR_READ && e->node->shape.rank == 0))
    return;  // part of an address, or the same for all elements
  switch (e->kind) {
  case EXPR_NUMBER:
  case EXPR_SYMBOL:
  case EXPR_INDEX:
  case EXPR_AFFINE:
  case EXPR_FORMAL:
    break;
  case EXPR_CALL:
  case EXPR_RANDOM:
    *cost += CALL_COST;
    break;
  case EXPR_DIVIDE:
  case EXPR_SQRT:
  case EXPR_POWER:
    *cost += DIVISION_COST;
    break;
  default:
    *cost += 1;
  }
}

int expr_cost(Graph *graph, const Expr *e)
{
  int cost = 0;
  expr_walk(graph, e, add_cost, &cost);
  return cost;
}

// -- inlining -------------------------------------------------------------------------------------

// The value of each free index of an inlined map, where dimension d of its result is read at
// indices[d].
static void unmerge(Graph *graph, const Node *node, const Expr *const *indices, const Expr **slots)
{
  const Formula *formula = node->formula;
  int slot = formula->free_count;
  for (int d = node->shape.rank - 1; d >= 0; d--) {
    const Expr *rest = indices[d];
    for (int m = formula->merged[d] - 1; m >= 0; m--) {
      const Expr *extent = formula->indices[--slot].extent;
      slots[slot] = m ? expr_binary(graph, EXPR_REMAINDER, rest, extent) : rest;
      rest = m ? expr_binary(graph, EXPR_QUOTIENT, rest, extent) : rest;
    }
  }
}

static const Expr *inline_read(Graph *graph, const Expr *e, void *context)
{
  Fusion *f = context;
  if (e->kind != EXPR_READ || !f->uses[e->node->mark].inlined)
    return e;
  const Expr *slots[MAX_INDICES];
  unmerge(graph, e->node, e->operands, slots);
  return expr_substitute(graph, f->uses[e->node->mark].inlined, slots,
                         e->node->formula->free_count);
}

static bool should_inline(Fusion *f, Node *n, const Formula *formula)
{
  const Expr *body = formula->body;
  const NodeUse *use = &f->uses[n->mark];
  // Words of bf16 are made once, not wherever they are multiplied.
  if (n->form != FORM_MAP || use->kept || use->read_with_fallback || body->kind == EXPR_PAIR)
    return false;
  int cost = expr_cost(f->graph, body);
  if (cost == 0)
    return true;
  if (cost > LARGEST_INLINED || prefers_parts(f, n, formula))
    return false;
  bool has_table = reads_table(f, body);
  // A reduction would compute again at each point what the points of a square share.
  if (has_table && use->read_by_reduction)
    return false;
  // The stores of one point share it.
  if (has_table && !use->read_apart)
    return true;
  if (n->shape.rank == 0)
    return use->readers == 1 && use->reuse <= 1;
  // What chooses among trivial parts is trivial: its readers are made in parts, too.
  int part_cost = use->read_by_reduction ? -1 : costliest_part(f, n, formula);
  if (part_cost >= 0 && part_cost < cost)
    cost = part_cost;
  if (cost <= TRIVIAL_COST && use->reuse <= 4)
    return true;
  return use->readers == 1 && use->reuse <= 1;
}

// -- tensors and epilogues ------------------------------------------------------------------------

static Tensor *materialize(Fusion *f, Node *n)
{
  Tensor *tensor = tensor_of(f->kernels, n);
  if (tensor)
    return tensor;
  tensor = tensor_add(f->kernels, TENSOR_WORKSPACE, n->name, n->type, n->shape);
  tensor->node = n;
  tensor->loop = f->uses[n->mark].kernel->loop;
  tensor_set(f->kernels, n, tensor);
  return tensor;
}

static void note_store(Fusion *f, Kernel *kernel, const Part *part)
{
  NodeUse *use = &f->uses[part->node->mark];
  use->kernel = kernel;
  use->store = kernel->stores.count - 1;
  if (part->slot >= 0)
    list_add(f->kernels->arena, &use->parts, ((Place){use->kernel, use->store}));
}

static void add_store(Fusion *f, Kernel *kernel, const Part *part, const Expr *const *slots,
                      const Expr *value)
{
  const Node *n = part->node;
  Store store = {.tensor = part->slot < 0 ? NULL : tensor_of(f->kernels, n), .value = value};
  int slot = 0;
  for (int d = 0; d < n->shape.rank; d++) {
    const Expr *e = expr_integer(f->graph, TYPE_INDEX, 0);
    for (int m = 0; m < part->formula->merged[d]; m++, slot++) {
      e = expr_binary(f->graph, EXPR_MULTIPLY, e, part->formula->indices[slot].extent);
      e = expr_binary(f->graph, EXPR_ADD, e, slots ? slots[slot] : expr_index(f->graph, slot));
      if (slot == part->slot)
        e = expr_binary(f->graph, EXPR_ADD, e, expr_integer(f->graph, TYPE_INDEX, part->start));
    }
    store.indices[d] = e;
  }
  list_add(f->kernels->arena, &kernel->stores, store);
  note_store(f, kernel, part);
}

// The kernels that make a node.
static int maker_count(const NodeUse *use)
{
  return use->parts.count ? use->parts.count : use->kernel != NULL;
}

static Kernel *maker_of(const NodeUse *use, int i)
{
  return use->parts.count ? use->parts.items[i].kernel : use->kernel;
}

static bool is_maker(const NodeUse *use, const Kernel *kernel)
{
  for (int i = 0; i < maker_count(use); i++)
    if (maker_of(use, i) == kernel)
      return true;
  return false;
}

// A node that some kernel reads must be a tensor; one that only lives in a kernel's registers need
// not.
static void require_tensor(const Expr *e, void *context)
{
  Fusion *f = context;
  NodeUse *use = &f->uses[e->node->mark];
  if (use->kernel && use->parts.count == 0)
    use->kernel->stores.items[use->store].tensor = materialize(f, e->node);
}

typedef ListOf(Kernel *) KernelList;

typedef struct Epilogue {
  Fusion *fusion;
  KernelList makers;   // of the operands, the latest first
  Kernel *after;       // the last kernel of the scans that it reads a result of; null: none
  Kernel *kernel;      // the one that it is tried on
  const Expr **slots;  // by the map's free index: the kernel's
  bool again;          // it may not join what runs long before it is due
  bool has_table;      // it is written out for the table's indices, which a sum's points are not
  bool fits;
} Epilogue;

static void add_maker(Epilogue *epilogue, Kernel *kernel)
{
  KernelList *makers = &epilogue->makers;
  int at = 0;
  while (at < makers->count && makers->items[at]->position > kernel->position)
    at++;
  if (at < makers->count && makers->items[at] == kernel)
    return;
  list_add(epilogue->fusion->scratch, makers, kernel);
  for (int i = makers->count - 1; i > at; i--)
    makers->items[i] = makers->items[i - 1];
  makers->items[at] = kernel;
}

static void find_makers(const Expr *e, void *context)
{
  Epilogue *epilogue = context;
  if (e->kind != EXPR_READ)
    return;
  const NodeUse *use = &epilogue->fusion->uses[e->node->mark];
  if (use->scan_end && (!epilogue->after || use->scan_end->position > epilogue->after->position))
    epilogue->after = use->scan_end;
  for (int i = 0; i < maker_count(use); i++)
    add_maker(epilogue, maker_of(use, i));
}

// Each dimension must be read at one bare index of the map; it stands for what the kernel stores
// there: one of its own indices, or several merged. A node in parts is whole only behind the
// kernel.
static void match_read(const Expr *e, void *context)
{
  Epilogue *epilogue = context;
  Fusion *f = epilogue->fusion;
  if (e->kind != EXPR_READ || !is_maker(&f->uses[e->node->mark], epilogue->kernel))
    return;
  const Store *store = &epilogue->kernel->stores.items[f->uses[e->node->mark].store];
  epilogue->fits &= !e->has_fallback && f->uses[e->node->mark].parts.count == 0;
  for (int d = 0; d < e->node->shape.rank; d++) {
    const Expr *read = e->operands[d], *stored = store->indices[d];
    if (read->kind == EXPR_NUMBER && stored->kind == EXPR_NUMBER)
      continue;
    if (read->kind != EXPR_INDEX) {
      epilogue->fits = false;
      continue;
    }
    if (epilogue->slots[read->slot] && epilogue->slots[read->slot] != stored)
      epilogue->fits = false;
    epilogue->slots[read->slot] = stored;
  }
}

static const Expr *use_value(Graph *graph, const Expr *e, void *context)
{
  (void)graph;
  Epilogue *epilogue = context;
  const NodeUse *use = e->kind == EXPR_READ ? &epilogue->fusion->uses[e->node->mark] : NULL;
  if (!use || use->kernel != epilogue->kernel)
    return e;
  return epilogue->kernel->stores.items[use->store].value;
}

// Every index of the kernel stands in for exactly one of the map's, and both have as many points.
static bool is_bijection(const Epilogue *epilogue, const Formula *map)
{
  const Formula *space = &epilogue->kernel->space;
  const Graph *graph = epilogue->fusion->graph;
  for (int s = 0; s < space->free_count; s++) {
    int uses = 0;
    for (int i = 0; i < map->free_count; i++)
      uses += epilogue->slots[i] && expr_uses_index(epilogue->slots[i], s);
    if (uses != 1)
      return false;
  }
  for (int i = 0; i < map->free_count; i++)
    if (!epilogue->slots[i])
      return false;
  return formula_points(graph, map, 0, map->free_count) ==
         formula_points(graph, space, 0, space->free_count);
}

// Its results are whole only when it ends.
static bool adds_to_members(Fusion *f, const Kernel *kernel)
{
  Member member;
  return kernel->root && find_member(f->graph, &kernel->space, &member);
}

// Kernels that have to come before another one, with all that they read.
typedef struct Pull {
  Fusion *fusion;
  const Kernel *before;
  KernelList moved;  // in order
  bool possible;
} Pull;

static void pull_kernel(Pull *pull, Kernel *kernel);

static void pull_operand(const Expr *e, void *context)
{
  Pull *pull = context;
  const NodeUse *use = &pull->fusion->uses[e->node->mark];
  if (use->scan_end && use->scan_end->position > pull->before->position)
    pull->possible = false;
  for (int i = 0; i < maker_count(use); i++)
    pull_kernel(pull, maker_of(use, i));
}

static void pull_kernel(Pull *pull, Kernel *kernel)
{
  if (kernel->position < pull->before->position || !pull->possible)
    return;
  for (int i = 0; i < pull->moved.count; i++)
    if (pull->moved.items[i] == kernel)
      return;
  pull->possible = kernel != pull->before && kernel->loop == pull->before->loop;
  if (pull->possible)
    kernel_visit_reads(pull->fusion->kernels, kernel, pull_operand, pull);
  list_add(pull->fusion->scratch, &pull->moved, kernel);
}

// Makes all other operands of the epilogue ready before its kernel runs: what is computed later but
// not from what the kernel makes moves ahead of it. False where that is impossible.
static bool pull_operands(const Epilogue *epilogue)
{
  Pull pull = {.fusion = epilogue->fusion, .before = epilogue->kernel, .possible = true};
  for (int i = 0; i < epilogue->makers.count; i++)
    if (epilogue->makers.items[i] != epilogue->kernel)
      pull_kernel(&pull, epilogue->makers.items[i]);
  if (!pull.possible || (epilogue->after && epilogue->after->position > pull.before->position))
    return false;
  for (int i = 0; i < pull.moved.count; i++)
    kernel_move_before(epilogue->fusion->kernels, pull.moved.items[i], epilogue->kernel);
  return true;
}

static bool fits_kernel(Epilogue *epilogue, const Formula *formula)
{
  Fusion *f = epilogue->fusion;
  if (epilogue->kernel->loop != f->loop || adds_to_members(f, epilogue->kernel) ||
      (epilogue->again && !epilogue->kernel->again) ||
      (epilogue->has_table && epilogue->kernel->root))
    return false;
  epilogue->fits = true;
  memset(epilogue->slots, 0, MAX_INDICES * sizeof *epilogue->slots);
  expr_walk(f->graph, formula->body, match_read, epilogue);
  return epilogue->fits && is_bijection(epilogue, formula) && pull_operands(epilogue);
}

// Attaches a map to a kernel that makes an operand which it reads element by element: the latest
// that can be.
static bool attach(Fusion *f, const Part *part)
{
  const Expr *slots[MAX_INDICES], *body = part->formula->body;
  Epilogue epilogue = {
      .fusion = f, .slots = slots, .again = part->node->again, .has_table = reads_table(f, body)};
  expr_walk(f->graph, body, find_makers, &epilogue);
  int at = 0;
  for (; at < epilogue.makers.count; at++) {
    epilogue.kernel = epilogue.makers.items[at];
    if (fits_kernel(&epilogue, part->formula))
      break;
  }
  if (at == epilogue.makers.count)
    return false;
  // Slots first, values after: a value is already over the kernel's slots.
  body = expr_substitute(f->graph, body, slots, part->formula->free_count);
  body = expr_rewrite(f->graph, body, use_value, &epilogue);
  Kernel *kernel = epilogue.kernel;
  if (!is_maker(&f->uses[part->node->mark], kernel))
    kernel->name = arena_print(f->kernels->arena, "%s+%s", kernel->name, part->node->name);
  add_store(f, kernel, part, slots, body);
  kernel_visit_reads(f->kernels, kernel, require_tensor, f);
  return true;
}

// -- kernels of their own -------------------------------------------------------------------------

static void start_kernel(Fusion *f, const Part *part)
{
  Node *n = part->node;
  Kernel *kernel = kernel_add(f->kernels, f->loop, n->name, n->origin);
  kernel->position = kernel->prev ? kernel->prev->position + 1 : 0;
  kernel->space = *part->formula;
  kernel->again = n->again;
  const Expr *value = part->formula->body;
  if (n->form == FORM_REDUCE) {
    kernel->root = n;
    value = kernel_accumulated(f->kernels, kernel);
  } else {
    kernel->space.body = NULL;
    if (n->form == FORM_DRAW)
      kernel->draw_key = n->draw.key;
  }
  add_store(f, kernel, part, NULL, value);
  kernel_visit_reads(f->kernels, kernel, require_tensor, f);
}

void fuse_part(Fusion *f, const Part *part)
{
  if (part->node->form != FORM_MAP || !attach(f, part))
    start_kernel(f, part);
}

static void fuse_node(Fusion *f, Node *n)
{
  Formula *formula = arena_new(f->kernels->arena, Formula);
  *formula = *n->formula;
  formula->conditions = arena_array(f->kernels->arena, const Expr *, formula->condition_count);
  for (int i = 0; i < formula->condition_count; i++)
    formula->conditions[i] = n->formula->conditions[i];
  formula_rewrite(f->graph, formula, inline_read, f);
  if (should_inline(f, n, formula))
    f->uses[n->mark].inlined = formula->body;
  else if (n->form == FORM_DRAW || !fuse_in_parts(f, n, formula))
    fuse_part(f, &(Part){.node = n, .formula = formula, .slot = -1});
}

static void require_early(const Expr *e, void *context)
{
  UseContext *c = context;
  if (e->kind == EXPR_READ && !c->fusion->uses[e->node->mark].early)
    c->late++;
}

// Scalars first: an optimiser's step sizes must not stand between a gradient and its use.
static void find_early(Fusion *f)
{
  for (Node *n = f->graph->body.first; n; n = n->next) {
    UseContext c = {.fusion = f};
    if (n->form == FORM_MAP && n->shape.rank == 0)
      formula_walk(f->graph, n->formula, require_early, &c);
    f->uses[n->mark].early =
        n->form == FORM_SCALAR || (n->form == FORM_MAP && n->shape.rank == 0 && c.late == 0);
  }
}

static TensorKind leaf_kind(Form form)
{
  return form == FORM_INPUT      ? TENSOR_INPUT
         : form == FORM_SCALAR   ? TENSOR_SCALAR
         : form == FORM_CONSTANT ? TENSOR_CONSTANT
                                 : TENSOR_VARIABLE;
}

Tensor *add_leaf(Fusion *f, Node *n, TensorKind kind)
{
  Tensor *tensor = tensor_add(f->kernels, kind, n->name, n->type, n->shape);
  tensor->node = n;
  tensor->layout_is_fixed = true;
  if (n->form == FORM_VARIABLE) {
    tensor->variable = n->variable;
    pointer_map_set(&f->variables, n->variable, tensor);
  }
  tensor_set(f->kernels, n, tensor);
  return tensor;
}

void fuse_region(Fusion *f, const Region *region)
{
  for (Node *n = region->first; n; n = n->next)
    if (n->formula && !f->uses[n->mark].early)
      fuse_node(f, n);
    else if (n->form == FORM_SCAN)
      fuse_scan(f, n);
    else if (n->form == FORM_PROJECTION)
      fuse_projection(f, n);
}

void add_leaves(Fusion *f, const Region *region)
{
  for (Node *n = region->first; n; n = n->next)
    if (!n->formula && n->form != FORM_SCAN && n->form != FORM_PROJECTION &&
        !tensor_of(f->kernels, n))
      add_leaf(f, n, leaf_kind(n->form));
}

// Scalars before all others.
static void fuse_graph(Fusion *f)
{
  add_leaves(f, &f->graph->body);
  for (Node *n = f->graph->body.first; n; n = n->next)
    if (n->formula && f->uses[n->mark].early)
      fuse_node(f, n);
  fuse_region(f, &f->graph->body);
}

// -- outputs and updates --------------------------------------------------------------------------

void add_copy(Fusion *f, Tensor *to, Node *from, const Expr *const *place)
{
  Kernel *kernel = kernel_add(f->kernels, f->loop, to->name, from->origin);
  kernel->position = kernel->prev ? kernel->prev->position + 1 : 0;
  kernel->space = *formula_over(f->graph, from->shape);
  Store store = {.tensor = to};
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < from->shape.rank; d++)
    indices[d] = expr_index(f->graph, d);
  for (int d = 0; d < to->shape.rank; d++)
    store.indices[d] = place ? place[d] : indices[d];
  store.value = inline_read(f->graph, expr_read(f->graph, from, indices, NULL), f);
  list_add(f->kernels->arena, &kernel->stores, store);
  kernel_visit_reads(f->kernels, kernel, require_tensor, f);
}

static void place_output(Fusion *f, int position)
{
  Output *output = &f->graph->outputs.items[position];
  NodeUse *use = &f->uses[output->node->mark];
  bool unread = use->parts.count > 0 && use->readers == 0;
  if (use->kernel && (unread || !tensor_of(f->kernels, output->node))) {
    Tensor *tensor = materialize(f, output->node);
    tensor->output = position;
    tensor->layout_is_fixed = true;
    if (!unread)
      use->kernel->stores.items[use->store].tensor = tensor;
    return;
  }
  Tensor *tensor = tensor_add(f->kernels, TENSOR_WORKSPACE, output->name, output->node->type,
                              output->node->shape);
  tensor->output = position;
  tensor->layout_is_fixed = true;
  add_copy(f, tensor, output->node, NULL);
}

static void place_update(Fusion *f, const Update *update)
{
  const Variable *variable = update->variable;
  Tensor *tensor =
      tensor_add(f->kernels, TENSOR_VARIABLE, variable->name, variable->type, variable->shape);
  tensor->variable = update->variable;
  tensor->before = pointer_map_get(&f->variables, variable);
  tensor->layout_is_fixed = true;
  NodeUse *use = &f->uses[update->value->mark];
  if (!use->kernel || tensor_of(f->kernels, update->value)) {
    add_copy(f, tensor, update->value, NULL);
    return;
  }
  tensor->node = update->value;
  tensor_set(f->kernels, update->value, tensor);
  use->kernel->stores.items[use->store].tensor = tensor;
}

static void drop_unread_stores(Kernels *kernels)
{
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    int kept = 0;
    for (int i = 0; i < kernel->stores.count; i++)
      if (kernel->stores.items[i].tensor)
        kernel->stores.items[kept++] = kernel->stores.items[i];
    kernel->stores.count = kept;
  }
}

Kernels *fuse(Arena *arena, const Program *program, GraphKind kind, const Machine *machine)
{
  Graph *graph = program->graphs[kind];
  Kernels *kernels = arena_new(arena, Kernels);
  *kernels = (Kernels){.arena = arena, .graph = graph, .kind = kind, .machine = machine};
  uint32_t count = number_nodes(&graph->body, 0);
  kernels->node_count = count;
  kernels->node_capacity = count + (uint32_t)graph->updates.count + 1;
  kernels->tensor_by_node = arena_array(arena, Tensor *, kernels->node_capacity);

  Arena *scratch = arena_create();
  Fusion f = {.kernels = kernels,
              .graph = graph,
              .scratch = scratch,
              .variables = pointer_map(scratch),
              .uses = arena_array(scratch, NodeUse, count)};
  count_uses(&f);
  find_early(&f);
  fuse_graph(&f);
  // Updates first: a value that is both an update and an output lives in its variable.
  for (int i = 0; i < graph->updates.count; i++)
    place_update(&f, &graph->updates.items[i]);
  for (int i = 0; i < graph->outputs.count; i++)
    place_output(&f, i);
  drop_unread_stores(kernels);
  order_kernels(kernels, scratch);
  arena_destroy(scratch);
  return kernels;
}
