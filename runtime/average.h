// Averaged weights: slots NAME.average of the optimiser that follow the weights step by step.
//
// Training moves the weights; what is evaluated, kept as the best and saved at the end are their
// averages. `swap` puts one into the place of the other, and back.
#pragma once

#include "session.h"

typedef struct NetcAverage {
  NetcSession *session;
  int count;                 // 0: the model averages nothing
  int32_t *tensors, *slots;  // by pair: positions in the model's tables
} NetcAverage;

bool netc_average_open(NetcAverage *average, NetcSession *session, NetcError *error);
void netc_average_close(NetcAverage *average);
void netc_average_swap(const NetcAverage *average);
