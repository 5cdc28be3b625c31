// Scales: what the rounding errors of a value are measured against.
//
// Two things move a result that is computed in another order or precision. Each operation of its
// own formula rounds: that is measured by `size`, what the value would be with every term taken
// positive (a - b counts |a| + |b|, f(x) counts |f(x)| + |f'(x)| times the size of x). And the
// nodes it reads have moved already: their scales come in as `error`, times the derivative, added
// in squares, because over many terms rounding errors are as good as independent. A node's scale is
// the sum of both.
//
// So scales grow with the depth of a graph the way errors do, not like products of absolute sums.
// They are first order: near a tie, or where a square root starts from 0, the bound is a rough one.

#include "graph/evaluate.h"
#include "base/bf16.h"
#include "base/scale.h"

#include <math.h>

static Scale scaled_by(Scale a, double factor)
{
  return (Scale){a.size * factor, a.error * factor};
}

// |f| + sum of |df/dx| times the scale of x, by central differences.
static Scale call_scale(const Step *s, const Value *r, const Scale *scales)
{
  double arguments[MAX_RANK];
  Scale scale = {fabs(r[s->to].number), 0};
  for (int i = 0; i < s->a; i++)
    arguments[i] = r[s->arguments[i]].number;
  for (int i = 0; i < s->a; i++) {
    double x = arguments[i], h = 1e-6 * (fabs(x) + 1e-3);
    arguments[i] = x + h;
    double above = s->function->exact(arguments);
    arguments[i] = x - h;
    double slope = fabs(above - s->function->exact(arguments)) / (2 * h);
    arguments[i] = x;
    if (isfinite(slope)) {
      scale.size += slope * scales[s->arguments[i]].size;
      scale.error = hypot(scale.error, slope * scales[s->arguments[i]].error);
    }
  }
  return scale;
}

// sqrt(x + e) moves by e/(2 sqrt(x)), and by sqrt(e) at most: e is in units of 2^-24.
static double root_error(double root, double error)
{
  double most = sqrt(error) * 0x1p12;
  return root > 0 && error / (2 * root) < most ? error / (2 * root) : most;
}

static Scale product_scale(const Step *s, const Value *r, const Scale *scales)
{
  Scale a = scales[s->a], b = scales[s->b];
  double x = r[s->a].number, y = r[s->b].number;
  return (Scale){a.size * b.size, hypot(y * a.error, x * b.error)};
}

// The error of either number of a word: what it had before, and that it may have been rounded to
// the bf16 beside the right one, 2^-8 of itself away, which is 2^16 units of 2^-24.
static Scale pair_scale(const Step *s, const Value *r, const Scale *scales)
{
  Scale a = scales[s->a], b = scales[s->b];
  double beside = fmax(fabs(r[s->a].number), fabs(r[s->b].number)) * 0x1p16;
  return (Scale){0, beside + fmax(a.size, b.size) + fmax(a.error, b.error)};
}

static Scale dot_scale(const Step *s, const Value *r, const Scale *scales)
{
  int32_t a = (int32_t)r[s->a].integer, b = (int32_t)r[s->b].integer;
  double size = fabs((double)bf16_low(a) * bf16_low(b)) + fabs((double)bf16_high(a) * bf16_high(b));
  double of_a = scales[s->a].error * hypot(bf16_low(b), bf16_high(b));
  double of_b = scales[s->b].error * hypot(bf16_low(a), bf16_high(a));
  return (Scale){size, hypot(of_a, of_b)};
}

static Scale quotient_scale(const Step *s, const Value *r, const Scale *scales)
{
  Scale a = scales[s->a], b = scales[s->b];
  double quotient = fabs(r[s->to].number), divisor = fabs(r[s->b].number);
  return (Scale){(a.size + quotient * b.size) / divisor,
                 hypot(a.error, quotient * b.error) / divisor};
}

static Scale power_scale(const Step *s, const Value *r, const Scale *scales)
{
  double value = fabs(r[s->to].number), x = fabs(r[s->a].number);
  double slope = x > 0 ? fabs((double)r[s->b].integer) * value / x : r[s->b].integer == 1;
  return (Scale){value + slope * scales[s->a].size, slope * scales[s->a].error};
}

static Scale number_scale(const Step *s, const Value *r, const Scale *scales)
{
  double value = fabs(r[s->to].number);
  Scale a = scales[s->a], b = scales[s->b];
  switch (s->kind) {
  case EXPR_SQRT:
    return (Scale){value + root_error(value, a.size), root_error(value, a.error)};
  case EXPR_FLOOR:
  case EXPR_FROM_BITS:
    return (Scale){value, 0};
  case EXPR_ADD:
  case EXPR_SUBTRACT:
    return (Scale){a.size + b.size, hypot(a.error, b.error)};
  case EXPR_MULTIPLY:
    return product_scale(s, r, scales);
  case EXPR_DOT:
    return dot_scale(s, r, scales);
  case EXPR_DIVIDE:
    return quotient_scale(s, r, scales);
  case EXPR_POWER:
    return power_scale(s, r, scales);
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    return (Scale){fmax(a.size, b.size), fmax(a.error, b.error)};
  case EXPR_SCALB:
    return scaled_by(a, scaled_by_power(1, r[s->b].number));
  case EXPR_FMA: {
    Scale product = product_scale(s, r, scales), c = scales[s->c];
    return (Scale){product.size + c.size, hypot(product.error, c.error)};
  }
  default:
    return a;
  }
}

static Scale load_scale(const Step *s, const Value *r, const Scale *scales)
{
  bool checked = s->code == STEP_LOAD_OR;
  int64_t place = checked ? checked_address(s->load, r) : linear_value(&s->load->address, r);
  if (place < 0 || place >= s->load->array->count)
    return checked ? scales[s->b] : (Scale){0};
  double value = s->load->array->values[place];
  return (Scale){fabs(value), s->load->array->scales[place]};
}

Scale step_scale(const Step *s, const Value *r, const Scale *scales)
{
  bool is_float = type_is_float(s->type);
  bool from_float = type_is_float(s->from);
  if (s->code == STEP_NUMBER_OP)
    return number_scale(s, r, scales);
  if (s->kind == EXPR_PAIR)
    return pair_scale(s, r, scales);
  if (s->code == STEP_LOAD || s->code == STEP_LOAD_OR)
    return load_scale(s, r, scales);
  if (s->code == STEP_CALL)
    return call_scale(s, r, scales);
  if (s->code == STEP_MOVE || (s->code == STEP_CONVERT && is_float && from_float))
    return scales[s->a];
  return (Scale){is_float ? fabs(r[s->to].number) : fabs((double)r[s->to].integer), 0};
}
