// The pieces of the verifier of loops.
#pragma once

#include "loops/text.h"

// The first thing that was found wrong; later ones are consequences.
typedef struct Fault {
  Arena *arena;
  const char *place;  // "kernel dense1", "entry predict"
  const char *text;   // null: none yet
  LoopPlace at;       // of what is being checked, and so of the fault
} Fault;

// Always false, so that a check can return it.
bool fault(Fault *fault, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The kernel's own, not that of another one.
bool owns_buffer(const LoopKernel *kernel, const LoopParameter *buffer);
bool verify_expr(Fault *fault, const LoopKernel *kernel,
                 const LoopExpr *expr);  // types; all the way down
bool verify_entry(Fault *fault, const LoopProgram *program, const LoopEntry *entry);
// That no access with constant bounds leaves its buffer, at the capacity of every symbol.
bool verify_bounds(Fault *fault, const LoopEntry *entry, const LoopCall *call);
