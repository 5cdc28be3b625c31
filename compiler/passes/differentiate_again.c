// Scans whose gradient computes the forward steps anew.
//
//   before   scan over t, recompute: true  carry h = h0 { a = f(h, w);  h = a }
//   after    the same scan, which also yields the h before each step: its only tape
//            scan over t, backwards:  carry dh, dw.sum = 0 {
//              h.again = the tape at t;  a.again = f(h.again, w)
//              dh, dw = the adjoints of a.again;  dw.sum = dw.sum + dw
//            }
//
// The copies take the place of the nodes that they copy in the sweep: they are read where the
// adjoints are made, without tapes. In a scan in a scan, what they compute reads the outer values
// as tapes; what is differentiated (`formulas`) reads the values themselves. What the steps give to
// a tensor outside is summed as they go, unless the step says where it belongs: then each step has
// its own, and keeps it.

#include "passes/differentiate.h"

typedef struct Again {
  Sweep *sweep;
  Level *level;        // of the scan
  PointerMap *copies;  // of the nodes of its body
  PointerMap made;     // what the copies are of
  const Expr *times[MAX_LEVELS + 1];
} Again;

bool is_recomputed(const Level *level)
{
  return level && level->forward->scan->recompute;
}

// -- the steps once more --------------------------------------------------------------------------

static Node *copy_of(const Again *again, Node *node)
{
  Node *copy = node ? pointer_map_get(again->copies, node) : NULL;
  return copy ? copy : node;
}

static const Expr *read_copy(Graph *graph, const Expr *e, void *context)
{
  Again *again = context;
  if (e->kind != EXPR_READ)
    return e;
  Node *copy = pointer_map_get(again->copies, e->node);
  if (!copy)
    return e;
  return expr_read(graph, copy, e->operands,
                   e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
}

static const Expr *read_outside(Graph *graph, const Expr *e, void *context)
{
  (void)graph;
  Again *again = context;
  bool is_outside = e->kind == EXPR_READ && !pointer_map_get(&again->made, e->node);
  return is_outside ? translate_read(again->sweep, e, again->level->depth, again->times) : e;
}

// The formula with copies in place of what they copy, and as it is computed.
static void copy_formula(Again *again, const Formula *old, Node *copy)
{
  Sweep *sweep = again->sweep;
  copy->formula = formula_create(sweep->graph);
  *copy->formula = *old;
  formula_rewrite(sweep->graph, copy->formula, read_copy, again);
  if (!again->level->outer)
    return;
  Formula *plain = formula_create(sweep->graph);
  *plain = *copy->formula;
  pointer_map_set(&sweep->formulas, copy, plain);
  formula_rewrite(sweep->graph, copy->formula, read_outside, again);
}

static void copy_region(Again *again, const Region *from);

static Scan *copy_scan(Again *again, Node *old, Node *copy)
{
  Sweep *sweep = again->sweep;
  Arena *arena = sweep->graph->arena;
  Scan *scan = arena_new(arena, Scan);
  *scan = *old->scan;
  scan->body = (Region){0};
  Region *before = graph_insert_in(sweep->graph, &scan->body);
  copy_region(again, &old->scan->body);
  graph_insert_in(sweep->graph, before);
  scan->step = copy_of(again, scan->step);
  scan->lengths = copy_of(again, scan->lengths);
  scan->carries = arena_array(arena, Carry, scan->carry_count);
  for (int i = 0; i < scan->carry_count; i++) {
    const Carry *carry = &old->scan->carries[i];
    scan->carries[i] = (Carry){copy_of(again, carry->initial), copy_of(again, carry->carry),
                               copy_of(again, carry->next)};
  }
  scan->yields = arena_array(arena, Node *, scan->yield_count);
  for (int i = 0; i < scan->yield_count; i++)
    scan->yields[i] = copy_of(again, old->scan->yields[i]);
  Level *inner = pointer_map_get(&sweep->inner_levels, old);
  inner->forward = copy;
  pointer_map_set(&sweep->inner_levels, copy, inner);
  return scan;
}

// In the sweep `copy` is what `old` was.
static void take_place(Again *again, Node *old, Node *copy)
{
  Sweep *sweep = again->sweep;
  pointer_map_set(again->copies, old, copy);
  pointer_map_set(&again->made, copy, old);
  pointer_map_set(&sweep->levels, copy, forward_level(sweep, old));
  copy->mark = old->mark;
  pointer_map_set(&sweep->copies, copy, old);
}

static void copy_details(Again *again, Node *old, Node *copy)
{
  switch (old->form) {
  case FORM_INPUT:
    copy->input = old->input;
    break;
  case FORM_VARIABLE:
    copy->variable = old->variable;
    break;
  case FORM_CONSTANT:
    copy->data = old->data;
    break;
  case FORM_DRAW:
    copy->draw = old->draw;
    break;
  case FORM_PROJECTION:
    copy->projection = (Projection){copy_of(again, old->projection.scan), old->projection.result};
    break;
  case FORM_SCAN:
    copy->scan = copy_scan(again, old, copy);
    break;
  default:
    break;
  }
}

static void copy_node(Again *again, Node *old)
{
  Sweep *sweep = again->sweep;
  Graph *graph = sweep->graph;
  const char *name = arena_print(sweep->scratch, "%s.again", old->name);
  Node *copy = graph_add(graph, old->form, name, old->type, old->shape, old->origin);
  take_place(again, old, copy);
  if (old->formula)
    copy_formula(again, old->formula, copy);
  copy_details(again, old, copy);
  copy_override(sweep, old, copy, again->copies);
}

static void copy_region(Again *again, const Region *from)
{
  for (Node *old = from->first; old; old = old->next)
    if (!pointer_map_get(again->copies, old))
      copy_node(again, old);
}

// The state before the step, where its adjoint is made.
static void copy_carry(Again *again, Node *carry)
{
  Sweep *sweep = again->sweep;
  Graph *graph = sweep->graph;
  Node *copy = sweep_add_node(sweep, carry->name, "again", FORM_MAP, carry->type, carry->shape,
                              carry->origin);
  copy->formula = formula_over(graph, carry->shape);
  copy->formula->body = read_tape(sweep, read_at_free(graph, carry, copy->formula),
                                  again->level->depth, again->times);
  take_place(again, carry, copy);
}

Node *compute_again(Sweep *sweep, Level *level)
{
  Again again = {.sweep = sweep, .level = level, .copies = arena_new(sweep->scratch, PointerMap)};
  *again.copies = pointer_map(sweep->scratch);
  again.made = pointer_map(sweep->scratch);
  Scan *scan = level->forward->scan;
  for (const Level *l = level; l; l = l->outer)
    again.times[l->depth] = level_time(sweep, l);
  pointer_map_set(again.copies, scan->step, level->adjoint->step);
  for (int i = 0; i < scan->carry_count; i++)
    copy_carry(&again, scan->carries[i].carry);
  Region *before = graph_insert_in(sweep->graph, &level->adjoint->body);
  copy_region(&again, &scan->body);
  graph_insert_in(sweep->graph, before);
  return level->adjoint->body.last;
}

// -- sums over the steps --------------------------------------------------------------------------

static bool uses_step(const Contribution *c, const Level *level)
{
  for (int d = 0; d < c->read->node->shape.rank; d++)
    if (expr_uses_node(c->read->operands[d], level->adjoint->step))
      return true;
  return false;
}

NodeList *sum_of_steps(Sweep *sweep, const Contribution *c)
{
  Level *level = sweep->level;
  Node *to = c->read->node;
  bool is_next = level_depth(level->outer) == level_depth(forward_level(sweep, to));
  if (!is_recomputed(level) || !is_next || uses_step(c, level))
    return NULL;
  for (int i = 0; i < level->sums.count; i++)
    if (level->sums.items[i].of == to)
      return &level->sums.items[i].parts;
  list_add(sweep->scratch, &level->sums, (StepSum){.of = to});
  return &level->sums.items[level->sums.count - 1].parts;
}

void close_sums(Sweep *sweep, Level *level)
{
  Graph *graph = sweep->graph;
  Scan *adjoint = level->adjoint;
  int count = adjoint->carry_count;
  adjoint->carries = arena_grow(graph->arena, adjoint->carries, (size_t)count,
                                (size_t)(count + level->sums.count), sizeof *adjoint->carries);
  for (int i = 0; i < level->sums.count; i++) {
    StepSum *sum = &level->sums.items[i];
    sweep->level = level->outer;
    Node *zero = sweep_add_constant(sweep, sum->of, 0);
    sweep->level = level;
    Node *leaf = sweep_add_node(sweep, sum->of->name, "sum", FORM_INPUT, sum->of->type,
                                sum->of->shape, sum->of->origin);
    list_add(sweep->scratch, &sum->parts, leaf);
    adjoint->carries[adjoint->carry_count++] =
        (Carry){zero, leaf, sweep_total(sweep, sum->of, &sum->parts)};
  }
}

void derive_sums(Sweep *sweep, const Level *level)
{
  int first = level->adjoint->carry_count - level->sums.count;
  for (int i = 0; i < level->sums.count; i++) {
    const Node *of = level->sums.items[i].of;
    Node *final =
        sweep_add_node(sweep, of->name, "grad", FORM_PROJECTION, of->type, of->shape, of->origin);
    final->projection = (Projection){level->backward, first + i};
    list_add(sweep->scratch, &sweep->adjoints[sweep_position(sweep, of)], final);
  }
}
