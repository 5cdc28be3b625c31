// The loops of a chain: one parallel loop over blocks, in it those of every kernel for its part.
//
//   parallel chunk in 0..4 {
//     for b in 16*chunk..16*chunk + 16 { .. h[32*b - 512*chunk + i] = .. }
//     for b in 16*chunk..16*chunk + 16 { .. h[32*b - 512*chunk + i] .. }
//   }
//
// A kernel that runs alone and shares a slot among threads is written in the same way. Where one
// sums over the blocks, a task has several:
//
//   parallel chunk in 0..4 {
//     for i .. { s.parts[i + 32*chunk] = 0 }
//     for chunk2 in 4*chunk..4*chunk + 4 { ..; for i .. { .. s.parts[i + 32*chunk] += .. } }
//   }

#include "loops/lower.h"

static const LoopExpr *blocks_of(Lowering *l, const LoopExpr *points, int64_t block)
{
  const LoopExpr *up = binary(l, LOOP_ADD, points, number(l, block - 1));
  return binary(l, LOOP_QUOTIENT, up, number(l, block));
}

// Opens the loop over tasks: blocks of so many points. Sets `chunk`.
static LoopBlock *lower_tasks(Lowering *l, const LoopExpr *points, int64_t block)
{
  const LoopExpr *chunks = blocks_of(l, points, block);
  LoopVariable *chunk = kernel_add_variable(l->program, l->out, "chunk");
  l->chunk = loop_variable(l->arena, chunk);
  return block_parallel(l->arena, &l->out->body, chunk, number(l, 0), chunks, 1);
}

// Where a part of a slot ends that may run over the slot's end.
static const LoopExpr *cut_off(Lowering *l, LoopBlock *block, int slot, const LoopExpr *to)
{
  l->prologue = l->scope = (Scope){.block = block, .values = pointer_map(l->scratch)};
  return binary(l, LOOP_MINIMUM, to, lower_extent(l, l->space.indices[slot].extent));
}

// The part of the kernel that one task does: `grain` points of its parallel slot, fewer in the last
// one unless `even`.
static void lower_task(Lowering *l, LoopBlock *task, bool even)
{
  const Schedule *schedule = &l->kernel->schedule;
  const LoopExpr *grain = number(l, schedule->grain);
  l->task_from = binary(l, LOOP_MULTIPLY, grain, l->chunk);
  l->task_to = binary(l, LOOP_ADD, l->task_from, grain);
  l->task_length = schedule->grain;
  if (!even) {
    l->task_to = cut_off(l, task, schedule->parallel, l->task_to);
    l->task_length = -1;
  }
  lower_nest(l, task);
}

// One slot in chunks of `grain` rounds, one chunk a task; the chunk is also what stays in the
// caches.
void lower_parallel(Lowering *l)
{
  const Schedule *schedule = &l->kernel->schedule;
  l->prologue = l->scope = (Scope){.block = &l->out->body, .values = pointer_map(l->scratch)};
  const LoopExpr *extent = lower_extent(l, l->space.indices[schedule->parallel].extent);
  LoopBlock *task = lower_tasks(l, extent, schedule->grain);
  l->out->body.last->loop.reverse = lower_turn(l);
  lower_task(l, task, extent->op == LOOP_NUMBER && extent->integer % schedule->grain == 0);
}

static bool is_even(const LoopExpr *points, int64_t block)
{
  return block == 1 || (points->op == LOOP_NUMBER && points->integer % block == 0);
}

// The kernel at hand, which sums over the blocks of a task, in the result of that task.
static void lower_sum(Lowering *l, LoopBlock *block, BlockPhase phase, bool even)
{
  lower_open_kernel(l);
  lower_open_points(l);
  int slot = chain_summed_slot(l->kernel);
  const LoopExpr *grain = number(l, l->kernel->schedule.block[slot]);
  l->task_from = l->part;
  l->task_to = binary(l, LOOP_ADD, l->part, number(l, 1));
  l->task_length = 1;
  l->phase = phase;
  if (phase == PHASE_ADD) {
    l->block_from[slot] = binary(l, LOOP_MULTIPLY, grain, l->chunk);
    l->block_to[slot] = binary(l, LOOP_ADD, l->block_from[slot], grain);
    if (!even)
      l->block_to[slot] = cut_off(l, block, slot, l->block_to[slot]);
  }
  lower_nest(l, block);
  l->phase = PHASE_WHOLE;
  l->block_from[slot] = l->block_to[slot] = NULL;
}

// What all kernels of the chain do for the present block.
static void lower_links(Lowering *l, LoopBlock *block, bool even)
{
  const Chain *chain = l->kernel->chain;
  for (const Kernel *kernel = chain->first; kernel != chain->last->next; kernel = kernel->next) {
    l->kernel = kernel;
    if (kernel->fills) {
      lower_halo(l, block);
    } else if (chain_summed_slot(kernel) >= 0) {
      lower_sum(l, block, PHASE_ADD, even);
    } else {
      lower_open_kernel(l);
      lower_open_points(l);
      lower_task(l, block, even);
    }
  }
  l->kernel = chain->first;
}

// The blocks of a task in turn, from cleared sums on.
static void lower_run(Lowering *l, const LoopExpr *points)
{
  const Chain *chain = l->kernel->chain;
  LoopBlock *task = lower_tasks(l, points, chain->block * chain->run);
  l->part = l->chunk;
  for (const Kernel *kernel = chain->first; kernel != chain->last->next; kernel = kernel->next) {
    l->kernel = kernel;
    if (!kernel->fills && chain_summed_slot(kernel) >= 0)
      lower_sum(l, task, PHASE_CLEAR, true);
  }
  l->kernel = chain->first;
  const LoopExpr *from = binary(l, LOOP_MULTIPLY, number(l, chain->run), l->part);
  const LoopExpr *to = binary(l, LOOP_ADD, from, number(l, chain->run));
  if (points->op != LOOP_NUMBER || points->integer % (chain->block * chain->run))
    to = binary(l, LOOP_MINIMUM, to, blocks_of(l, points, chain->block));
  LoopVariable *chunk = kernel_add_variable(l->program, l->out, "chunk");
  l->chunk = loop_variable(l->arena, chunk);
  lower_links(l, block_for(l->arena, task, chunk, from, to, 1), is_even(points, chain->block));
}

void lower_chain(Lowering *l)
{
  const Chain *chain = l->kernel->chain;
  l->uses = pointer_map(l->scratch);
  l->locals = arena_array(l->scratch, LoopParameter *, chain->locals.count);
  l->prologue = l->scope = (Scope){.block = &l->out->body, .values = pointer_map(l->scratch)};
  const LoopExpr *points = lower_extent(l, chain->extent);
  if (chain->run)
    lower_run(l, points);
  else
    lower_links(l, lower_tasks(l, points, chain->block), is_even(points, chain->block));
}
