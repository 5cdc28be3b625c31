// One formula, evaluated by naive loops: the free indices row-major, then the reduced ones, so that
// the first of equal maxima is the first met. A condition is tested as soon as the indices it needs
// are set; one that is linear in the innermost of them bounds that index's loop instead.

#include "graph/evaluate.h"

#include <assert.h>
#include <math.h>

// coefficient*index + rest is 0, or is not negative.
typedef struct Constraint {
  int64_t coefficient;
  Linear rest;
  bool is_equality;
} Constraint;

typedef struct Loop {
  int64_t extent;
  ListOf(Constraint) constraints;
  ListOf(Program) tests;
} Loop;

struct Routine {
  const Node *node;
  const Formula *formula;
  NodeArray *array;
  Loop loops[MAX_INDICES];
  ListOf(Program) first_tests;  // of the free indices alone
  Program body, otherwise;
  Machine machine;
  int64_t capacities[MAX_RANK];  // of the result's dimensions: what numbers a draw's elements
  bool scaled;
  bool is_float_body;
  // The reduction at hand.
  bool is_empty;
  Value total;
  Scale total_scale;
  int64_t place;  // of the extreme
};

// -- compiling ------------------------------------------------------------------------------------

static int last_slot(uint32_t mask)
{
  return mask ? 31 - __builtin_clz(mask) : -1;
}

// A condition on integers that is linear in the index whose loop it belongs to, and in the ones
// outside.
static bool compile_constraint(Compiler *c, const Expr *condition, int slot, Constraint *constraint)
{
  if (condition->kind != EXPR_EQUAL && condition->kind != EXPR_LESS_EQUAL)
    return false;
  const Expr *e = condition->operands[condition->kind == EXPR_LESS_EQUAL];
  if (e->type != TYPE_INDEX || !expr_coefficient(e, slot, &constraint->coefficient) ||
      constraint->coefficient == 0)
    return false;
  Graph *graph = (Graph *)evaluation_graph(c->run);
  const Expr *own = expr_binary(graph, EXPR_MULTIPLY, expr_index(graph, slot),
                                expr_integer(graph, TYPE_INDEX, constraint->coefficient));
  constraint->is_equality = condition->kind == EXPR_EQUAL;
  return compile_linear(c, expr_binary(graph, EXPR_SUBTRACT, e, own), 1u << slot,
                        &constraint->rest);
}

static void compile_condition(Routine *routine, Compiler *c, const Expr *condition)
{
  int slot = last_slot(condition->index_mask);
  Constraint constraint;
  if (slot < routine->formula->free_count) {
    list_add(c->arena, &routine->first_tests, compile_program(c, condition));
  } else if (compile_constraint(c, condition, slot, &constraint)) {
    list_add(c->arena, &routine->loops[slot].constraints, constraint);
  } else {
    list_add(c->arena, &routine->loops[slot].tests, compile_program(c, condition));
  }
}

// What reads nothing first; the others may read outside where a later condition fails.
static void compile_conditions(Routine *routine, Compiler *c)
{
  const Formula *formula = routine->formula;
  for (int reads = 0; reads <= 1; reads++)
    for (int i = 0; i < formula->condition_count; i++)
      if ((formula->conditions[i]->node_mask != 0) == reads) {
        c->is_lenient = reads;
        compile_condition(routine, c, formula->conditions[i]);
      }
  c->is_lenient = false;
}

static void create_machine(Routine *routine, const Compiler *c)
{
  Machine *machine = &routine->machine;
  machine->registers = arena_array(c->arena, Value, c->register_count);
  machine->scales = arena_array(c->arena, Scale, c->register_count);
  for (int i = 0; i < c->constants.count; i++) {
    machine->registers[c->constants.items[i].at] = c->constants.items[i].value;
    machine->scales[c->constants.items[i].at].size = c->constants.items[i].size;
  }
  if (routine->node->form == FORM_DRAW)
    machine->key = routine->node->draw.key;
}

Routine *routine_create(Evaluation *run, const Node *node)
{
  Arena *arena = evaluation_arena(run);
  Routine *routine = arena_new(arena, Routine);
  const Formula *formula = node->formula;
  const Graph *graph = evaluation_graph(run);
  routine->node = node;
  routine->formula = formula;
  routine->array = evaluation_array(run, node);
  routine->is_float_body = type_is_float(formula->body->type);
  for (int i = 0; i < formula->index_count; i++)
    routine->loops[i].extent = evaluation_extent(run, formula->indices[i].extent);
  for (int d = 0; d < node->shape.rank; d++)
    if (!expr_capacity(graph, node->shape.extents[d], &routine->capacities[d]))
      routine->capacities[d] = routine->array->extents[d];
  Compiler c = {.run = run, .arena = arena, .register_count = formula->index_count};
  c.known = evaluation_known(run);
  compile_conditions(routine, &c);
  routine->body = compile_program(&c, formula->body);
  if (formula->otherwise)
    routine->otherwise = compile_program(&c, formula->otherwise);
  create_machine(routine, &c);
  return routine;
}

// -- reductions -----------------------------------------------------------------------------------

static bool is_extreme(Reduction reduction)
{
  return reduction == REDUCTION_MAX || reduction == REDUCTION_MIN ||
         reduction == REDUCTION_ARGMAX || reduction == REDUCTION_ARGMIN;
}

// The value over an empty domain. Elaboration proves that extremes have none, or says what they are
// then; in a text changed by hand they are NaN, or 0.
static Value start_value(const Routine *routine)
{
  Reduction reduction = routine->formula->reduction;
  int64_t start = reduction == REDUCTION_PROD || reduction == REDUCTION_ALL;
  if (!routine->is_float_body)
    return (Value){.integer = start};
  return (Value){.number = is_extreme(reduction) ? NAN : (double)start};
}

// Row-major position in the box of the reduced indices.
static int64_t box_position(const Routine *routine)
{
  int64_t position = 0;
  for (int i = routine->formula->free_count; i < routine->formula->index_count; i++)
    position = position * routine->loops[i].extent + routine->machine.registers[i].integer;
  return position;
}

static bool is_better(const Routine *routine, Value value)
{
  Reduction reduction = routine->formula->reduction;
  bool greater = reduction == REDUCTION_MAX || reduction == REDUCTION_ARGMAX;
  if (routine->is_float_body)
    return greater ? value.number > routine->total.number : value.number < routine->total.number;
  return greater ? value.integer > routine->total.integer : value.integer < routine->total.integer;
}

static void take_extreme(Routine *routine, Value value, Scale scale)
{
  Scale *total = &routine->total_scale;
  total->size = routine->is_empty || scale.size > total->size ? scale.size : total->size;
  total->error = routine->is_empty || scale.error > total->error ? scale.error : total->error;
  if (!routine->is_empty && !is_better(routine, value))
    return;
  routine->total = value;
  routine->place = box_position(routine);
}

// Errors of many terms are taken as independent: they add up in squares.
static void take_number(Routine *routine, double value, Scale scale)
{
  Scale *total = &routine->total_scale;
  if (routine->formula->reduction == REDUCTION_SUM) {
    routine->total.number += value;
    total->size += scale.size;
    total->error = hypot(total->error, scale.error);
  } else {
    total->error = hypot(total->error * value, routine->total.number * scale.error);
    total->size *= scale.size;
    routine->total.number *= value;
  }
}

static void take_integer(Routine *routine, int64_t value)
{
  uint64_t total = (uint64_t)routine->total.integer;
  switch (routine->formula->reduction) {
  case REDUCTION_SUM:
    total += (uint64_t)value;
    break;
  case REDUCTION_PROD:
    total *= (uint64_t)value;
    break;
  case REDUCTION_ANY:
    total |= value != 0;
    break;
  default:
    total &= value != 0;
  }
  bool wraps = routine->formula->body->type == TYPE_I32;
  routine->total.integer = wraps ? (int32_t)(uint32_t)total : (int64_t)total;
}

static void take_term(Routine *routine)
{
  Machine *machine = &routine->machine;
  run_program(&routine->body, machine, routine->scaled);
  Value value = machine->registers[routine->body.result];
  Scale scale = machine->scales[routine->body.result];
  if (is_extreme(routine->formula->reduction))
    take_extreme(routine, value, scale);
  else if (routine->is_float_body)
    take_number(routine, value.number, scale);
  else
    take_integer(routine, value.integer);
  routine->is_empty = false;
}

static bool passes(Routine *routine, const Program *tests, int count)
{
  for (int i = 0; i < count; i++) {
    run_program(&tests[i], &routine->machine, false);
    if (!routine->machine.registers[tests[i].result].integer)
      return false;
  }
  return true;
}

// The values low .. high of the loop's index that a constraint allows.
static void narrow(const Constraint *constraint, const Value *registers, int64_t *low,
                   int64_t *high)
{
  int64_t rest = linear_value(&constraint->rest, registers), factor = constraint->coefficient;
  if (factor < 0 && constraint->is_equality) {
    factor = -factor;
    rest = -rest;
  }
  // factor*i + rest >= 0
  int64_t first = factor > 0 ? -floor_divide(rest, factor) : INT64_MIN;
  int64_t last = factor < 0 ? floor_divide(rest, -factor) : INT64_MAX;
  if (constraint->is_equality)
    last = floor_divide(-rest, factor);  // below `first` where it does not divide
  *low = first > *low ? first : *low;
  *high = last < *high ? last : *high;
}

static void reduce(Routine *routine, int slot)
{
  if (slot == routine->formula->index_count) {
    take_term(routine);
    return;
  }
  const Loop *loop = &routine->loops[slot];
  int64_t low = 0, high = loop->extent - 1;
  for (int i = 0; i < loop->constraints.count; i++)
    narrow(&loop->constraints.items[i], routine->machine.registers, &low, &high);
  for (int64_t at = low; at <= high; at++) {
    routine->machine.registers[slot].integer = at;
    if (passes(routine, loop->tests.items, loop->tests.count))
      reduce(routine, slot + 1);
  }
}

// -- results --------------------------------------------------------------------------------------

static double as_double(bool is_number, Value value)
{
  return is_number ? value.number : (double)value.integer;
}

static double scale_total(Scale scale)
{
  return scale.size + scale.error;
}

// Runs a program whose value is the element.
static void store_value(Routine *routine, const Program *program, Type type, int64_t position)
{
  run_program(program, &routine->machine, routine->scaled);
  routine->array->own_values[position] =
      as_double(type_is_float(type), routine->machine.registers[program->result]);
  if (routine->scaled)
    routine->array->scales[position] = scale_total(routine->machine.scales[program->result]);
}

static void store_reduction(Routine *routine, int64_t position)
{
  const Formula *formula = routine->formula;
  bool is_place = reduction_is_positional(formula);
  routine->place = 0;
  routine->is_empty = true;
  routine->total = start_value(routine);
  routine->total_scale = (Scale){as_double(routine->is_float_body, routine->total), 0};
  if (passes(routine, routine->first_tests.items, routine->first_tests.count))
    reduce(routine, formula->free_count);
  if (routine->is_empty && formula->otherwise) {
    store_value(routine, &routine->otherwise, formula->otherwise->type, position);
    return;
  }
  double value =
      is_place ? (double)routine->place : as_double(routine->is_float_body, routine->total);
  routine->array->own_values[position] = value;
  if (routine->scaled)
    routine->array->scales[position] =
        routine->is_float_body && !is_place ? scale_total(routine->total_scale) : fabs(value);
}

// The number of a draw's element: it does not depend on the size of the day; in a scan every step
// has numbers of its own.
static uint64_t draw_element(const Routine *routine, int64_t time)
{
  uint64_t element = 0;
  int rank = routine->node->shape.rank;
  for (int d = 0; d < rank; d++) {
    int64_t width = routine->capacities[d];
    element *= (uint64_t)(d == rank - 1 ? draw_row(width) : width);
    element += (uint64_t)routine->machine.registers[d].integer;
  }
  return element + (uint64_t)time * (uint64_t)ELEMENTS_OF_STEP;
}

static void store_element(Routine *routine, int64_t position, int64_t time)
{
  if (routine->node->form == FORM_DRAW)
    routine->machine.element = draw_element(routine, time);
  if (routine->formula->reduction == REDUCTION_NONE)
    store_value(routine, &routine->body, routine->formula->body->type, position);
  else
    store_reduction(routine, position);
}

void routine_run(Routine *routine, bool scaled, uint64_t seed, uint64_t step, int64_t time)
{
  Value *registers = routine->machine.registers;
  int free_count = routine->formula->free_count;
  routine->scaled = scaled;
  routine->machine.seed = seed;
  routine->machine.step = step;
  for (int i = 0; i < free_count; i++)
    registers[i].integer = 0;
  for (int64_t position = 0; position < routine->array->count; position++) {
    store_element(routine, position, time);
    for (int i = free_count - 1; i >= 0 && ++registers[i].integer == routine->loops[i].extent; i--)
      registers[i].integer = 0;
  }
}
