// Formulas of graph text: which indices there are, and over what they run.
//
// A free index runs over its dimension; of a group, `(g < 2, o)`, and of a reduction's indices,
// each runs over what is written, else over the dimension where it stands alone as an index of a
// read; the one of a group that nothing fixes follows from the dimension.

#include "graph/parse.h"

// -- extents from reads ---------------------------------------------------------------------------

typedef struct Search {
  Reader *reader;
  const char *name;
  const Expr *extent;
  bool differs;
} Search;

static void search_extent(Search *search, const AstExpr *ast);

static void search_read(Search *search, const AstExpr *ast)
{
  const AstExpr *base = ast->indexed.base;
  const Node *node = base->kind == AST_NAME ? graph_find(search->reader->graph, base->text) : NULL;
  for (int d = 0; d < ast->indexed.indices.count; d++) {
    const AstExpr *index = ast->indexed.indices.items[d];
    search_extent(search, index);
    if (!node || d >= node->shape.rank || index->kind != AST_NAME || index->text != search->name)
      continue;
    search->differs |= search->extent && search->extent != node->shape.extents[d];
    search->extent = node->shape.extents[d];
  }
}

static void search_extent(Search *search, const AstExpr *ast)
{
  if (!ast)
    return;
  switch (ast->kind) {
  case AST_INDEXED:
    search_read(search, ast);
    break;
  case AST_CALL:
    for (int i = 0; i < ast->call.arguments.count; i++)
      search_extent(search, ast->call.arguments.items[i].value);
    break;
  case AST_CONVERT:
    search_extent(search, ast->convert.operand);
    break;
  case AST_UNARY:
  case AST_BINARY:
    search_extent(search, ast->operation.left);
    if (ast->kind == AST_BINARY)
      search_extent(search, ast->operation.right);
    break;
  case AST_OTHERWISE:
    search_extent(search, ast->otherwise.read);
    search_extent(search, ast->otherwise.otherwise);
    break;
  case AST_IF:
    search_extent(search, ast->conditional.condition);
    search_extent(search, ast->conditional.then);
    search_extent(search, ast->conditional.otherwise);
    break;
  case AST_REDUCTION:
    search_extent(search, ast->reduction.condition);
    search_extent(search, ast->reduction.otherwise);
    search_extent(search, ast->reduction.body);
    break;
  default:
    break;
  }
}

// Null if it stands alone nowhere; an error if places disagree.
static const Expr *extent_from_reads(Reader *reader, const char *name, const AstExpr *value)
{
  Search search = {.reader = reader, .name = name};
  search_extent(&search, value);
  return search.differs ? NULL : search.extent;
}

// -- free indices ---------------------------------------------------------------------------------

typedef struct NamedIndex {
  const char *name;
  const Expr *extent;  // null: not known yet
  Span span;
} NamedIndex;

// `i`, or `g < 2`
static bool read_index(Reader *reader, const AstExpr *ast, NamedIndex *index)
{
  *index = (NamedIndex){.span = ast->span};
  const AstExpr *name = ast;
  if (ast->kind == AST_BINARY && ast->operation.operator== AST_LESS) {
    name = ast->operation.left;
    if (!(index->extent = reader_expr(reader, ast->operation.right, TYPE_INDEX)))
      return false;
  }
  if (name->kind != AST_NAME) {
    reader_fail(reader, E0601, ast->span, "an index is a name, or a name and its range: i < 3");
    return false;
  }
  index->name = name->text;
  return true;
}

static bool add_index(Reader *reader, Formula *formula, const NamedIndex *index)
{
  if (formula->index_count == MAX_INDICES)
    reader_fail(reader, E0601, index->span, "more than %d indices", MAX_INDICES);
  else if (!index->extent)
    reader_fail(
        reader, E0601, index->span,
        "the range of %s is not known: it stands alone as an index of no read, or of several "
        "that differ; write %s < n",
        index->name, index->name);
  else if (index->extent->index_mask || index->extent->node_mask ||
           (index->extent->kind == EXPR_NUMBER &&
            (index->extent->integer < 1 || index->extent->integer > LARGEST_EXTENT)))
    reader_fail(reader, E0601, index->span, "the range of %s is no size", index->name);
  else {
    for (int i = 0; i < formula->index_count; i++)
      if (formula->indices[i].name == index->name) {
        reader_fail(reader, E0601, index->span, "%s is an index already", index->name);
        return false;
      }
    formula_add_index(formula, index->name, index->extent);
    return true;
  }
  return false;
}

// What is left of the dimension for the one index that nothing else fixes.
static const Expr *remaining_extent(Reader *reader, const NamedIndex *group, int count,
                                    const Expr *dimension)
{
  Graph *graph = reader->graph;
  const Expr *product = expr_integer(graph, TYPE_INDEX, 1);
  int unknown = 0;
  for (int i = 0; i < count; i++) {
    if (group[i].extent)
      product = expr_binary(graph, EXPR_MULTIPLY, product, group[i].extent);
    unknown += !group[i].extent;
  }
  if (unknown != 1 || (product->kind == EXPR_NUMBER && product->integer < 1))
    return NULL;
  const Expr *rest = expr_binary(graph, EXPR_QUOTIENT, dimension, product);
  return expr_binary(graph, EXPR_MULTIPLY, rest, product) == dimension ? rest : NULL;
}

static bool add_group(Reader *reader, Formula *formula, const AstExpr *tuple, const Expr *dimension,
                      const AstExpr *value)
{
  int count = tuple->items.count;
  NamedIndex *group = arena_array(reader->arena, NamedIndex, count);
  for (int i = 0; i < count; i++) {
    if (!read_index(reader, tuple->items.items[i], &group[i]))
      return false;
    if (!group[i].extent)
      group[i].extent = extent_from_reads(reader, group[i].name, value);
  }
  const Expr *rest = remaining_extent(reader, group, count, dimension);
  for (int i = 0; i < count; i++) {
    if (!group[i].extent)
      group[i].extent = rest;
    if (!add_index(reader, formula, &group[i]))
      return false;
  }
  return true;
}

static bool add_free_indices(Reader *reader, Formula *formula, const AstStatement *statement,
                             Shape shape)
{
  const AstExprs *indices = &statement->formula.indices;
  if (indices->count != shape.rank) {
    reader_fail(reader, E0603, statement->span, "%s has rank %d, and %d indices stand here",
                statement->formula.name, shape.rank, indices->count);
    return false;
  }
  for (int d = 0; d < shape.rank; d++) {
    const AstExpr *ast = indices->items[d];
    if (ast->kind == AST_TUPLE) {
      formula->merged[d] = ast->items.count;
      if (!add_group(reader, formula, ast, shape.extents[d], statement->formula.value))
        return false;
      continue;
    }
    NamedIndex index;
    formula->merged[d] = 1;
    if (!read_index(reader, ast, &index))
      return false;
    index.extent = shape.extents[d];
    if (!add_index(reader, formula, &index))
      return false;
  }
  formula->free_count = formula->index_count;
  return true;
}

// -- reductions -----------------------------------------------------------------------------------

static Reduction reduction_of(AstReduction reduction)
{
  switch (reduction) {
  case AST_SUM:
    return REDUCTION_SUM;
  case AST_PROD:
    return REDUCTION_PROD;
  case AST_MAX:
    return REDUCTION_MAX;
  case AST_MIN:
    return REDUCTION_MIN;
  case AST_ANY:
    return REDUCTION_ANY;
  case AST_ALL:
    return REDUCTION_ALL;
  case AST_ARGMAX:
    return REDUCTION_ARGMAX;
  case AST_ARGMIN:
    return REDUCTION_ARGMIN;
  default:
    return REDUCTION_NONE;  // mean and count are sums in graph text
  }
}

static bool add_reduced_indices(Reader *reader, Formula *formula, const AstExpr *ast)
{
  for (int i = 0; i < ast->reduction.ranges.count; i++) {
    const AstRange *range = &ast->reduction.ranges.items[i];
    if (range->kind != AST_RANGE_NAME && range->kind != AST_RANGE_BELOW) {
      reader_fail(reader, E0601, range->span,
                  "an index of graph text is a name, or a name and its range");
      return false;
    }
    NamedIndex index = {.name = range->names.items[0], .span = range->span};
    index.extent = range->kind == AST_RANGE_BELOW ? reader_expr(reader, range->bound, TYPE_INDEX)
                                                  : extent_from_reads(reader, index.name, ast);
    if (reader->failed || !add_index(reader, formula, &index))
      return false;
  }
  return true;
}

static bool read_reduction(Reader *reader, Formula *formula, const AstExpr *ast, Type type)
{
  Graph *graph = reader->graph;
  formula->reduction = reduction_of(ast->reduction.reduction);
  if (formula->reduction == REDUCTION_NONE) {
    reader_fail(reader, E0601, ast->span, "mean and count are written as sums in graph text");
    return false;
  }
  if (!add_reduced_indices(reader, formula, ast))
    return false;
  if (ast->reduction.condition) {
    const Expr *condition = reader_expr(reader, ast->reduction.condition, TYPE_BOOL);
    if (!condition)
      return false;
    formula_add_condition(graph, formula, condition);
  }
  if (ast->reduction.otherwise &&
      !(formula->otherwise = reader_expr(reader, ast->reduction.otherwise, type)))
    return false;
  bool is_place = reduction_is_positional(formula);
  formula->body = reader_expr(reader, ast->reduction.body,
                              is_place ? reader_infer(reader, ast->reduction.body) : (int)type);
  return formula->body != NULL;
}

Formula *reader_formula(Reader *reader, const AstStatement *statement, Type type, Shape shape)
{
  const AstExpr *value = statement->formula.value;
  Formula *formula = formula_create(reader->graph);
  bool read = add_free_indices(reader, formula, statement, shape);
  reader->formula = formula;
  if (read && value->kind == AST_REDUCTION) {
    read = read_reduction(reader, formula, value, type);
    if (read)
      formula_close_domain(reader->graph, formula);
  } else if (read) {
    formula->body = reader_expr(reader, value, type);
  }
  reader->formula = NULL;
  return read && formula->body ? formula : NULL;
}
