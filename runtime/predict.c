// `predict`: files in, results out, in batches as large as the net was built for.

#include "predict.h"

#include "layout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// The entry for so many samples of the sizes at hand; null with the error set.
static const NetcEntry *choose_entry(NetcPrediction *p, int64_t rows, NetcError *error)
{
  if (!p->whole)
    p->symbols[0] = rows;
  const NetcEntry *entry = netc_entry_fitting(p->model, p->kind, p->symbols);
  if (!entry)
    netc_fail(error, "a sample is larger than %s was built for; see %s info", p->model->name,
              p->model->name);
  return entry && netc_session_check(p->session, entry, p->symbols, p->path, error) ? entry : NULL;
}

const NetcEntry *netc_predict_run(NetcPrediction *p, const NetcGiven *given, int64_t first,
                                  int64_t rows, NetcError *error)
{
  const NetcEntry *entry = choose_entry(p, rows, error);
  if (!entry)
    return NULL;
  for (int i = 0; i < entry->input_count; i++) {
    const NetcPort *port = &entry->inputs[i];
    int64_t all = p->whole ? netc_extent(port->extents[0], p->symbols) : rows;
    if (!given[i].data) {
      netc_port_fill(port, p->symbols, entry->capacities, p->inputs.pointers[i]);
      continue;
    }
    int64_t bytes = given[i].count / given[i].rows * netc_dtype_bytes(port->dtype);
    netc_port_spread(port, all, p->symbols, entry->capacities, given[i].data + first * bytes,
                     p->inputs.pointers[i]);
  }
  netc_session_run(p->session, entry, (const void *const *)p->inputs.pointers, p->outputs.pointers,
                   p->symbols);
  for (int i = 0; i < entry->output_count; i++) {
    const NetcPort *port = &entry->outputs[i];
    int64_t all = port->rank > 0 ? netc_extent(port->extents[0], p->symbols) : 1;
    netc_port_gather(port, all, p->symbols, entry->capacities, p->outputs.pointers[i],
                     p->outputs.pointers[i]);
  }
  return entry;
}

// Whether the samples at hand lie within the largest binding, in all symbols but the batch.
static bool check_symbols(const NetcPrediction *p, const char *path, NetcError *error)
{
  for (int i = p->whole ? 0 : 1; i < p->largest->symbol_count; i++)
    if (p->symbols[i] < netc_least(p->largest, i) || p->symbols[i] > p->largest->capacities[i])
      return netc_fail(error, "%s: %s is %" PRId64 ", expected %" PRId64 " to %" PRId64, path,
                       p->largest->symbols[i], p->symbols[i], netc_least(p->largest, i),
                       p->largest->capacities[i]);
  return true;
}

// Of a net that takes its inputs whole, the rows of the first result are the samples.
static int64_t result_rows(const NetcPrediction *p, const NetcEntry *entry)
{
  const NetcPort *port = &entry->outputs[0];
  return port->rank > 0 ? netc_extent(port->extents[0], p->symbols) : 1;
}

// `samples`: the first of `given`, which says how many there are.
static bool predict_samples(NetcPrediction *p, const NetcGiven *samples, const NetcGiven *given,
                            NetcError *error)
{
  const char *path = samples->path;
  int64_t capacity = p->whole ? 1 : netc_entry_rows(p->largest), count = samples->rows;
  int64_t most =
      p->options->batch > 0 && p->options->batch < capacity ? p->options->batch : capacity;
  // The last batch is checked before the results of the first are shown.
  if (count > most && count % most && !choose_entry(p, count % most, error))
    return false;
  for (int64_t first = 0; first < count; first += most) {
    int64_t rows = count - first < most ? count - first : most;
    const NetcEntry *entry = netc_predict_run(p, given, first, rows, error);
    if (!entry)
      return false;
    int64_t results = p->whole ? result_rows(p, entry) : rows;
    if (!netc_predict_keep(p, entry, path, first, rows, count, error))
      return false;
    for (int64_t row = 0; row < results; row++)
      if (!netc_predict_report(p, entry, path, row, first + row, p->whole ? results : count, error))
        return false;
  }
  return true;
}

bool netc_predict_take(NetcPrediction *p, const char **files, NetcGiven *given,
                       const NetcGiven **first, NetcError *error)
{
  NetcGiven *samples = NULL;
  bool fine = true;
  int count = p->input_count;
  memset(p->symbols, 0, sizeof p->symbols);
  for (int i = 0, file = 0; fine && i < count; i++) {
    if (p->largest->inputs[i].otherwise.is_given)
      continue;
    given[i].path = files[file++];
    fine = netc_predict_read(p, &p->largest->inputs[i], &given[i], error);
    samples = samples ? samples : &given[i];
    if (fine && given[i].rows != samples->rows)
      fine = netc_fail(error, "%s has %" PRId64 " samples, %s has %" PRId64, samples->path,
                       samples->rows, given[i].path, given[i].rows);
  }
  for (int i = 0; fine && i < count; i++)
    fine = !given[i].data || netc_predict_check(p, &p->largest->inputs[i], &given[i], error);
  *first = samples;
  p->path = samples ? samples->path : NULL;
  return fine && check_symbols(p, samples->path, error);
}

void netc_given_free(NetcGiven *given)
{
  for (int i = 0; i < NETC_MAX_COLUMNS; i++)
    free(given[i].data);
}

static bool predict_group(NetcPrediction *p, const char **files, NetcError *error)
{
  NetcGiven given[NETC_MAX_COLUMNS] = {0};
  const NetcGiven *samples;
  bool fine = netc_predict_take(p, files, given, &samples, error) &&
              predict_samples(p, samples, given, error);
  netc_given_free(given);
  return fine;
}

bool netc_predict_find(NetcPrediction *p, NetcEntryKind kind, int given, NetcError *error)
{
  p->kind = kind;
  p->largest = netc_entry_largest(p->model, kind);
  if (!p->largest || p->largest->input_count <= given || p->largest->input_count > NETC_MAX_COLUMNS)
    return netc_fail(error, "%s was built without a prediction", p->model->name);
  p->input_count = p->largest->input_count - given;
  for (int i = 0; i < p->input_count; i++) {
    p->whole |= !netc_port_has_rows(&p->largest->inputs[i]);
    p->files += !p->largest->inputs[i].otherwise.is_given;
  }
  if (p->files == 0 || p->options->file_count % p->files)
    return netc_fail_usage(error, "%s has %d inputs: expected that many files for each sample",
                           p->model->name, p->files);
  return true;
}

bool netc_predict_open(NetcPrediction *p, bool has_weights, NetcError *error)
{
  uint64_t ignored;
  unsigned kinds = NETC_KIND(NETC_PREPARE) | NETC_KIND(p->kind);
  p->session = netc_command_session(p->model, p->options, kinds, &p->log, error);
  return p->session &&
         (!has_weights || netc_command_weights(p->session, p->options, &p->log, &ignored, error)) &&
         netc_buffers_map(&p->inputs, p->largest->inputs, p->largest->input_count,
                          p->largest->capacities, error) &&
         netc_buffers_map(&p->outputs, p->largest->outputs, p->largest->output_count,
                          p->largest->capacities, error);
}

static bool predict_files(NetcPrediction *p, NetcError *error)
{
  if (p->options->json) {
    netc_json_open(&p->json, NULL, '{');
    netc_json_integer(&p->json, "version", 1);
    netc_json_text(&p->json, "command", "predict");
    netc_json_text(&p->json, "net", p->model->name);
    netc_json_close(&p->json, '}');
    netc_json_print(&p->json, stdout);
  }
  for (int i = 0; i < p->options->file_count; i += p->files)
    if (!predict_group(p, p->options->files + i, error))
      return false;
  return netc_predict_write(p, error);
}

void netc_predict_close(NetcPrediction *p)
{
  NetcError closing;
  netc_buffers_unmap(&p->inputs);
  netc_buffers_unmap(&p->outputs);
  netc_predict_forget(p);
  netc_json_free(&p->json);
  netc_session_destroy(p->session);
  netc_log_close(&p->log, &closing);
}

int netc_command_predict(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  NetcPrediction p = {.model = model, .options = options};
  netc_log_open(&p.log, model, options);
  bool fine = netc_predict_find(&p, NETC_PREDICT, 0, error) && netc_predict_choose(&p, error) &&
              netc_predict_open(&p, true, error) && predict_files(&p, error);
  netc_predict_close(&p);
  return fine ? NETC_DONE : error->status;
}
