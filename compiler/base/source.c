// Sources: lines and columns of their bytes.

#include "base/report.h"

#include <string.h>

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

int source_line(const Source *source, uint32_t offset)
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

size_t source_line_end(const Source *source, size_t start)
{
  const char *newline = memchr(source->text + start, '\n', source->length - start);
  size_t end = newline ? (size_t)(newline - source->text) : source->length;
  return end > start && source->text[end - 1] == '\r' ? end - 1 : end;
}

void source_locate(const Source *source, uint32_t offset, int *line, int *column)
{
  if (offset > source->length)
    offset = (uint32_t)source->length;
  *line = source_line(source, offset);
  *column = 1;
  for (size_t i = source->line_starts[*line - 1]; i < offset; i++)
    *column += ((unsigned char)source->text[i] & 0xC0) != 0x80;
}
