// What runs of kernels take, with what memory adds.

#include "kernels/cost.h"
#include "kernels/kernels.h"

#include <math.h>

// Of the time that bytes take from the last cache, as much comes on top of the arithmetic: loads
// wait, and what is written is read before. Of ResNets, GoogLeNet, SqueezeNet and MobileNet.
#define L3_STALL     0.28
#define MEMORY_STALL 1.0

enum { CALL_CYCLES = 100 };  // a kernel that runs, whatever it does

// What a kernel of a chain moves: tensors that are not local to it, each once.
typedef struct Outside {
  const Kernels *kernels;
  const Tensor *met[MOST_STREAMS];
  int count;
  double bytes;
} Outside;

static void move(Outside *o, const Tensor *tensor)
{
  bool is_met = tensor->kind == TENSOR_LOCAL || tensor_holds_weights(tensor);
  for (int i = 0; i < o->count && !is_met; i++)
    is_met = o->met[i] == tensor;
  if (is_met || o->count == MOST_STREAMS)
    return;
  o->met[o->count++] = tensor;
  o->bytes += (double)tensor_bytes(tensor);
}

static void move_read(const Expr *read, void *context)
{
  Outside *o = context;
  move(o, tensor_of(o->kernels, read->node));
}

static double moved_bytes(const Kernels *kernels, const Kernel *kernel)
{
  Outside o = {.kernels = kernels};
  if (!kernel->chain)
    return kernel->bytes;
  kernel_visit_reads((Kernels *)kernels, kernel, move_read, &o);
  for (int i = 0; i < kernel->stores.count; i++)
    move(&o, kernel->stores.items[i].tensor);
  return o.bytes;
}

// The more of the last cache a kernel moves, the less it finds there of what was made before.
double expected_cycles(const Kernels *kernels, const Kernel *kernel)
{
  const Machine *machine = kernels->machine;
  double bytes = moved_bytes(kernels, kernel), last = (double)machine->l3_bytes;
  if (bytes <= (double)machine->l2_bytes)
    return kernel->cycles;
  double far = bytes * LAST_PARTS / last - 1;
  double stall = L3_STALL + (MEMORY_STALL - L3_STALL) * fmax(0, fmin(far, 1));
  return kernel->cycles + far_cycles(machine, bytes) * stall;
}

double memory_stall(const Machine *machine, double bytes)
{
  return far_cycles(machine, bytes) * (MEMORY_STALL - L3_STALL);
}

double kernel_run_cycles(const Kernels *kernels, const Kernel *kernel, int cores)
{
  double cycles = expected_cycles(kernels, kernel);
  if (cores > 1 && kernel->schedule.parallel >= 0)
    cycles = cycles / cores + REGION_CYCLES;
  return (cycles + CALL_CYCLES) * loop_steps(kernels, kernel->loop);
}
