// What the scanner's rules do with words that need a second look: names, and everything that is no
// word of the language. Each bad word is reported once, with what was probably meant, and read as
// that.

#include "syntax/limits.h"
#include "syntax/tokens.h"
#include "net.tab.h"

#include <ctype.h>
#include <string.h>

static Span here(const Scan *scan)
{
  return (Span){scan->source, scan->start, scan->end};
}

static const char *text_here(const Scan *scan)
{
  return scan->source->text + scan->start;
}

static int length_here(const Scan *scan)
{
  return (int)(scan->end - scan->start);
}

int scan_name(Scan *scan, int kind)
{
  if (length_here(scan) > MAX_NAME_BYTES) {
    Span at = {scan->source, scan->start, scan->start + 20};
    diag_error(scan->diag, E0501, at, "a name of %d bytes: the limit is %d", length_here(scan),
               MAX_NAME_BYTES);
    scan->is_repaired = true;
  }
  return kind;
}

void scan_comment(Scan *scan)
{
  uint32_t end = scan->end;
  const char *text = scan->source->text;
  while (end > scan->start + 1 && strchr(" \t\r", text[end - 1]))
    end--;
  AstComment comment = {.span = {scan->source, scan->start, end}};
  comment.own_line = scan->line_breaks > 0 || !scan->has_token;
  comment.blank_before = scan->line_breaks > 1;
  list_add(scan->arena, &scan->comments, comment);
  scan->line_breaks = 0;
}

void scan_foreign_comment(Scan *scan)
{
  diag_error(scan->diag, E0101, (Span){scan->source, scan->start, scan->start + 2},
             "a comment begins with `#` and runs to the end of the line");
}

static bool is_word_at(const Scan *scan, uint32_t at)
{
  unsigned char c = at < scan->source->length ? (unsigned char)scan->source->text[at] : 0;
  return isalnum(c) || c == '_' || c >= 0x80 || (c && strchr("!&|", c));  // those become words
}

void scan_wrong(Scan *scan, const char *right)
{
  diag_error(scan->diag, E0101, here(scan), "`%.*s` is written `%s`", length_here(scan),
             text_here(scan), right);
  bool is_word = isalpha((unsigned char)*right);  // `!c` becomes `not c`
  diag_fix(scan->diag, here(scan), "%s%s%s",
           is_word && scan->start > 0 && is_word_at(scan, scan->start - 1) ? " " : "", right,
           is_word && is_word_at(scan, scan->end) ? " " : "");
  scan->is_repaired = true;
}

int scan_assignment(Scan *scan)
{
  diag_error(scan->diag, E0101, here(scan), "there is no `%.*s`: a value is defined once, by `=`",
             length_here(scan), text_here(scan));
  diag_help(scan->diag,
            "a name is bound again by `x = x %c ..`; a sum over an index is `sum(i) ..`",
            text_here(scan)[0]);
  scan->is_repaired = true;
  return '=';
}

int scan_unclosed_string(Scan *scan)
{
  uint32_t end = scan->end;
  if (scan->source->text[end - 1] == '\r')
    end--;
  diag_error(scan->diag, E0102, (Span){scan->source, scan->start, end},
             "the string is not closed: `\"` is missing before the end of the line");
  scan->is_repaired = true;
  return T_STR;
}

int scan_quoted(Scan *scan)
{
  int length = length_here(scan) - 2;
  diag_error(scan->diag, E0106, here(scan), "a string is written in double quotes: \"%.*s\"",
             length < 40 ? length : 40, text_here(scan) + 1);
  scan->is_repaired = true;
  return T_STR;
}

int scan_bad_number(Scan *scan)
{
  const char *text = text_here(scan);
  int length = length_here(scan) < 40 ? length_here(scan) : 40;
  int digits = 0;
  while (digits < length && text[digits] >= '0' && text[digits] <= '9')
    digits++;
  diag_error(scan->diag, E0104, here(scan), "`%.*s` is not a number", length, text);
  if (text[0] == '.')
    diag_help(scan->diag, "write 0%.*s", length, text);
  else if (digits + 1 == length && text[digits] == '.')
    diag_help(scan->diag, "write %.*s or %.*s.0", digits, text, digits, text);
  else if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
    diag_help(scan->diag, "the digits after 0x are 0 to 9 and a to f");
  else if (text[0] != '0' && digits < length && !strchr(".eE", text[digits]))
    diag_help(scan->diag, "a product is written %.*s*%.*s", digits, text, length - digits,
              text + digits);
  scan->is_repaired = true;
  return T_NUM;
}

// A word with characters of other alphabets: the first of them is named.
int scan_foreign(Scan *scan)
{
  const char *text = text_here(scan);
  int length = length_here(scan), size = 1, at = 0;
  while (at < length && (unsigned char)text[at] < 0x80)
    at++;
  long code = text_decode(text + at, (size_t)(length - at), &size);
  Span span = {scan->source, scan->start + (uint32_t)at, scan->start + (uint32_t)(at + size)};
  const char *kind, *meant = lookalike(code, &kind);
  if (code < 0)
    diag_error(scan->diag, E0107, span, "the byte 0x%02X is not UTF-8", (unsigned char)text[at]);
  else if (meant)
    diag_error(scan->diag, E0106, span, "`%.*s` is a %s (U+%04lX), not `%s`", size, text + at, kind,
               code, meant);
  else
    diag_error(scan->diag, E0106, span,
               "`%.*s` (U+%04lX) cannot stand in a name: letters are a to z and A to Z", size,
               text + at, code);
  if (meant)
    diag_fix(scan->diag, span, "%s", meant);
  scan->is_repaired = true;
  return T_ID;
}

void scan_bad_character(Scan *scan)
{
  unsigned char c = (unsigned char)*text_here(scan);
  if (c == 0)
    diag_error(scan->diag, E0107, here(scan), "a NUL byte: this is not a text");
  else if (c < 0x20 || c == 0x7F)
    diag_error(scan->diag, E0106, here(scan), "the control character 0x%02X has no meaning here",
               c);
  else
    diag_error(scan->diag, E0106, here(scan), "`%c` has no meaning here", c);
  if (c == '\\')
    diag_help(scan->diag, "a line goes on by itself inside brackets and after an operator");
  scan->is_repaired = true;
}
