// What a graph means, in double, beside what the loops computed.
//
// Two graphs are evaluated: as elaborated, which is the meaning; and after all passes, which may
// have folded constants to f32. So a failure says whether the passes are at fault, or what comes
// after them.

#include "differential.h"
#include "session.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

// How many units of the last place of its scale a result may be off: in f32, and in double after
// the passes. Errors are as good as independent, but not those of coarse numbers, nor those of a
// net that a step of rate 1 drives apart: its sums have nearly equal terms. Beyond `overflow`
// nothing is promised.
static const double unit = 0x1p-24, units = 8, units_if_coarse = 64, units_of_passes = 4;
static const double overflow = 1e30, driven_apart = 1000;

typedef struct Reference {
  const Moment *moment;
  Arena *arena;
  const Graph *graph;
  Evaluation *run;
} Reference;

static GraphKind graph_kind(NetcEntryKind kind)
{
  switch (kind) {
  case NETC_INITIALIZE:
    return GRAPH_INITIALIZE;
  case NETC_EVALUATE:
    return GRAPH_EVALUATE;
  case NETC_TRAIN:
    return GRAPH_TRAIN;
  case NETC_ACCUMULATE:
    return GRAPH_ACCUMULATE;
  default:
    return GRAPH_PREDICT;
  }
}

static NetcDtype dtype_of(Type type)
{
  switch (type) {
  case TYPE_I32:
    return NETC_I32;
  case TYPE_U8:
    return NETC_U8;
  case TYPE_BOOL:
    return NETC_BOOL;
  case TYPE_F64:
    return NETC_F64;
  default:
    return NETC_F32;
  }
}

static double *doubles(Arena *arena, NetcDtype dtype, const char *data, int64_t count)
{
  double *values = arena_array(arena, double, count + 1);
  for (int64_t i = 0; i < count; i++)
    values[i] = element_get(dtype, data, i);
  return values;
}

static int64_t variable_count(const Variable *variable)
{
  return variable_bytes(variable) / type_bytes(variable->type);
}

static const char *variable_data(const State *state, const Variable *variable)
{
  const Block *block = variable->kind == VARIABLE_SLOT ? &state->slots : &state->weights;
  return block->start + variable->offset;
}

// -- evaluation -----------------------------------------------------------------------------------

static void set_inputs(const Reference *r)
{
  const Moment *m = r->moment;
  const LoopEntry *entry = m->subject->loops->entries.items[m->entry];
  for (int i = 0; i < entry->inputs.count; i++) {
    const NetcPort *port = &entry->inputs.items[i];
    evaluation_set_input(r->run, port->name,
                         doubles(r->arena, port->dtype,
                                 port_dense(r->arena, m, port, m->inputs[i].start),
                                 netc_port_count(port, m->symbols)));
  }
  for (int i = 0; i < entry->symbols.count; i++)
    evaluation_set_symbol(r->run, entry->symbols.items[i], m->symbols[i]);
}

static void set_variables(const Reference *r)
{
  for (const Node *node = r->graph->body.first; node; node = node->next) {
    const Variable *v = node->variable;
    if (node->form == FORM_VARIABLE)
      evaluation_set_variable(r->run, v,
                              doubles(r->arena, dtype_of(v->type),
                                      variable_data(&r->moment->before, v), variable_count(v)));
  }
}

static Reference evaluate(const Moment *m, Arena *arena, const Graph *graph, bool absolute)
{
  Reference r = {m, arena, graph, evaluation_create(arena, graph)};
  const NetcModel *model = &m->subject->loops->model;
  set_inputs(&r);
  set_variables(&r);
  for (int i = 0; i < model->scalar_count; i++)
    evaluation_set_scalar(r.run, model->scalars[i].name, m->scalars[i]);
  evaluation_set_seed(r.run, m->seed, m->step);
  evaluation_run(r.run, absolute);
  return r;
}

// -- comparison -----------------------------------------------------------------------------------

typedef struct Comparison {
  const Moment *moment;
  const LoopEntry *entry;
  Reference value, scale, optimized;
  Reference larger;  // scales of the optimized graph, where passes may have made them larger
  double units;      // that a result in f32 may be off
} Comparison;

static bool is_near(double found, double expected, double scale, double tolerance)
{
  return found == expected || (isnan(found) && isnan(expected)) || scale > overflow ||
         fabs(found - expected) <= tolerance * (scale + FLT_MIN);
}

static void compare_value(Comparison *c, const char *name, const Node *node, const Node *optimized,
                          const char *found, int64_t count)
{
  NetcDtype dtype = dtype_of(node->type);
  const double *expected = evaluation_result(c->value.run, node);
  const double *scale = evaluation_result(c->scale.run, node);
  const double *passes = evaluation_result(c->optimized.run, optimized);
  const double *larger = c->larger.run ? evaluation_result(c->larger.run, optimized) : scale;
  double tolerance = dtype == NETC_F32 ? unit * c->units : 0;
  for (int64_t i = 0; i < count; i++) {
    double value = element_get(dtype, found, i);
    double bound = fmax(scale[i], larger[i]);
    bool passes_agree = is_near(passes[i], expected[i], bound, units_of_passes * unit);
    if (passes_agree && is_near(value, expected[i], bound, tolerance))
      continue;
    subject_fail(c->moment->subject,
                 "%s, size %d, step %d%s: %s[%lld] is %.9g, expected %.9g +- %.2g%s",
                 c->entry->name, (int)c->moment->symbols[0], (int)c->moment->step,
                 c->moment->is_coarse ? ", coarse" : "", name, (long long)i,
                 passes_agree ? value : passes[i], expected[i], tolerance * bound,
                 passes_agree ? "" : " (already after the passes)");
    return;
  }
}

static void compare_outputs(Comparison *c)
{
  const Moment *m = c->moment;
  for (int i = 0; i < c->entry->outputs.count; i++) {
    const NetcPort *port = &c->entry->outputs.items[i];
    compare_value(c, port->name, c->value.graph->outputs.items[i].node,
                  c->optimized.graph->outputs.items[i].node,
                  port_dense(c->value.arena, m, port, m->outputs[ENGINE_INTERPRETER][i].start),
                  netc_port_count(port, m->symbols));
  }
}

static const Node *update_of(const Graph *graph, const Variable *variable)
{
  for (int i = 0; i < graph->updates.count; i++)
    if (graph->updates.items[i].variable == variable)
      return graph->updates.items[i].value;
  return NULL;
}

static void compare_variable(Comparison *c, const Variable *variable)
{
  const Moment *m = c->moment;
  const char *after = variable_data(&m->states[ENGINE_INTERPRETER], variable);
  const Node *update = update_of(c->value.graph, variable);
  if (update)
    compare_value(c, variable->name, update, update_of(c->optimized.graph, variable), after,
                  variable_count(variable));
  else if (memcmp(variable_data(&m->before, variable), after, (size_t)variable_bytes(variable)))
    subject_fail(m->subject, "%s: %s is written", c->entry->name, variable->name);
}

// The graph that the entry was made of: its capacities, and the passes that depend on them.
static Graph *sized_graph(const Moment *m, const LoopEntry *entry, const Graph *optimized,
                          Arena *arena)
{
  Graph *graph = graph_copy(arena, optimized);
  for (int i = 0; i < graph->symbols.count; i++)
    graph->symbols.items[i].capacity = entry->capacities.items[i];
  compile_sized_passes(m->subject->compilation, graph);
  return graph;
}

// The number of the first requirement that these sizes do not meet, or -1.
static int find_unmet(const Subject *subject, NetcEntryKind kind, const int64_t *sizes)
{
  Graph *graph = subject->sources[graph_kind(kind)];
  const Requirement *unmet = graph_unmet(graph, sizes);
  return unmet ? (int)(unmet - graph->requirements.items) : -1;
}

bool reference_takes(const Subject *subject, const LoopEntry *entry, const int64_t *sizes)
{
  return find_unmet(subject, entry->kind, sizes) < 0;
}

static void compare_check(const Moment *m, const LoopEntry *check)
{
  const LoopProgram *loops = m->subject->loops;
  int i = 0, found = *(const int32_t *)(const void *)m->outputs[ENGINE_INTERPRETER][0].start;
  while (loops->entries.items[i]->check != check)
    i++;
  int expected = find_unmet(m->subject, loops->entries.items[i]->kind, m->symbols);
  if (found != expected)
    subject_fail(m->subject, "%s, size %d: requirement %d is not met, expected %d", check->name,
                 (int)m->symbols[0], found, expected);
}

static bool is_driven_apart(const Moment *m, const Program *program)
{
  for (int i = 0; i < program->parameters.count; i++) {
    const Variable *v = program->parameters.items[i];
    const char *data = variable_data(&m->states[ENGINE_INTERPRETER], v);
    for (int64_t j = 0; j < variable_count(v); j++)
      if (fabs(element_get(dtype_of(v->type), data, j)) > driven_apart)
        return true;
  }
  return false;
}

void reference_compare(const Moment *m)
{
  const LoopEntry *entry = m->subject->loops->entries.items[m->entry];
  if (entry->kind == NETC_CHECK) {
    compare_check(m, entry);
    return;
  }
  GraphKind kind = graph_kind(entry->kind);
  Graph *source = m->subject->sources[kind], *optimized = m->subject->optimized[kind];
  Arena *arena = arena_create();
  Graph *sized = sized_graph(m, entry, optimized, arena);
  // What is rounded says only the graph that has the words; it is its own reference.
  if (m->subject->options.precision != PRECISION_F32)
    source = optimized = sized;
  Comparison c = {.moment = m,
                  .entry = entry,
                  .value = evaluate(m, arena, source, false),
                  .scale = evaluate(m, arena, source, true),
                  .optimized = evaluate(m, arena, sized, false)};
  if (sized->node_count != optimized->node_count)
    c.larger = evaluate(m, arena, sized, true);
  const Program *program = m->subject->compilation->program;
  c.units = m->is_coarse || is_driven_apart(m, program) ? units_if_coarse : units;
  compare_outputs(&c);
  for (int i = 0; i < program->parameters.count; i++)
    compare_variable(&c, program->parameters.items[i]);
  for (int i = 0; i < program->states.count; i++)
    compare_variable(&c, program->states.items[i]);
  for (int i = 0; i < program->slots.count; i++)
    compare_variable(&c, program->slots.items[i]);
  arena_destroy(arena);
}
