// Inside the LLVM back-end. One Llvm is one module in the making; one LlvmFunction is one kernel in
// it.
//
//   llvm_parts.c   emit_llvm, emit_llvm_objects: the program as modules, and threads that make them
//   llvm_cache.c   keys of kernels: an object that was made before is not made again
//   llvm.c         one module, passes, output
//   llvm_target.c  triple, CPU and features to a target machine
//   llvm_module.c  entries, model tables
//   llvm_kernel.c  kernels: statements, parallel loops and their launchers
//   llvm_expr.c    expressions
//   llvm_index.c   what is known of indices: ranges, addresses as affine sums
//   llvm_random.c  random draws
//   llvm_rows.c    what entries run row by row
//   llvm_bf16.c    pairs of bf16 and their products
//   llvm_scalb.c   scaling by powers of two
//   llvm_debug.c   line tables
//
// Registers are allocas, which mem2reg turns into values; loops come out rotated and, where asked
// for, unrolled. No instruction carries a fast-math flag: what the loops say is what is computed.
#pragma once

#include "emit/emit.h"

#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/TargetMachine.h>

// All integers from low to high, both included.
typedef struct Interval {
  int64_t low, high;
} Interval;

// What the calls of a kernel have in common.
typedef struct LlvmFacts {
  bool is_called;
  Interval *sizes;  // by the kernel's sizes
  int64_t *bytes;   // by its parameters: at least so many may be read
  int *alignments;  // by its parameters
} LlvmFacts;

// What becomes one module: a run of the program's kernels; one part has the entries and the model's
// tables too. Everything that making it needs is its own, so parts are made by several threads.
typedef struct LlvmPart {
  int first, end;  // of LoopProgram.kernels
  bool has_entries;
  bool is_nameless;  // made with a stand-in for the kernel's name
  double weight;     // an estimate of the time that it takes
  Arena *arena;
  const char *bytes;  // what came out, in the arena
  size_t length;
  const char *message;  // what went wrong, in the arena; null: nothing
} LlvmPart;

// Registers that are set before a parallel loop: its rounds get their values, and change them no
// more.
typedef ListOf(LoopRegister *) LlvmRegisters;

// A kernel as functions, which may be those of another part; see llvm_kernel.c.
typedef struct LlvmKernel {
  const LoopKernel *kernel;
  const LoopStatement *parallel;  // null: no such loop
  LlvmRegisters outer;
  LLVMValueRef round;  // (call, variable, buffers.., sizes.., outer..); null without parallel loop
  LLVMValueRef whole;  // (call, buffers.., sizes..); null: the rounds are all there is
} LlvmKernel;

// What unpacks the arguments of rounds of one type.
typedef struct LlvmTask {
  LLVMTypeRef round;
  LLVMValueRef task;
} LlvmTask;

typedef struct Llvm {
  Arena *arena;
  const LoopProgram *program;
  const LlvmPart *part;
  LLVMContextRef context;
  LLVMModuleRef module;
  LLVMBuilderRef builder;
  LLVMTypeRef pointer, index, i32, byte, nothing;
  LLVMTypeRef call;        // struct NetcCall
  const LlvmFacts *facts;  // by LoopProgram.kernels
  LlvmKernel *kernels;     // those that are called, in this part or by it, from its first on
  ListOf(LlvmTask) tasks;
  LLVMValueRef launch;     // null: not needed yet
  LLVMDIBuilderRef debug;  // null: no line tables
  LLVMMetadataRef unit, untyped;
  bool is_optimized;
  Instructions has;
  const char *error;  // the first that LLVM reported; null: none
} Llvm;

enum { LARGEST_ALIGNMENT = 64 };

// What a loop variable or size stands for: value + offset.
typedef struct Binding {
  LLVMValueRef value;
  int64_t offset;  // of this copy of an unrolled body
  Interval range;  // of value + offset
  int depth;       // 0: sizes; else how many loops are around
  int multiple;    // a power of two up to LARGEST_ALIGNMENT that divides value + offset
} Binding;

typedef struct LlvmFunction {
  Llvm *llvm;
  const LoopKernel *kernel;
  LLVMValueRef function;
  LLVMValueRef call;        // the NetcCall
  LLVMValueRef *buffers;    // by kernel_buffer
  LLVMValueRef *registers;  // allocas, by id
  Binding *variables;       // by id
  bool stores_far;          // something went past the caches
  const int *alignments;    // in bytes, by the kernel's parameters
  int depth;
} LlvmFunction;

// The addresses of a gather: first + lane*stride, or first + offsets.
typedef struct LlvmPlaces {
  LLVMValueRef first;
  int64_t stride;
  LLVMValueRef offsets;  // a vector of elements; null: by stride
} LlvmPlaces;

// Fields of NetcCall, in its order.
enum {
  CALL_WEIGHTS,
  CALL_SLOTS,
  CALL_PREPARED,
  CALL_WORKSPACE,
  CALL_INPUTS,
  CALL_OUTPUTS,
  CALL_SYMBOLS,
  CALL_SCALARS,
  CALL_SEED,
  CALL_STEP,
  CALL_PARALLEL,
  CALL_KERNEL_DONE,
  CALL_RUNTIME,
};

// llvm.c
// One part as a module; leaves bytes or a message in it.
void llvm_make_part(LlvmPart *part, const LoopProgram *program, const LlvmFacts *facts,
                    const Target *target, LLVMTargetMachineRef machine, LlvmOutput kind);
LLVMTypeRef llvm_type(Llvm *llvm, Type scalar, int lanes);         // of a value
LLVMTypeRef llvm_memory_type(Llvm *llvm, Type scalar, int lanes);  // of its bytes: bool is a byte
LLVMValueRef llvm_integer(Llvm *llvm, int64_t value);              // of type index
LLVMValueRef llvm_splat(Llvm *llvm, LLVMValueRef scalar, int lanes);
LLVMValueRef llvm_call_field(Llvm *llvm, LLVMValueRef call, int field, LLVMTypeRef type);
// Calls `name`, an intrinsic that is overloaded by these types.
LLVMValueRef llvm_intrinsic(Llvm *llvm, const char *name, int type_count, LLVMTypeRef *types,
                            int count, LLVMValueRef *arguments);
void llvm_attribute(Llvm *llvm, LLVMValueRef function, unsigned at, const char *name,
                    uint64_t value);
LLVMValueRef llvm_declare(Llvm *llvm, const char *name, LLVMTypeRef result, int count,
                          LLVMTypeRef *types);        // nounwind
void llvm_define(Llvm *llvm, LLVMValueRef function);  // gives it its entry block, to build in
LLVMValueRef llvm_function(Llvm *llvm, const char *name, LLVMTypeRef result, int count,
                           LLVMTypeRef *types);  // both, internal

// llvm_target.c: null with a message for an unknown triple or CPU
LLVMTargetMachineRef llvm_target_machine(const Target *target, Arena *arena, const char **message);

// llvm_cache.c
enum { LLVM_NAME_LENGTH = 255 };                                               // of a stand-in
const char *llvm_kernel_name(const LlvmPart *part, const LoopKernel *kernel);  // or the stand-in
void llvm_put_name(LlvmPart *part, const char *name);  // over the stand-in, in the part's bytes
// What all keys of one build begin with; false if this netc cannot be told from others.
bool llvm_key(const Target *target, LLVMTargetMachineRef machine, Text *key);
void llvm_kernel_key(const LoopProgram *program, const LoopKernel *kernel, const LlvmFacts *facts,
                     bool is_nameless, Text *key);  // what follows

// llvm_index.c
Interval llvm_range(const LlvmFunction *f, const LoopExpr *e);
// A power of two up to LARGEST_ALIGNMENT that divides it.
int llvm_multiple(const LlvmFunction *f, const LoopExpr *e);
bool range_is_within(Interval range, int64_t low, int64_t high);
LLVMValueRef llvm_address(LlvmFunction *f, const LoopParameter *parameter, const LoopExpr *address);
LLVMValueRef llvm_element(Llvm *llvm, LLVMTypeRef element, LLVMValueRef pointer, int64_t offset);
LlvmPlaces llvm_places(LlvmFunction *f, const LoopParameter *parameter, const LoopExpr *addresses);

// llvm_expr.c
LLVMValueRef llvm_expr(LlvmFunction *f, const LoopExpr *e);
void llvm_store(LlvmFunction *f, const LoopStatement *s);
void llvm_prefetch(LlvmFunction *f, const LoopStatement *s);

// llvm_bf16.c
LLVMValueRef llvm_pair(LlvmFunction *f, const LoopExpr *e);
LLVMValueRef llvm_dot(LlvmFunction *f, const LoopExpr *e);

// llvm_scalb.c
LLVMValueRef llvm_scalb(LlvmFunction *f, const LoopExpr *e);

// llvm_random.c
LLVMValueRef llvm_random(LlvmFunction *f, const LoopExpr *e);

// llvm_kernel.c
LlvmKernel llvm_kernel(Llvm *llvm, int position);  // only declared if another part has it
LLVMValueRef llvm_launch_space(Llvm *llvm, const LlvmKernel *made);  // an alloca for the next
// Runs all rounds, from a function in which buffers, sizes and outer registers are bound.
void llvm_launch(LlvmFunction *f, const LlvmKernel *made, LLVMValueRef arguments);

LLVMValueRef llvm_launcher(Llvm *llvm);  // (call, task, arguments, count)

// llvm_rows.c
// A function that runs `row`, that of another entry, row by row.
LLVMValueRef llvm_rows(Llvm *llvm, const LoopEntry *entry, const char *symbol, LLVMValueRef row);

// llvm_module.c
const LlvmFacts *llvm_facts(Arena *arena, const LoopProgram *program);
void llvm_module(Llvm *llvm);  // kernels, entries, tables: all of the part

// llvm_debug.c: what is built from here on comes from that line; line 0: from nowhere
void llvm_debug_open(Llvm *llvm);
void llvm_debug_function(Llvm *llvm, LLVMValueRef function, const char *name, const char *file,
                         int line);
void llvm_debug_line(Llvm *llvm, LLVMValueRef function, const char *file, int line);
void llvm_debug_close(Llvm *llvm);
