// Arguments to parameters.
//
// Positional ones first, then named ones; a pipe fills the first tensor. They are bound from left
// to right; one that an earlier type or default needs (`..P: axis`) is bound when it is asked for.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

typedef enum Progress { NOT_BOUND, BEING_BOUND, BOUND } Progress;

typedef struct Arguments {
  const Call *call;
  const AstParameters *parameters;
  const AstExpr **given;  // by parameter; null: not written
  Progress *progress;
  int piped;  // the parameter that the pipe fills; -1
  bool failed;
} Arguments;

// -- signatures -----------------------------------------------------------------------------------

static void print_parameter(const AstParameter *p, Text *out)
{
  text_add(out, "%s", p->name);
  if (p->type) {
    text_add(out, ": ");
    format_type(p->type, out);
  }
  for (int i = 0; i < p->words.count; i++)
    text_add(out, "%s%s", i ? ", " : " in {", p->words.items[i]);
  text_add(out, p->words.count ? "}" : "");
  if (p->bound) {
    text_add(out, " in ");
    format_expr(p->bound, out);
  }
  if (p->fallback) {
    text_add(out, " = ");
    format_expr(p->fallback, out);
  }
}

const char *signature_text(Elaborator *e, const AstDefinition *definition)
{
  Text text = {.arena = e->arena};
  text_add(&text, "%s(", definition->name);
  for (int i = 0; i < definition->parameters.count; i++) {
    text_add(&text, i ? ", " : "");
    print_parameter(&definition->parameters.items[i], &text);
  }
  text_add(&text, ")");
  return text_get(&text);
}

static void note_signature(Frame *caller, const Frame *callee)
{
  const AstDefinition *ast = callee->definition->ast;
  report_note(caller, ast->name_span, "it is %s", signature_text(caller->e, ast));
  report_end(caller);
}

// -- which argument is whose ----------------------------------------------------------------------

static bool is_tensor_type(const AstType *type)
{
  return type && (type->has_shape || type->dtype != AST_DTYPE_NONE || type->is_list);
}

static int first_tensor(const AstParameters *parameters)
{
  for (int i = 0; i < parameters->count; i++)
    if (is_tensor_type(parameters->items[i].type))
      return i;
  return parameters->count ? 0 : -1;
}

static int find_parameter(const AstParameters *parameters, const char *name)
{
  for (int i = 0; i < parameters->count; i++)
    if (parameters->items[i].name == name)
      return i;
  return -1;
}

static bool is_valued(const Call *call, const char *name)
{
  for (int i = 0; i < call->value_count; i++)
    if (call->values[i].name == name)
      return true;
  return false;
}

// The frame in which an argument stands: it is to blame for what does not fit.
static Frame *caller_of(Frame *callee)
{
  return callee->caller ? callee->caller : callee;
}

static void unknown_argument(Frame *callee, const AstArgument *argument)
{
  Frame *caller = callee->caller;
  const AstParameters *parameters = &callee->definition->ast->parameters;
  const char **names = arena_array(callee->e->arena, const char *, parameters->count + 1);
  for (int i = 0; i < parameters->count; i++)
    names[i] = parameters->items[i].name;
  report(caller, E0203, argument->name_span, "%s has no parameter %s",
         callee->definition->ast->name, argument->name);
  const char *nearest = text_nearest(argument->name, names, parameters->count);
  if (nearest)
    diag_suggest(callee->e->diag, argument->name_span, nearest);
  note_signature(caller, callee);
}

static bool take(Frame *callee, Arguments *a, int parameter, const AstArgument *argument)
{
  bool repeated = a->given[parameter] || a->piped == parameter;
  if (repeated) {
    report(callee->caller, E0205, argument->name ? argument->name_span : argument->value->span,
           "%s of %s has a value already", a->parameters->items[parameter].name,
           callee->definition->ast->name);
    if (a->given[parameter])
      report_note(callee->caller, a->given[parameter]->span, "it is given here");
    note_signature(callee->caller, callee);
    return false;
  }
  a->given[parameter] = argument->value;
  return true;
}

static bool assign_positional(Frame *callee, Arguments *a, const AstArgument *argument, int *next)
{
  while (*next < a->parameters->count &&
         (*next == a->piped || is_valued(a->call, a->parameters->items[*next].name)))
    ++*next;
  if (*next < a->parameters->count)
    return take(callee, a, (*next)++, argument);
  report(callee->caller, E0206, argument->value->span,
         "%s has %d parameter%s, this is one too many", callee->definition->ast->name,
         a->parameters->count, a->parameters->count == 1 ? "" : "s");
  note_signature(callee->caller, callee);
  return false;
}

static bool assign_arguments(Frame *callee, Arguments *a)
{
  bool fits = true;
  int next = 0;
  if (a->call->has_piped) {
    a->piped = first_tensor(a->parameters);
    if (a->piped < 0) {
      fail(callee->caller, E0206, a->call->span,
           "%s takes no argument, so nothing can be piped into it", callee->definition->ast->name);
      return false;
    }
  }
  for (int i = 0; a->call->arguments && i < a->call->arguments->count; i++) {
    const AstArgument *argument = &a->call->arguments->items[i];
    int parameter = argument->name ? find_parameter(a->parameters, argument->name) : -1;
    if (!argument->name) {
      fits &= assign_positional(callee, a, argument, &next);
    } else if (parameter < 0) {
      unknown_argument(callee, argument);
      fits = false;
    } else {
      fits &= take(callee, a, parameter, argument);
    }
  }
  return fits;
}

// -- one value ------------------------------------------------------------------------------------

static bool is_word(const AstParameter *p, const char *text)
{
  for (int i = 0; i < p->words.count; i++)
    if (p->words.items[i] == text)
      return true;
  return false;
}

static Value word_value(Frame *callee, const AstParameter *p, const AstExpr *expr, Frame *in)
{
  if (expr->kind == AST_NAME && is_word(p, expr->text))
    return (Value){.kind = VALUE_WORD, .text = expr->text};
  const Binding *bound = expr->kind == AST_NAME ? scope_find(in->scope, expr->text) : NULL;
  if (bound && bound->value.kind == VALUE_WORD && is_word(p, bound->value.text))
    return bound->value;
  Text choices = {.arena = callee->e->arena}, written = {.arena = callee->e->arena};
  for (int i = 0; i < p->words.count; i++)
    text_add(&choices, "%s%s", i ? ", " : "", p->words.items[i]);
  format_expr(expr, &written);
  report(in, E0211, expr->span, "%s of %s is one of %s, not %s", p->name,
         callee->definition->ast->name, text_get(&choices), text_get(&written));
  const char *nearest =
      expr->kind == AST_NAME ? text_nearest(expr->text, p->words.items, p->words.count) : NULL;
  if (nearest)
    diag_suggest(callee->e->diag, expr->span, nearest);
  report_end(in);
  return poison();
}

// The value of a parameter as it was given, or its default.
static Value given_value(Frame *callee, Arguments *a, int i)
{
  const AstParameter *p = &a->parameters->items[i];
  for (int k = 0; k < a->call->value_count; k++)
    if (a->call->values[k].name == p->name)
      return a->call->values[k].value;
  if (i == a->piped)
    return a->call->piped;
  const AstExpr *expr = a->given[i] ? a->given[i] : p->fallback;
  Frame *in = a->given[i] ? callee->caller : callee;
  if (expr)
    return p->words.count ? word_value(callee, p, expr, in) : evaluate(in, expr);
  Frame *caller = callee->caller ? callee->caller : callee;
  report(caller, E0204, a->call->span, "%s needs a value for %s", callee->definition->ast->name,
         p->name);
  note_signature(caller, callee);
  return poison();
}

static Span argument_span(const Arguments *a, int i)
{
  if (a->given[i])
    return a->given[i]->span;
  return a->call->span;
}

// The shape that a nested list of numbers has.
static Shape list_shape(Elaborator *e, Value v)
{
  Shape shape = {0};
  for (; v.kind == VALUE_LIST && v.list->count > 0 && shape.rank < MAX_RANK; v = v.list->items[0])
    shape.extents[shape.rank++] = expr_integer(e->graph, TYPE_INDEX, v.list->count);
  return shape;
}

// A dimension that this argument would have to bind.
static bool has_unbound(Frame *callee, const AstType *type)
{
  for (int i = 0; i < type->extents.count; i++) {
    const AstExpr *item = type->extents.items[i];
    if ((item->kind == AST_DIMENSION && !scope_find(callee->scope, item->text)) ||
        (item->kind == AST_PACK && !find_pack(callee, item->pack)))
      return true;
  }
  return false;
}

static bool constant_argument(Frame *callee, const AstParameter *p, Value v, Span at, Tensor *out)
{
  Shape shape;
  Type element;
  if (v.kind != VALUE_LIST && has_unbound(callee, p->type)) {
    Text type_text = {.arena = callee->e->arena};
    format_type(p->type, &type_text);
    fail(caller_of(callee), E0401, at, "%s of %s is a tensor %s, this is %s", p->name,
         callee->definition->ast->name, text_get(&type_text), value_kind_text(callee->e, v));
    return false;
  }
  if (v.kind != VALUE_LIST)
    return evaluate_type(callee, p->type, &shape, &element) &&
           tensor_of_constants(callee, v, shape, element, at, out);
  shape = list_shape(callee->e, v);
  return bind_shape(callee, p->name, p->type, shape, at) &&
         tensor_of_constants(callee, v, shape, element_type(p->type->dtype), at, out);
}

// Float parameters of an op take every type, as floats; those of a layer keep it, so that a move of
// bytes stays one.
static bool fits_element(Frame *callee, const AstParameter *p, Tensor *t, Span at)
{
  Type wanted = element_type(p->type->dtype);
  bool is_float = p->type->dtype == AST_DTYPE_NONE || p->type->dtype == AST_F32;
  if (is_float) {
    bool keeps = callee->definition->ast->kind != AST_OP && p->type->dtype == AST_DTYPE_NONE &&
                 !t->is_loose && t->type != TYPE_F64 && t->type != TYPE_INDEX;
    return keeps || as_type(callee, tensor_value(callee->e, *t), TYPE_F32, at, t);
  }
  bool fits =
      t->type == wanted || (wanted == TYPE_I32 && (t->type == TYPE_INDEX || t->type == TYPE_U8));
  if (fits)
    return as_type(callee, tensor_value(callee->e, *t), wanted, at, t);
  report(caller_of(callee), E0401, at, "%s of %s is %s, this is %s", p->name,
         callee->definition->ast->name, type_name(wanted), type_name(t->type));
  if (wanted == TYPE_I32 && t->type == TYPE_F32)
    diag_help(callee->e->diag, "int(..) converts, by dropping the fraction");
  report_end(caller_of(callee));
  return false;
}

// What a definition reads at many places is computed once: anything but a plain read, or a
// constant.
static bool is_cheap(const Tensor *t)
{
  const Expr *e = t->expr->kind == EXPR_CONVERT ? t->expr->operands[0] : t->expr;
  return e->kind == EXPR_READ || expr_is_number(e) || t->type == TYPE_INDEX;
}

static Value graph_argument(Frame *callee, const AstParameter *p, Value v, Span at)
{
  if ((p->type->dtype == AST_GRAPH) != (v.kind == VALUE_GRAPH))
    return fail(caller_of(callee), E0401, at, "%s of %s is %s, this is %s", p->name,
                callee->definition->ast->name, p->type->dtype == AST_GRAPH ? "a graph" : "a tensor",
                value_kind_text(callee->e, v));
  return bind_shape(callee, p->name, p->type, edges_shape(v.edges), at) ? v : poison();
}

// Where a tensor may be left out (`lengths: i32[B] = T`), an extent of the day stands for one that
// holds it everywhere, as a number does.
static bool is_extent(Frame *callee, const AstParameter *p, Value v)
{
  int64_t capacity;
  return p->fallback && p->type->extents.count > 0 && is_tensor(v) && v.tensor->shape.rank == 0 &&
         v.tensor->type == TYPE_INDEX && expr_capacity(callee->e->graph, v.tensor->expr, &capacity);
}

static bool extent_argument(Frame *callee, const AstParameter *p, Value v, Span at, Tensor *out)
{
  Type element;
  *out = *v.tensor;
  return evaluate_type(callee, p->type, &out->shape, &element) &&
         as_type(callee, tensor_value(callee->e, *out), element, at, out);
}

static Value typed_value(Frame *callee, const AstParameter *p, Value v, Span at);

static Value typed_item(Frame *callee, const char *name, const AstType *type, Value v, Span at,
                        void *context)
{
  (void)name;
  AstParameter item = *(const AstParameter *)context;
  item.type = (AstType *)type;
  return typed_value(callee, &item, v, at);
}

static Value typed_value(Frame *callee, const AstParameter *p, Value v, Span at)
{
  Tensor t;
  if (v.kind == VALUE_POISON)
    return v;
  if (p->type->is_list)
    return bind_list(callee, p->name, p->type, v, at, typed_item, (void *)p);
  if (p->type->dtype == AST_GRAPH || v.kind == VALUE_GRAPH)
    return graph_argument(callee, p, v, at);
  if (is_constant_number(v) || v.kind == VALUE_LIST)
    return constant_argument(callee, p, v, at, &t) ? tensor_value(callee->e, t) : poison();
  if (is_extent(callee, p, v))
    return extent_argument(callee, p, v, at, &t) ? tensor_value(callee->e, t) : poison();
  if (!is_tensor(v))
    return fail(caller_of(callee), E0401, at, "%s of %s is a tensor, this is %s", p->name,
                callee->definition->ast->name, value_kind_text(callee->e, v));
  t = *v.tensor;
  if (!bind_shape(callee, p->name, p->type, t.shape, at) || !fits_element(callee, p, &t, at))
    return poison();
  if (callee->kind == FRAME_NODES && !is_cheap(&t))
    return node_value(callee->e, materialize(caller_of(callee), &t, t.hint ? NULL : p->name, at));
  return tensor_value(callee->e, t);
}

enum { MAX_REPEATED = 16 };

// A function may use its argument several times, so a long one becomes a node first.
static Value named_once(Frame *caller, Value v, Span at)
{
  const Tensor *t = v.tensor;
  bool is_long = t->shape.rank > 0 && t->size > MAX_REPEATED && !caller->builder;
  return is_long ? node_value(caller->e, materialize(caller, t, NULL, at)) : v;
}

// After an error the rest is poison: it may depend on what failed.
static void bind_parameter(Frame *callee, Arguments *a, int i)
{
  const AstParameter *p = &a->parameters->items[i];
  Span at = argument_span(a, i);
  a->progress[i] = BEING_BOUND;
  Value v = a->failed ? poison() : given_value(callee, a, i);
  if (is_tensor_type(p->type))
    v = typed_value(callee, p, v, at);
  else if (is_tensor(v) && callee->kind == FRAME_PURE && callee->caller)
    v = named_once(callee->caller, v, at);
  a->failed |= v.kind == VALUE_POISON;
  // A parameter hides a dimension or an earlier name; the frame's own scope holds it.
  Scope *scope = callee->scope;
  while (scope->outer)
    scope = scope->outer;
  scope_define(callee->e, scope, p->name, v, p->span);
  a->progress[i] = BOUND;
}

bool bind_pending(Frame *f, const char *name)
{
  Arguments *a = f->arguments;
  int i = a ? find_parameter(a->parameters, name) : -1;
  if (i < 0 || a->progress[i] != NOT_BOUND)
    return false;
  bind_parameter(f, a, i);
  return true;
}

// -- promises of range ----------------------------------------------------------------------------

static Interval values_of(Elaborator *e, const Tensor *t)
{
  Formula *formula = formula_over(e->graph, t->shape);
  return expr_interval(e->graph, formula, NULL, 0, expr_convert(e->graph, TYPE_INDEX, t->expr));
}

// `member: i32[N] in G` binds G, if nothing else does, to what the argument promises.
static void bind_promise(Frame *callee, const AstParameter *p, const Tensor *t, Span at)
{
  Elaborator *e = callee->e;
  const Node *node = t->node;
  if (p->bound->kind == AST_DIMENSION && !scope_find(callee->scope, p->bound->text) && node &&
      node->form == FORM_INPUT && node->input.bound)
    scope_define(e, callee->scope, p->bound->text, element_value(e, node->input.bound), at);
}

// `label: i32[B] in C`: values are proved to be in 0 .. C - 1.
static bool check_bound(Frame *callee, const AstParameter *p, Span at)
{
  const Binding *binding = scope_find(callee->scope, p->name);
  if (binding && is_tensor(binding->value))
    bind_promise(callee, p, binding->value.tensor, at);
  const Expr *bound = evaluate_extent(callee, p->bound);
  if (!bound || !binding || !is_tensor(binding->value))
    return bound != NULL;
  const Tensor *t = binding->value.tensor;
  const Node *node = t->node;
  if (node && node->form == FORM_INPUT && node->input.bound == bound)
    return true;
  Interval values = values_of(callee->e, t);
  bool fits = values.low >= 0 && expr_is_number(bound) && values.high < bound->integer;
  if (fits)
    return true;
  Text text = {.arena = callee->e->arena};
  format_expr(p->bound, &text);
  Frame *caller = caller_of(callee);
  report(caller, E0305, at,
         "%s of %s holds values in 0 .. %s - 1 (%s is %s), these are not proved to", p->name,
         callee->definition->ast->name, text_get(&text), text_get(&text),
         extent_text(callee->e, bound));
  if (node && node->form == FORM_INPUT && node->input.bound)
    report_note(
        caller, node->origin.span, "%s is declared in 0 .. %s", node->name,
        extent_text(callee->e, expr_binary(callee->e->graph, EXPR_SUBTRACT, node->input.bound,
                                           expr_integer(callee->e->graph, TYPE_INDEX, 1))));
  else if (node && node->form == FORM_INPUT)
    diag_help(callee->e->diag, "declare it so: `%s: i32[..] in %s`", node->name,
              extent_text(callee->e, bound));
  report_end(caller);
  return false;
}

// -- all ------------------------------------------------------------------------------------------

bool bind_arguments(Frame *callee, const Call *call)
{
  Arena *arena = callee->e->arena;
  const AstParameters *parameters = &callee->definition->ast->parameters;
  Arguments a = {.call = call, .parameters = parameters, .piped = -1};
  a.given = arena_array(arena, const AstExpr *, parameters->count + 1);
  a.progress = arena_array(arena, Progress, parameters->count + 1);
  if (!assign_arguments(callee, &a))
    return false;
  callee->arguments = &a;
  for (int i = 0; i < parameters->count; i++)
    if (a.progress[i] == NOT_BOUND)
      bind_parameter(callee, &a, i);
  for (int i = 0; i < parameters->count && !a.failed; i++)
    if (parameters->items[i].bound)
      a.failed |= !check_bound(callee, &parameters->items[i], argument_span(&a, i));
  callee->arguments = NULL;
  return !a.failed;
}
