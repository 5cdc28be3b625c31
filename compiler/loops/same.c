// Kernels that differ in nothing but names and origin are emitted once. Registers and variables are
// compared by their ids, parameters by position: kernels made by the same steps are equal.

#include "loops/loops.h"

#include <string.h>

static bool buffer_same(const LoopParameter *a, const LoopParameter *b)
{
  return a->position == b->position && (a->access == ACCESS_LOCAL) == (b->access == ACCESS_LOCAL);
}

static bool expr_same(const LoopExpr *a, const LoopExpr *b)
{
  if (a == b)
    return true;
  if (!a || !b || a->op != b->op || a->type.scalar != b->type.scalar ||
      a->type.lanes != b->type.lanes || a->operand_count != b->operand_count)
    return false;
  bool same = true;
  switch (a->op) {
  case LOOP_NUMBER:  // bit for bit: 0 and -0 differ
    same = type_is_float(a->type.scalar) ? !memcmp(&a->number, &b->number, sizeof a->number)
                                         : a->integer == b->integer;
    break;
  case LOOP_REGISTER:
    same = a->reg->id == b->reg->id;
    break;
  case LOOP_VARIABLE:
    same = a->variable->id == b->variable->id;
    break;
  case LOOP_LOAD:
  case LOOP_GATHER:
    same = buffer_same(a->parameter, b->parameter);
    break;
  case LOOP_RANDOM:
    same = a->stream == b->stream;
    break;
  case LOOP_CALL:
    same = !strcmp(a->function, b->function);
    break;
  default:
    break;
  }
  for (int i = 0; same && i < a->operand_count; i++)
    same = expr_same(a->operands[i], b->operands[i]);
  return same;
}

static bool block_same(const LoopBlock *a, const LoopBlock *b);

static int rounds_at_once(const LoopStatement *s)
{
  return s->loop.unroll > 1 ? s->loop.unroll : 1;
}

static bool statement_same(const LoopStatement *a, const LoopStatement *b)
{
  if (a->kind != b->kind)
    return false;
  switch (a->kind) {
  case LOOP_FOR:
    return a->loop.variable->id == b->loop.variable->id && a->loop.step == b->loop.step &&
           a->loop.parallel == b->loop.parallel && rounds_at_once(a) == rounds_at_once(b) &&
           expr_same(a->loop.from, b->loop.from) && expr_same(a->loop.to, b->loop.to) &&
           expr_same(a->loop.reverse, b->loop.reverse) && block_same(&a->loop.body, &b->loop.body);
  case LOOP_LET:
  case LOOP_SET:
    return a->assign.reg->id == b->assign.reg->id && expr_same(a->assign.value, b->assign.value);
  case LOOP_STORE:
    return buffer_same(a->store.parameter, b->store.parameter) &&
           a->store.stride == b->store.stride && expr_same(a->store.address, b->store.address) &&
           expr_same(a->store.value, b->store.value) && expr_same(a->store.count, b->store.count);
  case LOOP_PREFETCH:
    return a->fetch.far == b->fetch.far && expr_same(a->fetch.load, b->fetch.load);
  case LOOP_IF:
    return expr_same(a->branch.condition, b->branch.condition) &&
           block_same(&a->branch.then, &b->branch.then) &&
           block_same(&a->branch.otherwise, &b->branch.otherwise);
  }
  return false;
}

static bool block_same(const LoopBlock *a, const LoopBlock *b)
{
  const LoopStatement *s = a->first, *t = b->first;
  while (s && t && statement_same(s, t)) {
    s = s->next;
    t = t->next;
  }
  return !s && !t;
}

bool kernel_same(const LoopKernel *a, const LoopKernel *b)
{
  if (a->parameters.count != b->parameters.count || a->sizes.count != b->sizes.count ||
      a->registers.count != b->registers.count || a->locals.count != b->locals.count)
    return false;
  for (int i = 0; i < a->locals.count; i++)
    if (a->locals.items[i]->type != b->locals.items[i]->type ||
        a->locals.items[i]->count != b->locals.items[i]->count)
      return false;
  for (int i = 0; i < a->parameters.count; i++)
    if (a->parameters.items[i]->type != b->parameters.items[i]->type ||
        a->parameters.items[i]->access != b->parameters.items[i]->access)
      return false;
  for (int i = 0; i < a->sizes.count; i++)
    if (a->sizes.items[i]->id != b->sizes.items[i]->id)
      return false;
  for (int i = 0; i < a->registers.count; i++) {
    LoopType s = a->registers.items[i]->type, t = b->registers.items[i]->type;
    if (s.scalar != t.scalar || s.lanes != t.lanes)
      return false;
  }
  return block_same(&a->body, &b->body);
}

// -- as bytes -------------------------------------------------------------------------------------

// What takes the numbers that a kernel consists of, in an order from which it could be built again:
// a count, an operation or a kind comes before what it is followed by.
typedef struct Sink {
  uint64_t hash;
  Text *bytes;  // null: only the hash is asked for
} Sink;

static void put(Sink *sink, uint64_t value)
{
  sink->hash = (sink->hash ^ value) * 0x9E3779B97F4A7C15u + (sink->hash >> 29);
  if (!sink->bytes)
    return;
  char digits[10];
  size_t count = 0;
  do {
    digits[count++] = (char)((value & 127) | (value > 127 ? 128 : 0));
    value >>= 7;
  } while (value);
  text_add_bytes(sink->bytes, digits, count);
}

static void put_text(Sink *sink, const char *text)
{
  size_t length = strlen(text);
  put(sink, length);
  for (size_t i = 0; i < length; i++)
    put(sink, (unsigned char)text[i]);
}

static uint64_t buffer_bits(const LoopParameter *buffer)
{
  return (uint64_t)buffer->position << 1 | (buffer->access == ACCESS_LOCAL);
}

static void put_expr(Sink *sink, const LoopExpr *e)
{
  if (!e) {
    put(sink, 0);
    return;
  }
  put(sink, (uint64_t)e->op + 1);
  put(sink, (uint64_t)e->type.scalar << 8 | (uint64_t)e->type.lanes);
  uint64_t bits = 0;
  switch (e->op) {
  case LOOP_NUMBER:
    memcpy(&bits, &e->integer, sizeof bits);
    break;
  case LOOP_REGISTER:
    bits = (uint64_t)e->reg->id;
    break;
  case LOOP_VARIABLE:
    bits = (uint64_t)e->variable->id;
    break;
  case LOOP_LOAD:
  case LOOP_GATHER:
    bits = buffer_bits(e->parameter);
    break;
  case LOOP_RANDOM:
    bits = (uint64_t)e->stream;
    break;
  case LOOP_CALL:
    put_text(sink, e->function);
    break;
  default:
    break;
  }
  put(sink, bits);
  put(sink, (uint64_t)e->operand_count);
  for (int i = 0; i < e->operand_count; i++)
    put_expr(sink, e->operands[i]);
}

static void put_block(Sink *sink, const LoopBlock *block)
{
  for (const LoopStatement *s = block->first; s; s = s->next) {
    put(sink, (uint64_t)s->kind + 1);
    switch (s->kind) {
    case LOOP_FOR:
      put(sink, (uint64_t)s->loop.variable->id);
      put(sink, (uint64_t)s->loop.step);
      put(sink, (uint64_t)rounds_at_once(s) << 1 | s->loop.parallel);
      put_expr(sink, s->loop.from);
      put_expr(sink, s->loop.to);
      put_expr(sink, s->loop.reverse);
      put_block(sink, &s->loop.body);
      break;
    case LOOP_LET:
    case LOOP_SET:
      put(sink, (uint64_t)s->assign.reg->id);
      put_expr(sink, s->assign.value);
      break;
    case LOOP_STORE:
      put(sink, buffer_bits(s->store.parameter));
      put(sink, (uint64_t)s->store.stride);
      put_expr(sink, s->store.address);
      put_expr(sink, s->store.value);
      put_expr(sink, s->store.count);
      break;
    case LOOP_PREFETCH:
      put(sink, s->fetch.far);
      put_expr(sink, s->fetch.load);
      break;
    case LOOP_IF:
      put_expr(sink, s->branch.condition);
      put_block(sink, &s->branch.then);
      put_block(sink, &s->branch.otherwise);
      break;
    }
  }
  put(sink, 0);
}

static void put_kernel(Sink *sink, const LoopKernel *kernel)
{
  put(sink, (uint64_t)kernel->parameters.count);
  for (int i = 0; i < kernel->parameters.count; i++)
    put(sink, (uint64_t)kernel->parameters.items[i]->type << 8 |
                  (uint64_t)kernel->parameters.items[i]->access);
  put(sink, (uint64_t)kernel->locals.count);
  for (int i = 0; i < kernel->locals.count; i++) {
    put(sink, (uint64_t)kernel->locals.items[i]->type);
    put(sink, (uint64_t)kernel->locals.items[i]->count);
  }
  put(sink, (uint64_t)kernel->sizes.count);
  for (int i = 0; i < kernel->sizes.count; i++)
    put(sink, (uint64_t)kernel->sizes.items[i]->id);
  put(sink, (uint64_t)kernel->registers.count);
  for (int i = 0; i < kernel->registers.count; i++)
    put(sink, (uint64_t)kernel->registers.items[i]->type.scalar << 8 |
                  (uint64_t)kernel->registers.items[i]->type.lanes);
  put_block(sink, &kernel->body);
}

uint64_t kernel_hash(const LoopKernel *kernel)
{
  Sink sink = {.hash = 0xCBF29CE484222325u};
  put_kernel(&sink, kernel);
  return sink.hash;
}

void kernel_encode(const LoopKernel *kernel, Text *out)
{
  Sink sink = {.bytes = out};
  put_kernel(&sink, kernel);
}
