// Lists of tensors with a type: `parts: list(n) [.., N]`.
//
// The number is checked, or bound where a bare name stands for it that has no value yet. Each
// tensor has the type: the first binds its dimensions, the others are checked.

#include "passes/elaborate/elaborate.h"

// The number that the type gives is that of the list.
static bool bind_count(Frame *f, const char *name, const AstExpr *expr, int count, Span at)
{
  bool is_name = expr->kind == AST_NAME || expr->kind == AST_DIMENSION;
  if (is_name && !scope_find(f->scope, expr->text) && !bind_pending(f, expr->text)) {
    scope_define(f->e, f->scope, expr->text, integer_value(count), at);
    return true;
  }
  int64_t expected;
  if (!evaluate_integer(f, expr, "the number of tensors", &expected))
    return false;
  if (expected == count)
    return true;
  fail(f->caller ? f->caller : f, E0405, at, "%s of %s is a list of %lld tensors, this has %d",
       name, f->definition->ast->name, (long long)expected, count);
  return false;
}

Value bind_list(Frame *f, const char *name, const AstType *type, Value v, Span at, BindItem *bind,
                void *context)
{
  if (v.kind != VALUE_LIST && v.kind != VALUE_TUPLE)
    return fail(f->caller ? f->caller : f, E0401, at, "%s of %s is a list of tensors, this is %s",
                name, f->definition->ast->name, value_kind_text(f->e, v));
  AstType *one = arena_new(f->e->arena, AstType);
  *one = *type;
  one->is_list = false;
  if (!bind_count(f, name, type->list_count, v.list->count, at))
    return poison();
  Values items = {0};
  for (int i = 0; i < v.list->count; i++) {
    Value item = bind(f, name, one, v.list->items[i], at, context);
    if (item.kind == VALUE_POISON)
      return item;
    list_add(f->e->arena, &items, item);
  }
  return list_value(f->e, VALUE_LIST, items);
}
