// Diagnostics: collecting, sorting and printing.
//
// A report is kept with its labels, notes and helps until the end of the run; then all are sorted
// by source (in the order the sources were first named) and place, equal ones are dropped, and each
// is shown with its source line. Text that comes from files may hold anything, so control
// characters and broken UTF-8 are written as escapes; tabs are widened and wide characters
// measured, so that the marks stand below what they mean.

#include "base/diag.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT } Severity;

typedef struct Remark {
  Span at;
  const char *message;
  bool is_certain;  // a fix: no person needs to look at it
} Remark;

typedef struct Report {
  Severity severity;
  DiagCode code;
  Span at;
  const char *message;
  int source_order, order;  // sorting keys: of the source, of the report itself
  ListOf(Remark) labels, notes, helps, fixes;
} Report;

struct Diag {
  Arena *arena;
  int max_errors;
  int counts[SEVERITY_COUNT], unsaid_count;
  WarningChoice choices[DIAG_CODE_COUNT];
  ListOf(Report *) reports;
  ListOf(const Source *) sources;  // in the order they were first named
  Report *last;                    // null: the last report was over the limit, its notes go nowhere
};

static const DiagText codes[] = {
#define CODE(number, title, explanation, wrong, right) {#number, title, explanation, wrong, right},
#include "base/codes.def"
#undef CODE
};

enum { DEFAULT_MAX_ERRORS = 20, TAB_WIDTH = 8, MAX_SHOWN_COLUMNS = 160 };

// Sources

Source *source_create(Arena *arena, const char *name, const char *text, size_t length)
{
  Source *source = arena_new(arena, Source);
  ListOf(size_t) starts = {0};
  list_add(arena, &starts, 0);
  for (const char *p = text; (p = memchr(p, '\n', length - (size_t)(p - text))); p++)
    list_add(arena, &starts, (size_t)(p - text) + 1);
  source->name = name;
  source->text = text;
  source->length = length;
  source->line_starts = starts.items;
  source->line_count = starts.count;
  return source;
}

static int line_of(const Source *source, uint32_t offset)
{
  int low = 0, high = source->line_count;
  while (high - low > 1) {
    int middle = low + (high - low) / 2;
    if (source->line_starts[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low + 1;
}

// The end of a line without its line end; `start` is its first byte.
static size_t line_end(const Source *source, size_t start)
{
  const char *newline = memchr(source->text + start, '\n', source->length - start);
  size_t end = newline ? (size_t)(newline - source->text) : source->length;
  return end > start && source->text[end - 1] == '\r' ? end - 1 : end;
}

void source_locate(const Source *source, uint32_t offset, int *line, int *column)
{
  if (offset > source->length)
    offset = (uint32_t)source->length;
  *line = line_of(source, offset);
  *column = 1;
  for (size_t i = source->line_starts[*line - 1]; i < offset; i++)
    *column += ((unsigned char)source->text[i] & 0xC0) != 0x80;
}

// Characters

typedef struct Interval {
  long first, last;
} Interval;

// Marks that stand on the character before them, and characters that take no place.
static const Interval narrow[] = {
    {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},   {0x64B, 0x65F},
    {0xE31, 0xE31},   {0xE34, 0xE3A},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};
// East Asian wide and full-width characters, emoji.
static const Interval wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

static bool is_in(long code, const Interval *intervals, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (code >= intervals[i].first && code <= intervals[i].last)
      return true;
  return false;
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// Characters that a terminal would obey instead of showing: controls, and those that turn the
// direction.
static bool is_control(long code)
{
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
}

// Appends one character as it may be shown; returns the columns it takes.
static int add_character(Text *out, const char *text, int length, long code, int column)
{
  if (code == '\t') {
    int width = TAB_WIDTH - column % TAB_WIDTH;
    text_add(out, "%*s", width, "");
    return width;
  }
  size_t before = out->length;
  if (code < 0)
    text_add(out, "<%02X>", (unsigned char)text[0]);
  else if (is_control(code))
    text_add(out, code < 0x100 ? "\\x%02lx" : "\\u%04lx", code);
  else {
    text_add_bytes(out, text, (size_t)length);
    return is_in(code, narrow, COUNT_OF(narrow)) ? 0 : is_in(code, wide, COUNT_OF(wide)) ? 2 : 1;
  }
  return (int)(out->length - before);
}

// Messages hold names and values out of files: nothing in them may reach the terminal unescaped.
static const char *escape(Arena *arena, const char *text)
{
  Text out = {.arena = arena};
  for (size_t left = strlen(text); left > 0;) {
    int length;
    long code = text_decode(text, left, &length);
    if (code == '\n')
      text_add_bytes(&out, "\n", 1);
    else
      add_character(&out, text, length, code, 0);
    text += length;
    left -= (size_t)length;
  }
  return text_get(&out);
}

// Collecting

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
  found.message = escape(diag->arena, arena_print_list(diag->arena, format, arguments));
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
                  .message = escape(diag->arena, arena_print_list(diag->arena, format, arguments))};
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
    if (codes[code].number[0] != 'W' || position-- > 0)
      continue;
    snprintf(name, size, "%s", codes[code].title);
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
    if (codes[code].number[0] != 'W')
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

static Report **sorted(const Diag *diag, Arena *arena)
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
  Report **reports = sorted(diag, arena);
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

// Pictures

typedef struct Style {
  const char *bold, *error, *warning, *note, *help, *dim, *mark, *end;
} Style;

static const Style plain_style = {"", "", "", "", "", "", "", ""};
static const Style color_style = {"\33[1m",    "\33[1;31m", "\33[1;35m", "\33[1;36m",
                                  "\33[1;32m", "\33[2m",    "\33[1;32m", "\33[0m"};

// One source line as shown, and where the columns of some of its bytes fall.
typedef struct Line {
  Text text;
  size_t first, last;  // the bytes shown
  int *columns;        // by byte - first, one more for the end
  bool is_cut;
} Line;

// A line of megabytes is shown by a window round the mark.
static Line show_line(Arena *arena, const Source *source, int number, uint32_t mark)
{
  Line line = {.text = {.arena = arena}};
  size_t start = source->line_starts[number - 1], end = line_end(source, start);
  line.first = start;
  if (mark > start + MAX_SHOWN_COLUMNS / 2 && end - start > MAX_SHOWN_COLUMNS)
    line.first = mark - MAX_SHOWN_COLUMNS / 2;
  while (line.first > start && ((unsigned char)source->text[line.first] & 0xC0) == 0x80)
    line.first--;
  line.last = end - line.first > MAX_SHOWN_COLUMNS ? line.first + MAX_SHOWN_COLUMNS : end;
  line.is_cut = line.last < end;
  line.columns = arena_array(arena, int, line.last - line.first + 5);
  int column = 0;
  if (line.first > start) {
    text_add(&line.text, "...");
    column = 3;
  }
  for (size_t i = line.first; i < line.last;) {
    int length;
    long code = text_decode(source->text + i, end - i, &length);
    int width = add_character(&line.text, source->text + i, length, code, column);
    for (int k = 0; k < length; k++)
      line.columns[i - line.first + (size_t)k] = column;
    column += width;
    i += (size_t)length;
  }
  line.columns[line.last - line.first] = column;
  return line;
}

static int column_at(const Line *line, size_t offset)
{
  if (offset <= line->first)
    return line->columns[0];
  return line->columns[(offset > line->last ? line->last : offset) - line->first];
}

// A row of spaces with `first` and then `rest` below a stretch of the line; at least one mark.
static void draw_mark(Text *row, const Line *line, Span at, char first, char rest)
{
  int start = column_at(line, at.start), end = column_at(line, at.end);
  while ((int)row->length < start)
    text_add_bytes(row, " ", 1);
  for (int column = start; column < end || column == start; column++) {
    char mark = column == start ? first : rest;
    if ((int)row->length <= column)
      text_add_bytes(row, &mark, 1);
  }
}

static bool is_on_line(const Source *source, Span at, int number)
{
  return at.source == source && line_of(source, at.start) == number;
}

// A row below the picture: bars, or the mark of one label with its text.
static void add_row(Text *out, const Style *style, int gutter, const char *row, const char *label)
{
  text_add(out, "%*s | %s%s%s%s%s\n", gutter, "", style->mark, row, *label ? " " : "", label,
           style->end);
}

static void add_picture(Text *out, const Style *style, Span at, const Remark *labels,
                        int label_count)
{
  const Source *source = at.source;
  int number = line_of(source, at.start);
  char digits[16];
  int gutter = snprintf(digits, sizeof digits, "%d", number) + 2;
  Line line = show_line(out->arena, source, number, at.start);
  text_add(out, "%s%*d |%s%s%s%s\n", style->dim, gutter, number, style->end,
           line.text.length ? " " : "", text_get(&line.text), line.is_cut ? "..." : "");
  const char *own_label = "";
  for (int i = 0; i < label_count; i++)
    if (labels[i].at.start == at.start && labels[i].at.source == source)
      own_label = labels[i].message;
  Text row = {.arena = out->arena};
  draw_mark(&row, &line, at, '^', '~');
  add_row(out, style, gutter, text_get(&row), own_label);
  for (int i = 0; i < label_count; i++) {
    if (!is_on_line(source, labels[i].at, number) || labels[i].at.start == at.start)
      continue;
    Text below = {.arena = out->arena};
    draw_mark(&below, &line, labels[i].at, '~', '~');
    add_row(out, style, gutter, text_get(&below), labels[i].message);
  }
}

static void add_place(Text *out, const Style *style, Span at)
{
  int line, column;
  if (!at.source)
    return;
  const char *name = escape(out->arena, at.source->name);
  if (at.end == 0 && at.source->length == 0) {
    text_add(out, "%s%s:%s ", style->bold, name, style->end);
    return;
  }
  source_locate(at.source, at.start, &line, &column);
  text_add(out, "%s%s:%d:%d:%s ", style->bold, name, line, column, style->end);
}

static void add_remark(Text *out, const Style *style, const Remark *note)
{
  add_place(out, style, note->at);
  text_add(out, "%snote:%s %s\n", style->note, style->end, note->message);
  if (note->at.source && note->at.source->length)
    add_picture(out, style, note->at, NULL, 0);
}

static const char *const severities[SEVERITY_COUNT] = {"error", "warning", "note"};

static void add_report(Text *out, const Style *style, const Report *r)
{
  const char *const colors[SEVERITY_COUNT] = {style->error, style->warning, style->note};
  add_place(out, style, r->at);
  text_add(out, "%s%s:%s %s%s%s [%s]\n", colors[r->severity], severities[r->severity], style->end,
           style->bold, r->message, style->end, codes[r->code].number);
  if (r->at.source && r->at.source->length)
    add_picture(out, style, r->at, r->labels.items, r->labels.count);
  for (int i = 0; i < r->labels.count; i++) {  // those of other lines have a picture of their own
    Span at = r->labels.items[i].at;
    if (!r->at.source || !is_on_line(r->at.source, at, line_of(r->at.source, r->at.start)))
      add_remark(out, style, &r->labels.items[i]);
  }
  for (int i = 0; i < r->notes.count; i++)
    add_remark(out, style, &r->notes.items[i]);
  for (int i = 0; i < r->helps.count; i++)
    text_add(out, "%shelp:%s %s\n", style->help, style->end, r->helps.items[i].message);
}

void diag_print(const Diag *diag, FILE *stream, bool color)
{
  Arena *arena = arena_create();
  Report **reports = sorted(diag, arena);
  const Style *style = color ? &color_style : &plain_style;
  for (int i = 0; i < diag->reports.count; i++) {
    Text out = {.arena = arena};
    add_report(&out, style, reports[i]);
    fputs(text_get(&out), stream);
  }
  if (diag->unsaid_count)
    fprintf(stream, "%d more error%s not shown (--max-errors)\n", diag->unsaid_count,
            diag->unsaid_count == 1 ? "" : "s");
  arena_destroy(arena);
}

// JSON

static void add_json_text(Text *out, const char *text)
{
  text_add_bytes(out, "\"", 1);
  for (size_t left = strlen(text); left > 0;) {
    int length;
    long code = text_decode(text, left, &length);
    if (code < 0)
      text_add(out, "\\ufffd");
    else if (code == '"' || code == '\\')
      text_add(out, "\\%c", (int)code);
    else if (code == '\n')
      text_add(out, "\\n");
    else if (code < 0x20 || code == 0x7F)
      text_add(out, "\\u%04lx", code);
    else
      text_add_bytes(out, text, (size_t)length);
    text += length;
    left -= (size_t)length;
  }
  text_add_bytes(out, "\"", 1);
}

static void add_json_place(Text *out, Span at)
{
  if (!at.source) {
    text_add(out, "\"file\":null");
    return;
  }
  int line, column, end_line, end_column;
  source_locate(at.source, at.start, &line, &column);
  source_locate(at.source, at.end < at.start ? at.start : at.end, &end_line, &end_column);
  text_add(out, "\"file\":");
  add_json_text(out, at.source->name);
  text_add(out,
           ",\"line\":%d,\"column\":%d,\"end_line\":%d,\"end_column\":%d,\"start_byte\":%u,"
           "\"end_byte\":%u",
           line, column, end_line, end_column, at.start, at.end < at.start ? at.start : at.end);
}

// An array of remarks; `text_key` names their text, null for a plain array of texts.
static void add_json_remarks(Text *out, const char *key, const Remark *remarks, int count,
                             const char *text_key)
{
  text_add(out, ",\"%s\":[", key);
  for (int i = 0; i < count; i++) {
    text_add(out, "%s", i ? "," : "");
    if (text_key)
      text_add(out, "{\"%s\":", text_key);
    add_json_text(out, remarks[i].message);
    if (text_key) {
      text_add(out, ",");
      add_json_place(out, remarks[i].at);
      text_add(out, "}");
    }
  }
  text_add(out, "]");
}

static void add_json_fixes(Text *out, const Report *r)
{
  text_add(out, ",\"fixes\":[");
  for (int i = 0; i < r->fixes.count; i++) {
    text_add(out, "%s{\"text\":", i ? "," : "");
    add_json_text(out, r->fixes.items[i].message);
    text_add(out, ",\"applicability\":\"%s\",",
             r->fixes.items[i].is_certain ? "machine" : "perhaps");
    add_json_place(out, r->fixes.items[i].at);
    text_add(out, "}");
  }
  text_add(out, "]");
}

void diag_print_json(const Diag *diag, FILE *stream)
{
  Arena *arena = arena_create();
  Report **reports = sorted(diag, arena);
  for (int i = 0; i < diag->reports.count; i++) {
    const Report *r = reports[i];
    Text out = {.arena = arena}, rendered = {.arena = arena};
    text_add(&out, "{\"code\":\"%s\",\"severity\":\"%s\",\"message\":", codes[r->code].number,
             severities[r->severity]);
    add_json_text(&out, r->message);
    text_add(&out, ",");
    add_json_place(&out, r->at);
    add_json_remarks(&out, "labels", r->labels.items, r->labels.count, "message");
    add_json_remarks(&out, "notes", r->notes.items, r->notes.count, "message");
    add_json_remarks(&out, "help", r->helps.items, r->helps.count, NULL);
    add_json_fixes(&out, r);
    add_report(&rendered, &plain_style, r);
    text_add(&out, ",\"rendered\":");
    add_json_text(&out, text_get(&rendered));
    fprintf(stream, "%s}\n", text_get(&out));
  }
  arena_destroy(arena);
}

// Explaining

static void print_indented(FILE *stream, const char *text)
{
  while (*text) {
    size_t length = strcspn(text, "\n");
    fprintf(stream, "  %.*s\n", (int)length, text);
    text += length + (text[length] == '\n');
  }
}

// Fills lines of at most 80 columns.
static void print_filled(FILE *stream, const char *text)
{
  int column = 0;
  while (*text) {
    int length = (int)strcspn(text, " ");
    if (column && column + 1 + length > 80) {
      fputc('\n', stream);
      column = 0;
    }
    column += fprintf(stream, "%s%.*s", column ? " " : "", length, text);
    text += length + (text[length] == ' ');
  }
  fputc('\n', stream);
}

const DiagText *diag_text(DiagCode code)
{
  return &codes[code];
}

bool diag_explain(const char *code, FILE *stream)
{
  for (int i = 0; i < DIAG_CODE_COUNT; i++) {
    if (strcmp(codes[i].number, code) != 0)
      continue;
    fprintf(stream, "%s: %s\n\n", code, codes[i].title);
    print_filled(stream, codes[i].explanation);
    if (*codes[i].wrong) {
      fputs("\nWrong:\n", stream);
      print_indented(stream, codes[i].wrong);
    }
    if (*codes[i].right) {
      fputs("\nRight:\n", stream);
      print_indented(stream, codes[i].right);
    }
    return true;
  }
  return false;
}
