// The loops of a chain: one parallel loop over blocks, in it those of every kernel for its part.
//
//   parallel chunk in 0..4 {
//     for b in 16*chunk..16*chunk + 16 { .. h[32*b - 512*chunk + i] = .. }
//     for b in 16*chunk..16*chunk + 16 { .. h[32*b - 512*chunk + i] .. }
//   }
//
// A kernel that runs alone and shares a slot among threads is written in the same way.

#include "loops/lower.h"

// Opens the loop over tasks: blocks of so many points. Sets `chunk`.
static LoopBlock *lower_tasks(Lowering *l, const LoopExpr *points, int64_t block)
{
  const LoopExpr *chunks =
      binary(l, LOOP_QUOTIENT, binary(l, LOOP_ADD, points, number(l, block - 1)), number(l, block));
  LoopVariable *chunk = kernel_add_variable(l->program, l->out, "chunk");
  l->chunk = loop_variable(l->arena, chunk);
  return block_parallel(l->arena, &l->out->body, chunk, number(l, 0), chunks, 1);
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
    l->prologue = l->scope = (Scope){.block = task, .values = pointer_map(l->scratch)};
    const LoopExpr *extent = lower_extent(l, l->space.indices[schedule->parallel].extent);
    l->task_to = binary(l, LOOP_MINIMUM, l->task_to, extent);
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

void lower_chain(Lowering *l)
{
  const Chain *chain = l->kernel->chain;
  l->uses = pointer_map(l->scratch);
  l->locals = arena_array(l->scratch, LoopParameter *, chain->locals.count);
  l->prologue = l->scope = (Scope){.block = &l->out->body, .values = pointer_map(l->scratch)};
  const LoopExpr *points = lower_extent(l, chain->extent);
  LoopBlock *task = lower_tasks(l, points, chain->block);
  for (const Kernel *kernel = chain->first; kernel != chain->last->next; kernel = kernel->next) {
    l->kernel = kernel;
    if (kernel->fills) {
      lower_halo(l, task);
      continue;
    }
    lower_open_kernel(l);
    lower_open_points(l);
    lower_task(l, task, is_even(points, chain->block));
  }
  l->kernel = chain->first;
}
