// What layers own: parameters, states, draws, shared instances.
//
// Their names are paths: `bottleneck2.1.conv1.weight`. All graphs of a program share one variable
// per name.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

#include <string.h>

// -- patterns -------------------------------------------------------------------------------------

// `*` stands for any text, `?` for one character.
bool matches_pattern(const char *pattern, const char *name)
{
  const char *star = NULL, *resume = NULL;
  while (*name) {
    if (*pattern == '*') {
      star = ++pattern;
      resume = name;
    } else if (*pattern == '?' || *pattern == *name) {
      pattern++;
      name++;
    } else if (star) {
      pattern = star;
      name = ++resume;
    } else {
      return false;
    }
  }
  while (*pattern == '*')
    pattern++;
  return !*pattern;
}

// -- variables ------------------------------------------------------------------------------------

// A shared layer that was applied before has its parameters already.
static bool is_applied_again(const Frame *f)
{
  for (; f; f = f->caller)
    if (f->instance && f->instance->is_applied)
      return true;
  return false;
}

static bool has_symbols(Shape shape, int *axis)
{
  for (int d = 0; d < shape.rank; d++)
    if (!expr_is_number(shape.extents[d]))
      return *axis = d, true;
  return false;
}

static const char *kind_text(VariableKind kind)
{
  return kind == VARIABLE_PARAMETER ? "parameter" : kind == VARIABLE_STATE ? "state" : "slot";
}

static VariableEntry *redeclared(Frame *f, VariableEntry *entry, const char *name, Shape shape,
                                 Span span)
{
  Elaborator *e = f->e;
  if (entry->declared_in == e->graph && !is_applied_again(f)) {
    // A layer of two parameters says it once.
    bool is_said = e->doubled_in == f;
    e->doubled_in = f;
    if (is_said)
      return NULL;
    report(f, E0202, span, "two %ss are named %s", kind_text(entry->variable->kind), name);
    report_note(f, entry->variable->origin.span, "the first is made here");
    diag_help(e->diag,
              "calls with one label make one name: label them apart, or `share` one layer");
    report_end(f);
    return NULL;
  }
  if (!shape_equal(entry->variable->shape, shape)) {
    fail(f, E0301, span, "%s is %s here and %s where it was made", name, shape_text(e, shape),
         shape_text(e, entry->variable->shape));
    return NULL;
  }
  entry->declared_in = e->graph;
  return entry;
}

// The variable of this name: found, or made. Reports one that is declared twice in a graph.
static VariableEntry *declare_variable(Frame *f, VariableKind kind, const char *name, Shape shape,
                                       Span span)
{
  Elaborator *e = f->e;
  int axis;
  if (has_symbols(shape, &axis)) {
    fail(f, E0306, span,
         "the %s %s is %s: its extents are constants, but %s is known only when the net runs",
         kind_text(kind), name, shape_text(e, shape), extent_text(e, shape.extents[axis]));
    return NULL;
  }
  if (!check_size(f, shape, span, name))
    return NULL;
  VariableEntry *entry = pointer_map_get(&e->variable_by_name, name);
  if (entry)
    return redeclared(f, entry, name, shape, span);
  Variable *variable = arena_new(e->arena, Variable);
  *variable = (Variable){.kind = kind, .name = name, .type = TYPE_F32, .shape = shape};
  variable->origin = (Origin){f->path, user_span(f, span)};
  entry = arena_new(e->arena, VariableEntry);
  *entry = (VariableEntry){.variable = variable, .declared_in = e->graph, .span = span};
  pointer_map_set(&e->variable_by_name, name, entry);
  list_add(e->arena, &e->variables, entry);
  return entry;
}

// The variable's leaf in this graph; `shape` in this graph's extents.
static Node *variable_node(Frame *f, Variable *variable, Shape shape)
{
  Elaborator *e = f->e;
  Node *node = pointer_map_get(&e->leaves, variable->name);
  if (node)
    return node;
  Region *inner = graph_insert_in(e->graph, NULL);  // also from the block of a scan
  node =
      graph_add(e->graph, FORM_VARIABLE, variable->name, variable->type, shape, variable->origin);
  graph_insert_in(e->graph, inner);
  node->variable = variable;
  pointer_map_set(&e->leaves, variable->name, node);
  return node;
}

// Binds the name, and remembers the variable for `update`, which rebinds the name.
static void bind_variable(Frame *f, const char *name, Node *node, Span span)
{
  Value v = node_value(f->e, node);
  scope_assign(f->e, f->scope, name, v, span);
  scope_assign(f->e, f->scope, intern(f->e, "update %s", name), v, span);
}

// -- param ----------------------------------------------------------------------------------------

// A parameter that is left out is a constant, 0 unless `else` says another.
static void bind_absent(Frame *f, const AstStatement *s, Shape shape, Type type)
{
  const AstExpr *otherwise = s->param.otherwise;
  Value v = otherwise ? evaluate(f, otherwise) : integer_value(0);
  Tensor t;
  bool fits = v.kind != VALUE_POISON &&
              tensor_of_constants(f, v, shape, type, otherwise ? otherwise->span : s->span, &t);
  scope_assign(f->e, f->scope, s->param.name, fits ? tensor_value(f->e, t) : poison(), s->span);
}

// The numbers of `param position: [T, D] = ..`, which is never trained.
static bool constant_start(Frame *f, const AstExpr *expr, Shape shape, Start *start)
{
  Value v = evaluate(f, expr);
  Tensor t;
  if (v.kind == VALUE_POISON)
    return false;
  if (is_constant_number(v)) {
    start->constant = number_of(v);
    return true;
  }
  if (v.kind == VALUE_LIST) {
    if (!tensor_of_constants(f, v, shape, TYPE_F32, expr->span, &t))
      return false;
    start->values = t.node->data;
    return true;
  }
  bool is_table = is_tensor(v) && v.tensor->node && v.tensor->node->form == FORM_CONSTANT;
  if (!is_table)
    fail(f, E0490, expr->span,
         "a variable starts from a number, a list of numbers or a const, this is %s",
         value_kind_text(f->e, v));
  else if (!shape_equal(v.tensor->shape, shape))
    fail(f, E0301, expr->span, "this is %s, expected %s", shape_text(f->e, v.tensor->shape),
         shape_text(f->e, shape));
  else
    start->values = v.tensor->node->data;
  return start->values != NULL;
}

void run_param(Frame *f, const AstStatement *s)
{
  Elaborator *e = f->e;
  const char *name = joined_path(e, f->path, s->param.name);
  Shape shape;
  Type type;
  bool present = true;
  if ((s->param.condition &&
       !evaluate_boolean(f, s->param.condition, "the condition of a parameter", &present)) ||
      !evaluate_type(f, s->param.type, &shape, &type)) {
    scope_assign(e, f->scope, s->param.name, poison(), s->span);
    return;
  }
  if (!present) {
    bind_absent(f, s, shape, type);
    return;
  }
  Start start = {0};
  const AstExpr *constant = s->param.constant;
  bool fits = constant ? constant_start(f, constant, shape, &start)
                       : read_start(f, s->param.initializer, &start);
  VariableEntry *entry =
      fits ? declare_variable(f, VARIABLE_PARAMETER, name, shape, s->span) : NULL;
  if (!entry) {
    scope_assign(e, f->scope, s->param.name, poison(), s->span);
    return;
  }
  entry->start = start;
  entry->is_constant = constant != NULL;
  entry->variable->trained = !constant;
  bind_variable(f, s->param.name, variable_node(f, entry->variable, shape), s->span);
}

// -- state and update -----------------------------------------------------------------------------

// In an optimiser a state is a slot of the weight, of its shape.
static bool state_shape(Frame *f, const AstBinding *b, Shape *shape, Type *type)
{
  *type = TYPE_F32;
  if (b->type)
    return evaluate_type(f, b->type, shape, type);
  if (f->slot_of) {
    *shape = variable_node(f, f->slot_of, f->slot_of->shape)->shape;
    return true;
  }
  fail(f, E0310, b->span, "the state %s needs a type: `%s: [C] = 0`", b->name, b->name);
  return false;
}

static void declare_state(Frame *f, const AstBinding *b)
{
  if (is_in_scan(f)) {
    fail(f, E0113, b->span,
         "a state does not lie in a scan: what goes from step to step is carried");
    scope_assign(f->e, f->scope, b->name, poison(), b->span);
    return;
  }
  Elaborator *e = f->e;
  Shape shape;
  Type type;
  Start start = {0};
  const char *path = f->slot_of ? f->slot_of->name : f->path;
  VariableKind kind = f->slot_of ? VARIABLE_SLOT : VARIABLE_STATE;
  VariableEntry *entry = NULL;
  if (state_shape(f, b, &shape, &type) && (!b->value || constant_start(f, b->value, shape, &start)))
    entry = declare_variable(f, kind, joined_path(e, path, b->name), shape, b->span);
  if (!entry) {
    scope_assign(e, f->scope, b->name, poison(), b->span);
    return;
  }
  entry->variable->of = f->slot_of;
  entry->start = start;
  bind_variable(f, b->name, variable_node(f, entry->variable, shape), b->span);
}

void run_state(Frame *f, const AstStatement *s)
{
  for (int i = 0; i < s->state.count; i++)
    declare_state(f, &s->state.items[i]);
}

static void record_update(Elaborator *e, Variable *variable, Node *value)
{
  if (!graph_is_training(e->kind))
    return;
  uintptr_t place = (uintptr_t)pointer_map_get(&e->updated, variable);
  if (place) {
    e->graph->updates.items[place - 1].value = value;
    return;
  }
  list_add(e->graph->arena, &e->graph->updates, ((Update){variable, value}));
  pointer_map_set(&e->updated, variable, (void *)(uintptr_t)e->graph->updates.count);
}

static bool updated_value(Frame *f, const AstStatement *s, Value v, Shape shape, Tensor *out)
{
  Span at = s->assign.values.items[0]->span;
  if (v.kind == VALUE_POISON)
    return false;
  if (is_constant_number(v) || v.kind == VALUE_LIST)
    return tensor_of_constants(f, v, shape, TYPE_F32, at, out);
  if (!as_type(f, v, TYPE_F32, at, out))
    return false;
  if (out->shape.rank == 0 && shape.rank > 0)
    out->shape = shape;
  if (shape_equal(out->shape, shape))
    return true;
  fail(f, E0301, at, "%s is %s, this is %s", s->assign.names.items[0], shape_text(f->e, shape),
       shape_text(f->e, out->shape));
  return false;
}

void run_update(Frame *f, const AstStatement *s)
{
  Elaborator *e = f->e;
  const char *name = s->assign.names.items[0];
  const Binding *binding = scope_find(f->scope, intern(e, "update %s", name));
  if (!binding) {
    fail(f, E0208, s->span, "%s is no state of this definition, so it cannot be updated", name);
    return;
  }
  Node *variable = binding->value.tensor->node;
  Tensor t;
  if (is_in_scan(f)) {
    fail(f, E0113, s->span,
         "a state is not updated in a scan: what goes from step to step is carried");
    return;
  }
  if (!updated_value(f, s, evaluate(f, s->assign.values.items[0]), variable->shape, &t)) {
    scope_assign(e, f->scope, name, poison(), s->span);
    return;
  }
  Node *node = materialize(f, &t, name, s->span);
  record_update(e, variable->variable, node);
  scope_assign(e, f->scope, name, node_value(e, node), s->span);
}

// -- draw -----------------------------------------------------------------------------------------

// Names a draw by its path, so that it is the same whatever else the net draws.
static uint64_t key_of_draw(Frame *f, const char *name)
{
  Elaborator *e = f->e;
  const char *key = intern(e, "%s%s", joined_path(e, f->path, name), f->rounds);
  for (int i = 2; pointer_map_get(&e->draws, key); i++)
    key = intern(e, "%s%s#%d", joined_path(e, f->path, name), f->rounds, i);
  pointer_map_set(&e->draws, key, f);
  return draw_key(key);
}

void run_draw(Frame *f, const AstStatement *s)
{
  Shape shape;
  Type type;
  Start start = {0};
  Node *node = NULL;
  if (evaluate_type(f, s->draw.type, &shape, &type) && read_start(f, s->draw.distribution, &start))
    node = draw_node(f, &start, s->draw.name, shape, key_of_draw(f, s->draw.name), s->span);
  scope_assign(f->e, f->scope, s->draw.name, node ? node_value(f->e, node) : poison(), s->span);
}

// -- share and freeze -----------------------------------------------------------------------------

void run_share(Frame *f, const AstStatement *s)
{
  Elaborator *e = f->e;
  const char *name = s->assign.names.items[0];
  const AstExpr *made = s->assign.values.items[0];
  const AstExpr *callee = made->kind == AST_CALL ? made->call.callee : made;
  Value v = evaluate(f, callee);
  Value result = poison();
  bool is_layer = v.kind == VALUE_DEFINITION &&
                  (v.definition->ast->kind == AST_LAYER || v.definition->ast->kind == AST_NET);
  if (is_layer) {
    Instance *instance = arena_new(e->arena, Instance);
    const char *label = arena_print(e->arena, "%s%s", name, f->rounds);
    *instance =
        (Instance){.definition = v.definition, .path = joined_path(e, f->path, label), .frame = f};
    instance->arguments = made->kind == AST_CALL ? &made->call.arguments : NULL;
    result = (Value){.kind = VALUE_INSTANCE, .instance = instance};
  } else if (v.kind != VALUE_POISON) {
    fail(f, E0208, callee->span, "`share` makes one instance of a layer, this is %s",
         value_kind_text(e, v));
  }
  scope_assign(e, f->scope, name, result, s->span);
}

void run_freeze(Frame *f, const AstStatement *s)
{
  for (int i = 0; i < s->assign.values.count; i++) {
    Value v = evaluate(f, s->assign.values.items[i]);
    if (v.kind == VALUE_STRING)
      list_add(f->e->arena, &f->e->frozen, joined_path(f->e, f->path, v.text));
    else if (v.kind != VALUE_POISON)
      fail(f, E0401, s->assign.values.items[i]->span,
           "`freeze` takes patterns of names, \"conv*\", this is %s", value_kind_text(f->e, v));
  }
}
