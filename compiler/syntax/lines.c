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

// The two things that lines are aligned by.
static size_t stop_of(const Line *line, bool by_comment)
{
  return by_comment ? line->comment_start : line->cell_end;
}

static bool has_stop(const Line *line, CellKind kind, bool by_comment)
{
  return by_comment ? line->comment_start > 0 : line->cell == kind;
}

// The lines from `first` that share a column: neighbours with stops of one kind. Lines that go on
// with a setting lie between without ending the run.
static int run_end(const Lines *lines, int first, bool by_comment)
{
  CellKind kind = lines->items.items[first].cell;
  int end = first + 1;
  for (; end < lines->items.count; end++) {
    const Line *line = &lines->items.items[end];
    if (by_comment && !line->comment_start)
      break;
    if (by_comment)
      continue;
    bool goes_on = kind == CELL_SETTING && line->is_continuation && line->text.length;
    bool is_other_statement = kind == CELL_STAGE && !line->is_continuation;
    if ((line->cell != kind && !goes_on) || is_other_statement)
      break;
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
  if (line->comment_start)
    line->comment_start += (size_t)count;
}

static void align_run(Lines *lines, int first, int end, bool by_comment)
{
  int widest = 0, longest = 0, shift = 0;
  CellKind kind = lines->items.items[first].cell;
  for (int i = first; i < end; i++) {
    const Line *line = &lines->items.items[i];
    int columns = width(text_get(&line->text), stop_of(line, by_comment));
    int rest = lines_column(line) - columns;
    if (!has_stop(line, kind, by_comment))
      continue;
    widest = columns > widest ? columns : widest;
    longest = rest > longest ? rest : longest;
  }
  if (widest + longest > MAX_COLUMNS)
    return;
  for (int i = first; i < end; i++) {
    Line *line = &lines->items.items[i];
    if (has_stop(line, kind, by_comment)) {
      size_t stop = stop_of(line, by_comment);
      shift = widest - width(text_get(&line->text), stop);
      insert_spaces(lines->arena, line, stop, shift);
    } else if (line->is_aligned) {
      insert_spaces(lines->arena, line, 0, shift);
    }
  }
}

static void align(Lines *lines, CellKind kind, bool by_comment)
{
  for (int i = 0; i < lines->items.count; i++)
    if (has_stop(&lines->items.items[i], kind, by_comment)) {
      int end = run_end(lines, i, by_comment);
      align_run(lines, i, end, by_comment);
      i = end - 1;
    }
}

void lines_print(Lines *lines, Text *out)
{
  align(lines, CELL_STAGE, false);
  align(lines, CELL_SETTING, false);
  align(lines, CELL_NONE, true);
  for (int i = 0; i < lines->items.count; i++) {
    const Text *text = &lines->items.items[i].text;
    text_add_bytes(out, text_get(text), text->length);
    text_add_bytes(out, "\n", 1);
  }
}
