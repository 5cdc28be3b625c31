// Numbers of bytes as people read and write them.

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { KIBI_BITS = 10, LARGEST_BITS = 62 };

static const char letters[] = "kMGT";

const char *text_size(Arena *arena, int64_t bytes)
{
  double value = (double)bytes;
  int unit = -1;
  for (; value >= 1000 && unit < 3; unit++)
    value /= 1 << KIBI_BITS;
  if (unit < 0)
    return arena_print(arena, "%lld bytes", (long long)bytes);
  int digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return arena_print(arena, "%.*f %ciB", digits, value, unit ? letters[unit] : 'K');
}

// `` 1, K 1024, KiB 1024, kB 1000; 0: it is no unit.
static double unit_bytes(const char *unit)
{
  if (!*unit)
    return 1;
  const char *letter = strchr(letters, *unit == 'K' ? 'k' : *unit);
  if (!letter)
    return 0;
  bool decimal = !strcmp(unit + 1, "B"), binary = !unit[1] || !strcmp(unit + 1, "iB");
  double bytes = 1;
  for (const char *l = letters; l <= letter; l++)
    bytes *= decimal ? 1000 : 1 << KIBI_BITS;
  return decimal || binary ? bytes : 0;
}

bool text_read_size(const char *text, int64_t *bytes)
{
  static const char digits[] = "0123456789";
  size_t whole = strspn(text, digits), part = 0;
  if (text[whole] == '.') {
    part = strspn(text + whole + 1, digits);
    if (!part)
      return false;
    part++;
  }
  double unit = unit_bytes(text + whole + part), value = strtod(text, NULL) * unit;
  if (!whole || unit <= 0 || value < 1 || value > (double)((int64_t)1 << LARGEST_BITS))
    return false;
  *bytes = (int64_t)value;
  return true;
}
