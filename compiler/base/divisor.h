// What divides whole numbers.
#pragma once

#include <stdint.h>

// Of magnitudes. 1 where it is 2^63, which no int64_t holds; 0 of two zeros.
static inline int64_t greatest_divisor(int64_t a, int64_t b)
{
  uint64_t x = a < 0 ? -(uint64_t)a : (uint64_t)a, y = b < 0 ? -(uint64_t)b : (uint64_t)b;
  while (y) {
    uint64_t rest = x % y;
    x = y;
    y = rest;
  }
  return x > INT64_MAX ? 1 : (int64_t)x;
}

// The largest power of two that divides a number, up to `largest`, which is one.
static inline int64_t power_of_two_in(int64_t number, int64_t largest)
{
  int64_t lowest = (int64_t)((uint64_t)number & -(uint64_t)number);
  return lowest <= 0 || lowest > largest ? largest : lowest;
}

// a / b, rounded up; both positive.
static inline int64_t ceiling(int64_t a, int64_t b)
{
  return (a + b - 1) / b;
}
