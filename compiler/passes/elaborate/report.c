// Errors of elaboration: shown where the user can act, with the chain of calls that led there.
//
//   lenet5.net:6:8: error: C is 6 in x: [64, 6, 14, 14] and 8 in k: [16, 8, 5, 5] [E0301]
//   library/conv.net:20:12: note: in conv2d
//   lenet5.net:14:5: note: block2.1 is called here
//
// What the library finds wrong is the fault of the call that entered it, so that call is the place.

#include "passes/elaborate/elaborate.h"

#include <string.h>

enum { MAX_CHAIN_NOTES = 6 };

// The frame and place of the innermost call that stands in the user's text.
static const Frame *blame(const Frame *f, Span *at)
{
  while (f->module->is_library && f->caller) {
    *at = f->call;
    f = f->caller;
  }
  return f;
}

Span user_span(const Frame *f, Span at)
{
  blame(f, &at);
  return at;
}

static const char *frame_name(const Frame *f)
{
  AstDefinitionKind kind = f->definition->ast->kind;
  bool has_path = (kind == AST_LAYER || kind == AST_NET) && f->path[0];
  return has_path ? f->path : f->definition->ast->name;
}

static void report_list(Frame *f, DiagCode code, Span at, const char *format, va_list arguments)
{
  Span place = at;
  blame(f, &place);
  diag_error(f->e->diag, code, place, "%s", arena_print_list(f->e->arena, format, arguments));
  f->e->reported_at = at;
  f->e->noted_at = (Span){0};
}

void report(Frame *f, DiagCode code, Span at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  report_list(f, code, at, format, arguments);
  va_end(arguments);
}

void report_note(Frame *f, Span at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  diag_note(f->e->diag, at, "%s", arena_print_list(f->e->arena, format, arguments));
  f->e->noted_at = at;
  va_end(arguments);
}

void report_end(Frame *f)
{
  Span place = f->e->reported_at;
  const Frame *user = blame(f, &place);
  int notes = 0;
  bool is_noted = f->e->noted_at.source == f->e->reported_at.source &&
                  f->e->noted_at.start == f->e->reported_at.start;
  if (user != f && !is_noted)
    diag_note(f->e->diag, f->e->reported_at, "in %s", frame_name(f));
  for (const Frame *g = user; g->caller && notes < MAX_CHAIN_NOTES; g = g->caller, notes++)
    diag_note(f->e->diag, user_span(g->caller, g->call), "%s is called here", frame_name(g));
}

Value fail(Frame *f, DiagCode code, Span at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  report_list(f, code, at, format, arguments);
  va_end(arguments);
  report_end(f);
  return poison();
}

const char *intern(Elaborator *e, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_print_list(e->arena, format, arguments);
  va_end(arguments);
  return name_intern(e->names, text);
}
