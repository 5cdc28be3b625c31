// Private to what chooses the nest of a kernel: its loops as levels, and the bytes that they move.
#pragma once

#include "base/divisor.h"
#include "kernels/cost.h"

enum {
  MOST_LEVELS = 2 * MAX_INDICES + 1,
};

// How an operand, or the result, moves through memory.
typedef struct Stream {
  int64_t steps[MAX_INDICES];  // bytes, by slot
  int panels;                  // the slot that walks through panels, -1: none does
  int64_t width, panel_step;   // points of it in a panel, bytes from one to the next
  int passes;                  // of an operand 1, which is read; a result is read and written
  double bytes;                // of all its points
} Stream;

typedef struct Level {
  int slot;
  int64_t step, span;  // points of the slot in a round, and in all
} Level;

typedef struct Nest {
  Kernels *kernels;
  const Kernel *kernel;
  const KernelAccess *access;
  double arithmetic;  // cycles, without blocks
  bool may_split;
  Stream streams[MOST_STREAMS];
  int stream_count;
  Level levels[MOST_LEVELS];
  int level_count;
  int tile_level;             // from here on loops sum up one tile, whose result is in registers
  int64_t tile[MAX_INDICES];  // points of each slot in a tile
} Nest;

// Notes how the operands and the result of the nest's kernel move. The vector slot and the tile of
// the schedule are those of every nest that is asked for after; operands whose bit is set in
// `copied` are read from a copy.
void nest_follow(Nest *nest, const Schedule *schedule, uint32_t copied);
// Expected cycles with the loops, blocks and tasks of the schedule.
double nest_cycles(Nest *nest, const Schedule *schedule);
// The same, if all that comes from memory came along whole rows.
double flowing_cycles(Nest *nest, const Schedule *schedule);
