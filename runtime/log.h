// What a training says: a bar on a terminal, lines elsewhere, JSON on request, csv beside.
#pragma once

#include "evaluate.h"
#include "json.h"
#include "options.h"
#include "weights.h"

typedef struct NetcLog {
  const NetcModel *model;
  bool json, quiet, terminal, color;
  FILE *csv;  // null: not asked for
  NetcJson line;
  double began, shown;      // seconds: start of this run, last redraw
  int64_t began_samples;    // done before this run
  int64_t samples, epochs;  // of an epoch; in all
  bool bar;                 // a bar stands on the current line
} NetcLog;

// What an epoch gave.
typedef struct NetcEpoch {
  int64_t epoch, step;  // epoch from 1
  NetcScore train, valid;
  double seconds;
} NetcEpoch;

// Talk goes to stderr, results to stdout. Names from files are escaped.
void netc_say(const NetcLog *log, const char *format, ...) __attribute__((format(printf, 2, 3)));
void netc_warn(NetcLog *log, const char *format, ...) __attribute__((format(printf, 2, 3)));

void netc_log_open(NetcLog *log, const NetcModel *model, const NetcOptions *options);
// A line of csv per epoch; `resumed`: they are added to a file that is there.
bool netc_log_open_csv(NetcLog *log, const char *path, bool resumed, NetcError *error);
bool netc_log_close(NetcLog *log, NetcError *error);  // false: not all of it could be written
void netc_log_start(NetcLog *log, const NetcPlace *place, int64_t samples, int64_t held_back,
                    int64_t test);
void netc_log_step(NetcLog *log, const NetcPlace *place);  // redraws at most ten times a second
void netc_log_epoch(NetcLog *log, const NetcEpoch *epoch);
// The score of a whole set, as a result; `weights`: the file, null if none was written.
void netc_log_result(NetcLog *log, const char *set, const NetcScore *score, const char *weights);
bool netc_use_color(const char *when, FILE *stream);
