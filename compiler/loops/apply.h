// What each operation computes, lane by lane: the meaning of ops.def in C. Constant folding and the
// interpreter both use it, so they cannot differ.
#pragma once

#include "loops/loops.h"

enum { LOOP_LANE_LIMIT = 16 };

// A value of any loop type.
typedef union LoopValue {
  float f32[LOOP_LANE_LIMIT];
  double f64[LOOP_LANE_LIMIT];
  int32_t i32[LOOP_LANE_LIMIT];
  uint8_t u8[LOOP_LANE_LIMIT];
  bool boolean[LOOP_LANE_LIMIT];
  int64_t index[LOOP_LANE_LIMIT];
} LoopValue;

// Unary, binary and ternary operations from NEGATE to MAX_LANES except CONVERT. `type` is that of
// the first operand (SELECT: of the second); the result may be one of the operands.
void loop_apply(LoopOp op, LoopType type, LoopValue *result, const LoopValue *a, const LoopValue *b,
                const LoopValue *c);
void loop_apply_convert(Type from, Type to, int lanes, LoopValue *result, const LoopValue *a);
// The functions of libm that CALL may name.
typedef double LoopFunction1(double);
typedef double LoopFunction2(double, double);
LoopFunction1 *loop_function1(const char *name);  // null: none of that name
LoopFunction2 *loop_function2(const char *name);
