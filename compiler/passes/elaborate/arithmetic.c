// Operators on values: numbers fold, lists join, tensors grow an expression.

#include "passes/elaborate/elaborate.h"

#include <math.h>

static bool is_comparison(AstOperator operator)
{
  return operator>= AST_EQUAL && operator<= AST_GREATER_EQUAL;
}

static Value same(Frame *f, AstOperator operator, bool is_same, Value a, Value b, Span at)
{
  if (operator== AST_EQUAL || operator== AST_NOT_EQUAL)
    return boolean_value(is_same == (operator== AST_EQUAL));
  return fail(f, E0401, at, "no arithmetic with %s and %s", value_kind_text(f->e, a),
              value_kind_text(f->e, b));
}

static bool lists_equal(const Values *a, const Values *b);

// Whether two values that are no tensors are equal.
static bool values_equal(Value a, Value b)
{
  if (is_constant_number(a) && is_constant_number(b))
    return number_of(a) == number_of(b);
  if (a.kind != b.kind)
    return false;
  switch (a.kind) {
  case VALUE_STRING:
  case VALUE_WORD:
    return a.text == b.text;
  case VALUE_LIST:
  case VALUE_TUPLE:
    return lists_equal(a.list, b.list);
  case VALUE_DEFINITION:
    return a.definition == b.definition;
  case VALUE_BUILTIN:
    return a.builtin == b.builtin;
  case VALUE_GRAPH:
    return a.edges == b.edges;
  case VALUE_TENSOR:
    return a.tensor->expr == b.tensor->expr;
  default:
    return false;
  }
}

static bool lists_equal(const Values *a, const Values *b)
{
  if (a->count != b->count)
    return false;
  for (int i = 0; i < a->count; i++)
    if (!values_equal(a->items[i], b->items[i]))
      return false;
  return true;
}

static Value joined(Elaborator *e, const Values *a, const Values *b)
{
  Values all = {0};
  for (int i = 0; i < a->count; i++)
    list_add(e->arena, &all, a->items[i]);
  for (int i = 0; i < b->count; i++)
    list_add(e->arena, &all, b->items[i]);
  return list_value(e, VALUE_LIST, all);
}

// -- durations ------------------------------------------------------------------------------------

// An epoch is as many steps as the scalar `epoch` says.
static Value duration_steps(Frame *f, Value v)
{
  Value count = real_value(v.duration.count);
  if (!v.duration.epochs)
    return count;
  return arithmetic(f, AST_MULTIPLY, count, node_value(f->e, scalar_node(f, "steps_per_epoch")),
                    f->call);
}

// -- tensors --------------------------------------------------------------------------------------

static Value element_result(Frame *f, const Expr *expr, const Tensor *left, const Tensor *right)
{
  Tensor result = {.type = expr->type, .shape = left->shape, .expr = expr};
  result.is_loose = left->is_loose && right && right->is_loose;
  result.size = left->size + (right ? right->size : 0) + 1;
  if (result.shape.rank == 0 && result.type == TYPE_INDEX && expr_is_number(expr))
    return integer_value(expr->integer);
  return tensor_value(f->e, result);
}

static Value compare(Frame *f, AstOperator operator, Value a, Value b, Span at)
{
  Tensor left, right;
  if (!unify_tensors(f, &a, &b, false, false, at, &left, &right))
    return poison();
  Graph *graph = f->e->graph;
  const Expr *x = left.expr, *y = right.expr, *result;
  if (operator== AST_EQUAL || operator== AST_NOT_EQUAL)
    result = expr_binary(graph, operator== AST_EQUAL ? EXPR_EQUAL : EXPR_NOT_EQUAL, x, y);
  else if (operator== AST_LESS || operator== AST_LESS_EQUAL)
    result = expr_binary(graph, operator== AST_LESS ? EXPR_LESS : EXPR_LESS_EQUAL, x, y);
  else
    result = expr_binary(graph, operator== AST_GREATER ? EXPR_LESS : EXPR_LESS_EQUAL, y, x);
  if (expr_is_number(result) && left.shape.rank == 0)
    return boolean_value(result->integer != 0);
  return element_result(f, result, &left, &right);
}

static Value join_conditions(Frame *f, AstOperator operator, Value a, Value b, Span at)
{
  if (a.kind == VALUE_BOOLEAN)
    return a.boolean == (operator== AST_OR) ? a : b;
  if (b.kind == VALUE_BOOLEAN)
    return b.boolean == (operator== AST_OR) ? b : a;
  bool fits =
      is_tensor(a) && is_tensor(b) && a.tensor->type == TYPE_BOOL && b.tensor->type == TYPE_BOOL;
  if (!fits)
    return fail(f, E0401, at,
                "`%s` joins conditions, not %s and %s", operator== AST_AND ? "and" : "or",
                value_kind_text(f->e, a), value_kind_text(f->e, b));
  Tensor left, right;
  if (!unify_tensors(f, &a, &b, false, false, at, &left, &right))
    return poison();
  ExprKind kind = operator== AST_AND ? EXPR_AND : EXPR_OR;
  return element_result(f, expr_binary(f->e->graph, kind, left.expr, right.expr), &left, &right);
}

static Value whole_power(Frame *f, Value base, int64_t exponent, Span at)
{
  if (exponent < 0) {
    Value inverse = whole_power(f, base, -exponent, at);
    return arithmetic(f, AST_DIVIDE, integer_value(1), inverse, at);
  }
  Tensor t = *base.tensor;
  if (t.type == TYPE_INDEX || t.type == TYPE_I32) {
    Value product = integer_value(1);
    for (int64_t i = 0; i < exponent && i < 16; i++)
      product = arithmetic(f, AST_MULTIPLY, product, base, at);
    return product;
  }
  if (t.type != TYPE_F64 && !as_type(f, base, TYPE_F32, at, &t))
    return poison();
  const Expr *number = expr_integer(f->e->graph, TYPE_I32, exponent);
  return element_result(f, expr_binary(f->e->graph, EXPR_POWER, t.expr, number), &t, NULL);
}

enum { MAX_EXPONENT = 64 };

static Value raise(Frame *f, Value a, Value b, Span at)
{
  if (is_tensor(a) && is_constant_number(b)) {
    double exponent = number_of(b);
    if (exponent == floor(exponent) && fabs(exponent) <= MAX_EXPONENT)
      return whole_power(f, a, (int64_t)exponent, at);
  }
  Value operands[2] = {a, b};
  return call_library(f, is_constant_number(b) ? "power" : "pow", operands, 2, at);
}

static Value compute(Frame *f, AstOperator operator, Value a, Value b, Span at)
{
  static const ExprKind kinds[] = {[AST_ADD] = EXPR_ADD,
                                   [AST_SUBTRACT] = EXPR_SUBTRACT,
                                   [AST_MULTIPLY] = EXPR_MULTIPLY,
                                   [AST_DIVIDE] = EXPR_DIVIDE,
                                   [AST_REMAINDER] = EXPR_REMAINDER};
  Tensor left, right;
  if (!unify_tensors(f, &a, &b, true, operator== AST_DIVIDE, at, &left, &right))
    return poison();
  ExprKind kind = kinds[operator];
  bool is_integral = left.type == TYPE_INDEX || left.type == TYPE_I32;
  if (operator== AST_DIVIDE && is_integral)
    kind = EXPR_QUOTIENT;
  if (kind == EXPR_REMAINDER && !is_integral)
    return fail(f, E0401, at, "`%%` is for whole numbers, not for %s", type_name(left.type));
  bool divides = kind == EXPR_QUOTIENT || kind == EXPR_REMAINDER;
  if (divides && expr_is_number(right.expr) && right.expr->integer < 1)
    return right.expr->integer == 0 ? fail(f, E0315, at, "division by 0")
                                    : fail(f, E0401, at, "an index is divided by 1 or more only");
  return element_result(f, expr_binary(f->e->graph, kind, left.expr, right.expr), &left, &right);
}

static bool is_number_or_tensor(Value v)
{
  return is_tensor(v) || is_constant_number(v);
}

Value arithmetic(Frame *f, AstOperator operator, Value a, Value b, Span at)
{
  if (a.kind == VALUE_POISON || b.kind == VALUE_POISON)
    return poison();
  if (a.kind == VALUE_DURATION)
    a = duration_steps(f, a);
  if (b.kind == VALUE_DURATION)
    b = duration_steps(f, b);
  if (is_constant_number(a) && is_constant_number(b))
    return constant_arithmetic(f, operator, a, b, at);
  if (operator== AST_ADD && a.kind == VALUE_LIST && b.kind == VALUE_LIST)
    return joined(f->e, a.list, b.list);
  if (!is_number_or_tensor(a) || !is_number_or_tensor(b))
    return same(f, operator, values_equal(a, b), a, b, at);
  if (operator== AST_AND || operator== AST_OR)
    return join_conditions(f, operator, a, b, at);
  if (is_comparison(operator))
    return compare(f, operator, a, b, at);
  return operator== AST_POWER ? raise(f, a, b, at) : compute(f, operator, a, b, at);
}

Value unary(Frame *f, AstOperator operator, Value a, Span at)
{
  if (a.kind == VALUE_POISON)
    return a;
  if (operator== AST_NOT) {
    if (a.kind == VALUE_BOOLEAN)
      return boolean_value(!a.boolean);
    if (!is_tensor(a) || a.tensor->type != TYPE_BOOL)
      return fail(f, E0401, at, "`not` is for conditions, this is %s", value_kind_text(f->e, a));
    return element_result(f, expr_unary(f->e->graph, EXPR_NOT, a.tensor->expr), a.tensor, NULL);
  }
  if (a.kind == VALUE_REAL)
    return real_value(-a.real);
  if (is_constant_number(a))
    return constant_arithmetic(f, AST_SUBTRACT, integer_value(0), a, at);
  if (!is_tensor(a))
    return fail(f, E0401, at, "`-` is for numbers and tensors, this is %s",
                value_kind_text(f->e, a));
  Tensor t = *a.tensor;
  if ((t.type == TYPE_U8 || t.type == TYPE_BOOL) && !as_type(f, a, TYPE_F32, at, &t))
    return poison();
  return element_result(f, expr_unary(f->e->graph, EXPR_NEGATE, t.expr), &t, NULL);
}

// A comparison of doubles: a schedule's.
static bool is_in_double(const Expr *condition)
{
  return condition->operand_count > 0 && condition->operands[0]->type == TYPE_F64;
}

// Two constants take the type that either needs; a constant takes the other's.
static bool unify_branches(Frame *f, const Expr *condition, Value *then, Value *otherwise, Span at,
                           Tensor *left, Tensor *right)
{
  if (is_tensor(*then) || is_tensor(*otherwise)) {
    bool same_type = is_tensor(*then) && is_tensor(*otherwise) &&
                     then->tensor->type == otherwise->tensor->type &&
                     then->tensor->is_loose == otherwise->tensor->is_loose;
    if (same_type) {
      *left = *then->tensor;
      *right = *otherwise->tensor;
      return f->builder || shape_equal(left->shape, right->shape) ||
             unify_tensors(f, then, otherwise, true, false, at, left, right);
    }
    Value constant = is_tensor(*then) ? *otherwise : *then;
    const Tensor *tensor = is_tensor(*then) ? then->tensor : otherwise->tensor;
    // A whole number that the type holds keeps it: else 0 of a picture of bytes.
    bool keeps = constant.kind == VALUE_INTEGER && tensor->type == TYPE_U8 &&
                 constant.integer >= 0 && constant.integer <= UINT8_MAX;
    if (keeps && tensor->shape.rank == 0)
      return as_type(f, *then, TYPE_U8, at, left) && as_type(f, *otherwise, TYPE_U8, at, right);
    return unify_tensors(f, then, otherwise, true, false, at, left, right);
  }
  bool booleans = then->kind == VALUE_BOOLEAN && otherwise->kind == VALUE_BOOLEAN;
  bool integers = then->kind == VALUE_INTEGER && otherwise->kind == VALUE_INTEGER;
  Type type = booleans ? TYPE_BOOL : !integers ? TYPE_F32 : f->floors ? TYPE_INDEX : TYPE_I32;
  if (is_in_double(condition))
    type = TYPE_F64;
  if (!as_type(f, *then, type, at, left) || !as_type(f, *otherwise, type, at, right))
    return false;
  left->is_loose = right->is_loose = type == TYPE_I32;
  return true;
}

Value choose(Frame *f, Value condition, Value then, Value otherwise, Span at)
{
  if (then.kind == VALUE_POISON || otherwise.kind == VALUE_POISON)
    return poison();
  if (then.kind == VALUE_DURATION)
    then = duration_steps(f, then);
  if (otherwise.kind == VALUE_DURATION)
    otherwise = duration_steps(f, otherwise);
  Tensor left, right;
  if (!is_number_or_tensor(then) || !is_number_or_tensor(otherwise))
    return fail(f, E0404, at,
                "this `if` is not known at compile time, so it chooses between numbers, "
                "not between %s and %s",
                value_kind_text(f->e, then), value_kind_text(f->e, otherwise));
  if (!unify_branches(f, condition.tensor->expr, &then, &otherwise, at, &left, &right))
    return poison();
  Tensor guard = *condition.tensor;
  if (!align_shapes(f, &left, &right, at) || !align_shapes(f, &guard, &left, at) ||
      !align_shapes(f, &guard, &right, at))
    return poison();
  guard.size += right.size;
  guard.is_loose = left.is_loose;
  return element_result(f, expr_select(f->e->graph, guard.expr, left.expr, right.expr), &left,
                        &guard);
}
