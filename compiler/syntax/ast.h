// The syntax tree of a `.net` file: what the parser builds, `netc fmt` prints and elaboration
// reads.
//
//   y[b, o] = sum(i) x[b, i]*weight[o, i]
//
//   STATEMENT_FORMULA name y, indices {NAME b, NAME o},
//     value REDUCTION sum, ranges {i}, body BINARY * (INDEXED x {b, i}) (INDEXED weight {o, i})
//
// One struct per kind of thing (expression, type, range, statement, definition); what differs by
// kind sits in the union. Trees are never changed after parsing. All names are interned in
// `AstFile.names`.
#pragma once

#include "base/diag.h"
#include "base/text.h"

typedef struct AstExpr AstExpr;
typedef struct AstType AstType;
typedef struct AstStatement AstStatement;
typedef struct AstDefinition AstDefinition;

typedef ListOf(AstExpr *) AstExprs;
typedef ListOf(const char *) AstNames;
typedef ListOf(AstStatement *) AstBlock;

typedef enum AstDtype {
  AST_DTYPE_NONE,  // not written: float of the net
  AST_F32,
  AST_I32,
  AST_U8,
  AST_BOOL,
  AST_GRAPH,
  AST_F64,  // graph text only
} AstDtype;

typedef enum AstOperator {
  AST_ADD,
  AST_SUBTRACT,
  AST_MULTIPLY,
  AST_DIVIDE,
  AST_REMAINDER,
  AST_POWER,
  AST_EQUAL,
  AST_NOT_EQUAL,
  AST_LESS,
  AST_LESS_EQUAL,
  AST_GREATER,
  AST_GREATER_EQUAL,
  AST_AND,
  AST_OR,
  AST_NEGATE,
  AST_NOT,  // of one operand
} AstOperator;

typedef enum AstReduction {
  AST_SUM,
  AST_PROD,
  AST_MAX,
  AST_MIN,
  AST_MEAN,
  AST_COUNT,
  AST_ANY,
  AST_ALL,
  AST_ARGMAX,
  AST_ARGMIN,
} AstReduction;

typedef struct AstArgument {
  const char *name;  // null: positional
  Span name_span;
  AstExpr *value;
} AstArgument;
typedef ListOf(AstArgument) AstArguments;

// `..`, `..A`, `..P: axis`, `..s`
typedef struct AstPack {
  const char *name;    // null: the anonymous pack
  const char *length;  // the name after `:`, else null
} AstPack;

typedef enum AstRangeKind {
  AST_RANGE_NAME,   // i
  AST_RANGE_PACK,   // ..
  AST_RANGE_BELOW,  // i < bound
  AST_RANGE_IN,     // i in bound
  AST_RANGE_TUPLE,  // (j, e) in g[i]
} AstRangeKind;

typedef struct AstRange {
  AstRangeKind kind;
  Span span;
  AstNames names;  // one, or the tuple's
  AstPack pack;
  AstExpr *bound;  // BELOW: the extent; IN, TUPLE: what is walked
} AstRange;
typedef ListOf(AstRange) AstRanges;

typedef enum AstExprKind {
  AST_NAME,       // x: text
  AST_DIMENSION,  // C: text
  AST_NUMBER,     // 4, 0x10, 1e-3
  AST_DURATION,   // 1 epoch, 500 steps
  AST_STRING,
  AST_PACK,      // ..A in a shape, an index list or a list
  AST_LIST,      // [a, b]
  AST_TUPLE,     // (a, b); a parenthesis round one expression leaves only `parenthesized`
  AST_RECORD,    // (T: 64, N: 2708)
  AST_INDEXED,   // a[i, j]
  AST_FIELD,     // a.name
  AST_CALL,      // a(x, k: 3)
  AST_CONVERT,   // f32(a)
  AST_GRADIENT,  // grad.y
  AST_UNARY,
  AST_BINARY,
  AST_OTHERWISE,  // a[i - 1] ?? 0
  AST_IF,         // if c then a else b
  AST_PIPE,       // a |> f(x) as y
  AST_REDUCTION,  // sum(i, j if c else d) body
  AST_BOOLEAN,    // true, false
} AstExprKind;

struct AstExpr {
  AstExprKind kind;
  Span span;           // the whole expression
  bool parenthesized;  // written in parentheses of its own
  bool boolean;        // BOOLEAN
  uint16_t height;  // of the tree below; the parser keeps it under its limit, so recursion is safe
  union {
    const char *text;  // NAME, DIMENSION; STRING: its value, escapes resolved
    struct {
      const char *spelling;  // as written, for fmt
      bool is_integer;
      int64_t integer;
      double value;
      const char *unit;  // DURATION: "epoch" or "step", singular; else null
      bool plural;       // written `epochs`, `steps`
    } number;
    AstPack pack;
    AstExprs items;       // LIST, TUPLE
    AstArguments record;  // RECORD: all named
    struct {
      AstExpr *base;
      AstExprs indices;  // an index is an expression, a tuple of bare names or `(g < groups, o)`
                         // ranges, a pack
    } indexed;
    struct {
      AstExpr *base;
      const char *name;
      Span name_span;
    } field;
    struct {
      AstExpr *callee;  // NAME, or FIELD of an import
      AstArguments arguments;
      Span open;  // the parenthesis
    } call;
    struct {
      AstDtype dtype;
      AstExpr *operand;
    } convert;
    const char *gradient_of;
    struct {
      AstOperator operator;
      Span operator_span;
      AstExpr *left, *right;  // UNARY: left only
    } operation;
    struct {
      AstExpr *read, *otherwise;
    } otherwise;
    struct {
      AstExpr *condition, *then, *otherwise;
    } conditional;
    struct {
      AstExpr *value, *stage;  // stage: NAME, FIELD or CALL
      const char *label;       // `as label`, else null
    } pipe;
    struct {
      AstReduction reduction;
      AstRanges ranges;
      AstExpr *condition, *otherwise;  // null if absent
      AstExpr *body;
    } reduction;
  };
};

struct AstType {
  Span span;
  bool is_list;  // list(count) of the rest
  AstExpr *list_count;
  AstDtype dtype;
  bool has_shape;    // `[..]` was written; else a scalar (or a bare type word)
  AstExprs extents;  // dimensions, numbers, expressions, packs
};

typedef struct AstParameter {
  const char *name;
  Span span;
  AstType *type;      // null: a compile-time value, or a scalar
  AstExpr *bound;     // `in n` after the type
  AstNames words;     // `in {horizontal, vertical}`
  AstExpr *fallback;  // `= value`
} AstParameter;
typedef ListOf(AstParameter) AstParameters;

typedef struct AstResult {
  const char *name;  // null: a bare type
  AstType *type;     // null: a bare name
  Span span;
} AstResult;
typedef ListOf(AstResult) AstResults;

typedef struct AstBinding {  // in state, carry, scan: `h: [B, H] = 0`, `m = 0`, `x`
  const char *name;
  Span span;
  AstType *type;   // null if not written
  AstExpr *value;  // null if not written
} AstBinding;
typedef ListOf(AstBinding) AstBindings;

typedef enum AstStatementKind {
  AST_ASSIGN,   // a, b = values          (one or several names; `_` discards)
  AST_SETTING,  // KEY = values           (train only, for keys that are definition words)
  AST_FORMULA,  // y[b, o] = value
  AST_GRAD,     // grad x[b, k] = value   (op);  grad x = value (fn)
  AST_RETURN,
  AST_YIELD,  // yield value;  yield a, b = values
  AST_REQUIRE,
  AST_FREEZE,
  AST_SHARE,  // share enc = dense(64)
  AST_STATE,
  AST_UPDATE,
  AST_DRAW,
  AST_PARAM,
  AST_GROUP,
  AST_RENAME,
  AST_FOR,
  AST_REPEAT,
  AST_IF_BLOCK,
  AST_SCAN,
  AST_SLOT,
  AST_SCALAR,
  AST_CONSTANT,  // graph text only, as `state`
  AST_AGAIN,     // graph text only: again y
} AstStatementKind;

struct AstStatement {
  AstStatementKind kind;
  Span span;
  union {
    struct {
      AstNames names;  // SETTING: one, the key; UPDATE, SHARE, AGAIN: one; YIELD: may be none
      AstExprs values;
    } assign;  // ASSIGN, SETTING, SHARE, UPDATE, YIELD, AGAIN, RETURN, FREEZE (values only)
    struct {
      const char *name;
      AstType *type;     // graph text: `y: f32[B]; y[b] = value`, `y: f32 = value`; else null
      AstExprs indices;  // may be empty: `grad x = value`, `y = value` in an op
      AstExpr *value;
    } formula;  // FORMULA, GRAD
    struct {
      AstExpr *condition;
      AstExpr *message;  // STRING
    } require;
    AstBindings state;  // STATE, SLOT, SCALAR, CONSTANT
    struct {
      const char *name;
      AstType *type;
      AstExpr *distribution;  // after `~`
      AstExpr *key;           // graph text: after `key`; else null
    } draw;
    struct {
      const char *name;
      AstType *type;
      AstExpr *initializer;  // after `~`; null with `constant` and in graph text
      AstExpr *constant;     // after `=`: never trained
      AstExpr *condition;    // `if c`
      AstExpr *otherwise;    // `else v`
    } param;
    struct {
      const char *pattern;
      AstArguments arguments;
    } group;
    struct {
      const char *from, *to;
    } rename;
    struct {
      AstNames names;
      AstExpr *in;  // REPEAT: the count, no names
      AstBlock body;
    } loop;  // FOR, REPEAT
    struct {
      AstExpr *condition;
      AstBlock then, otherwise;  // `else if` is a block of one IF_BLOCK
      bool has_else;
    } branch;
    struct {
      AstNames inputs;
      const char *over;      // the index: `t`
      AstExpr *extent;       // graph text: `over t < T`; else null
      AstArguments options;  // reverse, lengths, every
      AstBindings carries;
      AstBlock body;
    } scan;
  };
};

typedef enum AstDefinitionKind {
  AST_OP,
  AST_LAYER,
  AST_NET,
  AST_TRAIN,
  AST_OPTIMIZER,
  AST_FN,
  AST_INIT,
  AST_CONST,
  AST_IMPORT,
  AST_GRAPH_TEXT,  // graph f(x: f32[4]) -> y { .. }: printed graphs, read back by the graph level
} AstDefinitionKind;

struct AstDefinition {
  AstDefinitionKind kind;
  Span span, name_span;
  const char *name;  // IMPORT: the name after `as`, or null
  AstParameters parameters;
  AstResults results;  // op, net; layer if written
  AstBlock body;       // op: its equations; fn with a block
  AstExpr *value;      // fn f(x) = value; init: the distribution; const: the value; import: STRING
  AstType *type;       // const
};

// A comment and where it stood. `own_line`: nothing but spaces before it.
typedef struct AstComment {
  Span span;
  bool own_line;
  bool blank_before;  // an empty line stood before it
} AstComment;

typedef struct AstFile {
  const Source *source;
  Names *names;
  bool is_graph_text;  // read by parse_graph
  ListOf(AstDefinition *) definitions;
  ListOf(AstComment) comments;  // in order of place
} AstFile;
