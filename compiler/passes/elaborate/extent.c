// How far an index runs, where nothing says so: over the dimension in which it stands alone.
//
//   m[b, g] = mean(c, ..) x[b, (g < groups, c), ..]
//
// b stands alone in x; g is given; c takes what g leaves of its dimension; `..` is bound by x's
// type.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

#include <ctype.h>

// -- packs ----------------------------------------------------------------------------------------

const char *pack_key(Elaborator *e, AstPack pack)
{
  return intern(e, "..%s", pack.name ? pack.name : "");
}

const char *pack_index_key(Elaborator *e, AstPack pack)
{
  return intern(e, "[..%s]", pack.name ? pack.name : "");
}

const Values *find_pack(Frame *f, AstPack pack)
{
  const char *key = pack_key(f->e, pack);
  const Binding *binding = scope_find(f->scope, key);
  if (!binding && pack.name) {
    // `[..s]` spreads a list.
    binding = scope_find(f->scope, pack.name);
    if (!binding && bind_pending(f, pack.name))
      binding = scope_find(f->scope, pack.name);
  }
  bool is_list =
      binding && (binding->value.kind == VALUE_LIST || binding->value.kind == VALUE_TUPLE);
  return is_list ? binding->value.list : NULL;
}

// -- where an index stands ------------------------------------------------------------------------

typedef struct Search {
  Frame *f;
  Builder *builder;
  int slot;          // whose extent is wanted; -1: a pack
  const char *pack;  // key
  const Expr *found, *derived;
  const AstExpr *place;  // of `found`: the indexed expression
  Shape place_shape;
  Values extents;  // of the pack
  bool found_pack, failed;
  bool is_poisoned;  // a tensor in the formula is: nothing more is said
} Search;

static void search(Search *s, const AstExpr *expr);

// The value that is indexed, if it is known without making anything twice.
static Value indexed_value(Search *s, const AstExpr *base)
{
  if (base->kind != AST_NAME)
    return base->kind == AST_LIST ? poison() : evaluate_base(s->f, base);
  const Binding *binding = scope_find(s->f->scope, base->text);
  if (binding)
    return binding->value;
  const Definition *definition = find_definition(s->f->module, base->text, s->f->e->library);
  return definition && definition->ast->kind == AST_CONST ? evaluate_base(s->f, base) : poison();
}

static void conflict(Search *s, const AstExpr *indexed, const Expr *extent, Shape shape)
{
  Frame *f = s->f;
  const Index *index = &s->builder->formula->indices[s->slot];
  Text first = {.arena = f->e->arena}, second = {.arena = f->e->arena};
  format_expr(s->place->indexed.base, &first);
  format_expr(indexed->indexed.base, &second);
  report(f, E0311, indexed->span, "%s runs over %s in %s: %s and over %s in %s: %s", index->name,
         extent_text(f->e, s->found), text_get(&first), shape_text(f->e, s->place_shape),
         extent_text(f->e, extent), text_get(&second), shape_text(f->e, shape));
  report_end(f);
  s->failed = true;
}

static void candidate(Search *s, const AstExpr *indexed, const Tensor *t, int axis)
{
  const Expr *extent = t->shape.extents[axis];
  if (s->found && s->found != extent) {
    if (!s->failed)
      conflict(s, indexed, extent, t->shape);
    return;
  }
  s->found = extent;
  s->place = indexed;
  s->place_shape = t->shape;
}

// The extent of a member of a merged index, if it is known. `*is_wanted`: it is the slot that is
// searched.
static const Expr *member_extent(Search *s, const AstExpr *member, bool *is_wanted)
{
  const char *name;
  const AstExpr *bound;
  if (!is_index_item(member, &name, &bound))
    return NULL;
  int slot = builder_find(s->builder, name);
  if (bound) {
    const Expr *extent = evaluate_extent(s->f, bound);
    if (slot >= 0 && slot == s->slot && extent) {
      s->derived = extent;
      *is_wanted = true;
    }
    return extent;
  }
  *is_wanted |= slot >= 0 && slot == s->slot;
  return slot >= 0 ? s->builder->formula->indices[slot].extent : NULL;
}

// x[b, (g, c)]: c runs over what g leaves.
static void search_merged(Search *s, const AstExpr *tuple, const Expr *extent)
{
  Graph *graph = s->f->e->graph;
  const Expr *known = expr_integer(graph, TYPE_INDEX, 1);
  bool is_wanted = false;
  for (int i = 0; i < tuple->items.count; i++) {
    bool is_this = false;
    const Expr *member = tuple->items.items[i]->kind == AST_PACK
                             ? NULL
                             : member_extent(s, tuple->items.items[i], &is_this);
    is_wanted |= is_this;
    if (!is_this && !member)
      return;
    if (!is_this)
      known = expr_binary(graph, EXPR_MULTIPLY, known, member);
  }
  if (is_wanted && !s->derived)
    s->derived = expr_binary(graph, EXPR_QUOTIENT, extent, known);
}

static int pack_length(Search *s, AstPack pack)
{
  const Binding *bound = scope_find(s->f->scope, pack_index_key(s->f->e, pack));
  if (bound)
    return bound->value.list->count;
  const Values *extents = find_pack(s->f, pack);
  return extents ? extents->count : -1;
}

// `..`, but not `(..)`, which is one merged index.
static bool is_spread(const AstExpr *item)
{
  return item->kind == AST_PACK && !item->parenthesized;
}

// The dimensions that an unknown pack among `items` must have.
static int unknown_length(Search *s, const AstExprs *items, int rank)
{
  int unknown = 0;
  for (int i = 0; i < items->count; i++) {
    int length = is_spread(items->items[i]) ? pack_length(s, items->items[i]->pack) : 1;
    unknown += length < 0;
    rank -= length < 0 ? 0 : length;
  }
  return unknown > 1 ? -1 : rank;
}

static void take_pack(Search *s, const Tensor *t, int axis, int length)
{
  if (s->found_pack || length < 0)
    return;
  s->found_pack = true;
  for (int i = 0; i < length; i++)
    list_add(s->f->e->arena, &s->extents, extent_value(s->f->e, t->shape.extents[axis + i]));
}

static void search_indexed(Search *s, const AstExpr *expr)
{
  const AstExprs *items = &expr->indexed.indices;
  Value v = indexed_value(s, expr->indexed.base);
  s->is_poisoned |= v.kind == VALUE_POISON;
  const Tensor *t = is_tensor(v) ? v.tensor : NULL;
  int rest = t ? unknown_length(s, items, t->shape.rank) : 0, axis = 0;
  for (int i = 0; i < items->count; i++) {
    const AstExpr *item = items->items[i];
    const char *name;
    const AstExpr *bound;
    bool inside = t && axis >= 0 && axis < t->shape.rank;
    if (is_spread(item)) {
      int length = pack_length(s, item->pack);
      bool fits = t && axis >= 0 && rest >= 0 && axis + rest <= t->shape.rank;
      if (length < 0 && s->pack == pack_key(s->f->e, item->pack) && fits)
        take_pack(s, t, axis, rest);
      length = length < 0 ? rest : length;
      axis = length < 0 ? -1 : axis < 0 ? axis : axis + length;
      continue;
    }
    if (item->kind == AST_TUPLE && inside && s->slot >= 0)
      search_merged(s, item, t->shape.extents[axis]);
    else if (is_index_item(item, &name, &bound) && !bound && inside && s->slot >= 0 &&
             builder_find(s->builder, name) == s->slot)
      candidate(s, expr, t, axis);
    else if (item->kind != AST_TUPLE && item->kind != AST_PACK)
      search(s, item);
    axis = axis < 0 ? axis : axis + 1;
  }
}

static void search_arguments(Search *s, const AstArguments *arguments)
{
  for (int i = 0; i < arguments->count; i++)
    search(s, arguments->items[i].value);
}

static void search(Search *s, const AstExpr *expr)
{
  if (!expr || s->failed)
    return;
  switch (expr->kind) {
  case AST_INDEXED:
    search_indexed(s, expr);
    return;
  case AST_LIST:
  case AST_TUPLE:
    for (int i = 0; i < expr->items.count; i++)
      search(s, expr->items.items[i]);
    return;
  case AST_CALL:
    search_arguments(s, &expr->call.arguments);
    return;
  case AST_CONVERT:
    search(s, expr->convert.operand);
    return;
  case AST_UNARY:
    search(s, expr->operation.left);
    return;
  case AST_BINARY:
    search(s, expr->operation.left);
    search(s, expr->operation.right);
    return;
  case AST_OTHERWISE:
    search(s, expr->otherwise.read);
    search(s, expr->otherwise.otherwise);
    return;
  case AST_IF:
    search(s, expr->conditional.condition);
    search(s, expr->conditional.then);
    search(s, expr->conditional.otherwise);
    return;
  case AST_PIPE:
    search(s, expr->pipe.value);
    search(s, expr->pipe.stage);
    return;
  case AST_REDUCTION:
    search(s, expr->reduction.condition);
    search(s, expr->reduction.otherwise);
    search(s, expr->reduction.body);
    return;
  default:
    return;
  }
}

// -- filling in -----------------------------------------------------------------------------------

static bool no_extent(Frame *f, const Builder *b, int slot)
{
  const char *name = b->formula->indices[slot].name;
  report(f, E0310, b->spans[slot], "nothing says how far %s runs", name);
  diag_help(f->e->diag, "give it, `%s < n`, or read a tensor at %s alone", name, name);
  report_end(f);
  return false;
}

// Each round may make known what a merged index of the next needs.
bool infer_extents(Frame *f, Builder *b, int first, const AstExpr *const *roots, int root_count)
{
  bool progress = true, is_poisoned = false;
  while (progress) {
    progress = false;
    for (int slot = first; slot < b->formula->index_count; slot++) {
      if (b->formula->indices[slot].extent)
        continue;
      Search s = {.f = f, .builder = b, .slot = slot};
      for (int i = 0; i < root_count; i++)
        search(&s, roots[i]);
      if (s.failed)
        return false;
      is_poisoned |= s.is_poisoned;
      b->formula->indices[slot].extent = s.found ? s.found : s.derived;
      progress |= b->formula->indices[slot].extent != NULL;
    }
  }
  for (int slot = first; slot < b->formula->index_count; slot++)
    if (!b->formula->indices[slot].extent)
      return !is_poisoned && no_extent(f, b, slot);
  return true;
}

// The dimensions of a pack have no names of their own; draft_formula gives them letters.
static const char *hidden_name(Frame *f, const Builder *b)
{
  return intern(f->e, "..%d", b->formula->index_count);
}

static void unknown_pack(Frame *f, AstPack pack, Span span)
{
  const char *name = pack.name ? pack.name : "";
  const char *upper = intern(f->e, "%c%s", toupper((unsigned char)*name), *name ? name + 1 : "");
  report(f, E0310, span, "nothing says which dimensions this pack stands for");
  if (find_pack(f, (AstPack){.name = upper}))
    diag_suggest(f->e->diag, span, intern(f->e, "..%s", upper));
  report_end(f);
}

bool builder_add_pack(Frame *f, Builder *b, AstPack pack, const AstExpr *const *roots,
                      int root_count, Span span)
{
  const Values *extents = find_pack(f, pack);
  Search s = {.f = f, .builder = b, .slot = -1, .pack = pack_key(f->e, pack)};
  if (!extents) {
    for (int i = 0; i < root_count; i++)
      search(&s, roots[i]);
    if (!s.found_pack && s.is_poisoned)
      return false;
    if (!s.found_pack) {
      unknown_pack(f, pack, span);
      return false;
    }
    extents = &s.extents;
  }
  if (scope_find(f->scope, pack_index_key(f->e, pack))) {
    fail(f, E0312, span, "the indices of this pack are bound already");
    return false;
  }
  Values indices = {0};
  for (int i = 0; i < extents->count; i++) {
    const Expr *extent = as_index(f, extents->items[i], span);
    int slot = extent ? builder_add(f, b, hidden_name(f, b), extent, span) : -1;
    if (slot < 0)
      return false;
    list_add(f->e->arena, &indices, element_value(f->e, expr_index(f->e->graph, slot)));
  }
  scope_define(f->e, f->scope, pack_index_key(f->e, pack), list_value(f->e, VALUE_LIST, indices),
               span);
  return true;
}
