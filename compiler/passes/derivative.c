// Derivatives of scalar expressions, in reverse mode (Linnainmaa 1970).
//
//   body     if x[i] <= 0 then 0 else x[i]*w[j]       seed  s
//   x[i]     where not (x[i] <= 0):  s*w[j]
//   w[j]     where not (x[i] <= 0):  s*x[i]
//
// Expressions are hash-consed, and an operand is older than what uses it: descending ids are an
// order in which every use of an expression is met before the expression itself. The adjoint of a
// subexpression is kept with the guard under which that subexpression is evaluated at all: factors
// may only be multiplied there, since a read outside of its guard may leave its tensor and 0 times
// infinity is no 0.

#include "passes/derivative.h"

#include "passes/conditions.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Adjoint {
  const Expr *expr;
  bool is_active;  // a wanted read occurs in it
  const Guard *guard;
  const Expr *value;  // null: no use met yet
} Adjoint;

typedef struct Derivation {
  Graph *graph;
  Arena *scratch;
  ListOf(Adjoint) adjoints;  // by ascending id
  ListOf(Guard *) guards;
} Derivation;

// -- guards ---------------------------------------------------------------------------------------

static const Guard *add_guard(Derivation *d, const Guard *outer, const Expr *condition)
{
  if (condition->kind == EXPR_AND)
    return add_guard(d, add_guard(d, outer, condition->operands[0]), condition->operands[1]);
  if (condition->kind == EXPR_NUMBER && condition->integer)
    return outer;
  for (const Guard *g = outer; g; g = g->outer)
    if (g->condition == condition)
      return outer;
  for (int i = 0; i < d->guards.count; i++)
    if (d->guards.items[i]->outer == outer && d->guards.items[i]->condition == condition)
      return d->guards.items[i];
  Guard *guard = arena_new(d->scratch, Guard);
  *guard = (Guard){outer, condition, outer ? outer->depth + 1 : 1};
  list_add(d->scratch, &d->guards, guard);
  return guard;
}

static const Guard *common_guard(const Guard *a, const Guard *b)
{
  while (a != b)
    if (!b || (a && a->depth >= b->depth))
      a = a->outer;
    else
      b = b->outer;
  return a;
}

// The conditions of `guard` below `outer` as one.
static const Expr *guard_condition(Graph *graph, const Guard *guard, const Guard *outer)
{
  const Expr *condition = NULL;
  for (; guard != outer; guard = guard->outer)
    condition = condition_and(graph, guard->condition, condition);
  return condition;
}

static const Expr *guarded_value(Graph *graph, const Guard *guard, const Guard *outer,
                                 const Expr *value)
{
  for (; guard != outer; guard = guard->outer)
    value = condition_select(graph, guard->condition, value, NULL);
  return value;
}

// -- adjoints -------------------------------------------------------------------------------------

static int compare_ids(const void *a, const void *b)
{
  uint32_t x = ((const Adjoint *)a)->expr->id, y = ((const Adjoint *)b)->expr->id;
  return (x > y) - (x < y);
}

static Adjoint *find_adjoint(const Derivation *d, const Expr *e)
{
  Adjoint key = {.expr = e};
  Adjoint *found =
      bsearch(&key, d->adjoints.items, (size_t)d->adjoints.count, sizeof key, compare_ids);
  assert(found);
  return found;
}

// Two uses under different guards: the sum stands where either is evaluated.
static void join_guards(Derivation *d, Adjoint *to, const Guard *guard, const Expr *value)
{
  Graph *graph = d->graph;
  const Guard *outer = common_guard(to->guard, guard);
  const Expr *first = guard_condition(graph, to->guard, outer);
  const Expr *second = guard_condition(graph, guard, outer);
  if (first && second && second == condition_not(graph, first)) {
    to->value = expr_select(graph, first, to->value, value);
  } else if (first && second && first == condition_not(graph, second)) {
    to->value = expr_select(graph, second, value, to->value);
  } else {
    to->value = expr_binary(graph, EXPR_ADD, guarded_value(graph, to->guard, outer, to->value),
                            guarded_value(graph, guard, outer, value));
    // No factor is to come for what a read gets, so its terms may stand under their own guards.
    if (first && second && to->expr->kind != EXPR_READ)
      outer = add_guard(d, outer, expr_binary(graph, EXPR_OR, first, second));
  }
  to->guard = outer;
}

static void add_adjoint(Derivation *d, const Expr *operand, const Guard *guard, const Expr *value)
{
  Adjoint *to = find_adjoint(d, operand);
  if (!to->is_active)
    return;
  if (!to->value) {
    to->guard = guard;
    to->value = value;
  } else if (to->guard == guard) {
    to->value = expr_binary(d->graph, EXPR_ADD, to->value, value);
  } else {
    join_guards(d, to, guard, value);
  }
}

static const Expr *times(Graph *graph, const Expr *a, const Expr *b)
{
  if (expr_is_one(a))
    return b;
  if (expr_is_one(b))
    return a;
  return expr_binary(graph, EXPR_MULTIPLY, a, b);
}

// -- rules ----------------------------------------------------------------------------------------

static const Expr *fill_formal(Graph *graph, const Expr *e, void *context)
{
  (void)graph;
  const Expr *call = context;
  return e->kind == EXPR_FORMAL ? call->operands[e->slot] : e;
}

const Expr *declared_derivative(const Function *function, int parameter)
{
  const Expr *declared = function->derivatives ? function->derivatives[parameter] : NULL;
  return declared && !expr_is_zero(declared) ? declared : NULL;
}

static void derive_call(Derivation *d, const Adjoint *of)
{
  const Function *function = of->expr->function;
  for (int i = 0; i < of->expr->operand_count; i++) {
    const Expr *declared = declared_derivative(function, i);
    if (!declared || !find_adjoint(d, of->expr->operands[i])->is_active)
      continue;
    const Expr *factor = expr_rewrite(d->graph, declared, fill_formal, (void *)of->expr);
    add_adjoint(d, of->expr->operands[i], of->guard, times(d->graph, of->value, factor));
  }
}

// d (a/b) = da/b - (db/b)*(a/b)
static void derive_quotient(Derivation *d, const Adjoint *of)
{
  Graph *graph = d->graph;
  const Expr *a = of->expr->operands[0], *b = of->expr->operands[1];
  const Expr *share = expr_binary(graph, EXPR_DIVIDE, of->value, b);
  add_adjoint(d, a, of->guard, share);
  const Expr *change = times(graph, share, of->expr);
  add_adjoint(d, b, of->guard, expr_unary(graph, EXPR_NEGATE, change));
}

static void derive_power(Derivation *d, const Adjoint *of)
{
  Graph *graph = d->graph;
  const Expr *a = of->expr->operands[0], *exponent = of->expr->operands[1];
  int64_t n = exponent->integer;
  if (n == 0)
    return;
  const Expr *less = expr_integer(graph, exponent->type, n - 1);
  const Expr *factor = n == 1 ? NULL : n == 2 ? a : expr_binary(graph, EXPR_POWER, a, less);
  const Expr *value = of->value;
  if (factor)
    value = times(graph, value, times(graph, expr_number(graph, a->type, (double)n), factor));
  add_adjoint(d, a, of->guard, value);
}

// All to the operand that is the value. At a tie a constant gets it, which no one asks for: the
// others have gradient 0 there (relu at 0).
static void derive_extremum(Derivation *d, const Adjoint *of)
{
  Graph *graph = d->graph;
  const Expr *a = of->expr->operands[0], *b = of->expr->operands[1];
  bool is_maximum = of->expr->kind == EXPR_MAXIMUM;
  const Expr *first =
      is_maximum ? expr_binary(graph, EXPR_LESS, b, a) : expr_binary(graph, EXPR_LESS, a, b);
  const Expr *second = condition_not(graph, first);
  if (expr_is_number(a))
    second = is_maximum ? expr_binary(graph, EXPR_LESS, a, b) : expr_binary(graph, EXPR_LESS, b, a);
  add_adjoint(d, a, add_guard(d, of->guard, first), of->value);
  add_adjoint(d, b, add_guard(d, of->guard, second), of->value);
}

static void derive_select(Derivation *d, const Adjoint *of)
{
  const Expr *condition = of->expr->operands[0];
  add_adjoint(d, of->expr->operands[1], add_guard(d, of->guard, condition), of->value);
  add_adjoint(d, of->expr->operands[2], add_guard(d, of->guard, condition_not(d->graph, condition)),
              of->value);
}

// What a read gives outside of its tensor belongs to the fallback.
static void derive_fallback(Derivation *d, const Adjoint *of)
{
  const Expr *read = of->expr, *inside = NULL;
  for (int i = 0; i < read->node->shape.rank; i++)
    inside =
        condition_and(d->graph, inside,
                      condition_inside(d->graph, read->operands[i], read->node->shape.extents[i]));
  if (inside)
    add_adjoint(d, read->operands[read->operand_count - 1],
                add_guard(d, of->guard, condition_not(d->graph, inside)), of->value);
}

static void derive_arithmetic(Derivation *d, const Adjoint *of)
{
  Graph *graph = d->graph;
  const Expr *const *operands = of->expr->operands;
  switch (of->expr->kind) {
  case EXPR_SUBTRACT:
    add_adjoint(d, operands[1], of->guard, expr_unary(graph, EXPR_NEGATE, of->value));
    add_adjoint(d, operands[0], of->guard, of->value);
    break;
  case EXPR_ADD:
    add_adjoint(d, operands[0], of->guard, of->value);
    add_adjoint(d, operands[1], of->guard, of->value);
    break;
  case EXPR_FMA:
    add_adjoint(d, operands[2], of->guard, of->value);
    // fall through
  default:  // MULTIPLY
    add_adjoint(d, operands[0], of->guard, times(graph, of->value, operands[1]));
    add_adjoint(d, operands[1], of->guard, times(graph, of->value, operands[0]));
  }
}

// Hands the adjoint of one expression on to its operands. What is not named here is constant almost
// everywhere (comparisons, floor, conversions to integers) or says so itself (detach).
static void derive(Derivation *d, const Adjoint *of)
{
  Graph *graph = d->graph;
  const Expr *e = of->expr;
  switch (e->kind) {
  case EXPR_NEGATE:
    add_adjoint(d, e->operands[0], of->guard, expr_unary(graph, EXPR_NEGATE, of->value));
    break;
  case EXPR_CONVERT:
    if (type_is_float(e->operands[0]->type))
      add_adjoint(d, e->operands[0], of->guard,
                  expr_convert(graph, e->operands[0]->type, of->value));
    break;
  case EXPR_SQRT:
    add_adjoint(d, e->operands[0], of->guard,
                expr_binary(graph, EXPR_DIVIDE,
                            times(graph, of->value, expr_number(graph, e->type, 0.5)), e));
    break;
  case EXPR_SCALB:
    add_adjoint(d, e->operands[0], of->guard,
                expr_binary(graph, EXPR_SCALB, of->value, e->operands[1]));
    break;
  case EXPR_ADD:
  case EXPR_SUBTRACT:
  case EXPR_MULTIPLY:
  case EXPR_FMA:
    derive_arithmetic(d, of);
    break;
  case EXPR_DIVIDE:
    derive_quotient(d, of);
    break;
  case EXPR_POWER:
    derive_power(d, of);
    break;
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    derive_extremum(d, of);
    break;
  case EXPR_SELECT:
    derive_select(d, of);
    break;
  case EXPR_CALL:
    derive_call(d, of);
    break;
  case EXPR_READ:
    if (e->has_fallback)
      derive_fallback(d, of);
    break;
  default:
    break;
  }
}

static void collect(const Expr *e, void *context)
{
  Derivation *d = context;
  list_add(d->scratch, &d->adjoints, ((Adjoint){.expr = e}));
}

static void mark_active(Derivation *d, ReadWanted *wanted, void *context)
{
  for (int i = 0; i < d->adjoints.count; i++) {
    Adjoint *a = &d->adjoints.items[i];
    a->is_active = a->expr->kind == EXPR_READ && wanted(a->expr->node, context);
    for (int k = 0; k < a->expr->operand_count; k++)
      a->is_active |= find_adjoint(d, a->expr->operands[k])->is_active;
    a->is_active &= type_is_float(a->expr->type) && a->expr->kind != EXPR_DETACH;
  }
}

static Derivation start_derivation(Graph *graph, Arena *scratch, const Expr *body,
                                   ReadWanted *wanted, void *context)
{
  Derivation d = {.graph = graph, .scratch = scratch};
  expr_walk(graph, body, collect, &d);
  qsort(d.adjoints.items, (size_t)d.adjoints.count, sizeof *d.adjoints.items, compare_ids);
  mark_active(&d, wanted, context);
  return d;
}

bool body_depends(Graph *graph, Arena *scratch, const Expr *body, ReadWanted *wanted, void *context)
{
  Derivation d = start_derivation(graph, scratch, body, wanted, context);
  return find_adjoint(&d, body)->is_active;
}

Partials derive_body(Graph *graph, Arena *scratch, const Expr *body, const Expr *seed,
                     ReadWanted *wanted, void *context)
{
  Derivation d = start_derivation(graph, scratch, body, wanted, context);
  add_adjoint(&d, body, NULL, seed);
  Partials partials = {0};
  for (int i = d.adjoints.count; i-- > 0;) {
    Adjoint *a = &d.adjoints.items[i];
    if (!a->value)
      continue;
    derive(&d, a);
    if (a->expr->kind == EXPR_READ && wanted(a->expr->node, context))
      list_add(scratch, &partials, ((Partial){a->expr, a->guard, a->value}));
  }
  return partials;
}
