// The command line: one table of commands and one of options make the parser, the help,
// the manual page and the completions of shells.
#pragma once

#include "netc.h"

#include <stdio.h>

typedef enum NetcCommand {
  NETC_COMMAND_TRAIN,
  NETC_COMMAND_EVAL,
  NETC_COMMAND_PREDICT,
  NETC_COMMAND_GENERATE,
  NETC_COMMAND_FEATURES,
  NETC_COMMAND_FILTERS,
  NETC_COMMAND_SALIENCY,
  NETC_COMMAND_AUGMENT,
  NETC_COMMAND_BENCH,
  NETC_COMMAND_PROFILE,
  NETC_COMMAND_INFO,
  NETC_COMMAND_SOURCE,
  NETC_COMMAND_HELP,
  NETC_COMMAND_VERSION,
  NETC_COMMAND_MAN,
  NETC_COMMAND_COMPLETION,
  NETC_COMMAND_COUNT,
} NetcCommand;

enum { NETC_MAX_PAIRS = 32 };

// An option that may stand several times: NAME=VALUE each.
typedef struct NetcPairs {
  const char *items[NETC_MAX_PAIRS];
  int count;
} NetcPairs;

typedef struct NetcOptions {
  NetcCommand command;
  int topic;  // of help: a command, or -1
  const char *data, *weights, *save, *resume, *log, *output, *only, *color, *result, *range, *plot,
      *confusion, *map, *prompt, *layer, *scale, *class;
  NetcPairs sets, inputs;
  int64_t epochs, stop_at, save_every, batch, threads, top, seed, zoom, length,
      count;           // -1: not given
  double lr, seconds;  // 0: not given
  double temperature;  // -1: not given
  bool resumes, json, quiet, skip_bad, convert, wait;
  const char **files;  // what is no option; points into argv
  int file_count;
} NetcOptions;

// Reads argv into `options`; `files` has room for argc texts. False with a usage error.
bool netc_options_parse(NetcOptions *options, const NetcModel *model, int argc, char **argv,
                        NetcError *error);
// Help on a command, or on all (-1).
void netc_options_help(const NetcModel *model, int topic, FILE *stream);
// The manual page (a null shell), or the completions of a shell; false: there are none for it.
bool netc_options_describe(const NetcModel *model, const char *shell, FILE *stream);
