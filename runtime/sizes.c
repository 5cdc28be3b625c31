// Sizes of the day against what the net requires of them (NetcRequirement). The check is code of
// the net; a run on the sizes of the run before passes it by.

#include "session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// The number of the first requirement that is not met; -1: all are.
static int find_unmet(const NetcEntry *entry, const int64_t *symbols)
{
  _Alignas(NETC_ARENA_ALIGNMENT) int32_t unmet = -1;
  void *outputs[] = {&unmet};
  NetcCall call = {.outputs = outputs, .symbols = symbols};
  entry->check(&call);
  return unmet;
}

// "T is 2; required at m.net:2", of a layer "T is 2; required at library/shape.net:27, called at
// m.net:6 in block1": cut to the size.
static void explain(char *to, size_t size, const NetcEntry *entry,
                    const NetcRequirement *requirement, const int64_t *symbols)
{
  size_t at = 0;
  to[0] = 0;
#define ADD(...)                                                                                   \
  do {                                                                                             \
    if (at < size)                                                                                 \
      at += (size_t)snprintf(to + at, size - at, __VA_ARGS__);                                     \
  } while (0)
  for (int i = 0; i < entry->symbol_count && i < 64; i++)
    if (requirement->symbols >> i & 1)
      ADD("%s%s is %" PRId64, at ? ", " : "", entry->symbols[i], symbols[i]);
  if (*requirement->rule)
    ADD("%srequired at %s", at ? "; " : "", requirement->rule);
  if (*requirement->call)
    ADD(", called at %s", requirement->call);
  if (*requirement->call && *requirement->layers)
    ADD(" in %s", requirement->layers);
#undef ADD
}

bool netc_session_check(NetcSession *session, const NetcEntry *entry, const int64_t *symbols,
                        const char *what, NetcError *error)
{
  size_t bytes = (size_t)entry->symbol_count * sizeof *symbols;
  if (!entry->check || (session->checked == entry->check && bytes <= sizeof session->sizes &&
                        memcmp(session->sizes, symbols, bytes) == 0))
    return true;
  int unmet = find_unmet(entry, symbols);
  if (unmet < 0) {
    session->checked = entry->check;
    if (bytes <= sizeof session->sizes)
      memcpy(session->sizes, symbols, bytes);
    return true;
  }
  if (unmet >= entry->requirement_count)  // of loops text that was changed
    return netc_fail(error, "%s: requirement %d of %s is not met, and has no message", what, unmet,
                     entry->name);
  char why[1024];
  const NetcRequirement *requirement = &entry->requirements[unmet];
  explain(why, sizeof why, entry, requirement, symbols);
  return netc_fail(error, "%s: %.2000s (%s)", what, requirement->message, why);
}

// The largest size of one symbol at which requirement `unmet` and those before it are met; false:
// there is none.
static bool lower_symbol(const NetcEntry *entry, int unmet, int64_t *size, const int64_t *symbols)
{
  int64_t before = *size;
  for (int tries = 0; *size > 1 && tries < 65536; tries++) {
    --*size;
    int found = find_unmet(entry, symbols);
    if (found < 0 || found > unmet)
      return true;
  }
  *size = before;
  return false;
}

// One requirement after the other, each by one of its symbols.
bool netc_sizes_lower(const NetcEntry *entry, int64_t *symbols, int first)
{
  int unmet = entry->check ? find_unmet(entry, symbols) : -1;
  while (unmet >= 0) {
    bool met = false;
    if (unmet >= entry->requirement_count)
      return false;
    for (int i = entry->symbol_count - 1; i >= first && !met; i--)
      if (i < 64 && entry->requirements[unmet].symbols >> i & 1)
        met = lower_symbol(entry, unmet, &symbols[i], symbols);
    if (!met)
      return false;
    unmet = find_unmet(entry, symbols);
  }
  return true;
}
