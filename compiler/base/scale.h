// What scalb means, for all that computes it in double: one rounding, where the result is rounded.
#pragma once

#include <math.h>

enum { BEYOND_EXPONENTS = 2200 };  // of any float times a power of two

// a*2^floor(b); of an infinite b, a times 0 or infinity.
static inline double scaled_by_power(double a, double b)
{
  return isfinite(b) ? ldexp(a, (int)fmax(-BEYOND_EXPONENTS, fmin(BEYOND_EXPONENTS, floor(b))))
                     : a * (b < 0 ? 0 : b);
}
