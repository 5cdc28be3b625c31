// The curves of a training: recorded, kept, drawn.

#include "history.h"

#include "plot.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
  STEP_COLUMNS = 2,
  EPOCH_COLUMNS = NETC_SERIES_COLUMNS,
  POINTS_PER_EPOCH = 40,
  SERIES_FIELDS = 3 + NETC_SERIES_COLUMNS,
};

// -- recording ------------------------------------------------------------------------------------

void netc_history_begin(NetcHistory *history)
{
  *history = (NetcHistory){.steps = {.columns = STEP_COLUMNS, .each = 1},
                           .epochs = {.columns = EPOCH_COLUMNS, .each = 1}};
}

static float *value(NetcSeries *series, int row, int column)
{
  return &series->rows[row * series->columns + column];
}

static void halve(NetcSeries *series)
{
  series->count /= 2;
  series->each *= 2;
  for (int i = 0; i < series->count; i++)
    for (int c = 0; c < series->columns; c++)
      *value(series, i, c) = (*value(series, 2 * i, c) + *value(series, 2 * i + 1, c)) / 2;
}

static void add_row(NetcSeries *series, const double *row)
{
  for (int c = 0; c < series->columns; c++)
    series->sums[c] += row[c];
  if (++series->pending < series->each)
    return;
  if (series->count == NETC_SERIES_ROWS) {
    halve(series);
    return;  // the row goes on: twice as many are one now
  }
  for (int c = 0; c < series->columns; c++)
    *value(series, series->count, c) = (float)(series->sums[c] / (double)series->pending);
  series->count++;
  series->pending = 0;
  memset(series->sums, 0, sizeof series->sums);
}

void netc_history_add_step(NetcHistory *history, double place, double loss, int64_t steps_per_epoch)
{
  NetcSeries *steps = &history->steps;
  if (steps->count == 0 && steps->pending == 0)
    steps->each = (steps_per_epoch + POINTS_PER_EPOCH - 1) / POINTS_PER_EPOCH;
  add_row(steps, (const double[]){place, loss});
}

void netc_history_add_epoch(NetcHistory *history, const double row[NETC_SERIES_COLUMNS])
{
  add_row(&history->epochs, row);
}

// -- in a file -----------------------------------------------------------------------------------

const NetcTensor netc_history_tensors[NETC_SERIES_COUNT] = {
    {"steps", NETC_F32, 2, {NETC_SERIES_ROWS, STEP_COLUMNS}, offsetof(NetcHistory, steps.rows), 0},
    {"epochs",
     NETC_F32,
     2,
     {NETC_SERIES_ROWS, EPOCH_COLUMNS},
     offsetof(NetcHistory, epochs.rows),
     0},
};

// What a series is besides its rows, all of one width: a checkpoint takes the same memory always.
static void list_fields(const NetcSeries *series, uint64_t fields[SERIES_FIELDS])
{
  fields[0] = (uint64_t)series->count;
  fields[1] = (uint64_t)series->each;
  fields[2] = (uint64_t)series->pending;
  memcpy(fields + 3, series->sums, sizeof series->sums);
}

void netc_history_print(const NetcHistory *history, char to[NETC_HISTORY_TEXT])
{
  uint64_t fields[2 * SERIES_FIELDS];
  list_fields(&history->steps, fields);
  list_fields(&history->epochs, fields + SERIES_FIELDS);
  for (int i = 0; i < 2 * SERIES_FIELDS; i++)
    snprintf(to + 16 * i, 17, "%016" PRIx64, fields[i]);
}

static bool set_fields(NetcSeries *series, const uint64_t fields[SERIES_FIELDS])
{
  bool fine = fields[0] <= NETC_SERIES_ROWS && fields[1] >= 1 && fields[1] <= INT64_MAX / 2 &&
              fields[2] < fields[1];
  if (!fine)
    return false;
  series->count = (int)fields[0];
  series->each = (int64_t)fields[1];
  series->pending = (int64_t)fields[2];
  memcpy(series->sums, fields + 3, sizeof series->sums);
  return true;
}

bool netc_history_parse(NetcHistory *history, const char *text)
{
  uint64_t fields[2 * SERIES_FIELDS];
  char *end, digits[17];
  if (strlen(text) != 16 * 2 * SERIES_FIELDS || strspn(text, "0123456789abcdef") != strlen(text))
    return false;
  for (int i = 0; i < 2 * SERIES_FIELDS; i++) {
    snprintf(digits, sizeof digits, "%.16s", text + 16 * i);
    fields[i] = strtoull(digits, &end, 16);
  }
  return set_fields(&history->steps, fields) &&
         set_fields(&history->epochs, fields + SERIES_FIELDS);
}

// -- drawing --------------------------------------------------------------------------------------

static bool is_empty(const NetcLine *line)
{
  for (int i = 0; i < line->count; i++)
    if (isfinite(line->y[i * line->stride]))
      return false;
  return true;
}

static void add_line(NetcPanel *panel, const char *name, const char *style,
                     const NetcSeries *series, int column)
{
  NetcLine line = {.name = name,
                   .style = style,
                   .pale = series->columns == STEP_COLUMNS,
                   .x = series->rows,
                   .y = series->rows + column,
                   .count = series->count,
                   .stride = series->columns};
  if (!is_empty(&line))
    panel->lines[panel->line_count++] = line;
}

bool netc_history_draw(const NetcHistory *history, const char *net, const char *metric,
                       const char *path, NetcError *error)
{
  char title[256];
  NetcPanel panels[2] = {{.title = "loss"}, {.title = metric}};
  snprintf(title, sizeof title, "Training of %s", net);
  add_line(&panels[0], "within epochs", "a", &history->steps, 1);
  add_line(&panels[0], "training", "a", &history->epochs, 1);
  add_line(&panels[0], "validation", "b", &history->epochs, 3);
  add_line(&panels[1], "training", "a", &history->epochs, 2);
  add_line(&panels[1], "validation", "b", &history->epochs, 4);
  return netc_plot_save(path, title, "epoch", panels, metric ? 2 : 1, error);
}
