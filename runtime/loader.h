// Batches, made ready on another thread while the last one is being used.
#pragma once

#include "data.h"

typedef struct NetcBatch {
  int64_t rows, epoch, position;  // position: of the first row
  int64_t symbols[NETC_MAX_SYMBOLS];
  const void *inputs[NETC_MAX_COLUMNS];
} NetcBatch;

typedef struct NetcLoader NetcLoader;

typedef struct NetcPlan {
  NetcRows rows;
  const NetcEntry *entry;  // whose inputs are filled
  int64_t batch;           // rows of a batch; the last of an epoch may have fewer
  bool shuffled;
  uint64_t seed;
  int64_t epoch, position;  // where to begin
  int64_t epochs;           // where to end
} NetcPlan;

NetcLoader *netc_loader_create(const NetcPlan *plan, NetcError *error);
// The next batch, valid until the next call; null after the last one, or with the error set.
const NetcBatch *netc_loader_next(NetcLoader *loader, NetcError *error);
void netc_loader_destroy(NetcLoader *loader);  // null is allowed
