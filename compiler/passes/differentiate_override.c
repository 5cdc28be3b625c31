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
// and their gradients are complete. What is derived through the entry itself is never made.

#include "passes/differentiate.h"

const Override *find_override(const Graph *graph, const Node *node)
{
  for (int i = 0; i < graph->overrides.count; i++)
    if (graph->overrides.items[i].entry == node)
      return &graph->overrides.items[i];
  return NULL;
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

// The nodes that stand for those of the body.
typedef struct Written {
  PointerMap map;
} Written;

static const Expr *read_written(Graph *graph, const Expr *e, void *context)
{
  const Written *written = context;
  Node *node = e->kind == EXPR_READ ? pointer_map_get(&written->map, e->node) : NULL;
  if (!node)
    return e;
  const Expr *fallback = e->has_fallback ? e->operands[e->operand_count - 1] : NULL;
  return expr_read(graph, node, e->operands, fallback);
}

static Formula *written_formula(Sweep *sweep, const Formula *old, Written *written)
{
  Formula *formula = formula_create(sweep->graph);
  *formula = *old;
  formula_rewrite(sweep->graph, formula, read_written, written);
  return formula;
}

// The gradient of a result; zero where nothing reads it. Null: no result has one.
static bool take_gradients(Sweep *sweep, const Override *override, Written *written)
{
  bool any = false;
  for (int i = 0; i < override->result_count; i++) {
    const Node *result = override->results[i];
    int position = sweep_position(sweep, result);
    Node *adjoint = position >= 0 ? sweep_total(sweep, result, &sweep->adjoints[position]) : NULL;
    any |= adjoint != NULL;
    pointer_map_set(&written->map, override->gradients[i], adjoint);
  }
  for (int i = 0; any && i < override->result_count; i++)
    if (!pointer_map_get(&written->map, override->gradients[i]))
      pointer_map_set(&written->map, override->gradients[i],
                      sweep_add_constant(sweep, override->results[i], 0));
  return any;
}

void derive_override(Sweep *sweep, const Override *override)
{
  Written written = {pointer_map(sweep->scratch)};
  if (sweep->level) {
    sweep_refuse(sweep, override->entry, "a written gradient in a scan",
                 "`--derive-all` derives it");
    return;
  }
  if (!take_gradients(sweep, override, &written))
    return;
  for (const Node *old = override->body.first; old; old = old->next) {
    if (!old->formula)
      continue;  // a leaf
    Node *node =
        sweep_add_node(sweep, old->name, "grad", old->form, old->type, old->shape, old->origin);
    node->formula = written_formula(sweep, old->formula, &written);
    pointer_map_set(&written.map, old, node);
  }
  Node *value = pointer_map_get(&written.map, override->value);
  derive_formula(sweep, override->entry, value);
}
