// Graphs for tests, from text.
#pragma once

#include "graph/graph.h"

typedef struct GraphCase {
  Arena *arena;
  Names *names;
  Diag *diag;
  Graph *graph;
  Evaluation *run;
} GraphCase;

// The text must parse; errors fail the test.
GraphCase graph_case(const char *text);
void graph_case_end(GraphCase *c);
const char *graph_case_text(GraphCase *c, const Graph *graph);  // as printed
// The body of node `name`.
const Expr *graph_case_body(const GraphCase *c, const char *name);
const Formula *graph_case_formula(const GraphCase *c, const char *name);
// Runs and returns the array of a node.
const double *graph_case_run(GraphCase *c, const char *name);
// Fails unless the node's first elements are these.
void graph_case_expect(GraphCase *c, const char *name, int count, const double *expected);
