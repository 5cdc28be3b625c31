// The back-ends: loops to C text, or to an object through LLVM; and what is made of those.
#pragma once

#include "base/cache.h"
#include "emit/machine.h"
#include "loops/loops.h"

// The whole program as one C file: kernels, entries, model tables. gcc and clang compile it without
// warnings.
void emit_c(const LoopProgram *program, const Machine *machine, Text *out);
// The same with `#line`: a debugger and perf show the lines of the `.net` file instead of these.
void emit_c_debug(const LoopProgram *program, const Machine *machine, Text *out);

// Object files that are linked together, in memory.
typedef struct ObjectFile {
  const char *bytes;
  size_t length;
} ObjectFile;
typedef ListOf(ObjectFile) ObjectFiles;

#ifdef NETC_LLVM
// Bytes of an object file, or the text of LLVM IR or assembly; null with a message on failure.
typedef enum LlvmOutput { LLVM_OBJECT, LLVM_IR, LLVM_ASSEMBLY } LlvmOutput;
bool emit_llvm(const LoopProgram *program, const Machine *machine, const Target *target,
               LlvmOutput kind, Arena *arena, const char **bytes, size_t *length,
               const char **message);
// The same as several objects, made on at most `jobs` threads; for any number of them the same.
// Those of kernels that the cache has are taken from there; null: there is none.
bool emit_llvm_objects(const LoopProgram *program, const Target *target, int jobs, Cache *cache,
                       Arena *arena, ObjectFiles *objects, const char **message);
#endif

// Files and tools: writes beside and renames; runs cc without a shell.
typedef struct LinkOptions {
  const char *output;    // the executable
  const char *compiler;  // $CC, else cc
  int optimization;
  bool debug;
  const char *cpu;
} LinkOptions;
// C text (and) objects to an executable with the runtime (which is part of the netc binary); null
// for what there is not.
bool link_executable(const char *c_text, size_t c_length, const ObjectFiles *objects,
                     const LinkOptions *options, Diag *diag);
// The same to a shared object that needs nothing of the runtime: one to be loaded at once.
bool link_shared(const char *c_text, size_t c_length, const ObjectFiles *objects,
                 const LinkOptions *options, Diag *diag, void **library);
