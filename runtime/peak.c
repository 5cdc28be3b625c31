// The machine's peak: independent chains of multiply-and-add that never leave the registers.
//
// A chain's next step waits for the last, so there are more chains than latency times units; the vector
// is as wide as the CPU has them, found at run time. Without fused instructions the compiler makes a
// multiply and an add of it, which is then what the machine can do.

#include "measure.h"

enum { STEPS = 2000000, ROUNDS = 7 };

typedef double Peak(void);  // operations done

// Twelve chains; the sums are used, so that no chain is dropped.
#define CHAINS(V, lanes)                                                                           \
  V factor, add, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11;                                 \
  for (int i = 0; i < lanes; i++) {                                                                \
    factor[i] = 0.999999f;                                                                         \
    add[i] = 1e-6f;                                                                                \
    a0[i] = a1[i] = a2[i] = a3[i] = a4[i] = a5[i] = 0.5f + (float)i;                               \
    a6[i] = a7[i] = a8[i] = a9[i] = a10[i] = a11[i] = 0.25f + (float)i;                            \
  }                                                                                                \
  for (int step = 0; step < STEPS; step++) {                                                       \
    a0 = a0 * factor + add;                                                                        \
    a1 = a1 * factor + add;                                                                        \
    a2 = a2 * factor + add;                                                                        \
    a3 = a3 * factor + add;                                                                        \
    a4 = a4 * factor + add;                                                                        \
    a5 = a5 * factor + add;                                                                        \
    a6 = a6 * factor + add;                                                                        \
    a7 = a7 * factor + add;                                                                        \
    a8 = a8 * factor + add;                                                                        \
    a9 = a9 * factor + add;                                                                        \
    a10 = a10 * factor + add;                                                                      \
    a11 = a11 * factor + add;                                                                      \
    KEEP_APART                                                                                     \
  }                                                                                                \
  V sum = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;                             \
  volatile float used = sum[0];                                                                    \
  (void)used;                                                                                      \
  return 12.0 * 2 * lanes * STEPS;

// Equal chains would be merged: the compiler is told that each may have changed.
#if defined(__x86_64__)
#define KEEP_APART                                                                                 \
  __asm__ volatile("" : "+x"(a0), "+x"(a1), "+x"(a2), "+x"(a3), "+x"(a4), "+x"(a5));               \
  __asm__ volatile("" : "+x"(a6), "+x"(a7), "+x"(a8), "+x"(a9), "+x"(a10), "+x"(a11));
#elif defined(__aarch64__)
#define KEEP_APART                                                                                 \
  __asm__ volatile("" : "+w"(a0), "+w"(a1), "+w"(a2), "+w"(a3), "+w"(a4), "+w"(a5));               \
  __asm__ volatile("" : "+w"(a6), "+w"(a7), "+w"(a8), "+w"(a9), "+w"(a10), "+w"(a11));
#else
#define KEEP_APART __asm__ volatile("" : : : "memory");
#endif

typedef float Four __attribute__((vector_size(16)));
static double peak_four(void)
{
  CHAINS(Four, 4)
}

#if defined(__x86_64__)
typedef float Eight __attribute__((vector_size(32)));
__attribute__((target("avx2,fma"))) static double peak_eight(void)
{
  CHAINS(Eight, 8)
}

typedef float Sixteen __attribute__((vector_size(64)));
__attribute__((target("avx512f"))) static double peak_sixteen(void)
{
  CHAINS(Sixteen, 16)
}

static Peak *choose(void)
{
  if (__builtin_cpu_supports("avx512f"))
    return peak_sixteen;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return peak_eight;
  return peak_four;
}
#else
static Peak *choose(void)
{
  return peak_four;
}
#endif

static void run_peak(NetcCall *call, const void *peak, int64_t index)
{
  (void)call, (void)index;
  (*(Peak *const *)peak)();
}

double netc_measure_peak(NetcPool *pool)
{
  Peak *peak = choose();
  int threads = netc_pool_threads(pool);
  double most = 0, work = peak();  // the first run wakes the clock up
  for (int round = 0; round < ROUNDS; round++) {
    double began = netc_seconds();
    netc_pool_run(pool, NULL, run_peak, &peak, threads);
    double rate = work * threads / (netc_seconds() - began);
    most = rate > most ? rate : most;
  }
  return most;
}
