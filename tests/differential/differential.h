// One net through the whole compiler, run by everything that can run it.
//
//   Subject *subject = subject_create(arena, "conv", "strided", (Way){.cpu = "native"});
//   subject_load(subject);
//   .. moments: an entry with its sizes, inputs, weights and scalars ..
//   moment_run(&moment);      // interpreter, C and LLVM, alone and on threads: bit for bit
//   reference_compare(&moment);  // and near what the graph means, in double
//
// A case is a net in cases/FILE.net, or a random one. One without a train block of its own gets one
// that squares its first result and takes a step of length 1 along the gradient.
#pragma once

#include "loops/pipeline.h"
#include "netc.h"
#include "pipeline.h"

enum { MAX_FAILURES = 3, MAX_SYMBOLS = 8, MAX_SCALARS = 32 };

#define RANDOM_FILE "random"

typedef enum Engine {
  ENGINE_INTERPRETER,  // of loops
  ENGINE_C,
  ENGINE_C_THREADS,  // of a pool of 2
  ENGINE_LLVM,
  ENGINE_LLVM_THREADS,  // of a pool of 3
  ENGINE_COUNT,
} Engine;

typedef struct Subject {
  Arena *arena;
  const char *name;         // "conv/strided on native"
  const char *text;         // of the net and its train block
  const char *unsupported;  // what the compiler said, where it cannot do this yet; else null
  Compilation *compilation;
  PipelineOptions options;
  Graph *sources[GRAPH_KIND_COUNT];    // as elaborated, with gradients derived and nothing else
  Graph *optimized[GRAPH_KIND_COUNT];  // after the passes that do not depend on capacities
  LoopProgram *loops;
  const NetcModel *models[ENGINE_COUNT];  // null: not run
  NetcPool *pools[ENGINE_COUNT];
  void *library;
  int failures;
} Subject;

// How it is compiled.
typedef struct Way {
  const char *cpu;      // as for --cpu
  bool least_memory;    // as for --ram-limit least
  Precision precision;  // bf16: all products that can be
} Way;

// The text of a net of random layers.
const char *random_net(Arena *arena, const char *name, uint64_t seed);

// `file` is one of cases/, or RANDOM_FILE: then the number in the net's name is its seed.
// Criterion hears of whatever fails.
Subject *subject_create(const char *file, const char *net, Way way);
// Compiles the code of both back-ends and loads it. Without this only the interpreter runs.
void subject_load(Subject *subject);
void subject_destroy(Subject *subject);
// Says what went wrong, the first few times.
void subject_fail(Subject *subject, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Memory of an exact size, at the end of a page after which nothing may be touched. It starts with
// bytes that make NaN, so what is read before it is written shows.
typedef struct Block {
  char *start;
  size_t bytes;
  char *mapping;
  size_t mapped;
} Block;

Block block_create(int64_t bytes);
void block_destroy(Block *block);
bool block_is_whole(const Block *block);  // nothing was written behind it
void block_copy(Block *to, const Block *from);

// What a run leaves behind, by engine.
typedef struct State {
  Block weights, slots, prepared;
} State;

// One run of an entry.
typedef struct Moment {
  Subject *subject;
  int entry;  // position in the program
  int64_t symbols[MAX_SYMBOLS];
  double scalars[MAX_SCALARS];
  uint64_t seed, step;
  bool is_coarse;  // inputs are few different numbers, exact in sums: ties occur
  Block *inputs;
  State *states;  // by engine; afterwards what the run made of them
  State before;   // of the interpreter
  Block *outputs[ENGINE_COUNT];
} Moment;

Moment moment_create(Subject *subject, int entry, State *states);
void moment_run(Moment *moment);
void moment_destroy(Moment *moment);

// A copy of what a port holds without the room between its rows that is not used today.
const char *port_dense(Arena *arena, const Moment *m, const NetcPort *port, const char *data);
int dtype_bytes(NetcDtype dtype);
double element_get(NetcDtype dtype, const char *data, int64_t i);
void element_set(NetcDtype dtype, char *data, int64_t i, double value);
// Fills `data` with numbers that the key names; bound: of integers, 0 for none.
void fill_numbers(NetcDtype dtype, char *data, int64_t count, int64_t bound, uint64_t key,
                  bool is_coarse);

// Compares what the interpreter made of a moment with the graph in double; a check, with what the
// graph requires.
void reference_compare(const Moment *moment);
// Whether the graph of the entry runs on these sizes.
bool reference_takes(const Subject *subject, const LoopEntry *entry, const int64_t *sizes);
