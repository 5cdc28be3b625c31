// The talk of a training. On a terminal a bar is redrawn; elsewhere an epoch is a line, and no
// escape code is ever written there. The csv holds no times: the same run gives the same bytes.

#include "log.h"

#include "files.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REDRAW_SECONDS 0.1
enum { BAR_WIDTH = 24 };

bool netc_use_color(const char *when, FILE *stream)
{
  const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
  const char *force_too = getenv("FORCE_COLOR"), *terminal = getenv("TERM");
  if (when && strcmp(when, "auto") != 0)
    return strcmp(when, "always") == 0;
  if (no && *no)
    return false;
  if ((force && *force) || (force_too && *force_too))
    return true;
  return isatty(fileno(stream)) && terminal && strcmp(terminal, "dumb") != 0;
}

static void clear_bar(NetcLog *log)
{
  if (log->bar)
    fputs("\r\033[K", stderr);
  log->bar = false;
}

static void print_list(const char *format, va_list arguments)
{
  char *text;
  if (vasprintf(&text, format, arguments) < 0)
    return;
  netc_print_escaped(stderr, text);
  fputc('\n', stderr);
  free(text);
}

void netc_say(const NetcLog *log, const char *format, ...)
{
  va_list arguments;
  if (log->quiet)
    return;
  va_start(arguments, format);
  print_list(format, arguments);
  va_end(arguments);
}

void netc_warn(NetcLog *log, const char *format, ...)
{
  va_list arguments;
  clear_bar(log);
  fputs(log->color ? "\033[35mwarning:\033[0m " : "warning: ", stderr);
  va_start(arguments, format);
  print_list(format, arguments);
  va_end(arguments);
}

bool netc_log_open_csv(NetcLog *log, const char *path, bool resumed, NetcError *error)
{
  bool fresh = !resumed || !netc_is_file(path);
  log->csv = fopen(path, fresh ? "we" : "ae");
  if (!log->csv)
    return netc_fail(error, "%s: cannot write: %s", path, strerror(errno));
  if (!fresh)
    return true;
  const char *metric = log->model->metric_name;
  fprintf(log->csv, "epoch,step,loss%s%s,valid_loss%s%s\n", metric ? "," : "", metric ? metric : "",
          metric ? ",valid_" : "", metric ? metric : "");
  return true;
}

void netc_log_open(NetcLog *log, const NetcModel *model, const NetcOptions *options)
{
  const char *terminal = getenv("TERM");
  *log = (NetcLog){.model = model, .json = options->json, .quiet = options->quiet};
  log->terminal = !log->quiet && isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
  log->color = netc_use_color(options->color, stderr);
  log->began = netc_seconds();
}

bool netc_log_close(NetcLog *log, NetcError *error)
{
  bool fine = true;
  clear_bar(log);
  if (log->csv) {
    fine = !ferror(log->csv);
    fine = fclose(log->csv) == 0 && fine;
  }
  log->csv = NULL;
  netc_json_free(&log->line);
  return fine || netc_fail(error, "the csv of --log: cannot write: %s", strerror(errno));
}

void netc_log_start(NetcLog *log, const NetcPlace *place, int64_t samples, int64_t held_back,
                    int64_t test)
{
  log->samples = samples;
  log->epochs = place->epochs;
  log->began_samples = place->epoch * samples + place->position;
  log->began = netc_seconds();
  if (!log->json)
    return;
  NetcJson *line = &log->line;
  netc_json_open(line, NULL, '{');
  netc_json_integer(line, "version", 1);
  netc_json_text(line, "event", "start");
  netc_json_text(line, "net", log->model->name);
  netc_json_integer(line, "samples", samples);
  netc_json_integer(line, "valid_samples", held_back);
  netc_json_integer(line, "test_samples", test);
  netc_json_integer(line, "epochs", place->epochs);
  netc_json_integer(line, "batch", place->batch);
  netc_json_integer(line, "seed", (int64_t)place->seed);
  netc_json_integer(line, "step", place->step);
  netc_json_close(line, '}');
  netc_json_print(line, stdout);
  fflush(stdout);
}

// Samples a second of this run so far.
static double rate_of(const NetcLog *log, int64_t done)
{
  double seconds = netc_seconds() - log->began;
  return seconds > 0 ? (double)(done - log->began_samples) / seconds : 0;
}

static void format_left(char *to, size_t size, double seconds)
{
  if (!(seconds < 360000))
    snprintf(to, size, "--:--");
  else if (seconds >= 3600)
    snprintf(to, size, "%d:%02d:%02d", (int)seconds / 3600, (int)seconds / 60 % 60,
             (int)seconds % 60);
  else
    snprintf(to, size, "%d:%02d", (int)seconds / 60, (int)seconds % 60);
}

static void print_metric(const NetcModel *model, const char *prefix, double value)
{
  if (model->metric_name)
    fprintf(stderr, "  %s%s %.4f", prefix, model->metric_name, value);
}

void netc_log_step(NetcLog *log, const NetcPlace *place)
{
  double now = netc_seconds();
  if (!log->terminal || now - log->shown < REDRAW_SECONDS || place->position == 0)
    return;
  log->shown = now;
  char bar[BAR_WIDTH + 1], left[32];
  int64_t done = place->epoch * log->samples + place->position;
  double rate = rate_of(log, done), rows = (double)place->position;
  int full = (int)(place->position * BAR_WIDTH / log->samples);
  memset(bar, '.', BAR_WIDTH);
  memset(bar, '#', (size_t)full);
  bar[BAR_WIDTH] = 0;
  format_left(left, sizeof left, (double)(log->epochs * log->samples - done) / rate);
  fprintf(stderr, "\r\033[Kepoch %" PRId64 "/%" PRId64 " [%s]  loss %.4f", place->epoch + 1,
          log->epochs, bar, place->loss_sum / rows);
  print_metric(log->model, "", place->metric_sum / rows);
  fprintf(stderr, "  %.0f/s  %s left", rate, left);
  fflush(stderr);
  log->bar = true;
}

static void print_epoch(NetcLog *log, const NetcEpoch *epoch, double rate)
{
  clear_bar(log);
  int width = snprintf(NULL, 0, "%" PRId64, log->epochs);
  fprintf(stderr, "epoch %*" PRId64 "/%" PRId64 "  loss %.4f", width, epoch->epoch, log->epochs,
          epoch->train.loss);
  print_metric(log->model, "", epoch->train.metric);
  if (epoch->valid.count > 0) {
    fprintf(stderr, "  valid loss %.4f", epoch->valid.loss);
    print_metric(log->model, "valid ", epoch->valid.metric);
  }
  fprintf(stderr, "  %.0f/s\n", rate);
}

static void add_score(NetcLog *log, const char *prefix, const NetcScore *score)
{
  char key[128];
  snprintf(key, sizeof key, "%sloss", prefix);
  netc_json_number(&log->line, key, (double)(float)score->loss);
  snprintf(key, sizeof key, "%s%.64s", prefix,
           log->model->metric_name ? log->model->metric_name : "");
  if (log->model->metric_name)
    netc_json_number(&log->line, key, (double)(float)score->metric);
}

static void print_csv(NetcLog *log, const NetcEpoch *epoch)
{
  bool metric = log->model->metric_name != NULL;
  fprintf(log->csv, "%" PRId64 ",%" PRId64 ",%.9g", epoch->epoch, epoch->step, epoch->train.loss);
  if (metric)
    fprintf(log->csv, ",%.9g", epoch->train.metric);
  if (epoch->valid.count > 0)
    fprintf(log->csv, metric ? ",%.9g,%.9g" : ",%.9g", epoch->valid.loss, epoch->valid.metric);
  else
    fputs(metric ? ",," : ",", log->csv);
  fputc('\n', log->csv);
  fflush(log->csv);
}

void netc_log_epoch(NetcLog *log, const NetcEpoch *epoch)
{
  double rate = epoch->seconds > 0 ? (double)epoch->train.count / epoch->seconds : 0;
  if (!log->quiet)
    print_epoch(log, epoch, rate);
  if (log->csv)
    print_csv(log, epoch);
  if (!log->json)
    return;
  netc_json_open(&log->line, NULL, '{');
  netc_json_text(&log->line, "event", "epoch");
  netc_json_integer(&log->line, "epoch", epoch->epoch);
  netc_json_integer(&log->line, "step", epoch->step);
  add_score(log, "", &epoch->train);
  if (epoch->valid.count > 0)
    add_score(log, "valid_", &epoch->valid);
  netc_json_number(&log->line, "seconds", epoch->seconds);
  netc_json_number(&log->line, "samples_per_second", rate);
  netc_json_close(&log->line, '}');
  netc_json_print(&log->line, stdout);
  fflush(stdout);
}

void netc_log_result(NetcLog *log, const char *set, const NetcScore *score, const char *weights)
{
  clear_bar(log);
  if (log->json) {
    netc_json_open(&log->line, NULL, '{');
    if (!weights)
      netc_json_integer(&log->line, "version", 1);
    netc_json_text(&log->line, "event", "result");
    netc_json_text(&log->line, "set", set);
    netc_json_integer(&log->line, "samples", score->labels);
    add_score(log, "", score);
    if (weights)
      netc_json_text(&log->line, "weights", weights);
    netc_json_close(&log->line, '}');
    netc_json_print(&log->line, stdout);
    return;
  }
  printf("%s  loss %.4f", set, score->loss);
  if (log->model->metric_name)
    printf("  %s %.4f", log->model->metric_name, score->metric);
  printf("  (%" PRId64 " samples)\n", score->labels);
}
