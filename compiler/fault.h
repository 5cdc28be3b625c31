// Faults of the compiler's own: it says what was under way, and writes the text of that beside, so
// that the fault can be found with it.
//
//   netc: internal error after simplify, in graph predict_lenet5: y reads z, which is defined later
//   netc: the graph: see lenet5.simplify.graph; please report it together with lenet5.net
#pragma once

#include "kernels/kernels.h"
#include "loops/loops.h"

typedef struct Work {
  const char *source;  // the name of the file
  const char *pass;
  const Graph *graph;  // what the pass works on: one of these, or none
  const Kernels *kernels;
  const LoopProgram *loops;
} Work;

// From now on a crash is told as well and ends with code 70, wherever it comes from.
void fault_watch(void);
// What is done until the next call; null: nothing that has a text. `work` lives as long.
void fault_working(const Work *work);
// A verifier found `work` wrong after its pass.
_Noreturn void fault_report(const Work *work, const char *what);
