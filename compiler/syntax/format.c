// `netc fmt`: the canonical text of a file.
//
//   y=x|>conv( 6 )|>relu   # first           y = x |> conv(6) |> relu  # first
//
// Works on tokens, not on the tree, so nothing that was written is lost: spaces between tokens,
// indents and blank lines are made anew; where a long line was broken stays the author's choice, as
// do parentheses and the spaces round `*` and `/`. What goes on from an earlier line is aligned:
// stages below the first `|>`, `else` below its `if`, items below the first item of their bracket;
// a line that the author let hang by up to four columns hangs by two. Legal because a line break
// stays where it was and none is put where a statement would end.

#include "syntax/lines.h"
#include "syntax/syntax.h"
#include "syntax/tokens.h"
#include "net.tab.h"

#include <string.h>

enum { INDENT = 2, MOST_HANGING = 4 };

typedef struct Bracket {
  const Token *open;
  int before;       // the kind of the token before it: a reduction's, a list's
  int line_indent;  // of the line it stands on
  int column;       // of the first token in it, if on the same line; else -1
  bool is_block, is_one_line, is_train;
} Bracket;

typedef struct Formatter {
  const AstFile *file;
  const Token *tokens, *token;  // all, and the one at hand
  AstComments comments;
  int next_comment;
  Lines lines;
  ListOf(Bracket) open;
  int blocks;           // open blocks that are not on one line
  bool in_op;           // its formulas are indented without braces
  bool is_train;        // the definition at hand
  bool has_definition;  // one was printed
  int definition_line;  // where it began
  // The statement at hand:
  int indent;             // of its first line
  int written_column;     // of its first token in the source
  int anchor;             // where its value begins, for lines that go on; -1: not yet
  bool keeps_anchor;      // the anchor is after the statement's word
  int pipe_column;        // of the first `|>`; -1: none yet
  ListOf(int) ifs;        // columns of the ifs that await their else
  bool has_popped_if;     // by the last `else`
  int stages;             // `|>` on the line at hand, outside brackets
  bool closed_reduction;  // the last token closed the parenthesis of a reduction
  bool closed_list;       // .. of a list's type
  bool is_sign;           // the last token was a minus before its operand
} Formatter;

static Bracket *innermost(Formatter *f)
{
  return f->open.count ? &f->open.items[f->open.count - 1] : NULL;
}

static bool is_in_round(Formatter *f)
{
  return f->open.count && !innermost(f)->is_block;
}

static const Token *previous(const Formatter *f)
{
  return f->token > f->tokens ? f->token - 1 : NULL;
}

// Spaces

static bool ends_operand(const Formatter *f, const Token *token)
{
  switch (token->kind) {
  case T_ID:
  case T_DIM:
  case T_NUM:
  case T_DURATION:
  case T_STR:
  case T_TRUE:
  case T_FALSE:
  case T_DOTS:
  case ']':
    return true;
  case ')':
    return !f->closed_reduction;
  default:
    return false;
  }
}

static bool is_factor_operator(int kind)
{
  return kind == '*' || kind == '/' || kind == '%';
}

// Whether the author wrote spaces round the operator; a break of the line counts as one.
static bool is_spaced(const Formatter *f, const Token *operator)
{
  const char *text = f->file->source->text;
  return operator[1].starts_line || operator->starts_line ||
         (operator->start > 0 && strchr(" \t", text[operator->start - 1]) != NULL);
}

static bool is_tight_before(const Formatter *f, const Token *before, const Token *token)
{
  switch (token->kind) {
  case ',':
  case ':':
  case ')':
  case ']':
  case '.':
  case '^':
  case T_NL:
    return true;
  case '}':
    return token->is_set || (f->open.count && f->open.items[f->open.count - 1].open->is_set);
  case '(':
    return before->kind == T_ID || before->kind == T_RED || before->kind == T_DTYPE ||
           before->kind == T_LIST;
  case '[':
    return before->kind == T_ID || before->kind == T_DIM || before->kind == T_DTYPE ||
           before->kind == ']' || (before->kind == ')' && !f->closed_reduction && !f->closed_list);
  default:
    return is_factor_operator(token->kind) && !is_spaced(f, token);
  }
}

static bool is_tight_after(const Formatter *f, const Token *before, const Token *token)
{
  switch (before->kind) {
  case '(':
  case '[':
  case '.':
  case '^':
    return true;
  case '{':
    return before->is_set;
  case '-':
    return f->is_sign;
  case T_DOTS:
    return token->kind == T_ID || token->kind == T_DIM;
  default:
    return is_factor_operator(before->kind) && !is_spaced(f, before);
  }
}

static void add_space(Formatter *f)
{
  const Token *before = previous(f);
  if (before && !is_tight_before(f, before, f->token) && !is_tight_after(f, before, f->token))
    text_add_bytes(&lines_last(&f->lines)->text, " ", 1);
}

// Lines

// A block on one line: nothing in it begins a line, and no comment stands in it.
static bool is_one_line(const Token *open)
{
  int depth = 0;
  const Token *token = open;
  do {
    depth += (token->kind == '{') - (token->kind == '}');
    if (token > open && token->starts_line)
      return false;
  } while (token++->kind != T_END && depth > 0);
  return true;
}

static int statement_indent(const Formatter *f)
{
  int blocks = f->blocks - (f->token->kind == '}' && !f->open.items[f->open.count - 1].is_one_line);
  return INDENT * (blocks + (f->in_op && !f->token->starts_definition));
}

static int if_indent(const Formatter *f)
{
  if (f->ifs.count == 0)
    return f->indent + INDENT;
  return f->ifs.items[f->ifs.count - 1];
}

static int written_column(const Formatter *f)
{
  const char *text = f->file->source->text;
  uint32_t start = f->token->start;
  while (start > 0 && text[start - 1] != '\n')
    start--;
  return (int)(f->token->start - start);
}

static int aligned_indent(Formatter *f)
{
  if (is_in_round(f)) {
    const Bracket *bracket = innermost(f);
    return bracket->column >= 0 ? bracket->column : bracket->line_indent + INDENT;
  }
  switch (f->token->kind) {
  case T_PIPE:
    return f->pipe_column >= 0 ? f->pipe_column : f->indent + INDENT;
  case T_THEN:
  case T_ELSE:
    return if_indent(f);
  default:
    return f->anchor >= 0 ? f->anchor : f->indent + INDENT;
  }
}

static int continuation_indent(Formatter *f)
{
  bool in_round = is_in_round(f);
  if (in_round && (f->token->kind == ')' || f->token->kind == ']'))
    return innermost(f)->line_indent;
  if (!in_round && f->token->kind == T_CARRY)
    return f->indent;
  if (!in_round && f->token->kind == T_ARROW)
    return f->indent + INDENT;
  int aligned = aligned_indent(f), hanging = f->indent + INDENT;
  int offset = written_column(f) - f->written_column;
  bool hangs = offset <= MOST_HANGING && offset < aligned - f->indent &&
               (in_round || f->token->kind != T_PIPE);
  return hangs && aligned > hanging ? hanging : aligned;
}

typedef enum Break { BREAK_NONE, BREAK_CONTINUATION, BREAK_STATEMENT, BREAK_DEFINITION } Break;

static bool has_comment_before(const Formatter *f)
{
  return f->next_comment < f->comments.count &&
         f->comments.items[f->next_comment].span.start < f->token->start;
}

static Break break_before(Formatter *f)
{
  const Token *token = f->token, *before = previous(f);
  if (token->kind == T_END || token->starts_definition || !before)
    return BREAK_DEFINITION;
  if (f->open.count && innermost(f)->is_one_line && innermost(f)->is_block)
    return BREAK_NONE;
  if (token->kind == '}' && innermost(f) && innermost(f)->is_block)
    return BREAK_STATEMENT;
  if (token->kind == T_ELSE && before->kind == '}' && !has_comment_before(f))
    return BREAK_NONE;
  if (token->starts_statement && (token->starts_line || before->kind != T_NL))
    return BREAK_STATEMENT;
  return token->starts_line ? BREAK_CONTINUATION : BREAK_NONE;
}

// The comments before the token at hand: behind the line that ends here, or on lines of their own.
static void add_comments(Formatter *f, int indent, bool is_continuation, bool wants_blank)
{
  const Token *before = previous(f);
  while (has_comment_before(f) ||
         (f->token->kind == T_END && f->next_comment < f->comments.count)) {
    const AstComment *comment = &f->comments.items[f->next_comment++];
    const char *text = f->file->source->text + comment->span.start;
    size_t length = comment->span.end - comment->span.start;
    Line *line = lines_last(&f->lines);
    if (!comment->own_line && line) {
      line->comment_start = line->text.length;
      text_add(&line->text, "  ");
    } else {
      bool after_open = before && before->kind == '{';
      if (wants_blank || (comment->blank_before && !is_continuation && !after_open))
        lines_add_blank(&f->lines);
      wants_blank = false;
      line = lines_begin(&f->lines, indent, is_continuation);
      before = NULL;
    }
    text_add_bytes(&line->text, text, length);
  }
  if (wants_blank)
    lines_add_blank(&f->lines);
}

static bool is_always_long(int kind)
{
  return token_is_definition(kind) && kind != T_FN && kind != T_INIT && kind != T_CONST &&
         kind != T_IMPORT;
}

static void begin_definition(Formatter *f)
{
  bool was_long = f->has_definition && f->lines.items.count > f->definition_line + 1;
  f->open.count = 0;
  f->blocks = 0;
  f->in_op = f->token->kind == T_OP;
  f->is_train = f->token->kind == T_TRAIN;
  bool wants_blank = f->has_definition && (was_long || is_always_long(f->token->kind));
  add_comments(f, 0, false, wants_blank && f->token->kind != T_END);
  if (f->token->kind == T_END)
    return;
  if (f->token->blank_before)
    lines_add_blank(&f->lines);
  f->has_definition = true;
  f->definition_line = f->lines.items.count;
}

static void begin_statement(Formatter *f, int indent)
{
  f->indent = indent;
  f->written_column = written_column(f);
  f->anchor = f->pipe_column = -1;
  f->keeps_anchor = false;
  f->ifs.count = 0;
}

static void begin_line(Formatter *f, Break kind)
{
  int indent = kind == BREAK_CONTINUATION ? continuation_indent(f) : statement_indent(f);
  bool closes = f->token->kind == '}';
  bool opened = previous(f) && previous(f)->kind == '{' && !closes;
  if (kind == BREAK_DEFINITION) {
    begin_definition(f);
    if (f->token->kind == T_END)
      return;
    indent = 0;
  } else {
    int comment_indent = indent + (closes && kind == BREAK_STATEMENT ? INDENT : 0);
    add_comments(f, comment_indent, kind == BREAK_CONTINUATION, false);
    bool is_first =
        opened && lines_last(&f->lines)->text.data[lines_last(&f->lines)->text.length - 1] == '{';
    if (kind == BREAK_STATEMENT && f->token->blank_before && !closes && !is_first)
      lines_add_blank(&f->lines);
  }
  Line *line = lines_begin(&f->lines, indent, kind == BREAK_CONTINUATION);
  line->is_aligned = line->is_continuation && indent > f->indent + INDENT;
  if (kind != BREAK_CONTINUATION)
    begin_statement(f, indent);
  f->stages = 0;
}

// What a token leaves for the lines after it

static void note_bracket(Formatter *f, int column)
{
  const Token *token = f->token, *before = previous(f);
  f->closed_reduction = f->closed_list = false;
  if (token->kind == '(' || token->kind == '[' || token->kind == '{') {
    Bracket bracket = {.open = token, .before = before ? before->kind : 0, .column = -1};
    Line *line = lines_last(&f->lines);
    bracket.line_indent = (int)strspn(text_get(&line->text), " ");
    bracket.is_block = token->kind == '{' && !token->is_set;
    bracket.is_one_line = bracket.is_block && is_one_line(token);
    if (!token[1].starts_line)
      bracket.column = column + 1;
    f->blocks += bracket.is_block && !bracket.is_one_line;
    list_add(f->lines.arena, &f->open, bracket);
  } else if ((token->kind == ')' || token->kind == ']' || token->kind == '}') && f->open.count) {
    const Bracket *bracket = innermost(f);
    f->closed_reduction = bracket->before == T_RED;
    f->closed_list = bracket->before == T_LIST;
    f->blocks -= bracket->is_block && !bracket->is_one_line;
    f->open.count--;
  }
}

static bool is_binding_word(int kind)
{
  switch (kind) {
  case T_STATE:
  case T_SLOT:
  case T_SCALAR:
  case T_CONSTANT:
  case T_SCAN:
  case T_CARRY:
  case T_PARAM:
  case T_DRAW:
    return true;
  default:
    return false;
  }
}

// A statement's value begins after its word, or else after its first `=` or `~`.
static void note_anchor(Formatter *f)
{
  const Token *before = previous(f);
  int column = lines_column(lines_last(&f->lines));
  if (!before || f->keeps_anchor || is_in_round(f))
    return;
  if (is_binding_word(before->kind) || before->kind == T_RETURN || before->kind == T_FREEZE) {
    f->anchor = column;
    f->keeps_anchor = true;
  } else if ((before->kind == '=' || before->kind == '~') && f->anchor < 0) {
    f->anchor = column;
  } else if (before->kind == T_REQUIRE || before->kind == T_YIELD) {
    f->anchor = column;
  }
}

static void note_pipe(Formatter *f)
{
  if (is_in_round(f) || f->token->kind != T_PIPE)
    return;
  Line *line = lines_last(&f->lines);
  int column = lines_column(line);
  if (f->pipe_column < 0)
    f->pipe_column = column;
  if (++f->stages == 2 && line->cell == CELL_NONE) {
    line->cell = CELL_STAGE;
    line->cell_end = line->text.length - 1;  // before the space
  }
}

static void note_if(Formatter *f)
{
  const Token *before = previous(f);
  int column = lines_column(lines_last(&f->lines));
  if (is_in_round(f))
    return;
  if (f->token->kind == T_IF && !f->token->starts_statement) {
    if (before && before->kind == T_ELSE && f->has_popped_if)
      f->ifs.count++;  // a chain: the column of its first `if` serves again
    else
      list_add(f->lines.arena, &f->ifs, column);
  } else if (f->token->kind == T_ELSE) {
    f->has_popped_if = f->ifs.count > 0;
    f->ifs.count -= f->has_popped_if;
  }
  if (f->token->kind == T_THEN || f->token->kind == T_ELSE) {
    f->pipe_column = -1;
    f->stages = 0;
  }
}

static void note_setting(Formatter *f)
{
  Line *line = lines_last(&f->lines);
  if (f->is_train && f->token->kind == '=' && !is_in_round(f) && f->blocks == 1 &&
      line->cell == CELL_NONE && !line->is_continuation) {
    line->cell = CELL_SETTING;
    line->cell_end = line->text.length - 1;  // before the space
  }
}

static void add_text(Formatter *f)
{
  Text *text = &lines_last(&f->lines)->text;
  const char *written = f->file->source->text + f->token->start;
  size_t length = f->token->end - f->token->start;
  if (f->token->kind != T_DURATION) {
    text_add_bytes(text, written, length);
    return;
  }
  size_t digits = strcspn(written, " \t\f\v");
  text_add_bytes(text, written, digits);
  digits += strspn(written + digits, " \t\f\v");
  text_add_bytes(text, " ", 1);
  text_add_bytes(text, written + digits, length - digits);
}

static void format_token(Formatter *f)
{
  Break kind = break_before(f);
  if (kind != BREAK_NONE)
    begin_line(f, kind);
  else
    add_space(f);
  if (f->token->kind == T_END)
    return;
  bool is_sign = f->token->kind == '-' && !(previous(f) && ends_operand(f, previous(f)));
  note_anchor(f);
  note_pipe(f);
  note_if(f);
  note_setting(f);
  int column = lines_column(lines_last(&f->lines));
  add_text(f);
  note_bracket(f, column);
  f->is_sign = is_sign;
}

void format_file(const AstFile *file, Text *out)
{
  Arena *arena = arena_create();
  Scan scan = {.arena = arena, .diag = diag_create(arena), .source = file->source};
  scan.is_graph_text = file->is_graph_text;
  Tokens raw = tokens_scan(&scan), arranged = {0};
  if (tokens_arrange(arena, scan.diag, file->source, scan.is_graph_text, &raw, &arranged)) {
    Formatter f = {.file = file, .tokens = raw.items, .comments = scan.comments};
    f.lines.arena = arena;
    for (f.token = raw.items; f.token < raw.items + raw.count; f.token++)
      format_token(&f);
    lines_print(&f.lines, out);
  }
  arena_destroy(arena);
}
