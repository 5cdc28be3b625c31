// Expressions of formulas to expressions of loops, at one point of a kernel's tile.
//
//   before   x[b, i + r]*w[o, r], o the vector slot, b at offset 1
//   after    broadcast(x[784*b + i + r + 784])*w[8*r + o : 8]
//
// A read becomes a vector load where its address moves by one along the vector slot, a scalar load
// where it does not move, a gather otherwise. What the same block computed for the same point is
// used again.

#include "loops/lower.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// One value in a scope: of an expression, at the offsets of the slots that it uses.
typedef struct Lowered Lowered;
struct Lowered {
  Lowered *next;
  int64_t offsets[MAX_INDICES];
  const LoopExpr *scalar, *vector;
};

enum { USES_RESULT = 1 << 30 };  // beyond the slots: it is known only after the reduction

// -- what an expression depends on ----------------------------------------------------------------

uint32_t lower_uses(Lowering *l, const Expr *e)
{
  uintptr_t known = (uintptr_t)pointer_map_get(&l->uses, e);
  if (known)
    return (uint32_t)(known - 1);
  uint32_t mask = e->kind == EXPR_INDEX ? 1u << e->slot : 0;
  if (e->kind == EXPR_RANDOM)
    mask = (1u << l->space.free_count) - 1;
  if (e->kind == EXPR_READ && e->node == l->kernel->root)
    mask = USES_RESULT;
  for (int i = 0; i < e->operand_count; i++)
    mask |= lower_uses(l, e->operands[i]);
  pointer_map_set(&l->uses, e, (void *)((uintptr_t)mask + 1));
  return mask;
}

static bool is_vectorized(Lowering *l, const Expr *e)
{
  int slot = l->kernel->schedule.vector;
  return l->lanes > 1 && slot >= 0 && (lower_uses(l, e) >> slot & 1);
}

void lower_open_scope(Lowering *l, LoopBlock *block)
{
  l->scope = (Scope){.block = block, .values = pointer_map(l->scratch)};
}

static Lowered *find_lowered(Lowering *l, Scope *scope, const Expr *e)
{
  uint32_t mask = lower_uses(l, e);
  Lowered *first = pointer_map_get(&scope->values, e);
  for (Lowered *found = first; found; found = found->next) {
    bool same = true;
    for (int s = 0; s < l->space.index_count && same; s++)
      same = !(mask >> s & 1) || found->offsets[s] == l->offsets[s];
    if (same)
      return found;
  }
  Lowered *lowered = arena_new(l->scratch, Lowered);
  memcpy(lowered->offsets, l->offsets, sizeof lowered->offsets);
  lowered->next = first;
  pointer_map_set(&scope->values, e, lowered);
  return lowered;
}

LoopRegister *lower_register(Lowering *l, const char *prefix, LoopType type)
{
  const char *name = arena_print(l->scratch, "%s%d", prefix, l->out->registers.count);
  return kernel_add_register(l->program, l->out, name, type);
}

static const LoopExpr *let(Lowering *l, Scope *scope, const char *prefix, const LoopExpr *value)
{
  LoopRegister *reg = lower_register(l, prefix, value->type);
  block_let(l->arena, scope->block, reg, value);
  return loop_register(l->arena, reg);
}

// -- indices --------------------------------------------------------------------------------------

static const LoopExpr *lower_size(Lowering *l, int position, const char *name)
{
  if (!l->sizes[position]) {
    l->sizes[position] = kernel_add_size(l->program, l->out, name);
    list_add(l->scratch, &l->arguments, ((LoopSize){.factor = 1, .symbol = position}));
  }
  return loop_variable(l->arena, l->sizes[position]);
}

static const LoopExpr *lower_symbol(Lowering *l, const Expr *e)
{
  int position = 0;
  while (l->kernels->graph->symbols.items[position].name != e->symbol)
    position++;
  bool is_one = l->kernels->graph->symbols.items[position].capacity == 1 && !l->serves_all_sizes;
  return is_one ? number(l, 1) : lower_size(l, position, e->symbol);
}

// The present step is a size that the kernel is called with.
static const LoopExpr *lower_step(Lowering *l, const KernelLoop *loop)
{
  return lower_size(l, l->kernels->graph->symbols.count + loop->position, loop->name);
}

const LoopExpr *lower_turn(Lowering *l)
{
  if (!kernel_turns(l->kernels, l->kernel))
    return NULL;
  const LoopExpr *odd =
      loop_binary(l->arena, LOOP_REMAINDER, lower_step(l, l->kernel->loop), number(l, 2));
  return loop_binary(l->arena, LOOP_EQUAL, odd, number(l, 1));
}

static bool is_step(const Lowering *l, const Expr *e)
{
  return e->kind == EXPR_READ && e->node != l->kernel->root &&
         tensor_of(l->kernels, e->node)->kind == TENSOR_STEP;
}

static const LoopExpr *lower_slot(Lowering *l, int slot)
{
  const LoopExpr *start =
      loop_binary(l->arena, LOOP_ADD, l->slots[slot], number(l, l->offsets[slot]));
  if (l->lanes == 1 || slot != l->kernel->schedule.vector)
    return start;
  const LoopExpr *lanes = loop_lanes(l->arena, l->lanes, start);
  if (!l->count)
    return lanes;
  // Lanes past the end stand where the last one does, so that nothing is gathered from outside.
  const LoopExpr *last = loop_binary(l->arena, LOOP_ADD, start,
                                     loop_binary(l->arena, LOOP_SUBTRACT, l->count, number(l, 1)));
  return loop_binary(l->arena, LOOP_MINIMUM, lanes, loop_broadcast(l->arena, l->lanes, last));
}

static const LoopExpr *match_lanes(Lowering *l, const LoopExpr *a, int lanes)
{
  return a->type.lanes == lanes ? a : loop_broadcast(l->arena, lanes, a);
}

static const LoopExpr *combine(Lowering *l, LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  int lanes = a->type.lanes > b->type.lanes ? a->type.lanes : b->type.lanes;
  return loop_binary(l->arena, op, match_lanes(l, a, lanes), match_lanes(l, b, lanes));
}

static const LoopExpr *lower_affine(Lowering *l, const Expr *e)
{
  int64_t constant = e->integer;
  const LoopExpr *sum = NULL;
  for (int i = 0; i < e->operand_count; i++) {
    const LoopExpr *atom;
    int64_t factor = e->coefficients[i];
    if (e->operands[i]->kind == EXPR_INDEX && !is_vectorized(l, e->operands[i])) {
      constant += factor * l->offsets[e->operands[i]->slot];
      atom = l->slots[e->operands[i]->slot];
    } else {
      atom = lower_value(l, e->operands[i]);
    }
    const LoopExpr *term = combine(l, LOOP_MULTIPLY, number(l, factor), atom);
    sum = sum ? combine(l, LOOP_ADD, sum, term) : term;
  }
  return sum ? combine(l, LOOP_ADD, sum, number(l, constant)) : number(l, constant);
}

// -- reads ----------------------------------------------------------------------------------------

static LoopParameter *local_parameter(Lowering *l, const Tensor *tensor)
{
  LoopParameter **local = &l->locals[tensor->local];
  const LocalBuffer *buffer = &tensor->chain->locals.items[tensor->local];
  if (!*local)
    *local = kernel_add_local(l->program, l->out, tensor->name, buffer->type, buffer->count);
  return *local;
}

LoopParameter *lower_parameter(Lowering *l, Tensor *tensor, Access access)
{
  if (tensor->kind == TENSOR_LOCAL)
    return local_parameter(l, tensor);
  LoopParameter *parameter = l->parameters[tensor->position];
  if (!parameter) {
    const char *name = arena_print(l->scratch, "%s_%d", tensor->name, l->out->parameters.count);
    parameter = kernel_add_parameter(l->program, l->out, name, tensor->type, access);
    l->parameters[tensor->position] = parameter;
    list_add(l->scratch, &l->tensors, tensor);
  }
  if (parameter->access != access)
    parameter->access = ACCESS_INOUT;
  return parameter;
}

// The tensor whose memory a read sees: a variable that this kernel overwrites has one parameter.
static Tensor *home_of(Lowering *l, Tensor *tensor)
{
  for (int i = 0; i < l->kernel->stores.count; i++)
    if (l->stores[i].tensor->before == tensor)
      return l->stores[i].tensor;
  return tensor;
}

// Dimensions of a read that could leave the tensor: what selects let pass is evaluated all the
// same.
static uint32_t unsafe_dimensions(Lowering *l, const Expr *read)
{
  Graph *graph = l->kernels->graph;
  const Layout *layout = &tensor_of(l->kernels, read->node)->layout;
  uint32_t mask = 0;
  for (int d = 0; d < read->node->shape.rank; d++) {
    const Expr *missing[2];
    int missing_count = 0;
    // The halo belongs to the tensor.
    int64_t halo = layout->before[d] + layout->after[d];
    const Expr *index = expr_binary(graph, EXPR_ADD, read->operands[d],
                                    expr_integer(graph, TYPE_INDEX, layout->before[d]));
    const Expr *extent = expr_binary(graph, EXPR_ADD, read->node->shape.extents[d],
                                     expr_integer(graph, TYPE_INDEX, halo));
    ReadSafety safety = index_safety(graph, &l->space, l->known, l->known_count, index, extent,
                                     missing, &missing_count);
    if (safety == READ_LEAVES)
      mask |= 1u << d;
  }
  return mask;
}

static const LoopExpr *clamp(Lowering *l, const LoopExpr *index, const LoopExpr *extent)
{
  const LoopExpr *last = loop_binary(l->arena, LOOP_SUBTRACT, extent, number(l, 1));
  return combine(l, LOOP_MINIMUM, combine(l, LOOP_MAXIMUM, index, number(l, 0)), last);
}

static const LoopExpr *in_range(Lowering *l, const LoopExpr *index, const LoopExpr *extent)
{
  return combine(l, LOOP_AND, combine(l, LOOP_LESS_EQUAL, number(l, 0), index),
                 combine(l, LOOP_LESS, index, extent));
}

// How far one dimension moves an address: as tensor_address has it, for an index that is computed
// here.
static const LoopExpr *dimension_offset(Lowering *l, const Tensor *tensor, int d,
                                        const LoopExpr *index)
{
  const Layout *layout = &tensor->layout;
  if (!layout->block || layout->blocked != d)
    return combine(l, LOOP_MULTIPLY, index, number(l, layout->strides[d]));
  const LoopExpr *block = number(l, layout->block);
  const LoopExpr *whole = combine(l, LOOP_MULTIPLY, combine(l, LOOP_QUOTIENT, index, block),
                                  number(l, layout->block_stride));
  return combine(l, LOOP_ADD, whole, combine(l, LOOP_REMAINDER, index, block));
}

const LoopExpr *lower_place(Lowering *l, const Tensor *tensor, const LoopExpr *address)
{
  if (tensor->kind != TENSOR_LOCAL)
    return address;
  const LoopExpr *before = combine(l, LOOP_MULTIPLY, number(l, tensor->block_step), l->chunk);
  return combine(l, LOOP_SUBTRACT, address, before);
}

// Dimensions of a read that may leave the tensor: their part of the address, held inside, and
// whether they are inside (null: the read has no value for outside).
static const LoopExpr *add_held(Lowering *l, const Expr *read, const Tensor *tensor,
                                uint32_t unsafe, const LoopExpr *where, const LoopExpr **inside)
{
  *inside = NULL;
  for (int d = 0; d < read->node->shape.rank; d++) {
    if (!(unsafe >> d & 1))
      continue;
    const LoopExpr *index = lower_value(l, read->operands[d]);
    const LoopExpr *extent = lower_extent(l, read->node->shape.extents[d]);
    where = combine(l, LOOP_ADD, where, dimension_offset(l, tensor, d, clamp(l, index, extent)));
    if (read->has_fallback) {
      const LoopExpr *range = in_range(l, index, extent);
      *inside = *inside ? combine(l, LOOP_AND, *inside, range) : range;
    }
  }
  return where;
}

// Does the address move by one a lane, and what may leave the tensor not at all? `start`: of the
// other dimensions.
static bool reads_neighbours(Lowering *l, const Expr *read, uint32_t unsafe, const Expr *address,
                             const Expr **start)
{
  for (int d = 0; d < read->node->shape.rank; d++)
    if ((unsafe >> d & 1) && is_vectorized(l, read->operands[d]))
      return false;
  return is_vectorized(l, address) &&
         address_is_contiguous(l->kernels->graph, address, l->kernel->schedule.vector, l->lanes,
                               start);
}

// Where a read finds its elements.
typedef struct Elements {
  LoopParameter *parameter;
  const LoopExpr *address;  // of the first of neighbours, of all others
  const LoopExpr *inside;   // null: there are no others
  bool neighbours;          // its lanes follow each other
} Elements;

static Elements find_elements(Lowering *l, const Expr *e)
{
  Elements at;
  Tensor *tensor = home_of(l, tensor_of(l->kernels, e->node));
  at.parameter = lower_parameter(l, tensor, ACCESS_IN);
  uint32_t unsafe = unsafe_dimensions(l, e);
  const Expr *address = tensor_address(l->kernels, tensor, e->operands, unsafe), *start = address;
  at.neighbours = reads_neighbours(l, e, unsafe, address, &start);
  int vector = l->lanes;
  l->lanes = at.neighbours ? 1 : vector;
  const LoopExpr *where = lower_value(l, at.neighbours ? start : address);
  where = add_held(l, e, tensor, unsafe, where, &at.inside);
  at.address = lower_place(l, tensor, where);
  l->lanes = vector;
  return at;
}

const LoopExpr *lower_first_element(Lowering *l, const Expr *read)
{
  Elements at = find_elements(l, read);
  bool together = at.address->type.lanes == 1 && !at.inside;
  return together ? loop_load(l->arena, at.parameter, 1, at.address, NULL) : NULL;
}

static const LoopExpr *lower_read(Lowering *l, const Expr *e)
{
  if (e->node == l->kernel->root)
    return l->results[lower_point(l)];
  if (is_step(l, e))
    return loop_convert(l->arena, e->type, lower_step(l, tensor_of(l->kernels, e->node)->loop));
  Elements at = find_elements(l, e);
  LoopParameter *parameter = at.parameter;
  const LoopExpr *where = at.address, *inside = at.inside;
  const LoopExpr *value = at.neighbours ? loop_load(l->arena, parameter, l->lanes, where, l->count)
                          : where->type.lanes == 1 ? loop_load(l->arena, parameter, 1, where, NULL)
                                                   : loop_gather(l->arena, parameter, where);
  if (!inside)
    return value;
  const LoopExpr *fallback = lower_value(l, e->operands[e->operand_count - 1]);
  int lanes = l->lanes > 1 && is_vectorized(l, e) ? l->lanes : 1;
  return loop_ternary(l->arena, LOOP_SELECT, match_lanes(l, inside, lanes),
                      match_lanes(l, value, lanes), match_lanes(l, fallback, lanes));
}

// -- operations -----------------------------------------------------------------------------------

static LoopType i32_of(const LoopExpr *e)
{
  return (LoopType){TYPE_I32, e->type.lanes};
}

// (bits >> 23 and 255) - 127
static const LoopExpr *lower_exponent(Lowering *l, const LoopExpr *a)
{
  LoopType type = i32_of(a);
  const LoopExpr *bits = loop_unary(l->arena, LOOP_BITS, a);
  const LoopExpr *shifted =
      loop_binary(l->arena, LOOP_SHIFT_RIGHT, bits, loop_integer(l->arena, type, 23));
  const LoopExpr *field =
      loop_binary(l->arena, LOOP_AND, shifted, loop_integer(l->arena, type, 255));
  return loop_binary(l->arena, LOOP_SUBTRACT, field, loop_integer(l->arena, type, 127));
}

// Steps of all loops around, counted as one.
static const Expr *step_position(Graph *graph, const KernelLoop *loop)
{
  if (!loop)
    return expr_integer(graph, TYPE_INDEX, 0);
  const Expr *step = expr_read(graph, loop->step, NULL, NULL);
  const Expr *whole =
      expr_binary(graph, EXPR_MULTIPLY, step_position(graph, loop->outer), loop->extent);
  return expr_binary(graph, EXPR_ADD, whole, expr_convert(graph, TYPE_INDEX, step));
}

static const LoopExpr *lower_random(Lowering *l, const Expr *e)
{
  Graph *graph = l->kernels->graph;
  const Expr *element = expr_integer(graph, TYPE_INDEX, 0);
  for (int s = 0; s < l->space.free_count; s++) {
    int64_t extent = 0;
    expr_capacity(graph, l->space.indices[s].extent, &extent);
    extent = s == l->space.free_count - 1 ? draw_row(extent) : extent;
    element = expr_binary(graph, EXPR_MULTIPLY, element, expr_integer(graph, TYPE_INDEX, extent));
    element = expr_binary(graph, EXPR_ADD, element, expr_index(graph, s));
  }
  const Expr *step = expr_binary(graph, EXPR_MULTIPLY, step_position(graph, l->kernel->loop),
                                 expr_integer(graph, TYPE_INDEX, ELEMENTS_OF_STEP));
  element = expr_binary(graph, EXPR_ADD, element, step);
  if (!l->key) {
    l->key = kernel_add_size(l->program, l->out, "key");
    list_add(l->scratch, &l->arguments,
             ((LoopSize){.constant = (int64_t)l->kernel->draw_key, .symbol = -1}));
  }
  const LoopExpr *key = loop_variable(l->arena, l->key);
  return loop_random(l->arena, key, e->slot, lower_value(l, element));
}

static const LoopOp ops[] = {
    [EXPR_NEGATE] = LOOP_NEGATE,     [EXPR_NOT] = LOOP_NOT,
    [EXPR_SQRT] = LOOP_SQRT,         [EXPR_FLOOR] = LOOP_FLOOR,
    [EXPR_BITS] = LOOP_BITS,         [EXPR_FROM_BITS] = LOOP_FROM_BITS,
    [EXPR_ADD] = LOOP_ADD,           [EXPR_SUBTRACT] = LOOP_SUBTRACT,
    [EXPR_MULTIPLY] = LOOP_MULTIPLY, [EXPR_DIVIDE] = LOOP_DIVIDE,
    [EXPR_MAXIMUM] = LOOP_MAXIMUM,   [EXPR_MINIMUM] = LOOP_MINIMUM,
    [EXPR_EQUAL] = LOOP_EQUAL,       [EXPR_NOT_EQUAL] = LOOP_NOT_EQUAL,
    [EXPR_LESS] = LOOP_LESS,         [EXPR_LESS_EQUAL] = LOOP_LESS_EQUAL,
    [EXPR_AND] = LOOP_AND,           [EXPR_OR] = LOOP_OR,
    [EXPR_QUOTIENT] = LOOP_QUOTIENT, [EXPR_REMAINDER] = LOOP_REMAINDER,
    [EXPR_PRODUCT] = LOOP_MULTIPLY,  [EXPR_SELECT] = LOOP_SELECT,
    [EXPR_FMA] = LOOP_FMA,           [EXPR_PAIR] = LOOP_PAIR,
    [EXPR_DOT] = LOOP_DOT,           [EXPR_SCALB] = LOOP_SCALB,
};

// `pow_f64` is pow in double.
static const char *libm_name(Lowering *l, const Function *function)
{
  const char *suffix = strstr(function->name, "_f64");
  size_t length = suffix ? (size_t)(suffix - function->name) : strlen(function->name);
  return name_intern_bytes(l->program->names, function->name, length);
}

static const LoopExpr *lower_operation(Lowering *l, const Expr *e)
{
  const LoopExpr *operands[3] = {NULL};
  int lanes = 1;
  for (int i = 0; i < e->operand_count; i++) {
    operands[i] = lower_value(l, e->operands[i]);
    if (operands[i]->type.lanes > lanes)
      lanes = operands[i]->type.lanes;
  }
  for (int i = 0; i < e->operand_count; i++)
    operands[i] = lanes > 1 ? match_lanes(l, operands[i], lanes) : operands[i];
  switch (e->kind) {
  case EXPR_CONVERT:
    if (e->type == TYPE_INDEX && is_step(l, e->operands[0]))
      return lower_step(l, tensor_of(l->kernels, e->operands[0]->node)->loop);
    return loop_convert(l->arena, e->type, operands[0]);
  case EXPR_EXPONENT:
    return lower_exponent(l, operands[0]);
  case EXPR_CALL:
    return loop_call(l->arena, libm_name(l, e->function), operands[0], operands[1]);
  default:
    break;
  }
  if (e->operand_count == 1)
    return loop_unary(l->arena, ops[e->kind], operands[0]);
  if (e->kind == EXPR_DOT) {
    LoopType type = {TYPE_F32, lanes};
    return loop_ternary(l->arena, LOOP_DOT, operands[0], operands[1],
                        loop_number(l->arena, type, 0));
  }
  if (e->operand_count == 2)
    return loop_binary(l->arena, ops[e->kind], operands[0], operands[1]);
  if (e->kind == EXPR_FMA && !l->kernels->machine->has_fma)
    return loop_binary(l->arena, LOOP_ADD,
                       loop_binary(l->arena, LOOP_MULTIPLY, operands[0], operands[1]), operands[2]);
  return loop_ternary(l->arena, ops[e->kind], operands[0], operands[1], operands[2]);
}

// The one operand of a sum of indices that is a vector of i32 by itself: index(a[i]) in
// n - index(a[i]). -1: there is none, or it is not alone.
static int vector_of_i32(Lowering *l, const Expr *e)
{
  int found = -1;
  for (int i = 0; e->kind == EXPR_AFFINE && i < e->operand_count; i++) {
    const Expr *operand = e->operands[i];
    if (!is_vectorized(l, operand))
      continue;
    if (found >= 0 || operand->kind != EXPR_CONVERT || operand->operands[0]->type != TYPE_I32 ||
        llabs(e->coefficients[i]) != 1)
      return -1;
    found = i;
  }
  return found;
}

// Is index(a[i]) equal to an index that is the same in all lanes? As i32, if that is one: lanes of
// an index take twice the room.
static const LoopExpr *lower_narrow_equality(Lowering *l, const Expr *e)
{
  Graph *graph = l->kernels->graph;
  const Expr *difference = e->operands[0];
  int at = vector_of_i32(l, difference);
  if (at < 0)
    return NULL;
  const Expr *factor = expr_integer(graph, TYPE_INDEX, difference->coefficients[at]);
  const Expr *term = expr_binary(graph, EXPR_MULTIPLY, factor, difference->operands[at]);
  const Expr *rest = expr_binary(graph, EXPR_SUBTRACT, difference, term);
  rest = factor->integer < 0 ? rest : expr_unary(graph, EXPR_NEGATE, rest);
  Interval range = expr_interval(graph, &l->space, l->known, l->known_count, rest);
  if (range.low < INT32_MIN || range.high > INT32_MAX)
    return NULL;
  const LoopExpr *value = loop_convert(l->arena, TYPE_I32, lower_value(l, rest));
  return combine(l, ops[e->kind], lower_value(l, difference->operands[at]->operands[0]), value);
}

// i/n and i % n, where a tile of i lies within one block of n: the block is the same for all of its
// points, and their places follow one another.
static const LoopExpr *lower_block_part(Lowering *l, const Expr *e)
{
  const Expr *index = e->operands[0], *block = e->operands[1];
  if (index->kind != EXPR_INDEX || block->kind != EXPR_NUMBER || is_vectorized(l, e))
    return NULL;
  const Schedule *schedule = &l->kernel->schedule;
  int slot = index->slot;
  int64_t step =
      schedule_points(schedule, slot) * (slot == schedule->vector ? (int64_t)schedule->lanes : 1);
  if (step == 1 || block->integer % step)
    return NULL;
  const LoopExpr *length = number(l, block->integer), *start = l->slots[slot];
  if (e->kind == EXPR_QUOTIENT)
    return combine(l, LOOP_QUOTIENT, start, length);
  return combine(l, LOOP_ADD, combine(l, LOOP_REMAINDER, start, length),
                 number(l, l->offsets[slot]));
}

static const LoopExpr *lower_fresh(Lowering *l, const Expr *e)
{
  switch (e->kind) {
  case EXPR_NUMBER:
    return type_is_float(e->type) ? loop_number(l->arena, (LoopType){e->type, 1}, e->number)
                                  : loop_integer(l->arena, (LoopType){e->type, 1}, e->integer);
  case EXPR_SYMBOL:
    return lower_symbol(l, e);
  case EXPR_INDEX:
    return lower_slot(l, e->slot);
  case EXPR_AFFINE:
    return lower_affine(l, e);
  case EXPR_READ:
    return lower_read(l, e);
  case EXPR_RANDOM:
    return lower_random(l, e);
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL: {
    const LoopExpr *narrow = lower_narrow_equality(l, e);
    return narrow ? narrow : lower_operation(l, e);
  }
  case EXPR_QUOTIENT:
  case EXPR_REMAINDER: {
    const LoopExpr *part = lower_block_part(l, e);
    return part ? part : lower_operation(l, e);
  }
  default:
    return lower_operation(l, e);
  }
}

// Values that several expressions use get a register; so does every load, which must happen in its
// place.
static bool deserves_register(Lowering *l, const Expr *e, const LoopExpr *value)
{
  if (value->op == LOOP_REGISTER || value->op == LOOP_NUMBER || value->op == LOOP_VARIABLE)
    return false;
  if (e->kind == EXPR_READ)
    return e->node != l->kernel->root;
  if (e->kind == EXPR_AFFINE || e->kind == EXPR_INDEX)
    return false;
  if (e->type == TYPE_INDEX && !lower_uses(l, e))
    return false;  // an extent, which loops of any depth ask for
  return (uintptr_t)pointer_map_get(&l->references, e) > 1;
}

const LoopExpr *lower_value(Lowering *l, const Expr *e)
{
  // Tidy addresses are rebuilt, not remembered.
  if (e->kind == EXPR_NUMBER || e->kind == EXPR_INDEX || e->kind == EXPR_AFFINE ||
      e->kind == EXPR_SYMBOL)
    return lower_fresh(l, e);
  bool invariant = lower_uses(l, e) == 0 && e->type != TYPE_INDEX && e->node != l->kernel->root;
  if (invariant && l->prologue.block != l->scope.block) {
    Scope scope = l->scope;
    l->scope = l->prologue;
    const LoopExpr *value = lower_value(l, e);
    if (value->op != LOOP_REGISTER && value->op != LOOP_NUMBER) {
      value = let(l, &l->scope, "c", value);
      find_lowered(l, &l->scope, e)->scalar = value;
    }
    l->prologue = l->scope;
    l->scope = scope;
    return value;
  }
  Lowered *lowered = find_lowered(l, &l->scope, e);
  const LoopExpr **value = is_vectorized(l, e) ? &lowered->vector : &lowered->scalar;
  if (!*value) {
    const LoopExpr *fresh = lower_fresh(l, e);
    *value = deserves_register(l, e, fresh) ? let(l, &l->scope, "v", fresh) : fresh;
  }
  return *value;
}

const LoopExpr *lower_lanes(Lowering *l, const Expr *e)
{
  const LoopExpr *value = lower_value(l, e);
  if (l->lanes == 1 || value->type.lanes == l->lanes)
    return value;
  Lowered *lowered = find_lowered(l, &l->scope, e);
  if (!lowered->vector)
    lowered->vector = value->op == LOOP_NUMBER
                          ? loop_broadcast(l->arena, l->lanes, value)
                          : let(l, &l->scope, "b", loop_broadcast(l->arena, l->lanes, value));
  return lowered->vector;
}

const LoopExpr *lower_extent(Lowering *l, const Expr *e)
{
  return lower_value(l, e);
}
