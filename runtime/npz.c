// npz: a zip archive of npy files, an entry each. What is no npy, such as the pickles of PyTorch's
// .pt, is refused by name.

#include "npz.h"

#include "npy.h"
#include "zip.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// One tensor: where it lies, under which name in messages, and what its header says.
typedef struct Entry {
  NetcSlice slice;
  char *path, *name;  // owned
  NetcNpy header;
} Entry;

typedef struct NetcNpz {
  Entry *entries;  // by NetcStored.entry
  int count;
} NetcNpz;

bool netc_is_npz(const unsigned char *head)
{
  return memcmp(head, "PK\3\4", 4) == 0 || memcmp(head, "PK\5\6", 4) == 0 ||
         memcmp(head, "\x93NUMPY", 6) == 0;
}

static bool ends_with(const char *text, const char *end)
{
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

// A stream at the start of an entry, to be closed and freed; null with the error set.
static NetcStream *open_entry(const NetcTensorFile *file, const Entry *entry, NetcError *error)
{
  NetcStream *stream = malloc(sizeof *stream);
  if (!stream) {
    netc_fail_memory(error, (int64_t)sizeof *stream, entry->path);
    return NULL;
  }
  if (netc_stream_open_slice(stream, entry->path, file->file, &entry->slice, error))
    return stream;
  free(stream);
  return NULL;
}

static bool read_header(const NetcTensorFile *file, Entry *entry, NetcError *error)
{
  NetcStream *stream = open_entry(file, entry, error);
  bool fine = stream && netc_npy_read_header(stream, &entry->header, error);
  if (fine && stream->position + entry->header.bytes != entry->slice.unpacked)
    fine = netc_fail(error, "%s: %" PRId64 " bytes of data, the header describes %" PRId64,
                     entry->path, entry->slice.unpacked - stream->position, entry->header.bytes);
  if (stream)
    netc_stream_close(stream);
  free(stream);
  return fine;
}

static bool add_entry(NetcTensorFile *file, const char *path, const char *name, size_t length,
                      const NetcSlice *slice, NetcError *error)
{
  Entry *entry = &file->npz->entries[file->npz->count++];
  *entry = (Entry){.slice = *slice, .path = strdup(path), .name = strndup(name, length)};
  if (!entry->path || !entry->name)
    return netc_fail(error, "%s: no memory for its table", file->path);
  if (!read_header(file, entry, error))
    return false;
  NetcStored *tensor = &file->tensors[file->count++];
  *tensor = (NetcStored){.name = entry->name,
                         .element = entry->header.element,
                         .rank = entry->header.rank,
                         .end = entry->header.bytes,
                         .entry = file->npz->count - 1};
  memcpy(tensor->extents, entry->header.extents, sizeof tensor->extents);
  return true;
}

static bool add_member(NetcTensorFile *file, const NetcZipEntry *member, NetcError *error)
{
  char shown[256];
  char *path;
  netc_escape(shown, sizeof shown, member->name);
  if (!ends_with(member->name, ".npy"))
    return netc_fail(error, "%s: %s: expected entries that end in .npy", file->path, shown);
  if (asprintf(&path, "%s: %s", file->path, shown) < 0)
    return netc_fail(error, "%s: no memory for its table", file->path);
  bool fine = add_entry(file, path, member->name, strlen(member->name) - 4, &member->slice, error);
  free(path);
  return fine;
}

static bool refuse_pickle(const NetcTensorFile *file, const NetcZip *zip, NetcError *error)
{
  for (int i = 0; i < zip->count; i++)
    if (ends_with(zip->entries[i].name, ".pkl"))
      return netc_fail(error,
                       "%s: expected safetensors or npz, found a zip archive of pickles (PyTorch "
                       ".pt); save it with safetensors.torch.save_file",
                       file->path);
  return true;
}

static bool make_tables(NetcTensorFile *file, int count, NetcError *error)
{
  file->npz = calloc(1, sizeof *file->npz);
  file->tensors = calloc((size_t)count + 1, sizeof *file->tensors);
  if (file->npz)
    file->npz->entries = calloc((size_t)count + 1, sizeof *file->npz->entries);
  return (file->npz && file->npz->entries && file->tensors) ||
         netc_fail(error, "%s: no memory for its table", file->path);
}

static bool open_zip(NetcTensorFile *file, int64_t file_bytes, NetcError *error)
{
  NetcZip zip;
  if (!netc_zip_open(&zip, file->path, file->file, file_bytes, error))
    return false;
  bool fine = refuse_pickle(file, &zip, error) && make_tables(file, zip.count, error);
  for (int i = 0; fine && i < zip.count; i++)
    fine = add_member(file, &zip.entries[i], error);
  netc_zip_close(&zip);
  return fine;
}

bool netc_npz_open(NetcTensorFile *file, int64_t file_bytes, NetcError *error)
{
  char first;
  if (!netc_file_read(file->file, file->path, &first, 1, 0, error))
    return false;
  if (first == 'P')
    return open_zip(file, file_bytes, error);
  NetcSlice whole = {.bytes = file_bytes, .unpacked = file_bytes};
  return make_tables(file, 1, error) &&
         add_entry(file, file->path, "arr_0", strlen("arr_0"), &whole, error);
}

void netc_npz_close(NetcNpz *npz)
{
  for (int i = 0; npz && i < npz->count; i++) {
    free(npz->entries[i].path);
    free(npz->entries[i].name);
  }
  if (npz)
    free(npz->entries);
  free(npz);
}

bool netc_npz_read(const NetcTensorFile *file, const NetcStored *tensor, void *to, NetcError *error)
{
  const Entry *entry = &file->npz->entries[tensor->entry];
  NetcNpy header;
  NetcStream *stream = open_entry(file, entry, error);
  bool fine = stream && netc_npy_read_header(stream, &header, error);
  // Whoever asks has memory for what the header said first.
  if (fine && (header.element != tensor->element || header.bytes != tensor->end))
    fine = netc_fail(error, "%s: has changed meanwhile", entry->path);
  fine = fine && netc_npy_read_data(stream, &header, to, error);
  if (stream)
    netc_stream_close(stream);
  free(stream);
  return fine;
}

// -- writing --------------------------------------------------------------------------------------

static bool add_array(NetcZipWriter *zip, const NetcStoring *tensor, const char *path,
                      NetcError *error)
{
  unsigned char header[NETC_NPY_HEADER];
  char shown[256], *name;
  int64_t bytes;
  int length = netc_npy_format_header(header, tensor->element, tensor->extents, tensor->rank);
  if (length == 0)
    return netc_fail(error, "%s: %s: npy has no %s; --dtype f32 converts", path,
                     netc_escape(shown, sizeof shown, tensor->name),
                     netc_element_name(tensor->element));
  if (!netc_shape_bytes(tensor->extents, tensor->rank, netc_element_bytes(tensor->element),
                        &bytes) ||
      asprintf(&name, "%s%s.npy", tensor->prefix, tensor->name) < 0)
    return netc_fail(error, "%s: no memory to write it", path);
  NetcPiece pieces[] = {{header, (size_t)length}, {tensor->data, (size_t)bytes}};
  netc_zip_add(zip, name, pieces, 2);
  free(name);
  return true;
}

static bool add_arrays(NetcZipWriter *zip, const NetcStoring *tensors, int count, const char *path,
                       NetcError *error)
{
  for (int i = 0; i < count; i++)
    if (!add_array(zip, &tensors[i], path, error))
      return false;
  netc_zip_finish(zip);
  if (zip->too_large)
    return netc_fail(error, "%s: over 2 GiB or 65,534 arrays: write safetensors", path);
  return !zip->directory.failed || netc_fail(error, "%s: no memory to write it", path);
}

bool netc_npz_write(const char *path, const NetcStoring *tensors, int count, NetcError *error)
{
  NetcWriter *writer = malloc(sizeof *writer);
  NetcZipWriter zip = {.writer = writer};
  if (!writer)
    return netc_fail(error, "%s: no memory to write it", path);
  bool fine = netc_writer_open(writer, path, error);
  if (fine) {
    fine = add_arrays(&zip, tensors, count, path, error);
    if (fine)
      fine = netc_writer_commit(writer, error);
    else
      netc_writer_abandon(writer);
  }
  netc_text_free(&zip.directory);
  free(writer);
  return fine;
}
