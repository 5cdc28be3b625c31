// Text files by lines.

#include "lines.h"

#include "text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// A packed file may hold a thousand times its size.
static const int64_t max_bytes = INT64_C(1) << 32;

enum { MAX_LINE = 1 << 24 };

NetcLines *netc_lines_open(const char *path, NetcError *error)
{
  NetcLines *lines = malloc(sizeof *lines);
  if (!lines) {
    netc_fail_memory(error, (int64_t)sizeof *lines, path);
    return NULL;
  }
  lines->line = NULL;
  lines->length = lines->capacity = lines->number = lines->buffered = lines->used = 0;
  if (netc_stream_open(&lines->stream, path, error))
    return lines;
  free(lines);
  return NULL;
}

void netc_lines_close(NetcLines *lines)
{
  if (!lines)
    return;
  netc_stream_close(&lines->stream);
  free(lines->line);
  free(lines);
}

bool netc_lines_fail(const NetcLines *lines, int64_t column, NetcError *error, const char *format,
                     ...)
{
  char text[2000];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  return netc_fail(error, "%s:%" PRId64 ":%" PRId64 ": %s", lines->stream.path, lines->number,
                   column, text);
}

// More bytes in the buffer; none of them at the end of the file.
static bool refill(NetcLines *lines, NetcError *error)
{
  lines->used = lines->buffered = 0;
  if (lines->stream.position > max_bytes)
    return netc_lines_fail(lines, 1, error, "over the limit of %" PRId64 " bytes of text",
                           max_bytes);
  return netc_stream_read(&lines->stream, lines->buffer, sizeof lines->buffer, &lines->buffered,
                          error);
}

static bool append(NetcLines *lines, const char *bytes, int64_t count, NetcError *error)
{
  int64_t needed = lines->length + count + 1;
  if (needed > MAX_LINE)
    return netc_lines_fail(lines, MAX_LINE, error, "a line over the limit of %d MiB",
                           MAX_LINE >> 20);
  if (needed > lines->capacity) {
    int64_t capacity = needed * 2;
    char *longer = realloc(lines->line, (size_t)capacity);
    if (!longer)
      return netc_fail_memory(error, capacity, "a line");
    lines->line = longer;
    lines->capacity = capacity;
  }
  const char *zero = memchr(bytes, 0, (size_t)count);
  if (zero)
    return netc_lines_fail(lines, lines->length + (zero - bytes) + 1, error,
                           "a zero byte; expected text");
  memcpy(lines->line + lines->length, bytes, (size_t)count);
  lines->length += count;
  return true;
}

static void trim(NetcLines *lines)
{
  static const char mark[] = "\xef\xbb\xbf";
  if (lines->length > 0 && lines->line[lines->length - 1] == '\r')
    lines->length--;
  lines->line[lines->length] = 0;
  if (lines->number == 1 && strncmp(lines->line, mark, sizeof mark - 1) == 0) {
    lines->length -= (int64_t)sizeof mark - 1;
    memmove(lines->line, lines->line + sizeof mark - 1, (size_t)lines->length + 1);
  }
}

bool netc_lines_next(NetcLines *lines, bool *ended, NetcError *error)
{
  lines->length = 0;
  lines->number++;
  *ended = false;
  for (bool first = true;; first = false) {
    if (lines->used == lines->buffered && !refill(lines, error))
      return false;
    if (lines->buffered == 0 && first) {
      *ended = true;
      return false;
    }
    const char *from = lines->buffer + lines->used;
    int64_t left = lines->buffered - lines->used;
    const char *end = left > 0 ? memchr(from, '\n', (size_t)left) : NULL;
    int64_t count = end ? end - from : left;
    if (!append(lines, from, count, error))
      return false;
    lines->used += count + (end != NULL);
    if (end || left == 0)
      break;
  }
  trim(lines);
  return true;
}

char *netc_line_word(char **at)
{
  char *word = *at + strspn(*at, " \t");
  if (!*word)
    return NULL;
  char *end = word + strcspn(word, " \t");
  *at = *end ? end + 1 : end;
  *end = 0;
  return word;
}
