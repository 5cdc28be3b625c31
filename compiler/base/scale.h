// What scalb means, for all that computes it in double: one rounding, where the result is rounded.
#pragma once

#include <math.h>

// By so many powers of two the least number of a type grows to infinity, and the largest becomes 0.
enum { BEYOND_F32 = 278, BEYOND_F64 = 2200 };

// a*2^floor(b); of an infinite b, a times 0 or infinity.
static inline double scaled_by_power(double a, double b)
{
  return isfinite(b) ? ldexp(a, (int)fmax(-BEYOND_F64, fmin(BEYOND_F64, floor(b))))
                     : a * (b < 0 ? 0 : b);
}
