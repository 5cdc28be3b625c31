// Indices of formulas: replacing, splitting, and what intervals say of quotients.

#include "passes/indices.h"

#include "base/divisor.h"
#include "passes/conditions.h"

#include <assert.h>
#include <string.h>

uint32_t formula_reduced_mask(const Formula *formula)
{
  return ((1u << formula->index_count) - 1) & ~((1u << formula->free_count) - 1);
}

int64_t index_extent(const Formula *formula, int slot)
{
  const Expr *extent = formula->indices[slot].extent;
  return extent->kind == EXPR_NUMBER ? extent->integer : INT64_MAX;
}

int formula_dimension(const Formula *formula, int slot)
{
  int dimension = 0;
  for (int end = formula->merged[0]; slot >= end; end += formula->merged[dimension])
    dimension++;
  return dimension;
}

void formula_position(Graph *graph, const Formula *formula, const Expr *const *values, int rank,
                      const Expr **indices)
{
  for (int d = 0, slot = 0; d < rank; d++) {
    indices[d] = zero_of(graph, TYPE_INDEX);
    for (int i = 0; i < formula->merged[d]; i++, slot++)
      indices[d] =
          expr_binary(graph, EXPR_ADD, values[slot],
                      expr_binary(graph, EXPR_MULTIPLY, indices[d], formula->indices[slot].extent));
  }
}

const char *formula_fresh_name(Graph *graph, Arena *scratch, const Formula *formula,
                               const char *stem)
{
  const char *name = name_intern(graph->names, stem);
  for (int i = 0, tried = 0; i < formula->index_count; i++)
    if (formula->indices[i].name == name) {
      name = name_intern(graph->names, arena_print(scratch, "%s%d", stem, tried++));
      i = -1;
    }
  return name;
}

void formula_substitute(Graph *graph, Formula *formula, const Expr *const *slots)
{
  const Expr **conditions = formula->conditions;
  int count = formula->condition_count, slot_count = MAX_INDICES;
  formula->conditions = NULL;
  formula->condition_count = 0;
  for (int i = 0; i < count; i++)
    formula_add_condition(graph, formula, expr_substitute(graph, conditions[i], slots, slot_count));
  if (formula->otherwise)
    formula->otherwise = expr_substitute(graph, formula->otherwise, slots, slot_count);
  formula->body = expr_substitute(graph, formula->body, slots, slot_count);
}

void formula_eliminate_index(Graph *graph, Formula *formula, int slot, const Expr *value)
{
  assert(formula_is_reduced(formula, slot) && !expr_uses_index(value, slot));
  const Expr *slots[MAX_INDICES] = {NULL};
  for (int i = slot + 1; i < formula->index_count; i++)
    slots[i] = expr_index(graph, i - 1);
  slots[slot] = expr_substitute(graph, value, slots, MAX_INDICES);
  formula->index_count--;
  memmove(formula->indices + slot, formula->indices + slot + 1,
          (size_t)(formula->index_count - slot) * sizeof *formula->indices);
  formula_substitute(graph, formula, slots);
}

static const Expr *index_number(Graph *graph, int64_t value)
{
  return expr_integer(graph, TYPE_INDEX, value);
}

static const Expr *index_plus(Graph *graph, const Expr *a, int64_t b)
{
  return expr_binary(graph, EXPR_ADD, a, index_number(graph, b));
}

static const char *digit_name(Graph *graph, Arena *scratch, const Formula *formula)
{
  static const char *const plain[] = {"u", "v", "w"};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    const char *name = name_intern(graph->names, plain[i]);
    if (formula_fresh_name(graph, scratch, formula, name) == name)
      return name;
  }
  return formula_fresh_name(graph, scratch, formula, "u");
}

void formula_split_index(Graph *graph, Arena *scratch, Formula *formula, int slot,
                         const Expr *divisor, int64_t offset)
{
  assert(formula->index_count < MAX_INDICES && offset >= 0);
  const Expr *extent = formula->indices[slot].extent;
  bool is_free = !formula_is_reduced(formula, slot);
  const char *name = digit_name(graph, scratch, formula);
  memmove(formula->indices + slot + 2, formula->indices + slot + 1,
          (size_t)(formula->index_count - slot - 1) * sizeof *formula->indices);
  if (is_free)
    formula->merged[formula_dimension(formula, slot)]++;
  formula->index_count++;
  formula->free_count += is_free;
  const Expr *points = expr_binary(graph, EXPR_QUOTIENT, extent, divisor);
  bool is_even = offset == 0 && expr_binary(graph, EXPR_MULTIPLY, points, divisor) == extent;
  const Expr *rounded =
      expr_binary(graph, EXPR_ADD, index_plus(graph, extent, offset - 1), divisor);
  formula->indices[slot].extent =
      is_even ? points : expr_binary(graph, EXPR_QUOTIENT, rounded, divisor);
  formula->indices[slot + 1] = (Index){name, divisor};
  const Expr *slots[MAX_INDICES] = {NULL};
  for (int i = slot + 1; i < formula->index_count - 1; i++)
    slots[i] = expr_index(graph, i + 1);
  const Expr *scaled = expr_binary(graph, EXPR_MULTIPLY, expr_index(graph, slot), divisor);
  slots[slot] =
      index_plus(graph, expr_binary(graph, EXPR_ADD, scaled, expr_index(graph, slot + 1)), -offset);
  formula_substitute(graph, formula, slots);
  if (is_even)
    return;
  assert(!is_free);
  const Expr *inside = condition_inside(graph, slots[slot], extent);
  if (inside && condition_truth(graph, formula, NULL, 0, inside) != TRUTH_ALWAYS)
    formula_add_condition(graph, formula, inside);
}

// -- quotients that the box decides ---------------------------------------------------------------

// The terms of `e` whose coefficients `divisor` divides, or the others and the constant.
static const Expr *terms_divisible(Graph *graph, const Expr *e, int64_t divisor, bool divisible)
{
  const Expr *sum = index_number(graph, divisible ? 0 : term_constant(e));
  for (int i = 0; i < term_count(e); i++)
    if ((term_coefficient(e, i) % divisor == 0) == divisible)
      sum = expr_binary(graph, EXPR_ADD, sum,
                        expr_binary(graph, EXPR_MULTIPLY, term_atom(e, i),
                                    index_number(graph, term_coefficient(e, i))));
  return sum;
}

// a = factor*whole + rest with 0 <= rest < factor over the box, and factor a divisor of `divisor`,
// above 1.
static bool split_by_range(Graph *graph, const Formula *formula, const Expr *a, int64_t divisor,
                           int64_t *factor, const Expr **whole, const Expr **rest)
{
  for (int i = -1; i < term_count(a); i++) {
    *factor = i < 0 ? divisor : greatest_divisor(term_coefficient(a, i), divisor);
    if (*factor <= 1)
      continue;
    *rest = terms_divisible(graph, a, *factor, false);
    Interval range = expr_interval(graph, formula, NULL, 0, *rest);
    if (range.low == INT64_MIN || range.high == INT64_MAX)
      continue;
    int64_t steps = (range.low - (range.low < 0 ? *factor - 1 : 0)) / *factor;
    *rest = index_plus(graph, *rest, -steps * *factor);
    if (range.high - steps * *factor >= *factor)
      continue;
    *whole = expr_binary(graph, EXPR_QUOTIENT, terms_divisible(graph, a, *factor, true),
                         index_number(graph, *factor));
    *whole = index_plus(graph, *whole, steps);
    return true;
  }
  return false;
}

static bool is_below(Graph *graph, const Formula *formula, const Expr *a, const Expr *divisor)
{
  const Expr *inside = condition_inside(graph, a, divisor);
  return !inside || condition_truth(graph, formula, NULL, 0, inside) == TRUTH_ALWAYS;
}

// k*(a % c) + k*c*(a/c) is k*a.
static const Expr *join_digits(Graph *graph, const Expr *e)
{
  for (int i = 0; i < term_count(e); i++) {
    const Expr *rest = term_atom(e, i);
    if (rest->kind != EXPR_REMAINDER)
      continue;
    const Expr *quotient = expr_binary(graph, EXPR_QUOTIENT, rest->operands[0], rest->operands[1]);
    const Expr *whole = expr_binary(graph, EXPR_MULTIPLY, quotient, rest->operands[1]);
    const Expr *digits = expr_binary(graph, EXPR_ADD, whole, rest);  // is a
    const Expr *change = expr_binary(graph, EXPR_SUBTRACT, rest->operands[0], digits);
    change = expr_binary(graph, EXPR_MULTIPLY, change, index_number(graph, term_coefficient(e, i)));
    const Expr *joined = expr_binary(graph, EXPR_ADD, e, change);
    if (joined->operand_count < e->operand_count)
      return join_digits(graph, joined);
  }
  return e;
}

static const Expr *reduce_quotient(Graph *graph, const Expr *e, void *context)
{
  const Formula *formula = context;
  if (e->kind == EXPR_AFFINE)
    return join_digits(graph, e);
  if ((e->kind != EXPR_QUOTIENT && e->kind != EXPR_REMAINDER) || e->type != TYPE_INDEX)
    return e;
  bool is_quotient = e->kind == EXPR_QUOTIENT;
  const Expr *a = e->operands[0], *b = e->operands[1], *whole, *rest;
  int64_t factor;
  if (b->kind != EXPR_NUMBER)
    return !is_below(graph, formula, a, b) ? e : is_quotient ? zero_of(graph, TYPE_INDEX) : a;
  if (!split_by_range(graph, formula, a, b->integer, &factor, &whole, &rest))
    return e;
  const Expr *left = index_number(graph, b->integer / factor);
  if (is_quotient)
    return expr_binary(graph, EXPR_QUOTIENT, whole, left);
  const Expr *scaled = expr_binary(graph, EXPR_MULTIPLY, index_number(graph, factor),
                                   expr_binary(graph, EXPR_REMAINDER, whole, left));
  return expr_binary(graph, EXPR_ADD, scaled, rest);
}

const Expr *reduce_quotients(Graph *graph, const Formula *formula, const Expr *e)
{
  return expr_rewrite(graph, e, reduce_quotient, (void *)formula);
}

void formula_reduce_quotients(Graph *graph, Formula *formula)
{
  formula_rewrite(graph, formula, reduce_quotient, formula);
}
