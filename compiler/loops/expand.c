// What loops have no operation for is expanded: functions by their f32 body, powers by repeated
// products, the exponent and scaling by powers of two through their bits.
//
//   before   y[i] = exp(x[i])^2
//   after    y[i] = t*t, t = the body of exp at x[i]

#include "base/scale.h"
#include "loops/lower.h"
#include "loops/range.h"

#include <assert.h>
#include <math.h>

enum {
  LEAST_EXPONENT = -126,  // of a normal number
  MOST_EXPONENT = 127,
  MOVED = 64  // how far an exponent is moved so that a factor stays one
};

static const Expr *use_argument(Graph *graph, const Expr *e, void *context)
{
  (void)graph;
  const Expr *call = context;
  return e->kind == EXPR_FORMAL ? call->operands[e->slot] : e;
}

static const Expr *repeated_product(Graph *graph, const Expr *base, int64_t n)
{
  if (n == 0)
    return expr_number(graph, base->type, 1);
  if (n < 0)
    return expr_binary(graph, EXPR_DIVIDE, expr_number(graph, base->type, 1),
                       repeated_product(graph, base, -n));
  if (n == 1)
    return base;
  const Expr *half = repeated_product(graph, base, n / 2);
  const Expr *square = expr_binary(graph, EXPR_MULTIPLY, half, half);
  return n % 2 ? expr_binary(graph, EXPR_MULTIPLY, square, base) : square;
}

static int64_t whole_exponent(const Expr *e)
{
  return type_is_float(e->type) ? (int64_t)e->number : e->integer;
}

// -- bounds ---------------------------------------------------------------------------------------

// A bound that the other operand keeps anyway. (One that stands first lets a NaN through.)
static const Expr *drop_bound(const Expr *e)
{
  const Expr *bound = e->operands[0], *bounded = e->operands[1];
  if (bound->kind != EXPR_NUMBER || !type_is_float(e->type))
    return e;
  FloatRange range = float_range(bounded);
  bool keeps = e->kind == EXPR_MINIMUM ? range.high <= bound->number : range.low >= bound->number;
  return keeps ? bounded : e;
}

// -- powers of two --------------------------------------------------------------------------------

static const Expr *f32(Graph *graph, double value)
{
  return expr_number(graph, TYPE_F32, value);
}

static const Expr *exponent_field(Graph *graph, int n)
{
  return expr_integer(graph, TYPE_I32, (int64_t)(n - LEAST_EXPONENT + 1) << 23);
}

// 2^(n + moved) of t = n + ROUNDING_SUM; `moved` as the field of an exponent.
static const Expr *power_of_two(Graph *graph, const Expr *t, const Expr *moved)
{
  const Expr *bits = expr_unary(graph, EXPR_BITS, t);
  bits = expr_binary(graph, EXPR_MULTIPLY, bits, expr_integer(graph, TYPE_I32, 1 << 23));
  return expr_unary(graph, EXPR_FROM_BITS, expr_binary(graph, EXPR_ADD, bits, moved));
}

static const Expr *scale(Graph *graph, const Expr *a, const Expr *t)
{
  return expr_binary(graph, EXPR_MULTIPLY, a, power_of_two(graph, t, exponent_field(graph, 0)));
}

// In two factors, the first moved towards 0, so that results overflow and become subnormal with one
// rounding.
static const Expr *scale_in_two(Graph *graph, const Expr *a, const Expr *t)
{
  const Expr *is_below = expr_binary(graph, EXPR_LESS, t, f32(graph, ROUNDING_SUM));
  const Expr *moved =
      expr_select(graph, is_below, exponent_field(graph, MOVED), exponent_field(graph, -MOVED));
  const Expr *back =
      expr_select(graph, is_below, f32(graph, ldexp(1, -MOVED)), f32(graph, ldexp(1, MOVED)));
  a = expr_binary(graph, EXPR_MULTIPLY, a, power_of_two(graph, t, moved));
  return expr_binary(graph, EXPR_MULTIPLY, a, back);
}

// Of any two floats. Beyond the exponents of normal numbers a first step is taken back at the end,
// and the rest goes in two halves; only the last product rounds. 2^n is 0 or infinite where n is.
static const Expr *scale_by_any(Graph *graph, const Expr *a, const Expr *n)
{
  const Expr *zero = f32(graph, 0), *rounding = f32(graph, ROUNDING_SUM);
  const Expr *whole =
      expr_binary(graph, EXPR_MINIMUM, f32(graph, BEYOND_F32), expr_unary(graph, EXPR_FLOOR, n));
  whole = expr_binary(graph, EXPR_MAXIMUM, f32(graph, -BEYOND_F32), whole);
  const Expr *is_below = expr_binary(graph, EXPR_LESS, whole, f32(graph, LEAST_EXPONENT));
  const Expr *is_above = expr_binary(graph, EXPR_LESS, f32(graph, MOST_EXPONENT), whole);
  const Expr *last = expr_select(graph, is_above, f32(graph, MOST_EXPONENT), zero);
  last = expr_select(graph, is_below, f32(graph, -MOVED), last);
  const Expr *first = expr_binary(graph, EXPR_SUBTRACT, whole, last);
  const Expr *half = expr_binary(graph, EXPR_MULTIPLY, f32(graph, 0.5), first);
  half = expr_select(graph, expr_binary(graph, EXPR_OR, is_below, is_above),
                     expr_unary(graph, EXPR_FLOOR, half), first);
  const Expr *steps[] = {half, expr_binary(graph, EXPR_SUBTRACT, first, half), last};
  const Expr *scaled = a;
  for (int i = 0; i < 3; i++)
    scaled = scale(graph, scaled, expr_binary(graph, EXPR_ADD, steps[i], rounding));
  const Expr *limit = expr_binary(graph, EXPR_MAXIMUM, zero, n);
  const Expr *rest = expr_binary(graph, EXPR_SUBTRACT, n, n);
  return expr_select(graph, expr_binary(graph, EXPR_EQUAL, rest, zero), scaled,
                     expr_binary(graph, EXPR_MULTIPLY, a, limit));
}

static bool is_between(FloatRange range, double low, double high)
{
  return range.low >= low && range.high <= high;
}

// a*2^floor(n). Elementary functions have an n that ROUNDING_SUM has made whole, and an a near 1.
static const Expr *expand_scalb(Graph *graph, const Expr *e)
{
  const Expr *a = e->operands[0], *n = e->operands[1];
  FloatRange exponents = is_rounded(n) ? float_range(n) : (FloatRange){-INFINITY, INFINITY};
  if (is_between(exponents, LEAST_EXPONENT, MOST_EXPONENT))
    return scale(graph, a, n->operands[0]);
  bool is_near =
      is_between(exponents, LEAST_EXPONENT - MOVED, MOST_EXPONENT + MOVED) &&
      is_between(float_range(a), ldexp(1, LEAST_EXPONENT + MOVED), ldexp(1, MOST_EXPONENT - MOVED));
  return is_near ? scale_in_two(graph, a, n->operands[0]) : scale_by_any(graph, a, n);
}

// -- all of them ----------------------------------------------------------------------------------

static const Expr *expand(Graph *graph, const Expr *e, void *context)
{
  const Machine *machine = context;
  switch (e->kind) {
  case EXPR_CALL:
    if (e->type == TYPE_F64 && e->function->exact)
      return e;  // a scalar of the step: libm's own
    return lower_expand(graph, machine,
                        expr_rewrite(graph, e->function->body, use_argument, (void *)e));
  case EXPR_POWER:
    return repeated_product(graph, e->operands[0], whole_exponent(e->operands[1]));
  case EXPR_DETACH:
    return e->operands[0];
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    return drop_bound(e);
  case EXPR_SCALB:
    return machine->has_scalb ? e : expand_scalb(graph, e);
  default:
    return e;
  }
}

const Expr *lower_expand(Graph *graph, const Machine *machine, const Expr *e)
{
  return expr_rewrite(graph, e, expand, (void *)machine);
}
