// Gradients become formulas, by one backward sweep for each value that is differentiated.
//
//   before   y[i] = sum(k) x[i + k]*w[k];  l = sum(i) y[i];  dw = gradient of l by w
//   after    y.grad[i0] = sum(i if i == i0) 1
//            w.grad[k0] = sum(i, k if k == k0) y.grad[i]*x[i + k]
//
// The adjoint of a read x[A] in y[f] = sum(k if c) body is again such a formula:
//
//   dx[p] = sum(f, k if c and A == p) dy[f] * d body / d x[A]
//
// with the guards of the selects round the read among its conditions. So no operator is listed
// here: maps have no k, max and min carry the condition that k is the position argmax gives (ties:
// all to the first), prod multiplies by the product of the others. Conditions stay as they fall;
// solve turns them round. The cost is one node for each distinct read; nodes that do not lie
// between the values are not visited.
//
// The rules for a formula stand in differentiate_formula.c, for a scalar body in derivative.c, for
// scans in differentiate_scan.c; here is the order in which they are applied.

#include "passes/differentiate.h"

#include "passes/passes.h"

int sweep_position(const Sweep *sweep, const Node *node)
{
  int position = (int)node->mark - 1;
  if (position < 0 || position >= sweep->nodes.count)
    return -1;
  const Node *of = pointer_map_get(&sweep->copies, node);
  return sweep->nodes.items[position] == node || of ? position : -1;
}

bool sweep_is_active(const Node *node, void *context)
{
  const Sweep *sweep = context;
  int position = sweep_position(sweep, node);
  return position >= 0 && sweep->active[position];
}

Node *sweep_add_node(Sweep *sweep, const char *stem, const char *suffix, Form form, Type type,
                     Shape shape, Origin origin)
{
  const char *name = arena_print(sweep->scratch, "%s.%s", stem, suffix);
  if (!sweep->level)
    return graph_add_before(sweep->graph, sweep->place, form, name, type, shape, origin);
  Region *before = graph_insert_in(sweep->graph, &sweep->level->adjoint->body);
  Node *node = graph_add(sweep->graph, form, name, type, shape, origin);
  graph_insert_in(sweep->graph, before);
  pointer_map_set(&sweep->adjoint_levels, node, sweep->level);
  return node;
}

void sweep_refuse(Sweep *sweep, const Node *node, const char *what, const char *instead)
{
  diag_error(sweep->diag, E0490, node->origin.span, "the gradient through %s is not supported",
             what);
  diag_help(sweep->diag, "%s", instead);
  sweep->failed = true;
}

// -- what depends on what -------------------------------------------------------------------------

// Gives the nodes of a region and of the scans in it their places; stops after `last`.
static void number_region(Sweep *sweep, Region *region, Level *level, const Node *last)
{
  for (Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN) {
      Level *inner = open_scan(sweep, node, level);
      number_region(sweep, &node->scan->body, inner, NULL);
    }
    list_add(sweep->scratch, &sweep->nodes, node);
    node->mark = (uint32_t)sweep->nodes.count;
    if (level)
      pointer_map_set(&sweep->levels, node, level);
    if (node == last)
      break;
  }
}

static bool formula_depends(Sweep *sweep, const Formula *formula)
{
  const Expr *parts[] = {formula->body, formula->otherwise};
  for (int i = 0; i < 2; i++)
    if (parts[i] && body_depends(sweep->graph, sweep->scratch, parts[i], sweep_is_active, sweep))
      return true;
  return false;
}

static bool spread_region(Sweep *sweep, Region *region);

// The carries go round, so a body is walked until nothing is added: at most once more than there
// are carries.
static bool spread_scan(Sweep *sweep, const Scan *scan)
{
  bool changed = true, any = false;
  while (changed) {
    changed = spread_region(sweep, (Region *)&scan->body);
    for (int i = 0; i < scan->carry_count; i++) {
      const Carry *carry = &scan->carries[i];
      bool *active = &sweep->active[sweep_position(sweep, carry->carry)];
      bool source = sweep_is_active(carry->initial, sweep) || sweep_is_active(carry->next, sweep);
      if (source && !*active && type_is_float(carry->carry->type))
        *active = changed = true;
    }
    any |= changed;
  }
  return any;
}

static bool is_scan_active(Sweep *sweep, const Scan *scan)
{
  bool found = false;
  for (int i = 0; i < scan->yield_count; i++)
    found |= sweep_is_active(scan->yields[i], sweep);
  for (int i = 0; i < scan->carry_count; i++)
    found |= sweep_is_active(scan->carries[i].carry, sweep);
  return found;
}

static bool is_projected_active(Sweep *sweep, const Projection *projection)
{
  const Scan *scan = projection->scan->scan;
  int result = projection->result;
  return result < scan->yield_count
             ? sweep_is_active(scan->yields[result], sweep)
             : sweep_is_active(scan->carries[result - scan->yield_count].carry, sweep);
}

// Marks what depends on active nodes; whether that was anything new.
static bool spread_region(Sweep *sweep, Region *region)
{
  bool changed = false;
  for (Node *node = region->first; node; node = node->next) {
    int position = sweep_position(sweep, node);
    if (position < 0)
      break;
    if (node->form == FORM_SCAN)
      changed |= spread_scan(sweep, node->scan);
    if (sweep->active[position])
      continue;
    bool found = false;
    if (node->form == FORM_PROJECTION)
      found = type_is_float(node->type) && is_projected_active(sweep, &node->projection);
    else if (node->form == FORM_SCAN)
      found = is_scan_active(sweep, node->scan);
    else if (node->form == FORM_GRADIENT)  // refused when the sweep comes to it
      found = sweep_is_active(node->gradient.of, sweep);
    else if (node->formula && type_is_float(node->type))
      found = formula_depends(sweep, node->formula);
    found |= is_overridden_result(sweep, node);
    bool is_new = false;
    if (found && activate_override(sweep, node, &is_new)) {
      changed |= is_new;  // what reads the argument through it is not derived
      continue;
    }
    sweep->active[position] = found;
    changed |= found;
  }
  return changed;
}

static void mark_active(Sweep *sweep, const Node *of, Node *const *gradients, int gradient_count)
{
  number_region(sweep, &sweep->graph->body, NULL, of);
  sweep->active = arena_array(sweep->scratch, bool, sweep->nodes.count);
  sweep->adjoints = arena_array(sweep->scratch, NodeList, sweep->nodes.count);
  for (int i = 0; i < gradient_count; i++) {
    int position = sweep_position(sweep, gradients[i]->gradient.by);
    if (position >= 0)
      sweep->active[position] = type_is_float(gradients[i]->gradient.by->type);
  }
  spread_region(sweep, &sweep->graph->body);
}

// -- the sweep ------------------------------------------------------------------------------------

static const Expr *sum_of_reads(Graph *graph, Node *const *parts, int count, const Formula *at)
{
  if (count == 1)
    return read_at_free(graph, parts[0], at);
  int half = count / 2;
  return expr_binary(graph, EXPR_ADD, sum_of_reads(graph, parts, half, at),
                     sum_of_reads(graph, parts + half, count - half, at));
}

Node *sweep_total(Sweep *sweep, const Node *like, NodeList *parts)
{
  if (parts->count > 1) {
    Node *total =
        sweep_add_node(sweep, like->name, "grad", FORM_MAP, like->type, like->shape, like->origin);
    total->formula = formula_over(sweep->graph, like->shape);
    total->formula->body = sum_of_reads(sweep->graph, parts->items, parts->count, total->formula);
    parts->items[0] = total;
    parts->count = 1;
  }
  return parts->count ? parts->items[0] : NULL;
}

Node *sweep_add_constant(Sweep *sweep, const Node *like, double value)
{
  Node *node =
      sweep_add_node(sweep, like->name, "grad", FORM_MAP, like->type, like->shape, like->origin);
  node->formula = formula_over(sweep->graph, like->shape);
  node->formula->body = expr_number(sweep->graph, like->type, value);
  return node;
}

static void derive_node(Sweep *sweep, Node *node, Node *adjoint)
{
  if (node->form == FORM_GRADIENT) {
    sweep_refuse(sweep, node, "a gradient", "second derivatives are not part of the language");
  } else if (node->form == FORM_PROJECTION) {
    Level *inner = pointer_map_get(&sweep->inner_levels, node->projection.scan);
    list_add(sweep->scratch, &inner->results[node->projection.result], adjoint);
  } else if (node->form == FORM_MAP || node->form == FORM_REDUCE) {
    derive_formula(sweep, node, adjoint);
  }
}

void sweep_region(Sweep *sweep, Node *last)
{
  for (Node *node = last; node && !sweep->failed; node = node->prev) {
    derive_override(sweep, node);
    int position = sweep_position(sweep, node);
    if (position < 0 || !sweep->active[position])
      continue;
    if (node->form == FORM_SCAN) {
      derive_scan(sweep, node);
      continue;
    }
    Node *adjoint = sweep_total(sweep, node, &sweep->adjoints[position]);
    if (adjoint)
      derive_node(sweep, node, adjoint);
  }
}

// -- gradients that are zero ----------------------------------------------------------------------

// What `of` depends on other than through detach and functions whose derivative is declared zero.
typedef struct Reach {
  Sweep *sweep;
  bool *reached;
  PointerMap seen;  // expressions
} Reach;

static void reach_expr(Reach *reach, const Expr *e)
{
  if (e->node_mask == 0 || e->kind == EXPR_DETACH || pointer_map_get(&reach->seen, e))
    return;
  pointer_map_set(&reach->seen, e, reach);
  int position = e->kind == EXPR_READ ? sweep_position(reach->sweep, e->node) : -1;
  if (position >= 0)
    reach->reached[position] = true;
  for (int i = 0; i < e->operand_count; i++)
    if (e->kind != EXPR_CALL || declared_derivative(e->function, i))
      reach_expr(reach, e->operands[i]);
}

static bool *reached_nodes(Sweep *sweep)
{
  int count = sweep->nodes.count;
  Reach reach = {sweep, arena_array(sweep->scratch, bool, count), pointer_map(sweep->scratch)};
  reach.reached[count - 1] = true;
  for (int i = count - 1; i >= 0; i--) {
    const Formula *formula = sweep->nodes.items[i]->formula;
    if (!reach.reached[i] || !formula)
      continue;
    reach_expr(&reach, formula->body);
    if (formula->otherwise)
      reach_expr(&reach, formula->otherwise);
  }
  return reach.reached;
}

// Zero is right where nothing depends on the value, or by detach; through an integer it is a
// mistake.
static Node *zero_gradient(Sweep *sweep, const Node *by, bool is_reached)
{
  if (is_reached) {
    diag_error(sweep->diag, E0402, by->origin.span,
               "the loss depends on %s only through operations without a gradient", by->name);
    diag_help(sweep->diag, "say detach(..) where no gradient is meant to pass");
    sweep->failed = true;
  }
  return sweep_add_constant(sweep, by, 0);
}

static void place_gradients(Sweep *sweep, Node *const *gradients, int count)
{
  bool *reached = NULL;
  for (int i = 0; i < count; i++) {
    const Node *by = gradients[i]->gradient.by;
    int position = sweep_position(sweep, by);
    Node *made = position >= 0 ? sweep_total(sweep, by, &sweep->adjoints[position]) : NULL;
    if (!made && !reached)
      reached = reached_nodes(sweep);
    if (!made)
      made = zero_gradient(sweep, by, position >= 0 && reached[position]);
    graph_replace(sweep->graph, gradients[i], made);
  }
}

// -- the pass -------------------------------------------------------------------------------------

static bool differentiate_value(Graph *graph, Diag *diag, Arena *scratch, Node *of,
                                Node *const *gradients, int count)
{
  if (of->shape.rank != 0 || !type_is_float(of->type)) {
    Text shape = {.arena = scratch};
    shape_print(graph, of->shape, &shape);
    diag_error(diag, E0403, of->origin.span, "%s is %s%s, not a single number", of->name,
               type_name(of->type), text_get(&shape));
    diag_help(diag, "reduce it: mean(b, ..) or sum(b, ..)");
    return false;
  }
  Sweep sweep = {.graph = graph, .scratch = scratch, .diag = diag, .place = gradients[0]};
  sweep.levels = pointer_map(scratch);
  sweep.adjoint_levels = pointer_map(scratch);
  sweep.inner_levels = pointer_map(scratch);
  sweep.tapes = pointer_map(scratch);
  sweep.copies = pointer_map(scratch);
  sweep.formulas = pointer_map(scratch);
  sweep.overrides = pointer_map(scratch);
  close_scans(&sweep, &graph->body);
  mark_active(&sweep, of, gradients, count);
  list_add(scratch, &sweep.adjoints[of->mark - 1], sweep_add_constant(&sweep, of, 1));
  sweep_region(&sweep, of);
  if (sweep.failed)
    return false;
  place_gradients(&sweep, gradients, count);
  finish_scans(&sweep);
  return true;
}

static bool is_ready(const Node *node)
{
  return node->form == FORM_GRADIENT && !node->forward;
}

bool differentiate(Graph *graph, Diag *diag, Arena *scratch)
{
  bool changed = false, good = true;
  for (Node *node = graph->body.first; node && good; node = node->next) {
    if (!is_ready(node))
      continue;
    NodeList group = {0};
    for (Node *other = node; other; other = other->next)
      if (is_ready(other) && other->gradient.of == node->gradient.of)
        list_add(scratch, &group, other);
    good = differentiate_value(graph, diag, scratch, node->gradient.of, group.items, group.count);
    changed = true;
  }
  graph->overrides.count = 0;
  if (good)
    graph_resolve(graph);
  return changed;
}
