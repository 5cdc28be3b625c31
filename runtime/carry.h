// State that goes from batch to batch: results that become the inputs of the same names.
//
// Rows of a batch go on where those of the last one ended, so the data must be in order. Every
// epoch and every evaluation begins with what the inputs hold by default.
#pragma once

#include "loader.h"

typedef struct NetcCarry {
  const NetcEntry *entry;
  int count;  // 0: nothing is carried
  int inputs[NETC_MAX_COLUMNS], outputs[NETC_MAX_COLUMNS];
  NetcTensor tensors[NETC_MAX_COLUMNS];  // "carry/h", in `memory`
  NetcMemory memory;
  bool started;  // there was a batch in this epoch
} NetcCarry;

// By the setting `carry_over` of the model.
bool netc_carry_open(NetcCarry *carry, const NetcModel *model, const NetcEntry *entry,
                     NetcError *error);
void netc_carry_close(NetcCarry *carry);
// The `given` inputs with those that are carried in their places; `inputs` has room for all.
void netc_carry_give(const NetcCarry *carry, const void *const *given, const void **inputs);
void netc_carry_take(NetcCarry *carry, void *const *outputs);
void netc_carry_reset(NetcCarry *carry);

bool netc_model_carries(const NetcModel *model);
// Rows in as many stretches as a batch has: what is left over is dropped. False if there are fewer.
bool netc_rows_stretch(NetcRows *rows, int64_t batch, NetcError *error);
