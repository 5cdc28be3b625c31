// Conditions of formulas. What is proved is proved by intervals (bounds.c); what is not stays.

#include "passes/conditions.h"

#include <assert.h>

static bool is_true(const Expr *e)
{
  return !e || (e->kind == EXPR_NUMBER && e->integer != 0);
}

const Expr *zero_of(Graph *graph, Type type)
{
  return expr_integer(graph, type, 0);
}

const Expr *condition_and(Graph *graph, const Expr *a, const Expr *b)
{
  if (is_true(a))
    return is_true(b) ? NULL : b;
  return is_true(b) ? a : expr_binary(graph, EXPR_AND, a, b);
}

const Expr *condition_not(Graph *graph, const Expr *condition)
{
  return expr_unary(graph, EXPR_NOT, condition);
}

const Expr *condition_inside(Graph *graph, const Expr *index, const Expr *extent)
{
  const Expr *low = expr_binary(graph, EXPR_LESS_EQUAL, zero_of(graph, TYPE_INDEX), index);
  return condition_and(graph, low, expr_binary(graph, EXPR_LESS, index, extent));
}

// A condition on values may rely on the tests before it to keep its reads inside; one on indices
// cannot.
const Expr *condition_select(Graph *graph, const Expr *condition, const Expr *value,
                             const Expr *otherwise)
{
  if (!otherwise)
    otherwise = zero_of(graph, value->type);
  if (is_true(condition))
    return value;
  bool chained = value->kind == EXPR_SELECT && value->operands[2] == otherwise &&
                 value->operands[0]->node_mask == 0;
  if (chained)
    return expr_select(graph, expr_binary(graph, EXPR_AND, condition, value->operands[0]),
                       value->operands[1], otherwise);
  return expr_select(graph, condition, value, otherwise);
}

// -- proofs ---------------------------------------------------------------------------------------

static Truth opposite(Truth truth)
{
  return truth == TRUTH_OPEN ? TRUTH_OPEN : truth == TRUTH_ALWAYS ? TRUTH_NEVER : TRUTH_ALWAYS;
}

static Truth equal_truth(const Graph *graph, const Formula *formula, const Expr *const *known,
                         int known_count, const Expr *difference)
{
  Interval range = expr_interval(graph, formula, known, known_count, difference);
  if (range.low == 0 && range.high == 0)
    return TRUTH_ALWAYS;
  return range.low > 0 || range.high < 0 ? TRUTH_NEVER : TRUTH_OPEN;
}

static Truth nonnegative_truth(Graph *graph, const Formula *formula, const Expr *const *known,
                               int known_count, const Expr *e)
{
  if (expr_is_nonnegative(graph, formula, known, known_count, e))
    return TRUTH_ALWAYS;
  const Expr *minus_one = expr_integer(graph, TYPE_INDEX, -1);
  const Expr *negative = expr_binary(graph, EXPR_SUBTRACT, minus_one, e);
  return expr_is_nonnegative(graph, formula, known, known_count, negative) ? TRUTH_NEVER
                                                                           : TRUTH_OPEN;
}

static Truth both_truth(Graph *graph, const Formula *formula, const Expr *const *known,
                        int known_count, const Expr *condition)
{
  Truth decisive = condition->kind == EXPR_AND ? TRUTH_NEVER : TRUTH_ALWAYS;
  Truth a = condition_truth(graph, formula, known, known_count, condition->operands[0]);
  Truth b = condition_truth(graph, formula, known, known_count, condition->operands[1]);
  return a == decisive || b == decisive ? decisive : a == b ? a : TRUTH_OPEN;
}

Truth condition_truth(Graph *graph, const Formula *formula, const Expr *const *known,
                      int known_count, const Expr *condition)
{
  const Expr *negation = condition_not(graph, condition);
  for (int i = 0; i < known_count; i++)
    if (known[i] == condition || known[i] == negation)
      return known[i] == condition ? TRUTH_ALWAYS : TRUTH_NEVER;
  bool is_index = condition->operand_count > 0 && condition->operands[0]->type == TYPE_INDEX;
  switch (condition->kind) {
  case EXPR_NUMBER:
    return condition->integer ? TRUTH_ALWAYS : TRUTH_NEVER;
  case EXPR_NOT:
    return opposite(condition_truth(graph, formula, known, known_count, condition->operands[0]));
  case EXPR_AND:
  case EXPR_OR:
    return both_truth(graph, formula, known, known_count, condition);
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL:
    if (!is_index)
      return TRUTH_OPEN;
    Truth equal = equal_truth(graph, formula, known, known_count, condition->operands[0]);
    return condition->kind == EXPR_EQUAL ? equal : opposite(equal);
  case EXPR_LESS_EQUAL:
    return is_index ? nonnegative_truth(graph, formula, known, known_count, condition->operands[1])
                    : TRUTH_OPEN;
  default:
    return TRUTH_OPEN;
  }
}

// A condition is dropped only for the sake of those that stay, so what is dropped is implied by the
// rest.
bool formula_tidy_conditions(Graph *graph, Arena *scratch, Formula *formula)
{
  int count = formula->condition_count;
  const Expr **known = arena_array(scratch, const Expr *, count);
  for (int i = 0; i < count; i++)
    known[i] = formula->conditions[i];
  for (int i = count - 1; i >= 0; i--) {
    const Expr *condition = known[i];
    known[i] = known[count - 1];
    Truth truth = condition_truth(graph, formula, known, count - 1, condition);
    if (truth == TRUTH_NEVER)
      return false;
    if (truth == TRUTH_ALWAYS) {
      count--;
    } else {
      known[count - 1] = known[i];
      known[i] = condition;
    }
  }
  formula->conditions = NULL;
  formula->condition_count = 0;
  for (int i = 0; i < count; i++)
    formula_add_condition(graph, formula, known[i]);
  return true;
}

// -- terms ----------------------------------------------------------------------------------------

int term_count(const Expr *e)
{
  return e->kind == EXPR_AFFINE ? e->operand_count : e->kind == EXPR_NUMBER ? 0 : 1;
}

const Expr *term_atom(const Expr *e, int i)
{
  return e->kind == EXPR_AFFINE ? e->operands[i] : e;
}

int64_t term_coefficient(const Expr *e, int i)
{
  return e->kind == EXPR_AFFINE ? e->coefficients[i] : 1;
}

int64_t term_constant(const Expr *e)
{
  return e->kind == EXPR_AFFINE || e->kind == EXPR_NUMBER ? e->integer : 0;
}
