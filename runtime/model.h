// What the compiler emits and the runtime runs: one constant NetcModel per compiled net.
//
// The generated code holds the numbers (offsets, extents, names), the runtime holds the loops over
// epochs and files. All memory is given by the caller as arenas of stated sizes; an entry allocates
// nothing.
//
//   NetcCall call = {.weights = w, .workspace = s, .inputs = in, .outputs = out, .symbols =
//   &batch}; model->entries[i].function(&call);
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { NETC_ABI = 2, NETC_MAX_RANK = 8, NETC_ARENA_ALIGNMENT = 64 };

typedef enum NetcDtype { NETC_F32, NETC_I32, NETC_U8, NETC_BOOL, NETC_F64 } NetcDtype;

typedef struct NetcCall NetcCall;
// One iteration of a parallel loop. Iterations are independent: any thread, any order, equal bits.
typedef void NetcTask(NetcCall *call, const void *arguments, int64_t index);

// Everything one run of an entry sees. Pointers are aligned to NETC_ARENA_ALIGNMENT, inputs and
// outputs too.
struct NetcCall {
  char *weights;    // parameters and states, NetcTensor.offset says where
  char *slots;      // the optimiser's state, in the order of the parameters
  char *prepared;   // what the `prepare` entry made of the weights (packed panels); never saved
  char *workspace;  // NetcEntry.workspace_bytes, contents undefined between runs
  // By NetcEntry.inputs and outputs: C order, extents of the day, strides of the capacities. So all
  // is dense but where an inner dimension is shorter today than at capacity.
  const void *const *inputs;
  void *const *outputs;
  const int64_t *symbols;  // extents of the day, by NetcEntry.symbols; 1 <= symbols[i] <= capacity
  const double *scalars;   // by NetcModel.scalars
  uint64_t seed, step;     // name the random draws of this run; step counts from 1
  // Runs task(call, arguments, 0 .. count - 1); null: the entry loops itself.
  void (*parallel)(NetcCall *call, NetcTask *task, const void *arguments, int64_t count);
  // Called after each kernel with its index in NetcEntry.kernels; null: not profiled.
  void (*kernel_done)(NetcCall *call, int kernel);
  void *runtime;  // the caller's own (thread pool, profile)
};

// An extent: a constant, or of one symbol of the day: (constant + factor *
// symbols[symbol])/divisor, rounded down.
typedef struct NetcExtent {
  int64_t constant;
  int64_t factor;
  int32_t symbol;   // -1: constant
  int64_t divisor;  // 0: none
} NetcExtent;

// A parameter, a state or a slot: where it lies and how files name it. Shapes are constant.
typedef struct NetcTensor {
  const char *name;  // "conv1.weight"; slots: "conv1.weight.m"
  NetcDtype dtype;
  int32_t rank;
  int64_t extents[NETC_MAX_RANK];
  int64_t offset;  // bytes into its arena
  bool trained;    // parameters that the optimiser moves
} NetcTensor;

// What an input holds that nobody gives: a number, or an extent of the day.
typedef struct NetcDefault {
  bool is_given;  // false: the input must be given
  double number;
  NetcExtent extent;  // counts where it is not 0
} NetcDefault;

// An input or output of an entry.
typedef struct NetcPort {
  const char *name;
  NetcDtype dtype;
  int32_t rank;
  NetcExtent extents[NETC_MAX_RANK];
  NetcExtent bound;  // i32 in [0, bound) promised by the caller; 0 of no symbol: no bound
  NetcDefault otherwise;
} NetcPort;

typedef struct NetcKernel {
  const char *name;    // "conv1+tanh", unique in its entry
  const char *layers;  // layer path
  const char *file;    // of the `.net` line
  int32_t line;
  // Multiply-adds count two. Per unit of the entry's first symbol at its capacity.
  double flops, bytes;
  double expected;  // operations that the peak rate would do in the time that it should take
} NetcKernel;

typedef enum NetcEntryKind {
  NETC_INITIALIZE,  // writes weights and slots from the seed
  NETC_PREPARE,     // reads weights, writes prepared; run after every load
  NETC_PREDICT,     // inputs of the net -> its results
  NETC_EVALUATE,    // inputs of the net and of train -> loss, metric, results
  NETC_TRAIN,       // the same inputs -> loss, metric; updates weights and slots
  NETC_ACCUMULATE,  // the same for a batch that is not the last of its step; keeps the gradient
  // Only where the build was asked for them:
  NETC_AUGMENT,   // inputs of the net -> those that training changes, changed by draws
  NETC_FEATURES,  // inputs of the net -> what each layer makes, by its name
  NETC_SALIENCY,  // inputs of the net, class -> logits, the gradient of that class's by input 0
  NETC_CHECK,     // sizes -> the number of the first requirement that they do not meet, or -1
  NETC_ROW,       // the first part of a prediction, for one row; predictions run it for each
} NetcEntryKind;

// What the sizes of the day must satisfy. Texts are shown as they are.
typedef struct NetcRequirement {
  const char *message;  // "a sequence of T steps is shorter than 3"
  const char *rule;     // where it stands: "m.net:2"
  const char *call;     // of the layer or op that asks for it: "m.net:9"; "": the net itself
  const char *layers;   // layer path of that call
  uint64_t symbols;     // bit i: it speaks of NetcEntry.symbols[i]
} NetcRequirement;

typedef struct NetcEntry {
  NetcEntryKind kind;
  const char *name;
  void (*function)(NetcCall *call);
  int64_t workspace_bytes;
  int32_t symbol_count, input_count, output_count, kernel_count;
  const char *const *symbols;  // names, "B"
  const int64_t *capacities;   // by symbols; the same kind may occur with several
  const int64_t *least;        // by symbols: below it something would have no extent; null: 1
  const NetcPort *inputs, *outputs;
  const NetcKernel *kernels;
  // The function of a NETC_CHECK of the same symbols, to be run before this one: it reads nothing
  // but them, and writes an i32, output 0. Null: all sizes are fine.
  void (*check)(NetcCall *call);
  int32_t requirement_count;
  const NetcRequirement *requirements;  // what it counts
} NetcEntry;

// A value of a reader's argument or of a setting: text, or a number.
typedef struct NetcArgument {
  const char *name;  // "" for positional
  const char *text;  // null: number
  double number;
} NetcArgument;

typedef struct NetcReader {
  const char *role;  // "data", "valid", "test"
  const char *kind;  // "idx", "csv", "npy", "pictures", "split", ...
  int32_t argument_count;
  const NetcArgument *arguments;
} NetcReader;

// A number that every run gets: `step`, `steps`, `epoch`, and the optimiser's own such as `lr`.
typedef struct NetcScalar {
  const char *name;
  double value;  // default
} NetcScalar;

typedef struct NetcModel {
  int32_t abi;         // NETC_ABI
  const char *name;    // of the net
  const char *source;  // the `.net` text it was made from
  const char *source_name;
  const char *compiler;  // "netc 0.1.0"
  const char *target;    // "x86_64-pc-linux-gnu znver3"
  uint64_t fingerprint;  // of names, shapes and optimiser: what a checkpoint must match

  int64_t weights_bytes, slots_bytes, prepared_bytes;
  int32_t tensor_count, slot_count, entry_count, scalar_count, reader_count, class_count,
      setting_count;
  const NetcTensor *tensors;  // parameters, then states
  const NetcTensor *slots;
  const NetcEntry *entries;
  const NetcScalar *scalars;  // [0] step, [1] steps, [2] epoch, then the optimiser's
  const NetcReader *readers;
  const char *const *classes;    // names from the train block, if given
  const NetcArgument *settings;  // batch, epochs, accumulate, patience, seed ... of the train block
  const char *metric_name;       // "accuracy"; null: no metric
  bool metric_rises;             // larger is better
  const char *features;          // what the code asks of the CPU: "avx2,fma"; null: nothing
} NetcModel;

extern const NetcModel netc_model;
