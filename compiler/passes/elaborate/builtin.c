// The operations that have no formula: the primitives of expressions, and what lists and extents
// need.

#include "passes/elaborate/elaborate.h"

#include <math.h>
#include <string.h>

typedef Value Apply(Frame *f, const Builtin *builtin, const Value *arguments, int count, Span at);

struct Builtin {
  const char *name;
  int least, most;  // arguments
  Apply *apply;
  ExprKind kind;  // of the expression, where it is one
  Type takes, gives;
};

// -- elements -------------------------------------------------------------------------------------

static Value element(Frame *f, const Tensor *shape, const Expr *expr)
{
  Tensor t = {.type = expr->type, .shape = shape->shape, .expr = expr, .size = shape->size + 1};
  if (t.shape.rank == 0 && expr_is_number(expr) && expr->type == TYPE_INDEX)
    return integer_value(expr->integer);
  return tensor_value(f->e, t);
}

// sqrt and floor: in double on constants, else in the operand's float type.
static Value apply_float(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  if (is_constant_number(a[0])) {
    double x = number_of(a[0]);
    return real_value(builtin->kind == EXPR_SQRT ? sqrt(x) : floor(x));
  }
  Tensor t = {0};
  if (is_tensor(a[0]) && builtin->kind == EXPR_FLOOR &&
      (a[0].tensor->type == TYPE_INDEX || a[0].tensor->type == TYPE_I32))
    return a[0];
  Type type = is_tensor(a[0]) && a[0].tensor->type == TYPE_F64 ? TYPE_F64 : TYPE_F32;
  if (!as_type(f, a[0], type, at, &t))
    return poison();
  return element(f, &t, expr_unary(f->e->graph, builtin->kind, t.expr));
}

// The parts of a float, and back.
static Value apply_bits(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  Tensor t;
  if (!as_type(f, a[0], builtin->takes, at, &t))
    return poison();
  const Expr *expr = expr_unary(f->e->graph, builtin->kind, t.expr);
  if (!expr_is_number(expr))
    return element(f, &t, expr);
  return builtin->gives == TYPE_I32 ? integer_value(expr->integer) : real_value(expr->number);
}

static Value apply_extreme(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  bool is_maximum = builtin->kind == EXPR_MAXIMUM;
  if (is_constant_number(a[0]) && is_constant_number(a[1])) {
    double x = number_of(a[0]), y = number_of(a[1]);
    return (is_maximum ? x > y : x < y) ? a[0] : a[1];
  }
  if (a[0].kind == VALUE_DURATION || a[1].kind == VALUE_DURATION) {
    Value steps[2];
    for (int i = 0; i < 2; i++)
      steps[i] =
          a[i].kind == VALUE_DURATION ? arithmetic(f, AST_ADD, a[i], integer_value(0), at) : a[i];
    return apply_extreme(f, builtin, steps, 2, at);
  }
  if (!is_tensor(a[0]) && !is_tensor(a[1]))
    return fail(f, E0401, at, "%s is for numbers and tensors, this is %s", builtin->name,
                value_kind_text(f->e, is_constant_number(a[0]) ? a[1] : a[0]));
  Value x = a[0], y = a[1];
  Tensor left, right;
  if (!unify_tensors(f, &x, &y, true, false, at, &left, &right))
    return poison();
  left.size += right.size;
  return element(f, &left, expr_binary(f->e->graph, builtin->kind, left.expr, right.expr));
}

static Value apply_clamp(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)builtin, (void)count;
  Value above[2] = {a[1], a[0]};
  Value below[2] = {a[2], apply_extreme(f, find_builtin("maximum"), above, 2, at)};
  return below[1].kind == VALUE_POISON ? poison()
                                       : apply_extreme(f, find_builtin("minimum"), below, 2, at);
}

static Value apply_scalb(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  Tensor x, n;
  if (!as_type(f, a[0], TYPE_F32, at, &x) || !as_type(f, a[1], TYPE_F32, at, &n) ||
      !align_shapes(f, &x, &n, at))
    return poison();
  const Expr *expr = expr_binary(f->e->graph, builtin->kind, x.expr, n.expr);
  return expr_is_number(expr) ? real_value(expr->number) : element(f, &x, expr);
}

static Value apply_fma(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)builtin, (void)count;
  if (is_constant_number(a[0]) && is_constant_number(a[1]) && is_constant_number(a[2]))
    return real_value(fma(number_of(a[0]), number_of(a[1]), number_of(a[2])));
  Tensor t[3];
  for (int i = 0; i < 3; i++)
    if (!as_type(f, a[i], TYPE_F32, at, &t[i]))
      return poison();
  if (!align_shapes(f, &t[0], &t[1], at) || !align_shapes(f, &t[1], &t[2], at) ||
      !align_shapes(f, &t[0], &t[1], at))
    return poison();
  t[0].size += t[1].size + t[2].size;
  return element(f, &t[0], expr_ternary(f->e->graph, EXPR_FMA, t[0].expr, t[1].expr, t[2].expr));
}

static Value apply_detach(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  if (!is_tensor(a[0]))
    return is_constant_number(a[0]) ? a[0]
                                    : fail(f, E0401, at, "detach is for tensors, this is %s",
                                           value_kind_text(f->e, a[0]));
  return element(f, a[0].tensor, expr_unary(f->e->graph, builtin->kind, a[0].tensor->expr));
}

// int(x), float(x)
static Value apply_convert(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  if (is_constant_number(a[0])) {
    double x = number_of(a[0]);
    if (builtin->gives == TYPE_F32)
      return real_value(x);
    double kept = isnan(x) ? 0 : fmin(fmax(trunc(x), INT32_MIN), INT32_MAX);
    return integer_value((int64_t)kept);
  }
  if (is_tensor(a[0]) && builtin->gives == TYPE_I32 && a[0].tensor->type == TYPE_INDEX)
    return a[0];
  Tensor t;
  if (!is_tensor(a[0]))
    return fail(f, E0401, at, "%s converts numbers and tensors, this is %s", builtin->name,
                value_kind_text(f->e, a[0]));
  return as_type(f, a[0], builtin->gives, at, &t) ? tensor_value(f->e, t) : poison();
}

static Value apply_random(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)builtin, (void)count;
  int64_t stream;
  const Frame *in = f;
  while (in && !in->is_init)
    in = in->caller;
  if (!in)
    return fail(f, E0208, at, "random stands in the definition of a start or distribution, `init`");
  if (!value_integer(f, a[0], at, "the stream of random", &stream))
    return poison();
  if (stream < 0 || stream > 3)
    return fail(f, E0305, at, "random has the streams 0 .. 3, not %lld", (long long)stream);
  return element_value(f->e, expr_random(f->e->graph, (int)stream));
}

// -- lists ----------------------------------------------------------------------------------------

static const Values *as_list(Frame *f, const Builtin *builtin, Value v, Span at)
{
  if (v.kind == VALUE_LIST || v.kind == VALUE_TUPLE)
    return v.list;
  fail(f, E0401, at, "%s takes a list, this is %s", builtin->name, value_kind_text(f->e, v));
  return NULL;
}

static Value apply_length(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  const Values *list = as_list(f, builtin, a[0], at);
  return list ? integer_value(list->count) : poison();
}

static Value apply_reversed(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  const Values *list = as_list(f, builtin, a[0], at);
  Values items = {0};
  for (int i = list ? list->count - 1 : -1; i >= 0; i--)
    list_add(f->e->arena, &items, list->items[i]);
  return list ? list_value(f->e, VALUE_LIST, items) : poison();
}

enum { MAX_LIST = 65536 };

// range(n): 0 .. n - 1;  range(a, b): a .. b - 1
static Value apply_range(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)builtin;
  int64_t first = 0, end;
  if (!value_integer(f, a[count - 1], at, "the end of a range", &end) ||
      (count == 2 && !value_integer(f, a[0], at, "the start of a range", &first)))
    return poison();
  if (end > first && (uint64_t)end - (uint64_t)first > MAX_LIST)
    return fail(f, E0504, at, "a list has at most %d items, this range has %lld", MAX_LIST,
                (long long)(end - first));
  Values items = {0};
  for (int64_t i = first; i < end; i++)
    list_add(f->e->arena, &items, integer_value(i));
  return list_value(f->e, VALUE_LIST, items);
}

// g with an edge from every node to itself, after its own edges.
static Value apply_loops(Frame *f, const Builtin *builtin, const Value *a, int count, Span at)
{
  (void)count;
  if (a[0].kind != VALUE_GRAPH)
    return fail(f, E0401, at, "%s takes a graph, this is %s", builtin->name,
                value_kind_text(f->e, a[0]));
  return with_loops(f, a[0].edges);
}

// -- the table ------------------------------------------------------------------------------------

static const Builtin builtins[] = {
    {"sqrt", 1, 1, apply_float, EXPR_SQRT, TYPE_F32, TYPE_F32},
    {"floor", 1, 1, apply_float, EXPR_FLOOR, TYPE_F32, TYPE_F32},
    {"exponent", 1, 1, apply_bits, EXPR_EXPONENT, TYPE_F32, TYPE_I32},
    {"bits", 1, 1, apply_bits, EXPR_BITS, TYPE_F32, TYPE_I32},
    {"from_bits", 1, 1, apply_bits, EXPR_FROM_BITS, TYPE_I32, TYPE_F32},
    {"maximum", 2, 2, apply_extreme, EXPR_MAXIMUM, TYPE_F32, TYPE_F32},
    {"minimum", 2, 2, apply_extreme, EXPR_MINIMUM, TYPE_F32, TYPE_F32},
    {"clamp", 3, 3, apply_clamp, EXPR_MINIMUM, TYPE_F32, TYPE_F32},
    {"scalb", 2, 2, apply_scalb, EXPR_SCALB, TYPE_F32, TYPE_F32},
    {"fma", 3, 3, apply_fma, EXPR_FMA, TYPE_F32, TYPE_F32},
    {"detach", 1, 1, apply_detach, EXPR_DETACH, TYPE_F32, TYPE_F32},
    {"int", 1, 1, apply_convert, EXPR_CONVERT, TYPE_F32, TYPE_I32},
    {"float", 1, 1, apply_convert, EXPR_CONVERT, TYPE_I32, TYPE_F32},
    {"random", 1, 1, apply_random, EXPR_RANDOM, TYPE_I32, TYPE_F32},
    {"with_loops", 1, 1, apply_loops, EXPR_NUMBER, TYPE_I32, TYPE_I32},
    {"len", 1, 1, apply_length, EXPR_NUMBER, TYPE_I32, TYPE_I32},
    {"reversed", 1, 1, apply_reversed, EXPR_NUMBER, TYPE_I32, TYPE_I32},
    {"range", 1, 2, apply_range, EXPR_NUMBER, TYPE_I32, TYPE_I32},
};

enum { BUILTIN_COUNT = sizeof builtins / sizeof *builtins, MAX_ARGUMENTS = 3 };

const Builtin *find_builtin(const char *name)
{
  for (int i = 0; i < BUILTIN_COUNT; i++)
    if (strcmp(builtins[i].name, name) == 0)
      return &builtins[i];
  return NULL;
}

const char *builtin_name(const Builtin *builtin)
{
  return builtin->name;
}

int builtin_names(const char **names, int limit)
{
  int count = 0;
  for (; count < BUILTIN_COUNT && count < limit; count++)
    names[count] = builtins[count].name;
  return count;
}

Value call_builtin(Frame *f, const Builtin *builtin, const Call *call)
{
  Value values[MAX_ARGUMENTS];
  int count = 0, given = call->arguments ? call->arguments->count : 0;
  int total = given + call->has_piped;
  if (total < builtin->least || total > builtin->most)
    return fail(f, total > builtin->most ? E0206 : E0204, call->span,
                "%s takes %d argument%s, here are %d", builtin->name, builtin->most,
                builtin->most == 1 ? "" : "s", total);
  if (call->has_piped)
    values[count++] = call->piped;
  for (int i = 0; i < given; i++) {
    const AstArgument *argument = &call->arguments->items[i];
    if (argument->name)
      return fail(f, E0203, argument->name_span, "the arguments of %s have no names",
                  builtin->name);
    values[count++] = evaluate(f, argument->value);
  }
  for (int i = 0; i < count; i++)
    if (values[i].kind == VALUE_POISON)
      return poison();
  Value v = builtin->apply(f, builtin, values, count, call->span);
  if (!is_tensor(v) || v.tensor->node)
    return v;
  Tensor t = *v.tensor;
  t.hint = builtin->name;
  return tensor_value(f->e, t);
}
