// What the command line gives to a net must be there: symbols of `--bind`, arguments of `--set`.

#include "passes/elaborate/elaborate.h"

#include <string.h>

typedef struct Candidates {
  Arena *arena;
  ListOf(const char *) names;
} Candidates;

static void add_name(Candidates *candidates, const char *name)
{
  for (int i = 0; i < candidates->names.count; i++)
    if (strcmp(candidates->names.items[i], name) == 0)
      return;
  list_add(candidates->arena, &candidates->names, name);
}

static bool has_name(const Candidates *candidates, const char *name)
{
  for (int i = 0; i < candidates->names.count; i++)
    if (strcmp(candidates->names.items[i], name) == 0)
      return true;
  return false;
}

static void report_unknown(Elaborator *e, const Candidates *candidates, const char *option,
                           const char *what, const char *name)
{
  const AstDefinition *net = e->net->ast;
  Text known = {.arena = e->arena};
  for (int i = 0; i < candidates->names.count; i++)
    text_add(&known, "%s%s", i ? ", " : "", candidates->names.items[i]);
  diag_error(e->diag, E0201, net->name_span, "%s %s: %s has no %s of that name", option, name,
             net->name, what);
  const char *nearest = text_nearest(name, candidates->names.items, candidates->names.count);
  if (nearest)
    diag_help(e->diag, "did you mean `%s`?", nearest);
  else if (candidates->names.count)
    diag_help(e->diag, "it has %s", text_get(&known));
}

static void check_bindings(Elaborator *e)
{
  Candidates symbols = {.arena = e->arena};
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++) {
    const Graph *graph = e->program->graphs[kind];
    for (int i = 0; graph && i < graph->symbols.count; i++)
      add_name(&symbols, graph->symbols.items[i].name);
  }
  for (int i = 0; i < e->options->bindings.count; i++)
    if (!has_name(&symbols, e->options->bindings.items[i].name))
      report_unknown(e, &symbols, "--bind", "symbol", e->options->bindings.items[i].name);
}

static void check_constants(Elaborator *e)
{
  Candidates arguments = {.arena = e->arena};
  const AstParameters *parameters = &e->net->ast->parameters;
  for (int i = 0; i < parameters->count; i++)
    if (!parameters->items[i].type)
      add_name(&arguments, parameters->items[i].name);
  for (int i = 0; i < e->options->constants.count; i++)
    if (!has_name(&arguments, e->options->constants.items[i].name))
      report_unknown(e, &arguments, "--set", "compile-time argument",
                     e->options->constants.items[i].name);
}

void check_given(Elaborator *e)
{
  check_bindings(e);
  check_constants(e);
}
