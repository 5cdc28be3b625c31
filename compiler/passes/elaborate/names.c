// Ordinals of calls: `conv2` is the second place in a body where `conv` is called.
//
// Places are counted in the order of the text, in branches that are not taken too, so that a name
// changes only where the text does.

#include "passes/elaborate/elaborate.h"

typedef struct Count {
  Elaborator *e;
  PointerMap *sites;   // call -> ordinal
  PointerMap by_name;  // callee's name -> calls so far
} Count;

static void count_expr(Count *c, const AstExpr *expr);

static void count_arguments(Count *c, const AstArguments *arguments)
{
  for (int i = 0; i < arguments->count; i++)
    count_expr(c, arguments->items[i].value);
}

static void count_site(Count *c, const AstExpr *site, const AstExpr *callee)
{
  const char *name = callee_name(callee);
  uintptr_t ordinal = (uintptr_t)pointer_map_get(&c->by_name, name) + 1;
  pointer_map_set(&c->by_name, name, (void *)ordinal);
  pointer_map_set(c->sites, site, (void *)ordinal);
}

static void count_stage(Count *c, const AstExpr *stage)
{
  count_site(c, stage, stage->kind == AST_CALL ? stage->call.callee : stage);
  if (stage->kind == AST_CALL)
    count_arguments(c, &stage->call.arguments);
}

static void count_pipe(Count *c, const AstExpr *expr)
{
  ListOf(const AstExpr *) stages = {0};
  for (; expr->kind == AST_PIPE; expr = expr->pipe.value)
    list_add(c->e->arena, &stages, expr->pipe.stage);
  count_expr(c, expr);
  for (int i = stages.count - 1; i >= 0; i--)
    count_stage(c, stages.items[i]);
}

static void count_items(Count *c, const AstExprs *items)
{
  for (int i = 0; i < items->count; i++)
    count_expr(c, items->items[i]);
}

static void count_expr(Count *c, const AstExpr *expr)
{
  if (!expr)
    return;
  switch (expr->kind) {
  case AST_LIST:
  case AST_TUPLE:
    count_items(c, &expr->items);
    return;
  case AST_INDEXED:
    count_expr(c, expr->indexed.base);
    count_items(c, &expr->indexed.indices);
    return;
  case AST_FIELD:
    count_expr(c, expr->field.base);
    return;
  case AST_CALL:
    count_arguments(c, &expr->call.arguments);
    count_site(c, expr, expr->call.callee);
    return;
  case AST_CONVERT:
    count_expr(c, expr->convert.operand);
    return;
  case AST_UNARY:
    count_expr(c, expr->operation.left);
    return;
  case AST_BINARY: {
    ListOf(const AstExpr *) rights = {0};
    for (; expr->kind == AST_BINARY; expr = expr->operation.left)
      list_add(c->e->arena, &rights, expr->operation.right);
    count_expr(c, expr);
    for (int i = rights.count - 1; i >= 0; i--)
      count_expr(c, rights.items[i]);
    return;
  }
  case AST_OTHERWISE:
    count_expr(c, expr->otherwise.read);
    count_expr(c, expr->otherwise.otherwise);
    return;
  case AST_IF:
    count_expr(c, expr->conditional.condition);
    count_expr(c, expr->conditional.then);
    count_expr(c, expr->conditional.otherwise);
    return;
  case AST_PIPE:
    count_pipe(c, expr);
    return;
  case AST_REDUCTION:
    count_expr(c, expr->reduction.condition);
    count_expr(c, expr->reduction.otherwise);
    count_expr(c, expr->reduction.body);
    return;
  default:
    return;
  }
}

static void count_block(Count *c, const AstBlock *block);

static void count_statement(Count *c, const AstStatement *s)
{
  switch (s->kind) {
  case AST_FORMULA:
    count_expr(c, s->formula.value);
    return;
  case AST_FOR:
  case AST_REPEAT:
    count_expr(c, s->loop.in);
    count_block(c, &s->loop.body);
    return;
  case AST_IF_BLOCK:
    count_expr(c, s->branch.condition);
    count_block(c, &s->branch.then);
    count_block(c, &s->branch.otherwise);
    return;
  case AST_SCAN:
    count_block(c, &s->scan.body);
    return;
  case AST_ASSIGN:
  case AST_SETTING:
  case AST_UPDATE:
  case AST_YIELD:
  case AST_RETURN:
    count_items(c, &s->assign.values);
    return;
  default:
    return;
  }
}

static void count_block(Count *c, const AstBlock *block)
{
  for (int i = 0; i < block->count; i++)
    count_statement(c, block->items[i]);
}

int call_ordinal(Elaborator *e, Definition *definition, const AstExpr *site)
{
  if (!definition->call_sites) {
    Count c = {.e = e, .by_name = pointer_map(e->arena)};
    definition->call_sites = arena_new(e->arena, PointerMap);
    *definition->call_sites = pointer_map(e->arena);
    c.sites = definition->call_sites;
    count_block(&c, &definition->ast->body);
  }
  int ordinal = (int)(uintptr_t)pointer_map_get(definition->call_sites, site);
  return ordinal ? ordinal : 1;
}
