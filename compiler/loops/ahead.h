// Private to what fetches ahead of use: what a tile's stores read, the next block, the next panel,
// the lines of streams.
#pragma once

#include "loops/lower.h"

enum {
  LEAST_ROUNDS = 4,  // of a sum between two groups of prefetches
  GROUP_LINES = 8    // more at a time wait for one another
};

// Reads of tensors that are not near, each once.
typedef struct Reads {
  Lowering *l;
  ListOf(const Expr *) found;
} Reads;

void ahead_find(Reads *reads, const Expr *e);  // those below e

// Where the lowering stands, to come back to.
typedef struct Place {
  const LoopExpr *slots[MAX_INDICES];
  int64_t offsets[MAX_INDICES];
} Place;

// Goes to the first point of the tile.
Place ahead_leave(Lowering *l);
void ahead_return(Lowering *l, const Place *place);

int64_t ahead_extent(const Lowering *l, int slot);   // at full capacity
int64_t ahead_range(const Lowering *l, int slot);    // what one task has of a free slot
const LoopExpr *ahead_start(Lowering *l, int slot);  // of that range
int64_t ahead_rounds(const Lowering *l, int slot);   // of a summed slot: in a block, or all
const LoopExpr *ahead_block_start(Lowering *l, int slot);
// The rounds between the bounds of a summed slot; a number in a block that is whole. Conditions may
// leave a block without terms, and `from` beyond `to`.
const LoopExpr *ahead_span(Lowering *l, const LoopExpr *from, const LoopExpr *to);

// The tiles of the free loops from a level on: how many, and which is at hand.
typedef struct Tiles {
  int64_t count;
  const LoopExpr *position;
} Tiles;

Tiles ahead_tiles(Lowering *l, int level);
// So many lines in a row, from an element beyond the one that is loaded.
void ahead_fetch(Lowering *l, LoopBlock *block, const LoopExpr *load, const LoopExpr *beyond,
                 int64_t lines, bool far);
// The loop over groups of ahead->rounds of a reduction that begins at `from`.
void ahead_open(Lowering *l, LoopBlock *block, LoopVariable *group, const LoopExpr *from,
                const LoopExpr *groups, Ahead *ahead);

// What the stores of the present tile read, row by row. count: 0 if they read nothing so.
typedef struct StoreRows {
  Reads reads;
  int slot, count;
} StoreRows;

StoreRows ahead_store_rows(Lowering *l);
void ahead_fetch_row(Lowering *l, LoopBlock *block, const StoreRows *rows, const LoopExpr *row);

// Each opens a loop for the present tile's reduction, as lower_ahead does.
bool fetch_for_stores(Lowering *l, LoopBlock *block, const LoopExpr *from, const LoopExpr *to,
                      Ahead *ahead);
bool fetch_next_block(Lowering *l, LoopBlock *block, int slot, const LoopExpr *from,
                      const LoopExpr *to, Ahead *ahead);
bool fetch_next_tile(Lowering *l, LoopBlock *block, int slot, const LoopExpr *from,
                     const LoopExpr *to, Ahead *ahead);
// With what the stores read, if they do. May do with prefetches before the reduction: then it
// returns false, as if there were none.
bool fetch_next_panel(Lowering *l, LoopBlock *block, const LoopExpr *from, const LoopExpr *to,
                      Ahead *ahead);
