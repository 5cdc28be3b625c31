// A growing list of numbers of one type, which becomes an array of a data set.
#pragma once

#include "data.h"

typedef struct NetcVector {
  NetcElement element;
  char *data;
  int64_t count, capacity;
} NetcVector;

// For F32, I32, I64 (within 53 bits) and BOOL.
bool netc_vector_add(NetcVector *vector, double value, NetcError *error);
double netc_vector_get(const NetcVector *vector, int64_t index);
// An array of rows of `width` numbers; 0: of numbers, of rank 1. The memory goes to the array.
NetcArray netc_vector_take(NetcVector *vector, int64_t width);
void netc_vector_free(NetcVector *vector);
