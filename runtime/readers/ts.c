// Time series as the UCR and UEA archives store them, a case a line.
//
//   ts("japanese-vowels")           *_TRAIN.ts for training, *_TEST.ts for testing
//   ts("GunPoint_TRAIN.ts")         one file
//
//   # a comment
//   @timeStamps false
//   @classLabel true 1 2 3
//   @data
//   1.8,1.9,1.7:0.2,0.1,0.3:2       dimensions by `:`, values by `,`, the class last
//
// Fields: x: f32[B, T, dimensions], where T is the longest of the file and shorter series end in
// zeros; lengths: i32[B]; label: i32[B], in the order of @classLabel, which names the classes, or
// the number itself where @targetLabel stands in its place.

#include "files.h"
#include "lines.h"
#include "vector.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef enum Labels { LABELS_NONE, LABELS_CLASS, LABELS_TARGET } Labels;

typedef struct Series {
  NetcLines *lines;
  Labels kind;
  NetcWords classes;
  NetcVector values;   // of all cases: dimension by dimension
  NetcVector lengths;  // of each case
  NetcVector labels;
  int64_t dimensions, longest;
} Series;

// -- header ---------------------------------------------------------------------------------------

static bool read_classes(Series *s, char *at, bool *says, NetcError *error)
{
  const char *word = netc_line_word(&at);
  *says = word && strcasecmp(word, "true") == 0;
  if (!word || (!*says && strcasecmp(word, "false") != 0))
    return netc_lines_fail(s->lines, 1, error, "expected true, with the names, or false");
  while (*says && (word = netc_line_word(&at)))
    if (netc_words_add(&s->classes, word) < 0)
      return netc_fail(error, "no memory for the names of classes");
  return true;
}

// A line `@name value`. *data: it is the last one.
static bool read_setting(Series *s, bool *data, NetcError *error)
{
  char *at = s->lines->line, *name = netc_line_word(&at), *value;
  bool says = false, fine = true;
  int64_t dimensions = 0;
  if (*name != '@')
    return netc_lines_fail(s->lines, 1, error, "expected @data before the first case");
  *data = strcasecmp(name, "@data") == 0;
  if (strcasecmp(name, "@classLabel") == 0) {
    fine = read_classes(s, at, &says, error);
    if (fine && says && s->classes.count == 0)
      return netc_lines_fail(s->lines, 1, error, "@classLabel names no classes");
    s->kind = says ? LABELS_CLASS : s->kind;
  } else if (strcasecmp(name, "@targetLabel") == 0) {
    fine = read_classes(s, at, &says, error);
    s->kind = says ? LABELS_TARGET : s->kind;
  } else if (strcasecmp(name, "@timeStamps") == 0) {
    value = netc_line_word(&at);
    if (!value || strcasecmp(value, "false") != 0)
      return netc_lines_fail(s->lines, 1, error, "series with time stamps are not read");
  } else if (strcasecmp(name, "@dimensions") == 0) {
    value = netc_line_word(&at);
    if (!value || !netc_parse_integer(value, &dimensions) || dimensions < 1)
      return netc_lines_fail(s->lines, 1, error, "expected a number of dimensions");
    s->dimensions = dimensions;
  }
  return fine;
}

static bool read_header(Series *s, NetcError *error)
{
  bool ended = false, data = false;
  while (!data && netc_lines_next(s->lines, &ended, error)) {
    const char *line = s->lines->line + strspn(s->lines->line, " \t");
    if (*line && *line != '#' && !read_setting(s, &data, error))
      return false;
  }
  return data || (ended && netc_fail(error, "%s: no @data", s->lines->stream.path));
}

// -- cases ----------------------------------------------------------------------------------------

static bool read_value(Series *s, char *text, NetcError *error)
{
  double value;
  char *at = text, *word = netc_line_word(&at);
  int64_t column = text - s->lines->line + 1;
  if (word && strcmp(word, "?") == 0)
    return netc_lines_fail(s->lines, column, error,
                           "a missing value (?); fill it in, or leave the case out");
  if (!word || netc_line_word(&at) || !netc_parse_number(word, &value))
    return netc_lines_fail(s->lines, column, error, "expected a number, found \"%.40s\"",
                           word ? word : "");
  return netc_vector_add(&s->values, value, error);
}

// The values of one dimension, up to its end.
static bool read_dimension(Series *s, char *text, int64_t *length, NetcError *error)
{
  *length = 0;
  for (char *next = text; next; text = next, ++*length) {
    next = strchr(text, ',');
    if (next)
      *next++ = 0;
    if (!read_value(s, text, error))
      return false;
  }
  return true;
}

static bool read_label(Series *s, char *text, NetcError *error)
{
  char *at = text, *word = netc_line_word(&at);
  double value = word && s->kind == LABELS_CLASS ? netc_words_find(&s->classes, word) : 0;
  int64_t column = text - s->lines->line + 1;
  if (s->kind == LABELS_CLASS && (!word || value < 0))
    return netc_lines_fail(s->lines, column, error, "the class %.80s is not in @classLabel",
                           word ? word : "");
  if (s->kind == LABELS_TARGET && (!word || !netc_parse_number(word, &value)))
    return netc_lines_fail(s->lines, column, error, "expected a number as the target");
  return netc_vector_add(&s->labels, value, error);
}

static bool read_case(Series *s, NetcError *error)
{
  int64_t dimensions = 0, first = 0, length;
  char *text = s->lines->line, *next = strchr(text, ':');
  // The last part is the label, if there is one.
  for (; next || s->kind == LABELS_NONE; text = next, next = strchr(text, ':')) {
    if (next)
      *next++ = 0;
    if (!read_dimension(s, text, &length, error))
      return false;
    if (dimensions++ == 0)
      first = length;
    if (length != first)
      return netc_lines_fail(s->lines, text - s->lines->line + 1, error,
                             "%" PRId64 " values, the first dimension of this case has %" PRId64,
                             length, first);
    if (!next)
      break;
  }
  if (dimensions == 0)
    return netc_lines_fail(s->lines, 1, error, "expected values, `:` and a class");
  if (s->dimensions == 0)
    s->dimensions = dimensions;
  if (dimensions != s->dimensions)
    return netc_lines_fail(s->lines, 1, error, "%" PRId64 " dimensions, expected %" PRId64,
                           dimensions, s->dimensions);
  s->longest = first > s->longest ? first : s->longest;
  return netc_vector_add(&s->lengths, (double)first, error) &&
         (s->kind == LABELS_NONE || read_label(s, text, error));
}

static bool read_cases(Series *s, NetcError *error)
{
  bool ended = false;
  while (netc_lines_next(s->lines, &ended, error)) {
    const char *line = s->lines->line + strspn(s->lines->line, " \t");
    if (*line && *line != '#' && !read_case(s, error))
      return false;
  }
  return ended && (s->lengths.count > 0 ||
                   netc_fail(error, "%s: no cases after @data", s->lines->stream.path));
}

// -- columns --------------------------------------------------------------------------------------

// Series by time, in rows of one length.
static bool add_series(Series *s, NetcData *data, const char *path, NetcError *error)
{
  NetcArray x = {.element = NETC_ELEMENT_F32,
                 .rank = 3,
                 .extents = {s->lengths.count, s->longest, s->dimensions}};
  const float *from = (const float *)(const void *)s->values.data;
  if (!netc_shape_bytes(x.extents, x.rank, (int64_t)sizeof *from, &x.bytes))
    return netc_fail(error, "%s: too large", path);
  float *to = calloc((size_t)x.bytes, 1);
  if (!to)
    return netc_fail_memory(error, x.bytes, path);
  x.data = (char *)to;
  for (int64_t i = 0; i < s->lengths.count; i++, to += s->longest * s->dimensions) {
    int64_t length = (int64_t)netc_vector_get(&s->lengths, i);
    for (int64_t d = 0; d < s->dimensions; d++)
      for (int64_t t = 0; t < length; t++)
        to[t * s->dimensions + d] = *from++;
  }
  return netc_data_add_column(data, "x", path, &x, error);
}

static bool add_columns(Series *s, NetcData *data, const char *path, NetcError *error)
{
  if (!add_series(s, data, path, error))
    return false;
  NetcArray lengths = netc_vector_take(&s->lengths, 0);
  if (!netc_data_add_column(data, "lengths", path, &lengths, error))
    return false;
  if (s->kind == LABELS_NONE)
    return true;
  NetcArray labels = netc_vector_take(&s->labels, 0);
  if (!netc_data_add_column(data, "label", path, &labels, error))
    return false;
  data->columns[data->column_count - 1].is_target = true;
  return s->kind != LABELS_CLASS ||
         netc_data_set_classes(data, s->classes.words, s->classes.count, error);
}

static bool read_file(NetcData *data, const char *path, NetcError *error)
{
  Series s = {.values.element = NETC_ELEMENT_F32,
              .lengths.element = NETC_ELEMENT_I32,
              .labels.element = NETC_ELEMENT_F32};
  s.lines = netc_data_add_stamp(data, path, error) ? netc_lines_open(path, error) : NULL;
  bool fine = s.lines && read_header(&s, error) && read_cases(&s, error) &&
              add_columns(&s, data, path, error);
  netc_lines_close(s.lines);
  netc_words_free(&s.classes);
  netc_vector_free(&s.values);
  netc_vector_free(&s.lengths);
  netc_vector_free(&s.labels);
  return fine;
}

bool netc_read_ts(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  if (!name || !name->text)
    return netc_fail(error, "ts: expected the name of a folder or a file");
  char *path = netc_data_locate(request, name->text, true, error);
  if (path && netc_is_folder(path)) {
    char *folder = path;
    const char *end = request->part == NETC_PART_TEST ? "_TEST.ts" : "_TRAIN.ts";
    path = netc_folder_find(folder, end, error);
    free(folder);
  } else if (path && netc_request_is_beside(request)) {
    free(path);
    return true;  // a single file has no parts
  }
  bool fine = path && read_file(data, path, error);
  free(path);
  return fine;
}
