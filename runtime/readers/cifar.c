// CIFAR-10 as its authors store it: records of a label and three planes of 32x32.
//
//   cifar("cifar-10-batches-bin")       data_batch_*.bin for training, test_batch.bin for testing

#include "data.h"
#include "files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES = 10, PIXELS = 3 * 32 * 32, RECORD = 1 + PIXELS, MAX_BYTES = 1 << 30 };

// Records of all files so far, label and pixels apart.
typedef struct Batch {
  unsigned char *pixels, *labels;
  int64_t count;
} Batch;

static bool add_file(NetcData *data, Batch *batch, const char *path, NetcError *error)
{
  int64_t bytes;
  char *records = netc_stream_load(path, MAX_BYTES, &bytes, error);
  if (!records || !netc_data_add_stamp(data, path, error)) {
    free(records);
    return false;
  }
  int64_t count = bytes / RECORD, total = batch->count + count;
  unsigned char *pixels = realloc(batch->pixels, (size_t)(total * PIXELS) + 1);
  batch->pixels = pixels ? pixels : batch->pixels;
  unsigned char *labels = realloc(batch->labels, (size_t)total + 1);
  batch->labels = labels ? labels : batch->labels;
  bool fine = pixels && labels;
  if (!fine)
    netc_fail_memory(error, total * RECORD, path);
  else if (bytes % RECORD || bytes == 0)
    fine =
        netc_fail(error, "%s: %" PRId64 " bytes, expected a multiple of %d", path, bytes, RECORD);
  for (int64_t i = 0; fine && i < count; i++) {
    unsigned char label = (unsigned char)records[i * RECORD];
    if (label >= CLASSES)
      fine = netc_fail(error, "%s: record %" PRId64 ": label %d, expected 0 to %d", path, i, label,
                       CLASSES - 1);
    batch->labels[batch->count] = label;
    memcpy(batch->pixels + batch->count++ * PIXELS, records + i * RECORD + 1, PIXELS);
  }
  free(records);
  return fine;
}

// One class a line.
static bool read_names(NetcData *data, const char *folder, NetcError *error)
{
  char *path = netc_path_join(folder, "batches.meta.txt"), *names[256];
  int count = 0;
  int64_t bytes;
  if (!path || !netc_is_file(path)) {
    free(path);
    return true;  // the classes are then known by number
  }
  char *text = netc_file_load(path, 1 << 16, &bytes, error);
  free(path);
  if (!text)
    return false;
  for (char *line = strtok(text, "\r\n"); line && count < 256; line = strtok(NULL, "\r\n"))
    names[count++] = line;
  bool fine = netc_data_set_classes(data, names, count, error);
  free(text);
  return fine;
}

static bool add_columns(NetcData *data, Batch *batch, const char *folder, NetcError *error)
{
  NetcArray pixels = {.element = NETC_ELEMENT_U8,
                      .rank = 4,
                      .extents = {batch->count, 3, 32, 32},
                      .bytes = batch->count * PIXELS,
                      .data = (char *)batch->pixels};
  NetcArray labels = {.element = NETC_ELEMENT_U8,
                      .rank = 1,
                      .extents = {batch->count},
                      .bytes = batch->count,
                      .data = (char *)batch->labels};
  *batch = (Batch){0};
  bool fine = netc_data_add_column(data, "image", folder, &pixels, error);
  if (!fine)
    free(labels.data);
  return fine && netc_data_add_column(data, "label", folder, &labels, error);
}

static bool read_folder(NetcData *data, const NetcRequest *request, const char *folder,
                        NetcError *error)
{
  const char *prefix = request->part == NETC_PART_TEST ? "test_batch" : "data_batch";
  char **files;
  int count;
  Batch batch = {0};
  if (!netc_folder_list(folder, &files, &count, error))
    return false;
  bool fine = true;
  for (int i = 0; fine && i < count; i++) {
    bool again = i > 0 && strncmp(files[i], files[i - 1], strlen(files[i - 1])) == 0;
    if (strncmp(files[i], prefix, strlen(prefix)) != 0 || !netc_name_ends(files[i], ".bin") ||
        again)  // a file may lie there plain and packed
      continue;
    char *path = netc_path_join(folder, files[i]);
    fine = path && add_file(data, &batch, path, error);
    free(path);
  }
  netc_names_free(files, count);
  if (fine && batch.count > 0)
    return add_columns(data, &batch, folder, error) && read_names(data, folder, error);
  free(batch.pixels);
  free(batch.labels);
  if (fine && request->part == NETC_PART_TRAIN)
    return netc_fail(error, "%s: no CIFAR-10 files; looked for data_batch_*.bin", folder);
  return fine;
}

bool netc_read_cifar(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  if (!name || !name->text)
    return netc_fail(error, "cifar: expected the name of a folder");
  char *folder = netc_data_locate(request, name->text, true, error);
  bool fine = folder && read_folder(data, request, folder, error);
  free(folder);
  return fine;
}
