// Text as a terminal may show it: controls and broken UTF-8 as escapes, tabs widened, wide
// characters measured.

#include "base/report.h"

#include <string.h>

enum { TAB_WIDTH = 8 };

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

int add_shown_character(Text *out, const char *text, int length, long code, int column)
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

const char *shown_text(Arena *arena, const char *text)
{
  Text out = {.arena = arena};
  for (size_t left = strlen(text); left > 0;) {
    int length;
    long code = text_decode(text, left, &length);
    if (code == '\n')
      text_add_bytes(&out, "\n", 1);
    else
      add_shown_character(&out, text, length, code, 0);
    text += length;
    left -= (size_t)length;
  }
  return text_get(&out);
}
