// Integers of type index in their one normal form.
//
//   i*2 + (r + 1)     AFFINE 1 + 2*i + 1*r, atoms sorted; a lone atom is itself, a constant a
//   NUMBER (i*6 + r*2 + 5)/2 AFFINE 2 + 3*i + 1*r          (whole multiples leave a quotient) (i*6
//   + r) % 6     REMAINDER(r, 6)               (bounds.c drops it where r < 6 is known) i*2 + r <=
//   p      0 <= p - i*2 - r              (divided by the common factor of its coefficients)
//
// Arithmetic wraps in 64 bits; elaboration refuses extents and constants that could come near.

#include "base/divisor.h"
#include "graph/private.h"

#include <assert.h>
#include <string.h>

// A sum under construction. Terms are kept sorted by atom.
typedef struct Sum {
  Graph *graph;
  int64_t constant;
  int count, capacity;
  const Expr **atoms;
  int64_t *coefficients;
  const Expr *few_atoms[12];
  int64_t few_coefficients[12];
} Sum;

static int64_t add(int64_t a, int64_t b)
{
  return (int64_t)((uint64_t)a + (uint64_t)b);
}

static int64_t multiply(int64_t a, int64_t b)
{
  return (int64_t)((uint64_t)a * (uint64_t)b);
}

int64_t floor_divide(int64_t a, int64_t b)
{
  return a / b - (a % b < 0);
}

static int64_t floor_remainder(int64_t a, int64_t b)
{
  return a % b + (a % b < 0 ? b : 0);
}

// a / b, which leaves no rest.
static int64_t divide_exactly(int64_t a, int64_t b)
{
  return b == -1 ? multiply(a, -1) : a / b;
}

static void sum_start(Sum *sum, Graph *graph)
{
  sum->graph = graph;
  sum->constant = 0;
  sum->count = 0;
  sum->capacity = 12;
  sum->atoms = sum->few_atoms;
  sum->coefficients = sum->few_coefficients;
}

static void sum_grow(Sum *sum)
{
  Arena *arena = sum->graph->arena;
  size_t count = (size_t)sum->count, capacity = count * 2;
  sum->atoms = arena_grow(arena, sum->atoms, count, capacity, sizeof *sum->atoms);
  sum->coefficients =
      arena_grow(arena, sum->coefficients, count, capacity, sizeof *sum->coefficients);
  sum->capacity = (int)capacity;
}

static void sum_add_atom(Sum *sum, const Expr *atom, int64_t coefficient)
{
  int place = sum->count, order = 1;
  while (place > 0 && (order = expr_compare(sum->atoms[place - 1], atom)) > 0)
    place--;
  if (place > 0 && order == 0) {
    sum->coefficients[place - 1] = add(sum->coefficients[place - 1], coefficient);
    return;
  }
  if (sum->count == sum->capacity)
    sum_grow(sum);
  size_t after = (size_t)(sum->count++ - place);
  memmove(sum->atoms + place + 1, sum->atoms + place, after * sizeof *sum->atoms);
  memmove(sum->coefficients + place + 1, sum->coefficients + place,
          after * sizeof *sum->coefficients);
  sum->atoms[place] = atom;
  sum->coefficients[place] = coefficient;
}

void expr_terms(const Expr *e, Terms *terms)
{
  *terms = (Terms){.single = {e}, .one = {1}};
  terms->atoms = terms->single;
  terms->coefficients = terms->one;
  if (e->kind == EXPR_NUMBER) {
    terms->constant = e->integer;
  } else if (e->kind == EXPR_AFFINE) {
    terms->constant = e->integer;
    terms->count = e->operand_count;
    terms->atoms = e->operands;
    terms->coefficients = e->coefficients;
  } else {
    terms->count = 1;
  }
}

static void sum_add(Sum *sum, const Expr *e, int64_t factor)
{
  assert(e->type == TYPE_INDEX);
  Terms terms;
  expr_terms(e, &terms);
  sum->constant = add(sum->constant, multiply(terms.constant, factor));
  for (int i = 0; i < terms.count; i++)
    sum_add_atom(sum, terms.atoms[i], multiply(terms.coefficients[i], factor));
}

static const Expr *sum_finish(Sum *sum)
{
  int kept = 0;
  for (int i = 0; i < sum->count; i++)
    if (sum->coefficients[i] != 0) {
      sum->atoms[kept] = sum->atoms[i];
      sum->coefficients[kept++] = sum->coefficients[i];
    }
  if (kept == 0)
    return expr_integer(sum->graph, TYPE_INDEX, sum->constant);
  if (kept == 1 && sum->constant == 0 && sum->coefficients[0] == 1)
    return sum->atoms[0];
  Expr head = {.kind = EXPR_AFFINE, .type = TYPE_INDEX};
  head.integer = sum->constant;
  return expr_intern(sum->graph, &head, sum->atoms, kept, sum->coefficients);
}

const Expr *expr_affine(Graph *graph, int64_t constant, int count, const Expr *const *atoms,
                        const int64_t *coefficients)
{
  Sum sum;
  sum_start(&sum, graph);
  sum.constant = constant;
  for (int i = 0; i < count; i++)
    sum_add(&sum, atoms[i], coefficients[i]);
  return sum_finish(&sum);
}

static const Expr *add_scaled(Graph *graph, const Expr *a, const Expr *b, int64_t factor)
{
  Sum sum;
  sum_start(&sum, graph);
  sum_add(&sum, a, 1);
  sum_add(&sum, b, factor);
  return sum_finish(&sum);
}

// -- products -------------------------------------------------------------------------------------

// The factors of an atom: a PRODUCT's chain leans left and is sorted.
static int atom_factors(const Expr *atom, const Expr **factors, int limit)
{
  int count = 0;
  for (; atom->kind == EXPR_PRODUCT && count < limit - 1; atom = atom->operands[0])
    factors[count++] = atom->operands[1];
  factors[count++] = atom;
  return count;
}

enum { MAX_FACTORS = 32 };

static const Expr *product_of(Graph *graph, const Expr **factors, int count)
{
  const Expr *result = factors[0];
  for (int i = 1; i < count; i++) {
    const Expr *pair[2] = {result, factors[i]};
    result = expr_intern(graph, &(Expr){.kind = EXPR_PRODUCT, .type = TYPE_INDEX}, pair, 2, NULL);
  }
  return result;
}

static const Expr *multiply_atoms(Graph *graph, const Expr *a, const Expr *b)
{
  const Expr *factors[2 * MAX_FACTORS];
  int count = atom_factors(a, factors, MAX_FACTORS);
  count += atom_factors(b, factors + count, MAX_FACTORS);
  for (int i = 1; i < count; i++)
    for (int j = i; j > 0 && expr_compare(factors[j - 1], factors[j]) > 0; j--) {
      const Expr *kept = factors[j];
      factors[j] = factors[j - 1];
      factors[j - 1] = kept;
    }
  return product_of(graph, factors, count);
}

// atom / divisor if the divisor is one of its factors, else null.
static const Expr *divide_atom(Graph *graph, const Expr *atom, const Expr *divisor)
{
  if (atom == divisor)
    return expr_integer(graph, TYPE_INDEX, 1);
  const Expr *factors[MAX_FACTORS], *kept[MAX_FACTORS];
  int count = atom_factors(atom, factors, MAX_FACTORS), kept_count = 0;
  bool found = false;
  for (int i = count - 1; i >= 0; i--) {
    if (!found && factors[i] == divisor)
      found = true;
    else
      kept[kept_count++] = factors[i];
  }
  return found ? product_of(graph, kept, kept_count) : NULL;
}

static const Expr *index_multiply(Graph *graph, const Expr *a, const Expr *b)
{
  Terms left, right;
  expr_terms(a, &left);
  expr_terms(b, &right);
  Sum sum;
  sum_start(&sum, graph);
  sum_add(&sum, a, right.constant);
  sum_add(&sum, b, left.constant);
  sum.constant = multiply(left.constant, right.constant);
  for (int i = 0; i < left.count; i++)
    for (int j = 0; j < right.count; j++)
      sum_add_atom(&sum, multiply_atoms(graph, left.atoms[i], right.atoms[j]),
                   multiply(left.coefficients[i], right.coefficients[j]));
  return sum_finish(&sum);
}

// -- quotients ------------------------------------------------------------------------------------

// a = divisor*whole + rest: whole multiples to one side. The same rest serves quotient and
// remainder.
static void split_multiples(Graph *graph, const Expr *a, const Expr *divisor, const Expr **whole,
                            const Expr **rest)
{
  Terms terms;
  expr_terms(a, &terms);
  Sum quotient, remainder;
  sum_start(&quotient, graph);
  sum_start(&remainder, graph);
  bool constant = divisor->kind == EXPR_NUMBER;
  quotient.constant = constant ? floor_divide(terms.constant, divisor->integer) : 0;
  remainder.constant =
      constant ? floor_remainder(terms.constant, divisor->integer) : terms.constant;
  for (int i = 0; i < terms.count; i++) {
    int64_t coefficient = terms.coefficients[i];
    const Expr *part = constant ? NULL : divide_atom(graph, terms.atoms[i], divisor);
    if (constant && coefficient % divisor->integer == 0)
      sum_add_atom(&quotient, terms.atoms[i], coefficient / divisor->integer);
    else if (part)
      sum_add(&quotient, part, coefficient);
    else
      sum_add_atom(&remainder, terms.atoms[i], coefficient);
  }
  *whole = sum_finish(&quotient);
  *rest = sum_finish(&remainder);
}

// rest = factor*inner + offset with 0 <= offset < factor, factor the common divisor of divisor and
// rest's coefficients: floor(rest/divisor) = floor(inner/(divisor/factor)).
static const Expr *take_common_factor(Graph *graph, const Expr *rest, int64_t divisor,
                                      int64_t *factor, int64_t *offset)
{
  Terms terms;
  expr_terms(rest, &terms);
  *factor = divisor;
  for (int i = 0; i < terms.count; i++)
    *factor = greatest_divisor(*factor, terms.coefficients[i]);
  *offset = floor_remainder(terms.constant, *factor);
  Sum inner;
  sum_start(&inner, graph);
  inner.constant = floor_divide(terms.constant, *factor);
  for (int i = 0; i < terms.count; i++)
    sum_add_atom(&inner, terms.atoms[i], terms.coefficients[i] / *factor);
  return sum_finish(&inner);
}

static const Expr *pair_expr(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  const Expr *pair[2] = {a, b};
  return expr_intern(graph, &(Expr){.kind = kind, .type = TYPE_INDEX}, pair, 2, NULL);
}

// What remains of a quotient by a constant once whole multiples are gone.
static const Expr *constant_quotient(Graph *graph, const Expr *rest, int64_t divisor)
{
  if (rest->kind == EXPR_NUMBER)
    return expr_integer(graph, TYPE_INDEX, floor_divide(rest->integer, divisor));
  int64_t factor, offset, inner_divisor;
  const Expr *inner = take_common_factor(graph, rest, divisor, &factor, &offset);
  divisor /= factor;
  if (divisor == 1)
    return inner;
  if (inner->kind == EXPR_QUOTIENT && inner->operands[1]->kind == EXPR_NUMBER &&
      !__builtin_mul_overflow(divisor, inner->operands[1]->integer, &inner_divisor))
    return constant_quotient(graph, inner->operands[0], inner_divisor);
  if (inner->kind == EXPR_REMAINDER && inner->operands[1]->kind == EXPR_NUMBER &&
      inner->operands[1]->integer <= divisor)
    return expr_integer(graph, TYPE_INDEX, 0);
  return pair_expr(graph, EXPR_QUOTIENT, inner, expr_integer(graph, TYPE_INDEX, divisor));
}

static const Expr *constant_remainder(Graph *graph, const Expr *rest, int64_t divisor)
{
  if (rest->kind == EXPR_NUMBER)
    return expr_integer(graph, TYPE_INDEX, floor_remainder(rest->integer, divisor));
  int64_t factor, offset;
  const Expr *inner = take_common_factor(graph, rest, divisor, &factor, &offset);
  divisor /= factor;
  const Expr *result = expr_integer(graph, TYPE_INDEX, 0);
  if (divisor > 1) {
    if (inner->kind == EXPR_REMAINDER && inner->operands[1]->kind == EXPR_NUMBER &&
        inner->operands[1]->integer % divisor == 0)
      inner = inner->operands[0];
    result = pair_expr(graph, EXPR_REMAINDER, inner, expr_integer(graph, TYPE_INDEX, divisor));
  }
  return expr_affine(graph, offset, 1, &result, &factor);
}

static const Expr *index_quotient(Graph *graph, const Expr *a, const Expr *b)
{
  assert(b->kind != EXPR_NUMBER || b->integer >= 1);
  const Expr *whole, *rest;
  split_multiples(graph, a, b, &whole, &rest);
  if (b->kind == EXPR_NUMBER)
    rest = constant_quotient(graph, rest, b->integer);
  else if (!expr_is_zero(rest))
    rest = pair_expr(graph, EXPR_QUOTIENT, rest, b);
  return add_scaled(graph, whole, rest, 1);
}

static const Expr *index_remainder(Graph *graph, const Expr *a, const Expr *b)
{
  assert(b->kind != EXPR_NUMBER || b->integer >= 1);
  const Expr *whole, *rest;
  split_multiples(graph, a, b, &whole, &rest);
  if (b->kind == EXPR_NUMBER)
    return constant_remainder(graph, rest, b->integer);
  return expr_is_zero(rest) ? rest : pair_expr(graph, EXPR_REMAINDER, rest, b);
}

// -- comparisons ----------------------------------------------------------------------------------

static int64_t common_divisor(const Terms *terms)
{
  int64_t divisor = 0;
  for (int i = 0; i < terms->count; i++)
    divisor = greatest_divisor(divisor, terms->coefficients[i]);
  return divisor;
}

static const Expr *scale_down(Graph *graph, const Terms *terms, int64_t divisor, int64_t constant)
{
  Sum sum;
  sum_start(&sum, graph);
  sum.constant = constant;
  for (int i = 0; i < terms->count; i++)
    sum_add_atom(&sum, terms->atoms[i], divide_exactly(terms->coefficients[i], divisor));
  return sum_finish(&sum);
}

static const Expr *boolean(Graph *graph, bool value)
{
  return expr_integer(graph, TYPE_BOOL, value);
}

// difference == 0: no common divisor, the first coefficient positive.
static const Expr *index_equal(Graph *graph, ExprKind kind, const Expr *difference)
{
  Terms terms;
  expr_terms(difference, &terms);
  if (terms.count == 0)
    return boolean(graph, (terms.constant == 0) == (kind == EXPR_EQUAL));
  int64_t divisor = common_divisor(&terms);
  if (terms.constant % divisor != 0)
    return boolean(graph, kind == EXPR_NOT_EQUAL);
  if (terms.coefficients[0] < 0)
    divisor = -divisor;
  int64_t constant = divide_exactly(terms.constant, divisor);
  const Expr *pair[2] = {scale_down(graph, &terms, divisor, constant),
                         expr_integer(graph, TYPE_INDEX, 0)};
  return expr_intern(graph, &(Expr){.kind = kind, .type = TYPE_BOOL}, pair, 2, NULL);
}

static const Expr *index_nonnegative(Graph *graph, const Expr *e)
{
  Terms terms;
  expr_terms(e, &terms);
  if (terms.count == 0)
    return boolean(graph, terms.constant >= 0);
  int64_t divisor = common_divisor(&terms);
  const Expr *pair[2] = {expr_integer(graph, TYPE_INDEX, 0),
                         scale_down(graph, &terms, divisor, floor_divide(terms.constant, divisor))};
  return expr_intern(graph, &(Expr){.kind = EXPR_LESS_EQUAL, .type = TYPE_BOOL}, pair, 2, NULL);
}

static const Expr *index_extreme(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  const Expr *difference = add_scaled(graph, a, b, -1);
  if (difference->kind == EXPR_NUMBER)
    return (difference->integer > 0) == (kind == EXPR_MAXIMUM) ? a : b;
  return expr_compare(a, b) <= 0 ? pair_expr(graph, kind, a, b) : pair_expr(graph, kind, b, a);
}

const Expr *index_binary(Graph *graph, ExprKind kind, const Expr *a, const Expr *b)
{
  switch (kind) {
  case EXPR_ADD:
    return add_scaled(graph, a, b, 1);
  case EXPR_SUBTRACT:
    return add_scaled(graph, a, b, -1);
  case EXPR_MULTIPLY:
    return index_multiply(graph, a, b);
  case EXPR_QUOTIENT:
    return index_quotient(graph, a, b);
  case EXPR_REMAINDER:
    return index_remainder(graph, a, b);
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL:
    return index_equal(graph, kind, add_scaled(graph, a, b, -1));
  case EXPR_LESS_EQUAL:
    return index_nonnegative(graph, add_scaled(graph, b, a, -1));
  case EXPR_LESS: {
    const Expr *room = add_scaled(graph, b, a, -1);
    const Expr *one = expr_integer(graph, TYPE_INDEX, 1);
    return index_nonnegative(graph, add_scaled(graph, room, one, -1));
  }
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    return index_extreme(graph, kind, a, b);
  default:
    assert(!"no such operation on type index");
    return a;
  }
}

bool expr_coefficient(const Expr *e, int slot, int64_t *coefficient)
{
  *coefficient = 0;
  if (!expr_uses_index(e, slot))
    return true;
  Terms terms;
  expr_terms(e, &terms);
  for (int i = 0; i < terms.count; i++) {
    const Expr *atom = terms.atoms[i];
    if (atom->kind == EXPR_INDEX && atom->slot == slot)
      *coefficient = terms.coefficients[i];
    else if (expr_uses_index(atom, slot))
      return false;
  }
  return true;
}
