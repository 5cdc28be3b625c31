// Tensors: the nodes behind them, their types, and whole tensors in one expression.
//
//   y = relu(x + skip)*0.5
//
// stays one expression over x and skip until it is bound to y, where it becomes one node.

#include "passes/elaborate/elaborate.h"

#include <assert.h>
#include <string.h>

enum { MAX_GRAPH_NODES = 1000000, MAX_OPERATIONS = 64 };
static const int64_t max_elements = (int64_t)1 << 40;

// -- nodes ----------------------------------------------------------------------------------------

bool check_size(Frame *f, Shape shape, Span at, const char *what)
{
  int64_t elements = 1, extent;
  for (int d = 0; d < shape.rank; d++) {
    if (!extent_grows(shape.extents[d])) {
      fail(f, E0317, at, "%s is %s: %s does not grow with its symbols, so no capacity is enough",
           what, shape_text(f->e, shape), extent_text(f->e, shape.extents[d]));
      return false;
    }
    if (!expr_capacity(f->e->graph, shape.extents[d], &extent))
      continue;  // not bound: said where symbols are bound
    if (extent > INT32_MAX || __builtin_mul_overflow(elements, extent, &elements) ||
        elements > max_elements) {
      fail(f, E0505, at, "%s: %s has more than 2^40 elements, or an extent over 2^31 - 1", what,
           shape_text(f->e, shape));
      return false;
    }
  }
  return true;
}

// The graph's node limit; said once.
static void check_count(Frame *f, Span at)
{
  Elaborator *e = f->e;
  if (e->graph->node_count < MAX_GRAPH_NODES || e->is_full)
    return;
  e->is_full = true;
  fail(f, E0506, at, "the graph has more than %d nodes here", MAX_GRAPH_NODES);
}

// An op's only result bears the op's name: conv1.conv2d.
static const char *node_name(Frame *f, const char *name)
{
  const AstDefinition *ast = f->definition->ast;
  bool is_result = ast->kind == AST_OP && ast->results.count == 1 && ast->results.items[0].name &&
                   strcmp(ast->results.items[0].name, name) == 0;
  return is_result && f->prefix[0] ? f->prefix : joined_path(f->e, f->prefix, name);
}

Node *add_node(Frame *f, Form form, const char *name, Type type, Shape shape, Span at)
{
  check_size(f, shape, at, name);
  check_count(f, at);
  Origin origin = {f->path, user_span(f, at)};
  return graph_add(f->e->graph, form, node_name(f, name), type, shape, origin);
}

static Node *remembered_scalar(Frame *f, const Tensor *t)
{
  bool is_scalar = t->type == TYPE_F64 && t->shape.rank == 0;
  return is_scalar ? pointer_map_get(&f->e->scalars, t->expr) : NULL;
}

Node *materialize(Frame *f, const Tensor *tensor, const char *name, Span at)
{
  Elaborator *e = f->e;
  if (tensor->node)
    return tensor->node;
  Node *node = remembered_scalar(f, tensor);
  if (node)
    return node;
  Type type = tensor->is_loose ? TYPE_F32 : tensor->type == TYPE_INDEX ? TYPE_I32 : tensor->type;
  if (!name)
    name = tensor->hint ? tensor->hint : "value";
  bool is_scalar = type == TYPE_F64 && tensor->shape.rank == 0;
  if (is_scalar)  // of the step, not of the layer at hand
    node = graph_add(e->graph, FORM_MAP, name, type, tensor->shape, (Origin){"", user_span(f, at)});
  else
    node = add_node(f, FORM_MAP, name, type, tensor->shape, at);
  node->formula = formula_over(e->graph, tensor->shape);
  node->formula->body = expr_convert(e->graph, type, tensor->expr);
  if (is_scalar)
    pointer_map_set(&e->scalars, tensor->expr, node);
  return node;
}

const Expr *index_tensor(Elaborator *e, const Tensor *t, const Expr *const *indices)
{
  return expr_substitute(e->graph, t->expr, indices, t->shape.rank);
}

// -- types ----------------------------------------------------------------------------------------

static bool is_integral(Type type)
{
  return type == TYPE_I32 || type == TYPE_INDEX;
}

// A double scalar that meets a tensor is rounded once, in a node of its own.
const Expr *convert_element(Frame *f, Type type, const Expr *expr)
{
  Elaborator *e = f->e;
  if (expr->type == TYPE_F64 && type == TYPE_F32 && !expr_is_number(expr) &&
      expr->kind != EXPR_READ) {
    Tensor scalar = {.type = TYPE_F64, .expr = expr, .hint = "scalar"};
    expr = expr_read(e->graph, materialize(f, &scalar, NULL, f->call), NULL, NULL);
  }
  return expr_convert(e->graph, type, expr);
}

static Type common_arithmetic(Type a, Type b)
{
  if (a == b && (is_integral(a) || a == TYPE_F64))
    return a;
  if (is_integral(a) && is_integral(b))
    return TYPE_I32;
  if (a == TYPE_F64 || b == TYPE_F64)
    return a == TYPE_F32 || b == TYPE_F32 ? TYPE_F32 : TYPE_F64;
  return TYPE_F32;
}

static Type common_comparison(Type a, Type b)
{
  if (a == b)
    return a == TYPE_U8 ? TYPE_I32 : a;
  if (is_integral(a) && is_integral(b))
    return TYPE_INDEX;
  if (a != TYPE_F32 && b != TYPE_F32 && a != TYPE_F64 && b != TYPE_F64)
    return a == TYPE_INDEX || b == TYPE_INDEX ? TYPE_INDEX : TYPE_I32;
  return common_arithmetic(a, b);
}

// The type in which a constant meets a tensor of type `other`.
static Type constant_type(Value v, Type other)
{
  if (v.kind == VALUE_INTEGER)
    return is_integral(other) || other == TYPE_F64 ? other : other == TYPE_U8 ? TYPE_I32 : TYPE_F32;
  if (v.kind == VALUE_BOOLEAN)
    return other == TYPE_BOOL ? TYPE_BOOL : TYPE_F32;
  return other == TYPE_F64 ? TYPE_F64 : TYPE_F32;
}

static bool is_loose(Value v)
{
  return !is_tensor(v) || v.tensor->is_loose;
}

static Type value_type(Value v, Value other)
{
  if (!is_tensor(v))
    return constant_type(v, other.tensor->type);
  return v.tensor->is_loose && !is_loose(other)
             ? constant_type(integer_value(0), other.tensor->type)
             : v.tensor->type;
}

static const Expr *constant_element(Elaborator *e, Value v, Type type)
{
  return v.kind == VALUE_INTEGER ? expr_integer(e->graph, type, v.integer)
                                 : expr_number(e->graph, type, number_of(v));
}

bool as_type(Frame *f, Value v, Type type, Span at, Tensor *out)
{
  if (v.kind == VALUE_POISON)
    return false;
  if (is_constant_number(v)) {
    *out = (Tensor){.type = type, .expr = constant_element(f->e, v, type)};
    return true;
  }
  if (!is_tensor(v)) {
    fail(f, E0401, at, "a number or a tensor stands here, not %s", value_kind_text(f->e, v));
    return false;
  }
  *out = *v.tensor;
  if (out->type == type)
    return true;
  out->type = type;
  out->is_loose = false;
  out->expr = convert_element(f, type, out->expr);
  out->node = NULL;
  return true;
}

const Expr *as_index(Frame *f, Value v, Span at)
{
  if (v.kind == VALUE_POISON)
    return NULL;
  int64_t integer;
  if (v.kind == VALUE_INTEGER || v.kind == VALUE_REAL)
    return value_integer(f, v, at, "an index", &integer)
               ? expr_integer(f->e->graph, TYPE_INDEX, integer)
               : NULL;
  bool fits = is_tensor(v) && v.tensor->shape.rank == 0 &&
              (is_integral(v.tensor->type) || v.tensor->type == TYPE_U8);
  if (!fits) {
    report(f, E0401, at, "an index is a whole number, this is %s", value_kind_text(f->e, v));
    if (is_tensor(v) && v.tensor->type == TYPE_F32)
      diag_help(f->e->diag, "int(..) converts, by dropping the fraction");
    report_end(f);
    return NULL;
  }
  return expr_convert(f->e->graph, TYPE_INDEX, v.tensor->expr);
}

// -- two tensors in one expression ----------------------------------------------------------------

// Moves the element's indices up by `by` dimensions that stand before.
static Tensor shifted(Elaborator *e, Tensor t, int by)
{
  const Expr *slots[MAX_RANK];
  for (int d = 0; d < t.shape.rank; d++)
    slots[d] = expr_index(e->graph, d + by);
  t.expr = expr_substitute(e->graph, t.expr, slots, t.shape.rank);
  t.node = NULL;
  return t;
}

static bool is_suffix(Shape of, Shape shape)
{
  int skipped = of.rank - shape.rank;
  if (skipped < 0)
    return false;
  for (int d = 0; d < shape.rank; d++)
    if (of.extents[d + skipped] != shape.extents[d])
      return false;
  return true;
}

// Would NumPy's rule make them fit? Ends are laid on each other.
static bool stretches(Shape a, Shape b)
{
  int both = a.rank < b.rank ? a.rank : b.rank;
  for (int d = 1; d <= both; d++) {
    const Expr *x = a.extents[a.rank - d], *y = b.extents[b.rank - d];
    if (x != y && !expr_is_one(x) && !expr_is_one(y))
      return false;
  }
  return true;
}

static void misfit(Frame *f, Shape a, Shape b, Span at)
{
  report(f, E0309, at, "%s and %s do not fit each other", shape_text(f->e, a), shape_text(f->e, b));
  if (stretches(a, b)) {
    diag_help(f->e->diag,
              "size 1 is never stretched by itself: `expand(x, size, axis)` repeats it");
  } else if (a.rank != b.rank) {
    diag_help(f->e->diag,
              "the smaller shape must be the end of the larger; other axes meet in a formula, "
              "y[b, c, i] = x[b, c, i] + z[b, c]");
  } else {
    int d = 0;
    while (a.extents[d] == b.extents[d])
      d++;
    diag_help(f->e->diag, "axis %d is %s on the left and %s on the right", d,
              extent_text(f->e, a.extents[d]), extent_text(f->e, b.extents[d]));
  }
  report_end(f);
}

bool align_shapes(Frame *f, Tensor *a, Tensor *b, Span at)
{
  if (f->builder && (a->shape.rank || b->shape.rank)) {
    fail(f, E0302, at, "inside a formula a tensor is read by its indices; this is whole: %s",
         shape_text(f->e, a->shape.rank ? a->shape : b->shape));
    return false;
  }
  if (is_suffix(a->shape, b->shape)) {
    if (a->shape.rank > b->shape.rank)
      *b = shifted(f->e, *b, a->shape.rank - b->shape.rank);
    b->shape = a->shape;
    return true;
  }
  if (is_suffix(b->shape, a->shape)) {
    *a = shifted(f->e, *a, b->shape.rank - a->shape.rank);
    a->shape = b->shape;
    return true;
  }
  misfit(f, a->shape, b->shape, at);
  return false;
}

// An expression of many operations is cut, so that what prints and compiles it stays small.
static void cut(Frame *f, Value *v, Span at)
{
  if (is_tensor(*v) && v->tensor->shape.rank > 0 && v->tensor->size > MAX_OPERATIONS && !f->builder)
    *v = node_value(f->e, materialize(f, v->tensor, NULL, at));
}

bool unify_tensors(Frame *f, Value *a, Value *b, bool is_arithmetic, bool divides, Span at,
                   Tensor *left, Tensor *right)
{
  assert(is_tensor(*a) || is_tensor(*b));
  cut(f, a, at);
  cut(f, b, at);
  Type x = value_type(*a, *b), y = value_type(*b, *a);
  Type type = is_arithmetic ? common_arithmetic(x, y) : common_comparison(x, y);
  if (f->floors)
    type = TYPE_INDEX;
  else if (divides && is_integral(type))
    type = TYPE_F32;
  if (f->floors && (!as_index(f, *a, at) || !as_index(f, *b, at)))
    return false;
  return as_type(f, *a, type, at, left) && as_type(f, *b, type, at, right) &&
         align_shapes(f, left, right, at);
}

// -- constants as tensors -------------------------------------------------------------------------

// Writes the numbers of a nested list at `data`; false (said) where it is ragged or holds no
// number.
static bool fill(Frame *f, Value v, Shape shape, int axis, double *data, Span at)
{
  if (axis == shape.rank) {
    if (is_constant_number(v))
      return *data = number_of(v), true;
    fail(f, E0401, at, "a number stands here, not %s", value_kind_text(f->e, v));
    return false;
  }
  if (v.kind != VALUE_LIST || v.list->count != shape.extents[axis]->integer) {
    fail(f, E0301, at, "axis %d of %s has %s elements, this is %s", axis, shape_text(f->e, shape),
         extent_text(f->e, shape.extents[axis]),
         v.kind == VALUE_LIST ? arena_print(f->e->arena, "a list of %d", v.list->count)
                              : value_kind_text(f->e, v));
    return false;
  }
  int64_t stride = 1;
  for (int d = axis + 1; d < shape.rank; d++)
    stride *= shape.extents[d]->integer;
  for (int i = 0; i < v.list->count; i++)
    if (!fill(f, v.list->items[i], shape, axis + 1, data + i * stride, at))
      return false;
  return true;
}

bool tensor_of_constants(Frame *f, Value v, Shape shape, Type type, Span at, Tensor *out)
{
  Elaborator *e = f->e;
  if (is_constant_number(v)) {
    *out = (Tensor){.type = type, .shape = shape, .expr = constant_element(e, v, type)};
    return true;
  }
  for (int d = 0; d < shape.rank; d++)
    if (!expr_is_number(shape.extents[d])) {
      fail(f, E0404, at, "a list has a size known at compile time, this is %s",
           shape_text(e, shape));
      return false;
    }
  if (!check_size(f, shape, at, "the list"))
    return false;
  double *data = arena_array(e->arena, double, shape_capacity(e->graph, shape));
  if (!fill(f, v, shape, 0, data, at))
    return false;
  Node *node = add_node(f, FORM_CONSTANT, "constant", type, shape, at);
  node->data = data;
  *out = tensor_of_node(e, node);
  return true;
}

void add_scalar(Elaborator *e, const char *name, double value)
{
  for (int i = 0; i < e->program->scalars.count; i++)
    if (strcmp(e->program->scalars.items[i].name, name) == 0)
      return;
  list_add(e->arena, &e->program->scalars, ((ScalarInput){name, value}));
}

Node *scalar_node(Frame *f, const char *name)
{
  Elaborator *e = f->e;
  const char *key = intern(e, "scalar %s", name);
  Node *node = pointer_map_get(&e->leaves, key);
  if (!node) {
    node = graph_add(e->graph, FORM_SCALAR, name, TYPE_F64, shape_scalar(), (Origin){"", f->call});
    pointer_map_set(&e->leaves, key, node);
    add_scalar(e, name, 0);
  }
  return node;
}
