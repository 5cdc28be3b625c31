// Private to chains: chain.c finds what can run together, chain_cost.c says whether it should, and
// chain_local.c has the memory of a block, chain_sum.c the sums over blocks.
#pragma once

#include "graph/map.h"
#include "kernels/kernels.h"

enum {
  MAX_CHAIN = 32,
  MAX_LATE = 4  // kernels that wait for the end of a chain
};

// A kernel that could be in a chain: its points scale*u .. scale*u + scale - 1 of a slot belong to
// point u of the index that the chain shares. If the kernel sums over the slot, it adds up what the
// blocks give, and what it makes is there when the chain has ended.
typedef struct Link {
  Kernel *kernel;
  int slot;
  int64_t scale;
  uint32_t reads;  // a bit for each link that makes something it reads
} Link;

// Where a tensor is made: floor(index/scale) of a dimension is the point of the shared index.
typedef struct Made {
  int link;       // the position of the link, from 1 on; 0: no link makes it
  int dimension;  // -1: none is like that, and nobody in the chain may read it
  int64_t scale;
  uint32_t readers;  // a bit for each link that reads it
  bool is_late;      // a kernel makes it that waits for the end of the chain
} Made;

// Kernels that can run together, in order. Between them may stand others. What reads nothing of
// the chain goes before it; what does, or overwrites something, and what follows from that, waits
// for its end.
typedef struct Links {
  Kernels *kernels;
  Arena *scratch;
  Use choice;
  int *reader_counts;  // kernels that read it, by tensor; 0, too, if it shares bytes with another
  const Expr *extent;  // of the shared index
  int64_t points;      // the same at capacity
  Link items[MAX_CHAIN];
  int count;
  Kernel *late[MAX_LATE];  // in order
  int late_count;
  Made *made;        // by tensor
  PointerMap parts;  // Kernel -> its KernelParts, in any chain that was tried
} Links;

// What the first of the links would gain in blocks of the shared index.
typedef struct ChainGain {
  int count;      // of links
  int64_t block;  // points of the shared index
  double cycles;  // none above 0: better alone
} ChainGain;

// Made by one of the first `count` links, read by no other kernel, and of a layout that can be cut
// into such blocks.
bool links_is_local(const Links *links, int count, const Tensor *tensor, int64_t block);
// Elements of it that a block has.
int64_t links_local_count(const Links *links, const Tensor *tensor, int64_t block);

// The private memory of a block: what is made takes a buffer that nobody reads any more.
typedef struct Packing {
  LocalBuffer buffers[MAX_CHAIN];
  int last[MAX_CHAIN];  // the link that reads the buffer last
  int count;
} Packing;

// The buffer that a tensor made by that link gets; -1: there are too many.
int packing_add(Packing *packing, const Links *links, int link, const Tensor *tensor,
                int64_t count);
int64_t packing_bytes(const Packing *packing);
// Gives the tensor a buffer of the chain, if there is one left.
void links_make_local(const Links *links, Chain *chain, Packing *packing, Tensor *tensor);
// Is a task always of so many points, whatever the sizes of the day?
bool links_are_even(const Links *links, int64_t block);
ChainGain chain_gain(Links *links);

static inline bool link_sums(const Link *link)
{
  return link->slot >= link->kernel->space.free_count;
}

bool links_have_sums(const Links *links, int count);  // among the first
bool chain_can_sum(const Kernel *kernel);
// Blocks of a task, where something sums over them.
int64_t chain_run(const Kernels *kernels, int64_t blocks);
// Leaves the kernel the sum over tasks, and returns the one before it that sums over a task's
// blocks as the part says.
Kernel *chain_add_sum(Kernels *kernels, Kernel *kernel, Chain *chain, const KernelPart *part,
                      Arena *scratch);
