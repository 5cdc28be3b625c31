// The grammar of the text of loops: LALR(1), without a conflict. Line ends mean nothing.
//
//   program "lenet5" { .. }      the tables of the model, if there is one
//   constant table: f32[4] = {0, 1, 2, 3}
//   kernel dense1(x: f32 in, y: f32 out, B) { .. }
//   entry predict "predict" { .. }
//
// Words with a meaning in one place only (`input`, `trained`) are names to the grammar.
// Actions only call the functions of compiler/loops/parse.h.

%code requires {
#include "loops/parse.h"
}

%define api.pure full
%define api.prefix {loops_text_}
%define api.token.prefix {L_}
%define api.location.type {Place}
%define parse.error verbose
%define parse.lac full
%locations
%param {LoopsParser *p}

%code {
int loops_text_lex(LOOPS_TEXT_STYPE *value, Place *place, LoopsParser *p);
void loops_text_error(const Place *place, LoopsParser *p, const char *message);

#define YYLLOC_DEFAULT(current, right, count)                                                      \
  do {                                                                                             \
    (current).start = (count) ? YYRHSLOC(right, 1).start : YYRHSLOC(right, 0).end;                 \
    (current).end = YYRHSLOC(right, count).end;                                                    \
  } while (0)
#define YYMAXDEPTH 20000
}

%union {
  const char *text;
  uint64_t integer;
  double number;
  Tree *tree;
  Trees trees;
  NetcArgument argument;
  Arguments arguments;
  Access access;
  bool truth;
}

%token END 0 "the end of the text"
%token <text> NAME "a name" STRING "a string"
%token <integer> INTEGER "a whole number"
%token <number> DECIMAL "a number"
%token AND "`and`" AS "`as`" AT "`at`" BUFFER "`buffer`" BY "`by`"
%token CALL "`call`" CONSTANT "`constant`"
%token COST "`cost`" ELSE "`else`" ENTRY "`entry`" FALSE "`false`" FOR "`for`"
%token IF "`if`" IN "`in`" INOUT "`inout`" FAR "`far`"
%token KERNEL "`kernel`" LET "`let`" LOCAL "`local`" NOT "`not`" OF "`of`" OR "`or`" OUT "`out`"
%token PARALLEL "`parallel`" PREFETCH "`prefetch`" PROGRAM "`program`"
%token REVERSE "`reverse`" STEP "`step`" TRUE "`true`" UNROLL "`unroll`"
%token DOTS "`..`" EQUAL "`==`" NOT_EQUAL "`!=`" LESS_EQUAL "`<=`" LEFT "`<<`" RIGHT "`>>`"

%type <tree> expr access bound fallback
%type <trees> items list extents cost kept
%type <access> direction
%type <truth> reverse
%type <integer> step unroll
%type <text> as at by layers
%type <argument> argument
%type <arguments> arguments argument_list

%left OR
%left AND
%precedence NOT
%nonassoc EQUAL NOT_EQUAL '<' LESS_EQUAL
%left LEFT RIGHT
%left '+' '-'
%left '*' '/'
%precedence MINUS

%%

text: %empty | text definition;

definition: model | constant | kernel | entry;

// The model

model: PROGRAM STRING { parse_model_begin(p, $2); } '{' fields '}';

fields: %empty | fields field;

field: NAME STRING { parse_field_text(p, $1, $2, @$); }
     | NAME INTEGER { parse_field_integer(p, $1, $2, @$); }
     | NAME argument { parse_field_argument(p, $1, $2, @$); }
     | NAME STRING ':' NAME '[' extents ']' AT INTEGER
       { parse_tensor(p, $1, $2, $4, $6, $9, NULL, @$); }
     | NAME STRING ':' NAME '[' extents ']' AT INTEGER ',' NAME
       { parse_tensor(p, $1, $2, $4, $6, $9, $11, @$); }
     | NAME STRING STRING '(' arguments ')' { parse_reader(p, $1, $2, $3, $5, @$); };

argument: STRING '=' STRING { $$ = parse_argument(p, $1, $3, NULL); }
        | STRING '=' expr { $$ = parse_argument(p, $1, NULL, $3); };

arguments: %empty { $$ = (Arguments){0}; } | argument_list;

argument_list: argument { $$ = (Arguments){0}; list_add(p->arena, &$$, $1); }
             | argument_list ',' argument { $$ = $1; list_add(p->arena, &$$, $3); };

constant: CONSTANT NAME ':' NAME '[' INTEGER ']' '=' '{' items '}'
          { parse_constant(p, $2, $4, $6, $10, @2); };

// Kernels

kernel: KERNEL NAME { parse_kernel_begin(p, $2, @2); } '(' parameters ')' at layers
        { parse_kernel_origin(p, $7, $8); } '{' locals statements '}' { parse_kernel_end(p); };

parameters: %empty | parameter_list;

parameter_list: parameter | parameter_list ',' parameter;

parameter: NAME ':' NAME direction { parse_parameter(p, $1, $3, $4, @$); }
         | NAME { parse_size(p, $1, @1); };

direction: IN { $$ = ACCESS_IN; } | OUT { $$ = ACCESS_OUT; } | FAR { $$ = ACCESS_FAR; }
         | INOUT { $$ = ACCESS_INOUT; };

at: %empty { $$ = NULL; } | AT STRING { $$ = $2; };

layers: %empty { $$ = NULL; } | OF STRING { $$ = $2; };

locals: %empty | locals local;

local: LOCAL NAME ':' NAME '[' INTEGER ']' { parse_local(p, $2, $4, $6, @$); };

statements: %empty | statements statement;

statement: FOR NAME IN expr DOTS expr step unroll
           { parse_for(p, false, $2, $4, $6, $7, $8, @2); } body
         | PARALLEL NAME IN expr DOTS expr step unroll
           { parse_for(p, true, $2, $4, $6, $7, $8, @2); } turn body
         | branch otherwise
         | LET NAME ':' NAME '=' expr { parse_let(p, $2, $4, $6, @$); }
         | NAME '=' expr { parse_set(p, $1, $3, @1); }
         | PREFETCH access { parse_prefetch(p, $2, false, @$); }
         | PREFETCH FAR access { parse_prefetch(p, $3, true, @$); }
         | access '=' expr { parse_store(p, $1, 1, $3, @$); }
         | NAME '[' expr ':' INTEGER BY INTEGER ']' '=' expr
           { parse_store(p, tree_lanes(p, TREE_LOAD, $1, @$, $3, NULL, $5), $7, $10, @$); }
         | NAME '[' expr ':' expr OF INTEGER BY INTEGER ']' '=' expr
           { parse_store(p, tree_lanes(p, TREE_LOAD, $1, @$, $3, $5, $7), $9, $12, @$); };

body: '{' statements '}' { parse_close(p); };

turn: %empty | REVERSE IF expr { parse_reverse(p, $3); };

branch: IF expr { parse_if(p, $2); } body;

otherwise: %empty | ELSE { parse_else(p); } body;

step: %empty { $$ = 1; } | STEP INTEGER { $$ = $2; };

unroll: %empty { $$ = 0; } | UNROLL INTEGER { $$ = $2; };

// Expressions

access: NAME '[' expr ']' { $$ = tree_lanes(p, TREE_LOAD, $1, @$, $3, NULL, 1); }
      | NAME '[' expr ':' INTEGER ']' { $$ = tree_lanes(p, TREE_LOAD, $1, @$, $3, NULL, $5); }
      | NAME '[' expr ':' expr OF INTEGER ']'
        { $$ = tree_lanes(p, TREE_LOAD, $1, @$, $3, $5, $7); };

expr: INTEGER { $$ = tree_create(p, TREE_INTEGER, @$); $$->integer = $1; }
    | DECIMAL { $$ = tree_create(p, TREE_NUMBER, @$); $$->number = $1; }
    | TRUE { $$ = tree_create(p, TREE_BOOL, @$); $$->integer = 1; }
    | FALSE { $$ = tree_create(p, TREE_BOOL, @$); }
    | NAME { $$ = tree_list(p, TREE_NAME, $1, @$, (Trees){0}); }
    | access
    | '(' expr ')' { $$ = $2; }
    | NAME '(' list ')' { $$ = tree_list(p, TREE_CALL, $1, @$, $3); }
    | NAME '(' expr ':' INTEGER ')'
      { $$ = tree_lanes(p, TREE_CALL, $1, @$, $3, NULL, $5); }
    | CALL NAME '(' list ')' { $$ = tree_list(p, TREE_LIBRARY, $2, @$, $4); }
    | '-' expr %prec MINUS { $$ = tree_operator(p, LOOP_NEGATE, @$, $2, NULL); }
    | NOT expr { $$ = tree_operator(p, LOOP_NOT, @$, $2, NULL); }
    | expr OR expr { $$ = tree_operator(p, LOOP_OR, @$, $1, $3); }
    | expr AND expr { $$ = tree_operator(p, LOOP_AND, @$, $1, $3); }
    | expr EQUAL expr { $$ = tree_operator(p, LOOP_EQUAL, @$, $1, $3); }
    | expr NOT_EQUAL expr { $$ = tree_operator(p, LOOP_NOT_EQUAL, @$, $1, $3); }
    | expr '<' expr { $$ = tree_operator(p, LOOP_LESS, @$, $1, $3); }
    | expr LESS_EQUAL expr { $$ = tree_operator(p, LOOP_LESS_EQUAL, @$, $1, $3); }
    | expr LEFT expr { $$ = tree_operator(p, LOOP_SHIFT_LEFT, @$, $1, $3); }
    | expr RIGHT expr { $$ = tree_operator(p, LOOP_SHIFT_RIGHT, @$, $1, $3); }
    | expr '+' expr { $$ = tree_operator(p, LOOP_ADD, @$, $1, $3); }
    | expr '-' expr { $$ = tree_operator(p, LOOP_SUBTRACT, @$, $1, $3); }
    | expr '*' expr { $$ = tree_operator(p, LOOP_MULTIPLY, @$, $1, $3); }
    | expr '/' expr { $$ = tree_operator(p, LOOP_DIVIDE, @$, $1, $3); };

list: expr { $$ = (Trees){0}; list_add(p->arena, &$$, $1); }
    | list ',' expr { $$ = $1; list_add(p->arena, &$$, $3); };

items: %empty { $$ = (Trees){0}; } | list;

extents: items;

// Entries

entry: ENTRY NAME STRING { parse_entry_begin(p, $2, $3, @2); } '{' lines '}'
       { parse_entry_end(p); };

lines: %empty | lines line;

line: NAME NAME '=' INTEGER { parse_symbol(p, $2, 1, $4); }
    | NAME NAME '=' INTEGER DOTS INTEGER { parse_symbol(p, $2, $4, $6); }
    | NAME STRING ':' NAME '[' extents ']' bound fallback
      { parse_port(p, $1, $2, $4, $6, $8, $9, @$); }
    | NAME INTEGER { parse_workspace(p, $1, $2, @$); }
    | NAME STRING BY INTEGER kept { parse_rows(p, $1, $2, $4, $5, @$); }
    | NAME STRING { parse_check(p, $1, $2, @2); }
    | NAME STRING '(' items ')' at layers by
      { parse_requirement(p, $1, $2, $4, $6, $7, $8, @$); }
    | BUFFER NAME ':' NAME '[' INTEGER ']' AT NAME INTEGER
      { parse_buffer(p, $2, $4, $6, $9, $10, @2); }
    | CALL NAME '(' items ')' as at layers cost { parse_call(p, $2, $4, $6, $7, $8, $9, @2); }
    | FOR NAME IN INTEGER DOTS expr reverse { parse_repeat(p, $2, $4, $6, $7, @2); } '{' lines '}'
      { parse_repeat_end(p); };

kept: %empty { $$ = (Trees){0}; } | '(' list ')' { $$ = $2; };

by: %empty { $$ = NULL; } | BY STRING { $$ = $2; };

reverse: %empty { $$ = false; } | REVERSE { $$ = true; };

bound: %empty { $$ = NULL; } | IN expr { $$ = $2; };

fallback: %empty { $$ = NULL; } | '=' expr { $$ = $2; };

cost: %empty { $$ = (Trees){0}; } | COST list { $$ = $2; };

as: %empty { $$ = NULL; } | AS STRING { $$ = $2; };
