// What loops have no operation for is expanded: functions by their f32 body, powers by repeated
// products, the exponent and scaling by powers of two through their bits.
//
//   before   y[i] = exp(x[i])^2
//   after    y[i] = t*t, t = the body of exp at x[i]

#include "loops/lower.h"

#include <assert.h>
#include <math.h>

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
  return e->type == TYPE_F32 || e->type == TYPE_F64 ? (int64_t)e->number : e->integer;
}

static const Expr *expand(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  switch (e->kind) {
  case EXPR_CALL:
    if (e->type == TYPE_F64 && e->function->exact)
      return e;  // a scalar of the step: libm's own
    return lower_expand(graph, expr_rewrite(graph, e->function->body, use_argument, (void *)e));
  case EXPR_POWER:
    return repeated_product(graph, e->operands[0], whole_exponent(e->operands[1]));
  case EXPR_DETACH:
    return e->operands[0];
  default:
    return e;
  }
}

const Expr *lower_expand(Graph *graph, const Expr *e)
{
  return expr_rewrite(graph, e, expand, NULL);
}
