// Weights by name: what the net needs against what the file holds, under the net's names
// (naming.c).
//
// Nothing is written into the net before every tensor has been found with its shape and type.

#include "weights.h"

#include "json.h"
#include "naming.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINES = 20 };

// A tensor of the net and where it comes from: one tensor of the file, or several that are added.
typedef struct Match {
  const NetcNamed *first;
  int count;
} Match;

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
static const char *nearest_stored(const NetcNaming *names, const char *name)
{
  const char **spellings = calloc((size_t)names->count + 1, sizeof *spellings);
  for (int i = 0; spellings && i < names->count; i++)
    spellings[i] = netc_named(&names->items[i]);
  const char *nearest = spellings ? netc_nearest(name, spellings, names->count) : NULL;
  free(spellings);
  return nearest;
}

static void add_missing(Faults *faults, const NetcNaming *names, const NetcTensor *tensor,
                        const char *expected)
{
  // Looking through all names is worth it for the lines that are shown.
  char found[300], near[256];
  const char *nearest = faults->count < MAX_LINES ? nearest_stored(names, tensor->name) : NULL;
  snprintf(found, sizeof found, nearest ? "nothing; the file has %s" : "nothing",
           nearest ? netc_escape(near, sizeof near, nearest) : "");
  add_fault(faults, tensor->name, expected, found);
}

// As many tensors as the rule that named them adds; one where there was none.
static bool check_count(Faults *faults, const NetcTensor *tensor, const Match *match,
                        const char *expected)
{
  const NetcRule *rule = match->first->rule;
  int wanted = rule ? rule->terms : 1;
  if (match->count == wanted)
    return true;
  char found[300], one[200];
  netc_escape(one, sizeof one, match->first->stored->name);
  if (match->count < wanted)
    snprintf(found, sizeof found, "%s alone of %d that are added", one, wanted);
  else
    snprintf(found, sizeof found, "%d tensors for one, %s first", match->count, one);
  add_fault(faults, tensor->name, expected, found);
  return false;
}

static void check_tensor(Faults *faults, const NetcNaming *names, const NetcTensor *tensor,
                         const Match *match, int flags)
{
  char expected[300], found[700], shape[300];
  describe(expected, sizeof expected, netc_dtype_element(tensor->dtype), tensor->extents,
           tensor->rank);
  if (!match->first) {
    add_missing(faults, names, tensor, expected);
    return;
  }
  if (!check_count(faults, tensor, match, expected))
    return;
  for (int i = 0; i < match->count; i++) {
    const NetcStored *stored = match->first[i].stored;
    const char *fault = judge(tensor, stored, flags);
    if (!fault && match->count > 1 && tensor->dtype != NETC_F32)
      fault = "not f32, which can be added";
    if (!fault)
      continue;
    describe(shape, sizeof shape, stored->element, stored->extents, stored->rank);
    snprintf(found, sizeof found, "%s (%s)", shape, fault);
    add_fault(faults, tensor->name, expected, found);
  }
}

// What a checkpoint holds beside the weights.
static bool is_known_extra(const NetcModel *model, const char *name)
{
  if (strncmp(name, "best/", 5) == 0 || strncmp(name, "history/", 8) == 0 ||
      strncmp(name, "carry/", 6) == 0)
    return true;
  for (int i = 0; i < model->slot_count; i++)
    if (strcmp(model->slots[i].name, name) == 0)
      return true;
  return false;
}

static bool is_used(const Match *matches, int count, const NetcNamed *item)
{
  for (int i = 0; i < count; i++)
    if (matches[i].first <= item && item < matches[i].first + matches[i].count)
      return true;
  return false;
}

static void check_extras(Faults *faults, const NetcModel *model, const NetcNaming *names,
                         const Match *matches)
{
  for (int i = 0; i < names->count; i++) {
    const NetcNamed *item = &names->items[i];
    const NetcStored *stored = item->stored;
    char found[600], shape[300], shown[200];
    if (!*netc_named(item) || is_used(matches, model->tensor_count, item) ||
        is_known_extra(model, stored->name))
      continue;
    describe(shape, sizeof shape, stored->element, stored->extents, stored->rank);
    snprintf(found, sizeof found, item->renamed ? "%s, renamed to %s" : "%s", shape,
             item->renamed ? netc_escape(shown, sizeof shown, item->renamed) : "");
    add_fault(faults, stored->name, "nothing", found);
  }
}

static bool match_all(const NetcModel *model, const NetcTensorFile *file, const NetcNaming *names,
                      int flags, Match *matches, NetcError *error)
{
  Faults faults = {0};
  for (int i = 0; i < model->tensor_count; i++) {
    matches[i].first = netc_naming_find(names, model->tensors[i].name, &matches[i].count);
    check_tensor(&faults, names, &model->tensors[i], &matches[i], flags);
  }
  check_extras(&faults, model, names, matches);
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
  if (!read_converted(file, match->first->stored, tensor, to, error))
    return false;
  if (match->count == 1)
    return true;
  int64_t count = tensor_count(tensor);
  float *more = malloc((size_t)count * sizeof *more + 1), *sum = to;
  bool fine = more || netc_fail_memory(error, count * (int64_t)sizeof *more, "a tensor to add");
  for (int term = 1; fine && term < match->count; term++) {
    fine = read_converted(file, match->first[term].stored, tensor, more, error);
    for (int64_t i = 0; fine && i < count; i++)
      sum[i] += more[i];
  }
  free(more);
  return fine;
}

// Values that are no numbers, in one tensor.
typedef struct Oddities {
  int64_t nans, infinities;
} Oddities;

// Is an exponent of these all ones?
static bool has_odd(const float *values, int64_t count)
{
  enum { LANES = 16 };
  uint32_t most[LANES] = {0}, bits[LANES], largest = 0;
  for (int64_t i = 0; i < count; i += LANES) {
    int64_t some = count - i < LANES ? count - i : LANES;
    memset(bits, 0, sizeof bits);
    memcpy(bits, values + i, (size_t)some * sizeof *bits);
    for (int lane = 0; lane < LANES; lane++) {
      uint32_t magnitude = bits[lane] & 0x7fffffff;
      most[lane] = magnitude > most[lane] ? magnitude : most[lane];
    }
  }
  for (int lane = 0; lane < LANES; lane++)
    largest = most[lane] > largest ? most[lane] : largest;
  return largest >= 0x7f800000;
}

static Oddities find_oddities(const NetcTensor *tensor, const float *values)
{
  Oddities found = {0};
  int64_t count = tensor_count(tensor);
  if (tensor->dtype != NETC_F32 || !has_odd(values, count))
    return found;
  for (int64_t i = 0; i < count; i++) {
    found.nans += isnan(values[i]) != 0;
    found.infinities += isinf(values[i]) != 0;
  }
  return found;
}

static void warn_of_values(const NetcTensorFile *file, const NetcTensor *tensor, Oddities found,
                           NetcText *warnings)
{
  char shown[256];
  if (found.nans + found.infinities > 0)
    netc_text_add(warnings,
                  "%s: %s: of %" PRId64 " values %" PRId64 " are NaN and %" PRId64 " infinite\n",
                  file->path, netc_escape(shown, sizeof shown, tensor->name), tensor_count(tensor),
                  found.nans, found.infinities);
}

// Tensors that were left out on purpose, and rules that found nothing to do.
static void warn_of_names(const NetcTensorFile *file, const NetcNaming *names, const NetcMap *map,
                          NetcText *warnings)
{
  char shown[256];
  int left_out = 0;
  while (left_out < names->count && !*netc_named(&names->items[left_out]))
    left_out++;  // "" sorts first
  if (left_out > 0)
    netc_text_add(warnings, "%s: %d tensor%s left out, %s%s\n", file->path, left_out,
                  left_out == 1 ? " is" : "s are",
                  netc_escape(shown, sizeof shown, names->items[0].stored->name),
                  left_out == 1 ? "" : " first");
  for (int i = 0; map && i < map->count; i++)
    if (!map->rules[i].used)
      netc_text_add(warnings, "%s:%" PRId64 ": %s has no tensor %s\n", map->path,
                    map->rules[i].line, file->path,
                    netc_escape(shown, sizeof shown, map->rules[i].theirs));
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

// Tensors are read by all threads: fresh pages and copies take longer than the file.
typedef struct Loading {
  const NetcSession *session;
  const NetcTensorFile *file;
  Match *matches;
  Oddities *oddities;  // by tensor
  NetcError *errors;
} Loading;

static void load_tensor(NetcCall *call, const void *arguments, int64_t i)
{
  (void)call;
  const Loading *l = arguments;
  const NetcTensor *tensor = &l->session->model->tensors[i];
  char *to = l->session->weights + tensor->offset;
  if (read_match(l->file, &l->matches[i], tensor, to, &l->errors[i]))
    l->oddities[i] = find_oddities(tensor, (const float *)(const void *)to);
}

static bool load_tensors(const Loading *l, NetcText *warnings, NetcError *error)
{
  const NetcModel *model = l->session->model;
  netc_pool_run(l->session->pool, NULL, load_tensor, l, model->tensor_count);
  for (int i = 0; i < model->tensor_count; i++) {
    if (l->errors[i].text[0]) {
      *error = l->errors[i];
      return false;
    }
    if (warnings)
      warn_of_values(l->file, &model->tensors[i], l->oddities[i], warnings);
  }
  return true;
}

static bool load_named(NetcSession *session, const NetcTensorFile *file, const NetcNaming *names,
                       int flags, NetcText *warnings, NetcError *error)
{
  const NetcModel *model = session->model;
  size_t count = (size_t)model->tensor_count + 1;
  Loading l = {.session = session,
               .file = file,
               .matches = calloc(count, sizeof *l.matches),
               .oddities = calloc(count, sizeof *l.oddities),
               .errors = calloc(count, sizeof *l.errors)};
  bool fine = (l.matches && l.oddities && l.errors) ||
              netc_fail(error, "%s: no memory for its table", file->path);
  fine = fine && match_all(model, file, names, flags, l.matches, error) &&
         take_classes(session, file, error);
  session->unprepared = true;
  fine = fine && load_tensors(&l, warnings, error);
  free(l.matches);
  free(l.oddities);
  free(l.errors);
  return fine;
}

bool netc_weights_load(NetcSession *session, const NetcTensorFile *file, NetcMap *map, int flags,
                       NetcText *warnings, NetcError *error)
{
  NetcNaming names;
  if (!netc_naming_make(&names, file, session->model, map, error))
    return false;
  if (warnings)
    warn_of_names(file, &names, map, warnings);
  bool fine = load_named(session, file, &names, flags, warnings, error);
  netc_naming_free(&names);
  return fine;
}

bool netc_session_load(NetcSession *session, const char *path, int flags, NetcError *error)
{
  NetcTensorFile file;
  if (!netc_tensors_open(&file, path, error))
    return false;
  bool fine = netc_weights_load(session, &file, NULL, flags, NULL, error);
  netc_tensors_close(&file);
  return fine;
}
