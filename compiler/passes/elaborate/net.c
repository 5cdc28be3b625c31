// A net as a graph: its inputs, its symbols, its results.

#include "passes/elaborate/elaborate.h"

#include <string.h>

void begin_graph(Elaborator *e, GraphKind kind, const char *name)
{
  e->graph =
      graph_create(e->arena, e->names, arena_print(e->arena, "%s_%s", graph_kind_name(kind), name));
  e->graph->span = e->net->ast->span;
  e->kind = kind;
  e->leaves = pointer_map(e->arena);
  e->functions = pointer_map(e->arena);
  e->doubles = pointer_map(e->arena);
  e->scalars = pointer_map(e->arena);
  e->draws = pointer_map(e->arena);
  e->updated = pointer_map(e->arena);
  e->rounds = 0;
  e->is_full = false;
}

// -- symbols --------------------------------------------------------------------------------------

static int64_t bound_capacity(const Elaborator *e, const TrainBlock *block, const char *name)
{
  int64_t largest = 0;  // of several: B=1,64
  for (int i = 0; i < e->options->bindings.count; i++) {
    const Symbol *bound = &e->options->bindings.items[i];
    if (strcmp(bound->name, name) == 0 && bound->capacity > largest)
      largest = bound->capacity;
  }
  if (largest > 0)
    return largest;
  for (int i = 0; block && i < block->capacities.count; i++)
    if (block->capacities.items[i].name == name)
      return block->capacities.items[i].capacity;
  return 0;
}

// The first symbol of a net is its batch: `batch` of the train block, or one sample at a time.
static int64_t capacity_of(const Elaborator *e, const TrainBlock *block, const char *name)
{
  int64_t capacity = bound_capacity(e, block, name);
  if (capacity == 0 && e->graph->symbols.count == 1)
    capacity = block && block->batch > 0 ? block->batch : 1;
  return capacity;
}

static void add_symbol(Frame *f, const AstExpr *item)
{
  Elaborator *e = f->e;
  Symbol *symbol = graph_symbol(e->graph, item->text);
  symbol->capacity = capacity_of(e, f->block, item->text);
  if (symbol->capacity < 1) {
    report(f, E0306, item->span, "nothing says how large %s can be", item->text);
    diag_help(e->diag, "bind it: `--bind %s=64`, or `capacity = (%s: 64)` in the train block",
              item->text, item->text);
    report_end(f);
    symbol->capacity = 1;
  }
  scope_define(e, f->scope, item->text, element_value(e, expr_symbol(e->graph, item->text)),
               item->span);
}

// Dimensions that no argument fixes are symbols.
static void add_symbols(Frame *f, const AstType *type)
{
  for (int i = 0; i < type->extents.count; i++) {
    const AstExpr *item = type->extents.items[i];
    if (item->kind == AST_DIMENSION && !scope_find(f->scope, item->text))
      add_symbol(f, item);
  }
}

// -- inputs ---------------------------------------------------------------------------------------

static Value number_value(double number)
{
  bool is_whole = number == (double)(int64_t)number;
  return is_whole ? integer_value((int64_t)number) : real_value(number);
}

static Value given_word(Frame *f, const AstParameter *p, const Setting *given)
{
  Text choices = {.arena = f->e->arena};
  for (int i = 0; i < p->words.count; i++) {
    if (given->text && strcmp(p->words.items[i], given->text) == 0)
      return (Value){.kind = VALUE_WORD, .text = p->words.items[i]};
    text_add(&choices, "%s%s", i ? ", " : "", p->words.items[i]);
  }
  report(f, E0211, p->span, "--set %s: it is one of %s", p->name, text_get(&choices));
  const char *nearest =
      given->text ? text_nearest(given->text, p->words.items, p->words.count) : NULL;
  if (nearest)
    diag_help(f->e->diag, "did you mean `%s`?", nearest);
  report_end(f);
  return poison();
}

// What `--set` says for p: a number, a truth value, a word of p, the name of a definition where the
// default is one, else a text.
static Value setting_value(Frame *f, const AstParameter *p, const Setting *given)
{
  if (p->words.count)
    return given_word(f, p, given);
  if (!given->text)
    return number_value(given->number);
  if (strcmp(given->text, "true") == 0 || strcmp(given->text, "false") == 0)
    return boolean_value(strcmp(given->text, "true") == 0);
  if (p->fallback && p->fallback->kind == AST_NAME)
    return find_name(f, name_intern(f->e->names, given->text), p->span);
  return (Value){.kind = VALUE_STRING, .text = given->text};
}

static Value constant_argument(Frame *f, const AstParameter *p)
{
  Elaborator *e = f->e;
  for (int i = 0; i < e->options->constants.count; i++)
    if (strcmp(e->options->constants.items[i].name, p->name) == 0)
      return setting_value(f, p, &e->options->constants.items[i]);
  if (p->words.count && p->fallback && p->fallback->kind == AST_NAME)
    return (Value){.kind = VALUE_WORD, .text = p->fallback->text};
  if (p->fallback)
    return evaluate(f, p->fallback);
  report(f, E0204, p->span, "%s needs a value for %s", f->definition->ast->name, p->name);
  diag_help(e->diag, "give it by `--set %s=..`, or a default, `%s = ..`", p->name, p->name);
  report_end(f);
  return poison();
}

// What the runtime can compute on entry.
static bool is_checkable(const Expr *e)
{
  return e->kind == EXPR_NUMBER || e->kind == EXPR_SYMBOL ||
         (e->kind == EXPR_AFFINE && e->operand_count == 1 && e->operands[0]->kind == EXPR_SYMBOL);
}

static Value input_value(Frame *f, const AstParameter *p)
{
  Elaborator *e = f->e;
  Shape shape;
  Type type;
  add_symbols(f, p->type);
  if (p->type->dtype == AST_GRAPH)
    return graph_input(f, p);
  if (!evaluate_type(f, p->type, &shape, &type) || !check_size(f, shape, p->span, p->name))
    return poison();
  Node *node = graph_add(e->graph, FORM_INPUT, p->name, type, shape, (Origin){"", p->span});
  node->input.position = e->graph->inputs.count;
  list_add(e->graph->arena, &e->graph->inputs, node);
  Tensor t;
  if (p->fallback) {
    if (!as_type(f, evaluate(f, p->fallback), type, p->fallback->span, &t))
      return poison();
    const Expr *value = t.expr;
    while (value->kind == EXPR_CONVERT)
      value = value->operands[0];
    if (!is_checkable(value)) {
      fail(f, E0401, p->fallback->span,
           "the default of an input is a number, or a multiple of one symbol and a number");
      return poison();
    }
    node->input.fallback = t.expr;
  }
  return node_value(e, node);
}

static void set_bound(Frame *f, const AstParameter *p)
{
  const Binding *binding = scope_find(f->scope, p->name);
  if (!p->bound || !binding || !is_tensor(binding->value))
    return;
  Node *node = binding->value.tensor->node;
  if (node->type != TYPE_I32 && node->type != TYPE_U8)
    fail(f, E0401, p->bound->span, "only whole numbers are promised to be in a range: i32 .. in n");
  if (p->bound->kind == AST_DIMENSION && !scope_find(f->scope, p->bound->text))
    add_symbol(f, p->bound);
  node->input.bound = evaluate_extent(f, p->bound);
  if (node->input.bound && !is_checkable(node->input.bound))
    fail(f, E0401, p->bound->span,
         "what an input promises is checked on entry: a number, or a multiple of one symbol and a "
         "number");
}

// The arguments of a net while it is opened. What is no tensor is bound when it is asked for, so a
// shape may name what stands behind it.
typedef struct Opening {
  const AstParameters *parameters;
  bool *is_begun;
} Opening;

static void add_input(Frame *f, Opening *opening, int i)
{
  const AstParameter *p = &opening->parameters->items[i];
  opening->is_begun[i] = true;
  scope_define(f->e, f->scope, p->name, p->type ? input_value(f, p) : constant_argument(f, p),
               p->span);
}

bool bind_constant(Frame *f, const char *name)
{
  Opening *opening = f->opening;
  for (int i = 0; opening && i < opening->parameters->count; i++) {
    const AstParameter *p = &opening->parameters->items[i];
    if (p->name != name || p->type || opening->is_begun[i])
      continue;
    bool floors = f->floors;
    f->floors = false;
    add_input(f, opening, i);
    f->floors = floors;
    return true;
  }
  return false;
}

void add_inputs(Frame *f, const AstParameters *parameters)
{
  Opening opening = {parameters, arena_array(f->e->arena, bool, parameters->count + 1)};
  f->opening = &opening;
  for (int i = 0; i < parameters->count; i++) {
    const AstParameter *p = &parameters->items[i];
    if (opening.is_begun[i])
      continue;
    if (scope_find(f->scope, p->name))
      fail(f, E0202, p->span, "%s is defined twice", p->name);
    else
      add_input(f, &opening, i);
  }
  f->opening = NULL;
  for (int i = 0; i < parameters->count; i++)
    set_bound(f, &parameters->items[i]);
}

Frame *open_net(Elaborator *e, Definition *net, const TrainBlock *block)
{
  int errors = diag_error_count(e->diag);
  Frame *f = frame_create(NULL, e, net, net->ast->name_span);
  net->is_called = true;
  f->block = block;
  add_inputs(f, &net->ast->parameters);
  return diag_error_count(e->diag) == errors ? f : NULL;
}
