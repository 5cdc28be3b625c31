// From text to the tokens that the parser reads.
//
//   before   y = f(a,         after   y = f ( a , b )  NL  z = y  NL
//                  b)
//            z = y
//
// Three steps over an array: scan; refine the words that are reserved only before something;
// arrange. Arranging settles the line ends (grammar/README.md, lines) and puts brackets in pairs:
// where one is left open it is reported once, with its place, and closed where it must have ended,
// so that the parser goes on with the next statement as if nothing had been.

#include "syntax/tokens.h"
#include "syntax/limits.h"
#include "net.tab.h"
#include "net.lex.h"

#include <string.h>

// The function that flex makes (its header does not know the name).
int net_scan_token(yyscan_t scanner);

bool token_is(const Source *source, const Token *token, const char *text)
{
  size_t length = strlen(text);
  return token->end - token->start == length &&
         memcmp(source->text + token->start, text, length) == 0;
}

bool token_is_definition(int kind)
{
  return (kind >= T_NET && kind <= T_IMPORT) || kind == T_GRAPH;
}

bool token_is_reserved(int kind)
{
  return (kind >= T_NET && kind <= T_IMPORT) || (kind >= T_PARAM && kind <= T_LIST) ||
         (kind >= T_AND && kind <= T_AS) || kind == T_DTYPE;
}

bool token_is_binary(int kind)
{
  switch (kind) {
  case '+':
  case '-':
  case '*':
  case '/':
  case '%':
  case '^':
  case '<':
  case '>':
  case T_EQUAL:
  case T_NOT_EQUAL:
  case T_LESS_EQUAL:
  case T_GREATER_EQUAL:
  case T_AND:
  case T_OR:
  case T_PIPE:
  case T_OTHERWISE:
    return true;
  default:
    return false;
  }
}

bool token_leads_on(int kind)
{
  switch (kind) {
  case '=':
  case '~':
  case ',':
  case T_THEN:
  case T_ELSE:
  case T_ARROW:
  case T_NOT:
    return true;
  default:
    return token_is_binary(kind);
  }
}

// Scanning

// Room for `count` tokens at once: most texts then need no growing.
static Tokens tokens_create(Arena *arena, size_t count)
{
  return (Tokens){arena_array(arena, Token, count), 0, (int)count};
}

static Tokens read_all(Scan *scan, yyscan_t scanner)
{
  Tokens tokens = tokens_create(scan->arena, scan->source->length / 4 + 16);
  int kind;
  do {
    kind = net_scan_token(scanner);
    Token token = {.kind = (uint16_t)kind, .value = (uint8_t)scan->value};
    token.start = kind == T_END ? scan->end : scan->start;
    token.end = scan->end;
    token.starts_line = scan->line_breaks > 0 || tokens.count == 0;
    token.blank_before = scan->line_breaks > 1;
    token.is_repaired = scan->is_repaired;
    scan->line_breaks = 0;
    scan->has_token = true;
    scan->is_repaired = false;
    list_add(scan->arena, &tokens, token);
  } while (kind != T_END);
  return tokens;
}

Tokens tokens_scan(Scan *scan)
{
  yyscan_t scanner;
  net_scan_lex_init_extra(scan, &scanner);  // its memory is the arena's: it cannot fail
  net_scan__scan_bytes(scan->source->text, (int)scan->source->length, scanner);
  Tokens tokens = read_all(scan, scanner);
  net_scan_lex_destroy(scanner);
  tokens_refine(scan->source, scan->is_graph_text, &tokens);
  return tokens;
}

// Refining

static bool is_on_same_line(const Token *next)
{
  return !next->starts_line;
}

static bool is_unit(const Source *source, const Token *token)
{
  return token->kind == T_ID &&
         (token_is(source, token, "epoch") || token_is(source, token, "epochs") ||
          token_is(source, token, "step") || token_is(source, token, "steps"));
}

typedef struct Soft {
  const char *word;
  int next;  // the kind that must follow
  int kind;  // what it is then
  bool in_graph_only;
} Soft;

// Names that are words of a statement only at its start, before something of one kind.
static const Soft softs[] = {
    {"grad", T_ID, T_GRAD, false},      {"group", T_STR, T_GROUP, false},
    {"rename", T_STR, T_RENAME, false}, {"slot", T_ID, T_SLOT, true},
    {"scalar", T_ID, T_SCALAR, true},   {"constant", T_ID, T_CONSTANT, true},
    {"again", T_ID, T_AGAIN, true},
};

// Reduction words are names too, unless `(` follows: `constant mean: ..`
static int plain_kind(const Token *token)
{
  return token->kind == T_RED && token[1].kind != '(' ? T_ID : token->kind;
}

static int soft_kind(const Source *source, bool is_graph_text, const Token *token)
{
  for (size_t i = 0; i < sizeof softs / sizeof *softs; i++)
    if (plain_kind(&token[1]) == softs[i].next && (is_graph_text || !softs[i].in_graph_only) &&
        is_on_same_line(&token[1]) && token_is(source, token, softs[i].word))
      return softs[i].kind;
  return T_ID;
}

// What a token is by its neighbours; `token[1]` exists, as the last token is T_END.
static int refined(const Source *source, bool is_graph_text, const Token *token, bool at_start,
                   const Token *previous)
{
  switch (token->kind) {
  case T_RED:
    return token[1].kind == '(' && is_on_same_line(&token[1]) ? T_RED : T_ID;
  case T_NUM:
    return is_unit(source, &token[1]) && is_on_same_line(&token[1]) ? T_DURATION : T_NUM;
  case T_ID:
    if (token[1].kind == '.' && token_is(source, token, "grad"))
      return T_GRAD;
    if (is_graph_text && previous && previous->kind == ')' && token_is(source, token, "key"))
      return T_DRAW_KEY;
    return at_start ? soft_kind(source, is_graph_text, token) : T_ID;
  case T_DTYPE:
    return is_graph_text && at_start && token->value == AST_GRAPH && token[1].kind == T_ID
               ? T_GRAPH
               : T_DTYPE;
  default:
    return at_start && token_is_definition(token->kind) && token[1].kind == '=' ? T_KEY
                                                                                : token->kind;
  }
}

void tokens_refine(const Source *source, bool is_graph_text, Tokens *tokens)
{
  int kept = 0;
  for (int i = 0; i < tokens->count; i++) {
    Token *token = &tokens->items[i];
    const Token *previous = kept ? &tokens->items[kept - 1] : NULL;
    bool at_start = token->starts_line || !previous || previous->kind == '{' ||
                    previous->kind == '}' || previous->kind == T_NL;
    if (token->kind != T_END)
      token->kind = (uint16_t)refined(source, is_graph_text, token, at_start, previous);
    if (token->kind == T_DURATION) {  // the number and its unit are one token
      token->end = token[1].end;
      i++;
    }
    tokens->items[kept++] = *token;
  }
  tokens->count = kept;
}

// Arranging

typedef struct Arranger {
  Arena *arena;
  Diag *diag;
  const Source *source;
  Token *token;  // the one at hand, in the raw array
  bool is_graph_text;
  Tokens *out;
  Token open[MAX_NESTING];  // the brackets that are open
  int depth;
  bool in_definition, is_too_deep;
  bool has_dropped;  // a bracket that closed nothing: what comes next may look odd
  bool is_silent;    // an unclosed string took the closing bracket with it: said already
} Arranger;

static Span span_of(const Arranger *a, const Token *token)
{
  return (Span){a->source, token->start, token->end};
}

static int last_kind(const Arranger *a)
{
  return a->out->count ? a->out->items[a->out->count - 1].kind : T_NL;
}

static uint32_t last_end(const Arranger *a)
{
  return a->out->count ? a->out->items[a->out->count - 1].end : 0;
}

static void put(Arranger *a, Token token)
{
  token.is_repaired |= a->has_dropped;
  a->has_dropped = false;
  list_add(a->arena, a->out, token);
}

static void supply(Arranger *a, int kind, bool after_error)
{
  uint32_t at = last_end(a);
  put(a, (Token){.kind = (uint16_t)kind, .start = at, .end = at, .is_supplied = after_error});
}

static bool is_round(const Token *open)
{
  return open->kind == '(' || open->kind == '[';
}

static bool is_in_round(const Arranger *a)
{
  return a->depth && is_round(&a->open[a->depth - 1]);
}

// Whether the last token ends a block or begins one, so that no line end is needed.
static bool needs_no_line_end(const Arranger *a)
{
  int kind = last_kind(a);
  return kind == T_NL || kind == '{' || kind == T_DEFINITION_END || kind == '}' ||
         kind == T_NET_TEXT || kind == T_GRAPH_TEXT;
}

static void end_line(Arranger *a)
{
  if (!needs_no_line_end(a))
    supply(a, T_NL, a->out->items[a->out->count - 1].is_supplied);
}

static const char *bracket_name(const Token *open)
{
  return open->kind == '(' ? "(" : open->kind == '[' ? "[" : "{";
}

static const char *closing_name(const Token *open)
{
  return open->kind == '(' ? ")" : open->kind == '[' ? "]" : "}";
}

static void report_unclosed(Arranger *a, const Token *open)
{
  diag_error(a->diag, E0103, span_of(a, open), "the `%s` is not closed", bracket_name(open));
  if (a->token->kind != T_END)
    diag_note(a->diag, span_of(a, a->token), "expected `%s` before this", closing_name(open));
}

// Closes the innermost bracket, which was left open, before the token at hand.
static void close_unclosed(Arranger *a)
{
  Token open = a->open[--a->depth];
  if (!a->is_silent)
    report_unclosed(a, &open);
  if (open.kind == '{' && !open.is_set)
    end_line(a);
  int kind = open.kind == '(' ? ')' : open.kind == '[' ? ']' : open.is_set ? T_SET_CLOSE : '}';
  supply(a, kind, true);
}

static void open_bracket(Arranger *a)
{
  a->token->is_set = a->token->kind == '{' && last_kind(a) == T_IN && is_in_round(a);
  Token token = *a->token;
  if (token.kind == '{' && !token.is_set)
    while (is_in_round(a))
      close_unclosed(a);
  if (a->depth == MAX_NESTING) {
    diag_error(a->diag, E0502, span_of(a, a->token), "brackets are nested more than %d deep",
               MAX_NESTING);
    a->is_too_deep = true;
    return;
  }
  a->open[a->depth++] = token;
  Token shown = token;
  if (token.is_set)
    shown.kind = T_SET_OPEN;
  put(a, shown);
}

static bool closes(const Token *open, int kind)
{
  return kind == (open->kind == '(' ? ')' : open->kind == '[' ? ']' : '}');
}

// How many brackets stand inside the one that the token at hand closes; -1 if it closes none. A
// round bracket does not reach out of its block.
static int unclosed_inside(const Arranger *a)
{
  for (int i = a->depth - 1; i >= 0; i--) {
    if (closes(&a->open[i], a->token->kind))
      return a->depth - 1 - i;
    if (!is_round(&a->open[i]) && a->token->kind != '}')
      return -1;
  }
  return -1;
}

// A closing bracket that fits nothing: the wrong one of the two round kinds, or one too many.
static void close_wrongly(Arranger *a)
{
  const Token *open = a->depth ? &a->open[a->depth - 1] : NULL;
  if (a->token->kind == '}' || !open || !is_round(open)) {
    diag_error(a->diag, E0101, span_of(a, a->token), "this `%c` closes nothing", a->token->kind);
    a->has_dropped = true;
    return;
  }
  diag_error(a->diag, E0101, span_of(a, a->token), "expected `%s`, found `%c`", closing_name(open),
             a->token->kind);
  diag_label(a->diag, span_of(a, open), "this is open");
  supply(a, a->open[--a->depth].kind == '(' ? ')' : ']', true);
}

static void close_bracket(Arranger *a)
{
  int inside = unclosed_inside(a);
  if (inside < 0) {
    close_wrongly(a);
    return;
  }
  while (inside-- > 0)
    close_unclosed(a);
  Token open = a->open[--a->depth], token = *a->token;
  if (open.is_set)
    token.kind = T_SET_CLOSE;
  else if (open.kind == '{')
    end_line(a);
  put(a, token);
}

// A token that cannot begin a statement, so that its line goes on with the one before.
static bool follows_on(int kind)
{
  switch (kind) {
  case T_THEN:
  case T_ELSE:
  case T_CARRY:
  case T_ARROW:
  case '.':
  case ')':
    return true;
  default:
    return token_is_binary(kind);
  }
}

static bool begins_statement(const Token *token)
{
  switch (token->kind) {
  case T_PARAM:
  case T_STATE:
  case T_UPDATE:
  case T_DRAW:
  case T_SHARE:
  case T_FREEZE:
  case T_SCAN:
  case T_YIELD:
  case T_RETURN:
  case T_REQUIRE:
  case T_FOR:
  case T_REPEAT:
    return true;
  default:
    return false;
  }
}

// Inside ( ) or [ ], is this the start of the next statement, so that a bracket before it was left
// open? Sure signs only: a statement's word; a name and `=` where a bracket could have ended.
static bool shows_unclosed(const Arranger *a)
{
  if (a->token->kind == T_ARROW)
    return true;
  if (!a->token->starts_line)
    return false;
  if (begins_statement(a->token))
    return true;
  int last = last_kind(a);
  return a->token->kind == T_ID && a->token[1].kind == '=' && !token_leads_on(last) &&
         last != '(' && last != '[';
}

static bool starts_definition(const Arranger *a)
{
  const Token *token = a->token;
  if (!token_is_definition(token->kind))
    return false;
  if (a->depth == 0)
    return token->starts_line || !a->in_definition || last_kind(a) == '}';
  if (!token->starts_line)
    return false;
  switch (token->kind) {
  case T_IMPORT:
    return token[1].kind == T_STR;
  case T_CONST:
    return token[1].kind == T_ID && token[2].kind == ':';
  default:
    return token[1].kind == T_ID && token[2].kind == '(';
  }
}

static void end_definition(Arranger *a)
{
  while (a->depth)
    close_unclosed(a);
  end_line(a);
  if (a->in_definition)
    supply(a, T_DEFINITION_END,
           last_kind(a) == '}' && a->out->items[a->out->count - 1].is_supplied);
  a->in_definition = false;
}

// In the text of graphs it is a line end.
static void arrange_semicolon(Arranger *a)
{
  if (!a->is_graph_text)
    diag_error(a->diag, E0101, span_of(a, a->token),
               "a statement ends with its line, not with `;`");
  if (!is_in_round(a))
    end_line(a);
}

static void report_early_line_end(Arranger *a)
{
  diag_error(a->diag, E0101, span_of(a, a->token),
             "the line before ends its statement: the `{` belongs at its end");
}

static void arrange_token(Arranger *a)
{
  a->is_silent = a->token->starts_line && last_kind(a) == T_STR &&
                 a->out->items[a->out->count - 1].is_repaired;
  if (starts_definition(a)) {
    end_definition(a);
    a->token->starts_definition = true;
  }
  while (is_in_round(a) && (a->is_silent || shows_unclosed(a)))
    close_unclosed(a);
  Token token = *a->token;
  if (token.kind == '{' && !needs_no_line_end(a) && token.starts_line && !is_in_round(a))
    report_early_line_end(a);
  else if (token.starts_line && !is_in_round(a) && !token_leads_on(last_kind(a)) &&
           !follows_on(token.kind))
    end_line(a);
  a->token->starts_statement = needs_no_line_end(a) && !is_in_round(a) && !follows_on(token.kind) &&
                               token.kind != '{' && token.kind != '}';
  a->in_definition = true;
  if (token.kind == '(' || token.kind == '[' || token.kind == '{')
    open_bracket(a);
  else if (token.kind == ')' || token.kind == ']' || token.kind == '}')
    close_bracket(a);
  else if (token.kind == T_NL)
    arrange_semicolon(a);
  else
    put(a, token);
}

bool tokens_arrange(Arena *arena, Diag *diag, const Source *source, bool is_graph_text, Tokens *raw,
                    Tokens *arranged)
{
  Arranger a = {.arena = arena, .diag = diag, .source = source, .out = arranged};
  a.is_graph_text = is_graph_text;
  *arranged = tokens_create(arena, (size_t)raw->count + (size_t)raw->count / 8 + 16);
  put(&a, (Token){.kind = is_graph_text ? T_GRAPH_TEXT : T_NET_TEXT});
  for (a.token = raw->items; a.token->kind != T_END && !a.is_too_deep; a.token++)
    arrange_token(&a);
  if (a.is_too_deep)
    return false;
  end_definition(&a);
  put(&a, *a.token);
  return true;
}
