// Where the elements of inputs and outputs lie.
//
// Strides are compile-time numbers: those of the capacities. So f32[B, T, 2] with T=3 built for T=4
// has element (b, t, c) at 8*b + 2*t + c; what is left over is neither read nor written. Files and
// columns are dense; these functions lead from one form to the other.
#pragma once

#include "netc.h"

// Walks the stretches of a port that are contiguous in both forms.
typedef struct NetcRuns {
  int rank;
  int64_t extents[NETC_MAX_RANK], strides[NETC_MAX_RANK], index[NETC_MAX_RANK];
  int64_t dense, strided, count;  // of this stretch, in elements: its places and its length
  bool started;
} NetcRuns;

// Of `rows` rows; the extents of the day are those of `symbols`.
void netc_runs_begin(NetcRuns *runs, const NetcPort *port, int64_t rows, const int64_t *symbols,
                     const int64_t *capacities);
bool netc_runs_next(NetcRuns *runs);  // false: there are no more

// Every element of the port, at capacity, to what it holds where nobody gives it.
void netc_port_fill(const NetcPort *port, const int64_t *symbols, const int64_t *capacities,
                    void *to);

// Whether both forms are the same.
bool netc_port_is_dense(const NetcPort *port, const int64_t *symbols, const int64_t *capacities);
// From dense rows to the places that the code reads.
void netc_port_spread(const NetcPort *port, int64_t rows, const int64_t *symbols,
                      const int64_t *capacities, const void *from, void *to);
// From there to dense rows; `from` and `to` may be the same.
void netc_port_gather(const NetcPort *port, int64_t rows, const int64_t *symbols,
                      const int64_t *capacities, const void *from, void *to);
