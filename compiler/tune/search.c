// The search: which kernel next, which candidates of it, and which of those is taken.
//
// A kernel goes through three stages: vectors and tiles, the cheapest first as the cost model has
// it; of the best of those, unrolling and the order of loops; of the best of those, which slot
// threads share and in how many tasks. A round builds a few candidates, together with the
// compiler's own schedule and the best so far, and times all in turn. Rounds go to the kernel from
// which most is to be expected: the one that takes most of its graph's time, the less the more
// rounds it had.

#include "tune/tune.h"

#include "interrupt.h"
#include "loops/pipeline.h"

#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  MOST_TILES = 48,  // of a kernel that are measured
  ROUND = 7,        // new candidates in one
  OWN = 0,          // positions in a round: the compiler's own schedule,
  BEST = 1,         // the best so far
  FIRST = 2,        // and the new ones
};

#define CLEARLY 0.98  // of the time of another: this is no noise
#define HOPEFUL 1.25  // of the least: worth a second look
#define FADING  0.6   // what is expected of a kernel's next round, after one

typedef enum Stage { STAGE_TILES, STAGE_LOOPS, STAGE_THREADS, STAGE_DONE } Stage;

typedef ListOf(Schedule) Schedules;

typedef struct Subject {
  Kernels *kernels;
  Kernel *kernel;
  uint64_t identity;
  int row;       // of c->tuned
  double share;  // of the time of its graphs
  double hope;
  Stage stage;
  Schedules waiting;  // of this stage
  int next;           // of those
  Schedule own, best;
} Subject;

typedef struct Tuner {
  Compilation *c;
  const TuneOptions *options;
  Measure *measure;
  Arena *scratch;
  ListOf(Subject) subjects;
  const char *cpu;
  double start;
  bool on_terminal;
} Tuner;

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static TunedKernel *row_of(const Tuner *t, const Subject *subject)
{
  return &t->c->tuned->kernels.items[subject->row];
}

// -- subjects -------------------------------------------------------------------------------------

static Subject *find_subject(Tuner *t, uint64_t identity)
{
  for (int i = 0; i < t->subjects.count; i++)
    if (t->subjects.items[i].identity == identity)
      return &t->subjects.items[i];
  return NULL;
}

// The row of the file, or a new one.
static int find_row(Tuner *t, const Kernel *kernel, uint64_t identity)
{
  Tuned *tuned = t->c->tuned;
  TunedKernel *found = tuned_find(tuned, t->cpu, identity);
  if (found)
    return (int)(found - tuned->kernels.items);
  TunedKernel row = {.cpu = t->cpu, .identity = identity, .note = kernel->name};
  list_add(t->c->arena, &tuned->kernels, row);
  return tuned->kernels.count - 1;
}

static void add_subject(Tuner *t, Kernels *kernels, Kernel *kernel, double share)
{
  uint64_t identity = kernel_identity(kernels, kernel);
  Subject *same = find_subject(t, identity);
  if (same) {
    same->share += share;
    return;
  }
  Subject subject = {.kernels = kernels, .kernel = kernel, .identity = identity, .share = share};
  subject.own = subject.best = kernel->schedule;
  subject.row = find_row(t, kernel, identity);
  const TunedKernel *row = row_of(t, &subject);
  if (row->has_schedule && schedule_is_allowed(kernels, kernel, &row->schedule))
    subject.best = row->schedule;
  if (row->is_done)
    subject.stage = STAGE_DONE;
  list_add(t->c->arena, &t->subjects, subject);
}

static double kernel_cycles(const Kernels *kernels, const Kernel *kernel)
{
  return kernel->is_prepared ? 0 : kernel->cycles * loop_steps(kernels, kernel->loop);
}

static void add_subjects(Tuner *t, Kernels *kernels)
{
  double total = 0;
  for (const Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    total += kernel_cycles(kernels, kernel);
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next)
    if (kernel_is_tunable(kernels, kernel))
      add_subject(t, kernels, kernel, kernel_cycles(kernels, kernel) / total);
}

static Subject *next_subject(Tuner *t)
{
  Subject *best = NULL;
  for (int i = 0; i < t->subjects.count; i++) {
    Subject *subject = &t->subjects.items[i];
    if (subject->stage != STAGE_DONE && (!best || subject->hope > best->hope))
      best = subject;
  }
  return best;
}

// -- candidates -----------------------------------------------------------------------------------

static void add_candidate(Tuner *t, Subject *subject, const Schedule *schedule)
{
  Schedules *waiting = &subject->waiting;
  bool is_new = !schedule_same(schedule, &subject->own) && !schedule_same(schedule, &subject->best);
  for (int i = 0; i < waiting->count && is_new; i++)
    is_new = !schedule_same(schedule, &waiting->items[i]);
  if (is_new && schedule_is_allowed(subject->kernels, subject->kernel, schedule))
    list_add(t->c->arena, waiting, *schedule);
}

// The first of them were tried in an earlier run.
static void add_tiles(Tuner *t, Subject *subject)
{
  Candidates all = schedule_candidates(subject->kernels, subject->kernel, t->scratch);
  for (int i = 0; i < all.count && i < MOST_TILES; i++)
    add_candidate(t, subject, &all.items[i].schedule);
  int tried = row_of(t, subject)->tried;
  subject->next = tried < subject->waiting.count ? tried : subject->waiting.count;
  arena_reset(t->scratch);
}

// Every order that one swap makes, of free loops or of reduced ones.
static void add_orders(Tuner *t, Subject *subject)
{
  const Formula *space = &subject->kernel->space;
  bool is_sum = space->reduction == REDUCTION_SUM;  // a position depends on the order
  for (int i = 0; i < space->index_count; i++)
    for (int k = i + 1; k < space->index_count; k++) {
      bool free = k < space->free_count, reduced = i >= space->free_count && is_sum;
      Schedule swapped = subject->best;
      if (!free && !reduced)
        continue;
      swapped.loops[i] = subject->best.loops[k];
      swapped.loops[k] = subject->best.loops[i];
      add_candidate(t, subject, &swapped);
    }
}

static void add_loops(Tuner *t, Subject *subject)
{
  for (int unroll = 1; unroll <= 8 && subject->kernel->root; unroll *= 2) {
    Schedule unrolled = subject->best;
    unrolled.unroll = unroll;
    add_candidate(t, subject, &unrolled);
  }
  add_orders(t, subject);
}

static void add_threads(Tuner *t, Subject *subject)
{
  Schedule alone = subject->best;
  alone.parallel = -1;
  if (t->options->threads > 1)
    add_candidate(t, subject, &alone);
  for (int slot = 0; slot < subject->kernel->space.free_count && t->options->threads > 1; slot++)
    for (int tasks = 2; tasks <= 32; tasks *= 4) {
      Schedule shared = subject->best;
      shared.parallel = slot;
      shared.grain = schedule_grain(subject->kernels, subject->kernel, &shared, slot, tasks);
      add_candidate(t, subject, &shared);
    }
}

// To the next stage that has candidates.
static void refill(Tuner *t, Subject *subject)
{
  static void (*const stages[])(Tuner *, Subject *) = {add_tiles, add_loops, add_threads};
  if (subject->stage != STAGE_TILES || subject->waiting.count)
    subject->stage++;
  for (; subject->stage < STAGE_DONE; subject->stage++) {
    subject->waiting.count = subject->next = 0;
    stages[subject->stage](t, subject);
    if (subject->next < subject->waiting.count)
      return;
  }
}

// -- rounds ---------------------------------------------------------------------------------------

static int least_of(const double *times, int count)
{
  int least = 0;
  for (int i = 1; i < count; i++)
    least = times[i] < times[least] ? i : least;
  return least;
}

static void time_again(const Tuner *t, double *times, int position)
{
  static const double seconds = 4e-3;
  double time = measure_time(t->measure, position, seconds);
  times[position] = time < times[position] ? time : times[position];
}

// Times all, and those that may be the best once more. Then the winner against what it would
// replace.
static int compare(const Tuner *t, double *times, int count)
{
  static const double glance = 1e-3;
  enum { DUELS = 3 };
  for (int i = 0; i < count; i++)
    times[i] = measure_time(t->measure, i, glance);
  double limit = times[least_of(times, count)] * HOPEFUL;
  for (int i = 0; i < count; i++)
    if (times[i] < limit || i < FIRST)
      time_again(t, times, i);
  int winner = least_of(times, count);
  for (int i = 0; i < DUELS && winner >= FIRST; i++) {
    time_again(t, times, OWN);
    time_again(t, times, BEST);
    time_again(t, times, winner);
  }
  if (winner >= FIRST && times[winner] > CLEARLY * times[BEST])
    winner = BEST;
  return times[winner] > CLEARLY * times[OWN] ? OWN : winner;
}

static void record(Tuner *t, Subject *subject, const double *times, int winner)
{
  TunedKernel *row = row_of(t, subject);
  row->has_schedule = !schedule_same(&subject->best, &subject->own);
  row->schedule = subject->best;
  row->before = times[OWN] * 1e6;
  row->after = row->has_schedule ? times[winner] * 1e6 : row->before;
  if (subject->stage == STAGE_TILES)
    row->tried = subject->next;
  else
    row->tried = MOST_TILES;
}

static bool run_round(Tuner *t, Subject *subject)
{
  Schedule schedules[FIRST + ROUND] = {subject->own, subject->best};
  double times[FIRST + ROUND];
  int count = FIRST;
  while (count < FIRST + ROUND && subject->next < subject->waiting.count)
    schedules[count++] = subject->waiting.items[subject->next++];
  if (!measure_build(t->measure, subject->kernels, subject->kernel, schedules, count))
    return false;
  int winner = compare(t, times, count);
  subject->best = schedules[winner];
  subject->hope *= FADING;
  record(t, subject, times, winner);
  if (subject->next == subject->waiting.count)
    refill(t, subject);
  row_of(t, subject)->is_done = subject->stage == STAGE_DONE;
  return true;
}

// -- the whole ------------------------------------------------------------------------------------

static bool save(const Tuner *t)
{
  Text text = {.arena = t->c->arena};
  tuned_print(t->c->tuned, &text);
  if (file_write(t->options->path, text.data, text.length, 0666))
    return true;
  diag_error(t->c->diag, E1002, (Span){0}, "cannot write %s: %s", t->options->path,
             strerror(errno));
  return false;
}

typedef struct Totals {
  int measured, faster;
  double before, after;  // microseconds
} Totals;

static Totals totals(const Tuner *t)
{
  Totals sum = {0};
  for (int i = 0; i < t->subjects.count; i++) {
    const TunedKernel *row = row_of(t, &t->subjects.items[i]);
    if (row->before == 0)
      continue;
    sum.measured++;
    sum.faster += row->has_schedule;
    sum.before += row->before;
    sum.after += row->after;
  }
  return sum;
}

static void show(const Tuner *t, const Subject *subject)
{
  const TunedKernel *row = row_of(t, subject);
  if (t->options->quiet || !(t->on_terminal || row->has_schedule))
    return;
  Totals sum = totals(t);
  fprintf(stderr, "%s%3.0f s of %.0f  %d of %d kernels, %d faster  %s %.4g us, was %.4g%s",
          t->on_terminal ? "\r\033[K" : "", now() - t->start, t->options->budget, sum.measured,
          t->subjects.count, sum.faster, row->note, row->after, row->before,
          t->on_terminal ? "" : "\n");
}

static void conclude(const Tuner *t)
{
  Totals sum = totals(t);
  if (t->on_terminal && !t->options->quiet)
    fputs("\r\033[K", stderr);
  if (!t->options->quiet)
    printf("%s: %d of %d kernels measured, %d are faster: %.4g us together, were %.4g\n",
           t->options->path, sum.measured, t->subjects.count, sum.faster, sum.after, sum.before);
}

static bool search(Tuner *t)
{
  for (int i = 0; i < t->subjects.count; i++) {
    Subject *subject = &t->subjects.items[i];
    subject->hope = subject->share;
    if (subject->stage != STAGE_DONE)
      refill(t, subject);
    if (subject->stage == STAGE_DONE)
      row_of(t, subject)->is_done = true;
  }
  Subject *subject;
  while (now() - t->start < t->options->budget && !netc_interrupted() &&
         (subject = next_subject(t))) {
    if (!run_round(t, subject) || !save(t))
      return false;
    show(t, subject);
  }
  return true;
}

bool tune(Compilation *c, const LoopProgram *loops, const TuneOptions *options)
{
  Tuner t = {.c = c, .options = options, .scratch = arena_create(), .start = now()};
  t.cpu = tuned_cpu(c->arena, &c->machine);
  t.on_terminal = isatty(STDERR_FILENO);
  t.measure = measure_create(c, loops, options->threads, options->jobs);
  bool done = t.measure != NULL;
  if (done) {
    for (int i = 0; i < c->kernels.count; i++)
      if (c->kernels.items[i]->kind != GRAPH_INITIALIZE)  // it runs once in a net's life
        add_subjects(&t, c->kernels.items[i]);
    netc_interrupt_watch();
    done = search(&t) && save(&t);
  }
  measure_destroy(t.measure);
  arena_destroy(t.scratch);
  if (done)
    conclude(&t);
  return done;
}
