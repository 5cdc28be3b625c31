// Scalar expressions as programs: one step per operation, each distinct expression once where it is
// used first. A choice jumps, so only the branch taken is evaluated; what a branch computes is
// forgotten at its end. Everything is done in double, or in exact integers.

#include "graph/evaluate.h"
#include "base/bf16.h"
#include "base/scale.h"
#include "random.h"

#include <assert.h>
#include <math.h>

// -- compiling ------------------------------------------------------------------------------------

static int compile(Compiler *c, const Expr *e);

static int add_register(Compiler *c)
{
  return c->register_count++;
}

static Step *add_step(Compiler *c, StepCode code, const Expr *e)
{
  Step step = {.code = code, .kind = e->kind, .type = e->type, .to = add_register(c)};
  list_add(c->arena, &c->program->steps, step);
  return &c->program->steps.items[c->program->steps.count - 1];
}

static int add_constant(Compiler *c, Value value, double size)
{
  int at = add_register(c);
  list_add(c->arena, &c->constants, ((typeof(*c->constants.items)){at, value, size}));
  return at;
}

static void remember(Compiler *c, const Expr *e, int at)
{
  c->known[e->id] = at + 1;
  list_add(c->arena, &c->trail, e->id);
}

static void forget(Compiler *c, int trail_count)
{
  while (c->trail.count > trail_count)
    c->known[c->trail.items[--c->trail.count]] = 0;
}

static int compile_number(Compiler *c, const Expr *e)
{
  Value value = {.integer = e->integer};
  if (type_is_float(e->type))
    value.number = e->number;
  return add_constant(c, value, fabs(type_is_float(e->type) ? e->number : (double)e->integer));
}

// Terms in registers; a register stands once.
typedef struct LinearBuilder {
  int64_t constant;
  int count;
  int registers[MAX_INDICES * 2];
  int64_t coefficients[MAX_INDICES * 2];
} LinearBuilder;

static void linear_add(LinearBuilder *builder, int at, int64_t coefficient)
{
  for (int i = 0; i < builder->count; i++)
    if (builder->registers[i] == at) {
      builder->coefficients[i] += coefficient;
      return;
    }
  assert(builder->count < MAX_INDICES * 2);
  builder->registers[builder->count] = at;
  builder->coefficients[builder->count++] = coefficient;
}

static void linear_add_expr(Compiler *c, LinearBuilder *builder, const Expr *e, int64_t factor)
{
  Terms terms;
  expr_terms(e, &terms);
  builder->constant += terms.constant * factor;
  for (int i = 0; i < terms.count; i++) {
    const Expr *atom = terms.atoms[i];
    int64_t coefficient = terms.coefficients[i] * factor;
    if (atom->kind == EXPR_SYMBOL)
      builder->constant += coefficient * evaluation_extent(c->run, atom);
    else
      linear_add(builder, compile(c, atom), coefficient);
  }
}

static Linear linear_finish(Compiler *c, const LinearBuilder *builder)
{
  int *registers = arena_array(c->arena, int, builder->count);
  int64_t *coefficients = arena_array(c->arena, int64_t, builder->count);
  for (int i = 0; i < builder->count; i++) {
    registers[i] = builder->registers[i];
    coefficients[i] = builder->coefficients[i];
  }
  return (Linear){builder->constant, builder->count, registers, coefficients};
}

bool compile_linear(Compiler *c, const Expr *e, uint32_t forbidden_mask, Linear *linear)
{
  Terms terms;
  expr_terms(e, &terms);
  for (int i = 0; i < terms.count; i++) {
    const Expr *atom = terms.atoms[i];
    if (atom->kind != EXPR_SYMBOL &&
        (atom->kind != EXPR_INDEX || atom->index_mask & forbidden_mask))
      return false;
  }
  LinearBuilder builder = {.count = 0};
  linear_add_expr(c, &builder, e, 1);
  *linear = linear_finish(c, &builder);
  return true;
}

static int compile_affine(Compiler *c, const Expr *e)
{
  LinearBuilder builder = {.count = 0};
  linear_add_expr(c, &builder, e, 1);
  Linear *linear = arena_new(c->arena, Linear);
  *linear = linear_finish(c, &builder);
  Step *step = add_step(c, STEP_LINEAR, e);
  step->linear = linear;
  return step->to;
}

static int compile_checked_read(Compiler *c, const Expr *e, Load *load)
{
  Linear *indices = arena_array(c->arena, Linear, load->rank);
  for (int d = 0; d < load->rank; d++) {
    LinearBuilder builder = {.count = 0};
    linear_add_expr(c, &builder, e->operands[d], 1);
    indices[d] = linear_finish(c, &builder);
  }
  load->indices = indices;
  int fallback = compile(c, e->operands[load->rank]);
  Step *step = add_step(c, STEP_LOAD_OR, e);
  step->b = fallback;
  step->load = load;
  return step->to;
}

static int compile_read(Compiler *c, const Expr *e)
{
  Load *load = arena_new(c->arena, Load);
  load->array = evaluation_array(c->run, e->node);
  load->rank = e->node->shape.rank;
  load->is_integer = !type_is_float(e->type);
  load->is_lenient = c->is_lenient;
  if (e->has_fallback)
    return compile_checked_read(c, e, load);
  LinearBuilder builder = {.count = 0};
  int64_t stride = 1;
  for (int d = load->rank - 1; d >= 0; d--) {
    linear_add_expr(c, &builder, e->operands[d], stride);
    stride *= load->array->extents[d];
  }
  load->address = linear_finish(c, &builder);
  Step *step = add_step(c, STEP_LOAD, e);
  step->load = load;
  return step->to;
}

static int compile_call(Compiler *c, const Expr *e)
{
  int *arguments = arena_array(c->arena, int, e->operand_count);
  for (int i = 0; i < e->operand_count; i++)
    arguments[i] = compile(c, e->operands[i]);
  if (e->function->exact) {
    Step *step = add_step(c, STEP_CALL, e);
    step->function = e->function;
    step->arguments = arguments;
    step->a = e->operand_count;
    return step->to;
  }
  const int *outer = c->formals;
  int trail_count = c->trail.count;
  c->formals = arguments;
  int result = compile(c, e->function->body);
  forget(c, trail_count);  // the next call has other arguments
  c->formals = outer;
  return result;
}

static int place_of_next_step(const Compiler *c)
{
  return c->program->steps.count;
}

// Compiles one branch and moves its value to `to`.
static void compile_branch(Compiler *c, const Expr *branch, int to)
{
  int trail_count = c->trail.count;
  int value = compile(c, branch);
  forget(c, trail_count);
  Step *move = add_step(c, STEP_MOVE, branch);
  move->to = to;
  move->a = value;
}

static int compile_select(Compiler *c, const Expr *e)
{
  int condition = compile(c, e->operands[0]), to = add_register(c);
  int test = place_of_next_step(c);
  add_step(c, STEP_JUMP_UNLESS, e)->a = condition;
  compile_branch(c, e->operands[1], to);
  int jump = place_of_next_step(c);
  add_step(c, STEP_JUMP, e);
  c->program->steps.items[test].b = place_of_next_step(c);
  compile_branch(c, e->operands[2], to);
  c->program->steps.items[jump].b = place_of_next_step(c);
  return to;
}

static int compile_operation(Compiler *c, const Expr *e)
{
  int operands[3] = {0};
  assert(e->operand_count >= 1 && e->operand_count <= 3);
  for (int i = 0; i < e->operand_count; i++)
    operands[i] = compile(c, e->operands[i]);
  Type from = e->operands[0]->type;
  StepCode code = e->kind == EXPR_CONVERT                          ? STEP_CONVERT
                  : type_is_float(from) && !type_is_float(e->type) ? STEP_COMPARE
                  : type_is_float(e->type)                         ? STEP_NUMBER_OP
                                                                   : STEP_INTEGER_OP;
  Step *step = add_step(c, code, e);
  step->from = from;
  step->a = operands[0];
  step->b = operands[1];
  step->c = operands[2];
  return step->to;
}

static int compile_new(Compiler *c, const Expr *e)
{
  switch (e->kind) {
  case EXPR_NUMBER:
    return compile_number(c, e);
  case EXPR_SYMBOL: {
    int64_t extent = evaluation_extent(c->run, e);
    return add_constant(c, (Value){.integer = extent}, (double)extent);
  }
  case EXPR_INDEX:
    return e->slot;
  case EXPR_FORMAL:
    return c->formals[e->slot];
  case EXPR_RANDOM: {
    Step *step = add_step(c, STEP_RANDOM, e);
    step->a = e->slot;
    return step->to;
  }
  case EXPR_READ:
    return compile_read(c, e);
  case EXPR_CALL:
    return compile_call(c, e);
  case EXPR_AFFINE:
    return compile_affine(c, e);
  case EXPR_SELECT:
    return compile_select(c, e);
  default:
    return compile_operation(c, e);
  }
}

static int compile(Compiler *c, const Expr *e)
{
  if (c->known[e->id])
    return c->known[e->id] - 1;
  int at = compile_new(c, e);
  remember(c, e, at);
  return at;
}

Program compile_program(Compiler *c, const Expr *e)
{
  Program program = {.result = 0};
  c->program = &program;
  program.result = compile(c, e);
  c->program = NULL;
  forget(c, 0);  // each program runs by itself
  return program;
}

// -- running --------------------------------------------------------------------------------------

int64_t linear_value(const Linear *linear, const Value *registers)
{
  int64_t value = linear->constant;
  for (int i = 0; i < linear->count; i++)
    value += linear->coefficients[i] * registers[linear->registers[i]].integer;
  return value;
}

static double dot(int64_t a, int64_t b)
{
  return (double)bf16_low((int32_t)a) * (double)bf16_low((int32_t)b) +
         (double)bf16_high((int32_t)a) * (double)bf16_high((int32_t)b);
}

static double number_op(const Step *s, const Value *r)
{
  double a = r[s->a].number, b = r[s->b].number;
  switch (s->kind) {
  case EXPR_NEGATE:
    return -a;
  case EXPR_SQRT:
    return sqrt(a);
  case EXPR_FLOOR:
    return floor(a);
  case EXPR_FROM_BITS:
    return float_from_bits((int32_t)r[s->a].integer);
  case EXPR_DETACH:
    return a;
  case EXPR_ADD:
    return a + b;
  case EXPR_SUBTRACT:
    return a - b;
  case EXPR_MULTIPLY:
    return a * b;
  case EXPR_DIVIDE:
    return a / b;
  case EXPR_POWER:
    return pow(a, (double)r[s->b].integer);
  case EXPR_MAXIMUM:
    return a > b ? a : b;
  case EXPR_MINIMUM:
    return a < b ? a : b;
  case EXPR_SCALB:
    return scaled_by_power(a, b);
  case EXPR_DOT:
    return dot(r[s->a].integer, r[s->b].integer);
  case EXPR_FMA:
    return fma(a, b, r[s->c].number);
  default:
    assert(!"not an operation on floats");
    return 0;
  }
}

// Floats to bool or i32.
static int64_t compare_op(const Step *s, const Value *r)
{
  double a = r[s->a].number, b = r[s->b].number;
  switch (s->kind) {
  case EXPR_EQUAL:
    return a == b;
  case EXPR_NOT_EQUAL:
    return a != b;
  case EXPR_LESS:
    return a < b;
  case EXPR_LESS_EQUAL:
    return a <= b;
  case EXPR_EXPONENT:
    return float_exponent(a);
  case EXPR_BITS:
    return float_bits(a);
  case EXPR_PAIR:
    return bf16_pair((float)a, (float)b);
  default:
    assert(!"not a comparison");
    return 0;
  }
}

static int64_t integer_op(const Step *s, const Value *r)
{
  int64_t a = r[s->a].integer, b = r[s->b].integer;
  switch (s->kind) {
  case EXPR_NEGATE:
    return (int64_t)(0 - (uint64_t)a);
  case EXPR_NOT:
    return !a;
  case EXPR_DETACH:
    return a;
  case EXPR_ADD:
    return (int64_t)((uint64_t)a + (uint64_t)b);
  case EXPR_SUBTRACT:
    return (int64_t)((uint64_t)a - (uint64_t)b);
  case EXPR_MULTIPLY:
  case EXPR_PRODUCT:
    return (int64_t)((uint64_t)a * (uint64_t)b);
  case EXPR_QUOTIENT:
    return floor_divide(a, b);
  case EXPR_REMAINDER:
    return a - b * floor_divide(a, b);
  case EXPR_MAXIMUM:
    return a > b ? a : b;
  case EXPR_MINIMUM:
    return a < b ? a : b;
  case EXPR_EQUAL:
    return a == b;
  case EXPR_NOT_EQUAL:
    return a != b;
  case EXPR_LESS:
    return a < b;
  case EXPR_LESS_EQUAL:
    return a <= b;
  case EXPR_AND:
    return a && b;
  case EXPR_OR:
    return a || b;
  default:
    assert(!"not an operation on integers");
    return 0;
  }
}

static Value convert(const Step *s, Value a)
{
  if (type_is_float(s->type))
    return type_is_float(s->from) ? a : (Value){.number = (double)a.integer};
  if (type_is_float(s->from))
    return (Value){.integer = (int64_t)convert_value(s->type, a.number)};
  if (s->type == TYPE_INDEX || s->type == TYPE_I32)
    return a;
  return (Value){.integer =
                     s->type == TYPE_BOOL ? a.integer != 0 : saturate((double)a.integer, s->type)};
}

static Value load_at(const Load *load, int64_t address)
{
  if (load->is_lenient && (address < 0 || address >= load->array->count))
    return (Value){.integer = 0};
  assert(address >= 0 && address < load->array->count);
  double value = load->array->values[address];
  return load->is_integer ? (Value){.integer = (int64_t)value} : (Value){.number = value};
}

int64_t checked_address(const Load *load, const Value *registers)
{
  int64_t address = 0;
  for (int d = 0; d < load->rank; d++) {
    int64_t index = linear_value(&load->indices[d], registers), extent = load->array->extents[d];
    if (index < 0 || index >= extent)
      return -1;
    address = address * extent + index;
  }
  return address;
}

double call_exact(const Step *s, const Value *r)
{
  double arguments[MAX_RANK];
  assert(s->a <= MAX_RANK);
  for (int i = 0; i < s->a; i++)
    arguments[i] = r[s->arguments[i]].number;
  return s->function->exact(arguments);
}

static double random_number(const Step *s, const Machine *machine)
{
  return netc_random_uniform(machine->seed, machine->step, machine->key, machine->element,
                             (uint32_t)s->a);
}

void run_program(const Program *program, Machine *machine, bool scaled)
{
  Value *r = machine->registers;
  for (int at = 0; at < program->steps.count; at++) {
    const Step *s = &program->steps.items[at];
    switch (s->code) {
    case STEP_NUMBER_OP:
      r[s->to].number = number_op(s, r);
      break;
    case STEP_COMPARE:
      r[s->to].integer = compare_op(s, r);
      break;
    case STEP_INTEGER_OP: {
      int64_t value = integer_op(s, r);
      r[s->to].integer = s->type == TYPE_I32 ? (int32_t)(uint32_t)(uint64_t)value : value;
      break;
    }
    case STEP_CONVERT:
      r[s->to] = convert(s, r[s->a]);
      break;
    case STEP_LINEAR:
      r[s->to].integer = linear_value(s->linear, r);
      break;
    case STEP_LOAD:
      r[s->to] = load_at(s->load, linear_value(&s->load->address, r));
      break;
    case STEP_LOAD_OR: {
      int64_t address = checked_address(s->load, r);
      r[s->to] = address < 0 ? r[s->b] : load_at(s->load, address);
      break;
    }
    case STEP_CALL:
      r[s->to].number = call_exact(s, r);
      break;
    case STEP_RANDOM:
      r[s->to].number = random_number(s, machine);
      break;
    case STEP_MOVE:
      r[s->to] = r[s->a];
      break;
    case STEP_JUMP:
      at = s->b - 1;
      continue;
    case STEP_JUMP_UNLESS:
      if (!r[s->a].integer)
        at = s->b - 1;
      continue;
    }
    if (scaled)
      machine->scales[s->to] = step_scale(s, r, machine->scales);
  }
}
