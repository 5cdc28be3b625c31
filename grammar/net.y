// The grammar of `.net` text and of the text of graphs, its typed subset: LALR(1), without a conflict.
//
// The tokens come from compiler/syntax/tokens.c, which has settled the line ends: NL stands where a
// statement ends and nowhere else, brackets are in pairs, and every definition is closed by
// DEFINITION_END. So an error costs a statement, or the head of a definition, and what follows is
// still read. Actions only call the build functions of compiler/syntax/build.h.

%code requires {
#include "syntax/build.h"
}

%define api.pure full
%define api.prefix {net_}
%define api.token.prefix {T_}
%define api.location.type {Place}
%define parse.error custom
%define parse.lac full
%locations
%param {Parser *p}

%code {
int net_lex(NET_STYPE *value, Place *place, Parser *p);
// Called when the parser's stack is full.
void net_error(const Place *place, Parser *p, const char *message);
// Reports that the token the parser got last was none of those expected.
void parse_report(Parser *p, const char *const *expected, int count);

#define YYLLOC_DEFAULT(current, right, count)                                                      \
  do {                                                                                             \
    (current).start = (count) ? YYRHSLOC(right, 1).start : YYRHSLOC(right, 0).end;                 \
    (current).end = YYRHSLOC(right, count).end;                                                    \
  } while (0)
#define YYMAXDEPTH 20000
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"  // bison counts errors for itself
}

%union {
  const char *name;
  int word;
  AstPack pack;
  AstRange *range;
  AstArgument *argument;
  AstBinding *binding;
  AstParameter *parameter;
  AstResult *result;
  AstExpr *expr;
  AstType *type;
  AstStatement *statement;
  AstDefinition *definition;
  AstExprs exprs;
  AstNames names;
  AstRanges ranges;
  AstArguments arguments;
  AstBindings bindings;
  AstParameters parameters;
  AstResults results;
  AstBlock block;
}

%token END 0 "the end of the file"
%token NET_TEXT "the start of a file" GRAPH_TEXT "the start of a graph"
%token NL "the end of the line" DEFINITION_END "the end of the definition"
%token <name> ID "a name" DIM "a dimension" KEY "a key"
%token <expr> NUM "a number" DURATION "a duration" STR "a string"
%token <word> RED "a reduction" DTYPE "a type"
%token NET "`net`" LAYER "`layer`" OP "`op`" FN "`fn`" INIT "`init`" OPTIMIZER "`optimizer`"
%token TRAIN "`train`" CONST "`const`" IMPORT "`import`" GRAPH "`graph`"
%token PARAM "`param`" STATE "`state`" UPDATE "`update`" DRAW "`draw`" SHARE "`share`"
%token FREEZE "`freeze`" SCAN "`scan`" OVER "`over`" CARRY "`carry`" YIELD "`yield`"
%token RETURN "`return`" REQUIRE "`require`" FOR "`for`" IN "`in`" REPEAT "`repeat`"
%token IF "`if`" THEN "`then`" ELSE "`else`" LIST "`list`" GRAD "`grad`" GROUP "`group`"
%token RENAME "`rename`" SLOT "`slot`" SCALAR "`scalar`" CONSTANT "`constant`" AGAIN "`again`" DRAW_KEY "`key`"
%token AND "`and`" OR "`or`" NOT "`not`" TRUE "`true`" FALSE "`false`" AS "`as`"
%token PIPE "`|>`" ARROW "`->`" OTHERWISE "`??`" DOTS "`..`" EQUAL "`==`" NOT_EQUAL "`!=`"
%token LESS_EQUAL "`<=`" GREATER_EQUAL "`>=`" SET_OPEN "`{`" SET_CLOSE "`}`"

%type <definition> definition graph_definition function
%type <statement> equation statement branch
%type <block> block statements equations
%type <parameter> parameter
%type <parameters> parameters parameter_list
%type <result> result
%type <results> results results_if_any
%type <type> type type_if_any
%type <exprs> shape expressions
%type <names> names
%type <binding> binding
%type <bindings> bindings carries
%type <argument> argument field scan_option
%type <arguments> arguments argument_list fields scan_options
%type <range> range
%type <ranges> ranges
%type <pack> pack
%type <name> name alias
%type <word> comparison
%type <expr> expr pipe stage callee disjunction conjunction negation comparison_expr sum term
%type <expr> reduction product unary power postfix read primary
%type <expr> default bound condition otherwise draw_key extent

%%

source:
  NET_TEXT definitions
| GRAPH_TEXT graph_definitions
;

definitions:
  %empty
| definitions definition DEFINITION_END  { build_add_definition(p, $2); }
| definitions error DEFINITION_END       { yyerrok; }
| definitions error block DEFINITION_END { yyerrok; }
;

graph_definitions:
  %empty
| graph_definitions graph_definition DEFINITION_END { build_add_definition(p, $2); }
| graph_definitions function DEFINITION_END         { build_add_definition(p, $2); }
| graph_definitions error DEFINITION_END            { yyerrok; }
| graph_definitions error block DEFINITION_END      { yyerrok; }
;

// Definitions

definition:
  OP ID '(' parameters ')' ARROW results NL equations
    { $$ = build_definition(p, AST_OP, @$, $2, @2, $4); $$->results = $7; $$->body = $9; }
| LAYER ID '(' parameters ')' results_if_any block
    { $$ = build_definition(p, AST_LAYER, @$, $2, @2, $4); $$->results = $6; $$->body = $7; }
| NET ID '(' parameters ')' ARROW results block
    { $$ = build_definition(p, AST_NET, @$, $2, @2, $4); $$->results = $7; $$->body = $8; }
| TRAIN ID '(' parameters ')' block
    { $$ = build_definition(p, AST_TRAIN, @$, $2, @2, $4); $$->body = $6; }
| OPTIMIZER ID '(' parameters ')' block
    { $$ = build_definition(p, AST_OPTIMIZER, @$, $2, @2, $4); $$->body = $6; }
| function
| INIT ID '(' parameters ')' '~' expr NL
    { $$ = build_definition(p, AST_INIT, @$, $2, @2, $4); $$->value = $7; }
| CONST ID ':' type '=' expr NL
    { $$ = build_definition(p, AST_CONST, @$, $2, @2, build_no_parameters()); $$->type = $4; $$->value = $6; }
| IMPORT STR NL
    { $$ = build_definition(p, AST_IMPORT, @$, NULL, @2, build_no_parameters()); $$->value = $2; }
| IMPORT STR AS ID NL
    { $$ = build_definition(p, AST_IMPORT, @$, $4, @4, build_no_parameters()); $$->value = $2; }
;

function:
  FN ID '(' parameters ')' '=' expr NL
    { $$ = build_definition(p, AST_FN, @$, $2, @2, $4); $$->value = $7; }
| FN ID '(' parameters ')' block
    { $$ = build_definition(p, AST_FN, @$, $2, @2, $4); $$->body = $6; }
;

graph_definition:
  GRAPH ID '(' parameters ')' results_if_any block
    { $$ = build_definition(p, AST_GRAPH_TEXT, @$, $2, @2, $4); $$->results = $6; $$->body = $7; }
;

parameters: %empty { $$ = build_no_parameters(); } | parameter_list;

parameter_list:
  parameter                    { $$ = build_no_parameters(); list_add(p->arena, &$$, *$1); }
| parameter_list ',' parameter { $$ = $1; list_add(p->arena, &$$, *$3); }
;

parameter:
  ID ':' type bound default               { $$ = build_parameter(p, $1, @1, $3, $4, $5); }
| ID default                              { $$ = build_parameter(p, $1, @1, NULL, NULL, $2); }
| ID IN SET_OPEN names SET_CLOSE default
    { $$ = build_parameter(p, $1, @1, NULL, NULL, $6); $$->words = $4; }
;

bound:   %empty { $$ = NULL; } | IN pipe { $$ = $2; };
default: %empty { $$ = NULL; } | '=' expr { $$ = $2; };

results_if_any: %empty { $$ = build_no_results(); } | ARROW results { $$ = $2; };

results:
  result             { $$ = build_no_results(); list_add(p->arena, &$$, *$1); }
| results ',' result { $$ = $1; list_add(p->arena, &$$, *$3); }
;

result:
  ID          { $$ = build_result(p, $1, @$, NULL); }
| ID ':' type { $$ = build_result(p, $1, @$, $3); }
| type        { $$ = build_result(p, NULL, @$, $1); }
;

type:
  shape                   { $$ = build_type(p, @$, AST_DTYPE_NONE, &$1); }
| DTYPE shape             { $$ = build_type(p, @$, $1, &$2); }
| DTYPE                   { $$ = build_type(p, @$, $1, NULL); }
| LIST '(' expr ')' type  { $$ = build_list_type(p, @$, $3, $5); }
;

shape: '[' ']' { $$ = build_no_exprs(); } | '[' expressions ']' { $$ = $2; };

// The formulas of an op

equations:
  equation           { $$ = build_no_block(); build_add_statement(p, &$$, $1); }
| equations equation { $$ = $1; build_add_statement(p, &$$, $2); }
;

equation:
  ID '=' expr NL                           { $$ = build_formula(p, AST_FORMULA, @$, $1, build_no_exprs(), $3); }
| ID '[' expressions ']' '=' expr NL       { $$ = build_formula(p, AST_FORMULA, @$, $1, $3, $6); }
| GRAD ID '=' expr NL                      { $$ = build_formula(p, AST_GRAD, @$, $2, build_no_exprs(), $4); }
| GRAD ID '[' expressions ']' '=' expr NL  { $$ = build_formula(p, AST_GRAD, @$, $2, $4, $7); }
| REQUIRE expr ',' STR NL                  { $$ = build_require(p, @$, $2, $4); }
| error NL                                 { $$ = NULL; yyerrok; }
;

// Statements

block: '{' statements '}' { $$ = $2; };

statements:
  %empty               { $$ = build_no_block(); }
| statements statement { $$ = $1; build_add_statement(p, &$$, $2); }
;

statement:
  names '=' expressions NL                 { $$ = build_assign(p, AST_ASSIGN, @$, $1, $3); }
| KEY '=' expressions NL                   { $$ = build_assign(p, AST_SETTING, @$, build_names(p, $1), $3); }
| ID '[' expressions ']' '=' expr NL       { $$ = build_formula(p, AST_FORMULA, @$, $1, $3, $6); }
| ID ':' type NL ID '[' expressions ']' '=' expr NL
    { $$ = build_typed_formula(p, @$, $1, $3, $5, @5, $7, $10); }
| ID ':' type NL ID '=' expr NL
    { $$ = build_typed_formula(p, @$, $1, $3, $5, @5, build_no_exprs(), $7); }
| ID ':' type '=' expr NL
    { $$ = build_typed_formula(p, @$, $1, $3, $1, @1, build_no_exprs(), $5); }
| GRAD ID '=' expr NL                      { $$ = build_formula(p, AST_GRAD, @$, $2, build_no_exprs(), $4); }
| GRAD ID '[' expressions ']' '=' expr NL  { $$ = build_formula(p, AST_GRAD, @$, $2, $4, $7); }
| RETURN expressions NL                    { $$ = build_assign(p, AST_RETURN, @$, build_no_names(), $2); }
| YIELD expr NL                            { $$ = build_assign(p, AST_YIELD, @$, build_no_names(), build_exprs(p, $2)); }
| YIELD names '=' expressions NL           { $$ = build_assign(p, AST_YIELD, @$, $2, $4); }
| FREEZE expressions NL                    { $$ = build_assign(p, AST_FREEZE, @$, build_no_names(), $2); }
| SHARE ID '=' expr NL                     { $$ = build_assign(p, AST_SHARE, @$, build_names(p, $2), build_exprs(p, $4)); }
| UPDATE ID '=' expr NL                    { $$ = build_assign(p, AST_UPDATE, @$, build_names(p, $2), build_exprs(p, $4)); }
| REQUIRE expr ',' STR NL                  { $$ = build_require(p, @$, $2, $4); }
| STATE bindings NL                        { $$ = build_bindings(p, AST_STATE, @$, $2); }
| SLOT bindings NL                         { $$ = build_bindings(p, AST_SLOT, @$, $2); }
| SCALAR bindings NL                       { $$ = build_bindings(p, AST_SCALAR, @$, $2); }
| CONSTANT bindings NL                     { $$ = build_bindings(p, AST_CONSTANT, @$, $2); }
| AGAIN ID NL                              { $$ = build_assign(p, AST_AGAIN, @$, build_names(p, $2), build_no_exprs()); }
| DRAW ID ':' type '~' expr draw_key NL    { $$ = build_draw(p, @$, $2, $4, $6, $7); }
| PARAM ID ':' type NL                     { $$ = build_param(p, @$, $2, $4, NULL, NULL); }
| PARAM ID ':' type '=' expr NL            { $$ = build_param(p, @$, $2, $4, NULL, $6); }
| PARAM ID ':' type '~' expr NL            { $$ = build_param(p, @$, $2, $4, $6, NULL); }
| PARAM ID ':' type '~' expr IF expr NL
    { $$ = build_param(p, @$, $2, $4, $6, NULL); $$->param.condition = $8; }
| PARAM ID ':' type '~' expr IF expr ELSE expr NL
    { $$ = build_param(p, @$, $2, $4, $6, NULL); $$->param.condition = $8; $$->param.otherwise = $10; }
| GROUP STR '(' arguments ')' NL           { $$ = build_group(p, @$, $2, $4); }
| RENAME STR ARROW STR NL                  { $$ = build_rename(p, @$, $2, $4); }
| FOR names IN expr block                  { $$ = build_loop(p, AST_FOR, @$, $2, $4, $5); }
| REPEAT expr block                        { $$ = build_loop(p, AST_REPEAT, @$, build_no_names(), $2, $3); }
| SCAN names OVER ID extent scan_options carries block
    { $$ = build_scan(p, @$, $2, $4, $5, $6); $$->scan.carries = $7; $$->scan.body = $8; }
| SCAN OVER ID extent scan_options carries block
    { $$ = build_scan(p, @$, build_no_names(), $3, $4, $5); $$->scan.carries = $6; $$->scan.body = $7; }
| branch
| error NL                                 { $$ = NULL; yyerrok; }
| error block                              { $$ = NULL; yyerrok; }
;

branch:
  IF expr block             { $$ = build_branch(p, @$, $2, $3, NULL); }
| IF expr block ELSE block  { $$ = build_branch(p, @$, $2, $3, &$5); }
| IF expr block ELSE branch { AstBlock block = build_block(p, $5); $$ = build_branch(p, @$, $2, $3, &block); }
;

draw_key: %empty { $$ = NULL; } | DRAW_KEY primary { $$ = $2; };
extent:   %empty { $$ = NULL; } | '<' sum { $$ = $2; };

scan_options:
  %empty                       { $$ = build_no_arguments(); }
| scan_options ',' scan_option { $$ = $1; list_add(p->arena, &$$, *$3); }
;

scan_option: ID ':' pipe { $$ = build_argument(p, $1, @1, $3); };

carries: %empty { $$ = build_no_bindings(); } | CARRY bindings { $$ = $2; };

bindings:
  binding              { $$ = build_no_bindings(); list_add(p->arena, &$$, *$1); }
| bindings ',' binding { $$ = $1; list_add(p->arena, &$$, *$3); }
;

binding: ID type_if_any default { $$ = build_binding(p, $1, @1, $2, $3); };

type_if_any: %empty { $$ = NULL; } | ':' type { $$ = $2; };

names:
  ID           { $$ = build_names(p, $1); }
| names ',' ID { $$ = $1; list_add(p->arena, &$$, $3); }
;

// Expressions

expressions:
  expr                 { $$ = build_exprs(p, $1); }
| expressions ',' expr { $$ = $1; list_add(p->arena, &$$, $3); }
;

expr:
  pipe
| IF pipe THEN expr ELSE expr { $$ = build_if(p, @$, $2, $4, $6); }
;

pipe:
  disjunction
| pipe PIPE stage alias { $$ = build_pipe(p, @$, $1, $3, $4); }
;

alias: %empty { $$ = NULL; } | AS ID { $$ = $2; };

stage:
  callee
| callee '(' arguments ')' { $$ = build_call(p, @$, $1, $3, @2); }
;

callee:
  ID            { $$ = build_word(p, AST_NAME, @$, $1); }
| callee '.' ID { $$ = build_field(p, @$, $1, $3, @3); }
;

disjunction: conjunction | disjunction OR conjunction { $$ = build_binary(p, AST_OR, @2, $1, $3); };
conjunction: negation | conjunction AND negation { $$ = build_binary(p, AST_AND, @2, $1, $3); };
negation: comparison_expr | NOT negation { $$ = build_unary(p, AST_NOT, @1, $2); };

comparison_expr: sum | sum comparison sum { $$ = build_binary(p, $2, @2, $1, $3); };

comparison:
  EQUAL         { $$ = AST_EQUAL; }
| NOT_EQUAL     { $$ = AST_NOT_EQUAL; }
| '<'           { $$ = AST_LESS; }
| LESS_EQUAL    { $$ = AST_LESS_EQUAL; }
| '>'           { $$ = AST_GREATER; }
| GREATER_EQUAL { $$ = AST_GREATER_EQUAL; }
;

sum:
  term
| sum '+' term { $$ = build_binary(p, AST_ADD, @2, $1, $3); }
| sum '-' term { $$ = build_binary(p, AST_SUBTRACT, @2, $1, $3); }
;

// A reduction takes one term for its body, so it ends the term it stands in.
term:
  product
| reduction
| product '*' reduction { $$ = build_binary(p, AST_MULTIPLY, @2, $1, $3); }
| product '/' reduction { $$ = build_binary(p, AST_DIVIDE, @2, $1, $3); }
;

reduction:
  RED '(' ranges condition otherwise ')' term { $$ = build_reduction(p, @$, $1, $3, $4, $5, $7); }
| '-' reduction                               { $$ = build_unary(p, AST_NEGATE, @1, $2); }
;

condition: %empty { $$ = NULL; } | IF pipe { $$ = $2; };
otherwise: %empty { $$ = NULL; } | ELSE pipe { $$ = $2; };

ranges:
  range            { $$ = build_no_ranges(); list_add(p->arena, &$$, *$1); }
| ranges ',' range { $$ = $1; list_add(p->arena, &$$, *$3); }
;

range:
  ID                        { $$ = build_range(p, AST_RANGE_NAME, @$, build_names(p, $1), NULL); }
| pack                      { $$ = build_range(p, AST_RANGE_PACK, @$, build_no_names(), NULL); $$->pack = $1; }
| ID '<' sum                { $$ = build_range(p, AST_RANGE_BELOW, @$, build_names(p, $1), $3); }
| ID IN postfix             { $$ = build_range(p, AST_RANGE_IN, @$, build_names(p, $1), $3); }
| '(' names ')' IN postfix  { $$ = build_range(p, AST_RANGE_TUPLE, @$, $2, $5); }
;

product:
  unary
| product '*' unary { $$ = build_binary(p, AST_MULTIPLY, @2, $1, $3); }
| product '/' unary { $$ = build_binary(p, AST_DIVIDE, @2, $1, $3); }
| product '%' unary { $$ = build_binary(p, AST_REMAINDER, @2, $1, $3); }
;

unary: power | '-' unary { $$ = build_unary(p, AST_NEGATE, @1, $2); };
power: postfix | postfix '^' unary { $$ = build_binary(p, AST_POWER, @2, $1, $3); };

postfix:
  read
| read OTHERWISE read     { $$ = build_otherwise(p, @$, $1, $3); }
| read OTHERWISE '-' read { $$ = build_otherwise(p, @$, $1, build_unary(p, AST_NEGATE, @3, $4)); }
;

read:
  primary
| read '[' expressions ']'           { $$ = build_indexed(p, @$, $1, $3); }
| read '.' ID                        { $$ = build_field(p, @$, $1, $3, @3); }
| read '.' ID '(' arguments ')'      { $$ = build_method(p, @$, $1, $3, @3, $5, @4); }
| ID '(' arguments ')'               { $$ = build_call(p, @$, build_word(p, AST_NAME, @1, $1), $3, @2); }
;

arguments: %empty { $$ = build_no_arguments(); } | argument_list;

argument_list:
  argument                   { $$ = build_no_arguments(); list_add(p->arena, &$$, *$1); }
| argument_list ',' argument { $$ = $1; list_add(p->arena, &$$, *$3); }
;

argument:
  expr        { $$ = build_argument(p, NULL, @1, $1); }
| ID ':' expr { $$ = build_argument(p, $1, @1, $3); }
;

primary:
  ID                      { $$ = build_word(p, AST_NAME, @$, $1); }
| GRAD '.' ID             { $$ = build_gradient(p, @$, $3); }
| DIM                     { $$ = build_word(p, AST_DIMENSION, @$, $1); }
| NUM
| DURATION
| STR
| TRUE                    { $$ = build_boolean(p, @$, true); }
| FALSE                   { $$ = build_boolean(p, @$, false); }
| pack                    { $$ = build_pack(p, @$, $1); }
| DTYPE '(' expr ')'      { $$ = build_convert(p, @$, $1, $3); }
| '(' expressions ')'     { $$ = build_parentheses(p, @$, $2); }
| '(' fields ')'          { $$ = build_record(p, @$, $2); }
| '[' ']'                 { $$ = build_list(p, @$, build_no_exprs()); }
| '[' expressions ']'     { $$ = build_list(p, @$, $2); }
;

pack:
  DOTS              { $$ = (AstPack){NULL, NULL}; }
| DOTS name         { $$ = (AstPack){$2, NULL}; }
| DOTS ':' ID       { $$ = (AstPack){NULL, $3}; }
| DOTS name ':' ID  { $$ = (AstPack){$2, $4}; }
;

name: ID | DIM;

fields:
  field            { $$ = build_no_arguments(); list_add(p->arena, &$$, *$1); }
| fields ',' field { $$ = $1; list_add(p->arena, &$$, *$3); }
;

field: name ':' expr { $$ = build_argument(p, $1, @1, $3); };

%%

// Hands a syntax error on by the names of the tokens that were possible.
static int yyreport_syntax_error(const yypcontext_t *context, Parser *p)
{
  enum { MOST = YYNTOKENS };
  yysymbol_kind_t kinds[MOST];
  const char *expected[MOST];
  int count = yypcontext_expected_tokens(context, kinds, MOST);
  for (int i = 0; i < count; i++)
    expected[i] = yysymbol_name(kinds[i]);
  parse_report(p, expected, count);
  return 0;
}
