// npy, the arrays of numpy: a magic, a version, a Python dict as text, the data.
//
//   npy(x: "train_x.npy", label: "train_y.npy")      files; a test part has a reader of its own
//   npy("spoken-digits")                             train_*.npy and test_*.npy of a folder
//
// In a folder the field of train_x.npy is x; x comes first, and y, label and target go to the
// inputs of train. A field `lengths` says how many steps of each record count: at least 1, at most
// as many as x has.

#include "data.h"
#include "files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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
