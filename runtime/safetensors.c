// Reading and writing safetensors.
//
// The checks are those of the format's own reader and of its audit (Trail of Bits 2023): ranges
// sorted by offset run from 0 to the end of the file without gap or overlap, each is as long as its
// shape and element say, no key occurs twice, all arithmetic is checked in 64 bits before memory is
// asked for.

#include "safetensors.h"

#include "files.h"
#include "json.h"
#include "npz.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_HEADER = 100000000 };

// Files that people take for weights, by their first bytes.
static const struct {
  int length;
  const char *magic, *kind, *way;
} strangers[] = {
    {2, "\x80\2", "a pickle (PyTorch .pt)", "save it with safetensors.torch.save_file"},
    {8, "\x89HDF\r\n\x1a\n", "HDF5 (Keras)", "save it as safetensors"},
    {4, "GGUF", "GGUF", "save it as safetensors"},
    {2, "\x1f\x8b", "gzip", "unpack it first"},
    {4,
     "\x7f"
     "ELF",
     "an executable", "give the weights file"},
};

static bool refuse_stranger(const char *path, const unsigned char *head, NetcError *error)
{
  for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++)
    if (memcmp(head, strangers[i].magic, (size_t)strangers[i].length) == 0)
      return netc_fail(error, "%s: expected safetensors, found %s; %s", path, strangers[i].kind,
                       strangers[i].way);
  return true;
}

static bool parse_header(NetcTensorFile *file, const char *text, int64_t length, NetcError *error)
{
  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (length < 2 || text[0] != '{' || text[length - 1] != '}')
    return netc_fail(error, "%s: byte 8: expected a header from { to }, padded with spaces",
                     file->path);
  json_error_t place;
  file->header = json_loadb(text, (size_t)length, JSON_REJECT_DUPLICATES, &place);
  if (file->header)
    return true;
  char reason[JSON_ERROR_TEXT_LENGTH * 4];
  return netc_fail(error, "%s: byte %d: the header is not JSON: %s", file->path, 8 + place.position,
                   netc_escape(reason, sizeof reason, place.text));
}

static bool parse_shape(NetcStored *tensor, const json_t *shape)
{
  size_t rank = json_array_size(shape);
  if (!json_is_array(shape) || rank > NETC_MAX_RANK)
    return false;
  tensor->rank = (int)rank;
  for (size_t i = 0; i < rank; i++) {
    const json_t *extent = json_array_get(shape, i);
    if (!json_is_integer(extent) || json_integer_value(extent) < 0)
      return false;
    tensor->extents[i] = json_integer_value(extent);
  }
  return true;
}

static bool parse_offsets(NetcStored *tensor, const json_t *offsets)
{
  const json_t *begin = json_array_get(offsets, 0), *end = json_array_get(offsets, 1);
  if (json_array_size(offsets) != 2 || !json_is_integer(begin) || !json_is_integer(end))
    return false;
  tensor->begin = json_integer_value(begin);
  tensor->end = json_integer_value(end);
  return 0 <= tensor->begin && tensor->begin <= tensor->end;
}

static bool parse_tensor(const NetcTensorFile *file, NetcStored *tensor, const char *name,
                         const json_t *value, NetcError *error)
{
  char shown[256];
  netc_escape(shown, sizeof shown, name);
  tensor->name = name;
  const char *dtype = json_string_value(json_object_get(value, "dtype"));
  if (!json_is_object(value) || json_object_size(value) != 3 || !dtype)
    return netc_fail(error, "%s: %s: expected exactly dtype, shape and data_offsets", file->path,
                     shown);
  if (!netc_element_find(dtype, &tensor->element)) {
    char kind[64];
    return netc_fail(error, "%s: %s: dtype %s is not supported", file->path, shown,
                     netc_escape(kind, sizeof kind, dtype));
  }
  if (!parse_shape(tensor, json_object_get(value, "shape")))
    return netc_fail(error, "%s: %s: shape: expected at most %d whole numbers, 0 or more",
                     file->path, shown, NETC_MAX_RANK);
  if (!parse_offsets(tensor, json_object_get(value, "data_offsets")))
    return netc_fail(error, "%s: %s: data_offsets: expected two whole numbers, begin <= end",
                     file->path, shown);
  int64_t bytes;
  char shape[256];
  netc_format_shape(shape, sizeof shape, tensor->extents, tensor->rank);
  if (!netc_shape_bytes(tensor->extents, tensor->rank, netc_element_bytes(tensor->element), &bytes))
    return netc_fail(error, "%s: %s: shape %s is over 2^63 bytes", file->path, shown, shape);
  return bytes == tensor->end - tensor->begin ||
         netc_fail(error, "%s: %s: %s of %s is %" PRId64 " bytes, data_offsets give %" PRId64,
                   file->path, shown, dtype, shape, bytes, tensor->end - tensor->begin);
}

static int compare_stored(const void *a, const void *b)
{
  const NetcStored *left = a, *right = b;
  if (left->begin != right->begin)
    return left->begin < right->begin ? -1 : 1;
  return (left->end > right->end) - (left->end < right->end);
}

static int compare_names(const void *a, const void *b)
{
  return strcmp((*(const NetcStored *const *)a)->name, (*(const NetcStored *const *)b)->name);
}

static bool index_names(NetcTensorFile *file, NetcError *error)
{
  file->by_name = calloc((size_t)file->count + 1, sizeof *file->by_name);
  if (!file->by_name)
    return netc_fail(error, "%s: no memory for its table", file->path);
  for (int i = 0; i < file->count; i++)
    file->by_name[i] = &file->tensors[i];
  qsort(file->by_name, (size_t)file->count, sizeof *file->by_name, compare_names);
  return true;
}

// Every byte of the data belongs to one tensor.
static bool check_ranges(const NetcTensorFile *file, int64_t data_bytes, NetcError *error)
{
  int64_t at = 0;
  for (int i = 0; i < file->count; i++) {
    const NetcStored *tensor = &file->tensors[i];
    char shown[256];
    if (tensor->begin != at)
      return netc_fail(error,
                       "%s: byte %" PRId64 ": %s %s: expected to begin at data byte %" PRId64
                       ", found %" PRId64,
                       file->path, file->data_start + tensor->begin,
                       tensor->begin < at ? "overlap before" : "gap before",
                       netc_escape(shown, sizeof shown, tensor->name), at, tensor->begin);
    at = tensor->end;
  }
  return at == data_bytes ||
         netc_fail(error,
                   "%s: the header describes %" PRId64 " bytes of data, the file holds %" PRId64,
                   file->path, at, data_bytes);
}

static bool parse_tensors(NetcTensorFile *file, int64_t data_bytes, NetcError *error)
{
  json_t *header = file->header, *value;
  const char *name;
  file->tensors = calloc(json_object_size(header) + 1, sizeof *file->tensors);
  if (!file->tensors)
    return netc_fail(error, "%s: no memory for its table", file->path);
  json_object_foreach(header, name, value)
  {
    if (strcmp(name, "__metadata__") == 0) {
      const char *key;
      json_t *note;
      if (!json_is_object(value))
        return netc_fail(error, "%s: __metadata__: expected an object", file->path);
      json_object_foreach(value, key, note) if (!json_is_string(note)) return netc_fail(
          error, "%s: __metadata__: expected texts only", file->path);
    } else if (!parse_tensor(file, &file->tensors[file->count++], name, value, error)) {
      return false;
    }
  }
  qsort(file->tensors, (size_t)file->count, sizeof *file->tensors, compare_stored);
  return check_ranges(file, data_bytes, error) && index_names(file, error);
}

static bool read_header(NetcTensorFile *file, int64_t file_bytes, NetcError *error)
{
  unsigned char head[8] = {0};
  int64_t length = 0;
  if (!netc_file_read(file->file, file->path, head, file_bytes < 8 ? file_bytes : 8, 0, error) ||
      !refuse_stranger(file->path, head, error))
    return false;
  if (netc_is_npz(head))
    return netc_npz_open(file, file_bytes, error) && index_names(file, error);
  if (file_bytes < 8)
    return netc_fail(error, "%s: %" PRId64 " bytes, expected a safetensors header of 8 and more",
                     file->path, file_bytes);
  for (int i = 7; i >= 0; i--) {
    if (length > MAX_HEADER)
      break;
    length = length << 8 | head[i];
  }
  if (length > MAX_HEADER)
    return netc_fail(error, "%s: byte 0: not safetensors: a header over the limit of %d bytes",
                     file->path, MAX_HEADER);
  if (length > file_bytes - 8)
    return netc_fail(error, "%s: byte 0: the header has %" PRId64 " bytes, the file %" PRId64,
                     file->path, length, file_bytes);
  char *text = malloc((size_t)length + 1);
  if (!text)
    return netc_fail_memory(error, length, "the header of a weights file");
  bool fine = netc_file_read(file->file, file->path, text, length, 8, error) &&
              parse_header(file, text, length, error);
  free(text);
  file->data_start = 8 + length;
  return fine && parse_tensors(file, file_bytes - file->data_start, error);
}

bool netc_tensors_open(NetcTensorFile *file, const char *path, NetcError *error)
{
  struct stat status;
  *file = (NetcTensorFile){.path = path, .file = netc_file_open(path, &status, error)};
  if (file->file >= 0 && read_header(file, status.st_size, error))
    return true;
  netc_tensors_close(file);
  return false;
}

void netc_tensors_close(NetcTensorFile *file)
{
  if (file->file >= 0)
    close(file->file);
  json_decref(file->header);
  netc_npz_close(file->npz);
  free(file->tensors);
  free(file->by_name);
  *file = (NetcTensorFile){.file = -1};
}

const NetcStored *netc_tensors_find(const NetcTensorFile *file, const char *name)
{
  NetcStored wanted = {.name = name};
  const NetcStored *key = &wanted, **found = NULL;
  if (file->count > 0)
    found = bsearch(&key, file->by_name, (size_t)file->count, sizeof *file->by_name, compare_names);
  return found ? *found : NULL;
}

const char *netc_tensors_note(const NetcTensorFile *file, const char *key)
{
  return json_string_value(json_object_get(json_object_get(file->header, "__metadata__"), key));
}

bool netc_tensors_read(const NetcTensorFile *file, const NetcStored *tensor, void *to,
                       NetcError *error)
{
  if (file->npz)
    return netc_npz_read(file, tensor, to, error);
  return netc_file_read(file->file, file->path, to, tensor->end - tensor->begin,
                        file->data_start + tensor->begin, error);
}

static int64_t storing_bytes(const NetcStoring *tensor)
{
  int64_t bytes;
  bool fits =
      netc_shape_bytes(tensor->extents, tensor->rank, netc_element_bytes(tensor->element), &bytes);
  return fits ? bytes : 0;  // it lies in memory, so it fits
}

static void add_entry(NetcText *header, const NetcStoring *tensor, int64_t *offset)
{
  NetcText name = {0};
  netc_text_add(&name, "%s%s", tensor->prefix, tensor->name);
  netc_text_add(header, ",");
  netc_text_add_quoted(header, name.data ? name.data : "");
  header->failed |= name.failed;
  netc_text_free(&name);
  netc_text_add(header, ":{\"dtype\":\"%s\",\"shape\":[", netc_element_name(tensor->element));
  for (int i = 0; i < tensor->rank; i++)
    netc_text_add(header, i ? ",%" PRId64 : "%" PRId64, tensor->extents[i]);
  int64_t end = *offset + storing_bytes(tensor);
  netc_text_add(header, "],\"data_offsets\":[%" PRId64 ",%" PRId64 "]}", *offset, end);
  *offset = end;
}

// Insertion sort: stable, and the tensors come nearly sorted.
static void sort_wide_first(NetcStoring *tensors, int count)
{
  for (int i = 1; i < count; i++) {
    NetcStoring moved = tensors[i];
    int64_t bytes = netc_element_bytes(moved.element);
    int j = i;
    for (; j > 0 && netc_element_bytes(tensors[j - 1].element) < bytes; j--)
      tensors[j] = tensors[j - 1];
    tensors[j] = moved;
  }
}

bool netc_tensors_write(const char *path, NetcStoring *tensors, int count, const char *notes,
                        NetcError *error)
{
  NetcText header = {0};
  int64_t offset = 0;
  sort_wide_first(tensors, count);
  netc_text_add(&header, "{\"__metadata__\":%s", notes);
  for (int i = 0; i < count; i++)
    add_entry(&header, &tensors[i], &offset);
  netc_text_add(&header, "}");
  while (header.length % 8 && !header.failed)
    netc_text_add(&header, " ");
  NetcWriter *writer = malloc(sizeof *writer);
  bool fine = writer && !header.failed;
  if (!fine)
    netc_fail(error, "%s: no memory to write it", path);
  if (fine && (fine = netc_writer_open(writer, path, error))) {
    unsigned char length[8];
    for (int i = 0; i < 8; i++)
      length[i] = (unsigned char)(header.length >> 8 * i);
    netc_writer_add(writer, length, sizeof length);
    netc_writer_add(writer, header.data, header.length);
    for (int i = 0; i < count; i++)
      netc_writer_add(writer, tensors[i].data, (size_t)storing_bytes(&tensors[i]));
    fine = netc_writer_commit(writer, error);
  }
  free(writer);
  netc_text_free(&header);
  return fine;
}
