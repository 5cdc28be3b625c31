// netc verify: text of a graph or of loops is checked; with --against a graph is compared with a
// source by running both.
//
// Both graphs are evaluated in double on the same generated inputs and variables; the first element
// that differs by more than rounding allows is shown. Rounding is measured against the graph's own
// evaluation on absolute values, so that cancellation does not count as a fault.

#include "command/command.h"
#include "syntax/syntax.h"

#include <math.h>
#include <string.h>

typedef struct Comparison {
  Compilation *c;
  Graph *left, *right;
} Comparison;

static double generated(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (double)(*state >> 33) / 2147483648.0 * 2 - 1;
}

static double *generate(Compilation *c, const Graph *graph, const Node *node, const char *name)
{
  int64_t count = shape_capacity(graph, node->shape);
  double *values = arena_array(c->arena, double, count > 0 ? count : 1);
  uint64_t state = text_hash(name, strlen(name), 1);
  int64_t bound = 2;
  if (node->form == FORM_INPUT && node->input.bound)
    expr_capacity(graph, node->input.bound, &bound);
  for (int64_t i = 0; i < count; i++) {
    double value = generated(&state);
    if (node->type == TYPE_U8)
      value = floor((value + 1) * 127.5);
    else if (!type_is_float(node->type))
      value = floor((value + 1) / 2 * (double)bound * 0.999);
    values[i] = value;
  }
  return values;
}

// -- sizes ----------------------------------------------------------------------------------------

enum { LARGEST_TRIED = 256 };

static void bind_symbol(Graph *graph, const char *name, int64_t size)
{
  for (int i = 0; i < graph->symbols.count; i++)
    if (graph->symbols.items[i].name == name)
      graph->symbols.items[i].capacity = size;
}

// What a graph requires and its sizes do not meet; *position counts those before.
static const Requirement *find_unmet(Compilation *c, Graph *graph, int *position)
{
  int64_t *sizes = arena_array(c->arena, int64_t, graph->symbols.count + 1);
  for (int i = 0; i < graph->symbols.count; i++)
    sizes[i] = graph->symbols.items[i].capacity;
  const Requirement *unmet = graph_unmet(graph, sizes);
  *position += unmet ? (int)(unmet - graph->requirements.items) : graph->requirements.count;
  return unmet;
}

static const Requirement *first_unmet(const Comparison *m, int *position)
{
  *position = 0;
  const Requirement *unmet = find_unmet(m->c, m->left, position);
  return unmet ? unmet : find_unmet(m->c, m->right, position);
}

// Another size of one symbol, so that the requirement at hand and all before it are met.
static bool meet(const Comparison *m, const Symbol *symbol, int unmet)
{
  int64_t start = symbol->capacity;
  for (int k = 0, found; k < LARGEST_TRIED; k++) {
    int64_t size = (start + k) % LARGEST_TRIED + 1;
    bind_symbol(m->left, symbol->name, size);
    bind_symbol(m->right, symbol->name, size);
    if (!first_unmet(m, &found) || found > unmet)
      return true;
  }
  bind_symbol(m->left, symbol->name, start);
  bind_symbol(m->right, symbol->name, start);
  return false;
}

// Small, uneven sizes, or those that both graphs run on.
static bool choose_sizes(const Comparison *m)
{
  const Requirement *unmet;
  int position;
  for (int i = 0; i < m->right->symbols.count; i++)
    bind_symbol(m->right, m->right->symbols.items[i].name, 3 + 2 * i);
  for (int i = 0; i < m->left->symbols.count; i++) {
    m->left->symbols.items[i].capacity = 3 + 2 * i;
    bind_symbol(m->right, m->left->symbols.items[i].name, 3 + 2 * i);
  }
  while ((unmet = first_unmet(m, &position))) {
    Graph *graph = position < m->left->requirements.count ? m->left : m->right;
    bool met = false;
    for (int i = graph->symbols.count - 1; i >= 0 && !met; i--)
      met = expr_uses_symbol(unmet->condition, graph->symbols.items[i].name) &&
            meet(m, &graph->symbols.items[i], position);
    if (met)
      continue;
    diag_error(m->c->diag, E0307, unmet->rule, "no sizes from 1 to %d were found to compare at: %s",
               LARGEST_TRIED, unmet->message);
    return false;
  }
  return true;
}

// -- runs -----------------------------------------------------------------------------------------

static Evaluation *run(Compilation *c, Graph *graph, bool absolute)
{
  Evaluation *evaluation = evaluation_create(c->arena, graph);
  for (int i = 0; i < graph->symbols.count; i++)
    evaluation_set_symbol(evaluation, graph->symbols.items[i].name,
                          graph->symbols.items[i].capacity);
  for (const Node *node = graph->body.first; node; node = node->next) {
    if (node->form == FORM_INPUT)
      evaluation_set_input(evaluation, node->name, generate(c, graph, node, node->name));
    else if (node->form == FORM_VARIABLE)
      evaluation_set_variable(evaluation, node->variable,
                              generate(c, graph, node, node->variable->name));
    else if (node->form == FORM_SCALAR)
      evaluation_set_scalar(evaluation, node->name, !strcmp(node->name, "lr") ? 0.01 : 3);
  }
  evaluation_set_seed(evaluation, 7, 3);
  evaluation_run(evaluation, absolute);
  return evaluation;
}

static const Node *find_output(const Graph *graph, const char *name)
{
  for (int i = 0; i < graph->outputs.count; i++)
    if (!strcmp(graph->outputs.items[i].name, name))
      return graph->outputs.items[i].node;
  for (int i = 0; i < graph->updates.count; i++)
    if (!strcmp(graph->updates.items[i].variable->name, name))
      return graph->updates.items[i].value;
  return NULL;
}

static bool compare_value(Comparison *m, const char *name, const Node *a, Evaluation *const runs[3])
{
  const Node *b = find_output(m->right, name);
  if (!b) {
    diag_error(m->c->diag, E0602, a->origin.span, "%s is a result of %s and not of the source",
               name, m->left->name);
    return false;
  }
  int64_t count = shape_capacity(m->left, a->shape);
  if (count != shape_capacity(m->right, b->shape)) {
    diag_error(m->c->diag, E0603, a->origin.span, "%s has %lld elements, in the source %lld", name,
               (long long)count, (long long)shape_capacity(m->right, b->shape));
    return false;
  }
  const double *x = evaluation_result(runs[0], a), *y = evaluation_result(runs[1], b);
  const double *scale = evaluation_result(runs[2], b);
  for (int64_t i = 0; i < count; i++) {
    bool same = x[i] == y[i] || (isnan(x[i]) && isnan(y[i]));
    if (same || fabs(x[i] - y[i]) <= 1e-9 * (fabs(scale[i]) + 1e-300))
      continue;
    diag_error(m->c->diag, E0604, a->origin.span,
               "%s differs at element %lld: %.9g, in the source %.9g", name, (long long)i, x[i],
               y[i]);
    return false;
  }
  return true;
}

static void compare(Comparison *m)
{
  if (!choose_sizes(m))
    return;
  Evaluation *runs[3] = {run(m->c, m->left, false), run(m->c, m->right, false),
                         run(m->c, m->right, true)};
  int count = 0;
  for (int i = 0; i < m->left->outputs.count; i++, count++)
    if (!compare_value(m, m->left->outputs.items[i].name, m->left->outputs.items[i].node, runs))
      return;
  for (int i = 0; i < m->left->updates.count; i++, count++)
    if (!compare_value(m, m->left->updates.items[i].variable->name, m->left->updates.items[i].value,
                       runs))
      return;
  printf("%s: %d result%s with the source\n", m->left->name, count,
         count == 1 ? " agrees" : "s agree");
}

static GraphKind kind_of(const Graph *graph)
{
  return graph->updates.count ? GRAPH_TRAIN : GRAPH_PREDICT;
}

static void verify_loops(CommandLine *line, Compilation *c)
{
  if (line->against) {
    diag_error(c->diag, E0490, (Span){.source = c->source},
               "loops are not compared with a source yet: build them, and compare what the "
               "executable says");
    return;
  }
  const LoopProgram *loops = compile_loops_text(c, true);
  if (loops)
    printf("%s: well formed, %d kernel%s\n", c->source->name, loops->kernels.count,
           loops->kernels.count == 1 ? "" : "s");
}

static void verify(CommandLine *line, Compilation *c)
{
  if (!compile_source(c, line->files.items[0]))
    return;
  if (loops_is_text(c->source)) {
    verify_loops(line, c);
    return;
  }
  const Source *source = c->source;
  c->source = NULL;  // the graph's; that of --against is loaded below
  Graph *graph = graph_parse(c->arena, c->names, c->diag, source);
  if (!graph || diag_error_count(c->diag))
    return;
  Span place;
  const char *wrong = graph_verify(graph, c->arena, &place);
  if (wrong) {
    diag_error(c->diag, E0601, place, "%s", wrong);
    return;
  }
  if (!line->against) {
    printf("%s: well formed\n", graph->name);
    return;
  }
  if (!compile_load(c, line->against) || !compile_graphs(c))
    return;
  Graph *reference = c->program->graphs[kind_of(graph)];
  // The source's gradients are derived; everything else is evaluated as elaboration left it.
  Arena *scratch = arena_create();
  if (reference)
    differentiate(reference, c->diag, scratch);
  arena_destroy(scratch);
  if (!reference || diag_error_count(c->diag))
    return;
  const char *missing = graph_complete(graph, reference);
  if (missing) {
    diag_error(c->diag, E0602, graph->span, "%s refers to %s, which the source does not have",
               graph->name, missing);
    return;
  }
  Comparison m = {.c = c, .left = graph, .right = reference};
  compare(&m);
}

int run_verify(CommandLine *line)
{
  if (line->files.count != 1) {
    fprintf(stderr, "netc: verify takes one file, found %d\n", line->files.count);
    return EXIT_USAGE;
  }
  Compilation *c = begin(line);
  verify(line, c);
  return finish(line, c);
}
