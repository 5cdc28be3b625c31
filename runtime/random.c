// The order of data as a function: position -> record, with no list and no history.
//
// A Feistel network over the next power of four, walked until it lands inside (Black and Rogaway
// 2002, "Ciphers with arbitrary finite domains"). Its rounds are Philox blocks, so order and draws
// share one generator. Expected walk: below four steps, since the domain is less than four times
// the count.

#include "random.h"

#include "data.h"

enum { ROUNDS = 6 };

static uint64_t scramble(uint64_t key, uint64_t name, int half_bits, uint64_t x)
{
  uint64_t mask = (UINT64_C(1) << half_bits) - 1;
  uint64_t left = x >> half_bits, right = x & mask;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    uint64_t mixed = left ^ (netc_random_block(key, name, right, round).word[0] & mask);
    left = right;
    right = mixed;
  }
  return left << half_bits | right;
}

int64_t netc_permute(uint64_t seed, uint64_t key, uint64_t name, int64_t count, int64_t position)
{
  int half_bits = 1;
  while ((INT64_C(1) << 2 * half_bits) < count)
    half_bits++;
  uint64_t philox_key = netc_random_key(seed, key), x = (uint64_t)position;
  do
    x = scramble(philox_key, name, half_bits, x);
  while (x >= (uint64_t)count);
  return (int64_t)x;
}
