// npy, the arrays of numpy: a magic, a version, a Python dict as text, the data.
//
//   npy(x: "train_x.npy", label: "train_y.npy")      files; a test part has a reader of its own
//   npy("spoken-digits")                             train_*.npy and test_*.npy of a folder
//
// In a folder the field of train_x.npy is x; x comes first, and y, label and target go to the
// inputs of train. A field `lengths` says how many steps of each record count: at least 1, at most
// as many as x has.
//
// The dict holds exactly descr, fortran_order and shape; it is read by hand, and nothing in it is
// ever executed: objects (pickles) and structured types are refused by name.

#include "data.h"
#include "files.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_HEADER = 1 << 16 };

typedef struct Parser {
  const char *path, *start, *at;
  int64_t base;  // of `start` in the file
} Parser;

static bool fail_at(const Parser *parser, NetcError *error, const char *expected)
{
  return netc_fail(error, "%s: byte %" PRId64 ": expected %s", parser->path,
                   parser->base + (parser->at - parser->start), expected);
}

static bool take(Parser *parser, char wanted)
{
  while (*parser->at == ' ')
    parser->at++;
  if (*parser->at != wanted)
    return false;
  parser->at++;
  return true;
}

// A quoted text without escapes, such as numpy writes.
static bool take_text(Parser *parser, char *to, size_t size)
{
  char quote = take(parser, '\'') ? '\'' : take(parser, '"') ? '"' : 0;
  const char *end = quote ? strchr(parser->at, quote) : NULL;
  if (!end || (size_t)(end - parser->at) >= size)
    return false;
  memcpy(to, parser->at, (size_t)(end - parser->at));
  to[end - parser->at] = 0;
  parser->at = end + 1;
  return true;
}

static bool take_word(Parser *parser, const char *word)
{
  while (*parser->at == ' ')
    parser->at++;
  size_t length = strlen(word);
  if (strncmp(parser->at, word, length) != 0)
    return false;
  parser->at += length;
  return true;
}

static bool take_shape(Parser *parser, NetcArray *array, NetcError *error)
{
  if (!take(parser, '('))
    return fail_at(parser, error, "a shape such as (60000, 784)");
  while (!take(parser, ')')) {
    char *end;
    while (*parser->at == ' ')
      parser->at++;
    if (!isdigit((unsigned char)*parser->at))
      return fail_at(parser, error, "an extent, 0 or more");
    if (array->rank == NETC_MAX_RANK)
      return fail_at(parser, error, "at most 8 dimensions");
    long long extent = strtoll(parser->at, &end, 10);
    if (end - parser->at > 18)
      return fail_at(parser, error, "an extent below 10^18");
    array->extents[array->rank++] = extent;
    parser->at = end;
    if (!take(parser, ',') && *parser->at != ')')
      return fail_at(parser, error, ", or )");
  }
  return true;
}

static bool find_type(const Parser *parser, const char *text, NetcArray *array, bool *swapped,
                      NetcError *error)
{
  static const struct {
    const char *text;
    NetcElement element;
  } types[] = {{"b1", NETC_ELEMENT_BOOL}, {"u1", NETC_ELEMENT_U8},  {"i1", NETC_ELEMENT_I8},
               {"u2", NETC_ELEMENT_U16},  {"i2", NETC_ELEMENT_I16}, {"f2", NETC_ELEMENT_F16},
               {"u4", NETC_ELEMENT_U32},  {"i4", NETC_ELEMENT_I32}, {"f4", NETC_ELEMENT_F32},
               {"u8", NETC_ELEMENT_U64},  {"i8", NETC_ELEMENT_I64}, {"f8", NETC_ELEMENT_F64}};
  char shown[64];
  if (strchr(text, 'O'))
    return netc_fail(error, "%s: holds Python objects (%s); they are never read", parser->path,
                     netc_escape(shown, sizeof shown, text));
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (!strchr("<>|=", *text) || !*text || strcmp(text + 1, types[i].text) != 0)
      continue;
    array->element = types[i].element;
    *swapped = *text == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '>' : '<');
    return true;
  }
  return netc_fail(error, "%s: descr is %s, expected a number type such as <f4", parser->path,
                   netc_escape(shown, sizeof shown, text));
}

typedef struct Header {
  bool has_descr, has_order, has_shape;
  bool fortran, swapped;
} Header;

static bool parse_entry(Parser *parser, NetcArray *array, Header *header, NetcError *error)
{
  char key[32], text[64];
  if (!take_text(parser, key, sizeof key) || !take(parser, ':'))
    return fail_at(parser, error, "a key and a colon");
  if (strcmp(key, "descr") == 0 && !header->has_descr) {
    header->has_descr = true;
    if (!take_text(parser, text, sizeof text))
      return fail_at(parser, error, "a simple type such as '<f4' (structured ones are not read)");
    return find_type(parser, text, array, &header->swapped, error);
  }
  if (strcmp(key, "fortran_order") == 0 && !header->has_order) {
    header->has_order = true;
    header->fortran = take_word(parser, "True");
    return header->fortran || take_word(parser, "False") || fail_at(parser, error, "True or False");
  }
  if (strcmp(key, "shape") == 0 && !header->has_shape) {
    header->has_shape = true;
    return take_shape(parser, array, error);
  }
  return fail_at(parser, error, "exactly the keys descr, fortran_order and shape");
}

static bool parse_header(Parser *parser, NetcArray *array, Header *header, NetcError *error)
{
  if (!take(parser, '{'))
    return fail_at(parser, error, "{");
  while (!take(parser, '}')) {
    if (!parse_entry(parser, array, header, error))
      return false;
    if (!take(parser, ',') && *parser->at != '}')
      return fail_at(parser, error, ", or }");
  }
  if (!header->has_descr || !header->has_order || !header->has_shape)
    return fail_at(parser, error, "the keys descr, fortran_order and shape before this");
  if (!take(parser, '\n') || *parser->at)
    return fail_at(parser, error, "spaces and a line end");
  return true;
}

static bool read_header(NetcStream *stream, NetcArray *array, Header *header, NetcError *error)
{
  unsigned char head[12];
  if (!netc_stream_read_exactly(stream, head, 10, error))
    return false;
  if (memcmp(head, "\x93NUMPY", 6) != 0)
    return netc_fail(error, "%s: byte 0: expected npy (\\x93NUMPY)", stream->path);
  if (head[6] < 1 || head[6] > 3 || head[7] != 0)
    return netc_fail(error, "%s: byte 6: version %d.%d, expected 1.0, 2.0 or 3.0", stream->path,
                     head[6], head[7]);
  int64_t length = head[8] | head[9] << 8;
  if (head[6] > 1) {
    if (!netc_stream_read_exactly(stream, head + 10, 2, error))
      return false;
    length |= (int64_t)head[10] << 16 | (int64_t)head[11] << 24;
  }
  if (length > MAX_HEADER)
    return netc_fail(error, "%s: byte 8: a header of %" PRId64 " bytes, over the limit of %d",
                     stream->path, length, MAX_HEADER);
  char *text = malloc((size_t)length + 1);
  if (!text)
    return netc_fail_memory(error, length, stream->path);
  Parser parser = {.path = stream->path, .start = text, .at = text, .base = stream->position};
  bool fine = netc_stream_read_exactly(stream, text, length, error);
  text[fine ? length : 0] = 0;
  fine = fine && parse_header(&parser, array, header, error);
  free(text);
  return fine;
}

// Column order becomes row order: the position of each element is counted along.
static bool reorder(NetcArray *array, NetcError *error)
{
  int64_t unit = netc_element_bytes(array->element), index[NETC_MAX_RANK] = {0};
  char *ordered = malloc((size_t)array->bytes + 1);
  if (!ordered)
    return netc_fail_memory(error, array->bytes, "an array in column order");
  for (int64_t at = 0; at < array->bytes; at += unit) {
    int64_t row_major = 0;
    for (int i = 0; i < array->rank; i++)
      row_major = row_major * array->extents[i] + index[i];
    memcpy(ordered + row_major * unit, array->data + at, (size_t)unit);
    for (int i = 0; i < array->rank && ++index[i] == array->extents[i]; i++)
      index[i] = 0;
  }
  free(array->data);
  array->data = ordered;
  return true;
}

static bool read_data(NetcStream *stream, NetcArray *array, const Header *header, NetcError *error)
{
  int64_t unit = netc_element_bytes(array->element);
  char shape[256];
  netc_format_shape(shape, sizeof shape, array->extents, array->rank);
  if (!netc_shape_bytes(array->extents, array->rank, unit, &array->bytes))
    return netc_fail(error, "%s: %s is over 2^63 bytes", stream->path, shape);
  int64_t left = netc_stream_limit(stream) - stream->position;
  if (array->bytes > left)
    return netc_fail(error, "%s: %s needs %" PRId64 " bytes of data, the file can hold %" PRId64,
                     stream->path, shape, array->bytes, left);
  array->data = malloc((size_t)array->bytes + 1);
  if (!array->data)
    return netc_fail_memory(error, array->bytes, stream->path);
  if (!netc_stream_read_exactly(stream, array->data, array->bytes, error) ||
      !netc_stream_expect_end(stream, error))
    return false;
  if (header->swapped)
    netc_swap_bytes(array->data, array->bytes / unit, array->element);
  return !header->fortran || array->rank < 2 || reorder(array, error);
}

bool netc_npy_load(NetcArray *array, const char *path, NetcError *error)
{
  NetcStream *stream = malloc(sizeof *stream);
  Header header = {0};
  *array = (NetcArray){0};
  if (!stream)
    return netc_fail_memory(error, (int64_t)sizeof *stream, path);
  bool fine = netc_stream_open(stream, path, error);
  if (fine) {
    fine = read_header(stream, array, &header, error) && read_data(stream, array, &header, error);
    netc_stream_close(stream);
  }
  free(stream);
  if (!fine) {
    free(array->data);
    array->data = NULL;
  }
  return fine;
}

bool netc_npy_save(const char *path, NetcDtype dtype, const int64_t *extents, int rank,
                   const void *data, NetcError *error)
{
  static const char *const types[] = {[NETC_F32] = "<f4",
                                      [NETC_I32] = "<i4",
                                      [NETC_U8] = "|u1",
                                      [NETC_BOOL] = "|b1",
                                      [NETC_F64] = "<f8"};
  char header[512];
  int64_t bytes;
  int length = snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': False, 'shape': (",
                        types[dtype]);
  for (int i = 0; i < rank; i++)
    length += snprintf(header + length, sizeof header - (size_t)length, "%" PRId64 "%s", extents[i],
                       rank == 1      ? ","
                       : i < rank - 1 ? ", "
                                      : "");
  length += snprintf(header + length, sizeof header - (size_t)length, "), }");
  while ((length + 11) % 64)
    header[length++] = ' ';
  header[length++] = '\n';
  const unsigned char head[10] = {
      0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (unsigned char)length, (unsigned char)(length >> 8)};
  NetcWriter *writer = malloc(sizeof *writer);
  if (!writer || !netc_shape_bytes(extents, rank, netc_dtype_bytes(dtype), &bytes)) {
    free(writer);
    return netc_fail(error, "%s: no memory to write it", path);
  }
  bool fine = netc_writer_open(writer, path, error);
  if (fine) {
    netc_writer_add(writer, head, sizeof head);
    netc_writer_add(writer, header, (size_t)length);
    netc_writer_add(writer, data, (size_t)bytes);
    fine = netc_writer_commit(writer, error);
  }
  free(writer);
  return fine;
}

// -- the reader -----------------------------------------------------------------------------------

static bool add_file(NetcData *data, const char *path, const char *field, NetcError *error)
{
  NetcArray array = {0};
  return netc_data_add_stamp(data, path, error) && netc_npy_load(&array, path, error) &&
         netc_data_add_column(data, field, path, &array, error);
}

static bool is_target(const char *field)
{
  static const char *const names[] = {"y", "label", "labels", "target", "targets"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(field, names[i]) == 0)
      return true;
  return false;
}

// "train_x.npy", plain or packed, is the field x of the part train.
static bool split_name(const char *name, const char *part, char *field, size_t size)
{
  size_t length = strlen(part), end = strlen(name);
  if (!netc_name_ends(name, ".npy") || strncmp(name, part, length) != 0 || name[length] != '_')
    return false;
  end -= strcasecmp(name + end - 3, ".gz") == 0 ? 7 : 4;
  int kept = (int)(end - length) - 1;
  return kept > 0 && snprintf(field, size, "%.*s", kept, name + length + 1) < (int)size;
}

// The files of a part: those of the field x, or the others.
static bool add_part(NetcData *data, const char *folder, const char *part, char **files, int count,
                     bool first, NetcError *error)
{
  char field[64], last[64] = "";
  for (int i = 0; i < count; i++) {
    if (!split_name(files[i], part, field, sizeof field) || (strcmp(field, "x") == 0) != first ||
        strcmp(field, last) == 0)  // a file may lie there plain and packed
      continue;
    strcpy(last, field);
    char *path = netc_path_join(folder, files[i]);
    bool fine =
        path ? add_file(data, path, field, error) : netc_fail(error, "%s: no memory", files[i]);
    free(path);
    if (!fine)
      return false;
    data->columns[data->column_count - 1].is_target = is_target(field);
  }
  return true;
}

static bool read_folder(NetcData *data, const NetcRequest *request, const char *folder,
                        NetcError *error)
{
  const char *part = request->part == NETC_PART_TEST ? "test" : "train";
  char **files;
  int count;
  if (!netc_folder_list(folder, &files, &count, error))
    return false;
  bool fine = add_part(data, folder, part, files, count, true, error) &&
              add_part(data, folder, part, files, count, false, error);
  netc_names_free(files, count);
  if (fine && data->column_count == 0 && request->part == NETC_PART_TRAIN)
    return netc_fail(error, "%s: no npy files; looked for train_*.npy such as train_x.npy", folder);
  return fine;
}

static bool read_files(NetcData *data, const NetcRequest *request, NetcError *error)
{
  for (int i = 0; i < request->reader->argument_count; i++) {
    const NetcArgument *argument = &request->reader->arguments[i];
    if (!argument->text)
      return netc_fail(error, "npy: %s: expected the name of a file", argument->name);
    char *path = netc_data_locate(request, argument->text, false, error);
    bool fine = path && add_file(data, path, argument->name, error);
    free(path);
    if (!fine)
      return false;
  }
  return data->column_count > 0 || netc_fail(error, "npy: expected at least one file");
}

// Every record has at least one step, and no more than the longest.
static bool check_lengths(const NetcData *data, NetcError *error)
{
  const NetcColumn *lengths = NULL, *series = NULL;
  for (int i = 0; i < data->column_count; i++) {
    if (strcmp(data->columns[i].name, "lengths") == 0)
      lengths = &data->columns[i];
    else if (!series && data->columns[i].rank > 0)
      series = &data->columns[i];
  }
  if (!lengths || !series || lengths->rank > 0)
    return true;
  int64_t unit = netc_element_bytes(lengths->element);
  for (int64_t i = 0; i < data->count; i++) {
    int32_t length;
    double value = 0;
    int64_t wrong =
        netc_convert(&length, NETC_I32, lengths->data + i * unit, lengths->element, 1, &value);
    if (wrong < 0)
      value = length;
    if (wrong >= 0 || length < 1 || length > series->extents[0])
      return netc_fail(
          error, "%s: record %" PRId64 ": a length of %g, expected 1 to %" PRId64 ", as %s is",
          lengths->origin, i, value, series->extents[0], series->origin);
  }
  return true;
}

bool netc_read_npy(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  char *folder = name && name->text && request->reader->argument_count == 1
                     ? netc_data_locate(request, name->text, true, error)
                     : NULL;
  bool fine, is_folder = folder && netc_is_folder(folder);
  if (is_folder)
    fine = read_folder(data, request, folder, error);
  else if (netc_request_is_beside(request))
    return free(folder), true;  // single files have no parts
  else
    fine = read_files(data, request, error);
  free(folder);
  return fine && check_lengths(data, error);
}
