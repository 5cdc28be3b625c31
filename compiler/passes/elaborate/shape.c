// Types against tensors: dimensions are bound where they are first seen and checked afterwards.
//
//   op conv2d(x: [B, C, H, W], k: [O, C, R, S])      C is bound by x, checked by k

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

Type element_type(AstDtype dtype)
{
  switch (dtype) {
  case AST_I32:
    return TYPE_I32;
  case AST_U8:
    return TYPE_U8;
  case AST_BOOL:
    return TYPE_BOOL;
  case AST_F64:
    return TYPE_F64;
  default:
    return TYPE_F32;
  }
}

// Arguments are their caller's fault, results the definition's own.
static Frame *to_blame(Frame *f)
{
  return f->arguments && f->caller ? f->caller : f;
}

// -- packs ----------------------------------------------------------------------------------------

// How many dimensions a pack stands for: bound, or by its length `..P: axis`. -1: not known yet;
// -2: error.
static int known_length(Frame *f, const AstExpr *item)
{
  const Binding *bound = scope_find(f->scope, pack_key(f->e, item->pack));
  int64_t length;
  if (bound)
    return bound->value.kind == VALUE_LIST ? bound->value.list->count : -2;
  if (item->pack.length) {
    Value v = find_name(f, item->pack.length, item->span);
    if (!value_integer(f, v, item->span, item->pack.length, &length))
      return -2;
    if (length < 0 || length > MAX_RANK) {
      fail(f, E0302, item->span, "%s is %lld, there is no such axis", item->pack.length,
           (long long)length);
      return -2;
    }
    return (int)length;
  }
  const Values *list = item->pack.name ? find_pack(f, item->pack) : NULL;
  return list ? list->count : -1;
}

typedef struct Layout {
  int lengths[MAX_RANK + 2];  // of each item
  int unknown;                // the item that takes what is left; -1: none
  int total;
} Layout;

static bool lay_out(Frame *f, const char *name, const AstType *type, Shape shape, Span at,
                    Layout *layout)
{
  *layout = (Layout){.unknown = -1};
  for (int i = 0; i < type->extents.count; i++) {
    const AstExpr *item = type->extents.items[i];
    int length = item->kind == AST_PACK ? known_length(f, item) : 1;
    if (length == -2 || i > MAX_RANK)
      return false;
    if (length < 0 && layout->unknown >= 0) {
      fail(f, E0302, item->span,
           "two packs of unknown length stand in one type: give one, `..P: axis`");
      return false;
    }
    if (length < 0)
      layout->unknown = i;
    layout->lengths[i] = length < 0 ? 0 : length;
    layout->total += layout->lengths[i];
  }
  if (layout->total == shape.rank || (layout->unknown >= 0 && layout->total < shape.rank)) {
    if (layout->unknown >= 0)
      layout->lengths[layout->unknown] = shape.rank - layout->total;
    return true;
  }
  Text text = {.arena = f->e->arena};
  format_type(type, &text);
  report(to_blame(f), E0302, at, "%s takes %s: %s, this is %s", f->definition->ast->name, name,
         text_get(&text), shape.rank ? shape_text(f->e, shape) : "a single number");
  report_note(f, type->span, "in the signature of %s", f->definition->ast->name);
  report_end(to_blame(f));
  return false;
}

// -- extents --------------------------------------------------------------------------------------

static const DimensionOrigin *origin_of(const Frame *f, const char *name)
{
  for (int i = 0; i < f->dimensions.count; i++)
    if (f->dimensions.items[i].name == name)
      return &f->dimensions.items[i];
  return NULL;
}

static void disagree(Frame *f, const char *name, const AstExpr *item, const Expr *expected,
                     const Expr *found, Shape shape, Span at)
{
  Text text = {.arena = f->e->arena};
  format_expr(item, &text);
  const DimensionOrigin *origin = item->kind == AST_DIMENSION ? origin_of(f, item->text) : NULL;
  if (origin)
    report(to_blame(f), E0301, at, "%s is %s in %s: %s and %s in %s: %s", item->text,
           extent_text(f->e, expected), origin->parameter, shape_text(f->e, origin->shape),
           extent_text(f->e, found), name, shape_text(f->e, shape));
  else
    report(to_blame(f), E0301, at, "%s is %s by the signature of %s and %s in %s: %s",
           text_get(&text), extent_text(f->e, expected), f->definition->ast->name,
           extent_text(f->e, found), name, shape_text(f->e, shape));
  report_note(f, item->span,
              origin ? "both are %s in the signature of %s" : "%s in the signature of %s",
              text_get(&text), f->definition->ast->name);
  report_end(to_blame(f));
}

static bool bind_dimension(Frame *f, const char *name, const AstExpr *item, Shape shape, int axis,
                           Span at)
{
  const Expr *found = shape.extents[axis], *expected;
  Binding *bound = scope_find(f->scope, item->text);
  if (!bound) {
    scope_define(f->e, f->scope, item->text, extent_value(f->e, found), at);
    list_add(f->e->arena, &f->dimensions, ((DimensionOrigin){item->text, name, shape}));
    return true;
  }
  if (bound->value.kind == VALUE_POISON || !(expected = as_index(f, bound->value, at)))
    return false;
  if (expected == found)
    return true;
  disagree(f, name, item, expected, found, shape, at);
  return false;
}

static bool bind_pack(Frame *f, const char *name, const AstExpr *item, Shape shape, int axis,
                      int length, Span at)
{
  const char *key = pack_key(f->e, item->pack);
  const Binding *bound = scope_find(f->scope, key);
  if (!bound) {
    Values extents = {0};
    for (int i = 0; i < length; i++)
      list_add(f->e->arena, &extents, extent_value(f->e, shape.extents[axis + i]));
    scope_define(f->e, f->scope, key, list_value(f->e, VALUE_LIST, extents), at);
    list_add(f->e->arena, &f->dimensions, ((DimensionOrigin){key, name, shape}));
    return true;
  }
  for (int i = 0; i < length; i++) {
    const Expr *expected = as_index(f, bound->value.list->items[i], at);
    if (!expected)
      return false;
    if (expected == shape.extents[axis + i])
      continue;
    const DimensionOrigin *origin = origin_of(f, key);
    report(to_blame(f), E0301, at, "axis %d is %s in %s: %s, the same dimension is %s%s%s%s%s",
           axis + i, extent_text(f->e, shape.extents[axis + i]), name, shape_text(f->e, shape),
           extent_text(f->e, expected), origin ? " in " : "", origin ? origin->parameter : "",
           origin ? ": " : "", origin ? shape_text(f->e, origin->shape) : "");
    report_note(f, item->span, "a pack stands for the same dimensions at every use");
    report_end(to_blame(f));
    return false;
  }
  return true;
}

bool bind_shape(Frame *f, const char *name, const AstType *type, Shape shape, Span at)
{
  Layout layout;
  if (!lay_out(f, name, type, shape, at, &layout))
    return false;
  int axis = 0;
  for (int i = 0; i < type->extents.count; i++) {
    const AstExpr *item = type->extents.items[i];
    bool fits;
    if (item->kind == AST_PACK) {
      fits = bind_pack(f, name, item, shape, axis, layout.lengths[i], at);
    } else if (item->kind == AST_DIMENSION) {
      fits = bind_dimension(f, name, item, shape, axis, at);
    } else {
      const Expr *expected = evaluate_extent(f, item);
      fits = expected == shape.extents[axis];
      if (expected && !fits)
        disagree(f, name, item, expected, shape.extents[axis], shape, at);
    }
    if (!fits)
      return false;
    axis += layout.lengths[i];
  }
  return true;
}

static bool add_extent(Frame *f, Shape *shape, const Expr *extent, Span at)
{
  if (!extent)
    return false;
  if (shape->rank == MAX_RANK) {
    fail(f, E0505, at, "a tensor has at most %d dimensions", MAX_RANK);
    return false;
  }
  shape->extents[shape->rank++] = extent;
  return true;
}

bool evaluate_type(Frame *f, const AstType *type, Shape *shape, Type *element)
{
  *shape = (Shape){0};
  *element = element_type(type->dtype);
  if (type->is_list || type->dtype == AST_GRAPH) {
    fail(f, E0490, type->span, "%s are not supported yet here",
         type->is_list ? "lists of tensors" : "graphs");
    return false;
  }
  for (int i = 0; i < type->extents.count; i++) {
    const AstExpr *item = type->extents.items[i];
    if (item->kind != AST_PACK) {
      if (!add_extent(f, shape, evaluate_extent(f, item), item->span))
        return false;
      continue;
    }
    const Values *pack = find_pack(f, item->pack);
    if (!pack) {
      fail(f, E0201, item->span, "no dimensions are bound to this pack here");
      return false;
    }
    for (int k = 0; k < pack->count; k++)
      if (!add_extent(f, shape, as_index(f, pack->items[k], item->span), item->span))
        return false;
  }
  return true;
}
