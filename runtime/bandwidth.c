// What caches and memory deliver: blocks that are read over and over, as wide as the CPU loads.
//
// A block that fits a cache is measured from that cache. What is read is combined without waiting
// for arithmetic, eight chains side by side; each thread reads a block of its own.

#include "measure.h"

#include "elements.h"
#include "memory.h"

#include <inttypes.h>
#include <string.h>

enum { MAX_THREADS = 1024, ROUNDS = 20, STRIDE = 512 };
#define ROUND_BYTES (16.0 * 1024 * 1024)  // of a thread, at least once the block

typedef void Read(const char *block, int64_t bytes);

#define READ(V)                                                                                    \
  V a0 = {0}, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;                       \
  for (int64_t at = 0; at < bytes; at += (int64_t)(8 * sizeof(V))) {                               \
    const V *from = (const V *)(const void *)(block + at);                                         \
    a0 ^= from[0], a1 ^= from[1], a2 ^= from[2], a3 ^= from[3];                                    \
    a4 ^= from[4], a5 ^= from[5], a6 ^= from[6], a7 ^= from[7];                                    \
  }                                                                                                \
  V all = a0 ^ a1 ^ a2 ^ a3 ^ a4 ^ a5 ^ a6 ^ a7;                                                   \
  volatile int64_t used = all[0];                                                                  \
  (void)used;

typedef int64_t Two __attribute__((vector_size(16)));
static void read_two(const char *block, int64_t bytes)
{
  READ(Two)
}

#if defined(__x86_64__)
typedef int64_t Four __attribute__((vector_size(32)));
__attribute__((target("avx2"))) static void read_four(const char *block, int64_t bytes)
{
  READ(Four)
}

typedef int64_t Eight __attribute__((vector_size(64)));
__attribute__((target("avx512f"))) static void read_eight(const char *block, int64_t bytes)
{
  READ(Eight)
}

static Read *choose(void)
{
  if (__builtin_cpu_supports("avx512f"))
    return read_eight;
  return __builtin_cpu_supports("avx2") ? read_four : read_two;
}
#else
static Read *choose(void)
{
  return read_two;
}
#endif

typedef struct Round {
  Read *read;
  const char *blocks;
  int64_t bytes;  // of a block
  double *rates;
} Round;

static void run_reads(NetcCall *call, const void *arguments, int64_t index)
{
  const Round *round = arguments;
  const char *block = round->blocks + index * round->bytes;
  double done = 0, began = netc_thread_seconds();
  (void)call;
  while (done < ROUND_BYTES) {
    round->read(block, round->bytes);
    done += (double)round->bytes;
  }
  round->rates[index] = done / (netc_thread_seconds() - began);
}

bool netc_measure_reading(NetcPool *pool, int64_t bytes, double *rate, NetcError *error)
{
  double rates[MAX_THREADS];
  int threads = netc_pool_threads(pool);
  int64_t all;
  NetcMemory memory = {0};
  if (threads > MAX_THREADS)
    threads = MAX_THREADS;
  bytes = (bytes / STRIDE + (bytes % STRIDE > 0)) * STRIDE;
  if (!netc_multiply(bytes, threads, &all))
    return netc_fail(error, "%" PRId64 " bytes for each of %d threads are too many", bytes,
                     threads);
  netc_memory_place(&memory, all);
  if (!netc_memory_map(&memory, "a block to read", error))
    return false;
  memset(memory.base, 1, (size_t)all);
  Round round = {.read = choose(), .blocks = memory.base, .bytes = bytes, .rates = rates};
  *rate = 0;
  for (int i = 0; i < ROUNDS; i++) {
    double sum = 0;
    netc_pool_run(pool, NULL, run_reads, &round, threads);
    for (int thread = 0; thread < threads; thread++)
      sum += rates[thread];
    *rate = sum > *rate ? sum : *rate;
  }
  netc_memory_unmap(&memory);
  return true;
}
