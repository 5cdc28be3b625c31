// `if` blocks, which run at compile time: one branch is taken, and what is used afterwards is bound
// in both.
//
//   if wide { y = dense(x, 64) } else { y = x }     y is bound after it
//   if wide { z = dense(x, 64) }                    z is not, whatever `wide` is here
//
// So a file that is right with one value of an argument does not break with another.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

static bool is_among(const AstNames *names, const char *name)
{
  for (int i = 0; i < names->count; i++)
    if (names->items[i] == name)
      return true;
  return false;
}

static bool binds_bindings(const AstBindings *bindings, const char *name)
{
  for (int i = 0; i < bindings->count; i++)
    if (bindings->items[i].name == name)
      return true;
  return false;
}

static bool is_bound_by(const AstBlock *block, const char *name);

static bool is_stacked(const AstBlock *body, const char *name)
{
  for (int i = 0; i < body->count; i++)
    if (body->items[i]->kind == AST_YIELD && is_among(&body->items[i]->assign.names, name))
      return true;
  return false;
}

static bool statement_binds(const AstStatement *s, const char *name)
{
  switch (s->kind) {
  case AST_ASSIGN:
  case AST_SHARE:
  case AST_UPDATE:
    return is_among(&s->assign.names, name);
  case AST_FORMULA:
    return s->formula.name == name;
  case AST_STATE:
    return binds_bindings(&s->state, name);
  case AST_DRAW:
    return s->draw.name == name;
  case AST_PARAM:
    return s->param.name == name;
  case AST_SCAN:
    return binds_bindings(&s->scan.carries, name) || is_stacked(&s->scan.body, name);
  case AST_IF_BLOCK:
    return is_bound_by(&s->branch.then, name) && is_bound_by(&s->branch.otherwise, name);
  case AST_RETURN:  // nothing comes after it
    return true;
  default:
    return false;
  }
}

static bool is_bound_by(const AstBlock *block, const char *name)
{
  for (int i = 0; i < block->count; i++)
    if (statement_binds(block->items[i], name))
      return true;
  return false;
}

static void bind_half(Frame *f, const char *name, Span span, const AstStatement *branch)
{
  if (scope_find(f->scope, name))
    return;
  scope_define(f->e, f->scope, name, poison(), span);
  scope_find(f->scope, name)->branch = branch;
}

// What the branch not taken would have bound first.
static void bind_other(Frame *f, const AstBlock *other, const AstStatement *branch)
{
  for (int i = 0; i < other->count; i++) {
    const AstStatement *s = other->items[i];
    if (s->kind == AST_FORMULA)
      bind_half(f, s->formula.name, s->span, branch);
    else if (s->kind == AST_PARAM)
      bind_half(f, s->param.name, s->span, branch);
    for (int k = 0; s->kind == AST_ASSIGN && k < s->assign.names.count; k++)
      bind_half(f, s->assign.names.items[k], s->span, branch);
  }
}

void run_branch(Frame *f, const AstStatement *s)
{
  bool condition;
  if (!evaluate_boolean(f, s->branch.condition, "the condition of an `if` block", &condition))
    return;
  Scope *scope = f->scope;
  int before = scope->bindings.count;
  const AstBlock *other = condition ? &s->branch.otherwise : &s->branch.then;
  run_block(f, condition ? &s->branch.then : &s->branch.otherwise);
  for (int i = before; i < scope->bindings.count; i++)
    if (!is_bound_by(other, scope->bindings.items[i].name))
      scope->bindings.items[i].branch = s;
  bind_other(f, other, s);
}

bool is_half_bound(Frame *f, const Binding *binding, Span at)
{
  const AstStatement *s = binding->branch;
  if (!s)
    return false;
  Text condition = {.arena = f->e->arena};
  format_expr(s->branch.condition, &condition);
  report(f, E0406, at, "%s is bound in one branch only of `if %s`", binding->name,
         text_get(&condition));
  report_note(f, binding->span, "it is bound here");
  diag_help(f->e->diag, "what is used after an `if` is bound before it, or in both branches");
  report_end(f);
  return true;
}
