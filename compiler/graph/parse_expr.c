// Scalar expressions of graph text. Types go both ways: a literal takes the type that is expected,
// and where none is, an expression has the type of its parts; one that shows an index or a symbol
// is of type index.

#include "graph/parse.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

void *reader_fail(Reader *reader, DiagCode code, Span at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_print_list(reader->arena, format, arguments);
  va_end(arguments);
  diag_error(reader->diag, code, at, "%s", text);
  reader->failed = true;
  return NULL;
}

Type reader_type(AstDtype dtype)
{
  switch (dtype) {
  case AST_I32:
    return TYPE_I32;
  case AST_U8:
    return TYPE_U8;
  case AST_BOOL:
    return TYPE_BOOL;
  case AST_F64:
    return TYPE_F64;
  default:
    return TYPE_F32;
  }
}

// -- words that stand for operations --------------------------------------------------------------

typedef struct Builtin {
  const char *name;
  ExprKind kind;
  int count;   // of arguments
  int result;  // its type; NO_TYPE: that of the arguments
} Builtin;

static const Builtin builtins[] = {
    {"maximum", EXPR_MAXIMUM, 2, NO_TYPE},   {"minimum", EXPR_MINIMUM, 2, NO_TYPE},
    {"detach", EXPR_DETACH, 1, NO_TYPE},     {"sqrt", EXPR_SQRT, 1, NO_TYPE},
    {"floor", EXPR_FLOOR, 1, NO_TYPE},       {"exponent", EXPR_EXPONENT, 1, TYPE_I32},
    {"bits", EXPR_BITS, 1, TYPE_I32},        {"from_bits", EXPR_FROM_BITS, 1, TYPE_F32},
    {"scalb", EXPR_SCALB, 2, NO_TYPE},       {"fma", EXPR_FMA, 3, NO_TYPE},
    {"quotient", EXPR_QUOTIENT, 2, NO_TYPE}, {"remainder", EXPR_REMAINDER, 2, NO_TYPE},
    {"index", EXPR_CONVERT, 1, TYPE_INDEX},  {"random", EXPR_RANDOM, 1, TYPE_F32},
    {"pair", EXPR_PAIR, 2, TYPE_I32},        {"dot", EXPR_DOT, 2, TYPE_F32},
};

static const Builtin *find_builtin(const char *name)
{
  for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
    if (strcmp(builtins[i].name, name) == 0)
      return &builtins[i];
  return NULL;
}

static const char *callee_name(const AstExpr *ast)
{
  return ast->call.callee->kind == AST_NAME ? ast->call.callee->text : "";
}

// -- names ----------------------------------------------------------------------------------------

static int find_index(const Reader *reader, const char *name)
{
  for (int i = 0; reader->formula && i < reader->formula->index_count; i++)
    if (reader->formula->indices[i].name == name)
      return i;
  return -1;
}

static int find_formal(const Reader *reader, const char *name)
{
  for (int i = 0; reader->formals && i < reader->formals->count; i++)
    if (reader->formals->items[i].name == name)
      return i;
  return -1;
}

static Node *find_node(const Reader *reader, const AstExpr *ast)
{
  return ast->kind == AST_NAME ? graph_find(reader->graph, ast->text) : NULL;
}

static int infer_name(const Reader *reader, const AstExpr *ast)
{
  if (find_index(reader, ast->text) >= 0)
    return TYPE_INDEX;
  int formal = find_formal(reader, ast->text);
  if (formal >= 0)
    return reader->formal_types[formal];
  const Node *node = find_node(reader, ast);
  return node ? (int)node->type : NO_TYPE;
}

// -- types ----------------------------------------------------------------------------------------

static int join_types(int a, int b)
{
  if (a == NO_TYPE || b == NO_TYPE)
    return a == NO_TYPE ? b : a;
  if (type_is_float(a) || type_is_float(b))
    return type_is_float(a) ? a : b;
  return a == TYPE_INDEX || b == TYPE_INDEX ? (int)TYPE_INDEX : a;
}

// The mathematical functions on doubles are called exp_f64, pow_f64, ..
static bool is_of_doubles(const char *name)
{
  size_t length = strlen(name);
  return length > 4 && strcmp(name + length - 4, "_f64") == 0;
}

static Type function_type(const Reader *reader, const char *name)
{
  const Function *function = graph_function(reader->graph, name);
  if (function)
    return function->type;
  return is_of_doubles(name) ? TYPE_F64 : TYPE_F32;
}

// A function of the text, or one of the mathematical ones, made when first called.
Function *reader_function(Reader *reader, const char *name, int parameter_count)
{
  Function *function = graph_function(reader->graph, name);
  if (function)
    return function;
  size_t length = strlen(name) - (is_of_doubles(name) ? 4 : 0);
  const char *stem = name_intern_bytes(reader->names, name, length);
  ExactFunction *exact = function_exact(stem, parameter_count);
  if (!exact)
    return NULL;
  function = arena_new(reader->arena, Function);
  *function = (Function){.name = name, .parameter_count = parameter_count, .exact = exact};
  function->type = is_of_doubles(name) ? TYPE_F64 : TYPE_F32;
  list_add(reader->arena, &reader->graph->functions, function);
  return function;
}

static int infer_call(Reader *reader, const AstExpr *ast)
{
  const Builtin *builtin = find_builtin(callee_name(ast));
  if (!builtin)
    return function_type(reader, callee_name(ast));
  int type = builtin->result;
  for (int i = 0; builtin->result == NO_TYPE && i < ast->call.arguments.count; i++)
    type = join_types(type, reader_infer(reader, ast->call.arguments.items[i].value));
  return type;
}

static int infer_binary(Reader *reader, const AstExpr *ast)
{
  switch (ast->operation.operator) {
  case AST_EQUAL:
  case AST_NOT_EQUAL:
  case AST_LESS:
  case AST_LESS_EQUAL:
  case AST_GREATER:
  case AST_GREATER_EQUAL:
  case AST_AND:
  case AST_OR:
  case AST_NOT:
    return TYPE_BOOL;
  case AST_POWER:
  case AST_NEGATE:
    return reader_infer(reader, ast->operation.left);
  default:
    return join_types(reader_infer(reader, ast->operation.left),
                      reader_infer(reader, ast->operation.right));
  }
}

int reader_infer(Reader *reader, const AstExpr *ast)
{
  const Node *node;
  switch (ast->kind) {
  case AST_NAME:
    return infer_name(reader, ast);
  case AST_DIMENSION:
    return TYPE_INDEX;
  case AST_NUMBER:
    return ast->number.is_integer ? (int)NO_TYPE : TYPE_F32;
  case AST_BOOLEAN:
    return TYPE_BOOL;
  case AST_INDEXED:
    node = find_node(reader, ast->indexed.base);
    return node ? (int)node->type : NO_TYPE;
  case AST_OTHERWISE:
    return reader_infer(reader, ast->otherwise.read);
  case AST_CONVERT:
    return reader_type(ast->convert.dtype);
  case AST_CALL:
    return infer_call(reader, ast);
  case AST_UNARY:
  case AST_BINARY:
    return infer_binary(reader, ast);
  case AST_IF:
    return join_types(reader_infer(reader, ast->conditional.then),
                      reader_infer(reader, ast->conditional.otherwise));
  default:
    return NO_TYPE;
  }
}

// `e` as `type`: a narrower type becomes a wider one by itself.
static const Expr *coerce(Reader *reader, const Expr *e, int type, Span at)
{
  if (!e || type == NO_TYPE || (int)e->type == type)
    return e;
  bool widens =
      type_is_float(type) ? !type_is_float(e->type) : type == TYPE_INDEX && e->type == TYPE_I32;
  if (widens)
    return expr_convert(reader->graph, (Type)type, e);
  return reader_fail(reader, E0603, at, "this is %s, expected %s", type_name(e->type),
                     type_name((Type)type));
}

// -- leaves ---------------------------------------------------------------------------------------

static const Expr *read_number(Reader *reader, const AstExpr *ast, int type)
{
  if (type == NO_TYPE)
    type = ast->number.is_integer ? TYPE_I32 : TYPE_F32;
  if (type_is_float(type))
    return expr_number(reader->graph, (Type)type, ast->number.value);
  if (!ast->number.is_integer)
    return reader_fail(reader, E0603, ast->span, "this number is not whole, expected %s",
                       type_name((Type)type));
  return expr_integer(reader->graph, (Type)type, ast->number.integer);
}

static const Expr *read_node(Reader *reader, const AstExpr *base, const AstExprs *indices,
                             const AstExpr *fallback)
{
  Node *node = find_node(reader, base);
  const Expr *operands[MAX_RANK], *value = NULL;
  if (!node || node->form == FORM_SCAN)
    return reader_fail(reader, E0602, base->span, "%s is defined by no line before this one",
                       base->kind == AST_NAME ? base->text : "this");
  if (indices->count != node->shape.rank)
    return reader_fail(reader, E0603, base->span, "%s has rank %d, and %d indices stand here",
                       node->name, node->shape.rank, indices->count);
  for (int d = 0; d < node->shape.rank; d++)
    if (!(operands[d] = reader_expr(reader, indices->items[d], TYPE_INDEX)))
      return NULL;
  if (fallback && !(value = reader_expr(reader, fallback, node->type)))
    return NULL;
  return expr_read(reader->graph, node, operands, value);
}

static const Expr *read_name(Reader *reader, const AstExpr *ast)
{
  static const AstExprs none = {0};
  int index = find_index(reader, ast->text), formal = find_formal(reader, ast->text);
  if (index >= 0)
    return expr_index(reader->graph, index);
  if (formal >= 0)
    return expr_formal(reader->graph, formal, reader->formal_types[formal]);
  return read_node(reader, ast, &none, NULL);
}

static const Expr *read_otherwise(Reader *reader, const AstExpr *ast)
{
  const AstExpr *read = ast->otherwise.read;
  if (read->kind != AST_INDEXED)
    return reader_fail(reader, E0601, read->span, "`??` stands after a read with indices");
  return read_node(reader, read->indexed.base, &read->indexed.indices, ast->otherwise.otherwise);
}

// -- operations -----------------------------------------------------------------------------------

static const Expr *read_comparison(Reader *reader, ExprKind kind, const AstExpr *left,
                                   const AstExpr *right)
{
  int type = join_types(reader_infer(reader, left), reader_infer(reader, right));
  const Expr *a = reader_expr(reader, left, type);
  const Expr *b = reader_expr(reader, right, a ? (int)a->type : type);
  return a && b ? expr_binary(reader->graph, kind, a, b) : NULL;
}

static bool is_integer(int type)
{
  return type == TYPE_I32 || type == TYPE_INDEX;
}

// `/` is a floor on indices; by at least 1.
static const Expr *read_quotient(Reader *reader, ExprKind kind, const Expr *a, const Expr *b,
                                 Span at)
{
  if (!is_integer(a->type))
    return reader_fail(reader, E0603, at, "a remainder of %s, expected integers",
                       type_name(a->type));
  if (b->kind == EXPR_NUMBER && b->integer < 1)
    return reader_fail(reader, E0601, at, "division by %lld, expected at least 1",
                       (long long)b->integer);
  return expr_binary(reader->graph, kind, a, b);
}

static const Expr *read_arithmetic(Reader *reader, const AstExpr *ast, int type)
{
  if (type == NO_TYPE)
    type = reader_infer(reader, ast);
  const Expr *a = reader_expr(reader, ast->operation.left, type);
  const Expr *b = a ? reader_expr(reader, ast->operation.right, (int)a->type) : NULL;
  if (!b)
    return NULL;
  if (a->type == TYPE_BOOL || a->type == TYPE_U8)
    return reader_fail(reader, E0603, ast->span, "arithmetic on %s", type_name(a->type));
  switch (ast->operation.operator) {
  case AST_ADD:
    return expr_binary(reader->graph, EXPR_ADD, a, b);
  case AST_SUBTRACT:
    return expr_binary(reader->graph, EXPR_SUBTRACT, a, b);
  case AST_MULTIPLY:
    return expr_binary(reader->graph, EXPR_MULTIPLY, a, b);
  case AST_DIVIDE:
    if (type_is_float(a->type))
      return expr_binary(reader->graph, EXPR_DIVIDE, a, b);
    return read_quotient(reader, EXPR_QUOTIENT, a, b, ast->span);
  default:
    return read_quotient(reader, EXPR_REMAINDER, a, b, ast->span);
  }
}

static const Expr *read_logic(Reader *reader, ExprKind kind, const AstExpr *ast)
{
  const Expr *a = reader_expr(reader, ast->operation.left, TYPE_BOOL);
  const Expr *b = reader_expr(reader, ast->operation.right, TYPE_BOOL);
  return a && b ? expr_binary(reader->graph, kind, a, b) : NULL;
}

static const Expr *read_power(Reader *reader, const AstExpr *ast, int type)
{
  const Expr *base = reader_expr(reader, ast->operation.left, type);
  const Expr *exponent = reader_expr(reader, ast->operation.right, TYPE_I32);
  if (!base || !exponent)
    return NULL;
  if (exponent->kind != EXPR_NUMBER || !type_is_float(base->type))
    return reader_fail(
        reader, E0601, ast->span,
        "`^` has a float base and a whole number as exponent; other powers are pow(a, b)");
  return expr_binary(reader->graph, EXPR_POWER, base, exponent);
}

static const Expr *read_binary(Reader *reader, const AstExpr *ast, int type)
{
  const AstExpr *left = ast->operation.left, *right = ast->operation.right;
  switch (ast->operation.operator) {
  case AST_EQUAL:
    return read_comparison(reader, EXPR_EQUAL, left, right);
  case AST_NOT_EQUAL:
    return read_comparison(reader, EXPR_NOT_EQUAL, left, right);
  case AST_LESS:
    return read_comparison(reader, EXPR_LESS, left, right);
  case AST_LESS_EQUAL:
    return read_comparison(reader, EXPR_LESS_EQUAL, left, right);
  case AST_GREATER:
    return read_comparison(reader, EXPR_LESS, right, left);
  case AST_GREATER_EQUAL:
    return read_comparison(reader, EXPR_LESS_EQUAL, right, left);
  case AST_AND:
    return read_logic(reader, EXPR_AND, ast);
  case AST_OR:
    return read_logic(reader, EXPR_OR, ast);
  case AST_POWER:
    return read_power(reader, ast, type);
  default:
    return read_arithmetic(reader, ast, type);
  }
}

static const Expr *read_unary(Reader *reader, const AstExpr *ast, int type)
{
  bool negates = ast->operation.operator== AST_NEGATE;
  const Expr *a = reader_expr(reader, ast->operation.left, negates ? type : (int)TYPE_BOOL);
  if (a && negates && (a->type == TYPE_BOOL || a->type == TYPE_U8))
    return reader_fail(reader, E0603, ast->span, "minus of %s", type_name(a->type));
  return a ? expr_unary(reader->graph, negates ? EXPR_NEGATE : EXPR_NOT, a) : NULL;
}

static const Expr *read_conversion(Reader *reader, Type type, const AstExpr *operand)
{
  const Expr *a = reader_expr(reader, operand, reader_infer(reader, operand));
  return a ? expr_convert(reader->graph, type, a) : NULL;
}

static const Expr *read_select(Reader *reader, const AstExpr *ast, int type)
{
  if (type == NO_TYPE)
    type = reader_infer(reader, ast);
  const Expr *condition = reader_expr(reader, ast->conditional.condition, TYPE_BOOL);
  const Expr *then = reader_expr(reader, ast->conditional.then, type);
  const Expr *otherwise =
      then ? reader_expr(reader, ast->conditional.otherwise, (int)then->type) : NULL;
  return condition && otherwise ? expr_select(reader->graph, condition, then, otherwise) : NULL;
}

// -- calls ----------------------------------------------------------------------------------------

static const Expr *read_random(Reader *reader, const AstExpr *ast)
{
  const AstExpr *stream = ast->call.arguments.items[0].value;
  if (stream->kind != AST_NUMBER || !stream->number.is_integer || stream->number.integer < 0 ||
      stream->number.integer > UINT16_MAX)
    return reader_fail(reader, E0601, stream->span, "a stream is a whole number from 0 on");
  return expr_random(reader->graph, (int)stream->number.integer);
}

static bool fits_builtin(const Builtin *builtin, const Expr *const *arguments)
{
  Type type = arguments[0]->type;
  if (builtin->kind == EXPR_MAXIMUM || builtin->kind == EXPR_MINIMUM)
    return type != TYPE_BOOL;
  if (builtin->kind == EXPR_PAIR)
    return type == TYPE_F32;
  if (builtin->kind == EXPR_FROM_BITS || builtin->kind == EXPR_QUOTIENT ||
      builtin->kind == EXPR_REMAINDER || builtin->kind == EXPR_DOT)
    return is_integer(type);
  return builtin->kind == EXPR_DETACH || type_is_float(type);
}

static bool takes_words(ExprKind kind)
{
  return kind == EXPR_FROM_BITS || kind == EXPR_DOT;
}

static const Expr *read_builtin(Reader *reader, const AstExpr *ast, const Builtin *builtin,
                                int type)
{
  const Expr *arguments[3] = {NULL};
  if (builtin->kind == EXPR_RANDOM)
    return read_random(reader, ast);
  if (builtin->kind == EXPR_CONVERT)
    return read_conversion(reader, TYPE_INDEX, ast->call.arguments.items[0].value);
  if (builtin->result != NO_TYPE || type == NO_TYPE)
    type = takes_words(builtin->kind)         ? (int)TYPE_I32
           : builtin->result == (int)TYPE_I32 ? (int)TYPE_F32
                                              : infer_call(reader, ast);
  for (int i = 0; i < builtin->count; i++) {
    arguments[i] = reader_expr(reader, ast->call.arguments.items[i].value, type);
    if (!arguments[i])
      return NULL;
    type = i == 0 ? (int)arguments[0]->type : type;
  }
  if (!fits_builtin(builtin, arguments))
    return reader_fail(reader, E0603, ast->span, "%s of %s", builtin->name,
                       type_name(arguments[0]->type));
  if (builtin->kind == EXPR_QUOTIENT || builtin->kind == EXPR_REMAINDER)
    return read_quotient(reader, builtin->kind, arguments[0], arguments[1], ast->span);
  if (builtin->count == 1)
    return expr_unary(reader->graph, builtin->kind, arguments[0]);
  if (builtin->count == 2)
    return expr_binary(reader->graph, builtin->kind, arguments[0], arguments[1]);
  return expr_ternary(reader->graph, builtin->kind, arguments[0], arguments[1], arguments[2]);
}

static const Expr *read_function(Reader *reader, const AstExpr *ast)
{
  int count = ast->call.arguments.count;
  const char *name = callee_name(ast);
  Function *function = reader_function(reader, name, count);
  if (!function)
    return reader_fail(reader, E0602, ast->span, "there is no function %s of %d arguments", name,
                       count);
  if (count != function->parameter_count)
    return reader_fail(reader, E0601, ast->span, "%s has %d arguments, expected %d", name, count,
                       function->parameter_count);
  const Expr **arguments = arena_array(reader->arena, const Expr *, count);
  for (int i = 0; i < count; i++) {
    const AstExpr *argument = ast->call.arguments.items[i].value;
    int own = reader_infer(reader, argument);
    if (!(arguments[i] =
              reader_expr(reader, argument, own == TYPE_I32 ? own : (int)function->type)))
      return NULL;
  }
  return expr_call(reader->graph, function, arguments);
}

static const Expr *read_call(Reader *reader, const AstExpr *ast, int type)
{
  const Builtin *builtin = find_builtin(callee_name(ast));
  if (!builtin)
    return read_function(reader, ast);
  if (ast->call.arguments.count != builtin->count)
    return reader_fail(reader, E0601, ast->span, "%s has %d arguments, expected %d", builtin->name,
                       ast->call.arguments.count, builtin->count);
  return read_builtin(reader, ast, builtin, type);
}

// -- all ------------------------------------------------------------------------------------------

static const Expr *read_plain(Reader *reader, const AstExpr *ast, int type)
{
  switch (ast->kind) {
  case AST_NAME:
    return read_name(reader, ast);
  case AST_DIMENSION:
    return expr_symbol(reader->graph, ast->text);
  case AST_NUMBER:
    return read_number(reader, ast, type);
  case AST_BOOLEAN:
    return expr_integer(reader->graph, TYPE_BOOL, ast->boolean);
  case AST_INDEXED:
    return read_node(reader, ast->indexed.base, &ast->indexed.indices, NULL);
  case AST_OTHERWISE:
    return read_otherwise(reader, ast);
  case AST_CONVERT:
    return read_conversion(reader, reader_type(ast->convert.dtype), ast->convert.operand);
  case AST_CALL:
    return read_call(reader, ast, type);
  case AST_UNARY:
    return read_unary(reader, ast, type);
  case AST_BINARY:
    return read_binary(reader, ast, type);
  case AST_IF:
    return read_select(reader, ast, type);
  case AST_REDUCTION:
    return reader_fail(reader, E0601, ast->span, "a formula has one reduction, first in its line");
  default:
    return reader_fail(reader, E0601, ast->span, "this does not stand in a formula of graph text");
  }
}

const Expr *reader_expr(Reader *reader, const AstExpr *ast, int type)
{
  return coerce(reader, read_plain(reader, ast, type), type, ast->span);
}

bool reader_shape(Reader *reader, const AstType *type, Shape *shape)
{
  *shape = (Shape){.rank = type->extents.count};
  if (shape->rank > MAX_RANK) {
    reader_fail(reader, E0601, type->span, "%d dimensions, expected at most %d", shape->rank,
                MAX_RANK);
    return false;
  }
  for (int d = 0; d < shape->rank; d++) {
    const Expr *extent = reader_expr(reader, type->extents.items[d], TYPE_INDEX);
    if (!extent)
      return false;
    bool positive =
        extent->kind != EXPR_NUMBER || (extent->integer >= 1 && extent->integer <= LARGEST_EXTENT);
    if (extent->index_mask || extent->node_mask || !positive) {
      reader_fail(reader, E0601, type->extents.items[d]->span,
                  "this is no size: expected 1 to 2147483647");
      return false;
    }
    shape->extents[d] = extent;
  }
  return true;
}
