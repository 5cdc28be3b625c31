// Schedules that were found by measuring, for kernels by what they compute and on which CPU: a text
// beside the net, which builds read and the tuner writes.
//
//   netc tune 1
//   cpu x86-64-v4/48K/1024K/16384K
//   6b1f0c22aa013c55 done us 12.3 10.1 loops 0 2 1 3 vector 1 16 2 tile 0 3 unroll 4 parallel 0 12
//   # conv1 90ab7788d1e2f300 tried 24 us 3.2 3.2  # dense1
//
// A row: what the kernel computes, as a hash; how far the search got; microseconds of the schedule
// that the compiler chooses, and of the best; that schedule, unless it is the compiler's own; for
// the reader, a kernel that it was found for. Indices are numbers of the kernel's slots.
#pragma once

#include "base/diag.h"
#include "kernels/kernels.h"

typedef struct TunedKernel {
  const char *cpu;
  uint64_t identity;
  int tried;  // candidates, in the order of the search
  bool is_done;
  double before, after;  // microseconds
  bool has_schedule;     // it is faster than the compiler's own
  Schedule schedule;     // of it: loops, vector, tiles, unrolling, parallel slot, blocks
  const char *note;
  bool is_used;  // by a kernel of this build
} TunedKernel;

typedef struct Tuned {
  ListOf(TunedKernel) kernels;
} Tuned;

const char *tuned_cpu(Arena *arena, const Machine *machine);
// Null after an error, which is reported.
Tuned *tuned_parse(Arena *arena, Diag *diag, const Source *source);
void tuned_print(const Tuned *tuned, Text *out);
bool schedule_same(const Schedule *a, const Schedule *b);
TunedKernel *tuned_find(const Tuned *tuned, const char *cpu, uint64_t identity);  // or null

// -- candidates.c
// -----------------------------------------------------------------------------------

typedef struct Candidate {
  Schedule schedule;
  double cycles;  // as the cost model expects them
  int position;   // in which they were found
} Candidate;
typedef ListOf(Candidate) Candidates;

// Every vector slot and tile that the present layouts allow, cheapest first; each with the order of
// loops, the unrolling and the sharing that the scheduler would choose.
Candidates schedule_candidates(Kernels *kernels, Kernel *kernel, Arena *scratch);
// May the kernel run like this, in the present layouts?
bool schedule_is_allowed(Kernels *kernels, Kernel *kernel, const Schedule *schedule);
// Whole tasks of the parallel slot, about so many.
int64_t schedule_grain(Kernels *kernels, const Kernel *kernel, const Schedule *schedule, int slot,
                       int64_t tasks);
bool kernel_is_tunable(const Kernels *kernels, const Kernel *kernel);
