// Runs loops as the generated code would, bit for bit.
//
// A kernel becomes flat code over slots, one for each variable, register, constant and intermediate
// value; then a plain loop over instructions runs it. The meaning of every operation is that of
// apply.c; only index arithmetic, which is most of the work, has instructions of its own. Every
// access is checked against the size of its buffer, lane by lane.

#include "loops/apply.h"
#include "loops/loops.h"
#include "random.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum Instruction {
  DO_APPLY,  // result = op(a, b, c)
  DO_CONVERT,
  DO_INDEX_ADD,  // one lane of type index
  DO_INDEX_MULTIPLY,
  DO_COPY,
  DO_LOAD,  // result = parameter[a], b: slot of the count or -1
  DO_GATHER,
  DO_STORE,  // store.parameter[a] = c, b: slot of the count or -1
  DO_BROADCAST,
  DO_LANES,
  DO_RANDOM,
  DO_CALL,
  DO_JUMP,
  DO_JUMP_UNLESS,       // a is false
  DO_JUMP_UNLESS_LESS,  // a >= b, of type index
} Instruction;

typedef struct Step {
  Instruction instruction;
  LoopOp op;
  LoopType type;        // of the first operand where it matters
  int result, a, b, c;  // slots
  union {
    int parameter;
    struct {
      int parameter;
      int64_t stride;
    } store;
    int target;  // of a jump: a position in the code
    Type to;     // CONVERT
    const char *function;
    int stream;
  };
} Step;

// What a parameter stands for in one call.
typedef struct Memory {
  char *start;
  int64_t count;  // elements
  const char *name;
} Memory;

typedef struct Code {
  Arena *arena;
  const LoopKernel *kernel;
  ListOf(Step) steps;
  ListOf(LoopValue) slots;  // variables, then registers, then the rest; constants hold their values
} Code;

static int variable_slot(const LoopVariable *variable)
{
  return variable->id;
}

static int register_slot(const Code *code, const LoopRegister *reg)
{
  return code->kernel->variable_count + reg->id;
}

static int new_slot(Code *code)
{
  LoopValue value;
  memset(&value, 0, sizeof value);
  list_add(code->arena, &code->slots, value);
  return code->slots.count - 1;
}

static Step *add_step(Code *code, Instruction instruction)
{
  Step step = {.instruction = instruction, .a = -1, .b = -1, .c = -1};
  list_add(code->arena, &code->steps, step);
  return &code->steps.items[code->steps.count - 1];
}

// -- compiling expressions ------------------------------------------------------------------------

static int number_slot(Code *code, const LoopExpr *e)
{
  int slot = new_slot(code);
  LoopValue *value = &code->slots.items[slot];
  for (int i = 0; i < e->type.lanes; i++)
    switch (e->type.scalar) {
    case TYPE_F32:
      value->f32[i] = (float)e->number;
      break;
    case TYPE_F64:
      value->f64[i] = e->number;
      break;
    case TYPE_I32:
      value->i32[i] = (int32_t)e->integer;
      break;
    case TYPE_INDEX:
      value->index[i] = e->integer;
      break;
    default:
      value->u8[i] = (uint8_t)e->integer;
    }
  return slot;
}

static Instruction instruction_of(const LoopExpr *e)
{
  bool index = e->type.scalar == TYPE_INDEX && e->type.lanes == 1;
  switch (e->op) {
  case LOOP_LOAD:
    return DO_LOAD;
  case LOOP_GATHER:
    return DO_GATHER;
  case LOOP_BROADCAST:
    return DO_BROADCAST;
  case LOOP_LANES:
    return DO_LANES;
  case LOOP_CONVERT:
    return DO_CONVERT;
  case LOOP_RANDOM:
    return DO_RANDOM;
  case LOOP_CALL:
    return DO_CALL;
  case LOOP_ADD:
    return index ? DO_INDEX_ADD : DO_APPLY;
  case LOOP_MULTIPLY:
    return index ? DO_INDEX_MULTIPLY : DO_APPLY;
  default:
    return DO_APPLY;
  }
}

// The slot that holds the value once the code so far has run.
static int compile_expr(Code *code, const LoopExpr *e)
{
  if (e->op == LOOP_NUMBER)
    return number_slot(code, e);
  if (e->op == LOOP_VARIABLE)
    return variable_slot(e->variable);
  if (e->op == LOOP_REGISTER)
    return register_slot(code, e->reg);
  int slots[3] = {-1, -1, -1};
  for (int i = 0; i < e->operand_count; i++)
    slots[i] = compile_expr(code, e->operands[i]);
  int result = new_slot(code);
  Step *step = add_step(code, instruction_of(e));
  step->op = e->op;
  step->type = e->op == LOOP_SELECT ? e->type : e->operands[0]->type;
  step->result = result;
  step->a = slots[0];
  step->b = slots[1];
  step->c = slots[2];
  if (e->op == LOOP_LOAD || e->op == LOOP_GATHER || e->op == LOOP_BROADCAST || e->op == LOOP_LANES)
    step->type = e->type;
  if (e->op == LOOP_LOAD || e->op == LOOP_GATHER)
    step->parameter = kernel_buffer(code->kernel, e->parameter);
  else if (e->op == LOOP_CONVERT)
    step->to = e->type.scalar;
  else if (e->op == LOOP_CALL)
    step->function = e->function;
  else if (e->op == LOOP_RANDOM)
    step->stream = e->stream;
  return result;
}

// -- compiling statements -------------------------------------------------------------------------

static void compile_block(Code *code, const LoopBlock *block);

static void compile_copy(Code *code, int to, int from, LoopType type)
{
  Step *step = add_step(code, DO_COPY);
  step->type = type;
  step->result = to;
  step->a = from;
}

static void compile_for(Code *code, const LoopStatement *s)
{
  LoopType index = {TYPE_INDEX, 1};
  int variable = variable_slot(s->loop.variable), limit = new_slot(code), stride = new_slot(code);
  code->slots.items[stride].index[0] = s->loop.step;
  int from = compile_expr(code, s->loop.from);
  compile_copy(code, limit, compile_expr(code, s->loop.to), index);
  compile_copy(code, variable, from, index);
  int head = code->steps.count;
  Step *test = add_step(code, DO_JUMP_UNLESS_LESS);
  test->a = variable;
  test->b = limit;
  compile_block(code, &s->loop.body);
  Step *add = add_step(code, DO_INDEX_ADD);
  add->result = add->a = variable;
  add->b = stride;
  add_step(code, DO_JUMP)->target = head;
  code->steps.items[head].target = code->steps.count;
}

static void compile_if(Code *code, const LoopStatement *s)
{
  int condition = compile_expr(code, s->branch.condition);
  int test = code->steps.count;
  add_step(code, DO_JUMP_UNLESS)->a = condition;
  compile_block(code, &s->branch.then);
  int end = code->steps.count;
  add_step(code, DO_JUMP);
  code->steps.items[test].target = code->steps.count;
  compile_block(code, &s->branch.otherwise);
  code->steps.items[end].target = code->steps.count;
}

static void compile_store(Code *code, const LoopStatement *s)
{
  int address = compile_expr(code, s->store.address);
  int value = compile_expr(code, s->store.value);
  int count = s->store.count ? compile_expr(code, s->store.count) : -1;
  Step *step = add_step(code, DO_STORE);
  step->type = s->store.value->type;
  step->store.parameter = kernel_buffer(code->kernel, s->store.parameter);
  step->store.stride = s->store.stride;
  step->a = address;
  step->b = count;
  step->c = value;
}

static void compile_block(Code *code, const LoopBlock *block)
{
  for (const LoopStatement *s = block->first; s; s = s->next)
    switch (s->kind) {
    case LOOP_FOR:
      compile_for(code, s);
      break;
    case LOOP_LET:
    case LOOP_SET:
      compile_copy(code, register_slot(code, s->assign.reg), compile_expr(code, s->assign.value),
                   s->assign.reg->type);
      break;
    case LOOP_STORE:
      compile_store(code, s);
      break;
    case LOOP_PREFETCH:
      break;
    case LOOP_IF:
      compile_if(code, s);
      break;
    }
}

static Code *compile_kernel(Arena *arena, const LoopKernel *kernel)
{
  Code *code = arena_new(arena, Code);
  code->arena = arena;
  code->kernel = kernel;
  for (int i = 0; i < kernel->variable_count + kernel->registers.count; i++)
    new_slot(code);
  compile_block(code, &kernel->body);
  return code;
}

// -- running --------------------------------------------------------------------------------------

static int64_t lanes_of(const LoopValue *slots, const Step *step)
{
  if (step->b < 0)
    return step->type.lanes;
  int64_t count = slots[step->b].index[0];
  return count < 0 ? 0 : count < step->type.lanes ? count : step->type.lanes;
}

static _Noreturn void access_outside(const Memory *memory, int64_t first, int64_t lanes)
{
  fprintf(stderr, "netc: internal error: access to %s[%lld : %lld] of %lld elements\n",
          memory->name, (long long)first, (long long)lanes, (long long)memory->count);
  abort();
}

// The address of elements first .. first + lanes - 1.
static char *element_address(const Memory *memory, int64_t first, int64_t lanes, size_t size)
{
  if (lanes > 0 && (first < 0 || first + lanes > memory->count))
    access_outside(memory, first, lanes);
  return memory->start + first * (int64_t)size;
}

static void run_load(LoopValue *slots, const Step *step, const Memory *buffers)
{
  size_t size = (size_t)type_bytes(step->type.scalar), lanes = (size_t)lanes_of(slots, step);
  const char *from =
      element_address(&buffers[step->parameter], slots[step->a].index[0], (int64_t)lanes, size);
  LoopValue *result = &slots[step->result];
  memcpy(result, from, lanes * size);
  memset((char *)result + lanes * size, 0, ((size_t)step->type.lanes - lanes) * size);
}

static void run_gather(LoopValue *slots, const Step *step, const Memory *buffers)
{
  size_t size = (size_t)type_bytes(step->type.scalar);
  for (int i = 0; i < step->type.lanes; i++)
    memcpy((char *)&slots[step->result] + (size_t)i * size,
           element_address(&buffers[step->parameter], slots[step->a].index[i], 1, size), size);
}

static void run_store(LoopValue *slots, const Step *step, const Memory *buffers)
{
  size_t size = (size_t)type_bytes(step->type.scalar);
  int64_t lanes = lanes_of(slots, step), first = slots[step->a].index[0];
  const Memory *buffer = &buffers[step->store.parameter];
  if (step->store.stride == 1)
    memcpy(element_address(buffer, first, lanes, size), &slots[step->c], (size_t)lanes * size);
  else
    for (int64_t i = 0; i < lanes; i++)
      memcpy(element_address(buffer, first + i * step->store.stride, 1, size),
             (char *)&slots[step->c] + (size_t)i * size, size);
}

static void run_broadcast(LoopValue *slots, const Step *step)
{
  size_t size = (size_t)type_bytes(step->type.scalar);
  for (int i = 0; i < step->type.lanes; i++)
    memcpy((char *)&slots[step->result] + (size_t)i * size, &slots[step->a], size);
}

static void run_random(LoopValue *slots, const Step *step, const NetcCall *call)
{
  uint64_t key = (uint64_t)slots[step->b].index[0];
  for (int i = 0; i < step->type.lanes; i++)
    slots[step->result].f32[i] = netc_random_uniform(
        call->seed, call->step, key, (uint64_t)slots[step->a].index[i], (uint32_t)step->stream);
}

static void run_call(LoopValue *slots, const Step *step)
{
  double a = slots[step->a].f64[0];
  slots[step->result].f64[0] = step->b < 0
                                   ? loop_function1(step->function)(a)
                                   : loop_function2(step->function)(a, slots[step->b].f64[0]);
}

// All but jumps.
static void run_step(LoopValue *slots, const Step *step, const Memory *buffers,
                     const NetcCall *call)
{
  switch (step->instruction) {
  case DO_APPLY:
    loop_apply(step->op, step->type, &slots[step->result], &slots[step->a],
               step->b < 0 ? NULL : &slots[step->b], step->c < 0 ? NULL : &slots[step->c]);
    break;
  case DO_CONVERT:
    loop_apply_convert(step->type.scalar, step->to, step->type.lanes, &slots[step->result],
                       &slots[step->a]);
    break;
  case DO_COPY:
    memcpy(&slots[step->result], &slots[step->a],
           (size_t)(type_bytes(step->type.scalar) * step->type.lanes));
    break;
  case DO_LOAD:
    run_load(slots, step, buffers);
    break;
  case DO_GATHER:
    run_gather(slots, step, buffers);
    break;
  case DO_STORE:
    run_store(slots, step, buffers);
    break;
  case DO_BROADCAST:
    run_broadcast(slots, step);
    break;
  case DO_LANES:
    for (int i = 0; i < step->type.lanes; i++)
      slots[step->result].index[i] = slots[step->a].index[0] + i;
    break;
  case DO_RANDOM:
    run_random(slots, step, call);
    break;
  case DO_CALL:
    run_call(slots, step);
    break;
  default:
    assert(!"a jump");
  }
}

static void run_kernel(const Code *code, LoopValue *slots, const Memory *buffers,
                       const NetcCall *call)
{
  const Step *steps = code->steps.items;
  for (int at = 0; at < code->steps.count;) {
    const Step *step = &steps[at++];
    switch (step->instruction) {
    case DO_INDEX_ADD:
      slots[step->result].index[0] =
          (int64_t)((uint64_t)slots[step->a].index[0] + (uint64_t)slots[step->b].index[0]);
      break;
    case DO_INDEX_MULTIPLY:
      slots[step->result].index[0] =
          (int64_t)((uint64_t)slots[step->a].index[0] * (uint64_t)slots[step->b].index[0]);
      break;
    case DO_JUMP:
      at = step->target;
      break;
    case DO_JUMP_UNLESS:
      if (!slots[step->a].boolean[0])
        at = step->target;
      break;
    case DO_JUMP_UNLESS_LESS:
      if (slots[step->a].index[0] >= slots[step->b].index[0])
        at = step->target;
      break;
    default:
      run_step(slots, step, buffers, call);
    }
  }
}

// -- entries --------------------------------------------------------------------------------------

static char *buffer_address(const LoopProgram *program, const LoopBuffer *buffer,
                            const NetcCall *call)
{
  switch (buffer->space) {
  case SPACE_WEIGHTS:
    return call->weights + buffer->offset;
  case SPACE_SLOTS:
    return call->slots + buffer->offset;
  case SPACE_PREPARED:
    return call->prepared + buffer->offset;
  case SPACE_WORKSPACE:
    return call->workspace + buffer->offset;
  case SPACE_INPUT:
    return (char *)call->inputs[buffer->offset];
  case SPACE_OUTPUT:
    return call->outputs[buffer->offset];
  case SPACE_SCALARS:
    return (char *)call->scalars + buffer->offset;
  case SPACE_CONSTANT:
    return (char *)program->constants.items[buffer->offset].data;
  }
  return NULL;
}

typedef struct EntryRun {
  const LoopProgram *program;
  const LoopEntry *entry;
  NetcCall *call;
  int64_t *steps;  // by repeat
  Arena *arena;    // of the kernel that runs
} EntryRun;

static int64_t size_value(const EntryRun *run, const LoopSize *size)
{
  int symbols = run->entry->symbols.count;
  if (size->symbol < 0)
    return size->constant;
  int64_t value = size->symbol < symbols ? run->call->symbols[size->symbol]
                                         : run->steps[size->symbol - symbols];
  value = size->constant + size->factor * value;
  return size->divisor > 1 ? value / size->divisor : value;
}

static int64_t port_count(const LoopEntry *entry, const NetcPort *port, const NetcCall *call)
{
  int64_t count = 1;
  for (int d = 0; d < port->rank; d++)
    count *= port_extent(port->extents[d], d ? entry->capacities.items : call->symbols);
  return count;
}

// Inputs and outputs have as many rows as the day's extents say, all else is as at capacity.
static int64_t buffer_count(const LoopEntry *entry, const LoopBuffer *buffer, const NetcCall *call)
{
  if (buffer->space == SPACE_INPUT && buffer->offset < entry->inputs.count)
    return port_count(entry, &entry->inputs.items[buffer->offset], call);
  if (buffer->space == SPACE_OUTPUT && buffer->offset < entry->outputs.count)
    return port_count(entry, &entry->outputs.items[buffer->offset], call);
  return buffer->count;
}

static void add_locals(const EntryRun *run, const LoopKernel *kernel, Memory *buffers)
{
  for (int k = 0; k < kernel->locals.count; k++) {
    const LoopParameter *local = kernel->locals.items[k];
    buffers[k] =
        (Memory){arena_allocate(run->arena, (size_t)local->count, (size_t)type_bytes(local->type)),
                 local->count, local->name};
  }
}

static void run_kernel_call(const EntryRun *run, int position)
{
  const LoopCall *c = &run->entry->calls.items[position];
  const LoopKernel *kernel = c->kernel;
  Code *code = compile_kernel(run->arena, kernel);
  Memory *buffers = arena_array(run->arena, Memory, kernel_buffer_count(kernel) + 1);
  for (int k = 0; k < kernel->parameters.count; k++)
    buffers[k] = (Memory){buffer_address(run->program, c->buffers[k], run->call),
                          buffer_count(run->entry, c->buffers[k], run->call), c->buffers[k]->name};
  add_locals(run, kernel, buffers + kernel->parameters.count);
  for (int k = 0; k < kernel->sizes.count; k++)
    code->slots.items[variable_slot(kernel->sizes.items[k])].index[0] =
        size_value(run, &c->sizes[k]);
  run_kernel(code, code->slots.items, buffers, run->call);
  if (run->call->kernel_done)
    run->call->kernel_done(run->call, entry_row_calls(run->entry) + position);
  arena_reset(run->arena);
}

// The first repeat from `repeat` on that begins with the call; -1: none.
static int find_repeat(const LoopEntry *entry, int repeat, int call)
{
  for (int i = repeat; i < entry->repeats.count; i++)
    if (entry->repeats.items[i].first == call && entry->repeats.items[i].last > call)
      return i;
  return -1;
}

// The repeats before `repeat` are those around.
static void run_calls(const EntryRun *run, int first, int last, int repeat)
{
  for (int at = first; at < last;) {
    int inner = find_repeat(run->entry, repeat, at);
    if (inner < 0) {
      run_kernel_call(run, at++);
      continue;
    }
    const LoopRepeat *r = &run->entry->repeats.items[inner];
    int64_t count = size_value(run, &r->count);
    for (int64_t i = 0; i < count; i++) {
      run->steps[inner] = r->reverse ? count - 1 - i : i;
      run_calls(run, at, r->last, inner + 1);
    }
    at = r->last;
  }
}

static void run_rows(const LoopProgram *program, const LoopEntry *entry, const NetcCall *call,
                     Arena *arena)
{
  NetcCall row = *call;
  const void **inputs = arena_array(arena, const void *, entry->inputs.count + 1);
  void **outputs = arena_array(arena, void *, entry->row->outputs.count + 1);
  int64_t *symbols = arena_array(arena, int64_t, entry->symbols.count);
  memcpy(symbols, call->symbols, (size_t)entry->symbols.count * sizeof *symbols);
  symbols[0] = 1;
  row.inputs = inputs;
  row.outputs = outputs;
  row.symbols = symbols;
  row.workspace += entry_parts_start(entry);
  for (int64_t r = 0; r < call->symbols[0]; r++) {
    for (int i = 0; i < entry->inputs.count; i++)
      inputs[i] =
          (const char *)call->inputs[i] + r * port_row_bytes(entry, &entry->inputs.items[i]);
    for (int i = 0; i < entry->row->outputs.count; i++) {
      char *all = entry->kept.count ? buffer_address(program, entry->kept.items[i], call)
                                    : call->outputs[i];
      outputs[i] = all + r * port_row_bytes(entry->row, &entry->row->outputs.items[i]);
    }
    loops_interpret(program, entry->row, &row);
  }
}

void loops_interpret(const LoopProgram *program, const LoopEntry *entry, NetcCall *call)
{
  Arena *arena = arena_create(), *of_kernel = arena_create();
  if (entry->row)
    run_rows(program, entry, call, arena);
  int64_t *steps = arena_array(arena, int64_t, entry->repeats.count + 1);
  EntryRun run = {program, entry, call, steps, of_kernel};
  run_calls(&run, 0, entry->calls.count, 0);
  arena_destroy(of_kernel);
  arena_destroy(arena);
}
