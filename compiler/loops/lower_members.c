// The loops of a reduction over members (graph/member.c): every term is added to the element
// that its key names.
//
//   for k { for f { y[k, f] = 0 } }
//   for e { let k = target[e];  if 0 <= k < N { for f { y[k, f] = y[k, f] + ..e, f.. } } }
//
// Free indices that the key uses stand outside of all that, and may be shared among threads: what
// is added within one of them stays within it.

#include "loops/lower.h"

typedef struct Members {
  Lowering *l;
  Member member;
  LoopParameter *parameter;
  LoopBlock *task;  // inside of the outer loops
} Members;

typedef void Inside(Members *m, LoopBlock *block);

static bool is_outer(const Members *m, int slot)
{
  const Lowering *l = m->l;
  return slot < l->space.free_count && expr_uses_index(m->member.key, slot);
}

// 0 .. extent of a slot.
static LoopBlock *open_loop(Lowering *l, LoopBlock *block, int slot, bool parallel)
{
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  const LoopExpr *extent = lower_extent(l, l->space.indices[slot].extent);
  l->slots[slot] = loop_variable(l->arena, variable);
  return parallel ? block_parallel(l->arena, block, variable, number(l, 0), extent, 1)
                  : block_for(l->arena, block, variable, number(l, 0), extent, 1);
}

// Whole vectors, then the last one in part.
static void run_vectors(Members *m, LoopBlock *block, int slot, Inside *inside)
{
  Lowering *l = m->l;
  int lanes = l->kernel->schedule.lanes;
  const LoopExpr *extent = lower_extent(l, l->space.indices[slot].extent);
  const LoopExpr *whole = binary(
      l, LOOP_MULTIPLY, binary(l, LOOP_QUOTIENT, extent, number(l, lanes)), number(l, lanes));
  LoopVariable *variable = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  LoopVariable *rest = kernel_add_variable(l->program, l->out, l->space.indices[slot].name);
  l->lanes = lanes;
  if (whole->op != LOOP_NUMBER || whole->integer > 0) {
    l->slots[slot] = loop_variable(l->arena, variable);
    inside(m, block_for(l->arena, block, variable, number(l, 0), whole, lanes));
  }
  if (extent->op != LOOP_NUMBER || extent->integer != whole->integer) {
    l->slots[slot] = loop_variable(l->arena, rest);
    l->count = binary(l, LOOP_SUBTRACT, extent, whole);
    inside(m, block_for(l->arena, block, rest, whole, extent, lanes));
    l->count = NULL;
  }
  l->lanes = 1;
}

// The free slots that an element has besides, the vectors innermost.
static void run_element(Members *m, LoopBlock *block, Inside *inside)
{
  Lowering *l = m->l;
  int vector = l->kernel->schedule.vector;
  for (int s = 0; s < l->space.free_count; s++)
    if (s != vector && s != m->member.slot && !is_outer(m, s))
      block = open_loop(l, block, s, false);
  if (vector >= 0)
    run_vectors(m, block, vector, inside);
  else
    inside(m, block);
}

static const LoopExpr *element_address(Members *m)
{
  Lowering *l = m->l;
  const Store *store = &l->stores[0];
  const Expr *where = tensor_address(l->kernels, store->tensor, store->indices, 0);
  int lanes = l->lanes;
  if (lanes > 1)
    address_is_contiguous(l->kernels->graph, where, l->kernel->schedule.vector, lanes, &where);
  l->lanes = 1;
  const LoopExpr *address = lower_value(l, where);
  l->lanes = lanes;
  return address;
}

static void start_element(Members *m, LoopBlock *block)
{
  Lowering *l = m->l;
  LoopType type = {l->space.body->type, l->lanes};
  lower_open_scope(l, block);
  block_store(l->arena, block, m->parameter, element_address(m), lower_identity(l, type),
              l->lanes > 1 ? l->count : NULL);
}

static void add_term(Members *m, LoopBlock *block)
{
  Lowering *l = m->l;
  const LoopExpr *mask = NULL, *count = l->lanes > 1 ? l->count : NULL;
  lower_open_scope(l, block);
  for (int i = 0; i < l->space.condition_count; i++)
    if (i != m->member.condition) {
      const LoopExpr *one = lower_lanes(l, l->space.conditions[i]);
      mask = mask ? binary(l, LOOP_AND, mask, one) : one;
    }
  const LoopExpr *address = element_address(m);
  const LoopExpr *before = loop_load(l->arena, m->parameter, l->lanes, address, count);
  block_store(l->arena, block, m->parameter, address, lower_term(l, before, mask), count);
}

static void add_terms(Members *m, LoopBlock *block)
{
  Lowering *l = m->l;
  int slot = m->member.slot;
  for (int s = l->space.free_count; s < l->space.index_count; s++)
    block = open_loop(l, block, s, false);
  lower_open_scope(l, block);
  LoopRegister *key = lower_register(l, "k", (LoopType){TYPE_INDEX, 1});
  block_let(l->arena, block, key, lower_value(l, m->member.key));
  l->slots[slot] = loop_register(l->arena, key);
  LoopBlock *otherwise;
  block = block_if(l->arena, block, binary(l, LOOP_LESS_EQUAL, number(l, 0), l->slots[slot]),
                   &otherwise);
  const LoopExpr *extent = lower_extent(l, l->space.indices[slot].extent);
  block = block_if(l->arena, block, binary(l, LOOP_LESS, l->slots[slot], extent), &otherwise);
  run_element(m, block, add_term);
}

void lower_members(Lowering *l)
{
  Members m = {.l = l};
  find_member(l->kernels->graph, &l->space, &m.member);
  l->known = &l->space.conditions[m.member.condition];
  l->known_count = 1;
  LoopBlock prologue = {0}, loops = {0}, *block = &loops;
  l->prologue = (Scope){.block = &prologue, .values = pointer_map(l->scratch)};
  l->scope = l->prologue;
  l->lanes = 1;
  m.parameter = lower_parameter(l, l->stores[0].tensor, ACCESS_INOUT);
  for (int s = 0; s < l->space.free_count; s++)
    if (is_outer(&m, s))
      block = open_loop(l, block, s, s == l->kernel->schedule.parallel);
  LoopBlock *first = open_loop(l, block, m.member.slot, false);
  run_element(&m, first, start_element);
  add_terms(&m, block);
  lower_join(&l->out->body, &prologue, &loops);
}
