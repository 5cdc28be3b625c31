// Constructors of expressions: types checked, constants folded, and the algebra that is exact and
// hides no NaN (x + 0, x*1, --x; never 0*x). Type index goes to affine.c.

#include "base/scale.h"
#include "graph/private.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static bool is_number(const Expr *e, double value)
{
  return e->kind == EXPR_NUMBER && type_is_float(e->type) && e->number == value;
}

// -- what the operations do to constants ----------------------------------------------------------

int64_t saturate(double value, Type type)
{
  double low = type == TYPE_U8 ? 0 : INT32_MIN, high = type == TYPE_U8 ? UINT8_MAX : INT32_MAX;
  if (isnan(value))
    return 0;
  return (int64_t)(value < low ? low : value > high ? high : trunc(value));
}

// `value` (any type, as a double) as type `to`.
double convert_value(Type to, double value)
{
  switch (to) {
  case TYPE_F32:
    return (double)(float)value;
  case TYPE_F64:
    return value;
  case TYPE_BOOL:
    return value != 0;
  case TYPE_INDEX:
    return trunc(value);
  default:
    return (double)saturate(value, to);
  }
}

int32_t float_bits(double value)
{
  float single = (float)value;
  int32_t bits;
  memcpy(&bits, &single, sizeof bits);
  return bits;
}

double float_from_bits(int32_t bits)
{
  float single;
  memcpy(&single, &bits, sizeof single);
  return (double)single;
}

int32_t float_exponent(double value)
{
  return (int32_t)((uint32_t)float_bits(value) >> 23 & 255) - 127;
}

// -- leaves ---------------------------------------------------------------------------------------

const Expr *expr_number(Graph *graph, Type type, double value)
{
  if (!type_is_float(type))
    return expr_integer(graph, type, type == TYPE_INDEX ? (int64_t)value : saturate(value, type));
  Expr head = {.kind = EXPR_NUMBER, .type = type};
  head.number = type == TYPE_F32 ? (double)(float)value : value;
  return expr_intern(graph, &head, NULL, 0, NULL);
}

const Expr *expr_integer(Graph *graph, Type type, int64_t value)
{
  if (type_is_float(type))
    return expr_number(graph, type, (double)value);
  Expr head = {.kind = EXPR_NUMBER, .type = type};
  head.integer = value;
  return expr_intern(graph, &head, NULL, 0, NULL);
}

const Expr *expr_symbol(Graph *graph, const char *name)
{
  Expr head = {.kind = EXPR_SYMBOL, .type = TYPE_INDEX};
  head.symbol = graph_symbol(graph, name)->name;
  return expr_intern(graph, &head, NULL, 0, NULL);
}

static const Expr *slot_expr(Graph *graph, ExprKind kind, Type type, int slot)
{
  Expr head = {.kind = kind, .type = type};
  head.slot = slot;
  return expr_intern(graph, &head, NULL, 0, NULL);
}

const Expr *expr_index(Graph *graph, int slot)
{
  assert(slot >= 0 && slot < MAX_INDICES);
  return slot_expr(graph, EXPR_INDEX, TYPE_INDEX, slot);
}

const Expr *expr_formal(Graph *graph, int slot, Type type)
{
  return slot_expr(graph, EXPR_FORMAL, type, slot);
}

const Expr *expr_random(Graph *graph, int stream)
{
  return slot_expr(graph, EXPR_RANDOM, TYPE_F32, stream);
}

const Expr *expr_read(Graph *graph, Node *node, const Expr *const *indices, const Expr *fallback)
{
  const Expr *operands[MAX_RANK + 1];
  int rank = node->shape.rank;
  for (int d = 0; d < rank; d++) {
    assert(indices[d]->type == TYPE_INDEX);
    operands[d] = indices[d];
  }
  assert(!fallback || fallback->type == node->type);
  operands[rank] = fallback;
  Expr head = {.kind = EXPR_READ, .type = node->type};
  head.node = node;
  head.has_fallback = fallback != NULL;
  return expr_intern(graph, &head, operands, rank + head.has_fallback, NULL);
}

const Expr *expr_call(Graph *graph, Function *function, const Expr *const *arguments)
{
  double values[MAX_RANK];
  int count = function->parameter_count;
  bool constant = function->exact && count <= MAX_RANK;
  for (int i = 0; i < count; i++) {
    constant = constant && arguments[i]->kind == EXPR_NUMBER && type_is_float(arguments[i]->type);
    if (constant)
      values[i] = arguments[i]->number;
  }
  if (constant)
    return expr_number(graph, function->type, function->exact(values));
  Expr head = {.kind = EXPR_CALL, .type = function->type};
  head.function = function;
  return expr_intern(graph, &head, arguments, count, NULL);
}

// -- one operand ----------------------------------------------------------------------------------

static const Expr *keep(Graph *graph, ExprKind kind, Type type, const Expr *const *operands,
                        int count)
{
  return expr_intern(graph, &(Expr){.kind = kind, .type = type}, operands, count, NULL);
}

static const Expr *wrapped(Graph *graph, int64_t value)
{
  return expr_integer(graph, TYPE_I32, (int32_t)(uint32_t)(uint64_t)value);
}

static const Expr *negate(Graph *graph, const Expr *a)
{
  if (a->type == TYPE_INDEX) {
    int64_t minus = -1;
    return expr_affine(graph, 0, 1, &a, &minus);
  }
  if (a->kind == EXPR_NUMBER)
    return type_is_float(a->type) ? expr_number(graph, a->type, -a->number)
                                  : wrapped(graph, (int64_t)(0 - (uint64_t)a->integer));
  if (a->kind == EXPR_NEGATE)
    return a->operands[0];
  if (a->kind == EXPR_SUBTRACT)
    return expr_binary(graph, EXPR_SUBTRACT, a->operands[1], a->operands[0]);
  return keep(graph, EXPR_NEGATE, a->type, &a, 1);
}

// not (a == b) is a != b; not (0 <= e) is 0 <= -e - 1 on integers. Floats keep it: both may be
// false.
static const Expr *negate_condition(Graph *graph, const Expr *a)
{
  if (a->kind == EXPR_NUMBER)
    return expr_integer(graph, TYPE_BOOL, !a->integer);
  if (a->kind == EXPR_NOT)
    return a->operands[0];
  if (a->kind == EXPR_EQUAL || a->kind == EXPR_NOT_EQUAL)
    return expr_binary(graph, a->kind == EXPR_EQUAL ? EXPR_NOT_EQUAL : EXPR_EQUAL, a->operands[0],
                       a->operands[1]);
  if ((a->kind == EXPR_LESS || a->kind == EXPR_LESS_EQUAL) && !type_is_float(a->operands[0]->type))
    return expr_binary(graph, a->kind == EXPR_LESS ? EXPR_LESS_EQUAL : EXPR_LESS, a->operands[1],
                       a->operands[0]);
  return keep(graph, EXPR_NOT, TYPE_BOOL, &a, 1);
}

const Expr *expr_unary(Graph *graph, ExprKind kind, const Expr *a)
{
  bool constant = a->kind == EXPR_NUMBER;
  switch (kind) {
  case EXPR_NEGATE:
    return negate(graph, a);
  case EXPR_NOT:
    return negate_condition(graph, a);
  case EXPR_SQRT:
    return constant ? expr_number(graph, a->type, sqrt(a->number))
                    : keep(graph, kind, a->type, &a, 1);
  case EXPR_FLOOR:
    return constant ? expr_number(graph, a->type, floor(a->number))
                    : keep(graph, kind, a->type, &a, 1);
  case EXPR_EXPONENT:
    return constant ? expr_integer(graph, TYPE_I32, float_exponent(a->number))
                    : keep(graph, kind, TYPE_I32, &a, 1);
  case EXPR_BITS:
    return constant ? expr_integer(graph, TYPE_I32, float_bits(a->number))
                    : keep(graph, kind, TYPE_I32, &a, 1);
  case EXPR_FROM_BITS:
    return constant ? expr_number(graph, TYPE_F32, float_from_bits((int32_t)a->integer))
                    : keep(graph, kind, TYPE_F32, &a, 1);
  case EXPR_DETACH:
    return constant || a->kind == EXPR_DETACH || !type_is_float(a->type)
               ? a
               : keep(graph, kind, a->type, &a, 1);
  default:
    assert(!"not an operation of one operand");
    return a;
  }
}

// Whether every value of type `from` is one of type `to`.
static bool is_wider(Type to, Type from)
{
  if (to == from || from == TYPE_BOOL || to == TYPE_F64)
    return true;
  return from == TYPE_U8 ? to != TYPE_BOOL : from == TYPE_I32 && to == TYPE_INDEX;
}

const Expr *expr_convert(Graph *graph, Type type, const Expr *a)
{
  if (a->type == type)
    return a;
  if (a->kind == EXPR_NUMBER) {
    double value = type_is_float(a->type) ? a->number : (double)a->integer;
    if (type == TYPE_INDEX && !type_is_float(a->type))
      return expr_integer(graph, type, a->integer);
    return expr_number(graph, type, convert_value(type, value));
  }
  if (a->kind == EXPR_CONVERT) {
    const Expr *inner = a->operands[0];
    // An index fits i32 wherever it is used as one: extents are below 2^31.
    bool through_i32 = a->type == TYPE_I32 && inner->type == TYPE_INDEX;
    if (is_wider(a->type, inner->type) || (through_i32 && type != TYPE_U8))
      return expr_convert(graph, type, inner);
  }
  return keep(graph, EXPR_CONVERT, type, &a, 1);
}

// -- two operands ---------------------------------------------------------------------------------

static double power(double base, int64_t exponent)
{
  return exponent == 0 ? 1 : pow(base, (double)exponent);
}

static const Expr *fold_floats(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  double x = a->number, y = b->number;
  Type type = a->type;
  switch (kind) {
  case EXPR_ADD:
    return expr_number(graph, type, x + y);
  case EXPR_SUBTRACT:
    return expr_number(graph, type, x - y);
  case EXPR_MULTIPLY:
    return expr_number(graph, type, x * y);
  case EXPR_DIVIDE:
    return expr_number(graph, type, x / y);
  case EXPR_MAXIMUM:
    return x > y ? a : b;
  case EXPR_MINIMUM:
    return x < y ? a : b;
  case EXPR_EQUAL:
    return expr_integer(graph, TYPE_BOOL, x == y);
  case EXPR_NOT_EQUAL:
    return expr_integer(graph, TYPE_BOOL, x != y);
  case EXPR_LESS:
    return expr_integer(graph, TYPE_BOOL, x < y);
  case EXPR_LESS_EQUAL:
    return expr_integer(graph, TYPE_BOOL, x <= y);
  default:
    return NULL;
  }
}

static const Expr *fold_integers(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  int64_t x = a->integer, y = b->integer;
  switch (kind) {
  case EXPR_ADD:
    return wrapped(graph, x + y);
  case EXPR_SUBTRACT:
    return wrapped(graph, x - y);
  case EXPR_MULTIPLY:
    return wrapped(graph, x * y);
  case EXPR_QUOTIENT:
    return y < 1 ? NULL : wrapped(graph, floor_divide(x, y));
  case EXPR_REMAINDER:
    return y < 1 ? NULL : wrapped(graph, x - y * floor_divide(x, y));
  case EXPR_MAXIMUM:
    return x > y ? a : b;
  case EXPR_MINIMUM:
    return x < y ? a : b;
  case EXPR_EQUAL:
    return expr_integer(graph, TYPE_BOOL, x == y);
  case EXPR_NOT_EQUAL:
    return expr_integer(graph, TYPE_BOOL, x != y);
  case EXPR_LESS:
    return expr_integer(graph, TYPE_BOOL, x < y);
  case EXPR_LESS_EQUAL:
    return expr_integer(graph, TYPE_BOOL, x <= y);
  default:
    return NULL;
  }
}

static const Expr *simplify_logic(ExprKind kind, const Expr *a, const Expr *b)
{
  bool absorbing = kind == EXPR_OR;  // true absorbs in `or`, false in `and`
  if (a == b)
    return a;
  if (a->kind == EXPR_NUMBER)
    return (a->integer != 0) == absorbing ? a : b;
  if (b->kind == EXPR_NUMBER)
    return (b->integer != 0) == absorbing ? b : a;
  return NULL;
}

static const Expr *simplify_sum(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  ExprKind other = kind == EXPR_ADD ? EXPR_SUBTRACT : EXPR_ADD;
  if (expr_is_zero(b))
    return a;
  if (expr_is_zero(a))
    return kind == EXPR_ADD ? b : negate(graph, b);
  if (b->kind == EXPR_NEGATE)
    return expr_binary(graph, other, a, b->operands[0]);
  if (a->kind == EXPR_NEGATE && kind == EXPR_ADD)
    return expr_binary(graph, EXPR_SUBTRACT, b, a->operands[0]);
  return NULL;
}

static const Expr *simplify_product(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  if (expr_is_one(b))
    return a;
  if (expr_is_one(a) && kind == EXPR_MULTIPLY)
    return b;
  if (is_number(b, -1))
    return negate(graph, a);
  if (is_number(a, -1) && kind == EXPR_MULTIPLY)
    return negate(graph, b);
  if (a->kind == EXPR_NEGATE && b->kind == EXPR_NEGATE)
    return expr_binary(graph, kind, a->operands[0], b->operands[0]);
  if (kind == EXPR_MULTIPLY && a->type == TYPE_I32 && (expr_is_zero(a) || expr_is_zero(b)))
    return expr_integer(graph, TYPE_I32, 0);
  return NULL;
}

static const Expr *simplify_power(Graph *graph, const Expr *a, const Expr *b)
{
  assert(b->kind == EXPR_NUMBER && !type_is_float(b->type));
  if (b->integer == 0)
    return expr_integer(graph, a->type, 1);
  if (b->integer == 1)
    return a;
  if (a->kind == EXPR_NUMBER && type_is_float(a->type))
    return expr_number(graph, a->type, power(a->number, b->integer));
  return NULL;
}

static const Expr *simplify_binary(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  switch (kind) {
  case EXPR_AND:
  case EXPR_OR:
    return simplify_logic(kind, a, b);
  case EXPR_ADD:
  case EXPR_SUBTRACT:
    return simplify_sum(graph, kind, a, b);
  case EXPR_MULTIPLY:
  case EXPR_DIVIDE:
    return simplify_product(graph, kind, a, b);
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    return a == b ? a : NULL;
  default:
    return NULL;
  }
}

static bool is_comparison(ExprKind kind)
{
  return kind == EXPR_EQUAL || kind == EXPR_NOT_EQUAL || kind == EXPR_LESS ||
         kind == EXPR_LESS_EQUAL;
}

static Type binary_type(ExprKind kind, Type operands)
{
  return is_comparison(kind) ? TYPE_BOOL
         : kind == EXPR_PAIR ? TYPE_I32
         : kind == EXPR_DOT  ? TYPE_F32
                             : operands;
}

const Expr *expr_binary(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  const Expr *result = NULL, *pair[2] = {a, b};
  if (kind == EXPR_POWER) {
    result = simplify_power(graph, a, b);
  } else if (kind == EXPR_SCALB) {
    if (a->kind == EXPR_NUMBER && b->kind == EXPR_NUMBER)
      result = expr_number(graph, a->type, scaled_by_power(a->number, b->number));
  } else {
    assert(a->type == b->type);
    if (a->type == TYPE_INDEX)
      return index_binary(graph, kind, a, b);
    if (a->kind == EXPR_NUMBER && b->kind == EXPR_NUMBER && a->type != TYPE_BOOL)
      result = type_is_float(a->type) ? fold_floats(graph, kind, a, b)
                                      : fold_integers(graph, kind, a, b);
    if (!result)
      result = simplify_binary(graph, kind, a, b);
  }
  return result ? result : keep(graph, kind, binary_type(kind, a->type), pair, 2);
}

// -- three operands -------------------------------------------------------------------------------

const Expr *expr_select(Graph *graph, const Expr *condition, const Expr *then,
                        const Expr *otherwise)
{
  assert(condition->type == TYPE_BOOL && then->type == otherwise->type);
  if (condition->kind == EXPR_NUMBER)
    return condition->integer ? then : otherwise;
  if (then == otherwise)
    return then;
  if (condition->kind == EXPR_NOT)
    return expr_select(graph, condition->operands[0], otherwise, then);
  const Expr *operands[3] = {condition, then, otherwise};
  return keep(graph, EXPR_SELECT, then->type, operands, 3);
}

const Expr *expr_product(Graph *graph, const Expr *a, const Expr *b)
{
  return !a ? b : !b ? a : expr_binary(graph, EXPR_MULTIPLY, a, b);
}

const Expr *expr_ternary(Graph *graph, ExprKind kind, const Expr *a, const Expr *b, const Expr *c)
{
  if (kind == EXPR_SELECT)
    return expr_select(graph, a, b, c);
  assert(kind == EXPR_FMA && a->type == b->type && a->type == c->type);
  if (a->kind == EXPR_NUMBER && b->kind == EXPR_NUMBER && c->kind == EXPR_NUMBER)
    return expr_number(graph, a->type, fma(a->number, b->number, c->number));
  const Expr *operands[3] = {a, b, c};
  return keep(graph, kind, a->type, operands, 3);
}
