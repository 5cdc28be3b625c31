// The domain of a formula: where its reads are evaluated, and the conditions that keep them inside.
//
//   sum(r < 3) x[i + r - 1]   over x: f32[8] gets   0 <= i + r - 1   and   i + r - 1 < 8
//
// The printer leaves such conditions out, the parser puts them back: written_conditions and
// formula_close_domain are each other's inverse.

#include "graph/private.h"

#include <assert.h>

// -- reads and their guards -----------------------------------------------------------------------

typedef struct ReadWalk {
  Graph *graph;
  Arena *scratch;
  ReadVisit *visit;
  void *context;
} ReadWalk;

// What holds at a place of an expression. `seen` are the expressions met under the same guards.
typedef struct Guards {
  const Expr **conditions;
  int count;
  PointerMap seen;
} Guards;

static Guards guards_with(const ReadWalk *walk, const Guards *outer, const Expr *condition)
{
  Guards inner = {.count = outer->count + 1, .seen = pointer_map(walk->scratch)};
  inner.conditions = arena_grow(walk->scratch, outer->conditions, (size_t)outer->count,
                                (size_t)inner.count, sizeof *inner.conditions);
  inner.conditions[outer->count] = condition;
  return inner;
}

static void walk_reads(const ReadWalk *walk, Guards *guards, const Expr *e)
{
  if (!e->node_mask || pointer_map_get(&guards->seen, e))
    return;
  pointer_map_set(&guards->seen, e, (void *)(uintptr_t)e);
  if (e->kind == EXPR_SELECT) {
    const Expr *condition = e->operands[0];
    walk_reads(walk, guards, condition);
    Guards then = guards_with(walk, guards, condition);
    walk_reads(walk, &then, e->operands[1]);
    Guards otherwise = guards_with(walk, guards, expr_unary(walk->graph, EXPR_NOT, condition));
    walk_reads(walk, &otherwise, e->operands[2]);
    return;
  }
  for (int i = 0; i < e->operand_count; i++)
    walk_reads(walk, guards, e->operands[i]);
  if (e->kind == EXPR_READ)
    walk->visit(e, guards->conditions, guards->count, walk->context);
}

static Guards guards_of(const ReadWalk *walk, const Expr *const *conditions, int count)
{
  Guards guards = {.count = count, .seen = pointer_map(walk->scratch)};
  guards.conditions = arena_grow(walk->scratch, conditions, (size_t)count, (size_t)count,
                                 sizeof *guards.conditions);
  return guards;
}

// Conditions that read nothing are tested first: they guard the reads of the others.
static int plain_conditions(const ReadWalk *walk, const Formula *formula, const Expr ***plain)
{
  int count = 0;
  *plain = arena_array(walk->scratch, const Expr *, formula->condition_count + 1);
  for (int i = 0; i < formula->condition_count; i++)
    if (!formula->conditions[i]->node_mask)
      (*plain)[count++] = formula->conditions[i];
  return count;
}

void formula_reads(Graph *graph, const Formula *formula, ReadVisit *visit, void *context)
{
  ReadWalk walk = {graph, arena_create(), visit, context};
  const Expr **plain;
  int plain_count = plain_conditions(&walk, formula, &plain);
  Guards before = guards_of(&walk, plain, plain_count);
  for (int i = 0; i < formula->condition_count; i++)
    walk_reads(&walk, &before, formula->conditions[i]);
  Guards inside = guards_of(&walk, formula->conditions, formula->condition_count);
  walk_reads(&walk, &inside, formula->body);
  if (formula->otherwise) {
    Guards outside = guards_of(&walk, NULL, 0);
    walk_reads(&walk, &outside, formula->otherwise);
  }
  arena_destroy(walk.scratch);
}

// -- closing a domain -----------------------------------------------------------------------------

typedef struct Closing {
  Graph *graph;
  Formula *formula;
  int outer_count;  // conditions of the formula when the walk began: the guards come after them
} Closing;

// Where guards hold, the read must be inside: `not guards or inside`.
static const Expr *under_guards(Graph *graph, const Expr *const *guards, int count,
                                const Expr *inside)
{
  for (int i = count - 1; i >= 0; i--)
    inside = expr_binary(graph, EXPR_OR, expr_unary(graph, EXPR_NOT, guards[i]), inside);
  return inside;
}

static void require_inside(const Expr *read, const Expr *const *conditions, int count,
                           void *context)
{
  const Closing *closing = context;
  Formula *formula = closing->formula;
  if (read->has_fallback)
    return;
  int guard_count = count > closing->outer_count ? count - closing->outer_count : 0;
  const Expr *const *guards = conditions + count - guard_count;
  for (int d = 0; d < read->node->shape.rank; d++) {
    const Expr *missing[2], *known[MAX_INDICES * 4];
    int missing_count, known_count = 0;
    for (int i = 0; i < formula->condition_count && known_count < MAX_INDICES * 2; i++)
      known[known_count++] = formula->conditions[i];
    for (int i = 0; i < guard_count && known_count < MAX_INDICES * 4; i++)
      known[known_count++] = guards[i];
    index_safety(closing->graph, formula, known, known_count, read->operands[d],
                 read->node->shape.extents[d], missing, &missing_count);
    for (int i = 0; i < missing_count; i++)
      formula_add_condition(closing->graph, formula,
                            under_guards(closing->graph, guards, guard_count, missing[i]));
  }
}

// Reads of the conditions: only what reads nothing itself may guard them.
static void require_condition_inside(const Expr *read, const Expr *const *conditions, int count,
                                     void *context)
{
  const Closing *closing = context;
  for (int d = 0; d < read->node->shape.rank && !read->has_fallback; d++) {
    const Expr *missing[2];
    int missing_count;
    index_safety(closing->graph, closing->formula, conditions, count, read->operands[d],
                 read->node->shape.extents[d], missing, &missing_count);
    for (int i = 0; i < missing_count; i++)
      formula_add_condition(closing->graph, closing->formula, missing[i]);
  }
}

void formula_close_domain(Graph *graph, Formula *formula)
{
  if (formula->reduction == REDUCTION_NONE)
    return;
  Closing closing = {graph, formula, formula->condition_count};
  ReadWalk walk = {graph, arena_create(), require_condition_inside, &closing};
  const Expr **plain;
  int plain_count = plain_conditions(&walk, formula, &plain), count = formula->condition_count;
  const Expr **conditions = formula->conditions;  // replaced, not changed, when one is added
  Guards before = guards_of(&walk, plain, plain_count);
  for (int i = 0; i < count; i++)
    walk_reads(&walk, &before, conditions[i]);
  closing.outer_count = 0;
  walk.visit = require_inside;
  Guards inside = guards_of(&walk, NULL, 0);
  walk_reads(&walk, &inside, formula->body);
  arena_destroy(walk.scratch);
}

// -- conditions worth writing ---------------------------------------------------------------------

static bool same_conditions(const Formula *a, const Formula *b)
{
  if (a->condition_count != b->condition_count)
    return false;
  for (int i = 0; i < a->condition_count; i++)
    if (a->conditions[i] != b->conditions[i])
      return false;
  return true;
}

// `kept` without condition i, in the formula's stead.
static Formula with_conditions(const Formula *formula, const Expr **kept, int count)
{
  Formula trial = *formula;
  trial.conditions = kept;
  trial.condition_count = count;
  return trial;
}

int written_conditions(Graph *graph, const Formula *formula, const Expr ***conditions)
{
  int count = formula->condition_count;
  *conditions = arena_grow(graph->arena, formula->conditions, (size_t)count, (size_t)count + 1,
                           sizeof **conditions);
  Formula closed = *formula;
  formula_close_domain(graph, &closed);
  if (!same_conditions(&closed, formula))
    return count;  // the reader would add some: the formula is not closed, so all are shown
  for (int i = count - 1; i >= 0; i--) {
    const Expr **kept = arena_array(graph->arena, const Expr *, count);
    for (int k = 0; k < count - 1; k++)
      kept[k] = (*conditions)[k + (k >= i)];
    Formula trial = with_conditions(formula, kept, count - 1);
    formula_close_domain(graph, &trial);
    if (!same_conditions(&trial, formula))
      continue;
    *conditions = kept;
    count--;
  }
  return count;
}

// -- what bounds decide ---------------------------------------------------------------------------

typedef struct Settling {
  const Formula *formula;
  const Expr *const *conditions;
  int count;
} Settling;

static bool is_nonnegative(Graph *graph, const Settling *s, const Expr *e)
{
  return expr_is_nonnegative(graph, s->formula, s->conditions, s->count, e);
}

// a <= b
static bool is_ordered(Graph *graph, const Settling *s, const Expr *a, const Expr *b)
{
  return is_nonnegative(graph, s, expr_binary(graph, EXPR_SUBTRACT, b, a));
}

// a/b is k, and a % b is a - b*k, where b*k <= a < b*(k + 1): null if that is not known.
static const Expr *settle_quotient_as(Graph *graph, const Settling *s, const Expr *e, int64_t k)
{
  const Expr *a = e->operands[0], *b = e->operands[1], *one = expr_integer(graph, TYPE_INDEX, 1);
  const Expr *quotient = expr_integer(graph, TYPE_INDEX, k);
  const Expr *whole = expr_binary(graph, EXPR_MULTIPLY, quotient, b);
  const Expr *rest = expr_binary(graph, EXPR_SUBTRACT, a, whole);
  if (!is_nonnegative(graph, s, rest) ||
      !is_ordered(graph, s, expr_binary(graph, EXPR_ADD, rest, one), b))
    return NULL;
  return e->kind == EXPR_QUOTIENT ? quotient : rest;
}

// k from the interval of a; by a symbol, 0 or -1.
static const Expr *settle_quotient(Graph *graph, const Settling *s, const Expr *e)
{
  const Expr *a = e->operands[0], *b = e->operands[1], *settled = NULL;
  if (b->kind == EXPR_NUMBER) {
    Interval known = expr_interval(graph, s->formula, s->conditions, s->count, a);
    if (known.low != INT64_MIN)
      settled = settle_quotient_as(graph, s, e, floor_divide(known.low, b->integer));
  } else {
    settled = settle_quotient_as(graph, s, e, 0);
    if (!settled)
      settled = settle_quotient_as(graph, s, e, -1);
  }
  return settled ? settled : e;
}

static const Expr *settle_comparison(Graph *graph, const Settling *s, const Expr *e)
{
  const Expr *one = expr_integer(graph, TYPE_INDEX, 1), *zero = expr_integer(graph, TYPE_INDEX, 0);
  const Expr *value = e->operands[e->kind == EXPR_LESS_EQUAL];
  const Expr *minus = expr_binary(graph, EXPR_SUBTRACT, zero, value);
  const Expr *below = expr_binary(graph, EXPR_SUBTRACT, minus, one);
  if (e->kind == EXPR_LESS_EQUAL) {
    if (is_nonnegative(graph, s, value))
      return expr_integer(graph, TYPE_BOOL, true);
    return is_nonnegative(graph, s, below) ? expr_integer(graph, TYPE_BOOL, false) : e;
  }
  bool apart = is_nonnegative(graph, s, expr_binary(graph, EXPR_SUBTRACT, value, one)) ||
               is_nonnegative(graph, s, below);
  bool equal = !apart && is_nonnegative(graph, s, value) && is_nonnegative(graph, s, minus);
  if (!apart && !equal)
    return e;
  return expr_integer(graph, TYPE_BOOL, equal == (e->kind == EXPR_EQUAL));
}

static const Expr *settle_one(Graph *graph, const Expr *e, void *context)
{
  const Settling *s = context;
  if (e->operand_count != 2 || e->operands[0]->type != TYPE_INDEX)
    return e;
  switch (e->kind) {
  case EXPR_QUOTIENT:
  case EXPR_REMAINDER:
    return settle_quotient(graph, s, e);
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM: {
    bool rises = is_ordered(graph, s, e->operands[0], e->operands[1]);
    if (!rises && !is_ordered(graph, s, e->operands[1], e->operands[0]))
      return e;
    return e->operands[rises == (e->kind == EXPR_MAXIMUM)];
  }
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL:
  case EXPR_LESS_EQUAL:
    return settle_comparison(graph, s, e);
  default:
    return e;
  }
}

const Expr *expr_settle(Graph *graph, const Formula *formula, const Expr *const *conditions,
                        int condition_count, const Expr *e)
{
  Settling settling = {formula, conditions, condition_count};
  return expr_rewrite(graph, e, settle_one, &settling);
}
