#include "graph_case.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

GraphCase graph_case(const char *text)
{
  GraphCase c = {.arena = arena_create()};
  c.names = names_create(c.arena);
  c.diag = diag_create(c.arena);
  const Source *source = source_create(c.arena, "test", text, strlen(text));
  c.graph = graph_parse(c.arena, c.names, c.diag, source);
  diag_print(c.diag, stderr, false);
  cr_assert(c.graph, "the text does not parse");
  c.run = evaluation_create(c.arena, c.graph);
  return c;
}

void graph_case_end(GraphCase *c)
{
  arena_destroy(c->arena);
}

const char *graph_case_text(GraphCase *c, const Graph *graph)
{
  Text text = {.arena = c->arena};
  graph_print(graph, &text);
  return text_get(&text);
}

const Formula *graph_case_formula(const GraphCase *c, const char *name)
{
  const Node *node = graph_find(c->graph, name_intern(c->names, name));
  cr_assert(node && node->formula, "there is no formula %s", name);
  return node->formula;
}

const Expr *graph_case_body(const GraphCase *c, const char *name)
{
  return graph_case_formula(c, name)->body;
}

const double *graph_case_run(GraphCase *c, const char *name)
{
  evaluation_run(c->run, false);
  return evaluation_result(c->run, graph_find(c->graph, name_intern(c->names, name)));
}

void graph_case_expect(GraphCase *c, const char *name, int count, const double *expected)
{
  const double *found = graph_case_run(c, name);
  for (int i = 0; i < count; i++)
    cr_assert(fabs(found[i] - expected[i]) <= 1e-12 * (1 + fabs(expected[i])),
              "%s element %d is %.17g, expected %.17g", name, i, found[i], expected[i]);
}
