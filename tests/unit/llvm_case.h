// A program of loops with one entry, built by hand, run by the interpreter of loops, as an object
// of the LLVM back-end and as C, and compared bit for bit.
//
//   Case *c = case_create();
//   CaseKernel k = case_kernel(c, "double");
//   LoopParameter *x = case_input(&k, "x", TYPE_F32, 64, data), *y = case_output(&k, "y", TYPE_F32,
//   64);
//   .. statements in k.kernel->body ..
//   case_compare(c, 2);
//
// Every buffer lies in the workspace, which all three start with equal contents.
#pragma once

#include "emit/emit.h"

typedef struct Case {
  Arena *arena;
  Names *names;
  LoopProgram *program;
  LoopEntry *entry;
  char *workspace;  // contents at the start
  int64_t symbol;   // of the day, of the one symbol B of capacity 64
  const char *cpu;  // that LLVM makes code for; null: the host
} Case;

typedef struct CaseKernel {
  Case *owner;
  LoopKernel *kernel;
  int call;  // by LoopEntry.calls
  LoopVariable *size;
} CaseKernel;

Case *case_create(void);
void case_destroy(Case *c);
// A kernel that is called once, with size B.
CaseKernel case_kernel(Case *c, const char *name);
LoopParameter *case_buffer(CaseKernel *k, const char *name, Type type, Access access, int64_t count,
                           const void *data);

// What the workspace holds after a run. Null: could not be built; criterion is told why.
typedef enum CaseEngine { CASE_INTERPRETER, CASE_LLVM, CASE_C } CaseEngine;
char *case_run(Case *c, CaseEngine engine, int optimization);
// Fails the test for every buffer in which two engines differ.
void case_compare(Case *c, int optimization);

// Bytes of code from the back-end; null and the message on failure.
const char *case_emit(Case *c, const Target *target, LlvmOutput kind, size_t *length,
                      const char **message);
// The entry of a shared object made of it.
typedef void CaseFunction(NetcCall *call);
CaseFunction *case_load(Case *c, CaseEngine engine, int optimization);
