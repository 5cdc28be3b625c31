// Functions that are kept by name: they declare a derivative, so the graph calls them and does not
// look inside.
//
//   fn tanh(x) { grad x = 1 - tanh(x)^2; .. }     ->  EXPR_CALL tanh, with its derivative over
//   FORMALs
//
// In double (the scalars of an optimiser) the mathematical function itself is called.

#include "passes/elaborate/elaborate.h"

#include <string.h>

enum { MAX_PARAMETERS = MAX_RANK };

bool has_gradient(const AstDefinition *definition)
{
  for (int i = 0; i < definition->body.count; i++)
    if (definition->body.items[i]->kind == AST_GRAD)
      return true;
  return false;
}

// The library's exp is the exponential function; a user's own exp is only what its body says.
static ExactFunction *exact_of(const Definition *definition)
{
  const AstDefinition *ast = definition->ast;
  return definition->module->is_library ? function_exact(ast->name, ast->parameters.count) : NULL;
}

static Frame *formal_frame(Frame *f, Definition *definition, Span at)
{
  Frame *inner = frame_create(f, f->e, definition, at);
  const AstParameters *parameters = &definition->ast->parameters;
  for (int i = 0; i < parameters->count; i++) {
    Value formal = element_value(f->e, expr_formal(f->e->graph, i, TYPE_F32));
    scope_define(f->e, inner->scope, parameters->items[i].name, formal, parameters->items[i].span);
  }
  return inner;
}

static const Expr *as_float_element(Frame *f, Value v, Span at)
{
  Tensor t;
  return as_type(f, v, TYPE_F32, at, &t) ? t.expr : NULL;
}

static int parameter_index(const AstDefinition *ast, const char *name)
{
  for (int i = 0; i < ast->parameters.count; i++)
    if (ast->parameters.items[i].name == name)
      return i;
  return -1;
}

static bool read_derivatives(Frame *f, Definition *definition, Function *function, Span at)
{
  const AstDefinition *ast = definition->ast;
  for (int i = 0; i < ast->body.count; i++) {
    const AstStatement *s = ast->body.items[i];
    if (s->kind != AST_GRAD)
      continue;
    Frame *inner = formal_frame(f, definition, at);
    int parameter = parameter_index(ast, s->formula.name);
    if (parameter < 0) {
      fail(inner, E0201, s->span, "%s has no parameter %s", ast->name, s->formula.name);
      return false;
    }
    const Expr *derivative = as_float_element(inner, evaluate(inner, s->formula.value), s->span);
    if (!derivative)
      return false;
    function->derivatives[parameter] = expr_is_zero(derivative) ? NULL : derivative;
  }
  return true;
}

static const char *function_name(Elaborator *e, const char *name)
{
  const char *unique = name;
  for (int i = 2; graph_function(e->graph, unique); i++)
    unique = intern(e, "%s_%d", name, i);
  return unique;
}

static Function *add_function(Frame *f, Definition *definition, const char *name, Type type)
{
  Elaborator *e = f->e;
  const AstDefinition *ast = definition->ast;
  Function *function = arena_new(e->arena, Function);
  function->name = function_name(e, name);
  function->parameter_count = ast->parameters.count;
  function->type = type;
  function->derivatives = arena_array(e->arena, const Expr *, ast->parameters.count + 1);
  function->exact = exact_of(definition);
  function->origin = (Origin){"", ast->span};
  return function;
}

// Entered before it is read: a derivative may call the function itself.
static Function *function_of(Frame *f, Definition *definition, Span at)
{
  Elaborator *e = f->e;
  Function *function = pointer_map_get(&e->functions, definition->ast);
  if (function)
    return function;
  function = add_function(f, definition, definition->ast->name, TYPE_F32);
  pointer_map_set(&e->functions, definition->ast, function);
  Frame *inner = formal_frame(f, definition, at);
  definition->in_progress = true;
  function->body = as_float_element(inner, run_definition_body(inner), definition->ast->span);
  definition->in_progress = false;
  if (!function->body || !read_derivatives(f, definition, function, at))
    return NULL;
  list_add(e->graph->arena, &e->graph->functions, function);
  return function;
}

// The function in double, by libm: `pow_f64` is called as pow.
static Function *double_function(Frame *f, Definition *definition)
{
  Elaborator *e = f->e;
  Function *function = pointer_map_get(&e->doubles, definition->ast);
  if (function)
    return function;
  function = add_function(f, definition, intern(e, "%s_f64", definition->ast->name), TYPE_F64);
  pointer_map_set(&e->doubles, definition->ast, function);
  list_add(e->graph->arena, &e->graph->functions, function);
  return function;
}

// The body written out: on constants, and in double for what libm does not have.
static Value inlined(Frame *f, Definition *definition, const Value *values, int count, Span at)
{
  Frame *inner = frame_create(f, f->e, definition, at);
  inner->builder = f->builder;
  for (int i = 0; i < count; i++)
    scope_define(f->e, inner->scope, definition->ast->parameters.items[i].name, values[i], at);
  return run_definition_body(inner);
}

static Value call_constant(Frame *f, Definition *definition, const Value *values, int count,
                           Span at)
{
  double numbers[MAX_PARAMETERS];
  ExactFunction *exact = exact_of(definition);
  if (!exact)
    return inlined(f, definition, values, count, at);
  for (int i = 0; i < count; i++)
    numbers[i] = number_of(values[i]);
  return real_value(exact(numbers));
}

// All arguments in one type and shape.
static bool as_arguments(Frame *f, const Value *values, int count, Type type, Span at, Tensor *t)
{
  for (int i = 0; i < count; i++)
    if (!as_type(f, values[i], type, at, &t[i]))
      return false;
  for (int i = 0; i < count; i++)
    for (int k = 0; k < count; k++)
      if (i != k && !align_shapes(f, &t[i], &t[k], at))
        return false;
  return true;
}

static bool is_double(const Value *values, int count)
{
  bool found = false;
  for (int i = 0; i < count; i++) {
    if (!is_tensor(values[i]))
      continue;
    found |= values[i].tensor->type == TYPE_F64;
    if (values[i].tensor->type == TYPE_F32)
      return false;
  }
  return found;
}

Value call_kept_function(Frame *f, Definition *definition, const Value *values, int count, Span at)
{
  const AstDefinition *ast = definition->ast;
  bool is_constant = true;
  definition->is_called = true;
  if (definition->in_progress)
    return fail(f, E0207, at, "%s calls itself", ast->name);
  if (count > MAX_PARAMETERS)
    return fail(f, E0490, at, "a function with `grad` has at most %d parameters", MAX_PARAMETERS);
  for (int i = 0; i < count; i++) {
    is_constant &= is_constant_number(values[i]);
    if (values[i].kind == VALUE_POISON)
      return poison();
    if (!is_constant_number(values[i]) && !is_tensor(values[i]))
      return fail(f, E0401, at, "%s is for numbers and tensors, this is %s", ast->name,
                  value_kind_text(f->e, values[i]));
  }
  if (is_constant)
    return call_constant(f, definition, values, count, at);
  bool doubles = is_double(values, count);
  if (doubles && !exact_of(definition))
    return inlined(f, definition, values, count, at);
  Tensor t[MAX_PARAMETERS];
  if (!as_arguments(f, values, count, doubles ? TYPE_F64 : TYPE_F32, at, t))
    return poison();
  Function *function = doubles ? double_function(f, definition) : function_of(f, definition, at);
  if (!function)
    return poison();
  const Expr *arguments[MAX_PARAMETERS];
  Tensor result = {.type = function->type, .shape = t[0].shape, .size = 4, .hint = ast->name};
  for (int i = 0; i < count; i++) {
    arguments[i] = t[i].expr;
    result.size += t[i].size;
  }
  result.expr = expr_call(f->e->graph, function, arguments);
  return tensor_value(f->e, result);
}
