// The rules of a well-formed graph. The first that is broken is reported: node, found, expected.
//
//   y: body has type i32, expected f32
//   y: reads x[b, i + 1], which can leave 0 .. 7 of dimension 1
//
// Run after every pass in debug builds, and on graphs that were read from text.

#include "graph/verify.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

void verify_fail(Verifier *v, const char *format, ...)
{
  if (v->message)
    return;
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_print_list(v->arena, format, arguments);
  va_end(arguments);
  v->place = v->node && v->node->origin.span.source ? v->node->origin.span : v->graph->span;
  v->message = v->node ? arena_print(v->arena, "%s: %s", v->node->name, text) : text;
}

bool verify_is_visible(const Verifier *v, const Node *node)
{
  return pointer_map_get(&v->visible, node) != NULL;
}

const char *verify_shape_text(const Verifier *v, Shape shape)
{
  Text text = {.arena = v->arena};
  shape_print(v->graph, shape, &text);
  return text_get(&text);
}

static void expect_same(Verifier *v, const char *what, Type type, Shape shape, const char *as_what,
                        Type other_type, Shape other_shape)
{
  if (type != other_type)
    verify_fail(v, "%s is %s, expected %s as %s", what, type_name(type), type_name(other_type),
                as_what);
  if (!shape_equal(shape, other_shape))
    verify_fail(v, "%s is %s, expected %s as %s", what, verify_shape_text(v, shape),
                verify_shape_text(v, other_shape), as_what);
}

// -- what every node has --------------------------------------------------------------------------

static void check_shape(Verifier *v, Shape shape)
{
  if (shape.rank < 0 || shape.rank > MAX_RANK) {
    verify_fail(v, "rank is %d, expected 0 to %d", shape.rank, MAX_RANK);
    return;
  }
  for (int d = 0; d < shape.rank; d++) {
    const Expr *extent = shape.extents[d];
    if (!extent || extent->type != TYPE_INDEX || extent->index_mask || extent->node_mask)
      verify_fail(v, "extent %d is no expression of constants and symbols", d);
    else if (!expr_belongs(v->graph, extent))
      verify_fail(v, "extent %d was made in another graph", d);
    else if (extent->kind == EXPR_NUMBER &&
             (extent->integer < 1 || extent->integer > LARGEST_EXTENT))
      verify_fail(v, "extent %d is %lld, expected 1 to %d", d, (long long)extent->integer,
                  LARGEST_EXTENT);
  }
}

static void check_node(Verifier *v, const Region *region, const Node *node)
{
  if (node->region != region)
    verify_fail(v, "stands in a region it does not know");
  if (graph_find(v->graph, node->name) != node)
    verify_fail(v, "its name belongs to another node");
  if (node->type == TYPE_INDEX && node->form != FORM_SCAN)
    verify_fail(v, "has type index, expected a type of values");
  if ((node->next ? node->next->prev : region->last) != node)
    verify_fail(v, "the order of nodes is broken after it");
  check_shape(v, node->shape);
}

// -- by form --------------------------------------------------------------------------------------

static void check_input(Verifier *v, const Node *node)
{
  const Graph *graph = v->graph;
  if (node->input.bound && (node->type != TYPE_I32 || node->input.bound->type != TYPE_INDEX))
    verify_fail(v, "has a bound, expected one on an i32 only, of type index");
  if (node->region != &graph->body)
    return;
  if (node->input.position < 0 || node->input.position >= graph->inputs.count ||
      graph->inputs.items[node->input.position] != node)
    verify_fail(v, "is not input %d of the graph", node->input.position);
}

static void check_variable(Verifier *v, const Node *node)
{
  const Variable *variable = node->variable;
  if (!variable)
    verify_fail(v, "has no variable");
  else
    expect_same(v, "it", node->type, node->shape, "its variable", variable->type, variable->shape);
}

static void check_constant(Verifier *v, const Node *node)
{
  for (int d = 0; d < node->shape.rank; d++)
    if (node->shape.extents[d]->kind != EXPR_NUMBER)
      verify_fail(v, "is a constant with a symbol in its shape");
}

static void check_gradient(Verifier *v, const Node *node)
{
  const Node *of = node->gradient.of, *by = node->gradient.by;
  if (!of || !by || !verify_is_visible(v, of) || !verify_is_visible(v, by)) {
    verify_fail(v, "is the gradient of or by a node that does not stand before it");
    return;
  }
  if (of->shape.rank != 0 || !type_is_float(of->type))
    verify_fail(v, "is the gradient of %s: %s%s, expected a float scalar", of->name,
                type_name(of->type), verify_shape_text(v, of->shape));
  expect_same(v, "it", node->type, node->shape, by->name, by->type, by->shape);
}

static Shape result_shape(const Scan *scan, int result)
{
  if (result >= scan->yield_count)
    return scan->carries[result - scan->yield_count].carry->shape;
  Shape step = scan->yields[result]->shape, shape = {.rank = step.rank + 1};
  int axis = scan->yield_axis[result];
  for (int d = 0; d < shape.rank; d++)
    shape.extents[d] = d == axis ? scan->extent : step.extents[d - (d > axis)];
  return shape;
}

static void check_projection(Verifier *v, const Node *node)
{
  const Node *of = node->projection.scan;
  int result = node->projection.result;
  if (!of || of->form != FORM_SCAN || !verify_is_visible(v, of)) {
    verify_fail(v, "projects what is no scan before it");
    return;
  }
  const Scan *scan = of->scan;
  if (result < 0 || result >= scan->yield_count + scan->carry_count) {
    verify_fail(v, "is result %d of %d", result, scan->yield_count + scan->carry_count);
    return;
  }
  Type type = result < scan->yield_count ? scan->yields[result]->type
                                         : scan->carries[result - scan->yield_count].carry->type;
  expect_same(v, "it", node->type, node->shape, "the scan's result", type,
              result_shape(scan, result));
}

// -- scans ----------------------------------------------------------------------------------------

static void check_region(Verifier *v, const Region *region);

static void check_scan_head(Verifier *v, const Scan *scan)
{
  if (scan->yield_count > MAX_YIELDS)
    verify_fail(v, "has %d yields, expected at most %d", scan->yield_count, MAX_YIELDS);
  if (!scan->step || scan->step->region != &scan->body || scan->step->form != FORM_INPUT ||
      scan->step->type != TYPE_I32 || scan->step->shape.rank != 0)
    verify_fail(v, "expected an i32 scalar in the body for the step");
  if (scan->lengths && (!verify_is_visible(v, scan->lengths) || scan->lengths->type != TYPE_I32))
    verify_fail(v, "expected lengths to be an i32 node before the scan");
  for (int i = 0; i < scan->carry_count; i++)
    if (!verify_is_visible(v, scan->carries[i].initial))
      verify_fail(v, "carry %d starts from a node that does not stand before the scan", i);
}

// With lengths, what is carried and yielded has their dimensions in front.
static void check_rows(Verifier *v, const Scan *scan, const Node *node)
{
  if (!scan->lengths)
    return;
  for (int d = 0; d < scan->lengths->shape.rank; d++)
    if (d >= node->shape.rank || node->shape.extents[d] != scan->lengths->shape.extents[d])
      verify_fail(v, "%s is %s, expected the dimensions of %s in front", node->name,
                  verify_shape_text(v, node->shape), scan->lengths->name);
}

static void check_scan_results(Verifier *v, const Scan *scan)
{
  for (int i = 0; i < scan->carry_count; i++) {
    const Carry *carry = &scan->carries[i];
    if (!carry->carry || carry->carry->region != &scan->body || !carry->next ||
        !verify_is_visible(v, carry->next)) {
      verify_fail(v, "carry %d has no leaf or no next value in the body", i);
      return;
    }
    const char *name = carry->carry->name;
    expect_same(v, carry->initial->name, carry->initial->type, carry->initial->shape, name,
                carry->carry->type, carry->carry->shape);
    expect_same(v, carry->next->name, carry->next->type, carry->next->shape, name,
                carry->carry->type, carry->carry->shape);
    check_rows(v, scan, carry->carry);
  }
  for (int i = 0; i < scan->yield_count; i++) {
    const Node *yield = scan->yields[i];
    if (!yield || !verify_is_visible(v, yield)) {
      verify_fail(v, "yield %d is no node of the body", i);
      return;
    }
    if (scan->yield_axis[i] < 0 || scan->yield_axis[i] > yield->shape.rank ||
        yield->shape.rank == MAX_RANK)
      verify_fail(v, "yield %d is stacked on axis %d of %s", i, scan->yield_axis[i],
                  verify_shape_text(v, yield->shape));
    check_rows(v, scan, yield);
  }
}

static void check_scan(Verifier *v, const Node *node)
{
  const Scan *scan = node->scan;
  check_scan_head(v, scan);
  if (v->message)
    return;
  check_region(v, &scan->body);
  v->node = node;
  check_scan_results(v, scan);
  for (const Node *inner = scan->body.first; inner; inner = inner->next)
    pointer_map_set(&v->visible, inner, NULL);
}

static void check_region(Verifier *v, const Region *region)
{
  for (Node *node = region->first; node && !v->message; node = node->next) {
    v->node = node;
    check_node(v, region, node);
    bool has_formula =
        node->form == FORM_MAP || node->form == FORM_REDUCE || node->form == FORM_DRAW;
    if (has_formula != (node->formula != NULL))
      verify_fail(v, "is a %s %s a formula", form_name(node->form),
                  node->formula ? "with" : "without");
    else if (has_formula)
      verify_formula(v, node);
    else if (node->form == FORM_INPUT)
      check_input(v, node);
    else if (node->form == FORM_VARIABLE)
      check_variable(v, node);
    else if (node->form == FORM_SCALAR && node->shape.rank != 0)
      verify_fail(v, "is a scalar of shape %s", verify_shape_text(v, node->shape));
    else if (node->form == FORM_CONSTANT)
      check_constant(v, node);
    else if (node->form == FORM_GRADIENT)
      check_gradient(v, node);
    else if (node->form == FORM_PROJECTION)
      check_projection(v, node);
    else if (node->form == FORM_SCAN)
      check_scan(v, node);
    pointer_map_set(&v->visible, node, node);
  }
}

// -- the graph ------------------------------------------------------------------------------------

static void check_updates(Verifier *v)
{
  const Graph *graph = v->graph;
  for (int i = 0; i < graph->updates.count; i++) {
    const Update *update = &graph->updates.items[i];
    const char *name = update->variable->name;
    if (!verify_is_visible(v, update->value))
      verify_fail(v, "the update of %s is no node of the graph", name);
    else
      expect_same(v, arena_print(v->arena, "the update of %s", name), update->value->type,
                  update->value->shape, "it", update->variable->type, update->variable->shape);
    for (int j = 0; j < i; j++)
      if (graph->updates.items[j].variable == update->variable)
        verify_fail(v, "%s is updated twice", name);
  }
}

static void check_requirements(Verifier *v)
{
  const Graph *graph = v->graph;
  for (int i = 0; i < graph->requirements.count && !v->message; i++) {
    const Requirement *requirement = &graph->requirements.items[i];
    const char *fault = requirement_fault(v->graph, v->arena, requirement->condition);
    if (!fault)
      continue;
    verify_fail(v, "requirement %d %s", i, fault);
    if (requirement->rule.source)
      v->place = requirement->rule;
  }
}

static void check_ends(Verifier *v)
{
  const Graph *graph = v->graph;
  v->node = NULL;
  for (int i = 0; i < graph->inputs.count; i++)
    if (graph->inputs.items[i]->form != FORM_INPUT || !verify_is_visible(v, graph->inputs.items[i]))
      verify_fail(v, "input %d is no input node of the graph", i);
  for (int i = 0; i < graph->outputs.count; i++)
    if (!verify_is_visible(v, graph->outputs.items[i].node))
      verify_fail(v, "output %s is no node of the graph", graph->outputs.items[i].name);
  check_updates(v);
  check_requirements(v);
}

const char *graph_verify(Graph *graph, Arena *arena, Span *place)
{
  Verifier v = {.graph = graph, .arena = arena, .visible = pointer_map(arena)};
  check_region(&v, &graph->body);
  if (!v.message)
    check_ends(&v);
  if (place)
    *place = v.place;
  return v.message;
}
