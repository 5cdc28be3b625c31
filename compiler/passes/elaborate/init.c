// Starts and draws: distributions, and the graph that initialises all variables.
//
//   init he_normal(fan_in) ~ normal(0, sqrt(2/fan_in))
//
// A start is the innermost definition with its numbers, normal(0, 0.05), so that every graph can
// write it out.

#include "passes/elaborate/elaborate.h"

#include <string.h>

enum { MAX_CHAIN = 100 };

// -- reading --------------------------------------------------------------------------------------

static bool argument_numbers(Frame *f, const AstDefinition *ast, Start *start, Span at)
{
  double *numbers = arena_array(f->e->arena, double, ast->parameters.count + 1);
  for (int i = 0; i < ast->parameters.count; i++) {
    Value v = scope_find(f->scope, ast->parameters.items[i].name)->value;
    if (!is_constant_number(v)) {
      fail(f, E0404, at, "%s of %s must be a number known at compile time, this is %s",
           ast->parameters.items[i].name, ast->name, value_kind_text(f->e, v));
      return false;
    }
    numbers[i] = number_of(v);
  }
  start->arguments = numbers;
  start->argument_count = ast->parameters.count;
  return true;
}

// The definition that an initialiser names; null if it names none.
static Definition *named_definition(Frame *f, const AstExpr *expr, bool *failed)
{
  const AstExpr *callee = expr->kind == AST_CALL ? expr->call.callee : expr;
  *failed = false;
  if (callee->kind != AST_NAME && callee->kind != AST_FIELD)
    return NULL;
  Value v = evaluate(f, callee);
  *failed = v.kind == VALUE_POISON;
  return v.kind == VALUE_DEFINITION ? v.definition : NULL;
}

static bool is_map_of_tensors(const Definition *definition)
{
  return definition->ast->kind == AST_OP || definition->ast->kind == AST_LAYER;
}

// orthogonalize(normal(0, 1)): a distribution, and what is done to the tensor drawn from it.
static bool read_transformed(Frame *f, Definition *through, const AstExpr *expr, Start *start)
{
  bool fits = expr->kind == AST_CALL && expr->call.arguments.count == 1 && !start->through;
  if (!fits) {
    fail(f, E0208, expr->span, "as a start %s takes one distribution: %s(normal(0, 1))",
         through->ast->name, through->ast->name);
    return false;
  }
  start->through = through;
  through->is_called = true;
  return read_start(f, expr->call.arguments.items[0].value, start);
}

static bool read_named(Frame *f, Definition *definition, const AstExpr *expr, Start *start)
{
  bool failed;
  definition->is_called = true;
  Frame *inner = frame_create(f, f->e, definition, expr->span);
  inner->is_init = true;
  Call call = {.caller = f, .span = expr->span};
  if (expr->kind == AST_CALL)
    call.arguments = &expr->call.arguments;
  if (inner->depth > MAX_CHAIN) {
    fail(f, E0207, expr->span, "%s calls itself", definition->ast->name);
    return false;
  }
  if (!bind_arguments(inner, &call))
    return false;
  const AstExpr *value = definition->ast->value;
  const Definition *next = named_definition(inner, value, &failed);
  if (failed)
    return false;
  if (next && (next->ast->kind == AST_INIT || is_map_of_tensors(next)))
    return read_start(inner, value, start);
  start->init = definition;
  return argument_numbers(inner, definition->ast, start, expr->span);
}

bool read_start(Frame *f, const AstExpr *initializer, Start *start)
{
  bool failed;
  Definition *definition = named_definition(f, initializer, &failed);
  if (failed)
    return false;
  if (definition && definition->ast->kind == AST_INIT)
    return read_named(f, definition, initializer, start);
  if (definition && is_map_of_tensors(definition))
    return read_transformed(f, definition, initializer, start);
  Value v = evaluate(f, initializer);
  if (is_constant_number(v)) {
    start->constant = number_of(v);
    return true;
  }
  if (v.kind != VALUE_POISON)
    fail(f, E0208, initializer->span,
         "a start or distribution stands here, `normal(0, 1)`, this is %s",
         value_kind_text(f->e, v));
  return false;
}

// A draw is known by its name: 63 bits, which print as a number of the language.
uint64_t draw_key(const char *name)
{
  return text_hash(name, strlen(name), 0) >> 1;
}

// -- writing out ----------------------------------------------------------------------------------

static Value start_element(Frame *f, const Start *start, Span at)
{
  if (!start->init)
    return real_value(start->constant);
  const AstDefinition *ast = start->init->ast;
  Frame *inner = frame_create(f, f->e, start->init, at);
  inner->is_init = true;
  for (int i = 0; i < start->argument_count; i++)
    scope_define(f->e, inner->scope, ast->parameters.items[i].name, real_value(start->arguments[i]),
                 at);
  return evaluate(inner, ast->value);
}

static Node *transformed_node(Frame *f, const Start *start, Node *drawn, Span at)
{
  Definition *through = start->through;
  if (through->ast->parameters.count == 0)
    return NULL;
  Binding tensor = {
      .name = through->ast->parameters.items[0].name, .value = node_value(f->e, drawn), .span = at};
  Value v = call_whole(f, through, &tensor, 1, at);
  if (v.kind == VALUE_POISON)
    return NULL;
  if (!is_tensor(v) || !shape_equal(v.tensor->shape, drawn->shape)) {
    fail(f, E0301, at, "%s keeps the shape of what is drawn, %s, this is %s", through->ast->name,
         shape_text(f->e, drawn->shape), value_kind_text(f->e, v));
    return NULL;
  }
  return materialize(f, v.tensor, NULL, at);
}

Node *draw_node(Frame *f, const Start *start, const char *name, Shape shape, uint64_t key, Span at)
{
  Elaborator *e = f->e;
  if (start->values) {
    Node *node = add_node(f, FORM_CONSTANT, name, TYPE_F32, shape, at);
    node->data = start->values;
    return node;
  }
  Value v = start_element(f, start, at);
  Tensor t;
  if (!as_type(f, v, TYPE_F32, at, &t))
    return NULL;
  bool is_random = !expr_is_number(t.expr);
  Node *node = add_node(f, is_random ? FORM_DRAW : FORM_MAP, name, TYPE_F32, shape, at);
  node->formula = formula_over(e->graph, shape);
  node->formula->body = t.expr;
  if (is_random)
    node->draw = (Draw){start->init->ast->name, start->arguments, start->argument_count, key};
  return start->through ? transformed_node(f, start, node, at) : node;
}

// -- the graph that initialises -------------------------------------------------------------------

static Shape shape_here(Elaborator *e, Shape shape)
{
  for (int d = 0; d < shape.rank; d++)
    shape.extents[d] = expr_integer(e->graph, TYPE_INDEX, shape.extents[d]->integer);
  return shape;
}

void build_initialize(Elaborator *e)
{
  begin_graph(e, GRAPH_INITIALIZE, e->net->ast->name);
  Frame *f = frame_create(NULL, e, e->net, e->net->ast->name_span);
  for (int i = 0; i < e->variables.count; i++) {
    const VariableEntry *entry = e->variables.items[i];
    Variable *variable = entry->variable;
    uint64_t key = draw_key(variable->name);
    const char *name = arena_print(e->arena, "%s.start", variable->name);
    Node *node =
        draw_node(f, &entry->start, name, shape_here(e, variable->shape), key, entry->span);
    if (!node)
      continue;
    node->origin = variable->origin;
    list_add(e->graph->arena, &e->graph->updates, ((Update){variable, node}));
  }
}
