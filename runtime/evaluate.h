// Loss and metric over a set of records.
#pragma once

#include "carry.h"

// Means over all records; sums are kept in double, batch by batch, in a fixed order.
typedef struct NetcScore {
  double loss, metric;
  int64_t count;   // records
  int64_t labels;  // what they are compared with: of a graph or a text a record has many
} NetcScore;

enum { NETC_MAX_PORTS = 1024 };  // features give a result for each layer

// Inputs or outputs of an entry at full capacity, in memory of their own.
typedef struct NetcBuffers {
  NetcMemory memory;
  void *pointers[NETC_MAX_PORTS];
} NetcBuffers;

bool netc_buffers_map(NetcBuffers *buffers, const NetcPort *ports, int count,
                      const int64_t *capacities, NetcError *error);
void netc_buffers_unmap(NetcBuffers *buffers);
// The loss, or the metric, that an entry gave; 0 for the metric where there is none.
double netc_output_loss(const NetcBuffers *outputs, const NetcEntry *entry);
double netc_output_metric(const NetcBuffers *outputs, const NetcEntry *entry,
                          const NetcModel *model);

// What looks at the results of each batch.
typedef struct NetcWatch {
  void (*see)(void *context, const NetcBatch *batch, const NetcBuffers *outputs);
  void *context;
} NetcWatch;
// Puts rows into the order that the model asks for: where state is carried over, in stretches.
bool netc_evaluate_stretch(const NetcModel *model, NetcRows *rows, int64_t batch, NetcError *error);
// Whether all batches of these rows will have sizes that the entry runs on (null: none does).
// Those that only a batch has, of the graphs in it, are checked as they come.
bool netc_rows_check(NetcSession *session, const NetcEntry *entry, const NetcRows *rows,
                     int64_t batch, NetcError *error);
bool netc_evaluate_check(NetcSession *session, const NetcRows *rows, int64_t batch,
                         NetcError *error);  // the same of an evaluation

// An evaluation that may be run again: its memory, and the thread that reads ahead, stay.
typedef struct NetcEvaluation {
  NetcSession *session;
  const NetcEntry *entry;
  NetcRows rows;
  NetcBuffers outputs;
  NetcCarry carry;
  NetcLoader *loader;
} NetcEvaluation;

// Batches of at most `batch` rows, 0: of the entry's capacity. `times`: how often it will be run at
// most. To be closed also where this fails.
bool netc_evaluation_open(NetcEvaluation *evaluation, NetcSession *session, const NetcRows *rows,
                          int64_t batch, int64_t times, NetcError *error);
// `stop` (null: never) is asked after each batch; true ends the evaluation for good, with
// score->count below the count of rows. `watch`: null if none.
bool netc_evaluation_run(NetcEvaluation *evaluation, NetcScore *score, bool (*stop)(void),
                         const NetcWatch *watch, NetcError *error);
void netc_evaluation_close(NetcEvaluation *evaluation);  // of zeros is allowed
// Opened, run and closed.
bool netc_evaluate(NetcSession *session, const NetcRows *rows, int64_t batch, NetcScore *score,
                   bool (*stop)(void), const NetcWatch *watch, NetcError *error);
