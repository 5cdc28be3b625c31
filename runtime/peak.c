// The machine's peak: independent chains of multiply-and-add that never leave the registers.
//
// A chain's next step waits for the last, so there are more chains than latency times units; the
// vector is as wide as the CPU has them, found at run time. Without fused instructions the compiler
// makes a multiply and an add of it, which is then what the machine can do.

#include "measure.h"

#include <string.h>
#include <time.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { STEPS = 250000, ROUNDS = 100, MAX_THREADS = 1024 };

typedef double Peak(void);  // operations done

// Twelve chains; the sums are used, so that no chain is dropped. The factor is a bf16, too.
#define CHAINS(V, lanes, FMA)                                                                      \
  V zero = {0}, factor = zero + 0.9921875f, add = zero + 1e-6f;                                    \
  V a0 = zero, a1 = zero + 1, a2 = zero + 2, a3 = zero + 3, a4 = zero + 4, a5 = zero + 5;          \
  V a6 = zero + 6, a7 = zero + 7, a8 = zero + 8, a9 = zero + 9, a10 = zero + 10, a11 = zero + 11;  \
  for (int step = 0; step < STEPS; step++) {                                                       \
    a0 = FMA(a0, factor, add);                                                                     \
    a1 = FMA(a1, factor, add);                                                                     \
    a2 = FMA(a2, factor, add);                                                                     \
    a3 = FMA(a3, factor, add);                                                                     \
    a4 = FMA(a4, factor, add);                                                                     \
    a5 = FMA(a5, factor, add);                                                                     \
    a6 = FMA(a6, factor, add);                                                                     \
    a7 = FMA(a7, factor, add);                                                                     \
    a8 = FMA(a8, factor, add);                                                                     \
    a9 = FMA(a9, factor, add);                                                                     \
    a10 = FMA(a10, factor, add);                                                                   \
    a11 = FMA(a11, factor, add);                                                                   \
    KEEP_APART                                                                                     \
  }                                                                                                \
  V sum = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;                             \
  volatile float used = sum[0];                                                                    \
  (void)used;                                                                                      \
  return 12.0 * 2 * lanes * STEPS;

// Nothing may be taken out of the loop: the compiler is told that the factor may have changed.
#if defined(__x86_64__)
#define KEEP_APART __asm__ volatile("" : "+x"(factor));
#elif defined(__aarch64__)
#define KEEP_APART __asm__ volatile("" : "+w"(factor));
#else
#define KEEP_APART __asm__ volatile("" : : : "memory");
#endif

#define APART(a, b, c) ((a) * (b) + (c))
typedef float Four __attribute__((vector_size(16)));
static double peak_four(void)
{
  CHAINS(Four, 4, APART)
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static double peak_eight(void)
{
  CHAINS(__m256, 8, _mm256_fmadd_ps)
}

__attribute__((target("avx512f"))) static double peak_sixteen(void)
{
  CHAINS(__m512, 16, _mm512_fmadd_ps)
}

// Each adds two products of bf16 to every lane.
#define DOT(a, b, c) _mm512_dpbf16_ps(a, (__m512bh)(b), (__m512bh)(c))
__attribute__((target("avx512f,avx512bf16"))) static double peak_bf16(void)
{
  CHAINS(__m512, 32, DOT)
}

static Peak *choose(bool bf16)
{
  if (bf16 && __builtin_cpu_supports("avx512bf16"))
    return peak_bf16;
  if (__builtin_cpu_supports("avx512f"))
    return peak_sixteen;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return peak_eight;
  return peak_four;
}
#else
static Peak *choose(bool bf16)
{
  (void)bf16;
  return peak_four;
}
#endif

// One round: what each thread reached.
typedef struct Round {
  Peak *peak;
  double *rates;
} Round;

double netc_thread_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// By the thread's own time: what others take of the machine meanwhile is not the machine's fault.
static void run_peak(NetcCall *call, const void *arguments, int64_t index)
{
  const Round *round = arguments;
  double began = netc_thread_seconds(), work = round->peak();
  (void)call;
  round->rates[index] = work / (netc_thread_seconds() - began);
}

double netc_measure_peak(NetcPool *pool, bool bf16)
{
  double rates[MAX_THREADS], most = 0;
  int threads = netc_pool_threads(pool);
  if (threads > MAX_THREADS)
    threads = MAX_THREADS;
  Round round = {.peak = choose(bf16), .rates = rates};
  for (int i = 0; i < ROUNDS; i++) {
    double sum = 0;
    netc_pool_run(pool, NULL, run_peak, &round, threads);
    for (int thread = 0; thread < threads; thread++)
      sum += rates[thread];
    most = sum > most ? sum : most;
  }
  return most;
}

bool netc_model_uses_bf16(const NetcModel *model)
{
  return model->features && strstr(model->features, "avx512bf16");
}
