// Rules for names.
//
//   rule *.conv1x1_1.* -> *.conv1.*      fire2.conv1x1_1.weight -> fire2.conv1.weight
//
// Where a pattern has several stars the first ones take as much as they can: the texts between them
// are looked for from the end, so that a match takes one walk and never goes back.

#include "map.h"

#include "lines.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STARS = 8, MAX_TERMS = 8, MAX_NAME = 1000, MAX_RULES = 65536, MAX_FAULTS = 20 };

typedef struct Span {
  const char *start;
  size_t length;
} Span;

static Span trim(const char *start, const char *end)
{
  while (start < end && strchr(" \t", *start))
    start++;
  while (end > start && strchr(" \t", end[-1]))
    end--;
  return (Span){start, (size_t)(end - start)};
}

static int count_stars(Span text)
{
  int count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += text.start[i] == '*';
  return count;
}

// -- matching -------------------------------------------------------------------------------------

// The last place of a text in `in`, else null.
static const char *find_last(Span in, Span text)
{
  for (size_t i = in.length + 1; i-- > text.length;)
    if (memcmp(in.start + i - text.length, text.start, text.length) == 0)
      return in.start + i - text.length;
  return NULL;
}

// Cuts a pattern at its stars; the number of stars.
static int cut(const char *pattern, Span *parts)
{
  int count = 0;
  for (;; count++) {
    size_t length = strcspn(pattern, "*");
    parts[count] = (Span){pattern, length};
    if (!pattern[length])
      return count;
    pattern += length + 1;
  }
}

// What the stars of a pattern stand for in a name; false if it does not match.
static bool match(const char *pattern, const char *name, Span *stars)
{
  Span parts[MAX_STARS + 1];
  int count = cut(pattern, parts);
  size_t length = strlen(name), first = parts[0].length, last = parts[count].length;
  if (count == 0)
    return strcmp(pattern, name) == 0;
  if (length < first + last || memcmp(name, parts[0].start, first) != 0 ||
      memcmp(name + length - last, parts[count].start, last) != 0)
    return false;
  const char *start = name + first, *end = name + length - last;
  for (int i = count - 1; i > 0; i--) {
    const char *found = find_last((Span){start, (size_t)(end - start)}, parts[i]);
    if (!found)
      return false;
    stars[i] = (Span){found + parts[i].length, (size_t)(end - found) - parts[i].length};
    end = found;
  }
  stars[0] = (Span){start, (size_t)(end - start)};
  return true;
}

static char *fill(const char *pattern, const Span *stars)
{
  NetcText text = {0};
  Span parts[MAX_STARS + 1];
  int count = cut(pattern, parts);
  for (int i = 0; i <= count; i++) {
    if (i > 0)
      netc_text_add_bytes(&text, stars[i - 1].start, stars[i - 1].length);
    netc_text_add_bytes(&text, parts[i].start, parts[i].length);
  }
  if (text.failed)
    netc_text_free(&text);
  return text.data;
}

bool netc_map_name(NetcMap *map, const char *name, NetcAccept *accept, const void *context,
                   char **renamed, const NetcRule **rule, NetcError *error)
{
  Span stars[MAX_STARS];
  *renamed = NULL;
  if (strlen(name) > MAX_NAME)
    return true;
  for (int i = 0; i < map->count; i++) {
    if (!match(map->rules[i].theirs, name, stars))
      continue;
    char *made = fill(map->rules[i].ours, stars);
    if (!made)
      return netc_fail(error, "no memory for names");
    if (!accept || accept(context, made)) {
      map->rules[i].used = true;
      *renamed = made;
      *rule = &map->rules[i];
      return true;
    }
    free(made);
  }
  return true;
}

// -- rules as text --------------------------------------------------------------------------------

static bool add_rule(NetcMap *map, Span theirs, Span ours, int terms, int64_t line)
{
  if ((map->count & (map->count - 1)) == 0) {  // a power of two, or none: full
    size_t room = map->count ? 2 * (size_t)map->count : 1;
    NetcRule *longer = realloc(map->rules, room * sizeof *longer);
    if (!longer)
      return false;
    map->rules = longer;
  }
  NetcRule rule = {strndup(theirs.start, theirs.length), strndup(ours.start, ours.length), terms,
                   line, false};
  map->rules[map->count++] = rule;
  return rule.theirs && rule.ours;
}

// Null if one side can be made from the other, else what is wrong.
static const char *judge(Span theirs, Span ours)
{
  if (theirs.length == 0)
    return "expected a name before the arrow";
  if (theirs.length > MAX_NAME || ours.length > MAX_NAME)
    return "a name over the limit of 1000 bytes";
  if (count_stars(theirs) > MAX_STARS)
    return "more than 8 stars in a name";
  if (ours.length > 0 && count_stars(theirs) != count_stars(ours))
    return "expected as many stars behind the arrow as before it";
  return NULL;
}

// Parts `a + b + c` from its end; the number of terms, 0 if there are too many.
static int part_terms(Span left, Span *terms)
{
  int count = 0;
  const char *end = left.start + left.length;
  for (const char *at = end; at > left.start; at--)
    if (at[-1] == '+' && at - 1 > left.start && strchr(" \t", at[-2]) &&
        (at == end || strchr(" \t", *at))) {
      if (count == MAX_TERMS - 1)
        return 0;
      terms[count++] = trim(at, end);
      end = at - 1;
    }
  terms[count] = trim(left.start, end);
  return count + 1;
}

static const char *parse_rule(NetcMap *map, const char *text, int64_t line)
{
  Span terms[MAX_TERMS];
  const char *end = text + strlen(text), *arrow = strstr(text, "->");
  if (!arrow)
    return "expected `theirs -> ours`";
  Span ours = trim(arrow + 2, end);
  int count = part_terms(trim(text, arrow), terms);
  if (count == 0)
    return "more than 8 names to add";
  for (int i = 0; i < count; i++) {
    const char *wrong = judge(terms[i], ours);
    if (wrong)
      return wrong;
  }
  if (map->count + count > MAX_RULES)
    return "more than 65536 names";
  for (int i = 0; i < count; i++)
    if (!add_rule(map, terms[i], ours, ours.length > 0 ? count : 1, line))
      return "no memory for it";
  return NULL;
}

bool netc_map_add(NetcMap *map, const char *text, NetcError *error)
{
  const char *wrong = parse_rule(map, text, 0);
  return !wrong || netc_fail(error, "%s: %s", text, wrong);
}

// A comment begins with # at the start of a line or after a space.
static void cut_comment(char *line)
{
  for (char *at = line; *at; at++)
    if (*at == '#' && (at == line || strchr(" \t", at[-1]))) {
      *at = 0;
      return;
    }
}

static void add_line(NetcMap *map, const NetcLines *lines, NetcText *faults, int *count)
{
  char shown[100];
  cut_comment(lines->line);
  const char *end = lines->line + strlen(lines->line);
  if (trim(lines->line, end).length == 0)
    return;
  const char *wrong = parse_rule(map, lines->line, lines->number);
  if (wrong && (*count)++ < MAX_FAULTS)
    netc_text_add(faults, "%s%s:%" PRId64 ": %s, found %s", *count > 1 ? "\n" : "", map->path,
                  lines->number, wrong, netc_escape(shown, sizeof shown, lines->line));
}

bool netc_map_load(NetcMap *map, const char *path, NetcError *error)
{
  NetcText faults = {0};
  bool ended = false;
  int count = 0;
  *map = (NetcMap){.path = path};
  NetcLines *lines = netc_lines_open(path, error);
  if (!lines)
    return false;
  while (netc_lines_next(lines, &ended, error))
    add_line(map, lines, &faults, &count);
  netc_lines_close(lines);
  if (ended && count > MAX_FAULTS)
    netc_text_add(&faults, "\nand %d more", count - MAX_FAULTS);
  bool fine = ended && count == 0;
  if (ended && !fine)
    netc_fail(error, "%s", faults.data ? faults.data : path);
  netc_text_free(&faults);
  if (!fine)
    netc_map_free(map);
  return fine;
}

void netc_map_free(NetcMap *map)
{
  for (int i = 0; i < map->count; i++) {
    free(map->rules[i].theirs);
    free(map->rules[i].ours);
  }
  free(map->rules);
  *map = (NetcMap){0};
}
