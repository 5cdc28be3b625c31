// The thread pool: created once; threads spin briefly for the next loop, then sleep.
//
// Every thread has a share of a loop's iterations: neighbours, and of a loop of as many iterations
// always the same ones, so what it touched in one loop is near it in the next. A share is handed
// out in chunks through a ticket: the generation of the loop in the upper half, the next chunk in
// the lower. Its thread takes them by compare-and-swap, and when its own are gone those of the
// others: the path holds no lock, one that wakes late takes little or nothing, and a loop ends when
// all iterations are done, not when all threads have looked.
//
// Whoever takes the last chunk of a share closes its ticket. The fields of a loop are written while
// all tickets are closed, so a thread that read an old ticket and new fields fails its swap.
//
// Iterations are independent and equal whoever runs them, so results do not depend on the count of
// threads.

#include "netc.h"

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MAX_THREADS = 1024, CHUNKS_PER_THREAD = 8, SPINS = 4000, SPINS_OF_OWNER = 20000 };
enum { STACK_BYTES = 8 << 20 };  // tasks have buffers of up to 4 MiB there
#define CLOSED 0xFFFFFFFFu

// A thread; the first is the owner's.
typedef struct Worker {
  _Alignas(64) _Atomic uint64_t ticket;  // generation << 32 | next chunk
  NetcPool *pool;
  pthread_t thread;
} Worker;

struct NetcPool {
  _Atomic uint32_t generation;  // what sleepers wait on
  _Atomic int sleepers;
  _Atomic bool stopping;
  // The loop of the day.
  _Atomic(NetcTask *) task;
  _Atomic(NetcCall *) call;
  _Atomic(const void *) arguments;
  _Atomic int64_t count, chunk;
  _Alignas(64) _Atomic int64_t done;  // iterations
  int thread_count;                   // with the owner's
  Worker workers[];
};

static void pause_briefly(void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// The first iteration of a share, of fewer than 2^53.
static int64_t share_start(int64_t count, int share, int shares)
{
  return count * share / shares;
}

// Takes and runs one chunk of a share; false when none is left to take.
static bool run_chunk(NetcPool *pool, int share)
{
  _Atomic uint64_t *place = &pool->workers[share].ticket;
  uint64_t ticket = atomic_load_explicit(place, memory_order_acquire);
  uint32_t index = (uint32_t)ticket;
  if (index == CLOSED)
    return false;
  int64_t count = atomic_load_explicit(&pool->count, memory_order_acquire);
  int64_t chunk = atomic_load_explicit(&pool->chunk, memory_order_acquire);
  NetcTask *task = atomic_load_explicit(&pool->task, memory_order_acquire);
  NetcCall *call = atomic_load_explicit(&pool->call, memory_order_acquire);
  const void *arguments = atomic_load_explicit(&pool->arguments, memory_order_acquire);
  int64_t end = share_start(count, share + 1, pool->thread_count);
  int64_t from = share_start(count, share, pool->thread_count) + index * chunk, to = from + chunk;
  uint64_t next = to < end ? ticket + 1 : ticket | CLOSED;
  if (!atomic_compare_exchange_strong(place, &ticket, next))
    return true;  // another thread was faster; look again
  to = to < end ? to : end;
  for (int64_t i = from; i < to; i++)
    task(call, arguments, i);
  atomic_fetch_add_explicit(&pool->done, to - from, memory_order_release);
  return true;
}

// The thread's own share, then what others have left of theirs.
static void run_shares(NetcPool *pool, int own)
{
  for (int i = 0; i < pool->thread_count; i++) {
    int share = own + i < pool->thread_count ? own + i : own + i - pool->thread_count;
    while (run_chunk(pool, share))
      continue;
  }
}

// Spins, then sleeps, until the generation is no longer `seen`.
static void wait_for_loop(NetcPool *pool, uint32_t seen)
{
  for (int i = 0; i < SPINS; i++) {
    if (atomic_load_explicit(&pool->generation, memory_order_acquire) != seen)
      return;
    pause_briefly();
  }
  atomic_fetch_add(&pool->sleepers, 1);
  while (atomic_load(&pool->generation) == seen)
    syscall(SYS_futex, &pool->generation, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
  atomic_fetch_sub(&pool->sleepers, 1);
}

static void wake_all(NetcPool *pool)
{
  atomic_fetch_add(&pool->generation, 1);
  if (atomic_load(&pool->sleepers) > 0)
    syscall(SYS_futex, &pool->generation, FUTEX_WAKE_PRIVATE, MAX_THREADS, NULL, NULL, 0);
}

static void *run_worker(void *argument)
{
  const Worker *self = argument;
  NetcPool *pool = self->pool;
  uint32_t seen = 0;
  for (;;) {
    wait_for_loop(pool, seen);
    seen = atomic_load(&pool->generation);
    if (atomic_load(&pool->stopping))
      return NULL;
    run_shares(pool, (int)(self - pool->workers));
  }
}

static int allowed_threads(void)
{
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

static bool start_worker(NetcPool *pool)
{
  pthread_attr_t attributes;
  Worker *worker = &pool->workers[pool->thread_count];
  *worker = (Worker){.ticket = CLOSED, .pool = pool};
  if (pthread_attr_init(&attributes))
    return false;
  pthread_attr_setstacksize(&attributes, STACK_BYTES);
  bool started = pthread_create(&worker->thread, &attributes, run_worker, worker) == 0;
  pthread_attr_destroy(&attributes);
  pool->thread_count += started;
  return started;
}

NetcPool *netc_pool_create(int threads)
{
  if (threads <= 0)
    threads = allowed_threads();
  if (threads > MAX_THREADS)
    threads = MAX_THREADS;
  NetcPool *pool = aligned_alloc(64, sizeof(NetcPool) + (size_t)threads * sizeof(Worker));
  if (!pool)
    return NULL;
  *pool = (NetcPool){.thread_count = 1};
  pool->workers[0] = (Worker){.ticket = CLOSED, .pool = pool};
  // A machine that gives fewer threads than asked for is not an error: the results are the same.
  while (pool->thread_count < threads && start_worker(pool))
    continue;
  return pool;
}

int netc_pool_threads(const NetcPool *pool)
{
  return pool->thread_count;
}

void netc_pool_destroy(NetcPool *pool)
{
  if (!pool)
    return;
  atomic_store(&pool->stopping, true);
  wake_all(pool);
  for (int i = 1; i < pool->thread_count; i++)
    pthread_join(pool->workers[i].thread, NULL);
  free(pool);
}

// The next loop; all tickets are closed.
static void publish(NetcPool *pool, NetcCall *call, NetcTask *task, const void *arguments,
                    int64_t count)
{
  int shares = pool->thread_count;
  int64_t chunk = count / ((int64_t)shares * CHUNKS_PER_THREAD);
  uint64_t generation = (uint64_t)(atomic_load(&pool->generation) + 1) << 32;
  atomic_store_explicit(&pool->task, task, memory_order_release);
  atomic_store_explicit(&pool->call, call, memory_order_release);
  atomic_store_explicit(&pool->arguments, arguments, memory_order_release);
  atomic_store_explicit(&pool->count, count, memory_order_release);
  atomic_store_explicit(&pool->chunk, chunk > 0 ? chunk : 1, memory_order_release);
  atomic_store_explicit(&pool->done, 0, memory_order_release);
  for (int i = 0; i < shares; i++)
    if (share_start(count, i, shares) < share_start(count, i + 1, shares))
      atomic_store_explicit(&pool->workers[i].ticket, generation, memory_order_release);
  wake_all(pool);
}

void netc_pool_run(NetcPool *pool, NetcCall *call, NetcTask *task, const void *arguments,
                   int64_t count)
{
  if (count <= 1 || pool->thread_count == 1) {
    for (int64_t i = 0; i < count; i++)
      task(call, arguments, i);
    return;
  }
  publish(pool, call, task, arguments, count);
  run_shares(pool, 0);
  // The rest is in other hands. More threads than cores: let them run.
  for (int spins = 0; atomic_load_explicit(&pool->done, memory_order_acquire) < count; spins++) {
    if (spins < SPINS_OF_OWNER)
      pause_briefly();
    else
      sched_yield();
  }
}

void netc_parallel(NetcCall *call, NetcTask *task, const void *arguments, int64_t count)
{
  NetcRun *run = call->runtime;
  netc_pool_run(run->pool, call, task, arguments, count);
}
