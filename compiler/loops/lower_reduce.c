// The reduction of one tile: its accumulators, the loops of its reduced slots, and the conditions
// that cut them.
//
//   before   y[b] = sum(i if i <= b) x[b, i], b x 2 in registers
//   after    two accumulators; for i in 0..n { each adds its term where i <= b }
//
// Conditions that bound a loop become its range; those that are equal for the whole tile become an
// `if`; the rest select the term.

#include "base/divisor.h"
#include "loops/lower.h"

#include <assert.h>
#include <stdlib.h>

// -- conditions -----------------------------------------------------------------------------------

// `0 <= e`: how a condition bounds one reduced slot, if nothing in it varies within the tile.
typedef struct Clip {
  int slot;       // -1: not a bound of a loop
  bool is_lower;  // slot >= bound, else slot <= bound
  const Expr *bound;
} Clip;

static uint32_t tile_slots(const Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  uint32_t mask = schedule->vector >= 0 ? 1u << schedule->vector : 0;
  for (int i = 0; i < schedule->tiled_count; i++)
    mask |= 1u << schedule->tiled[i];
  return mask;
}

static Clip find_clip(Lowering *l, const Expr *condition)
{
  Clip clip = {.slot = -1};
  if (condition->kind != EXPR_LESS_EQUAL || condition->operands[0]->type != TYPE_INDEX ||
      !expr_is_zero(condition->operands[0]) || (lower_uses(l, condition) & tile_slots(l)))
    return clip;
  Graph *graph = l->kernels->graph;
  const Expr *e = condition->operands[1];
  // The innermost loop that it names: all the others have their value by then.
  for (int i = 0; i < l->kernel->schedule.loop_count; i++) {
    int64_t factor;
    int slot = l->kernel->schedule.loops[i];
    if (slot < l->space.free_count || !expr_uses_index(e, slot))
      continue;
    clip.slot = -1;
    if (!expr_coefficient(e, slot, &factor) || factor == 0 || factor > 1)
      continue;
    const Expr *term = expr_binary(graph, EXPR_MULTIPLY, expr_integer(graph, TYPE_INDEX, factor),
                                   expr_index(graph, slot));
    const Expr *rest = expr_binary(graph, EXPR_SUBTRACT, e, term);
    if (factor < -1 && expr_interval(graph, &l->space, NULL, 0, rest).low < 0)
      continue;
    clip.slot = slot;
    clip.is_lower = factor == 1;
    clip.bound = clip.is_lower ? expr_unary(graph, EXPR_NEGATE, rest)
                               : expr_binary(graph, EXPR_QUOTIENT, rest,
                                             expr_integer(graph, TYPE_INDEX, -factor));
  }
  return clip;
}

static bool is_uniform(Lowering *l, const Expr *condition)
{
  return !(lower_uses(l, condition) & tile_slots(l));
}

// -- the reduction --------------------------------------------------------------------------------

LoopType lower_result_type(const Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  Type type = l->space.body->type;
  return (LoopType){type, schedule->vector >= 0 ? schedule->lanes : 1};
}

const LoopExpr *lower_identity(Lowering *l, LoopType type)
{
  switch (l->space.reduction) {
  case REDUCTION_PROD:
  case REDUCTION_ALL:
    return loop_number(l->arena, type, 1);
  case REDUCTION_MAX:
  case REDUCTION_ARGMAX:
    return loop_number(l->arena, type, type.scalar == TYPE_I32 ? INT32_MIN : -__builtin_inf());
  case REDUCTION_MIN:
  case REDUCTION_ARGMIN:
    return loop_number(l->arena, type, type.scalar == TYPE_I32 ? INT32_MAX : __builtin_inf());
  default:
    return loop_number(l->arena, type, 0);
  }
}

LoopOp lower_reduction(Reduction reduction)
{
  static const LoopOp operations[] = {
      [REDUCTION_SUM] = LOOP_ADD,     [REDUCTION_PROD] = LOOP_MULTIPLY,
      [REDUCTION_MAX] = LOOP_MAXIMUM, [REDUCTION_MIN] = LOOP_MINIMUM,
      [REDUCTION_ANY] = LOOP_OR,      [REDUCTION_ALL] = LOOP_AND,
  };
  return operations[reduction];
}

// Registers of a tile: the accumulators, then the positions (ARGMAX), then the marks of a term met
// (otherwise).
static LoopRegister **declare(Lowering *l, LoopBlock *block, const char *prefix, LoopType type,
                              const LoopExpr *start)
{
  int count = lower_point_count(l);
  LoopRegister **registers = arena_array(l->scratch, LoopRegister *, count);
  for (int i = 0; i < count; i++) {
    registers[i] = lower_register(l, prefix, type);
    block_let(l->arena, block, registers[i], start);
  }
  return registers;
}

typedef struct Accumulators {
  LoopRegister **values, **positions, **met;
  int stride;  // from one point's registers to the next: the vectors of a reduced slot, while only
               // one is in use
} Accumulators;

// The lanes for which the term counts; null: all.
static const LoopExpr *term_mask(Lowering *l, const Expr *const *masks, int mask_count)
{
  const LoopExpr *mask = NULL;
  for (int i = 0; i < mask_count; i++) {
    const LoopExpr *one = lower_lanes(l, masks[i]);
    mask = mask ? binary(l, LOOP_AND, mask, one) : one;
  }
  int vector = l->kernel->schedule.vector;
  if (l->count && vector >= l->space.free_count) {
    const LoopExpr *lane = loop_lanes(l->arena, l->lanes, number(l, 0));
    const LoopExpr *exists =
        binary(l, LOOP_LESS, lane, loop_broadcast(l->arena, l->lanes, l->count));
    mask = mask ? binary(l, LOOP_AND, mask, exists) : exists;
  }
  return mask;
}

static const Expr *row_major_position(Lowering *l)
{
  Graph *graph = l->kernels->graph;
  const Expr *position = expr_integer(graph, TYPE_INDEX, 0);
  for (int s = l->space.free_count; s < l->space.index_count; s++) {
    position = expr_binary(graph, EXPR_MULTIPLY, position, l->space.indices[s].extent);
    position = expr_binary(graph, EXPR_ADD, position, expr_index(graph, s));
  }
  return expr_convert(graph, TYPE_I32, position);
}

static void accumulate_position(Lowering *l, const Accumulators *a, int point,
                                const LoopExpr *value, const LoopExpr *mask)
{
  LoopBlock *block = l->scope.block;
  const LoopExpr *best = loop_register(l->arena, a->values[point]);
  const LoopExpr *better = l->space.reduction == REDUCTION_ARGMAX
                               ? binary(l, LOOP_LESS, best, value)
                               : binary(l, LOOP_LESS, value, best);
  if (mask)
    better = binary(l, LOOP_AND, mask, better);
  LoopRegister *wins = lower_register(l, "m", better->type);
  block_let(l->arena, block, wins, better);
  better = loop_register(l->arena, wins);
  const LoopExpr *here = lower_lanes(l, row_major_position(l));
  block_set(l->arena, block, a->positions[point],
            loop_ternary(l->arena, LOOP_SELECT, better, here,
                         loop_register(l->arena, a->positions[point])));
  block_set(l->arena, block, a->values[point],
            loop_ternary(l->arena, LOOP_SELECT, better, value, best));
}

const LoopExpr *lower_term(Lowering *l, const LoopExpr *before, const LoopExpr *mask)
{
  const Expr *body = l->space.body;
  bool fuses =
      body->kind == EXPR_MULTIPLY && body->type == TYPE_F32 && l->kernels->machine->has_fma;
  if (l->space.reduction == REDUCTION_SUM && (fuses || body->kind == EXPR_DOT) && !mask) {
    const LoopExpr *left = lower_lanes(l, body->operands[0]);
    const LoopExpr *right = lower_lanes(l, body->operands[1]);
    return loop_ternary(l->arena, fuses ? LOOP_FMA : LOOP_DOT, left, right, before);
  }
  const LoopExpr *value = lower_lanes(l, body);
  if (mask)
    value = loop_ternary(l->arena, LOOP_SELECT, mask, value, lower_identity(l, value->type));
  return binary(l, lower_reduction(l->space.reduction), before, value);
}

static void accumulate_value(Lowering *l, const Accumulators *a, int point, const LoopExpr *mask)
{
  const LoopExpr *next = lower_term(l, loop_register(l->arena, a->values[point]), mask);
  block_set(l->arena, l->scope.block, a->values[point], next);
}

static void accumulate(Lowering *l, LoopBlock *block, const Accumulators *a,
                       const Expr *const *masks, int mask_count)
{
  lower_open_scope(l, block);
  int count = lower_point_count(l);
  for (int point = 0; point < count; point++) {
    lower_go_to_point(l, point);
    const LoopExpr *mask = term_mask(l, masks, mask_count);
    int home = point * a->stride;
    if (a->positions)
      accumulate_position(l, a, home, lower_lanes(l, l->space.body), mask);
    else
      accumulate_value(l, a, home, mask);
    if (a->met) {
      LoopType type = a->met[home]->type;
      const LoopExpr *now = mask ? mask : loop_integer(l->arena, type, 1);
      block_set(l->arena, block, a->met[home],
                binary(l, LOOP_OR, loop_register(l->arena, a->met[home]), now));
    }
  }
}

typedef struct Reduce {
  Accumulators accumulators;
  Clip *clips;  // by condition
  const Expr **uniform, **masks;
  int uniform_count, mask_count;
} Reduce;

static void sort_conditions(Lowering *l, Reduce *r)
{
  int count = l->space.condition_count;
  r->clips = arena_array(l->scratch, Clip, count);
  r->uniform = arena_array(l->scratch, const Expr *, count);
  r->masks = arena_array(l->scratch, const Expr *, count);
  l->known = arena_array(l->scratch, const Expr *, count);
  l->known_count = 0;
  for (int i = 0; i < count; i++) {
    const Expr *condition = l->space.conditions[i];
    r->clips[i] = find_clip(l, condition);
    bool uniform = is_uniform(l, condition);
    if (r->clips[i].slot < 0 && uniform)
      r->uniform[r->uniform_count++] = condition;
    if (r->clips[i].slot < 0 && !uniform)
      r->masks[r->mask_count++] = condition;
    else
      l->known[l->known_count++] = condition;
  }
}

static void emit_body(Lowering *l, LoopBlock *block, Reduce *r)
{
  for (int i = 0; i < r->uniform_count; i++) {
    lower_open_scope(l, block);
    LoopBlock *otherwise;
    block = block_if(l->arena, block, lower_value(l, r->uniform[i]), &otherwise);
  }
  accumulate(l, block, &r->accumulators, r->masks, r->mask_count);
}

// The range of a reduced loop: 0 .. extent, or the block's part of that, cut by the conditions that
// bound it.
static void loop_range(Lowering *l, LoopBlock *block, const Reduce *r, int slot,
                       const LoopExpr **from, const LoopExpr **to)
{
  *from = l->block_from[slot] ? l->block_from[slot] : number(l, 0);
  *to = l->block_to[slot] ? l->block_to[slot] : lower_extent(l, l->space.indices[slot].extent);
  lower_open_scope(l, block);
  for (int i = 0; i < l->space.condition_count; i++) {
    if (r->clips[i].slot != slot)
      continue;
    const LoopExpr *bound = lower_value(l, r->clips[i].bound);
    if (r->clips[i].is_lower)
      *from = binary(l, LOOP_MAXIMUM, *from, bound);
    else
      *to = binary(l, LOOP_MINIMUM, *to, binary(l, LOOP_ADD, bound, number(l, 1)));
  }
}

static void emit_reduced(Lowering *l, LoopBlock *block, Reduce *r, int level);

// A reduced vector slot, or the block's part of it: whole vectors, then the last one in part.
static void emit_reduced_vector(Lowering *l, LoopBlock *block, Reduce *r, int level, int slot)
{
  int lanes = l->kernel->schedule.lanes, step = lanes * l->kernel->schedule.vectors;
  const LoopExpr *from = l->block_from[slot] ? l->block_from[slot] : number(l, 0);
  const LoopExpr *to =
      l->block_to[slot] ? l->block_to[slot] : lower_extent(l, l->space.indices[slot].extent);
  const LoopExpr *length = binary(l, LOOP_SUBTRACT, to, from);
  const LoopExpr *whole =
      binary(l, LOOP_MULTIPLY, binary(l, LOOP_QUOTIENT, length, number(l, step)), number(l, step));
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  l->slots[slot] = loop_variable(l->arena, variable);
  if (whole->op != LOOP_NUMBER || whole->integer > 0) {
    LoopBlock *body =
        block_for(l->arena, block, variable, from, binary(l, LOOP_ADD, from, whole), step);
    if (level == l->kernel->schedule.loop_count - 1)
      ahead_of_rounds(l, body);
    emit_reduced(l, body, r, level + 1);
  }
  if (length->op == LOOP_NUMBER && length->integer == whole->integer)
    return;
  int vectors = l->points[slot];
  LoopVariable *rest = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  l->slots[slot] = loop_variable(l->arena, rest);
  l->points[slot] = 1;  // the first accumulators take the rest
  r->accumulators.stride = vectors;
  LoopBlock *body = block_for(l->arena, block, rest, binary(l, LOOP_ADD, from, whole), to, lanes);
  l->last_count = binary(l, LOOP_MINIMUM, number(l, lanes),
                         binary(l, LOOP_SUBTRACT, to, loop_variable(l->arena, rest)));
  emit_reduced(l, body, r, level + 1);
  l->last_count = NULL;
  l->points[slot] = vectors;
  r->accumulators.stride = 1;
}

typedef struct TapSearch {
  const Schedule *schedule;
  int slot;
  int64_t rounds;
  bool shares;
} TapSearch;

// a*t + b*s: is it the same for two t < points and two s < rounds?
static bool meets(const Expr *e, int tiled, int64_t points, int slot, int64_t rounds)
{
  int64_t a = 0, b = 0;
  if (!expr_coefficient(e, tiled, &a) || !expr_coefficient(e, slot, &b) || !a || !b)
    return false;
  int64_t common = greatest_divisor(a, b);
  return llabs(b / common) < points && llabs(a / common) < rounds;
}

static void find_shared_tap(const Expr *e, void *context)
{
  TapSearch *search = context;
  const Schedule *schedule = search->schedule;
  if (e->kind != EXPR_READ || expr_uses_index(e, schedule->vector))
    return;
  for (int d = 0; d < e->node->shape.rank; d++)
    for (int i = 0; i < schedule->tiled_count; i++)
      search->shares |= meets(e->operands[d], schedule->tiled[i], schedule->tile[i], search->slot,
                              search->rounds);
}

// x[2*j + s] of neighbours in a tile along j: one reads with a later s what another does now.
// Unrolled along s, all of them would be kept in registers that the accumulators need.
static bool shares_taps(const Lowering *l, int slot, int64_t rounds)
{
  TapSearch search = {&l->kernel->schedule, slot, rounds, false};
  if (l->kernel->schedule.vector >= 0)
    expr_walk(l->kernels->graph, l->space.body, find_shared_tap, &search);
  return search.shares;
}

// A short loop is unrolled whole, a long one as the schedule says; and a window along which a tile
// of many accumulators walks.
static int unrolled_rounds(Lowering *l, int slot, const LoopExpr *from, const LoopExpr *to)
{
  enum { SHORT_LOOP = 8 };
  const LoopExpr *rounds = binary(l, LOOP_SUBTRACT, to, from);
  bool is_short = rounds->op == LOOP_NUMBER && rounds->integer <= SHORT_LOOP;
  int unroll = l->kernel->schedule.unroll;
  return is_short && (unroll > 1 || !shares_taps(l, slot, rounds->integer)) ? (int)rounds->integer
                                                                            : unroll;
}

static bool is_clipped(const Reduce *r, const Lowering *l, int slot)
{
  for (int i = 0; i < l->space.condition_count; i++)
    if (r->clips[i].slot == slot)
      return true;
  return false;
}

// The slot of this level over start + (from .. to).
static void emit_range(Lowering *l, LoopBlock *block, Reduce *r, int level, const LoopExpr *start,
                       const LoopExpr *from, const LoopExpr *to)
{
  int slot = l->kernel->schedule.loops[level];
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  l->slots[slot] = binary(l, LOOP_ADD, start, loop_variable(l->arena, variable));
  LoopBlock *body = block_for(l->arena, block, variable, from, to, 1);
  if (level == l->kernel->schedule.loop_count - 1)
    block->last->loop.unroll = unrolled_rounds(l, slot, from, to);
  emit_reduced(l, body, r, level + 1);
}

static void emit_reduced(Lowering *l, LoopBlock *block, Reduce *r, int level)
{
  if (level == l->kernel->schedule.loop_count) {
    emit_body(l, block, r);
    return;
  }
  int slot = l->kernel->schedule.loops[level];
  if (slot == l->kernel->schedule.vector) {
    emit_reduced_vector(l, block, r, level, slot);
    return;
  }
  if (l->kernel->schedule.block[slot] == 1 && !is_clipped(r, l, slot)) {
    l->slots[slot] = l->block_from[slot];
    emit_reduced(l, block, r, level + 1);
    return;
  }
  const LoopExpr *from, *to;
  loop_range(l, block, r, slot, &from, &to);
  Ahead ahead;
  if (level == l->kernel->schedule.loop_count - 1 &&
      lower_ahead(l, block, slot, from, to, &ahead)) {
    emit_range(l, ahead.body, r, level, ahead.start, number(l, 0), number(l, ahead.rounds));
    from = ahead.rest;
  }
  bool is_empty = from->op == LOOP_NUMBER && to->op == LOOP_NUMBER && from->integer >= to->integer;
  if (!is_empty)
    emit_range(l, block, r, level, number(l, 0), from, to);
}

// What the stores read: the accumulator, or the position, or `otherwise` where no term was met.
// Vectors of a reduced slot are added up first.
static void finish_results(Lowering *l, LoopBlock *block, const Reduce *r)
{
  const Schedule *schedule = &l->kernel->schedule;
  const Accumulators *a = &r->accumulators;
  int count = lower_point_count(l);
  LoopRegister **values = a->positions ? a->positions : a->values;
  bool reduced = schedule->vector >= l->space.free_count;
  int vectors = reduced ? l->points[schedule->vector] : 1;
  if (reduced) {
    l->points[schedule->vector] = 1;
    l->lanes = 1;
  }
  l->results = arena_array(l->scratch, const LoopExpr *, count / vectors);
  for (int point = 0; point < count / vectors; point++) {
    // The reduced slot is the last that has points: its vectors are neighbours.
    const LoopExpr *result = loop_register(l->arena, values[point * vectors]);
    for (int v = 1; v < vectors; v++)
      result = binary(l, lower_reduction(l->space.reduction), result,
                      loop_register(l->arena, values[point * vectors + v]));
    if (reduced)
      result = loop_unary(
          l->arena, l->space.reduction == REDUCTION_MAX ? LOOP_MAX_LANES : LOOP_SUM_LANES, result);
    if (a->met) {
      lower_open_scope(l, block);
      result = loop_ternary(l->arena, LOOP_SELECT, loop_register(l->arena, a->met[point]), result,
                            lower_lanes(l, l->space.otherwise));
    }
    if (result->op != LOOP_REGISTER) {
      LoopRegister *reg = lower_register(l, "r", result->type);
      block_let(l->arena, block, reg, result);
      result = loop_register(l->arena, reg);
    }
    l->results[point] = result;
  }
}

void lower_reduce(Lowering *l, LoopBlock *block)
{
  Reduce r = {0};
  LoopType type = lower_result_type(l);
  r.accumulators.stride = 1;
  r.accumulators.values = declare(l, block, "acc", type, lower_identity(l, type));
  if (reduction_is_positional(&l->space)) {
    LoopType position = {TYPE_I32, type.lanes};
    r.accumulators.positions =
        declare(l, block, "at", position, loop_integer(l->arena, position, 0));
  }
  if (l->space.otherwise) {
    LoopType met = {TYPE_BOOL, type.lanes};
    r.accumulators.met = declare(l, block, "met", met, loop_integer(l->arena, met, 0));
  }
  sort_conditions(l, &r);
  int level = 0;
  while (level < l->kernel->schedule.loop_count &&
         l->kernel->schedule.loops[level] < l->space.free_count)
    level++;
  emit_reduced(l, block, &r, level);
  l->known_count = 0;  // they hold for the terms, not for what follows
  finish_results(l, block, &r);
}
