// Gradients that the text gives in place of derived ones.
//
//   op clipped(x: [N]) -> y: [N]
//     grad x[i] = if abs(x[i]) < 1 then grad.y[i] else 0
//     y[i] = ..
//
//   before   x.entry[i] = x[i];  y[i] = .. x.entry[i] ..;  beside: v[i] = if abs(x.entry[i]) < 1
//   then leaf[i] else 0 after    v.grad[i] = if abs(x.entry[i]) < 1 then y.grad[i] else 0, a part
//   of x's gradient
//
// The sweep goes backward, so when it reaches the entry all that reads the results lies behind it
// and their gradients are complete. What is derived through the entry itself is never made. In a
// scan the gradient stands in the adjoint body, over the values of the step: tapes, or copies where
// the steps are computed again.

#include "passes/differentiate.h"

// An active written gradient, found by its entry or by a copy of that.
struct Written {
  const Override *override;
  Node *entry;
  const PointerMap *copies;      // what its values are, by what they were in `before`
  const struct Written *before;  // null: the values are those of the override
};

static const Override *find_override(const Graph *graph, const Node *node)
{
  for (int i = 0; i < graph->overrides.count; i++)
    if (graph->overrides.items[i].entry == node)
      return &graph->overrides.items[i];
  return NULL;
}

bool activate_override(Sweep *sweep, Node *node, bool *is_new)
{
  const Override *override = find_override(sweep->graph, node);
  if (!override)
    return false;
  *is_new = !pointer_map_get(&sweep->overrides, node);
  if (*is_new) {
    Written *written = arena_new(sweep->scratch, Written);
    *written = (Written){.override = override, .entry = node};
    pointer_map_set(&sweep->overrides, node, written);
  }
  return true;
}

void copy_override(Sweep *sweep, const Node *old, Node *copy, const PointerMap *copies)
{
  const Written *before = pointer_map_get(&sweep->overrides, old);
  if (!before)
    return;
  Written *written = arena_new(sweep->scratch, Written);
  *written = (Written){before->override, copy, copies, before};
  pointer_map_set(&sweep->overrides, copy, written);
}

bool is_overridden_result(const Sweep *sweep, const Node *node)
{
  const Graph *graph = sweep->graph;
  for (int i = 0; i < graph->overrides.count; i++) {
    const Override *override = &graph->overrides.items[i];
    if (!pointer_map_get(&sweep->overrides, override->entry))
      continue;
    for (int k = 0; k < override->result_count; k++)
      if (override->results[k] == node)
        return true;
  }
  return false;
}

// What a node of the override is now.
static Node *current(const Written *written, Node *node)
{
  if (!written->before)
    return node;
  node = current(written->before, node);
  Node *copy = pointer_map_get(written->copies, node);
  return copy ? copy : node;
}

// The formulas of an override as they are written out.
typedef struct Writing {
  Sweep *sweep;
  const Written *written;
  PointerMap made;  // the nodes that stand for those of the override's own region
  const Expr *times[MAX_LEVELS + 1];
} Writing;

static const Expr *read_written(Graph *graph, const Expr *e, void *context)
{
  Writing *w = context;
  if (e->kind != EXPR_READ)
    return e;
  const Expr *fallback = e->has_fallback ? e->operands[e->operand_count - 1] : NULL;
  Node *made = pointer_map_get(&w->made, e->node);
  if (made)
    return expr_read(graph, made, e->operands, fallback);
  Node *node = current(w->written, e->node);
  if (node != e->node)
    e = expr_read(graph, node, e->operands, fallback);
  return translate_read(w->sweep, e, level_depth(w->sweep->level), w->times);
}

// The gradient of a result; zero where nothing reads it. False: no result has one.
static bool take_gradients(Writing *w)
{
  Sweep *sweep = w->sweep;
  const Override *override = w->written->override;
  bool any = false;
  for (int i = 0; i < override->result_count; i++) {
    const Node *result = current(w->written, override->results[i]);
    int position = sweep_position(sweep, result);
    Node *adjoint = position >= 0 ? sweep_total(sweep, result, &sweep->adjoints[position]) : NULL;
    any |= adjoint != NULL;
    pointer_map_set(&w->made, override->gradients[i], adjoint);
  }
  for (int i = 0; any && i < override->result_count; i++)
    if (!pointer_map_get(&w->made, override->gradients[i]))
      pointer_map_set(&w->made, override->gradients[i],
                      sweep_add_constant(sweep, override->results[i], 0));
  return any;
}

void derive_override(Sweep *sweep, const Node *entry)
{
  Writing w = {.sweep = sweep, .written = pointer_map_get(&sweep->overrides, entry)};
  if (!w.written)
    return;
  w.made = pointer_map(sweep->scratch);
  if (!take_gradients(&w))
    return;
  for (const Level *level = sweep->level; level; level = level->outer)
    w.times[level->depth] = level_time(sweep, level);
  const Override *override = w.written->override;
  for (const Node *old = override->body.first; old; old = old->next) {
    if (!old->formula)
      continue;  // a leaf
    Formula *formula = formula_create(sweep->graph);
    *formula = *old->formula;
    formula_rewrite(sweep->graph, formula, read_written, &w);
    Node *node =
        sweep_add_node(sweep, old->name, "grad", old->form, old->type, old->shape, old->origin);
    node->formula = formula;
    pointer_map_set(&w.made, old, node);
  }
  derive_formula(sweep, w.written->entry, pointer_map_get(&w.made, override->value));
}
