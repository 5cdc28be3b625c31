// Text of loops may come from anybody. The verifier refuses what surely leaves its buffer; an
// access that is not shown to stay inside, since its address comes from data, or since a condition
// decides, is held inside.
//
//   before   y[i] = table[index(n[i])]
//   after    y[i] = table[maximum(0, minimum(index(n[i]), 29))]
//
// Programs that stay inside mean what they meant before. What is known of a value is an interval:
// sizes reach from one to their capacities, loop variables over their ranges, the elements of an
// input up to what its port promises, which is checked where data comes in. A kernel is looked at
// for each of its calls: what each of them shows to stay inside is left as it is. Where calls pass
// buffers of different sizes, how many elements there are becomes a size of the kernel.

#include "graph/map.h"
#include "loops/fold.h"
#include "loops/text.h"
#include "loops/verify.h"

#include <string.h>

typedef struct Interval {
  bool known;
  int64_t least, most;
} Interval;

typedef struct Guard {
  Fault fault;
  LoopProgram *program;
  Arena *arena;  // the program's
  LoopKernel *kernel;
  bool is_called;
  Interval *counts;     // by parameter: elements of the buffers that calls pass
  int *rooms;           // by parameter: the kernel's size that holds them, from 1; 0: none needs it
  Interval *contents;   // by parameter: what its elements are
  Interval *variables;  // by id; of sizes too
  Interval *registers;  // by id
  bool *changes;        // by register: a SET changes it
  bool probes;          // looks at one call and changes nothing
  PointerMap *outside;  // loads and stores that some call does not show to stay inside
} Guard;

static const Interval unknown;

static Interval interval(int64_t least, int64_t most)
{
  return (Interval){true, least, most};
}

static Interval join(Interval a, Interval b)
{
  if (!a.known || !b.known)
    return unknown;
  return interval(a.least < b.least ? a.least : b.least, a.most > b.most ? a.most : b.most);
}

// -- what calls pass ------------------------------------------------------------------------------

static Interval extent_interval(const LoopEntry *entry, NetcExtent extent)
{
  Interval value = interval(extent.constant, extent.constant);
  if (extent.symbol < 0 || extent.factor == 0)
    return value;
  int64_t least = extent.factor, most;
  bool fine = !__builtin_mul_overflow(extent.factor, entry->capacities.items[extent.symbol], &most);
  fine = fine && !__builtin_add_overflow(least, extent.constant, &least) &&
         !__builtin_add_overflow(most, extent.constant, &most);
  int64_t divisor = extent.divisor > 1 ? extent.divisor : 1;
  return fine ? join(interval(least / divisor, least / divisor),
                     interval(most / divisor, most / divisor))
              : unknown;
}

// A symbol's interval, or that of a step: 0 to the number of steps, which is left out.
static Interval size_interval(const LoopEntry *entry, const LoopSize *size)
{
  int step = size->symbol - entry->symbols.count;
  if (step < 0)
    return extent_interval(entry, *size);
  Interval count = size_interval(entry, &entry->repeats.items[step].count), all = unknown;
  int64_t last;
  if (count.known && count.most > 0 &&
      !__builtin_mul_overflow(size->factor, count.most - 1, &last) &&
      !__builtin_add_overflow(last, size->constant, &last))
    all = join(interval(size->constant, size->constant), interval(last, last));
  return all;
}

static Interval constant_interval(const LoopConstant *constant)
{
  const int32_t *values = constant->data;
  Interval all = unknown;
  for (int64_t i = 0; i < constant->count; i++)
    all = i == 0 ? interval(values[0], values[0]) : join(all, interval(values[i], values[i]));
  return all;
}

static Interval content_interval(const LoopProgram *program, const LoopEntry *entry,
                                 const LoopBuffer *buffer)
{
  if (buffer->type == TYPE_BOOL || buffer->type == TYPE_U8)
    return interval(0, buffer->type == TYPE_BOOL ? 1 : 255);
  if (buffer->type != TYPE_I32)
    return unknown;
  if (buffer->space == SPACE_CONSTANT)
    return constant_interval(&program->constants.items[buffer->offset]);
  if (buffer->space != SPACE_INPUT)
    return unknown;
  Interval bound = extent_interval(entry, entry->inputs.items[buffer->offset].bound);
  return bound.known && bound.most > 0 ? interval(0, bound.most - 1) : unknown;
}

static void add_call(Guard *g, const LoopEntry *entry, const LoopCall *call)
{
  for (int i = 0; i < g->kernel->parameters.count; i++) {
    const LoopBuffer *buffer = call->buffers[i];
    Interval content = content_interval(g->program, entry, buffer);
    g->contents[i] = g->is_called ? join(g->contents[i], content) : content;
    Interval count = interval(buffer->count, buffer->count);
    g->counts[i] = g->is_called ? join(g->counts[i], count) : count;
  }
  for (int i = 0; i < g->kernel->sizes.count; i++) {
    Interval *known = &g->variables[g->kernel->sizes.items[i]->id];
    Interval size = size_interval(entry, &call->sizes[i]);
    *known = g->is_called ? join(*known, size) : size;
  }
  g->is_called = true;
}

// -- values ---------------------------------------------------------------------------------------

static Interval product(Interval a, Interval b)
{
  int64_t corners[4];
  if (__builtin_mul_overflow(a.least, b.least, &corners[0]) ||
      __builtin_mul_overflow(a.least, b.most, &corners[1]) ||
      __builtin_mul_overflow(a.most, b.least, &corners[2]) ||
      __builtin_mul_overflow(a.most, b.most, &corners[3]))
    return unknown;
  Interval all = interval(corners[0], corners[0]);
  for (int i = 1; i < 4; i++)
    all = join(all, interval(corners[i], corners[i]));
  return all;
}

static Interval sum(Interval a, Interval b)
{
  Interval all = {true, 0, 0};
  all.known = !__builtin_add_overflow(a.least, b.least, &all.least) &&
              !__builtin_add_overflow(a.most, b.most, &all.most);
  return all;
}

static Interval negated(Interval a)
{
  return a.least == INT64_MIN ? unknown : interval(-a.most, -a.least);
}

static int64_t floor_divided(int64_t a, int64_t b)
{
  return a / b - (a % b < 0);
}

static Interval binary_interval(LoopOp op, Interval a, Interval b)
{
  if (op == LOOP_REMAINDER && b.known && b.least > 0)
    return interval(0, b.most - 1);
  if (op == LOOP_MAXIMUM || op == LOOP_MINIMUM) {  // one of them is enough
    a = a.known ? a : interval(INT64_MIN, INT64_MAX);
    b = b.known ? b : interval(INT64_MIN, INT64_MAX);
  }
  if (!a.known || !b.known)
    return unknown;
  switch (op) {
  case LOOP_ADD:
    return sum(a, b);
  case LOOP_SUBTRACT:
    b = negated(b);
    return b.known ? sum(a, b) : unknown;
  case LOOP_MULTIPLY:
    return product(a, b);
  case LOOP_MAXIMUM:
    return interval(a.least > b.least ? a.least : b.least, a.most > b.most ? a.most : b.most);
  case LOOP_MINIMUM:
    return interval(a.least < b.least ? a.least : b.least, a.most < b.most ? a.most : b.most);
  case LOOP_QUOTIENT:
    return b.least > 0 && b.least == b.most
               ? interval(floor_divided(a.least, b.least), floor_divided(a.most, b.least))
               : unknown;
  default:
    return unknown;
  }
}

// Whole values of their type; what does not fit it wraps.
static Interval within(Interval value, Type type)
{
  bool fits = value.known;
  if (type == TYPE_I32)
    fits = fits && value.least >= INT32_MIN && value.most <= INT32_MAX;
  else if (type == TYPE_U8 || type == TYPE_BOOL)
    fits = fits && value.least >= 0 && value.most <= (type == TYPE_U8 ? 255 : 1);
  else if (type != TYPE_INDEX)
    fits = false;
  return fits ? value : unknown;
}

// A local buffer holds whatever the kernel put there.
static Interval content_of(const Guard *g, const LoopParameter *buffer)
{
  return buffer->access == ACCESS_LOCAL ? unknown : g->contents[buffer->position];
}

static Interval value_interval(const Guard *g, const LoopExpr *e)
{
  Interval operands[3] = {unknown, unknown, unknown};
  if (type_is_float(e->type.scalar))
    return unknown;
  for (int i = 0; i < e->operand_count; i++)
    operands[i] = value_interval(g, e->operands[i]);
  switch (e->op) {
  case LOOP_NUMBER:
    return interval(e->integer, e->integer);
  case LOOP_VARIABLE:
    return g->variables[e->variable->id];
  case LOOP_REGISTER:
    return g->registers[e->reg->id];
  case LOOP_LOAD:  // lanes beyond the count are 0
    return e->operand_count > 1 ? join(content_of(g, e->parameter), interval(0, 0))
                                : content_of(g, e->parameter);
  case LOOP_GATHER:
    return content_of(g, e->parameter);
  case LOOP_BROADCAST:
  case LOOP_CONVERT:
  case LOOP_MAX_LANES:
    return within(operands[0], e->type.scalar);
  case LOOP_LANES:
    return operands[0].known ? sum(operands[0], interval(0, e->type.lanes - 1)) : unknown;
  case LOOP_NEGATE:
    return operands[0].known ? within(negated(operands[0]), e->type.scalar) : unknown;
  case LOOP_SELECT:
    return join(operands[1], operands[2]);
  default:
    return e->operand_count == 2
               ? within(binary_interval(e->op, operands[0], operands[1]), e->type.scalar)
               : unknown;
  }
}

// -- accesses -------------------------------------------------------------------------------------

// An access: its address, how many of the lanes (null: all), and how far they are apart.
typedef struct Reach {
  const LoopParameter *parameter;
  const LoopExpr *address, *count;
  int lanes;
  int64_t stride;
} Reach;

static Interval count_of(const Guard *g, const LoopParameter *buffer)
{
  return buffer->access == ACCESS_LOCAL ? interval(buffer->count, buffer->count)
                                        : g->counts[buffer->position];
}

static const LoopExpr *number(const Guard *g, int64_t value)
{
  return loop_integer(g->arena, (LoopType){TYPE_INDEX, 1}, value);
}

// How many elements a buffer has, as the kernel sees it.
static const LoopExpr *room_of(Guard *g, const LoopParameter *buffer)
{
  Interval count = count_of(g, buffer);
  if (count.least == count.most)
    return number(g, count.least);
  int *room = &g->rooms[buffer->position];
  if (!*room) {
    LoopVariable *size = kernel_add_size(g->program, g->kernel, buffer->name);
    g->variables[size->id] = count;
    *room = g->kernel->sizes.count;
  }
  return loop_variable(g->arena, g->kernel->sizes.items[*room - 1]);
}

static const LoopExpr *least_of(const Guard *g, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(g->arena, LOOP_MINIMUM, a, b);
}

static const LoopExpr *difference(const Guard *g, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(g->arena, LOOP_SUBTRACT, a, b);
}

static const LoopExpr *most_of(const Guard *g, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(g->arena, LOOP_MAXIMUM, a, b);
}

// From the first element that `used` lanes touch to behind the last; stride 1 is most of them.
static int64_t width(const Reach *r, int64_t used)
{
  return (used - 1) * r->stride + 1;
}

static bool stays_inside(const Guard *g, const Reach *r)
{
  Interval address = value_interval(g, r->address), count = interval(r->lanes, r->lanes);
  if (r->count)
    count = value_interval(g, r->count);
  int64_t used = count.known && count.most < r->lanes ? count.most : r->lanes;
  return used < 1 || (address.known && address.least >= 0 &&
                      address.most <= count_of(g, r->parameter).least - width(r, used));
}

// Counts first: no more lanes than the buffer has room for. Then the address: so that they fit.
static bool hold_inside(Guard *g, Reach *r, const void *access)
{
  if (stays_inside(g, r))
    return true;
  if (g->probes)
    pointer_map_set(g->outside, access, g);
  if (g->probes || !pointer_map_get(g->outside, access))
    return true;
  int64_t fewest = count_of(g, r->parameter).least;
  if (fewest < (r->count ? 1 : width(r, r->lanes)))
    return fault(&g->fault, "%d lanes of %s do not fit a buffer of %lld elements", r->lanes,
                 r->parameter->name, (long long)fewest);
  const LoopExpr *room = room_of(g, r->parameter);
  const LoopExpr *last = difference(g, room, number(g, width(r, r->lanes)));
  if (r->count) {
    const LoopExpr *end = difference(g, room, number(g, 1));
    const LoopExpr *places = loop_binary(g->arena, LOOP_QUOTIENT, end, number(g, r->stride));
    places = loop_binary(g->arena, LOOP_ADD, places, number(g, 1));
    r->count = least_of(g, r->count, least_of(g, places, number(g, r->lanes)));
    const LoopExpr *beyond = difference(g, most_of(g, r->count, number(g, 1)), number(g, 1));
    beyond = loop_binary(g->arena, LOOP_MULTIPLY, beyond, number(g, r->stride));
    last = difference(g, end, beyond);
  }
  int lanes = r->address->type.lanes;  // of a gather's addresses
  r->address = least_of(g, r->address, loop_broadcast(g->arena, lanes, last));
  r->address = most_of(g, loop_broadcast(g->arena, lanes, number(g, 0)), r->address);
  return true;
}

// `access`: the load as it was before its operands were guarded.
static const LoopExpr *guarded_load(Guard *g, const LoopExpr *e, const LoopExpr *access)
{
  bool gathers = e->op == LOOP_GATHER;
  Reach r = {e->parameter, e->operands[0], e->operand_count > 1 ? e->operands[1] : NULL,
             gathers ? 1 : e->type.lanes, 1};
  if (!hold_inside(g, &r, access) || (r.address == e->operands[0] && r.count == e->operands[1]))
    return e;
  LoopParameter *parameter = e->parameter;
  return gathers ? loop_gather(g->arena, parameter, r.address)
                 : loop_load(g->arena, parameter, e->type.lanes, r.address, r.count);
}

static const LoopExpr *guarded(Guard *g, const LoopExpr *e)
{
  const LoopExpr *access = e;
  LoopExpr copy = *e;
  bool changed = false;
  for (int i = 0; i < e->operand_count; i++) {
    copy.operands[i] = guarded(g, e->operands[i]);
    changed |= copy.operands[i] != e->operands[i];
  }
  if (changed) {
    LoopExpr *made = arena_new(g->arena, LoopExpr);
    *made = copy;
    e = made;
  }
  return e->op == LOOP_LOAD || e->op == LOOP_GATHER ? guarded_load(g, e, access) : e;
}

// -- statements -----------------------------------------------------------------------------------

static void guard_block(Guard *g, LoopBlock *block);

static void find_changes(Guard *g, const LoopBlock *block)
{
  for (const LoopStatement *s = block->first; s; s = s->next) {
    if (s->kind == LOOP_SET)
      g->changes[s->assign.reg->id] = true;
    if (s->kind == LOOP_FOR)
      find_changes(g, &s->loop.body);
    if (s->kind == LOOP_IF) {
      find_changes(g, &s->branch.then);
      find_changes(g, &s->branch.otherwise);
    }
  }
}

static void guard_for(Guard *g, LoopStatement *s)
{
  Interval from = value_interval(g, s->loop.from), to = value_interval(g, s->loop.to),
           all = unknown;
  s->loop.from = guarded(g, s->loop.from);
  s->loop.to = guarded(g, s->loop.to);
  if (s->loop.reverse)
    s->loop.reverse = guarded(g, s->loop.reverse);
  int64_t turns;
  if (from.known && to.known && !__builtin_sub_overflow(to.most, from.least, &turns)) {
    turns = turns > 0 ? turns - 1 : 0;
    all = interval(from.least,
                   from.least +
                       (from.least == from.most ? turns / s->loop.step * s->loop.step : turns));
  }
  if (from.known && to.known && to.most <= from.least)
    return;  // it never runs
  g->variables[s->loop.variable->id] = all;
  guard_block(g, &s->loop.body);
}

static void guard_assign(Guard *g, LoopStatement *s)
{
  int id = s->assign.reg->id;
  Interval value = value_interval(g, s->assign.value);
  s->assign.value = guarded(g, s->assign.value);
  g->registers[id] = g->changes[id] ? unknown : value;
}

static void guard_store(Guard *g, LoopStatement *s)
{
  s->store.value = guarded(g, s->store.value);
  s->store.address = guarded(g, s->store.address);
  if (s->store.count)
    s->store.count = guarded(g, s->store.count);
  Reach r = {s->store.parameter, s->store.address, s->store.count, s->store.value->type.lanes,
             s->store.stride};
  hold_inside(g, &r, s);
  s->store.address = r.address;
  s->store.count = r.count;
}

static void guard_block(Guard *g, LoopBlock *block)
{
  for (LoopStatement *s = block->first; s && !g->fault.text; s = s->next) {
    g->fault.at = s->place;
    switch (s->kind) {
    case LOOP_FOR:
      guard_for(g, s);
      break;
    case LOOP_LET:
    case LOOP_SET:
      guard_assign(g, s);
      break;
    case LOOP_STORE:
      guard_store(g, s);
      break;
    case LOOP_PREFETCH:  // what its address reads is held inside, the line need not be
      s->fetch.load = loop_load(g->arena, s->fetch.load->parameter, 1,
                                guarded(g, s->fetch.load->operands[0]), NULL);
      break;
    case LOOP_IF:
      s->branch.condition = guarded(g, s->branch.condition);
      guard_block(g, &s->branch.then);
      guard_block(g, &s->branch.otherwise);
      break;
    }
  }
}

// -- the program ----------------------------------------------------------------------------------

static Guard guard_create(LoopProgram *program, Arena *scratch, LoopKernel *kernel,
                          PointerMap *outside)
{
  Arena *arena = program->arena;
  Guard g = {.fault = {.arena = arena, .place = arena_print(arena, "kernel %s", kernel->name)},
             .program = program,
             .arena = arena,
             .kernel = kernel,
             .outside = outside};
  g.counts = arena_array(scratch, Interval, kernel->parameters.count + 1);
  g.rooms = arena_array(scratch, int, kernel->parameters.count + 1);
  g.contents = arena_array(scratch, Interval, kernel->parameters.count + 1);
  int variables = kernel->variable_count + kernel->parameters.count;  // with rooms
  g.variables = arena_array(scratch, Interval, variables + 1);
  g.registers = arena_array(scratch, Interval, kernel->registers.count + 1);
  g.changes = arena_array(scratch, bool, kernel->registers.count + 1);
  find_changes(&g, &kernel->body);
  return g;
}

// Marks what this call does not show to stay inside.
static void probe_call(const Guard *all, const LoopEntry *entry, const LoopCall *call)
{
  Arena *scratch = arena_create();
  Guard one = guard_create(all->program, scratch, call->kernel, all->outside);
  one.probes = true;
  add_call(&one, entry, call);
  guard_block(&one, &call->kernel->body);
  arena_destroy(scratch);
}

// A call passes the sizes that it passed before, then the rooms that its kernel asks for.
static void pass_rooms(const Guard *g, LoopCall *call)
{
  int count = g->kernel->sizes.count, added = 0;
  for (int i = 0; i < g->kernel->parameters.count; i++)
    added += g->rooms[i] > 0;
  if (added == 0)
    return;
  LoopSize *sizes = arena_array(g->arena, LoopSize, count);
  for (int i = 0; i < count - added; i++)
    sizes[i] = call->sizes[i];
  for (int i = 0; i < g->kernel->parameters.count; i++)
    if (g->rooms[i])
      sizes[g->rooms[i] - 1] = (LoopSize){.constant = call->buffers[i]->count, .symbol = -1};
  call->sizes = sizes;
}

const char *loops_guard(LoopProgram *program, LoopPlace *place)
{
  Arena *scratch = arena_create();
  PointerMap outside = pointer_map(scratch);
  const char *wrong = NULL;
  Guard *guards = arena_array(scratch, Guard, program->kernels.count);
  for (int i = 0; i < program->kernels.count; i++)
    guards[i] = guard_create(program, scratch, program->kernels.items[i], &outside);
  for (int i = 0; i < program->entries.count; i++) {
    const LoopEntry *entry = program->entries.items[i];
    for (int k = 0; k < entry->calls.count; k++) {
      const LoopCall *call = &entry->calls.items[k];
      add_call(&guards[call->kernel->position], entry, call);
      probe_call(&guards[call->kernel->position], entry, call);
    }
  }
  for (int i = 0; i < program->kernels.count && !wrong; i++) {
    if (guards[i].is_called)
      guard_block(&guards[i], &program->kernels.items[i]->body);
    wrong = guards[i].fault.text;
    if (place)
      *place = guards[i].fault.at;
  }
  for (int i = 0; i < program->entries.count && !wrong; i++) {
    LoopEntry *entry = program->entries.items[i];
    for (int k = 0; k < entry->calls.count; k++)
      pass_rooms(&guards[entry->calls.items[k].kernel->position], &entry->calls.items[k]);
  }
  arena_destroy(scratch);
  return wrong;
}
