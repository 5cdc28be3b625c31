// A deep copy of a graph: nodes, formulas and expressions move to another arena; variables stay
// shared.

#include "graph/private.h"

#include <assert.h>
#include <string.h>

typedef struct Copy {
  Graph *to;
  Graph *from;     // only its scratch for walks is written
  PointerMap map;  // nodes, functions, scans and expressions of the old graph to the new ones
} Copy;

static void *copied(const Copy *copy, const void *old)
{
  void *found = old ? pointer_map_get(&copy->map, old) : NULL;
  assert(!old || found);
  return found;
}

// Interned as it stands: it was normal before, and atoms are sorted by structure, not by age.
static const Expr *copy_expr(Copy *copy, const Expr *e)
{
  if (!e)
    return NULL;
  const Expr *found = pointer_map_get(&copy->map, e);
  if (found)
    return found;
  Arena *arena = copy->to->arena;
  const Expr *few[8], **operands = few;
  if (e->operand_count > 8)
    operands = arena_array(arena, const Expr *, e->operand_count);
  for (int i = 0; i < e->operand_count; i++)
    operands[i] = copy_expr(copy, e->operands[i]);
  Expr head;
  memcpy(&head, e, sizeof head);
  if (e->kind == EXPR_READ)
    head.node = copied(copy, e->node);
  else if (e->kind == EXPR_CALL)
    head.function = copied(copy, e->function);
  found = expr_intern(copy->to, &head, operands, e->operand_count, e->coefficients);
  pointer_map_set(&copy->map, e, (void *)(uintptr_t)found);
  return found;
}

static Shape copy_shape(Copy *copy, Shape shape)
{
  for (int d = 0; d < shape.rank; d++)
    shape.extents[d] = copy_expr(copy, shape.extents[d]);
  return shape;
}

static Formula *copy_formula(Copy *copy, const Formula *old)
{
  if (!old)
    return NULL;
  Formula *formula = formula_create(copy->to);
  *formula = *old;
  for (int i = 0; i < old->index_count; i++)
    formula->indices[i].extent = copy_expr(copy, old->indices[i].extent);
  formula->conditions = arena_array(copy->to->arena, const Expr *, old->condition_count);
  for (int i = 0; i < old->condition_count; i++)
    formula->conditions[i] = copy_expr(copy, old->conditions[i]);
  formula->otherwise = copy_expr(copy, old->otherwise);
  formula->body = copy_expr(copy, old->body);
  return formula;
}

static void copy_region(Copy *copy, const Region *from, Region *to);

static Scan *copy_scan(Copy *copy, const Scan *old)
{
  Arena *arena = copy->to->arena;
  Scan *scan = arena_new(arena, Scan);
  *scan = *old;
  scan->body = (Region){0};
  scan->extent = copy_expr(copy, old->extent);
  scan->lengths = copied(copy, old->lengths);
  copy_region(copy, &old->body, &scan->body);
  scan->step = copied(copy, old->step);
  scan->carries = arena_array(arena, Carry, old->carry_count);
  for (int i = 0; i < old->carry_count; i++)
    scan->carries[i] =
        (Carry){copied(copy, old->carries[i].initial), copied(copy, old->carries[i].carry),
                copied(copy, old->carries[i].next)};
  scan->yields = arena_array(arena, Node *, old->yield_count);
  for (int i = 0; i < old->yield_count; i++)
    scan->yields[i] = copied(copy, old->yields[i]);
  return scan;
}

static const double *copy_numbers(Copy *copy, const double *numbers, int64_t count)
{
  double *result = arena_array(copy->to->arena, double, count);
  if (count > 0)
    memcpy(result, numbers, (size_t)count * sizeof *result);
  return result;
}

static void copy_details(Copy *copy, const Node *old, Node *node)
{
  switch (old->form) {
  case FORM_INPUT:
    node->input.position = old->input.position;
    node->input.bound = copy_expr(copy, old->input.bound);
    node->input.fallback = copy_expr(copy, old->input.fallback);
    break;
  case FORM_VARIABLE:
    node->variable = old->variable;
    break;
  case FORM_CONSTANT:
    node->data = copy_numbers(copy, old->data, shape_capacity(copy->to, node->shape));
    break;
  case FORM_DRAW:
    node->draw = old->draw;
    node->draw.arguments = copy_numbers(copy, old->draw.arguments, old->draw.argument_count);
    break;
  case FORM_SCAN:
    node->scan = copy_scan(copy, old->scan);
    break;
  case FORM_PROJECTION:
    node->projection = (Projection){copied(copy, old->projection.scan), old->projection.result};
    break;
  case FORM_GRADIENT:
    node->gradient.of = copied(copy, old->gradient.of);
    node->gradient.by = copied(copy, old->gradient.by);
    break;
  case FORM_SCALAR:
  case FORM_MAP:
  case FORM_REDUCE:
    break;
  }
}

static void copy_region(Copy *copy, const Region *from, Region *to)
{
  Region *before = graph_insert_in(copy->to, to);
  for (const Node *old = from->first; old; old = old->next) {
    Node *node = graph_add(copy->to, old->form, old->name, old->type, copy_shape(copy, old->shape),
                           old->origin);
    pointer_map_set(&copy->map, old, node);
    node->formula = copy_formula(copy, old->formula);
    node->again = old->again;
    copy_details(copy, old, node);
  }
  graph_insert_in(copy->to, before);
}

static void copy_functions(Copy *copy, const Graph *from)
{
  Arena *arena = copy->to->arena;
  for (int i = 0; i < from->functions.count; i++) {
    Function *function = arena_new(arena, Function);
    *function = *from->functions.items[i];
    pointer_map_set(&copy->map, from->functions.items[i], function);
    list_add(arena, &copy->to->functions, function);
  }
  for (int i = 0; i < from->functions.count; i++) {  // bodies may call any of them
    const Function *old = from->functions.items[i];
    Function *function = copy->to->functions.items[i];
    function->body = copy_expr(copy, old->body);
    if (!old->derivatives)
      continue;
    function->derivatives = arena_array(arena, const Expr *, old->parameter_count);
    for (int p = 0; p < old->parameter_count; p++)
      function->derivatives[p] = copy_expr(copy, old->derivatives[p]);
  }
}

static void copy_override(Copy *copy, const Override *old)
{
  Arena *arena = copy->to->arena;
  list_add(arena, &copy->to->overrides, *old);
  Override *override = &copy->to->overrides.items[copy->to->overrides.count - 1];
  override->body = (Region){0};
  copy_region(copy, &old->body, &override->body);
  override->entry = copied(copy, old->entry);
  override->value = copied(copy, old->value);
  override->results = arena_array(arena, Node *, old->result_count);
  override->gradients = arena_array(arena, Node *, old->result_count);
  for (int i = 0; i < old->result_count; i++) {
    override->results[i] = copied(copy, old->results[i]);
    override->gradients[i] = copied(copy, old->gradients[i]);
  }
}

Graph *graph_copy(Arena *arena, const Graph *from)
{
  Graph *graph = graph_create(arena, from->names, from->name);
  Copy copy = {graph, (Graph *)from, pointer_map(arena)};
  graph->span = from->span;
  for (int i = 0; i < from->symbols.count; i++)
    list_add(arena, &graph->symbols, from->symbols.items[i]);
  for (int i = 0; i < from->requirements.count; i++) {
    Requirement requirement = from->requirements.items[i];
    requirement.condition = copy_expr(&copy, requirement.condition);
    list_add(arena, &graph->requirements, requirement);
  }
  copy_functions(&copy, from);
  copy_region(&copy, &from->body, &graph->body);
  for (int i = 0; i < from->overrides.count; i++)
    copy_override(&copy, &from->overrides.items[i]);
  for (int i = 0; i < from->inputs.count; i++)
    list_add(arena, &graph->inputs, (Node *)copied(&copy, from->inputs.items[i]));
  for (int i = 0; i < from->outputs.count; i++)
    list_add(arena, &graph->outputs,
             ((Output){from->outputs.items[i].name, copied(&copy, from->outputs.items[i].node)}));
  for (int i = 0; i < from->updates.count; i++)
    list_add(
        arena, &graph->updates,
        ((Update){from->updates.items[i].variable, copied(&copy, from->updates.items[i].value)}));
  return graph;
}

// -- completion -----------------------------------------------------------------------------------

static Function *adopted_function(Copy *copy, const Function *old);

static void adopt_callee(const Expr *e, void *context)
{
  if (e->kind == EXPR_CALL)
    adopted_function(context, e->function);
}

// The graph's function of that name, made if there is none, with a body if `old` has one. It is
// known before its body is copied: a derivative may call the function itself.
static Function *adopted_function(Copy *copy, const Function *old)
{
  Function *function = pointer_map_get(&copy->map, old);
  if (function)
    return function;
  Graph *graph = copy->to;
  function = graph_function(graph, old->name);
  if (!function) {
    function = arena_new(graph->arena, Function);
    *function = (Function){.name = old->name, .parameter_count = old->parameter_count};
    list_add(graph->arena, &graph->functions, function);
  }
  pointer_map_set(&copy->map, old, function);
  if (function->body || !old->body || function->parameter_count != old->parameter_count)
    return function;
  function->type = old->type;
  function->exact = old->exact;
  function->derivatives = arena_array(graph->arena, const Expr *, old->parameter_count);
  expr_walk(copy->from, old->body, adopt_callee, copy);
  for (int p = 0; old->derivatives && p < old->parameter_count; p++)
    if (old->derivatives[p]) {
      expr_walk(copy->from, old->derivatives[p], adopt_callee, copy);
      function->derivatives[p] = copy_expr(copy, old->derivatives[p]);
    }
  function->body = copy_expr(copy, old->body);
  return function;
}

static const char *complete_region(Copy *copy, Region *region)
{
  const char *missing = NULL;
  for (Node *node = region->first; node && !missing; node = node->next) {
    if (node->form == FORM_SCAN)
      missing = complete_region(copy, &node->scan->body);
    if (node->form != FORM_CONSTANT || node->data)
      continue;
    const Node *old = graph_find(copy->from, name_intern(copy->from->names, node->name));
    if (old && old->form == FORM_CONSTANT && old->data && shape_equal(old->shape, node->shape))
      node->data = copy_numbers(copy, old->data, shape_capacity(copy->to, node->shape));
    else
      missing = node->name;
  }
  return missing;
}

// In double a mathematical function is libm's own; every other has a body to be run.
static bool needs_body(const Function *function)
{
  return !function->body && !(function->exact && function->type == TYPE_F64);
}

const char *graph_complete(Graph *graph, const Graph *from)
{
  Copy copy = {graph, (Graph *)from, pointer_map(graph->arena)};
  for (int i = 0; i < from->functions.count; i++)
    if (graph_function(graph, from->functions.items[i]->name))
      adopted_function(&copy, from->functions.items[i]);
  for (int i = 0; i < graph->functions.count; i++)
    if (needs_body(graph->functions.items[i]))
      return graph->functions.items[i]->name;
  return complete_region(&copy, &graph->body);
}
