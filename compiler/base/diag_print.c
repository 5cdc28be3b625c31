// Diagnostics: printing. Marks stand below what they mean, whatever the line holds.

#include "base/report.h"

enum { MAX_SHOWN_COLUMNS = 160 };

const char *severity_name(Severity severity)
{
  static const char *const names[SEVERITY_COUNT] = {"error", "warning", "note"};
  return names[severity];
}

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
  size_t start = source->line_starts[number - 1], end = source_line_end(source, start);
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
    int width = add_shown_character(&line.text, source->text + i, length, code, column);
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
  return at.source == source && source_line(source, at.start) == number;
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
  int number = source_line(source, at.start);
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
  const char *name = shown_text(out->arena, at.source->name);
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

void diag_draw(Text *out, const Report *r, bool color)
{
  const Style *style = color ? &color_style : &plain_style;
  const char *const colors[SEVERITY_COUNT] = {style->error, style->warning, style->note};
  add_place(out, style, r->at);
  text_add(out, "%s%s:%s %s%s%s [%s]\n", colors[r->severity], severity_name(r->severity),
           style->end, style->bold, r->message, style->end, diag_text(r->code)->number);
  if (r->at.source && r->at.source->length)
    add_picture(out, style, r->at, r->labels.items, r->labels.count);
  for (int i = 0; i < r->labels.count; i++) {  // those of other lines have a picture of their own
    Span at = r->labels.items[i].at;
    if (!r->at.source || !is_on_line(r->at.source, at, source_line(r->at.source, r->at.start)))
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
  Report **reports = diag_sorted(diag, arena);
  for (int i = 0; i < diag->reports.count; i++) {
    Text out = {.arena = arena};
    diag_draw(&out, reports[i], color);
    fputs(text_get(&out), stream);
  }
  if (diag->unsaid_count)
    fprintf(stream, "%d more error%s not shown (--max-errors)\n", diag->unsaid_count,
            diag->unsaid_count == 1 ? "" : "s");
  arena_destroy(arena);
}
