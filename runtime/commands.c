// What the commands have in common: sessions, weights, seeds, numbers of the optimiser. And `eval`.

#include "commands.h"

#include "confusion.h"
#include "files.h"
#include "sets.h"
#include "svg.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

uint64_t netc_command_seed(const NetcModel *model, const NetcOptions *options)
{
  if (options->seed >= 0)
    return (uint64_t)options->seed;
  return (uint64_t)netc_setting_number(model, "seed", 0);
}

double netc_setting_number(const NetcModel *model, const char *name, double otherwise)
{
  const NetcArgument *setting = netc_setting_find(model, name);
  return setting && !setting->text ? setting->number : otherwise;
}

char *netc_default_weights(const NetcModel *model)
{
  char *path;
  return asprintf(&path, "%s.safetensors", model->name) < 0 ? NULL : path;
}

NetcSession *netc_command_session(const NetcModel *model, const NetcOptions *options,
                                  unsigned kinds, NetcLog *log, NetcError *error)
{
  int threads = options->threads > 0 ? (int)options->threads : 0;
  NetcSession *session = netc_session_create_for(model, threads, kinds, error);
  if (session && threads > netc_pool_threads(session->pool))
    netc_warn(log, "only %d of %d threads could be made; the results are the same",
              netc_pool_threads(session->pool), threads);
  return session;
}

// Lines of warnings, each said as one.
static void say_warnings(NetcLog *log, NetcText *warnings)
{
  for (char *line = warnings->data ? strtok(warnings->data, "\n") : NULL; line;
       line = strtok(NULL, "\n"))
    netc_warn(log, "%s", line);
  netc_text_free(warnings);
}

static bool load(NetcSession *session, const char *path, const NetcOptions *options, NetcLog *log,
                 uint64_t *seed, NetcError *error)
{
  NetcTensorFile file;
  NetcMap map = {0};
  NetcText warnings = {0};
  int flags = options->convert ? NETC_CONVERT : 0;
  if (options->map && !netc_map_load(&map, options->map, error))
    return false;
  bool fine = netc_tensors_open(&file, path, error);
  if (fine) {
    fine = netc_weights_load(session, &file, options->map ? &map : NULL, flags, &warnings, error);
    if (fine)
      netc_weights_seed(&file, seed);
    netc_tensors_close(&file);
  }
  netc_map_free(&map);
  say_warnings(log, &warnings);
  return fine;
}

bool netc_command_weights(NetcSession *session, const NetcOptions *options, NetcLog *log,
                          uint64_t *seed, NetcError *error)
{
  if (options->weights)
    return load(session, options->weights, options, log, seed, error);
  if (session->model->tensor_count == 0)
    return true;  // formulas only
  char *path = netc_default_weights(session->model);
  bool fine = path && netc_is_file(path) && load(session, path, options, log, seed, error);
  if (!path)
    netc_fail(error, "no memory");
  else if (!fine && !netc_is_file(path))
    netc_fail(error, "no weights: %s is not here; run %s train, or give --weights FILE", path,
              session->model->name);
  free(path);
  return fine;
}

// The runtime's own numbers, which nobody else sets.
static bool is_reserved(const char *name)
{
  static const char *const names[] = {"step",    "steps", "epoch", "steps_per_epoch",
                                      "samples", "all"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0)
      return true;
  return false;
}

bool netc_command_scalars(NetcSession *session, const NetcOptions *options, NetcError *error)
{
  const NetcModel *model = session->model;
  const char *names[NETC_MAX_SCALARS];
  int count = 0, rate = netc_scalar_find(model, "lr");
  for (int i = 0; i < model->scalar_count && count < NETC_MAX_SCALARS; i++)
    if (!is_reserved(model->scalars[i].name))
      names[count++] = model->scalars[i].name;
  if (options->lr > 0 && rate < 0)
    return netc_fail_usage(error, "--lr: the optimiser of %s has none", model->name);
  if (options->lr > 0)
    session->scalars[rate] = options->lr;
  for (int i = 0; i < options->sets.count; i++) {
    char name[64];
    double value;
    size_t length = strcspn(options->sets.items[i], "=");
    snprintf(name, sizeof name, "%.*s", (int)length, options->sets.items[i]);
    int scalar = netc_scalar_find(model, name);
    if (scalar < 0 || is_reserved(name)) {
      const char *nearest = netc_nearest(name, names, count);
      return netc_fail_usage(error, "--set: the optimiser of %s has no %s%s%s%s", model->name, name,
                             nearest ? "; did you mean " : "", nearest ? nearest : "",
                             nearest ? "?" : "");
    }
    if (!options->sets.items[i][length] ||
        !netc_parse_number(options->sets.items[i] + length + 1, &value))
      return netc_fail_usage(error, "--set: expected %s=NUMBER, found %s", name,
                             options->sets.items[i]);
    session->scalars[scalar] = value;
  }
  return true;
}

// The test data; without any, what was held back from training; without that, the training data.
static NetcRows *choose_rows(NetcSets *sets, const char **name)
{
  *name = sets->test.count ? "test" : sets->valid.count ? "valid" : "train";
  return sets->test.count ? &sets->test : sets->valid.count ? &sets->valid : &sets->train;
}

// --confusion: the same evaluation, with the matrix beside it.
static bool evaluate_classes(NetcSession *session, const NetcRows *rows, int64_t batch,
                             const char *set, NetcScore *score, const char *path, NetcError *error)
{
  NetcConfusion confusion;
  NetcWatch watch = {netc_confusion_count, &confusion};
  const NetcData *data = rows->data;
  if (session->class_count == 0 && data->class_count > 0 &&
      !netc_session_set_classes(session, data->classes, data->class_count))
    return netc_fail(error, "no memory for the names of classes");
  bool fine = netc_confusion_open(&confusion, session->model, error) &&
              netc_evaluate(session, rows, batch, score, NULL, &watch, error) &&
              netc_confusion_draw(&confusion, session, set, path, error);
  netc_confusion_close(&confusion);
  return fine;
}

static bool evaluate(NetcSession *session, const NetcOptions *options, NetcLog *log, uint64_t seed,
                     NetcError *error)
{
  NetcSets sets;
  NetcScore score;
  const char *name;
  if (!netc_sets_open(&sets, session->model, options, seed, error))
    return false;
  NetcRows *rows = choose_rows(&sets, &name);
  int64_t batch = options->batch > 0 ? options->batch : 0;
  if (rows->data->skipped > 0)
    netc_warn(log, "pictures that cannot be read are left out: %" PRId64, rows->data->skipped);
  bool fine = netc_evaluate_stretch(session->model, rows, batch, error);
  if (fine)
    fine = options->confusion
               ? evaluate_classes(session, rows, batch, name, &score, options->confusion, error)
               : netc_evaluate(session, rows, batch, &score, NULL, NULL, error);
  if (fine)
    netc_log_result(log, name, &score, NULL);
  netc_sets_close(&sets);
  return fine;
}

int netc_command_eval(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  NetcLog log;
  NetcSession *session = NULL;
  uint64_t seed = netc_command_seed(model, options);
  netc_log_open(&log, model, options);
  if (options->confusion && !netc_svg_check_name("confusion", options->confusion, error))
    return error->status;
  session = netc_command_session(model, options, NETC_KIND(NETC_PREPARE) | NETC_KIND(NETC_EVALUATE),
                                 &log, error);
  bool fine = session && netc_command_weights(session, options, &log, &seed, error);
  if (options->seed >= 0)
    seed = (uint64_t)options->seed;
  fine = fine && evaluate(session, options, &log, seed, error);
  netc_session_destroy(session);
  NetcError closing;
  netc_log_close(&log, fine ? error : &closing);
  return fine ? NETC_DONE : error->status;
}
