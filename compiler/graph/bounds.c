// What is known of integers: intervals, and proofs that a linear expression is never negative.
//
// A proof works on facts f >= 0: the box of the formula (0 <= i, i <= extent - 1), its conditions,
// the promises of inputs (`in n`), and what defines a quotient, a remainder or a product of its
// parts. An expression is proved by its interval or, failing that, by subtracting a positive
// multiple of a fact so that one of its atoms cancels, and proving the rest: Fourier and Motzkin's
// elimination, goal first, with a limit on the steps. Maxima, minima and choices are proved case by
// case.

#include "graph/private.h"

#include <assert.h>
#include <stdlib.h>

enum { MAX_DEPTH = 6, MAX_STEPS = 600, MAX_FACTS = 64, MAX_NODE_DEPTH = 3 };

typedef struct Prover {
  Graph *graph;
  const Formula *formula;
  const Expr *facts[MAX_FACTS];  // each nonnegative
  int fact_count;
  int steps;
  int node_depth;  // formulas of read nodes that are being looked into
} Prover;

static const Interval everything = {INT64_MIN, INT64_MAX};

// -- intervals ------------------------------------------------------------------------------------

static bool is_low_open(Interval a)
{
  return a.low == INT64_MIN;
}

static bool is_high_open(Interval a)
{
  return a.high == INT64_MAX;
}

static int64_t end_sum(int64_t a, int64_t b, int64_t open)
{
  int64_t sum;
  if (a == open || b == open || __builtin_add_overflow(a, b, &sum))
    return open;
  return sum;
}

static Interval interval_sum(Interval a, Interval b)
{
  return (Interval){end_sum(a.low, b.low, INT64_MIN), end_sum(a.high, b.high, INT64_MAX)};
}

static Interval interval_meet(Interval a, Interval b)
{
  return (Interval){a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

static Interval interval_join(Interval a, Interval b)
{
  return (Interval){a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

static Interval interval_scale(Interval a, int64_t factor)
{
  int64_t low, high;
  if (factor < 0) {
    a = (Interval){is_high_open(a) ? INT64_MIN : -a.high, is_low_open(a) ? INT64_MAX : -a.low};
    factor = factor == INT64_MIN ? INT64_MAX : -factor;
  }
  if (is_low_open(a) || __builtin_mul_overflow(a.low, factor, &low))
    low = INT64_MIN;
  if (is_high_open(a) || __builtin_mul_overflow(a.high, factor, &high))
    high = INT64_MAX;
  return (Interval){low, high};
}

// Of two factors that are never negative; else nothing is known.
static Interval interval_product(Interval a, Interval b)
{
  int64_t low, high;
  if (a.low < 0 || b.low < 0)
    return everything;
  if (__builtin_mul_overflow(a.low, b.low, &low))
    low = 0;
  if (is_high_open(a) || is_high_open(b) || __builtin_mul_overflow(a.high, b.high, &high))
    high = INT64_MAX;
  return (Interval){low, high};
}

static Interval interval_quotient(Interval a, Interval b)
{
  Interval result = everything;
  if (b.low < 1)
    return result;
  if (!is_low_open(a))
    result.low = floor_divide(a.low, a.low >= 0 ? b.high : b.low);
  if (!is_high_open(a))
    result.high = floor_divide(a.high, a.high >= 0 ? b.low : b.high);
  return result;
}

static Interval interval_within(Prover *p, const Expr *e);
static Interval value_interval(Prover *p, const Expr *e);
static bool prove(Prover *p, const Expr *e, int depth);

// a + factor*b + constant
static const Expr *plus(Prover *p, const Expr *a, int64_t factor, const Expr *b, int64_t constant)
{
  const Expr *atoms[2] = {a, b};
  int64_t coefficients[2] = {1, factor};
  return expr_affine(p->graph, constant, 2, atoms, coefficients);
}

static Interval symbol_interval(const Graph *graph, const char *name)
{
  Interval result = {1, INT64_MAX};
  for (int i = 0; i < graph->symbols.count; i++)
    if (graph->symbols.items[i].name == name && graph->symbols.items[i].capacity > 0)
      result.high = graph->symbols.items[i].capacity;
  return result;
}

// 0 .. extent - 1
static Interval range_interval(Prover *p, const Expr *extent)
{
  Interval last = interval_within(p, extent);
  return (Interval){0, is_high_open(last) ? INT64_MAX : last.high - 1};
}

static Interval index_interval(Prover *p, const Expr *e)
{
  if (!p->formula || e->slot >= p->formula->index_count)
    return (Interval){0, INT64_MAX};
  return range_interval(p, p->formula->indices[e->slot].extent);
}

static Interval remainder_interval(Prover *p, const Expr *e)
{
  Interval whole = interval_within(p, e->operands[0]), divisor = interval_within(p, e->operands[1]);
  Interval result = {0, is_high_open(divisor) ? INT64_MAX : divisor.high - 1};
  if (whole.low >= 0 && whole.high < result.high)
    result.high = whole.high;
  return result;
}

// a/b, where b is a symbol: 0 if 0 <= a < b, -1 if -b <= a < 0.
static Interval quotient_interval(Prover *p, const Expr *a, const Expr *b)
{
  Interval whole = interval_within(p, a);
  if (b->kind != EXPR_NUMBER && whole.low >= 0 && prove(p, plus(p, b, -1, a, -1), 2))
    return (Interval){0, 0};
  if (b->kind != EXPR_NUMBER && whole.high < 0 && prove(p, plus(p, b, 1, a, 0), 2))
    return (Interval){-1, -1};
  return interval_quotient(whole, interval_within(p, b));
}

static Interval atom_interval(Prover *p, const Expr *e)
{
  switch (e->kind) {
  case EXPR_SYMBOL:
    return symbol_interval(p->graph, e->symbol);
  case EXPR_INDEX:
    return index_interval(p, e);
  case EXPR_PRODUCT:
    return interval_product(interval_within(p, e->operands[0]), interval_within(p, e->operands[1]));
  case EXPR_QUOTIENT:
    return quotient_interval(p, e->operands[0], e->operands[1]);
  case EXPR_REMAINDER:
    return remainder_interval(p, e);
  default:
    return value_interval(p, e);
  }
}

// A fact about nothing but this atom narrows it.
static Interval narrow_by_fact(Interval known, const Expr *atom, const Expr *fact)
{
  Terms terms;
  expr_terms(fact, &terms);
  if (terms.count != 1 || terms.atoms[0] != atom)
    return known;
  int64_t factor = terms.coefficients[0], low = INT64_MIN, high = INT64_MAX;
  if (terms.constant == INT64_MIN || factor == INT64_MIN)
    return known;
  if (factor > 0)
    low = -floor_divide(terms.constant, factor);
  else
    high = floor_divide(terms.constant, -factor);
  return interval_meet(known, (Interval){low, high});
}

static Interval interval_within(Prover *p, const Expr *e)
{
  Terms terms;
  expr_terms(e, &terms);
  Interval sum = {terms.constant, terms.constant};
  for (int i = 0; i < terms.count; i++) {
    Interval atom = atom_interval(p, terms.atoms[i]);
    for (int f = 0; f < p->fact_count; f++)
      atom = narrow_by_fact(atom, terms.atoms[i], p->facts[f]);
    sum = interval_sum(sum, interval_scale(atom, terms.coefficients[i]));
  }
  return sum;
}

// -- values used as indices -----------------------------------------------------------------------

static bool fits_i32(Interval a)
{
  return a.low >= INT32_MIN && a.high <= INT32_MAX;
}

static Interval type_interval(Type type)
{
  if (type == TYPE_I32)
    return (Interval){INT32_MIN, INT32_MAX};
  if (type == TYPE_U8)
    return (Interval){0, UINT8_MAX};
  return type == TYPE_BOOL ? (Interval){0, 1} : everything;
}

// All values of a node of integer type.
static Interval node_interval(Prover *p, const Node *node)
{
  Interval result = type_interval(node->type);
  if (node->form == FORM_INPUT && node->input.bound)
    return interval_meet(result, range_interval(p, node->input.bound));
  const Formula *formula = node->formula;
  if (!formula || p->node_depth == MAX_NODE_DEPTH)
    return result;
  Prover inner = {.graph = p->graph, .formula = formula, .node_depth = p->node_depth + 1};
  Interval values = result;
  if (formula->reduction == REDUCTION_NONE || formula->reduction == REDUCTION_MAX ||
      formula->reduction == REDUCTION_MIN) {
    values = value_interval(&inner, formula->body);
  } else if (reduction_is_positional(formula)) {
    Interval box = {1, 1};
    for (int slot = formula->free_count; slot < formula->index_count; slot++)
      box = interval_product(box, interval_within(&inner, formula->indices[slot].extent));
    values = (Interval){0, is_high_open(box) ? INT64_MAX : box.high - 1};
  }
  if (formula->otherwise)
    values = interval_join(values, value_interval(&inner, formula->otherwise));
  return interval_meet(result, values);
}

// Converting to a narrower type saturates.
static Interval interval_clamp(Interval a, Interval limits)
{
  a.low = a.low < limits.low ? limits.low : a.low > limits.high ? limits.high : a.low;
  a.high = a.high > limits.high ? limits.high : a.high < limits.low ? limits.low : a.high;
  return a;
}

static Interval extreme_interval(ExprKind kind, Interval a, Interval b)
{
  if (kind == EXPR_MAXIMUM)
    return (Interval){a.low > b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
  return (Interval){a.low < b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

static Interval arithmetic_interval(Prover *p, const Expr *e)
{
  Interval a = value_interval(p, e->operands[0]), b = value_interval(p, e->operands[1]);
  switch (e->kind) {
  case EXPR_ADD:
    return interval_sum(a, b);
  case EXPR_SUBTRACT:
    return interval_sum(a, interval_scale(b, -1));
  case EXPR_MULTIPLY:
    return interval_product(a, b);
  default:
    return extreme_interval(e->kind, a, b);
  }
}

// Any expression of an integer type. Arithmetic on i32 that might wrap is not known.
static Interval value_interval(Prover *p, const Expr *e)
{
  Interval result = everything;
  switch (e->kind) {
  case EXPR_NUMBER:
    if (!type_is_float(e->type))
      result = (Interval){e->integer, e->integer};
    break;
  case EXPR_READ:
    result = node_interval(p, e->node);
    if (e->has_fallback)
      result = interval_join(result, value_interval(p, e->operands[e->operand_count - 1]));
    break;
  case EXPR_CONVERT:
    if (!type_is_float(e->operands[0]->type))
      result = value_interval(p, e->operands[0]);
    if (e->type == TYPE_U8)
      result = interval_clamp(result, type_interval(TYPE_U8));
    break;
  case EXPR_SELECT:
    result = interval_join(value_interval(p, e->operands[1]), value_interval(p, e->operands[2]));
    break;
  case EXPR_ADD:
  case EXPR_SUBTRACT:
  case EXPR_MULTIPLY:
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    result = arithmetic_interval(p, e);
    break;
  default:
    if (e->type == TYPE_INDEX &&
        (e->kind == EXPR_AFFINE || e->kind == EXPR_INDEX || e->kind == EXPR_SYMBOL ||
         e->kind == EXPR_PRODUCT || e->kind == EXPR_QUOTIENT || e->kind == EXPR_REMAINDER))
      result = interval_within(p, e);
  }
  bool wraps = e->type == TYPE_I32 && !fits_i32(result);
  return wraps ? type_interval(e->type) : interval_meet(result, type_interval(e->type));
}

// -- facts ----------------------------------------------------------------------------------------

static void add_fact(Prover *p, const Expr *fact)
{
  if (p->fact_count < MAX_FACTS && fact->kind != EXPR_NUMBER)
    p->facts[p->fact_count++] = fact;
}

// Two integers that are not equal: where one is never less, it is greater.
static void assume_apart(Prover *p, const Expr *room, const Expr *excess)
{
  const Expr *one = expr_integer(p->graph, TYPE_INDEX, 1);
  if (interval_within(p, room).low >= 0)
    add_fact(p, plus(p, room, -1, one, 0));
  else if (interval_within(p, excess).low >= 0)
    add_fact(p, plus(p, excess, -1, one, 0));
}

// What a condition says of integers, as facts.
static void assume(Prover *p, const Expr *condition)
{
  if (condition->kind == EXPR_AND) {
    assume(p, condition->operands[0]);
    assume(p, condition->operands[1]);
    return;
  }
  if (condition->kind == EXPR_NOT && condition->operands[0]->kind == EXPR_OR) {
    assume(p, expr_unary(p->graph, EXPR_NOT, condition->operands[0]->operands[0]));
    assume(p, expr_unary(p->graph, EXPR_NOT, condition->operands[0]->operands[1]));
    return;
  }
  bool compares = condition->kind == EXPR_EQUAL || condition->kind == EXPR_NOT_EQUAL ||
                  condition->kind == EXPR_LESS || condition->kind == EXPR_LESS_EQUAL;
  if (!compares)
    return;
  const Expr *a = condition->operands[0], *b = condition->operands[1];
  if (a->type != TYPE_INDEX && a->type != TYPE_I32)
    return;
  a = expr_convert(p->graph, TYPE_INDEX, a);
  b = expr_convert(p->graph, TYPE_INDEX, b);
  const Expr *room = plus(p, b, -1, a, 0), *excess = plus(p, a, -1, b, 0);
  if (condition->kind == EXPR_NOT_EQUAL) {
    assume_apart(p, room, excess);
    return;
  }
  add_fact(p, condition->kind == EXPR_LESS ? plus(p, b, -1, a, -1) : room);
  if (condition->kind == EXPR_EQUAL)
    add_fact(p, excess);
}

// `a or b` where not a is known is b: what a guarded read asks of a domain.
static const Expr *settled_choice(Graph *graph, const Expr *const *conditions, int count,
                                  const Expr *e)
{
  for (int side = 0; e->kind == EXPR_OR && side < 2; side++) {
    const Expr *excluded = expr_unary(graph, EXPR_NOT, e->operands[side]);
    for (int i = 0; i < count; i++)
      if (conditions[i] == excluded)
        return settled_choice(graph, conditions, count, e->operands[1 - side]);
  }
  return e;
}

static Prover prover(Graph *graph, const Formula *formula, const Expr *const *conditions, int count)
{
  Prover p = {.graph = graph, .formula = formula, .steps = MAX_STEPS};
  for (int i = 0; i < count; i++)
    assume(&p, settled_choice(graph, conditions, count, conditions[i]));
  return p;
}

// The facts that the definition of an atom gives.
typedef struct Facts {
  const Expr *items[12];
  int count;
} Facts;

static void keep_fact(Facts *facts, const Expr *fact)
{
  if (facts->count < 12 && fact->kind != EXPR_NUMBER)
    facts->items[facts->count++] = fact;
}

// value >= 0 and extent - 1 - value >= 0
static void range_facts(Prover *p, const Expr *value, const Expr *extent, Facts *facts)
{
  keep_fact(facts, value);
  keep_fact(facts, plus(p, extent, -1, value, -1));
}

static void symbol_facts(Prover *p, const Expr *symbol, Facts *facts)
{
  Interval known = symbol_interval(p->graph, symbol->symbol);
  const Expr *one = expr_integer(p->graph, TYPE_INDEX, 1);
  keep_fact(facts, plus(p, symbol, -1, one, 0));
  if (!is_high_open(known))
    keep_fact(facts, plus(p, expr_integer(p->graph, TYPE_INDEX, known.high), -1, symbol, 0));
}

static void leaf_facts(Prover *p, const Expr *atom, Facts *facts)
{
  if (atom->kind == EXPR_SYMBOL)
    symbol_facts(p, atom, facts);
  else if (atom->kind == EXPR_INDEX && p->formula && atom->slot < p->formula->index_count)
    range_facts(p, atom, p->formula->indices[atom->slot].extent, facts);
}

// x*y: each fact about y, times x, where x is never negative; and the other way round.
static void product_facts(Prover *p, const Expr *atom, Facts *facts)
{
  for (int i = 0; i < 2; i++) {
    const Expr *y = atom->operands[i], *x = atom->operands[1 - i];
    if (interval_within(p, x).low < 0)
      continue;
    Facts inner = {.count = 0};
    leaf_facts(p, y, &inner);
    if (y->kind == EXPR_PRODUCT)
      product_facts(p, y, &inner);
    for (int f = 0; f < inner.count; f++)
      keep_fact(facts, expr_binary(p->graph, EXPR_MULTIPLY, x, inner.items[f]));
  }
}

// b*(a/b) <= a <= b*(a/b) + b - 1; 0 <= a % b <= b - 1, and a % b <= a where a is never negative.
static void quotient_facts(Prover *p, const Expr *atom, Facts *facts)
{
  const Expr *a = atom->operands[0], *b = atom->operands[1];
  if (atom->kind == EXPR_REMAINDER) {
    range_facts(p, atom, b, facts);
    if (interval_within(p, a).low >= 0)
      keep_fact(facts, plus(p, a, -1, atom, 0));
    return;
  }
  const Expr *whole = expr_binary(p->graph, EXPR_MULTIPLY, atom, b);
  const Expr *rest = plus(p, a, -1, whole, 0);
  keep_fact(facts, rest);
  keep_fact(facts, plus(p, b, -1, rest, -1));
}

// An i32 read as an index: the promise of its input.
static void computed_facts(Prover *p, const Expr *atom, Facts *facts)
{
  const Expr *value = atom->operands[0];
  if (value->kind == EXPR_READ && !value->has_fallback && value->node->form == FORM_INPUT &&
      value->node->input.bound)
    range_facts(p, atom, value->node->input.bound, facts);
}

static void atom_facts(Prover *p, const Expr *atom, Facts *facts)
{
  facts->count = 0;
  leaf_facts(p, atom, facts);
  if (atom->kind == EXPR_PRODUCT)
    product_facts(p, atom, facts);
  else if (atom->kind == EXPR_QUOTIENT || atom->kind == EXPR_REMAINDER)
    quotient_facts(p, atom, facts);
  else if (atom->kind == EXPR_CONVERT)
    computed_facts(p, atom, facts);
}

// -- proofs ---------------------------------------------------------------------------------------

static int64_t coefficient_of(const Terms *terms, const Expr *atom)
{
  for (int i = 0; i < terms->count; i++)
    if (terms->atoms[i] == atom)
      return terms->coefficients[i];
  return 0;
}

// e >= 0 follows from fact >= 0 if e*m + (m - 1) - fact*n >= 0, m and n positive, for e is whole;
// they are chosen to cancel the atom.
static bool prove_by_fact(Prover *p, const Expr *e, const Expr *atom, int64_t own, const Expr *fact,
                          int depth)
{
  enum { LARGEST_FACTOR = 1 << 30 };
  Terms terms;
  expr_terms(fact, &terms);
  int64_t other = coefficient_of(&terms, atom);
  if (other == 0 || (own > 0) != (other > 0) || llabs(own) > LARGEST_FACTOR ||
      llabs(other) > LARGEST_FACTOR || fact == e)
    return fact == e;
  const Expr *atoms[2] = {e, fact};
  int64_t factors[2] = {llabs(other), -llabs(own)};
  return prove(p, expr_affine(p->graph, factors[0] - 1, 2, atoms, factors), depth - 1);
}

static bool prove_by_facts(Prover *p, const Expr *e, const Terms *terms, int depth)
{
  for (int i = 0; i < terms->count; i++) {
    const Expr *atom = terms->atoms[i];
    Facts own;
    atom_facts(p, atom, &own);
    for (int f = 0; f < own.count; f++)
      if (prove_by_fact(p, e, atom, terms->coefficients[i], own.items[f], depth))
        return true;
    for (int f = 0; f < p->fact_count; f++)
      if (prove_by_fact(p, e, atom, terms->coefficients[i], p->facts[f], depth))
        return true;
  }
  return false;
}

// `e` with `value` in place of the atom, under a further condition (null: none).
static bool prove_case(Prover *p, const Expr *e, const Expr *atom, int64_t factor,
                       const Expr *value, const Expr *condition, int depth)
{
  int fact_count = p->fact_count;
  if (condition)
    assume(p, condition);
  const Expr *atoms[3] = {e, atom, value};
  int64_t factors[3] = {1, -factor, factor};
  bool proved = prove(p, expr_affine(p->graph, 0, 3, atoms, factors), depth - 1);
  p->fact_count = fact_count;
  return proved;
}

// max(a, b), min(a, b), if c then a else b: the atom is one of two values, known under a condition.
static bool has_cases(Graph *graph, const Expr *atom, const Expr *values[2],
                      const Expr *conditions[2])
{
  const Expr *choice = atom->kind == EXPR_CONVERT ? atom->operands[0] : atom;
  if (choice->kind != EXPR_SELECT && choice->kind != EXPR_MAXIMUM && choice->kind != EXPR_MINIMUM)
    return false;
  int first = choice->kind == EXPR_SELECT;
  values[0] = expr_convert(graph, TYPE_INDEX, choice->operands[first]);
  values[1] = expr_convert(graph, TYPE_INDEX, choice->operands[first + 1]);
  if (choice->kind == EXPR_SELECT)
    conditions[0] = choice->operands[0];
  else if (choice->kind == EXPR_MAXIMUM)
    conditions[0] = expr_binary(graph, EXPR_LESS_EQUAL, values[1], values[0]);
  else
    conditions[0] = expr_binary(graph, EXPR_LESS_EQUAL, values[0], values[1]);
  conditions[1] = expr_unary(graph, EXPR_NOT, conditions[0]);
  return true;
}

static bool prove_by_cases(Prover *p, const Expr *e, const Terms *terms, int depth)
{
  const Expr *values[2], *conditions[2];
  for (int i = 0; i < terms->count; i++)
    if (has_cases(p->graph, terms->atoms[i], values, conditions))
      return prove_case(p, e, terms->atoms[i], terms->coefficients[i], values[0], conditions[0],
                        depth) &&
             prove_case(p, e, terms->atoms[i], terms->coefficients[i], values[1], conditions[1],
                        depth);
  return false;
}

static bool prove(Prover *p, const Expr *e, int depth)
{
  if (interval_within(p, e).low >= 0)
    return true;
  if (depth == 0 || p->steps-- <= 0)
    return false;
  Terms terms;
  expr_terms(e, &terms);
  return terms.count > 0 &&
         (prove_by_facts(p, e, &terms, depth) || prove_by_cases(p, e, &terms, depth));
}

// The shortest proofs first: a long way that leads nowhere must not use up the steps of a short
// one.
static bool is_provable(Prover *p, const Expr *e)
{
  for (int depth = 0; depth <= MAX_DEPTH; depth++) {
    p->steps = MAX_STEPS;
    if (prove(p, e, depth))
      return true;
  }
  return false;
}

Interval expr_interval(const Graph *graph, const Formula *formula, const Expr *const *conditions,
                       int condition_count, const Expr *e)
{
  Prover p =
      prover((Graph *)graph, formula, conditions, condition_count);  // facts are interned in it
  return e->type == TYPE_INDEX ? interval_within(&p, e) : value_interval(&p, e);
}

bool expr_is_nonnegative(Graph *graph, const Formula *formula, const Expr *const *conditions,
                         int condition_count, const Expr *e)
{
  Prover p = prover(graph, formula, conditions, condition_count);
  return is_provable(&p, e);
}

// x/c < n is x < n*c.
static bool is_below(Prover *p, const Expr *index, const Expr *extent)
{
  if (is_provable(p, plus(p, extent, -1, index, -1)))
    return true;
  return index->kind == EXPR_QUOTIENT && index->operands[1]->kind == EXPR_NUMBER &&
         is_below(p, index->operands[0],
                  expr_binary(p->graph, EXPR_MULTIPLY, extent, index->operands[1]));
}

ReadSafety index_safety(Graph *graph, const Formula *formula, const Expr *const *conditions,
                        int condition_count, const Expr *index, const Expr *extent,
                        const Expr *missing[2], int *missing_count)
{
  Prover p = prover(graph, formula, conditions, condition_count);
  *missing_count = 0;
  if (!is_provable(&p, index))
    missing[(*missing_count)++] =
        expr_binary(graph, EXPR_LESS_EQUAL, expr_integer(graph, TYPE_INDEX, 0), index);
  if (!is_below(&p, index, extent))
    missing[(*missing_count)++] = expr_binary(graph, EXPR_LESS, index, extent);
  return *missing_count ? READ_LEAVES : READ_INSIDE;
}
