// Derivatives of scalar expressions: what differentiate does inside one formula.
#pragma once

#include "graph/graph.h"

// Conditions under which a part of an expression counts, the outermost first. Null: always. Guards
// of one derivation are interned, so equal ones are one pointer.
typedef struct Guard {
  const struct Guard *outer;
  const Expr *condition;
  int depth;
} Guard;

// seed * d body / d read, where the guard holds; zero elsewhere.
typedef struct Partial {
  const Expr *read;
  const Guard *guard;
  const Expr *value;
} Partial;
typedef ListOf(Partial) Partials;

typedef bool ReadWanted(const Node *node, void *context);

// The partial derivatives of `body` by each of its distinct wanted reads, times `seed`.
Partials derive_body(Graph *graph, Arena *scratch, const Expr *body, const Expr *seed,
                     ReadWanted *wanted, void *context);
// Whether a wanted read reaches the value other than through detach and what is no float.
bool body_depends(Graph *graph, Arena *scratch, const Expr *body, ReadWanted *wanted,
                  void *context);

// A function's derivative by one parameter, over FORMALs; null if it is zero everywhere.
const Expr *declared_derivative(const Function *function, int parameter);
