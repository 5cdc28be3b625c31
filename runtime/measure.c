// Entries on made-up or given inputs, timed run by run.

#include "measure.h"

#include "layout.h"
#include "random.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// At least three runs, if they do not take three times as long as was asked for.
enum { MAX_RUNS = 100000, LEAST_RUNS = 3, WARM_UPS = 3, SPAN = 1000 };
#define WARM_SHARE 0.1  // of the time, for runs that do not count; the very first never does

// Values that keep every promise of the port.
static void fill(const NetcPort *port, void *data, const int64_t *symbols,
                 const int64_t *capacities)
{
  int64_t count = netc_port_count(port, capacities), bound = netc_extent(port->bound, symbols);
  if (bound <= 0)
    bound = 2;
  for (int64_t i = 0; i < count; i++) {
    uint32_t bits = netc_random_bits(0, 0, 0, (uint64_t)i, 0).word[0];
    switch (port->dtype) {
    case NETC_F32:
      ((float *)data)[i] = netc_bits_uniform(bits);
      break;
    case NETC_F64:
      ((double *)data)[i] = (double)netc_bits_uniform(bits);
      break;
    case NETC_I32:
      ((int32_t *)data)[i] = (int32_t)(bits % (uint64_t)bound);
      break;
    case NETC_U8:
      ((unsigned char *)data)[i] = (unsigned char)bits;
      break;
    case NETC_BOOL:
      ((unsigned char *)data)[i] = bits & 1;
      break;
    }
  }
}

static bool choose_sizes(NetcTrial *trial, int64_t batch, NetcError *error)
{
  const NetcEntry *entry = trial->entry;
  if (entry->symbol_count > NETC_MAX_SYMBOLS)
    return netc_fail(error, "%s has more than %d symbols", entry->name, NETC_MAX_SYMBOLS);
  for (int i = 0; i < entry->symbol_count; i++)
    trial->symbols[i] = i == 0 && batch > 0 ? batch : entry->capacities[i];
  netc_sizes_lower(entry, trial->symbols, batch > 0);
  return netc_session_check(trial->session, entry, trial->symbols, entry->name, error);
}

bool netc_trial_open(NetcTrial *trial, NetcSession *session, const NetcEntry *entry, int64_t batch,
                     NetcError *error)
{
  *trial = (NetcTrial){.session = session, .entry = entry};
  // As in the middle of a long training.
  netc_session_set_scalar(session, "steps", SPAN * SPAN);
  netc_session_set_scalar(session, "steps_per_epoch", SPAN);
  netc_session_set_scalar(session, "samples", 1);
  netc_session_set_scalar(session, "all", 1);
  if (!choose_sizes(trial, batch, error) ||
      !netc_buffers_map(&trial->inputs, entry->inputs, entry->input_count, entry->capacities,
                        error) ||
      !netc_buffers_map(&trial->outputs, entry->outputs, entry->output_count, entry->capacities,
                        error))
    return false;
  for (int i = 0; i < entry->input_count; i++)
    fill(&entry->inputs[i], trial->inputs.pointers[i], trial->symbols, entry->capacities);
  return true;
}

static int find_port(const NetcEntry *entry, const char *name, size_t length)
{
  for (int i = 0; i < entry->input_count; i++)
    if (strlen(entry->inputs[i].name) == length && !strncmp(entry->inputs[i].name, name, length))
      return i;
  return -1;
}

static bool is_known(const NetcModel *model, const char *name, size_t length)
{
  for (int i = 0; i < model->entry_count; i++)
    if (find_port(&model->entries[i], name, length) >= 0)
      return true;
  return false;
}

// The extents of the day; of a batch there may be more.
static bool fits(const NetcPort *port, const NetcArray *array, const int64_t *symbols)
{
  bool rows = netc_port_has_rows(port), same = array->rank == port->rank;
  for (int i = 0; same && i < port->rank; i++) {
    int64_t extent = netc_extent(port->extents[i], symbols);
    same = i == 0 && rows ? array->extents[i] >= extent : array->extents[i] == extent;
  }
  return same;
}

static bool give_array(NetcTrial *trial, int index, const NetcArray *array, const char *path,
                       NetcError *error)
{
  const NetcEntry *entry = trial->entry;
  const NetcPort *port = &entry->inputs[index];
  char found[256];
  double value = 0;
  netc_format_shape(found, sizeof found, array->extents, array->rank);
  if (!fits(port, array, trial->symbols))
    return netc_fail(error, "%s: an array of %s, which does not fit the input %s; see info", path,
                     found, port->name);
  int64_t count = netc_port_count(port, trial->symbols);
  int64_t bytes = count * netc_dtype_bytes(port->dtype);
  char *data = malloc((size_t)bytes + 1);
  if (!data)
    return netc_fail_memory(error, bytes, path);
  int64_t wrong = netc_convert(data, port->dtype, array->data, array->element, count, &value);
  bool fine = wrong < 0 || netc_fail(error, "%s: element %" PRId64 ": %g is no %s", path, wrong,
                                     value, netc_dtype_name(port->dtype));
  wrong = fine ? netc_port_check(port, data, count, trial->symbols) : -1;
  if (wrong >= 0)
    fine = netc_fail(error, "%s: element %" PRId64 " is outside of the bounds of %s", path, wrong,
                     port->name);
  if (fine)
    netc_port_spread(port, port->rank > 0 ? netc_extent(port->extents[0], trial->symbols) : 1,
                     trial->symbols, entry->capacities, data, trial->inputs.pointers[index]);
  free(data);
  return fine;
}

bool netc_trial_give(NetcTrial *trial, const NetcPairs *inputs, NetcError *error)
{
  bool fine = true;
  for (int i = 0; fine && i < inputs->count; i++) {
    const char *name = inputs->items[i];
    NetcArray array;
    size_t length = strcspn(name, "=");
    int index = find_port(trial->entry, name, length);
    if (!name[length])
      return netc_fail_usage(error, "--input: expected NAME=FILE, found %s", name);
    if (index < 0 && !is_known(trial->session->model, name, length))
      return netc_fail_usage(error, "--input: the net has no input %.*s", (int)length, name);
    if (index < 0)
      continue;
    fine = netc_npy_load(&array, name + length + 1, error) &&
           give_array(trial, index, &array, name + length + 1, error);
    free(array.data);
  }
  return fine;
}

void netc_trial_close(NetcTrial *trial)
{
  netc_buffers_unmap(&trial->inputs);
  netc_buffers_unmap(&trial->outputs);
}

static void count_step(NetcTrial *trial)
{
  NetcSession *session = trial->session;
  session->step++;
  netc_session_set_scalar(session, "step", (double)session->step);
}

void netc_trial_run(NetcTrial *trial)
{
  if (trial->entry->kind == NETC_TRAIN)
    count_step(trial);
  netc_session_run(trial->session, trial->entry, (const void *const *)trial->inputs.pointers,
                   trial->outputs.pointers, trial->symbols);
}

static int compare_seconds(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static double cpu_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// One run, and how long it took.
static double run_once(NetcTrial *trial)
{
  double began = netc_seconds();
  netc_trial_run(trial);
  return trial->last = netc_seconds() - began;
}

bool netc_trial_time(NetcTrial *trial, double seconds, NetcTiming *timing, NetcError *error)
{
  double *times = malloc(MAX_RUNS * sizeof *times), spent = 0;
  int64_t runs = 0;
  if (!times)
    return netc_fail_memory(error, MAX_RUNS * (int64_t)sizeof *times, "timings");
  for (int i = 0; i < WARM_UPS && spent + trial->last <= WARM_SHARE * seconds; i++)
    spent += run_once(trial);
  double began = netc_seconds(), now = began, cpu = cpu_seconds();
  while (runs < MAX_RUNS && now - began < (runs < LEAST_RUNS ? LEAST_RUNS * seconds : seconds)) {
    double before = now;
    netc_trial_run(trial);
    now = netc_seconds();
    times[runs++] = now - before;
  }
  cpu = (cpu_seconds() - cpu) / (double)runs;
  trial->last = times[runs - 1];
  qsort(times, (size_t)runs, sizeof *times, compare_seconds);
  *timing = (NetcTiming){.median = times[runs / 2], .best = times[0], .cpu = cpu, .runs = runs};
  free(times);
  return true;
}

double netc_trial_flops(const NetcTrial *trial)
{
  double flops = 0;
  for (int i = 0; i < trial->entry->kernel_count; i++)
    flops += trial->entry->kernels[i].flops;
  return flops * (double)(trial->entry->symbol_count > 0 ? trial->symbols[0] : 1);
}
