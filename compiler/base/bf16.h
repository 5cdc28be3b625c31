// Products of bf16 numbers, as AVX512-BF16 computes them: the meaning of `pair` and `dot` at every
// level.
//
// A bf16 is the upper half of an f32. Two of them lie in one word of 32 bits: the first in its
// lower half. Numbers with an exponent of zero, and so all subnormal ones, count as a zero of their
// sign, in what is read and in what comes out.
#pragma once

#include <stdint.h>

// Each rounded to the nearest bf16, to even in the middle; a NaN stays one.
int32_t bf16_pair(float low, float high);
float bf16_low(int32_t pair);
float bf16_high(int32_t pair);
// sum + high*high, rounded to f32, then that + low*low, rounded once more. Products are exact.
float bf16_dot(int32_t a, int32_t b, float sum);
