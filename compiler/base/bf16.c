#include "base/bf16.h"

#include <math.h>
#include <string.h>

static uint32_t bits_of(float value)
{
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static float from_bits(uint32_t bits)
{
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static float flush(float value)
{
  uint32_t bits = bits_of(value);
  return bits & 0x7F800000u ? value : from_bits(bits & 0x80000000u);
}

static uint32_t round_to_bf16(float value)
{
  uint32_t bits = bits_of(flush(value));
  if (value != value)
    return bits >> 16 | 0x40u;  // quiet
  return (bits + 0x7FFFu + (bits >> 16 & 1u)) >> 16;
}

int32_t bf16_pair(float low, float high)
{
  return (int32_t)(round_to_bf16(high) << 16 | round_to_bf16(low));
}

float bf16_low(int32_t pair)
{
  return from_bits((uint32_t)pair << 16);
}

float bf16_high(int32_t pair)
{
  return from_bits((uint32_t)pair & 0xFFFF0000u);
}

static float add_product(float a, float b, float sum)
{
  return flush(fmaf(flush(a), flush(b), flush(sum)));
}

float bf16_dot(int32_t a, int32_t b, float sum)
{
  sum = add_product(bf16_high(a), bf16_high(b), sum);
  return add_product(bf16_low(a), bf16_low(b), sum);
}
