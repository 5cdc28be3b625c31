// The pool: every iteration once, whatever the counts of threads and iterations.

#include "netc.h"

#include <criterion/criterion.h>
#include <stdatomic.h>
#include <string.h>

enum { MOST = 5000 };

static void count(NetcCall *call, const void *arguments, int64_t index)
{
  (void)call;
  atomic_int *seen = *(atomic_int *const *)arguments;
  atomic_fetch_add(&seen[index], 1);
}

Test(runtime_threads, every_iteration_once)
{
  static const int64_t counts[] = {0, 1, 2, 3, 7, 64, 999, MOST};
  static atomic_int seen[MOST];
  atomic_int *target = seen;
  for (int threads = 1; threads <= 5; threads++) {
    NetcPool *pool = netc_pool_create(threads);
    cr_assert_not_null(pool);
    cr_assert_eq(netc_pool_threads(pool), threads);
    for (int round = 0; round < 50; round++) {
      int64_t n = counts[round % 8];
      memset(seen, 0, sizeof seen);
      netc_pool_run(pool, NULL, count, &target, n);
      for (int64_t i = 0; i < MOST; i++)
        cr_assert_eq(seen[i], i < n);
    }
    netc_pool_destroy(pool);
  }
}

Test(runtime_threads, many_short_loops)
{
  static atomic_int seen[8];
  atomic_int *target = seen;
  NetcPool *pool = netc_pool_create(3);
  for (int round = 0; round < 20000; round++)
    netc_pool_run(pool, NULL, count, &target, 1 + round % 8);
  cr_assert_eq(seen[0], 20000);
  cr_assert_eq(seen[7], 2500);
  netc_pool_destroy(pool);
}

Test(runtime_threads, a_call_reaches_its_pool)
{
  static atomic_int seen[100];
  atomic_int *target = seen;
  NetcRun run = {.pool = netc_pool_create(2)};
  NetcCall call = {.runtime = &run};
  netc_parallel(&call, count, &target, 100);
  for (int i = 0; i < 100; i++)
    cr_assert_eq(seen[i], 1);
  netc_pool_destroy(run.pool);
}
