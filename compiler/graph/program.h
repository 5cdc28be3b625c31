// A whole program: the graphs of one net, what outlives a run, and how it is trained.
//
//   initialize   -> the updates of all variables, by draws
//   predict      inputs of the net -> its results
//   evaluate     inputs of the net and of train -> loss, metric, results (no `training`)
//   train        the same inputs -> loss, metric; updates of parameters, states and slots
//   accumulate   the same for a batch that is not the last of its step: the gradient is kept
//
// and, where a build asks for them (`--with`), one sample at a time,
//
//   augment      inputs of the net -> those that the train block augments, as training sees them
//   features     inputs of the net -> what each layer makes
//   saliency     inputs of the net, class -> the logits, the gradient of one by the first input
//
// A file without a train block has only the first two. `train` is elaborated with GRADIENT nodes in
// place of gradients; differentiate fills them in.
#pragma once

#include "graph/graph.h"

typedef enum GraphKind {
  GRAPH_INITIALIZE,
  GRAPH_PREDICT,
  GRAPH_EVALUATE,
  GRAPH_TRAIN,
  GRAPH_ACCUMULATE,
  GRAPH_AUGMENT,
  GRAPH_FEATURES,
  GRAPH_SALIENCY,
  GRAPH_KIND_COUNT,
  GRAPH_FIRST_ASKED = GRAPH_AUGMENT,  // from here on only on request
} GraphKind;

static inline bool graph_is_training(GraphKind kind)
{
  return kind == GRAPH_TRAIN || kind == GRAPH_ACCUMULATE;
}

const char *graph_kind_name(GraphKind kind);  // "predict"

// A value in the train block that the runtime reads: text, or a number.
typedef struct Setting {
  const char *name;  // "" for a positional argument
  const char *text;  // null: a number
  double number;
} Setting;

typedef struct Reader {
  const char *role;  // "data", "valid", "test"
  const char *kind;  // "idx", "csv", ..
  ListOf(Setting) arguments;
} Reader;

typedef struct ScalarInput {
  const char *name;  // step, steps, epoch; then the optimiser's: lr
  double value;      // default
} ScalarInput;

typedef struct Program {
  Arena *arena;
  Names *names;
  const char *name;  // of the net
  const Source *source;
  ListOf(const char *) files;       // its own and those that it imports, as they were named
  Graph *graphs[GRAPH_KIND_COUNT];  // null: absent
  ListOf(Variable *) parameters;
  ListOf(Variable *) states;
  ListOf(Variable *) slots;
  ListOf(ScalarInput) scalars;
  ListOf(Reader) readers;
  ListOf(Setting) settings;  // batch, epochs, seed, patience, ..
  ListOf(const char *) classes;
  const char *metric;  // the name of the metric's definition; null: none
  bool metric_rises;
  int64_t batch;  // 0 without a train block
} Program;
