// Runs the parser, and says what is wrong in the words of the program.
//
// The grammar tells which tokens were possible (exactly, by exploring before it reduces); the
// message is made of that, the token found, the one before it, and the bracket that is open:
//
//   a.net:3:12: error: expected `,` or `)`, found `:` [E0101]

#include "syntax/build.h"
#include "syntax/check.h"
#include "syntax/limits.h"
#include "syntax/syntax.h"
#include "syntax/words.h"
#include "net.tab.h"

#include <string.h>

static const char *token_name(Parser *p, const Token *token)
{
  size_t length = token->end - token->start;
  if (length > MAX_NAME_BYTES)
    length = MAX_NAME_BYTES;
  return name_intern_bytes(p->names, p->source->text + token->start, length);
}

// A name with letters of other alphabets is read with those they were meant to be.
static const char *repaired_name(Parser *p, const Token *token)
{
  Text name = {.arena = p->arena};
  const char *text = p->source->text;
  for (uint32_t i = token->start; i < token->end && i < token->start + MAX_NAME_BYTES;) {
    int length;
    const char *kind, *meant = lookalike(text_decode(text + i, token->end - i, &length), &kind);
    if (meant)
      text_add(&name, "%s", meant);
    else
      text_add_bytes(&name, text + i, (size_t)length);
    i += (uint32_t)length;
  }
  return name_intern(p->names, text_get(&name));
}

int net_lex(NET_STYPE *value, Place *place, Parser *p)
{
  const Token *token = &p->tokens->items[p->next];
  p->token = token;
  if (token->kind != T_END)
    p->next++;
  *place = (Place){token->start, token->end};
  switch (token->kind) {
  case T_ID:
  case T_DIM:
  case T_KEY:
    value->name = token->is_repaired ? repaired_name(p, token) : token_name(p, token);
    break;
  case T_NUM:
  case T_DURATION:
    value->expr = build_number(p, token);
    break;
  case T_STR:
    value->expr = build_string(p, token);
    break;
  case T_RED:
  case T_DTYPE:
    value->word = token->value;
    break;
  default:
    break;
  }
  return token->kind;
}

void net_error(const Place *place, Parser *p, const char *message)
{
  (void)message;  // "memory exhausted" is the only one
  diag_error(p->diag, E0502, build_span(p, *place), "this is nested too deeply");
  diag_help(p->diag, "give a part of it a name of its own");
}

// What was expected

typedef struct Failure {
  Parser *p;
  const Token *found, *previous;
  const Token *open;  // the bracket that is open; null if none
  const char *const *expected;
  int count;
} Failure;

static bool expects(const Failure *f, const char *name)
{
  for (int i = 0; i < f->count; i++)
    if (strcmp(f->expected[i], name) == 0)
      return true;
  return false;
}

static bool expects_expression(const Failure *f)
{
  return expects(f, "a number");
}

// The round bracket that the token stands in; null if none.
static const Token *open_bracket(const Parser *p, const Token *found)
{
  int depth = 0;
  for (const Token *token = found - 1; token > p->tokens->items; token--) {
    if (token->kind == ')' || token->kind == ']')
      depth++;
    else if ((token->kind == '(' || token->kind == '[') && depth-- == 0)
      return token;
    else if (token->kind == '{' || token->kind == '}' || token->kind == T_NL)
      return NULL;
  }
  return NULL;
}

// Whether the bracket was left open, which is reported and explains all that is odd inside it.
static bool is_unclosed(const Token *open)
{
  int depth = 0;
  for (const Token *token = open;; token++) {
    if (token->kind == '(' || token->kind == '[')
      depth++;
    else if ((token->kind == ')' || token->kind == ']') && --depth == 0)
      return token->is_supplied;
  }
}

static Span token_span_of(const Source *source, const Token *token)
{
  return (Span){source, token->start, token->end};
}

static Span token_span(const Parser *p, const Token *token)
{
  return token_span_of(p->source, token);
}

static bool is_comparison(int kind)
{
  return kind == '<' || kind == '>' || (kind >= T_EQUAL && kind <= T_GREATER_EQUAL);
}

static const char *quote(const Failure *f, const Token *token)
{
  int length = (int)(token->end - token->start);
  return arena_print(f->p->arena, length > 40 ? "`%.*s..`" : "`%.*s`", length > 40 ? 40 : length,
                     f->p->source->text + token->start);
}

static const char *describe(const Failure *f, const Token *token)
{
  if (token->kind == T_NL)
    return "the end of the line";
  if (token->kind == T_END || token->kind == T_DEFINITION_END)
    return "the end of the definition";
  if (token_is_reserved(token->kind))
    return arena_print(f->p->arena, "the reserved word %s", quote(f, token));
  return quote(f, token);
}

// A token of one character is named `'x'` by the parser, and `x` in backquotes here.
static void add_expected(Text *text, const char *name)
{
  if (name[0] == '\'')
    text_add(text, "`%c`", name[1]);
  else
    text_add(text, "%s", name);
}

// The few tokens worth naming where an operator could stand as well: what would end or part the
// thing.
static const char *const enders[] = {
    "')'",    "']'",    "`}`",  "','", "'='", "'~'", "`->`", "`then`",
    "`else`", "`over`", "`in`", "'{'", "'('", "'['", "':'",  "the end of the line"};

// Whether to leave a token out: it only goes on with something that may as well end here.
static bool is_optional(const Failure *f, const char *name)
{
  if (strcmp(name, "'['") == 0 || strcmp(name, "'('") == 0 || strcmp(name, "`else`") == 0)
    return expects(f, "'+'");
  if (strcmp(name, "':'") == 0)
    return expects(f, "'='") && !f->p->is_graph_text;
  return false;
}

static const char *list_enders(const Failure *f)
{
  const char *named[sizeof enders / sizeof *enders];
  int count = 0;
  for (size_t i = 0; i < sizeof enders / sizeof *enders; i++)
    if (expects(f, enders[i]) && !is_optional(f, enders[i]))
      named[count++] = enders[i];
  Text text = {.arena = f->p->arena};
  for (int i = 0; i < count; i++) {
    text_add(&text, "%s", i == 0 ? "" : i + 1 == count ? " or " : ", ");
    add_expected(&text, named[i]);
  }
  return text_get(&text);
}

static const char *expected_things(const Failure *f)
{
  if (expects_expression(f))
    return f->previous->kind == T_NL || f->previous->kind == '{' ? "a statement" : "an expression";
  if (expects(f, "`layer`"))
    return "a definition (net, layer, op, fn, ..)";
  if (expects(f, "`graph`"))
    return "a graph";
  if (expects(f, "`return`"))
    return "a statement";
  if (expects(f, "`require`"))
    return "a formula of the op";
  if (expects(f, "a type"))
    return expects(f, "a name") ? "a name or a type" : "a type such as [B, C] or i32[B]";
  if (expects(f, "a name"))
    return expects(f, "')'") ? "a name or `)`" : expects(f, "'('") ? "an index" : "a name";
  if (expects(f, "a string"))
    return "a string";
  if (expects(f, "the end of the definition"))
    return "the next definition";
  const char *list = list_enders(f);
  if (!*list && expects(f, "`{`"))
    return "`{`";
  return list;
}

static int definition_kind(const Failure *f)
{
  const Token *token = f->found;
  while (token > f->p->tokens->items && !token->starts_definition)
    token--;
  return token->kind;
}

// Mistakes that are common enough for words of their own. True if this was one.
static bool report_common(const Failure *f)
{
  Diag *diag = f->p->diag;
  Span at = token_span(f->p, f->found);
  int kind = f->found->kind, before = f->previous->kind;
  if (is_comparison(kind) && expects(f, "'+'")) {
    diag_error(diag, E0110, at, "comparisons do not chain");
    diag_help(diag, "join two comparisons with `and`: a < b and b < c");
    return true;
  }
  if (kind == '=' && f->previous->starts_line && token_leads_on(f->previous[-1].kind)) {
    diag_error(diag, E0101, token_span(f->p, &f->previous[-1]),
               "the line ends in %s, so the next one belongs to it", quote(f, &f->previous[-1]));
    diag_note(diag, token_span(f->p, f->previous), "this was meant to begin a statement?");
    return true;
  }
  if (kind == '=' && f->open && before == T_ID && expects(f, "':'")) {
    diag_error(diag, E0101, at, "an argument is named with `:`, not with `=`");
    Span with_space = {at.source, token_span(f->p, f->previous).end, at.end};
    diag_fix(diag, with_space, ":");
    return true;
  }
  if (kind == '=' && expects(f, "`==`")) {
    diag_error(diag, E0101, at, "`=` binds a name; a comparison is written `==`");
    diag_fix(diag, at, "==");
    return true;
  }
  if (kind == '=' && token_is_reserved(before)) {
    Span word = token_span(f->p, f->previous);
    diag_error(diag, E0111, word, "`%.*s` is a word of the language, not a name",
               (int)(word.end - word.start), f->p->source->text + word.start);
    return true;
  }
  if (kind == '{' && expects(f, "the end of the line") && definition_kind(f) == T_OP) {
    diag_error(diag, E0101, at, "an op has no braces: its formulas stand on the lines that follow");
    return true;
  }
  if (expects(f, "`else`") && !expects(f, "')'") && !expects(f, "the end of the line") &&
      (kind == T_NL || kind == T_DEFINITION_END)) {
    diag_error(diag, E0101, at, "an `if` in an expression needs its `else`");
    return true;
  }
  if ((kind == '(' || token_is_binary(kind)) && before == T_ID && expects(f, "'='") &&
      expects(f, "'['")) {
    diag_error(diag, E0101, at, "%s is no statement", kind == '(' ? "a call" : "an expression");
    diag_help(diag, "give its value a name: y = %s%s ..", token_name(f->p, f->previous),
              kind == '(' ? "("
                          : arena_print(f->p->arena, " %.*s", (int)(at.end - at.start),
                                        f->p->source->text + at.start));
    return true;
  }
  if (kind == T_IF && expects_expression(f)) {
    diag_error(diag, E0101, at, "an `if` inside a larger expression needs parentheses round it");
    return true;
  }
  if (kind == T_RED && expects(f, "a name") && before == '^') {
    diag_error(diag, E0101, at, "put the reduction into parentheses after `^`");
    return true;
  }
  return false;
}

static bool is_reduction_word(const Failure *f, const Token *token)
{
  for (int i = AST_SUM; i <= AST_ARGMIN; i++)
    if (token_is(f->p->source, token, reduction_word(i)))
      return true;
  return false;
}

static void report_plain(const Failure *f)
{
  Diag *diag = f->p->diag;
  bool is_word = token_is_reserved(f->found->kind) && expects(f, "a name");
  bool is_first = f->previous->end == f->previous->start;  // of its statement or definition
  diag_error(diag, is_word ? E0111 : E0101, token_span(f->p, f->found), "expected %s%s%s, found %s",
             expected_things(f), is_first ? "" : " after ", is_first ? "" : quote(f, f->previous),
             describe(f, f->found));
  if (f->open && (expects(f, "')'") || expects(f, "']'")))
    diag_label(diag, token_span(f->p, f->open), "this is open");
  if (f->previous->kind == T_ID && is_reduction_word(f, f->previous))
    diag_help(diag, "a reduction has its indices in parentheses: %s(i) x[i]",
              token_name(f->p, f->previous));
}

void parse_report(Parser *p, const char *const *expected, int count)
{
  Failure f = {.p = p, .expected = expected, .count = count, .found = p->token};
  f.previous = f.found - 1;
  f.open = open_bracket(p, f.found);
  if (f.found->is_supplied || f.previous->is_supplied || f.found->is_repaired ||
      (f.open && is_unclosed(f.open)))
    return;  // said already
  if (!report_common(&f))
    report_plain(&f);
}

// Files

// The text of a graph, printed by `netc emit`, given where a source is wanted.
static bool is_graph(const Tokens *raw)
{
  return raw->count > 2 && raw->items[0].kind == T_DTYPE && raw->items[0].value == AST_GRAPH &&
         raw->items[1].kind == T_ID;
}

static AstFile *parse(Arena *arena, Names *names, Diag *diag, const Source *source,
                      bool is_graph_text)
{
  int errors = diag_error_count(diag);
  AstFile *file = arena_new(arena, AstFile);
  file->source = source;
  file->names = names;
  file->is_graph_text = is_graph_text;
  Scan scan = {.arena = arena, .diag = diag, .source = source, .is_graph_text = is_graph_text};
  Tokens raw = tokens_scan(&scan), tokens = {0};
  for (int i = 0; i < scan.comments.count; i++)
    list_add(arena, &file->comments, scan.comments.items[i]);
  if (!is_graph_text && is_graph(&raw)) {
    diag_error(diag, E0108, token_span_of(source, &raw.items[0]),
               "this is the text of a graph, not a .net source");
    return file;
  }
  if (!tokens_arrange(arena, diag, source, is_graph_text, &raw, &tokens))
    return file;
  Parser parser = {.arena = arena,
                   .names = names,
                   .diag = diag,
                   .source = source,
                   .is_graph_text = is_graph_text,
                   .file = file,
                   .tokens = &tokens};
  net_parse(&parser);
  if (raw.count == 1)
    diag_error(diag, E0109, (Span){source, 0, 0}, "nothing is defined here: %s",
               is_graph_text ? "no graph" : "no net, layer or op");
  if (diag_error_count(diag) == errors && !is_graph_text)
    check_syntax(diag, file);
  return file;
}

AstFile *parse_net(Arena *arena, Names *names, Diag *diag, const Source *source)
{
  return parse(arena, names, diag, source, false);
}

AstFile *parse_graph(Arena *arena, Names *names, Diag *diag, const Source *source)
{
  return parse(arena, names, diag, source, true);
}
