// Algebra of real numbers over expressions.
//
//   (2*x[i])*y[i]*3      6*(x[i]*y[i])          constants meet and go outside, to the left
//   x[i]/4               0.25*x[i]
//   x[i] + x[i]          2*x[i]
//   (x[i] + 1) + 2       x[i] + 3
//   (-a)*b               -(a*b)
//   if i < 4 then a else b      a, where the extent of i is 4
//
// The graph means real arithmetic, so constants may reassociate; the constructors do what is exact.
// A factor 0 stays, since it may meet an infinity.

#include "passes/algebra.h"

#include "passes/conditions.h"
#include "passes/indices.h"

#include <math.h>

typedef struct Algebra {
  Graph *graph;
  const Formula *formula;
} Algebra;

static bool is_finite_number(const Expr *e)
{
  return e->kind == EXPR_NUMBER && type_is_float(e->type) && isfinite(e->number);
}

// e = factor*rest, the factor a constant: a product with a number, or a negation.
typedef struct Scaled {
  double factor;
  const Expr *rest;
} Scaled;

static Scaled scaled_of(const Expr *e)
{
  if (e->kind == EXPR_MULTIPLY && is_finite_number(e->operands[0]))
    return (Scaled){e->operands[0]->number, e->operands[1]};
  if (e->kind == EXPR_NEGATE)
    return (Scaled){-1, e->operands[0]};
  return (Scaled){1, e};
}

static const Expr *from_scaled(Graph *graph, Scaled scaled)
{
  if (!isfinite(scaled.factor))
    return NULL;
  return expr_binary(graph, EXPR_MULTIPLY, expr_number(graph, scaled.rest->type, scaled.factor),
                     scaled.rest);
}

static const Expr *simplify_product(Graph *graph, const Expr *e)
{
  const Expr *a = e->operands[0], *b = e->operands[1];
  if (is_finite_number(b)) {
    Scaled left = scaled_of(a);
    return from_scaled(graph, (Scaled){left.factor * b->number, left.rest});
  }
  Scaled left = is_finite_number(a) ? (Scaled){a->number, NULL} : scaled_of(a),
         right = scaled_of(b);
  if (left.rest && left.factor == 1 && right.factor == 1)
    return NULL;
  if (!left.rest && right.factor == 1)
    return NULL;
  const Expr *rest =
      left.rest ? expr_binary(graph, EXPR_MULTIPLY, left.rest, right.rest) : right.rest;
  return from_scaled(graph, (Scaled){left.factor * right.factor, rest});
}

static const Expr *simplify_quotient(Graph *graph, const Expr *e)
{
  const Expr *a = e->operands[0], *b = e->operands[1];
  Scaled left = scaled_of(a), right = scaled_of(b);
  if (is_finite_number(b) && b->number != 0)
    return from_scaled(graph, (Scaled){left.factor / b->number, left.rest});
  if (is_finite_number(a) || right.factor == 0 || (left.factor == 1 && right.factor == 1))
    return NULL;
  return from_scaled(graph, (Scaled){left.factor / right.factor,
                                     expr_binary(graph, EXPR_DIVIDE, left.rest, right.rest)});
}

// Constants of sums meet on the right; equal terms add their factors.
static const Expr *simplify_sum(Graph *graph, const Expr *e)
{
  const Expr *a = e->operands[0], *b = e->operands[1];
  double sign = e->kind == EXPR_ADD ? 1 : -1;
  if (is_finite_number(a) && e->kind == EXPR_ADD && !is_finite_number(b))
    return expr_binary(graph, EXPR_ADD, b, a);
  bool nested = is_finite_number(b) && (a->kind == EXPR_ADD || a->kind == EXPR_SUBTRACT);
  if (nested && is_finite_number(a->operands[1])) {
    double inner = a->kind == EXPR_ADD ? a->operands[1]->number : -a->operands[1]->number;
    double sum = inner + sign * b->number;
    return expr_binary(graph, sum < 0 ? EXPR_SUBTRACT : EXPR_ADD, a->operands[0],
                       expr_number(graph, e->type, fabs(sum)));
  }
  Scaled left = scaled_of(a), right = scaled_of(b);
  double factor = left.factor + sign * right.factor;
  if (left.rest != right.rest || factor == 0)
    return NULL;
  return from_scaled(graph, (Scaled){factor, left.rest});
}

static const Expr *simplify_choice(const Algebra *algebra, const Expr *e)
{
  const Formula *formula = algebra->formula;
  const Expr *condition = e->operands[0];
  Truth truth = condition_truth(algebra->graph, formula, formula->conditions,
                                formula->condition_count, condition);
  if (truth != TRUTH_OPEN)
    return e->operands[truth == TRUTH_ALWAYS ? 1 : 2];
  // The same question inside a branch has its answer.
  for (int branch = 1; branch <= 2; branch++) {
    const Expr *inner = e->operands[branch];
    if (inner->kind != EXPR_SELECT || inner->operands[0] != condition)
      continue;
    const Expr *then = branch == 1 ? inner->operands[1] : e->operands[1];
    const Expr *otherwise = branch == 2 ? inner->operands[2] : e->operands[2];
    return expr_select(algebra->graph, condition, then, otherwise);
  }
  return NULL;
}

static const Expr *simplify_step(Graph *graph, const Expr *e, void *context)
{
  const Algebra *algebra = context;
  const Expr *simpler = NULL;
  if (e->kind == EXPR_SELECT)
    simpler = simplify_choice(algebra, e);
  else if (e->type == TYPE_INDEX && (e->kind == EXPR_QUOTIENT || e->kind == EXPR_REMAINDER))
    return reduce_quotients(graph, algebra->formula, e);
  else if (!type_is_float(e->type))
    return e;
  else if (e->kind == EXPR_MULTIPLY)
    simpler = simplify_product(graph, e);
  else if (e->kind == EXPR_DIVIDE)
    simpler = simplify_quotient(graph, e);
  else if (e->kind == EXPR_NEGATE && scaled_of(e->operands[0]).factor != 1)
    simpler = from_scaled(
        graph, (Scaled){-scaled_of(e->operands[0]).factor, scaled_of(e->operands[0]).rest});
  else if (e->kind == EXPR_ADD || e->kind == EXPR_SUBTRACT)
    simpler = simplify_sum(graph, e);
  return simpler && simpler != e ? simplify_step(graph, simpler, context) : e;
}

const Expr *expr_simplify(Graph *graph, const Formula *formula, const Expr *e)
{
  Algebra algebra = {graph, formula};
  return expr_rewrite(graph, e, simplify_step, &algebra);
}
