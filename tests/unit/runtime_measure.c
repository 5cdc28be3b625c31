// Measured figures of the machine: what must hold on any machine, however loaded.

#include "measure.h"

#include <criterion/criterion.h>
#include <math.h>
#include <sched.h>

Test(runtime_measure, reading_has_a_rate)
{
  static const int64_t sizes[] = {1, 511, 16 << 10, 1 << 20};
  NetcPool *pool = netc_pool_create(1);
  NetcError error;
  for (int i = 0; i < 4; i++) {
    double rate = 0;
    cr_assert(netc_measure_reading(pool, sizes[i], &rate, &error));
    cr_assert(isfinite(rate) && rate > 1e6 && rate < 1e13, "%g", rate);
  }
  netc_pool_destroy(pool);
}

Test(runtime_measure, reading_more_than_there_is)
{
  NetcPool *pool = netc_pool_create(1);
  NetcError error;
  double rate;
  cr_assert_not(netc_measure_reading(pool, 1ll << 60, &rate, &error));
  cr_assert_neq(error.text[0], 0);
  netc_pool_destroy(pool);
}

// On one CPU, each has its caches to itself while it runs; by CPU time both are as fast as one.
Test(runtime_measure, threads_read_together)
{
  cpu_set_t all, first;
  cr_assert_eq(sched_getaffinity(0, sizeof all, &all), 0);
  int cpu = 0;
  while (!CPU_ISSET(cpu, &all))
    cpu++;
  CPU_ZERO(&first);
  CPU_SET(cpu, &first);
  cr_assert_eq(sched_setaffinity(0, sizeof first, &first), 0);
  NetcError error;
  double one = 0, two = 0;
  for (int threads = 1; threads <= 2; threads++) {
    NetcPool *pool = netc_pool_create(threads);
    cr_assert(netc_measure_reading(pool, 16 << 10, threads == 1 ? &one : &two, &error));
    netc_pool_destroy(pool);
  }
  cr_assert(two > 1.2 * one, "%g by one, %g by two", one, two);
}
