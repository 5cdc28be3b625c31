// Expressions of loops as C, with no more brackets than C needs.

#include "emit/c.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// C's precedences.
enum {
  TERNARY = 3,
  LOGICAL_OR = 4,
  BIT_OR = 6,
  BIT_AND = 8,
  EQUALITY = 9,
  RELATION = 10,
  SHIFT = 11,
  SUM = 12,
  PRODUCT = 13,
  UNARY = 14,
  PRIMARY = 15
};

// The shortest digits that give the same bits back.
static void add_float(Text *out, Type type, double value)
{
  bool single = type == TYPE_F32;
  if (isnan(value) || isinf(value)) {
    text_add(out, "%s%s%s", single ? "" : "(double)", signbit(value) && isinf(value) ? "-" : "",
             isnan(value) ? "NAN" : "INFINITY");
    return;
  }
  char digits[40];
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    double back = strtod(digits, NULL);
    if (single ? strtof(digits, NULL) == (float)value : back == value)
      break;
  }
  text_add(out, "%s%s%s", digits, strpbrk(digits, ".e") ? "" : ".0", single ? "f" : "");
}

static void add_integer(Text *out, LoopType type, int64_t value)
{
  if (type.scalar == TYPE_BOOL)
    text_add(out, "%s", type.lanes > 1 ? (value ? "-1" : "0") : (value ? "true" : "false"));
  else if (value == INT64_MIN)
    text_add(out, "INT64_MIN");
  else if (value == INT32_MIN && type.scalar == TYPE_I32)
    text_add(out, "INT32_MIN");
  else
    text_add(out, "%lld", (long long)value);
}

void c_add_number(Text *out, LoopType type, const LoopExpr *e)
{
  if (type_is_float(type.scalar))
    add_float(out, type.scalar, e->number);
  else
    add_integer(out, type, e->integer);
}

static bool is_negative(const LoopExpr *e)
{
  return type_is_float(e->type.scalar) ? signbit(e->number) && !isnan(e->number) : e->integer < 0;
}

static const struct {
  const char *text;
  int precedence;
} operators[] = {
    [LOOP_NEGATE] = {"-", UNARY},
    [LOOP_NOT] = {"~", UNARY},
    [LOOP_ADD] = {"+", SUM},
    [LOOP_SUBTRACT] = {"-", SUM},
    [LOOP_MULTIPLY] = {"*", PRODUCT},
    [LOOP_DIVIDE] = {"/", PRODUCT},
    [LOOP_QUOTIENT] = {"/", PRODUCT},
    [LOOP_REMAINDER] = {"%", PRODUCT},
    [LOOP_SHIFT_RIGHT] = {">>", SHIFT},
    [LOOP_AND] = {"&", BIT_AND},
    [LOOP_OR] = {"|", BIT_OR},
    [LOOP_EQUAL] = {"==", EQUALITY},
    [LOOP_NOT_EQUAL] = {"!=", EQUALITY},
    [LOOP_LESS] = {"<", RELATION},
    [LOOP_LESS_EQUAL] = {"<=", RELATION},
};

// The helper of an operation that is no operator of C for that type; null where C has one.
static const char *helper_of(LoopOp op, LoopType type)
{
  bool words = type.scalar == TYPE_I32, bytes = type.scalar == TYPE_U8, scalar = type.lanes == 1;
  bool wraps = words || (bytes && scalar);
  switch (op) {
  case LOOP_ADD:
    return wraps ? "add" : NULL;
  case LOOP_SUBTRACT:
    return wraps ? "subtract" : NULL;
  case LOOP_MULTIPLY:
    return wraps ? "multiply" : NULL;
  case LOOP_NEGATE:
    return wraps ? "negate" : NULL;
  case LOOP_NOT:
    return bytes && scalar ? "not" : NULL;  // C computes in int
  case LOOP_QUOTIENT:
    return bytes ? NULL : "quotient";
  case LOOP_REMAINDER:
    return bytes ? NULL : "remainder";
  case LOOP_SHIFT_LEFT:
    return "shift_left";
  case LOOP_MAXIMUM:
    return "max";
  case LOOP_MINIMUM:
    return "min";
  case LOOP_SCALB:
    return "scalb";
  case LOOP_FMA:
    return scalar ? NULL : "fma";
  case LOOP_PAIR:
    return "pair";
  case LOOP_DOT:
    return "dot";
  case LOOP_SQRT:
    return scalar ? NULL : "sqrt";
  case LOOP_FLOOR:
    return scalar ? NULL : "floor";
  case LOOP_SUM_LANES:
    return "sum_lanes";
  case LOOP_MAX_LANES:
    return "max_lanes";
  default:
    return NULL;
  }
}

static int precedence_of(const LoopExpr *e)
{
  LoopType type = e->operand_count ? e->operands[0]->type : e->type;
  bool vector = e->type.lanes > 1;
  switch (e->op) {
  case LOOP_NUMBER:
    return vector ? PRIMARY : is_negative(e) ? UNARY : PRIMARY;
  case LOOP_LOAD:
    return vector ? UNARY : PRIMARY;
  case LOOP_SELECT:
    return vector ? PRIMARY : TERNARY;
  case LOOP_CONVERT:
    if (type.lanes > 1 || (type_is_float(type.scalar) && !type_is_float(e->type.scalar) &&
                           e->type.scalar != TYPE_BOOL))
      return PRIMARY;
    return e->type.scalar == TYPE_BOOL ? EQUALITY : UNARY;
  case LOOP_BITS:
  case LOOP_FROM_BITS:
    return vector ? UNARY : PRIMARY;
  default:
    if (e->op >= sizeof operators / sizeof operators[0] || !operators[e->op].text ||
        helper_of(e->op, type))
      return PRIMARY;
    if (e->op >= LOOP_EQUAL && e->op <= LOOP_LESS_EQUAL && type.lanes > 1)
      return PRIMARY;  // in brackets or a call
    if (e->op == LOOP_OR && type.scalar == TYPE_BOOL && !vector)
      return LOGICAL_OR;
    return operators[e->op].precedence;
  }
}

void c_operand(CWriter *w, const LoopExpr *e, int precedence)
{
  bool brackets = precedence_of(e) < precedence;
  text_add(w->out, "%s", brackets ? "(" : "");
  c_expr(w, e);
  text_add(w->out, "%s", brackets ? ")" : "");
}

static void add_call(CWriter *w, const char *function, const LoopExpr *e)
{
  text_add(w->out, "%s(", function);
  for (int i = 0; i < e->operand_count; i++) {
    text_add(w->out, "%s", i ? ", " : "");
    c_operand(w, e->operands[i], 0);
  }
  text_add(w->out, ")");
}

static void add_number(CWriter *w, const LoopExpr *e)
{
  if (e->type.lanes == 1) {
    c_add_number(w->out, e->type, e);
    return;
  }
  text_add(w->out, "%s(", c_helper(w, "of", e->type));
  c_add_number(w->out, e->type, e);
  text_add(w->out, ")");
}

void c_address(CWriter *w, const LoopParameter *parameter, const LoopExpr *address)
{
  text_add(w->out, "&%s[", w->buffers[kernel_buffer(w->kernel, parameter)]);
  c_operand(w, address, 0);
  text_add(w->out, "]");
}

// Addresses of lanes that lie a constant apart: base + stride*lane. False for others.
static bool find_stride(Arena *arena, const LoopExpr *e, const LoopExpr **base, int64_t *stride)
{
  static const LoopType index = {TYPE_INDEX, 1};
  const LoopExpr *bases[2];
  int64_t strides[2];
  switch (e->op) {
  case LOOP_NUMBER:
    *base = loop_integer(arena, index, e->integer);
    *stride = 0;
    return true;
  case LOOP_BROADCAST:
  case LOOP_LANES:
    *base = e->operands[0];
    *stride = e->op == LOOP_LANES;
    return true;
  case LOOP_ADD:
  case LOOP_SUBTRACT:
  case LOOP_MULTIPLY:
    break;
  default:
    return false;
  }
  for (int i = 0; i < 2; i++)
    if (!find_stride(arena, e->operands[i], &bases[i], &strides[i]))
      return false;
  *base = loop_binary(arena, e->op, bases[0], bases[1]);
  if (e->op == LOOP_ADD)
    return !__builtin_add_overflow(strides[0], strides[1], stride);
  if (e->op == LOOP_SUBTRACT)
    return !__builtin_sub_overflow(strides[0], strides[1], stride);
  int constant = !strides[1] && bases[1]->op == LOOP_NUMBER;  // which factor is one
  return !strides[constant] && bases[constant]->op == LOOP_NUMBER &&
         !__builtin_mul_overflow(strides[!constant], bases[constant]->integer, stride);
}

// Lanes from scattered addresses; where those lie evenly, by scalar loads from a base.
static void add_gather(CWriter *w, const LoopExpr *e, LoopType stored, const char *cast)
{
  const LoopExpr *base;
  int64_t stride;
  bool even = find_stride(w->arena, e->operands[0], &base, &stride);
  text_add(w->out, "%s(%s", c_helper(w, even ? "strided" : "gather", stored), cast);
  if (even) {
    c_address(w, e->parameter, base);
    text_add(w->out, ", %lld)", (long long)stride);
  } else {
    text_add(w->out, "%s, ", w->buffers[kernel_buffer(w->kernel, e->parameter)]);
    c_operand(w, e->operands[0], 0);
    text_add(w->out, ")");
  }
}

// Bytes of 0 and 1 become a mask.
static void add_load(CWriter *w, const LoopExpr *e)
{
  const char *name = w->buffers[kernel_buffer(w->kernel, e->parameter)];
  if (e->op == LOOP_LOAD && e->type.lanes == 1) {
    bool part = e->operand_count > 1;  // of one lane: it is there, or it is 0
    if (part) {
      text_add(w->out, "(0 < ");
      c_operand(w, e->operands[1], 11);
      text_add(w->out, " ? ");
    }
    text_add(w->out, "%s[", name);
    c_operand(w, e->operands[0], 0);
    text_add(w->out, part ? "] : 0)" : "]");
    return;
  }
  bool masks = e->type.scalar == TYPE_BOOL;
  LoopType stored = {masks ? TYPE_U8 : e->type.scalar, e->type.lanes};
  if (masks)
    text_add(w->out, "-__builtin_convertvector(");
  const char *cast = masks ? "(const uint8_t *)" : "";
  if (e->op == LOOP_GATHER) {
    add_gather(w, e, stored, cast);
  } else if (e->operand_count > 1) {
    text_add(w->out, "%s(%s", c_helper(w, "load_part", stored), cast);
    c_address(w, e->parameter, e->operands[0]);
    text_add(w->out, ", ");
    c_operand(w, e->operands[1], 0);
    text_add(w->out, ")");
  } else {
    text_add(w->out, "*(const %s_memory *)", c_type(w, stored));
    c_address(w, e->parameter, e->operands[0]);
  }
  if (masks)
    text_add(w->out, ", %s)", c_type(w, e->type));
}

static void add_conversion(CWriter *w, const LoopExpr *e)
{
  const LoopExpr *a = e->operands[0];
  Type to = e->type.scalar;
  bool truncates = type_is_float(a->type.scalar) && !type_is_float(to) && to != TYPE_BOOL;
  if (a->type.lanes > 1 || truncates) {
    add_call(w, c_conversion(w, a->type, to), e);
  } else if (to == TYPE_BOOL) {
    c_operand(w, a, RELATION);
    text_add(w->out, " != 0");
  } else {
    text_add(w->out, "(%s)", c_scalar(to));
    c_operand(w, a, UNARY);
  }
}

// Beside a vector, C takes a scalar for all its lanes: that is how numbers are written.
static void add_side(CWriter *w, const LoopExpr *e, const LoopExpr *other, int precedence)
{
  bool short_form = e->op == LOOP_NUMBER && e->type.lanes > 1 && other->op != LOOP_NUMBER &&
                    (type_is_float(e->type.scalar) || e->type.scalar == TYPE_I32);
  if (short_form)
    c_add_number(w->out, e->type, e);
  else
    c_operand(w, e, precedence);
}

// Vectors compare to masks as wide as the operands; ours are of i32.
static void add_vector_compare(CWriter *w, const LoopExpr *e)
{
  Type type = e->operands[0]->type.scalar;
  bool same = type == TYPE_F32 || type == TYPE_I32 || type == TYPE_BOOL;
  text_add(w->out, same ? "(" : "__builtin_convertvector(");
  add_side(w, e->operands[0], e->operands[1], SHIFT);
  text_add(w->out, " %s ", operators[e->op].text);
  add_side(w, e->operands[1], e->operands[0], SHIFT);
  if (same)
    text_add(w->out, ")");
  else
    text_add(w->out, ", %s)", c_type(w, e->type));
}

static void add_operator(CWriter *w, const LoopExpr *e)
{
  const LoopExpr *a = e->operands[0], *b = e->operands[1];
  bool truth = a->type.scalar == TYPE_BOOL && a->type.lanes == 1;
  const char *text = operators[e->op].text;
  int precedence = operators[e->op].precedence;
  if (!b) {
    text_add(w->out, "%s", truth ? "!" : text);
    c_operand(w, a, PRIMARY);
    return;
  }
  if (truth && e->op == LOOP_AND)
    text = "&&";
  else if (truth && e->op == LOOP_OR)
    text = "||";
  bool tight = precedence == PRODUCT && a->type.scalar == TYPE_INDEX;
  int inner = truth ? PRIMARY : UNARY;
  add_side(w, a, b, precedence < SUM ? inner : precedence);
  text_add(w->out, tight ? "%s" : " %s ", text);
  add_side(w, b, a, precedence < SUM ? inner : precedence + 1);
}

// index a + (-3) reads a - 3.
static bool add_offset(CWriter *w, const LoopExpr *e)
{
  const LoopExpr *b = e->operands[1];
  if (e->op != LOOP_ADD || e->type.scalar != TYPE_INDEX || e->type.lanes > 1 ||
      b->op != LOOP_NUMBER || b->integer >= 0 || b->integer == INT64_MIN)
    return false;
  c_operand(w, e->operands[0], SUM);
  text_add(w->out, " - %lld", (long long)-b->integer);
  return true;
}

static void add_shift(CWriter *w, const LoopExpr *e)
{
  int bits = (int)e->operands[1]->integer & 31;
  if (e->op == LOOP_SHIFT_LEFT) {
    text_add(w->out, "%s(", c_helper(w, "shift_left", e->type));
    c_operand(w, e->operands[0], 0);
    text_add(w->out, ", %d)", bits);
  } else {
    c_operand(w, e->operands[0], UNARY);
    text_add(w->out, " >> %d", bits);
  }
}

static void add_bits(CWriter *w, const LoopExpr *e)
{
  if (e->type.lanes > 1) {
    text_add(w->out, "(%s)", c_type(w, e->type));
    c_operand(w, e->operands[0], UNARY);
  } else {
    add_call(w, c_helper(w, e->op == LOOP_BITS ? "bits" : "from_bits", (LoopType){TYPE_F32, 1}), e);
  }
}

static void add_select(CWriter *w, const LoopExpr *e)
{
  if (e->type.lanes > 1) {
    add_call(w, c_helper(w, "select", e->type), e);
    return;
  }
  c_operand(w, e->operands[0], LOGICAL_OR);
  text_add(w->out, " ? ");
  c_operand(w, e->operands[1], TERNARY);
  text_add(w->out, " : ");
  c_operand(w, e->operands[2], TERNARY);
}

static void add_broadcast(CWriter *w, const LoopExpr *e)
{
  bool masks = e->type.scalar == TYPE_BOOL;
  text_add(w->out, "%s(%s", c_helper(w, "of", e->type), masks ? "-" : "");
  c_operand(w, e->operands[0], masks ? PRIMARY : 0);
  text_add(w->out, ")");
}

static void add_random(CWriter *w, const LoopExpr *e)
{
  text_add(w->out, "%s(netc_random_key(call->seed, ", c_helper(w, "random", e->type));
  if (e->operands[1]->op == LOOP_NUMBER)
    text_add(w->out, "0x%llxu", (unsigned long long)e->operands[1]->integer);
  else
    c_operand(w, e->operands[1], 0);
  text_add(w->out, "), call->step, ");
  c_operand(w, e->operands[0], 0);
  text_add(w->out, ", %d)", e->stream);
}

// fma, sqrt and floor of one lane are libm's, as builtins that need no errno.
static const char *libm_of(LoopOp op, Type type)
{
  bool single = type == TYPE_F32;
  switch (op) {
  case LOOP_FMA:
    return single ? "fmaf" : "fma";
  case LOOP_SQRT:
    return single ? "sqrtf" : "sqrt";
  case LOOP_FLOOR:
    return single ? "floorf" : "floor";
  default:
    return NULL;
  }
}

void c_expr(CWriter *w, const LoopExpr *e)
{
  LoopType type = e->operand_count ? e->operands[0]->type : e->type;
  switch (e->op) {
  case LOOP_NUMBER:
    add_number(w, e);
    break;
  case LOOP_REGISTER:
    text_add(w->out, "%s", w->registers[e->reg->id]);
    break;
  case LOOP_VARIABLE:
    text_add(w->out, "%s", w->variables[e->variable->id]);
    break;
  case LOOP_LOAD:
  case LOOP_GATHER:
    add_load(w, e);
    break;
  case LOOP_BROADCAST:
    add_broadcast(w, e);
    break;
  case LOOP_LANES:
    add_call(w, c_helper(w, "lanes", e->type), e);
    break;
  case LOOP_CONVERT:
    add_conversion(w, e);
    break;
  case LOOP_BITS:
  case LOOP_FROM_BITS:
    add_bits(w, e);
    break;
  case LOOP_SHIFT_LEFT:
  case LOOP_SHIFT_RIGHT:
    add_shift(w, e);
    break;
  case LOOP_SELECT:
    add_select(w, e);
    break;
  case LOOP_RANDOM:
    add_random(w, e);
    break;
  case LOOP_CALL:
    add_call(w, c_function(w, e->function, e->operand_count), e);
    break;
  default:
    if (helper_of(e->op, type))
      add_call(w, c_helper(w, helper_of(e->op, type), type), e);
    else if (libm_of(e->op, type.scalar))
      add_call(w, libm_of(e->op, type.scalar), e);
    else if (e->op >= LOOP_EQUAL && e->op <= LOOP_LESS_EQUAL && type.lanes > 1)
      add_vector_compare(w, e);
    else if (!add_offset(w, e))
      add_operator(w, e);
  }
}
