// Between which numbers a float lies, where it is no NaN.
//
//   x = minimum(89, maximum(-104, a))        -104 .. 89
//   n = fma(x, 1.44, 12582912) - 12582912    1.44*x, up to 1/2: a whole number
//   r = fma(n, -0.69, x)                     what cancels is x, and 1/2*0.69 is left
//
// Sums and products with constants are linear forms over what they are made of, so that a reduced
// argument comes out as small as it is; of other products, ends are multiplied with ends.

#include "loops/range.h"

#include <math.h>

// Expressions share parts, which are looked at wherever they stand: so many in all.
enum { MOST_TERMS = 4, MOST_STEPS = 4096 };

#define HALF_UNIT    0x1p-24  // of a float of 1: an operation rounds by so much at most
#define MOST_ROUNDED 0x1p22

// constant + the sum of factors[i]*atoms[i], up to `slack`.
typedef struct Linear {
  double constant, slack;
  int count;
  const Expr *atoms[MOST_TERMS];
  double factors[MOST_TERMS];
  FloatRange ranges[MOST_TERMS];
} Linear;

static const FloatRange any = {-INFINITY, INFINITY};

static FloatRange range_of(const Expr *e, int *steps);

static bool is_number(const Expr *e, double value)
{
  return expr_is_number(e) && e->number == value;
}

static double most(FloatRange a)
{
  return fmax(fabs(a.low), fabs(a.high));
}

bool is_rounded(const Expr *e)
{
  if (e->kind != EXPR_SUBTRACT || !type_is_float(e->type) ||
      !is_number(e->operands[1], ROUNDING_SUM))
    return false;
  const Expr *sum = e->operands[0];
  return (sum->kind == EXPR_FMA || sum->kind == EXPR_ADD) &&
         is_number(sum->operands[sum->operand_count - 1], ROUNDING_SUM);
}

// -- intervals ------------------------------------------------------------------------------------

static FloatRange add(FloatRange a, FloatRange b)
{
  return (FloatRange){a.low + b.low, a.high + b.high};
}

static FloatRange multiply(FloatRange a, FloatRange b)
{
  double ends[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  FloatRange range = {INFINITY, -INFINITY};
  for (int i = 0; i < 4; i++) {
    if (isnan(ends[i]))
      return any;
    range.low = fmin(range.low, ends[i]);
    range.high = fmax(range.high, ends[i]);
  }
  return range;
}

static FloatRange widen(FloatRange a, double slack)
{
  return (FloatRange){a.low - slack, a.high + slack};
}

// Of what is no sum and no multiple.
static FloatRange atom_range(const Expr *e, int *steps)
{
  bool is_known = e->kind == EXPR_MAXIMUM || e->kind == EXPR_MINIMUM || e->kind == EXPR_FMA ||
                  e->kind == EXPR_MULTIPLY;
  if (!type_is_float(e->type) || !is_known)
    return any;
  FloatRange a = range_of(e->operands[0], steps), b = range_of(e->operands[1], steps);
  FloatRange range = multiply(a, b);
  switch (e->kind) {
  case EXPR_MAXIMUM:
    return (FloatRange){fmax(a.low, b.low), fmax(a.high, b.high)};
  case EXPR_MINIMUM:
    return (FloatRange){fmin(a.low, b.low), fmin(a.high, b.high)};
  case EXPR_FMA:
    range = add(range, range_of(e->operands[2], steps));
    break;
  default:
    break;
  }
  return widen(range, most(range) * HALF_UNIT);
}

// -- linear forms ---------------------------------------------------------------------------------

static double add_term(Linear *form, const Expr *atom, double factor, int *steps)
{
  int at = 0;
  while (at < form->count && form->atoms[at] != atom)
    at++;
  if (at == MOST_TERMS)
    return INFINITY;
  if (at == form->count) {
    form->atoms[form->count] = atom;
    form->ranges[form->count] = atom_range(atom, steps);
    form->factors[form->count++] = 0;
  }
  form->factors[at] += factor;
  return most(form->ranges[at]);
}

// Adds factor*e, and returns how large e can be; INFINITY: nobody knows.
static double add_linear(Linear *form, const Expr *e, double factor, int *steps)
{
  if ((*steps)++ >= MOST_STEPS || !type_is_float(e->type))
    return INFINITY;
  if (expr_is_number(e)) {
    form->constant += factor * e->number;
    return fabs(e->number);
  }
  bool rounds = is_rounded(e);
  const Expr *at = rounds ? e->operands[0] : e;
  const Expr *a = at->operand_count > 1 ? at->operands[0] : NULL;
  const Expr *b = at->operand_count > 1 ? at->operands[1] : NULL;
  double size = 0;
  if (at->kind == EXPR_ADD || at->kind == EXPR_SUBTRACT) {
    size = add_linear(form, a, factor, steps);
    if (!rounds)
      size += add_linear(form, b, at->kind == EXPR_ADD ? factor : -factor, steps);
  } else if ((at->kind == EXPR_MULTIPLY || at->kind == EXPR_FMA) &&
             (expr_is_number(a) || expr_is_number(b))) {
    double number = expr_is_number(a) ? a->number : b->number;
    size = add_linear(form, expr_is_number(a) ? b : a, factor * number, steps) * fabs(number);
    if (at->kind == EXPR_FMA && !rounds)
      size += add_linear(form, at->operands[2], factor, steps);
  } else {
    return add_term(form, e, factor, steps);
  }
  form->slack += fabs(factor) * (rounds ? 0.5 : size * HALF_UNIT);
  return rounds && size > MOST_ROUNDED ? INFINITY : size + rounds;
}

static FloatRange range_of(const Expr *e, int *steps)
{
  Linear form = {0};
  double size = add_linear(&form, e, 1, steps);
  FloatRange range = {form.constant, form.constant};
  if (isnan(size) || size == INFINITY)
    return form.count == 1 && form.atoms[0] == e ? form.ranges[0] : any;
  for (int i = 0; i < form.count; i++)
    range = add(range, multiply((FloatRange){form.factors[i], form.factors[i]}, form.ranges[i]));
  return widen(range, form.slack);
}

FloatRange float_range(const Expr *e)
{
  int steps = 0;
  return range_of(e, &steps);
}
