// Lines of formatted text, aligned at the end.

#include "syntax/lines.h"

enum { MAX_COLUMNS = 100 };

Line *lines_last(Lines *lines)
{
  return lines->items.count ? &lines->items.items[lines->items.count - 1] : NULL;
}

Line *lines_begin(Lines *lines, int indent, bool is_continuation)
{
  Line line = {.text = {.arena = lines->arena}, .is_continuation = is_continuation};
  text_add(&line.text, "%*s", indent, "");
  list_add(lines->arena, &lines->items, line);
  return lines_last(lines);
}

void lines_add_blank(Lines *lines)
{
  if (lines->items.count && lines_last(lines)->text.length)
    lines_begin(lines, 0, false);
}

static int width(const char *text, size_t length)
{
  int columns = 0;
  for (size_t i = 0; i < length; i++)
    columns += ((unsigned char)text[i] & 0xC0) != 0x80;
  return columns;
}

int lines_column(const Line *line)
{
  return width(text_get(&line->text), line->text.length);
}

static int cell_width(const Line *line)
{
  return width(text_get(&line->text), line->cell_end);
}

// The lines from `first` that share a column: neighbours with cells of one kind. Lines that go on with a
// setting lie between without ending the run.
static int run_end(const Lines *lines, int first)
{
  CellKind kind = lines->items.items[first].cell;
  int end = first + 1;
  while (end < lines->items.count) {
    const Line *line = &lines->items.items[end];
    bool goes_on = kind == CELL_SETTING && line->is_continuation && line->text.length;
    bool is_other = kind == CELL_STAGE && !line->is_continuation;  // statement
    if ((line->cell != kind && !goes_on) || is_other)
      break;
    end++;
  }
  return end;
}

static void insert_spaces(Arena *arena, Line *line, size_t at, int count)
{
  Text wider = {.arena = arena};
  text_add_bytes(&wider, text_get(&line->text), at);
  text_add(&wider, "%*s", count, "");
  text_add_bytes(&wider, text_get(&line->text) + at, line->text.length - at);
  line->text = wider;
}

static void align_run(Lines *lines, int first, int end)
{
  int widest = 0, shift = 0;
  CellKind kind = lines->items.items[first].cell;
  for (int i = first; i < end; i++)
    if (lines->items.items[i].cell == kind && cell_width(&lines->items.items[i]) > widest)
      widest = cell_width(&lines->items.items[i]);
  for (int i = first; i < end; i++) {
    const Line *line = &lines->items.items[i];
    if (line->cell == kind && lines_column(line) - cell_width(line) + widest > MAX_COLUMNS)
      return;
  }
  for (int i = first; i < end; i++) {
    Line *line = &lines->items.items[i];
    if (line->cell == kind) {
      shift = widest - cell_width(line);
      insert_spaces(lines->arena, line, line->cell_end, shift);
    } else {
      insert_spaces(lines->arena, line, 0, shift);  // below what it was aligned to
    }
  }
}

void lines_print(Lines *lines, Text *out)
{
  for (int kind = CELL_STAGE; kind > CELL_NONE; kind--)
    for (int i = 0; i < lines->items.count; i++)
      if (lines->items.items[i].cell == (CellKind)kind) {
        int end = run_end(lines, i);
        align_run(lines, i, end);
        i = end - 1;
      }
  for (int i = 0; i < lines->items.count; i++) {
    const Text *text = &lines->items.items[i].text;
    text_add_bytes(out, text_get(text), text->length);
    text_add_bytes(out, "\n", 1);
  }
}
