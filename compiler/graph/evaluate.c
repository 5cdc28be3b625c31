// The reference: a graph's nodes in order, each formula by naive loops in double. Slow and plain:
// what every pass and back-end is compared with.
//
// Arrays and compiled formulas are kept from run to run; another size of the day makes new ones.

#include "graph/evaluate.h"

#include <assert.h>
#include <math.h>
#include <string.h>

// A value set by the caller, by name or variable.
typedef struct Given {
  const char *name;
  const Variable *variable;
  const double *values;
  double scalar;
} Given;

struct Evaluation {
  Arena *arena;
  const Graph *graph;
  ListOf(Given) symbols, scalars, inputs, variables;
  PointerMap arrays;    // of nodes
  PointerMap routines;  // of nodes with a formula
  PointerMap results;   // of scans: their results, NodeArray *[]
  int *known;
  size_t known_count;
  bool is_prepared;
  bool is_absolute;
  uint64_t seed, step;
};

Evaluation *evaluation_create(Arena *arena, const Graph *graph)
{
  Evaluation *run = arena_new(arena, Evaluation);
  run->arena = arena;
  run->graph = graph;
  return run;
}

Arena *evaluation_arena(const Evaluation *run)
{
  return run->arena;
}

const Graph *evaluation_graph(const Evaluation *run)
{
  return run->graph;
}

// Compiling makes a few expressions of its own (the rest of a constraint): room for them too.
int *evaluation_known(Evaluation *run)
{
  size_t count = run->graph->exprs->count + MAX_INDICES * 64;
  if (count > run->known_count) {
    run->known_count = count * 2;
    run->known = arena_array(run->arena, int, run->known_count);
  }
  return run->known;
}

// -- what the caller gives ------------------------------------------------------------------------

static Given *find_given(Given *items, int count, const char *name, const Variable *variable)
{
  for (int i = 0; i < count; i++)
    if (items[i].variable == variable && (!name || strcmp(items[i].name, name) == 0))
      return &items[i];
  return NULL;
}

#define set_given(run, list, given)                                                                \
  do {                                                                                             \
    Given *old = find_given((list)->items, (list)->count, (given).name, (given).variable);         \
    if (old)                                                                                       \
      *old = (given);                                                                              \
    else                                                                                           \
      list_add((run)->arena, list, given);                                                         \
  } while (0)

void evaluation_set_symbol(Evaluation *run, const char *name, int64_t value)
{
  Given given = {.name = name, .scalar = (double)value};
  set_given(run, &run->symbols, given);
  run->is_prepared = false;
}

void evaluation_set_scalar(Evaluation *run, const char *name, double value)
{
  Given given = {.name = name, .scalar = value};
  set_given(run, &run->scalars, given);
}

void evaluation_set_input(Evaluation *run, const char *name, const double *values)
{
  Given given = {.name = name, .values = values};
  set_given(run, &run->inputs, given);
}

void evaluation_set_variable(Evaluation *run, const Variable *variable, const double *values)
{
  Given given = {.name = variable->name, .variable = variable, .values = values};
  set_given(run, &run->variables, given);
}

void evaluation_set_seed(Evaluation *run, uint64_t seed, uint64_t step)
{
  run->seed = seed;
  run->step = step;
}

// -- extents and arrays ---------------------------------------------------------------------------

static int64_t symbol_value(const Evaluation *run, const char *name)
{
  const Given *given = find_given(run->symbols.items, run->symbols.count, name, NULL);
  if (given)
    return (int64_t)given->scalar;
  for (int i = 0; i < run->graph->symbols.count; i++)
    if (strcmp(run->graph->symbols.items[i].name, name) == 0) {
      assert(run->graph->symbols.items[i].capacity > 0);
      return run->graph->symbols.items[i].capacity;
    }
  assert(!"unknown symbol");
  return 1;
}

int64_t evaluation_extent(const Evaluation *run, const Expr *e)
{
  if (e->kind == EXPR_NUMBER)
    return e->integer;
  if (e->kind == EXPR_SYMBOL)
    return symbol_value(run, e->symbol);
  if (e->kind == EXPR_AFFINE) {
    int64_t sum = e->integer;
    for (int i = 0; i < e->operand_count; i++)
      sum += e->coefficients[i] * evaluation_extent(run, e->operands[i]);
    return sum;
  }
  assert(e->operand_count == 2);
  int64_t a = evaluation_extent(run, e->operands[0]), b = evaluation_extent(run, e->operands[1]);
  switch (e->kind) {
  case EXPR_PRODUCT:
    return a * b;
  case EXPR_QUOTIENT:
    return floor_divide(a, b);
  case EXPR_REMAINDER:
    return a - b * floor_divide(a, b);
  case EXPR_MAXIMUM:
    return a > b ? a : b;
  case EXPR_MINIMUM:
    return a < b ? a : b;
  default:
    assert(!"not an extent");
    return 1;
  }
}

NodeArray *evaluation_array(const Evaluation *run, const Node *node)
{
  NodeArray *array = pointer_map_get(&run->arrays, node);
  assert(array);
  return array;
}

static NodeArray *create_array(Evaluation *run, Shape shape)
{
  NodeArray *array = arena_new(run->arena, NodeArray);
  array->count = 1;
  for (int d = 0; d < shape.rank; d++) {
    array->extents[d] = evaluation_extent(run, shape.extents[d]);
    array->count *= array->extents[d];
  }
  array->own_values = arena_array(run->arena, double, array->count);
  array->scales = arena_array(run->arena, double, array->count);
  array->values = array->own_values;
  return array;
}

// -- scans ----------------------------------------------------------------------------------------

static void prepare_region(Evaluation *run, const Region *region);
static void run_region(Evaluation *run, const Region *region, int64_t time);

static void prepare_scan(Evaluation *run, const Node *node)
{
  const Scan *scan = node->scan;
  int count = scan->yield_count + scan->carry_count;
  NodeArray **results = arena_array(run->arena, NodeArray *, count);
  prepare_region(run, &scan->body);
  for (int i = 0; i < scan->yield_count; i++) {
    Shape shape = scan->yields[i]->shape, stacked = {.rank = shape.rank + 1};
    for (int d = 0; d < stacked.rank; d++)
      stacked.extents[d] =
          d == scan->yield_axis[i] ? scan->extent : shape.extents[d - (d > scan->yield_axis[i])];
    results[i] = create_array(run, stacked);
  }
  for (int i = 0; i < scan->carry_count; i++)
    results[scan->yield_count + i] = create_array(run, scan->carries[i].carry->shape);
  pointer_map_set(&run->results, node, results);
}

static void copy_array(const Evaluation *run, NodeArray *to, const NodeArray *from)
{
  memcpy(to->own_values, from->values, (size_t)to->count * sizeof(double));
  if (run->is_absolute)
    memcpy(to->scales, from->scales, (size_t)to->count * sizeof(double));
}

// Whether element `position` of an array with rows in front takes part in step t.
static bool is_active(const Evaluation *run, const Scan *scan, const NodeArray *array,
                      int64_t position, int64_t t)
{
  if (!scan->lengths)
    return true;
  const NodeArray *lengths = evaluation_array(run, scan->lengths);
  int64_t row = position / (array->count / lengths->count);
  return (double)t < lengths->values[row];
}

// Places a step's yield at t of the axis; rows that have ended give 0.
static void store_yield(const Evaluation *run, const Scan *scan, int i, NodeArray *result,
                        int64_t t)
{
  const NodeArray *yield = evaluation_array(run, scan->yields[i]);
  int64_t inner = 1, extent = result->extents[scan->yield_axis[i]];
  for (int d = scan->yield_axis[i] + 1; d <= scan->yields[i]->shape.rank; d++)
    inner *= result->extents[d];
  for (int64_t position = 0; position < yield->count; position++) {
    int64_t place = (position / inner * extent + t) * inner + position % inner;
    bool active = is_active(run, scan, yield, position, t);
    result->own_values[place] = active ? yield->values[position] : 0;
    result->scales[place] = active ? yield->scales[position] : 0;
  }
}

static void advance_carry(const Evaluation *run, const Scan *scan, const Carry *carry,
                          NodeArray *next, int64_t t)
{
  const NodeArray *computed = evaluation_array(run, carry->next);
  const NodeArray *current = evaluation_array(run, carry->carry);
  for (int64_t position = 0; position < next->count; position++) {
    const NodeArray *from = is_active(run, scan, next, position, t) ? computed : current;
    next->own_values[position] = from->values[position];
    next->scales[position] = from->scales[position];
  }
}

static void run_scan_step(Evaluation *run, const Node *node, NodeArray **results, int64_t t,
                          int64_t time)
{
  const Scan *scan = node->scan;
  NodeArray *step = evaluation_array(run, scan->step);
  *step->own_values = *step->scales = (double)t;
  run_region(run, &scan->body, time);
  for (int i = 0; i < scan->yield_count; i++)
    store_yield(run, scan, i, results[i], t);
  for (int i = 0; i < scan->carry_count;
       i++)  // all first: one carry's next may be another's old value
    advance_carry(run, scan, &scan->carries[i], results[scan->yield_count + i], t);
  for (int i = 0; i < scan->carry_count; i++)
    copy_array(run, evaluation_array(run, scan->carries[i].carry), results[scan->yield_count + i]);
}

static void run_scan(Evaluation *run, const Node *node, int64_t outer_time)
{
  const Scan *scan = node->scan;
  NodeArray **results = pointer_map_get(&run->results, node);
  int64_t extent = evaluation_extent(run, scan->extent);
  for (int i = 0; i < scan->carry_count; i++) {
    const NodeArray *initial = evaluation_array(run, scan->carries[i].initial);
    copy_array(run, evaluation_array(run, scan->carries[i].carry), initial);
    copy_array(run, results[scan->yield_count + i], initial);
  }
  for (int64_t s = 0; s < extent; s++) {
    int64_t t = scan->reverse ? extent - 1 - s : s;
    run_scan_step(run, node, results, t, outer_time * extent + t);
  }
}

// -- regions --------------------------------------------------------------------------------------

static void prepare_region(Evaluation *run, const Region *region)
{
  for (const Node *node = region->first; node; node = node->next) {
    if (node->form == FORM_SCAN) {
      prepare_scan(run, node);
      continue;
    }
    if (node->form == FORM_PROJECTION) {
      NodeArray **results = pointer_map_get(&run->results, node->projection.scan);
      pointer_map_set(&run->arrays, node, results[node->projection.result]);
      continue;
    }
    pointer_map_set(&run->arrays, node, create_array(run, node->shape));
    if (node->formula)
      pointer_map_set(&run->routines, node, routine_create(run, node));
  }
}

// An array that the caller gave, with its magnitudes.
static void take_array(const Evaluation *run, NodeArray *array, const double *values)
{
  array->values = values;
  for (int64_t i = 0; run->is_absolute && i < array->count; i++)
    array->scales[i] = fabs(values[i]);
}

static void fill_array(NodeArray *array, double value)
{
  for (int64_t i = 0; i < array->count; i++) {
    array->own_values[i] = value;
    array->scales[i] = fabs(value);
  }
  array->values = array->own_values;
}

static double number_value(const Expr *e)
{
  assert(e->kind == EXPR_NUMBER);
  return type_is_float(e->type) ? e->number : (double)e->integer;
}

static void take_input(Evaluation *run, const Node *node)
{
  NodeArray *array = evaluation_array(run, node);
  const Given *given = find_given(run->inputs.items, run->inputs.count, node->name, NULL);
  if (given) {
    take_array(run, array, given->values);
  } else {
    assert(node->input.fallback);
    const Expr *fallback = node->input.fallback;
    fill_array(array, fallback->kind == EXPR_NUMBER ? number_value(fallback)
                                                    : (double)evaluation_extent(run, fallback));
  }
}

static void take_variable(Evaluation *run, const Node *node)
{
  const Given *given = find_given(run->variables.items, run->variables.count, NULL, node->variable);
  assert(given);
  take_array(run, evaluation_array(run, node), given->values);
}

// A scalar that was not set is 0.
static void take_scalar(Evaluation *run, const Node *node)
{
  const Given *given = find_given(run->scalars.items, run->scalars.count, node->name, NULL);
  fill_array(evaluation_array(run, node), given ? given->scalar : 0);
}

static void run_node(Evaluation *run, const Node *node, int64_t time)
{
  switch (node->form) {
  case FORM_INPUT:
    if (node->region == &run->graph->body)  // else a leaf of a scan
      take_input(run, node);
    break;
  case FORM_VARIABLE:
    take_variable(run, node);
    break;
  case FORM_SCALAR:
    take_scalar(run, node);
    break;
  case FORM_CONSTANT:
    assert(node->data);  // else graph_complete it
    take_array(run, evaluation_array(run, node), node->data);
    break;
  case FORM_MAP:
  case FORM_REDUCE:
  case FORM_DRAW:
    routine_run(pointer_map_get(&run->routines, node), run->is_absolute, run->seed, run->step,
                time);
    break;
  case FORM_SCAN:
    run_scan(run, node, time);
    break;
  case FORM_PROJECTION:
    break;
  case FORM_GRADIENT:
    assert(!"a gradient is evaluated once it is differentiated");
    break;
  }
}

static void run_region(Evaluation *run, const Region *region, int64_t time)
{
  for (const Node *node = region->first; node; node = node->next)
    run_node(run, node, time);
}

void evaluation_run(Evaluation *run, bool absolute)
{
  if (!run->is_prepared) {
    run->arrays = pointer_map(run->arena);
    run->routines = pointer_map(run->arena);
    run->results = pointer_map(run->arena);
    prepare_region(run, &run->graph->body);
    run->is_prepared = true;
  }
  run->is_absolute = absolute;
  run_region(run, &run->graph->body, 0);
}

const double *evaluation_result(const Evaluation *run, const Node *node)
{
  const NodeArray *array = evaluation_array(run, node);
  return run->is_absolute ? array->scales : array->values;
}
