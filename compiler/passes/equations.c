// Equations over reduced indices.
//
//   i - p == 0             i := p
//   i + r - p == 0         i := p - r            where 0 <= p - r < extent of i
//   2*i + r - p == 0       r := p % 2 + 2*r', i := p/2 - r'        (residue classes)
//   2*i - p == 0           i := p/2              where p % 2 == 0
//   6*c + 2*h + w == p     w := p % 2, h := p/2 % 3, c := p/6      (mixed radix)
//   i/2 - p == 0           i := 2*p + u, u < 2
//
// Every step replaces one index by an expression over the others that the equation determines, and
// keeps its extent as a condition; so a sum has the same terms after it, each once, and any other
// reduction too. Each removes an index or a quotient of one, or makes an index smaller, so it ends.
//
// Equations on indices come before those with reads in them (a position that argmax gave, a
// computed index): these are cheaper as tests than as substitutions wherever the former determine
// the index as well.

#include "passes/equations.h"

#include "base/divisor.h"
#include "passes/conditions.h"
#include "passes/indices.h"

#include <assert.h>

// A reduced index that stands alone in an equation, times a constant.
typedef struct Unknown {
  int slot;
  int64_t coefficient;
} Unknown;

// sum of coefficient*index == -rest
typedef struct Equation {
  const Expr *condition;
  Unknown unknowns[MAX_INDICES];
  int count;
  const Expr *rest;
  bool tangled;  // the rest depends on values, or on reduced indices inside of quotients
} Equation;

typedef struct Solver {
  Graph *graph;
  Arena *scratch;
  Formula *formula;
} Solver;

static const Expr *number(Solver *solver, int64_t value)
{
  return expr_integer(solver->graph, TYPE_INDEX, value);
}

static const Expr *binary(Solver *solver, ExprKind kind, const Expr *a, const Expr *b)
{
  return expr_binary(solver->graph, kind, a, b);
}

static const Expr *scaled(Solver *solver, const Expr *e, int64_t factor)
{
  return binary(solver, EXPR_MULTIPLY, e, number(solver, factor));
}

static int64_t magnitude(int64_t a)
{
  return a < 0 ? -a : a;
}

static bool is_index_equation(const Expr *condition)
{
  return condition->kind == EXPR_EQUAL && condition->operands[0]->type == TYPE_INDEX;
}

static Equation read_equation(Solver *solver, const Expr *condition)
{
  const Formula *formula = solver->formula;
  const Expr *e = condition->operands[0];
  Equation equation = {.condition = condition, .rest = e};
  for (int i = 0; i < term_count(e); i++) {
    const Expr *atom = term_atom(e, i);
    int64_t coefficient;
    if (atom->kind != EXPR_INDEX || !formula_is_reduced(formula, atom->slot) ||
        !expr_coefficient(e, atom->slot, &coefficient))
      continue;
    equation.unknowns[equation.count++] = (Unknown){atom->slot, coefficient};
    equation.rest = binary(solver, EXPR_SUBTRACT, equation.rest, scaled(solver, atom, coefficient));
  }
  equation.tangled = equation.rest->node_mask != 0 ||
                     (equation.rest->index_mask & formula_reduced_mask(formula)) != 0;
  return equation;
}

// -- steps ----------------------------------------------------------------------------------------

static void remove_condition(Formula *formula, const Expr *condition)
{
  int kept = 0;
  const Expr **conditions = formula->conditions;
  formula->conditions = NULL;
  for (int i = 0; i < formula->condition_count; i++)
    if (conditions[i] != condition)
      conditions[kept++] = conditions[i];
  formula->conditions = conditions;
  formula->condition_count = kept;
}

static void add_inside(Solver *solver, const Expr *index, const Expr *extent)
{
  const Expr *inside = condition_inside(solver->graph, index, extent);
  if (inside && condition_truth(solver->graph, solver->formula, NULL, 0, inside) != TRUTH_ALWAYS)
    formula_add_condition(solver->graph, solver->formula, inside);
}

// A free index takes the name of the reduced one that it replaces: b0 becomes b.
static void inherit_name(Formula *formula, int free_slot, const char *name)
{
  for (int i = 0; i < formula->index_count; i++)
    if (formula->indices[i].name == name)
      return;
  const char *own = formula->indices[free_slot].name;
  size_t length = 0;
  while (name[length] && name[length] == own[length])
    length++;
  if (!name[length] && own[length] >= '0' && own[length] <= '9')
    formula->indices[free_slot].name = name;
}

static void replace_index(Solver *solver, int slot, const Expr *value)
{
  Formula *formula = solver->formula;
  Index index = formula->indices[slot];
  add_inside(solver, value, index.extent);
  formula_eliminate_index(solver->graph, formula, slot, value);
  if (value->kind == EXPR_INDEX && !formula_is_reduced(formula, value->slot))
    inherit_name(formula, value->slot, index.name);
}

// The value of unknown `i` times its coefficient: what the others and the rest leave.
static const Expr *remainder_of_sum(Solver *solver, const Equation *equation, int i)
{
  const Expr *sum = equation->rest;
  for (int k = 0; k < equation->count; k++)
    if (k != i)
      sum = binary(solver, EXPR_ADD, sum,
                   scaled(solver, expr_index(solver->graph, equation->unknowns[k].slot),
                          equation->unknowns[k].coefficient));
  return scaled(solver, sum, -1);
}

// coefficient*index == e: index := e/coefficient where that comes out even.
static void solve_for(Solver *solver, const Equation *equation, int i)
{
  Graph *graph = solver->graph;
  Unknown unknown = equation->unknowns[i];
  const Expr *e = remainder_of_sum(solver, equation, i);
  remove_condition(solver->formula, equation->condition);
  if (unknown.coefficient < 0)
    e = scaled(solver, e, -1);
  const Expr *divisor = number(solver, magnitude(unknown.coefficient));
  const Expr *rest = binary(solver, EXPR_REMAINDER, e, divisor);
  formula_add_condition(graph, solver->formula,
                        binary(solver, EXPR_EQUAL, rest, number(solver, 0)));
  replace_index(solver, unknown.slot, binary(solver, EXPR_QUOTIENT, e, divisor));
}

// r + s*(others) == w: r := w % s + s*r' and r' + others == w/s, with r' in
// 0 .. ceil(extent of r / s) - 1. Where r < s there is no r'.
static void solve_by_residue(Solver *solver, const Equation *equation, int i, int64_t divisor)
{
  Graph *graph = solver->graph;
  Formula *formula = solver->formula;
  Unknown unknown = equation->unknowns[i];
  Index index = formula->indices[unknown.slot];
  const Expr *r = expr_index(graph, unknown.slot), *s = number(solver, divisor);
  int64_t classes = (index_extent(formula, unknown.slot) + divisor - 1) / divisor;
  const Expr *w = scaled(solver, equation->rest, -unknown.coefficient);
  const Expr *left = scaled(solver, binary(solver, EXPR_QUOTIENT, w, s), -1);
  for (int k = 0; k < equation->count; k++)
    if (k != i)
      left = binary(solver, EXPR_ADD, left,
                    scaled(solver, expr_index(graph, equation->unknowns[k].slot),
                           equation->unknowns[k].coefficient * unknown.coefficient / divisor));
  const Expr *value = binary(solver, EXPR_REMAINDER, w, s);
  remove_condition(formula, equation->condition);
  if (classes == 1) {
    formula_add_condition(graph, formula, binary(solver, EXPR_EQUAL, left, number(solver, 0)));
    replace_index(solver, unknown.slot, value);
    return;
  }
  // r is put in its own place, so the rest of the equation must not be substituted with it.
  const Expr *slots[MAX_INDICES] = {NULL};
  slots[unknown.slot] = binary(solver, EXPR_ADD, value, scaled(solver, r, divisor));
  formula->indices[unknown.slot].extent = number(solver, classes);
  formula_substitute(graph, formula, slots);
  left = binary(solver, EXPR_ADD, left, r);
  formula_add_condition(graph, formula, binary(solver, EXPR_EQUAL, left, number(solver, 0)));
  add_inside(solver, slots[unknown.slot], index.extent);
}

// All coefficients have the factor g: the rest must have it too.
static void divide_equation(Solver *solver, const Equation *equation, int64_t g)
{
  Graph *graph = solver->graph;
  const Expr *w = scaled(solver, equation->rest, -1), *divisor = number(solver, g);
  const Expr *left = scaled(solver, binary(solver, EXPR_QUOTIENT, w, divisor), -1);
  for (int k = 0; k < equation->count; k++)
    left = binary(solver, EXPR_ADD, left,
                  scaled(solver, expr_index(graph, equation->unknowns[k].slot),
                         equation->unknowns[k].coefficient / g));
  const Expr *rest = binary(solver, EXPR_REMAINDER, w, divisor);
  remove_condition(solver->formula, equation->condition);
  formula_add_condition(graph, solver->formula,
                        binary(solver, EXPR_EQUAL, rest, number(solver, 0)));
  formula_add_condition(graph, solver->formula,
                        binary(solver, EXPR_EQUAL, left, number(solver, 0)));
}

// -- choice ---------------------------------------------------------------------------------------

// The unknown with the largest extent, so that the fewest terms are left; among those with
// coefficient 1 or -1 if `unit`. -1 if there is none.
static int largest_unknown(const Formula *formula, const Equation *equation, bool unit)
{
  int best = -1;
  int64_t extent = 0;
  for (int i = 0; i < equation->count; i++) {
    int64_t other = index_extent(formula, equation->unknowns[i].slot);
    if ((!unit || magnitude(equation->unknowns[i].coefficient) == 1) && other > extent) {
      best = i;
      extent = other;
    }
  }
  return best;
}

// The greatest divisor of all coefficients but the i-th's (-1: of all).
static int64_t common_factor(const Equation *equation, int i)
{
  int64_t factor = 0;
  for (int k = 0; k < equation->count; k++)
    if (k != i)
      factor = greatest_divisor(factor, equation->unknowns[k].coefficient);
  return factor;
}

static int64_t other_points(const Formula *formula, const Equation *equation, int i)
{
  int64_t points = 1;
  for (int k = 0; k < equation->count; k++)
    if (k != i &&
        __builtin_mul_overflow(points, index_extent(formula, equation->unknowns[k].slot), &points))
      return INT64_MAX;
  return points;
}

// Residue classes leave extent/divisor values of the unknown; solving for it leaves all points of
// the others.
static bool prefers_residue(const Formula *formula, const Equation *equation, int i,
                            int64_t divisor)
{
  int64_t extent = index_extent(formula, equation->unknowns[i].slot);
  int64_t others = other_points(formula, equation, i);
  if (divisor <= 1 || extent == INT64_MAX || others == 1)
    return false;
  return (extent + divisor - 1) / divisor < others || extent <= divisor;
}

static void solve_equation(Solver *solver, const Equation *equation)
{
  const Formula *formula = solver->formula;
  int unit = largest_unknown(formula, equation, true);
  int64_t factor = common_factor(equation, unit);
  if (unit >= 0 && equation->count > 1 && prefers_residue(formula, equation, unit, factor))
    solve_by_residue(solver, equation, unit, factor);
  else if (unit >= 0)
    solve_for(solver, equation, unit);
  else if (equation->count > 1 && factor > 1)
    divide_equation(solver, equation, factor);
  else
    solve_for(solver, equation, largest_unknown(formula, equation, false));
}

// -- radix with a symbol --------------------------------------------------------------------------

// b*T + t == w with t over T, a symbol: t := w % T, b == w/T.
static bool solve_symbolic_radix(Solver *solver, const Expr *condition)
{
  Formula *formula = solver->formula;
  const Expr *e = condition->operands[0];
  uint32_t reduced = formula_reduced_mask(formula);
  for (int i = 0; i < term_count(e); i++) {
    const Expr *r = term_atom(e, i);
    int64_t coefficient;
    if (r->kind != EXPR_INDEX || !formula_is_reduced(formula, r->slot) ||
        !expr_coefficient(e, r->slot, &coefficient) || magnitude(coefficient) != 1 ||
        index_extent(formula, r->slot) != INT64_MAX)
      continue;
    const Expr *radix = formula->indices[r->slot].extent;
    const Expr *others = zero_of(solver->graph, TYPE_INDEX), *w = others;
    for (int k = 0; k < term_count(e); k++) {
      const Expr *term = scaled(solver, term_atom(e, k), term_coefficient(e, k) * coefficient);
      if (k != i && (term_atom(e, k)->index_mask & reduced))
        others = binary(solver, EXPR_ADD, others, term);
      else if (k != i)
        w = binary(solver, EXPR_SUBTRACT, w, term);
    }
    w = binary(solver, EXPR_SUBTRACT, w, number(solver, term_constant(e) * coefficient));
    const Expr *whole = binary(solver, EXPR_QUOTIENT, others, radix);
    if (expr_is_zero(others) || binary(solver, EXPR_MULTIPLY, whole, radix) != others)
      continue;
    remove_condition(formula, condition);
    formula_add_condition(
        solver->graph, formula,
        binary(solver, EXPR_EQUAL, whole, binary(solver, EXPR_QUOTIENT, w, radix)));
    replace_index(solver, r->slot, binary(solver, EXPR_REMAINDER, w, radix));
    return true;
  }
  return false;
}

// -- quotients ------------------------------------------------------------------------------------

// A quotient or remainder, by a constant, of a reduced index alone plus a constant.
typedef struct QuotientSearch {
  const Formula *formula;
  int slot;
  int64_t divisor, offset;
} QuotientSearch;

static void find_quotient(const Expr *e, void *context)
{
  QuotientSearch *search = context;
  if ((e->kind != EXPR_QUOTIENT && e->kind != EXPR_REMAINDER) || e->type != TYPE_INDEX ||
      e->operands[1]->kind != EXPR_NUMBER || e->operands[1]->integer <= search->divisor)
    return;
  const Expr *a = e->operands[0], *atom = a->kind == EXPR_NUMBER ? NULL : term_atom(a, 0);
  if (!atom || term_count(a) != 1 || term_coefficient(a, 0) != 1 || atom->kind != EXPR_INDEX ||
      !formula_is_reduced(search->formula, atom->slot))
    return;
  search->slot = atom->slot;
  search->divisor = e->operands[1]->integer;
  search->offset = ((term_constant(a) % search->divisor) + search->divisor) % search->divisor;
}

// Splits an index whose quotient stands in an equation, so that the quotient becomes an index
// itself.
static bool split_quotient(Solver *solver)
{
  Formula *formula = solver->formula;
  QuotientSearch search = {.formula = formula, .slot = -1, .divisor = 1};
  if (formula->index_count == MAX_INDICES)
    return false;
  for (int i = 0; i < formula->condition_count; i++)
    if (is_index_equation(formula->conditions[i]))
      expr_walk(solver->graph, formula->conditions[i], find_quotient, &search);
  if (search.slot < 0)
    return false;
  formula_split_index(solver->graph, solver->scratch, formula, search.slot,
                      expr_integer(solver->graph, TYPE_INDEX, search.divisor), search.offset);
  formula_reduce_quotients(solver->graph, formula);
  return true;
}

// -- order ----------------------------------------------------------------------------------------

enum { RANK_TANGLED = 4, RANK_NONE = 8 };

// Lower is sooner: single indices, then sums.
static int equation_rank(const Equation *equation)
{
  bool single = equation->count == 1 && magnitude(equation->unknowns[0].coefficient) == 1;
  return (equation->tangled ? RANK_TANGLED : 0) + (single ? 0 : equation->count > 1 ? 1 : 2);
}

static bool solve_next(Solver *solver)
{
  const Formula *formula = solver->formula;
  Equation best = {0};
  int best_rank = RANK_NONE;
  for (int i = 0; i < formula->condition_count; i++) {
    if (!is_index_equation(formula->conditions[i]))
      continue;
    if (solve_symbolic_radix(solver, formula->conditions[i]))
      return true;
    Equation equation = read_equation(solver, formula->conditions[i]);
    if (equation.count > 0 && equation_rank(&equation) < best_rank) {
      best = equation;
      best_rank = equation_rank(&equation);
    }
  }
  // A quotient may hide the index that an equation is better solved for.
  if (best_rank >= RANK_TANGLED && split_quotient(solver))
    return true;
  if (best_rank == RANK_NONE)
    return false;
  solve_equation(solver, &best);
  return true;
}

bool formula_solve_equations(Graph *graph, Arena *scratch, Formula *formula)
{
  Solver solver = {graph, scratch, formula};
  bool changed = false;
  while (solve_next(&solver))
    changed = true;
  return changed;
}
