// The loops of one kernel, as its schedule says.
//
//   before   y[b, o] = sum(i) x[b, i]*w[i, o]    vector o x 8 x 2, tile b x 6, parallel b
//   after    parallel chunks of b; for b step 6; for o step 16;
//              12 accumulators; for i { 2 loads, 6 broadcasts, 12 fma }; 12 stores
//
// A tile is a box of points in registers: some points of each tiled slot, some vectors of the
// vector slot. Where an extent is no multiple of the tile, a smaller tile follows the loop; where
// the last vector is not full, its loads and stores are partial. Where the reduction comes in
// blocks, every tile first stores what leaves a sum as it is, and each block adds to it.

#include "loops/lower.h"

#include <assert.h>

// -- points of the tile ---------------------------------------------------------------------------

int lower_point_count(const Lowering *l)
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

// Joins the slots of a tile that one operand moves with.
typedef struct Operands {
  Lowering *l;
  uint32_t *together;  // by slot: the slots of its operand
} Operands;

static void join_operand(const Expr *e, void *context)
{
  Operands *o = context;
  if (e->kind != EXPR_READ || e->node == o->l->kernel->root)
    return;
  uint32_t free = (1u << o->l->space.free_count) - 1, slots = lower_uses(o->l, e) & free;
  uint32_t all = slots;
  for (int s = 0; s < o->l->space.free_count; s++)
    if (slots >> s & 1)
      all |= o->together[s];
  for (int s = 0; s < o->l->space.free_count; s++)
    if (all >> s & 1)
      o->together[s] = all;
}

// Points of the tile at which the slots of `mask` differ.
static int operand_points(const Lowering *l, uint32_t mask)
{
  int points = 1;
  for (int i = 0; i < l->order_count; i++)
    if (mask >> l->order[i] & 1)
      points *= schedule_points(&l->kernel->schedule, l->order[i]);
  return points;
}

static bool is_slower(const Lowering *l, const uint32_t *together, int a, int b)
{
  int of_a = operand_points(l, together[a]), of_b = operand_points(l, together[b]);
  if (of_a != of_b)
    return of_a > of_b;
  return schedule_points(&l->kernel->schedule, a) > schedule_points(&l->kernel->schedule, b);
}

// Points are counted with the slots of the operand that has most of them slowest: what the other
// loads stays in registers meanwhile, and there is less of it. A reduced vector slot is fastest,
// so that its vectors are neighbours.
static void order_points(Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  uint32_t together[MAX_INDICES];
  for (int s = 0; s < l->space.index_count; s++)
    together[s] = 1u << s;
  if (l->kernel->root)
    expr_walk(l->kernels->graph, l->space.body, join_operand, &(Operands){l, together});
  l->order_count = 0;
  for (int i = 0; i < schedule->tiled_count; i++)
    l->order[l->order_count++] = schedule->tiled[i];
  if (schedule->vector >= 0 && schedule->vector < l->space.free_count)
    l->order[l->order_count++] = schedule->vector;
  for (int i = 1; i < l->order_count; i++)
    for (int j = i; j > 0 && is_slower(l, together, l->order[j], l->order[j - 1]); j--) {
      int slot = l->order[j];
      l->order[j] = l->order[j - 1];
      l->order[j - 1] = slot;
    }
  if (schedule->vector >= l->space.free_count)
    l->order[l->order_count++] = schedule->vector;
}

int lower_point(const Lowering *l)
{
  int point = 0;
  for (int i = 0; i < l->order_count; i++)
    point = point * l->points[l->order[i]] +
            (int)(l->offsets[l->order[i]] / point_step(l, l->order[i]));
  return point;
}

void lower_go_to_point(Lowering *l, int point)
{
  int vector = l->kernel->schedule.vector;
  for (int i = l->order_count - 1; i >= 0; i--) {
    int slot = l->order[i];
    l->offsets[slot] = point % l->points[slot] * point_step(l, slot);
    point /= l->points[slot];
  }
  l->count = NULL;
  if (vector >= 0 && l->offsets[vector] / point_step(l, vector) == l->points[vector] - 1)
    l->count = l->last_count;
}

// -- stores ---------------------------------------------------------------------------------------

// Stores a value at the present point; a block's part of a result goes on top of what is there.
static void emit_store(Lowering *l, LoopBlock *block, const Store *store, const LoopExpr *value)
{
  bool is_far = tensor_is_far(l->kernels, l->kernel, store->tensor);
  LoopParameter *parameter = lower_parameter(l, store->tensor, is_far ? ACCESS_FAR : ACCESS_OUT);
  const Expr *where = tensor_address(l->kernels, store->tensor, store->indices, 0);
  int64_t stride = 1;
  int lanes = l->lanes;
  const LoopExpr *count = lanes > 1 ? l->count : NULL;
  if (lanes > 1 &&
      !address_is_contiguous(l->kernels->graph, where, l->kernel->schedule.vector, lanes, &where))
    expr_coefficient(where, l->kernel->schedule.vector, &stride);
  l->lanes = 1;
  const LoopExpr *address = lower_place(l, store->tensor, lower_value(l, where));
  const LoopExpr *guard = store->guard ? lower_value(l, store->guard) : NULL;
  l->lanes = lanes;
  LoopBlock *otherwise;
  if (guard)
    block = block_if(l->arena, block, guard, &otherwise);
  if (l->phase == PHASE_ADD) {
    assert(stride == 1 && "the scheduler laid the result out along the vectors");
    lower_parameter(l, store->tensor, ACCESS_IN);
    const LoopExpr *before = loop_load(l->arena, parameter, lanes, address, count);
    LoopRegister *sum = lower_register(l, "s", value->type);
    block_let(l->arena, block, sum, binary(l, lower_reduction(l->space.reduction), before, value));
    value = loop_register(l->arena, sum);
  }
  block_store_strided(l->arena, block, parameter, address, stride, value, count);
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

// All values of a point before its stores where one overwrites what others read, else each value
// before its store, so that few are in registers at a time.
static void emit_stores(Lowering *l, LoopBlock *block)
{
  int points = lower_point_count(l), count = l->kernel->stores.count;
  bool together = kernel_overwrites(l->kernel);
  const LoopExpr **values = arena_array(l->scratch, const LoopExpr *, count);
  lower_open_scope(l, block);
  for (int point = 0; point < points; point++) {
    lower_go_to_point(l, point);
    for (int i = 0; i < count && together; i++)
      values[i] = stored_value(l, block, &l->stores[i]);
    for (int i = 0; i < count; i++)
      emit_store(l, block, &l->stores[i],
                 together ? values[i] : stored_value(l, block, &l->stores[i]));
  }
}

// Every point starts from what leaves the reduction as it is.
static void emit_cleared(Lowering *l, LoopBlock *block)
{
  LoopType type = lower_result_type(l);
  type.lanes = l->kernel->schedule.vector < l->space.free_count ? l->lanes : 1;
  l->lanes = type.lanes;
  lower_open_scope(l, block);
  for (int point = 0; point < lower_point_count(l); point++) {
    lower_go_to_point(l, point);
    emit_store(l, block, &l->stores[0], lower_identity(l, type));
  }
}

// -- the free loops -------------------------------------------------------------------------------

static void emit_free(Lowering *l, LoopBlock *block, int level);

static void emit_tile(Lowering *l, LoopBlock *block)
{
  const Schedule *schedule = &l->kernel->schedule;
  l->lanes = schedule->vector >= 0 ? schedule->lanes : 1;
  if (l->phase == PHASE_CLEAR) {
    emit_cleared(l, block);
    return;
  }
  if (schedule->vector >= l->space.free_count)
    l->points[schedule->vector] = schedule->vectors;
  ahead_of_tiles(l, block);
  if (l->kernel->root)
    lower_reduce(l, block);
  emit_stores(l, block);
}

// The loops over blocks of the reduction, and in each the free loops from `level` on.
static LoopBlock *open_block(Lowering *l, LoopBlock *block, int slot)
{
  int64_t length = l->kernel->schedule.block[slot];
  const LoopExpr *extent = lower_extent(l, l->space.indices[slot].extent);
  const char *name = arena_print(l->scratch, "%s_block", l->space.indices[slot].name);
  LoopVariable *variable = kernel_add_variable(l->program, l->out, name);
  LoopBlock *body = block_for(l->arena, block, variable, number(l, 0), extent, length);
  l->block_from[slot] = loop_variable(l->arena, variable);
  l->block_to[slot] = binary(l, LOOP_ADD, l->block_from[slot], number(l, length));
  if (extent->op != LOOP_NUMBER || extent->integer % length)
    l->block_to[slot] = binary(l, LOOP_MINIMUM, l->block_to[slot], extent);
  return body;
}

static void emit_blocks(Lowering *l, LoopBlock *block, int level)
{
  const Schedule *schedule = &l->kernel->schedule;
  l->phase = PHASE_CLEAR;
  emit_free(l, block, level);
  l->phase = PHASE_ADD;
  for (int i = 0; i < schedule->loop_count; i++)
    if (schedule->block[schedule->loops[i]])
      block = open_block(l, block, schedule->loops[i]);
  emit_free(l, block, level);
  l->phase = PHASE_WHOLE;
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

// A slot's value in from .. from + last, or from there back in steps where the kernel turns. Tasks
// turn by themselves, and only where one thread runs them all.
static const LoopExpr *turned(Lowering *l, const LoopExpr *value, const LoopExpr *from,
                              int64_t last)
{
  const LoopExpr *turn = lower_turn(l);
  if (!turn)
    return value;
  const LoopExpr *both_ends = binary(l, LOOP_ADD, binary(l, LOOP_ADD, from, from), number(l, last));
  return loop_ternary(l->arena, LOOP_SELECT, turn, binary(l, LOOP_SUBTRACT, both_ends, value),
                      value);
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
      if (level == 0 && length >= 0 && slot != l->kernel->schedule.parallel)
        l->slots[slot] = turned(l, l->slots[slot], from, length / step * step - step);
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
  if (level == schedule->outer && l->phase == PHASE_WHOLE && schedule_has_blocks(schedule)) {
    emit_blocks(l, block, level);
    return;
  }
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

static void join(LoopBlock *block, const LoopBlock *more)
{
  if (!more->first)
    return;
  *(block->last ? &block->last->next : &block->first) = more->first;
  block->last = more->last;
}

void lower_join(LoopBlock *block, const LoopBlock *prologue, const LoopBlock *loops)
{
  join(block, prologue);
  join(block, loops);
}

void lower_nest(Lowering *l, LoopBlock *block)
{
  LoopBlock prologue = {0}, loops = {0};
  l->prologue = (Scope){.block = &prologue, .values = pointer_map(l->scratch)};
  l->scope = l->prologue;
  emit_free(l, &loops, 0);
  lower_join(block, &prologue, &loops);
}

void lower_open_points(Lowering *l)
{
  for (int s = 0; s < MAX_INDICES; s++)
    l->points[s] = 1;
  order_points(l);
  l->lanes = l->kernel->schedule.vector >= 0 ? l->kernel->schedule.lanes : 1;
}

void lower_loops(Lowering *l)
{
  lower_open_points(l);
  if (l->kernel->schedule.parallel >= 0)
    lower_parallel(l);
  else
    lower_nest(l, &l->out->body);
}
