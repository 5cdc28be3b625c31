// csv: a record a line, numbers only.
//
//   csv("digits.csv.gz", x: cols(0, 63), label: col(-1))     columns from 0; negative from the end
//   csv("f.csv", x: cols(1, 784), label: col(0), header: 1)  1: the first line is one, 0: it is not
//
// Quotes, CRLF and a byte order mark are taken. Without `header` the first line is one if a cell
// that is read is no number there.

#include "data.h"
#include "files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINE = 1 << 20, MAX_FIELDS = 16 };

// A field takes the columns first .. last of a line.
typedef struct Field {
  const char *name;
  int64_t first, last;
  double *values;
  int64_t count, capacity;
} Field;

typedef struct Csv {
  NetcStream stream;
  char buffer[1 << 16];
  int64_t buffered, used;
  char *line;  // MAX_LINE bytes
  const char **cells;
  int *starts;                // the column of the text of each cell, from 1
  int64_t cell_count, width;  // of this line; of every line
  int64_t line_number;
  Field fields[MAX_FIELDS];
  int field_count;
  int header;  // 1, 0, -1: not said
} Csv;

static bool fail_at(const Csv *csv, int column, NetcError *error, const char *what)
{
  return netc_fail(error, "%s:%" PRId64 ":%d: %s", csv->stream.path, csv->line_number, column,
                   what);
}

// The next byte, -1 at the end, -2 with the error set.
static int next_byte(Csv *csv, NetcError *error)
{
  if (csv->used == csv->buffered) {
    csv->used = 0;
    if (!netc_stream_read(&csv->stream, csv->buffer, sizeof csv->buffer, &csv->buffered, error))
      return -2;
    if (csv->buffered == 0)
      return -1;
  }
  return (unsigned char)csv->buffer[csv->used++];
}

// A line without its end into `line`; false at the end of the file (*ended) or on an error.
static bool read_line(Csv *csv, bool *ended, NetcError *error)
{
  int64_t length = 0;
  int byte = next_byte(csv, error);
  *ended = byte == -1;
  csv->line_number++;
  for (; byte >= 0 && byte != '\n'; byte = next_byte(csv, error)) {
    if (length == MAX_LINE - 1)
      return fail_at(csv, MAX_LINE, error, "a line over the limit of 1 MiB");
    if (byte == 0)
      return fail_at(csv, (int)length + 1, error, "a zero byte; expected text");
    csv->line[length++] = (char)byte;
  }
  if (length > 0 && csv->line[length - 1] == '\r')
    length--;
  csv->line[length] = 0;
  if (csv->line_number == 1 && strncmp(csv->line, "\xef\xbb\xbf", 3) == 0)
    memmove(csv->line, csv->line + 3, (size_t)length - 2);
  return byte != -2 && !*ended;
}

// Cuts the line into cells in place; quotes are taken off.
static bool split_line(Csv *csv, NetcError *error)
{
  char *from = csv->line, *to = csv->line;
  csv->cell_count = 0;
  for (bool more = true; more;) {
    csv->starts[csv->cell_count] = (int)(from - csv->line) + 1;
    csv->cells[csv->cell_count++] = to;
    bool quoted = *from == '"';
    for (from += quoted; *from && (quoted || *from != ',');) {
      if (quoted && *from == '"' && from[1] != '"') {
        quoted = false;
        from++;
        continue;
      }
      from += quoted && *from == '"';
      *to++ = *from++;
    }
    if (quoted)
      return fail_at(csv, csv->starts[csv->cell_count - 1], error, "a quote that is not closed");
    more = *from == ',';
    from += more;
    *to++ = 0;
  }
  return true;
}

static bool cell_number(const Csv *csv, int64_t cell, double *value)
{
  char text[64];
  const char *from = csv->cells[cell];
  from += strspn(from, " \t");
  size_t length = strlen(from);
  while (length > 0 && strchr(" \t", from[length - 1]))
    length--;
  if (length >= sizeof text)
    return false;
  memcpy(text, from, length);
  text[length] = 0;
  return netc_parse_number(text, value);
}

static bool is_header(const Csv *csv)
{
  double value;
  if (csv->header >= 0)
    return csv->header;
  for (int i = 0; i < csv->field_count; i++)
    for (int64_t cell = csv->fields[i].first; cell <= csv->fields[i].last; cell++)
      if (!cell_number(csv, cell, &value))
        return true;
  return false;
}

static bool add_value(Field *field, double value, NetcError *error)
{
  if (field->count == field->capacity) {
    int64_t capacity = field->capacity ? field->capacity * 2 : 1024;
    double *longer = realloc(field->values, (size_t)capacity * sizeof *longer);
    if (!longer)
      return netc_fail_memory(error, capacity * (int64_t)sizeof *longer, "the numbers of a csv");
    field->values = longer;
    field->capacity = capacity;
  }
  field->values[field->count++] = value;
  return true;
}

static bool add_line(Csv *csv, NetcError *error)
{
  char what[200], shown[64];
  for (int i = 0; i < csv->field_count; i++) {
    Field *field = &csv->fields[i];
    for (int64_t cell = field->first; cell <= field->last; cell++) {
      double value;
      if (!cell_number(csv, cell, &value)) {
        snprintf(what, sizeof what, "expected a number for %s, found \"%s\"", field->name,
                 netc_escape(shown, sizeof shown, csv->cells[cell]));
        return fail_at(csv, csv->starts[cell], error, what);
      }
      if (!add_value(field, value, error))
        return false;
    }
  }
  return true;
}

// "cols(1, 784)" or "col(-1)" against the width that the first line has.
static bool resolve_fields(Csv *csv, const NetcReader *reader, NetcError *error)
{
  for (int i = 0; i < reader->argument_count; i++) {
    const NetcArgument *argument = &reader->arguments[i];
    long long first, last;
    int end = 0;
    if (!*argument->name || strcmp(argument->name, "header") == 0)
      continue;
    const char *text = argument->text ? argument->text : "";
    if (sscanf(text, " col ( %lld ) %n", &first, &end) == 1 && end > 0)
      last = first;
    else if (sscanf(text, " cols ( %lld , %lld ) %n", &first, &last, &end) != 2 || end == 0)
      return netc_fail(error, "csv: %s: expected col(i) or cols(first, last)", argument->name);
    first += first < 0 ? csv->width : 0;
    last += last < 0 ? csv->width : 0;
    if (first < 0 || last < first || last >= csv->width)
      return netc_fail(error, "%s: %s: %s does not fit lines of %" PRId64 " cells",
                       csv->stream.path, argument->name, text, csv->width);
    if (csv->field_count == MAX_FIELDS)
      return netc_fail(error, "csv: more than %d fields", MAX_FIELDS);
    csv->fields[csv->field_count++] = (Field){.name = argument->name, .first = first, .last = last};
  }
  return csv->field_count > 0 || netc_fail(error, "csv: expected fields such as label: col(0)");
}

static bool read_lines(Csv *csv, const NetcReader *reader, NetcError *error)
{
  bool ended = false;
  while (read_line(csv, &ended, error)) {
    if (!csv->line[0])
      continue;
    if (!split_line(csv, error))
      return false;
    bool first = csv->width == 0;
    if (first) {
      csv->width = csv->cell_count;
      if (!resolve_fields(csv, reader, error))
        return false;
    }
    if (csv->cell_count != csv->width) {
      char what[128];
      snprintf(what, sizeof what, "%" PRId64 " cells, expected %" PRId64 " as in the first line",
               csv->cell_count, csv->width);
      return fail_at(csv, 1, error, what);
    }
    if (!(first && is_header(csv)) && !add_line(csv, error))
      return false;
  }
  if (ended && (csv->width == 0 || csv->fields[0].count == 0))
    return fail_at(csv, 1, error, "no records");
  return ended;
}

static bool add_columns(NetcData *data, Csv *csv, NetcError *error)
{
  for (int i = 0; i < csv->field_count; i++) {
    Field *field = &csv->fields[i];
    int64_t width = field->last - field->first + 1;
    NetcArray array = {.element = NETC_ELEMENT_F64,
                       .rank = width > 1 ? 2 : 1,
                       .extents = {field->count / width, width},
                       .bytes = field->count * (int64_t)sizeof(double),
                       .data = (char *)field->values};
    field->values = NULL;
    if (!netc_data_add_column(data, field->name, csv->stream.path, &array, error))
      return false;
    data->columns[data->column_count - 1].flat = true;
  }
  return true;
}

static bool read_file(NetcData *data, Csv *csv, const NetcReader *reader, const char *path,
                      NetcError *error)
{
  const NetcArgument *header = netc_argument_find(reader, "header");
  csv->header = header && !header->text ? header->number != 0 : -1;
  csv->line = malloc(MAX_LINE);
  csv->cells = malloc(MAX_LINE * sizeof *csv->cells);
  csv->starts = malloc(MAX_LINE * sizeof *csv->starts);
  bool fine = (csv->line && csv->cells && csv->starts) || netc_fail(error, "%s: no memory", path);
  fine =
      fine && netc_data_add_stamp(data, path, error) && netc_stream_open(&csv->stream, path, error);
  if (fine) {
    fine = read_lines(csv, reader, error) && add_columns(data, csv, error);
    netc_stream_close(&csv->stream);
  }
  for (int i = 0; i < csv->field_count; i++)
    free(csv->fields[i].values);
  free(csv->line);
  free(csv->cells);
  free(csv->starts);
  return fine;
}

bool netc_read_csv(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  if (request->part == NETC_PART_TEST && strcmp(request->reader->role, "data") == 0)
    return true;  // a single file has no parts
  if (!name || !name->text)
    return netc_fail(error, "csv: expected the name of a file");
  char *path = netc_data_locate(request, name->text, false, error);
  Csv *csv = path ? calloc(1, sizeof *csv) : NULL;
  bool fine = csv && read_file(data, csv, request->reader, path, error);
  if (path && !csv)
    netc_fail(error, "%s: no memory", path);
  free(csv);
  free(path);
  return fine;
}
