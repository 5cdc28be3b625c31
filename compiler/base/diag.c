// Diagnostics: collecting.
//
// A report is kept with its labels, notes and helps until the end of the run; then all are sorted
// by source (in the order the sources were first named) and place, equal ones are dropped, and each
// is shown with its source line.

#include "base/report.h"

#include <stdlib.h>
#include <string.h>

enum { DEFAULT_MAX_ERRORS = 20 };

Diag *diag_create(Arena *arena)
{
  Diag *diag = arena_new(arena, Diag);
  diag->arena = arena;
  diag->max_errors = DEFAULT_MAX_ERRORS;
  return diag;
}

void diag_set_limit(Diag *diag, int max_errors)
{
  diag->max_errors = max_errors;
}

static int order_of(Diag *diag, const Source *source)
{
  if (!source)
    return -1;
  for (int i = 0; i < diag->sources.count; i++)
    if (diag->sources.items[i] == source)
      return i;
  list_add(diag->arena, &diag->sources, source);
  return diag->sources.count - 1;
}

static bool is_equal(const Report *a, const Report *b)
{
  return a->code == b->code && a->severity == b->severity && a->at.source == b->at.source &&
         a->at.start == b->at.start && strcmp(a->message, b->message) == 0;
}

// What was asked for its code makes of a warning; false: it is not said.
static bool choose_severity(const Diag *diag, DiagCode code, Severity *severity)
{
  if (diag->choices[code] == WARNING_IS_ERROR && *severity == SEVERITY_WARNING)
    *severity = SEVERITY_ERROR;
  return diag->choices[code] != WARNING_OFF;
}

static void report(Diag *diag, Severity severity, DiagCode code, Span at, const char *format,
                   va_list arguments)
{
  diag->last = NULL;
  if (!choose_severity(diag, code, &severity))
    return;
  Report found = {.severity = severity, .code = code, .at = at};
  found.message = shown_text(diag->arena, arena_print_list(diag->arena, format, arguments));
  found.source_order = order_of(diag, at.source);
  found.order = diag->reports.count;
  for (int i = 0; i < diag->reports.count; i++)
    if (is_equal(diag->reports.items[i], &found))
      return;
  if (++diag->counts[severity] > diag->max_errors) {
    diag->unsaid_count += severity == SEVERITY_ERROR;
    return;
  }
  diag->last = arena_new(diag->arena, Report);
  *diag->last = found;
  list_add(diag->arena, &diag->reports, diag->last);
}

void diag_error(Diag *diag, DiagCode code, Span at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  report(diag, SEVERITY_ERROR, code, at, format, arguments);
  va_end(arguments);
}

void diag_warning(Diag *diag, DiagCode code, Span at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  report(diag, SEVERITY_WARNING, code, at, format, arguments);
  va_end(arguments);
}

void diag_remark(Diag *diag, DiagCode code, Span at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  report(diag, SEVERITY_NOTE, code, at, format, arguments);
  va_end(arguments);
}

static Remark remark(Diag *diag, Span at, const char *format, va_list arguments)
{
  return (Remark){.at = at,
                  .message =
                      shown_text(diag->arena, arena_print_list(diag->arena, format, arguments))};
}

#define ADD_REMARK(list, at)                                                                       \
  va_list arguments;                                                                               \
  if (!diag->last)                                                                                 \
    return;                                                                                        \
  va_start(arguments, format);                                                                     \
  list_add(diag->arena, &diag->last->list, remark(diag, at, format, arguments));                   \
  va_end(arguments)

void diag_label(Diag *diag, Span at, const char *format, ...)
{
  ADD_REMARK(labels, at);
}

void diag_note(Diag *diag, Span at, const char *format, ...)
{
  ADD_REMARK(notes, at);
}

void diag_help(Diag *diag, const char *format, ...)
{
  ADD_REMARK(helps, (Span){0});
}

void diag_fix(Diag *diag, Span at, const char *format, ...)
{
  ADD_REMARK(fixes, at);
  diag->last->fixes.items[diag->last->fixes.count - 1].is_certain = true;
}

static void add_guess(Diag *diag, Span at, const char *format, ...)
{
  ADD_REMARK(fixes, at);
}

void diag_suggest(Diag *diag, Span at, const char *name)
{
  diag_help(diag, "did you mean `%s`?", name);
  add_guess(diag, at, "%s", name);
}

int diag_error_count(const Diag *diag)
{
  return diag->counts[SEVERITY_ERROR];
}

int diag_warning_count(const Diag *diag)
{
  return diag->counts[SEVERITY_WARNING];
}

const char *diag_warning_name(int position, char *name, size_t size)
{
  for (int code = 0; code < DIAG_CODE_COUNT; code++) {
    if (diag_text(code)->number[0] != 'W' || position-- > 0)
      continue;
    snprintf(name, size, "%s", diag_text(code)->title);
    for (char *p = name; (p = strchr(p, ' '));)
      *p = '-';
    return name;
  }
  return NULL;
}

bool diag_choose(Diag *diag, const char *name, WarningChoice choice)
{
  char own[64];
  bool found = false;
  for (int code = 0, position = 0; code < DIAG_CODE_COUNT; code++) {
    if (diag_text(code)->number[0] != 'W')
      continue;
    diag_warning_name(position++, own, sizeof own);
    if (name && strcmp(name, own))
      continue;
    bool is_off = diag->choices[code] == WARNING_OFF;
    if (choice == WARNING_ON ? is_off : name || !is_off)
      diag->choices[code] = choice == WARNING_ON ? WARNING_SAID : choice;
    found = true;
  }
  return found;
}

static int compare_reports(const void *left, const void *right)
{
  const Report *a = *(Report *const *)left, *b = *(Report *const *)right;
  if (a->source_order != b->source_order)
    return a->source_order < b->source_order ? -1 : 1;
  if (a->at.start != b->at.start)
    return a->at.start < b->at.start ? -1 : 1;
  return a->order - b->order;
}

Report **diag_sorted(const Diag *diag, Arena *arena)
{
  size_t count = (size_t)diag->reports.count;
  Report **reports = arena_array(arena, Report *, count + 1);
  if (count) {
    memcpy(reports, diag->reports.items, count * sizeof *reports);
    qsort(reports, count, sizeof *reports, compare_reports);
  }
  return reports;
}

int diag_apply_fixes(const Diag *diag, const Source *source, Text *out)
{
  Arena *arena = arena_create();
  Report **reports = diag_sorted(diag, arena);
  uint32_t copied = 0;
  int count = 0;
  for (int i = 0; i < diag->reports.count; i++)
    for (int k = 0; k < reports[i]->fixes.count; k++) {
      const Remark *fix = &reports[i]->fixes.items[k];
      if (!fix->is_certain || fix->at.source != source || fix->at.start < copied)
        continue;
      text_add_bytes(out, source->text + copied, fix->at.start - copied);
      text_add(out, "%s", fix->message);
      copied = fix->at.end;
      count++;
    }
  text_add_bytes(out, source->text + copied, source->length - copied);
  arena_destroy(arena);
  return count;
}
