// Measuring: the machine's peak, and entries on made-up inputs.
#pragma once

#include "evaluate.h"

// Floating-point operations a second that all threads of the pool reach together in registers: what
// a kernel could do at best on this machine, now.
double netc_measure_peak(NetcPool *pool);

// Seconds that one run takes.
typedef struct NetcTiming {
  double median, best;
  int64_t runs;
} NetcTiming;

// An entry with inputs and outputs, ready to run at these extents (null: at capacity).
typedef struct NetcTrial {
  NetcSession *session;
  const NetcEntry *entry;
  NetcBuffers inputs, outputs;
  int64_t symbols[NETC_MAX_SYMBOLS];
} NetcTrial;

bool netc_trial_open(NetcTrial *trial, NetcSession *session, const NetcEntry *entry,
                     const int64_t *symbols, NetcError *error);
void netc_trial_close(NetcTrial *trial);
void netc_trial_run(NetcTrial *trial);
// Runs for about `seconds`, after some runs that do not count.
bool netc_trial_time(NetcTrial *trial, double seconds, NetcTiming *timing, NetcError *error);
double netc_trial_flops(const NetcTrial *trial);  // of one run
