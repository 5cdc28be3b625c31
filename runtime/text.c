// Messages, growing text, the nearest spelling, numbers. Numbers are read and written in the C
// locale: the runtime never calls setlocale.

#include "text.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool reserve(NetcText *text, size_t extra)
{
  size_t needed = text->length + extra + 1;
  if (text->failed || needed <= text->capacity)
    return !text->failed;
  size_t capacity = text->capacity ? text->capacity * 2 : 256;
  while (capacity < needed)
    capacity *= 2;
  char *data = realloc(text->data, capacity);
  text->failed = !data;
  if (data) {
    text->data = data;
    text->capacity = capacity;
  }
  return data != NULL;
}

void netc_text_add_bytes(NetcText *text, const char *bytes, size_t length)
{
  if (!reserve(text, length))
    return;
  memcpy(text->data + text->length, bytes, length);
  text->length += length;
  text->data[text->length] = 0;
}

void netc_text_add(NetcText *text, const char *format, ...)
{
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (length >= 0 && reserve(text, (size_t)length)) {
    vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
    text->length += (size_t)length;
  }
  va_end(arguments);
}

void netc_text_free(NetcText *text)
{
  free(text->data);
  *text = (NetcText){0};
}

bool netc_fail_list(NetcError *error, int status, const char *format, va_list arguments)
{
  error->status = status;
  vsnprintf(error->text, sizeof error->text, format, arguments);
  return false;
}

bool netc_fail(NetcError *error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  netc_fail_list(error, NETC_BAD_INPUT, format, arguments);
  va_end(arguments);
  return false;
}

bool netc_fail_usage(NetcError *error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  netc_fail_list(error, NETC_BAD_USAGE, format, arguments);
  va_end(arguments);
  return false;
}

bool netc_fail_memory(NetcError *error, int64_t bytes, const char *purpose)
{
  char size[32];
  return netc_fail(error, "no memory: %s needs %s", purpose,
                   netc_format_bytes(size, sizeof size, (double)bytes));
}

// The bytes of one control character at `text`, 0 if it may be printed: C0, DEL, and C1 in UTF-8.
static int control_length(const unsigned char *text)
{
  if (text[0] < 0x20 || text[0] == 0x7f)
    return 1;
  return text[0] == 0xc2 && text[1] >= 0x80 && text[1] < 0xa0 ? 2 : 0;
}

const char *netc_escape(char *to, size_t size, const char *text)
{
  size_t at = 0;
  const unsigned char *from = (const unsigned char *)text;
  while (*from && at + 9 < size) {
    int control = control_length(from);
    for (int i = 0; i < control; i++)
      at += (size_t)snprintf(to + at, size - at, "\\x%02x", *from++);
    if (!control)
      to[at++] = (char)*from++;
  }
  to[at] = 0;
  return to;
}

void netc_print_escaped(FILE *stream, const char *text)
{
  const unsigned char *from = (const unsigned char *)text;
  while (*from) {
    int control = *from == '\n' ? 0 : control_length(from);
    for (int i = 0; i < control; i++)
      fprintf(stream, "\\x%02x", *from++);
    if (!control)
      fputc(*from++, stream);
  }
}

enum { MAX_WORD = 63 };

// Edits between two words, a swap of neighbours counting one (Damerau 1964).
static int distance(const char *a, const char *b)
{
  int rows[3][MAX_WORD + 1];
  int n = (int)strlen(a), m = (int)strlen(b);
  if (n > MAX_WORD || m > MAX_WORD)
    return MAX_WORD;
  for (int j = 0; j <= m; j++)
    rows[0][j] = j;
  for (int i = 1; i <= n; i++) {
    int *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
    row[0] = i;
    for (int j = 1; j <= m; j++) {
      int best =
          above[j - 1] + (tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]));
      best = above[j] + 1 < best ? above[j] + 1 : best;
      best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
          before[j - 2] + 1 < best)
        best = before[j - 2] + 1;
      row[j] = best;
    }
  }
  return rows[n % 3][m];
}

const char *netc_nearest(const char *word, const char *const *candidates, int count)
{
  const char *nearest = NULL;
  int least = (int)strlen(word) / 3 + 2;
  for (int i = 0; i < count; i++) {
    int edits = distance(word, candidates[i]);
    if (edits < least && edits < (int)strlen(candidates[i])) {
      least = edits;
      nearest = candidates[i];
    }
  }
  return nearest;
}

bool netc_parse_integer(const char *text, int64_t *value)
{
  char *end;
  errno = 0;
  long long parsed = strtoll(text, &end, 10);
  if (end == text || *end || errno || isspace((unsigned char)*text))
    return false;
  *value = parsed;
  return true;
}

bool netc_parse_number(const char *text, double *value)
{
  char *end;
  double parsed = strtod(text, &end);
  if (end == text || *end || isspace((unsigned char)*text))
    return false;
  *value = parsed;
  return isfinite(parsed);
}

const char *netc_format_bytes(char *to, size_t size, double bytes)
{
  static const char *const units[] = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};
  int unit = 0;
  while (bytes >= 1000 && unit < 6) {
    bytes /= 1000;
    unit++;
  }
  snprintf(to, size, unit ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
  return to;
}

const char *netc_format_shape(char *to, size_t size, const int64_t *extents, int rank)
{
  size_t at = (size_t)snprintf(to, size, "[");
  for (int i = 0; i < rank && at + 24 < size; i++)
    at += (size_t)snprintf(to + at, size - at, i ? ", %" PRId64 : "%" PRId64, extents[i]);
  snprintf(to + at, size - at, "]");
  return to;
}

double netc_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

size_t netc_utf8_length(const unsigned char *at)
{
  if (at[0] < 0x80)
    return 1;
  size_t length = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
  if (at[0] < 0xc2 || at[0] > 0xf4)
    return 0;
  for (size_t i = 1; i < length; i++)
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  bool overlong = (at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xf0 && at[1] < 0x90);
  bool outside = (at[0] == 0xed && at[1] >= 0xa0) || (at[0] == 0xf4 && at[1] >= 0x90);
  return overlong || outside ? 0 : length;
}
