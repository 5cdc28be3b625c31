// The search for the schedule of one kernel, and the facts that it rests on.
#pragma once

#include "kernels/cost.h"
#include "kernels/tuned.h"

typedef struct Choice {
  Schedule schedule;  // vector slot and tile; the order of the loops is not chosen yet
  uint32_t copied;    // a bit for each read that goes to a copy laid out for the vector slot
} Choice;

// The fastest by the cost model; of kernels.choices, if an equal kernel was there before.
Choice search_schedule(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                       Preference preference, Arena *scratch);
// What is known before a search for parts of a kernel.
typedef struct Problem Problem;
const Problem *search_problem(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                              Arena *scratch);
// The same for a part of a slot, with no further copies; vectors along it must begin where those of
// the tensors do. `access`: that of the whole but for the slot's extent.
Choice search_part(const Problem *whole, const KernelAccess *access, int slot, Arena *scratch);
int kernel_lanes(const Kernels *kernels, const Kernel *kernel);  // of its vectors; 1: it has none
// Every store must write neighbours along a free vector slot, or lanes at equal distances: it does,
// or its tensor can be laid out so. Along a reduced slot it writes scalars.
bool stores_allow_vector(Kernels *kernels, const Kernel *kernel, int slot);
// The dimension of a tensor that a preference puts innermost; -1: none.
int preferred_dimension(const Tensor *tensor, Preference preference);
// A copy of the tensor with this dimension innermost that an earlier kernel asked for; null if none
// did.
Tensor *tensor_find_copy(const Tensor *tensor, int dimension);

// The cycles of a copy that a vector along the slot would read; negative: there can be none.
double copy_price(const Kernels *kernels, const Kernel *kernel, const ReadAccess *read, int slot);

// What a kernel stores keeps its layout from here on. Returns which stores had none that was fixed.
uint64_t fix_layouts(const Kernel *kernel);
void free_layouts(const Kernel *kernel, uint64_t freed);

// What candidates.c asks: of the search,
enum { LARGEST_TILE = 14 };
Candidates search_candidates(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                             Arena *scratch);  // in no order, and not finished
// Accumulators (two for a position and its value), and the operands of all slots but the one with
// the largest tile, which comes one by one.
int registers_needed(const Kernel *kernel, const Schedule *schedule);
int most_vectors(const Kernel *kernel, int slot);  // accumulators along a vector slot
// and of the scheduler.
void schedule_finish(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                     Schedule *schedule, bool may_split);  // order of loops, unrolling, sharing
