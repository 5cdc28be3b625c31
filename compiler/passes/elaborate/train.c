// The graphs of a file: predict, evaluate, train, initialize.
//
// Each is the net written out once more. They share variables, by name, and nothing else.

#include "passes/elaborate/elaborate.h"

#include <string.h>

// -- results --------------------------------------------------------------------------------------

static bool uses_name(const AstExpr *expr, const char *name);

static bool any_argument_uses(const AstArguments *arguments, const char *name)
{
  for (int i = 0; i < arguments->count; i++)
    if (uses_name(arguments->items[i].value, name))
      return true;
  return false;
}

static bool uses_name(const AstExpr *expr, const char *name)
{
  if (!expr)
    return false;
  switch (expr->kind) {
  case AST_NAME:
    return expr->text == name;
  case AST_LIST:
  case AST_TUPLE:
    for (int i = 0; i < expr->items.count; i++)
      if (uses_name(expr->items.items[i], name))
        return true;
    return false;
  case AST_INDEXED:
    return uses_name(expr->indexed.base, name);
  case AST_CALL:
    return any_argument_uses(&expr->call.arguments, name);
  case AST_CONVERT:
    return uses_name(expr->convert.operand, name);
  case AST_UNARY:
    return uses_name(expr->operation.left, name);
  case AST_BINARY:
    return uses_name(expr->operation.left, name) || uses_name(expr->operation.right, name);
  case AST_OTHERWISE:
    return uses_name(expr->otherwise.read, name);
  case AST_IF:
    return uses_name(expr->conditional.condition, name) ||
           uses_name(expr->conditional.then, name) || uses_name(expr->conditional.otherwise, name);
  case AST_PIPE:
    return uses_name(expr->pipe.value, name) || uses_name(expr->pipe.stage, name);
  case AST_REDUCTION:
    return uses_name(expr->reduction.condition, name) || uses_name(expr->reduction.body, name);
  default:
    return false;
  }
}

void add_output(Elaborator *e, const char *name, Node *node)
{
  list_add(e->graph->arena, &e->graph->outputs, ((Output){name, node}));
}

static bool has_output(const Graph *graph, const char *name)
{
  for (int i = 0; i < graph->outputs.count; i++)
    if (graph->outputs.items[i].name == name)
      return true;
  return false;
}

Node *result_node(Frame *f, const char *name)
{
  Binding *binding = scope_find(f->scope, name);
  if (!binding || binding->value.kind == VALUE_POISON)
    return NULL;
  Tensor t;
  if (!is_tensor(binding->value) && !is_constant_number(binding->value)) {
    fail(f, E0401, binding->span, "the result %s of a net is a tensor, this is %s", name,
         value_kind_text(f->e, binding->value));
    return NULL;
  }
  if (!is_tensor(binding->value)) {
    if (!as_type(f, binding->value, TYPE_F32, binding->span, &t))
      return NULL;
  } else {
    t = *binding->value.tensor;
  }
  return materialize(f, &t, name, binding->span);
}

// The predictor gives the first result, and those that the loss does not use.
static void add_results(Frame *f, const TrainBlock *block)
{
  const AstResults *results = &f->definition->ast->results;
  for (int i = 0; i < results->count; i++) {
    const char *name = results->items[i].name;
    bool is_given = i == 0 || !block || !uses_name(block->loss, name);
    Node *node = is_given ? result_node(f, name) : NULL;
    if (node)
      add_output(f->e, name, node);
  }
}

// -- the parts of a graph -------------------------------------------------------------------------

Frame *open_train(Frame *net, const TrainBlock *block)
{
  Frame *f = frame_create(NULL, net->e, block->definition, block->definition->ast->name_span);
  f->block = block;
  f->scope = net->scope;
  return f;
}

static const AstExpr *innermost_value(const AstExpr *expr)
{
  while (expr->kind == AST_PIPE)
    expr = expr->pipe.value;
  return expr;
}

// `augment = shift(2), mirror(horizontal)`: stages on the first input; `x |> shift(2)` names
// another.
static void augment(Frame *f, const AstParameters *inputs, const AstExpr *expr)
{
  Elaborator *e = f->e;
  const AstExpr *first = innermost_value(expr);
  const Binding *named =
      expr->kind == AST_PIPE && first->kind == AST_NAME ? scope_find(f->scope, first->text) : NULL;
  const char *input = named ? first->text : inputs->items[0].name;
  Binding *binding = scope_find(f->scope, input);
  Value v;
  if (named) {
    v = evaluate(f, expr);
  } else {
    // The stages read as `input |> ..`.
    AstExpr *source = arena_new(e->arena, AstExpr), *pipe = arena_new(e->arena, AstExpr);
    *source = (AstExpr){.kind = AST_NAME, .span = expr->span, .text = input};
    *pipe = (AstExpr){.kind = AST_PIPE, .span = expr->span};
    pipe->pipe.value = source;
    pipe->pipe.stage = (AstExpr *)(uintptr_t)expr;
    v = evaluate_pipe(f, pipe);
  }
  if (v.kind == VALUE_POISON)
    return;
  bool fits = is_tensor(v) && is_tensor(binding->value) &&
              shape_equal(v.tensor->shape, binding->value.tensor->shape);
  if (fits)
    binding->value = v;
  else
    fail(f, E0301, expr->span, "augmentation keeps the shape: %s is %s, this gives %s", input,
         shape_text(e, binding->value.tensor->shape), value_kind_text(e, v));
}

void augment_inputs(Frame *f, const Frame *net)
{
  const AstParameters *inputs = &net->definition->ast->parameters;
  f->path = f->prefix = "augment";
  for (int i = 0; i < f->block->augment.count; i++)
    augment(f, inputs, f->block->augment.items[i]);
  f->path = f->prefix = "";
}

static Node *scalar_result(Frame *f, const AstExpr *expr, const char *name)
{
  Value v = evaluate(f, expr);
  Tensor t;
  if (!as_type(f, v, TYPE_F32, expr->span, &t))
    return NULL;
  if (t.shape.rank > 0) {
    report(f, E0403, expr->span, "the %s is %s, it must be a single number", name,
           shape_text(f->e, t.shape));
    diag_help(f->e->diag, "reduce it: mean(b, ..) of its elements");
    report_end(f);
    return NULL;
  }
  return materialize(f, &t, name, expr->span);
}

static const char *metric_name(const AstExpr *expr)
{
  if (expr->kind == AST_PIPE)
    expr = expr->pipe.stage;
  if (expr->kind == AST_CALL)
    expr = expr->call.callee;
  return expr->kind == AST_NAME || expr->kind == AST_FIELD ? callee_name(expr) : "metric";
}

static Node *add_loss(Frame *f)
{
  const TrainBlock *block = f->block;
  Node *loss = scalar_result(f, block->loss, "loss");
  if (!loss)
    return NULL;
  add_output(f->e, "loss", loss);
  Node *metric = block->metric ? scalar_result(f, block->metric, "metric") : NULL;
  if (block->metric && !metric)
    return NULL;
  if (metric) {
    add_output(f->e, "metric", metric);
    f->e->program->metric = metric_name(block->metric);
    f->e->program->metric_rises = metric_rises(f->e, metric);
  }
  return loss;
}

static const Node *find_input(const Graph *graph, const char *name)
{
  for (int i = 0; i < graph->inputs.count; i++)
    if (graph->inputs.items[i]->name == name)
      return graph->inputs.items[i];
  return NULL;
}

static bool is_result(const Frame *net, const char *name)
{
  const AstResults *results = &net->definition->ast->results;
  for (int i = 0; i < results->count; i++)
    if (results->items[i].name == name)
      return true;
  return false;
}

// What the next batch gets of this one: an input with a default whose name a result has as well.
static bool check_carried(Frame *f, const Frame *net, const AstExpr *expr)
{
  const Node *input = find_input(f->e->graph, expr->text);
  if (!input || !input->input.fallback || !is_result(net, expr->text)) {
    report(f, E0201, expr->span, "%s is not both an input with a default and a result of %s",
           expr->text, net->definition->ast->name);
    diag_help(f->e->diag, "net %s(.., %s: [B, 64] = 0) -> .., %s", net->definition->ast->name,
              expr->text, expr->text);
    report_end(f);
    return false;
  }
  return true;
}

static void add_carried(Frame *f, Frame *net)
{
  Graph *graph = f->e->graph;
  for (int i = 0; i < f->block->carry_over.count; i++) {
    const AstExpr *expr = f->block->carry_over.items[i];
    if (!check_carried(f, net, expr))
      continue;
    const Node *input = find_input(graph, expr->text);
    Node *result = result_node(net, expr->text);
    if (result && (result->type != input->type || !shape_equal(result->shape, input->shape)))
      fail(f, E0301, expr->span, "the input %s is %s, the result is %s", expr->text,
           shape_text(f->e, input->shape), shape_text(f->e, result->shape));
    else if (result && !has_output(graph, expr->text))
      add_output(f->e, expr->text, result);
  }
}

// What is generated must fit what is fed: the first result gives each of the classes of the first
// i32[B, T] a score, and state goes on from symbol to symbol.
static void check_generate(Frame *f)
{
  const Graph *graph = f->e->graph;
  const AstExpr *expr = f->block->generate;
  const Node *text = NULL, *scores = graph->outputs.count ? graph->outputs.items[0].node : NULL;
  for (int i = graph->inputs.count - 1; i >= 0; i--)
    if (graph->inputs.items[i]->type == TYPE_I32 && graph->inputs.items[i]->shape.rank == 2)
      text = graph->inputs.items[i];
  if (!text || !text->input.bound || !expr_is_number(text->input.bound))
    fail(f, E0401, expr->span,
         "`generate` feeds symbols to an input i32[B, T] in N, this net has none");
  else if (scores && (scores->type != TYPE_F32 || scores->shape.rank != 3 ||
                      scores->shape.extents[1] != text->input.bound))
    fail(f, E0301, expr->span, "`generate` draws from scores [B, %s, T], the result %s is %s",
         extent_text(f->e, text->input.bound), graph->outputs.items[0].name,
         shape_text(f->e, scores->shape));
  if (f->block->carry_over.count == 0)
    fail(f, E0401, expr->span,
         "`generate` gives one symbol at a time: `carry_over` must name the state that goes on");
}

// -- graphs ---------------------------------------------------------------------------------------

static bool build_predict(Elaborator *e, const TrainBlock *block)
{
  begin_graph(e, GRAPH_PREDICT, e->net->ast->name);
  int errors = diag_error_count(e->diag);
  Frame *net = open_net(e, e->net, block);
  if (!net)
    return false;
  run_definition_body(net);
  add_results(net, block);
  if (block && diag_error_count(e->diag) == errors) {
    Frame *f = open_train(net, block);
    add_carried(f, net);
    if (block->generate)
      check_generate(f);
  }
  e->program->graphs[GRAPH_PREDICT] = e->graph;
  return diag_error_count(e->diag) == errors;
}

// What the loss calls by the name of such an input would be something else.
static void check_inputs_kept(Frame *f, const AstParameters *inputs)
{
  for (int i = 0; i < inputs->count; i++) {
    const AstParameter *input = &inputs->items[i];
    const Binding *binding = scope_find(f->scope, input->name);
    if (!binding || binding->span.start == input->span.start)
      continue;
    report(f, E0202, input->span, "%s is an input of the train block, and a value of the net",
           input->name);
    report_note(f, binding->span, "the net binds it here");
    report_end(f);
  }
}

static bool build_with_loss(Elaborator *e, GraphKind kind, const TrainBlock *block)
{
  begin_graph(e, kind, e->net->ast->name);
  int errors = diag_error_count(e->diag);
  Frame *net = open_net(e, e->net, block);
  if (!net)
    return false;
  Frame *f = open_train(net, block);
  add_inputs(f, &block->definition->ast->parameters);
  if (graph_is_training(kind))
    augment_inputs(f, net);
  if (diag_error_count(e->diag) > errors)
    return false;
  run_definition_body(net);
  check_inputs_kept(f, &block->definition->ast->parameters);
  Node *loss = diag_error_count(e->diag) == errors ? add_loss(f) : NULL;
  if (loss && kind == GRAPH_EVALUATE)
    add_results(net, block);
  if (loss)
    add_carried(f, net);
  if (loss && graph_is_training(kind))
    build_updates(f, block, loss);
  e->program->graphs[kind] = e->graph;
  return diag_error_count(e->diag) == errors;
}

// -- the program ----------------------------------------------------------------------------------

static Definition *find_net(Elaborator *e, const ElaborateOptions *options)
{
  Definition *net = NULL;
  ListOf(const char *) names = {0};
  for (int i = 0; i < e->module->in_order.count; i++) {
    Definition *definition = e->module->in_order.items[i];
    if (definition->ast->kind != AST_NET)
      continue;
    list_add(e->arena, &names, definition->ast->name);
    if (!options->net || strcmp(options->net, definition->ast->name) == 0)
      net = definition;
  }
  Span at = {.source = e->module->file->source};
  if (net)
    return net;
  if (!options->net) {
    diag_error(e->diag, E0109, at, "the file defines no net");
    return NULL;
  }
  diag_error(e->diag, E0201, at, "the file defines no net %s", options->net);
  const char *nearest = text_nearest(options->net, names.items, names.count);
  if (nearest)
    diag_help(e->diag, "did you mean `%s`?", nearest);
  return NULL;
}

// The train block of the net; two of them are refused.
static bool find_train(Elaborator *e, Definition **train)
{
  *train = NULL;
  for (int i = 0; i < e->module->in_order.count; i++) {
    Definition *definition = e->module->in_order.items[i];
    if (definition->ast->kind != AST_TRAIN || definition->ast->name != e->net->ast->name)
      continue;
    if (*train) {
      diag_error(e->diag, E0202, definition->ast->name_span, "%s has two train blocks",
                 e->net->ast->name);
      diag_note(e->diag, (*train)->ast->name_span, "the first is here");
      diag_help(e->diag, "optimisers that take turns are not part of the language");
      return false;
    }
    *train = definition;
  }
  return true;
}

static void report_stray_train(Elaborator *e)
{
  for (int i = 0; i < e->module->in_order.count; i++) {
    const AstDefinition *ast = e->module->in_order.items[i]->ast;
    if (ast->kind != AST_TRAIN)
      continue;
    const Definition *net = find_definition(e->module, ast->name, e->library);
    if (!net || net->ast->kind != AST_NET)
      diag_error(e->diag, E0201, ast->name_span, "there is no net %s to train", ast->name);
  }
}

// Parameters first, then states and slots: the order in which they are declared.
static void list_variables(Elaborator *e)
{
  Program *p = e->program;
  for (int i = 0; i < e->variables.count; i++) {
    Variable *v = e->variables.items[i]->variable;
    v->trained = v->trained && !is_frozen(e, v->name);
    if (v->kind == VARIABLE_PARAMETER) {
      v->position = p->parameters.count;
      list_add(e->arena, &p->parameters, v);
    } else if (v->kind == VARIABLE_STATE) {
      v->position = p->states.count;
      list_add(e->arena, &p->states, v);
    } else {
      v->position = p->slots.count;
      list_add(e->arena, &p->slots, v);
    }
  }
}

Elaborator *elaborator_create(Arena *arena, Names *names, Diag *diag, Library *library,
                              const AstFile *file, const ElaborateOptions *options)
{
  Elaborator *e = arena_new(arena, Elaborator);
  e->arena = arena;
  e->names = names;
  e->diag = diag;
  e->options = options;
  e->variable_by_name = pointer_map(arena);
  e->library = module_of_library(e, library);
  e->module = module_create(e, file, file->source->name);
  return e;
}

static bool build_graphs(Elaborator *e)
{
  Definition *train;
  TrainBlock block;
  if (!find_train(e, &train))
    return false;
  begin_graph(e, GRAPH_PREDICT, e->net->ast->name);  // for the numbers of the block
  if (train && !read_train_block(e, train, &block))
    return false;
  const TrainBlock *given = train ? &block : NULL;
  if (!build_predict(e, given))
    return false;
  if (train &&
      (!build_with_loss(e, GRAPH_EVALUATE, given) || !build_with_loss(e, GRAPH_TRAIN, given)))
    return false;
  if (train && block.accumulates && !build_with_loss(e, GRAPH_ACCUMULATE, given))
    return false;
  if (!build_all_asked(e, given))
    return false;
  list_variables(e);
  finish_renames(e);
  build_initialize(e);
  e->program->graphs[GRAPH_INITIALIZE] = e->graph;
  return true;
}

Program *elaborate(Arena *arena, Names *names, Diag *diag, Library *library, const AstFile *file,
                   const ElaborateOptions *options)
{
  int errors = diag_error_count(diag);
  Elaborator *e = elaborator_create(arena, names, diag, library, file, options);
  e->net = find_net(e, options);
  if (!e->net)
    return NULL;
  report_stray_train(e);
  e->program = arena_new(arena, Program);
  *e->program =
      (Program){.arena = arena, .names = names, .name = e->net->ast->name, .source = file->source};
  for (int i = 0; i < e->modules.count; i++)
    if (!e->modules.items[i]->is_library)
      list_add(arena, &e->program->files, e->modules.items[i]->path);
  // What every run gets, in this order.
  add_scalar(e, "step", 1);
  add_scalar(e, "steps", 1);
  add_scalar(e, "epoch", 0);
  bool built = build_graphs(e);
  if (built)
    check_given(e);
  return built && diag_error_count(diag) == errors ? e->program : NULL;
}
