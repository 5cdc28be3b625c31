// Kernels that differ in nothing but names and origin are emitted once. Registers and variables are
// compared by their ids, parameters by position: kernels made by the same steps are equal.

#include "loops/loops.h"

#include <string.h>

static bool is_float(Type type)
{
  return type == TYPE_F32 || type == TYPE_F64;
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
    same = is_float(a->type.scalar) ? !memcmp(&a->number, &b->number, sizeof a->number)
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
    same = a->parameter->position == b->parameter->position;
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
           block_same(&a->loop.body, &b->loop.body);
  case LOOP_LET:
  case LOOP_SET:
    return a->assign.reg->id == b->assign.reg->id && expr_same(a->assign.value, b->assign.value);
  case LOOP_STORE:
    return a->store.parameter->position == b->store.parameter->position &&
           a->store.stride == b->store.stride && expr_same(a->store.address, b->store.address) &&
           expr_same(a->store.value, b->store.value) && expr_same(a->store.count, b->store.count);
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
      a->registers.count != b->registers.count)
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

// -- hash -----------------------------------------------------------------------------------------

static uint64_t mix(uint64_t hash, uint64_t value)
{
  return (hash ^ value) * 0x9E3779B97F4A7C15u + (hash >> 29);
}

static uint64_t hash_expr(uint64_t hash, const LoopExpr *e)
{
  if (!e)
    return mix(hash, 1);
  hash = mix(hash, (uint64_t)e->op << 16 | (uint64_t)e->type.scalar << 8 | (uint64_t)e->type.lanes);
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
    bits = (uint64_t)e->parameter->position;
    break;
  case LOOP_RANDOM:
    bits = (uint64_t)e->stream;
    break;
  case LOOP_CALL:
    bits = text_hash(e->function, strlen(e->function), 0);
    break;
  default:
    break;
  }
  hash = mix(hash, bits);
  for (int i = 0; i < e->operand_count; i++)
    hash = hash_expr(hash, e->operands[i]);
  return hash;
}

static uint64_t hash_block(uint64_t hash, const LoopBlock *block)
{
  for (const LoopStatement *s = block->first; s; s = s->next) {
    hash = mix(hash, (uint64_t)s->kind);
    switch (s->kind) {
    case LOOP_FOR:
      hash = mix(hash, (uint64_t)s->loop.variable->id << 32 | (uint64_t)s->loop.step);
      hash = hash_expr(hash_expr(hash, s->loop.from), s->loop.to);
      hash = hash_block(mix(hash, s->loop.parallel), &s->loop.body);
      break;
    case LOOP_LET:
    case LOOP_SET:
      hash = hash_expr(mix(hash, (uint64_t)s->assign.reg->id), s->assign.value);
      break;
    case LOOP_STORE:
      hash = mix(mix(hash, (uint64_t)s->store.parameter->position), (uint64_t)s->store.stride);
      hash = hash_expr(hash_expr(hash, s->store.address), s->store.value);
      hash = hash_expr(hash, s->store.count);
      break;
    case LOOP_IF:
      hash = hash_expr(hash, s->branch.condition);
      hash = hash_block(hash_block(hash, &s->branch.then), &s->branch.otherwise);
      break;
    }
  }
  return mix(hash, 2);
}

uint64_t kernel_hash(const LoopKernel *kernel)
{
  uint64_t hash = 0xCBF29CE484222325u;
  for (int i = 0; i < kernel->parameters.count; i++)
    hash = mix(hash, (uint64_t)kernel->parameters.items[i]->type << 8 |
                         (uint64_t)kernel->parameters.items[i]->access);
  return hash_block(hash, &kernel->body);
}
