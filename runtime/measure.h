// Measuring: the machine's peak, and entries on made-up or given inputs.
#pragma once

#include "evaluate.h"
#include "options.h"

// Floating-point operations a second that all threads of the pool reach together in registers: what
// a kernel could do at best on this machine, now. `bf16`: by products of bf16, where it has them.
double netc_measure_peak(NetcPool *pool, bool bf16);
// Was the code made for a CPU that multiplies bf16? Then that is the peak it is measured against.
bool netc_model_uses_bf16(const NetcModel *model);
// Bytes a second that all threads of the pool together read, each a block of its own again and
// again: from the cache that a block of `bytes` fits, or from memory. False without memory.
bool netc_measure_reading(NetcPool *pool, int64_t bytes, double *rate, NetcError *error);
// CPU time of the calling thread: what others take of the machine is not in it.
double netc_thread_seconds(void);

// Seconds that one run takes.
typedef struct NetcTiming {
  double median, best;
  double cpu;  // of all threads, the mean: what others take of the machine is not in it
  int64_t runs;
} NetcTiming;

// An entry with inputs and outputs, ready to run.
typedef struct NetcTrial {
  NetcSession *session;
  const NetcEntry *entry;
  NetcBuffers inputs, outputs;
  int64_t symbols[NETC_MAX_SYMBOLS];
  double last;  // seconds that the latest run took; 0: none yet
} NetcTrial;

// Sizes are those of the entry's capacities, of the first symbol `batch` unless that is 0, or less
// where the net requires others.
bool netc_trial_open(NetcTrial *trial, NetcSession *session, const NetcEntry *entry, int64_t batch,
                     NetcError *error);
// Puts the first rows of FILE.npy, by `inputs` of NAME=FILE.npy, in place of the made-up numbers.
// Names of inputs that only other entries of the model have are passed over.
bool netc_trial_give(NetcTrial *trial, const NetcPairs *inputs, NetcError *error);
void netc_trial_close(NetcTrial *trial);
void netc_trial_run(NetcTrial *trial);
// Runs for about `seconds`, after some runs that do not count.
bool netc_trial_time(NetcTrial *trial, double seconds, NetcTiming *timing, NetcError *error);
double netc_trial_flops(const NetcTrial *trial);  // of one run
