// What is known of floats before the code runs.
#pragma once

#include "graph/graph.h"

// Added to a number below 2^22, it rounds that to a whole one, which is then in the low bits.
#define ROUNDING_SUM 12582912.0

typedef struct FloatRange {
  double low, high;
} FloatRange;

// Where `e` lies if it is no NaN; calls and powers are opaque.
FloatRange float_range(const Expr *e);
// Is it t - ROUNDING_SUM, where t is a sum with that?
bool is_rounded(const Expr *e);
