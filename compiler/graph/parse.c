// From graph text back to a graph: the other half of print.c. What is read is verified, so that a
// graph changed by hand is either well formed or refused with the rule that it breaks.
//
// The mathematical functions (exp, tanh, ..) come without their f32 bodies and derivatives, and
// constants that were referred to by name without their numbers: the caller, who has the library
// and the program, fills them in.

#include "graph/parse.h"
#include "syntax/syntax.h"

#include <string.h>

static bool read_block(Reader *reader, const AstBlock *block, Scan *scan);

// -- nodes ----------------------------------------------------------------------------------------

static Node *add_node(Reader *reader, Form form, const char *name, Type type, Shape shape, Span at)
{
  if (graph_find(reader->graph, name))
    return reader_fail(reader, E0601, at, "%s is defined already", name);
  int64_t count = 1;
  for (int d = 0; d < shape.rank; d++) {
    int64_t extent = 1;
    if (shape.extents[d]->kind == EXPR_NUMBER)
      extent = shape.extents[d]->integer;
    if (__builtin_mul_overflow(count, extent, &count) || count >> MOST_ELEMENTS_LOG2)
      return reader_fail(reader, E0601, at, "%s has more than 2^%d elements", name,
                         MOST_ELEMENTS_LOG2);
  }
  return graph_add(reader->graph, form, name, type, shape, (Origin){"", at});
}

static Node *find_value(Reader *reader, const AstExpr *ast)
{
  Node *node = ast && ast->kind == AST_NAME ? graph_find(reader->graph, ast->text) : NULL;
  if (!node)
    reader_fail(reader, E0602, ast->span, "%s is defined by no line before this one",
                ast->kind == AST_NAME ? ast->text : "this");
  return node;
}

static Node *add_typed(Reader *reader, Form form, const char *name, const AstType *type, Span at)
{
  Shape shape;
  if (!type)
    return reader_fail(reader, E0601, at, "%s needs its type", name);
  if (!reader_shape(reader, type, &shape))
    return NULL;
  return add_node(reader, form, name, reader_type(type->dtype), shape, at);
}

static void read_input(Reader *reader, const AstParameter *parameter, int position)
{
  Node *node = add_typed(reader, FORM_INPUT, parameter->name, parameter->type, parameter->span);
  if (!node)
    return;
  node->input.position = position;
  if (parameter->bound)
    node->input.bound = reader_expr(reader, parameter->bound, TYPE_INDEX);
  if (parameter->fallback) {
    int own = reader_infer(reader, parameter->fallback);
    node->input.fallback =
        reader_expr(reader, parameter->fallback, own == TYPE_INDEX ? own : (int)node->type);
  }
  list_add(reader->arena, &reader->graph->inputs, node);
}

// -- variables ------------------------------------------------------------------------------------

static Variable *find_variable(const Reader *reader, const char *name)
{
  for (int i = 0; i < reader->variables.count; i++)
    if (reader->variables.items[i]->name == name)
      return reader->variables.items[i];
  return NULL;
}

// A slot is named after its parameter: conv1.weight.m
static Variable *parameter_of(const Reader *reader, const char *slot)
{
  Variable *best = NULL;
  for (int i = 0; i < reader->variables.count; i++) {
    Variable *variable = reader->variables.items[i];
    size_t length = strlen(variable->name);
    if (variable->kind == VARIABLE_PARAMETER && strncmp(slot, variable->name, length) == 0 &&
        slot[length] == '.' && (!best || length > strlen(best->name)))
      best = variable;
  }
  return best;
}

static Variable *add_variable(Reader *reader, VariableKind kind, const char *name, const Node *node)
{
  Variable *variable = arena_new(reader->arena, Variable);
  *variable = (Variable){.kind = kind, .name = name, .type = node->type, .shape = node->shape};
  variable->trained = kind == VARIABLE_PARAMETER;
  variable->origin = node->origin;
  variable->of = kind == VARIABLE_SLOT ? parameter_of(reader, name) : NULL;
  for (int i = 0; i < reader->variables.count; i++)
    variable->position += reader->variables.items[i]->kind == kind;
  list_add(reader->arena, &reader->variables, variable);
  return variable;
}

static void read_variable(Reader *reader, VariableKind kind, const char *name, const AstType *type,
                          const AstExpr *variable_name, Span at)
{
  Node *node = add_typed(reader, FORM_VARIABLE, name, type, at);
  if (!node)
    return;
  if (variable_name && variable_name->kind != AST_NAME) {
    reader_fail(reader, E0601, variable_name->span, "expected the name of the variable");
    return;
  }
  name = variable_name ? variable_name->text : name;
  node->variable = find_variable(reader, name);
  if (!node->variable)
    node->variable = add_variable(reader, kind, name, node);
}

static void read_freeze(Reader *reader, const AstStatement *statement)
{
  for (int i = 0; i < statement->assign.values.count; i++) {
    Node *node = find_value(reader, statement->assign.values.items[i]);
    if (node && node->form == FORM_VARIABLE)
      node->variable->trained = false;
  }
}

static void read_again(Reader *reader, const AstStatement *statement)
{
  const char *name = statement->assign.names.items[0];
  Node *node = graph_find(reader->graph, name);
  if (!node || !node->formula)
    reader_fail(reader, E0602, statement->span, "%s has no formula before this line", name);
  else
    node->again = true;
}

static void read_update(Reader *reader, const AstStatement *statement)
{
  Variable *variable = find_variable(reader, statement->assign.names.items[0]);
  Node *value = find_value(reader, statement->assign.values.items[0]);
  if (!variable)
    reader_fail(reader, E0602, statement->span, "there is no variable %s",
                statement->assign.names.items[0]);
  else if (value)
    list_add(reader->arena, &reader->graph->updates, ((Update){variable, value}));
}

// -- constants and scalars ------------------------------------------------------------------------

static bool read_number(Reader *reader, const AstExpr *ast, double *number)
{
  const Expr *e = reader_expr(reader, ast, TYPE_F64);
  if (e && e->kind == EXPR_NUMBER)
    *number = e->number;
  else if (e)
    reader_fail(reader, E0601, ast->span, "expected a number");
  return e && e->kind == EXPR_NUMBER;
}

static void read_constant(Reader *reader, const AstBinding *binding)
{
  Node *node = add_typed(reader, FORM_CONSTANT, binding->name, binding->type, binding->span);
  if (!node || !binding->value)
    return;
  for (int d = 0; d < node->shape.rank; d++)
    if (node->shape.extents[d]->kind != EXPR_NUMBER) {
      reader_fail(reader, E0601, binding->span, "a constant has no symbols in its shape");
      return;
    }
  int64_t count = shape_capacity(reader->graph, node->shape);
  const AstExpr *list = binding->value;
  if (list->kind != AST_LIST || list->items.count != count) {
    reader_fail(reader, E0601, list->span, "expected a list of %lld numbers", (long long)count);
    return;
  }
  double *data = arena_array(reader->arena, double, count);
  for (int64_t i = 0; i < count; i++)
    if (!read_number(reader, list->items.items[i], &data[i]))
      return;
  node->data = data;
}

static void read_bindings(Reader *reader, const AstStatement *statement)
{
  for (int i = 0; i < statement->state.count; i++) {
    const AstBinding *binding = &statement->state.items[i];
    if (statement->kind == AST_CONSTANT)
      read_constant(reader, binding);
    else if (statement->kind == AST_SCALAR)
      add_typed(reader, FORM_SCALAR, binding->name, binding->type, binding->span);
    else
      read_variable(reader, statement->kind == AST_SLOT ? VARIABLE_SLOT : VARIABLE_STATE,
                    binding->name, binding->type, binding->value, binding->span);
  }
}

// -- formulas -------------------------------------------------------------------------------------

static bool is_call_of(const AstExpr *ast, const char *name)
{
  return ast->kind == AST_CALL && ast->call.callee->kind == AST_NAME &&
         strcmp(ast->call.callee->text, name) == 0 && ast->call.arguments.count == 2;
}

// g: f32[4] = gradient(loss, w)
static void read_gradient(Reader *reader, const AstStatement *statement)
{
  const AstArguments *arguments = &statement->formula.value->call.arguments;
  Node *of = find_value(reader, arguments->items[0].value);
  Node *by = find_value(reader, arguments->items[1].value);
  if (!of || !by)
    return;
  Node *node = add_typed(reader, FORM_GRADIENT, statement->formula.name, statement->formula.type,
                         statement->span);
  if (node) {
    node->gradient.of = of;
    node->gradient.by = by;
  }
}

// y: f32[B, T] = project(scan1, 0)
static void read_projection(Reader *reader, const AstStatement *statement)
{
  const AstArguments *arguments = &statement->formula.value->call.arguments;
  Node *scan = find_value(reader, arguments->items[0].value);
  const AstExpr *result = arguments->items[1].value;
  if (!scan)
    return;
  if (scan->form != FORM_SCAN || result->kind != AST_NUMBER || !result->number.is_integer ||
      result->number.integer < 0 ||
      result->number.integer >= scan->scan->yield_count + scan->scan->carry_count) {
    reader_fail(reader, E0601, statement->span,
                "expected a scan and the number of one of its results");
    return;
  }
  Node *node = add_typed(reader, FORM_PROJECTION, statement->formula.name, statement->formula.type,
                         statement->span);
  if (node)
    node->projection = (Projection){scan, (int)result->number.integer};
}

static void read_formula(Reader *reader, const AstStatement *statement)
{
  const AstType *type = statement->formula.type;
  const AstExpr *value = statement->formula.value;
  Shape shape;
  if (!type) {
    reader_fail(reader, E0601, statement->span,
                "a formula of graph text has its type: %s: f32[..]; ..", statement->formula.name);
  } else if (is_call_of(value, "gradient")) {
    read_gradient(reader, statement);
  } else if (is_call_of(value, "project")) {
    read_projection(reader, statement);
  } else if (reader_shape(reader, type, &shape)) {
    Formula *formula = reader_formula(reader, statement, reader_type(type->dtype), shape);
    Form form = value->kind == AST_REDUCTION ? FORM_REDUCE : FORM_MAP;
    if (formula) {
      Node *node = add_node(reader, form, statement->formula.name, reader_type(type->dtype), shape,
                            statement->span);
      if (node)
        node->formula = formula;
    }
  }
}

// -- draws ----------------------------------------------------------------------------------------

static bool read_key(const AstExpr *ast, uint64_t *key)
{
  bool negative = ast && ast->kind == AST_UNARY && ast->operation.operator== AST_NEGATE;
  const AstExpr *number = negative ? ast->operation.left : ast;
  if (!number || number->kind != AST_NUMBER || !number->number.is_integer)
    return false;
  *key = negative ? 0 - (uint64_t)number->number.integer : (uint64_t)number->number.integer;
  return true;
}

static bool read_distribution(Reader *reader, const AstExpr *ast, Draw *draw)
{
  if (ast->kind != AST_CALL || ast->call.callee->kind != AST_NAME)
    return false;
  int count = ast->call.arguments.count;
  double *arguments = arena_array(reader->arena, double, count);
  for (int i = 0; i < count; i++)
    if (!read_number(reader, ast->call.arguments.items[i].value, &arguments[i]))
      return false;
  draw->distribution = ast->call.callee->text;
  draw->arguments = arguments;
  draw->argument_count = count;
  return true;
}

// `draw r: f32[4] ~ uniform(0, 1) key 1` and its formula, which follows.
static void read_draw(Reader *reader, const AstStatement *head, const AstStatement *formula)
{
  Draw draw = {0};
  Shape shape;
  if (!read_distribution(reader, head->draw.distribution, &draw) ||
      !read_key(head->draw.key, &draw.key)) {
    reader_fail(reader, E0601, head->span,
                "a draw of graph text is: draw r: f32[4] ~ uniform(0, 1) key 1");
    return;
  }
  if (!reader_shape(reader, head->draw.type, &shape))
    return;
  Type type = reader_type(head->draw.type->dtype);
  Formula *body = reader_formula(reader, formula, type, shape);
  Node *node = body ? add_node(reader, FORM_DRAW, head->draw.name, type, shape, head->span) : NULL;
  if (node) {
    node->formula = body;
    node->draw = draw;
  }
}

// The statement after a draw, as its formula; one of rank 0 has the form of an assignment.
static const AstStatement *draw_formula(Reader *reader, const AstStatement *head,
                                        const AstStatement *next)
{
  if (next && next->kind == AST_FORMULA && next->formula.name == head->draw.name)
    return next;
  if (next && next->kind == AST_ASSIGN && next->assign.names.count == 1 &&
      next->assign.names.items[0] == head->draw.name && next->assign.values.count == 1) {
    AstStatement *formula = arena_new(reader->arena, AstStatement);
    formula->kind = AST_FORMULA;
    formula->span = next->span;
    formula->formula.name = head->draw.name;
    formula->formula.value = next->assign.values.items[0];
    return formula;
  }
  return reader_fail(reader, E0601, head->span, "the formula of %s must follow: %s[i] = random(0)",
                     head->draw.name, head->draw.name);
}

// -- scans ----------------------------------------------------------------------------------------

static void read_axes(Reader *reader, const AstExpr *list, Scan *scan)
{
  if (list->kind != AST_LIST || list->items.count > MAX_YIELDS) {
    reader_fail(reader, E0601, list->span, "axes is a list of at most %d numbers", MAX_YIELDS);
    return;
  }
  for (int i = 0; i < list->items.count; i++) {
    const AstExpr *axis = list->items.items[i];
    if (axis->kind != AST_NUMBER || !axis->number.is_integer || axis->number.integer < 0 ||
        axis->number.integer > MAX_RANK)
      reader_fail(reader, E0601, axis->span, "this is no axis");
    else
      scan->yield_axis[i] = (int)axis->number.integer;
  }
}

static void read_scan_option(Reader *reader, const AstArgument *option, Scan *scan)
{
  const AstExpr *value = option->value;
  if (strcmp(option->name, "reverse") == 0 && value->kind == AST_BOOLEAN)
    scan->reverse = value->boolean;
  else if (strcmp(option->name, "recompute") == 0 && value->kind == AST_BOOLEAN)
    scan->recompute = value->boolean;
  else if (strcmp(option->name, "lengths") == 0)
    scan->lengths = find_value(reader, value);
  else if (strcmp(option->name, "every") == 0 && value->kind == AST_NUMBER &&
           value->number.is_integer && value->number.integer >= 1 &&
           value->number.integer <= INT32_MAX)
    scan->every = (int)value->number.integer;
  else if (strcmp(option->name, "axes") == 0)
    read_axes(reader, value, scan);
  else if (strcmp(option->name, "name") != 0)
    reader_fail(reader, E0601, option->name_span, "a scan has no option %s of this kind",
                option->name);
}

static const char *scan_name(const AstStatement *statement)
{
  for (int i = 0; i < statement->scan.options.count; i++) {
    const AstArgument *option = &statement->scan.options.items[i];
    if (strcmp(option->name, "name") == 0 && option->value->kind == AST_NAME)
      return option->value->text;
  }
  return NULL;
}

static void read_carries(Reader *reader, const AstStatement *statement, Scan *scan)
{
  const AstBindings *carries = &statement->scan.carries;
  scan->carries = arena_array(reader->arena, Carry, carries->count);
  for (int i = 0; i < carries->count && !reader->failed; i++) {
    const AstBinding *binding = &carries->items[i];
    if (!binding->value || binding->value->kind != AST_NAME) {
      reader_fail(reader, E0601, binding->span, "a carry starts from a node: %s: f32[..] = h0",
                  binding->name);
      return;
    }
    scan->carries[i].initial = find_value(reader, binding->value);
    scan->carries[i].carry =
        add_typed(reader, FORM_INPUT, binding->name, binding->type, binding->span);
    scan->carry_count = i + 1;
  }
}

static void read_scan(Reader *reader, const AstStatement *statement)
{
  const char *name = scan_name(statement);
  if (!name || !statement->scan.extent) {
    reader_fail(reader, E0601, statement->span,
                "a scan of graph text is: scan over t < T, name: s ..");
    return;
  }
  Scan *scan = arena_new(reader->arena, Scan);
  scan->every = 1;
  scan->time = statement->scan.over;
  scan->extent = reader_expr(reader, statement->scan.extent, TYPE_INDEX);
  for (int i = 0; i < statement->scan.options.count; i++)
    read_scan_option(reader, &statement->scan.options.items[i], scan);
  Node *node = add_node(reader, FORM_SCAN, name, TYPE_F32, shape_scalar(), statement->span);
  if (!node || reader->failed)
    return;
  node->scan = scan;
  Region *outer = graph_insert_in(reader->graph, &scan->body);
  scan->step = add_node(reader, FORM_INPUT, scan->time, TYPE_I32, shape_scalar(), statement->span);
  if (scan->step)
    scan->step->input.bound = scan->extent;
  read_carries(reader, statement, scan);
  if (!reader->failed)
    read_block(reader, &statement->scan.body, scan);
  graph_insert_in(reader->graph, outer);
  for (int i = 0; i < scan->carry_count && !reader->failed; i++)
    if (!scan->carries[i].next)
      reader_fail(reader, E0601, statement->span, "%s is carried and not assigned",
                  scan->carries[i].carry->name);
}

static void read_yield(Reader *reader, const AstStatement *statement, Scan *scan)
{
  Node *value = find_value(reader, statement->assign.values.items[0]);
  if (!value)
    return;
  if (!scan || scan->yield_count == MAX_YIELDS) {
    reader_fail(reader, E0601, statement->span, "a yield stands in a scan, which has at most %d",
                MAX_YIELDS);
    return;
  }
  Node **yields = arena_grow(reader->arena, scan->yields, (size_t)scan->yield_count,
                             (size_t)scan->yield_count + 1, sizeof *yields);
  yields[scan->yield_count++] = value;
  scan->yields = yields;
}

// -- statements -----------------------------------------------------------------------------------

static void read_capacities(Reader *reader, const AstExpr *record)
{
  for (int i = 0; i < record->record.count; i++) {
    const AstArgument *field = &record->record.items[i];
    const AstExpr *value = field->value;
    if (value->kind != AST_NUMBER || !value->number.is_integer || value->number.integer < 1 ||
        value->number.integer > INT32_MAX)
      reader_fail(reader, E0601, value->span, "this is no size: expected 1 to 2147483647");
    else
      graph_symbol(reader->graph, field->name)->capacity = value->number.integer;
  }
}

static void read_requirement(Reader *reader, const AstStatement *statement, const Scan *scan)
{
  const Expr *condition = reader_expr(reader, statement->require.condition, TYPE_BOOL);
  if (scan)
    reader_fail(reader, E0601, statement->span, "a requirement stands outside of scans");
  if (!reader->failed)
    graph_require(reader->graph, (Requirement){.condition = condition,
                                               .message = statement->require.message->text,
                                               .origin = {"", statement->span},
                                               .rule = statement->span});
}

// In a scan: the next value of a carry. In the graph: an output by another name.
static void read_assignment(Reader *reader, const AstStatement *statement, Scan *scan)
{
  const char *name = statement->assign.names.items[0];
  const AstExpr *value = statement->assign.values.items[0];
  if (!scan && strcmp(name, "capacity") == 0 && value->kind == AST_RECORD) {
    read_capacities(reader, value);
    return;
  }
  Node *node = find_value(reader, value);
  for (int i = 0; scan && i < scan->carry_count; i++)
    if (scan->carries[i].carry->name == name) {
      scan->carries[i].next = node;
      return;
    }
  for (int i = 0; !scan && i < reader->graph->outputs.count; i++)
    if (reader->graph->outputs.items[i].name == name) {
      reader->graph->outputs.items[i].node = node;
      return;
    }
  reader_fail(reader, E0602, statement->span, "%s is no %s", name,
              scan ? "carry of this scan" : "result of this graph");
}

static void read_statement(Reader *reader, const AstStatement *statement, Scan *scan)
{
  switch (statement->kind) {
  case AST_FORMULA:
    read_formula(reader, statement);
    break;
  case AST_ASSIGN:
    read_assignment(reader, statement, scan);
    break;
  case AST_PARAM:
    read_variable(reader, VARIABLE_PARAMETER, statement->param.name, statement->param.type,
                  statement->param.constant, statement->span);
    break;
  case AST_STATE:
  case AST_SLOT:
  case AST_SCALAR:
  case AST_CONSTANT:
    read_bindings(reader, statement);
    break;
  case AST_FREEZE:
    read_freeze(reader, statement);
    break;
  case AST_SCAN:
    read_scan(reader, statement);
    break;
  case AST_REQUIRE:
    read_requirement(reader, statement, scan);
    break;
  case AST_UPDATE:
    read_update(reader, statement);
    break;
  case AST_AGAIN:
    read_again(reader, statement);
    break;
  case AST_YIELD:
    read_yield(reader, statement, scan);
    break;
  default:
    reader_fail(reader, E0601, statement->span, "this statement does not stand here in graph text");
  }
}

static bool read_block(Reader *reader, const AstBlock *block, Scan *scan)
{
  for (int i = 0; i < block->count && !reader->failed; i++) {
    const AstStatement *statement = block->items[i];
    if (statement->kind != AST_DRAW) {
      read_statement(reader, statement, scan);
      continue;
    }
    const AstStatement *next = i + 1 < block->count ? block->items[i + 1] : NULL;
    const AstStatement *formula = draw_formula(reader, statement, next);
    i++;
    if (formula)
      read_draw(reader, statement, formula);
  }
  return !reader->failed;
}

// -- functions ------------------------------------------------------------------------------------

static int find_parameter(const AstDefinition *definition, const char *name)
{
  for (int i = 0; i < definition->parameters.count; i++)
    if (definition->parameters.items[i].name == name)
      return i;
  return -1;
}

static void read_function_body(Reader *reader, Function *function, const AstExpr *value)
{
  int type = reader_infer(reader, value);
  function->type = type == NO_TYPE ? TYPE_F32 : (Type)type;
  function->body = reader_expr(reader, value, function->type);
}

static void read_function_statement(Reader *reader, const AstDefinition *definition,
                                    Function *function, const AstStatement *statement)
{
  if (statement->kind == AST_GRAD) {
    int parameter = find_parameter(definition, statement->formula.name);
    if (parameter < 0)
      reader_fail(reader, E0602, statement->span, "%s is no parameter", statement->formula.name);
    else
      function->derivatives[parameter] =
          reader_expr(reader, statement->formula.value, function->type);
  } else if (statement->kind == AST_RETURN && statement->assign.values.count == 1) {
    read_function_body(reader, function, statement->assign.values.items[0]);
  } else {
    reader_fail(reader, E0601, statement->span, "a function of graph text has grad and return");
  }
}

// The function is known by name before its derivatives are read: sigmoid's calls itself.
static void read_function(Reader *reader, const AstDefinition *definition)
{
  int count = definition->parameters.count;
  Function *function = arena_new(reader->arena, Function);
  Type *types = arena_array(reader->arena, Type, count);
  *function = (Function){.name = definition->name, .parameter_count = count, .type = TYPE_F32};
  function->derivatives = arena_array(reader->arena, const Expr *, count);
  function->origin.layers = "";
  function->origin.span = definition->span;
  for (int i = 0; i < count; i++)
    if (definition->parameters.items[i].type)
      types[i] = reader_type(definition->parameters.items[i].type->dtype);
  list_add(reader->arena, &reader->graph->functions, function);
  reader->formals = &definition->parameters;
  reader->formal_types = types;
  if (definition->value)
    read_function_body(reader, function, definition->value);
  for (int grads = 0; grads <= 1; grads++)  // the body first: it gives the type
    for (int i = 0; i < definition->body.count && !reader->failed; i++)
      if ((definition->body.items[i]->kind == AST_GRAD) == grads)
        read_function_statement(reader, definition, function, definition->body.items[i]);
  reader->formals = NULL;
  if (!function->body && !reader->failed)
    reader_fail(reader, E0601, definition->span, "%s returns nothing", definition->name);
}

// -- graphs ---------------------------------------------------------------------------------------

static void read_outputs(Reader *reader, const AstDefinition *definition)
{
  for (int i = 0; i < definition->results.count; i++)
    list_add(reader->arena, &reader->graph->outputs,
             ((Output){.name = definition->results.items[i].name}));
}

static void resolve_outputs(Reader *reader, const AstDefinition *definition)
{
  for (int i = 0; i < reader->graph->outputs.count && !reader->failed; i++) {
    Output *output = &reader->graph->outputs.items[i];
    if (!output->node && output->name)
      output->node = graph_find(reader->graph, output->name);
    if (!output->node)
      reader_fail(reader, E0602, definition->results.items[i].span,
                  "%s is defined by no line of the graph", output->name ? output->name : "this");
  }
}

static void read_graph(Reader *reader, const AstFile *file, const AstDefinition *definition)
{
  for (int i = 0; i < file->definitions.count && !reader->failed; i++)
    if (file->definitions.items[i]->kind == AST_FN)
      read_function(reader, file->definitions.items[i]);
  for (int i = 0; i < definition->parameters.count && !reader->failed; i++)
    read_input(reader, &definition->parameters.items[i], i);
  read_outputs(reader, definition);
  if (!reader->failed && read_block(reader, &definition->body, NULL))
    resolve_outputs(reader, definition);
}

static const AstDefinition *find_graph(const AstFile *file)
{
  for (int i = 0; i < file->definitions.count; i++)
    if (file->definitions.items[i]->kind == AST_GRAPH_TEXT)
      return file->definitions.items[i];
  return NULL;
}

Graph *graph_parse(Arena *arena, Names *names, Diag *diag, const Source *source)
{
  int errors = diag_error_count(diag);
  AstFile *file = parse_graph(arena, names, diag, source);
  const AstDefinition *definition = find_graph(file);
  if (diag_error_count(diag) > errors)
    return NULL;
  if (!definition) {
    diag_error(diag, E0601, (Span){source, 0, 0}, "there is no graph in this text");
    return NULL;
  }
  Graph *graph = graph_create(arena, names, definition->name);
  graph->span = definition->span;
  Reader reader = {.arena = arena, .names = names, .diag = diag, .graph = graph};
  read_graph(&reader, file, definition);
  if (reader.failed)
    return NULL;
  Span place;
  const char *broken = graph_verify(graph, arena, &place);
  if (broken)
    diag_error(diag, E0601, place, "%s", broken);
  return broken ? NULL : graph;
}
