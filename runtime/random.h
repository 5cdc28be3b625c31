// Random numbers that are a function of their name, not of a history: Philox 4x32-10.
//
//   float u = netc_random_uniform(seed, step, key, element, stream);   // in (0, 1)
//
// `key` names the draw (a call in the net, a parameter), `element` its position, `step` the
// training step (0 outside of training), `stream` one of several numbers for one element. So a draw
// is the same forward, backward, recomputed, on any number of threads and after a resume. Generated
// C includes this file; it depends on nothing but stdint.h.
//
// Philox: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
// Naming a stream by a 64 bit mix: Steele, Lea, Flood, "Fast splittable pseudorandom number
// generators", 2014 (the finalizer of splitmix64).
#pragma once

#include <stdint.h>

typedef struct NetcBits {
  uint32_t word[4];
} NetcBits;

// Ten rounds on one counter of 128 bits under a key of 64.
static inline NetcBits netc_philox(NetcBits counter, uint32_t key0, uint32_t key1)
{
  for (int round = 0; round < 10; round++) {
    uint64_t low = (uint64_t)0xD2511F53u * counter.word[0];
    uint64_t high = (uint64_t)0xCD9E8D57u * counter.word[2];
    NetcBits next = {{(uint32_t)(high >> 32) ^ counter.word[1] ^ key0, (uint32_t)high,
                      (uint32_t)(low >> 32) ^ counter.word[3] ^ key1, (uint32_t)low}};
    counter = next;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  return counter;
}

static inline uint64_t netc_mix(uint64_t x)
{
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

// The Philox key of a draw: the same for all its elements, so generated code computes it once a
// run.
static inline uint64_t netc_random_key(uint64_t seed, uint64_t key)
{
  return netc_mix(netc_mix(seed + 0x9E3779B97F4A7C15u) ^ (key + 0x9E3779B97F4A7C15u));
}

// Four words. step < 2^48, stream < 2^16.
static inline NetcBits netc_random_block(uint64_t philox_key, uint64_t step, uint64_t block,
                                         uint32_t stream)
{
  NetcBits counter = {{(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)step,
                       (uint32_t)(step >> 32) ^ (stream << 16)}};
  return netc_philox(counter, (uint32_t)philox_key, (uint32_t)(philox_key >> 32));
}

static inline NetcBits netc_random_bits(uint64_t seed, uint64_t step, uint64_t key, uint64_t block,
                                        uint32_t stream)
{
  return netc_random_block(netc_random_key(seed, key), step, block, stream);
}

// 23 bits and a half: every value is exact in f32, the least is 2^-24 and the greatest 1 - 2^-24.
// (24 bits and a half would round to 1 at the upper end.)
static inline float netc_bits_uniform(uint32_t bits)
{
  return ((float)(bits >> 9) + 0.5f) * 0x1p-23f;
}

// Eight blocks are a group of 32 elements: word w of its block i is element 8*w + i. So vectors of
// eight blocks, word by word, are elements in a row.
enum { NETC_RANDOM_GROUP = 32, NETC_RANDOM_BLOCKS = 8 };

static inline float netc_random_element(uint64_t philox_key, uint64_t step, uint64_t element,
                                        uint32_t stream)
{
  uint64_t block = element / NETC_RANDOM_GROUP * NETC_RANDOM_BLOCKS + element % NETC_RANDOM_BLOCKS;
  NetcBits bits = netc_random_block(philox_key, step, block, stream);
  return netc_bits_uniform(bits.word[element % NETC_RANDOM_GROUP / NETC_RANDOM_BLOCKS]);
}

static inline float netc_random_uniform(uint64_t seed, uint64_t step, uint64_t key,
                                        uint64_t element, uint32_t stream)
{
  return netc_random_element(netc_random_key(seed, key), step, element, stream);
}
