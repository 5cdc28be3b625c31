// The tuner: builds candidates for the schedule of a kernel, times them in this process, and keeps
// what is faster than the compiler's own.
//
//   Measure *m = measure_create(c, loops, threads, jobs);
//   measure_build(m, kernels, kernel, schedules, count);   as one shared object
//   measure_time(m, 0, seconds);                           the first of them
//   measure_destroy(m);
#pragma once

#include "pipeline.h"

// What is built and timed.
typedef struct Measure Measure;
// `loops`: the whole program, which says how much memory its entries need.
Measure *measure_create(Compilation *c, const LoopProgram *loops, int threads, int jobs);
void measure_destroy(Measure *measure);  // null is allowed
// One entry for each schedule, which runs the kernel as the net would: on the same arenas, once for
// each step of a scan. False after an error, which is reported.
bool measure_build(Measure *measure, Kernels *kernels, const Kernel *kernel,
                   const Schedule *schedules, int count);
// Seconds of a run of one of those: the least that was seen in about so many seconds.
double measure_time(Measure *measure, int position, double seconds);

typedef struct TuneOptions {
  double budget;  // seconds
  int threads, jobs;
  bool quiet;
  const char *path;  // of the schedules
} TuneOptions;

// Improves c->tuned, which is written after every improvement, until the budget is used up, all
// kernels are done, or the user interrupts. False after an error, which is reported.
bool tune(Compilation *c, const LoopProgram *loops, const TuneOptions *options);
