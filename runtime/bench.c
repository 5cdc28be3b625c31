// `bench`: how long a prediction takes at every binding, and a step of training; --only and --batch
// choose among them. With --wait all is measured at each line of standard input, so that other
// programs can have the machine in between.

#include "commands.h"
#include "measure.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_SECONDS 1.0

typedef struct Bench {
  const NetcModel *model;
  const NetcOptions *options;
  NetcSession *session;
  NetcLog log;
  NetcJson json;
  double peak;
  NetcTrial *trials;
  int trial_count;
} Bench;

static const char *kind_name(NetcEntryKind kind)
{
  return kind == NETC_TRAIN ? "train" : "predict";
}

static void binding_of(const NetcTrial *trial, char *to, size_t size)
{
  size_t at = 0;
  to[0] = 0;
  for (int i = 0; i < trial->entry->symbol_count && at + 32 < size; i++)
    at += (size_t)snprintf(to + at, size - at, "%s%.16s=%" PRId64, i ? " " : "",
                           trial->entry->symbols[i], trial->symbols[i]);
}

// Samples of one run.
static double rows_of(const NetcTrial *trial)
{
  const NetcEntry *entry = trial->entry;
  bool any = entry->input_count > 0 && entry->inputs[0].rank > 0;
  return any ? (double)netc_extent(entry->inputs[0].extents[0], trial->symbols) : 1;
}

static void print_row(const NetcTrial *trial, const NetcTiming *timing, double peak)
{
  char binding[160];
  double rows = rows_of(trial), rate = netc_trial_flops(trial) / timing->median;
  binding_of(trial, binding, sizeof binding);
  printf("%-8s %-12s  median %10.1f us  best %10.1f us  %9.0f samples/s",
         kind_name(trial->entry->kind), binding, timing->median * 1e6, timing->best * 1e6,
         rows / timing->median);
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
  netc_json_text(json, "entry", kind_name(entry->kind));
  netc_json_open(json, "binding", '{');
  for (int i = 0; i < entry->symbol_count; i++)
    netc_json_integer(json, entry->symbols[i], trial->symbols[i]);
  netc_json_close(json, '}');
  netc_json_number(json, "median_seconds", timing->median);
  netc_json_number(json, "best_seconds", timing->best);
  netc_json_number(json, "cpu_seconds", timing->cpu);
  netc_json_integer(json, "runs", timing->runs);
  netc_json_number(json, "samples_per_second", rows_of(trial) / timing->median);
  netc_json_number(json, "flops_per_second", rate);
  netc_json_number(json, "share_of_peak", rate / bench->peak);
  netc_json_close(json, '}');
  netc_json_print(json, stdout);
}

static bool add_trial(Bench *bench, const NetcEntry *entry, int64_t batch, NetcError *error)
{
  NetcTrial *trial = &bench->trials[bench->trial_count++];
  return netc_trial_open(trial, bench->session, entry, batch, error) &&
         netc_trial_give(trial, &bench->options->inputs, error);
}

static bool time_trial(Bench *bench, NetcTrial *trial, NetcError *error)
{
  NetcTiming timing;
  double seconds = bench->options->seconds > 0 ? bench->options->seconds : DEFAULT_SECONDS;
  if (!netc_trial_time(trial, seconds, &timing, error))
    return false;
  if (bench->options->json)
    print_json(bench, trial, &timing);
  else
    print_row(trial, &timing, bench->peak);
  return true;
}

// With --batch: the binding that fits it best, at that size.
static bool add_batch(Bench *bench, NetcEntryKind kind, NetcError *error)
{
  const NetcEntry *largest = netc_entry_largest(bench->model, kind);
  int64_t symbols[NETC_MAX_SYMBOLS] = {0};
  if (!largest)
    return true;
  for (int i = 0; i < largest->symbol_count && i < NETC_MAX_SYMBOLS; i++)
    symbols[i] = largest->capacities[i];
  if (largest->symbol_count > 0)
    symbols[0] = bench->options->batch;
  const NetcEntry *entry = netc_entry_fitting(bench->model, kind, symbols);
  if (!entry)
    return netc_fail_usage(
        error, "--batch: %" PRId64 " is above %s=%" PRId64 ", which %s was built for",
        bench->options->batch, largest->symbols[0], largest->capacities[0], bench->model->name);
  return add_trial(bench, entry, bench->options->batch, error);
}

static bool is_wanted(const NetcOptions *options, NetcEntryKind kind)
{
  return !options->only || strcmp(options->only, kind_name(kind)) == 0;
}

// Of several bindings, those are left out of which the net takes no size.
static bool is_possible(Bench *bench, const NetcEntry *entry)
{
  int64_t sizes[NETC_MAX_SYMBOLS];
  for (int i = 0; i < entry->symbol_count && i < NETC_MAX_SYMBOLS; i++)
    sizes[i] = entry->capacities[i];
  if (entry->symbol_count > NETC_MAX_SYMBOLS || netc_sizes_lower(entry, sizes, 0) ||
      entry == netc_entry_largest(bench->model, entry->kind))
    return true;
  netc_say(&bench->log, "%s is left out: the net takes no size of it", entry->name);
  return false;
}

static bool add_kind(Bench *bench, NetcEntryKind kind, NetcError *error)
{
  const NetcModel *model = bench->model;
  if (!is_wanted(bench->options, kind))
    return true;
  if (bench->options->batch > 0)
    return add_batch(bench, kind, error);
  for (int i = 0; i < model->entry_count; i++)
    if (model->entries[i].kind == kind && is_possible(bench, &model->entries[i]) &&
        !add_trial(bench, &model->entries[i], 0, error))
      return false;
  return true;
}

static bool check_only(const char *only, NetcError *error)
{
  return !only || strcmp(only, "predict") == 0 || strcmp(only, "train") == 0 ||
         netc_fail_usage(error, "--only: expected predict or train, found %s", only);
}

static void print_head(Bench *bench)
{
  int threads = netc_pool_threads(bench->session->pool);
  bench->peak = netc_measure_peak(bench->session->pool, netc_model_uses_bf16(bench->model));
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

// Speed hardly depends on the weights: without a file they come from the seed. Training begins anew
// each time: weights that fit the one batch ever better would make for ever smaller numbers.
static bool set_start(Bench *bench, NetcError *error)
{
  uint64_t ignored;
  netc_session_initialize(bench->session, netc_command_seed(bench->model, bench->options));
  return !bench->options->weights ||
         netc_command_weights(bench->session, bench->options, &bench->log, &ignored, error);
}

static bool set_up(Bench *bench, NetcError *error)
{
  const NetcModel *model = bench->model;
  unsigned kinds = NETC_KIND(NETC_INITIALIZE) | NETC_KIND(NETC_PREPARE);
  netc_log_open(&bench->log, model, bench->options);
  for (int kind = NETC_PREDICT; kind <= NETC_TRAIN; kind++)
    if (is_wanted(bench->options, (NetcEntryKind)kind))
      kinds |= NETC_KIND(kind);
  bench->session = netc_command_session(model, bench->options, kinds, &bench->log, error);
  bench->trials = calloc((size_t)model->entry_count + 1, sizeof *bench->trials);
  if (bench->session && !bench->trials)
    return netc_fail(error, "no memory for trials");
  return bench->session && set_start(bench, error) && add_kind(bench, NETC_PREDICT, error) &&
         add_kind(bench, NETC_TRAIN, error);
}

static bool measure(Bench *bench, NetcError *error)
{
  print_head(bench);
  for (int i = 0; i < bench->trial_count; i++)
    if (!time_trial(bench, &bench->trials[i], error))
      return false;
  fflush(stdout);
  return true;
}

static bool take_turns(Bench *bench, NetcError *error)
{
  bool fine = true;
  int byte;
  while (fine && (byte = getchar()) != EOF)
    if (byte == '\n')
      fine = (!is_wanted(bench->options, NETC_TRAIN) || set_start(bench, error)) &&
             measure(bench, error);
  return fine;
}

static void tear_down(Bench *bench)
{
  NetcError closing;
  for (int i = 0; i < bench->trial_count; i++)
    netc_trial_close(&bench->trials[i]);
  free(bench->trials);
  netc_json_free(&bench->json);
  netc_session_destroy(bench->session);
  netc_log_close(&bench->log, &closing);
}

int netc_command_bench(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  Bench bench = {.model = model, .options = options};
  if (!check_only(options->only, error))
    return error->status;
  bool fine = set_up(&bench, error);
  fine = fine && (options->wait ? take_turns(&bench, error) : measure(&bench, error));
  tear_down(&bench);
  return fine ? NETC_DONE : error->status;
}
