// The verifier's inside: verify.c (nodes) and verify_formula.c (formulas and expressions).
#pragma once

#include "graph/private.h"

typedef struct Verifier {
  Graph *graph;
  Arena *arena;
  PointerMap visible;   // nodes that may be read here
  const Node *node;     // at hand; null for the graph as a whole
  const char *message;  // the first broken rule
  Span place;           // where what breaks it comes from
} Verifier;

void verify_fail(Verifier *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool verify_is_visible(const Verifier *v, const Node *node);
const char *verify_shape_text(const Verifier *v, Shape shape);
void verify_formula(Verifier *v, const Node *node);
