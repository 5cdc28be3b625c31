// Reads the text of loops: the scanner's words, the parser, and what of both goes wrong.

#include "loops/parse.h"
#include "loops.tab.h"
#include "loops.lex.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NAME = 255 };

int loops_scan_token(yyscan_t scanner);

static Place place_here(const LoopsParser *p)
{
  return (Place){p->start, p->end};
}

void parse_error(LoopsParser *p, DiagCode code, Place place, const char *format, ...)
{
  va_list list;
  va_start(list, format);
  Span span = {p->source, place.start, place.end};
  diag_error(p->diag, code, span, "%s", arena_print_list(p->arena, format, list));
  va_end(list);
}

bool parse_type(LoopsParser *p, const char *text, Place place, LoopType *type)
{
  if (loop_type_parse(text, type))
    return true;
  parse_error(p, E0601, place,
              "no type `%s`: f32, f64, i32, u8, bool or index, and x2, x4, x8 or x16 for lanes",
              text);
  return false;
}

bool parse_scalar_type(LoopsParser *p, const char *text, Place place, Type *type)
{
  LoopType found;
  if (!parse_type(p, text, place, &found))
    return false;
  if (found.lanes > 1)
    parse_error(p, E0601, place, "a buffer has elements of one lane, not %s", text);
  *type = found.scalar;
  return found.lanes == 1;
}

// -- words ----------------------------------------------------------------------------------------

const char *parse_scanned_name(LoopsParser *p, const char *text, size_t length)
{
  if (length > MAX_NAME) {
    parse_error(p, E0501, (Place){p->start, p->start + 20}, "a name of %zu bytes: the limit is %d",
                length, MAX_NAME);
    length = MAX_NAME;
  }
  return name_intern_bytes(p->names, text, length);
}

static int hex_digit(char c)
{
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void parse_scanned_string(LoopsParser *p, const char *text, size_t length)
{
  text++, length -= 2;  // without quotes
  char *out = arena_copy_text(p->arena, text, length), *to = out;
  for (size_t i = 0; i < length; i++) {
    if (text[i] != '\\') {
      *to++ = text[i];
      continue;
    }
    char escaped = text[++i];
    if (escaped == '"' || escaped == '\\')
      *to++ = escaped;
    else if (escaped == 'x' && i + 2 < length && hex_digit(text[i + 1]) >= 0 &&
             hex_digit(text[i + 2]) >= 0 && (text[i + 1] != '0' || text[i + 2] != '0')) {
      *to++ = (char)(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      parse_error(p, E0601, place_here(p),
                  "a string has \\\", \\\\ or \\x01 to \\xff after a backslash");
    }
  }
  *to = 0;
  p->token.text = out;
}

void parse_scanned_integer(LoopsParser *p, const char *text)
{
  errno = 0;
  p->token.integer = strtoull(text, NULL, text[1] == 'x' || text[1] == 'X' ? 16 : 10);
  if (errno)
    parse_error(p, E0601, place_here(p), "%s does not fit 64 bits", text);
}

void parse_scanned_decimal(LoopsParser *p, const char *text)
{
  p->token.number = strtod(text, NULL);
  if (isinf(p->token.number))
    parse_error(p, E0601, place_here(p), "%s is larger than any number of 64 bits", text);
}

void parse_scanned_stray(LoopsParser *p, unsigned char byte)
{
  if (byte > 32 && byte < 127)
    parse_error(p, E0601, place_here(p), "`%c` has no meaning here", byte);
  else
    parse_error(p, E0601, place_here(p), "byte 0x%02x has no meaning here", byte);
}

int loops_text_lex(LOOPS_TEXT_STYPE *value, Place *place, LoopsParser *p)
{
  int kind = loops_scan_token(p->scanner);
  if (kind == 0)
    p->start = p->end;
  *place = place_here(p);
  if (kind == L_NAME || kind == L_STRING)
    value->text = p->token.text;
  else if (kind == L_INTEGER)
    value->integer = p->token.integer;
  else if (kind == L_DECIMAL)
    value->number = p->token.number;
  return kind;
}

// -- the parser -----------------------------------------------------------------------------------

// Bison's words: "syntax error, unexpected X, expecting Y or Z".
void loops_text_error(const Place *place, LoopsParser *p, const char *message)
{
  static const char head[] = "syntax error, unexpected ";
  if (strncmp(message, head, strlen(head))) {
    parse_error(p, E0502, *place, "this is nested too deeply");
    return;
  }
  const char *found = message + strlen(head), *expected = strstr(found, ", expecting ");
  if (!expected)
    parse_error(p, E0601, *place, "%s does not fit here", found);
  else
    parse_error(p, E0601, *place, "expected %s, found %.*s", expected + strlen(", expecting "),
                (int)(expected - found), found);
}

static void finish_model(LoopsParser *p)
{
  NetcModel *m = &p->program->model;
  m->source = p->source->text;
  m->tensors = p->tensors.items, m->tensor_count = p->tensors.count;
  m->slots = p->slots.items, m->slot_count = p->slots.count;
  m->scalars = p->scalars.items, m->scalar_count = p->scalars.count;
  m->readers = p->readers.items, m->reader_count = p->readers.count;
  m->classes = p->classes.items, m->class_count = p->classes.count;
  m->settings = p->settings.items, m->setting_count = p->settings.count;
}

LoopProgram *loops_parse(Arena *arena, Names *names, Diag *diag, const Source *source)
{
  LoopsParser p = {.arena = arena, .names = names, .diag = diag, .source = source};
  p.program = loops_create(arena, names);
  p.kernels = pointer_map(arena);
  int errors = diag_error_count(diag);
  if (loops_scan_lex_init_extra(&p, (yyscan_t *)&p.scanner))
    abort();
  loops_scan__scan_bytes(source->text, (int)source->length, p.scanner);
  int failed = loops_text_parse(&p);
  loops_scan_lex_destroy(p.scanner);
  if (failed || diag_error_count(diag) > errors)
    return NULL;
  finish_model(&p);
  return p.program;
}
