// What the grammar of loops builds on: trees of expressions without types, and calls that add to
// the program. All of a text is checked while it is read; after an error the program is given up,
// but reading goes on so that more can be said.
#pragma once

#include "graph/map.h"
#include "loops/text.h"

typedef LoopPlace Place;

typedef enum TreeKind {
  TREE_INTEGER,
  TREE_NUMBER,
  TREE_BOOL,
  TREE_NAME,
  TREE_OPERATOR,  // op, of items
  TREE_LOAD,      // name[item 0 : item 1 of lanes]
  TREE_CALL,      // name(items), or name(item : lanes)
  TREE_LIBRARY,   // call name(items)
} TreeKind;

// An expression as it was written.
typedef struct Tree {
  TreeKind kind;
  Place place;
  int depth;
  uint64_t integer;  // INTEGER, BOOL
  double number;     // NUMBER
  const char *name;
  LoopOp op;
  int lanes;  // 1 if not given
  ListOf(struct Tree *) items;
} Tree;

typedef ListOf(Tree *) Trees;

typedef struct LoopsParser {
  Arena *arena;
  Names *names;
  Diag *diag;
  const Source *source;
  LoopProgram *program;
  void *scanner;
  uint32_t start, end;  // of the token read last
  union {
    const char *text;
    uint64_t integer;
    double number;
  } token;
  PointerMap kernels;  // by name

  LoopKernel *kernel;
  PointerMap symbols;                // by name: Symbol
  ListOf(LoopBlock *) blocks;        // open ones
  ListOf(struct Symbol *) declared;  // in scope, by order
  ListOf(int) scopes;                // how many were declared before each open block

  LoopEntry *entry;
  PointerMap buffers;   // by name
  ListOf(int) repeats;  // open ones, by position in the entry
  ListOf(NetcTensor) tensors, slots;
  ListOf(NetcScalar) scalars;
  ListOf(NetcReader) readers;
  ListOf(const char *) classes;
  ListOf(NetcArgument) settings;
} LoopsParser;

typedef ListOf(NetcArgument) Arguments;

void parse_error(LoopsParser *p, DiagCode code, Place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool parse_type(LoopsParser *p, const char *text, Place place, LoopType *type);
bool parse_scalar_type(LoopsParser *p, const char *text, Place place, Type *type);

// What the scanner leaves in p->token.
const char *parse_scanned_name(LoopsParser *p, const char *text, size_t length);
void parse_scanned_string(LoopsParser *p, const char *text, size_t length);
void parse_scanned_integer(LoopsParser *p, const char *text);
void parse_scanned_decimal(LoopsParser *p, const char *text);
void parse_scanned_stray(LoopsParser *p, unsigned char byte);

// -- trees ----------------------------------------------------------------------------------------

Tree *tree_create(LoopsParser *p, TreeKind kind, Place place);
Tree *tree_operator(LoopsParser *p, LoopOp op, Place place, Tree *a, Tree *b);
Tree *tree_list(LoopsParser *p, TreeKind kind, const char *name, Place place, Trees items);
// name[first : count of lanes], name(first : lanes)
Tree *tree_lanes(LoopsParser *p, TreeKind kind, const char *name, Place place, Tree *first,
                 Tree *count, uint64_t lanes);
bool tree_int(LoopsParser *p, const Tree *tree,
              int64_t *value);  // a whole number, negative ones too
bool tree_number(LoopsParser *p, const Tree *tree, double *value);
// The expression of that type; `expected` null: the tree says it. Null after an error.
const LoopExpr *tree_resolve(LoopsParser *p, const Tree *tree, const LoopType *expected);

// What a name of a kernel stands for.
typedef struct Symbol {
  enum { SYMBOL_PARAMETER, SYMBOL_VARIABLE, SYMBOL_REGISTER } kind;
  union {
    LoopParameter *parameter;
    LoopVariable *variable;
    LoopRegister *reg;
  };
  bool in_scope;
} Symbol;

Symbol *parse_find(LoopsParser *p, const char *name, Place place);  // null after an error

// -- kernels --------------------------------------------------------------------------------------

void parse_kernel_begin(LoopsParser *p, const char *name, Place place);
void parse_local(LoopsParser *p, const char *name, const char *type, uint64_t count, Place place);
void parse_parameter(LoopsParser *p, const char *name, const char *type, Access access,
                     Place place);
void parse_size(LoopsParser *p, const char *name, Place place);
void parse_kernel_origin(LoopsParser *p, const char *at, const char *layers);
void parse_kernel_end(LoopsParser *p);
void parse_for(LoopsParser *p, bool parallel, const char *name, Tree *from, Tree *to, uint64_t step,
               uint64_t unroll, Place place);
void parse_if(LoopsParser *p, Tree *condition);
void parse_else(LoopsParser *p);
void parse_close(LoopsParser *p);  // the innermost block
void parse_let(LoopsParser *p, const char *name, const char *type, Tree *value, Place place);
void parse_set(LoopsParser *p, const char *name, Tree *value, Place place);
// Of the loop that was begun last.
void parse_reverse(LoopsParser *p, Tree *condition);
void parse_prefetch(LoopsParser *p, Tree *element, bool far, Place place);
void parse_store(LoopsParser *p, const Tree *to, int64_t stride, Tree *value, Place place);

// -- entries and the model ------------------------------------------------------------------------

void parse_constant(LoopsParser *p, const char *name, const char *type, uint64_t count, Trees items,
                    Place place);
void parse_entry_begin(LoopsParser *p, const char *kind, const char *name, Place place);
void parse_entry_end(LoopsParser *p);
void parse_symbol(LoopsParser *p, const char *name, uint64_t least, uint64_t capacity);
void parse_port(LoopsParser *p, const char *word, const char *name, const char *type, Trees extents,
                const Tree *bound, const Tree *otherwise, Place place);
void parse_workspace(LoopsParser *p, const char *word, uint64_t bytes, Place place);
void parse_rows(LoopsParser *p, const char *word, const char *name, uint64_t parts, Trees kept,
                Place place);
void parse_check(LoopsParser *p, const char *word, const char *name, Place place);
void parse_requirement(LoopsParser *p, const char *word, const char *message, Trees symbols,
                       const char *rule, const char *layers, const char *call, Place place);
void parse_buffer(LoopsParser *p, const char *name, const char *type, uint64_t count,
                  const char *space, uint64_t offset, Place place);
void parse_repeat(LoopsParser *p, const char *name, uint64_t from, const Tree *to, bool reverse,
                  Place place);
void parse_repeat_end(LoopsParser *p);
void parse_call(LoopsParser *p, const char *kernel, Trees arguments, const char *as, const char *at,
                const char *layers, Trees cost, Place place);

void parse_model_begin(LoopsParser *p, const char *name);
void parse_field_text(LoopsParser *p, const char *word, const char *text, Place place);
void parse_field_integer(LoopsParser *p, const char *word, uint64_t value, Place place);
void parse_field_argument(LoopsParser *p, const char *word, NetcArgument argument, Place place);
void parse_tensor(LoopsParser *p, const char *word, const char *name, const char *type,
                  Trees extents, uint64_t offset, const char *trained, Place place);
void parse_reader(LoopsParser *p, const char *word, const char *role, const char *kind,
                  Arguments arguments, Place place);
NetcArgument parse_argument(LoopsParser *p, const char *name, const char *text, const Tree *number);
