// What the grammar's actions call: one function for each kind of node of the syntax tree.
//
// Trees are kept under a height (limits.h), so that whoever walks them may recurse.
#pragma once

#include "syntax/ast.h"
#include "syntax/tokens.h"

// A stretch of the text, as bison's location.
typedef struct Place {
  uint32_t start, end;
} Place;

typedef struct Parser {
  Arena *arena;
  Names *names;
  Diag *diag;
  const Source *source;
  bool is_graph_text;
  AstFile *file;
  const Tokens *tokens;
  int next;            // the token that the parser gets next
  const Token *token;  // the one it got last
} Parser;

Span build_span(const Parser *p, Place at);
void build_add_definition(Parser *p, AstDefinition *definition);

AstDefinition *build_definition(Parser *p, AstDefinitionKind kind, Place at, const char *name,
                                Place name_at, AstParameters parameters);
AstParameter *build_parameter(Parser *p, const char *name, Place at, AstType *type, AstExpr *bound,
                              AstExpr *fallback);
AstResult *build_result(Parser *p, const char *name, Place at, AstType *type);
AstType *build_type(Parser *p, Place at, AstDtype dtype, const AstExprs *extents);
AstType *build_list_type(Parser *p, Place at, AstExpr *count, AstType *type);

AstStatement *build_assign(Parser *p, AstStatementKind kind, Place at, AstNames names,
                           AstExprs values);
AstStatement *build_formula(Parser *p, AstStatementKind kind, Place at, const char *name,
                            AstExprs indices, AstExpr *value);
// Graph text: the name is said twice, in the type's declaration and in the formula.
AstStatement *build_typed_formula(Parser *p, Place at, const char *declared, AstType *type,
                                  const char *name, Place name_at, AstExprs indices,
                                  AstExpr *value);
AstStatement *build_require(Parser *p, Place at, AstExpr *condition, AstExpr *message);
AstStatement *build_bindings(Parser *p, AstStatementKind kind, Place at, AstBindings bindings);
AstStatement *build_draw(Parser *p, Place at, const char *name, AstType *type,
                         AstExpr *distribution, AstExpr *key);
AstStatement *build_param(Parser *p, Place at, const char *name, AstType *type,
                          AstExpr *initializer, AstExpr *constant);
AstStatement *build_group(Parser *p, Place at, AstExpr *pattern, AstArguments arguments);
AstStatement *build_rename(Parser *p, Place at, AstExpr *from, AstExpr *to);
AstStatement *build_loop(Parser *p, AstStatementKind kind, Place at, AstNames names, AstExpr *in,
                         AstBlock body);
AstStatement *build_branch(Parser *p, Place at, AstExpr *condition, AstBlock then,
                           const AstBlock *otherwise);
AstStatement *build_scan(Parser *p, Place at, AstNames inputs, const char *over, AstExpr *extent,
                         AstArguments options);
AstBinding *build_binding(Parser *p, const char *name, Place at, AstType *type, AstExpr *value);
void build_add_statement(Parser *p, AstBlock *block, AstStatement *statement);  // null: left out
AstBlock build_block(Parser *p, AstStatement *statement);

AstExpr *build_word(Parser *p, AstExprKind kind, Place at, const char *text);
AstExpr *build_number(Parser *p, const Token *token);  // a token of `Parser.tokens`
AstExpr *build_string(Parser *p, const Token *token);
AstExpr *build_boolean(Parser *p, Place at, bool value);
AstExpr *build_pack(Parser *p, Place at, AstPack pack);
AstExpr *build_list(Parser *p, Place at, AstExprs items);
AstExpr *build_parentheses(Parser *p, Place at, AstExprs items);
AstExpr *build_record(Parser *p, Place at, AstArguments fields);
AstExpr *build_indexed(Parser *p, Place at, AstExpr *base, AstExprs indices);
AstExpr *build_field(Parser *p, Place at, AstExpr *base, const char *name, Place name_at);
AstExpr *build_call(Parser *p, Place at, AstExpr *callee, AstArguments arguments, Place open);
AstExpr *build_method(Parser *p, Place at, AstExpr *base, const char *name, Place name_at,
                      AstArguments arguments, Place open);
AstExpr *build_convert(Parser *p, Place at, AstDtype dtype, AstExpr *operand);
AstExpr *build_gradient(Parser *p, Place at, const char *name);
AstExpr *build_unary(Parser *p, AstOperator operator, Place operator_at, AstExpr *operand);
AstExpr *build_binary(Parser *p, AstOperator operator, Place operator_at, AstExpr *left,
                      AstExpr *right);
AstExpr *build_otherwise(Parser *p, Place at, AstExpr *read, AstExpr *otherwise);
AstExpr *build_if(Parser *p, Place at, AstExpr *condition, AstExpr *then, AstExpr *otherwise);
AstExpr *build_pipe(Parser *p, Place at, AstExpr *value, AstExpr *stage, const char *label);
AstExpr *build_reduction(Parser *p, Place at, AstReduction reduction, AstRanges ranges,
                         AstExpr *condition, AstExpr *otherwise, AstExpr *body);
AstRange *build_range(Parser *p, AstRangeKind kind, Place at, AstNames names, AstExpr *bound);
AstArgument *build_argument(Parser *p, const char *name, Place at, AstExpr *value);

AstNames build_names(Parser *p, const char *first);
AstExprs build_exprs(Parser *p, AstExpr *first);
AstNames build_no_names(void);
AstExprs build_no_exprs(void);
AstBlock build_no_block(void);
AstRanges build_no_ranges(void);
AstResults build_no_results(void);
AstBindings build_no_bindings(void);
AstArguments build_no_arguments(void);
AstParameters build_no_parameters(void);
