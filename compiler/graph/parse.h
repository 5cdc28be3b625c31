// Reading graph text: parse.c (graphs and their statements), parse_formula.c (indices and
// reductions), parse_expr.c (scalar expressions).
#pragma once

#include "graph/private.h"
#include "syntax/ast.h"

enum { NO_TYPE = -1 };  // a literal takes the type of what stands beside it

typedef struct Reader {
  Arena *arena;
  Names *names;
  Diag *diag;
  Graph *graph;
  ListOf(Variable *) variables;
  // The formula or function at hand.
  const Formula *formula;
  const AstParameters *formals;
  const Type *formal_types;
  bool failed;
} Reader;

// Reports, and returns null for the caller to pass on.
void *reader_fail(Reader *reader, DiagCode code, Span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

Type reader_type(AstDtype dtype);  // none written: f32
// The type an expression has by itself, or NO_TYPE.
int reader_infer(Reader *reader, const AstExpr *ast);
// The expression as `type` (NO_TYPE: as it is). Null after an error.
const Expr *reader_expr(Reader *reader, const AstExpr *ast, int type);
bool reader_shape(Reader *reader, const AstType *type, Shape *shape);

// `name[indices] = value` of the given type and shape. Null after an error.
Formula *reader_formula(Reader *reader, const AstStatement *statement, Type type, Shape shape);
Function *reader_function(Reader *reader, const char *name, int parameter_count);
