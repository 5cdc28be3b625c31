// Definitions that no net calls: what can be said of them without arguments.
//
// Every name they use is bound somewhere in them, or defined; every named argument exists; every
// layer and function gives a result. The rest is checked when they are called.

#include "passes/elaborate/elaborate.h"

#include <string.h>

typedef struct Check {
  Frame *f;
  PointerMap bound;  // interned names that the definition binds anywhere
} Check;

static void bind(Check *c, const char *name)
{
  if (name)
    pointer_map_set(&c->bound, name, c);
}

// -- what is bound --------------------------------------------------------------------------------

static void bind_expr(Check *c, const AstExpr *expr);

static void bind_items(Check *c, const AstExprs *items)
{
  for (int i = 0; i < items->count; i++)
    bind_expr(c, items->items[i]);
}

static void bind_arguments_of(Check *c, const AstArguments *arguments)
{
  for (int i = 0; i < arguments->count; i++)
    bind_expr(c, arguments->items[i].value);
}

// Reductions bind their indices; `(g < groups, c)` binds nothing on the right side.
static void bind_expr(Check *c, const AstExpr *expr)
{
  if (!expr)
    return;
  switch (expr->kind) {
  case AST_LIST:
  case AST_TUPLE:
    bind_items(c, &expr->items);
    return;
  case AST_INDEXED:
    bind_expr(c, expr->indexed.base);
    bind_items(c, &expr->indexed.indices);
    return;
  case AST_CALL:
    bind_arguments_of(c, &expr->call.arguments);
    return;
  case AST_CONVERT:
    bind_expr(c, expr->convert.operand);
    return;
  case AST_UNARY:
  case AST_BINARY:
    bind_expr(c, expr->operation.left);
    bind_expr(c, expr->kind == AST_BINARY ? expr->operation.right : NULL);
    return;
  case AST_OTHERWISE:
    bind_expr(c, expr->otherwise.read);
    return;
  case AST_IF:
    bind_expr(c, expr->conditional.condition);
    bind_expr(c, expr->conditional.then);
    bind_expr(c, expr->conditional.otherwise);
    return;
  case AST_PIPE:
    bind_expr(c, expr->pipe.value);
    bind_expr(c, expr->pipe.stage);
    return;
  case AST_REDUCTION:
    for (int i = 0; i < expr->reduction.ranges.count; i++)
      for (int k = 0; k < expr->reduction.ranges.items[i].names.count; k++)
        bind(c, expr->reduction.ranges.items[i].names.items[k]);
    bind_expr(c, expr->reduction.condition);
    bind_expr(c, expr->reduction.body);
    return;
  default:
    return;
  }
}

static void bind_type(Check *c, const AstType *type)
{
  if (type && type->is_list && type->list_count->kind == AST_NAME)
    bind(c, type->list_count->text);
  for (int i = 0; type && i < type->extents.count; i++) {
    const AstExpr *item = type->extents.items[i];
    if (item->kind == AST_DIMENSION)
      bind(c, item->text);
  }
}

static void bind_left(Check *c, const AstExprs *indices)
{
  const char *name;
  const AstExpr *bound;
  for (int i = 0; i < indices->count; i++) {
    if (indices->items[i]->kind == AST_TUPLE)
      bind_left(c, &indices->items[i]->items);
    else if (is_index_item(indices->items[i], &name, &bound))
      bind(c, name);
  }
}

static void bind_block(Check *c, const AstBlock *block);

static void bind_bindings(Check *c, const AstBindings *bindings)
{
  for (int i = 0; i < bindings->count; i++)
    bind(c, bindings->items[i].name);
}

static void bind_statement(Check *c, const AstStatement *s)
{
  switch (s->kind) {
  case AST_FORMULA:
  case AST_GRAD:
    if (s->kind == AST_FORMULA)
      bind(c, s->formula.name);
    bind_left(c, &s->formula.indices);
    bind_expr(c, s->formula.value);
    return;
  case AST_STATE:
    bind_bindings(c, &s->state);
    return;
  case AST_DRAW:
    bind(c, s->draw.name);
    return;
  case AST_PARAM:
    bind(c, s->param.name);
    return;
  case AST_FOR:
  case AST_REPEAT:
    for (int i = 0; i < s->loop.names.count; i++)
      bind(c, s->loop.names.items[i]);
    bind_block(c, &s->loop.body);
    return;
  case AST_IF_BLOCK:
    bind_block(c, &s->branch.then);
    bind_block(c, &s->branch.otherwise);
    return;
  case AST_SCAN:
    bind(c, s->scan.over);
    bind_bindings(c, &s->scan.carries);
    bind_block(c, &s->scan.body);
    return;
  case AST_ASSIGN:
  case AST_UPDATE:
  case AST_SHARE:
  case AST_YIELD:
    for (int i = 0; i < s->assign.names.count; i++)
      bind(c, s->assign.names.items[i]);
    bind_items(c, &s->assign.values);
    return;
  case AST_RETURN:
    bind_items(c, &s->assign.values);
    return;
  default:
    return;
  }
}

static void bind_block(Check *c, const AstBlock *block)
{
  for (int i = 0; i < block->count; i++)
    bind_statement(c, block->items[i]);
}

// -- what is used ---------------------------------------------------------------------------------

static void use_expr(Check *c, const AstExpr *expr);

static void use_items(Check *c, const AstExprs *items)
{
  for (int i = 0; i < items->count; i++)
    use_expr(c, items->items[i]);
}

static bool is_known(Check *c, const char *name)
{
  return pointer_map_get(&c->bound, name) || strcmp(name, "training") == 0 ||
         strcmp(name, "orthogonal") == 0 || find_definition(c->f->module, name, c->f->e->library) ||
         find_builtin(name);
}

static void use_name(Check *c, const char *name, Span span)
{
  if (!is_known(c, name))
    find_name(c->f, name, span);  // reports it
}

static const AstParameter *parameter_of(const Definition *definition, const char *name)
{
  for (int i = 0; i < definition->ast->parameters.count; i++)
    if (definition->ast->parameters.items[i].name == name)
      return &definition->ast->parameters.items[i];
  return NULL;
}

// Of a definition or its twin: which of them is meant is not known here.
static const AstParameter *parameter_of_either(const Definition *definition, const char *name)
{
  const AstParameter *p = parameter_of(definition, name);
  return p || !definition->twin ? p : parameter_of(definition->twin, name);
}

static bool has_words(const Definition *definition)
{
  for (int i = 0; i < definition->ast->parameters.count; i++)
    if (definition->ast->parameters.items[i].words.count)
      return true;
  return false;
}

static void use_argument(Check *c, const Definition *callee, const AstArgument *argument)
{
  const AstParameter *p = NULL;
  if (callee && argument->name && !(p = parameter_of_either(callee, argument->name))) {
    report(c->f, E0203, argument->name_span, "%s has no parameter %s", callee->ast->name,
           argument->name);
    report_note(c->f, callee->ast->name_span, "it is %s", signature_text(c->f->e, callee->ast));
    report_end(c->f);
  }
  // The word of a parameter is no name.
  bool may_be_word =
      callee && argument->value->kind == AST_NAME &&
      (p ? p->words.count > 0 : has_words(callee) || (callee->twin && has_words(callee->twin)));
  if (!may_be_word)
    use_expr(c, argument->value);
}

static void use_call(Check *c, const AstExpr *callee, const AstArguments *arguments)
{
  const Definition *definition = NULL;
  if (callee->kind == AST_NAME) {
    use_name(c, callee->text, callee->span);
    if (!pointer_map_get(&c->bound, callee->text))
      definition = find_definition(c->f->module, callee->text, c->f->e->library);
  }
  for (int i = 0; i < arguments->count; i++)
    use_argument(c, definition, &arguments->items[i]);
}

static void use_stage(Check *c, const AstExpr *stage)
{
  static const AstArguments none = {0};
  if (stage->kind == AST_CALL)
    use_call(c, stage->call.callee, &stage->call.arguments);
  else
    use_call(c, stage, &none);
}

static void use_comparison(Check *c, const AstExpr *expr)
{
  // The right side may be a word of a parameter.
  use_expr(c, expr->operation.left);
  if (expr->operation.right->kind != AST_NAME)
    use_expr(c, expr->operation.right);
}

static void use_expr(Check *c, const AstExpr *expr)
{
  if (!expr)
    return;
  switch (expr->kind) {
  case AST_NAME:
  case AST_DIMENSION:
    use_name(c, expr->text, expr->span);
    return;
  case AST_LIST:
  case AST_TUPLE:
    use_items(c, &expr->items);
    return;
  case AST_INDEXED:
    use_expr(c, expr->indexed.base);
    use_items(c, &expr->indexed.indices);
    return;
  case AST_CALL:
    use_call(c, expr->call.callee, &expr->call.arguments);
    return;
  case AST_CONVERT:
    use_expr(c, expr->convert.operand);
    return;
  case AST_UNARY:
    use_expr(c, expr->operation.left);
    return;
  case AST_BINARY:
    if (expr->operation.operator== AST_EQUAL || expr->operation.operator== AST_NOT_EQUAL) {
      use_comparison(c, expr);
      return;
    }
    use_expr(c, expr->operation.left);
    use_expr(c, expr->operation.right);
    return;
  case AST_OTHERWISE:
    use_expr(c, expr->otherwise.read);
    use_expr(c, expr->otherwise.otherwise);
    return;
  case AST_IF:
    use_expr(c, expr->conditional.condition);
    use_expr(c, expr->conditional.then);
    use_expr(c, expr->conditional.otherwise);
    return;
  case AST_PIPE:
    use_expr(c, expr->pipe.value);
    use_stage(c, expr->pipe.stage);
    return;
  case AST_REDUCTION:
    for (int i = 0; i < expr->reduction.ranges.count; i++)
      use_expr(c, expr->reduction.ranges.items[i].bound);
    use_expr(c, expr->reduction.condition);
    use_expr(c, expr->reduction.otherwise);
    use_expr(c, expr->reduction.body);
    return;
  default:
    return;
  }
}

static void use_block(Check *c, const AstBlock *block);

static void use_statement(Check *c, const AstStatement *s)
{
  switch (s->kind) {
  case AST_FORMULA:
  case AST_GRAD:
    use_expr(c, s->formula.value);
    return;
  case AST_REQUIRE:
    use_expr(c, s->require.condition);
    return;
  case AST_STATE:
    for (int i = 0; i < s->state.count; i++)
      use_expr(c, s->state.items[i].value);
    return;
  case AST_DRAW:
    use_expr(c, s->draw.distribution);
    return;
  case AST_PARAM:
    use_expr(c, s->param.initializer);
    use_expr(c, s->param.constant);
    use_expr(c, s->param.condition);
    use_expr(c, s->param.otherwise);
    return;
  case AST_FOR:
  case AST_REPEAT:
    use_expr(c, s->loop.in);
    use_block(c, &s->loop.body);
    return;
  case AST_IF_BLOCK:
    use_expr(c, s->branch.condition);
    use_block(c, &s->branch.then);
    use_block(c, &s->branch.otherwise);
    return;
  case AST_SCAN:
    use_block(c, &s->scan.body);
    return;
  case AST_ASSIGN:
  case AST_UPDATE:
  case AST_SHARE:
  case AST_YIELD:
  case AST_RETURN:
    use_items(c, &s->assign.values);
    return;
  default:
    return;
  }
}

static void use_block(Check *c, const AstBlock *block)
{
  for (int i = 0; i < block->count; i++)
    use_statement(c, block->items[i]);
}

// -- definitions ----------------------------------------------------------------------------------

static bool returns(const AstBlock *block)
{
  for (int i = 0; i < block->count; i++) {
    const AstStatement *s = block->items[i];
    if (s->kind == AST_RETURN || (s->kind == AST_IF_BLOCK && returns(&s->branch.then)) ||
        (s->kind == AST_IF_BLOCK && returns(&s->branch.otherwise)))
      return true;
  }
  return false;
}

static void check_results(Check *c, const AstDefinition *ast)
{
  bool has_block = ast->kind == AST_LAYER || (ast->kind == AST_FN && !ast->value);
  if (has_block && !returns(&ast->body))
    fail(c->f, E0406, ast->name_span, "%s returns nothing", ast->name);
  for (int i = 0; ast->kind == AST_OP && i < ast->results.count; i++)
    if (ast->results.items[i].name && !pointer_map_get(&c->bound, ast->results.items[i].name))
      fail(c->f, E0406, ast->results.items[i].span, "the result %s of %s has no formula",
           ast->results.items[i].name, ast->name);
}

static void check_parameters(Check *c, const AstDefinition *ast)
{
  PointerMap seen = pointer_map(c->f->e->arena);
  for (int i = 0; i < ast->parameters.count; i++) {
    const AstParameter *p = &ast->parameters.items[i];
    if (pointer_map_get(&seen, p->name))
      fail(c->f, E0202, p->span, "%s has two parameters named %s", ast->name, p->name);
    pointer_map_set(&seen, p->name, c);
    bind(c, p->name);
    bind_type(c, p->type);
    for (int k = 0; k < p->words.count; k++)
      bind(c, p->words.items[k]);
  }
}

static bool has_pack(const AstExprs *items)
{
  for (int i = 0; i < items->count; i++)
    if (items->items[i]->kind == AST_PACK)
      return true;
  return false;
}

// `grad x[b, i]` has as many indices as the type of x.
static void check_gradient(Check *c, const AstDefinition *ast, const AstStatement *s)
{
  const AstParameter *p = parameter_of(c->f->definition, s->formula.name);
  const AstExprs *indices = &s->formula.indices;
  if (!p || !p->type || has_pack(&p->type->extents) || has_pack(indices) ||
      indices->count == p->type->extents.count)
    return;
  report(c->f, E0302, s->span, "the gradient by %s has %d ind%s, %s of %s has %d", p->name,
         indices->count, indices->count == 1 ? "ex" : "ices", p->name, ast->name,
         p->type->extents.count);
  report_note(c->f, p->span, "its type is declared here");
  report_end(c->f);
}

static void check_gradients(Check *c, const AstDefinition *ast)
{
  PointerMap written = pointer_map(c->f->e->arena);
  for (int i = 0; i < ast->body.count; i++) {
    AstStatement *s = ast->body.items[i];
    if (s->kind != AST_GRAD)
      continue;
    const AstStatement *first = pointer_map_get(&written, s->formula.name);
    if (first) {
      report(c->f, E0202, s->span, "the gradient by %s is written twice", s->formula.name);
      report_note(c->f, first->span, "the first is here");
      report_end(c->f);
    } else {
      pointer_map_set(&written, s->formula.name, s);
    }
    check_gradient(c, ast, s);
  }
}

static void check_definition(Elaborator *e, Definition *definition)
{
  const AstDefinition *ast = definition->ast;
  if (ast->kind == AST_TRAIN || ast->kind == AST_IMPORT || ast->kind == AST_GRAPH_TEXT ||
      ast->kind == AST_NET)
    return;
  Check c = {.f = frame_create(NULL, e, definition, ast->name_span),
             .bound = pointer_map(e->arena)};
  if (ast->kind == AST_OPTIMIZER) {
    bind(&c, name_intern(e->names, "step"));
    bind(&c, name_intern(e->names, "steps"));
    bind(&c, name_intern(e->names, "epoch"));
  }
  check_parameters(&c, ast);
  bind_expr(&c, ast->value);
  bind_block(&c, &ast->body);
  use_expr(&c, ast->value);
  use_block(&c, &ast->body);
  check_results(&c, ast);
  check_gradients(&c, ast);
}

void check_definitions(Arena *arena, Names *names, Diag *diag, Library *library,
                       const AstFile *file, const ElaborateOptions *options)
{
  const ElaborateOptions alone = {.folders = options->folders};
  Elaborator *e = elaborator_create(arena, names, diag, library, file, &alone);
  for (int i = 0; i < e->module->in_order.count; i++)
    check_definition(e, e->module->in_order.items[i]);
}
