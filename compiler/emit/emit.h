// The back-ends: loops to C text, or to an object through LLVM; and what is made of those.
#pragma once

#include "loops/loops.h"

typedef struct Target {
  const char *triple;    // null: the host
  const char *cpu;       // "native", "x86-64-v3", "znver3"; null: native
  int optimization;      // 0 .. 3
  bool debug;            // line tables of the `.net` file
} Target;

// What the vector unit of a target can do; the scheduler reads it.
typedef struct Machine {
  const char *triple, *cpu, *features;
  int vector_bytes;      // 16, 32, 64
  int vector_registers;  // 16, 32
  bool has_fma;
  int64_t l1_bytes, l2_bytes, l3_bytes;  // data caches, of one core
  int cores;
} Machine;

// Fills in the host's, or a named CPU's, figures. False with a message for an unknown one.
bool machine_describe(Arena *arena, const Target *target, Machine *machine, const char **message);

// The whole program as one C file: kernels, entries, model tables. gcc and clang compile it without warnings.
void emit_c(const LoopProgram *program, const Machine *machine, Text *out);

#ifdef NETC_LLVM
// Bytes of an object file, or the text of LLVM IR or assembly; null with a message on failure.
typedef enum LlvmOutput { LLVM_OBJECT, LLVM_IR, LLVM_ASSEMBLY } LlvmOutput;
bool emit_llvm(const LoopProgram *program, const Machine *machine, const Target *target, LlvmOutput kind,
               Arena *arena, const char **bytes, size_t *length, const char **message);
#endif

// Files and tools: writes beside and renames; runs cc without a shell.
typedef struct LinkOptions {
  const char *output;         // the executable
  const char *compiler;       // $CC, else cc
  int optimization;
  bool debug;
  const char *cpu;
} LinkOptions;
// C text (and) object bytes to an executable with the runtime (which is part of the netc binary).
bool link_executable(const char *c_text, size_t c_length, const char *object, size_t object_length,
                     const LinkOptions *options, Diag *diag);
