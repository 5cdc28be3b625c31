// The training step's updates: a gradient per trained parameter, and the optimiser written out for
// each.
//
//   update w = w - lr*g     ->   w_next[i] = w[i] - f32(lr)*gradient[i]
//
// `step`, `steps` and `lr` are doubles of the run; what depends on them alone is computed once a
// step.

#include "passes/elaborate/elaborate.h"

#include <string.h>

// A definition that is run for every trained parameter.
typedef struct Rule {
  Definition *definition;
  const AstArguments *arguments;
  Span span;
} Rule;

typedef struct Optimizer {
  Rule rule;
  Value schedule;    // the factor on lr; an integer 1 without one
  double base_rate;  // lr of the optimizer as written
  bool has_rate;
} Optimizer;

// -- what depends on what -------------------------------------------------------------------------

// Nodes to look at; deep nets would overflow the stack of a recursion.
typedef struct Reach {
  Arena *arena;
  PointerMap seen;
  ListOf(Node *) pending;
  bool found;  // a gradient reaches a variable
} Reach;

static void reach(Node *node, void *context)
{
  Reach *r = context;
  if (pointer_map_get(&r->seen, node))
    return;
  pointer_map_set(&r->seen, node, node);
  list_add(r->arena, &r->pending, node);
}

static PointerMap reached_from(Elaborator *e, Node *node)
{
  Reach r = {.arena = e->arena, .seen = pointer_map(e->arena)};
  reach(node, &r);
  while (r.pending.count)
    node_operands(e->graph, r.pending.items[--r.pending.count], reach, &r);
  return r.seen;
}

// -- which way a metric goes ----------------------------------------------------------------------

// Follows the operands that a gradient would take.
static void flow(Reach *r, const Expr *expr)
{
  bool is_float = type_is_float(expr->type);
  if (!is_float || expr->kind == EXPR_DETACH || expr->kind == EXPR_FLOOR ||
      pointer_map_get(&r->seen, expr))
    return;
  pointer_map_set(&r->seen, expr, r);
  if (expr->kind == EXPR_READ)
    reach(expr->node, r);
  for (int i = 0; i < expr->operand_count; i++)
    flow(r, expr->operands[i]);
}

bool metric_rises(Elaborator *e, Node *metric)
{
  Reach r = {.arena = e->arena, .seen = pointer_map(e->arena)};
  reach(metric, &r);
  while (r.pending.count) {
    const Node *node = r.pending.items[--r.pending.count];
    r.found |= node->form == FORM_VARIABLE;
    if (node->formula)
      flow(&r, node->formula->body);
  }
  return !r.found;
}

// -- what is trained ------------------------------------------------------------------------------

bool is_frozen(const Elaborator *e, const char *name)
{
  for (int i = 0; i < e->frozen.count; i++)
    if (matches_pattern(e->frozen.items[i], name) ||
        matches_pattern(arena_print(e->arena, "%s.*", e->frozen.items[i]), name))
      return true;
  return false;
}

static Node *leaf_of(Elaborator *e, const Variable *variable)
{
  return pointer_map_get(&e->leaves, variable->name);
}

static void mark_trained(Elaborator *e, Node *loss)
{
  PointerMap reached = reached_from(e, loss);
  for (int i = 0; i < e->variables.count; i++) {
    const VariableEntry *entry = e->variables.items[i];
    Variable *v = entry->variable;
    Node *leaf = leaf_of(e, v);
    v->trained = v->kind == VARIABLE_PARAMETER && !entry->is_constant && leaf &&
                 pointer_map_get(&reached, leaf) && !is_frozen(e, v->name);
  }
}

// -- gradients ------------------------------------------------------------------------------------

static Node *gradient_node(Frame *f, Node *loss, Node *leaf)
{
  const char *name = arena_print(f->e->arena, "grad.%s", leaf->name);
  Node *node = graph_add(f->e->graph, FORM_GRADIENT, name, TYPE_F32, leaf->shape, leaf->origin);
  node->gradient.of = loss;
  node->gradient.by = leaf;
  return node;
}

// A node over the trained gradients' own indices, by whole-tensor arithmetic.
static Value sum_of_squares(Frame *f, Node *gradient)
{
  Graph *graph = f->e->graph;
  Node *node = graph_add(graph, FORM_REDUCE, "squares", TYPE_F32, shape_scalar(), gradient->origin);
  Formula *formula = formula_create(graph);
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < gradient->shape.rank; d++) {
    char letter[2] = {(char)('i' + d), 0};
    int slot =
        formula_add_index(formula, name_intern(f->e->names, letter), gradient->shape.extents[d]);
    indices[d] = expr_index(graph, slot);
  }
  const Expr *g = expr_read(graph, gradient, indices, NULL);
  formula->reduction = REDUCTION_SUM;
  formula->body = expr_binary(graph, EXPR_MULTIPLY, g, g);
  node->formula = formula;
  return node_value(f->e, node);
}

static bool clip_limit(Frame *f, const AstExpr *clip, const char *word, double *limit)
{
  bool is_call = clip->kind == AST_CALL && clip->call.callee->kind == AST_NAME &&
                 clip->call.arguments.count == 1 && strcmp(clip->call.callee->text, word) == 0;
  if (!is_call)
    return false;
  Value v = evaluate(f, clip->call.arguments.items[0].value);
  *limit = is_constant_number(v) ? number_of(v) : 0;
  return is_constant_number(v);
}

typedef ListOf(Value) Gradients;

// All gradients times min(1, limit/(norm + 1e-6)), as torch.nn.utils.clip_grad_norm_.
static void clip_norm(Frame *f, Gradients *gradients, double limit, Span at)
{
  Elaborator *e = f->e;
  Value total = integer_value(0);
  for (int i = 0; i < gradients->count; i++) {
    Value squares = sum_of_squares(f, gradients->items[i].tensor->node);
    total = i == 0 ? squares : arithmetic(f, AST_ADD, total, squares, at);
  }
  Node *sum = materialize(f, total.tensor, "norm2", at);
  const Expr *norm = expr_unary(e->graph, EXPR_SQRT, expr_read(e->graph, sum, NULL, NULL));
  Value factor =
      arithmetic(f, AST_DIVIDE, real_value(limit),
                 arithmetic(f, AST_ADD, element_value(e, norm), real_value(1e-6), at), at);
  const Expr *one = expr_number(e->graph, TYPE_F32, 1);
  Tensor clipped = {.type = TYPE_F32,
                    .expr = expr_binary(e->graph, EXPR_MINIMUM, one, factor.tensor->expr)};
  Value scale = node_value(e, materialize(f, &clipped, "clip", at));
  for (int i = 0; i < gradients->count; i++)
    gradients->items[i] = arithmetic(f, AST_MULTIPLY, gradients->items[i], scale, at);
}

static void clip_values(Frame *f, Gradients *gradients, double limit)
{
  Graph *graph = f->e->graph;
  for (int i = 0; i < gradients->count; i++) {
    Tensor t = *gradients->items[i].tensor;
    const Expr *low = expr_number(graph, TYPE_F32, -limit),
               *high = expr_number(graph, TYPE_F32, limit);
    t.expr = expr_binary(graph, EXPR_MINIMUM, high, expr_binary(graph, EXPR_MAXIMUM, low, t.expr));
    t.node = NULL;
    gradients->items[i] = tensor_value(f->e, t);
  }
}

static void clip_gradients(Frame *f, const AstExpr *clip, Gradients *gradients)
{
  double limit;
  if (clip_limit(f, clip, "norm", &limit))
    clip_norm(f, gradients, limit, clip->span);
  else if (clip_limit(f, clip, "value", &limit))
    clip_values(f, gradients, limit);
  else
    fail(f, E0401, clip->span, "`clip` is norm(limit) or value(limit)");
}

// -- the optimiser --------------------------------------------------------------------------------

static bool find_definition_of(Frame *f, const AstExpr *expr, AstDefinitionKind kind,
                               const char *what, Definition **definition)
{
  const AstExpr *callee = expr->kind == AST_CALL ? expr->call.callee : expr;
  Value v = evaluate(f, callee);
  if (v.kind == VALUE_POISON)
    return false;
  if (v.kind != VALUE_DEFINITION || v.definition->ast->kind != kind) {
    fail(f, E0208, callee->span, "%s stands here, this is %s", what, value_kind_text(f->e, v));
    return false;
  }
  *definition = v.definition;
  v.definition->is_called = true;
  return true;
}

static bool has_parameter(const AstDefinition *ast, const char *name)
{
  for (int i = 0; i < ast->parameters.count; i++)
    if (strcmp(ast->parameters.items[i].name, name) == 0)
      return true;
  return false;
}

// step and steps for a schedule or an optimiser, under the names that it asks for.
static int step_bindings(Frame *f, Binding *bindings, Span at)
{
  static const char *const names[] = {"step", "steps", "epoch"};
  for (int i = 0; i < 3; i++)
    bindings[i] = (Binding){.name = name_intern(f->e->names, names[i]),
                            .value = node_value(f->e, scalar_node(f, names[i])),
                            .span = at};
  return 3;
}

static Value schedule_value(Frame *f, const AstExpr *schedule)
{
  Definition *definition;
  if (!schedule)
    return integer_value(1);
  if (!find_definition_of(f, schedule, AST_FN, "a schedule, fn name(step, steps, ..),",
                          &definition))
    return poison();
  Binding all[3], values[3];
  int count = 0, available = step_bindings(f, all, schedule->span);
  for (int i = 0; i < available; i++)
    if (has_parameter(definition->ast, all[i].name))
      values[count++] = all[i];
  Call call = {.caller = f, .span = schedule->span, .values = values, .value_count = count};
  if (schedule->kind == AST_CALL)
    call.arguments = &schedule->call.arguments;
  Frame *inner = frame_create(f, f->e, definition, schedule->span);
  return bind_arguments(inner, &call) ? run_definition_body(inner) : poison();
}

// The base arguments, with those of a group in place of equal names.
static const AstArguments *merged_arguments(Elaborator *e, const AstArguments *base,
                                            const AstArguments *group)
{
  AstArguments *all = arena_new(e->arena, AstArguments);
  for (int i = 0; base && i < base->count; i++) {
    bool replaced = false;
    for (int k = 0; k < group->count; k++)
      replaced |= base->items[i].name && base->items[i].name == group->items[k].name;
    if (!replaced)
      list_add(e->arena, all, base->items[i]);
  }
  for (int k = 0; k < group->count; k++)
    list_add(e->arena, all, group->items[k]);
  return all;
}

static const AstArguments *arguments_for(Frame *f, const Optimizer *optimizer,
                                         const TrainBlock *block, const char *name)
{
  const AstArguments *arguments = optimizer->rule.arguments;
  for (int i = 0; i < block->groups.count; i++)
    if (matches_pattern(block->groups.items[i]->group.pattern, name))
      arguments = merged_arguments(f->e, arguments, &block->groups.items[i]->group.arguments);
  return arguments;
}

// lr is a scalar of the run; a group's own rate is a multiple of it; the schedule is a factor.
static bool set_rate(Frame *f, Frame *inner, Optimizer *optimizer)
{
  const char *name = name_intern(f->e->names, "lr");
  Binding *rate = scope_find(inner->scope, name);
  if (!rate || !is_constant_number(rate->value))
    return true;
  double value = number_of(rate->value);
  if (!optimizer->has_rate) {
    optimizer->has_rate = true;
    optimizer->base_rate = value;
    add_scalar(f->e, name, value);
  }
  Value lr = node_value(f->e, scalar_node(f, name));
  if (value != optimizer->base_rate)
    lr = arithmetic(f, AST_MULTIPLY, real_value(value / optimizer->base_rate), lr,
                    optimizer->rule.span);
  if (is_tensor(optimizer->schedule))
    lr = arithmetic(f, AST_MULTIPLY, lr, optimizer->schedule, optimizer->rule.span);
  rate->value = lr;
  return lr.kind != VALUE_POISON;
}

// The weight and its gradient stand for the first two parameters; `extra` for others, by name.
static Frame *open_rule(Frame *f, const Rule *rule, const AstArguments *arguments, Value w, Value g,
                        const Binding *extra, int extra_count)
{
  const AstParameters *parameters = &rule->definition->ast->parameters;
  Frame *inner = frame_create(f, f->e, rule->definition, rule->span);
  if (parameters->count < 2) {
    fail(f, E0204, rule->definition->ast->name_span,
         "an optimizer takes the weight and its gradient first");
    return NULL;
  }
  Binding values[5] = {{.name = parameters->items[0].name, .value = w, .span = rule->span},
                       {.name = parameters->items[1].name, .value = g, .span = rule->span}};
  for (int i = 0; i < extra_count; i++)
    values[2 + i] = extra[i];
  Call call = {.caller = f,
               .span = rule->span,
               .arguments = arguments,
               .values = values,
               .value_count = 2 + extra_count};
  if (!bind_arguments(inner, &call))
    return NULL;
  Binding steps[3];
  int count = step_bindings(f, steps, rule->span);
  for (int i = 0; i < count; i++)
    if (!scope_find(inner->scope, steps[i].name))
      scope_define(f->e, inner->scope, steps[i].name, steps[i].value, rule->span);
  return inner;
}

// Its states are slots of the variable; `update` of the first parameter moves the variable itself.
static bool run_rule(Frame *inner, const Rule *rule, Variable *variable)
{
  Elaborator *e = inner->e;
  const char *name = rule->definition->ast->parameters.items[0].name;
  Value w = node_value(e, leaf_of(e, variable));
  scope_define(e, inner->scope, intern(e, "update %s", name), w, rule->span);
  inner->slot_of = variable;
  inner->path = inner->prefix = variable->name;
  int errors = diag_error_count(e->diag);
  run_block(inner, &rule->definition->ast->body);
  return diag_error_count(e->diag) == errors;
}

// The weight after the step in *w.
static bool update_parameter(Frame *f, Optimizer *optimizer, const TrainBlock *block,
                             Variable *variable, Value g, Value *w)
{
  const Rule *rule = &optimizer->rule;
  const AstArguments *arguments = arguments_for(f, optimizer, block, variable->name);
  Frame *inner =
      open_rule(f, rule, arguments, node_value(f->e, leaf_of(f->e, variable)), g, NULL, 0);
  if (!inner || !set_rate(f, inner, optimizer) || !run_rule(inner, rule, variable))
    return false;
  *w = scope_find(inner->scope, rule->definition->ast->parameters.items[0].name)->value;
  return true;
}

// -- several batches a step -----------------------------------------------------------------------

// *total: the mean over the samples of all batches of the step.
static bool accumulate(Frame *f, Variable *variable, Value g, Value *total, Span at)
{
  Elaborator *e = f->e;
  Rule rule = {.definition = library_definition(e, "accumulation"), .span = at};
  add_scalar(e, name_intern(e->names, "samples"), 1);
  add_scalar(e, name_intern(e->names, "all"), 1);
  Binding extra[] = {
      {.name = name_intern(e->names, "samples"),
       .value = node_value(e, scalar_node(f, "samples")),
       .span = at},
      {.name = name_intern(e->names, "all"),
       .value = node_value(e, scalar_node(f, "all")),
       .span = at},
      {.name = name_intern(e->names, "is_last"),
       .value = boolean_value(e->kind == GRAPH_TRAIN),
       .span = at},
  };
  Frame *inner = open_rule(f, &rule, NULL, node_value(e, leaf_of(e, variable)), g, extra, 3);
  if (!inner || !run_rule(inner, &rule, variable))
    return false;
  Value mean = scope_find(inner->scope, name_intern(e->names, "total"))->value;
  *total = node_value(e, materialize(inner, mean.tensor, "total", at));
  return true;
}

// -- averaged weights -----------------------------------------------------------------------------

// `average = ema(0.999)`: a rule whose state `average` follows the weight.
static bool find_average(Frame *f, const AstExpr *expr, Rule *rule)
{
  rule->span = expr->span;
  if (expr->kind == AST_CALL)
    rule->arguments = &expr->call.arguments;
  if (!find_definition_of(f, expr, AST_OPTIMIZER, "an average, as ema(0.999),", &rule->definition))
    return false;
  const AstBlock *body = &rule->definition->ast->body;
  for (int i = 0; i < body->count; i++)
    for (int k = 0; body->items[i]->kind == AST_STATE && k < body->items[i]->state.count; k++)
      if (strcmp(body->items[i]->state.items[k].name, "average") == 0)
        return true;
  fail(f, E0208, expr->span, "%s has no state `average`", rule->definition->ast->name);
  return false;
}

static bool average_weight(Frame *f, const Rule *rule, Variable *variable, Value w, Value g)
{
  Frame *inner = open_rule(f, rule, rule->arguments, w, g, NULL, 0);
  return inner && run_rule(inner, rule, variable);
}

// -- all of them ----------------------------------------------------------------------------------

typedef struct Trained {
  ListOf(Variable *) variables;
  Gradients gradients;
} Trained;

static void find_trained(Frame *f, const TrainBlock *block, Node *loss, Trained *trained)
{
  Elaborator *e = f->e;
  mark_trained(e, loss);
  int count = e->variables.count;
  for (int i = 0; i < count; i++) {
    Variable *variable = e->variables.items[i]->variable;
    if (!variable->trained)
      continue;
    list_add(e->arena, &trained->variables, variable);
    list_add(e->arena, &trained->gradients,
             node_value(e, gradient_node(f, loss, leaf_of(e, variable))));
  }
  if (trained->variables.count == 0)
    diag_warning(e->diag, W0101, block->loss->span,
                 "nothing to train: the loss depends on no parameter");
}

static bool update_all(Frame *f, const TrainBlock *block, Optimizer *optimizer,
                       const Trained *trained)
{
  Rule average = {0};
  if (block->average && !find_average(f, block->average, &average))
    return false;
  for (int i = 0; i < trained->variables.count; i++) {
    Variable *variable = trained->variables.items[i];
    Value g = trained->gradients.items[i], w;
    if (!update_parameter(f, optimizer, block, variable, g, &w) ||
        (block->average && !average_weight(f, &average, variable, w, g)))
      return false;
  }
  return true;
}

void build_updates(Frame *f, const TrainBlock *block, Node *loss)
{
  Elaborator *e = f->e;
  Optimizer optimizer = {.rule.span = block->optimizer->span};
  Trained trained = {0};
  if (!find_definition_of(f, block->optimizer, AST_OPTIMIZER, "an optimizer",
                          &optimizer.rule.definition))
    return;
  if (block->optimizer->kind == AST_CALL)
    optimizer.rule.arguments = &block->optimizer->call.arguments;
  find_trained(f, block, loss, &trained);
  for (int i = 0; block->accumulates && i < trained.variables.count; i++)
    if (!accumulate(f, trained.variables.items[i], trained.gradients.items[i],
                    &trained.gradients.items[i], block->optimizer->span))
      return;
  if (e->kind == GRAPH_ACCUMULATE)
    return;
  optimizer.schedule = schedule_value(f, block->schedule);
  if (optimizer.schedule.kind == VALUE_POISON)
    return;
  if (block->clip && trained.variables.count)
    clip_gradients(f, block->clip, &trained.gradients);
  update_all(f, block, &optimizer, &trained);
}
