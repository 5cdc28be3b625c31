// `predict` in four parts: files to samples, the net, samples to text, samples to files.
#pragma once

#include "commands.h"
#include "sheet.h"

// A row of the result that --output gets.
typedef struct NetcKeptSample {
  const char *path;  // its file, and the place in it
  int64_t index, of;
  int64_t extents[NETC_MAX_RANK];  // but the first
  size_t offset;                   // in NetcKept.bytes
} NetcKeptSample;

typedef struct NetcKept {
  int result;  // among the outputs
  NetcText bytes;
  NetcKeptSample *samples;
  int64_t count, room;
} NetcKept;

typedef struct NetcPrediction {
  const NetcModel *model;
  const NetcOptions *options;
  NetcSession *session;
  NetcEntryKind kind;           // of the entries that run
  const NetcEntry *largest;     // of those
  int input_count;              // inputs that files give, or their default; the first of all
  int files;                    // for a sample: inputs without a default
  bool whole;                   // some input has no batch in front: files are taken whole
  NetcBuffers inputs, outputs;  // of the largest
  NetcLog log;
  NetcJson json;
  int64_t symbols[NETC_MAX_SYMBOLS];  // the extents of the files at hand
  const char *path;                   // the one that says how many samples there are
  NetcKept kept;                      // for --output
} NetcPrediction;

// What a file gives for one input.
typedef struct NetcGiven {
  const char *path;
  char *data;           // dense, in the port's type; owned; null: the input has its default
  int64_t rows, count;  // samples; elements in all
} NetcGiven;

// The entry of a kind, of which the caller gives the last `given` inputs; how many files it takes.
bool netc_predict_find(NetcPrediction *p, NetcEntryKind kind, int given, NetcError *error);
// Session, weights and memory for it.
bool netc_predict_open(NetcPrediction *p, bool has_weights, NetcError *error);
void netc_predict_close(NetcPrediction *p);
// Reads p->files files into `given`, of NETC_MAX_COLUMNS, and checks them. *first: the one that
// says how many samples there are.
bool netc_predict_take(NetcPrediction *p, const char **files, NetcGiven *given,
                       const NetcGiven **first, NetcError *error);
void netc_given_free(NetcGiven *given);
// Copies samples first .. first + rows - 1 into the aligned inputs and runs them; the results are
// dense then. Null with the error set.
const NetcEntry *netc_predict_run(NetcPrediction *p, const NetcGiven *given, int64_t first,
                                  int64_t rows, NetcError *error);
// Reads the png, jpeg or npy file of `given` for an input; learns the extents other than the batch.
bool netc_predict_read(NetcPrediction *p, const NetcPort *port, NetcGiven *given, NetcError *error);
// The values against what the port promises, once all extents are known.
bool netc_predict_check(const NetcPrediction *p, const NetcPort *port, const NetcGiven *given,
                        NetcError *error);
// Reports one sample: `row` of the outputs, number `index` of its file, which has `count`.
bool netc_predict_report(NetcPrediction *p, const NetcEntry *entry, const char *path, int64_t row,
                         int64_t index, int64_t count, NetcError *error);

// What --output, --result and --range ask for, before anything runs.
bool netc_predict_choose(NetcPrediction *p, NetcError *error);
// Keeps `rows` samples that were just run, of `count` in their file.
bool netc_predict_keep(NetcPrediction *p, const NetcEntry *entry, const char *path, int64_t first,
                       int64_t rows, int64_t count, NetcError *error);
bool netc_predict_write(NetcPrediction *p, NetcError *error);
void netc_predict_forget(NetcPrediction *p);

// LOW,HIGH; null leaves the scale as it is.
bool netc_range_parse(const char *text, NetcScale *scale, NetcError *error);
// Whether a file to be written is one of those that are read.
bool netc_is_input(const NetcOptions *options, const char *path);
