// What the files of the graph level share among themselves.
#pragma once

#include "graph/graph.h"
#include "graph/map.h"

// Scratch of one walk over expressions, by their id: what was seen, and what became of it.
typedef struct WalkLevel {
  uint32_t *stamps;
  const Expr **results;
  size_t capacity;
  uint32_t stamp;
} WalkLevel;

// All expressions of a graph, hash-consed.
typedef struct ExprTable {
  const Expr **slots;
  size_t count, capacity;    // a power of two, at most half full
  ListOf(WalkLevel) levels;  // walks nest: one level for each that is under way
  int depth;
} ExprTable;

struct ExprTable *expr_table_create(Arena *arena);

// The one expression with these fields; `head` has kind, type and payload,
// its union zeroed beyond the payload. Folds nothing.
const Expr *expr_intern(Graph *graph, const Expr *head, const Expr *const *operands,
                        int operand_count, const int64_t *coefficients);
bool expr_belongs(const Graph *graph, const Expr *e);  // made in this graph, not in another

// Constructors for type index, in normal form.
const Expr *index_binary(Graph *graph, ExprKind kind, const Expr *a, const Expr *b);
// An index expression as constant + sum of coefficient*atom: the parts of an AFFINE, or one term.
typedef struct Terms {
  int64_t constant;
  int count;
  const Expr *const *atoms;
  const int64_t *coefficients;
  const Expr *single[1];  // what the pointers point to for a lone atom
  int64_t one[1];
} Terms;
void expr_terms(const Expr *e, Terms *terms);
int64_t floor_divide(int64_t a, int64_t b);  // b >= 1

// Saturating, truncating: what CONVERT does to a float; and the bits of a float.
int64_t saturate(double value, Type type);
double convert_value(Type to, double value);
int32_t float_exponent(double value);
int32_t float_bits(double value);
double float_from_bits(int32_t bits);

const char *expr_text(ExprKind kind);  // as in exprs.def
// Limits of well-formed graphs: within them index arithmetic stays far from 64 bits.
enum { MOST_ELEMENTS_LOG2 = 40 };
#define LARGEST_EXTENT INT32_MAX

// The extent of the dimension where index `slot` stands alone; null if there is none or they
// disagree.
const Expr *infer_extent(Graph *graph, const Formula *formula, int slot);
// The conditions that must be written: those that formula_close_domain does not put back. Returns
// their number.
int written_conditions(Graph *graph, const Formula *formula, const Expr ***conditions);
