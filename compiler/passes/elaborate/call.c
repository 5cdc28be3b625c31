// Calls: ops, layers, nets and functions are written out where they are called.
//
// A frame per call holds its scope and its layer path. Parameters of a layer are named by the path:
// the call's label, else the layer's name and the ordinal of the call among those of that name in
// the body.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

#include <string.h>

enum { MAX_DEPTH = 200 };

Frame *frame_create(Frame *caller, Elaborator *e, Definition *definition, Span call)
{
  Frame *f = arena_new(e->arena, Frame);
  f->e = e;
  f->caller = caller;
  f->definition = definition;
  f->module = definition->module;
  f->call = call;
  f->path = caller ? caller->path : "";
  f->prefix = caller ? caller->prefix : "";
  f->rounds = "";
  f->scope = scope_create(e, NULL);
  f->depth = caller ? caller->depth + 1 : 0;
  f->returned = poison();
  AstDefinitionKind kind = definition->ast->kind;
  f->kind = kind == AST_FN || kind == AST_INIT || kind == AST_CONST ? FRAME_PURE : FRAME_NODES;
  return f;
}

// -- recursion ------------------------------------------------------------------------------------

static bool is_recursive(Frame *caller, const Definition *definition, Span at)
{
  const Frame *same = caller;
  while (same && same->definition != definition)
    same = same->caller;
  if (!same && caller->depth < MAX_DEPTH)
    return false;
  if (!same) {
    fail(caller, E0502, at, "calls nest more than %d deep", MAX_DEPTH);
    return true;
  }
  report(caller, E0207, at, "%s calls itself", definition->ast->name);
  for (const Frame *f = caller; f != same; f = f->caller)
    report_note(caller, f->call, "%s is called here, in %s", f->definition->ast->name,
                f->caller->definition->ast->name);
  diag_help(caller->e->diag,
            "definitions are written out where they are called, so they cannot recurse; "
            "`repeat` and `scan` repeat");
  return true;
}

// -- results --------------------------------------------------------------------------------------

static bool is_missing(Frame *f, const AstResult *result)
{
  report(f, E0406, result->span, "the result %s of %s has no value", result->name,
         f->definition->ast->name);
  report_end(f);
  return true;
}

static Value result_item(Frame *f, const char *name, const AstType *type, Value v, Span at,
                         void *context)
{
  (void)context;
  if (!is_tensor(v))
    return fail(f, E0405, at, "%s of %s holds %s, expected tensors", name, f->definition->ast->name,
                value_kind_text(f->e, v));
  return bind_shape(f, name, type, v.tensor->shape, at) ? v : poison();
}

// The value of a result, if it is what the result declares; else poison.
static Value declared_result(Frame *f, const AstResult *result, Value v, Span at)
{
  const char *name = result->name ? result->name : "the result";
  if (!result->type || v.kind == VALUE_POISON)
    return v;
  if (result->type->is_list)
    return bind_list(f, name, result->type, v, at, result_item, NULL);
  bool fits = !is_tensor(v) || bind_shape(f, name, result->type, v.tensor->shape, at);
  return fits ? v : poison();
}

static Value one_result(Frame *f, const AstResult *result)
{
  const Binding *binding = scope_find(f->scope, result->name);
  if (!binding) {
    if (!f->has_returned)  // else a requirement ended the body, and was said
      is_missing(f, result);
    return poison();
  }
  if (is_half_bound(f, binding, result->span))
    return poison();
  Value v = binding->value;
  bool is_known = f->definition->ast->kind == AST_OP && !(result->type && result->type->is_list);
  return is_known ? v : declared_result(f, result, v, binding->span);
}

// The values of the named results, one or a tuple.
static Value collect_results(Frame *f)
{
  const AstResults *results = &f->definition->ast->results;
  Values values = {0};
  bool is_poisoned = false;
  for (int i = 0; i < results->count; i++) {
    Value v = one_result(f, &results->items[i]);
    is_poisoned |= v.kind == VALUE_POISON;
    list_add(f->e->arena, &values, v);
  }
  if (is_poisoned && results->count == 1)
    return poison();
  return results->count == 1 ? values.items[0] : list_value(f->e, VALUE_TUPLE, values);
}

static Value check_returned(Frame *f)
{
  const AstResults *results = &f->definition->ast->results;
  Value v = f->returned;
  if (v.kind == VALUE_POISON || results->count == 0)
    return v;
  int count = v.kind == VALUE_TUPLE ? v.list->count : 1;
  if (count != results->count)
    return fail(f, E0405, f->definition->ast->name_span, "%s declares %d results and returns %d",
                f->definition->ast->name, results->count, count);
  for (int i = 0; i < count; i++) {
    Value one = v.kind == VALUE_TUPLE ? v.list->items[i] : v;
    const AstResult *result = &results->items[i];
    if (declared_result(f, result, one, result->span).kind == VALUE_POISON)
      return poison();
  }
  return v;
}

// -- bodies ---------------------------------------------------------------------------------------

// Types of results are known before the formulas that fill them, but after what is required.
static bool declare_results(Frame *f)
{
  const AstResults *results = &f->definition->ast->results;
  for (int i = 0; i < results->count; i++) {
    const AstResult *result = &results->items[i];
    Declared declared = {.name = result->name, .span = result->span};
    if (result->type && !result->type->is_list) {
      if (!evaluate_type(f, result->type, &declared.shape, &declared.type))
        return false;
      if (!check_size(f, declared.shape, result->span, result->name ? result->name : "the result"))
        return false;
      declared.has_type = true;
    }
    list_add(f->e->arena, &f->declared, declared);
  }
  return true;
}

static Value run_op(Frame *f)
{
  const AstBlock *body = &f->definition->ast->body;
  int errors = diag_error_count(f->e->diag);
  for (int i = 0; i < body->count; i++)
    if (body->items[i]->kind == AST_REQUIRE)
      run_require(f, body->items[i]);
  f->rounded = NULL;
  if (diag_error_count(f->e->diag) > errors || !declare_results(f))
    return poison();
  const AstExpr *rounded = f->rounded;
  enter_overrides(f);
  run_block(f, body);
  Value results = collect_results(f);
  add_overrides(f);
  note_unread(f, rounded);
  return results;
}

Value run_definition_body(Frame *f)
{
  const AstDefinition *ast = f->definition->ast;
  switch (ast->kind) {
  case AST_OP:
    return run_op(f);
  case AST_NET:
    run_block(f, &ast->body);
    return collect_results(f);
  default:
    break;
  }
  if (ast->value)
    return evaluate(f, ast->value);
  int errors = diag_error_count(f->e->diag);
  run_block(f, &ast->body);
  if (!f->has_returned && diag_error_count(f->e->diag) == errors)
    return fail(f, E0406, ast->name_span, "%s returns nothing", ast->name);
  return check_returned(f);
}

static Value call_inlined(Frame *f, Definition *definition, const Call *call, const char *path)
{
  definition->is_called = true;
  if (is_recursive(f, definition, call->span))
    return poison();
  Frame *callee = frame_create(f, f->e, definition, call->span);
  if (path)
    callee->path = callee->prefix = path;
  else if (definition->ast->kind == AST_OP)
    callee->prefix = joined_path(f->e, f->prefix, definition->ast->name);
  if (callee->kind == FRAME_PURE) {
    callee->builder = f->builder;
    callee->floors = f->floors;
  }
  return bind_arguments(callee, call) ? run_definition_body(callee) : poison();
}

// -- functions ------------------------------------------------------------------------------------

static Value named(Elaborator *e, Value v, const char *name)
{
  if (!is_tensor(v) || v.tensor->node)
    return v;
  Tensor t = *v.tensor;
  t.hint = name;
  return tensor_value(e, t);
}

static Value call_fn(Frame *f, Definition *definition, const Call *call)
{
  const AstDefinition *ast = definition->ast;
  if (!has_gradient(ast))
    return named(f->e, call_inlined(f, definition, call, NULL), ast->name);
  Frame *callee = frame_create(f, f->e, definition, call->span);
  callee->builder = f->builder;
  callee->floors = f->floors;
  if (!bind_arguments(callee, call))
    return poison();
  Value values[MAX_RANK];
  for (int i = 0; i < ast->parameters.count && i < MAX_RANK; i++)
    values[i] = scope_find(callee->scope, ast->parameters.items[i].name)->value;
  return named(f->e, call_kept_function(f, definition, values, ast->parameters.count, call->span),
               ast->name);
}

Value call_function_values(Frame *f, Definition *definition, const Value *values, int count,
                           Span at)
{
  const AstParameters *parameters = &definition->ast->parameters;
  Binding bindings[MAX_RANK];
  for (int i = 0; i < count && i < parameters->count && i < MAX_RANK; i++)
    bindings[i] = (Binding){.name = parameters->items[i].name, .value = values[i], .span = at};
  Call call = {.caller = f, .span = at, .values = bindings, .value_count = count};
  return call_fn(f, definition, &call);
}

Definition *library_definition(Elaborator *e, const char *name)
{
  return find_definition(e->library, name_intern(e->names, name), e->library);
}

Value call_library(Frame *f, const char *name, const Value *values, int count, Span at)
{
  Definition *definition = library_definition(f->e, name);
  if (!definition || definition->ast->kind != AST_FN)
    return fail(f, E0201, at, "the library has no function %s", name);
  return call_function_values(f, definition, values, count, at);
}

// -- layers ---------------------------------------------------------------------------------------

const char *joined_path(Elaborator *e, const char *path, const char *name)
{
  return path[0] ? intern(e, "%s.%s", path, name) : name_intern(e->names, name);
}

static const char *layer_path(Frame *f, const Call *call, const char *written)
{
  const char *name = call->label;
  if (!name)
    name = arena_print(f->e->arena, "%s%d", written, call_ordinal(f->e, f->definition, call->site));
  return joined_path(f->e, f->path, arena_print(f->e->arena, "%s%s", name, f->rounds));
}

static Value call_layer(Frame *f, Definition *definition, const Call *call, const char *written)
{
  return call_inlined(f, definition, call, layer_path(f, call, written));
}

Value call_whole(Frame *f, Definition *definition, const Binding *values, int count, Span at)
{
  Call call = {.caller = f, .span = at, .values = values, .value_count = count};
  return call_inlined(f, definition, &call, NULL);
}

static Value apply_instance(Frame *f, Instance *instance, const Call *call)
{
  if (call->arguments && call->arguments->count > !call->has_piped)
    return fail(f, E0206, call->span,
                "a shared layer takes one tensor: its other arguments stand where it was made");
  instance->definition->is_called = true;
  if (is_recursive(f, instance->definition, call->span))
    return poison();
  Value input = call->piped;
  if (!call->has_piped) {
    if (!call->arguments || call->arguments->count == 0)
      return fail(f, E0204, call->span, "a shared layer is applied to a tensor");
    input = evaluate(f, call->arguments->items[0].value);
  }
  Frame *callee = frame_create(instance->frame, f->e, instance->definition, call->span);
  callee->path = callee->prefix = instance->path;
  callee->instance = instance;
  callee->depth = f->depth + 1;
  Call made = {.caller = instance->frame,
               .span = call->span,
               .arguments = instance->arguments,
               .has_piped = true,
               .piped = input};
  Value v = bind_arguments(callee, &made) ? run_definition_body(callee) : poison();
  instance->is_applied = true;
  return v;
}

// -- any callee -----------------------------------------------------------------------------------

static Value inside_formula(Frame *f, const char *written, const Call *call)
{
  return fail(f, E0208, call->span,
              "%s works on whole tensors: call it in a statement before, and read the "
              "result by its indices",
              written);
}

static Value call_definition(Frame *f, Definition *definition, const Call *call,
                             const char *written)
{
  AstDefinitionKind kind = definition->ast->kind;
  if (kind == AST_FN)
    return call_fn(f, definition, call);
  bool is_whole = kind == AST_OP || kind == AST_LAYER || kind == AST_NET;
  if (is_whole && f->builder)
    return inside_formula(f, written, call);
  if (is_whole && f->kind == FRAME_PURE)
    return fail(f, E0208, call->span, "a function is pointwise: %s cannot be called in it",
                written);
  if (kind == AST_OP)
    return call_inlined(f, definition, call, NULL);
  if (kind == AST_LAYER || kind == AST_NET)
    return call_layer(f, definition, call, written);
  if (kind == AST_INIT && f->is_init)
    return call_inlined(f, definition, call, NULL);
  return fail(f, E0208, call->span,
              kind == AST_INIT ? "%s is a start: it stands after `~`" : "%s cannot be called here",
              written);
}

// Is the value of an expression a graph? Told without making anything: a name, or what is made of
// one by builtins.
static bool gives_graph(Frame *f, const AstExpr *expr)
{
  if (expr->kind == AST_NAME) {
    const Binding *binding = scope_find(f->scope, expr->text);
    return binding && binding->value.kind == VALUE_GRAPH;
  }
  if (expr->kind == AST_PIPE) {
    const AstExpr *stage = expr->pipe.stage;
    const AstExpr *callee = stage->kind == AST_CALL ? stage->call.callee : stage;
    return find_builtin(callee_name(callee)) && gives_graph(f, expr->pipe.value);
  }
  return expr->kind == AST_CALL && expr->call.arguments.count &&
         find_builtin(callee_name(expr->call.callee)) &&
         gives_graph(f, expr->call.arguments.items[0].value);
}

// The argument that a call gives to the first parameter; null: it is not written.
static const AstExpr *first_given(const Call *call, const AstParameters *parameters)
{
  for (int i = 0; call->arguments && i < call->arguments->count; i++) {
    const AstArgument *argument = &call->arguments->items[i];
    if (argument->name ? argument->name == parameters->items[0].name : i == 0)
      return argument->value;
  }
  return NULL;
}

// Of two definitions of a name, the one for what the call gives first.
static Definition *fitting(Frame *f, Definition *definition, const Call *call)
{
  if (!definition->twin)
    return definition;
  Definition *of_graphs = takes_graph(definition->ast) ? definition : definition->twin;
  bool is_graph = call->has_piped && call->piped.kind == VALUE_GRAPH;
  if (!call->has_piped) {
    const AstExpr *first = first_given(call, &of_graphs->ast->parameters);
    is_graph = first && gives_graph(f, first);
  }
  return is_graph ? of_graphs : of_graphs->twin;
}

static Value call_value(Frame *f, Value callee, const Call *call, const char *written)
{
  switch (callee.kind) {
  case VALUE_POISON:
    return callee;
  case VALUE_BUILTIN:
    return call_builtin(f, callee.builtin, call);
  case VALUE_DEFINITION:
    return call_definition(f, fitting(f, callee.definition, call), call, written);
  case VALUE_INSTANCE:
    return f->builder ? inside_formula(f, written, call) : apply_instance(f, callee.instance, call);
  default:
    return fail(f, E0208, call->span, "%s is %s and cannot be called", written,
                value_kind_text(f->e, callee));
  }
}

static Value find_callee(Frame *f, const AstExpr *callee)
{
  return callee->kind == AST_NAME ? find_name(f, callee->text, callee->span) : evaluate(f, callee);
}

const char *callee_name(const AstExpr *callee)
{
  return callee->kind == AST_FIELD  ? callee->field.name
         : callee->kind == AST_NAME ? callee->text
                                    : "call";
}

// ceil(a/b) among extents: -floor(-a/b).
static bool is_ceiling(const Frame *f, const AstExpr *expr)
{
  const AstArguments *arguments = &expr->call.arguments;
  return f->floors && expr->call.callee->kind == AST_NAME &&
         strcmp(expr->call.callee->text, "ceil") == 0 && arguments->count == 1 &&
         arguments->items[0].value->kind == AST_BINARY &&
         arguments->items[0].value->operation.operator== AST_DIVIDE;
}

static Value ceiling(Frame *f, const AstExpr *quotient)
{
  Value above = unary(f, AST_NEGATE, evaluate(f, quotient->operation.left), quotient->span);
  Value below = evaluate(f, quotient->operation.right);
  return unary(f, AST_NEGATE, arithmetic(f, AST_DIVIDE, above, below, quotient->span),
               quotient->span);
}

Value evaluate_call(Frame *f, const AstExpr *expr)
{
  if (is_ceiling(f, expr))
    return ceiling(f, expr->call.arguments.items[0].value);
  Value callee = find_callee(f, expr->call.callee);
  Call call = {.caller = f, .span = expr->span, .site = expr, .arguments = &expr->call.arguments};
  return call_value(f, callee, &call, callee_name(expr->call.callee));
}

static Value run_stage(Frame *f, Value value, const AstExpr *pipe)
{
  const AstExpr *stage = pipe->pipe.stage;
  const AstExpr *callee = stage->kind == AST_CALL ? stage->call.callee : stage;
  Call call = {.caller = f,
               .span = stage->span,
               .site = stage,
               .label = pipe->pipe.label,
               .has_piped = true,
               .piped = value};
  if (stage->kind == AST_CALL)
    call.arguments = &stage->call.arguments;
  if (value.kind == VALUE_TUPLE)
    return fail(f, E0405, pipe->pipe.value->span, "a pipe carries one value, this has %d",
                value.list->count);
  return call_value(f, find_callee(f, callee), &call, callee_name(callee));
}

// Long pipes lean to the left: they are walked without recursion.
Value evaluate_pipe(Frame *f, const AstExpr *expr)
{
  ListOf(const AstExpr *) stages = {0};
  for (; expr->kind == AST_PIPE; expr = expr->pipe.value)
    list_add(f->e->arena, &stages, expr);
  Value v = evaluate(f, expr);
  for (int i = stages.count - 1; i >= 0 && v.kind != VALUE_POISON; i--)
    v = run_stage(f, v, stages.items[i]);
  return v;
}
