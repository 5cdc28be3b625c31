// The npy format: a magic, a version, a Python dict as text, the data.
//
//   \x93NUMPY 1 0 118 0 {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }   \n data
//
// The dict holds exactly descr, fortran_order and shape; it is read by hand, and nothing in it is
// ever executed: objects (pickles) and structured types are refused by name.

#include "npy.h"

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

static bool take_shape(Parser *parser, NetcNpy *header, NetcError *error)
{
  if (!take(parser, '('))
    return fail_at(parser, error, "a shape such as (60000, 784)");
  while (!take(parser, ')')) {
    char *end;
    while (*parser->at == ' ')
      parser->at++;
    if (!isdigit((unsigned char)*parser->at))
      return fail_at(parser, error, "an extent, 0 or more");
    if (header->rank == NETC_MAX_RANK)
      return fail_at(parser, error, "at most 8 dimensions");
    long long extent = strtoll(parser->at, &end, 10);
    if (end - parser->at > 18)
      return fail_at(parser, error, "an extent below 10^18");
    header->extents[header->rank++] = extent;
    parser->at = end;
    if (!take(parser, ',') && *parser->at != ')')
      return fail_at(parser, error, ", or )");
  }
  return true;
}

// numpy's name of each kind of number; it has no BF16.
static const char *const types[NETC_ELEMENT_COUNT] = {
    [NETC_ELEMENT_BOOL] = "b1", [NETC_ELEMENT_U8] = "u1",  [NETC_ELEMENT_I8] = "i1",
    [NETC_ELEMENT_U16] = "u2",  [NETC_ELEMENT_I16] = "i2", [NETC_ELEMENT_F16] = "f2",
    [NETC_ELEMENT_U32] = "u4",  [NETC_ELEMENT_I32] = "i4", [NETC_ELEMENT_F32] = "f4",
    [NETC_ELEMENT_U64] = "u8",  [NETC_ELEMENT_I64] = "i8", [NETC_ELEMENT_F64] = "f8",
};

static bool find_type(const Parser *parser, const char *text, NetcNpy *header, NetcError *error)
{
  char shown[64];
  if (strchr(text, 'O'))
    return netc_fail(error, "%s: holds Python objects (%s); they are never read", parser->path,
                     netc_escape(shown, sizeof shown, text));
  for (int i = 0; i < NETC_ELEMENT_COUNT; i++) {
    if (!types[i] || !*text || !strchr("<>|=", *text) || strcmp(text + 1, types[i]) != 0)
      continue;
    header->element = (NetcElement)i;
    header->swapped = *text == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '>' : '<');
    return true;
  }
  return netc_fail(error, "%s: descr is %s, expected a number type such as <f4", parser->path,
                   netc_escape(shown, sizeof shown, text));
}

// Which keys have been met.
typedef struct Seen {
  bool descr, order, shape;
} Seen;

static bool parse_entry(Parser *parser, NetcNpy *header, Seen *seen, NetcError *error)
{
  char key[32], text[64];
  if (!take_text(parser, key, sizeof key) || !take(parser, ':'))
    return fail_at(parser, error, "a key and a colon");
  if (strcmp(key, "descr") == 0 && !seen->descr) {
    seen->descr = true;
    if (!take_text(parser, text, sizeof text))
      return fail_at(parser, error, "a simple type such as '<f4' (structured ones are not read)");
    return find_type(parser, text, header, error);
  }
  if (strcmp(key, "fortran_order") == 0 && !seen->order) {
    seen->order = true;
    header->fortran = take_word(parser, "True");
    return header->fortran || take_word(parser, "False") || fail_at(parser, error, "True or False");
  }
  if (strcmp(key, "shape") == 0 && !seen->shape) {
    seen->shape = true;
    return take_shape(parser, header, error);
  }
  return fail_at(parser, error, "exactly the keys descr, fortran_order and shape");
}

static bool parse_header(Parser *parser, NetcNpy *header, Seen *seen, NetcError *error)
{
  if (!take(parser, '{'))
    return fail_at(parser, error, "{");
  while (!take(parser, '}')) {
    if (!parse_entry(parser, header, seen, error))
      return false;
    if (!take(parser, ',') && *parser->at != '}')
      return fail_at(parser, error, ", or }");
  }
  if (!seen->descr || !seen->order || !seen->shape)
    return fail_at(parser, error, "the keys descr, fortran_order and shape before this");
  if (!take(parser, '\n') || *parser->at)
    return fail_at(parser, error, "spaces and a line end");
  return true;
}

static bool read_text(NetcStream *stream, NetcNpy *header, NetcError *error)
{
  unsigned char head[12];
  Seen seen = {0};
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
  fine = fine && parse_header(&parser, header, &seen, error);
  free(text);
  return fine;
}

bool netc_npy_read_header(NetcStream *stream, NetcNpy *header, NetcError *error)
{
  char shape[256];
  *header = (NetcNpy){0};
  if (!read_text(stream, header, error))
    return false;
  netc_format_shape(shape, sizeof shape, header->extents, header->rank);
  if (!netc_shape_bytes(header->extents, header->rank, netc_element_bytes(header->element),
                        &header->bytes))
    return netc_fail(error, "%s: %s is over 2^63 bytes", stream->path, shape);
  int64_t left = netc_stream_limit(stream) - stream->position;
  return header->bytes <= left ||
         netc_fail(error, "%s: %s needs %" PRId64 " bytes of data, the file can hold %" PRId64,
                   stream->path, shape, header->bytes, left);
}

// Column order becomes row order: the position of each element is counted along.
static void reorder(const NetcNpy *header, const char *from, char *to)
{
  int64_t unit = netc_element_bytes(header->element), index[NETC_MAX_RANK] = {0};
  for (int64_t at = 0; at < header->bytes; at += unit) {
    int64_t row_major = 0;
    for (int i = 0; i < header->rank; i++)
      row_major = row_major * header->extents[i] + index[i];
    memcpy(to + row_major * unit, from + at, (size_t)unit);
    for (int i = 0; i < header->rank && ++index[i] == header->extents[i]; i++)
      index[i] = 0;
  }
}

bool netc_npy_read_data(NetcStream *stream, const NetcNpy *header, void *to, NetcError *error)
{
  bool reordered = header->fortran && header->rank > 1;
  char *data = reordered ? malloc((size_t)header->bytes + 1) : to;
  if (!data)
    return netc_fail_memory(error, header->bytes, "an array in column order");
  bool fine = netc_stream_read_exactly(stream, data, header->bytes, error) &&
              netc_stream_expect_end(stream, error);
  if (fine && header->swapped)
    netc_swap_bytes(data, header->bytes / netc_element_bytes(header->element), header->element);
  if (fine && reordered)
    reorder(header, data, to);
  if (reordered)
    free(data);
  return fine;
}

static bool load(NetcStream *stream, NetcArray *array, NetcError *error)
{
  NetcNpy header;
  if (!netc_npy_read_header(stream, &header, error))
    return false;
  *array = (NetcArray){.element = header.element, .rank = header.rank, .bytes = header.bytes};
  memcpy(array->extents, header.extents, sizeof array->extents);
  array->data = malloc((size_t)header.bytes + 1);
  if (!array->data)
    return netc_fail_memory(error, header.bytes, stream->path);
  return netc_npy_read_data(stream, &header, array->data, error);
}

bool netc_npy_load(NetcArray *array, const char *path, NetcError *error)
{
  NetcStream *stream = malloc(sizeof *stream);
  *array = (NetcArray){0};
  if (!stream)
    return netc_fail_memory(error, (int64_t)sizeof *stream, path);
  bool fine = netc_stream_open(stream, path, error);
  if (fine) {
    fine = load(stream, array, error);
    netc_stream_close(stream);
  }
  free(stream);
  if (!fine) {
    free(array->data);
    array->data = NULL;
  }
  return fine;
}

// -- writing --------------------------------------------------------------------------------------

int netc_npy_format_header(unsigned char *to, NetcElement element, const int64_t *extents, int rank)
{
  enum { HEAD = 10 };
  char *text = (char *)to + HEAD;
  size_t room = NETC_NPY_HEADER - HEAD;
  if (!types[element])
    return 0;
  int length = snprintf(text, room, "{'descr': '%c%s', 'fortran_order': False, 'shape': (",
                        netc_element_bytes(element) == 1 ? '|' : '<', types[element]);
  for (int i = 0; i < rank; i++)
    length += snprintf(text + length, room - (size_t)length, "%" PRId64 "%s", extents[i],
                       rank == 1      ? ","
                       : i < rank - 1 ? ", "
                                      : "");
  length += snprintf(text + length, room - (size_t)length, "), }");
  while ((length + HEAD + 1) % 64)
    text[length++] = ' ';
  text[length++] = '\n';
  memcpy(to, "\x93NUMPY\1\0", 8);
  to[8] = (unsigned char)length;
  to[9] = (unsigned char)(length >> 8);
  return length + HEAD;
}

bool netc_npy_save(const char *path, NetcDtype dtype, const int64_t *extents, int rank,
                   const void *data, NetcError *error)
{
  unsigned char header[NETC_NPY_HEADER];
  int length = netc_npy_format_header(header, netc_dtype_element(dtype), extents, rank);
  int64_t bytes;
  NetcWriter *writer = malloc(sizeof *writer);
  if (!writer || !netc_shape_bytes(extents, rank, netc_dtype_bytes(dtype), &bytes)) {
    free(writer);
    return netc_fail(error, "%s: no memory to write it", path);
  }
  bool fine = netc_writer_open(writer, path, error);
  if (fine) {
    netc_writer_add(writer, header, (size_t)length);
    netc_writer_add(writer, data, (size_t)bytes);
    fine = netc_writer_commit(writer, error);
  }
  free(writer);
  return fine;
}
