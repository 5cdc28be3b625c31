// Expressions of loops as text. Brackets stand only where the tree needs them; types only where
// neither the place nor a neighbour tells them: a number or a broadcast takes its type from there.
//
//   let a: f32x8 = maximum(x[i : 8], 0)          if f32x8(0) < broadcast(b) ..

#include "loops/print.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OR = 1, AND, NOT, COMPARE, SHIFT, SUM, PRODUCT, UNARY, PRIMARY };

static const char *const texts[] = {
#define OP(name, operands, text) [LOOP_##name] = text,
#include "loops/ops.def"
#undef OP
};

static int precedence_of(const LoopExpr *e)
{
  switch (e->op) {
  case LOOP_OR:
    return OR;
  case LOOP_AND:
    return AND;
  case LOOP_NOT:
    return NOT;
  case LOOP_EQUAL:
  case LOOP_NOT_EQUAL:
  case LOOP_LESS:
  case LOOP_LESS_EQUAL:
    return COMPARE;
  case LOOP_SHIFT_LEFT:
  case LOOP_SHIFT_RIGHT:
    return SHIFT;
  case LOOP_ADD:
  case LOOP_SUBTRACT:
    return SUM;
  case LOOP_MULTIPLY:
  case LOOP_DIVIDE:
    return PRODUCT;
  case LOOP_NEGATE:
    return UNARY;
  default:
    return PRIMARY;
  }
}

// Whether the text of an expression says of what type it is without help from its place.
static bool determines(const LoopExpr *e)
{
  switch (e->op) {
  case LOOP_NUMBER:
  case LOOP_BROADCAST:
    return false;
  case LOOP_SELECT:
  case LOOP_NEGATE:
  case LOOP_NOT:
  case LOOP_SQRT:
  case LOOP_FLOOR:
  case LOOP_FMA:
    break;
  case LOOP_DOT:
    return determines(e->operands[2]);
  default:
    if (e->op < LOOP_ADD || e->op > LOOP_OR)
      return true;
  }
  for (int i = e->op == LOOP_SELECT; i < e->operand_count; i++)
    if (determines(e->operands[i]))
      return true;
  return false;
}

static bool is_plain_name(const char *name)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
  static const char others[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
  if (!*name || !strchr(letters, *name))
    return false;
  for (const char *p = name;;) {
    size_t length = strspn(p, others);
    if (length == 0)
      return false;
    p += length;
    if (!*p)
      return true;
    if (*p++ != '.')
      return false;
  }
}

void loops_add_name(Text *out, const char *name)
{
  bool plain = is_plain_name(name) && !loops_is_word(name);
  text_add(out, plain ? "%s" : "`%s`", name);
}

// The shortest digits that give the same bits back in that type.
void loops_add_number(Text *out, Type type, double value)
{
  if (isnan(value) || isinf(value)) {
    text_add(out, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
    return;
  }
  char digits[40];
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    double back = strtod(digits, NULL);
    if (type == TYPE_F32 ? (float)back == (float)value : back == value)
      break;
  }
  text_add(out, "%s", digits);
}

static void add_literal(Text *out, const LoopExpr *e)
{
  Type type = e->type.scalar;
  if (type_is_float(type))
    loops_add_number(out, type, e->number);
  else if (type == TYPE_BOOL)
    text_add(out, "%s", e->integer ? "true" : "false");
  else
    text_add(out, "%lld", (long long)e->integer);
}

static void add_operand(Text *out, const LoopExpr *e, int precedence, bool known)
{
  bool brackets = precedence_of(e) < precedence;
  text_add(out, "%s", brackets ? "(" : "");
  loops_add_expr(out, e, known);
  text_add(out, "%s", brackets ? ")" : "");
}

// `T(operand)`: a number, a broadcast or a conversion to T.
static void add_typed(Text *out, const LoopExpr *e)
{
  text_add(out, "%s(", loop_type_name(out->arena, e->type));
  if (e->op == LOOP_NUMBER)
    add_literal(out, e);
  else
    loops_add_expr(out, e->operands[0], false);
  text_add(out, ")");
}

static void add_access(Text *out, const LoopExpr *e)
{
  loops_add_name(out, e->parameter->name);
  text_add(out, "[");
  loops_add_expr(out, e->operands[0], true);
  if (e->operand_count > 1) {
    text_add(out, " : ");
    loops_add_expr(out, e->operands[1], true);
    text_add(out, " of %d", e->type.lanes);
  } else if (e->type.lanes > 1) {
    text_add(out, " : %d", e->type.lanes);
  }
  text_add(out, "]");
}

// Which of the operands tells the type of the others, from `first` on.
static int teller(const LoopExpr *e, int first)
{
  for (int i = first; i < e->operand_count; i++)
    if (determines(e->operands[i]))
      return i;
  return first;
}

static void add_infix(Text *out, const LoopExpr *e, bool known)
{
  const LoopExpr *a = e->operands[0], *b = e->operands[1];
  int precedence = precedence_of(e), tells = teller(e, 0);
  bool compares = precedence == COMPARE;
  known = known && !compares;
  add_operand(out, a, precedence + compares, known || tells != 0);
  bool tight = precedence == PRODUCT && e->type.scalar == TYPE_INDEX;
  if (e->op == LOOP_ADD && e->type.scalar == TYPE_INDEX && b->op == LOOP_NUMBER &&
      b->type.lanes == 1 && b->integer < 0 && b->integer != INT64_MIN) {
    text_add(out, " - %lld", (long long)-b->integer);
    return;
  }
  text_add(out, tight ? "%s" : " %s ", texts[e->op]);
  add_operand(out, b, precedence + 1, known || tells != 1);
}

// name(a, b, ..) where all operands from `first` are of one type.
static void add_function(Text *out, const LoopExpr *e, int first, bool known)
{
  int tells = teller(e, first);
  text_add(out, "%s(", texts[e->op]);
  for (int i = 0; i < e->operand_count; i++) {
    text_add(out, "%s", i ? ", " : "");
    loops_add_expr(out, e->operands[i], i >= first && (known || tells != i));
  }
  text_add(out, ")");
}

static void add_dot(Text *out, const LoopExpr *e, bool known)
{
  text_add(out, "dot(");
  for (int i = 0; i < 3; i++) {
    text_add(out, "%s", i ? ", " : "");
    loops_add_expr(out, e->operands[i], known || i < 2);
  }
  text_add(out, ")");
}

static void add_call(Text *out, const LoopExpr *e)
{
  text_add(out, "call %s(", e->function);
  for (int i = 0; i < e->operand_count; i++) {
    text_add(out, "%s", i ? ", " : "");
    loops_add_expr(out, e->operands[i], true);
  }
  text_add(out, ")");
}

static void add_gather(Text *out, const LoopExpr *e)
{
  text_add(out, "gather(");
  loops_add_name(out, e->parameter->name);
  text_add(out, ", ");
  loops_add_expr(out, e->operands[0], false);
  text_add(out, ")");
}

static void add_lanes(Text *out, const LoopExpr *e)
{
  text_add(out, "lanes(");
  loops_add_expr(out, e->operands[0], true);
  text_add(out, " : %d)", e->type.lanes);
}

static void add_random(Text *out, const LoopExpr *e)
{
  const LoopExpr *key = e->operands[1];
  text_add(out, "random(");
  if (key->op == LOOP_NUMBER)
    text_add(out, "0x%llx", (unsigned long long)key->integer);
  else
    loops_add_expr(out, key, true);
  text_add(out, ", %d, ", e->stream);
  loops_add_expr(out, e->operands[0], false);
  text_add(out, ")");
}

void loops_add_expr(Text *out, const LoopExpr *e, bool known)
{
  switch (e->op) {
  case LOOP_NUMBER:
    if (known)
      add_literal(out, e);
    else
      add_typed(out, e);
    break;
  case LOOP_REGISTER:
    loops_add_name(out, e->reg->name);
    break;
  case LOOP_VARIABLE:
    loops_add_name(out, e->variable->name);
    break;
  case LOOP_LOAD:
    add_access(out, e);
    break;
  case LOOP_GATHER:
    add_gather(out, e);
    break;
  case LOOP_BROADCAST:
    if (known)
      add_function(out, e, 0, true);
    else
      add_typed(out, e);
    break;
  case LOOP_LANES:
    add_lanes(out, e);
    break;
  case LOOP_CONVERT:
    add_typed(out, e);
    break;
  case LOOP_NEGATE:
  case LOOP_NOT:
    text_add(out, e->op == LOOP_NEGATE ? "-" : "not ");
    add_operand(out, e->operands[0], PRIMARY, known);
    break;
  case LOOP_BITS:
  case LOOP_FROM_BITS:
  case LOOP_SUM_LANES:
  case LOOP_MAX_LANES:
  case LOOP_PAIR:
    add_function(out, e, 0, false);
    break;
  case LOOP_DOT:
    add_dot(out, e, known);
    break;
  case LOOP_SELECT:
    add_function(out, e, 1, known);
    break;
  case LOOP_RANDOM:
    add_random(out, e);
    break;
  case LOOP_CALL:
    add_call(out, e);
    break;
  default:
    if (precedence_of(e) < UNARY)
      add_infix(out, e, known);
    else
      add_function(out, e, 0, known);
  }
}
