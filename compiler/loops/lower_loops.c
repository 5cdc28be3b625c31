// The loops of one kernel, as its schedule says.
//
//   before   y[b, o] = sum(i) x[b, i]*w[i, o]    vector o x 8 x 2, tile b x 6, parallel b
//   after    parallel chunks of b; for b step 6; for o step 16;
//              12 accumulators; for i { 2 loads, 6 broadcasts, 12 fma }; 12 stores
//
// A tile is a box of points in registers: some points of each tiled slot, some vectors of the
// vector slot. Where an extent is no multiple of the tile, a smaller tile follows the loop; where
// the last vector is not full, its loads and stores are partial. Conditions of a reduction that
// bound one of its loops become the loop's range; those that are equal for the whole tile become an
// `if`; the rest select the term.

#include "loops/lower.h"

#include <assert.h>

static const LoopExpr *number(Lowering *l, int64_t value)
{
  return loop_integer(l->arena, (LoopType){TYPE_INDEX, 1}, value);
}

static const LoopExpr *binary(Lowering *l, LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(l->arena, op, a, b);
}

// -- points of the tile ---------------------------------------------------------------------------

static int point_count(const Lowering *l)
{
  int count = 1;
  for (int s = 0; s < l->space.index_count; s++)
    count *= l->points[s];
  return count;
}

static int64_t point_step(const Lowering *l, int slot)
{
  return slot == l->kernel->schedule.vector ? l->kernel->schedule.lanes : 1;
}

// Points are counted with the largest tile slowest: what the others load stays in registers
// meanwhile, and there is less of it. A reduced vector slot is fastest, so that its vectors are
// neighbours.
static int point_order(const Lowering *l, int slots[MAX_TILED + 1])
{
  const Schedule *schedule = &l->kernel->schedule;
  int count = 0;
  for (int i = 0; i < schedule->tiled_count; i++)
    slots[count++] = schedule->tiled[i];
  if (schedule->vector >= 0 && schedule->vector < l->space.free_count)
    slots[count++] = schedule->vector;
  for (int i = 1; i < count; i++)
    for (int j = i;
         j > 0 && schedule_points(schedule, slots[j]) > schedule_points(schedule, slots[j - 1]);
         j--) {
      int slot = slots[j];
      slots[j] = slots[j - 1];
      slots[j - 1] = slot;
    }
  if (schedule->vector >= l->space.free_count)
    slots[count++] = schedule->vector;
  return count;
}

int lower_point(const Lowering *l)
{
  int slots[MAX_TILED + 1], count = point_order(l, slots), point = 0;
  for (int i = 0; i < count; i++)
    point = point * l->points[slots[i]] + (int)(l->offsets[slots[i]] / point_step(l, slots[i]));
  return point;
}

static void go_to_point(Lowering *l, int point)
{
  int slots[MAX_TILED + 1], count = point_order(l, slots), vector = l->kernel->schedule.vector;
  for (int i = count - 1; i >= 0; i--) {
    l->offsets[slots[i]] = point % l->points[slots[i]] * point_step(l, slots[i]);
    point /= l->points[slots[i]];
  }
  l->count = NULL;
  if (vector >= 0 && l->offsets[vector] / point_step(l, vector) == l->points[vector] - 1)
    l->count = l->last_count;
}

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
    if (!expr_coefficient(e, slot, &factor) || (factor != 1 && factor != -1))
      continue;
    const Expr *term = expr_binary(graph, EXPR_MULTIPLY, expr_integer(graph, TYPE_INDEX, factor),
                                   expr_index(graph, slot));
    const Expr *rest = expr_binary(graph, EXPR_SUBTRACT, e, term);
    clip = (Clip){.slot = slot,
                  .is_lower = factor == 1,
                  .bound = factor == 1 ? expr_unary(graph, EXPR_NEGATE, rest) : rest};
  }
  return clip;
}

static bool is_uniform(Lowering *l, const Expr *condition)
{
  return !(lower_uses(l, condition) & tile_slots(l));
}

// -- the reduction --------------------------------------------------------------------------------

static LoopType result_type(const Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  Type type = l->space.body->type;
  return (LoopType){type, schedule->vector >= 0 ? schedule->lanes : 1};
}

static bool is_position(Reduction reduction)
{
  return reduction == REDUCTION_ARGMAX || reduction == REDUCTION_ARGMIN;
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
  int count = point_count(l);
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
  if (l->space.reduction == REDUCTION_SUM && body->kind == EXPR_MULTIPLY &&
      body->type == TYPE_F32 && l->kernels->machine->has_fma && !mask) {
    const LoopExpr *left = lower_lanes(l, body->operands[0]);
    const LoopExpr *right = lower_lanes(l, body->operands[1]);
    return loop_ternary(l->arena, LOOP_FMA, left, right, before);
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
  int count = point_count(l);
  for (int point = 0; point < count; point++) {
    go_to_point(l, point);
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

// The range of a reduced loop: 0 .. extent, cut by the conditions that bound it.
static void loop_range(Lowering *l, LoopBlock *block, const Reduce *r, int slot,
                       const LoopExpr **from, const LoopExpr **to)
{
  *from = number(l, 0);
  *to = lower_extent(l, l->space.indices[slot].extent);
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

// A reduced vector slot: whole vectors, then the last one in part.
static void emit_reduced_vector(Lowering *l, LoopBlock *block, Reduce *r, int level, int slot)
{
  int lanes = l->kernel->schedule.lanes, step = lanes * l->kernel->schedule.vectors;
  const LoopExpr *extent = lower_extent(l, l->space.indices[slot].extent);
  const LoopExpr *whole =
      binary(l, LOOP_MULTIPLY, binary(l, LOOP_QUOTIENT, extent, number(l, step)), number(l, step));
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  l->slots[slot] = loop_variable(l->arena, variable);
  if (whole->op != LOOP_NUMBER || whole->integer > 0)
    emit_reduced(l, block_for(l->arena, block, variable, number(l, 0), whole, step), r, level + 1);
  if (extent->op == LOOP_NUMBER && extent->integer == whole->integer)
    return;
  int vectors = l->points[slot];
  LoopVariable *rest = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  l->slots[slot] = loop_variable(l->arena, rest);
  l->points[slot] = 1;  // the first accumulators take the rest
  r->accumulators.stride = vectors;
  LoopBlock *body = block_for(l->arena, block, rest, whole, extent, lanes);
  l->last_count = binary(l, LOOP_MINIMUM, number(l, lanes),
                         binary(l, LOOP_SUBTRACT, extent, loop_variable(l->arena, rest)));
  emit_reduced(l, body, r, level + 1);
  l->last_count = NULL;
  l->points[slot] = vectors;
  r->accumulators.stride = 1;
}

// A short loop is unrolled whole, a long one as the schedule says.
static int unrolled_rounds(const Lowering *l, const LoopExpr *to)
{
  enum { SHORT_LOOP = 8 };
  return to->op == LOOP_NUMBER && to->integer <= SHORT_LOOP ? (int)to->integer
                                                            : l->kernel->schedule.unroll;
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
  const LoopExpr *from, *to;
  loop_range(l, block, r, slot, &from, &to);
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  l->slots[slot] = loop_variable(l->arena, variable);
  LoopBlock *body = block_for(l->arena, block, variable, from, to, 1);
  if (level == l->kernel->schedule.loop_count - 1)
    block->last->loop.unroll = unrolled_rounds(l, to);
  emit_reduced(l, body, r, level + 1);
}

// What the stores read: the accumulator, or the position, or `otherwise` where no term was met.
// Vectors of a reduced slot are added up first.
static void finish_results(Lowering *l, LoopBlock *block, const Reduce *r)
{
  const Schedule *schedule = &l->kernel->schedule;
  const Accumulators *a = &r->accumulators;
  int count = point_count(l);
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

static void emit_reduction(Lowering *l, LoopBlock *block)
{
  Reduce r = {0};
  LoopType type = result_type(l);
  r.accumulators.stride = 1;
  r.accumulators.values = declare(l, block, "acc", type, lower_identity(l, type));
  if (is_position(l->space.reduction)) {
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

// -- stores ---------------------------------------------------------------------------------------

static void emit_store(Lowering *l, LoopBlock *block, const Store *store, const LoopExpr *value)
{
  LoopParameter *parameter = lower_parameter(l, store->tensor, ACCESS_OUT);
  const Expr *where = tensor_address(l->kernels, store->tensor, store->indices, 0);
  int64_t stride = 1;
  int lanes = l->lanes;
  if (lanes > 1 &&
      !address_is_contiguous(l->kernels->graph, where, l->kernel->schedule.vector, lanes, &where))
    expr_coefficient(where, l->kernel->schedule.vector, &stride);
  l->lanes = 1;
  const LoopExpr *address = lower_value(l, where);
  const LoopExpr *guard = store->guard ? lower_value(l, store->guard) : NULL;
  l->lanes = lanes;
  LoopBlock *otherwise;
  if (guard)
    block = block_if(l->arena, block, guard, &otherwise);
  block_store_strided(l->arena, block, parameter, address, stride, value,
                      lanes > 1 ? l->count : NULL);
}

static const LoopExpr *stored_value(Lowering *l, LoopBlock *block, const Store *store)
{
  const LoopExpr *value = lower_lanes(l, store->value);
  if (l->kernel->stores.count == 1 || value->op == LOOP_REGISTER || value->op == LOOP_NUMBER)
    return value;
  LoopRegister *reg = lower_register(l, "s", value->type);
  block_let(l->arena, block, reg, value);
  return loop_register(l->arena, reg);
}

static bool updates_in_place(const Kernel *kernel)
{
  for (int i = 0; i < kernel->stores.count; i++)
    if (kernel->stores.items[i].tensor->before)
      return true;
  return false;
}

// All values of a point before its stores where one overwrites what others read, else each value
// before its store, so that few are in registers at a time.
static void emit_stores(Lowering *l, LoopBlock *block)
{
  int points = point_count(l), count = l->kernel->stores.count;
  bool together = updates_in_place(l->kernel);
  const LoopExpr **values = arena_array(l->scratch, const LoopExpr *, count);
  lower_open_scope(l, block);
  for (int point = 0; point < points; point++) {
    go_to_point(l, point);
    for (int i = 0; i < count && together; i++)
      values[i] = stored_value(l, block, &l->stores[i]);
    for (int i = 0; i < count; i++)
      emit_store(l, block, &l->stores[i],
                 together ? values[i] : stored_value(l, block, &l->stores[i]));
  }
}

// -- the free loops -------------------------------------------------------------------------------

static void emit_free(Lowering *l, LoopBlock *block, int level);

static void emit_tile(Lowering *l, LoopBlock *block)
{
  const Schedule *schedule = &l->kernel->schedule;
  l->lanes = schedule->vector >= 0 ? schedule->lanes : 1;
  if (schedule->vector >= l->space.free_count)
    l->points[schedule->vector] = schedule->vectors;
  if (l->kernel->root)
    emit_reduction(l, block);
  emit_stores(l, block);
}

// One smaller tile for what a constant extent leaves over.
static void emit_rest(Lowering *l, LoopBlock *block, int level, int slot, const LoopExpr *from,
                      int64_t rest)
{
  int64_t step = point_step(l, slot);
  l->slots[slot] = from;
  l->points[slot] = (int)((rest + step - 1) / step);
  const LoopExpr *saved = l->last_count;
  if (rest % step)
    l->last_count = number(l, rest % step);
  emit_free(l, block, level + 1);
  l->last_count = saved;
}

// Is every operand and result that moves with the vector slot kept in whole vectors of it? Then the
// lanes beyond the end exist in memory, hold nothing, and may be computed along.
typedef struct Padding {
  const Lowering *l;
  int slot;
  bool whole;
} Padding;

static bool in_whole_vectors(const Padding *p, const Tensor *tensor, const Expr *const *indices)
{
  const Layout *layout = &tensor->layout;
  for (int d = 0; d < tensor->shape.rank; d++)
    if (expr_uses_index(indices[d], p->slot) &&
        (!layout->block || layout->blocked != d || indices[d]->kind != EXPR_INDEX))
      return false;
  return true;
}

static void check_padding(const Expr *e, void *context)
{
  Padding *p = context;
  p->whole = p->whole && in_whole_vectors(p, tensor_of(p->l->kernels, e->node), e->operands);
}

static bool computes_whole_vectors(const Lowering *l, int slot)
{
  Padding p = {l, slot, slot == l->kernel->schedule.vector && l->space.condition_count == 0};
  kernel_visit_reads(l->kernels, l->kernel, check_padding, &p);
  for (int i = 0; i < l->kernel->stores.count; i++)
    p.whole = p.whole && in_whole_vectors(&p, l->stores[i].tensor, l->stores[i].indices);
  return p.whole;
}

// Single points (or vectors, the last in part) for what an extent of the day leaves over.
static void emit_ragged(Lowering *l, LoopBlock *block, int level, int slot, const LoopExpr *from,
                        const LoopExpr *to)
{
  int64_t step = point_step(l, slot);
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  LoopBlock *body = block_for(l->arena, block, variable, from, to, step);
  l->slots[slot] = loop_variable(l->arena, variable);
  l->points[slot] = 1;
  const LoopExpr *saved = l->last_count;
  if (step > 1 && !computes_whole_vectors(l, slot))
    l->last_count = binary(l, LOOP_MINIMUM, number(l, step),
                           binary(l, LOOP_SUBTRACT, to, loop_variable(l->arena, variable)));
  emit_free(l, body, level + 1);
  l->last_count = saved;
}

// Runs a slot over from .. to; `length` is to - from where it is constant, else -1.
static void emit_range(Lowering *l, LoopBlock *block, int level, int slot, const LoopExpr *from,
                       const LoopExpr *to, int64_t length)
{
  int points = schedule_points(&l->kernel->schedule, slot);
  int64_t step = points * point_step(l, slot);
  const LoopExpr *whole;
  if (length < 0 && points == 1 && step > 1 && computes_whole_vectors(l, slot)) {
    emit_ragged(l, block, level, slot, from, to);
    l->points[slot] = 1;
    return;
  }
  if (length >= 0)
    whole = binary(l, LOOP_ADD, from, number(l, length / step * step));
  else
    whole =
        binary(l, LOOP_ADD, from,
               binary(l, LOOP_MULTIPLY,
                      binary(l, LOOP_QUOTIENT, binary(l, LOOP_SUBTRACT, to, from), number(l, step)),
                      number(l, step)));
  if (length < 0 || length >= step) {
    LoopBlock *body = block;
    l->points[slot] = points;
    if (length == step) {
      l->slots[slot] = from;
    } else {
      LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
      l->slots[slot] = loop_variable(l->arena, variable);
      body = block_for(l->arena, block, variable, from, step == 1 ? to : whole, step);
    }
    emit_free(l, body, level + 1);
  }
  if (step > 1 && length < 0)
    emit_ragged(l, block, level, slot, whole, to);
  else if (length % step)
    emit_rest(l, block, level, slot, whole, length % step);
  l->points[slot] = 1;
}

static void emit_free(Lowering *l, LoopBlock *block, int level)
{
  const Schedule *schedule = &l->kernel->schedule;
  if (level == schedule->loop_count || schedule->loops[level] >= l->space.free_count) {
    emit_tile(l, block);
    return;
  }
  int slot = schedule->loops[level];
  if (slot == schedule->parallel) {
    emit_range(l, block, level, slot, l->task_from, l->task_to, l->task_length);
    return;
  }
  const LoopExpr *extent = lower_extent(l, l->space.indices[slot].extent);
  emit_range(l, block, level, slot, number(l, 0), extent,
             extent->op == LOOP_NUMBER ? extent->integer : -1);
}

void lower_join(LoopBlock *block, const LoopBlock *prologue, const LoopBlock *loops)
{
  *block = *loops;
  if (prologue->first) {
    prologue->last->next = loops->first;
    *block = (LoopBlock){prologue->first, loops->last ? loops->last : prologue->last};
  }
}

// All loops into `block`, behind what does not change in them.
static void emit_nest(Lowering *l, LoopBlock *block)
{
  LoopBlock prologue = {0}, loops = {0};
  l->prologue = (Scope){.block = &prologue, .values = pointer_map(l->scratch)};
  l->scope = l->prologue;
  emit_free(l, &loops, 0);
  lower_join(block, &prologue, &loops);
}

// One slot in chunks of `grain` rounds, one chunk a task; the chunk is also what stays in the
// caches.
static void emit_parallel(Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  int slot = schedule->parallel;
  l->prologue = l->scope = (Scope){.block = &l->out->body, .values = pointer_map(l->scratch)};
  const LoopExpr *extent = lower_extent(l, l->space.indices[slot].extent);
  const LoopExpr *grain = number(l, schedule->grain);
  const LoopExpr *chunks =
      binary(l, LOOP_QUOTIENT, binary(l, LOOP_ADD, extent, number(l, schedule->grain - 1)), grain);
  LoopVariable *chunk = kernel_add_variable(l->program, l->out, "chunk");
  LoopBlock *task = block_parallel(l->arena, &l->out->body, chunk, number(l, 0), chunks, 1);
  l->task_from = binary(l, LOOP_MULTIPLY, grain, loop_variable(l->arena, chunk));
  l->task_to = binary(l, LOOP_ADD, l->task_from, grain);
  l->task_length = schedule->grain;
  if (extent->op != LOOP_NUMBER || extent->integer % schedule->grain) {
    l->task_to = binary(l, LOOP_MINIMUM, l->task_to, extent);
    l->task_length = -1;
  }
  emit_nest(l, task);
}

void lower_loops(Lowering *l)
{
  for (int s = 0; s < MAX_INDICES; s++)
    l->points[s] = 1;
  l->lanes = l->kernel->schedule.vector >= 0 ? l->kernel->schedule.lanes : 1;
  if (l->kernel->schedule.parallel >= 0)
    emit_parallel(l);
  else
    emit_nest(l, &l->out->body);
}
