// Graph text through the passes, compared after each.

#include "passes_case.h"

#include "passes/passes.h"

#include "random.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { MAX_ARRAYS = 16 };

typedef struct Case {
  Arena *arena, *scratch;
  Diag *diag;
  Graph *graph, *before;
  double *inputs[MAX_ARRAYS];
  double *expected[MAX_ARRAYS];  // by output
} Case;

typedef struct Pass {
  const char *name;
  bool (*run)(Graph *graph, Arena *scratch);
} Pass;

static const Pass passes[] = {
    {"solve", solve},
    {"remove_dead", remove_dead},
    {"ungroup", ungroup},
    {"simplify", simplify},
    {"factor_out", factor_out},
    {"split_members", split_members},
    {"merge_common", merge_common},
    {"simplify again", simplify},
    {"remove_dead again", remove_dead},
};

// Numbers in -0.6 .. 0.6, or whole ones below the bound.
static double *draw_values(Case *c, const Node *input, int key)
{
  int64_t count = shape_capacity(c->graph, input->shape), bound = 3;
  double *values = arena_array(c->arena, double, count);
  if (input->input.bound)
    expr_capacity(c->graph, input->input.bound, &bound);
  for (int64_t i = 0; i < count; i++) {
    double uniform = netc_random_uniform(1, 0, (uint64_t)key, (uint64_t)i, 0);
    values[i] = type_is_float(input->type) ? 1.2 * uniform - 0.6 : floor(uniform * (double)bound);
  }
  return values;
}

static void start(Case *c, const char *text)
{
  *c = (Case){.arena = arena_create(), .scratch = arena_create()};
  Names *names = names_create(c->arena);
  c->diag = diag_create(c->arena);
  const Source *source = source_create(c->arena, "case", text, strlen(text));
  c->graph = graph_parse(c->arena, names, c->diag, source);
  diag_print(c->diag, stderr, false);
  cr_assert(c->graph, "the text does not parse");
  c->before = graph_copy(c->arena, c->graph);
  for (int i = 0; i < c->graph->inputs.count; i++)
    c->inputs[i] = draw_values(c, c->graph->inputs.items[i], i);
}

static Evaluation *create_run(const Case *c, Arena *arena, const Graph *graph)
{
  Evaluation *run = evaluation_create(arena, graph);
  for (int i = 0; i < graph->inputs.count; i++)
    evaluation_set_input(run, graph->inputs.items[i]->name, c->inputs[i]);
  evaluation_set_seed(run, 7, 1);
  return run;
}

static void compare_outputs(const Case *c, const char *pass)
{
  Arena *arena = arena_create();
  const char *wrong = graph_verify(c->graph, arena, NULL);
  cr_expect(!wrong, "%s after %s: %s", c->graph->name, pass, wrong);
  Evaluation *run = create_run(c, arena, c->graph);
  evaluation_run(run, false);
  for (int k = 0; k < c->graph->outputs.count; k++) {
    const Output *output = &c->graph->outputs.items[k];
    const double *found = evaluation_result(run, output->node);
    int64_t count = shape_capacity(c->graph, output->node->shape);
    for (int64_t i = 0; i < count; i++) {
      double expected = c->expected[k][i];
      cr_expect(fabs(found[i] - expected) <= 2e-6 * (1 + fabs(expected)),
                "%s after %s: %s element %lld is %g, expected %g", c->graph->name, pass,
                output->name, (long long)i, found[i], expected);
    }
  }
  arena_destroy(arena);
}

static void run_passes(Case *c)
{
  for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
    passes[i].run(c->graph, c->scratch);
    arena_reset(c->scratch);
    compare_outputs(c, passes[i].name);
  }
}

static void finish(Case *c)
{
  arena_destroy(c->scratch);
  arena_destroy(c->arena);
}

static double value_at(Evaluation *run, const Node *value)
{
  evaluation_run(run, false);
  return *evaluation_result(run, value);
}

static double central_difference(Evaluation *run, const Node *value, double *x, double width)
{
  double at = *x;
  *x = at + width;
  double above = value_at(run, value);
  *x = at - width;
  double below = value_at(run, value);
  *x = at;
  return (above - below) / (2 * width);
}

static void expect_differences(Case *c)
{
  Graph *graph = graph_copy(c->arena, c->before);
  Node *value = graph_find(graph, name_intern(graph->names, "l"));
  cr_assert(value);
  graph->outputs.count = 0;
  list_add(graph->arena, &graph->outputs, ((Output){"l", value}));
  remove_dead(graph, c->scratch);
  Evaluation *run = create_run(c, c->arena, graph);
  for (int k = 0; k < c->graph->outputs.count; k++) {
    const Node *gradient = c->graph->outputs.items[k].node;
    cr_assert(gradient->form == FORM_GRADIENT);
    double *x = c->inputs[gradient->gradient.by->input.position];
    int64_t count = shape_capacity(graph, gradient->shape);
    c->expected[k] = arena_array(c->arena, double, count);
    for (int64_t i = 0; i < count; i++) {
      double wide = central_difference(run, value, x + i, 1e-4);
      double narrow = central_difference(run, value, x + i, 5e-5);
      c->expected[k][i] = narrow + (narrow - wide) / 3;
    }
  }
}

void check_gradients(const char *text)
{
  Case c;
  start(&c, text);
  expect_differences(&c);
  differentiate(c.graph, c.diag, c.scratch);
  diag_print(c.diag, stderr, false);
  cr_assert(diag_error_count(c.diag) == 0);
  compare_outputs(&c, "differentiate");
  run_passes(&c);
  finish(&c);
}

// The second output says what both must be; its value does not depend on gradients.
void check_same_outputs(const char *text)
{
  Case c;
  start(&c, text);
  Graph *graph = graph_copy(c.arena, c.before);
  cr_assert(graph->outputs.count == 2);
  graph->outputs.items[0] = graph->outputs.items[1];
  remove_dead(graph, c.scratch);
  Evaluation *run = create_run(&c, c.arena, graph);
  evaluation_run(run, false);
  for (int k = 0; k < 2; k++)
    c.expected[k] = (double *)evaluation_result(run, graph->outputs.items[1].node);
  differentiate(c.graph, c.diag, c.scratch);
  diag_print(c.diag, stderr, false);
  cr_assert(diag_error_count(c.diag) == 0);
  compare_outputs(&c, "differentiate");
  run_passes(&c);
  finish(&c);
}

void check_meaning(const char *text)
{
  Case c;
  start(&c, text);
  Evaluation *run = create_run(&c, c.arena, c.before);
  evaluation_run(run, false);
  for (int k = 0; k < c.graph->outputs.count; k++)
    c.expected[k] = (double *)evaluation_result(run, c.before->outputs.items[k].node);
  run_passes(&c);
  finish(&c);
}
