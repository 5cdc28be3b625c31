// What the files of elaboration share: values, names, calls in progress.
//
//   y = relu(x*2)         a Value per expression; tensors stay expressions until a statement names
//   them x |> conv(6, 5)       a Frame per call: its scope, its layer path, the call it came from
//   y[b, o] = sum(i) ..   a Builder per formula: its indices, what guards hold
//
// An error makes VALUE_POISON, and nothing more is said about a poisoned value.
#pragma once

#include "graph/map.h"
#include "library/library.h"
#include "passes/passes.h"

typedef struct Elaborator Elaborator;
typedef struct Module Module;
typedef struct Definition Definition;
typedef struct Frame Frame;
typedef struct Instance Instance;
typedef struct Builtin Builtin;

// -- values ---------------------------------------------------------------------------------------

// A tensor, or an element of one. `expr` is the element over INDEX 0 .. rank - 1; inside a formula,
// rank is 0 and the indices are the formula's. Of type index and rank 0: an extent that is not a
// constant.
typedef struct Tensor {
  Type type;
  Shape shape;
  const Expr *expr;
  Node *node;        // not null: `expr` is no more than a read of it
  int size;          // operations in `expr`, written out
  bool is_loose;     // a choice between whole constants: i32 beside integers, else f32
  const char *hint;  // a name for the node, should one be made: "relu"
} Tensor;

typedef enum ValueKind {
  VALUE_POISON,
  VALUE_INTEGER,
  VALUE_REAL,
  VALUE_BOOLEAN,
  VALUE_STRING,
  VALUE_WORD,      // one of the words of a parameter: horizontal
  VALUE_DURATION,  // 1 epoch
  VALUE_LIST,      // [a, b]
  VALUE_TUPLE,     // (a, b), and several results
  VALUE_TENSOR,
  VALUE_DEFINITION,  // the name of an op, a layer, a fn, ..
  VALUE_BUILTIN,     // sqrt
  VALUE_INSTANCE,    // what `share` made
  VALUE_GRAPH,       // nodes and edges
} ValueKind;

typedef struct Value Value;
typedef ListOf(Value) Values;

struct Value {
  ValueKind kind;
  union {
    int64_t integer;
    double real;
    bool boolean;
    const char *text;  // STRING, WORD
    struct {
      double count;
      bool epochs;  // else steps
    } duration;
    const Values *list;
    const Tensor *tensor;
    Definition *definition;
    const Builtin *builtin;
    Instance *instance;
    const struct EdgeList *edges;
  };
};

// A graph as data: from node source[e] to node target[e], for each edge e.
typedef struct EdgeList {
  const Expr *node_count, *edge_count;
  Tensor source, target;  // i32[E] in N
} EdgeList;

static inline Value poison(void)
{
  return (Value){.kind = VALUE_POISON};
}
static inline Value integer_value(int64_t integer)
{
  return (Value){.kind = VALUE_INTEGER, .integer = integer};
}
static inline Value real_value(double real)
{
  return (Value){.kind = VALUE_REAL, .real = real};
}
static inline Value boolean_value(bool boolean)
{
  return (Value){.kind = VALUE_BOOLEAN, .boolean = boolean};
}
static inline bool is_tensor(Value v)
{
  return v.kind == VALUE_TENSOR;
}
static inline bool is_constant_number(Value v)
{
  return v.kind == VALUE_INTEGER || v.kind == VALUE_REAL || v.kind == VALUE_BOOLEAN;
}
double number_of(Value v);  // of a constant number

Value tensor_value(Elaborator *e, Tensor tensor);
Value element_value(Elaborator *e, const Expr *expr);  // of rank 0
Value node_value(Elaborator *e, Node *node);
Value extent_value(Elaborator *e, const Expr *extent);  // INTEGER if it is a constant
Value list_value(Elaborator *e, ValueKind kind, Values items);
const char *value_kind_text(Elaborator *e,
                            Value v);  // "a tensor [B, 10]", "the number 3": for messages
const char *shape_text(Elaborator *e, Shape shape);
const char *extent_text(Elaborator *e, const Expr *extent);
void value_print(Elaborator *e, Value v, Text *out);

// -- definitions and names ------------------------------------------------------------------------

struct Definition {
  const AstDefinition *ast;
  Module *module;
  Definition *twin;        // of the same name: one takes a graph first, the other does not; or null
  bool in_progress;        // a constant or the body of a kept function: being evaluated
  bool is_called;          // some net reaches it
  PointerMap *call_sites;  // AstExpr * -> its ordinal among the calls of that name in this body;
                           // null: not counted yet
};

typedef struct Import {
  const char *name;  // null: all of its names are visible
  Module *module;
} Import;

struct Module {
  const AstFile *file;  // null: the library
  const char *path;
  bool is_library;
  bool is_loading;         // its imports are being read
  Span importing_at;       // the import at hand
  PointerMap definitions;  // interned name -> Definition *
  ListOf(Definition *) in_order;
  ListOf(const char *) names;
  ListOf(Import) imports;
};

Module *module_create(Elaborator *e, const AstFile *file,
                      const char *path);  // reports what is defined twice
void add_import(Elaborator *e, Module *module, const AstDefinition *ast);
Module *module_of_library(Elaborator *e, const Library *library);
Definition *find_definition(const Module *module, const char *name, Module *library);
bool takes_graph(const AstDefinition *ast);  // as its first argument

typedef struct Binding {
  const char *name;
  Value value;
  Span span;
  const AstStatement *branch;  // not null: an `if` that binds it in one of its branches only
} Binding;

typedef struct Scope Scope;
struct Scope {
  Scope *outer;
  ListOf(Binding) bindings;
};

Scope *scope_create(Elaborator *e, Scope *outer);
Binding *scope_find(Scope *scope, const char *name);
void scope_define(Elaborator *e, Scope *scope, const char *name, Value value, Span span);
// Rebinds where the name is bound, else defines it in `scope`.
void scope_assign(Elaborator *e, Scope *scope, const char *name, Value value, Span span);
// Whether a binding has no value on some way through the definition, which is said at `at`.
bool is_half_bound(Frame *f, const Binding *binding, Span at);
void run_branch(Frame *f, const AstStatement *statement);
// The value of a name in a frame; reports an unknown one, with the nearest.
Value find_name(Frame *f, const char *name, Span span);

// -- what is under way ----------------------------------------------------------------------------

// A formula while its right side is read.
typedef struct Builder {
  Scope *outside;    // names without the formula's indices
  Formula *formula;  // all indices in scope, by slot
  Span spans[MAX_INDICES];
  ListOf(const Expr *) guards;  // hold here
  int reduction_depth;          // > 0: reads may leave, the domain shrinks
  const AstExpr *root;  // the right side, where it is one reduction: becomes the node itself
  bool has_type;        // the result is declared, of this type
  Type type;
  struct Draft *draft;            // what became of it
  ListOf(const AstExpr *) based;  // calls that are indexed, and their values, made once
  ListOf(Value) bases;
} Builder;

typedef enum FrameKind {
  FRAME_NODES,  // statements make nodes
  FRAME_PURE,   // fn and init: values stay expressions
} FrameKind;

// A declared result: its type is known before its formula.
typedef struct Declared {
  const char *name;
  bool has_type;
  Type type;
  Shape shape;
  Span span;
} Declared;

// Where a dimension got its value, for messages.
typedef struct DimensionOrigin {
  const char *name;       // "C"
  const char *parameter;  // "x"
  Shape shape;
} DimensionOrigin;

// One definition being elaborated.
struct Frame {
  Elaborator *e;
  Frame *caller;  // null: the net, the train block
  Definition *definition;
  Module *module;
  Span call;           // in the caller
  const char *path;    // of layers: "bottleneck2.1"; "" in the net
  const char *prefix;  // of the names of nodes: the path, in an op with the op's name
  const char *rounds;  // of the loops round this place: ".0.1"
  FrameKind kind;
  Scope *scope;
  Builder *builder;                // not null: inside a formula
  bool floors;                     // `/` floors: types, ranges and indices
  bool has_remainder;              // .. and did so since this was cleared
  const AstExpr *rounded;          // the first dimension of a type that was rounded down
  bool is_init;                    // random(k) has a meaning
  Instance *instance;              // an application of what was shared
  Variable *slot_of;               // an optimiser at work on this parameter
  struct ScanBody *scan;           // the innermost scan whose block is read
  const struct TrainBlock *block;  // the net's, or the train block's own frame
  ListOf(Declared) declared;
  ListOf(DimensionOrigin) dimensions;
  struct Arguments *arguments;  // while they are bound, see bind.c
  struct Opening *opening;      // of a net, see net.c
  bool has_returned;
  Value returned;
  int depth;
};

// `share enc = dense(64)`
struct Instance {
  Definition *definition;
  const char *path;
  const AstArguments *arguments;
  Frame *frame;  // where it was made: its arguments are evaluated there
  Span span;
  bool is_applied;
};

// How a variable starts: a distribution with its arguments, by the name of its definition.
typedef struct Start {
  Definition *init;     // null: `constant`
  Definition *through;  // not null: an op or layer that the tensor goes through
  double constant;
  const double *values;  // not null: an array, row-major
  const double *arguments;
  int argument_count;
} Start;

typedef struct VariableEntry {
  Variable *variable;
  Start start;
  bool is_constant;    // `param x: .. = value`: never trained
  Graph *declared_in;  // the last graph that declared it
  Span span;
} VariableEntry;

// Names of variables in older files, and what they are now; interned.
typedef struct Rename {
  const char *from, *to;
  Span span;
} Rename;

struct Elaborator {
  Arena *arena;
  Names *names;
  Diag *diag;
  const ElaborateOptions *options;
  Module *module, *library;
  ListOf(Module *) modules;  // all files read
  ListOf(Module *) loading;  // the chain of imports under way
  Program *program;
  ListOf(VariableEntry *) variables;
  PointerMap variable_by_name;
  ListOf(const char *) frozen;  // patterns of parameter names
  ListOf(Rename) renames;

  // of the graph under way
  Graph *graph;
  GraphKind kind;
  PointerMap leaves;        // name -> VARIABLE or SCALAR node
  PointerMap functions;     // AstDefinition * -> Function *
  PointerMap doubles;       // the same, for type f64
  PointerMap scalars;       // Expr * of type f64 -> the node that holds it
  PointerMap updated;       // Variable * -> its place among the updates, from 1
  PointerMap draws;         // interned name of a draw -> non-null
  int rounds;               // of loops, in this graph
  bool is_full;             // a limit was hit and said
  const Frame *doubled_in;  // the last layer whose name was found taken
  Span reported_at;         // of the error that report_end closes
  Span noted_at;            // of the last note on it
  Definition *net;
};

const char *intern(Elaborator *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

// -- errors (report.c) ----------------------------------------------------------------------------

// An error at `at` in frame f. Inside the library it is shown at the call that led there, with a
// note where it was found. Add notes with diag_note, then close it with report_end, which adds the
// chain of calls.
void report(Frame *f, DiagCode code, Span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void report_end(Frame *f);
// report and report_end; always poison.
Value fail(Frame *f, DiagCode code, Span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// A note at a place of the library or of the user.
void report_note(Frame *f, Span at, const char *format, ...) __attribute__((format(printf, 3, 4)));
Span user_span(const Frame *f, Span at);  // the user's line that `at` belongs to

// -- expressions (evaluate.c, arithmetic.c, tensor.c) ---------------------------------------------

Value evaluate(Frame *f, const AstExpr *expr);
Value evaluate_floors(Frame *f, const AstExpr *expr);  // in a type, a range or an index
// A dimension: 1 or more, of type index. Null after an error.
const Expr *evaluate_extent(Frame *f, const AstExpr *expr);
bool evaluate_integer(Frame *f, const AstExpr *expr, const char *what, int64_t *result);
bool evaluate_boolean(Frame *f, const AstExpr *expr, const char *what, bool *result);
bool value_integer(Frame *f, Value v, Span at, const char *what, int64_t *result);

Value arithmetic(Frame *f, AstOperator operator, Value a, Value b, Span at);
Value unary(Frame *f, AstOperator operator, Value a, Span at);
Value choose(Frame *f, Value condition, Value then, Value otherwise,
             Span at);  // condition is a tensor
Value constant_arithmetic(Frame *f, AstOperator operator, Value a, Value b, Span at);

// Tensors of a common shape and type; false after an error. Constants become numbers of that type.
bool unify_tensors(Frame *f, Value *a, Value *b, bool is_arithmetic, bool divides, Span at,
                   Tensor *left, Tensor *right);
// Gives both the larger shape: equal shapes, or one is the trailing part of the other. False (said)
// else.
bool align_shapes(Frame *f, Tensor *a, Tensor *b, Span at);
// v as a tensor of this type; false (said) if it cannot be.
bool as_type(Frame *f, Value v, Type type, Span at, Tensor *out);
const Expr *convert_element(Frame *f, Type type, const Expr *e);
// The element of a constant or tensor of rank 0 as an index. Null after an error.
const Expr *as_index(Frame *f, Value v, Span at);
Node *materialize(Frame *f, const Tensor *tensor, const char *name, Span at);
Tensor tensor_of_node(Elaborator *e, Node *node);
// t[e0, e1, ..]
const Expr *index_tensor(Elaborator *e, const Tensor *t, const Expr *const *indices);
Node *add_node(Frame *f, Form form, const char *name, Type type, Shape shape, Span at);
bool check_size(Frame *f, Shape shape, Span at, const char *what);
Node *scalar_node(Frame *f, const char *name);                   // a double of the run
void add_scalar(Elaborator *e, const char *name, double value);  // to the program, once
// A constant or a list of numbers, nested to the rank of `shape`, as a tensor.
bool tensor_of_constants(Frame *f, Value v, Shape shape, Type type, Span at, Tensor *out);

// -- formulas (formula.c, extent.c, reduce.c, read.c) ---------------------------------------------

// A formula over a builder's slots, before it becomes a node.
typedef struct Draft {
  int kept[MAX_INDICES], kept_count;  // slots that become the free indices
  int reduced[MAX_INDICES], reduced_count;
  int merged[MAX_RANK], rank;  // of the result; rank 0: one dimension per kept slot
  Reduction reduction;
  ListOf(const Expr *) conditions;
  const Expr *otherwise, *body;
} Draft;

void run_formula(Frame *f, const AstStatement *statement);
Formula *draft_formula(Frame *f, const Builder *b, const Draft *draft);
Value evaluate_reduction(Frame *f, const AstExpr *expr);
Value evaluate_indexed(Frame *f, const AstExpr *expr, const AstExpr *fallback);
Value evaluate_base(Frame *f, const AstExpr *base);
Builder *builder_create(Frame *f);
// A slot, its extent perhaps still null. -1 (said): bound already, or too many.
int builder_add(Frame *f, Builder *b, const char *name, const Expr *extent, Span span);
int builder_find(const Builder *b, const char *name);     // -1: no index of this name
void bind_slot(Frame *f, int slot);                       // its name, in f->scope
const char *pack_key(Elaborator *e, AstPack pack);        // "..A": its extents
const char *pack_index_key(Elaborator *e, AstPack pack);  // its indices in a formula
const Values *find_pack(Frame *f, AstPack pack);          // null: unbound
// Adds a slot per dimension of a pack and binds its indices; false after an error.
bool builder_add_pack(Frame *f, Builder *b, AstPack pack, const AstExpr *const *roots,
                      int root_count, Span span);
// Fills in the extents of slots first.. that nothing gave, from the places in `roots` where they
// stand.
bool infer_extents(Frame *f, Builder *b, int first, const AstExpr *const *roots, int root_count);
bool is_index_item(const AstExpr *item, const char **name, const AstExpr **bound);  // i, or i < n
// Whether every point of the free indices has a point of the reduced ones that the conditions
// allow.
bool is_never_empty(Graph *graph, const Formula *formula);

// -- calls (bind.c, call.c, shape.c, builtin.c, function.c, names.c) ------------------------------

typedef struct Call {
  Frame *caller;
  Span span;                      // the stage or call
  const AstExpr *site;            // for its ordinal; null if none
  const char *label;              // `as label`
  const AstArguments *arguments;  // null: none
  bool has_piped;
  Value piped;
  const Binding *values;  // given directly: bound before all others, under their own names
  int value_count;
} Call;

// Notes what a formula of op f leaves unread because `rounded`, an extent of a result, is rounded
// down; null: none is.
void note_unread(Frame *f, const AstExpr *rounded);
Value evaluate_call(Frame *f, const AstExpr *expr);
Value evaluate_pipe(Frame *f, const AstExpr *expr);
Value call_function_values(Frame *f, Definition *definition, const Value *values, int count,
                           Span at);
// An op or layer on given values.
Value call_whole(Frame *f, Definition *definition, const Binding *values, int count, Span at);
Definition *library_definition(Elaborator *e, const char *name);  // null: none of that name
Value call_library(Frame *f, const char *name, const Value *values, int count, Span at);
Frame *frame_create(Frame *caller, Elaborator *e, Definition *definition, Span call);
// Binds all parameters in callee->scope; false after errors.
bool bind_arguments(Frame *callee, const Call *call);
// For find_name: binds a parameter that stands later in the list. False: no such parameter.
bool bind_pending(Frame *f, const char *name);
// The same of a net that is being opened, for its arguments that are no tensors.
bool bind_constant(Frame *f, const char *name);
// Matches a tensor with a parameter's type, binding dimensions. False after an error.
bool bind_shape(Frame *callee, const char *name, const AstType *type, Shape shape, Span at);
// A list of tensors of a type, each of them bound by `bind` (list.c).
typedef Value BindItem(Frame *f, const char *name, const AstType *type, Value v, Span at,
                       void *context);
Value bind_list(Frame *f, const char *name, const AstType *type, Value v, Span at, BindItem *bind,
                void *context);
// The shape of a type whose dimensions are all bound.
bool evaluate_type(Frame *f, const AstType *type, Shape *shape, Type *element);
Type element_type(AstDtype dtype);
const char *signature_text(Elaborator *e, const AstDefinition *definition);
const Builtin *find_builtin(const char *name);
const char *builtin_name(const Builtin *builtin);
int builtin_names(const char **names, int limit);
Value call_builtin(Frame *f, const Builtin *builtin, const Call *call);
Value call_kept_function(Frame *f, Definition *definition, const Value *values, int count, Span at);
bool has_gradient(const AstDefinition *definition);  // fn: is called by name, not inlined
int call_ordinal(Elaborator *e, Definition *definition, const AstExpr *site);
const char *callee_name(const AstExpr *callee);

// -- statements (statement.c, layer.c, init.c) ----------------------------------------------------

void run_block(Frame *f, const AstBlock *block);
Value run_definition_body(Frame *f);  // after arguments are bound; the results
void run_param(Frame *f, const AstStatement *statement);
void run_state(Frame *f, const AstStatement *statement);
void run_update(Frame *f, const AstStatement *statement);
void run_draw(Frame *f, const AstStatement *statement);
void run_share(Frame *f, const AstStatement *statement);
void run_freeze(Frame *f, const AstStatement *statement);
void run_rename(Frame *f, const AstStatement *statement);
void finish_renames(Elaborator *e);  // once all variables are known: settings for the runtime
void run_require(Frame *f, const AstStatement *statement);
const char *joined_path(Elaborator *e, const char *path, const char *name);
bool matches_pattern(const char *pattern, const char *name);
bool read_start(Frame *f, const AstExpr *initializer, Start *start);
// y ~ start, over `shape`, in a graph: a DRAW, or a MAP where no random number is drawn.
Node *draw_node(Frame *f, const Start *start, const char *name, Shape shape, uint64_t key, Span at);
uint64_t draw_key(const char *name);
void build_initialize(Elaborator *e);

// -- graphs as data (edges.c) ---------------------------------------------------------------------

Value graph_input(Frame *f, const AstParameter *parameter);
Value graph_field(Frame *f, const EdgeList *edges, const AstExpr *expr);
Shape edges_shape(const EdgeList *edges);  // [N, E]
bool add_neighbours(Frame *f, const AstRange *range, const Expr **condition);
Value with_loops(Frame *f, const EdgeList *edges);

// -- written gradients (override.c) ---------------------------------------------------------------

void enter_overrides(Frame *f);  // before the body of an op: it reads the arguments by copies
void add_overrides(Frame *f);    // after it

// -- scans (scan.c) -------------------------------------------------------------------------------

void run_scan(Frame *f, const AstStatement *statement);
void run_yield(Frame *f, const AstStatement *statement);
// x[t] of a scanned input; false: an ordinary read.
bool scan_slice(Frame *f, const AstExpr *expr, const Tensor *t, Value *slice);
bool is_in_scan(const Frame *f);

// -- the train block (settings.c, train.c, optimize.c) --------------------------------------------

typedef struct TrainBlock {
  Definition *definition;
  const AstExpr *loss, *metric, *optimizer, *schedule, *clip;
  AstExprs augment, carry_over;
  const AstExpr *generate, *average;
  bool accumulates;  // a step has several batches
  ListOf(const AstStatement *) groups;
  ListOf(Symbol) capacities;
  int64_t batch;
} TrainBlock;

// Reads the keys of a train block: what the runtime needs goes to the program, the rest to `block`.
bool read_train_block(Elaborator *e, Definition *definition, TrainBlock *block);
// The gradients of `loss` and the updates of what it trains. f is the train block's frame.
void build_updates(Frame *f, const TrainBlock *block, Node *loss);
bool is_frozen(const Elaborator *e, const char *name);
// Whether larger is better: a metric that has a gradient falls as the loss does, one that counts
// rises.
bool metric_rises(Elaborator *e, Node *metric);

// The frame of a train block, which sees the net's inputs and results.
Frame *open_train(Frame *net, const TrainBlock *block);
void augment_inputs(Frame *f, const Frame *net);  // f: of the block
Node *result_node(Frame *f, const char *name);    // null after an error
void add_output(Elaborator *e, const char *name, Node *node);
// The graphs that `--with` names (asked.c).
bool build_all_asked(Elaborator *e, const TrainBlock *block);

Elaborator *elaborator_create(Arena *arena, Names *names, Diag *diag, Library *library,
                              const AstFile *file, const ElaborateOptions *options);

// What --bind and --set name must be there (given.c).
void check_given(Elaborator *e);

// -- nets (net.c) ---------------------------------------------------------------------------------

// Starts a graph; nets run in it.
void begin_graph(Elaborator *e, GraphKind kind, const char *name);
Frame *open_net(Elaborator *e, Definition *net,
                const TrainBlock *block);  // inputs bound; null after errors
void add_inputs(Frame *f, const AstParameters *parameters);
