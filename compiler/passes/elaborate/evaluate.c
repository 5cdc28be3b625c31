// Expressions: from the tree to values.
//
// Inside a formula (f->builder) a value is an element; outside it is a whole tensor or a
// compile-time value.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

#include <math.h>
#include <string.h>

Value evaluate_floors(Frame *f, const AstExpr *expr)
{
  bool before = f->floors;
  f->floors = true;
  Value v = evaluate(f, expr);
  f->floors = before;
  return v;
}

bool evaluate_integer(Frame *f, const AstExpr *expr, const char *what, int64_t *result)
{
  return value_integer(f, evaluate(f, expr), expr->span, what, result);
}

bool evaluate_boolean(Frame *f, const AstExpr *expr, const char *what, bool *result)
{
  Value v = evaluate(f, expr);
  if (v.kind == VALUE_POISON)
    return false;
  if (v.kind == VALUE_BOOLEAN)
    return *result = v.boolean, true;
  if (is_tensor(v))
    fail(f, E0404, expr->span, "%s must be known at compile time, this is %s", what,
         value_kind_text(f->e, v));
  else
    fail(f, E0401, expr->span, "%s is true or false, this is %s", what, value_kind_text(f->e, v));
  return false;
}

// -- extents --------------------------------------------------------------------------------------

// An index of a formula has no one value to tell.
static bool has_one_value(Value v)
{
  return v.kind != VALUE_POISON && !(is_tensor(v) && v.tensor->expr->kind == EXPR_INDEX);
}

// The integers that an extent is computed from, `H = 3, pad = 0`, for a message.
static void list_names(Frame *f, const AstExpr *expr, Text *out)
{
  if (!expr)
    return;
  if (expr->kind == AST_NAME || expr->kind == AST_DIMENSION) {
    const Binding *binding = scope_find(f->scope, expr->text);
    if (!binding || !has_one_value(binding->value))
      return;
    Text one = {.arena = f->e->arena};
    text_add(&one, "%s = ", expr->text);
    value_print(f->e, binding->value, &one);
    if (!strstr(text_get(out), text_get(&one)))
      text_add(out, "%s%s", out->length ? ", " : "", text_get(&one));
  } else if (expr->kind == AST_UNARY || expr->kind == AST_BINARY) {
    list_names(f, expr->operation.left, out);
    list_names(f, expr->kind == AST_BINARY ? expr->operation.right : NULL, out);
  }
}

static const char *written(Frame *f, const AstExpr *expr)
{
  Text text = {.arena = f->e->arena};
  format_expr(expr, &text);
  return text_get(&text);
}

static const char *with_names(Frame *f, const AstExpr *expr)
{
  Text names = {.arena = f->e->arena};
  if (expr->kind == AST_NAME || expr->kind == AST_DIMENSION)
    return "";
  list_names(f, expr, &names);
  return names.length ? arena_print(f->e->arena, ", with %s", text_get(&names)) : "";
}

typedef struct Repair {
  const char *name;
  int64_t value, gives;
} Repair;

// Whether `name` = value makes the extent 1 or more, quietly.
static bool try_repair(Frame *f, const AstExpr *expr, Binding *binding, int64_t value,
                       int64_t *gives)
{
  Value before = binding->value;
  Diag *diag = f->e->diag;
  f->e->diag = diag_create(f->e->arena);
  binding->value = integer_value(value);
  Value v = evaluate_floors(f, expr);
  binding->value = before;
  f->e->diag = diag;
  *gives = v.kind == VALUE_INTEGER ? v.integer : 0;
  return *gives >= 1;
}

enum { LARGEST_REPAIR = 16 };

// The parameter of the call whose least increase gives an extent: the pad that makes a kernel fit.
static void find_repair(Frame *f, const AstExpr *root, const AstExpr *expr, Repair *best)
{
  if (!expr)
    return;
  if (expr->kind == AST_UNARY || expr->kind == AST_BINARY) {
    find_repair(f, root, expr->operation.left, best);
    find_repair(f, root, expr->kind == AST_BINARY ? expr->operation.right : NULL, best);
  }
  Binding *binding = expr->kind == AST_NAME ? scope_find(f->scope, expr->text) : NULL;
  if (!binding || binding->value.kind != VALUE_INTEGER || best->name)
    return;
  int64_t start = binding->value.integer;
  if (start < 0 || start > LARGEST_REPAIR)
    return;
  for (int64_t value = start + 1; value <= start + LARGEST_REPAIR; value++)
    if (try_repair(f, root, binding, value, &best->gives)) {
      best->name = expr->text;
      best->value = value;
      return;
    }
}

static const Expr *extent_too_small(Frame *f, const AstExpr *expr, int64_t value)
{
  const char *text = written(f, expr), *number = arena_print(f->e->arena, "%lld", (long long)value);
  report(f, E0304, expr->span, "the extent %s%s is below 1%s", text,
         strcmp(text, number) ? arena_print(f->e->arena, " = %s", number) : "",
         with_names(f, expr));
  Repair repair = {0};
  if (expr->kind != AST_NAME)
    find_repair(f, expr, expr, &repair);
  if (repair.name)
    diag_help(f->e->diag, "%s: %lld gives %lld", repair.name, (long long)repair.value,
              (long long)repair.gives);
  report_end(f);
  return NULL;
}

const Expr *evaluate_extent(Frame *f, const AstExpr *expr)
{
  f->has_remainder = false;
  Value v = evaluate_floors(f, expr);
  if (v.kind == VALUE_POISON)
    return NULL;
  if (f->has_remainder && !f->rounded)
    f->rounded = expr;
  if (is_tensor(v) && v.tensor->type == TYPE_INDEX && v.tensor->shape.rank == 0)
    return v.tensor->expr;
  int64_t value;
  if (!value_integer(f, v, expr->span, "a dimension", &value))
    return NULL;
  if (value < 1)
    return extent_too_small(f, expr, value);
  if (value > INT32_MAX) {
    fail(f, E0505, expr->span, "a dimension is at most 2^31 - 1, this is %lld", (long long)value);
    return NULL;
  }
  return expr_integer(f->e->graph, TYPE_INDEX, value);
}

// -- leaves and lists -----------------------------------------------------------------------------

static Value evaluate_name(Frame *f, const AstExpr *expr)
{
  Value v = find_name(f, expr->text, expr->span);
  if (f->builder && is_tensor(v) && v.tensor->shape.rank > 0)
    return fail(f, E0302, expr->span,
                "%s is %s: inside a formula it is read by its indices, %s[..]", expr->text,
                shape_text(f->e, v.tensor->shape), expr->text);
  return v;
}

static Value evaluate_number(const AstExpr *expr)
{
  return expr->number.is_integer ? integer_value(expr->number.integer)
                                 : real_value(expr->number.value);
}

static Value evaluate_duration(const AstExpr *expr)
{
  Value v = {.kind = VALUE_DURATION};
  v.duration.count = expr->number.is_integer ? (double)expr->number.integer : expr->number.value;
  v.duration.epochs = strcmp(expr->number.unit, "epoch") == 0;
  return v;
}

static Value evaluate_items(Frame *f, const AstExpr *expr, ValueKind kind)
{
  Values items = {0};
  for (int i = 0; i < expr->items.count; i++) {
    const AstExpr *item = expr->items.items[i];
    if (item->kind == AST_PACK) {
      const Values *pack = find_pack(f, item->pack);
      if (!pack)
        return fail(f, E0201, item->span, "no dimensions are bound to this pack here");
      for (int k = 0; k < pack->count; k++)
        list_add(f->e->arena, &items, pack->items[k]);
      continue;
    }
    Value v = evaluate(f, item);
    if (v.kind == VALUE_POISON)
      return v;
    list_add(f->e->arena, &items, v);
  }
  return list_value(f->e, kind, items);
}

static Value evaluate_convert(Frame *f, const AstExpr *expr)
{
  Value v = evaluate(f, expr->convert.operand);
  Type type = element_type(expr->convert.dtype);
  if (v.kind == VALUE_POISON)
    return v;
  if (is_constant_number(v)) {
    if (type == TYPE_F32)
      return real_value(number_of(v));
    return type == TYPE_BOOL ? boolean_value(number_of(v) != 0)
                             : integer_value((int64_t)number_of(v));
  }
  if (!is_tensor(v))
    return fail(f, E0401, expr->span, "%s has no element type", value_kind_text(f->e, v));
  if (v.tensor->type == type)
    return v;
  Tensor t = *v.tensor;
  t.type = type;
  t.expr = convert_element(f, type, t.expr);
  t.node = NULL;
  t.size++;
  return tensor_value(f->e, t);
}

// -- operators ------------------------------------------------------------------------------------

static Value divided_by_zero(Frame *f, const AstExpr *expr)
{
  return fail(f, E0315, expr->span, "division by 0: %s%s", written(f, expr), with_names(f, expr));
}

enum { MAX_CHAINED = 1 << 20 };

// A left-leaning chain a + b + c .. is walked without recursion.
static Value evaluate_binary(Frame *f, const AstExpr *expr)
{
  ListOf(const AstExpr *) chain = {0};
  while (expr->kind == AST_BINARY && chain.count < MAX_CHAINED) {
    list_add(f->e->arena, &chain, expr);
    expr = expr->operation.left;
  }
  Value v = evaluate(f, expr);
  for (int i = chain.count - 1; i >= 0; i--) {
    const AstExpr *operation = chain.items[i];
    AstOperator operator= operation->operation.operator;
    // What is decided by the left side leaves the right one unread.
    bool decided = v.kind == VALUE_BOOLEAN &&
                   ((operator== AST_AND && !v.boolean) || (operator== AST_OR && v.boolean));
    if (decided)
      continue;
    Value right = v.kind == VALUE_WORD && operation->operation.right->kind == AST_NAME
                      ? (Value){.kind = VALUE_WORD, .text = operation->operation.right->text}
                      : evaluate(f, operation->operation.right);
    bool divides = (operator== AST_DIVIDE || operator== AST_REMAINDER) && v.kind != VALUE_POISON;
    if (divides && is_constant_number(right) && number_of(right) == 0)
      v = divided_by_zero(f, operation);
    else
      v = arithmetic(f, operator, v, right, operation->span);
  }
  return v;
}

static void push_guard(Frame *f, const Expr *condition)
{
  if (condition->kind == EXPR_AND) {
    push_guard(f, condition->operands[0]);
    push_guard(f, condition->operands[1]);
  } else {
    list_add(f->e->arena, &f->builder->guards, condition);
  }
}

// not (a or b) is not a, and not b.
static void push_refusal(Frame *f, const Expr *condition)
{
  if (condition->kind == EXPR_OR) {
    push_refusal(f, condition->operands[0]);
    push_refusal(f, condition->operands[1]);
  } else {
    list_add(f->e->arena, &f->builder->guards, expr_unary(f->e->graph, EXPR_NOT, condition));
  }
}

// A branch of a formula's `if`: its reads may rely on the condition.
static Value evaluate_branch(Frame *f, const AstExpr *branch, const Expr *condition, bool holds)
{
  if (!f->builder)
    return evaluate(f, branch);
  int count = f->builder->guards.count;
  if (holds)
    push_guard(f, condition);
  else
    push_refusal(f, condition);
  Value v = evaluate(f, branch);
  f->builder->guards.count = count;
  return v;
}

static Value evaluate_if(Frame *f, const AstExpr *expr)
{
  bool floors = f->floors;
  f->floors = false;
  Value condition = evaluate(f, expr->conditional.condition);
  f->floors = floors;
  if (condition.kind == VALUE_POISON)
    return condition;
  if (condition.kind == VALUE_BOOLEAN)
    return evaluate(f, condition.boolean ? expr->conditional.then : expr->conditional.otherwise);
  if (!is_tensor(condition) || condition.tensor->type != TYPE_BOOL)
    return fail(f, E0401, expr->conditional.condition->span, "`if` takes a condition, this is %s",
                value_kind_text(f->e, condition));
  const Expr *test = condition.tensor->expr;
  Value then = evaluate_branch(f, expr->conditional.then, test, true);
  Value otherwise = evaluate_branch(f, expr->conditional.otherwise, test, false);
  return choose(f, condition, then, otherwise, expr->span);
}

static Value evaluate_gradient(Frame *f, const AstExpr *expr)
{
  const char *key = intern(f->e, "grad.%s", expr->gradient_of);
  const Binding *binding = scope_find(f->scope, key);
  if (!binding)
    return fail(f, E0201, expr->span,
                "grad.%s is known only in the `grad` of an op with the result %s",
                expr->gradient_of, expr->gradient_of);
  return binding->value;
}

static Value evaluate_field(Frame *f, const AstExpr *expr)
{
  const AstExpr *base = expr->field.base;
  if (base->kind == AST_NAME && !scope_find(f->scope, base->text))
    for (int i = 0; i < f->module->imports.count; i++) {
      const Import *import = &f->module->imports.items[i];
      if (import->name != base->text)
        continue;
      Definition *found = pointer_map_get(&import->module->definitions, expr->field.name);
      if (found)
        return (Value){.kind = VALUE_DEFINITION, .definition = found};
      report(f, E0201, expr->field.name_span, "%s defines no %s", base->text, expr->field.name);
      const char *nearest =
          text_nearest(expr->field.name, import->module->names.items, import->module->names.count);
      if (nearest)
        diag_suggest(f->e->diag, expr->field.name_span, nearest);
      report_end(f);
      return poison();
    }
  Value v = evaluate(f, base);
  if (v.kind == VALUE_POISON)
    return v;
  if (v.kind == VALUE_GRAPH)
    return graph_field(f, v.edges, expr);
  return fail(f, E0208, expr->field.name_span, "%s has no part %s", value_kind_text(f->e, v),
              expr->field.name);
}

Value evaluate(Frame *f, const AstExpr *expr)
{
  switch (expr->kind) {
  case AST_NAME:
  case AST_DIMENSION:
    return evaluate_name(f, expr);
  case AST_NUMBER:
    return evaluate_number(expr);
  case AST_DURATION:
    return evaluate_duration(expr);
  case AST_STRING:
    return (Value){.kind = VALUE_STRING, .text = expr->text};
  case AST_BOOLEAN:
    return boolean_value(expr->boolean);
  case AST_PACK:
    return fail(f, E0208, expr->span, "a pack stands in shapes, index lists and lists: `[..]`");
  case AST_LIST:
    return evaluate_items(f, expr, VALUE_LIST);
  case AST_TUPLE:
    return evaluate_items(f, expr, VALUE_TUPLE);
  case AST_RECORD:
    return fail(f, E0208, expr->span, "named values in parentheses stand after `capacity =` only");
  case AST_INDEXED:
    return evaluate_indexed(f, expr, NULL);
  case AST_FIELD:
    return evaluate_field(f, expr);
  case AST_CALL:
    return evaluate_call(f, expr);
  case AST_CONVERT:
    return evaluate_convert(f, expr);
  case AST_GRADIENT:
    return evaluate_gradient(f, expr);
  case AST_UNARY:
    return unary(f, expr->operation.operator, evaluate(f, expr->operation.left), expr->span);
  case AST_BINARY:
    return evaluate_binary(f, expr);
  case AST_OTHERWISE:
    return evaluate_indexed(f, expr->otherwise.read, expr->otherwise.otherwise);
  case AST_IF:
    return evaluate_if(f, expr);
  case AST_PIPE:
    return evaluate_pipe(f, expr);
  case AST_REDUCTION:
    return evaluate_reduction(f, expr);
  }
  return poison();
}
