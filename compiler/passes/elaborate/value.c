// Compile-time values: constructors, texts for messages, arithmetic of numbers and lists.

#include "passes/elaborate/elaborate.h"

#include <math.h>
#include <string.h>

// -- making ---------------------------------------------------------------------------------------

double number_of(Value v)
{
  switch (v.kind) {
  case VALUE_INTEGER:
    return (double)v.integer;
  case VALUE_BOOLEAN:
    return v.boolean;
  default:
    return v.real;
  }
}

Value tensor_value(Elaborator *e, Tensor tensor)
{
  Tensor *copy = arena_new(e->arena, Tensor);
  *copy = tensor;
  return (Value){.kind = VALUE_TENSOR, .tensor = copy};
}

Value element_value(Elaborator *e, const Expr *expr)
{
  return tensor_value(e, (Tensor){.type = expr->type, .expr = expr});
}

Tensor tensor_of_node(Elaborator *e, Node *node)
{
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < node->shape.rank; d++)
    indices[d] = expr_index(e->graph, d);
  return (Tensor){.type = node->type,
                  .shape = node->shape,
                  .expr = expr_read(e->graph, node, indices, NULL),
                  .node = node};
}

Value node_value(Elaborator *e, Node *node)
{
  return tensor_value(e, tensor_of_node(e, node));
}

Value extent_value(Elaborator *e, const Expr *extent)
{
  return expr_is_number(extent) ? integer_value(extent->integer) : element_value(e, extent);
}

Value list_value(Elaborator *e, ValueKind kind, Values items)
{
  Values *copy = arena_new(e->arena, Values);
  *copy = items;
  return (Value){.kind = kind, .list = copy};
}

// -- texts ----------------------------------------------------------------------------------------

const char *shape_text(Elaborator *e, Shape shape)
{
  Text text = {.arena = e->arena};
  shape_print(e->graph, shape, &text);
  return text_get(&text);
}

const char *extent_text(Elaborator *e, const Expr *extent)
{
  Text text = {.arena = e->arena};
  expr_print(e->graph, NULL, extent, &text);
  return text_get(&text);
}

static void print_items(Elaborator *e, const Values *list, Text *out)
{
  for (int i = 0; i < list->count; i++) {
    text_add(out, i ? ", " : "");
    value_print(e, list->items[i], out);
  }
}

static void print_tensor(Elaborator *e, const Tensor *t, Text *out)
{
  if (t->type == TYPE_INDEX && t->shape.rank == 0)
    text_add(out, "%s", extent_text(e, t->expr));
  else
    text_add(out, "%s%s", type_name(t->type), t->shape.rank ? shape_text(e, t->shape) : "");
}

void value_print(Elaborator *e, Value v, Text *out)
{
  switch (v.kind) {
  case VALUE_POISON:
    text_add(out, "?");
    return;
  case VALUE_INTEGER:
    text_add(out, "%lld", (long long)v.integer);
    return;
  case VALUE_REAL:
    text_add_number(out, v.real);
    return;
  case VALUE_BOOLEAN:
    text_add(out, v.boolean ? "true" : "false");
    return;
  case VALUE_STRING:
  case VALUE_WORD:
    text_add(out, "%s", v.text);
    return;
  case VALUE_DURATION:
    text_add_number(out, v.duration.count);
    text_add(out, v.duration.epochs ? " epochs" : " steps");
    return;
  case VALUE_LIST:
  case VALUE_TUPLE:
    text_add(out, v.kind == VALUE_LIST ? "[" : "(");
    print_items(e, v.list, out);
    text_add(out, v.kind == VALUE_LIST ? "]" : ")");
    return;
  case VALUE_TENSOR:
    print_tensor(e, v.tensor, out);
    return;
  case VALUE_DEFINITION:
    text_add(out, "%s", v.definition->ast->name);
    return;
  case VALUE_BUILTIN:
    text_add(out, "%s", builtin_name(v.builtin));
    return;
  case VALUE_INSTANCE:
    text_add(out, "%s", v.instance->definition->ast->name);
    return;
  case VALUE_GRAPH:
    text_add(out, "%s", shape_text(e, edges_shape(v.edges)));
    return;
  }
}

const char *value_kind_text(Elaborator *e, Value v)
{
  static const char *const definitions[] = {
      [AST_OP] = "the op",           [AST_LAYER] = "the layer",         [AST_NET] = "the net",
      [AST_TRAIN] = "the block",     [AST_OPTIMIZER] = "the optimizer", [AST_FN] = "the function",
      [AST_INIT] = "the start",      [AST_CONST] = "the constant",      [AST_IMPORT] = "the file",
      [AST_GRAPH_TEXT] = "the graph"};
  static const char *const kinds[] = {[VALUE_POISON] = "nothing",
                                      [VALUE_INTEGER] = "the number",
                                      [VALUE_REAL] = "the number",
                                      [VALUE_BOOLEAN] = "",
                                      [VALUE_STRING] = "the text",
                                      [VALUE_WORD] = "the word",
                                      [VALUE_DURATION] = "",
                                      [VALUE_LIST] = "the list",
                                      [VALUE_TUPLE] = "the values",
                                      [VALUE_TENSOR] = "a tensor",
                                      [VALUE_DEFINITION] = "",
                                      [VALUE_BUILTIN] = "the function",
                                      [VALUE_INSTANCE] = "the shared layer",
                                      [VALUE_GRAPH] = "a graph"};
  Text text = {.arena = e->arena};
  const char *kind =
      v.kind == VALUE_DEFINITION ? definitions[v.definition->ast->kind] : kinds[v.kind];
  if (is_tensor(v) && v.tensor->shape.rank == 0)
    kind = v.tensor->type == TYPE_INDEX ? "the extent" : "an element of type";
  text_add(&text, kind[0] ? "%s " : "%s", kind);
  value_print(e, v, &text);
  return text_get(&text);
}

// -- arithmetic of numbers ------------------------------------------------------------------------

static Value overflow(Frame *f, Span at)
{
  return fail(f, E0314, at, "this leaves the range of 64-bit integers");
}

static int64_t floor_quotient(int64_t a, int64_t b)
{
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static Value integer_power(Frame *f, int64_t base, int64_t exponent, Span at)
{
  int64_t result = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) && __builtin_mul_overflow(result, base, &result))
      return overflow(f, at);
    if (exponent > 1 && __builtin_mul_overflow(base, base, &base))
      return overflow(f, at);
  }
  return integer_value(result);
}

static Value divide_integers(Frame *f, AstOperator operator, int64_t a, int64_t b, Span at)
{
  if (b == 0)
    return fail(f, E0315, at, "division by 0");
  if (a == INT64_MIN && b == -1)
    return overflow(f, at);
  if (operator== AST_REMAINDER) {
    int64_t magnitude = b < 0 ? -b : b;
    return integer_value(a - magnitude * floor_quotient(a, magnitude));
  }
  f->has_remainder |= a % b != 0;
  return f->floors ? integer_value(floor_quotient(a, b)) : real_value((double)a / (double)b);
}

static Value integers(Frame *f, AstOperator operator, int64_t a, int64_t b, Span at)
{
  int64_t result = 0;
  switch (operator) {
  case AST_ADD:
    return __builtin_add_overflow(a, b, &result) ? overflow(f, at) : integer_value(result);
  case AST_SUBTRACT:
    return __builtin_sub_overflow(a, b, &result) ? overflow(f, at) : integer_value(result);
  case AST_MULTIPLY:
    return __builtin_mul_overflow(a, b, &result) ? overflow(f, at) : integer_value(result);
  case AST_DIVIDE:
  case AST_REMAINDER:
    return divide_integers(f, operator, a, b, at);
  case AST_POWER:
    return b >= 0 ? integer_power(f, a, b, at) : real_value(pow((double)a, (double)b));
  case AST_EQUAL:
    return boolean_value(a == b);
  case AST_NOT_EQUAL:
    return boolean_value(a != b);
  case AST_LESS:
    return boolean_value(a < b);
  case AST_LESS_EQUAL:
    return boolean_value(a <= b);
  case AST_GREATER:
    return boolean_value(a > b);
  case AST_GREATER_EQUAL:
    return boolean_value(a >= b);
  default:
    return poison();
  }
}

static Value reals(Frame *f, AstOperator operator, double a, double b, Span at)
{
  switch (operator) {
  case AST_ADD:
    return real_value(a + b);
  case AST_SUBTRACT:
    return real_value(a - b);
  case AST_MULTIPLY:
    return real_value(a * b);
  case AST_DIVIDE:
    if (b == 0)
      return fail(f, E0315, at, "division by 0");
    return real_value(f->floors ? floor(a / b) : a / b);
  case AST_REMAINDER:
    return b == 0 ? fail(f, E0315, at, "division by 0")
                  : real_value(a - fabs(b) * floor(a / fabs(b)));
  case AST_POWER:
    return real_value(pow(a, b));
  case AST_EQUAL:
    return boolean_value(a == b);
  case AST_NOT_EQUAL:
    return boolean_value(a != b);
  case AST_LESS:
    return boolean_value(a < b);
  case AST_LESS_EQUAL:
    return boolean_value(a <= b);
  case AST_GREATER:
    return boolean_value(a > b);
  case AST_GREATER_EQUAL:
    return boolean_value(a >= b);
  default:
    return poison();
  }
}

static Value logic(Frame *f, AstOperator operator, Value a, Value b, Span at)
{
  if (a.kind != VALUE_BOOLEAN || b.kind != VALUE_BOOLEAN)
    return fail(f, E0401, at,
                "`%s` joins conditions, not %s and %s", operator== AST_AND ? "and" : "or",
                value_kind_text(f->e, a), value_kind_text(f->e, b));
  return boolean_value(operator== AST_AND ? a.boolean && b.boolean : a.boolean || b.boolean);
}

Value constant_arithmetic(Frame *f, AstOperator operator, Value a, Value b, Span at)
{
  if (operator== AST_AND || operator== AST_OR)
    return logic(f, operator, a, b, at);
  if (a.kind == VALUE_REAL || b.kind == VALUE_REAL)
    return reals(f, operator, number_of(a), number_of(b), at);
  int64_t left = a.kind == VALUE_BOOLEAN ? a.boolean : a.integer;
  int64_t right = b.kind == VALUE_BOOLEAN ? b.boolean : b.integer;
  return integers(f, operator, left, right, at);
}

bool value_integer(Frame *f, Value v, Span at, const char *what, int64_t *result)
{
  *result = 0;
  if (v.kind == VALUE_POISON)
    return false;
  if (v.kind == VALUE_INTEGER)
    return *result = v.integer, true;
  if (v.kind == VALUE_REAL) {
    if (v.real == floor(v.real) && fabs(v.real) < 9.2e18)
      return *result = (int64_t)v.real, true;
    Text text = {.arena = f->e->arena};
    text_add_number(&text, v.real);
    fail(f, E0303, at, "%s is %s, which is not a whole number", what, text_get(&text));
    return false;
  }
  if (is_tensor(v))
    fail(f, E0404, at, "%s must be known at compile time, this is %s", what,
         value_kind_text(f->e, v));
  else
    fail(f, E0401, at, "%s is a whole number, this is %s", what, value_kind_text(f->e, v));
  return false;
}
