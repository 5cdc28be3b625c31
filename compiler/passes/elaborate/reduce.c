// Reductions: each becomes a node of its own, over those outer indices that it uses.
//
//   y[b, o] = sum(i) x[b, i]*w[o, i] + bias[o]
//   ->  sum[b, o] = sum(i) x[b, i]*w[o, i];  y[b, o] = sum[b, o] + bias[o]
//
// Where a formula is one reduction and nothing else, the node is the formula's own. mean is a sum
// divided by a count; a count is the product of the extents where no read can leave, else a sum of
// ones under the same conditions. Conditions of the formula round a reduction do not enter it: its
// node is computed at all points.

#include "passes/elaborate/elaborate.h"

static bool is_pick(AstReduction reduction)
{
  return reduction == AST_ARGMAX || reduction == AST_ARGMIN;
}

static bool needs_a_point(AstReduction reduction)
{
  return reduction == AST_MAX || reduction == AST_MIN || reduction == AST_MEAN ||
         is_pick(reduction);
}

static Reduction reduction_of(AstReduction reduction)
{
  static const Reduction table[] = {
      [AST_SUM] = REDUCTION_SUM,      [AST_PROD] = REDUCTION_PROD, [AST_MAX] = REDUCTION_MAX,
      [AST_MIN] = REDUCTION_MIN,      [AST_MEAN] = REDUCTION_SUM,  [AST_COUNT] = REDUCTION_SUM,
      [AST_ANY] = REDUCTION_ANY,      [AST_ALL] = REDUCTION_ALL,   [AST_ARGMAX] = REDUCTION_ARGMAX,
      [AST_ARGMIN] = REDUCTION_ARGMIN};
  return table[reduction];
}

static const char *reduction_word(AstReduction reduction)
{
  static const char *const words[] = {"sum",   "prod", "max", "min",    "mean",
                                      "count", "any",  "all", "argmax", "argmin"};
  return words[reduction];
}

// The type in which the terms are combined.
static Type body_type(AstReduction reduction, const Value v)
{
  if (reduction == AST_ANY || reduction == AST_ALL)
    return TYPE_BOOL;
  bool is_whole = is_tensor(v) && !v.tensor->is_loose &&
                  (v.tensor->type == TYPE_I32 || v.tensor->type == TYPE_INDEX);
  return is_whole && reduction != AST_MEAN && reduction != AST_COUNT ? TYPE_I32 : TYPE_F32;
}

// -- what is reduced over -------------------------------------------------------------------------

static bool add_range(Frame *f, const AstRange *range, const AstExpr *const *roots, int root_count,
                      Draft *draft)
{
  Builder *b = f->builder;
  switch (range->kind) {
  case AST_RANGE_PACK:
    return builder_add_pack(f, b, range->pack, roots, root_count, range->span);
  case AST_RANGE_NAME:
  case AST_RANGE_BELOW: {
    const Expr *extent = NULL;
    if (range->kind == AST_RANGE_BELOW && !(extent = evaluate_extent(f, range->bound)))
      return false;
    int slot = builder_add(f, b, range->names.items[0], extent, range->span);
    if (slot >= 0)
      bind_slot(f, slot);
    return slot >= 0;
  }
  default: {
    const Expr *condition;
    if (!add_neighbours(f, range, &condition))
      return false;
    list_add(f->e->arena, &draft->conditions, condition);
    list_add(f->e->arena, &f->builder->guards, condition);
    return true;
  }
  }
}

static bool add_ranges(Frame *f, const AstExpr *expr, Draft *draft)
{
  const AstExpr *roots[3] = {expr->reduction.body};
  int root_count = 1, first = f->builder->formula->index_count;
  if (expr->reduction.condition)
    roots[root_count++] = expr->reduction.condition;
  for (int i = 0; i < expr->reduction.ranges.count; i++)
    if (!add_range(f, &expr->reduction.ranges.items[i], roots, root_count, draft))
      return false;
  return infer_extents(f, f->builder, first, roots, root_count);
}

static bool add_condition(Frame *f, const AstExpr *expr, Draft *draft)
{
  Value v = evaluate(f, expr);
  if (v.kind == VALUE_POISON)
    return false;
  if (v.kind == VALUE_BOOLEAN)
    v = element_value(f->e, expr_integer(f->e->graph, TYPE_BOOL, v.boolean));
  if (!is_tensor(v) || v.tensor->type != TYPE_BOOL) {
    fail(f, E0401, expr->span, "the condition of a reduction is true or false, this is %s",
         value_kind_text(f->e, v));
    return false;
  }
  list_add(f->e->arena, &draft->conditions, v.tensor->expr);
  list_add(f->e->arena, &f->builder->guards, v.tensor->expr);
  return true;
}

// -- results --------------------------------------------------------------------------------------

// The outer slots that a draft uses.
static void keep_used(Draft *draft, int outer_count)
{
  uint32_t used = draft->body->index_mask | (draft->otherwise ? draft->otherwise->index_mask : 0);
  for (int i = 0; i < draft->conditions.count; i++)
    used |= draft->conditions.items[i]->index_mask;
  for (int slot = 0; slot < outer_count; slot++)
    if (used >> slot & 1)
      draft->kept[draft->kept_count++] = slot;
}

static Shape free_shape(const Formula *formula)
{
  Shape shape = {.rank = formula->free_count};
  for (int i = 0; i < formula->free_count; i++)
    shape.extents[i] = formula->indices[i].extent;
  return shape;
}

static bool check_rank(Frame *f, int rank, Span at)
{
  if (rank > MAX_RANK)
    fail(f, E0505, at, "this reduction depends on %d indices, a tensor has at most %d dimensions",
         rank, MAX_RANK);
  return rank <= MAX_RANK;
}

// Adds the node and reads it at the outer slots.
static const Expr *reduced(Frame *f, Formula *formula, const int *kept, const char *name, Type type,
                           Span at)
{
  Graph *graph = f->e->graph;
  if (!check_rank(f, formula->free_count, at))
    return NULL;
  Node *node = add_node(f, FORM_REDUCE, name, type, free_shape(formula), at);
  node->formula = formula;
  const Expr *indices[MAX_RANK];
  for (int i = 0; i < formula->free_count; i++)
    indices[i] = expr_index(graph, kept[i]);
  return expr_read(graph, node, indices, NULL);
}

// The number of points of a closed formula, as an element of type index (no reads) or f32.
static const Expr *count_points(Frame *f, const Formula *closed, const int *kept, Span at)
{
  Graph *graph = f->e->graph;
  const Expr *product = expr_integer(graph, TYPE_INDEX, 1);
  for (int i = closed->free_count; i < closed->index_count; i++)
    product = expr_binary(graph, EXPR_MULTIPLY, product, closed->indices[i].extent);
  if (closed->condition_count == 0)
    return product;
  Formula *formula = formula_create(graph);
  const Expr *slots[MAX_INDICES] = {0};
  int used[MAX_INDICES];
  for (int i = 0; i < closed->index_count; i++) {
    bool occurs = i >= closed->free_count;
    for (int c = 0; c < closed->condition_count; c++)
      occurs |= expr_uses_index(closed->conditions[c], i);
    if (!occurs)
      continue;
    if (i < closed->free_count)
      used[formula->free_count++] = kept[i];
    slots[i] = expr_index(
        graph, formula_add_index(formula, closed->indices[i].name, closed->indices[i].extent));
  }
  for (int d = 0; d < formula->free_count && d < MAX_RANK; d++)
    formula->merged[d] = 1;
  formula->reduction = REDUCTION_SUM;
  formula->body = expr_number(graph, TYPE_F32, 1);
  for (int c = 0; c < closed->condition_count; c++)
    formula_add_condition(
        graph, formula, expr_substitute(graph, closed->conditions[c], slots, closed->index_count));
  return reduced(f, formula, used, "count", TYPE_F32, at);
}

static Value no_point(Frame *f, const AstExpr *expr)
{
  const char *word = reduction_word(expr->reduction.reduction);
  report(f, E0316, expr->span,
         "%s has no value where every term is outside, which is not ruled out here", word);
  diag_help(f->e->diag, "say the value: `%s(.. else 0)`", word);
  report_end(f);
  return poison();
}

static Value element_or_integer(Elaborator *e, const Expr *expr)
{
  return expr_is_number(expr) && expr->type == TYPE_INDEX ? integer_value(expr->integer)
                                                          : element_value(e, expr);
}

static Value mean_value(Frame *f, const Expr *sum, const Formula *closed, const Draft *draft,
                        Span at)
{
  Graph *graph = f->e->graph;
  const Expr *count = count_points(f, closed, draft->kept, at);
  if (!count)
    return poison();
  count = expr_convert(graph, TYPE_F32, count);
  const Expr *mean = expr_binary(graph, EXPR_DIVIDE, sum, count);
  if (draft->otherwise && closed->condition_count > 0) {
    const Expr *none = expr_binary(graph, EXPR_EQUAL, count, expr_number(graph, TYPE_F32, 0));
    mean = expr_select(graph, none, draft->otherwise, mean);
  }
  return element_value(f->e, mean);
}

// Makes the node of a reduction that stands inside an expression; its value there.
static Value hoist(Frame *f, const AstExpr *expr, Draft *draft, Type type, int outer_count)
{
  AstReduction reduction = expr->reduction.reduction;
  Builder *b = f->builder;
  keep_used(draft, outer_count);
  const Expr *otherwise = draft->otherwise;
  if (reduction == AST_MEAN || reduction == AST_COUNT)
    draft->otherwise = NULL;  // of the quotient, not of the sum
  Formula *formula = draft_formula(f, b, draft);
  draft->otherwise = otherwise;
  if (needs_a_point(reduction) && !otherwise && !is_never_empty(f->e->graph, formula))
    return no_point(f, expr);
  if (reduction == AST_COUNT) {
    const Expr *count = count_points(f, formula, draft->kept, expr->span);
    return count ? element_or_integer(f->e, count) : poison();
  }
  if (is_pick(reduction))
    type = TYPE_I32;
  const char *name = reduction == AST_MEAN ? "sum" : reduction_word(reduction);
  const Expr *value = reduced(f, formula, draft->kept, name, type, expr->span);
  if (!value)
    return poison();
  return reduction == AST_MEAN ? mean_value(f, value, formula, draft, expr->span)
                               : element_value(f->e, value);
}

// The whole right side: the formula's node is this reduction. Kept slots and name are the
// formula's.
static Value as_root(Frame *f, const AstExpr *expr, Draft *draft, Type type)
{
  Builder *b = f->builder;
  Draft probe = *draft;
  for (int slot = 0; slot < b->formula->index_count - draft->reduced_count; slot++)
    probe.kept[probe.kept_count++] = slot;
  AstReduction reduction = expr->reduction.reduction;
  if (needs_a_point(reduction) && !draft->otherwise &&
      !is_never_empty(f->e->graph, draft_formula(f, b, &probe)))
    return no_point(f, expr);
  b->draft = arena_new(f->e->arena, Draft);
  *b->draft = *draft;
  // What type it has; the draft holds the rest.
  Tensor result = {.type = is_pick(reduction) ? TYPE_I32 : type, .expr = draft->body};
  return tensor_value(f->e, result);
}

static bool read_otherwise(Frame *f, const AstExpr *expr, Type type, Draft *draft)
{
  const AstExpr *otherwise = expr->reduction.otherwise;
  Tensor t;
  if (!otherwise)
    return true;
  if (!needs_a_point(expr->reduction.reduction)) {
    fail(f, E0316, otherwise->span, "%s over nothing has a value already, so `else` says nothing",
         reduction_word(expr->reduction.reduction));
    return false;
  }
  Type wanted = is_pick(expr->reduction.reduction) ? TYPE_I32 : type;
  if (!as_type(f, evaluate(f, otherwise), wanted, otherwise->span, &t))
    return false;
  draft->otherwise = t.expr;
  return true;
}

// Reads ranges, condition and body in their own scope. False after an error.
static bool read_inside(Frame *f, const AstExpr *expr, Draft *draft, Type *type)
{
  Builder *b = f->builder;
  int first = b->formula->index_count;
  if (!add_ranges(f, expr, draft))
    return false;
  for (int slot = first; slot < b->formula->index_count; slot++)
    draft->reduced[draft->reduced_count++] = slot;
  draft->reduction = reduction_of(expr->reduction.reduction);
  b->reduction_depth++;
  bool fits = !expr->reduction.condition || add_condition(f, expr->reduction.condition, draft);
  Value body = fits ? evaluate(f, expr->reduction.body) : poison();
  b->reduction_depth--;
  *type = body_type(expr->reduction.reduction, body);
  Tensor t;
  if (!as_type(f, body, *type, expr->reduction.body->span, &t))
    return false;
  draft->body = t.expr;
  return true;
}

// Mean and count are more than one node; a reduction of another type than its terms is converted
// after it.
static bool can_be_root(const AstExpr *expr)
{
  return expr->reduction.reduction != AST_MEAN && expr->reduction.reduction != AST_COUNT;
}

Value evaluate_reduction(Frame *f, const AstExpr *expr)
{
  Builder *outer = f->builder;
  Scope *scope = f->scope;
  bool floors = f->floors;
  if (!outer)
    f->builder = builder_create(f);
  Builder *b = f->builder;
  bool is_root = b->root == expr && can_be_root(expr);
  int outer_count = b->formula->index_count;
  Draft draft = {0};
  Type type = TYPE_F32;
  f->scope = scope_create(f->e, scope);
  f->floors = false;
  // The reduction is computed at every point, whatever guards hold where it stands.
  __typeof__(b->guards) guards = b->guards;
  b->guards.items = NULL;
  b->guards.count = b->guards.capacity = 0;
  bool is_read = read_inside(f, expr, &draft, &type);
  b->guards = guards;
  f->scope = scope;
  int inner_count = b->formula->index_count;
  b->formula->index_count = outer_count;
  is_read = is_read && read_otherwise(f, expr, type, &draft);
  b->formula->index_count = inner_count;
  Type result = is_pick(expr->reduction.reduction) ? TYPE_I32 : type;
  is_root = is_root && (!b->has_type || b->type == result);
  Value v = !is_read  ? poison()
            : is_root ? as_root(f, expr, &draft, type)
                      : hoist(f, expr, &draft, type, outer_count);
  // The root's slots are read once more, by the formula.
  if (!is_root || !is_read)
    b->formula->index_count = outer_count;
  f->floors = floors;
  f->builder = outer;
  return v;
}
