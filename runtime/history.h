// How a training went, kept in its checkpoint: what --plot draws, also of epochs before --resume.
#pragma once

#include "model.h"
#include "text.h"

enum { NETC_SERIES_ROWS = 1024, NETC_SERIES_COLUMNS = 5, NETC_SERIES_COUNT = 2 };

// A table that never grows beyond its room: when it is full, each two rows become their mean, and
// from then on a row is the mean of twice as many.
typedef struct NetcSeries {
  int columns;
  int64_t each, pending;             // rows that are one; of the next row, so far
  double sums[NETC_SERIES_COLUMNS];  // of `pending` rows
  int count;
  float rows[NETC_SERIES_ROWS * NETC_SERIES_COLUMNS];  // `columns` each
} NetcSeries;

typedef struct NetcHistory {
  NetcSeries steps;   // epochs done (a fraction), loss
  NetcSeries epochs;  // epoch from 1, loss, metric, validation's loss and metric (NaN: none)
} NetcHistory;

void netc_history_begin(NetcHistory *history);
// `place`: in epochs, at the end of the step. The first call says how many steps an epoch has.
void netc_history_add_step(NetcHistory *history, double place, double loss,
                           int64_t steps_per_epoch);
void netc_history_add_epoch(NetcHistory *history, const double row[NETC_SERIES_COLUMNS]);

// The rows as tensors, by offset into a history; and the rest as a short text, which reads back to
// the same bits.
extern const NetcTensor netc_history_tensors[NETC_SERIES_COUNT];
enum { NETC_HISTORY_TEXT = 16 * NETC_SERIES_COUNT * (3 + NETC_SERIES_COLUMNS) + 1 };
void netc_history_print(const NetcHistory *history, char to[NETC_HISTORY_TEXT]);
bool netc_history_parse(NetcHistory *history, const char *text);

// The curves as SVG; `metric`: null if there is none.
bool netc_history_draw(const NetcHistory *history, const char *net, const char *metric,
                       const char *path, NetcError *error);
