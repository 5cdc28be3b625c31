// One formula: `y[b, (g < groups, o)] = expr` becomes one node, and one more for each reduction
// inside expr.
//
// Every index in scope has a slot in the builder; expressions are made over these slots. When the
// right side is read, the slots that the node needs become its own indices, in order.

#include "passes/elaborate/elaborate.h"

#include <string.h>

// -- slots ----------------------------------------------------------------------------------------

Builder *builder_create(Frame *f)
{
  Builder *b = arena_new(f->e->arena, Builder);
  b->outside = f->scope;
  b->formula = formula_create(f->e->graph);
  return b;
}

int builder_find(const Builder *b, const char *name)
{
  for (int slot = b->formula->index_count - 1; slot >= 0; slot--)
    if (b->formula->indices[slot].name == name)
      return slot;
  return -1;
}

int builder_add(Frame *f, Builder *b, const char *name, const Expr *extent, Span span)
{
  int bound = builder_find(b, name), slot = b->formula->index_count;
  if (bound >= 0) {
    report(f, E0312, span, "%s is an index already", name);
    report_note(f, b->spans[bound], "it is bound here");
    report_end(f);
    return -1;
  }
  if (slot == MAX_INDICES) {
    fail(f, E0505, span, "a formula has at most %d indices", MAX_INDICES);
    return -1;
  }
  b->formula->indices[slot] = (Index){name, extent};
  b->spans[slot] = span;
  b->formula->index_count++;
  return slot;
}

void bind_slot(Frame *f, int slot)
{
  const Builder *b = f->builder;
  Value v = element_value(f->e, expr_index(f->e->graph, slot));
  scope_define(f->e, f->scope, b->formula->indices[slot].name, v, b->spans[slot]);
}

bool is_index_item(const AstExpr *item, const char **name, const AstExpr **bound)
{
  *bound = NULL;
  if (item->kind == AST_NAME) {
    *name = item->text;
    return true;
  }
  bool is_range = item->kind == AST_BINARY && item->operation.operator== AST_LESS &&
                                              item->operation.left->kind == AST_NAME;
  if (!is_range)
    return false;
  *name = item->operation.left->text;
  *bound = item->operation.right;
  return true;
}

// -- from a draft to a formula --------------------------------------------------------------------

static int draft_slot(const Draft *draft, int i)
{
  return i < draft->kept_count ? draft->kept[i] : draft->reduced[i - draft->kept_count];
}

static bool is_taken(const Builder *b, const Draft *draft, const Formula *formula, const char *name)
{
  for (int i = 0; i < formula->index_count; i++)
    if (formula->indices[i].name == name)
      return true;
  for (int i = formula->index_count; i < draft->kept_count + draft->reduced_count; i++)
    if (b->formula->indices[draft_slot(draft, i)].name == name)
      return true;
  return false;
}

// The name as written; a dimension of a pack takes the next free letter.
static const char *index_name(Frame *f, const Builder *b, const Draft *draft,
                              const Formula *formula, const char *written)
{
  static const char letters[] = "ijklmnpquvwxyzabcdefghorst";
  if (written[0] != '.')
    return written;
  for (const char *p = letters; *p; p++) {
    const char *name = name_intern_bytes(f->e->names, p, 1);
    if (!is_taken(b, draft, formula, name))
      return name;
  }
  return written;
}

Formula *draft_formula(Frame *f, const Builder *b, const Draft *draft)
{
  Graph *graph = f->e->graph;
  Formula *formula = formula_create(graph);
  const Expr *slots[MAX_INDICES] = {0};
  // A merged index over one value is that value: groups = 1 leaves no trace.
  for (int slot = 0; slot < b->formula->index_count; slot++)
    slots[slot] = expr_integer(graph, TYPE_INDEX, 0);
  for (int i = 0; i < draft->kept_count + draft->reduced_count; i++) {
    int from = draft_slot(draft, i);
    const Index *index = &b->formula->indices[from];
    slots[from] = expr_index(graph, i);
    formula_add_index(formula, index_name(f, b, draft, formula, index->name), index->extent);
  }
  formula->free_count = draft->kept_count;
  for (int d = 0; d < MAX_RANK; d++)
    formula->merged[d] = draft->rank ? draft->merged[d] : d < draft->kept_count;
  int count = b->formula->index_count;
  formula->reduction = draft->reduction;
  formula->body = expr_substitute(graph, draft->body, slots, count);
  if (draft->otherwise)
    formula->otherwise = expr_substitute(graph, draft->otherwise, slots, count);
  for (int i = 0; i < draft->conditions.count; i++)
    formula_add_condition(graph, formula,
                          expr_substitute(graph, draft->conditions.items[i], slots, count));
  if (formula->reduction != REDUCTION_NONE)
    formula_close_domain(graph, formula);
  return formula;
}

// -- the left side --------------------------------------------------------------------------------

// One dimension of the result, and the slots that it merges.
typedef struct Side {
  const AstExpr *item;
  int first, count;
} Side;

typedef struct Left {
  Side sides[MAX_RANK];
  int rank;
  const Declared *declared;  // null: the type follows from the formula
} Left;

static const Declared *find_declared(const Frame *f, const char *name)
{
  for (int i = 0; i < f->declared.count; i++)
    if (f->declared.items[i].name == name && f->declared.items[i].has_type)
      return &f->declared.items[i];
  return NULL;
}

static bool add_side(Frame *f, Left *left, const AstExpr *item, int first)
{
  if (left->rank == MAX_RANK) {
    fail(f, E0505, item->span, "a tensor has at most %d dimensions", MAX_RANK);
    return false;
  }
  left->sides[left->rank++] = (Side){item, first, f->builder->formula->index_count - first};
  return true;
}

static bool add_item(Frame *f, const AstExpr *item, const AstExpr *const *root)
{
  const char *name;
  const AstExpr *bound;
  if (item->kind == AST_PACK)
    return builder_add_pack(f, f->builder, item->pack, root, 1, item->span);
  if (!is_index_item(item, &name, &bound)) {
    fail(f, E0313, item->span,
         "the left side of a formula has bare indices: every element is defined once");
    return false;
  }
  const Expr *extent = NULL;
  if (bound && !(extent = evaluate_extent(f, bound)))
    return false;
  int slot = builder_add(f, f->builder, name, extent, item->span);
  if (slot >= 0)
    bind_slot(f, slot);
  return slot >= 0;
}

static bool read_left(Frame *f, const AstStatement *statement, Left *left)
{
  const AstExpr *root = statement->formula.value;
  for (int i = 0; i < statement->formula.indices.count; i++) {
    const AstExpr *item = statement->formula.indices.items[i];
    int first = f->builder->formula->index_count;
    bool is_merged_pack = item->kind == AST_PACK && item->parenthesized;
    if (item->kind == AST_TUPLE) {
      for (int k = 0; k < item->items.count; k++)
        if (!add_item(f, item->items.items[k], &root))
          return false;
    } else if (!add_item(f, item, &root)) {
      return false;
    }
    if (item->kind != AST_PACK || is_merged_pack) {
      if (!add_side(f, left, item, first))
        return false;
      continue;
    }
    int count = f->builder->formula->index_count - first;
    for (int k = 0; k < count; k++) {
      if (!add_side(f, left, item, first + k))
        return false;
      left->sides[left->rank - 1].count = 1;
    }
  }
  return true;
}

// The extents that the declared type gives: of lone indices, and of the one unknown of a merged
// dimension.
static bool take_declared(Frame *f, const Left *left)
{
  Graph *graph = f->e->graph;
  bool taken = false;
  for (int d = 0; d < left->rank; d++) {
    Index *unknown = NULL;
    const Expr *known = expr_integer(graph, TYPE_INDEX, 1);
    int unknown_count = 0;
    for (int i = 0; i < left->sides[d].count; i++) {
      Index *index = &f->builder->formula->indices[left->sides[d].first + i];
      if (index->extent) {
        known = expr_binary(graph, EXPR_MULTIPLY, known, index->extent);
      } else {
        unknown = index;
        unknown_count++;
      }
    }
    if (unknown_count != 1)
      continue;
    unknown->extent = expr_binary(graph, EXPR_QUOTIENT, left->declared->shape.extents[d], known);
    taken = true;
  }
  return taken;
}

static bool resolve_left(Frame *f, const AstStatement *statement, const Left *left)
{
  if (left->declared && left->declared->shape.rank != left->rank) {
    report(f, E0302, statement->span, "%s is %s, here it has %d %s", statement->formula.name,
           shape_text(f->e, left->declared->shape), left->rank,
           left->rank == 1 ? "index" : "indices");
    report_note(f, left->declared->span, "its type is declared here");
    report_end(f);
    return false;
  }
  if (left->declared)
    take_declared(f, left);
  const AstExpr *root = statement->formula.value;
  return infer_extents(f, f->builder, 0, &root, 1);
}

static const Expr *side_extent(Frame *f, const Side *side)
{
  const Expr *product = expr_integer(f->e->graph, TYPE_INDEX, 1);
  for (int i = 0; i < side->count; i++)
    product = expr_binary(f->e->graph, EXPR_MULTIPLY, product,
                          f->builder->formula->indices[side->first + i].extent);
  return product;
}

// The result's shape; false (said) where merged indices do not fill their dimension.
static bool left_shape(Frame *f, const Left *left, Shape *shape)
{
  shape->rank = left->rank;
  for (int d = 0; d < left->rank; d++) {
    const Expr *extent = side_extent(f, &left->sides[d]);
    shape->extents[d] = extent;
    if (!left->declared || left->declared->shape.extents[d] == extent)
      continue;
    report(f, E0301, left->sides[d].item->span, "%s runs over %s, the dimension is %s",
           left->sides[d].count > 1 ? "this" : "the index", extent_text(f->e, extent),
           extent_text(f->e, left->declared->shape.extents[d]));
    report_note(f, left->declared->span, "%s is %s by its type", left->declared->name,
                shape_text(f->e, left->declared->shape));
    report_end(f);
    return false;
  }
  return true;
}

// The slots that become free indices: all but merged ones of extent 1.
static void keep_left(Frame *f, const Left *left, Draft *draft)
{
  draft->rank = left->rank;
  for (int d = 0; d < left->rank; d++) {
    const Side *side = &left->sides[d];
    for (int i = 0; i < side->count; i++) {
      bool is_last = draft->merged[d] == 0 && i == side->count - 1;
      if (side->count > 1 && !is_last &&
          expr_is_one(f->builder->formula->indices[side->first + i].extent))
        continue;
      draft->kept[draft->kept_count++] = side->first + i;
      draft->merged[d]++;
    }
  }
}

// -- the right side -------------------------------------------------------------------------------

static bool takes_type(Frame *f, Type declared, Type found, Span at)
{
  bool fits =
      declared == TYPE_F32 || declared == found ||
      (declared == TYPE_I32 && (found == TYPE_INDEX || found == TYPE_U8 || found == TYPE_BOOL));
  if (!fits) {
    report(f, E0401, at, "the result is %s, the formula gives %s", type_name(declared),
           type_name(found));
    if (declared == TYPE_I32 && found == TYPE_F32)
      diag_help(f->e->diag, "int(..) converts, by dropping the fraction");
    report_end(f);
  }
  return fits;
}

static Type natural_type(Value v)
{
  if (v.kind == VALUE_BOOLEAN)
    return TYPE_BOOL;
  if (!is_tensor(v))
    return TYPE_F32;
  if (v.tensor->is_loose)
    return TYPE_F32;
  return v.tensor->type == TYPE_INDEX ? TYPE_I32 : v.tensor->type;
}

// y[i, j] = x[i, j] is x: what a left-out bias leaves.
static Node *copied_node(const Draft *draft, Type type, Shape shape)
{
  const Expr *body = draft->body;
  bool copies = draft->reduction == REDUCTION_NONE && body->kind == EXPR_READ &&
                !body->has_fallback && body->type == type && body->node->form != FORM_INPUT &&
                body->node->form != FORM_VARIABLE && shape_equal(body->node->shape, shape) &&
                draft->kept_count == shape.rank;
  for (int d = 0; copies && d < shape.rank; d++)
    copies = body->operands[d]->kind == EXPR_INDEX && body->operands[d]->slot == draft->kept[d];
  return copies ? body->node : NULL;
}

static Node *formula_node(Frame *f, const AstStatement *statement, const Left *left)
{
  Builder *b = f->builder;
  const AstExpr *value = statement->formula.value;
  Shape shape;
  if (!left_shape(f, left, &shape))
    return NULL;
  Type declared = left->declared ? left->declared->type : TYPE_F32;
  b->root = value;
  b->has_type = left->declared != NULL;
  b->type = declared;
  Value v = evaluate(f, value);
  if (v.kind == VALUE_POISON)
    return NULL;
  Draft draft = {0};
  Type type = natural_type(v);
  if (b->draft) {
    draft = *b->draft;
  } else {
    Tensor element;
    if (left->declared &&
        !takes_type(f, declared, is_tensor(v) ? v.tensor->type : declared, value->span))
      return NULL;
    type = left->declared ? declared : type;
    if (!as_type(f, v, type, value->span, &element))
      return NULL;
    draft.body = element.expr;
  }
  keep_left(f, left, &draft);
  // What an op copies of an argument with a written gradient is its own: it has that gradient.
  Node *copied = has_gradient(f->definition->ast) ? NULL : copied_node(&draft, type, shape);
  if (copied)
    return copied;
  Node *node = add_node(f, draft.reduction == REDUCTION_NONE ? FORM_MAP : FORM_REDUCE,
                        statement->formula.name, type, shape, statement->span);
  node->formula = draft_formula(f, b, &draft);
  return node;
}

void run_formula(Frame *f, const AstStatement *statement)
{
  Scope *scope = f->scope;
  Left left = {.declared = find_declared(f, statement->formula.name)};
  f->builder = builder_create(f);
  f->scope = scope_create(f->e, scope);
  bool is_read = read_left(f, statement, &left) && resolve_left(f, statement, &left);
  Node *node = is_read ? formula_node(f, statement, &left) : NULL;
  f->builder = NULL;
  f->scope = scope;
  scope_assign(f->e, scope, statement->formula.name, node ? node_value(f->e, node) : poison(),
               statement->span);
}
