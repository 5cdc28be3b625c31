// Scans: a block once per time step.
//
//   scan x over t, reverse: reverse
//   carry h: [B, hidden] = 0 { h = tanh(linear(x[t], w) + linear(h, u)); yield y = h }
//
// The body is written out once, into a region of its own; parameters and what else is made outside
// stand before the scan. Afterwards y is what was yielded, stacked where T stood in x, and h its
// final value.

#include "passes/elaborate/elaborate.h"

#include <ctype.h>
#include <string.h>

typedef struct Yield {
  const char *name;
  Node *node;
  Span span;
} Yield;

// The scan whose body is read.
struct ScanBody {
  struct ScanBody *outer;
  const AstStatement *statement;
  Scan *scan;
  Scope *outside;  // names bound before
  int axis;        // of T in the first input
  int *axes;       // by input
  ListOf(Yield) yields;
};

// -- the axis of time -----------------------------------------------------------------------------

static const char *dimension_of(Frame *f, const char *index)
{
  char *name = arena_copy_text(f->e->arena, index, strlen(index));
  for (char *p = name; *p; p++)
    *p = (char)toupper((unsigned char)*p);
  return name_intern(f->e->names, name);
}

// Where dimension T stands in the declared type of a parameter; -1: not there.
static int declared_axis(Frame *f, const char *input, const char *dimension)
{
  const AstParameters *parameters = &f->definition->ast->parameters;
  for (int i = 0; i < parameters->count; i++) {
    if (parameters->items[i].name != input || !parameters->items[i].type)
      continue;
    const AstExprs *extents = &parameters->items[i].type->extents;
    for (int k = 0, axis = 0; k < extents->count; k++) {
      const AstExpr *item = extents->items[k];
      if (item->kind == AST_DIMENSION && item->text == dimension)
        return axis;
      const Values *pack = item->kind == AST_PACK ? find_pack(f, item->pack) : NULL;
      axis += item->kind == AST_PACK ? (pack ? pack->count : 0) : 1;
    }
  }
  return -1;
}

// The only axis of this extent; -1: none, or several.
static int axis_of_extent(const Tensor *t, const Expr *extent)
{
  int found = -1;
  for (int d = 0; d < t->shape.rank; d++)
    if (t->shape.extents[d] == extent) {
      if (found >= 0)
        return -1;
      found = d;
    }
  return found;
}

static bool find_axis(Frame *f, const AstStatement *s, const char *input, const Tensor *t,
                      int *axis)
{
  const char *dimension = dimension_of(f, s->scan.over);
  const Binding *bound = scope_find(f->scope, dimension);
  const Expr *extent = bound ? as_index(f, bound->value, s->span) : NULL;
  *axis = declared_axis(f, input, dimension);
  if (*axis < 0 && extent)
    *axis = axis_of_extent(t, extent);
  if (*axis >= 0 && *axis < t->shape.rank)
    return true;
  report(f, E0310, s->span, "no axis of %s: %s is %s", input, shape_text(f->e, t->shape),
         dimension);
  diag_help(f->e->diag, "a scan over %s goes along the axis %s of its input's type", s->scan.over,
            dimension);
  report_end(f);
  return false;
}

static bool read_inputs(Frame *f, const AstStatement *s, struct ScanBody *body)
{
  const AstNames *inputs = &s->scan.inputs;
  body->axes = arena_array(f->e->arena, int, inputs->count);
  for (int i = 0; i < inputs->count; i++) {
    Value v = find_name(f, inputs->items[i], s->span);
    if (v.kind == VALUE_POISON)
      return false;
    if (!is_tensor(v)) {
      fail(f, E0401, s->span, "a scan goes over tensors, %s is %s", inputs->items[i],
           value_kind_text(f->e, v));
      return false;
    }
    if (!find_axis(f, s, inputs->items[i], v.tensor, &body->axes[i]))
      return false;
    const Expr *extent = v.tensor->shape.extents[body->axes[i]];
    if (i > 0 && extent != body->scan->extent) {
      fail(f, E0301, s->span, "%s has %s steps, %s has %s", inputs->items[0],
           extent_text(f->e, body->scan->extent), inputs->items[i], extent_text(f->e, extent));
      return false;
    }
    body->scan->extent = extent;
  }
  body->axis = body->axes[0];
  return true;
}

// -- options --------------------------------------------------------------------------------------

static bool read_lengths(Frame *f, const AstArgument *option, Scan *scan)
{
  Value v = evaluate(f, option->value);
  if (v.kind == VALUE_POISON)
    return false;
  if (!is_tensor(v) || v.tensor->type != TYPE_I32) {
    fail(f, E0401, option->value->span, "lengths are an i32 tensor, this is %s",
         value_kind_text(f->e, v));
    return false;
  }
  scan->lengths = materialize(f, v.tensor, "lengths", option->value->span);
  return true;
}

static bool read_option(Frame *f, const AstArgument *option, Scan *scan)
{
  static const char *const names[] = {"reverse", "lengths", "every"};
  int64_t every;
  if (strcmp(option->name, "reverse") == 0)
    return evaluate_boolean(f, option->value, "reverse", &scan->reverse);
  if (strcmp(option->name, "lengths") == 0)
    return read_lengths(f, option, scan);
  if (strcmp(option->name, "every") == 0) {
    if (!evaluate_integer(f, option->value, "every", &every))
      return false;
    if (every < 1)
      fail(f, E0304, option->value->span, "every: each k-th state is kept, k is at least 1");
    scan->every = (int)(every > INT32_MAX ? INT32_MAX : every);
    return every >= 1;
  }
  report(f, E0203, option->name_span, "a scan has no option %s", option->name);
  const char *nearest = text_nearest(option->name, names, 3);
  if (nearest)
    diag_suggest(f->e->diag, option->name_span, nearest);
  report_end(f);
  return false;
}

// -- carries --------------------------------------------------------------------------------------

static Node *initial_node(Frame *f, const AstBinding *b, Shape shape, Type type)
{
  Value v = b->value ? evaluate(f, b->value) : integer_value(0);
  Span at = b->value ? b->value->span : b->span;
  Tensor t;
  if (v.kind == VALUE_POISON)
    return NULL;
  if (is_constant_number(v) || v.kind == VALUE_LIST) {
    if (!tensor_of_constants(f, v, shape, type, at, &t))
      return NULL;
  } else if (!as_type(f, v, type, at, &t)) {
    return NULL;
  }
  if (!shape_equal(t.shape, shape)) {
    fail(f, E0301, at, "%s is %s, it starts from %s", b->name, shape_text(f->e, shape),
         shape_text(f->e, t.shape));
    return NULL;
  }
  return materialize(f, &t, arena_print(f->e->arena, "%s.start", b->name), at);
}

static bool read_carry(Frame *f, const AstBinding *b, Carry *carry)
{
  Shape shape;
  Type type;
  if (!b->type) {
    fail(f, E0310, b->span, "the carry %s needs a type: `%s: [B, N] = 0`", b->name, b->name);
    return false;
  }
  if (!evaluate_type(f, b->type, &shape, &type))
    return false;
  carry->initial = initial_node(f, b, shape, type);
  return carry->initial != NULL;
}

static bool read_carries(Frame *f, const AstStatement *s, Scan *scan)
{
  const AstBindings *carries = &s->scan.carries;
  scan->carries = arena_array(f->e->arena, Carry, carries->count + 1);
  scan->carry_count = carries->count;
  for (int i = 0; i < carries->count; i++)
    if (!read_carry(f, &carries->items[i], &scan->carries[i]))
      return false;
  return true;
}

// -- the body -------------------------------------------------------------------------------------

static void bind_leaves(Frame *f, const AstStatement *s, Scan *scan)
{
  scan->step = add_node(f, FORM_INPUT, s->scan.over, TYPE_I32, shape_scalar(), s->span);
  scan->step->input.bound = scan->extent;
  scan->time = scan->step->name;
  scope_define(f->e, f->scope, s->scan.over, node_value(f->e, scan->step), s->span);
  for (int i = 0; i < scan->carry_count; i++) {
    const AstBinding *b = &s->scan.carries.items[i];
    const Node *initial = scan->carries[i].initial;
    Node *leaf = add_node(f, FORM_INPUT, b->name, initial->type, initial->shape, b->span);
    scan->carries[i].carry = leaf;
    scope_define(f->e, f->scope, b->name, node_value(f->e, leaf), b->span);
  }
}

// A value as a node of the body; what stands outside is copied into it.
static Node *body_node(Frame *f, Scan *scan, const Tensor *t, const char *name, Span at)
{
  Node *node = materialize(f, t, name, at);
  if (node->region == &scan->body)
    return node;
  Tensor copy = *t;
  copy.node = NULL;
  return materialize(f, &copy, name, at);
}

static bool close_carry(Frame *f, const AstBinding *b, Scan *scan, Carry *carry)
{
  Value v = scope_find(f->scope, b->name)->value;
  Tensor t;
  if (v.kind == VALUE_POISON)
    return false;
  if (is_tensor(v) && v.tensor->node == carry->carry) {
    fail(f, E0406, b->span, "%s is carried and not assigned in the block", b->name);
    return false;
  }
  if (is_constant_number(v)) {
    if (!tensor_of_constants(f, v, carry->carry->shape, carry->carry->type, b->span, &t))
      return false;
  } else if (!as_type(f, v, carry->carry->type, b->span, &t)) {
    return false;
  }
  if (!shape_equal(t.shape, carry->carry->shape)) {
    fail(f, E0301, b->span, "%s is %s, after a step it is %s", b->name,
         shape_text(f->e, carry->carry->shape), shape_text(f->e, t.shape));
    return false;
  }
  carry->next = body_node(f, scan, &t, b->name, b->span);
  return true;
}

static bool read_body(Frame *f, const AstStatement *s, struct ScanBody *body)
{
  int errors = diag_error_count(f->e->diag);
  bind_leaves(f, s, body->scan);
  run_block(f, &s->scan.body);
  if (diag_error_count(f->e->diag) > errors)
    return false;
  for (int i = 0; i < body->scan->carry_count; i++)
    if (!close_carry(f, &s->scan.carries.items[i], body->scan, &body->scan->carries[i]))
      return false;
  if (body->yields.count == 0 && body->scan->carry_count == 0) {
    fail(f, E0406, s->span, "the scan yields nothing and carries nothing");
    return false;
  }
  return true;
}

static void add_yield(Frame *f, struct ScanBody *body, const char *name, Value v, Span at)
{
  Tensor t;
  if (v.kind == VALUE_POISON)
    return;
  if (!as_type(f, v, is_tensor(v) && v.tensor->type != TYPE_INDEX ? v.tensor->type : TYPE_F32, at,
               &t))
    return;
  if (t.shape.rank < body->axis || t.shape.rank == MAX_RANK) {
    fail(f, E0302, at, "%s is %s: it cannot be stacked at axis %d, where the steps stand", name,
         shape_text(f->e, t.shape), body->axis);
    return;
  }
  if (body->yields.count == MAX_RANK) {
    fail(f, E0505, at, "a scan yields at most %d values", MAX_RANK);
    return;
  }
  Node *node = body_node(f, body->scan, &t, name, at);
  list_add(f->e->arena, &body->yields, ((Yield){name, node, at}));
}

// A step yields one value of a name.
static bool is_yielded(Frame *f, const struct ScanBody *body, const char *name, Span at)
{
  for (int i = 0; i < body->yields.count; i++) {
    if (body->yields.items[i].name != name)
      continue;
    report(f, E0202, at, "%s is yielded twice", name);
    report_note(f, body->yields.items[i].span, "the first is here");
    report_end(f);
    return true;
  }
  return false;
}

void run_yield(Frame *f, const AstStatement *s)
{
  const AstNames *names = &s->assign.names;
  Values values = {0};
  if (!f->scan) {
    fail(f, E0113, s->span, "`yield` stands in the block of a scan");
    return;
  }
  if (names->count == 0) {
    fail(f, E0113, s->span, "what is yielded has a name: `yield y = ..`");
    return;
  }
  for (int i = 0; i < s->assign.values.count; i++)
    list_add(f->e->arena, &values, evaluate(f, s->assign.values.items[i]));
  if (values.count == 1 &&
      (values.items[0].kind == VALUE_TUPLE || values.items[0].kind == VALUE_LIST))
    values = *values.items[0].list;
  if (values.count != names->count) {
    fail(f, E0405, s->span, "%d names on the left, %d values on the right", names->count,
         values.count);
    return;
  }
  for (int i = 0; i < names->count; i++)
    if (!is_yielded(f, f->scan, names->items[i], s->span))
      add_yield(f, f->scan, names->items[i], values.items[i], s->span);
}

// -- after it -------------------------------------------------------------------------------------

static void bind_result(Frame *f, Node *scan, int result, const char *name, Type type, Shape shape,
                        Span at)
{
  Node *node = add_node(f, FORM_PROJECTION, name, type, shape, at);
  node->projection = (Projection){scan, result};
  scope_assign(f->e, f->scope, name, node_value(f->e, node), at);
}

static void add_scan(Frame *f, const AstStatement *s, const struct ScanBody *body)
{
  Scan *scan = body->scan;
  Node *node = add_node(f, FORM_SCAN, "scan", TYPE_F32, shape_scalar(), s->span);
  node->scan = scan;
  scan->yield_count = body->yields.count;
  scan->yields = arena_array(f->e->arena, Node *, body->yields.count + 1);
  for (int i = 0; i < body->yields.count; i++) {
    scan->yields[i] = body->yields.items[i].node;
    scan->yield_axis[i] = body->axis;
  }
  for (int i = 0; i < body->yields.count; i++)
    bind_result(f, node, i, body->yields.items[i].name, scan->yields[i]->type,
                shape_stacked(scan->yields[i]->shape, body->axis, scan->extent),
                body->yields.items[i].span);
  for (int i = 0; i < scan->carry_count; i++) {
    const Node *leaf = scan->carries[i].carry;
    const AstBinding *b = &s->scan.carries.items[i];
    bind_result(f, node, scan->yield_count + i, b->name, leaf->type, leaf->shape, b->span);
  }
}

static void poison_results(Frame *f, const AstBlock *block)
{
  for (int i = 0; i < block->count; i++)
    for (int k = 0; block->items[i]->kind == AST_YIELD && k < block->items[i]->assign.names.count;
         k++)
      scope_assign(f->e, f->scope, block->items[i]->assign.names.items[k], poison(),
                   block->items[i]->span);
}

// The body is built before the node of the scan is added, so that what it needs from outside stands
// before.
void run_scan(Frame *f, const AstStatement *s)
{
  Elaborator *e = f->e;
  struct ScanBody body = {.outer = f->scan, .statement = s, .outside = f->scope};
  body.scan = arena_new(e->arena, Scan);
  body.scan->every = 1;
  bool fits = read_inputs(f, s, &body);
  for (int i = 0; fits && i < s->scan.options.count; i++)
    fits = read_option(f, &s->scan.options.items[i], body.scan);
  fits = fits && read_carries(f, s, body.scan);
  if (fits) {
    Region *outer = graph_insert_in(e->graph, &body.scan->body);
    f->scope = scope_create(e, body.outside);
    f->scan = &body;
    fits = read_body(f, s, &body);
    f->scan = body.outer;
    f->scope = body.outside;
    graph_insert_in(e->graph, outer);
  }
  if (fits) {
    add_scan(f, s, &body);
    return;
  }
  poison_results(f, &s->scan.body);
  for (int i = 0; i < s->scan.carries.count; i++)
    scope_assign(e, f->scope, s->scan.carries.items[i].name, poison(), s->span);
}

bool is_in_scan(const Frame *f)
{
  while (f && !f->scan)
    f = f->caller;
  return f != NULL;
}

// x[t] in the block: the slice of a scanned input at this step, along its axis of time.
bool scan_slice(Frame *f, const AstExpr *expr, const Tensor *t, Value *slice)
{
  const AstExpr *base = expr->indexed.base;
  const AstExpr *index = expr->indexed.indices.count == 1 ? expr->indexed.indices.items[0] : NULL;
  if (base->kind != AST_NAME || !index || index->kind != AST_NAME || t->shape.rank == 0)
    return false;
  for (const struct ScanBody *body = f->scan; body; body = body->outer) {
    const AstNames *inputs = &body->statement->scan.inputs;
    if (index->text != body->statement->scan.over)
      continue;
    for (int i = 0; i < inputs->count; i++) {
      if (inputs->items[i] != base->text || body->axes[i] >= t->shape.rank)
        continue;
      const Expr *indices[MAX_RANK];
      Tensor part = {.type = t->type, .size = t->size};
      for (int d = 0; d < t->shape.rank; d++) {
        if (d == body->axes[i]) {
          const Expr *step = expr_read(f->e->graph, body->scan->step, NULL, NULL);
          indices[d] = expr_convert(f->e->graph, TYPE_INDEX, step);
          continue;
        }
        indices[d] = expr_index(f->e->graph, part.shape.rank);
        part.shape.extents[part.shape.rank++] = t->shape.extents[d];
      }
      part.expr = index_tensor(f->e, t, indices);
      *slice = tensor_value(f->e, part);
      return true;
    }
  }
  return false;
}
