// Random programs of loops, legal ones: every operation, several lanes, partial loads and stores,
// nested loops, branches, parallel loops. The same seed gives the same program.
#pragma once

#include "loops/loops.h"

enum { RANDOM_ELEMENTS = 2048 };  // of every buffer

LoopProgram *random_program(Arena *arena, uint64_t seed, int kernels);

// What one run of the program's entry works on; inputs hold numbers of all sorts, zeros of both
// signs, infinities, NaN.
typedef struct RandomRun {
  NetcCall call;
  int64_t symbols[1];
  const void *inputs[8];
  void *outputs[8];
  int output_count;
  char *workspace;
  int64_t workspace_bytes;
} RandomRun;

RandomRun *random_run(Arena *arena, const LoopProgram *program, uint64_t seed);
// A text that says where outputs differ, null if they are the same bit for bit (any NaN is any
// other).
const char *random_difference(Arena *arena, const LoopProgram *program, const RandomRun *a,
                              const RandomRun *b);
