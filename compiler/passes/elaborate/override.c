// Gradients that an op gives itself: `grad x[b, k] = formula`, over inputs, results and grad.y[..].
//
// The op reads x through a copy, so that what flows into the copy can be told from what else flows
// into x. The formula becomes nodes of a region beside the graph, over leaves that stand for the
// gradients of the results; differentiate puts the real ones in.

#include "passes/elaborate/elaborate.h"

static bool is_override(const Frame *f, const AstStatement *s)
{
  return s->kind == AST_GRAD && !f->e->options->derive_all;
}

static bool is_float_tensor(Value v)
{
  return is_tensor(v) && v.tensor->type == TYPE_F32;
}

// Of two gradients by one argument, is this the second?
static bool is_second(Frame *f, const AstBlock *body, int position)
{
  const AstStatement *s = body->items[position];
  for (int i = 0; i < position; i++) {
    const AstStatement *first = body->items[i];
    if (first->kind != AST_GRAD || first->formula.name != s->formula.name)
      continue;
    report(f, E0202, s->span, "the gradient by %s is written twice", s->formula.name);
    report_note(f, first->span, "the first is here");
    report_end(f);
    return true;
  }
  return false;
}

void enter_overrides(Frame *f)
{
  const AstBlock *body = &f->definition->ast->body;
  for (int i = 0; i < body->count; i++) {
    const AstStatement *s = body->items[i];
    if (!is_override(f, s) || is_second(f, body, i))
      continue;
    const char *name = s->formula.name;
    Binding *binding = scope_find(f->scope, name);
    if (!binding || !is_float_tensor(binding->value)) {
      fail(f, E0208, s->span, "%s is no float tensor among the arguments of %s", name,
           f->definition->ast->name);
      continue;
    }
    Tensor copy = *binding->value.tensor;
    copy.node = NULL;
    binding->value = node_value(f->e, materialize(f, &copy, name, s->span));
  }
}

// A leaf for the gradient of each result, bound to grad.y.
static bool add_leaves(Frame *f, Override *override, Span at)
{
  const AstResults *results = &f->definition->ast->results;
  Arena *arena = f->e->graph->arena;
  override->results = arena_array(arena, Node *, results->count);
  override->gradients = arena_array(arena, Node *, results->count);
  for (int i = 0; i < results->count; i++) {
    const Binding *result = scope_find(f->scope, results->items[i].name);
    if (!result || !is_tensor(result->value))
      return false;
    Node *node = materialize(f, result->value.tensor, results->items[i].name, at);
    const char *name = intern(f->e, "grad.%s", results->items[i].name);
    Region *before = graph_insert_in(f->e->graph, &override->body);
    Node *leaf = add_node(f, FORM_INPUT, name, TYPE_F32, node->shape, at);
    graph_insert_in(f->e->graph, before);
    override->results[i] = node;
    override->gradients[i] = leaf;
    override->result_count = i + 1;
    scope_define(f->e, f->scope, name, node_value(f->e, leaf), at);
  }
  return true;
}

// The formula as nodes of the override's own region; null after an error.
static Node *gradient_value(Frame *f, const AstStatement *s, const Node *entry, Override *override)
{
  Elaborator *e = f->e;
  AstStatement formula = *s;
  formula.kind = AST_FORMULA;
  formula.formula.name = intern(e, "grad_%s", s->formula.name);
  Declared declared = {formula.formula.name, true, TYPE_F32, entry->shape, s->span};
  list_add(e->arena, &f->declared, declared);
  Region *before = graph_insert_in(e->graph, &override->body);
  run_formula(f, &formula);
  Value v = scope_find(f->scope, formula.formula.name)->value;
  Node *node = v.kind == VALUE_POISON ? NULL : v.tensor->node;
  if (node && (node->region != &override->body || !node->formula)) {
    Tensor copy = *v.tensor;
    copy.node = NULL;
    node = materialize(f, &copy, "grad", s->span);
  }
  graph_insert_in(e->graph, before);
  return node;
}

static void add_override(Frame *f, const AstStatement *s)
{
  const Binding *binding = scope_find(f->scope, s->formula.name);
  Node *entry = binding && is_tensor(binding->value) ? binding->value.tensor->node : NULL;
  Scope *scope = f->scope;
  Override override = {.entry = entry};
  if (!entry)
    return;
  f->scope = scope_create(f->e, scope);
  if (add_leaves(f, &override, s->span))
    override.value = gradient_value(f, s, entry, &override);
  f->scope = scope;
  if (override.value)
    list_add(f->e->graph->arena, &f->e->graph->overrides, override);
}

void add_overrides(Frame *f)
{
  const AstBlock *body = &f->definition->ast->body;
  for (int i = 0; i < body->count; i++)
    if (is_override(f, body->items[i]))
      add_override(f, body->items[i]);
}
