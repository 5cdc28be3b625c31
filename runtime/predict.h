// `predict` in three parts: files to samples, the net, samples to text.
#pragma once

#include "commands.h"

typedef struct NetcPrediction {
  const NetcModel *model;
  const NetcOptions *options;
  NetcSession *session;
  const NetcEntry *largest;     // of the predict entries
  bool whole;                   // some input has no batch in front: files are taken whole
  NetcBuffers inputs, outputs;  // of the largest
  NetcLog log;
  NetcJson json;
  int64_t symbols[NETC_MAX_SYMBOLS];  // the extents of the files at hand
  NetcText stacked;                   // the first result of all samples, for --output
  int64_t stacked_rows;
} NetcPrediction;

// What a file gives for one input.
typedef struct NetcGiven {
  char *data;           // dense, in the port's type; owned
  int64_t rows, count;  // samples; elements in all
} NetcGiven;

// Reads a png, jpeg or npy file for an input; learns the extents other than the batch.
bool netc_predict_read(NetcPrediction *p, const NetcPort *port, const char *path, NetcGiven *given,
                       NetcError *error);
// The values against what the port promises, once all extents are known.
bool netc_predict_check(const NetcPrediction *p, const NetcPort *port, const char *path,
                        const NetcGiven *given, NetcError *error);
// Reports one sample: `row` of the outputs, number `index` of its file, which has `count`.
bool netc_predict_report(NetcPrediction *p, const NetcEntry *entry, const char *path, int64_t row,
                         int64_t index, int64_t count, NetcError *error);
