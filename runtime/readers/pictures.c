// Folders of pictures, one folder a class.
//
//   pictures("flowers")                 flowers/CLASS/*.png, *.jpg, *.jpeg
//                                       or flowers/train/CLASS/ and flowers/test/CLASS/
//   pictures("flowers", resize: 256)    shorter side to 256, the middle cut out
//
// Classes are the folders' names in the order of their bytes. A picture is decoded when it is first
// asked for and kept, if all of them fit the cache.

#include "data.h"
#include "files.h"
#include "picture.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CACHE_BYTES (INT64_C(1) << 30)

typedef struct Entry {
  char *path;
  int32_t label;
  struct stat status;
} Entry;

typedef struct Pictures {
  Entry *entries;
  int64_t count;
  NetcFit fit;
  NetcDtype dtype;
  int64_t row_bytes;
  char *cache;            // null: decoded every time
  unsigned char *cached;  // by record
} Pictures;

static void free_pictures(void *state)
{
  Pictures *pictures = state;
  for (int64_t i = 0; i < pictures->count; i++)
    free(pictures->entries[i].path);
  free(pictures->entries);
  free(pictures->cache);
  free(pictures->cached);
  free(pictures);
}

static bool decode(const Pictures *pictures, const Entry *entry, void *to, NetcError *error)
{
  NetcPicture picture;
  struct stat now;
  if (stat(entry->path, &now) || now.st_size != entry->status.st_size ||
      now.st_mtim.tv_sec != entry->status.st_mtim.tv_sec ||
      now.st_mtim.tv_nsec != entry->status.st_mtim.tv_nsec)
    return netc_fail(error, "%s: changed since its folder was read", entry->path);
  if (!netc_picture_load(&picture, entry->path, error))
    return false;
  bool fine = netc_picture_fit(&picture, &pictures->fit, error);
  if (fine)
    netc_picture_planes(&picture, pictures->dtype, to);
  netc_picture_free(&picture);
  return fine;
}

static bool fetch(NetcData *data, int64_t record, void *to, NetcError *error)
{
  Pictures *pictures = data->state;
  char *kept = pictures->cache ? pictures->cache + record * pictures->row_bytes : NULL;
  if (kept && pictures->cached[record]) {
    memcpy(to, kept, (size_t)pictures->row_bytes);
    return true;
  }
  if (!decode(pictures, &pictures->entries[record], to, error))
    return false;
  if (kept) {
    memcpy(kept, to, (size_t)pictures->row_bytes);
    pictures->cached[record] = 1;
  }
  return true;
}

static bool has_picture_name(const char *name)
{
  const char *dot = strrchr(name, '.');
  return dot && (strcasecmp(dot, ".png") == 0 || strcasecmp(dot, ".jpg") == 0 ||
                 strcasecmp(dot, ".jpeg") == 0);
}

// `name` is the file in its class: the sum of the data is the same wherever its folder lies.
static bool add_entry(NetcData *data, char *path, const char *name, int label, NetcError *error)
{
  Pictures *pictures = data->state;
  int64_t count = pictures->count;
  if ((count & (count - 1)) == 0) {  // a power of two: full
    Entry *longer = realloc(pictures->entries, (size_t)(count ? count * 2 : 1) * sizeof *longer);
    if (!longer) {
      free(path);
      return netc_fail(error, "no memory for the list of pictures");
    }
    pictures->entries = longer;
  }
  Entry *entry = &pictures->entries[pictures->count++];
  *entry = (Entry){.path = path, .label = label};
  if (stat(path, &entry->status))
    return netc_fail(error, "%s: no longer there", path);
  uint64_t size = (uint64_t)entry->status.st_size;
  data->sum = data->sum * 31 + (uint64_t)label;
  data->sum = data->sum * 31 + (crc32_z(0, (const Bytef *)name, strlen(name)) ^ size << 32);
  return true;
}

static bool add_class(NetcData *data, const char *folder, int label, NetcError *error)
{
  Pictures *pictures = data->state;
  char **files;
  int count;
  int64_t before = pictures->count;
  if (!netc_folder_list(folder, &files, &count, error))
    return false;
  bool fine = true;
  for (int i = 0; fine && i < count; i++) {
    char *path = has_picture_name(files[i]) ? netc_path_join(folder, files[i]) : NULL;
    if (path)
      fine = add_entry(data, path, files[i], label, error);
  }
  netc_names_free(files, count);
  if (fine && pictures->count == before)
    return netc_fail(error, "%s: no pictures; looked for *.png, *.jpg, *.jpeg", folder);
  return fine;
}

// The classes are the folders within; names that the model gives must be the same ones.
static bool find_classes(NetcData *data, const NetcModel *model, const char *folder,
                         NetcError *error)
{
  char **names;
  int count, kept = 0;
  if (!netc_folder_list(folder, &names, &count, error))
    return false;
  for (int i = 0; i < count; i++) {
    char *path = netc_path_join(folder, names[i]);
    if (path && netc_is_folder(path)) {
      char *class = names[i];
      names[i] = names[kept];
      names[kept++] = class;
    }
    free(path);
  }
  bool fine = kept > 0 || netc_fail(error, "%s: no folders of classes in it", folder);
  fine = fine && netc_data_set_classes(data, names, kept, error);
  if (fine && model->class_count > 0 && model->class_count != kept)
    fine = netc_fail(error, "%s: %d folders of classes, the net names %d classes", folder, kept,
                     model->class_count);
  netc_names_free(names, count);
  return fine;
}

// The label of a class: its place among the model's names, else among the folders.
static int label_of(const NetcModel *model, const char *class, int index)
{
  if (model->class_count == 0)
    return index;
  for (int i = 0; i < model->class_count; i++)
    if (strcmp(model->classes[i], class) == 0)
      return i;
  return -1;
}

static bool add_classes(NetcData *data, const NetcModel *model, const char *folder,
                        NetcError *error)
{
  bool fine = find_classes(data, model, folder, error);
  for (int i = 0; fine && i < data->class_count; i++) {
    int label = label_of(model, data->classes[i], i);
    char *path = netc_path_join(folder, data->classes[i]);
    if (label < 0)
      fine =
          netc_fail(error, "%s: %s is not among the classes of the net", folder, data->classes[i]);
    else
      fine = path ? add_class(data, path, label, error) : netc_fail(error, "%s: no memory", folder);
    free(path);
  }
  return fine;
}

static bool set_fit(Pictures *pictures, const NetcRequest *request, NetcError *error)
{
  const NetcPort *port = &request->entry->inputs[0];
  const NetcArgument *resize = netc_argument_find(request->reader, "resize");
  bool is_size = !resize || (!resize->text && resize->number >= 1 && resize->number <= INT_MAX &&
                             resize->number == (double)(int)resize->number);
  if (!is_size)
    return netc_fail(error, "pictures: resize: expected a whole number of pixels");
  bool constant = port->rank == 4;
  for (int i = 1; i < port->rank; i++)
    constant &= port->extents[i].symbol < 0;
  int64_t channels = constant ? port->extents[1].constant : 0;
  if ((channels != 1 && channels != 3) || (port->dtype != NETC_U8 && port->dtype != NETC_F32))
    return netc_fail(error,
                     "pictures: the input %s is not u8 or f32 of [batch, 1 or 3, height, width]",
                     port->name);
  pictures->fit = (NetcFit){.channels = (int)channels,
                            .height = (int)port->extents[2].constant,
                            .width = (int)port->extents[3].constant,
                            .resize = resize ? (int)resize->number : 0};
  pictures->dtype = port->dtype;
  pictures->row_bytes = netc_port_row_count(port, NULL) * netc_dtype_bytes(port->dtype);
  return true;
}

// With skip_bad every picture is decoded now and the bad ones leave; else the first bad one ends
// whatever asks for it.
static bool drop_bad(NetcData *data, NetcError *error)
{
  Pictures *pictures = data->state;
  int64_t kept = 0;
  char *row = malloc((size_t)pictures->row_bytes);
  NetcError why;
  if (!row)
    return netc_fail_memory(error, pictures->row_bytes, "a picture");
  for (int64_t i = 0; i < pictures->count; i++) {
    if (decode(pictures, &pictures->entries[i], row, &why)) {
      Entry good = pictures->entries[i];
      pictures->entries[i] = pictures->entries[kept];
      pictures->entries[kept++] = good;
    }
  }
  free(row);
  for (int64_t i = kept; i < pictures->count; i++)
    free(pictures->entries[i].path);
  data->skipped = pictures->count - kept;
  pictures->count = kept;
  return kept > 0 || netc_fail(error, "none of %" PRId64 " pictures is sound; the last: %s",
                               data->skipped, why.text);
}

static bool add_columns(NetcData *data, const NetcRequest *request, const char *folder,
                        NetcError *error)
{
  Pictures *pictures = data->state;
  const NetcPort *port = &request->entry->inputs[0];
  NetcArray labels = {.element = NETC_ELEMENT_I32,
                      .rank = 1,
                      .extents = {pictures->count},
                      .bytes = pictures->count * (int64_t)sizeof(int32_t)};
  labels.data = malloc((size_t)labels.bytes);
  if (!labels.data)
    return netc_fail_memory(error, labels.bytes, "labels");
  for (int64_t i = 0; i < pictures->count; i++)
    ((int32_t *)(void *)labels.data)[i] = pictures->entries[i].label;
  NetcColumn *column = &data->columns[data->column_count++];
  *column = (NetcColumn){.name = strdup(port->name),
                         .origin = strdup(folder),
                         .rank = port->rank - 1,
                         .element = netc_dtype_element(port->dtype),
                         .row_bytes = pictures->row_bytes};
  for (int i = 1; i < port->rank; i++)
    column->extents[i - 1] = port->extents[i].constant;
  data->count = pictures->count;
  data->fetch = fetch;
  if (!column->name || !column->origin) {
    free(labels.data);
    return netc_fail(error, "%s: no memory", folder);
  }
  if (pictures->row_bytes <= CACHE_BYTES / pictures->count) {
    pictures->cache = malloc((size_t)(pictures->row_bytes * pictures->count));
    pictures->cached = calloc((size_t)pictures->count, 1);
    if (!pictures->cached) {  // without a cache it is slower, no more
      free(pictures->cache);
      pictures->cache = NULL;
    }
  }
  return netc_data_add_column(data, "label", folder, &labels, error);
}

// folder/train and folder/test, if it is parted so; else the folder itself, which has no test part.
static char *part_of(const NetcRequest *request, char *folder, bool *absent)
{
  char *train = netc_path_join(folder, "train"), *test = netc_path_join(folder, "test");
  bool parted = train && netc_is_folder(train);
  bool wants_test = request->part == NETC_PART_TEST;
  *absent = wants_test && strcmp(request->reader->role, "data") == 0 &&
            !(parted && test && netc_is_folder(test));
  char *chosen = !parted ? folder : wants_test && test && netc_is_folder(test) ? test : train;
  if (chosen != folder)
    free(folder);
  if (chosen != train)
    free(train);
  if (chosen != test)
    free(test);
  return chosen;
}

bool netc_read_pictures(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  if (!name || !name->text)
    return netc_fail(error, "pictures: expected the name of a folder");
  char *folder = netc_data_locate(request, name->text, true, error);
  if (!folder)
    return false;
  bool absent;
  folder = part_of(request, folder, &absent);
  Pictures *pictures = absent ? NULL : calloc(1, sizeof *pictures);
  bool fine = absent || pictures || netc_fail(error, "%s: no memory", folder);
  if (pictures) {
    data->state = pictures;
    data->free_state = free_pictures;
    fine = set_fit(pictures, request, error) && add_classes(data, request->model, folder, error) &&
           (!request->skip_bad || drop_bad(data, error)) &&
           add_columns(data, request, folder, error);
  }
  free(folder);
  return fine;
}
