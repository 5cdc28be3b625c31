// The adjoint of a formula: one sum under conditions for each tensor that it reads
// (differentiate.c).

#include "passes/differentiate.h"

#include "passes/conditions.h"
#include "passes/indices.h"
#include "passes/reductions.h"

#include <assert.h>

// One formula while its adjoints are made. Expressions are in its own slots.
typedef struct Rule {
  Sweep *sweep;
  Node *node;
  const Formula *formula;
  const Expr *adjoint;  // of its result, at its free indices
  const Expr *extra;    // a further condition on every term; null: none
} Rule;

const Expr *read_at_free(Graph *graph, Node *node, const Formula *like)
{
  const Expr *values[MAX_INDICES], *indices[MAX_RANK];
  for (int i = 0; i < like->free_count; i++)
    values[i] = expr_index(graph, i);
  formula_position(graph, like, values, node->shape.rank, indices);
  return expr_read(graph, node, indices, NULL);
}

// -- index names ----------------------------------------------------------------------------------

static bool has_name(const Formula *formula, const char *name)
{
  for (int i = 0; i < formula->index_count; i++)
    if (formula->indices[i].name == name)
      return true;
  return false;
}

// `stem`, or stem0, stem1, .. if one of the formulas has an index of that name.
static const char *fresh_name(Sweep *sweep, const Formula *a, const Formula *b, const char *stem)
{
  const char *name = name_intern(sweep->graph->names, stem);
  for (int i = 0; has_name(a, name) || has_name(b, name); i++)
    name = name_intern(sweep->graph->names, arena_print(sweep->scratch, "%s%d", stem, i));
  return name;
}

// A dimension read at a bare index is named after it (b0 for b), others p, q, u, v.
static const char *dimension_name(Sweep *sweep, const Formula *made, const Formula *of,
                                  const Expr *index)
{
  static const char *const plain[] = {"p", "q", "u", "v", "w"};
  if (index->kind == EXPR_INDEX)
    return fresh_name(sweep, made, of, of->indices[index->slot].name);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    const char *name = name_intern(sweep->graph->names, plain[i]);
    if (!has_name(made, name) && !has_name(of, name))
      return name;
  }
  return fresh_name(sweep, made, of, "p");
}

// -- the adjoint of a read ------------------------------------------------------------------------

// From the slots of a formula, in its own region, to the slots of an adjoint formula of level
// `depth`.
typedef struct Move {
  Sweep *sweep;
  const Expr *slots[MAX_INDICES];
  int depth;
  const Expr *times[MAX_LEVELS + 1];
} Move;

static const Expr *moved(const Move *move, const Expr *e)
{
  e = expr_substitute(move->sweep->graph, e, move->slots, MAX_INDICES);
  return translate_reads(move->sweep, e, move->depth, move->times);
}

// The steps of the levels between the read tensor and the formula are summed over; those further
// out stand.
static void add_times(Move *move, Formula *made, const Formula *of, const Level *level)
{
  Sweep *sweep = move->sweep;
  for (; level_depth(level) > 0; level = level->outer) {
    if (level->depth <= move->depth) {
      move->times[level->depth] = level_time(sweep, level);
      continue;
    }
    const Scan *scan = level->forward->scan;
    int slot = formula_add_index(made, fresh_name(sweep, made, of, scan->time), scan->extent);
    move->times[level->depth] = expr_index(sweep->graph, slot);
  }
}

// dx's indices, then the steps, then all of y's as reduced ones.
static Formula *create_adjoint_formula(Move *move, const Contribution *c)
{
  Graph *graph = move->sweep->graph;
  const Shape *shape = &c->read->node->shape;
  Formula *made = formula_create(graph);
  for (int d = 0; d < shape->rank; d++) {
    const char *name = dimension_name(move->sweep, made, c->formula, c->read->operands[d]);
    formula_add_index(made, name, shape->extents[d]);
    made->merged[d] = 1;
  }
  made->free_count = shape->rank;
  add_times(move, made, c->formula, forward_level(move->sweep, c->node));
  for (int i = 0; i < c->formula->index_count; i++) {
    const Index *index = &c->formula->indices[i];
    move->slots[i] = expr_index(graph, formula_add_index(made, index->name, index->extent));
  }
  made->reduction = REDUCTION_SUM;
  return made;
}

// A sum over nothing is its term, where its conditions hold.
static void drop_empty_reduction(Graph *graph, Formula *formula)
{
  if (formula->index_count > formula->free_count)
    return;
  for (int values = 1; values >= 0; values--)
    for (int i = formula->condition_count; i-- > 0;)
      if ((formula->conditions[i]->node_mask != 0) == values)
        formula->body = condition_select(graph, formula->conditions[i], formula->body, NULL);
  formula->conditions = NULL;
  formula->condition_count = 0;
  formula->reduction = REDUCTION_NONE;
}

static void add_part(Sweep *sweep, NodeList *parts, Node *to, Formula *formula, Origin origin)
{
  drop_empty_reduction(sweep->graph, formula);
  Form form = formula->reduction == REDUCTION_NONE ? FORM_MAP : FORM_REDUCE;
  Node *part = sweep_add_node(sweep, to->name, "grad", form, to->type, to->shape, origin);
  part->formula = formula;
  list_add(sweep->scratch, parts, part);
}

void add_contribution(Sweep *sweep, const Contribution *c)
{
  Graph *graph = sweep->graph;
  Node *to = c->read->node;
  int depth = level_depth(forward_level(sweep, to)), here = level_depth(sweep->level);
  NodeList *parts =
      depth < here ? sum_of_steps(sweep, c) : &sweep->adjoints[sweep_position(sweep, to)];
  if (!parts) {
    list_add(sweep->scratch, &sweep->deferred, *c);
    return;
  }
  depth = depth < here ? here : depth;
  if (to->shape.rank + c->formula->index_count + MAX_LEVELS > MAX_INDICES) {
    sweep_refuse(sweep, c->node, "a formula of this many indices", "split the formula in two");
    return;
  }
  Move move = {.sweep = sweep, .depth = depth};
  Formula *made = create_adjoint_formula(&move, c);
  for (int i = 0; i < c->formula->condition_count; i++)
    formula_add_condition(graph, made, moved(&move, c->formula->conditions[i]));
  for (int d = 0; d < to->shape.rank; d++) {
    const Expr *index = moved(&move, c->read->operands[d]);
    formula_add_condition(graph, made, expr_binary(graph, EXPR_EQUAL, index, expr_index(graph, d)));
  }
  if (c->extra)
    formula_add_condition(graph, made, moved(&move, c->extra));
  for (const Guard *g = c->guard; g; g = g->outer)
    formula_add_condition(graph, made, moved(&move, g->condition));
  made->body = moved(&move, c->value);
  add_part(sweep, parts, to, made, c->node->origin);
}

// -- rules for the forms --------------------------------------------------------------------------

// A forward node of the sweep's making, right after `of`.
static Node *add_beside(Sweep *sweep, Node *of, const char *suffix, Type type, Shape shape)
{
  const char *name = arena_print(sweep->scratch, "%s.%s", of->name, suffix);
  Node *made;
  if (of->next) {
    made = graph_add_before(sweep->graph, of->next, FORM_REDUCE, name, type, shape, of->origin);
  } else {
    Region *before = graph_insert_in(sweep->graph, of->region);
    made = graph_add(sweep->graph, FORM_REDUCE, name, type, shape, of->origin);
    graph_insert_in(sweep->graph, before);
  }
  if (forward_level(sweep, of))
    pointer_map_set(&sweep->levels, made, forward_level(sweep, of));
  return made;
}

// Which term is the maximum: a node of its own, beside the one that it belongs to, -1 over an empty
// domain.
static Node *add_argmax(Rule *rule)
{
  Graph *graph = rule->sweep->graph;
  bool is_max = rule->formula->reduction == REDUCTION_MAX;
  Formula *formula = arena_new(graph->arena, Formula);
  *formula = *rule->node->formula;
  formula->reduction = is_max ? REDUCTION_ARGMAX : REDUCTION_ARGMIN;
  if (formula->otherwise)
    formula->otherwise = expr_integer(graph, TYPE_I32, -1);
  Node *made = add_beside(rule->sweep, rule->node, is_max ? "argmax" : "argmin", TYPE_I32,
                          rule->node->shape);
  made->formula = formula;
  return made;
}

static void derive_terms(Rule *rule, const Expr *body)
{
  Sweep *sweep = rule->sweep;
  Partials partials =
      derive_body(sweep->graph, sweep->scratch, body, rule->adjoint, sweep_is_active, sweep);
  for (int i = 0; i < partials.count && !sweep->failed; i++) {
    const Partial *p = &partials.items[i];
    Contribution c = {rule->node, rule->formula, p->read, p->guard, p->value, rule->extra};
    add_contribution(sweep, &c);
  }
}

static void derive_extremum_node(Rule *rule)
{
  Graph *graph = rule->sweep->graph;
  const Formula *formula = rule->formula;
  const Expr *at = read_at_free(graph, add_argmax(rule), formula);
  at = expr_convert(graph, TYPE_INDEX, at);
  rule->extra = expr_binary(graph, EXPR_EQUAL, at, reduction_place(graph, formula));
  derive_terms(rule, formula->body);
  if (!formula->otherwise)
    return;
  // What stands for an empty domain is a map under the condition that it was empty.
  Formula *map = arena_new(rule->sweep->scratch, Formula);
  *map = *formula;
  map->index_count = map->free_count;
  map->condition_count = 0;
  Rule other = *rule;
  other.formula = map;
  other.extra = expr_binary(graph, EXPR_EQUAL, at, expr_integer(graph, TYPE_INDEX, -1));
  derive_terms(&other, formula->otherwise);
}

// Both the terms' own indices and those of the product over the others, and that they differ.
static Formula *create_exclusive_formula(Rule *rule)
{
  Sweep *sweep = rule->sweep;
  Graph *graph = sweep->graph;
  const Formula *of = rule->node->formula;
  Formula *made = formula_create(graph);
  const Expr *slots[MAX_INDICES] = {NULL}, *differs = NULL;
  for (int i = 0; i < of->index_count; i++) {
    const char *name = of->indices[i].name;
    if (formula_is_reduced(of, i))
      name = fresh_name(sweep, made, of, name);
    formula_add_index(made, name, of->indices[i].extent);
    made->merged[i] = 1;
  }
  made->free_count = of->index_count;
  made->reduction = REDUCTION_PROD;
  for (int i = of->free_count; i < of->index_count; i++) {
    int slot = formula_add_index(made, of->indices[i].name, of->indices[i].extent);
    slots[i] = expr_index(graph, slot);
    const Expr *other = expr_binary(graph, EXPR_NOT_EQUAL, slots[i], expr_index(graph, i));
    differs = differs ? expr_binary(graph, EXPR_OR, differs, other) : other;
  }
  for (int i = 0; i < of->condition_count; i++)
    formula_add_condition(graph, made,
                          expr_substitute(graph, of->conditions[i], slots, MAX_INDICES));
  formula_add_condition(graph, made, differs);
  made->body = expr_substitute(graph, of->body, slots, MAX_INDICES);
  return made;
}

// others[f, k] = prod(k' if c and k' != k) body: the product of the other terms.
static void derive_product_node(Rule *rule)
{
  Graph *graph = rule->sweep->graph;
  const Formula *of = rule->formula;
  int reduced = of->index_count - of->free_count;
  if (reduced == 0 || of->index_count > MAX_RANK || of->index_count + reduced > MAX_INDICES) {
    sweep_refuse(rule->sweep, rule->node, "a product over this many indices",
                 "split it into nested products");
    return;
  }
  Shape shape = {.rank = of->index_count};
  const Expr *indices[MAX_RANK];
  for (int i = 0; i < of->index_count; i++) {
    shape.extents[i] = of->indices[i].extent;
    indices[i] = expr_index(graph, i);
  }
  Node *others = add_beside(rule->sweep, rule->node, "others", rule->node->type, shape);
  others->formula = create_exclusive_formula(rule);
  rule->adjoint =
      expr_binary(graph, EXPR_MULTIPLY, rule->adjoint, expr_read(graph, others, indices, NULL));
  derive_terms(rule, of->body);
}

void derive_formula(Sweep *sweep, Node *node, Node *adjoint)
{
  const Formula *plain = pointer_map_get(&sweep->formulas, node);
  Rule rule = {sweep, node, plain ? plain : node->formula,
               read_at_free(sweep->graph, adjoint, node->formula), NULL};
  switch (node->formula->reduction) {
  case REDUCTION_NONE:
  case REDUCTION_SUM:
    derive_terms(&rule, rule.formula->body);
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
