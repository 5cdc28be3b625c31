// Types of expressions of loops, operation by operation: the rules of ops.def.

#include "loops/verify.h"
#include "loops/apply.h"

#include <string.h>

static const struct {
  const char *name;
  int operands;
} ops[] = {
#define OP(name, operands, text) [LOOP_##name] = {text, operands},
#include "loops/ops.def"
#undef OP
};

static bool is_whole(Type type)
{
  return type == TYPE_I32 || type == TYPE_U8 || type == TYPE_INDEX;
}

static bool same_type(LoopType a, LoopType b)
{
  return a.scalar == b.scalar && a.lanes == b.lanes;
}

static bool is_lane_count(int lanes)
{
  return lanes == 1 || lanes == 2 || lanes == 4 || lanes == 8 || lanes == 16;
}

static bool expect(Fault *f, const LoopExpr *e, int operand, LoopType type)
{
  if (same_type(e->operands[operand]->type, type))
    return true;
  return fault(f, "operand %d of %s is %s, expected %s", operand + 1, ops[e->op].name,
               loop_type_name(f->arena, e->operands[operand]->type),
               loop_type_name(f->arena, type));
}

static bool expect_result(Fault *f, const LoopExpr *e, LoopType type)
{
  if (same_type(e->type, type))
    return true;
  return fault(f, "%s gives %s, its type says %s", ops[e->op].name, loop_type_name(f->arena, type),
               loop_type_name(f->arena, e->type));
}

static bool undefined(Fault *f, const LoopExpr *e, LoopType type)
{
  return fault(f, "%s is not defined for %s", ops[e->op].name, loop_type_name(f->arena, type));
}

bool owns_buffer(const LoopKernel *kernel, const LoopParameter *buffer)
{
  if (!buffer || buffer->position < 0)
    return false;
  if (buffer->access == ACCESS_LOCAL)
    return buffer->position < kernel->locals.count &&
           kernel->locals.items[buffer->position] == buffer;
  return buffer->position < kernel->parameters.count &&
         kernel->parameters.items[buffer->position] == buffer;
}

static bool verify_access(Fault *f, const LoopKernel *kernel, const LoopExpr *e)
{
  static const LoopType index = {TYPE_INDEX, 1};
  if (!owns_buffer(kernel, e->parameter))
    return fault(f, "a %s reads a buffer that is no parameter", ops[e->op].name);
  if (e->parameter->access == ACCESS_OUT || e->parameter->access == ACCESS_FAR)
    return fault(f, "%s is only written, found a read: its access is inout", e->parameter->name);
  if (e->op == LOOP_GATHER)
    return expect(f, e, 0, (LoopType){TYPE_INDEX, e->type.lanes}) &&
           expect_result(f, e, (LoopType){e->parameter->type, e->type.lanes});
  if (e->operand_count > 1 && !expect(f, e, 1, index))
    return false;
  return expect(f, e, 0, index) &&
         expect_result(f, e, (LoopType){e->parameter->type, e->type.lanes});
}

// A positive number, or one made of sizes: only by those may integers be divided.
static bool is_positive(const LoopKernel *kernel, const LoopExpr *e)
{
  if (e->op == LOOP_NUMBER)
    return e->integer > 0;
  if (e->op == LOOP_VARIABLE) {
    for (int i = 0; i < kernel->sizes.count; i++)
      if (kernel->sizes.items[i] == e->variable)
        return true;
    return false;
  }
  if (e->op == LOOP_BROADCAST || e->op == LOOP_CONVERT)
    return is_positive(kernel, e->operands[0]);
  bool keeps =
      e->op == LOOP_ADD || e->op == LOOP_MULTIPLY || e->op == LOOP_MAXIMUM || e->op == LOOP_MINIMUM;
  return keeps && is_positive(kernel, e->operands[0]) && is_positive(kernel, e->operands[1]);
}

static bool verify_binary(Fault *f, const LoopKernel *kernel, const LoopExpr *e)
{
  LoopType type = e->operands[0]->type;
  bool compares = e->op >= LOOP_EQUAL && e->op <= LOOP_LESS_EQUAL;
  bool orders = e->op == LOOP_LESS || e->op == LOOP_LESS_EQUAL;
  bool divides = e->op == LOOP_QUOTIENT || e->op == LOOP_REMAINDER;
  bool shifts = e->op == LOOP_SHIFT_LEFT || e->op == LOOP_SHIFT_RIGHT;
  bool logical = e->op == LOOP_AND || e->op == LOOP_OR;
  if (!expect(f, e, 1, type))
    return false;
  if (e->op == LOOP_PAIR)
    return expect(f, e, 0, (LoopType){TYPE_F32, type.lanes}) &&
           expect_result(f, e, (LoopType){TYPE_I32, type.lanes});
  bool fine = compares               ? type.scalar != TYPE_BOOL || !orders
              : divides              ? is_whole(type.scalar)
              : shifts               ? type.scalar == TYPE_I32
              : logical              ? !type_is_float(type.scalar)
              : e->op == LOOP_SCALB  ? type.scalar == TYPE_F32
              : e->op == LOOP_DIVIDE ? type_is_float(type.scalar)
                                     : type.scalar != TYPE_BOOL;
  if (!fine)
    return undefined(f, e, type);
  if (divides && !is_positive(kernel, e->operands[1]))
    return fault(f, "%s by what is neither a positive constant nor made of sizes", ops[e->op].name);
  const LoopExpr *bits = e->operands[1];
  if (shifts && (bits->op != LOOP_NUMBER || bits->integer < 0 || bits->integer > 31))
    return fault(f, "%s by what is no constant from 0 to 31", ops[e->op].name);
  return expect_result(f, e, compares ? (LoopType){TYPE_BOOL, type.lanes} : type);
}

static bool verify_unary(Fault *f, const LoopExpr *e)
{
  LoopType type = e->operands[0]->type;
  switch (e->op) {
  case LOOP_NEGATE:
    return type.scalar == TYPE_BOOL ? undefined(f, e, type) : expect_result(f, e, type);
  case LOOP_NOT:
    return type_is_float(type.scalar) ? undefined(f, e, type) : expect_result(f, e, type);
  case LOOP_SQRT:
  case LOOP_FLOOR:
    return type_is_float(type.scalar) ? expect_result(f, e, type) : undefined(f, e, type);
  case LOOP_BITS:
    return expect(f, e, 0, (LoopType){TYPE_F32, type.lanes}) &&
           expect_result(f, e, (LoopType){TYPE_I32, type.lanes});
  case LOOP_FROM_BITS:
    return expect(f, e, 0, (LoopType){TYPE_I32, type.lanes}) &&
           expect_result(f, e, (LoopType){TYPE_F32, type.lanes});
  case LOOP_CONVERT:
    return expect_result(f, e, (LoopType){e->type.scalar, type.lanes});
  case LOOP_BROADCAST:
    return expect(f, e, 0, (LoopType){e->type.scalar, 1});
  case LOOP_LANES:
    return expect(f, e, 0, (LoopType){TYPE_INDEX, 1}) &&
           expect_result(f, e, (LoopType){TYPE_INDEX, e->type.lanes});
  default:  // SUM_LANES, MAX_LANES
    return type.scalar == TYPE_BOOL ? undefined(f, e, type)
                                    : expect_result(f, e, (LoopType){type.scalar, 1});
  }
}

static bool verify_call(Fault *f, const LoopExpr *e)
{
  static const LoopType f64 = {TYPE_F64, 1};
  bool known = e->operand_count == 1   ? loop_function1(e->function) != NULL
               : e->operand_count == 2 ? loop_function2(e->function) != NULL
                                       : false;
  if (!known)
    return fault(f, "no function %s of %d operands", e->function, e->operand_count);
  return expect(f, e, 0, f64) && (e->operand_count == 1 || expect(f, e, 1, f64)) &&
         expect_result(f, e, f64);
}

static bool verify_random(Fault *f, const LoopExpr *e)
{
  int lanes = e->operands[0]->type.lanes;
  LoopOp key = e->operands[1]->op;
  if (key != LOOP_NUMBER && key != LOOP_VARIABLE)
    return fault(f, "%s by a key that is neither a number nor a size", ops[e->op].name);
  return expect(f, e, 0, (LoopType){TYPE_INDEX, lanes}) &&
         expect(f, e, 1, (LoopType){TYPE_INDEX, 1}) &&
         expect_result(f, e, (LoopType){TYPE_F32, lanes});
}

static bool verify_ternary(Fault *f, const LoopExpr *e)
{
  LoopType type = e->operands[1]->type;
  if (e->op == LOOP_SELECT)
    return expect(f, e, 0, (LoopType){TYPE_BOOL, type.lanes}) && expect(f, e, 2, type) &&
           expect_result(f, e, type);
  if (e->op == LOOP_DOT) {
    LoopType words = {TYPE_I32, type.lanes}, sum = {TYPE_F32, type.lanes};
    return expect(f, e, 0, words) && expect(f, e, 1, words) && expect(f, e, 2, sum) &&
           expect_result(f, e, sum);
  }
  if (!type_is_float(type.scalar))
    return undefined(f, e, type);
  return expect(f, e, 0, type) && expect(f, e, 2, type) && expect_result(f, e, type);
}

static bool verify_leaf(Fault *f, const LoopExpr *e)
{
  switch (e->op) {
  case LOOP_REGISTER:
    return expect_result(f, e, e->reg->type);
  case LOOP_VARIABLE:
    return expect_result(f, e, (LoopType){TYPE_INDEX, 1});
  default:
    return true;
  }
}

bool verify_expr(Fault *f, const LoopKernel *kernel, const LoopExpr *e)
{
  if (!is_lane_count(e->type.lanes))
    return fault(f, "%d lanes, expected 1, 2, 4, 8 or 16", e->type.lanes);
  int wanted = ops[e->op].operands;
  if (wanted >= 0 ? e->operand_count != wanted : e->operand_count < 1 || e->operand_count > 2)
    return fault(f, "%s with %d operands", ops[e->op].name, e->operand_count);
  for (int i = 0; i < e->operand_count; i++)
    if (!verify_expr(f, kernel, e->operands[i]))
      return false;
  if (e->op == LOOP_LOAD || e->op == LOOP_GATHER)
    return verify_access(f, kernel, e);
  if (e->op == LOOP_CALL)
    return verify_call(f, e);
  if (e->op == LOOP_RANDOM)
    return verify_random(f, e);
  switch (e->operand_count) {
  case 0:
    return verify_leaf(f, e);
  case 1:
    return verify_unary(f, e);
  case 2:
    return verify_binary(f, kernel, e);
  default:
    return verify_ternary(f, e);
  }
}
