// Printing expressions and formulas; shared by print.c and print_expr.c.
#pragma once

#include "graph/private.h"

// Index names as printed: unique in their formula, no node's that it reads, no reserved word.
typedef struct IndexNames {
  char names[MAX_INDICES][56];
} IndexNames;

typedef struct ExprPrinter {
  const Graph *graph;
  Text *out;
  const IndexNames *indices;  // of the formula; null outside
  char *const *formals;       // of the function; null outside
  bool bare;  // an index must stand here, so an i32 value needs no index(..) round it
} ExprPrinter;

void name_indices(const Graph *graph, const Formula *formula, IndexNames *names);
void print_value(const ExprPrinter *p, const Expr *e);
void print_formula(const ExprPrinter *p, const Node *node);              // `y[i] = exp(x[i])`
void print_formula_value(const ExprPrinter *p, const Formula *formula);  // what stands after `=`
void print_float(Text *out, Type type, double value);
