// Building loops: kernels and their parts, expressions, statements. Everything is allocated in the
// program's arena and never changed afterwards, except that blocks grow at their end.

#include "loops/loops.h"
#include "loops/apply.h"
#include "graph/map.h"
#include "loops/fold.h"

#include <math.h>

LoopProgram *loops_create(Arena *arena, Names *names)
{
  LoopProgram *program = arena_new(arena, LoopProgram);
  program->arena = arena;
  program->names = names;
  program->shared = arena_new(arena, PointerMap);
  *program->shared = pointer_map(arena);
  program->model.abi = NETC_ABI;
  return program;
}

LoopKernel *loops_add_kernel(LoopProgram *program, const char *name)
{
  LoopKernel *kernel = arena_new(program->arena, LoopKernel);
  kernel->name = name_intern(program->names, name);
  kernel->file = kernel->layers = "";
  kernel->position = program->kernels.count;
  kernel->names = arena_new(program->arena, PointerMap);
  *kernel->names = pointer_map(program->arena);
  list_add(program->arena, &program->kernels, kernel);
  return kernel;
}

LoopKernel *loops_share_kernel(LoopProgram *program, LoopKernel *kernel)
{
  const void *hash = (const void *)(uintptr_t)(kernel_hash(kernel) | 1);  // no null
  LoopKernel *first = pointer_map_get(program->shared, hash);
  for (LoopKernel *k = first; k; k = k->next_of_hash)
    if (kernel_same(k, kernel)) {
      program->kernels.count--;
      return k;
    }
  kernel->next_of_hash = first;
  pointer_map_set(program->shared, hash, kernel);
  return kernel;
}

// The name, or the name with the first number that makes it new. The map says for each name up to
// where numbers are taken.
static const char *unique_name(LoopProgram *program, LoopKernel *kernel, const char *wanted)
{
  const char *stem = name_intern(program->names, wanted), *name = stem;
  intptr_t number = (intptr_t)pointer_map_get(kernel->names, stem);
  if (number) {
    do
      name =
          name_intern(program->names, arena_print(program->arena, "%s_%d", wanted, (int)++number));
    while (pointer_map_get(kernel->names, name));
    pointer_map_set(kernel->names, stem, (void *)number);
  }
  pointer_map_set(kernel->names, name, (void *)(intptr_t)1);
  return name;
}

LoopParameter *kernel_add_parameter(LoopProgram *program, LoopKernel *kernel, const char *name,
                                    Type type, Access access)
{
  LoopParameter *parameter = arena_new(program->arena, LoopParameter);
  parameter->name = unique_name(program, kernel, name);
  parameter->type = type;
  parameter->access = access;
  parameter->position = kernel->parameters.count;
  list_add(program->arena, &kernel->parameters, parameter);
  return parameter;
}

LoopParameter *kernel_add_local(LoopProgram *program, LoopKernel *kernel, const char *name,
                                Type type, int64_t count)
{
  LoopParameter *local = arena_new(program->arena, LoopParameter);
  local->name = unique_name(program, kernel, name);
  local->type = type;
  local->access = ACCESS_LOCAL;
  local->position = kernel->locals.count;
  local->count = count;
  list_add(program->arena, &kernel->locals, local);
  return local;
}

int kernel_buffer(const LoopKernel *kernel, const LoopParameter *buffer)
{
  return buffer->access == ACCESS_LOCAL ? kernel->parameters.count + buffer->position
                                        : buffer->position;
}

int kernel_buffer_count(const LoopKernel *kernel)
{
  return kernel->parameters.count + kernel->locals.count;
}

LoopVariable *kernel_add_variable(LoopProgram *program, LoopKernel *kernel, const char *name)
{
  LoopVariable *variable = arena_new(program->arena, LoopVariable);
  variable->name = unique_name(program, kernel, name);
  variable->id = kernel->variable_count++;
  return variable;
}

LoopVariable *kernel_add_size(LoopProgram *program, LoopKernel *kernel, const char *name)
{
  LoopVariable *size = kernel_add_variable(program, kernel, name);
  list_add(program->arena, &kernel->sizes, size);
  return size;
}

LoopRegister *kernel_add_register(LoopProgram *program, LoopKernel *kernel, const char *name,
                                  LoopType type)
{
  LoopRegister *reg = arena_new(program->arena, LoopRegister);
  reg->name = unique_name(program, kernel, name);
  reg->type = type;
  reg->id = kernel->registers.count;
  list_add(program->arena, &kernel->registers, reg);
  return reg;
}

// -- expressions ----------------------------------------------------------------------------------

static LoopExpr *expr_create(Arena *arena, LoopOp op, LoopType type, const LoopExpr *a,
                             const LoopExpr *b, const LoopExpr *c)
{
  LoopExpr *expr = arena_new(arena, LoopExpr);
  *expr = (LoopExpr){.op = op, .type = type, .operands = {a, b, c}};
  expr->operand_count = c ? 3 : b ? 2 : a ? 1 : 0;
  return expr;
}

// The expression, or what it folds to.
static const LoopExpr *expr_fold(Arena *arena, LoopOp op, LoopType type, const LoopExpr *a,
                                 const LoopExpr *b, const LoopExpr *c)
{
  LoopExpr made = {.op = op, .type = type, .operands = {a, b, c}};
  made.operand_count = c ? 3 : b ? 2 : 1;
  const LoopExpr *found = loop_fold(arena, &made);
  return found ? found : expr_create(arena, op, type, a, b, c);
}

const LoopExpr *loop_number(Arena *arena, LoopType type, double value)
{
  if (!type_is_float(type.scalar))
    return loop_integer(arena, type, (int64_t)value);
  LoopExpr *expr = expr_create(arena, LOOP_NUMBER, type, NULL, NULL, NULL);
  expr->number = isnan(value)              ? (double)NAN
                 : type.scalar == TYPE_F32 ? (double)(float)value
                                           : value;
  return expr;
}

const LoopExpr *loop_integer(Arena *arena, LoopType type, int64_t value)
{
  if (type_is_float(type.scalar))
    return loop_number(arena, type, (double)value);
  LoopExpr *expr = expr_create(arena, LOOP_NUMBER, type, NULL, NULL, NULL);
  expr->integer = type.scalar == TYPE_I32    ? (int32_t)value
                  : type.scalar == TYPE_U8   ? (uint8_t)value
                  : type.scalar == TYPE_BOOL ? value != 0
                                             : value;
  return expr;
}

const LoopExpr *loop_register(Arena *arena, LoopRegister *reg)
{
  LoopExpr *expr = expr_create(arena, LOOP_REGISTER, reg->type, NULL, NULL, NULL);
  expr->reg = reg;
  return expr;
}

const LoopExpr *loop_variable(Arena *arena, LoopVariable *variable)
{
  LoopExpr *expr = expr_create(arena, LOOP_VARIABLE, (LoopType){TYPE_INDEX, 1}, NULL, NULL, NULL);
  expr->variable = variable;
  return expr;
}

const LoopExpr *loop_load(Arena *arena, LoopParameter *parameter, int lanes,
                          const LoopExpr *address, const LoopExpr *count)
{
  LoopExpr *expr =
      expr_create(arena, LOOP_LOAD, (LoopType){parameter->type, lanes}, address, count, NULL);
  expr->parameter = parameter;
  return expr;
}

const LoopExpr *loop_gather(Arena *arena, LoopParameter *parameter, const LoopExpr *addresses)
{
  if (addresses->type.lanes == 1)
    return loop_load(arena, parameter, 1, addresses, NULL);
  LoopType type = {parameter->type, addresses->type.lanes};
  LoopExpr *expr = expr_create(arena, LOOP_GATHER, type, addresses, NULL, NULL);
  expr->parameter = parameter;
  return expr;
}

const LoopExpr *loop_unary(Arena *arena, LoopOp op, const LoopExpr *a)
{
  LoopType type = a->type;
  if ((op == LOOP_SUM_LANES || op == LOOP_MAX_LANES) && type.lanes == 1)
    return a;
  if (op == LOOP_BITS)
    type.scalar = TYPE_I32;
  else if (op == LOOP_FROM_BITS)
    type.scalar = TYPE_F32;
  else if (op == LOOP_SUM_LANES || op == LOOP_MAX_LANES)
    type.lanes = 1;
  if (type.lanes == a->type.lanes)
    return expr_fold(arena, op, type, a, NULL, NULL);
  return expr_create(arena, op, type, a, NULL, NULL);
}

const LoopExpr *loop_binary(Arena *arena, LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  bool compares = op >= LOOP_EQUAL && op <= LOOP_LESS_EQUAL;
  LoopType type = {compares          ? TYPE_BOOL
                   : op == LOOP_PAIR ? TYPE_I32
                                     : a->type.scalar,
                   a->type.lanes};
  return expr_fold(arena, op, type, a, b, NULL);
}

const LoopExpr *loop_ternary(Arena *arena, LoopOp op, const LoopExpr *a, const LoopExpr *b,
                             const LoopExpr *c)
{
  LoopType type = op == LOOP_SELECT ? b->type : op == LOOP_DOT ? c->type : a->type;
  return expr_fold(arena, op, type, a, b, c);
}

const LoopExpr *loop_convert(Arena *arena, Type type, const LoopExpr *a)
{
  if (a->type.scalar == type)
    return a;
  return expr_fold(arena, LOOP_CONVERT, (LoopType){type, a->type.lanes}, a, NULL, NULL);
}

const LoopExpr *loop_broadcast(Arena *arena, int lanes, const LoopExpr *a)
{
  if (lanes == a->type.lanes)
    return a;
  LoopType type = {a->type.scalar, lanes};
  if (a->op != LOOP_NUMBER)
    return expr_create(arena, LOOP_BROADCAST, type, a, NULL, NULL);
  bool is_float = type_is_float(type.scalar);
  return is_float ? loop_number(arena, type, a->number) : loop_integer(arena, type, a->integer);
}

const LoopExpr *loop_lanes(Arena *arena, int lanes, const LoopExpr *start)
{
  if (lanes == 1)
    return start;
  return expr_create(arena, LOOP_LANES, (LoopType){TYPE_INDEX, lanes}, start, NULL, NULL);
}

const LoopExpr *loop_random(Arena *arena, const LoopExpr *key, int stream, const LoopExpr *element)
{
  LoopType type = {TYPE_F32, element->type.lanes};
  LoopExpr *expr = expr_create(arena, LOOP_RANDOM, type, element, key, NULL);
  expr->stream = stream;
  return expr;
}

// On constants the compiler calls the function itself: a C compiler's own idea of it may differ.
const LoopExpr *loop_call(Arena *arena, const char *function, const LoopExpr *a, const LoopExpr *b)
{
  bool known = b ? loop_function2(function) != NULL : loop_function1(function) != NULL;
  if (known && a->op == LOOP_NUMBER && (!b || b->op == LOOP_NUMBER)) {
    double value =
        b ? loop_function2(function)(a->number, b->number) : loop_function1(function)(a->number);
    return loop_number(arena, (LoopType){TYPE_F64, 1}, value);
  }
  LoopExpr *expr = expr_create(arena, LOOP_CALL, (LoopType){TYPE_F64, 1}, a, b, NULL);
  expr->function = function;
  return expr;
}

// -- statements -----------------------------------------------------------------------------------

static LoopStatement *block_add(Arena *arena, LoopBlock *block, LoopStatementKind kind)
{
  LoopStatement *statement = arena_new(arena, LoopStatement);
  statement->kind = kind;
  if (block->last)
    block->last->next = statement;
  else
    block->first = statement;
  block->last = statement;
  return statement;
}

LoopBlock *block_for(Arena *arena, LoopBlock *block, LoopVariable *variable, const LoopExpr *from,
                     const LoopExpr *to, int64_t step)
{
  LoopStatement *statement = block_add(arena, block, LOOP_FOR);
  statement->loop.variable = variable;
  statement->loop.from = from;
  statement->loop.to = to;
  statement->loop.step = step;
  return &statement->loop.body;
}

LoopBlock *block_parallel(Arena *arena, LoopBlock *block, LoopVariable *variable,
                          const LoopExpr *from, const LoopExpr *to, int64_t step)
{
  LoopBlock *body = block_for(arena, block, variable, from, to, step);
  block->last->loop.parallel = true;
  return body;
}

void block_let(Arena *arena, LoopBlock *block, LoopRegister *reg, const LoopExpr *value)
{
  LoopStatement *statement = block_add(arena, block, LOOP_LET);
  statement->assign.reg = reg;
  statement->assign.value = value;
}

void block_set(Arena *arena, LoopBlock *block, LoopRegister *reg, const LoopExpr *value)
{
  if (value->op == LOOP_REGISTER && value->reg == reg)
    return;
  LoopStatement *statement = block_add(arena, block, LOOP_SET);
  statement->assign.reg = reg;
  statement->assign.value = value;
}

void block_store(Arena *arena, LoopBlock *block, LoopParameter *parameter, const LoopExpr *address,
                 const LoopExpr *value, const LoopExpr *count)
{
  block_store_strided(arena, block, parameter, address, 1, value, count);
}

void block_store_strided(Arena *arena, LoopBlock *block, LoopParameter *parameter,
                         const LoopExpr *address, int64_t stride, const LoopExpr *value,
                         const LoopExpr *count)
{
  LoopStatement *statement = block_add(arena, block, LOOP_STORE);
  statement->store.parameter = parameter;
  statement->store.address = address;
  statement->store.value = value;
  statement->store.count = count;
  statement->store.stride = value->type.lanes > 1 ? stride : 1;
}

void block_prefetch(Arena *arena, LoopBlock *block, const LoopExpr *load, bool far)
{
  LoopStatement *statement = block_add(arena, block, LOOP_PREFETCH);
  statement->fetch.load = load;
  statement->fetch.far = far;
}

LoopBlock *block_if(Arena *arena, LoopBlock *block, const LoopExpr *condition,
                    LoopBlock **otherwise)
{
  LoopStatement *statement = block_add(arena, block, LOOP_IF);
  statement->branch.condition = condition;
  if (otherwise)
    *otherwise = &statement->branch.otherwise;
  return &statement->branch.then;
}

// -- entries --------------------------------------------------------------------------------------

int entry_position(const LoopProgram *program, const LoopEntry *entry)
{
  int position = 0;
  while (program->entries.items[position] != entry)
    position++;
  return position;
}

int64_t port_extent(NetcExtent extent, const int64_t *sizes)
{
  int64_t value = extent.constant + (extent.symbol < 0 ? 0 : extent.factor * sizes[extent.symbol]);
  return extent.divisor > 1 ? value / extent.divisor : value;
}

int64_t port_row_bytes(const LoopEntry *entry, const NetcPort *port)
{
  static const int bytes[] = {
      [NETC_F32] = 4, [NETC_I32] = 4, [NETC_U8] = 1, [NETC_BOOL] = 1, [NETC_F64] = 8};
  int64_t row = port->rank > 0 && port->extents[0].symbol == 0 ? bytes[port->dtype] : 0;
  for (int d = 1; d < port->rank; d++)
    row *= port_extent(port->extents[d], entry->capacities.items);
  return row;
}

int64_t row_part_bytes(const LoopEntry *row)
{
  return (row->workspace_bytes + NETC_ARENA_ALIGNMENT - 1) / NETC_ARENA_ALIGNMENT *
         NETC_ARENA_ALIGNMENT;
}

int64_t entry_part_bytes(const LoopEntry *entry)
{
  return row_part_bytes(entry->row);
}

int64_t entry_parts_start(const LoopEntry *entry)
{
  return entry->workspace_bytes - entry->parts * entry_part_bytes(entry);
}

int entry_row_calls(const LoopEntry *entry)
{
  return entry->row ? entry->row->calls.count : 0;
}

void entry_open_repeats(const LoopEntry *entry, int call, RepeatVisit *visit, void *context)
{
  for (int i = 0; i < entry->repeats.count; i++) {
    const LoopRepeat *repeat = &entry->repeats.items[i];
    if (repeat->first == call && repeat->last > call)
      visit(repeat, context);
  }
}

void entry_close_repeats(const LoopEntry *entry, int call, RepeatVisit *visit, void *context)
{
  for (int i = entry->repeats.count - 1; i >= 0; i--) {
    const LoopRepeat *repeat = &entry->repeats.items[i];
    if (repeat->last == call + 1 && repeat->first <= call)
      visit(repeat, context);
  }
}
