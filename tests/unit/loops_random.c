#include "loops_random.h"

#include <math.h>
#include <string.h>

typedef struct Random {
  Arena *arena;
  LoopProgram *program;
  LoopKernel *kernel;
  uint64_t state;
  ListOf(LoopRegister *) registers;  // in scope
  ListOf(LoopVariable *) variables;  // loops around, each from 0 to at most 4
  LoopVariable *parallel;
  LoopParameter *inputs[5], *outputs[5];  // by the types below
  LoopParameter *locals[5];               // by the types; null: none
  int names;
} Random;

static const Type types[] = {TYPE_F32, TYPE_F64, TYPE_I32, TYPE_U8, TYPE_BOOL};
static const int lane_counts[] = {1, 4, 8};

static uint64_t next(uint64_t *state)
{
  uint64_t x = *state += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

static int pick(Random *r, int count)
{
  return (int)(next(&r->state) % (uint64_t)count);
}

static const char *fresh(Random *r, const char *prefix)
{
  return arena_print(r->arena, "%s%d", prefix, r->names++);
}

static const LoopExpr *index_number(Random *r, int64_t value)
{
  return loop_integer(r->arena, (LoopType){TYPE_INDEX, 1}, value);
}

static int position(Type type)
{
  int i = 0;
  while (types[i] != type)
    i++;
  return i;
}

static double random_double(uint64_t *state)
{
  static const double special[] = {0.0,  -0.0, 1.0,   -1.0,  0.5,   3e9,
                                   -3e9, 1e20, -1e20, 1e-40, 255.5, -0.75};
  switch (next(state) % 8) {
  case 0:
    return special[next(state) % 12];
  case 1:
    return (double)(int64_t)(next(state) % 2001) - 1000;
  default:
    return ((double)(next(state) >> 11) * 0x1p-53 - 0.5) * 8;
  }
}

// -- expressions ----------------------------------------------------------------------------------

static const LoopExpr *expr(Random *r, Type type, int lanes, int depth);

static const LoopExpr *key(Random *r)
{
  LoopType index = {TYPE_INDEX, 1};
  return pick(r, 2) ? loop_variable(r->arena, r->kernel->sizes.items[0])
                    : loop_integer(r->arena, index, (int64_t)next(&r->state));
}

// An address of so many lanes in any buffer: below 1700, or in a stripe of the parallel loop.
static const LoopExpr *address(Random *r)
{
  const LoopExpr *sum = index_number(r, pick(r, 600));
  for (int i = 0; i < r->variables.count; i++)
    if (pick(r, 2))
      sum = loop_binary(r->arena, LOOP_ADD, sum,
                        loop_binary(r->arena, LOOP_MULTIPLY, index_number(r, 1 + pick(r, 40)),
                                    loop_variable(r->arena, r->variables.items[i])));
  return sum;
}

// What is read: an input, or what the kernel has of its own.
static LoopParameter *source(Random *r, Type type)
{
  LoopParameter *local = r->locals[position(type)];
  return local && pick(r, 2) ? local : r->inputs[position(type)];
}

static const LoopExpr *leaf(Random *r, Type type, int lanes)
{
  LoopType t = {type, lanes};
  for (int tries = 0; tries < 8 && r->registers.count; tries++) {
    LoopRegister *reg = r->registers.items[pick(r, r->registers.count)];
    if (reg->type.scalar == type && reg->type.lanes == lanes)
      return loop_register(r->arena, reg);
  }
  if (type == TYPE_INDEX)
    return r->variables.count && pick(r, 3)
               ? loop_broadcast(
                     r->arena, lanes,
                     loop_variable(r->arena, r->variables.items[pick(r, r->variables.count)]))
               : loop_integer(r->arena, t, pick(r, 1000) - 300);
  if (pick(r, 3))
    return loop_load(r->arena, source(r, type), lanes, address(r),
                     lanes > 1 && pick(r, 4) == 0 ? index_number(r, pick(r, lanes + 2)) : NULL);
  if (type_is_float(type))
    return loop_number(r->arena, t, random_double(&r->state));
  return loop_integer(r->arena, t, type == TYPE_BOOL ? pick(r, 2) : (int64_t)next(&r->state));
}

// Every so many elements: the back-ends know those.
static const LoopExpr *even_addresses(Random *r, int lanes)
{
  LoopType t = {TYPE_INDEX, lanes};
  const LoopExpr *start = loop_lanes(r->arena, lanes, index_number(r, pick(r, 10)));
  const LoopExpr *apart =
      loop_binary(r->arena, LOOP_MULTIPLY, loop_integer(r->arena, t, 1 + pick(r, 40)), start);
  return loop_binary(r->arena, LOOP_ADD, loop_broadcast(r->arena, lanes, address(r)), apart);
}

static const LoopExpr *gather(Random *r, Type type, int lanes, int depth)
{
  if (pick(r, 3) == 0)
    return loop_gather(r->arena, source(r, type), even_addresses(r, lanes));
  const LoopExpr *where = expr(r, TYPE_INDEX, lanes, depth);
  where = loop_binary(r->arena, LOOP_REMAINDER, where, loop_integer(r->arena, where->type, 1500));
  return loop_gather(r->arena, source(r, type), where);
}

// NaN has no certain bits: a maximum with a number keeps it out.
static const LoopExpr *certain(Random *r, int lanes, int depth)
{
  const LoopExpr *a = expr(r, TYPE_F32, lanes, depth);
  return loop_binary(r->arena, LOOP_MAXIMUM, a, loop_number(r->arena, a->type, -7));
}

static const LoopExpr *bits(Random *r, int lanes, int depth)
{
  const LoopExpr *a = certain(r, lanes, depth);
  if (pick(r, 2))
    return loop_unary(r->arena, LOOP_BITS, a);
  return loop_binary(r->arena, LOOP_PAIR, a, certain(r, lanes, depth));
}

static const LoopExpr *convert(Random *r, Type type, int lanes, int depth)
{
  static const Type sources[] = {TYPE_F32, TYPE_F64, TYPE_I32, TYPE_U8, TYPE_BOOL, TYPE_INDEX};
  return loop_convert(r->arena, type, expr(r, sources[pick(r, 6)], lanes, depth));
}

// What every type has.
static const LoopExpr *common(Random *r, Type type, int lanes, int depth)
{
  switch (pick(r, 5)) {
  case 0:
    return convert(r, type, lanes, depth);
  case 1:
    return lanes > 1 && type != TYPE_INDEX
               ? loop_broadcast(r->arena, lanes, expr(r, type, 1, depth))
               : leaf(r, type, lanes);
  case 2:
    return loop_ternary(r->arena, LOOP_SELECT, expr(r, TYPE_BOOL, lanes, depth),
                        expr(r, type, lanes, depth), expr(r, type, lanes, depth));
  case 3:
    return type == TYPE_INDEX ? loop_lanes(r->arena, lanes, expr(r, type, 1, 0))
                              : gather(r, type, lanes, depth);
  default:
    return leaf(r, type, lanes);
  }
}

static const LoopExpr *of_float(Random *r, Type type, int lanes, int depth)
{
  static const LoopOp binary[] = {LOOP_ADD,    LOOP_SUBTRACT, LOOP_MULTIPLY,
                                  LOOP_DIVIDE, LOOP_MAXIMUM,  LOOP_MINIMUM};
  static const LoopOp unary[] = {LOOP_NEGATE, LOOP_SQRT, LOOP_FLOOR};
  const LoopExpr *a = expr(r, type, lanes, depth);
  switch (pick(r, 11)) {
  case 0:
    return loop_unary(r->arena, unary[pick(r, 3)], a);
  case 5:
    if (type == TYPE_F32)
      return loop_ternary(r->arena, LOOP_DOT, expr(r, TYPE_I32, lanes, depth),
                          expr(r, TYPE_I32, lanes, depth), a);
    return a;
  case 1:
    return loop_ternary(r->arena, LOOP_FMA, a, expr(r, type, lanes, depth),
                        expr(r, type, lanes, depth));
  case 2:
    if (type == TYPE_F32)
      return loop_random(r->arena, key(r), pick(r, 6), expr(r, TYPE_INDEX, lanes, depth));
    if (lanes == 1)
      return pick(r, 2) ? loop_call(r->arena, "exp", a, NULL)
                        : loop_call(r->arena, "pow", a, expr(r, type, 1, depth));
    return a;
  case 3:
    if (type == TYPE_F32)
      return loop_unary(r->arena, LOOP_FROM_BITS, expr(r, TYPE_I32, lanes, depth));
    return a;
  case 6:
    if (type == TYPE_F32)
      return loop_binary(r->arena, LOOP_SCALB, a, expr(r, type, lanes, depth));
    return a;
  case 4:
    if (lanes == 1)
      return loop_unary(r->arena, pick(r, 2) ? LOOP_SUM_LANES : LOOP_MAX_LANES,
                        expr(r, type, lane_counts[1 + pick(r, 2)], depth));
    return a;
  default:
    return loop_binary(r->arena, binary[pick(r, 6)], a, expr(r, type, lanes, depth));
  }
}

static const LoopExpr *of_integer(Random *r, Type type, int lanes, int depth)
{
  static const LoopOp binary[] = {LOOP_ADD, LOOP_SUBTRACT, LOOP_MULTIPLY, LOOP_AND,
                                  LOOP_OR,  LOOP_MAXIMUM,  LOOP_MINIMUM};
  LoopType t = {type, lanes};
  const LoopExpr *a = expr(r, type, lanes, depth);
  switch (pick(r, 6)) {
  case 0:
    return loop_unary(r->arena, pick(r, 2) ? LOOP_NEGATE : LOOP_NOT, a);
  case 1:
    return loop_binary(r->arena, pick(r, 2) ? LOOP_QUOTIENT : LOOP_REMAINDER, a,
                       loop_integer(r->arena, t, 1 + pick(r, 100)));
  case 2:
    if (type == TYPE_I32)
      return pick(r, 2) ? bits(r, lanes, depth)
                        : loop_binary(r->arena, pick(r, 2) ? LOOP_SHIFT_LEFT : LOOP_SHIFT_RIGHT, a,
                                      loop_integer(r->arena, t, pick(r, 32)));
    return a;
  case 3:
    if (type == TYPE_I32 && lanes == 1)
      return loop_unary(r->arena, pick(r, 2) ? LOOP_SUM_LANES : LOOP_MAX_LANES,
                        expr(r, type, lane_counts[1 + pick(r, 2)], depth));
    return a;
  default:
    return loop_binary(r->arena, binary[pick(r, 7)], a, expr(r, type, lanes, depth));
  }
}

// Indices stay small: sums of indices never wrap in a real program.
static const LoopExpr *of_index(Random *r, int lanes, int depth)
{
  const LoopExpr *a = loop_convert(r->arena, TYPE_INDEX, expr(r, TYPE_I32, lanes, depth));
  const LoopExpr *b = loop_convert(r->arena, TYPE_INDEX, expr(r, TYPE_U8, lanes, depth));
  LoopType t = {TYPE_INDEX, lanes};
  switch (pick(r, 5)) {
  case 0:
    return loop_binary(r->arena, LOOP_ADD, a, b);
  case 1:
    return loop_binary(r->arena, LOOP_MULTIPLY, a, b);
  case 2:
    return loop_binary(r->arena, LOOP_SUBTRACT, a, b);
  case 3:
    return loop_binary(r->arena, pick(r, 2) ? LOOP_MAXIMUM : LOOP_MINIMUM, a, b);
  default:
    return loop_binary(r->arena, pick(r, 2) ? LOOP_QUOTIENT : LOOP_REMAINDER, a,
                       loop_integer(r->arena, t, 1 + pick(r, 50)));
  }
}

static const LoopExpr *of_bool(Random *r, int lanes, int depth)
{
  static const LoopOp compares[] = {LOOP_EQUAL, LOOP_NOT_EQUAL, LOOP_LESS, LOOP_LESS_EQUAL};
  static const Type sources[] = {TYPE_F32, TYPE_F64, TYPE_I32, TYPE_U8, TYPE_INDEX};
  Type source = sources[pick(r, 5)];
  switch (pick(r, 5)) {
  case 0:
    return loop_unary(r->arena, LOOP_NOT, expr(r, TYPE_BOOL, lanes, depth));
  case 1:
    return loop_binary(r->arena, pick(r, 2) ? LOOP_AND : LOOP_OR, expr(r, TYPE_BOOL, lanes, depth),
                       expr(r, TYPE_BOOL, lanes, depth));
  case 2:
    return loop_binary(r->arena, pick(r, 2) ? LOOP_EQUAL : LOOP_NOT_EQUAL,
                       expr(r, TYPE_BOOL, lanes, depth), expr(r, TYPE_BOOL, lanes, depth));
  default:
    return loop_binary(r->arena, compares[pick(r, 4)], expr(r, source, lanes, depth),
                       expr(r, source, lanes, depth));
  }
}

static const LoopExpr *expr(Random *r, Type type, int lanes, int depth)
{
  if (depth <= 0)
    return leaf(r, type, lanes);
  if (pick(r, 3) == 0)
    return common(r, type, lanes, depth - 1);
  if (type_is_float(type))
    return of_float(r, type, lanes, depth - 1);
  if (type == TYPE_BOOL)
    return of_bool(r, lanes, depth - 1);
  return type == TYPE_INDEX ? of_index(r, lanes, depth - 1) : of_integer(r, type, lanes, depth - 1);
}

// -- statements -----------------------------------------------------------------------------------

// Rounds of the parallel loop write to stripes of 256.
static void store(Random *r, LoopBlock *block, const LoopExpr *value)
{
  int lanes = value->type.lanes;
  const LoopExpr *to = index_number(r, pick(r, 15) * 16);
  if (r->parallel)
    to = loop_binary(r->arena, LOOP_ADD, to,
                     loop_binary(r->arena, LOOP_MULTIPLY, index_number(r, 256),
                                 loop_variable(r->arena, r->parallel)));
  const LoopExpr *count = NULL;
  if (pick(r, 4) == 0)
    count = loop_binary(r->arena, LOOP_MINIMUM, index_number(r, lanes), expr(r, TYPE_INDEX, 1, 1));
  int64_t stride = pick(r, 4) == 0 ? 2 : 1;
  LoopParameter *local = r->locals[position(value->type.scalar)];
  if (local && pick(r, 3) == 0)
    block_store_strided(r->arena, block, local, to, stride, value, count);
  else
    block_store_strided(r->arena, block, r->outputs[position(value->type.scalar)], to, stride,
                        value, count);
}

static void statement(Random *r, LoopBlock *block, int depth);

static void statements(Random *r, LoopBlock *block, int count, int depth)
{
  int registers = r->registers.count, variables = r->variables.count;
  for (int i = 0; i < count; i++)
    statement(r, block, depth);
  r->registers.count = registers;
  r->variables.count = variables;
}

static void let(Random *r, LoopBlock *block)
{
  LoopType type = {types[pick(r, 5)], lane_counts[pick(r, 3)]};
  const LoopExpr *value = expr(r, type.scalar, type.lanes, 3);
  LoopRegister *reg = kernel_add_register(r->program, r->kernel, fresh(r, "r"), type);
  block_let(r->arena, block, reg, value);
  list_add(r->arena, &r->registers, reg);
}

static void loop(Random *r, LoopBlock *block, int depth)
{
  LoopVariable *variable = kernel_add_variable(r->program, r->kernel, fresh(r, "i"));
  const LoopExpr *to = pick(r, 2)   ? index_number(r, 1 + pick(r, 4))
                       : pick(r, 2) ? loop_variable(r->arena, r->kernel->sizes.items[0])
                                    : loop_binary(r->arena, LOOP_REMAINDER,
                                                  expr(r, TYPE_INDEX, 1, 1), index_number(r, 5));
  LoopBlock *body = block_for(r->arena, block, variable, index_number(r, 0), to, 1 + pick(r, 2));
  block->last->loop.unroll = pick(r, 3);
  int variables = r->variables.count;
  list_add(r->arena, &r->variables, variable);
  statements(r, body, 3, depth - 1);
  r->variables.count = variables;
}

// Of any element of an input, and far outside.
static void prefetch(Random *r, LoopBlock *block)
{
  LoopParameter *from = r->inputs[pick(r, 5)];
  block_prefetch(r->arena, block, loop_load(r->arena, from, 1, expr(r, TYPE_INDEX, 1, 2), NULL),
                 pick(r, 2));
}

static void statement(Random *r, LoopBlock *block, int depth)
{
  switch (pick(r, depth > 0 ? 8 : 5)) {
  case 0:
  case 1:
    let(r, block);
    break;
  case 2: {
    Type type = types[pick(r, 5)];
    store(r, block, expr(r, type, lane_counts[pick(r, 3)], 3));
    break;
  }
  case 3: {
    if (!r->registers.count)
      return;
    LoopRegister *reg = r->registers.items[pick(r, r->registers.count)];
    block_set(r->arena, block, reg, expr(r, reg->type.scalar, reg->type.lanes, 3));
    break;
  }
  case 4:
    prefetch(r, block);
    break;
  case 5: {
    LoopBlock *otherwise;
    LoopBlock *then = block_if(r->arena, block, expr(r, TYPE_BOOL, 1, 2), &otherwise);
    statements(r, then, 2, depth - 1);
    statements(r, otherwise, pick(r, 3), depth - 1);
    break;
  }
  default:
    loop(r, block, depth);
  }
}

// Every register in scope ends in a buffer, so that nothing computed is lost.
static void store_registers(Random *r, LoopBlock *block, int from)
{
  for (int i = from; i < r->registers.count; i++)
    store(r, block, loop_register(r->arena, r->registers.items[i]));
}

// A local buffer holds nothing at the start: it gets the input of its type.
static void add_local(Random *r, LoopBlock *block, int i)
{
  enum { LANES = 4 };
  LoopParameter *local =
      kernel_add_local(r->program, r->kernel, fresh(r, "z"), types[i], RANDOM_ELEMENTS);
  LoopVariable *variable = kernel_add_variable(r->program, r->kernel, fresh(r, "i"));
  const LoopExpr *at = loop_variable(r->arena, variable);
  LoopBlock *body = block_for(r->arena, block, variable, index_number(r, 0),
                              index_number(r, RANDOM_ELEMENTS), LANES);
  block_store(r->arena, body, local, at, loop_load(r->arena, r->inputs[i], LANES, at, NULL), NULL);
  r->locals[i] = local;
}

static void add_kernel(Random *r)
{
  LoopKernel *kernel = r->kernel = loops_add_kernel(r->program, fresh(r, "kernel"));
  r->registers.count = r->variables.count = 0;
  r->parallel = NULL;
  for (int i = 0; i < 5; i++)
    r->inputs[i] = kernel_add_parameter(r->program, kernel, fresh(r, "x"), types[i], ACCESS_IN);
  for (int i = 0; i < 5; i++)
    r->outputs[i] = kernel_add_parameter(r->program, kernel, fresh(r, "y"), types[i], ACCESS_INOUT);
  memset(r->locals, 0, sizeof r->locals);
  kernel_add_size(r->program, kernel, "N");
  LoopBlock *body = &kernel->body;
  if (pick(r, 2)) {
    let(r, body);
    LoopVariable *variable = r->parallel = kernel_add_variable(r->program, kernel, fresh(r, "p"));
    LoopBlock *around = body;
    body = block_parallel(r->arena, around, variable, index_number(r, pick(r, 2)),
                          index_number(r, 4), 1 + pick(r, 2));
    if (pick(r, 2))
      around->last->loop.reverse = expr(r, TYPE_BOOL, 1, 2);
    list_add(r->arena, &r->variables, variable);
  }
  // What was declared outside of a parallel loop is only read inside.
  int outer = r->registers.count;
  for (int i = 0; i < 5; i++)
    if (pick(r, 6) == 0)
      add_local(r, body, i);
  for (int i = 0; i < 5; i++)
    let(r, body);
  for (int i = 0; i < outer; i++)
    store(r, body, loop_register(r->arena, r->registers.items[i]));
  for (int i = outer; i < r->registers.count; i++)
    r->registers.items[i - outer] = r->registers.items[i];
  r->registers.count -= outer;
  for (int i = 0; i < 6; i++)
    statement(r, body, 2);
  store_registers(r, body, 0);
}

static LoopBuffer *add_buffer(Random *r, LoopEntry *entry, const char *name, Type type,
                              LoopSpace space, int64_t offset)
{
  LoopBuffer *buffer = arena_new(r->arena, LoopBuffer);
  *buffer = (LoopBuffer){
      .name = name, .type = type, .count = RANDOM_ELEMENTS, .space = space, .offset = offset};
  list_add(r->arena, &entry->buffers, buffer);
  return buffer;
}

static NetcPort port(const char *name, Type type)
{
  static const NetcDtype dtypes[] = {[TYPE_F32] = NETC_F32,
                                     [TYPE_F64] = NETC_F64,
                                     [TYPE_I32] = NETC_I32,
                                     [TYPE_U8] = NETC_U8,
                                     [TYPE_BOOL] = NETC_BOOL};
  return (NetcPort){
      .name = name, .dtype = dtypes[type], .rank = 1, .extents = {{RANDOM_ELEMENTS, 0, -1}}};
}

static void add_entry(Random *r)
{
  LoopEntry *entry = arena_new(r->arena, LoopEntry);
  *entry = (LoopEntry){.kind = NETC_PREDICT, .name = "predict"};
  list_add(r->arena, &entry->symbols, "N");
  list_add(r->arena, &entry->capacities, 4);
  list_add(r->arena, &entry->least, 1);
  LoopBuffer **buffers = arena_array(r->arena, LoopBuffer *, 10);
  for (int i = 0; i < 5; i++) {
    list_add(r->arena, &entry->inputs, port(fresh(r, "in"), types[i]));
    buffers[i] = add_buffer(r, entry, fresh(r, "a"), types[i], SPACE_INPUT, i);
  }
  for (int i = 0; i < 5; i++) {
    list_add(r->arena, &entry->outputs, port(fresh(r, "out"), types[i]));
    buffers[5 + i] = add_buffer(r, entry, fresh(r, "b"), types[i], SPACE_OUTPUT, i);
  }
  for (int i = 0; i < r->program->kernels.count; i++) {
    LoopKernel *kernel = r->program->kernels.items[i];
    LoopSize *size = arena_new(r->arena, LoopSize);
    *size = (LoopSize){.factor = 1};
    LoopCall call = {.kernel = kernel,
                     .buffers = buffers,
                     .sizes = size,
                     .name = kernel->name,
                     .layers = "",
                     .file = ""};
    list_add(r->arena, &entry->calls, call);
  }
  list_add(r->arena, &r->program->entries, entry);
}

LoopProgram *random_program(Arena *arena, uint64_t seed, int kernels)
{
  Random r = {.arena = arena, .program = loops_create(arena, names_create(arena)), .state = seed};
  r.program->model.name = "random";
  for (int i = 0; i < kernels; i++)
    add_kernel(&r);
  add_entry(&r);
  return r.program;
}

// -- running --------------------------------------------------------------------------------------

static void *random_input(Arena *arena, Type type, uint64_t *state)
{
  char *data = arena_allocate(arena, RANDOM_ELEMENTS, 8);
  for (int i = 0; i < RANDOM_ELEMENTS; i++)
    if (type == TYPE_F32)
      ((float *)data)[i] = i % 97 == 3 ? NAN : i % 89 == 5 ? INFINITY : (float)random_double(state);
    else if (type == TYPE_F64)
      ((double *)data)[i] = i % 97 == 3 ? NAN : i % 89 == 5 ? -INFINITY : random_double(state);
    else if (type == TYPE_I32)
      ((int32_t *)data)[i] =
          next(state) % 3 ? (int32_t)(next(state) % 200) - 100 : (int32_t)next(state);
    else
      data[i] = (char)(type == TYPE_BOOL ? next(state) % 2 : next(state));
  return data;
}

RandomRun *random_run(Arena *arena, const LoopProgram *program, uint64_t seed)
{
  const LoopEntry *entry = program->entries.items[0];
  RandomRun *run = arena_new(arena, RandomRun);
  for (int i = 0; i < entry->inputs.count; i++)
    run->inputs[i] = random_input(arena, types[i], &seed);
  for (int i = 0; i < entry->outputs.count; i++)
    run->outputs[i] = arena_allocate(arena, RANDOM_ELEMENTS, 8);
  run->symbols[0] = 3;
  run->call = (NetcCall){.inputs = run->inputs,
                         .outputs = run->outputs,
                         .symbols = run->symbols,
                         .seed = 42,
                         .step = 7};
  return run;
}

static bool same(Type type, const char *a, const char *b, int i)
{
  if (type == TYPE_F32 && isnan(((const float *)a)[i]) && isnan(((const float *)b)[i]))
    return true;
  if (type == TYPE_F64 && isnan(((const double *)a)[i]) && isnan(((const double *)b)[i]))
    return true;
  size_t size = (size_t)type_bytes(type);
  return !memcmp(a + (size_t)i * size, b + (size_t)i * size, size);
}

const char *random_difference(Arena *arena, const LoopProgram *program, const RandomRun *a,
                              const RandomRun *b)
{
  for (int k = 0; k < program->entries.items[0]->outputs.count; k++)
    for (int i = 0; i < RANDOM_ELEMENTS; i++)
      if (!same(types[k], a->outputs[k], b->outputs[k], i))
        return arena_print(arena, "%s[%d]", type_name(types[k]), i);
  return NULL;
}
