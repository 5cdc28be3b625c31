// Rewrites of loop expressions that keep every bit; the build functions apply them.
#pragma once

#include "loops/loops.h"

// A simpler expression of equal value, or null. `made` may live on the stack: the answer never
// points to it.
const LoopExpr *loop_fold(Arena *arena, const LoopExpr *made);
bool loop_is_integer(const LoopExpr *expr, int64_t value);  // a NUMBER of an integer type
