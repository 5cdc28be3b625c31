// How a training went, kept in its checkpoint: what --plot draws, also of epochs before --resume.
#pragma once

#include "text.h"

enum { NETC_SERIES_ROWS = 1024, NETC_SERIES_COLUMNS = 5 };

// A table that never grows beyond its room: when it is full, each two rows become their mean, and
// from then on a row is the mean of twice as many.
typedef struct NetcSeries {
  int columns;
  int64_t each, pending;             // rows that are one; of the next row, so far
  double sums[NETC_SERIES_COLUMNS];  // of `pending` rows
  int count;
  float rows[NETC_SERIES_ROWS][NETC_SERIES_COLUMNS];
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

// As one text, which reads back to the same bits.
void netc_history_print(const NetcHistory *history, NetcText *text);
bool netc_history_parse(NetcHistory *history, const char *text);

// The curves as SVG; `metric`: null if there is none.
bool netc_history_draw(const NetcHistory *history, const char *net, const char *metric,
                       const char *path, NetcError *error);
