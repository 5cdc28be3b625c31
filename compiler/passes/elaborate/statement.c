// Statements: bindings, branches, loops, requirements.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

#include <string.h>

enum { MAX_ROUNDS = 1000000 };

// -- bindings -------------------------------------------------------------------------------------

// What a statement names becomes a node; constants, extents and plain reads need none.
static Value named_value(Frame *f, const char *name, Value v, Span span)
{
  if (!is_tensor(v) || f->kind == FRAME_PURE || v.tensor->node)
    return v;
  const Tensor *t = v.tensor;
  bool is_extent = t->type == TYPE_INDEX && t->shape.rank == 0;
  if (is_extent || expr_is_number(t->expr))
    return v;
  return node_value(f->e, materialize(f, t, name || t->hint ? name : "y", span));
}

static void bind_name(Frame *f, const char *name, Value v, Span span)
{
  if (strcmp(name, "_") != 0)
    scope_assign(f->e, f->scope, name, named_value(f, name, v, span), span);
}

static void bind_items(Frame *f, const AstNames *names, const Values *items, Span span)
{
  if (items->count != names->count) {
    fail(f, E0405, span, "%d names on the left, %d values on the right", names->count,
         items->count);
    for (int i = 0; i < names->count; i++)
      scope_assign(f->e, f->scope, names->items[i], poison(), span);
    return;
  }
  for (int i = 0; i < names->count; i++)
    bind_name(f, names->items[i], items->items[i], span);
}

// `n = sum(b) ..`: the node is the reduction itself.
static void run_reduction(Frame *f, const AstStatement *s)
{
  AstStatement formula = {.kind = AST_FORMULA, .span = s->span};
  formula.formula.name = s->assign.names.items[0];
  formula.formula.value = s->assign.values.items[0];
  run_formula(f, &formula);
}

static void run_assign(Frame *f, const AstStatement *s)
{
  const AstNames *names = &s->assign.names;
  const AstExprs *exprs = &s->assign.values;
  bool is_reduction =
      names->count == 1 && exprs->count == 1 && exprs->items[0]->kind == AST_REDUCTION;
  if (is_reduction && f->kind == FRAME_NODES) {
    run_reduction(f, s);
    return;
  }
  Values values = {0};
  for (int i = 0; i < exprs->count; i++)
    list_add(f->e->arena, &values, evaluate(f, exprs->items[i]));
  const Value *first = &values.items[0];
  bool spreads = names->count > 1 && values.count == 1 && first->kind != VALUE_POISON;
  if (spreads && (first->kind == VALUE_TUPLE || first->kind == VALUE_LIST))
    values = *first->list;
  if (names->count > 1 && values.count == 1 && values.items[0].kind == VALUE_POISON)
    while (values.count < names->count)
      list_add(f->e->arena, &values, poison());
  if (names->count == 1 && values.count == 1 && first->kind == VALUE_TUPLE)
    values = *first->list;
  bind_items(f, names, &values, s->span);
}

// `y = expr` in an op: an element where y is a single number, else a whole tensor.
static void run_bare_formula(Frame *f, const AstStatement *s)
{
  const Declared *declared = NULL;
  for (int i = 0; i < f->declared.count; i++)
    if (f->declared.items[i].name == s->formula.name && f->declared.items[i].has_type)
      declared = &f->declared.items[i];
  bool is_element = declared ? declared->shape.rank == 0 : s->formula.value->kind == AST_REDUCTION;
  if (is_element) {
    run_formula(f, s);
    return;
  }
  Value v = evaluate(f, s->formula.value);
  Tensor t;
  if (declared && v.kind != VALUE_POISON) {
    if (!as_type(f, v, declared->type, s->span, &t))
      v = poison();
    else if (is_constant_number(v))
      v = tensor_of_constants(f, v, declared->shape, declared->type, s->span, &t)
              ? tensor_value(f->e, t)
              : poison();
    else if (!shape_equal(t.shape, declared->shape))
      v = fail(f, E0301, s->span, "%s is %s by its type, this is %s", s->formula.name,
               shape_text(f->e, declared->shape), shape_text(f->e, t.shape));
    else
      v = tensor_value(f->e, t);
  }
  bind_name(f, s->formula.name, v, s->span);
}

static void run_return(Frame *f, const AstStatement *s)
{
  Values values = {0};
  for (int i = 0; i < s->assign.values.count; i++) {
    Value v = evaluate(f, s->assign.values.items[i]);
    list_add(f->e->arena, &values, named_value(f, NULL, v, s->span));
  }
  f->has_returned = true;
  f->returned = values.count == 1 ? values.items[0] : list_value(f->e, VALUE_TUPLE, values);
}

// -- requirements ---------------------------------------------------------------------------------

// The message with `{name}` filled in.
static const char *filled(Frame *f, const char *message)
{
  Text out = {.arena = f->e->arena};
  while (*message) {
    const char *end = *message == '{' ? strchr(message, '}') : NULL;
    if (!end) {
      text_add_bytes(&out, message++, 1);
      continue;
    }
    const char *name = name_intern_bytes(f->e->names, message + 1, (size_t)(end - message - 1));
    const Binding *binding = scope_find(f->scope, name);
    if (binding)
      value_print(f->e, binding->value, &out);
    else
      text_add(&out, "{%s}", name);
    message = end + 1;
  }
  return text_get(&out);
}

// "B is 1 to 64" of the symbols in a condition.
static const char *sizes_text(Frame *f, const Expr *condition)
{
  const Graph *graph = f->e->graph;
  Text out = {.arena = f->e->arena};
  for (int i = 0; i < graph->symbols.count; i++) {
    const Symbol *symbol = &graph->symbols.items[i];
    if (expr_uses_symbol(condition, symbol->name))
      text_add(&out, "%s%s is 1 to %lld", out.length ? ", " : "", symbol->name,
               (long long)symbol->capacity);
  }
  return text_get(&out);
}

// Nobody may have said how large a symbol is: then it is 1.
static void help_with_capacity(Frame *f, const Expr *condition)
{
  const Graph *graph = f->e->graph;
  for (int i = 0; i < graph->symbols.count; i++) {
    const Symbol *symbol = &graph->symbols.items[i];
    if (symbol->capacity > 1 || !expr_uses_symbol(condition, symbol->name))
      continue;
    diag_help(f->e->diag, "larger sizes are bound by `--bind %s=64`, or in the train block",
              symbol->name);
    return;
  }
}

// Printed at the call, which does not fit, with a note at the rule. `of_day`: the condition, where
// no size of the day meets it.
static void not_met(Frame *f, const AstStatement *s, const Expr *of_day)
{
  Frame *caller = f->caller ? f->caller : f;
  Text condition = {.arena = f->e->arena};
  format_expr(s->require.condition, &condition);
  report(caller, E0307, f->caller ? f->call : s->span, "%s", filled(f, s->require.message->text));
  report_note(caller, s->span, "%s requires %s%s%s", f->definition->ast->name, text_get(&condition),
              of_day ? ", and " : "", of_day ? sizes_text(f, of_day) : "");
  if (of_day)
    help_with_capacity(f, of_day);
  report_end(caller);
}

// On an extent of the day: checked before a run, unless no size or every size meets it.
static bool require_of_day(Frame *f, const AstStatement *s, const Expr *condition)
{
  Graph *graph = f->e->graph;
  const char *fault = requirement_fault(graph, f->e->arena, condition);
  if (fault) {
    fail(f, E0404, s->require.condition->span, "this requirement %s", fault);
    return false;
  }
  const Expr *settled = expr_settle(graph, NULL, NULL, 0, condition);
  if (expr_is_zero(settled)) {
    not_met(f, s, condition);
    return false;
  }
  Origin origin = {f->path, f->caller ? user_span(f->caller, f->call) : s->span};
  if (!expr_is_number(settled))
    graph_require(graph, (Requirement){.condition = settled,
                                       .message = filled(f, s->require.message->text),
                                       .origin = origin,
                                       .rule = s->span});
  return true;
}

// What follows relies on it.
void run_require(Frame *f, const AstStatement *s)
{
  Value v = evaluate(f, s->require.condition);
  bool is_of_day = is_tensor(v) && v.tensor->type == TYPE_BOOL && v.tensor->shape.rank == 0;
  bool holds = v.kind == VALUE_BOOLEAN && v.boolean;
  if (is_of_day)
    holds = require_of_day(f, s, v.tensor->expr);
  else if (v.kind == VALUE_BOOLEAN && !v.boolean)
    not_met(f, s, NULL);
  else if (v.kind != VALUE_BOOLEAN && v.kind != VALUE_POISON)
    fail(f, E0401, s->require.condition->span, "a requirement is a condition, this is %s",
         value_kind_text(f->e, v));
  f->has_returned |= !holds;
}

// -- loops ----------------------------------------------------------------------------------------

static bool check_rounds(Frame *f, int64_t rounds, Span at)
{
  if (rounds <= MAX_ROUNDS - f->e->rounds) {
    f->e->rounds += (int)rounds;
    return true;
  }
  fail(f, E0506, at, "%lld rounds: loops are written out, %d rounds in all at most",
       (long long)rounds, MAX_ROUNDS);
  return false;
}

// One round, in a scope of its own; `.3` is added to the names of its layers.
static void run_round(Frame *f, const AstStatement *s, int round, const Value *item)
{
  Scope *scope = f->scope;
  const char *rounds = f->rounds;
  f->scope = scope_create(f->e, scope);
  f->rounds = arena_print(f->e->arena, "%s.%d", rounds, round);
  if (item && s->loop.names.count > 1) {
    bool is_list = item->kind == VALUE_TUPLE || item->kind == VALUE_LIST;
    if (!is_list || item->list->count != s->loop.names.count)
      fail(f, E0405, s->loop.in->span, "%d names, but an item is %s", s->loop.names.count,
           value_kind_text(f->e, *item));
    for (int i = 0; i < s->loop.names.count; i++)
      scope_define(f->e, f->scope, s->loop.names.items[i],
                   is_list && i < item->list->count ? item->list->items[i] : poison(), s->span);
  } else if (item) {
    scope_define(f->e, f->scope, s->loop.names.items[0], *item, s->span);
  }
  run_block(f, &s->loop.body);
  f->scope = scope;
  f->rounds = rounds;
}

static void run_for(Frame *f, const AstStatement *s)
{
  Value v = evaluate(f, s->loop.in);
  if (v.kind == VALUE_POISON)
    return;
  if (v.kind != VALUE_LIST && v.kind != VALUE_TUPLE) {
    fail(f, E0401, s->loop.in->span, "`for` goes through a list, this is %s",
         value_kind_text(f->e, v));
    return;
  }
  if (!check_rounds(f, v.list->count, s->span))
    return;
  for (int i = 0; i < v.list->count && !f->has_returned && !f->e->is_full; i++)
    run_round(f, s, i, &v.list->items[i]);
}

static void run_repeat(Frame *f, const AstStatement *s)
{
  int64_t count;
  if (!evaluate_integer(f, s->loop.in, "the count of repeat", &count))
    return;
  if (count < 0) {
    fail(f, E0401, s->loop.in->span, "the count of repeat is 0 or more, this is %lld",
         (long long)count);
    return;
  }
  if (!check_rounds(f, count, s->loop.in->span))
    return;
  for (int64_t i = 0; i < count && !f->has_returned && !f->e->is_full; i++)
    run_round(f, s, (int)i, NULL);
}

// -- all ------------------------------------------------------------------------------------------

// In an op every element of a name is defined once, so no two formulas are of one name.
static bool is_defined_before(Frame *f, const AstStatement *s)
{
  const AstBlock *body = &f->definition->ast->body;
  for (int i = 0; f->definition->ast->kind == AST_OP && body->items[i] != s; i++) {
    const AstStatement *first = body->items[i];
    if (first->kind != AST_FORMULA || first->formula.name != s->formula.name)
      continue;
    report(f, E0202, s->span, "%s is defined twice in the op %s", s->formula.name,
           f->definition->ast->name);
    report_note(f, first->span, "the first formula is here");
    report_end(f);
    return true;
  }
  return false;
}

static void run_equation(Frame *f, const AstStatement *s)
{
  if (is_defined_before(f, s))
    return;
  if (f->kind == FRAME_PURE)
    fail(f, E0113, s->span, "a function is pointwise: formulas stand in ops and layers");
  else if (s->formula.indices.count == 0)
    run_bare_formula(f, s);
  else
    run_formula(f, s);
}

static void run_statement(Frame *f, const AstStatement *s)
{
  switch (s->kind) {
  case AST_ASSIGN:
    run_assign(f, s);
    return;
  case AST_FORMULA:
    run_equation(f, s);
    return;
  case AST_RETURN:
    run_return(f, s);
    return;
  case AST_REQUIRE:
    if (f->definition->ast->kind != AST_OP)  // an op's were checked before its types
      run_require(f, s);
    return;
  case AST_GRAD:  // an op's stand in override.c, a function's in function.c
    return;
  case AST_FREEZE:
    run_freeze(f, s);
    return;
  case AST_RENAME:
    run_rename(f, s);
    return;
  case AST_SHARE:
    run_share(f, s);
    return;
  case AST_STATE:
    run_state(f, s);
    return;
  case AST_UPDATE:
    run_update(f, s);
    return;
  case AST_DRAW:
    run_draw(f, s);
    return;
  case AST_PARAM:
    run_param(f, s);
    return;
  case AST_FOR:
    run_for(f, s);
    return;
  case AST_REPEAT:
    run_repeat(f, s);
    return;
  case AST_IF_BLOCK:
    run_branch(f, s);
    return;
  case AST_SCAN:
    run_scan(f, s);
    return;
  case AST_YIELD:
    run_yield(f, s);
    return;
  default:
    fail(f, E0113, s->span, "this statement cannot stand here");
    return;
  }
}

void run_block(Frame *f, const AstBlock *block)
{
  for (int i = 0; i < block->count && !f->has_returned && !f->e->is_full; i++)
    run_statement(f, block->items[i]);
}
