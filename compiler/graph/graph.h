// The graph: one node per formula, in order, each assigned once.
//
//   graph mlp(image: u8[B, 784], label: i32[B] in 10) -> loss {
//     param dense1.weight: f32[128, 784]
//     h: f32[B, 128]; h[b, o] = sum(i) f32(image[b, i])*dense1.weight[o, i]
//     a: f32[B, 128]; a[b, o] = maximum(h[b, o], 0)
//     ..
//   }
//
// A formula has free indices (its result's, in the order of the dimensions), perhaps one reduction
// with its own indices and conditions, and a body: a scalar expression over reads of earlier nodes.
// Nothing else exists: what a layer or an operator was is only in `origin`.
//
// Meaning: real arithmetic over the types given; the order of operations is not fixed below the
// formula. Every read is inside its tensor at every point of the domain: where a read of a
// reduction could leave it, the condition that keeps it inside stands in `conditions` (the printer
// leaves out what the reads of the body imply; the parser puts it back).
//
// Nodes, formulas and expressions live in the graph's arena; passes unlink and free nothing.
// Expressions are immutable and hash-consed: equal expressions of one graph are one pointer.
#pragma once

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/type.h"
#include "random.h"

enum { MAX_RANK = 8, MAX_INDICES = 24, MAX_YIELDS = 256 };

typedef struct Graph Graph;
typedef struct Node Node;
typedef struct Expr Expr;
typedef struct Formula Formula;
typedef struct Variable Variable;
typedef struct Function Function;
typedef struct Scan Scan;

typedef enum Form {
#define FORM(name, text) FORM_##name,
#include "graph/forms.def"
#undef FORM
} Form;

typedef enum ExprKind {
#define EXPR(name, operands, text) EXPR_##name,
#include "graph/exprs.def"
#undef EXPR
} ExprKind;

typedef enum Reduction {
  REDUCTION_NONE,  // a map
  REDUCTION_SUM,
  REDUCTION_PROD,
  REDUCTION_MAX,
  REDUCTION_MIN,
  REDUCTION_ANY,
  REDUCTION_ALL,
  REDUCTION_ARGMAX,  // row-major position in the box of the reduced indices; the first of equals
  REDUCTION_ARGMIN,
} Reduction;  // mean and count are sums by the time they are here

struct Expr {
  ExprKind kind;
  Type type;
  uint32_t id;          // order of creation in its graph
  uint32_t index_mask;  // bit s: INDEX s occurs in it
  uint32_t node_mask;   // hashed bits of the nodes it reads: a quick no
  int operand_count;
  union {
    double number;       // NUMBER of a float type
    int64_t integer;     // NUMBER of an integer or bool type; AFFINE: the constant
    int slot;            // INDEX, FORMAL, RANDOM
    const char *symbol;  // SYMBOL, interned
    Node *node;          // READ
    Function *function;  // CALL
  };
  bool has_fallback;            // READ: the last operand is the value outside
  const int64_t *coefficients;  // AFFINE: one per operand
  const Expr *operands[];
};

// Extents are expressions of type index over symbols; most are NUMBERs.
typedef struct Shape {
  int rank;
  const Expr *extents[MAX_RANK];
} Shape;

typedef struct Index {
  const char *name;
  const Expr *extent;  // runs 0 .. extent - 1
} Index;

struct Formula {
  Index indices[MAX_INDICES];  // slot = position; the free ones first
  int index_count, free_count;
  // How many free indices dimension d of the result merges, row-major: y[b, (c, h)] has 1, 2.
  int merged[MAX_RANK];
  Reduction reduction;
  const Expr **conditions;  // all must hold, else the term is skipped; reductions only
  int condition_count;
  const Expr *otherwise;  // the value over an empty domain, for MAX, MIN, ARG..; null: never empty
  const Expr *body;
};

// Where a node comes from: every pass keeps it.
typedef struct Origin {
  const char *layers;  // "bottleneck2.1.conv1"; "" outside layers
  Span span;
} Origin;

typedef struct Draw {
  const char *distribution;  // the name of the init definition: "uniform"
  const double *arguments;   // as printed: uniform(0, 1)
  int argument_count;
  uint64_t key;  // names the draw: seed, step, key and element give the value
} Draw;          // its formula's body holds RANDOM

typedef struct Projection {
  Node *scan;
  int result;
} Projection;

// A value, assigned once, after its operands.
struct Node {
  Node *prev, *next;      // order in its region
  struct Region *region;  // null once unlinked
  Form form;
  Type type;
  Shape shape;
  const char *name;  // unique in its graph; survives print and parse
  Origin origin;
  Formula *formula;  // MAP, REDUCE, DRAW
  // Of a formula: it computes what another node has, once more, so that the other need not be kept
  // (recompute). It is due when its first reader is, and is not merged with nodes that are not.
  bool again;
  union {
    struct {
      int position;          // INPUT: among the graph's inputs
      const Expr *bound;     // `in n`: 0 <= value < n; null if none
      const Expr *fallback;  // an optional input's default; null if it must be given
    } input;
    Variable *variable;     // VARIABLE
    const double *data;     // CONSTANT: product of extents values, row-major
    Draw draw;              // DRAW
    Scan *scan;             // SCAN
    Projection projection;  // PROJECTION
    struct {
      Node *of, *by;  // GRADIENT of a scalar node by a VARIABLE (or any float) node
    } gradient;
  };
  Node *forward;  // scratch of graph_replace
  uint32_t mark;  // scratch of passes; meaningless between them
};

typedef struct Region {
  Node *first, *last;
} Region;

// One carry: `h` inside the body is `carry` (a leaf of the body, FORM_INPUT); `next` is its value
// after the step.
typedef struct Carry {
  Node *initial, *carry, *next;
} Carry;

struct Scan {
  const char *time;    // the index, "t"
  const Expr *extent;  // T
  bool reverse;
  Node *lengths;   // null: all steps
  int every;       // keep each k-th state; 1: all (segment_scans)
  bool recompute;  // the gradient keeps the carries alone and computes the rest anew
  Region body;     // reads outer nodes, the carries, and `step` for t
  Node *step;      // leaf of the body (FORM_INPUT, bound T): t as a rank 0 i32
  Carry *carries;
  int carry_count;
  Node **yields;  // in the body; results: the yields stacked, then the final carries
  int yield_count;
  int yield_axis[MAX_YIELDS];  // by yield: where T stands in the stacked result
};

typedef enum VariableKind { VARIABLE_PARAMETER, VARIABLE_STATE, VARIABLE_SLOT } VariableKind;

// What outlives a run. Shared by the graphs of a program.
struct Variable {
  VariableKind kind;
  const char *name;  // "conv1.weight"; a slot: "conv1.weight.m"
  Type type;
  Shape shape;   // constant extents
  bool trained;  // a parameter that the optimiser moves
  Variable *of;  // SLOT: its parameter
  Origin origin;
  int position;    // among the program's variables of its kind
  int64_t offset;  // bytes into the weights or slots arena, once placed
};

typedef double ExactFunction(const double *arguments);

// A function kept by name: it has a declared derivative (exp, or a user's own). Others are inlined.
struct Function {
  const char *name;
  int parameter_count;
  Type type;                 // of the result
  const Expr *body;          // over FORMALs; the f32 implementation
  const Expr **derivatives;  // by parameter, over FORMALs; null entry: zero
  // The mathematical function in double, for those that have one (exp, log, tanh, erf, sin, cos,
  // pow); else null.
  ExactFunction *exact;
  Origin origin;
};

typedef struct Symbol {
  const char *name;
  int64_t capacity;  // 0 while unbound
} Symbol;

typedef struct Output {
  const char *name;
  Node *node;
} Output;

// Written when the run ends: every read in the graph sees the value from before.
typedef struct Update {
  Variable *variable;
  Node *value;
} Update;

// A gradient that the text gives in place of the derived one. The definition reads its argument
// through `entry`, a copy; `value`, shaped like it, is what reaches the argument. `body` holds the
// nodes that make it, over nodes of the graph and over leaves in place of the gradients of the
// results. Differentiate writes it out.
typedef struct Override {
  Node *entry;
  Node **results, **gradients;  // one leaf of `body` per result
  int result_count;
  Region body;
  Node *value;
} Override;

// What the sizes of the day must satisfy, checked before a run.
typedef struct Requirement {
  const Expr *condition;  // bool, over symbols and numbers
  const char *message;    // shown as it is where the condition does not hold
  Origin origin;          // of the call that asks for it; in a net itself, of the rule
  Span rule;
} Requirement;

struct Graph {
  Arena *arena;
  Names *names;
  const char *name;
  Region body;
  ListOf(Node *) inputs;
  ListOf(Output) outputs;
  ListOf(Update) updates;
  ListOf(Symbol) symbols;
  ListOf(Requirement) requirements;
  ListOf(Function *) functions;
  ListOf(Override) overrides;  // until differentiate
  struct ExprTable *exprs;
  struct NodeTable *nodes;  // by name
  Region *into;             // where graph_add appends
  uint32_t node_count;      // ever made; names of new nodes come from it
  Span span;
};

// -- reductions over members ----------------------------------------------------------------------

// A condition k == key of a reduction, where k is a free index and data names it.
typedef struct Member {
  int slot, condition;
  const Expr *key;  // over the other slots, some of them reduced
} Member;
// Can the terms be added one by one to the element that their key names? Such a kernel has one
// store: what it has accumulated.
bool find_member(Graph *graph, const Formula *space, Member *member);

// -- building -------------------------------------------------------------------------------------

Graph *graph_create(Arena *arena, Names *names, const char *name);
// A node at the end of the graph (or of `graph_insert_in`'s region). The name is made unique by a
// suffix `_2`.
Node *graph_add(Graph *graph, Form form, const char *name, Type type, Shape shape, Origin origin);
Node *graph_add_before(Graph *graph, Node *place, Form form, const char *name, Type type,
                       Shape shape, Origin origin);
// From now on graph_add appends to `region` (a scan's body; null: the graph's). Returns the region
// before.
Region *graph_insert_in(Graph *graph, Region *region);
// A result of a scan, right behind it, of the type and the origin of `like`.
Node *graph_add_projection(Graph *graph, Node *scan, int result, const char *name, const Node *like,
                           Shape shape);
void graph_unlink(Graph *graph, Node *node);  // its name is free again
void graph_move_before(Graph *graph, Node *place, Node *node);
Node *graph_find(const Graph *graph, const char *name);  // by interned name; null if none
// From now on `to` stands for `from`; graph_resolve rewrites all formulas, outputs and updates at
// once and unlinks what was replaced (inputs stay).
void graph_replace(Graph *graph, Node *from, Node *to);
void graph_resolve(Graph *graph);
// Calls `visit` on every node that `node` depends on directly, once per read.
typedef void NodeVisit(Node *operand, void *context);
void node_operands(Graph *graph, const Node *node, NodeVisit *visit, void *context);
Symbol *graph_symbol(Graph *graph, const char *name);            // found or added
Function *graph_function(const Graph *graph, const char *name);  // null if none
// The mathematical function of that name in double; null if it is none.
ExactFunction *function_exact(const char *name, int parameter_count);
// A deep copy into another arena (variables stay shared).
Graph *graph_copy(Arena *arena, const Graph *graph);

Formula *formula_create(Graph *graph);
// argmax and argmin: their value counts points of the box, so their indices cannot change.
bool reduction_is_positional(const Formula *formula);
// Adds an index and returns its slot. Free indices come first: add them before the reduced ones.
int formula_add_index(Formula *formula, const char *name, const Expr *extent);
void formula_add_condition(Graph *graph, Formula *formula, const Expr *condition);
// y[i, j, ..] over `shape`, one free index a dimension, named i, j, k, l, ..
Formula *formula_over(Graph *graph, Shape shape);

// Constructors fold constants and normalise integers; they never fold what could hide a NaN (0*x
// stays).
const Expr *expr_number(Graph *graph, Type type, double value);
const Expr *expr_integer(Graph *graph, Type type, int64_t value);  // I32, INDEX, U8, BOOL
const Expr *expr_symbol(Graph *graph, const char *name);
const Expr *expr_index(Graph *graph, int slot);
const Expr *expr_formal(Graph *graph, int slot, Type type);
const Expr *expr_random(Graph *graph, int stream);
const Expr *expr_read(Graph *graph, Node *node, const Expr *const *indices, const Expr *fallback);
const Expr *expr_call(Graph *graph, Function *function, const Expr *const *arguments);
const Expr *expr_unary(Graph *graph, ExprKind kind, const Expr *a);
// Arithmetic, comparison and logic; operand types must agree (see expr_convert). On type index,
// ADD, SUBTRACT, MULTIPLY, NEGATE, QUOTIENT, REMAINDER and comparisons normalise.
const Expr *expr_binary(Graph *graph, ExprKind kind, const Expr *a, const Expr *b);
// constant + sum of factors[i]*terms[i], of type index, in its normal form.
const Expr *expr_affine(Graph *graph, int64_t constant, int count, const Expr *const *terms,
                        const int64_t *factors);
const Expr *expr_select(Graph *graph, const Expr *condition, const Expr *then,
                        const Expr *otherwise);
// a*b, where null stands for 1.
const Expr *expr_product(Graph *graph, const Expr *a, const Expr *b);
const Expr *expr_ternary(Graph *graph, ExprKind kind, const Expr *a, const Expr *b, const Expr *c);
const Expr *expr_convert(Graph *graph, Type type, const Expr *a);

static inline bool expr_is_number(const Expr *e)
{
  return e->kind == EXPR_NUMBER;
}
bool expr_is_zero(const Expr *e);
bool expr_is_one(const Expr *e);
// The coefficient of INDEX slot in an expression of type index, if it is affine in that slot (0 if
// it does not occur); false if the slot occurs otherwise (inside a quotient, a read, ..).
bool expr_coefficient(const Expr *e, int slot, int64_t *coefficient);
bool expr_uses_index(const Expr *e, int slot);
bool expr_uses_node(const Expr *e, const Node *node);
bool expr_uses_symbol(const Expr *e, const char *name);  // an interned name
// Rebuilds `e` with slots[i] in place of INDEX i (null: kept).
const Expr *expr_substitute(Graph *graph, const Expr *e, const Expr *const *slots, int slot_count);
// Rebuilds `e` bottom-up: `visit` gets each expression with its operands rebuilt and returns it or
// another.
typedef const Expr *ExprVisit(Graph *graph, const Expr *e, void *context);
const Expr *expr_rewrite(Graph *graph, const Expr *e, ExprVisit *visit, void *context);
// expr_substitute and then expr_rewrite, in one go: what stands for an index is not visited.
const Expr *expr_rewrite_at(Graph *graph, const Expr *e, const Expr *const *slots, int slot_count,
                            ExprVisit *visit, void *context);
// `e` with other operands, built by the constructors.
const Expr *expr_rebuild(Graph *graph, const Expr *e, const Expr *const *operands);
// Calls `visit` once for every distinct subexpression, operands first.
typedef void ExprWalk(const Expr *e, void *context);
void expr_walk(Graph *graph, const Expr *e, ExprWalk *visit, void *context);
// For READs alone: what has none is passed by, as most indices are.
void expr_walk_reads(Graph *graph, const Expr *e, ExprWalk *visit, void *context);
// The same for several expressions, what they share once. Walks nest: the last one that was opened
// is closed first.
typedef struct ExprsWalk {
  Graph *graph;
  ExprWalk *visit;
  void *context;
  int depth;
  bool reads_alone;
} ExprsWalk;
ExprsWalk exprs_open(Graph *graph, ExprWalk *visit, void *context);
ExprsWalk exprs_open_reads(Graph *graph, ExprWalk *visit, void *context);
void exprs_walk(const ExprsWalk *walk, const Expr *e);
void exprs_close(const ExprsWalk *walk);
int expr_compare(const Expr *a, const Expr *b);  // a structural order, the same in every run

// Calls `visit` on every distinct expression of a formula: body, conditions, otherwise, extents.
void formula_walk(Graph *graph, const Formula *formula, ExprWalk *visit, void *context);
void formula_walk_reads(Graph *graph, const Formula *formula, ExprWalk *visit, void *context);
// Rewrites all of a formula's expressions in place (it is the caller's own).
void formula_rewrite(Graph *graph, Formula *formula, ExprVisit *visit, void *context);

Shape shape_scalar(void);
Shape shape_stacked(Shape shape, int axis, const Expr *extent);  // one dimension more
bool shape_equal(Shape a, Shape b);
// The extent at full capacity; false on overflow or an unbound symbol.
bool expr_capacity(const Graph *graph, const Expr *e, int64_t *value);
// Is it one number? Numbers are, and symbols of capacity 1.
bool expr_is_fixed(const Graph *graph, const Expr *e);
bool extent_grows(const Expr *extent);  // with its symbols: then its capacity is its largest value
// Points at capacity of the slots from .. to - 1, which may be more than integers count.
double formula_points(const Graph *graph, const Formula *formula, int from, int to);
int64_t shape_capacity(const Graph *graph, Shape shape);  // elements at capacity; asserts it fits
// The dimension of a shape that counts `symbol`, as it stands. MIXED_ROWS: several, or a size made
// of it.
enum { NO_ROWS = -1, MIXED_ROWS = -2 };
int shape_rows(Shape shape, const char *symbol);
// Do rows of the first symbol know nothing of each other, in all inputs, results and formulas?
bool graph_rows_are_apart(const Graph *graph);

// Why a condition cannot be required of sizes, or null: it is bool, over symbols and numbers, and
// divides by 1 or more.
const char *requirement_fault(Graph *graph, Arena *arena, const Expr *condition);
// Adds a requirement, unless the graph has one of the same condition and message.
void graph_require(Graph *graph, Requirement requirement);
// The first requirement that these sizes, by symbol, do not meet; null: they meet them all.
const Requirement *graph_unmet(Graph *graph, const int64_t *sizes);

const char *form_name(Form form);
const char *reduction_name(Reduction reduction);

// -- bounds ---------------------------------------------------------------------------------------

// An inclusive interval; open ends are INT64_MIN and INT64_MAX.
typedef struct Interval {
  int64_t low, high;
} Interval;

// What is known of an index expression over the formula's box and under `conditions` (all hold).
// Symbols lie in [1, capacity or open].
Interval expr_interval(const Graph *graph, const Formula *formula, const Expr *const *conditions,
                       int condition_count, const Expr *e);
// Proves 0 <= e (of type index), also symbolically: T - 1 - t with t < T.
bool expr_is_nonnegative(Graph *graph, const Formula *formula, const Expr *const *conditions,
                         int condition_count, const Expr *e);

typedef enum ReadSafety { READ_INSIDE, READ_LEAVES } ReadSafety;
// Whether `index` stays in 0 .. extent - 1; `missing` gets the conditions that would keep it inside
// (0 to 2).
ReadSafety index_safety(Graph *graph, const Formula *formula, const Expr *const *conditions,
                        int condition_count, const Expr *index, const Expr *extent,
                        const Expr *missing[2], int *missing_count);
// Gives a reduction the conditions its reads imply (language reference: the domain of a reduction).
void formula_close_domain(Graph *graph, Formula *formula);
// Calls `visit` on every read of a formula, with all that holds where it is evaluated: the
// formula's conditions (for its body) and the guards of the choices round it. A read under several
// guards is visited for each.
typedef void ReadVisit(const Expr *read, const Expr *const *conditions, int condition_count,
                       void *context);
void formula_reads(Graph *graph, const Formula *formula, ReadVisit *visit, void *context);
// `e` without the quotients, remainders, maxima, minima, comparisons and choices that the bounds
// decide: (i*6 + r)/6 is i where 0 <= r < 6.
const Expr *expr_settle(Graph *graph, const Formula *formula, const Expr *const *conditions,
                        int condition_count, const Expr *e);

// -- text, check, run -----------------------------------------------------------------------------

void graph_print(const Graph *graph, Text *out);
void formula_print(const Graph *graph, const Node *node, Text *out);  // `y[i] = exp(x[i])`
void expr_print(const Graph *graph, const Formula *formula, const Expr *e, Text *out);
void shape_print(const Graph *graph, Shape shape, Text *out);  // `[B, 10]`
// Reads graph text. Null after errors, which are reported. Long constants have no data yet, and
// mathematical functions no body: see graph_complete.
Graph *graph_parse(Arena *arena, Names *names, Diag *diag, const Source *source);
// Gives a graph read from text what the text refers to by name: the numbers of constants, the
// bodies and derivatives of functions, from a graph that has them. Returns the first name still
// missing, or null.
const char *graph_complete(Graph *graph, const Graph *from);
// Null if well formed, else what is wrong: node, found, expected. `place`, if not null, gets where
// the node comes from; without a node, the graph.
const char *graph_verify(Graph *graph, Arena *arena, Span *place);

// A draw numbers its elements row-major at capacity; a row that is no shorter than a group of
// random.h begins with one, so that vectors along it need no part of a group. The width of a row:
static inline int64_t draw_row(int64_t width)
{
  const int64_t group = NETC_RANDOM_GROUP;
  return width < group ? width : (width + group - 1) / group * group;
}

// In a scan, step t of a draw numbers its elements from t times this on: more than a tensor has.
#define ELEMENTS_OF_STEP ((int64_t)1 << 40)

// The reference: naive loops in double.
// Gradients must be differentiated first. Arrays are dense doubles in row-major order at the
// extents of the day.
typedef struct Evaluation Evaluation;
Evaluation *evaluation_create(Arena *arena, const Graph *graph);
// Unless set, a symbol has its capacity, an input its default, a scalar is 0. Arrays must outlive
// the runs.
void evaluation_set_symbol(Evaluation *run, const char *name, int64_t value);
void evaluation_set_scalar(Evaluation *run, const char *name, double value);
void evaluation_set_input(Evaluation *run, const char *name, const double *values);
void evaluation_set_variable(Evaluation *run, const Variable *variable, const double *values);
void evaluation_set_seed(Evaluation *run, uint64_t seed, uint64_t step);
// With `absolute`, the results are scales, on the branches that the values take: an f32 result
// should be within a small multiple of 2^-24 times the scale (evaluate_scale.c says what they
// count).
void evaluation_run(Evaluation *run, bool absolute);
const double *evaluation_result(const Evaluation *run, const Node *node);  // any node of the graph
