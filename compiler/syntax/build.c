// Definitions and statements of the syntax tree.

#include "syntax/build.h"

#include <string.h>

Span build_span(const Parser *p, Place at)
{
  return (Span){p->source, at.start, at.end};
}

void build_add_definition(Parser *p, AstDefinition *definition)
{
  list_add(p->arena, &p->file->definitions, definition);
}

AstDefinition *build_definition(Parser *p, AstDefinitionKind kind, Place at, const char *name,
                                Place name_at, AstParameters parameters)
{
  AstDefinition *definition = arena_new(p->arena, AstDefinition);
  definition->kind = kind;
  definition->span = build_span(p, at);
  definition->name = name;
  definition->name_span = build_span(p, name_at);
  definition->parameters = parameters;
  return definition;
}

AstParameter *build_parameter(Parser *p, const char *name, Place at, AstType *type, AstExpr *bound,
                              AstExpr *fallback)
{
  AstParameter *parameter = arena_new(p->arena, AstParameter);
  parameter->name = name;
  parameter->span = build_span(p, at);
  parameter->type = type;
  parameter->bound = bound;
  parameter->fallback = fallback;
  return parameter;
}

AstResult *build_result(Parser *p, const char *name, Place at, AstType *type)
{
  AstResult *result = arena_new(p->arena, AstResult);
  *result = (AstResult){.name = name, .type = type, .span = build_span(p, at)};
  return result;
}

AstType *build_type(Parser *p, Place at, AstDtype dtype, const AstExprs *extents)
{
  AstType *type = arena_new(p->arena, AstType);
  type->span = build_span(p, at);
  type->dtype = dtype;
  type->has_shape = extents != NULL;
  if (extents)
    type->extents = *extents;
  return type;
}

AstType *build_list_type(Parser *p, Place at, AstExpr *count, AstType *type)
{
  if (type->is_list)
    diag_error(p->diag, E0101, type->span, "a list of lists: lists hold tensors");
  type->span = build_span(p, at);
  type->is_list = true;
  type->list_count = count;
  return type;
}

static AstStatement *statement(Parser *p, AstStatementKind kind, Place at)
{
  AstStatement *result = arena_new(p->arena, AstStatement);
  result->kind = kind;
  result->span = build_span(p, at);
  return result;
}

AstStatement *build_assign(Parser *p, AstStatementKind kind, Place at, AstNames names,
                           AstExprs values)
{
  AstStatement *result = statement(p, kind, at);
  result->assign.names = names;
  result->assign.values = values;
  return result;
}

AstStatement *build_formula(Parser *p, AstStatementKind kind, Place at, const char *name,
                            AstExprs indices, AstExpr *value)
{
  AstStatement *result = statement(p, kind, at);
  result->formula.name = name;
  result->formula.indices = indices;
  result->formula.value = value;
  return result;
}

AstStatement *build_typed_formula(Parser *p, Place at, const char *declared, AstType *type,
                                  const char *name, Place name_at, AstExprs indices, AstExpr *value)
{
  if (!p->is_graph_text) {
    diag_error(p->diag, E0101, type->span,
               "a value has no written type: it follows from the formula");
    diag_help(p->diag, "write `%s = ..`, or `%s[i, ..] = ..` by elements", declared, declared);
  } else if (name != declared) {
    diag_error(p->diag, E0601, build_span(p, name_at), "expected the formula of %s", declared);
  }
  AstStatement *result = build_formula(p, AST_FORMULA, at, name, indices, value);
  result->formula.type = type;
  return result;
}

AstStatement *build_require(Parser *p, Place at, AstExpr *condition, AstExpr *message)
{
  AstStatement *result = statement(p, AST_REQUIRE, at);
  result->require.condition = condition;
  result->require.message = message;
  return result;
}

AstStatement *build_bindings(Parser *p, AstStatementKind kind, Place at, AstBindings bindings)
{
  AstStatement *result = statement(p, kind, at);
  result->state = bindings;
  return result;
}

AstStatement *build_draw(Parser *p, Place at, const char *name, AstType *type,
                         AstExpr *distribution, AstExpr *key)
{
  AstStatement *result = statement(p, AST_DRAW, at);
  result->draw.name = name;
  result->draw.type = type;
  result->draw.distribution = distribution;
  result->draw.key = key;
  return result;
}

AstStatement *build_param(Parser *p, Place at, const char *name, AstType *type,
                          AstExpr *initializer, AstExpr *constant)
{
  if (!initializer && !constant && !p->is_graph_text) {
    diag_error(p->diag, E0101, build_span(p, at), "the parameter %s has no start", name);
    diag_help(p->diag, "write how it starts: `~ zeros`, `~ he_normal(I)`, or `= constant`");
  }
  AstStatement *result = statement(p, AST_PARAM, at);
  result->param.name = name;
  result->param.type = type;
  result->param.initializer = initializer;
  result->param.constant = constant;
  return result;
}

AstStatement *build_group(Parser *p, Place at, AstExpr *pattern, AstArguments arguments)
{
  AstStatement *result = statement(p, AST_GROUP, at);
  result->group.pattern = pattern->text;
  result->group.arguments = arguments;
  return result;
}

AstStatement *build_rename(Parser *p, Place at, AstExpr *from, AstExpr *to)
{
  AstStatement *result = statement(p, AST_RENAME, at);
  result->rename.from = from->text;
  result->rename.to = to->text;
  return result;
}

AstStatement *build_loop(Parser *p, AstStatementKind kind, Place at, AstNames names, AstExpr *in,
                         AstBlock body)
{
  AstStatement *result = statement(p, kind, at);
  result->loop.names = names;
  result->loop.in = in;
  result->loop.body = body;
  return result;
}

AstStatement *build_branch(Parser *p, Place at, AstExpr *condition, AstBlock then,
                           const AstBlock *otherwise)
{
  AstStatement *result = statement(p, AST_IF_BLOCK, at);
  result->branch.condition = condition;
  result->branch.then = then;
  result->branch.has_else = otherwise != NULL;
  if (otherwise)
    result->branch.otherwise = *otherwise;
  return result;
}

AstStatement *build_scan(Parser *p, Place at, AstNames inputs, const char *over, AstExpr *extent,
                         AstArguments options)
{
  if (!p->is_graph_text && extent)
    diag_error(p->diag, E0101, extent->span,
               "the axis of %s has its extent from what is scanned: leave `< ..` out", over);
  if (!p->is_graph_text && inputs.count == 0)
    diag_error(p->diag, E0101, build_span(p, at), "a scan walks along a tensor: `scan x over %s`",
               over);
  AstStatement *result = statement(p, AST_SCAN, at);
  result->scan.inputs = inputs;
  result->scan.over = over;
  result->scan.extent = extent;
  result->scan.options = options;
  return result;
}

AstBinding *build_binding(Parser *p, const char *name, Place at, AstType *type, AstExpr *value)
{
  AstBinding *binding = arena_new(p->arena, AstBinding);
  *binding = (AstBinding){.name = name, .span = build_span(p, at), .type = type, .value = value};
  return binding;
}

void build_add_statement(Parser *p, AstBlock *block, AstStatement *statement)
{
  if (statement)
    list_add(p->arena, block, statement);
}

AstBlock build_block(Parser *p, AstStatement *statement)
{
  AstBlock block = {0};
  list_add(p->arena, &block, statement);
  return block;
}

AstNames build_names(Parser *p, const char *first)
{
  AstNames names = {0};
  list_add(p->arena, &names, first);
  return names;
}

AstExprs build_exprs(Parser *p, AstExpr *first)
{
  AstExprs exprs = {0};
  list_add(p->arena, &exprs, first);
  return exprs;
}

AstNames build_no_names(void)
{
  return (AstNames){0};
}

AstExprs build_no_exprs(void)
{
  return (AstExprs){0};
}

AstBlock build_no_block(void)
{
  return (AstBlock){0};
}

AstRanges build_no_ranges(void)
{
  return (AstRanges){0};
}

AstResults build_no_results(void)
{
  return (AstResults){0};
}

AstBindings build_no_bindings(void)
{
  return (AstBindings){0};
}

AstArguments build_no_arguments(void)
{
  return (AstArguments){0};
}

AstParameters build_no_parameters(void)
{
  return (AstParameters){0};
}
