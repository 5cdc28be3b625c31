// The loops: kernels over flat buffers, and entries that call them in order. Meaning is exact:
// every operation, its order and its rounding is in the text, so back-ends and interpreter agree
// bit for bit.
//
//   kernel dense1(x: f32 in, w: f32 in, y: f32 out, B) at "mlp.net:8" {
//     parallel b in 0..B {
//       for o in 0..128 step 8 {
//         let a: f32x8 = 0
//         for i in 0..784 {
//           a = fma(broadcast(x[784*b + i]), w[128*i + o : 8], a)
//         }
//         y[128*b + o : 8] = maximum(a, 0)
//       }
//     }
//   }
//
//   entry check "check_predict" {
//     symbol B = 64
//     require "B pictures are no pairs" (B) at "mlp.net:5"
//     output "unmet": i32[]
//     buffer unmet: i32[1] at output 0
//     call check_0(unmet, B) as "requirements"
//   }
//
//   entry predict "predict" {
//     symbol B = 64
//     check "check_predict"
//     input "image": f32[B, 784]
//     workspace 32768
//     buffer image: f32[50176] at input 0
//     buffer dense1.weight: f32[100352] at weights 0
//     buffer h: f32[8192] at workspace 0
//     call dense1(image, dense1.weight, h, B) cost 12845056, 200704
//     for t in 0..T {
//       call cell(h, c, t, B)
//     }
//   }
//
// Buffers of one kernel never overlap, unless one is passed for several parameters that are only
// read. A kernel has at most one parallel loop, at its top level; its iterations are independent.
// Local buffers are private to one of them.
#pragma once

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/type.h"
#include "model.h"

typedef enum LoopOp {
#define OP(name, operands, text) LOOP_##name,
#include "loops/ops.def"
#undef OP
} LoopOp;

// Where text says something, in bytes of the source; 0 and 0 for what no text says.
typedef struct LoopPlace {
  uint32_t start, end;
} LoopPlace;

typedef struct LoopType {
  Type scalar;
  int lanes;  // 1, 2, 4, 8, 16
} LoopType;

// A loop variable, or a size that the kernel is called with. Type index.
typedef struct LoopVariable {
  const char *name;  // unique in its kernel
  int id;            // by kernel, from 0
} LoopVariable;

// A local value; SET changes it.
typedef struct LoopRegister {
  const char *name;  // unique in its kernel
  LoopType type;
  int id;
} LoopRegister;

typedef enum Access {
  ACCESS_IN,
  ACCESS_OUT,
  ACCESS_FAR,  // out, and not read before the caches have lost it: a store need not stay in them
  ACCESS_INOUT,
  ACCESS_LOCAL
} Access;

// A buffer of a kernel: passed by the caller, or local. A local one belongs to one iteration of the
// parallel loop (without such a loop: to the call), which finds nothing in it.
typedef struct LoopParameter {
  const char *name;  // unique in its kernel
  Type type;         // of the elements; bool is stored as a byte 0 or 1
  Access access;
  int position;   // among the parameters, or among the locals
  int64_t count;  // of a local: elements
} LoopParameter;

enum { LOCAL_ALIGNMENT = 64, LOCAL_BYTES = 1 << 22 };  // all locals of a kernel: they lie on stacks

typedef struct LoopExpr LoopExpr;
struct LoopExpr {
  LoopOp op;
  LoopType type;
  int operand_count;
  union {
    double number;             // NUMBER of a float type
    int64_t integer;           // NUMBER of another type
    LoopRegister *reg;         // REGISTER
    LoopVariable *variable;    // VARIABLE
    LoopParameter *parameter;  // LOAD, GATHER
    const char *function;      // CALL
    int stream;                // RANDOM
  };
  const LoopExpr *operands[3];
};

typedef enum LoopStatementKind {
  LOOP_FOR,
  LOOP_LET,
  LOOP_SET,
  LOOP_STORE,
  LOOP_PREFETCH,
  LOOP_IF
} LoopStatementKind;

typedef struct LoopStatement LoopStatement;
typedef struct LoopBlock {
  LoopStatement *first, *last;
} LoopBlock;

struct LoopStatement {
  LoopStatementKind kind;
  LoopPlace place;
  LoopStatement *next;
  union {
    struct {
      LoopVariable *variable;
      const LoopExpr *from, *to;  // runs from, from + step, .. while < to; both are computed once
      int64_t step;
      bool parallel;
      const LoopExpr *reverse;  // of a parallel one: if it holds, rounds that run one by one
                                // begin with the last; null: they never do
      int unroll;               // a hint: how many rounds at once; 0 or 1: none
      LoopBlock body;
    } loop;
    struct {
      LoopRegister *reg;
      const LoopExpr *value;
    } assign;  // LET declares, SET changes
    struct {
      LoopParameter *parameter;
      const LoopExpr *address, *value;
      const LoopExpr *count;  // null: all lanes; else only the first `count` of them are written
      int64_t stride;         // from lane to lane, in elements; 1 or more
    } store;
    struct {
      const LoopExpr *load;  // its cache line is asked for, inside or not
      bool far;              // no nearer than the second cache: it is for later
    } fetch;
    struct {
      const LoopExpr *condition;
      LoopBlock then, otherwise;
    } branch;
  };
};

typedef struct LoopKernel {
  const char *name;  // unique in the program
  ListOf(LoopParameter *) parameters;
  ListOf(LoopParameter *) locals;
  ListOf(LoopVariable *) sizes;
  ListOf(LoopRegister *) registers;
  int variable_count;        // ids of loop variables and sizes are below
  struct PointerMap *names;  // taken in this kernel: building numbers a name that is
  LoopBlock body;
  const char *file;  // the `.net` line it comes from; "" if none
  int line;
  const char *layers;
  LoopPlace place;
  int position;                     // among the kernels of its program
  struct LoopKernel *next_of_hash;  // in LoopProgram.shared
} LoopKernel;

typedef enum LoopSpace {
  SPACE_WEIGHTS,
  SPACE_SLOTS,
  SPACE_PREPARED,
  SPACE_WORKSPACE,
  SPACE_INPUT,  // offset: position among the entry's inputs
  SPACE_OUTPUT,
  SPACE_SCALARS,   // doubles, by NetcModel.scalars; offset: bytes
  SPACE_CONSTANT,  // data of the program; offset: position among LoopProgram.constants
} LoopSpace;

typedef struct LoopBuffer {
  const char *name;  // unique in its entry
  Type type;
  int64_t count;  // elements at capacity
  LoopSpace space;
  int64_t offset;  // bytes into the arena, aligned to the type (arenas: to 64); or a position
  LoopPlace place;
} LoopBuffer;

// A size passed to a kernel. Its symbol is one of the day, by LoopEntry.symbols, or a present step,
// by LoopEntry.repeats after those; -1: constant.
typedef NetcExtent LoopSize;

typedef struct LoopCall {
  LoopKernel *kernel;
  LoopBuffer **buffers;  // by the kernel's parameters
  LoopSize *sizes;       // by the kernel's sizes
  const char *name;      // in profiles: "conv1+tanh"
  const char *layers, *file;
  int line;
  double flops, bytes, expected;  // the last: operations at peak in the time it should take
  LoopPlace place;
} LoopCall;

// Calls first .. last - 1 run once for each step, in order; step counts from 0, or down to it.
typedef struct LoopRepeat {
  const char *name;  // of the step
  LoopSize count;    // of steps
  bool reverse;
  int first, last;
  LoopPlace place;
} LoopRepeat;

enum { REQUIREMENT_SYMBOLS = 64 };  // that NetcRequirement.symbols can name

typedef struct LoopEntry {
  NetcEntryKind kind;
  const char *name;  // "predict"; with several bindings "predict_B64"
  LoopPlace place;
  ListOf(const char *) symbols;
  ListOf(int64_t) capacities;
  ListOf(int64_t) least;  // below it a size of the entry would be 0 or less
  ListOf(NetcPort) inputs;
  ListOf(NetcPort) outputs;
  ListOf(LoopBuffer *) buffers;
  ListOf(LoopCall) calls;
  ListOf(LoopRepeat) repeats;  // nested or apart; outer ones first
  int64_t workspace_bytes;
  // Null, or what runs once for each row of the first symbol, before the calls. Threads have parts
  // of the rows, each with a workspace of its own at the end of the entry's.
  const struct LoopEntry *row;
  int parts;
  // Where the outputs of all rows lie in the workspace, if `row` is a NETC_ROW. Else they are those
  // of the entry, and there are no calls.
  ListOf(LoopBuffer *) kept;
  ListOf(NetcRequirement) requirements;  // of a NETC_CHECK
  struct LoopEntry *check;               // of the sizes that this entry runs on; null: all are fine
} LoopEntry;

typedef struct LoopConstant {
  const char *name;
  Type type;
  int64_t count;
  const void *data;  // in the type's own representation
} LoopConstant;

typedef struct LoopProgram {
  Arena *arena;
  Names *names;
  ListOf(LoopKernel *) kernels;
  struct PointerMap *shared;  // by hash: the kernels that loops_share_kernel has kept
  ListOf(LoopEntry *) entries;
  ListOf(LoopConstant) constants;
  NetcModel model;  // all of it but entries: the back-ends fill those from above
} LoopProgram;

// -- building -------------------------------------------------------------------------------------

LoopProgram *loops_create(Arena *arena, Names *names);
LoopKernel *loops_add_kernel(LoopProgram *program, const char *name);
// Of the kernel that was added last, when it is whole: itself, or the equal one that the program
// had already, which then stands for it.
LoopKernel *loops_share_kernel(LoopProgram *program, LoopKernel *kernel);
LoopParameter *kernel_add_parameter(LoopProgram *program, LoopKernel *kernel, const char *name,
                                    Type type, Access access);
LoopParameter *kernel_add_local(LoopProgram *program, LoopKernel *kernel, const char *name,
                                Type type, int64_t count);
// The place of a buffer where locals come after the parameters.
int kernel_buffer(const LoopKernel *kernel, const LoopParameter *buffer);
int kernel_buffer_count(const LoopKernel *kernel);
LoopVariable *kernel_add_size(LoopProgram *program, LoopKernel *kernel, const char *name);
LoopVariable *kernel_add_variable(LoopProgram *program, LoopKernel *kernel, const char *name);
LoopRegister *kernel_add_register(LoopProgram *program, LoopKernel *kernel, const char *name,
                                  LoopType type);

const LoopExpr *loop_number(Arena *arena, LoopType type, double value);
const LoopExpr *loop_integer(Arena *arena, LoopType type, int64_t value);
const LoopExpr *loop_register(Arena *arena, LoopRegister *reg);
const LoopExpr *loop_variable(Arena *arena, LoopVariable *variable);
const LoopExpr *loop_load(Arena *arena, LoopParameter *parameter, int lanes,
                          const LoopExpr *address, const LoopExpr *count);
const LoopExpr *loop_gather(Arena *arena, LoopParameter *parameter, const LoopExpr *addresses);
// The result's type follows from the operands: same type (arithmetic), bool (compares), operand b
// (SELECT). On constants and type index it folds: x + 0, x*1, constants; addresses come out tidy.
const LoopExpr *loop_unary(Arena *arena, LoopOp op, const LoopExpr *a);
const LoopExpr *loop_binary(Arena *arena, LoopOp op, const LoopExpr *a, const LoopExpr *b);
const LoopExpr *loop_ternary(Arena *arena, LoopOp op, const LoopExpr *a, const LoopExpr *b,
                             const LoopExpr *c);
const LoopExpr *loop_convert(Arena *arena, Type type, const LoopExpr *a);
const LoopExpr *loop_broadcast(Arena *arena, int lanes, const LoopExpr *a);  // lanes 1: a itself
const LoopExpr *loop_lanes(Arena *arena, int lanes, const LoopExpr *start);
// The key is a number or a size of the kernel, so that equal draws of several names are one kernel.
const LoopExpr *loop_random(Arena *arena, const LoopExpr *key, int stream, const LoopExpr *element);
const LoopExpr *loop_call(Arena *arena, const char *function, const LoopExpr *a, const LoopExpr *b);

// Statements are appended to a block; loops and branches return the block inside.
LoopBlock *block_for(Arena *arena, LoopBlock *block, LoopVariable *variable, const LoopExpr *from,
                     const LoopExpr *to, int64_t step);
LoopBlock *block_parallel(Arena *arena, LoopBlock *block, LoopVariable *variable,
                          const LoopExpr *from, const LoopExpr *to, int64_t step);
void block_let(Arena *arena, LoopBlock *block, LoopRegister *reg, const LoopExpr *value);
void block_set(Arena *arena, LoopBlock *block, LoopRegister *reg, const LoopExpr *value);
void block_store(Arena *arena, LoopBlock *block, LoopParameter *parameter, const LoopExpr *address,
                 const LoopExpr *value, const LoopExpr *count);
// The same with lanes that lie `stride` elements apart.
void block_store_strided(Arena *arena, LoopBlock *block, LoopParameter *parameter,
                         const LoopExpr *address, int64_t stride, const LoopExpr *value,
                         const LoopExpr *count);
void block_prefetch(Arena *arena, LoopBlock *block, const LoopExpr *load, bool far);
LoopBlock *block_if(Arena *arena, LoopBlock *block, const LoopExpr *condition,
                    LoopBlock **otherwise);

int entry_position(const LoopProgram *program, const LoopEntry *entry);
int64_t port_extent(NetcExtent extent, const int64_t *sizes);  // sizes of the symbols
// From a row to the next in an input or output; 0: all rows have the same.
int64_t port_row_bytes(const LoopEntry *entry, const NetcPort *port);
// The workspace of one part of rows that run as this entry does.
int64_t row_part_bytes(const LoopEntry *row);
// That of the rows of an entry, and where that of the first part begins.
int64_t entry_part_bytes(const LoopEntry *entry);
int64_t entry_parts_start(const LoopEntry *entry);
// Kernels that run before the first call: those for each row.
int entry_row_calls(const LoopEntry *entry);

// The repeats that begin with a call, outer ones first, or end after it, inner ones first: calls
// `visit` on each.
typedef void RepeatVisit(const LoopRepeat *repeat, void *context);
void entry_open_repeats(const LoopEntry *entry, int call, RepeatVisit *visit, void *context);
void entry_close_repeats(const LoopEntry *entry, int call, RepeatVisit *visit, void *context);

bool kernel_same(const LoopKernel *a, const LoopKernel *b);  // equal but for names and origin
uint64_t kernel_hash(const LoopKernel *kernel);              // of what kernel_same compares
// The same as bytes: equal kernels have equal ones, others others.
void kernel_encode(const LoopKernel *kernel, Text *out);

// -- text, check, run -----------------------------------------------------------------------------

void loops_print(const LoopProgram *program, Text *out);
void kernel_print(const LoopKernel *kernel, Text *out);
// Reads what loops_print wrote. Null after errors, which are reported.
LoopProgram *loops_parse(Arena *arena, Names *names, Diag *diag, const Source *source);
bool loops_is_text(const Source *source);  // begins as the text of loops does: no net, no graph
// Null if well formed, else what is wrong: kernel, found, expected. Checks constant bounds of
// buffers too. `place`, if not null, gets where the text says so.
const char *loops_verify(const LoopProgram *program, Arena *arena, LoopPlace *place);

// Holds accesses inside of their buffers that are not shown to stay there, for programs of others.
// After loops_verify. Null if that can be done, else what cannot.
const char *loops_guard(LoopProgram *program, LoopPlace *place);

// Runs an entry as the generated code would, bit for bit. `call` as in model.h (parallel is
// ignored).
void loops_interpret(const LoopProgram *program, const LoopEntry *entry, NetcCall *call);
