// Kernels: fused groups of formulas over one iteration space, with chosen layouts and schedules.
//
//   kernel dense1+tanh over b < B, o < 120, sum i < 400       lenet5.net:7 dense1
//     acc  = x[b, i]*dense1.weight[o, i]
//     a[b, o] = tanh(acc + dense1.bias[o])
//     loops   parallel b/6, o/16, i        vector o x 8 x 2, tile b x 6
//     x [b, i]   dense1.weight [i, o] packed   a [b, o]
//
// A kernel has at most one reduction (`space`), and stores: values over the free indices that may
// read the accumulated result. All maps that read it element by element end up there; cheap maps
// before it are inlined into the body. Values that cross kernels are tensors; a tensor has a
// layout.
#pragma once

#include "emit/machine.h"
#include "graph/graph.h"
#include "graph/node_cost.h"
#include "graph/program.h"

typedef struct Kernel Kernel;
typedef struct Tensor Tensor;

// The steps of a scan: its kernels stand together in the list and run once for each step.
typedef struct KernelLoop KernelLoop;
struct KernelLoop {
  const char *name;    // "t"
  KernelLoop *outer;   // null: the run itself
  const Expr *extent;  // how many steps
  bool reverse;        // the last step first
  Node *step;          // kernels read it for the present step
  int position;        // among the loops of its list
};

// Private memory of a block of a chain. Tensors that are never alive together share it.
typedef struct LocalBuffer {
  Type type;
  int64_t count;  // elements
} LocalBuffer;

// Neighbours in the list that run as one parallel loop over blocks of an index that all of them
// have: every block runs all of them in order. Each has `schedule.parallel` for its part of the
// index and `schedule.grain` for the points of it in a block.
typedef struct Chain {
  Kernel *first, *last;
  const Expr *extent;  // points of the shared index
  int64_t block;       // points of a block
  // Blocks that a task does in turn, since a kernel of the chain sums over them
  // (chain_summed_slot).
  int64_t run;  // 0: a block is a task
  ListOf(LocalBuffer) locals;
} Chain;

// Where element [i0, i1, ..] lies: origin + sum of strides[d]*i_d. A dimension may have a halo on
// either side, filled with `fill`, so that windows run over the edge without a test. One dimension
// may be blocked: whole vectors of it are innermost, and the number of the vector is outermost
// ([B/8][C][H][W][8]); it counts block_stride*(i/block) + i % block.
typedef struct Layout {
  int order[MAX_RANK];        // dimensions, outermost first
  int64_t strides[MAX_RANK];  // elements, by dimension
  int64_t before[MAX_RANK];   // halo, by dimension
  int64_t after[MAX_RANK];
  int blocked;  // the blocked dimension, if block > 0
  int64_t block, block_stride;
  int64_t origin, count;  // of element [0, 0, ..]; of the whole buffer, in elements
  double fill;            // in the halo
} Layout;

typedef enum TensorKind {
  TENSOR_INPUT,     // an input port
  TENSOR_VARIABLE,  // lives in the weights or slots arena
  TENSOR_SCALAR,    // a double of the run
  TENSOR_CONSTANT,
  TENSOR_WORKSPACE,  // made by one kernel, read by later ones
  TENSOR_PREPARED,   // made from variables alone, once per load
  TENSOR_STEP,       // the present step of a loop
  TENSOR_LOCAL,      // made and read within one block of a chain
} TensorKind;

struct Tensor {
  TensorKind kind;
  const char *name;
  Type type;
  Shape shape;
  int64_t capacity[MAX_RANK];  // extents at capacity
  Node *node;                  // the value; null for a copy in another layout
  Variable *variable;          // VARIABLE
  Tensor *copies;              // its relayouts, in a list by next_copy
  Tensor *next_copy;           // of the same tensor
  // Written in place: the tensor of the value before, which lies in the same bytes. Of a variable:
  // before the run; of a carry: before the step.
  Tensor *before;
  KernelLoop *loop;  // each of its steps makes it anew; null: none does
  // LOCAL: the chain that it lives in. Its memory has the elements of one block; capacity and
  // layout are those, and elements of block n are addressed as if n*block_step stood before it.
  Chain *chain;
  int local;  // among its buffers
  int64_t block_step;
  Layout layout;
  uint32_t together;  // dimensions whose points are stored or read all at once
  // By dimension that a sum walks along: those that are free in it, those that it walks, too.
  uint32_t walked_across[MAX_RANK], walked_as_one[MAX_RANK];
  bool is_weights;                // made from variables alone
  bool layout_is_fixed;           // inputs, outputs and variables keep C order
  bool has_parts;                 // several stores make it, each a part of its own
  bool is_given;                  // made before the first kernel runs
  int output;                     // position among the entry's outputs, else -1
  int64_t offset;                 // bytes into its arena, from plan_memory
  int first_kernel, last_kernel;  // live range, positions in the list
  int position;                   // among the tensors of its list
};

typedef struct Store {
  Tensor *tensor;
  const Expr *indices[MAX_RANK];  // by the tensor's dimension, over the free indices
  const Expr *value;
  const Expr *guard;  // over the free indices: without it nothing is stored; null: always
} Store;

enum { MAX_TILED = 3 };
// Of a cache's line, and of the distance at which the sets of a usual first cache repeat.
enum { LINE_BYTES = 64, PAGE_BYTES = 4096 };
// What moves a larger part of the last cache than one in so many finds little of that there again.
enum { LAST_PARTS = 4 };

// How the loops of a kernel run. Slots are indices of its space.
typedef struct Schedule {
  int loops[MAX_INDICES];  // outermost first: free ones, then reduced; each steps by its tile
  int loop_count;
  int vector;            // the vectorised slot; -1: scalar
  int lanes;             // of a vector; 1: scalar
  int vectors;           // accumulators along the vector slot
  int tiled[MAX_TILED];  // other free slots with several points in registers
  int tile[MAX_TILED];   // how many
  int tiled_count;
  int parallel;   // free slot that is shared among threads in chunks; -1: none
  int64_t grain;  // elements of it per task
  int unroll;     // of the innermost reduced loop
  // A long reduction in blocks: each adds its part to the result in memory.
  int64_t block[MAX_INDICES];  // points of a reduced slot in a block; 0: the slot is whole in each
  int outer;                   // how many of the free loops stand outside the loops over blocks
} Schedule;

struct Kernel {
  Kernel *prev, *next;
  const char *name;
  Origin origin;
  Node *root;         // the reduction whose result `accumulated` reads; null for maps
  KernelLoop *loop;   // null: it runs once
  Formula space;      // indices, reduction, conditions, body (null for maps)
  uint64_t draw_key;  // of RANDOM in a draw's value
  ListOf(Store) stores;
  Tensor *fills;     // this kernel writes the halo of a tensor, and nothing else
  bool is_prepared;  // depends on variables alone: it runs once per load
  bool again;        // makes a node that is computed again: it waits for its first reader
  Chain *chain;      // null: it runs alone
  Schedule schedule;
  double flops, bytes, cycles;  // at capacity; cycles as the cost model expects them, on one core
  int position;
};

// Schedules that were searched for, by what the search depends on: equal kernels, of any graph of
// the program, share one search.
typedef struct Choices Choices;
Choices *choices_create(Arena *arena);
int choices_count(const Choices *choices);

typedef struct Kernels {
  Arena *arena;
  Graph *graph;
  GraphKind kind;
  const Machine *machine;
  Choices *choices;  // of choose_schedules
  Kernel *first, *last;
  ListOf(KernelLoop *) loops;  // outer ones first
  ListOf(Tensor *) tensors;
  Tensor **tensor_by_node;             // by Node.mark, which fuse numbers
  uint32_t node_count, node_capacity;  // marks given, and room
  int64_t workspace_bytes;
  int64_t live_bytes;  // of it, the most that are alive at one kernel
  double cycles;       // that the cost model expects of one run, on one core
} Kernels;

// Graph to kernels: inlines cheap maps, gathers epilogues, decides what becomes a tensor.
Kernels *fuse(Arena *arena, const Program *program, GraphKind kind, const Machine *machine);
// Writes out the indices at which maps read tables, constants of few numbers.
void unroll_tables(Kernels *kernels);
void join_slots(Kernels *kernels);
void note_walks(Kernels *kernels);
bool node_is_table(const Graph *graph, const Node *node);
// Gives tensors a halo where a window runs over their edge, and drops the conditions that it
// replaces.
void add_halos(Kernels *kernels, Arena *scratch);
// The same in kernels and tensors of their own, before schedules are chosen.
Kernels *kernels_copy(const Kernels *kernels);
// Which dimension is innermost in the tensors between kernels.
typedef enum Preference {
  PREFER_NONE,    // each kernel decides for what it makes
  PREFER_FIRST,   // the batch
  PREFER_SECOND,  // channels
  PREFER_LAST,    // C order
  PREFERENCE_COUNT,
} Preference;

// Layouts of tensors, relayouts where a kernel needs another one; and the schedule of every kernel.
// Returns the cycles that the cost model expects of one run.
double choose_schedules(Kernels *kernels, Preference preference, Choices *choices, Arena *scratch);
// Whether what is legal is done.
typedef enum Use {
  USE_WHERE_IT_PAYS,
  USE_ALWAYS,  // for tests
  USE_NEVER,
} Use;

// Lets neighbours in the list run together.
void form_chains(Kernels *kernels, Use choice, Arena *scratch);
// May a kernel of a chain read there what another one of it stores?
bool chain_allows_read(const Kernels *kernels, Kernel *reader, const Expr *read, Kernel *maker);
// The reduced slot of a kernel in a chain of which a block has a part: blocks add to its result, of
// which every task has one by the kernel's first index. -1: each block makes elements of its own.
int chain_summed_slot(const Kernel *kernel);
int64_t chain_grain(const Kernel *kernel);  // a block's points of the slot that the chain shares
// Marks the kernels that depend on variables alone and what they make. Only predictions and
// evaluations have such: training changes the variables.
void find_prepared(Kernels *kernels);
// Removes prepared kernels that make what nobody reads, since what copied it is made without it.
void drop_unread(Kernels *kernels, Arena *scratch);
bool is_prepared_kind(GraphKind kind);
// Of one run of a kernel, on one core: its arithmetic, and what memory adds.
double expected_cycles(const Kernels *kernels, const Kernel *kernel);
// Offsets in the workspace by live range; in place where legal.
void plan_memory(Kernels *kernels, Arena *scratch);

// Which kernels of a batch of predictions run row by row, where its rows know nothing of each
// other.
typedef enum RowUse {
  ROWS_WHERE_THEY_PAY,
  ROWS_ALL,  // for tests
  ROWS_NONE,
  ROWS_FIRST_HALF,  // for tests
} RowUse;

// A value that is made row by row and read for all rows at once.
typedef struct RowTensor {
  Tensor *row, *all;
} RowTensor;

// First those for one row run for each, then those for all rows.
typedef struct RowPlan {
  Kernel *end;   // of those for one row: the first that does not run; null: all do
  Kernel *rest;  // of those for all rows: the first that runs; null: none does
  ListOf(RowTensor) kept;
} RowPlan;

// After plan_memory, of kernels for so many rows and of those for one.
RowPlan choose_rows(const Kernels *all, const Kernels *one, int64_t rows, RowUse use, Arena *arena);
// Removes the kernels before plan->rest and plans their memory anew.
void keep_rest(Kernels *all, const RowPlan *plan, Arena *scratch);
// After plan_memory: an error, with the largest tensors, if the workspace is more than any machine
// has.
void report_memory(const Kernels *kernels, Diag *diag, Arena *scratch);
void note_largest_tensors(const Kernels *kernels, Diag *diag, Arena *arena);

// After plan_memory: what each node of the graph's body costs, by its place there.
NodeCost *cost_nodes(const Kernels *kernels, Arena *arena);

void kernels_print(const Kernels *kernels, Text *out);
// Null if well formed, else kernel, found, expected.
const char *kernels_verify(const Kernels *kernels, Arena *arena);

// -- used by the passes above ---------------------------------------------------------------------

// A kernel at the end, in `loop`.
Kernel *kernel_add(Kernels *kernels, KernelLoop *loop, const char *name, Origin origin);
// A kernel before `kernel`, and before the loops that hold it and do not hold `loop`.
Kernel *kernel_add_before(Kernels *kernels, Kernel *kernel, KernelLoop *loop, const char *name,
                          Origin origin);
void kernel_remove(Kernels *kernels, Kernel *kernel);  // out of the list; positions follow
void kernel_unlink(Kernels *kernels, Kernel *kernel);  // the same; positions stay
// To an earlier place in the list; positions follow.
void kernel_move_before(Kernels *kernels, Kernel *kernel, Kernel *before);
// From its place to one further on.
void kernel_move_behind(Kernels *kernels, Kernel *kernel, Kernel *behind);
Kernel *kernel_add_after(Kernels *kernels, Kernel *kernel, const char *name);
// Where kernel_add_before puts it: it comes just before this one.
Kernel *kernel_place(Kernel *kernel, KernelLoop *loop);
// The innermost loop that holds both; null: the run.
KernelLoop *loop_around(KernelLoop *a, KernelLoop *b);
// How many steps it and the loops around it make, at capacity.
double loop_steps(const Kernels *kernels, const KernelLoop *loop);
Tensor *tensor_add(Kernels *kernels, TensorKind kind, const char *name, Type type, Shape shape);
// A node that is no part of the graph: a name by which a tensor is read.
Node *node_for_reads(Kernels *kernels, const char *name, Type type, Shape shape, Origin origin);
// The tensor that a READ of this node means; null for inlined and accumulated nodes.
Tensor *tensor_of(const Kernels *kernels, const Node *node);
void tensor_set(Kernels *kernels, const Node *node, Tensor *tensor);
void node_number(Kernels *kernels, Node *node);  // of a new node: it can have a tensor from then on
// How many points of a slot a tile has: vectors of the vector slot, elements of any other.
int schedule_points(const Schedule *schedule, int slot);
// How many elements of a slot a tile covers: every lane of its vectors.
int64_t schedule_step(const Schedule *schedule, int slot);
bool schedule_has_blocks(const Schedule *schedule);
Layout layout_plain(const Tensor *tensor);  // C order, no halo
// The present order and halo, with dimension `innermost` moved to the end (-1: none moved).
Layout layout_moved(const Tensor *tensor, int innermost);
// The same halo, with vectors of `dimension` innermost and the rest of it outermost.
Layout layout_blocked(const Tensor *tensor, int dimension, int64_t block);
// Does an address move by one a lane along `slot`, from a multiple of `lanes` on? `start`: the
// address at such a multiple.
bool address_is_contiguous(Graph *graph, const Expr *address, int slot, int lanes,
                           const Expr **start);
bool tensor_has_halo(const Tensor *tensor);
// As it lies in memory.
static inline int64_t tensor_bytes(const Tensor *tensor)
{
  return tensor->layout.count * type_bytes(tensor->type);
}
bool tensor_holds_weights(const Tensor *tensor);  // variables, or what is made of them alone
// Does an earlier store of the kernel go to the same tensor?
bool is_stored_before(const Kernel *kernel, int store);
bool kernel_overwrites(const Kernel *kernel);  // does it update anything in place?
// Is what the kernel stores there out of all caches before anybody reads it?
bool tensor_is_far(const Kernels *kernels, const Kernel *kernel, const Tensor *tensor);
// Should it walk through its weights back and forth in turn? What the second cache holds of them at
// the end of one step of a scan is what the next begins with.
bool kernel_turns(Kernels *kernels, const Kernel *kernel);
// Is it too large to be in the second cache when a kernel reads it?
bool tensor_is_distant(const Kernels *kernels, const Tensor *tensor);
// Does it take so much of the last cache that little of it is there when it is read again?
bool tensor_is_beyond_caches(const Kernels *kernels, const Tensor *tensor);
// A kernel before `kernel` that writes the halo, once for each time that the tensor is made.
void kernel_add_fill(Kernels *kernels, Kernel *kernel, Tensor *tensor);
// A tensor of the workspace with the same elements and halo, filled by a kernel before `reader`,
// once for each time that the tensor is made.
Tensor *tensor_copy(Kernels *kernels, Tensor *tensor, Kernel *reader);
// Where an element lies in its tensor, in elements from the start, as one expression over the
// kernel's slots. `indices` by dimension; those in `without` (a mask) are left out.
const Expr *tensor_address(Kernels *kernels, const Tensor *tensor, const Expr *const *indices,
                           uint32_t without);
// A task that runs a part of a free slot: its best schedule, and the expected cycles of its
// arithmetic.
typedef struct KernelPart {
  int slot;
  int64_t extent;  // points of the slot
  bool constant;   // never fewer
  Schedule schedule;
  double cycles;
} KernelPart;
// Those of a kernel that were asked for. Layouts stay from the first to the last.
typedef struct KernelParts KernelParts;
KernelParts *parts_create(Kernels *kernels, const Kernel *kernel, Arena *arena);
const KernelPart *parts_find(KernelParts *parts, int slot, int64_t extent, bool constant);
// Chooses a kernel's schedule anew for the layouts there are.
void kernel_reschedule(Kernels *kernels, Kernel *kernel, Arena *scratch);
// Neighbouring slots that every operand and result walks through as one become one.
void collapse_slots(Kernels *kernels, Kernel *kernel);
// Makes a kernel with a reduction store its plain result and nothing else, in a tensor of the
// workspace that no one has laid out; what it stored besides is stored by a map after it.
void kernel_split(Kernels *kernels, Kernel *kernel);
bool kernel_is_plain(const Kernel *kernel);  // does it store just that?
// How the stores read what the reduction gives: its operands say which point of the result it is.
const Expr *kernel_result(Kernels *kernels, const Kernel *kernel);
// Makes one kernel read `copy` where it read `tensor`.
void kernel_read_copy(Kernels *kernels, Kernel *kernel, const Tensor *tensor, const Tensor *copy);
// Calls `visit` once for every distinct subexpression of what the kernel stores.
void kernel_walk_values(Kernels *kernels, const Kernel *kernel, ExprWalk *visit, void *context);
// The same of the READs among them.
void kernel_walk_read_values(Kernels *kernels, const Kernel *kernel, ExprWalk *visit,
                             void *context);
// The value accumulated by the kernel's reduction, as its stores read it.
const Expr *kernel_accumulated(Kernels *kernels, const Kernel *kernel);
// Calls `visit` for every READ in the kernel's body, conditions and values.
typedef void KernelReadVisit(const Expr *read, void *context);
void kernel_visit_reads(Kernels *kernels, const Kernel *kernel, KernelReadVisit *visit,
                        void *context);
