// From source to any stage: the one table of passes, and what runs it.
#pragma once

#include "emit/emit.h"
#include "kernels/tuned.h"
#include "loops/loops.h"
#include "passes/passes.h"

typedef enum Precision {
  PRECISION_F32,
  PRECISION_BF16,      // rounded to bf16, where that pays
  PRECISION_BF16_ALL,  // wherever that is possible: for tests
} Precision;

typedef struct PipelineOptions {
  ElaborateOptions elaborate;
  Target target;
  const char *stop_after;  // the name of a pass: graph passes after it are not run; null: all
  ListOf(const char *) left_out;  // optional passes that do not run
  Precision precision;            // of what contractions multiply
  bool reproducible;              // the same order of every sum, whatever the CPU
  bool verify;                    // after every pass
  bool print_changed;             // the graph after every pass that changed it, to stderr
  bool time_passes;               // to stderr
  bool no_tune;                   // schedules that were measured are not read
  int64_t ram_limit;              // bytes that the executable may map; 0: as many as it needs
  bool ram_least;                 // it is to map as few as are found to do
  Use chains;                     // kernels that run block by block together
  RowUse rows;                    // batches of predictions that run row by row
} PipelineOptions;

// An entry whose workspace was made to fit.
typedef struct Fitted {
  const char *name;       // of its graph
  int64_t before, after;  // bytes of its workspace
  double price;           // expected time of what is computed again, as a part of the rest
  const Graph *graph;     // with what is computed again
} Fitted;

typedef struct Compilation {
  Arena *arena;
  Names *names;
  Diag *diag;
  Library *library;
  const Source *source;
  AstFile *file;
  Program *program;
  Machine machine;
  Choices *choices;
  Tuned *tuned;               // of FILE.tune; null: there is none
  ListOf(Kernels *) kernels;  // all that were made
  int64_t resident;           // bytes that the executable maps besides a workspace
  ListOf(Fitted) fitted;
  const PipelineOptions *options;
} Compilation;

Compilation *compilation_create(const PipelineOptions *options);
void compilation_destroy(Compilation *compilation);

// Each step reports its errors to `diag` and returns false after one.
bool compile_source(Compilation *c, const char *path);  // file -> source; once
bool compile_load(Compilation *c,
                  const char *path);  // file -> source, tree; FILE.tune if it is there
bool compile_tuned(Compilation *c, const char *path);    // FILE.tune alone
const char *tuned_path(Arena *arena, const char *path);  // FILE.tune
bool compile_graphs(Compilation *c);                // tree -> program of graphs, before any pass
bool compile_passes(Compilation *c, Graph *graph);  // the graph passes, as the table has them
// The passes that depend on capacities; compile_kernels runs them on its graph.
bool compile_sized_passes(Compilation *c, Graph *graph);
Kernels *compile_kernels(Compilation *c,
                         GraphKind kind);  // graph -> scheduled kernels with their memory
// The same of a graph that the sized passes are done with, before anything is said of it.
Kernels *make_kernels(Compilation *c, GraphKind kind);
// The pass `recompute`, with its plan.
void run_recompute(Compilation *c, Graph *graph, const RecomputePlan *plan, Arena *scratch);
// Has the graph compute again what there is no room to keep (fit_memory.c). Returns its kernels, as
// small as they can be if the limit cannot be met; `whole` are those of the graph as it is.
Kernels *fit_memory(Compilation *c, GraphKind kind, Kernels *whole);
// An error if the executable would map more than it may, however much it computes again.
void check_memory(Compilation *c, const LoopProgram *loops);
// The same of a graph alone, where its workspace is all there is.
void check_workspace(Compilation *c, const Kernels *kernels);
// What the executable maps for all it can do: weights, slots, what is prepared of them, the numbers
// of a step, and the largest workspace.
int64_t resident_bytes(const LoopProgram *loops);
int64_t memory_bytes(const LoopProgram *loops);
// Of what is counted or asked for sample by sample: the first symbol is 1, where it counts samples.
void bind_one_sample(Graph *graph);
LoopProgram *compile_loops(Compilation *c);  // all graphs -> entries of loops
// source of loops -> the same, verified; with `guard`, no access leaves its buffer
LoopProgram *compile_loops_text(Compilation *c, bool guard);

// Passes over graphs in order, for `--stage` and its help: null at the end.
const char *pass_name(int position);
bool pass_is_optional(const char *name);
