// Accesses that leave their buffer, where that can be told for certain.
//
// An address that is affine in variables of loops with constant bounds reaches its extremes at
// corners of the iteration space, so both are known exactly; every symbol stands at its capacity.
// What is read or written under a condition, with a count or an address from data, or in a loop
// whose bounds depend on another one is left alone: the verifier refuses only what surely goes
// wrong.

#include "loops/print.h"
#include "loops/verify.h"

#include <string.h>

typedef struct Range {
  bool known;
  int64_t least, most;
} Range;

typedef struct Bounds {
  Fault *fault;
  Arena *scratch;
  const LoopEntry *entry;
  const LoopCall *call;
  Range *variables;  // by id; of sizes too
} Bounds;

// constant + sum of coefficients[id]*variable
typedef struct Affine {
  bool known;
  int64_t constant;
  int64_t *coefficients;
} Affine;

static bool add(int64_t *sum, int64_t a, int64_t factor)
{
  int64_t product;
  return !__builtin_mul_overflow(a, factor, &product) &&
         !__builtin_add_overflow(*sum, product, sum);
}

// Adds factor*e to the sum; false where e is not affine.
static bool accumulate(Bounds *b, Affine *sum, const LoopExpr *e, int64_t factor)
{
  int64_t product;
  switch (e->op) {
  case LOOP_NUMBER:
    return add(&sum->constant, e->integer, factor);
  case LOOP_VARIABLE:
    return b->variables[e->variable->id].known &&
           add(&sum->coefficients[e->variable->id], 1, factor);
  case LOOP_ADD:
    return accumulate(b, sum, e->operands[0], factor) && accumulate(b, sum, e->operands[1], factor);
  case LOOP_SUBTRACT:
    return factor != INT64_MIN && accumulate(b, sum, e->operands[0], factor) &&
           accumulate(b, sum, e->operands[1], -factor);
  case LOOP_MULTIPLY:
    if (e->operands[0]->op == LOOP_NUMBER)
      return !__builtin_mul_overflow(factor, e->operands[0]->integer, &product) &&
             accumulate(b, sum, e->operands[1], product);
    // A size times something: the size is a constant of this call.
    if (e->operands[0]->op == LOOP_VARIABLE && b->variables[e->operands[0]->variable->id].known) {
      Range size = b->variables[e->operands[0]->variable->id];
      return size.least == size.most && !__builtin_mul_overflow(factor, size.least, &product) &&
             accumulate(b, sum, e->operands[1], product);
    }
    return false;
  default:
    return false;
  }
}

static Range range_of(Bounds *b, const LoopExpr *e)
{
  int count = b->call->kernel->variable_count;
  Affine sum = {.coefficients = arena_array(b->scratch, int64_t, count + 1)};
  Range range = {false, 0, 0};
  if (!accumulate(b, &sum, e, 1))
    return range;
  range.least = range.most = sum.constant;
  for (int i = 0; i < count; i++) {
    int64_t factor = sum.coefficients[i];
    const Range *variable = &b->variables[i];
    if (factor && (!add(&range.least, factor > 0 ? variable->least : variable->most, factor) ||
                   !add(&range.most, factor > 0 ? variable->most : variable->least, factor)))
      return range;
  }
  range.known = true;
  return range;
}

static bool check_access(Bounds *b, const LoopParameter *parameter, const LoopExpr *address,
                         int lanes, int64_t stride, const LoopExpr *count)
{
  bool is_local = parameter->access == ACCESS_LOCAL;
  const LoopBuffer *buffer = is_local ? NULL : b->call->buffers[parameter->position];
  int64_t size = is_local ? parameter->count : buffer->count;
  Range range = range_of(b, address);
  if (count && count->op != LOOP_NUMBER)
    return true;
  int64_t used = count && count->integer < lanes ? count->integer : lanes;
  int64_t wide = (used - 1) * stride + 1;
  if (!range.known || used < 1 || (range.least >= 0 && range.most <= size - wide))
    return true;
  Text text = {.arena = b->scratch};
  loops_add_expr(&text, address, true);
  int64_t reached = range.least < 0 ? range.least : range.most + wide - 1;
  return fault(b->fault, "%s reaches element %lld of %s[%s], and buffer %s has %lld",
               b->call->kernel->name, (long long)reached, parameter->name, text_get(&text),
               is_local ? parameter->name : buffer->name, (long long)size);
}

static bool check_expr(Bounds *b, const LoopExpr *e)
{
  for (int i = 0; i < e->operand_count; i++)
    if (!check_expr(b, e->operands[i]))
      return false;
  return e->op != LOOP_LOAD || check_access(b, e->parameter, e->operands[0], e->type.lanes, 1,
                                            e->operand_count > 1 ? e->operands[1] : NULL);
}

static bool check_block(Bounds *b, const LoopBlock *block);

static bool check_for(Bounds *b, const LoopStatement *s)
{
  if (!check_expr(b, s->loop.from) || !check_expr(b, s->loop.to) ||
      (s->loop.reverse && !check_expr(b, s->loop.reverse)))
    return false;
  Range from = range_of(b, s->loop.from), to = range_of(b, s->loop.to);
  bool constant = from.known && to.known && from.least == from.most && to.least == to.most;
  if (!constant || from.least >= to.least)
    return true;
  int64_t last = from.least + (to.least - from.least - 1) / s->loop.step * s->loop.step;
  Range *variable = &b->variables[s->loop.variable->id];
  *variable = (Range){true, from.least, last};
  bool fine = check_block(b, &s->loop.body);
  variable->known = false;
  return fine;
}

static bool check_block(Bounds *b, const LoopBlock *block)
{
  bool fine = true;
  for (const LoopStatement *s = block->first; s && fine; s = s->next) {
    if (s->place.end)
      b->fault->at = s->place;
    switch (s->kind) {
    case LOOP_FOR:
      fine = check_for(b, s);
      break;
    case LOOP_LET:
    case LOOP_SET:
      fine = check_expr(b, s->assign.value);
      break;
    case LOOP_STORE:
      fine = check_expr(b, s->store.value) &&
             check_access(b, s->store.parameter, s->store.address, s->store.value->type.lanes,
                          s->store.stride, s->store.count);
      break;
    case LOOP_PREFETCH:
      fine = check_expr(b, s->fetch.load->operands[0]);  // the line itself may lie outside
      break;
    case LOOP_IF:
      fine = check_expr(b, s->branch.condition);
      break;
    }
  }
  return fine;
}

// Symbols stand at their capacity; a step takes all its values.
static Range size_range(const LoopEntry *entry, const LoopSize *size)
{
  Range range = {true, size->constant, size->constant};
  if (size->symbol < 0 || size->factor == 0)
    return range;
  if (size->symbol < entry->symbols.count) {
    range.known = add(&range.most, size->factor, entry->capacities.items[size->symbol]);
    range.most = size->divisor > 1 ? range.most / size->divisor : range.most;
    range.least = range.most;
    return range;
  }
  Range count = size_range(entry, &entry->repeats.items[size->symbol - entry->symbols.count].count);
  int64_t last = count.most - 1;
  range.known = count.known && last >= 0 &&
                add(size->factor > 0 ? &range.most : &range.least, size->factor, last);
  return range;
}

bool verify_bounds(Fault *f, const LoopEntry *entry, const LoopCall *call)
{
  Arena *scratch = arena_create();
  Bounds b = {.fault = f, .scratch = scratch, .entry = entry, .call = call};
  b.variables = arena_array(scratch, Range, call->kernel->variable_count + 1);
  for (int i = 0; i < call->kernel->sizes.count; i++) {
    b.variables[call->kernel->sizes.items[i]->id] = size_range(entry, &call->sizes[i]);
  }
  bool fine = check_block(&b, &call->kernel->body);
  arena_destroy(scratch);
  return fine;
}
