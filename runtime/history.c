// The curves of a training: recorded, kept, drawn.

#include "history.h"

#include "plot.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_COLUMNS = 2, EPOCH_COLUMNS = NETC_SERIES_COLUMNS, POINTS_PER_EPOCH = 40 };

// -- recording ------------------------------------------------------------------------------------

void netc_history_begin(NetcHistory *history)
{
  *history = (NetcHistory){.steps = {.columns = STEP_COLUMNS, .each = 1},
                           .epochs = {.columns = EPOCH_COLUMNS, .each = 1}};
}

static void halve(NetcSeries *series)
{
  series->count /= 2;
  series->each *= 2;
  for (int i = 0; i < series->count; i++)
    for (int c = 0; c < series->columns; c++)
      series->rows[i][c] = (series->rows[2 * i][c] + series->rows[2 * i + 1][c]) / 2;
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
    series->rows[series->count][c] = (float)(series->sums[c] / (double)series->pending);
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

// -- as text --------------------------------------------------------------------------------------

static void print_series(const NetcSeries *series, NetcText *text)
{
  netc_text_add(text, "%" PRId64 " %" PRId64, series->each, series->pending);
  for (int c = 0; c < series->columns; c++)
    netc_text_add(text, " %a", series->sums[c]);
  netc_text_add(text, " %d", series->count);
  for (int i = 0; i < series->count; i++)
    for (int c = 0; c < series->columns; c++)
      netc_text_add(text, " %.9g", (double)series->rows[i][c]);
  netc_text_add(text, "\n");
}

void netc_history_print(const NetcHistory *history, NetcText *text)
{
  print_series(&history->steps, text);
  print_series(&history->epochs, text);
}

static bool parse_integer(const char **at, int64_t *value)
{
  char *end;
  *value = strtoll(*at, &end, 10);
  bool fine = end != *at;
  *at = end;
  return fine && *value >= 0;
}

static bool parse_number(const char **at, double *value)
{
  char *end;
  *value = strtod(*at, &end);
  bool fine = end != *at;
  *at = end;
  return fine;
}

static bool parse_series(NetcSeries *series, const char **at)
{
  int64_t count;
  double value;
  bool fine = parse_integer(at, &series->each) && parse_integer(at, &series->pending) &&
              series->each >= 1 && series->pending < series->each;
  for (int c = 0; fine && c < series->columns; c++)
    fine = parse_number(at, &series->sums[c]);
  fine = fine && parse_integer(at, &count) && count <= NETC_SERIES_ROWS;
  for (int64_t i = 0; fine && i < count; i++)
    for (int c = 0; fine && c < series->columns; c++) {
      fine = parse_number(at, &value);
      series->rows[i][c] = (float)value;
    }
  series->count = fine ? (int)count : 0;
  return fine;
}

bool netc_history_parse(NetcHistory *history, const char *text)
{
  netc_history_begin(history);
  bool fine = parse_series(&history->steps, &text) && parse_series(&history->epochs, &text) &&
              strcmp(text, "\n") == 0;
  if (!fine)
    netc_history_begin(history);
  return fine;
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
                   .x = &series->rows[0][0],
                   .y = &series->rows[0][column],
                   .count = series->count,
                   .stride = NETC_SERIES_COLUMNS};
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
