// Data sets in general: finding them, matching fields to inputs, converting and checking values
// once.

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
} readers[] = {
    {"idx", netc_read_idx},     {"npy", netc_read_npy},           {"csv", netc_read_csv},
    {"cifar", netc_read_cifar}, {"pictures", netc_read_pictures},
};

bool netc_data_open(NetcData *data, const NetcRequest *request, NetcError *error)
{
  *data = (NetcData){0};
  const char *kind = request->reader->kind;
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
    if (strcmp(readers[i].kind, kind) != 0)
      continue;
    bool fine = readers[i].read(data, request, error);
    if (!fine)
      netc_data_close(data);
    return fine;
  }
  return netc_fail(error, "%s: the reader %s is not among idx, npy, csv, cifar, pictures",
                   request->model->name, kind);
}

void netc_data_close(NetcData *data)
{
  for (int i = 0; i < data->column_count; i++) {
    free(data->columns[i].name);
    free(data->columns[i].origin);
    free(data->columns[i].data);
  }
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

bool netc_data_add_column(NetcData *data, const char *name, const char *origin, NetcArray *array,
                          NetcError *error)
{
  bool fine = false;
  int64_t records = array->rank > 0 ? array->extents[0] : 0;
  if (array->rank == 0)
    netc_fail(error, "%s: a single number, expected an array of records", origin);
  else if (data->column_count == NETC_MAX_COLUMNS)
    netc_fail(error, "%s: more than %d fields", origin, NETC_MAX_COLUMNS);
  else if (records == 0)
    netc_fail(error, "%s: no records", origin);
  else if (data->column_count > 0 && data->count != records)
    netc_fail(error, "%s has %" PRId64 " records, %s has %" PRId64, data->columns[0].origin,
              data->count, origin, records);
  else
    fine = true;
  NetcColumn *column = &data->columns[data->column_count];
  if (fine) {
    *column = (NetcColumn){.name = strdup(name),
                           .origin = strdup(origin),
                           .data = array->data,
                           .element = array->element,
                           .rank = array->rank - 1};
    memcpy(column->extents, array->extents + 1, (size_t)column->rank * sizeof(int64_t));
    column->row_bytes = array->bytes / records;
    data->count = records;
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

// The candidate itself, if it exists; else it joins the list of places tried.
static char *try_place(const char *folder, const char *name, NetcText *tried)
{
  char *path = folder ? netc_path_join(folder, name) : strdup(name);
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

// "image" takes the column "image" or "images".
static bool same_name(const char *column, const char *port)
{
  size_t length = strlen(port);
  return strncmp(column, port, length) == 0 &&
         (!column[length] || strcmp(column + length, "s") == 0);
}

// By name first, then the unmatched in order.
static bool match_columns(NetcData *data, const NetcEntry *entry, NetcError *error)
{
  bool taken[NETC_MAX_COLUMNS] = {0};
  if (entry->input_count > NETC_MAX_COLUMNS || entry->symbol_count > NETC_MAX_SYMBOLS)
    return netc_fail(error, "more than %d inputs", NETC_MAX_COLUMNS);
  for (int i = 0; i < entry->input_count; i++) {
    data->feeds[i] = -1;
    for (int j = 0; j < data->column_count && data->feeds[i] < 0; j++)
      if (!taken[j] && same_name(data->columns[j].name, entry->inputs[i].name))
        taken[data->feeds[i] = j] = true;
  }
  for (int i = 0, j = 0; i < entry->input_count; i++) {
    while (data->feeds[i] < 0 && j < data->column_count && taken[j])
      j++;
    if (data->feeds[i] < 0 && j < data->column_count)
      taken[data->feeds[i] = j] = true;
    if (data->feeds[i] < 0)
      return netc_fail(error, "%s: has %d fields, nothing is left for the input %s",
                       data->columns[0].origin, data->column_count, entry->inputs[i].name);
  }
  return true;
}

// An extent of the port meets one of the data: equal, or a symbol that takes its value here.
static bool meet(NetcData *data, NetcExtent extent, int64_t found)
{
  if (extent.symbol < 0)
    return extent.constant == found;
  int64_t rest = found - extent.constant, *symbol = &data->symbols[extent.symbol];
  if (extent.factor <= 0 || rest <= 0 || rest % extent.factor)
    return false;
  if (*symbol == 0)
    *symbol = rest / extent.factor;
  return *symbol == rest / extent.factor;
}

static bool is_one(NetcExtent extent)
{
  return extent.symbol < 0 && extent.constant == 1;
}

// Shapes agree when they are equal without their dimensions of 1: 28x28 feeds [B, 1, 28, 28].
static bool shapes_agree(NetcData *data, const NetcPort *port, const NetcColumn *column)
{
  if (column->flat) {
    int64_t count = 1;
    for (int i = 0; i < column->rank; i++)
      count *= column->extents[i];
    return netc_port_row_count(port, data->symbols) == count;
  }
  int i = 1, j = 0;
  while (i < port->rank || j < column->rank) {
    if (i < port->rank && j < column->rank && meet(data, port->extents[i], column->extents[j]))
      i++, j++;
    else if (i < port->rank && is_one(port->extents[i]))
      i++;
    else if (j < column->rank && column->extents[j] == 1)
      j++;
    else
      return false;
  }
  return true;
}

static void describe_port(char *to, size_t size, const NetcEntry *entry, const NetcPort *port)
{
  size_t at = (size_t)snprintf(to, size, "%s[", netc_dtype_name(port->dtype));
  for (int i = 0; i < port->rank && at + 32 < size; i++) {
    NetcExtent extent = port->extents[i];
    const char *separator = i ? ", " : "";
    if (extent.symbol < 0)
      at += (size_t)snprintf(to + at, size - at, "%s%" PRId64, separator, extent.constant);
    else
      at +=
          (size_t)snprintf(to + at, size - at, "%s%.16s", separator, entry->symbols[extent.symbol]);
  }
  snprintf(to + at, size - at, "]");
}

static bool check_shape(NetcData *data, const NetcEntry *entry, const NetcPort *port,
                        const NetcColumn *column, NetcError *error)
{
  char expected[200], found[200];
  describe_port(expected, sizeof expected, entry, port);
  netc_format_shape(found, sizeof found, column->extents, column->rank);
  if (!netc_port_has_rows(port))
    return netc_fail(error, "the input %s is %s: its first dimension is not the batch", port->name,
                     expected);
  return shapes_agree(data, port, column) ||
         netc_fail(error, "%s: a record is %s of %s, the input %s expects %s", column->origin,
                   found, netc_element_name(column->element), port->name, expected);
}

// The values of a column in the type of the port, checked against its promised bound.
static bool convert_column(NetcData *data, const NetcPort *port, NetcColumn *column,
                           NetcError *error)
{
  NetcElement wanted = netc_dtype_element(port->dtype);
  int64_t row = column->row_bytes / netc_element_bytes(column->element);
  int64_t count = row * data->count, bytes;
  double value = 0;
  if (column->element != wanted) {
    if (!netc_multiply(count, netc_dtype_bytes(port->dtype), &bytes))
      return netc_fail(error, "%s: too large", column->origin);
    char *converted = malloc((size_t)bytes);
    if (!converted)
      return netc_fail_memory(error, bytes, column->origin);
    int64_t wrong =
        netc_convert(converted, port->dtype, column->data, column->element, count, &value);
    free(column->data);
    column->data = converted;
    column->element = wanted;
    column->row_bytes = row * netc_dtype_bytes(port->dtype);
    if (wrong >= 0)
      return netc_fail(error, "%s: record %" PRId64 ": %g is no %s for the input %s",
                       column->origin, wrong / row, value, netc_dtype_name(port->dtype),
                       port->name);
  }
  int64_t wrong = netc_port_check(port, column->data, count);
  return wrong < 0 ||
         netc_fail(error, "%s: record %" PRId64 ": %s is %d, expected 0 to %" PRId64,
                   column->origin, wrong / row, port->name,
                   ((const int32_t *)(const void *)column->data)[wrong], port->bound - 1);
}

bool netc_data_bind(NetcData *data, const NetcEntry *entry, NetcError *error)
{
  if (!match_columns(data, entry, error))
    return false;
  for (int i = 0; i < entry->input_count; i++) {
    NetcColumn *column = &data->columns[data->feeds[i]];
    if (!check_shape(data, entry, &entry->inputs[i], column, error) ||
        (column->data && !convert_column(data, &entry->inputs[i], column, error)))
      return false;
  }
  for (int i = 1; i < entry->symbol_count; i++) {
    if (data->symbols[i] == 0)
      return netc_fail(error, "%s: no field gives the extent %s", data->columns[0].origin,
                       entry->symbols[i]);
    if (data->symbols[i] > entry->capacities[i])
      return netc_fail(error, "%s: %s is %" PRId64 ", above the %" PRId64 " it was built for",
                       data->columns[0].origin, entry->symbols[i], data->symbols[i],
                       entry->capacities[i]);
  }
  return true;
}

// Far from the keys of draws, which count from 1 or are hashes of names.
#define KEY_OF_SPLIT UINT64_C(0x6461746173706c74)
#define KEY_OF_ORDER UINT64_C(0x646174616f726472)

int64_t netc_rows_record(const NetcRows *rows, int64_t index)
{
  if (!rows->mixed)
    return rows->first + index;
  return netc_permute(rows->seed, KEY_OF_SPLIT, 0, rows->data->count, rows->first + index);
}

int64_t netc_rows_shuffled(const NetcRows *rows, uint64_t seed, int64_t epoch, int64_t position)
{
  return netc_rows_record(rows,
                          netc_permute(seed, KEY_OF_ORDER, (uint64_t)epoch, rows->count, position));
}
