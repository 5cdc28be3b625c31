// What a kernel costs under a schedule: the scheduler compares, `emit --stage kernels` prints.
#pragma once

#include "kernels/kernels.h"

enum {
  PANEL_VECTORS = 4,        // the width of weights' panels
  MOST_STREAMS = 12,        // operands of a kernel whose traffic is counted
  PARALLEL_CYCLES = 16000,  // some 4 microseconds: below, threads cost more than they bring
  REGION_CYCLES = 6000,     // of a parallel loop: waking, and waiting for the last
};

#define SHADOW 0.1  // what arithmetic and traffic cost even where the longest hides them

// One distinct read of a kernel's body: how its address moves with each index.
typedef struct ReadAccess {
  const Expr *read;
  const Tensor *tensor;
  int64_t steps[MAX_INDICES];    // elements, by slot; in blocks: on average
  bool irregular[MAX_INDICES];   // moves, but not by a constant: inside a quotient, a remainder,
                                 // another read
  bool contiguous[MAX_INDICES];  // neighbouring lanes of a vector along the slot are neighbours in
                                 // memory
  int dimension[MAX_INDICES];    // the one dimension that the slot moves in, by one; -1: none,
                                 // several, or by more
  bool is_far_weights;           // weights that the second cache cannot hold
  bool is_rows_of_scan;          // weights, no panels, that it cannot hold from step to step
} ReadAccess;

typedef struct KernelAccess {
  ReadAccess *reads;
  int count;
  int operations;  // of the body, a product and its sum counting one
  int latency;     // of what a sum waits for
  int units;       // vectors that the machine computes or loads in a cycle
  int64_t extents[MAX_INDICES];
  uint32_t constant;           // slots whose extent is known when the code is made
  uint32_t guarded;            // slots that the reduction's conditions name
  uint32_t pinned;             // of these, such that tell residue classes apart: `u == 0`
  bool weaves;                 // points of a class of residues are stored between those of another
  double share;                // of the terms, for which the equalities hold
  int scattered[MAX_INDICES];  // stores that a vector along the slot would write lane by lane
  double met_bytes;            // of what maps behind a sum read besides it: a residual, a mask
  int met;                     // operands among these with an element for each of the result
} KernelAccess;

// So many elements of a tensor, or all.
static inline double touched_bytes(const Tensor *tensor, double elements)
{
  double all = (double)tensor->layout.count;
  return (elements < all ? elements : all) * type_bytes(tensor->type);
}

// Follows every read of the body (of a map: of its values) and what it does along each slot.
// Does it tell apart residue classes of a stride alone? Its slots are few points of a result, and
// of a window.
bool condition_is_of_class(const Graph *graph, const Formula *space, const Expr *condition);
KernelAccess analyze_access(Kernels *kernels, const Kernel *kernel, Arena *scratch);
// The one dimension that moves with a slot, by one each; -1: none, several, or by more.
int moved_dimension(const Expr *const *indices, int rank, int slot);
// Does what is stored to keep its layout? It is fixed, or no dimension moves with the slot by one.
bool store_keeps_layout(const Store *store, int slot);
bool access_moves(const ReadAccess *access, int slot);  // does the address change with the slot?
// The dimension that a copy of the operand must have innermost for a vector along `slot`; -1: there
// can be none.
int access_copy_dimension(const ReadAccess *access, int slot);
// Would loads of such a vector be cheaper from a copy?
bool access_wants_copy(const ReadAccess *access, int slot);
// Expected cycles of the copy itself.
double copy_cycles(const Tensor *tensor);
// Expected cycles of the whole kernel on one core; infinite if the schedule cannot be lowered.
// Operands whose bit is set in `copied` are read from a copy laid out for the vector slot.
double schedule_cycles(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                       uint32_t copied);
// Do neighbouring points along a free slot read the same, as x[i + r] does along i?
bool access_has_window(const Kernel *kernel, const KernelAccess *access);
// Rows of operands that a tile walks along at the same time, for each vector side by side: a few
// wide ones are read ahead best.
double schedule_rows(const Kernel *kernel, const KernelAccess *access, const Schedule *schedule,
                     uint32_t copied);
// Cycles that it takes to move so many bytes from the second-level cache, and from beyond it.
double near_cycles(const Machine *machine, double bytes);
double far_cycles(const Machine *machine, double bytes);
// The same through the second-level cache if they fit it, else from beyond.
double traffic_cycles(const Machine *machine, double bytes);
// What it adds that they come from memory instead of the last cache.
double memory_stall(const Machine *machine, double bytes);
// Expected cycles of all runs of a kernel in one of the entry, on so many cores.
double kernel_run_cycles(const Kernels *kernels, const Kernel *kernel, int cores);
// Loops in the order of memory, for a schedule that has its vectors and tiles.
void order_loops(const Kernel *kernel, const KernelAccess *access, Schedule *schedule);
// Expected cycles with loops in the order of memory, on one core, when the arithmetic takes so many
// and memory is read along whole rows: orders and blocks of loops see to that.
double plain_nest_cycles(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                         const Schedule *schedule, uint32_t copied, double arithmetic);
// Those of the best nest that choose_nest finds for a schedule's vectors and tiles, if the operands
// whose bit is set in `copied` are read from a copy.
double best_nest_cycles(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                        const Schedule *schedule, uint32_t copied);
// Blocks of the reduction, what threads share, and another order of the loops where it moves less.
// `cycles`: of the arithmetic. `may_split`: blocks may leave what the kernel stores besides its
// result to another kernel.
void choose_nest(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                 Schedule *schedule, double cycles, bool may_split);
// May parts of the reduction be added up in memory, where the result lies now or will lie?
bool kernel_can_block(Kernels *kernels, const Kernel *kernel, const Schedule *schedule,
                      bool may_split);
// Whole tiles of a slot in a task, for about so many tasks. Equal tasks have no ragged ends: a
// little smaller than asked, if that divides.
int64_t task_grain(const KernelAccess *access, const Schedule *schedule, int slot, int64_t tasks);
