// `profile`: where the time of a prediction and of a training step goes, kernel by kernel, against
// what this machine can do at best, with the line of the `.net` text that each kernel came from.

#include "commands.h"
#include "measure.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_SECONDS 1.0
enum { LEAST_RUNS = 3, WARM_UPS = 3, MAX_RUNS = 100000 };

// Time by kernel; the clock is read once after each.
struct NetcProfile {
  double last;
  double *seconds;  // by kernel
  int count;
  int64_t runs;
};

static void kernel_done(NetcCall *call, int kernel)
{
  struct NetcProfile *profile = ((NetcRun *)call->runtime)->profile;
  double now = netc_seconds();
  if (kernel >= 0 && kernel < profile->count)
    profile->seconds[kernel] += now - profile->last;
  profile->last = now;
}

static void run_profiled(NetcTrial *trial, struct NetcProfile *profile)
{
  profile->last = netc_seconds();
  netc_session_run_profiled(trial->session, trial->entry,
                            (const void *const *)trial->inputs.pointers, trial->outputs.pointers,
                            trial->symbols, profile, kernel_done);
  profile->runs++;
}

static bool measure(NetcTrial *trial, double seconds, struct NetcProfile *profile, NetcError *error)
{
  *profile = (struct NetcProfile){.count = trial->entry->kernel_count};
  profile->seconds = calloc((size_t)profile->count + 1, sizeof *profile->seconds);
  if (!profile->seconds)
    return netc_fail(error, "no memory for a profile");
  netc_session_prepare(trial->session);
  for (int i = 0; i < WARM_UPS; i++)
    netc_trial_run(trial);
  double began = netc_seconds();
  while (profile->runs < MAX_RUNS &&
         (profile->runs < LEAST_RUNS || netc_seconds() - began < seconds))
    run_profiled(trial, profile);
  return true;
}

// One kernel of the table.
typedef struct Row {
  const NetcKernel *kernel;
  double seconds, expected, share, rate, of_peak, bytes_rate;
} Row;

static Row row_of(const NetcTrial *trial, const struct NetcProfile *profile, int index,
                  double total, double peak)
{
  const NetcKernel *kernel = &trial->entry->kernels[index];
  double units = (double)(trial->entry->symbol_count > 0 ? trial->symbols[0] : 1);
  double seconds = profile->seconds[index] / (double)profile->runs;
  double rate = seconds > 0 ? kernel->flops * units / seconds : 0;
  return (Row){.kernel = kernel,
               .seconds = seconds,
               .expected = kernel->expected * units / peak,
               .share = total > 0 ? seconds / total : 0,
               .rate = rate,
               .of_peak = rate / peak,
               .bytes_rate = seconds > 0 ? kernel->bytes * units / seconds : 0};
}

static int compare_rows(const void *a, const void *b)
{
  const Row *left = a, *right = b;
  if (left->seconds != right->seconds)
    return left->seconds < right->seconds ? 1 : -1;
  return (left->kernel > right->kernel) - (left->kernel < right->kernel);
}

static void print_rows(const NetcTrial *trial, const Row *rows, double total)
{
  double flops = netc_trial_flops(trial);
  printf("%s", trial->entry->name);
  for (int i = 0; i < trial->entry->symbol_count; i++)
    printf(" %s=%" PRId64, trial->entry->symbols[i], trial->symbols[i]);
  printf(": %.1f us, %.1f GFLOP/s\n", total * 1e6, total > 0 ? flops / total / 1e9 : 0);
  printf("  %-32s %-20s %10s %10s %6s %9s %7s %7s\n", "kernel", "line", "us", "expected", "time",
         "GFLOP/s", "of peak", "GB/s");
  for (int i = 0; i < trial->entry->kernel_count; i++) {
    char line[64];
    snprintf(line, sizeof line, "%.48s:%d", rows[i].kernel->file ? rows[i].kernel->file : "",
             rows[i].kernel->line);
    printf("  %-32s %-20s %10.1f %10.1f %5.1f%% %9.1f %6.1f%% %7.1f\n", rows[i].kernel->name, line,
           rows[i].seconds * 1e6, rows[i].expected * 1e6, 100 * rows[i].share, rows[i].rate / 1e9,
           100 * rows[i].of_peak, rows[i].bytes_rate / 1e9);
  }
}

static void print_json(NetcJson *json, const NetcTrial *trial, const Row *rows)
{
  for (int i = 0; i < trial->entry->kernel_count; i++) {
    netc_json_open(json, NULL, '{');
    netc_json_text(json, "entry", trial->entry->name);
    netc_json_text(json, "kernel", rows[i].kernel->name);
    netc_json_text(json, "layers", rows[i].kernel->layers);
    netc_json_text(json, "file", rows[i].kernel->file);
    netc_json_integer(json, "line", rows[i].kernel->line);
    netc_json_number(json, "seconds", rows[i].seconds);
    netc_json_number(json, "expected_seconds", rows[i].expected);
    netc_json_number(json, "share_of_time", rows[i].share);
    netc_json_number(json, "flops_per_second", rows[i].rate);
    netc_json_number(json, "share_of_peak", rows[i].of_peak);
    netc_json_number(json, "bytes_per_second", rows[i].bytes_rate);
    netc_json_close(json, '}');
    netc_json_print(json, stdout);
  }
}

static bool report(const NetcOptions *options, const NetcTrial *trial,
                   const struct NetcProfile *profile, double peak, NetcError *error)
{
  int count = profile->count;
  double total = 0;
  NetcJson json = {0};
  Row *rows = calloc((size_t)count + 1, sizeof *rows);
  if (!rows)
    return netc_fail(error, "no memory for a profile");
  for (int i = 0; i < count; i++)
    total += profile->seconds[i] / (double)profile->runs;
  for (int i = 0; i < count; i++)
    rows[i] = row_of(trial, profile, i, total, peak);
  qsort(rows, (size_t)count, sizeof *rows, compare_rows);
  if (options->json)
    print_json(&json, trial, rows);
  else
    print_rows(trial, rows, total);
  netc_json_free(&json);
  free(rows);
  return true;
}

static bool profile_entry(NetcSession *session, const NetcEntry *entry, const NetcOptions *options,
                          double peak, NetcError *error)
{
  NetcTrial trial;
  struct NetcProfile profile = {0};
  double seconds = options->seconds > 0 ? options->seconds : DEFAULT_SECONDS;
  bool is_smaller = entry->symbol_count > 0 && options->batch < entry->capacities[0];
  bool fine = netc_trial_open(&trial, session, entry, is_smaller ? options->batch : 0, error) &&
              netc_trial_give(&trial, &options->inputs, error) &&
              measure(&trial, seconds, &profile, error) &&
              report(options, &trial, &profile, peak, error);
  free(profile.seconds);
  netc_trial_close(&trial);
  return fine;
}

static void print_peak(const NetcLog *log, const NetcOptions *options, const NetcModel *model,
                       double peak, int threads)
{
  NetcJson json = {0};
  if (!options->json) {
    netc_say(log, "peak %.1f GFLOP/s on %d thread%s", peak / 1e9, threads, threads == 1 ? "" : "s");
    return;
  }
  netc_json_open(&json, NULL, '{');
  netc_json_integer(&json, "version", 1);
  netc_json_text(&json, "command", "profile");
  netc_json_text(&json, "net", model->name);
  netc_json_integer(&json, "threads", threads);
  netc_json_number(&json, "peak_flops_per_second", peak);
  netc_json_close(&json, '}');
  netc_json_print(&json, stdout);
  netc_json_free(&json);
}

// The prediction whose binding fits --batch best, or the largest.
static const NetcEntry *choose_predict(const NetcModel *model, const NetcOptions *options)
{
  int64_t symbols[NETC_MAX_SYMBOLS] = {options->batch};
  const NetcEntry *entry =
      options->batch > 0 ? netc_entry_fitting(model, NETC_PREDICT, symbols) : NULL;
  return entry ? entry : netc_entry_largest(model, NETC_PREDICT);
}

int netc_command_profile(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  NetcLog log;
  uint64_t ignored;
  const NetcEntry *entries[] = {choose_predict(model, options),
                                netc_entry_largest(model, NETC_TRAIN)};
  netc_log_open(&log, model, options);
  NetcSession *session = netc_command_session(model, options, NETC_ALL_ENTRIES, &log, error);
  bool fine = session != NULL;
  if (fine) {
    netc_session_initialize(session, netc_command_seed(model, options));
    fine = !options->weights || netc_command_weights(session, options, &log, &ignored, error);
  }
  double peak = fine ? netc_measure_peak(session->pool, netc_model_uses_bf16(model)) : 0;
  if (fine)
    print_peak(&log, options, model, peak, netc_pool_threads(session->pool));
  for (int i = 0; fine && i < 2; i++)
    if (entries[i])
      fine = profile_entry(session, entries[i], options, peak, error);
  netc_session_destroy(session);
  NetcError closing;
  netc_log_close(&log, &closing);
  return fine ? NETC_DONE : error->status;
}
