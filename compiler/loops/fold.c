// Rewrites of loop expressions that keep every bit.
//
//   before   (b + 0)*784 + (i + 2) + 1
//   after    784*b + i + 3
//
// Constants of any type are computed as the program would (apply.c). Only integers are
// reassociated, and only of type index, whose sums are exact: constants go to the right end of a
// sum and to the left of a product, so that an address reads as one writes it.

#include "loops/fold.h"
#include "loops/apply.h"

static bool is_number(const LoopExpr *e)
{
  return e->op == LOOP_NUMBER;
}

bool loop_is_integer(const LoopExpr *e, int64_t value)
{
  return is_number(e) && !type_is_float(e->type.scalar) && e->integer == value;
}

static bool is_float_number(const LoopExpr *e, double value)
{
  return is_number(e) && type_is_float(e->type.scalar) && e->number == value;
}

// Both are the same value wherever they stand; registers may change between, but not within one
// expression.
static bool same_leaf(const LoopExpr *a, const LoopExpr *b)
{
  if (a->op != b->op)
    return false;
  if (a->op == LOOP_VARIABLE)
    return a->variable == b->variable;
  return a->op == LOOP_REGISTER && a->reg == b->reg;
}

static LoopValue value_of(const LoopExpr *e)
{
  LoopValue value = {0};
  switch (e->type.scalar) {
  case TYPE_F32:
    value.f32[0] = (float)e->number;
    break;
  case TYPE_F64:
    value.f64[0] = e->number;
    break;
  case TYPE_I32:
    value.i32[0] = (int32_t)e->integer;
    break;
  case TYPE_INDEX:
    value.index[0] = e->integer;
    break;
  default:
    value.u8[0] = (uint8_t)e->integer;
  }
  return value;
}

static const LoopExpr *number_of(Arena *arena, LoopType type, const LoopValue *value)
{
  switch (type.scalar) {
  case TYPE_F32:
    return loop_number(arena, type, value->f32[0]);
  case TYPE_F64:
    return loop_number(arena, type, value->f64[0]);
  case TYPE_I32:
    return loop_integer(arena, type, value->i32[0]);
  case TYPE_INDEX:
    return loop_integer(arena, type, value->index[0]);
  default:
    return loop_integer(arena, type, value->u8[0]);
  }
}

// All operands are numbers: so is the result.
static const LoopExpr *fold_constants(Arena *arena, const LoopExpr *e)
{
  for (int i = 0; i < e->operand_count; i++)
    if (!is_number(e->operands[i]))
      return NULL;
  LoopValue values[3] = {{{0}}}, result = {{0}};
  for (int i = 0; i < e->operand_count; i++)
    values[i] = value_of(e->operands[i]);
  Type first = e->operands[e->op == LOOP_SELECT]->type.scalar;
  if (e->op == LOOP_CONVERT)
    loop_apply_convert(first, e->type.scalar, 1, &result, &values[0]);
  else
    loop_apply(e->op, (LoopType){first, 1}, &result, &values[0], &values[1], &values[2]);
  return number_of(arena, e->type, &result);
}

// c1*(x + c2) and c1*(c2*x), x in either place; a and b are of type index.
static const LoopExpr *fold_index_product(Arena *arena, const LoopExpr *a, const LoopExpr *b)
{
  if (is_number(b))
    return loop_binary(arena, LOOP_MULTIPLY, b, a);
  if (!is_number(a))
    return NULL;
  if (b->op == LOOP_ADD && is_number(b->operands[1]))
    return loop_binary(arena, LOOP_ADD, loop_binary(arena, LOOP_MULTIPLY, a, b->operands[0]),
                       loop_binary(arena, LOOP_MULTIPLY, a, b->operands[1]));
  if (b->op == LOOP_MULTIPLY && is_number(b->operands[0]))
    return loop_binary(arena, LOOP_MULTIPLY, loop_binary(arena, LOOP_MULTIPLY, a, b->operands[0]),
                       b->operands[1]);
  return NULL;
}

// Constants of a sum of indices go to its right end.
static const LoopExpr *fold_index_sum(Arena *arena, const LoopExpr *a, const LoopExpr *b)
{
  if (is_number(a))
    return loop_binary(arena, LOOP_ADD, b, a);
  bool a_ends = a->op == LOOP_ADD && is_number(a->operands[1]);
  bool b_ends = b->op == LOOP_ADD && is_number(b->operands[1]);
  if (is_number(b) && a_ends)
    return loop_binary(arena, LOOP_ADD, a->operands[0],
                       loop_binary(arena, LOOP_ADD, a->operands[1], b));
  if (b_ends)
    return loop_binary(arena, LOOP_ADD, loop_binary(arena, LOOP_ADD, a, b->operands[0]),
                       b->operands[1]);
  if (a_ends)
    return loop_binary(arena, LOOP_ADD, loop_binary(arena, LOOP_ADD, a->operands[0], b),
                       a->operands[1]);
  return NULL;
}

// lanes(i) + broadcast(c) counts from i + c.
static const LoopExpr *fold_lanes_sum(Arena *arena, const LoopExpr *a, const LoopExpr *b)
{
  if (b->op == LOOP_LANES) {
    const LoopExpr *swap = a;
    a = b, b = swap;
  }
  if (a->op != LOOP_LANES || (b->op != LOOP_BROADCAST && !is_number(b)))
    return NULL;
  const LoopExpr *scalar =
      is_number(b) ? loop_integer(arena, (LoopType){TYPE_INDEX, 1}, b->integer) : b->operands[0];
  return loop_lanes(arena, a->type.lanes, loop_binary(arena, LOOP_ADD, a->operands[0], scalar));
}

static const LoopExpr *fold_index(Arena *arena, LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  if (op == LOOP_SUBTRACT && is_number(b))
    return loop_binary(arena, LOOP_ADD, a, loop_unary(arena, LOOP_NEGATE, b));
  if (op == LOOP_SUBTRACT && same_leaf(a, b))
    return loop_integer(arena, a->type, 0);
  if (op == LOOP_ADD && a->type.lanes > 1)
    return fold_lanes_sum(arena, a, b);
  if (op == LOOP_ADD)
    return fold_index_sum(arena, a, b);
  if (op == LOOP_MULTIPLY)
    return fold_index_product(arena, a, b);
  if (op == LOOP_QUOTIENT && is_number(b) && a->op == LOOP_MULTIPLY && is_number(a->operands[0]) &&
      a->operands[0]->integer % b->integer == 0)
    return loop_binary(arena, LOOP_MULTIPLY,
                       loop_integer(arena, a->type, a->operands[0]->integer / b->integer),
                       a->operands[1]);
  return NULL;
}

// x + 0, x*1, x*0 and the like for integers.
static const LoopExpr *fold_integer(Arena *arena, LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  switch (op) {
  case LOOP_ADD:
    return loop_is_integer(b, 0) ? a : loop_is_integer(a, 0) ? b : NULL;
  case LOOP_SUBTRACT:
  case LOOP_SHIFT_LEFT:
  case LOOP_SHIFT_RIGHT:
    return loop_is_integer(b, 0) ? a : NULL;
  case LOOP_MULTIPLY:
    if (loop_is_integer(a, 1) || loop_is_integer(b, 0))
      return b;
    return loop_is_integer(b, 1) || loop_is_integer(a, 0) ? a : NULL;
  case LOOP_QUOTIENT:
    return loop_is_integer(b, 1) || loop_is_integer(a, 0) ? a : NULL;
  case LOOP_REMAINDER:
    return loop_is_integer(b, 1) || loop_is_integer(a, 0) ? loop_integer(arena, a->type, 0) : NULL;
  case LOOP_MAXIMUM:
  case LOOP_MINIMUM:
    return same_leaf(a, b) ? a : NULL;
  default:
    return NULL;
  }
}

// Only what is exact for signed zeros and infinities too: not x + 0, not x*0.
static const LoopExpr *fold_float(LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  if (op == LOOP_MULTIPLY)
    return is_float_number(b, 1) ? a : is_float_number(a, 1) ? b : NULL;
  return op == LOOP_DIVIDE && is_float_number(b, 1) ? a : NULL;
}

static const LoopExpr *fold_bool(Arena *arena, LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  if ((op == LOOP_EQUAL || op == LOOP_NOT_EQUAL) && is_number(b))
    return b->integer == (op == LOOP_EQUAL) ? a : loop_unary(arena, LOOP_NOT, a);
  if (op != LOOP_AND && op != LOOP_OR)
    return NULL;
  int64_t neutral = op == LOOP_AND, absorbing = !neutral;
  if (loop_is_integer(a, neutral) || loop_is_integer(b, absorbing))
    return b;
  return loop_is_integer(b, neutral) || loop_is_integer(a, absorbing) ? a : NULL;
}

static const LoopExpr *fold_binary(Arena *arena, const LoopExpr *e)
{
  const LoopExpr *a = e->operands[0], *b = e->operands[1];
  if (a->type.scalar == TYPE_BOOL)
    return fold_bool(arena, e->op, a, b);
  if (type_is_float(a->type.scalar))
    return fold_float(e->op, a, b);
  const LoopExpr *found = fold_integer(arena, e->op, a, b);
  if (!found && a->type.scalar == TYPE_INDEX)
    found = fold_index(arena, e->op, a, b);
  return found;
}

static bool divides_by_zero(const LoopExpr *e)
{
  return (e->op == LOOP_QUOTIENT || e->op == LOOP_REMAINDER) && is_number(e->operands[1]) &&
         e->operands[1]->integer <= 0;
}

const LoopExpr *loop_fold(Arena *arena, const LoopExpr *e)
{
  if (divides_by_zero(e))
    return NULL;  // the verifier refuses it
  const LoopExpr *found = fold_constants(arena, e);
  if (found)
    return found;
  switch (e->operand_count) {
  case 1:
    if (e->op == e->operands[0]->op && (e->op == LOOP_NEGATE || e->op == LOOP_NOT))
      return e->operands[0]->operands[0];
    return NULL;
  case 2:
    return fold_binary(arena, e);
  default:
    if (e->op == LOOP_SELECT && is_number(e->operands[0]))
      return e->operands[e->operands[0]->integer ? 1 : 2];
    return NULL;
  }
}
