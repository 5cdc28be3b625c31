// Reads: `x[b, c, i*stride + r - pad, j]`, in a formula and outside of one, and of lists.
//
// In a reduction a read that leaves its tensor drops the term. Elsewhere it must be proved to stay,
// or say what stands outside: `x[i - 1] ?? 0`.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

// -- what is read ---------------------------------------------------------------------------------

static Value remembered_base(const Builder *b, const AstExpr *base, bool *is_found)
{
  for (int i = 0; i < b->based.count; i++)
    if (b->based.items[i] == base) {
      *is_found = true;
      return b->bases.items[i];
    }
  *is_found = false;
  return poison();
}

// The value that stands before `[`: whole, so evaluated outside of the formula. Calls are made
// once.
Value evaluate_base(Frame *f, const AstExpr *base)
{
  Builder *b = f->builder;
  bool is_found = false;
  if (!b)
    return evaluate(f, base);
  Value v = remembered_base(b, base, &is_found);
  if (is_found)
    return v;
  Scope *scope = f->scope;
  bool floors = f->floors;
  f->builder = NULL;
  f->floors = false;
  if (base->kind != AST_NAME)
    f->scope = b->outside;
  v = evaluate(f, base);
  f->scope = scope;
  f->builder = b;
  f->floors = floors;
  if (base->kind != AST_NAME) {
    if (is_tensor(v) && !v.tensor->node && base->kind == AST_CALL)
      v = node_value(f->e, materialize(f, v.tensor, NULL, base->span));
    list_add(f->e->arena, &b->based, base);
    list_add(f->e->arena, &b->bases, v);
  }
  return v;
}

// -- indices --------------------------------------------------------------------------------------

typedef struct Indices {
  const Expr *items[MAX_RANK + 1];
  const AstExpr *written[MAX_RANK + 1];
  int count;
} Indices;

static bool add_index(Frame *f, Indices *out, const Expr *index, const AstExpr *written)
{
  if (!index)
    return false;
  if (out->count == MAX_RANK) {
    fail(f, E0302, written->span, "a tensor has at most %d dimensions", MAX_RANK);
    return false;
  }
  out->items[out->count] = index;
  out->written[out->count++] = written;
  return true;
}

static bool is_merged(const AstExpr *item)
{
  return item->kind == AST_TUPLE || (item->kind == AST_PACK && item->parenthesized);
}

static const Values *pack_indices(Frame *f, const AstExpr *item)
{
  const Binding *binding = scope_find(f->scope, pack_index_key(f->e, item->pack));
  if (!binding)
    fail(f, E0313, item->span,
         "no indices are bound to this pack: it stands on the left side, or in a reduction");
  return binding ? binding->value.list : NULL;
}

// One step of a row-major position: position*extent + index.
static const Expr *step(Frame *f, const Expr *position, const Expr *index, const Expr *extent)
{
  Graph *graph = f->e->graph;
  if (!position)
    return index;
  return expr_binary(graph, EXPR_ADD, expr_binary(graph, EXPR_MULTIPLY, position, extent), index);
}

static const Expr *merged_member(Frame *f, const AstExpr *item, const Expr *position)
{
  const char *name;
  const AstExpr *bound;
  if (!is_index_item(item, &name, &bound)) {
    fail(f, E0313, item->span, "merged indices are bare: (g, c)");
    return NULL;
  }
  int slot = builder_find(f->builder, name);
  if (slot < 0) {
    fail(f, E0313, item->span, "%s is no index of this formula", name);
    return NULL;
  }
  const Expr *extent = f->builder->formula->indices[slot].extent;
  const Expr *index = as_index(f, scope_find(f->scope, name)->value, item->span);
  if (expr_is_one(extent) && position)
    return position;
  return index ? step(f, position, index, extent) : NULL;
}

static const Expr *merged_pack(Frame *f, const AstExpr *item, const Expr *position)
{
  const Values *pack = pack_indices(f, item);
  if (!pack)
    return NULL;
  if (!position)
    position = expr_integer(f->e->graph, TYPE_INDEX, 0);
  for (int i = 0; i < pack->count; i++) {
    const Expr *index = pack->items[i].tensor->expr;
    position = step(f, position, index, f->builder->formula->indices[index->slot].extent);
  }
  return position;
}

// (g, c), or (..), which stands without a tuple round it.
static const Expr *merged_index(Frame *f, const AstExpr *merged)
{
  if (merged->kind == AST_PACK)
    return merged_pack(f, merged, NULL);
  const Expr *position = NULL;
  for (int i = 0; i < merged->items.count; i++) {
    const AstExpr *item = merged->items.items[i];
    position =
        item->kind == AST_PACK ? merged_pack(f, item, position) : merged_member(f, item, position);
    if (!position)
      return NULL;
  }
  return position;
}

static bool add_item(Frame *f, const AstExpr *item, Indices *out)
{
  if (is_merged(item))
    return add_index(f, out, merged_index(f, item), item);
  if (item->kind != AST_PACK)
    return add_index(f, out, as_index(f, evaluate_floors(f, item), item->span), item);
  const Values *pack = pack_indices(f, item);
  for (int i = 0; pack && i < pack->count; i++)
    if (!add_index(f, out, pack->items[i].tensor->expr, item))
      return false;
  return pack != NULL;
}

// -- staying inside -------------------------------------------------------------------------------

static bool is_inside(Frame *f, const Expr *index, const Expr *extent, const Expr *missing[2],
                      int *missing_count)
{
  const Builder *b = f->builder;
  *missing_count = 0;
  return index_safety(f->e->graph, b->formula, b->guards.items, b->guards.count, index, extent,
                      missing, missing_count) == READ_INSIDE;
}

static bool leaves(Frame *f, const Tensor *t, const Indices *indices, int axis, const AstExpr *at)
{
  Text index = {.arena = f->e->arena}, whole = {.arena = f->e->arena};
  const AstExpr *written = indices->written[axis];
  format_expr(written, &index);
  format_expr(at, &whole);
  report(f, E0305, written->span, "`%s` can leave axis %d of %s, which runs over 0 .. %s",
         text_get(&index), axis, shape_text(f->e, t->shape),
         extent_text(f->e, expr_binary(f->e->graph, EXPR_SUBTRACT, t->shape.extents[axis],
                                       expr_integer(f->e->graph, TYPE_INDEX, 1))));
  diag_help(f->e->diag,
            "say what stands outside, `%s ?? 0`, or keep the index inside by `if` or clamp(..)",
            text_get(&whole));
  report_end(f);
  return false;
}

static bool check_inside(Frame *f, const Tensor *t, const Indices *indices, const AstExpr *at)
{
  const Expr *missing[2];
  int missing_count;
  for (int d = 0; d < t->shape.rank; d++) {
    bool matters = expr_uses_index(t->expr, d);
    if (matters && !is_inside(f, indices->items[d], t->shape.extents[d], missing, &missing_count))
      return leaves(f, t, indices, d, at);
  }
  return true;
}

// The points of a merged index: it runs over the whole of its dimension, so that a reshape keeps
// all elements.
static const Expr *merged_extent(Frame *f, const AstExpr *merged)
{
  Graph *graph = f->e->graph;
  const Expr *product = expr_integer(graph, TYPE_INDEX, 1);
  const Formula *formula = f->builder->formula;
  int count = merged->kind == AST_TUPLE ? merged->items.count : 1;
  for (int i = 0; i < count; i++) {
    const AstExpr *item = merged->kind == AST_TUPLE ? merged->items.items[i] : merged, *bound;
    const char *name;
    if (item->kind == AST_PACK) {
      const Values *pack = pack_indices(f, item);
      for (int k = 0; k < pack->count; k++)
        product = expr_binary(graph, EXPR_MULTIPLY, product,
                              formula->indices[pack->items[k].tensor->expr->slot].extent);
    } else if (is_index_item(item, &name, &bound)) {
      product = expr_binary(graph, EXPR_MULTIPLY, product,
                            formula->indices[builder_find(f->builder, name)].extent);
    }
  }
  return product;
}

static bool check_merged(Frame *f, const Tensor *t, const Indices *indices)
{
  for (int d = 0; d < t->shape.rank; d++) {
    if (!is_merged(indices->written[d]))
      continue;
    const Expr *extent = merged_extent(f, indices->written[d]);
    if (extent == t->shape.extents[d])
      continue;
    fail(f, E0308, indices->written[d]->span,
         "these indices have %s elements together, axis %d of %s has %s", extent_text(f->e, extent),
         d, shape_text(f->e, t->shape), extent_text(f->e, t->shape.extents[d]));
    return false;
  }
  return true;
}

// -- a value outside ------------------------------------------------------------------------------

// The node that a tensor is, or is only a conversion of.
static Node *underlying_node(const Tensor *t)
{
  const Expr *e = t->expr->kind == EXPR_CONVERT ? t->expr->operands[0] : t->expr;
  if (e->kind != EXPR_READ || e->has_fallback)
    return NULL;
  for (int d = 0; d < e->operand_count; d++)
    if (e->operands[d]->kind != EXPR_INDEX || e->operands[d]->slot != d)
      return NULL;
  return e->operand_count == t->shape.rank ? e->node : NULL;
}

static bool holds(Type type, Value v)
{
  double number = number_of(v);
  bool is_whole = v.kind != VALUE_REAL || number == (double)(int64_t)number;
  switch (type) {
  case TYPE_U8:
    return is_whole && number >= 0 && number <= UINT8_MAX;
  case TYPE_I32:
    return is_whole && number >= INT32_MIN && number <= INT32_MAX;
  case TYPE_BOOL:
    return v.kind == VALUE_BOOLEAN;
  default:
    return true;
  }
}

// The read where it is inside, else the value: for a value that the tensor's type does not hold.
static Value guarded_read(Frame *f, const Tensor *t, const Indices *indices, Value fallback,
                          Span at)
{
  Graph *graph = f->e->graph;
  const Expr *inside = expr_integer(graph, TYPE_BOOL, 1), *missing[2];
  int missing_count;
  for (int d = 0; d < t->shape.rank; d++) {
    is_inside(f, indices->items[d], t->shape.extents[d], missing, &missing_count);
    for (int i = 0; i < missing_count; i++)
      inside = expr_binary(graph, EXPR_AND, inside, missing[i]);
  }
  Value read = element_value(f->e, index_tensor(f->e, t, indices->items));
  if (expr_is_number(inside))
    return read;
  return choose(f, element_value(f->e, inside), read, fallback, at);
}

static Value read_or(Frame *f, const Tensor *t, const Indices *indices, const AstExpr *otherwise,
                     const AstExpr *at)
{
  Graph *graph = f->e->graph;
  bool floors = f->floors;
  f->floors = false;
  Value fallback = evaluate(f, otherwise);
  f->floors = floors;
  if (fallback.kind == VALUE_POISON)
    return fallback;
  if (!is_constant_number(fallback))
    return fail(f, E0404, otherwise->span, "what stands outside is a constant, this is %s",
                value_kind_text(f->e, fallback));
  const Expr *missing[2];
  int missing_count;
  bool inside = true;
  for (int d = 0; d < t->shape.rank; d++)
    inside &= is_inside(f, indices->items[d], t->shape.extents[d], missing, &missing_count);
  if (inside)
    return element_value(f->e, index_tensor(f->e, t, indices->items));
  Node *node = underlying_node(t);
  if (!node)
    node = materialize(f, t, NULL, at->span);
  if (!holds(node->type, fallback))
    return guarded_read(f, t, indices, fallback, at->span);
  Tensor number;
  if (!as_type(f, fallback, node->type, otherwise->span, &number))
    return poison();
  const Expr *read = expr_read(graph, node, indices->items, number.expr);
  return element_value(f->e, expr_convert(graph, t->type, read));
}

// -- all together ---------------------------------------------------------------------------------

static Value wrong_rank(Frame *f, const AstExpr *expr, const Tensor *t, int count)
{
  Text base = {.arena = f->e->arena};
  format_expr(expr->indexed.base, &base);
  return fail(f, E0302, expr->span, "%s is %s, here it has %d %s", text_get(&base),
              shape_text(f->e, t->shape), count, count == 1 ? "index" : "indices");
}

static Value read_element(Frame *f, const AstExpr *expr, const Tensor *t, const AstExpr *fallback)
{
  Indices indices = {.count = 0};
  for (int i = 0; i < expr->indexed.indices.count; i++)
    if (!add_item(f, expr->indexed.indices.items[i], &indices))
      return poison();
  if (indices.count != t->shape.rank)
    return wrong_rank(f, expr, t, indices.count);
  if (!check_merged(f, t, &indices))
    return poison();
  if (fallback)
    return read_or(f, t, &indices, fallback, expr);
  if (f->builder->reduction_depth == 0 && !check_inside(f, t, &indices, expr))
    return poison();
  Tensor element = {.type = t->type, .expr = index_tensor(f->e, t, indices.items), .size = 1};
  element.is_loose = t->is_loose;
  return tensor_value(f->e, element);
}

static Value read_list(Frame *f, const AstExpr *expr, const Values *list)
{
  int64_t at;
  const AstExpr *item = expr->indexed.indices.count == 1 ? expr->indexed.indices.items[0] : NULL;
  if (!item)
    return fail(f, E0302, expr->span, "a list has one index");
  if (!value_integer(f, evaluate_floors(f, item), item->span, "the index of a list", &at))
    return poison();
  if (at < 0 || at >= list->count)
    return fail(f, E0305, item->span, "the list has %d items, there is no %lld", list->count,
                (long long)at);
  return list->items[at];
}

// Outside of a formula: the first dimensions fixed, the rest whole.
static Value slice(Frame *f, const AstExpr *expr, const Tensor *t)
{
  Graph *graph = f->e->graph;
  Indices indices = {.count = 0};
  int given = expr->indexed.indices.count;
  if (given > t->shape.rank)
    return wrong_rank(f, expr, t, given);
  f->builder = builder_create(f);
  bool fits = true;
  for (int i = 0; i < given && fits; i++)
    fits = add_item(f, expr->indexed.indices.items[i], &indices);
  Tensor part = {.type = t->type, .size = t->size, .is_loose = t->is_loose};
  for (int d = given; fits && d < t->shape.rank; d++) {
    indices.items[d] = expr_index(graph, d - given);
    indices.written[d] = expr;
    part.shape.extents[part.shape.rank++] = t->shape.extents[d];
    builder_add(f, f->builder, intern(f->e, "..%d", d), t->shape.extents[d], expr->span);
  }
  fits = fits && check_inside(f, t, &indices, expr);
  f->builder = NULL;
  if (!fits)
    return poison();
  part.expr = index_tensor(f->e, t, indices.items);
  return tensor_value(f->e, part);
}

Value evaluate_indexed(Frame *f, const AstExpr *expr, const AstExpr *fallback)
{
  if (expr->kind != AST_INDEXED)
    return fail(f, E0401, expr->span, "`??` stands behind a read: `x[i - 1] ?? 0`");
  Value v = evaluate_base(f, expr->indexed.base);
  if (v.kind == VALUE_POISON)
    return v;
  if (v.kind == VALUE_LIST || v.kind == VALUE_TUPLE)
    return read_list(f, expr, v.list);
  if (!is_tensor(v))
    return fail(f, E0401, expr->indexed.base->span,
                "only tensors and lists have elements, this is %s", value_kind_text(f->e, v));
  if (f->builder)
    return read_element(f, expr, v.tensor, fallback);
  Value part;
  return scan_slice(f, expr, v.tensor, &part) ? part : slice(f, expr, v.tensor);
}
