// Weights by name: what the net needs against what the file holds.
//
// Nothing is written into the net before every tensor has been found with its shape and type. Files
// of PyTorch differ in two habits that are known here: a recurrent layer's names end in _l0 and its
// bias is stored as two, and batch normalisation counts its batches.

#include "weights.h"

#include "json.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINES = 20 };

// One tensor of the net and where it comes from; `second` is added to `first`.
typedef struct Match {
  const NetcStored *first, *second;
} Match;

static bool ends_with(const char *text, const char *end)
{
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

static const NetcStored *find_as(const NetcTensorFile *file, const char *name, const char *old_end,
                                 const char *new_end)
{
  char renamed[512];
  int kept = (int)(strlen(name) - strlen(old_end));
  if (!ends_with(name, old_end) || kept > 400)
    return NULL;
  snprintf(renamed, sizeof renamed, "%.*s%s", kept, name, new_end);
  return netc_tensors_find(file, renamed);
}

static Match find_match(const NetcTensorFile *file, const char *name)
{
  Match match = {.first = netc_tensors_find(file, name)};
  if (!match.first)
    match.first = find_as(file, name, "weight_ih", "weight_ih_l0");
  if (!match.first)
    match.first = find_as(file, name, "weight_hh", "weight_hh_l0");
  if (!match.first) {
    match.first = find_as(file, name, "bias", "bias_ih_l0");
    match.second = find_as(file, name, "bias", "bias_hh_l0");
  }
  return match;
}

static bool is_float(NetcElement element)
{
  return element == NETC_ELEMENT_F32 || element == NETC_ELEMENT_F64 ||
         element == NETC_ELEMENT_F16 || element == NETC_ELEMENT_BF16;
}

// Null if the stored tensor will do, else what is wrong with it.
static const char *judge(const NetcTensor *tensor, const NetcStored *stored, int flags)
{
  if (tensor->rank != stored->rank ||
      memcmp(tensor->extents, stored->extents, (size_t)tensor->rank * sizeof(int64_t)) != 0)
    return "other shape";
  if (stored->element == netc_dtype_element(tensor->dtype))
    return NULL;
  if (tensor->dtype != NETC_F32 || !is_float(stored->element))
    return "other type";
  return flags & NETC_CONVERT ? NULL : "other type; --convert takes it";
}

static void describe(char *to, size_t size, NetcElement element, const int64_t *extents, int rank)
{
  char shape[200];
  snprintf(to, size, "%s%s", netc_element_name(element),
           netc_format_shape(shape, sizeof shape, extents, rank));
}

// The faults of a file, counted, the first of them written out.
typedef struct Faults {
  NetcText text;
  int count;
} Faults;

static void add_fault(Faults *faults, const char *name, const char *expected, const char *found)
{
  char shown[256];
  if (faults->count++ < MAX_LINES)
    netc_text_add(&faults->text, "\n  %-32s expected %-20s found %s",
                  netc_escape(shown, sizeof shown, name), expected, found);
}

// The file's spelling that is nearest to a missing name.
static const char *nearest_stored(const NetcTensorFile *file, const char *name)
{
  const char **names = calloc((size_t)file->count + 1, sizeof *names);
  for (int i = 0; names && i < file->count; i++)
    names[i] = file->tensors[i].name;
  const char *nearest = names ? netc_nearest(name, names, file->count) : NULL;
  free(names);
  return nearest;
}

static void check_tensor(Faults *faults, const NetcTensorFile *file, const NetcTensor *tensor,
                         const Match *match, int flags)
{
  char expected[300], found[700], near[256];
  describe(expected, sizeof expected, netc_dtype_element(tensor->dtype), tensor->extents,
           tensor->rank);
  if (!match->first) {
    // Looking through all names is worth it for the lines that are shown.
    const char *nearest = faults->count < MAX_LINES ? nearest_stored(file, tensor->name) : NULL;
    snprintf(found, sizeof found, nearest ? "nothing; the file has %s" : "nothing",
             nearest ? netc_escape(near, sizeof near, nearest) : "");
    add_fault(faults, tensor->name, expected, found);
  }
  const NetcStored *both[] = {match->first, match->second};
  for (int i = 0; i < 2; i++) {
    const char *fault = both[i] ? judge(tensor, both[i], flags) : NULL;
    if (!fault)
      continue;
    describe(near, sizeof near, both[i]->element, both[i]->extents, both[i]->rank);
    snprintf(found, sizeof found, "%s (%s)", near, fault);
    add_fault(faults, tensor->name, expected, found);
  }
}

// What a checkpoint holds beside the weights, and what PyTorch counts.
static bool is_known_extra(const NetcModel *model, const char *name)
{
  if (strncmp(name, "best/", 5) == 0 || strncmp(name, "history/", 8) == 0 ||
      strncmp(name, "carry/", 6) == 0 ||
      ends_with(name, ".num_batches_tracked"))
    return true;
  for (int i = 0; i < model->slot_count; i++)
    if (strcmp(model->slots[i].name, name) == 0)
      return true;
  return false;
}

static bool is_used(const Match *matches, int count, const NetcStored *stored)
{
  for (int i = 0; i < count; i++)
    if (matches[i].first == stored || matches[i].second == stored)
      return true;
  return false;
}

static void check_extras(Faults *faults, const NetcModel *model, const NetcTensorFile *file,
                         const Match *matches)
{
  for (int i = 0; i < file->count; i++) {
    const NetcStored *stored = &file->tensors[i];
    char found[256];
    describe(found, sizeof found, stored->element, stored->extents, stored->rank);
    if (!is_used(matches, model->tensor_count, stored) && !is_known_extra(model, stored->name))
      add_fault(faults, stored->name, "nothing", found);
  }
}

static bool match_all(const NetcModel *model, const NetcTensorFile *file, int flags, Match *matches,
                      NetcError *error)
{
  Faults faults = {0};
  for (int i = 0; i < model->tensor_count; i++) {
    matches[i] = find_match(file, model->tensors[i].name);
    check_tensor(&faults, file, &model->tensors[i], &matches[i], flags);
  }
  check_extras(&faults, model, file, matches);
  if (faults.count > MAX_LINES)
    netc_text_add(&faults.text, "\n  and %d more", faults.count - MAX_LINES);
  if (faults.count > 0)
    netc_fail(error, "%s: not the weights of %s: %d tensor%s differ%s%s", file->path, model->name,
              faults.count, faults.count == 1 ? "" : "s", faults.count == 1 ? "s" : "",
              faults.text.data ? faults.text.data : "");
  netc_text_free(&faults.text);
  return faults.count == 0;
}

static int64_t tensor_count(const NetcTensor *tensor)
{
  int64_t count = 1;
  for (int i = 0; i < tensor->rank; i++)
    count *= tensor->extents[i];
  return count;
}

static bool read_converted(const NetcTensorFile *file, const NetcStored *stored,
                           const NetcTensor *tensor, void *to, NetcError *error)
{
  if (stored->element == netc_dtype_element(tensor->dtype))
    return netc_tensors_read(file, stored, to, error);
  int64_t bytes = stored->end - stored->begin;
  double value;
  void *raw = malloc((size_t)bytes + 1);
  bool fine = raw ? netc_tensors_read(file, stored, raw, error)
                  : netc_fail_memory(error, bytes, "a tensor to convert");
  if (fine)
    netc_convert(to, tensor->dtype, raw, stored->element, tensor_count(tensor), &value);
  free(raw);
  return fine;
}

static bool read_match(const NetcTensorFile *file, const Match *match, const NetcTensor *tensor,
                       void *to, NetcError *error)
{
  if (!read_converted(file, match->first, tensor, to, error))
    return false;
  if (!match->second)
    return true;
  int64_t count = tensor_count(tensor);
  float *more = malloc((size_t)count * sizeof *more + 1), *sum = to;
  bool fine = more ? read_converted(file, match->second, tensor, more, error)
                   : netc_fail_memory(error, count * (int64_t)sizeof *more, "a tensor to add");
  for (int64_t i = 0; fine && i < count; i++)
    sum[i] += more[i];
  free(more);
  return fine;
}

static void warn_of_values(const NetcTensorFile *file, const NetcTensor *tensor,
                           const float *values, NetcText *warnings)
{
  int64_t count = tensor_count(tensor), nans = 0, infinities = 0;
  for (int64_t i = 0; tensor->dtype == NETC_F32 && i < count; i++) {
    nans += isnan(values[i]) != 0;
    infinities += isinf(values[i]) != 0;
  }
  char shown[256];
  if (nans + infinities > 0)
    netc_text_add(
        warnings, "%s: %s: of %" PRId64 " values %" PRId64 " are NaN and %" PRId64 " infinite\n",
        file->path, netc_escape(shown, sizeof shown, tensor->name), count, nans, infinities);
}

// The names of the classes, kept in the weights as a JSON list.
static bool take_classes(NetcSession *session, const NetcTensorFile *file, NetcError *error)
{
  const char *text = netc_tensors_note(file, "classes");
  json_t *list = text ? json_loads(text, 0, NULL) : NULL;
  int count = (int)json_array_size(list);
  char **names = calloc((size_t)count + 1, sizeof *names);
  bool fine = names != NULL;
  for (int i = 0; fine && i < count; i++) {
    names[i] = (char *)json_string_value(json_array_get(list, (size_t)i));
    if (!names[i])
      names[i] = "?";
  }
  if (fine && count > 0 && session->model->class_count == 0)
    fine = netc_session_set_classes(session, names, count);
  free(names);
  json_decref(list);
  return fine || netc_fail(error, "%s: no memory for the names of classes", file->path);
}

bool netc_weights_load(NetcSession *session, const NetcTensorFile *file, int flags,
                       NetcText *warnings, NetcError *error)
{
  const NetcModel *model = session->model;
  Match *matches = calloc((size_t)model->tensor_count + 1, sizeof *matches);
  if (!matches)
    return netc_fail(error, "%s: no memory for its table", file->path);
  bool fine = match_all(model, file, flags, matches, error) && take_classes(session, file, error);
  session->unprepared = true;
  for (int i = 0; fine && i < model->tensor_count; i++) {
    const NetcTensor *tensor = &model->tensors[i];
    char *to = session->weights + tensor->offset;
    fine = read_match(file, &matches[i], tensor, to, error);
    if (fine && warnings)
      warn_of_values(file, tensor, (const float *)(const void *)to, warnings);
  }
  free(matches);
  return fine;
}

bool netc_session_load(NetcSession *session, const char *path, int flags, NetcError *error)
{
  NetcTensorFile file;
  if (!netc_tensors_open(&file, path, error))
    return false;
  bool fine = netc_weights_load(session, &file, flags, NULL, error);
  netc_tensors_close(&file);
  return fine;
}
