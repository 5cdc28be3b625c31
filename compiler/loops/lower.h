// Private to the lowering from kernels to loops.
#pragma once

#include "graph/map.h"
#include "kernels/kernels.h"
#include "loops/loops.h"

// What has a value in the block that is being written: expressions at a point of the tile.
typedef struct Scope {
  LoopBlock *block;
  PointerMap values;  // Expr -> Lowered list
} Scope;

// What a tile does when the reduction comes in blocks.
typedef enum BlockPhase {
  PHASE_WHOLE,  // there are none: it reduces and stores
  PHASE_CLEAR,  // it stores what leaves a sum as it is
  PHASE_ADD,    // it adds what the block gives to what is stored
} BlockPhase;

typedef struct Lowering {
  LoopProgram *program;
  Arena *arena;    // of the program
  Arena *scratch;  // of this kernel
  Kernels *kernels;
  const Kernel *kernel;
  Formula space;  // the kernel's, with the calls expanded
  Store *stores;  // the same
  LoopKernel *out;
  LoopParameter **parameters;  // by tensor position
  ListOf(Tensor *) tensors;    // by parameter position
  LoopVariable **sizes;        // by symbol of the graph, then by loop of the kernels
  bool serves_all_sizes;       // the code is for other capacities, too: none stands in it
  LoopVariable *key;           // of its draw; null: not read yet
  ListOf(LoopSize) arguments;  // by size of the kernel

  // The point that is being lowered: index = slots[s] + offsets[s] (+ lane, for the vector slot).
  const LoopExpr *slots[MAX_INDICES];
  int64_t offsets[MAX_INDICES];
  int lanes;                 // of vectors; 1 while a reduced vector slot has been summed up
  const LoopExpr *count;     // lanes that exist at this point; null: all
  int points[MAX_INDICES];   // how many points of a slot are in registers now
  int order[MAX_TILED + 1];  // the slots that have points, the slowest first
  int order_count;
  const LoopExpr *last_count;           // lanes of the last vector of this tile; null: all
  const LoopExpr *task_from, *task_to;  // the parallel slot's part of this task
  int64_t task_length;                  // of it; -1: not constant
  const LoopExpr *chunk;                // the number of the task, or of its present block
  const LoopExpr *part;                 // of a chain whose tasks have several: that of the task
  LoopParameter **locals;               // by buffer of the chain; null: not used yet
  BlockPhase phase;
  const LoopExpr *block_from[MAX_INDICES];  // of a reduced slot's present block; null: it is whole
  const LoopExpr *block_to[MAX_INDICES];
  const LoopExpr **results;  // by point of the tile: what the stores read of the reduction

  const Expr **known;  // conditions that loops and ifs enforce
  int known_count;
  Scope prologue, scope;
  PointerMap uses;        // Expr -> mask of slots + 1
  PointerMap references;  // Expr -> how many expressions have it as operand
} Lowering;

// Indices of the code that is written.
static inline const LoopExpr *number(Lowering *l, int64_t value)
{
  return loop_integer(l->arena, (LoopType){TYPE_INDEX, 1}, value);
}

static inline const LoopExpr *binary(Lowering *l, LoopOp op, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(l->arena, op, a, b);
}

// The value at the present point: one lane if it does not depend on the vector slot.
const LoopExpr *lower_value(Lowering *l, const Expr *e);
const LoopExpr *lower_lanes(Lowering *l, const Expr *e);   // the same in every lane
const LoopExpr *lower_extent(Lowering *l, const Expr *e);  // over symbols only
void lower_open_scope(Lowering *l, LoopBlock *block);
const char *lower_file(const Origin *origin);  // the `.net` file, and the line in it
int lower_line(const Origin *origin);
// Gives an entry of this graph the check of its sizes, if it requires anything of them; those of a
// kind share one.
void lower_check(LoopProgram *loops, const Graph *graph, LoopEntry *entry);
void lower_use_check(LoopEntry *entry, LoopEntry *check);  // null: none
uint32_t lower_uses(Lowering *l, const Expr *e);           // bit s: slot s
int lower_point(const Lowering *l);        // the position of the present point in the tile
int lower_point_count(const Lowering *l);  // how many points the tile has
void lower_go_to_point(Lowering *l, int point);
LoopParameter *lower_parameter(Lowering *l, Tensor *tensor, Access access);
LoopRegister *lower_register(Lowering *l, const char *prefix, LoopType type);

// Writes the loops of a kernel into l->out.
void lower_loops(Lowering *l);
// Does the kernel walk backwards in the present step of its scan? Null: it never does.
const LoopExpr *lower_turn(Lowering *l);
// Where a read begins at the present point; null if its lanes lie apart.
const LoopExpr *lower_first_element(Lowering *l, const Expr *read);
// The reduction of the present tile, into l->results.
void lower_reduce(Lowering *l, LoopBlock *block);
LoopType lower_result_type(const Lowering *l);
// A loop that fetches, and has room for so many rounds of a reduction in its body, from `start`;
// those from `rest` on come after it.
typedef struct Ahead {
  LoopBlock *body;
  const LoopExpr *start, *rest;
  int64_t rounds;
} Ahead;

// Opens one for the present tile's reduction along `slot`, from .. to, if it is worth it.
bool lower_ahead(Lowering *l, LoopBlock *block, int slot, const LoopExpr *from, const LoopExpr *to,
                 Ahead *ahead);
// Asks for what the tiles after the present one read from beyond the caches (ahead_stream.c).
void ahead_of_tiles(Lowering *l, LoopBlock *block);
// The same for the rounds after the present one of a sum along vectors, whose rows are long.
void ahead_of_rounds(Lowering *l, LoopBlock *block);
// The loops of a reduction over members.
void lower_members(Lowering *l);

// An extent of one symbol, by its position; false if it is of another form (lower_extent.c).
bool lower_one_symbol(const Graph *graph, const Expr *e, NetcExtent *extent);
// The least value of a symbol, by its position, at which no extent of the graph is below 1.
int64_t lower_least(const Graph *graph, int symbol);
const LoopExpr *lower_identity(Lowering *l, LoopType type);  // leaves what is accumulated as it is
// `before` with the present point's term; `mask`: the lanes for which it counts, null: all.
const LoopExpr *lower_term(Lowering *l, const LoopExpr *before, const LoopExpr *mask);
LoopOp lower_reduction(Reduction reduction);
// What does not change in the loops, then the loops.
void lower_join(LoopBlock *block, const LoopBlock *prologue, const LoopBlock *loops);
// Writes the loops that fill the halo of a tensor.
void lower_halo(Lowering *l, LoopBlock *block);
void lower_open_points(Lowering *l);  // one point of every slot
// All loops of the kernel into `block`, behind what does not change in them.
void lower_nest(Lowering *l, LoopBlock *block);
// The same as a loop over tasks: one slot in chunks of `grain` points.
void lower_parallel(Lowering *l);
// An address in the memory that a task sees of the tensor.
const LoopExpr *lower_place(Lowering *l, const Tensor *tensor, const LoopExpr *address);
// What is the same for all points of a kernel, and its expressions as loops have them.
void lower_open_kernel(Lowering *l);
// Writes the loops of a chain, whose first kernel is at hand.
void lower_chain(Lowering *l);
// Expands calls, exponents, powers: what loops, or the machine, have no operation for.
const Expr *lower_expand(Graph *graph, const Machine *machine, const Expr *e);
