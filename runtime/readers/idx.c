// idx, the format of MNIST and its kin: 00 00 type rank, rank big-endian extents, the data.
//
//   idx("fashion-mnist")                        train-* and t10k-* files of that folder, .gz or not
//   idx(image: "a.idx3", label: "b.idx1")       single files by input

#include "data.h"
#include "files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool find_type(unsigned char code, NetcElement *element)
{
  static const struct {
    unsigned char code;
    NetcElement element;
  } types[] = {{0x08, NETC_ELEMENT_U8},  {0x09, NETC_ELEMENT_I8},  {0x0B, NETC_ELEMENT_I16},
               {0x0C, NETC_ELEMENT_I32}, {0x0D, NETC_ELEMENT_F32}, {0x0E, NETC_ELEMENT_F64}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    *element = types[i].element;
    if (types[i].code == code)
      return true;
  }
  return false;
}

static bool read_header(NetcStream *stream, NetcArray *array, NetcError *error)
{
  unsigned char head[4], extent[4];
  if (!netc_stream_read_exactly(stream, head, 4, error))
    return false;
  if (head[0] || head[1])
    return netc_fail(error, "%s: byte 0: expected idx (00 00), found %02x %02x", stream->path,
                     head[0], head[1]);
  if (!find_type(head[2], &array->element))
    return netc_fail(error, "%s: byte 2: type %02x, expected 08, 09, 0b, 0c, 0d or 0e",
                     stream->path, head[2]);
  if (head[3] < 1 || head[3] > NETC_MAX_RANK)
    return netc_fail(error, "%s: byte 3: rank %d, expected 1 to %d", stream->path, head[3],
                     NETC_MAX_RANK);
  array->rank = head[3];
  for (int i = 0; i < array->rank; i++) {
    if (!netc_stream_read_exactly(stream, extent, 4, error))
      return false;
    array->extents[i] = (int64_t)extent[0] << 24 | extent[1] << 16 | extent[2] << 8 | extent[3];
  }
  return true;
}

static bool read_data(NetcStream *stream, NetcArray *array, NetcError *error)
{
  int64_t unit = netc_element_bytes(array->element);
  char shape[256];
  netc_format_shape(shape, sizeof shape, array->extents, array->rank);
  if (!netc_shape_bytes(array->extents, array->rank, unit, &array->bytes))
    return netc_fail(error, "%s: %s is over 2^63 bytes", stream->path, shape);
  if (array->bytes > netc_stream_limit(stream) - stream->position)
    return netc_fail(error, "%s: %s needs %" PRId64 " bytes, the file can hold at most %" PRId64,
                     stream->path, shape, array->bytes,
                     netc_stream_limit(stream) - stream->position);
  array->data = malloc((size_t)array->bytes + 1);
  if (!array->data)
    return netc_fail_memory(error, array->bytes, stream->path);
  if (!netc_stream_read_exactly(stream, array->data, array->bytes, error) ||
      !netc_stream_expect_end(stream, error))
    return false;
  if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
    netc_swap_bytes(array->data, array->bytes / unit, array->element);
  return true;
}

static bool add_file(NetcData *data, const char *path, const char *field, NetcError *error)
{
  NetcStream *stream = malloc(sizeof *stream);
  NetcArray array = {0};
  if (!stream)
    return netc_fail_memory(error, (int64_t)sizeof *stream, path);
  bool fine = netc_data_add_stamp(data, path, error) && netc_stream_open(stream, path, error);
  if (fine) {
    fine = read_header(stream, &array, error) && read_data(stream, &array, error);
    netc_stream_close(stream);
  }
  free(stream);
  if (fine)
    return netc_data_add_column(data, field, path, &array, error);
  free(array.data);
  return false;
}

// "train-images-idx3-ubyte.gz" is the field "images" of the part "train".
static bool split_name(const char *file, const char *prefix, char *field, size_t size)
{
  size_t length = strlen(prefix);
  if (strncmp(file, prefix, length) != 0 || (file[length] != '-' && file[length] != '_'))
    return false;
  const char *start = file + length + 1;
  snprintf(field, size, "%.*s", (int)strcspn(start, "-."), start);
  const char *kind = strstr(start, "idx");
  return kind && kind > start && *field;
}

// Files of one part, images before labels as the alphabet has it; a field that occurs plain and
// packed is read once.
static bool add_part(NetcData *data, const char *folder, const char *prefix, char **files,
                     int count, NetcError *error)
{
  char last[64] = "", field[64];
  for (int i = 0; i < count; i++) {
    if (!split_name(files[i], prefix, field, sizeof field) || strcmp(field, last) == 0)
      continue;
    strcpy(last, field);
    char *path = netc_path_join(folder, files[i]);
    bool fine =
        path ? add_file(data, path, field, error) : netc_fail(error, "%s: no memory", files[i]);
    free(path);
    if (!fine)
      return false;
  }
  return true;
}

static bool read_folder(NetcData *data, const NetcRequest *request, const char *folder,
                        NetcError *error)
{
  static const char *const prefixes[2][2] = {{"train", "training"}, {"t10k", "test"}};
  char **files;
  int count;
  if (!netc_folder_list(folder, &files, &count, error))
    return false;
  bool fine = true;
  for (int i = 0; i < 2 && fine && data->column_count == 0; i++)
    fine =
        add_part(data, folder, prefixes[request->part == NETC_PART_TEST][i], files, count, error);
  netc_names_free(files, count);
  if (fine && data->column_count == 0 && request->part == NETC_PART_TRAIN)
    return netc_fail(
        error, "%s: no idx files; looked for train-*-idx*-* such as train-images-idx3-ubyte.gz",
        folder);
  return fine;
}

bool netc_read_idx(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  bool fine = true;
  if (name && name->text) {
    char *folder = netc_data_locate(request, name->text, true, error);
    fine = folder && read_folder(data, request, folder, error);
    free(folder);
    return fine;
  }
  if (request->part == NETC_PART_TEST && strcmp(request->reader->role, "data") == 0)
    return true;  // single files have no parts
  for (int i = 0; fine && i < request->reader->argument_count; i++) {
    const NetcArgument *argument = &request->reader->arguments[i];
    char *path = argument->text ? netc_data_locate(request, argument->text, false, error) : NULL;
    fine = path && add_file(data, path, argument->name, error);
    if (!argument->text)
      netc_fail(error, "idx: %s: expected the name of a file", argument->name);
    free(path);
  }
  return fine;
}
