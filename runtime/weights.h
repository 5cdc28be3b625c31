// Weights and checkpoints of a session in safetensors files.
#pragma once

#include "carry.h"
#include "history.h"
#include "map.h"
#include "safetensors.h"
#include "session.h"

// Reads parameters and states by name; `map` says how the file's names become the net's (null: as
// they are). What a reader should know but need not act on (values that are not finite, rules that
// match nothing) is added to `warnings`, one a line; null: not wanted.
bool netc_weights_load(NetcSession *session, const NetcTensorFile *file, NetcMap *map, int flags,
                       NetcText *warnings, NetcError *error);

// The seed that the weights were trained with; false if the file does not say.
bool netc_weights_seed(const NetcTensorFile *file, uint64_t *seed);

// Where a training stands, so that it can go on bit for bit.
enum { NETC_MAX_SCALARS = 32 };
typedef struct NetcPlace {
  uint64_t seed;
  int64_t step, epoch, position;  // steps done; the epoch under way, from 0; samples done in it
  int64_t batches, gathered;      // batches done; of the step under way, where it has several,
  double gathered_samples;        // and their samples
  int64_t epochs, batch;          // as asked for
  double loss_sum, metric_sum;    // over `position` samples
  double best;                    // of the criterion of `stop`
  int64_t best_epoch;             // -1: none yet
  int64_t data_count;
  uint64_t data_sum;     // of the data's bytes
  NetcHistory *history;  // of all epochs so far; borrowed
  NetcCarry *carry;      // to the next batch; borrowed
} NetcPlace;

// `best`: the weights of the best epoch, null if they are not kept.
bool netc_checkpoint_save(const NetcSession *session, const NetcPlace *place, const char *best,
                          const char *path, NetcError *error);
// Fails if the file is of another net or optimiser, or no checkpoint.
bool netc_checkpoint_load(NetcSession *session, NetcPlace *place, char *best, const char *path,
                          NetcText *warnings, NetcError *error);
// Whether a file can be written there, asked before hours are spent.
bool netc_checkpoint_probe(const char *path, NetcError *error);
