// Data sets in general: opening them, finding their files, adding their columns.

#include "data.h"

#include "files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SYSTEM_DATA "/usr/share/datasets"

// Every kind of data that a train block can name.
static const struct {
  const char *kind;
  bool (*read)(NetcData *data, const NetcRequest *request, NetcError *error);
  bool has_valid;  // a part to validate of its own
} readers[] = {
    {"idx", netc_read_idx, false},  {"npy", netc_read_npy, false},
    {"csv", netc_read_csv, false},  {"cifar", netc_read_cifar, false},
    {"ts", netc_read_ts, false},    {"pictures", netc_read_pictures, false},
    {"text", netc_read_text, true}, {"planetoid", netc_read_planetoid, true},
    {"gin", netc_read_gin, false},  {"gml", netc_read_gml, false},
};

bool netc_data_open(NetcData *data, const NetcRequest *request, NetcError *error)
{
  *data = (NetcData){0};
  const char *kind = request->reader->kind;
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
    if (strcmp(readers[i].kind, kind) != 0)
      continue;
    if (request->part == NETC_PART_VALID && !readers[i].has_valid)
      return true;
    bool fine = readers[i].read(data, request, error);
    if (!fine)
      netc_data_close(data);
    return fine;
  }
  NetcText known = {0};
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
    netc_text_add(&known, "%s%s", i ? ", " : "", readers[i].kind);
  netc_fail(error, "%s: the reader %s is not among %s", request->model->name, kind,
            known.data ? known.data : "the known ones");
  netc_text_free(&known);
  return false;
}

void netc_data_close(NetcData *data)
{
  for (int i = 0; i < data->column_count; i++) {
    free(data->columns[i].name);
    free(data->columns[i].origin);
    free(data->columns[i].data);
  }
  for (int i = 0; i < NETC_AXIS_COUNT; i++)
    free(data->axes[i].starts);
  free(data->note);
  for (int i = 0; i < data->stamp_count; i++)
    free(data->stamps[i].path);
  free(data->stamps);
  netc_names_free(data->classes, data->class_count);
  if (data->free_state)
    data->free_state(data->state);
  *data = (NetcData){0};
}

bool netc_data_add_stamp(NetcData *data, const char *path, NetcError *error)
{
  NetcStamp *longer = realloc(data->stamps, ((size_t)data->stamp_count + 1) * sizeof *longer);
  if (!longer)
    return netc_fail(error, "%s: no memory", path);
  data->stamps = longer;
  NetcStamp *stamp = &longer[data->stamp_count];
  stamp->path = strdup(path);
  if (!stamp->path)
    return netc_fail(error, "%s: no memory", path);
  data->stamp_count++;
  return stat(path, &stamp->status) == 0 || netc_fail(error, "%s: no longer there", path);
}

bool netc_data_check_files(const NetcData *data, NetcError *error)
{
  for (int i = 0; i < data->stamp_count; i++) {
    const NetcStamp *stamp = &data->stamps[i];
    struct stat now;
    if (stat(stamp->path, &now) || now.st_size != stamp->status.st_size ||
        now.st_mtim.tv_sec != stamp->status.st_mtim.tv_sec ||
        now.st_mtim.tv_nsec != stamp->status.st_mtim.tv_nsec)
      return netc_fail(error, "%s: changed since training began", stamp->path);
  }
  return true;
}

bool netc_data_set_classes(NetcData *data, char *const *names, int count, NetcError *error)
{
  data->classes = calloc((size_t)count + 1, sizeof *data->classes);
  bool fine = data->classes != NULL;
  for (; fine && data->class_count < count; data->class_count += fine)
    fine = (data->classes[data->class_count] = strdup(names[data->class_count])) != NULL;
  return fine || netc_fail(error, "no memory for the names of classes");
}

bool netc_data_set_note(NetcData *data, NetcError *error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int length = vasprintf(&data->note, format, arguments);
  va_end(arguments);
  if (length < 0)
    data->note = NULL;
  return data->note || netc_fail(error, "no memory for a note on the data");
}

int64_t netc_axis_first(const NetcAxis *axis, int64_t record)
{
  return axis->starts ? axis->starts[record] : record;
}

int64_t netc_axis_count(const NetcAxis *axis, int64_t record)
{
  return axis->starts ? axis->starts[record + 1] - axis->starts[record] : 1;
}

int64_t netc_axis_total(const NetcData *data, NetcAxisKind axis)
{
  return netc_axis_first(&data->axes[axis], data->count);
}

// Whether the array can be a column; the first one decides how many records there are.
static bool check_rows(const NetcData *data, NetcAxisKind axis, const char *origin,
                       const NetcArray *array, NetcError *error)
{
  int64_t rows = array->rank > 0 ? array->extents[0] : 0;
  if (array->rank == 0)
    return netc_fail(error, "%s: a single number, expected an array of records", origin);
  if (data->column_count == NETC_MAX_COLUMNS)
    return netc_fail(error, "%s: more than %d fields", origin, NETC_MAX_COLUMNS);
  if (rows == 0)
    return netc_fail(error, "%s: no records", origin);
  if (axis == NETC_RECORDS && data->column_count > 0 && data->count != rows)
    return netc_fail(error, "%s has %" PRId64 " records, %s has %" PRId64, data->columns[0].origin,
                     data->count, origin, rows);
  return true;
}

bool netc_data_add_rows(NetcData *data, NetcAxisKind axis, const char *name, const char *origin,
                        NetcArray *array, NetcError *error)
{
  bool fine = check_rows(data, axis, origin, array, error);
  NetcColumn *column = &data->columns[data->column_count];
  if (fine) {
    *column = (NetcColumn){.name = strdup(name),
                           .origin = strdup(origin),
                           .data = array->data,
                           .element = array->element,
                           .axis = axis,
                           .rank = array->rank - 1};
    memcpy(column->extents, array->extents + 1, (size_t)column->rank * sizeof(int64_t));
    column->row_bytes = array->bytes / array->extents[0];
    if (axis == NETC_RECORDS)
      data->count = array->extents[0];
    data->column_count++;
    data->sum = data->sum * 31 + crc32_z(0, (const Bytef *)array->data, (size_t)array->bytes);
    if (!column->name || !column->origin)
      fine = netc_fail(error, "%s: no memory", origin);
  } else {
    free(array->data);
  }
  array->data = NULL;
  return fine;
}

bool netc_data_add_column(NetcData *data, const char *name, const char *origin, NetcArray *array,
                          NetcError *error)
{
  return netc_data_add_rows(data, NETC_RECORDS, name, origin, array, error);
}

bool netc_request_is_beside(const NetcRequest *request)
{
  return request->part != NETC_PART_TRAIN && strcmp(request->reader->role, "data") == 0;
}

const NetcArgument *netc_argument_find(const NetcReader *reader, const char *name)
{
  for (int i = 0; i < reader->argument_count; i++)
    if (strcmp(reader->arguments[i].name, name) == 0)
      return &reader->arguments[i];
  return NULL;
}

const NetcArgument *netc_argument_at(const NetcReader *reader, int index)
{
  for (int i = 0; i < reader->argument_count; i++)
    if (!reader->arguments[i].name[0] && index-- == 0)
      return &reader->arguments[i];
  return NULL;
}

static bool exists(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0;
}

// The candidate, plain or packed, if it exists; else it joins the list of places tried.
static char *try_place(const char *folder, const char *name, NetcText *tried)
{
  char *path = netc_path_find(folder, name);
  if (path && exists(path))
    return path;
  netc_text_add(tried, "\n  %s", path ? path : name);
  free(path);
  return NULL;
}

char *netc_data_locate(const NetcRequest *request, const char *name, bool folder, NetcError *error)
{
  NetcText tried = {0};
  char *path = NULL;
  const char *environment = getenv("NETC_DATA");
  const char *slash = strrchr(name, '/');
  if (request->folder) {
    path = try_place(request->folder, name, &tried);
    if (!path && slash)
      path = try_place(request->folder, slash + 1, &tried);
    // A folder given by the user may be the data set itself.
    if (!path && folder && netc_is_folder(request->folder))
      path = strdup(request->folder);
  } else if (name[0] == '/') {
    path = try_place(NULL, name, &tried);
  } else {
    if (environment && *environment)
      path = try_place(environment, name, &tried);
    if (!path)
      path = try_place(NULL, name, &tried);
    if (!path)
      path = try_place(SYSTEM_DATA, name, &tried);
  }
  if (!path)
    netc_fail(error, "data %s: not found; looked for%s\ngive its folder with --data or NETC_DATA",
              name, tried.data ? tried.data : "");
  netc_text_free(&tried);
  return path;
}
