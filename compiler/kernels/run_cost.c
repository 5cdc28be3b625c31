// What runs of kernels take, with what memory adds; and so whether a batch should run row by row:
// all kernels for one row, then for the next.
//
// All rows at once read each weight once, and have long loops. Row by row, what lies between the
// kernels stays in the caches, where that of a whole batch goes through memory; and every thread
// has rows of its own, with nothing to wait for.

#include "kernels/cost.h"
#include "kernels/kernels.h"

#include <math.h>

#define LEAST_GAIN 0.05  // of the cycles
// Of the time that bytes take from the last cache, as much comes on top of the arithmetic: loads
// wait, and what is written is read before. Of ResNets, GoogLeNet, SqueezeNet and MobileNet.
#define L3_STALL     0.28
#define MEMORY_STALL 1.0

enum {
  CALL_CYCLES = 100,    // a kernel that runs, whatever it does
  REGION_CYCLES = 6000  // of a parallel loop: waking, and waiting for the last
};

double expected_cycles(const Kernels *kernels, const Kernel *kernel)
{
  const Machine *machine = kernels->machine;
  double bytes = kernel->bytes;
  if (kernel->chain || bytes <= (double)machine->l2_bytes)
    return kernel->cycles;
  bool is_far = bytes > (double)machine->l3_bytes / LAST_PARTS;
  return kernel->cycles + far_cycles(machine, bytes) * (is_far ? MEMORY_STALL : L3_STALL);
}

static double kernel_cycles(const Kernels *kernels, const Kernel *kernel, int cores)
{
  double cycles = expected_cycles(kernels, kernel);
  if (cores > 1 && kernel->schedule.parallel >= 0)
    cycles = cycles / cores + REGION_CYCLES;
  return (cycles + CALL_CYCLES) * loop_steps(kernels, kernel->loop);
}

static double run_cycles(const Kernels *kernels, int cores)
{
  double cycles = 0;
  for (const Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    cycles += kernel->is_prepared ? 0 : kernel_cycles(kernels, kernel, cores);
  return cycles;
}

bool rows_pay(const Kernels *all, const Kernels *one, int64_t rows)
{
  int cores = all->machine->cores;
  double row = run_cycles(one, 1);
  double rounds = ceil((double)rows / fmin(cores, (double)rows));
  return row * (double)rows < run_cycles(all, 1) * (1 - LEAST_GAIN) &&
         (cores == 1 || row * rounds + REGION_CYCLES < run_cycles(all, cores));
}
