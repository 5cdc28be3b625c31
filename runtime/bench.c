// `bench`: how long a prediction takes at every binding, and a step of training.

#include "commands.h"
#include "measure.h"

#include <inttypes.h>

#define DEFAULT_SECONDS 1.0

typedef struct Bench {
  const NetcModel *model;
  const NetcOptions *options;
  NetcSession *session;
  NetcLog log;
  NetcJson json;
  double peak;
} Bench;

static void binding_of(const NetcEntry *entry, char *to, size_t size)
{
  size_t at = 0;
  to[0] = 0;
  for (int i = 0; i < entry->symbol_count && at + 32 < size; i++)
    at += (size_t)snprintf(to + at, size - at, "%s%.16s=%" PRId64, i ? " " : "", entry->symbols[i],
                           entry->capacities[i]);
}

static void print_row(const NetcTrial *trial, const NetcTiming *timing, double peak)
{
  char binding[160];
  double rows = (double)netc_entry_rows(trial->entry),
         rate = netc_trial_flops(trial) / timing->median;
  binding_of(trial->entry, binding, sizeof binding);
  printf("%-8s %-12s  median %10.1f us  best %10.1f us  %9.0f samples/s",
         trial->entry->kind == NETC_TRAIN ? "train" : "predict", binding, timing->median * 1e6,
         timing->best * 1e6, rows / timing->median);
  if (rate > 0)
    printf("  %7.1f GFLOP/s  %4.1f %% of peak", rate / 1e9, 100 * rate / peak);
  putchar('\n');
  fflush(stdout);
}

static void print_json(Bench *bench, const NetcTrial *trial, const NetcTiming *timing)
{
  const NetcEntry *entry = trial->entry;
  NetcJson *json = &bench->json;
  double rate = netc_trial_flops(trial) / timing->median;
  netc_json_open(json, NULL, '{');
  netc_json_text(json, "entry", entry->kind == NETC_TRAIN ? "train" : "predict");
  netc_json_open(json, "binding", '{');
  for (int i = 0; i < entry->symbol_count; i++)
    netc_json_integer(json, entry->symbols[i], entry->capacities[i]);
  netc_json_close(json, '}');
  netc_json_number(json, "median_seconds", timing->median);
  netc_json_number(json, "best_seconds", timing->best);
  netc_json_integer(json, "runs", timing->runs);
  netc_json_number(json, "samples_per_second", (double)netc_entry_rows(entry) / timing->median);
  netc_json_number(json, "flops_per_second", rate);
  netc_json_number(json, "share_of_peak", rate / bench->peak);
  netc_json_close(json, '}');
  netc_json_print(json, stdout);
}

static bool bench_entry(Bench *bench, const NetcEntry *entry, NetcError *error)
{
  NetcTrial trial;
  NetcTiming timing;
  double seconds = bench->options->seconds > 0 ? bench->options->seconds : DEFAULT_SECONDS;
  bool fine = netc_trial_open(&trial, bench->session, entry, NULL, error) &&
              netc_trial_time(&trial, seconds, &timing, error);
  if (fine && bench->options->json)
    print_json(bench, &trial, &timing);
  else if (fine)
    print_row(&trial, &timing, bench->peak);
  netc_trial_close(&trial);
  return fine;
}

static void print_head(Bench *bench)
{
  int threads = netc_pool_threads(bench->session->pool);
  bench->peak = netc_measure_peak(bench->session->pool);
  if (!bench->options->json) {
    netc_say(&bench->log, "peak %.1f GFLOP/s on %d thread%s", bench->peak / 1e9, threads,
             threads == 1 ? "" : "s");
    return;
  }
  netc_json_open(&bench->json, NULL, '{');
  netc_json_integer(&bench->json, "version", 1);
  netc_json_text(&bench->json, "command", "bench");
  netc_json_text(&bench->json, "net", bench->model->name);
  netc_json_integer(&bench->json, "threads", threads);
  netc_json_number(&bench->json, "peak_flops_per_second", bench->peak);
  netc_json_close(&bench->json, '}');
  netc_json_print(&bench->json, stdout);
}

// Speed hardly depends on the weights: without a file they come from the seed.
static bool set_up(Bench *bench, NetcError *error)
{
  uint64_t ignored;
  netc_log_open(&bench->log, bench->model, bench->options);
  bench->session =
      netc_command_session(bench->model, bench->options, NETC_ALL_ENTRIES, &bench->log, error);
  if (!bench->session)
    return false;
  netc_session_initialize(bench->session, netc_command_seed(bench->model, bench->options));
  return !bench->options->weights ||
         netc_command_weights(bench->session, bench->options, &bench->log, &ignored, error);
}

int netc_command_bench(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  Bench bench = {.model = model, .options = options};
  static const NetcEntryKind kinds[] = {NETC_PREDICT, NETC_TRAIN};
  NetcError closing;
  bool fine = set_up(&bench, error);
  if (fine)
    print_head(&bench);
  for (int kind = 0; fine && kind < 2; kind++)
    for (int i = 0; fine && i < model->entry_count; i++)
      if (model->entries[i].kind == kinds[kind])
        fine = bench_entry(&bench, &model->entries[i], error);
  netc_json_free(&bench.json);
  netc_session_destroy(bench.session);
  netc_log_close(&bench.log, &closing);
  return fine ? NETC_DONE : error->status;
}
