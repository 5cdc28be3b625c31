// netc weights convert: the tensors of one file in another, as safetensors or npz by its name;
// renamed by --map and --rename, in another float type by --dtype.

#include "command/weights.h"

#include "npz.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool ends_with(const char *text, const char *end)
{
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && !strcmp(text + length - tail, end);
}

static bool find_dtype(const char *name, NetcDtype *dtype)
{
  *dtype = !strcmp(name, "f64") ? NETC_F64 : NETC_F32;
  return !strcmp(name, netc_dtype_name(*dtype));
}

bool check_convert(const CommandLine *line)
{
  NetcDtype ignored;
  if (!line->output)
    fprintf(stderr, "netc: weights convert takes -o FILE\n");
  else if (!ends_with(line->output, ".safetensors") && !ends_with(line->output, ".npz"))
    fprintf(stderr, "netc: the output %s must end in .safetensors or .npz\n", line->output);
  else if (line->dtype && !find_dtype(line->dtype, &ignored))
    fprintf(stderr, "netc: --dtype takes f32 or f64, not `%s`\n", line->dtype);
  else
    return check_output(line);
  return false;
}

// What is written, in memory.
typedef struct Tensors {
  NetcStoring *items;
  char **names;  // by items; owned
  int count;
} Tensors;

static bool narrow(const NetcStored *tensor, const void *data, void **converted, NetcDtype dtype,
                   NetcError *error)
{
  int64_t count = weights_count(tensor), bytes = 0;
  double block[WEIGHTS_BLOCK], ignored;
  char shown[256];
  bool fits = netc_multiply(count, netc_dtype_bytes(dtype), &bytes);
  *converted = fits ? malloc((size_t)bytes + 1) : NULL;
  if (!*converted)
    return netc_fail_memory(error, bytes, "a tensor to convert");
  netc_convert(*converted, dtype, data, tensor->element, count, &ignored);
  const float *result = *converted;
  for (int64_t at = 0; dtype == NETC_F32 && at < count; at += WEIGHTS_BLOCK) {
    int64_t some = weights_block(tensor, data, at, block);
    for (int64_t i = 0; i < some; i++)
      if (isinf(result[at + i]) && isfinite(block[i]))
        return netc_fail(error, "%s: element %" PRId64 ": %g is beyond f32",
                         netc_escape(shown, sizeof shown, tensor->name), at + i, block[i]);
  }
  return true;
}

static bool add_tensor(const CommandLine *line, Tensors *to, const NetcTensorFile *file,
                       const NetcStored *tensor, char *name, NetcError *error)
{
  NetcDtype dtype;
  NetcElement element = tensor->element;
  to->names[to->count] = name;
  NetcStoring *item = &to->items[to->count++];
  void *data = weights_read(file, tensor, error), *converted;
  bool fine = data != NULL;
  if (line->dtype && find_dtype(line->dtype, &dtype) && element != netc_dtype_element(dtype)) {
    element = netc_dtype_element(dtype);
    fine = fine && narrow(tensor, data, &converted, dtype, error);
    if (data)
      free(data);
    data = fine ? converted : NULL;
  }
  *item = (NetcStoring){.prefix = "",
                        .name = name,
                        .element = element,
                        .rank = tensor->rank,
                        .extents = tensor->extents,
                        .data = data};
  return fine;
}

static bool add_all(const CommandLine *line, Tensors *to, const NetcTensorFile *file, NetcMap *map,
                    NetcError *error)
{
  for (int i = 0; i < file->count; i++) {
    const NetcStored *tensor = &file->tensors[i];
    const NetcRule *rule;
    char *name;
    if (!netc_map_name(map, tensor->name, NULL, NULL, &name, &rule, error))
      return false;
    if (name && !*name) {
      free(name);
      continue;
    }
    if (!name && !(name = strdup(tensor->name)))
      return netc_fail(error, "no memory for names");
    if (!add_tensor(line, to, file, tensor, name, error))
      return false;
  }
  return true;
}

static int compare_texts(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool check_names(const Tensors *tensors, NetcError *error)
{
  char shown[256];
  if (tensors->count > 0)
    qsort(tensors->names, (size_t)tensors->count, sizeof *tensors->names, compare_texts);
  for (int i = 0; i < tensors->count; i++) {
    const char *name = tensors->names[i];
    netc_escape(shown, sizeof shown, name);
    if (i > 0 && !strcmp(name, tensors->names[i - 1]))
      return netc_fail(error, "two tensors would be called %s", shown);
    if (!strcmp(name, "__metadata__"))
      return netc_fail(error, "a tensor cannot be called %s in safetensors", shown);
  }
  return true;
}

static void check_rules(const NetcTensorFile *file, const NetcMap *map)
{
  for (int i = 0; i < map->count; i++)
    if (!map->rules[i].used)
      fprintf(stderr, "warning: %s has no tensor %s\n", file->path, map->rules[i].theirs);
}

static bool write_tensors(const CommandLine *line, Tensors *tensors, const NetcTensorFile *file,
                          NetcError *error)
{
  if (ends_with(line->output, ".npz"))
    return netc_npz_write(line->output, tensors->items, tensors->count, error);
  // What is noted beside the tensors (names of classes, the place in a training) goes along.
  const json_t *notes = file->header ? json_object_get(file->header, "__metadata__") : NULL;
  char *text = notes ? json_dumps(notes, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
  bool fine =
      netc_tensors_write(line->output, tensors->items, tensors->count, text ? text : "{}", error);
  free(text);
  return fine;
}

static bool convert(const CommandLine *line, const NetcTensorFile *file, NetcMap *map,
                    NetcError *error)
{
  Tensors tensors = {.items = calloc((size_t)file->count + 1, sizeof *tensors.items),
                     .names = calloc((size_t)file->count + 1, sizeof *tensors.names)};
  bool fine = (tensors.items && tensors.names) || netc_fail(error, "no memory for names");
  fine = fine && add_all(line, &tensors, file, map, error) && check_names(&tensors, error);
  if (fine)
    check_rules(file, map);
  fine = fine && write_tensors(line, &tensors, file, error);
  for (int i = 0; i < tensors.count; i++) {
    free((void *)tensors.items[i].data);
    free(tensors.names[i]);
  }
  free(tensors.items);
  free(tensors.names);
  return fine;
}

int weights_convert(CommandLine *line, NetcError *error)
{
  NetcTensorFile file;
  NetcMap map;
  if (!weights_rules(line, &map, error))
    return EXIT_INPUT;
  bool fine = netc_tensors_open(&file, line->files.items[0], error);
  if (fine) {
    fine = convert(line, &file, &map, error);
    netc_tensors_close(&file);
  }
  netc_map_free(&map);
  return fine ? EXIT_DONE : EXIT_INPUT;
}
