// The adjoint of a scan: a scan that runs the other way.
//
//   before   scan over t:  carry h = h0
//              z[o] = sum(i) w[o, i]*h[i] + x[t, o];  h = tanh(z);  yield h
//   after    the same scan, which also yields z and the h before each step, as tapes
//            scan over t, backwards:  carry dh
//              dz[o] = (dh[o] + dy[t, o])*(1 - tanh(z[t, o])^2);  dh[i] = sum(o) dz[o]*w[o, i]
//              yield dz
//            dw[o, i] = sum(t) dz[t, o]*h[t, i];  dx[t, o] = dz[t, o];  dh0 = dh at the end
//
// The adjoint body reads values of the forward body as tapes, stacked over the steps. What belongs
// to tensors outside of the body is not carried along: the adjoints of the formulas that read them
// are yielded, and one sum over the steps as well is made after the scan (so the weights' gradient
// is one contraction). With lengths, the steps past an end leave the adjoints as they are and yield
// 0, as in the forward scan.

#include "passes/differentiate.h"

#include "passes/conditions.h"

#include <assert.h>
#include <string.h>

Level *forward_level(const Sweep *sweep, const Node *node)
{
  return pointer_map_get(&sweep->levels, node);
}

int level_depth(const Level *level)
{
  return level ? level->depth : 0;
}

const Expr *level_time(Sweep *sweep, const Level *level)
{
  const Expr *step = expr_read(sweep->graph, level->adjoint->step, NULL, NULL);
  return expr_convert(sweep->graph, TYPE_INDEX, step);
}

// -- opening a scan -------------------------------------------------------------------------------

static Node *add_copy(Sweep *sweep, Node *of, Region *region, Node *place)
{
  Graph *graph = sweep->graph;
  Region *before = graph_insert_in(graph, region);
  const char *name = arena_print(sweep->scratch, "%s.copy", of->name);
  Node *copy = place
                   ? graph_add_before(graph, place, FORM_MAP, name, of->type, of->shape, of->origin)
                   : graph_add(graph, FORM_MAP, name, of->type, of->shape, of->origin);
  graph_insert_in(graph, before);
  copy->formula = formula_over(graph, of->shape);
  copy->formula->body = read_at_free(graph, of, copy->formula);
  return copy;
}

// What a scan starts from and hands on is made a node of its own region, by copies.
void close_scans(Sweep *sweep, Region *region)
{
  for (Node *node = region->first; node; node = node->next) {
    if (node->form != FORM_SCAN)
      continue;
    Scan *scan = node->scan;
    close_scans(sweep, &scan->body);
    for (int i = 0; i < scan->carry_count; i++) {
      Carry *carry = &scan->carries[i];
      if (carry->initial->region != region)
        carry->initial = add_copy(sweep, carry->initial, region, node);
      if (carry->next->region != &scan->body)
        carry->next = add_copy(sweep, carry->next, &scan->body, NULL);
    }
    for (int i = 0; i < scan->yield_count; i++)
      if (scan->yields[i]->region != &scan->body)
        scan->yields[i] = add_copy(sweep, scan->yields[i], &scan->body, NULL);
  }
}

Level *open_scan(Sweep *sweep, Node *node, Level *outer)
{
  Level *level = arena_new(sweep->scratch, Level);
  level->outer = outer;
  level->depth = level_depth(outer) + 1;
  level->forward = node;
  level->results =
      arena_array(sweep->scratch, NodeList, node->scan->yield_count + node->scan->carry_count);
  pointer_map_set(&sweep->inner_levels, node, level);
  list_add(sweep->scratch, &sweep->scans, level);
  return level;
}

// -- tapes ----------------------------------------------------------------------------------------

// With lengths, every value of the body has the rows of the lengths in front.
static bool has_rows(const Node *value, const Node *lengths)
{
  for (int d = 0; lengths && d < lengths->shape.rank; d++)
    if (d >= value->shape.rank || value->shape.extents[d] != lengths->shape.extents[d])
      return false;
  return true;
}

// A new yield's result is -1, -2, ..: finish_scans gives them numbers.
static Tape *add_tape(Sweep *sweep, Node *value, Node *scan, NodeList *yields)
{
  if (value->shape.rank == MAX_RANK || scan->scan->yield_count + yields->count == MAX_YIELDS) {
    sweep_refuse(sweep, value, "a scan of this size", "carry fewer values, or of fewer dimensions");
    return NULL;
  }
  if (!has_rows(value, scan->scan->lengths)) {
    sweep_refuse(sweep, value, "a value without rows in a scan with lengths",
                 "put the dimension of the lengths first");
    return NULL;
  }
  list_add(sweep->scratch, yields, value);
  const char *name = arena_print(sweep->scratch, "%s.steps", value->name);
  Tape *tape = arena_new(sweep->scratch, Tape);
  tape->node = graph_add_projection(sweep->graph, scan, -yields->count, name, value,
                                    shape_stacked(value->shape, 0, scan->scan->extent));
  return tape;
}

static Tape *find_yield(Sweep *sweep, Node *value, const Level *level)
{
  const Scan *scan = level->forward->scan;
  for (int i = 0; i < scan->yield_count; i++) {
    if (scan->yields[i] != value)
      continue;
    Tape *tape = arena_new(sweep->scratch, Tape);
    tape->axis = scan->yield_axis[i];
    tape->node = graph_add_projection(sweep->graph, level->forward, i,
                                      arena_print(sweep->scratch, "%s.steps", value->name), value,
                                      shape_stacked(value->shape, tape->axis, scan->extent));
    return tape;
  }
  return NULL;
}

static const Tape *forward_tape(Sweep *sweep, Node *value, Level *level)
{
  Tape *tape = pointer_map_get(&sweep->tapes, value);
  if (tape)
    return tape;
  tape = find_yield(sweep, value, level);
  if (!tape)
    tape = add_tape(sweep, value, level->forward, &level->forward_tapes);
  if (!tape)
    return NULL;
  pointer_map_set(&sweep->tapes, value, tape);
  if (level->outer)
    pointer_map_set(&sweep->levels, tape->node, level->outer);
  return tape;
}

static const Tape *adjoint_tape(Sweep *sweep, Node *value, Level *level)
{
  Tape *tape = pointer_map_get(&sweep->tapes, value);
  if (tape)
    return tape;
  tape = add_tape(sweep, value, level->backward, &level->backward_tapes);
  if (!tape)
    return NULL;
  pointer_map_set(&sweep->tapes, value, tape);
  if (level->outer)
    pointer_map_set(&sweep->adjoint_levels, tape->node, level->outer);
  return tape;
}

// -- translation ----------------------------------------------------------------------------------

typedef struct Translation {
  Sweep *sweep;
  int depth;
  const Expr *const *times;
} Translation;

static const Expr *translate_one(Graph *graph, const Expr *e, void *context);

static const Expr *read_stacked(const Translation *t, const Expr *e, const Level *level,
                                const Tape *tape)
{
  if (!tape)
    return e;
  Graph *graph = t->sweep->graph;
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < tape->node->shape.rank; d++)
    indices[d] = d == tape->axis ? t->times[level->depth] : e->operands[d - (d > tape->axis)];
  const Expr *read = expr_read(graph, tape->node, indices,
                               e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
  return translate_one(graph, read, (void *)t);
}

// A slice of a value is read from the value's tape, which is stored once and whole; null: it is no
// slice, or of a value that is many times as large.
static const Expr *read_through_slice(Graph *graph, const Expr *e)
{
  enum { MOST_SLICES = 4 };
  const Formula *formula = e->node->formula;
  if (e->node->form != FORM_MAP || e->has_fallback || formula->body->kind != EXPR_READ ||
      formula->body->has_fallback || formula->body->type != e->node->type)
    return NULL;
  for (int d = 0; d < e->node->shape.rank; d++)
    if (formula->merged[d] != 1)
      return NULL;
  int64_t part = shape_capacity(graph, e->node->shape);
  int64_t whole = shape_capacity(graph, formula->body->node->shape);
  return whole > part && whole <= MOST_SLICES * part
             ? expr_substitute(graph, formula->body, e->operands, e->node->shape.rank)
             : NULL;
}

static const Expr *translate_one(Graph *graph, const Expr *e, void *context)
{
  const Translation *t = context;
  if (e->kind != EXPR_READ || t->sweep->failed)
    return e;
  Level *level = forward_level(t->sweep, e->node);
  bool is_forward = level && !is_recomputed(level);
  if (!level)
    level = pointer_map_get(&t->sweep->adjoint_levels, e->node);
  if (!level)
    return e;
  if (e->node == level->forward->scan->step || (level->adjoint && e->node == level->adjoint->step))
    return expr_convert(graph, e->node->type, t->times[level->depth]);
  const Expr *whole = is_forward ? read_through_slice(graph, e) : NULL;
  if (whole && forward_level(t->sweep, whole->node) == level)
    return translate_one(graph, whole, context);
  if (is_forward)
    return read_stacked(t, e, level, forward_tape(t->sweep, e->node, level));
  if (level->depth > t->depth)
    return read_stacked(t, e, level, adjoint_tape(t->sweep, e->node, level));
  return e;
}

const Expr *translate_read(Sweep *sweep, const Expr *read, int depth, const Expr *const *times)
{
  Translation translation = {sweep, depth, times};
  return sweep->failed ? read : translate_one(sweep->graph, read, &translation);
}

const Expr *read_tape(Sweep *sweep, const Expr *read, int depth, const Expr *const *times)
{
  Translation translation = {sweep, depth, times};
  Level *level = forward_level(sweep, read->node);
  return read_stacked(&translation, read, level, forward_tape(sweep, read->node, level));
}

const Expr *translate_reads(Sweep *sweep, const Expr *e, int depth, const Expr *const *times)
{
  Translation translation = {sweep, depth, times};
  bool in_scan = sweep->scans.count > 0 && e->node_mask;
  return in_scan ? expr_rewrite(sweep->graph, e, translate_one, &translation) : e;
}

// -- the adjoint scan -----------------------------------------------------------------------------

static Node *add_leaf(Sweep *sweep, const Node *of, const char *suffix)
{
  return sweep_add_node(sweep, of->name, suffix, FORM_INPUT, of->type, of->shape, of->origin);
}

static Scan *create_adjoint_scan(Sweep *sweep, Level *level)
{
  const Scan *scan = level->forward->scan;
  Scan *adjoint = arena_new(sweep->graph->arena, Scan);
  adjoint->time = scan->time;
  adjoint->extent = scan->extent;
  adjoint->reverse = !scan->reverse;
  adjoint->lengths = scan->lengths;
  adjoint->every = 1;
  adjoint->recompute = scan->recompute;
  adjoint->carries = arena_array(sweep->graph->arena, Carry, scan->carry_count);
  return adjoint;
}

// One carry for each of the forward scan's that matters: it starts from the gradient of the final
// value.
static void open_carries(Sweep *sweep, Level *level)
{
  const Scan *scan = level->forward->scan;
  for (int i = 0; i < scan->carry_count; i++) {
    Node *carry = scan->carries[i].carry;
    if (!sweep_is_active(carry, sweep))
      continue;
    sweep->level = level->outer;
    Node *initial = sweep_total(sweep, carry, &level->results[scan->yield_count + i]);
    if (!initial)
      initial = sweep_add_constant(sweep, carry, 0);
    sweep->level = level;
    Node *leaf = add_leaf(sweep, carry, "grad");
    level->adjoint->carries[level->adjoint->carry_count++] = (Carry){initial, leaf, NULL};
    int position = sweep_position(sweep, scan->carries[i].next);
    list_add(sweep->scratch, &sweep->adjoints[position], leaf);
  }
}

// The gradient of a stacked result at this step belongs to the value yielded.
static void open_yields(Sweep *sweep, Level *level)
{
  Graph *graph = sweep->graph;
  const Scan *scan = level->forward->scan;
  for (int i = 0; i < scan->yield_count; i++) {
    Node *value = scan->yields[i], like = *value;
    like.shape = shape_stacked(value->shape, scan->yield_axis[i], scan->extent);
    sweep->level = level->outer;
    Node *stacked = sweep_total(sweep, &like, &level->results[i]);
    sweep->level = level;
    if (!stacked || !sweep_is_active(value, sweep))
      continue;
    Node *part = sweep_add_node(sweep, value->name, "grad", FORM_MAP, value->type, value->shape,
                                value->origin);
    part->formula = formula_over(graph, value->shape);
    const Expr *indices[MAX_RANK];
    for (int d = 0; d < like.shape.rank; d++)
      indices[d] = d == scan->yield_axis[i] ? level_time(sweep, level)
                                            : expr_index(graph, d - (d > scan->yield_axis[i]));
    part->formula->body = expr_read(graph, stacked, indices, NULL);
    list_add(sweep->scratch, &sweep->adjoints[sweep_position(sweep, value)], part);
  }
}

static void close_carries(Sweep *sweep, Level *level)
{
  const Scan *scan = level->forward->scan;
  for (int i = 0, k = 0; i < scan->carry_count; i++) {
    Node *carry = scan->carries[i].carry;
    if (!sweep_is_active(carry, sweep))
      continue;
    Node *next = sweep_total(sweep, carry, &sweep->adjoints[sweep_position(sweep, carry)]);
    level->adjoint->carries[k++].next = next ? next : sweep_add_constant(sweep, carry, 0);
  }
}

// The final values of the adjoint carries are gradients of what the scan started from.
static void derive_initials(Sweep *sweep, Level *level)
{
  const Scan *scan = level->forward->scan;
  for (int i = 0, k = 0; i < scan->carry_count; i++) {
    const Carry *carry = &scan->carries[i];
    if (!sweep_is_active(carry->carry, sweep))
      continue;
    int result = k++;
    if (!sweep_is_active(carry->initial, sweep))
      continue;
    Node *final = sweep_add_node(sweep, carry->initial->name, "grad", FORM_PROJECTION,
                                 carry->carry->type, carry->carry->shape, carry->carry->origin);
    final->projection = (Projection){level->backward, result};
    list_add(sweep->scratch, &sweep->adjoints[sweep_position(sweep, carry->initial)], final);
  }
}

static bool has_results(const Level *level)
{
  const Scan *scan = level->forward->scan;
  for (int i = 0; i < scan->yield_count + scan->carry_count; i++)
    if (level->results[i].count)
      return true;
  return false;
}

void derive_scan(Sweep *sweep, Node *node)
{
  Level *level = pointer_map_get(&sweep->inner_levels, node);
  if (!has_results(level))
    return;
  if (level->depth > MAX_LEVELS) {
    sweep_refuse(sweep, node, "scans nested this deep", "join two of them");
    return;
  }
  level->adjoint = create_adjoint_scan(sweep, level);
  sweep->level = level;
  level->adjoint->step = add_leaf(sweep, node->scan->step, "back");
  level->adjoint->step->input.bound = node->scan->extent;
  open_carries(sweep, level);
  open_yields(sweep, level);
  sweep_region(sweep, is_recomputed(level) ? compute_again(sweep, level) : node->scan->body.last);
  if (sweep->failed)
    return;
  close_carries(sweep, level);
  close_sums(sweep, level);
  sweep->level = level->outer;
  level->backward =
      sweep_add_node(sweep, node->name, "grad", FORM_SCAN, node->type, node->shape, node->origin);
  level->backward->scan = level->adjoint;
  derive_initials(sweep, level);
  derive_sums(sweep, level);
  int count = sweep->deferred.count;
  Contribution *deferred = sweep->deferred.items;
  sweep->deferred.items = NULL;
  sweep->deferred.count = sweep->deferred.capacity = 0;
  for (int i = 0; i < count && !sweep->failed; i++)
    add_contribution(sweep, &deferred[i]);
}

// -- results --------------------------------------------------------------------------------------

// Yields come before the final carries, so the carries' results move up by the yields added.
static void number_results(Region *region, const Sweep *sweep)
{
  for (Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN)
      number_results(&node->scan->body, sweep);
    if (node->form != FORM_PROJECTION)
      continue;
    Projection *p = &node->projection;
    for (int i = 0; i < sweep->scans.count; i++) {
      const Level *level = sweep->scans.items[i];
      bool is_forward = p->scan == level->forward;
      if (!is_forward && p->scan != level->backward)
        continue;
      int own = p->scan->scan->yield_count;
      const NodeList *added = is_forward ? &level->forward_tapes : &level->backward_tapes;
      p->result =
          p->result < 0 ? own - p->result - 1 : p->result + (p->result >= own ? added->count : 0);
      break;
    }
  }
}

static void add_yields(Graph *graph, Scan *scan, const NodeList *added)
{
  int count = scan->yield_count;
  scan->yields = arena_grow(graph->arena, scan->yields, (size_t)count,
                            (size_t)(count + added->count), sizeof *scan->yields);
  for (int i = 0; i < added->count; i++) {
    scan->yields[count + i] = added->items[i];
    scan->yield_axis[count + i] = 0;
  }
  scan->yield_count += added->count;
}

void finish_scans(Sweep *sweep)
{
  if (sweep->scans.count == 0)
    return;
  number_results(&sweep->graph->body, sweep);
  for (int i = 0; i < sweep->scans.count; i++) {
    Level *level = sweep->scans.items[i];
    add_yields(sweep->graph, level->forward->scan, &level->forward_tapes);
    if (level->backward)
      add_yields(sweep->graph, level->adjoint, &level->backward_tapes);
  }
}
