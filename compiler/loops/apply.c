// What each operation computes, lane by lane.
//
// Every operation rounds once in its own type, so nothing here may be contracted: the pragmas hold
// even where the flags of a build say otherwise.

#include "loops/apply.h"
#include "base/bf16.h"
#include "base/scale.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#else
#pragma GCC optimize("fp-contract=off")
#endif

#define EACH(member, expression)                                                                   \
  for (int i = 0; i < lanes; i++)                                                                  \
  r->member[i] = (expression)
#define A(member) a->member[i]
#define B(member) b->member[i]
#define C(member) c->member[i]

// One case of an operation on floats, with f32 and f64 alike.
#define FLOATS(expression32, expression64)                                                         \
  if (type.scalar == TYPE_F32)                                                                     \
    EACH(f32, expression32);                                                                       \
  else                                                                                             \
    EACH(f64, expression64);                                                                       \
  break

// Integers wrap in their own width, so they are computed unsigned.
#define ARITHMETIC(op)                                                                             \
  switch (type.scalar) {                                                                           \
  case TYPE_F32:                                                                                   \
    EACH(f32, A(f32) op B(f32));                                                                   \
    break;                                                                                         \
  case TYPE_F64:                                                                                   \
    EACH(f64, A(f64) op B(f64));                                                                   \
    break;                                                                                         \
  case TYPE_I32:                                                                                   \
    EACH(i32, (int32_t)((uint32_t)A(i32) op(uint32_t) B(i32)));                                    \
    break;                                                                                         \
  case TYPE_INDEX:                                                                                 \
    EACH(index, (int64_t)((uint64_t)A(index) op(uint64_t) B(index)));                              \
    break;                                                                                         \
  default:                                                                                         \
    EACH(u8, (uint8_t)(A(u8) op B(u8)));                                                           \
  }                                                                                                \
  break

#define ORDER(op)                                                                                  \
  switch (type.scalar) {                                                                           \
  case TYPE_F32:                                                                                   \
    EACH(f32, A(f32) op B(f32) ? A(f32) : B(f32));                                                 \
    break;                                                                                         \
  case TYPE_F64:                                                                                   \
    EACH(f64, A(f64) op B(f64) ? A(f64) : B(f64));                                                 \
    break;                                                                                         \
  case TYPE_I32:                                                                                   \
    EACH(i32, A(i32) op B(i32) ? A(i32) : B(i32));                                                 \
    break;                                                                                         \
  case TYPE_INDEX:                                                                                 \
    EACH(index, A(index) op B(index) ? A(index) : B(index));                                       \
    break;                                                                                         \
  default:                                                                                         \
    EACH(u8, A(u8) op B(u8) ? A(u8) : B(u8));                                                      \
  }                                                                                                \
  break

// The result is narrower than the operands: it goes through a copy, as it may be one of them.
#define COMPARE(op)                                                                                \
  {                                                                                                \
    LoopValue copy, *const result_place = r;                                                       \
    r = &copy;                                                                                     \
    switch (type.scalar) {                                                                         \
    case TYPE_F32:                                                                                 \
      EACH(boolean, A(f32) op B(f32));                                                             \
      break;                                                                                       \
    case TYPE_F64:                                                                                 \
      EACH(boolean, A(f64) op B(f64));                                                             \
      break;                                                                                       \
    case TYPE_I32:                                                                                 \
      EACH(boolean, A(i32) op B(i32));                                                             \
      break;                                                                                       \
    case TYPE_INDEX:                                                                               \
      EACH(boolean, A(index) op B(index));                                                         \
      break;                                                                                       \
    default:                                                                                       \
      EACH(boolean, A(u8) op B(u8));                                                               \
    }                                                                                              \
    memcpy(result_place->boolean, copy.boolean, sizeof copy.boolean[0] * (size_t)lanes);           \
  }                                                                                                \
  break

#define BITWISE(op)                                                                                \
  switch (type.scalar) {                                                                           \
  case TYPE_I32:                                                                                   \
    EACH(i32, A(i32) op B(i32));                                                                   \
    break;                                                                                         \
  case TYPE_INDEX:                                                                                 \
    EACH(index, A(index) op B(index));                                                             \
    break;                                                                                         \
  default:                                                                                         \
    EACH(u8, A(u8) op B(u8));                                                                      \
  }                                                                                                \
  break

static int64_t floor_quotient(int64_t a, int64_t b)
{
  assert(b > 0);
  return a / b - (a % b < 0);
}

static int64_t floor_remainder(int64_t a, int64_t b)
{
  return a % b + (a % b < 0 ? b : 0);
}

static void apply_quotient(LoopOp op, LoopType type, LoopValue *r, const LoopValue *a,
                           const LoopValue *b)
{
  for (int i = 0; i < type.lanes; i++) {
    bool wide = type.scalar == TYPE_INDEX, narrow = type.scalar == TYPE_U8;
    int64_t x = wide ? A(index) : narrow ? A(u8) : A(i32);
    int64_t y = wide ? B(index) : narrow ? B(u8) : B(i32);
    int64_t value = op == LOOP_REMAINDER ? floor_remainder(x, y) : floor_quotient(x, y);
    if (wide)
      r->index[i] = value;
    else if (narrow)
      r->u8[i] = (uint8_t)value;
    else
      r->i32[i] = (int32_t)value;
  }
}

static void apply_negate(LoopType type, LoopValue *r, const LoopValue *a)
{
  int lanes = type.lanes;
  switch (type.scalar) {
  case TYPE_F32:
    EACH(f32, -A(f32));
    break;
  case TYPE_F64:
    EACH(f64, -A(f64));
    break;
  case TYPE_I32:
    EACH(i32, (int32_t)(0u - (uint32_t)A(i32)));
    break;
  case TYPE_INDEX:
    EACH(index, (int64_t)((uint64_t)0 - (uint64_t)A(index)));
    break;
  default:
    EACH(u8, (uint8_t)-A(u8));
  }
}

static void apply_not(LoopType type, LoopValue *r, const LoopValue *a)
{
  int lanes = type.lanes;
  switch (type.scalar) {
  case TYPE_BOOL:
    EACH(boolean, !A(boolean));
    break;
  case TYPE_I32:
    EACH(i32, ~A(i32));
    break;
  case TYPE_INDEX:
    EACH(index, ~A(index));
    break;
  default:
    EACH(u8, (uint8_t)~A(u8));
  }
}

static void apply_select(LoopType type, LoopValue *r, const LoopValue *a, const LoopValue *b,
                         const LoopValue *c)
{
  int size = type_bytes(type.scalar);
  LoopValue copy;
  for (int i = 0; i < type.lanes; i++)
    memcpy((char *)&copy + i * size, (const char *)(A(boolean) ? b : c) + i * size, (size_t)size);
  memcpy(r, &copy, (size_t)(type.lanes * size));
}

static void apply_reduce(LoopOp op, LoopType type, LoopValue *r, const LoopValue *a)
{
  LoopValue low = *a, high;
  int size = type_bytes(type.scalar);
  for (int lanes = type.lanes / 2; lanes >= 1; lanes /= 2) {
    memcpy(&high, (const char *)&low + lanes * size, (size_t)(lanes * size));
    loop_apply(op == LOOP_SUM_LANES ? LOOP_ADD : LOOP_MAXIMUM, (LoopType){type.scalar, lanes}, &low,
               &low, &high, NULL);
  }
  memcpy(r, &low, (size_t)size);
}

static void apply_bits(LoopOp op, LoopType type, LoopValue *r, const LoopValue *a,
                       const LoopValue *b)
{
  int lanes = type.lanes;
  switch (op) {
  case LOOP_SHIFT_LEFT:
    EACH(i32, (int32_t)((uint32_t)A(i32) << (B(i32) & 31)));
    break;
  case LOOP_SHIFT_RIGHT:
    EACH(i32, A(i32) >> (B(i32) & 31));
    break;
  case LOOP_AND:
    BITWISE(&);
  default:
    BITWISE(|);
  }
}

static void apply_comparison(LoopOp op, LoopType type, LoopValue *r, const LoopValue *a,
                             const LoopValue *b)
{
  int lanes = type.lanes;
  switch (op) {
  case LOOP_EQUAL:
    COMPARE(==);
  case LOOP_NOT_EQUAL:
    COMPARE(!=);
  case LOOP_LESS:
    COMPARE(<);
  default:
    COMPARE(<=);
  }
}

void loop_apply(LoopOp op, LoopType type, LoopValue *r, const LoopValue *a, const LoopValue *b,
                const LoopValue *c)
{
  int lanes = type.lanes;
  switch (op) {
  case LOOP_NEGATE:
    apply_negate(type, r, a);
    break;
  case LOOP_NOT:
    apply_not(type, r, a);
    break;
  case LOOP_SQRT:
    FLOATS(sqrtf(A(f32)), sqrt(A(f64)));
  case LOOP_FLOOR:
    FLOATS(floorf(A(f32)), floor(A(f64)));
  case LOOP_BITS:
  case LOOP_FROM_BITS:
    memmove(r, a, 4 * (size_t)lanes);
    break;
  case LOOP_ADD:
    ARITHMETIC(+);
  case LOOP_SUBTRACT:
    ARITHMETIC(-);
  case LOOP_MULTIPLY:
    ARITHMETIC(*);
  case LOOP_DIVIDE:
    FLOATS(A(f32) / B(f32), A(f64) / B(f64));
  case LOOP_QUOTIENT:
  case LOOP_REMAINDER:
    apply_quotient(op, type, r, a, b);
    break;
  case LOOP_MAXIMUM:
    ORDER(>);
  case LOOP_MINIMUM:
    ORDER(<);
  case LOOP_SCALB:
    EACH(f32, (float)scaled_by_power(A(f32), B(f32)));
    break;
  case LOOP_SHIFT_LEFT:
  case LOOP_SHIFT_RIGHT:
  case LOOP_AND:
  case LOOP_OR:
    apply_bits(op, type, r, a, b);
    break;
  case LOOP_EQUAL:
  case LOOP_NOT_EQUAL:
  case LOOP_LESS:
  case LOOP_LESS_EQUAL:
    apply_comparison(op, type, r, a, b);
    break;
  case LOOP_FMA:
    FLOATS(fmaf(A(f32), B(f32), C(f32)), fma(A(f64), B(f64), C(f64)));
  case LOOP_PAIR:
    EACH(i32, bf16_pair(A(f32), B(f32)));
    break;
  case LOOP_DOT:
    EACH(f32, bf16_dot(A(i32), B(i32), C(f32)));
    break;
  case LOOP_SELECT:
    apply_select(type, r, a, b, c);
    break;
  case LOOP_SUM_LANES:
  case LOOP_MAX_LANES:
    apply_reduce(op, type, r, a);
    break;
  default:
    assert(!"an operation of lanes");
  }
}

// Truncation towards zero, held inside [low, high]; NaN gives 0.
static int64_t saturate(double value, int64_t low, int64_t high)
{
  if (value != value)
    return 0;
  if (value <= (double)low)
    return low;
  if (value >= (double)high)  // 2^63 for index
    return high;
  return (int64_t)value;
}

static int64_t to_integer(Type from, Type to, const LoopValue *a, int i)
{
  switch (from) {
  case TYPE_F32:
  case TYPE_F64: {
    double value = from == TYPE_F32 ? (double)A(f32) : A(f64);
    return to == TYPE_U8    ? saturate(value, 0, 255)
           : to == TYPE_I32 ? saturate(value, INT32_MIN, INT32_MAX)
                            : saturate(value, INT64_MIN, INT64_MAX);
  }
  case TYPE_I32:
    return A(i32);
  case TYPE_INDEX:
    return A(index);
  default:
    return A(u8);
  }
}

void loop_apply_convert(Type from, Type to, int lanes, LoopValue *r, const LoopValue *a)
{
  LoopValue copy = *a;
  a = &copy;
  bool floats = type_is_float(from);
  for (int i = 0; i < lanes; i++)
    switch (to) {
    case TYPE_F32:
      r->f32[i] = from == TYPE_F32   ? A(f32)
                  : from == TYPE_F64 ? (float)A(f64)
                                     : (float)to_integer(from, to, a, i);
      break;
    case TYPE_F64:
      r->f64[i] = from == TYPE_F32   ? (double)A(f32)
                  : from == TYPE_F64 ? A(f64)
                                     : (double)to_integer(from, to, a, i);
      break;
    case TYPE_BOOL:
      r->boolean[i] = floats ? (from == TYPE_F32 ? A(f32) != 0 : A(f64) != 0)
                             : to_integer(from, TYPE_INDEX, a, i) != 0;
      break;
    case TYPE_I32:
      r->i32[i] = (int32_t)to_integer(from, to, a, i);
      break;
    case TYPE_U8:
      r->u8[i] = (uint8_t)to_integer(from, to, a, i);
      break;
    case TYPE_INDEX:
      r->index[i] = to_integer(from, to, a, i);
      break;
    }
}

LoopFunction1 *loop_function1(const char *name)
{
  static const struct {
    const char *name;
    LoopFunction1 *function;
  } functions[] = {
      {"exp", exp},     {"exp2", exp2},     {"expm1", expm1},   {"log", log},     {"log2", log2},
      {"log1p", log1p}, {"sin", sin},       {"cos", cos},       {"tan", tan},     {"asin", asin},
      {"acos", acos},   {"atan", atan},     {"sinh", sinh},     {"cosh", cosh},   {"tanh", tanh},
      {"erf", erf},     {"erfc", erfc},     {"cbrt", cbrt},     {"ceil", ceil},   {"floor", floor},
      {"fabs", fabs},   {"sqrt", sqrt},     {"log10", log10},   {"asinh", asinh}, {"acosh", acosh},
      {"atanh", atanh}, {"lgamma", lgamma}, {"tgamma", tgamma}, {"rint", rint},   {"trunc", trunc},
      {"round", round},
  };
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
    if (!strcmp(functions[i].name, name))
      return functions[i].function;
  return NULL;
}

LoopFunction2 *loop_function2(const char *name)
{
  static const struct {
    const char *name;
    LoopFunction2 *function;
  } functions[] = {
      {"pow", pow},   {"atan2", atan2}, {"fmod", fmod},         {"hypot", hypot},
      {"fmax", fmax}, {"fmin", fmin},   {"copysign", copysign},
  };
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
    if (!strcmp(functions[i].name, name))
      return functions[i].function;
  return NULL;
}
