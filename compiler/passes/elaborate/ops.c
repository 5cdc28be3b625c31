// One op at generated shapes, or a fn of numbers at a few points: for the gradient certificate and
// for differential tests.
//
// Dimensions and compile-time parameters get small numbers; what the op's types and requirements
// refuse is tried again with others. Sizes of 1 and odd sizes are drawn often, as that is where
// formulas go wrong.

#include "passes/elaborate/elaborate.h"

#include <string.h>

enum { MAX_ATTEMPTS = 300, MAX_ELEMENTS = 2000, FUNCTION_POINTS = 7 };

typedef struct Trial {
  Frame *f;
  uint64_t seed;
  uint64_t drawn;  // numbers so far
} Trial;

static int64_t draw_between(Trial *t, int64_t low, int64_t high)
{
  uint64_t bits = text_hash(&t->drawn, sizeof t->drawn, t->seed);
  t->drawn++;
  return low + (int64_t)(bits % (uint64_t)(high - low + 1));
}

static int64_t draw_extent(Trial *t)
{
  static const int64_t extents[] = {1, 2, 3, 3, 4, 5, 5, 6, 7};
  return extents[draw_between(t, 0, (int64_t)(sizeof extents / sizeof *extents) - 1)];
}

// `..shape` in a result, where `shape` is a parameter: a list of extents.
static bool is_list_of_extents(const Trial *t, const AstParameter *p)
{
  const AstResults *results = &t->f->definition->ast->results;
  for (int r = 0; r < results->count; r++) {
    const AstType *type = results->items[r].type;
    for (int i = 0; type && i < type->extents.count; i++)
      if (type->extents.items[i]->kind == AST_PACK && type->extents.items[i]->pack.name == p->name)
        return !p->type;
  }
  return false;
}

// As many elements as the packs of the inputs have, so that a reshape fits: their extents, some
// neighbours made one.
static void choose_extents(Trial *t, const AstParameter *p)
{
  Elaborator *e = t->f->e;
  const AstParameters *parameters = &t->f->definition->ast->parameters;
  Values chosen = {0};
  for (int i = 0; i < parameters->count; i++) {
    const AstType *type = parameters->items[i].type;
    for (int d = 0; type && d < type->extents.count; d++) {
      const AstExpr *item = type->extents.items[d];
      const Values *pack = item->kind == AST_PACK ? find_pack(t->f, item->pack) : NULL;
      for (int k = 0; pack && k < pack->count; k++)
        if (k > 0 && draw_between(t, 0, 1))
          chosen.items[chosen.count - 1].integer *= pack->items[k].integer;
        else
          list_add(e->arena, &chosen, pack->items[k]);
    }
  }
  scope_define(e, t->f->scope, p->name, list_value(e, VALUE_LIST, chosen), p->span);
}

// A parameter that is no tensor: its default, or a small number of the same kind.
static void choose_parameter(Trial *t, const AstParameter *p)
{
  Elaborator *e = t->f->e;
  Value v = integer_value(draw_between(t, 1, 3));
  if (p->words.count)
    v = (Value){.kind = VALUE_WORD, .text = p->words.items[draw_between(t, 0, p->words.count - 1)]};
  else if (p->fallback && draw_between(t, 0, 9) < 6)
    return;  // bound to its default, with the rest
  else if (p->fallback && p->fallback->kind == AST_BOOLEAN)
    v = boolean_value(draw_between(t, 0, 1));
  else if (p->fallback && p->fallback->kind == AST_NUMBER && !p->fallback->number.is_integer)
    return;
  else if (p->fallback)
    v = integer_value(draw_between(t, 0, 3));
  scope_define(e, t->f->scope, p->name, v, p->span);
}

// A name that a pack's length needs: drawn if the parameter has no value yet.
static bool choose_length(Trial *t, const AstExpr *item, int64_t *length)
{
  *length = draw_between(t, 0, 2);
  const char *name = item->pack.length;
  if (!name)
    return true;
  const Binding *bound = scope_find(t->f->scope, name);
  if (bound)
    return value_integer(t->f, bound->value, item->span, name, length) && *length >= 0 &&
           *length < MAX_RANK;
  const AstParameters *parameters = &t->f->definition->ast->parameters;
  for (int i = 0; i < parameters->count; i++)
    if (parameters->items[i].name == name && parameters->items[i].fallback)
      return evaluate_integer(t->f, parameters->items[i].fallback, name, length) && *length >= 0 &&
             *length < MAX_RANK;
  return false;
}

static bool choose_pack(Trial *t, const AstExpr *item)
{
  Elaborator *e = t->f->e;
  const char *key = pack_key(e, item->pack);
  Values extents = {0};
  int64_t length;
  if (scope_find(t->f->scope, key) || find_pack(t->f, item->pack))
    return true;
  if (!choose_length(t, item, &length))
    return false;
  for (int64_t i = 0; i < length; i++)
    list_add(e->arena, &extents, integer_value(draw_extent(t)));
  scope_define(e, t->f->scope, key, list_value(e, VALUE_LIST, extents), item->span);
  return true;
}

static Value choose_tensor(Trial *t, const AstParameter *p)
{
  Elaborator *e = t->f->e;
  Shape shape;
  Type type;
  for (int i = 0; i < p->type->extents.count; i++) {
    const AstExpr *item = p->type->extents.items[i];
    if (item->kind == AST_PACK && !choose_pack(t, item))
      return poison();
    if (item->kind == AST_DIMENSION && !scope_find(t->f->scope, item->text))
      scope_define(e, t->f->scope, item->text, integer_value(draw_extent(t)), item->span);
  }
  if (p->type->dtype == AST_GRAPH)
    return graph_input(t->f, p);
  if (!evaluate_type(t->f, p->type, &shape, &type) ||
      shape_capacity(e->graph, shape) > MAX_ELEMENTS)
    return poison();
  Node *node = graph_add(e->graph, FORM_INPUT, p->name, type, shape, (Origin){"", p->span});
  node->input.position = e->graph->inputs.count;
  list_add(e->graph->arena, &e->graph->inputs, node);
  return node_value(e, node);
}

enum { LIST_LENGTH = 3 };  // where nothing says it

static Value choose_list(Trial *t, const AstParameter *p)
{
  Elaborator *e = t->f->e;
  const AstExpr *expr = p->type->list_count;
  AstType type = *p->type;
  AstParameter item = *p;
  int64_t count = LIST_LENGTH;
  Values items = {0};
  type.is_list = false;
  item.type = &type;
  bool is_open = expr->kind == AST_NAME && !scope_find(t->f->scope, expr->text);
  if (!is_open && !evaluate_integer(t->f, expr, "the number of tensors", &count))
    return poison();
  for (int64_t i = 0; i < count; i++) {
    Value tensor = choose_tensor(t, &item);
    if (tensor.kind == VALUE_POISON)
      return tensor;
    list_add(e->arena, &items, tensor);
  }
  return list_value(e, VALUE_LIST, items);
}

static void add_result(Frame *f, const AstResult *result, const Tensor *tensor)
{
  Node *node = materialize(f, tensor, result->name, result->span);
  const char *name = result->type && result->type->is_list ? node->name : result->name;
  list_add(f->e->graph->arena, &f->e->graph->outputs, ((Output){name, node}));
}

static bool add_results(Frame *f)
{
  const AstResults *results = &f->definition->ast->results;
  for (int i = 0; i < results->count; i++) {
    const Binding *binding = scope_find(f->scope, results->items[i].name);
    bool is_list = binding && binding->value.kind == VALUE_LIST;
    if (!binding || (!is_list && !is_tensor(binding->value)))
      return false;
    if (!is_list)
      add_result(f, &results->items[i], binding->value.tensor);
    for (int k = 0; is_list && k < binding->value.list->count; k++)
      add_result(f, &results->items[i], binding->value.list->items[k].tensor);
  }
  return true;
}

static void add_value(Trial *t, Binding *values, int *count, const AstParameter *p, Value input)
{
  const Binding *chosen = scope_find(t->f->scope, p->name);
  if (p->type)
    values[(*count)++] = (Binding){.name = p->name, .value = input, .span = p->span};
  else if (chosen)
    values[(*count)++] = *chosen;
}

// `in n` after a type; n may be a parameter that is chosen later.
static bool set_bound(Trial *t, const AstParameter *p, Value input)
{
  if (!p->bound || !is_tensor(input))
    return true;
  Node *node = input.tensor->node;
  if (p->bound->kind == AST_DIMENSION && !scope_find(t->f->scope, p->bound->text))
    scope_define(t->f->e, t->f->scope, p->bound->text, integer_value(draw_extent(t)),
                 p->bound->span);
  node->input.bound = evaluate_extent(t->f, p->bound);
  return node->input.bound != NULL;
}

// One try. False if the shapes are not legal.
static bool try_shapes(Elaborator *e, Definition *op, uint64_t seed)
{
  const AstParameters *parameters = &op->ast->parameters;
  begin_graph(e, GRAPH_EVALUATE, op->ast->name);
  Trial t = {.f = frame_create(NULL, e, op, op->ast->span), .seed = seed};
  Binding *values = arena_array(e->arena, Binding, parameters->count + 1);
  Value *inputs = arena_array(e->arena, Value, parameters->count + 1);
  int count = 0;
  for (int i = 0; i < parameters->count; i++)
    if (!parameters->items[i].type && !is_list_of_extents(&t, &parameters->items[i]))
      choose_parameter(&t, &parameters->items[i]);
  for (int i = 0; i < parameters->count; i++)
    if (parameters->items[i].type) {
      const AstParameter *p = &parameters->items[i];
      inputs[i] = p->type->is_list ? choose_list(&t, p) : choose_tensor(&t, p);
      if (inputs[i].kind == VALUE_POISON)
        return false;
    }
  for (int i = 0; i < parameters->count; i++)
    if (is_list_of_extents(&t, &parameters->items[i]))
      choose_extents(&t, &parameters->items[i]);
  for (int i = 0; i < parameters->count; i++) {
    if (!set_bound(&t, &parameters->items[i], inputs[i]))
      return false;
    add_value(&t, values, &count, &parameters->items[i], inputs[i]);
  }
  Frame *f = frame_create(NULL, e, op, op->ast->span);
  Call call = {.caller = f, .span = op->ast->name_span, .values = values, .value_count = count};
  if (!bind_arguments(f, &call))
    return false;
  Value v = run_definition_body(f);
  return v.kind != VALUE_POISON && diag_error_count(e->diag) == 0 && add_results(f);
}

// A fn of numbers, applied to tensors element by element.
static bool try_function(Elaborator *e, Definition *fn)
{
  const AstParameters *parameters = &fn->ast->parameters;
  begin_graph(e, GRAPH_EVALUATE, fn->ast->name);
  Frame *f = frame_create(NULL, e, fn, fn->ast->span);
  Value *values = arena_array(e->arena, Value, parameters->count + 1);
  Shape shape = {.rank = 1, .extents = {expr_integer(e->graph, TYPE_INDEX, FUNCTION_POINTS)}};
  for (int i = 0; i < parameters->count; i++) {
    const AstParameter *p = &parameters->items[i];
    Node *node = graph_add(e->graph, FORM_INPUT, p->name, TYPE_F32, shape, (Origin){"", p->span});
    node->input.position = i;
    list_add(e->graph->arena, &e->graph->inputs, node);
    values[i] = node_value(e, node);
  }
  Value v = call_function_values(f, fn, values, parameters->count, fn->ast->name_span);
  if (!is_tensor(v) || diag_error_count(e->diag) > 0)
    return false;
  Node *node = materialize(f, v.tensor, "y", fn->ast->span);
  list_add(e->graph->arena, &e->graph->outputs, ((Output){"y", node}));
  return true;
}

static Definition *definition_of(Elaborator *e, const AstDefinition *ast)
{
  const Module *modules[] = {e->module, e->library};
  for (int m = 0; m < 2; m++)
    for (int i = 0; i < modules[m]->in_order.count; i++)
      if (modules[m]->in_order.items[i]->ast == ast)
        return modules[m]->in_order.items[i];
  return NULL;
}

Graph *elaborate_op(Arena *arena, Names *names, Diag *diag, Library *library, const AstFile *file,
                    const AstDefinition *op, uint64_t seed)
{
  static const ElaborateOptions options = {0};
  (void)diag;  // shapes that do not fit are no errors
  for (int i = 0; i < MAX_ATTEMPTS; i++) {
    Elaborator *e = elaborator_create(arena, names, diag_create(arena), library, file, &options);
    e->program = arena_new(arena, Program);
    e->net = definition_of(e, op);
    if (e->net && op->kind == AST_FN)
      return try_function(e, e->net) ? e->graph : NULL;
    uint64_t key[2] = {seed, (uint64_t)i};
    if (e->net && try_shapes(e, e->net, text_hash(key, sizeof key, 0))) {
      e->graph->name = op->name;
      return e->graph;
    }
  }
  return NULL;
}
