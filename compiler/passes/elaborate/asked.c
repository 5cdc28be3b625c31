// Graphs that are made where a build asks for them: what training sees of a sample, what each layer
// makes of it, and what a decision hangs on.

#include "passes/elaborate/elaborate.h"

#include <string.h>

// What was asked for is not in this net.
static bool refuse(Elaborator *e, GraphKind kind, const char *why, const char *help)
{
  diag_error(e->diag, E0408, e->net->ast->name_span, "--with %s: %s", graph_kind_name(kind), why);
  if (help)
    diag_help(e->diag, "%s", help);
  return false;
}

// -- augment --------------------------------------------------------------------------------------

static bool fill_augment(Frame *net, const TrainBlock *block)
{
  Elaborator *e = net->e;
  const AstParameters *inputs = &e->net->ast->parameters;
  if (!block || block->augment.count == 0)
    return refuse(e, GRAPH_AUGMENT, "no train block augments anything here",
                  "`augment = shift(2), mirror(horizontal)` in the train block does");
  Frame *f = open_train(net, block);
  augment_inputs(f, net);
  for (int i = 0; i < inputs->count; i++) {
    const Binding *binding = scope_find(net->scope, inputs->items[i].name);
    if (!binding || !is_tensor(binding->value))
      continue;
    const char *name = intern(e, "augmented.%s", binding->name);
    Node *node = materialize(f, binding->value.tensor, name, binding->span);
    if (node->form != FORM_INPUT)
      add_output(e, name, node);
  }
  return true;
}

// -- features -------------------------------------------------------------------------------------

static Output *find_output(Graph *graph, const char *name)
{
  for (int i = graph->outputs.count - 1; i >= 0; i--)
    if (graph->outputs.items[i].name == name)
      return &graph->outputs.items[i];
  return NULL;
}

// The extents of a result depend on one symbol each: not on E + N.
static bool can_be_result(Shape shape)
{
  for (int d = 0; d < shape.rank; d++) {
    const Expr *e = shape.extents[d];
    bool simple =
        e->kind == EXPR_NUMBER || e->kind == EXPR_SYMBOL ||
        (e->kind == EXPR_AFFINE && e->operand_count == 1 && e->operands[0]->kind == EXPR_SYMBOL);
    if (!simple)
      return false;
  }
  return shape.rank > 0;
}

// The layer that a node belongs to; of the net itself the function: "tanh_2". Null: inside of an
// op.
static const char *feature_name(Elaborator *e, const Node *node)
{
  if (*node->origin.layers)
    return intern(e, "%s", node->origin.layers);
  return strchr(node->name, '.') ? NULL : node->name;
}

// A layer's output is the last that it makes, in the order in which layers begin.
static void add_layers(Elaborator *e)
{
  for (Node *node = e->graph->body.first; node; node = node->next) {
    bool is_made = node->formula || node->form == FORM_PROJECTION;
    const char *name = is_made && can_be_result(node->shape) ? feature_name(e, node) : NULL;
    if (!name)
      continue;
    Output *output = find_output(e->graph, name);
    if (output)
      output->node = node;
    else
      add_output(e, name, node);
  }
}

// What the net itself names: `h = image |> conv(6, 5) |> relu`.
static void add_names(Frame *net)
{
  const Scope *scope = net->scope;
  int count = scope->bindings.count;
  for (int i = 0; i < count; i++) {
    const Binding *binding = &scope->bindings.items[i];
    const Tensor *t = is_tensor(binding->value) ? binding->value.tensor : NULL;
    bool is_input = t && t->node && t->node->form == FORM_INPUT;
    if (!t || is_input || !can_be_result(t->shape) || strchr(binding->name, ' ') ||
        find_output(net->e->graph, binding->name))
      continue;
    add_output(net->e, binding->name, materialize(net, t, binding->name, binding->span));
  }
}

static bool fill_features(Frame *net)
{
  run_definition_body(net);
  add_layers(net->e);
  add_names(net);
  return net->e->graph->outputs.count > 0 ||
         refuse(net->e, GRAPH_FEATURES, "the net has no layers and names nothing", NULL);
}

// -- saliency -------------------------------------------------------------------------------------

// The first input as floats, which a gradient can be taken by; the net reads them in its place.
static Node *float_input(Frame *net)
{
  Elaborator *e = net->e;
  Node *input = e->graph->inputs.count ? e->graph->inputs.items[0] : NULL;
  Binding *binding = input ? scope_find(net->scope, input->name) : NULL;
  Tensor t;
  if (!binding || !is_tensor(binding->value) || (input->type != TYPE_U8 && input->type != TYPE_F32))
    return NULL;
  if (!as_type(net, binding->value, TYPE_F32, binding->span, &t))
    return NULL;
  Node *node = materialize(net, &t, intern(e, "float.%s", input->name), binding->span);
  binding->value = node_value(e, node);
  return node;
}

// i32[B] in K
static Node *class_input(Elaborator *e, const Node *logits)
{
  Shape shape = {.rank = 1, .extents = {logits->shape.extents[0]}};
  Node *node = graph_add(e->graph, FORM_INPUT, intern(e, "class"), TYPE_I32, shape, logits->origin);
  node->input.position = e->graph->inputs.count;
  node->input.bound = logits->shape.extents[1];
  list_add(e->graph->arena, &e->graph->inputs, node);
  return node;
}

// sum(b) logits[b, class[b]]
static Node *score(Elaborator *e, Node *logits, Node *class)
{
  Graph *graph = e->graph;
  Node *node =
      graph_add(graph, FORM_REDUCE, intern(e, "score"), TYPE_F32, shape_scalar(), logits->origin);
  Formula *formula = formula_create(graph);
  int slot = formula_add_index(formula, intern(e, "b"), logits->shape.extents[0]);
  const Expr *at[2] = {expr_index(graph, slot)};
  at[1] = expr_convert(graph, TYPE_INDEX, expr_read(graph, class, at, NULL));
  formula->reduction = REDUCTION_SUM;
  formula->body = expr_read(graph, logits, at, NULL);
  node->formula = formula;
  return node;
}

static bool is_logits(const Node *node)
{
  return node->type == TYPE_F32 && node->shape.rank == 2 && expr_is_number(node->shape.extents[1]);
}

static bool fill_saliency(Frame *net)
{
  Elaborator *e = net->e;
  int errors = diag_error_count(e->diag);
  const char *name = e->net->ast->results.items[0].name;
  Node *input = float_input(net);
  if (!input)
    return refuse(e, GRAPH_SALIENCY, "the first input of the net is not u8 or f32",
                  "the gradient by whole numbers such as tokens does not exist");
  run_definition_body(net);
  Node *logits = diag_error_count(e->diag) == errors ? result_node(net, name) : NULL;
  if (!logits)
    return false;
  if (!is_logits(logits))
    return refuse(e, GRAPH_SALIENCY, "the first result of the net is not [B, classes]",
                  "the map shows what moves the number of one class");
  Node *of = score(e, logits, class_input(e, logits));
  Node *gradient = graph_add(e->graph, FORM_GRADIENT, intern(e, "gradient"), TYPE_F32, input->shape,
                             input->origin);
  gradient->gradient.of = of;
  gradient->gradient.by = input;
  add_output(e, name, logits);
  add_output(e, gradient->name, gradient);
  return true;
}

// -- all ------------------------------------------------------------------------------------------

static bool build_asked(Elaborator *e, GraphKind kind, const TrainBlock *block)
{
  begin_graph(e, kind, e->net->ast->name);
  int errors = diag_error_count(e->diag);
  Frame *net = open_net(e, e->net, block);
  if (!net)
    return false;
  bool filled = kind == GRAPH_AUGMENT    ? fill_augment(net, block)
                : kind == GRAPH_FEATURES ? fill_features(net)
                                         : fill_saliency(net);
  e->program->graphs[kind] = e->graph;
  return filled && diag_error_count(e->diag) == errors;
}

bool build_all_asked(Elaborator *e, const TrainBlock *block)
{
  bool fine = true;
  for (int kind = GRAPH_FIRST_ASKED; kind < GRAPH_KIND_COUNT; kind++)
    if (e->options->with >> kind & 1)
      fine = build_asked(e, (GraphKind)kind, block) && fine;
  return fine;
}
