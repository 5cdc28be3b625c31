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
// with the guards of the selects round the read among its conditions. So no operator is listed here: maps
// have no k, max and min carry the condition that k is the position argmax gives (ties: all to the first),
// prod multiplies by the product of the others. Conditions stay as they fall; solve turns them round.
// The cost is one node for each distinct read; nodes that do not lie between the values are not visited.

#include "passes/derivative.h"

#include "passes/conditions.h"
#include "passes/indices.h"
#include "passes/passes.h"

#include "graph/map.h"

#include <assert.h>

typedef ListOf(Node *) NodeList;

// The sweep for one value. Nodes carry their place in `nodes` in `mark`, from 1.
typedef struct Sweep {
  Graph *graph;
  Arena *scratch;
  Diag *diag;
  NodeList nodes;       // from the first to the value differentiated
  bool *active;         // depends on what is differentiated by
  NodeList *adjoints;   // by node: the parts of its gradient
  Node *place;          // new nodes stand before it
  bool failed;
} Sweep;

// One formula while its adjoints are made. Expressions are in its own slots.
typedef struct Rule {
  Sweep *sweep;
  Node *node;
  const Expr *adjoint;  // of its result, at its free indices
  const Expr *extra;    // a further condition on every term; null: none
} Rule;

static bool is_float(Type type)
{
  return type == TYPE_F32 || type == TYPE_F64;
}

static bool is_active(const Node *node, void *context)
{
  const Sweep *sweep = context;
  return node->mark && node->mark <= (uint32_t)sweep->nodes.count &&
         sweep->nodes.items[node->mark - 1] == node && sweep->active[node->mark - 1];
}

static Node *add_node(Sweep *sweep, const char *stem, const char *suffix, Form form, Type type,
                      Shape shape, Origin origin)
{
  const char *name = arena_print(sweep->scratch, "%s.%s", stem, suffix);
  return graph_add_before(sweep->graph, sweep->place, form, name, type, shape, origin);
}

// -- index names ------------------------------------------------------------------------------------

static bool has_name(const Formula *formula, const char *name)
{
  for (int i = 0; i < formula->index_count; i++)
    if (formula->indices[i].name == name)
      return true;
  return false;
}

static const char *fresh_name(Graph *graph, Arena *scratch, const Formula *a, const Formula *b,
                              const char *stem)
{
  const char *name = name_intern(graph->names, stem);
  for (int i = 0; has_name(a, name) || has_name(b, name); i++)
    name = name_intern(graph->names, arena_print(scratch, "%s%d", stem, i));
  return name;
}

// A dimension read at a bare index is named after it (b0 for b), others p, q, u, v.
static const char *dimension_name(Sweep *sweep, const Formula *made, const Formula *of,
                                  const Expr *index)
{
  static const char *const plain[] = {"p", "q", "u", "v", "w"};
  Graph *graph = sweep->graph;
  if (index->kind == EXPR_INDEX)
    return fresh_name(graph, sweep->scratch, made, of, of->indices[index->slot].name);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    const char *name = name_intern(graph->names, plain[i]);
    if (!has_name(made, name) && !has_name(of, name))
      return name;
  }
  return fresh_name(graph, sweep->scratch, made, of, "p");
}

// -- the adjoint of a read --------------------------------------------------------------------------

// dx's indices, then all of y's as reduced ones; slots[i] is y's index i among them.
static Formula *create_adjoint_formula(Sweep *sweep, const Rule *rule, const Expr *read,
                                       const Expr **slots)
{
  Graph *graph = sweep->graph;
  const Formula *of = rule->node->formula;
  const Shape *shape = &read->node->shape;
  Formula *made = formula_create(graph);
  for (int d = 0; d < shape->rank; d++) {
    formula_add_index(made, dimension_name(sweep, made, of, read->operands[d]), shape->extents[d]);
    made->merged[d] = 1;
  }
  made->free_count = shape->rank;
  for (int i = 0; i < of->index_count; i++)
    slots[i] = expr_index(graph, formula_add_index(made, of->indices[i].name, of->indices[i].extent));
  made->reduction = REDUCTION_SUM;
  return made;
}

static const Expr *moved(Sweep *sweep, const Expr *e, const Expr *const *slots, int count)
{
  return expr_substitute(sweep->graph, e, slots, count);
}

// A sum over nothing is its term, where its conditions hold.
static void drop_empty_reduction(Graph *graph, Formula *formula)
{
  if (formula->index_count > formula->free_count)
    return;
  for (int i = formula->condition_count; i-- > 0;)
    formula->body = condition_select(graph, formula->conditions[i], formula->body, NULL);
  formula->conditions = NULL;
  formula->condition_count = 0;
  formula->reduction = REDUCTION_NONE;
}

static void add_part(Sweep *sweep, Node *to, Formula *formula, Origin origin)
{
  drop_empty_reduction(sweep->graph, formula);
  Form form = formula->reduction == REDUCTION_NONE ? FORM_MAP : FORM_REDUCE;
  Node *part = add_node(sweep, to->name, "grad", form, to->type, to->shape, origin);
  part->formula = formula;
  list_add(sweep->scratch, &sweep->adjoints[to->mark - 1], part);
}

static void add_adjoint_of_read(Rule *rule, const Partial *partial)
{
  Sweep *sweep = rule->sweep;
  Graph *graph = sweep->graph;
  const Formula *of = rule->node->formula;
  const Expr *read = partial->read, *slots[MAX_INDICES];
  Formula *made = create_adjoint_formula(sweep, rule, read, slots);
  for (int i = 0; i < of->condition_count; i++)
    formula_add_condition(graph, made, moved(sweep, of->conditions[i], slots, of->index_count));
  for (int d = 0; d < read->node->shape.rank; d++) {
    const Expr *index = moved(sweep, read->operands[d], slots, of->index_count);
    formula_add_condition(graph, made, expr_binary(graph, EXPR_EQUAL, index, expr_index(graph, d)));
  }
  if (rule->extra)
    formula_add_condition(graph, made, moved(sweep, rule->extra, slots, of->index_count));
  for (const Guard *g = partial->guard; g; g = g->outer)
    formula_add_condition(graph, made, moved(sweep, g->condition, slots, of->index_count));
  made->body = moved(sweep, partial->value, slots, of->index_count);
  add_part(sweep, read->node, made, rule->node->origin);
}

// -- rules for the forms ----------------------------------------------------------------------------

// Reads `node`, whose dimensions are those of `like`, at like's own free indices.
static const Expr *read_at_free(Graph *graph, Node *node, const Formula *like)
{
  const Expr *values[MAX_INDICES], *indices[MAX_RANK];
  for (int i = 0; i < like->free_count; i++)
    values[i] = expr_index(graph, i);
  formula_position(graph, like, values, node->shape.rank, indices);
  return expr_read(graph, node, indices, NULL);
}

// The row-major position in the box of the reduced indices.
static const Expr *reduced_position(Graph *graph, const Formula *formula)
{
  const Expr *position = zero_of(graph, TYPE_INDEX);
  for (int i = formula->free_count; i < formula->index_count; i++)
    position = expr_binary(graph, EXPR_ADD, expr_index(graph, i),
                           expr_binary(graph, EXPR_MULTIPLY, position, formula->indices[i].extent));
  return position;
}

// Which term is the maximum: a node of its own, beside the one that it belongs to, -1 over an empty domain.
static Node *add_argmax(Rule *rule)
{
  Sweep *sweep = rule->sweep;
  Node *of = rule->node;
  Formula *formula = arena_new(sweep->graph->arena, Formula);
  *formula = *of->formula;
  formula->reduction = of->formula->reduction == REDUCTION_MAX ? REDUCTION_ARGMAX : REDUCTION_ARGMIN;
  if (formula->otherwise)
    formula->otherwise = expr_integer(sweep->graph, TYPE_I32, -1);
  const char *word = formula->reduction == REDUCTION_ARGMAX ? "argmax" : "argmin";
  const char *name = arena_print(sweep->scratch, "%s.%s", of->name, word);
  Node *after = of->next;  // never null: the gradient comes later
  Node *made = graph_add_before(sweep->graph, after, FORM_REDUCE, name, TYPE_I32, of->shape, of->origin);
  made->formula = formula;
  return made;
}

static void derive_terms(Rule *rule, const Expr *body)
{
  Sweep *sweep = rule->sweep;
  Partials partials =
      derive_body(sweep->graph, sweep->scratch, body, rule->adjoint, is_active, sweep);
  for (int i = 0; i < partials.count; i++)
    add_adjoint_of_read(rule, &partials.items[i]);
}

static void derive_extremum_node(Rule *rule)
{
  Graph *graph = rule->sweep->graph;
  const Formula *formula = rule->node->formula;
  const Expr *at = read_at_free(graph, add_argmax(rule), formula);
  at = expr_convert(graph, TYPE_INDEX, at);
  rule->extra = expr_binary(graph, EXPR_EQUAL, at, reduced_position(graph, formula));
  derive_terms(rule, formula->body);
  if (!formula->otherwise)
    return;
  // What stands for an empty domain is a map under the condition that it was empty.
  Formula map = *formula;
  map.index_count = map.free_count;
  map.condition_count = 0;
  Node at_otherwise = *rule->node;
  at_otherwise.formula = &map;
  Rule other = *rule;
  other.node = &at_otherwise;
  other.extra = expr_binary(graph, EXPR_EQUAL, at, expr_integer(graph, TYPE_INDEX, -1));
  derive_terms(&other, formula->otherwise);
}

// rest[f, k] = prod(k' if c and k' != k) body: the product of the other terms. Null if it has too many
// dimensions.
static Node *add_exclusive_product(Rule *rule)
{
  Sweep *sweep = rule->sweep;
  Graph *graph = sweep->graph;
  const Formula *of = rule->node->formula;
  int reduced = of->index_count - of->free_count;
  if (of->index_count > MAX_RANK || of->index_count + reduced > MAX_INDICES)
    return NULL;
  Formula *made = formula_create(graph);
  Shape shape = {.rank = of->index_count};
  const Expr *slots[MAX_INDICES], *others = NULL;
  for (int i = 0; i < of->index_count; i++) {
    const char *name = i < of->free_count
                           ? of->indices[i].name
                           : fresh_name(graph, sweep->scratch, made, of, of->indices[i].name);
    slots[i] = expr_index(graph, formula_add_index(made, name, of->indices[i].extent));
    shape.extents[i] = of->indices[i].extent;
    made->merged[i] = 1;
  }
  made->free_count = of->index_count;
  made->reduction = REDUCTION_PROD;
  for (int i = of->free_count; i < of->index_count; i++) {
    const Expr *own = slots[i];
    slots[i] = expr_index(graph, formula_add_index(made, of->indices[i].name, of->indices[i].extent));
    const Expr *differs = expr_binary(graph, EXPR_NOT_EQUAL, slots[i], own);
    others = others ? expr_binary(graph, EXPR_OR, others, differs) : differs;
  }
  for (int i = 0; i < of->condition_count; i++)
    formula_add_condition(graph, made, moved(sweep, of->conditions[i], slots, of->index_count));
  formula_add_condition(graph, made, others);
  made->body = moved(sweep, of->body, slots, of->index_count);
  Node *node = add_node(sweep, rule->node->name, "others", FORM_REDUCE, rule->node->type, shape,
                        rule->node->origin);
  node->formula = made;
  return node;
}

static void refuse(Sweep *sweep, const Node *node, const char *what, const char *instead)
{
  diag_error(sweep->diag, E0490, node->origin.span, "the gradient through %s is not supported yet", what);
  diag_help(sweep->diag, "%s", instead);
  sweep->failed = true;
}

static void derive_product_node(Rule *rule)
{
  Graph *graph = rule->sweep->graph;
  const Formula *formula = rule->node->formula;
  Node *others = formula->index_count > formula->free_count ? add_exclusive_product(rule) : NULL;
  if (!others) {
    refuse(rule->sweep, rule->node, "a product over this many indices", "split it into nested products");
    return;
  }
  const Expr *indices[MAX_RANK];
  for (int i = 0; i < formula->index_count; i++)
    indices[i] = expr_index(graph, i);
  rule->adjoint = expr_binary(graph, EXPR_MULTIPLY, rule->adjoint,
                              expr_read(graph, others, indices, NULL));
  derive_terms(rule, formula->body);
}

static void derive_node(Sweep *sweep, Node *node, Node *adjoint)
{
  if (node->form == FORM_SCAN || node->form == FORM_PROJECTION) {
    refuse(sweep, node, "a scan", "unroll the steps with `for`");
    return;
  }
  if (node->form == FORM_GRADIENT) {
    refuse(sweep, node, "a gradient", "second derivatives are not part of the language");
    return;
  }
  if (node->form != FORM_MAP && node->form != FORM_REDUCE)
    return;
  const Formula *formula = node->formula;
  if (formula->index_count + MAX_RANK > MAX_INDICES) {
    refuse(sweep, node, "a formula of this many indices", "split the formula in two");
    return;
  }
  Rule rule = {sweep, node, read_at_free(sweep->graph, adjoint, formula), NULL};
  switch (formula->reduction) {
  case REDUCTION_NONE:
  case REDUCTION_SUM:
    derive_terms(&rule, formula->body);
    break;
  case REDUCTION_MAX:
  case REDUCTION_MIN:
    derive_extremum_node(&rule);
    break;
  case REDUCTION_PROD:
    derive_product_node(&rule);
    break;
  default:  // no float comes out of the others
    break;
  }
}

// -- the sweep --------------------------------------------------------------------------------------

typedef struct ActiveSearch {
  const Sweep *sweep;
  bool found;
} ActiveSearch;

static void find_active(Node *operand, void *context)
{
  ActiveSearch *search = context;
  search->found |= is_active(operand, (void *)search->sweep);
}

// Places in the order, and what depends on a node that some gradient of `of` asks for.
static void mark_active(Sweep *sweep, const Node *of, Node *const *gradients, int gradient_count)
{
  Graph *graph = sweep->graph;
  for (Node *node = graph->body.first; node; node = node->next) {
    list_add(sweep->scratch, &sweep->nodes, node);
    node->mark = (uint32_t)sweep->nodes.count;
    if (node == of)
      break;
  }
  sweep->active = arena_array(sweep->scratch, bool, sweep->nodes.count);
  sweep->adjoints = arena_array(sweep->scratch, NodeList, sweep->nodes.count);
  for (int i = 0; i < gradient_count; i++) {
    const Node *by = gradients[i]->gradient.by;
    if (by->mark && by->mark <= (uint32_t)sweep->nodes.count && sweep->nodes.items[by->mark - 1] == by)
      sweep->active[by->mark - 1] = is_float(by->type);
  }
  for (int i = 0; i < sweep->nodes.count; i++) {
    Node *node = sweep->nodes.items[i];
    ActiveSearch search = {sweep, false};
    if (!sweep->active[i] && (is_float(node->type) || node->form == FORM_SCAN)) {
      node_operands(graph, node, find_active, &search);
      sweep->active[i] = search.found;
    }
  }
}

static const Expr *sum_of_reads(Graph *graph, Node *const *parts, int count, const Formula *at)
{
  if (count == 1)
    return read_at_free(graph, parts[0], at);
  int half = count / 2;
  return expr_binary(graph, EXPR_ADD, sum_of_reads(graph, parts, half, at),
                     sum_of_reads(graph, parts + half, count - half, at));
}

// The whole gradient of a node once all its parts are there; null if there is none.
static Node *total_adjoint(Sweep *sweep, int position)
{
  const NodeList *parts = &sweep->adjoints[position];
  const Node *node = sweep->nodes.items[position];
  if (parts->count <= 1)
    return parts->count ? parts->items[0] : NULL;
  Node *total = add_node(sweep, node->name, "grad", FORM_MAP, node->type, node->shape, node->origin);
  total->formula = formula_over(sweep->graph, node->shape);
  total->formula->body = sum_of_reads(sweep->graph, parts->items, parts->count, total->formula);
  return total;
}

static Node *add_constant(Sweep *sweep, const Node *like, double value)
{
  Node *node = add_node(sweep, like->name, "grad", FORM_MAP, like->type, like->shape, like->origin);
  node->formula = formula_over(sweep->graph, like->shape);
  node->formula->body = expr_number(sweep->graph, like->type, value);
  return node;
}

static void run_sweep(Sweep *sweep, Node *of)
{
  int last = sweep->nodes.count - 1;
  assert(sweep->nodes.items[last] == of);
  list_add(sweep->scratch, &sweep->adjoints[last], add_constant(sweep, of, 1));
  for (int i = last; i >= 0 && !sweep->failed; i--) {
    Node *adjoint = sweep->active[i] ? total_adjoint(sweep, i) : NULL;
    if (!adjoint)
      continue;
    sweep->adjoints[i].items[0] = adjoint;
    sweep->adjoints[i].count = 1;
    derive_node(sweep, sweep->nodes.items[i], adjoint);
  }
}

// -- gradients that are zero ------------------------------------------------------------------------

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
  if (e->kind == EXPR_READ && e->node->mark <= (uint32_t)reach->sweep->nodes.count)
    reach->reached[e->node->mark - 1] = true;
  for (int i = 0; i < e->operand_count; i++)
    if (e->kind != EXPR_CALL || (e->function->derivatives && e->function->derivatives[i]))
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

// Zero is right where nothing depends on the value, or by detach; through an integer it is a mistake.
static Node *zero_gradient(Sweep *sweep, const Node *by, bool is_reached)
{
  if (is_reached) {
    diag_error(sweep->diag, E0402, by->origin.span,
               "the loss depends on %s only through operations without a gradient", by->name);
    diag_help(sweep->diag, "say detach(..) where no gradient is meant to pass");
    sweep->failed = true;
  }
  return add_constant(sweep, by, 0);
}

static void place_gradients(Sweep *sweep, Node *const *gradients, int count)
{
  bool *reached = NULL;
  for (int i = 0; i < count; i++) {
    const Node *by = gradients[i]->gradient.by;
    bool in_order = by->mark && by->mark <= (uint32_t)sweep->nodes.count &&
                    sweep->nodes.items[by->mark - 1] == by;
    Node *made = NULL;
    if (in_order && sweep->adjoints[by->mark - 1].count)
      made = sweep->adjoints[by->mark - 1].items[0];
    if (!made && !reached)
      reached = reached_nodes(sweep);
    if (!made)
      made = zero_gradient(sweep, by, in_order && reached[by->mark - 1]);
    graph_replace(sweep->graph, gradients[i], made);
  }
}

// -- the pass ---------------------------------------------------------------------------------------

static bool differentiate_value(Graph *graph, Diag *diag, Arena *scratch, Node *of,
                                Node *const *gradients, int count)
{
  if (of->shape.rank != 0 || !is_float(of->type)) {
    Text shape = {.arena = scratch};
    shape_print(graph, of->shape, &shape);
    diag_error(diag, E0403, of->origin.span, "%s is %s%s, not a single number", of->name,
               type_name(of->type), text_get(&shape));
    diag_help(diag, "reduce it: mean(b, ..) or sum(b, ..)");
    return false;
  }
  Sweep sweep = {.graph = graph, .scratch = scratch, .diag = diag, .place = gradients[0]};
  mark_active(&sweep, of, gradients, count);
  run_sweep(&sweep, of);
  if (!sweep.failed)
    place_gradients(&sweep, gradients, count);
  return !sweep.failed;
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
  if (good)
    graph_resolve(graph);
  return changed;
}
