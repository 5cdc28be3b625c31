// The data of a train block: what is trained on, what is held back, what is tested on.
#pragma once

#include "data.h"
#include "options.h"

typedef struct NetcSets {
  NetcData train_data, valid_data, test_data;  // valid and test may be empty
  NetcRows train, valid, test;                 // count 0: none
  bool split;                                  // valid is a part of train_data
  double split_share;
} NetcSets;

// `seed` names the split. Fails without a train block or data.
bool netc_sets_open(NetcSets *sets, const NetcModel *model, const NetcOptions *options,
                    uint64_t seed, NetcError *error);
void netc_sets_close(NetcSets *sets);
// The names of classes that the data knows, else null.
const NetcData *netc_sets_classes(const NetcSets *sets);
