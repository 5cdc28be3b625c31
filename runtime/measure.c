// Entries on made-up inputs, timed run by run.

#include "measure.h"

#include "random.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_RUNS = 100000, LEAST_RUNS = 3, WARM_UPS = 3, SPAN = 1000 };

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

bool netc_trial_open(NetcTrial *trial, NetcSession *session, const NetcEntry *entry,
                     const int64_t *symbols, NetcError *error)
{
  *trial = (NetcTrial){.session = session, .entry = entry};
  // As in the middle of a long training.
  netc_session_set_scalar(session, "steps", SPAN * SPAN);
  netc_session_set_scalar(session, "steps_per_epoch", SPAN);
  netc_session_set_scalar(session, "samples", 1);
  netc_session_set_scalar(session, "all", 1);
  if (entry->symbol_count > NETC_MAX_SYMBOLS)
    return netc_fail(error, "%s has more than %d symbols", entry->name, NETC_MAX_SYMBOLS);
  for (int i = 0; i < entry->symbol_count; i++)
    trial->symbols[i] = symbols ? symbols[i] : entry->capacities[i];
  if (!netc_buffers_map(&trial->inputs, entry->inputs, entry->input_count, entry->capacities,
                        error) ||
      !netc_buffers_map(&trial->outputs, entry->outputs, entry->output_count, entry->capacities,
                        error))
    return false;
  for (int i = 0; i < entry->input_count; i++)
    fill(&entry->inputs[i], trial->inputs.pointers[i], trial->symbols, entry->capacities);
  return true;
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

bool netc_trial_time(NetcTrial *trial, double seconds, NetcTiming *timing, NetcError *error)
{
  double *times = malloc(MAX_RUNS * sizeof *times);
  if (!times)
    return netc_fail_memory(error, MAX_RUNS * (int64_t)sizeof *times, "timings");
  for (int i = 0; i < WARM_UPS; i++)
    netc_trial_run(trial);
  int64_t runs = 0;
  double began = netc_seconds(), now = began;
  while (runs < MAX_RUNS && (runs < LEAST_RUNS || now - began < seconds)) {
    double before = now;
    netc_trial_run(trial);
    now = netc_seconds();
    times[runs++] = now - before;
  }
  qsort(times, (size_t)runs, sizeof *times, compare_seconds);
  *timing = (NetcTiming){.median = times[runs / 2], .best = times[0], .runs = runs};
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
