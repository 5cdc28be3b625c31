// Which class is taken for which: counts over a data set, and their drawing.
#pragma once

#include "evaluate.h"

enum { NETC_LEAST_CLASSES = 2, NETC_MOST_CLASSES = 1000 };

typedef struct NetcConfusion {
  const NetcEntry *entry;
  int logits, label, mask;  // positions among outputs and inputs; mask -1: none
  int64_t classes;
  int64_t *counts;  // classes x classes, rows by true class; owned
  char *scratch;    // a dense copy of logits; owned
  char *labels;     // of labels
  char *kept;       // of the mask
} NetcConfusion;

// Finds the results and labels of an evaluation; fails where a net has none.
bool netc_confusion_open(NetcConfusion *confusion, const NetcModel *model, NetcError *error);
// A watch of netc_evaluate.
void netc_confusion_count(void *confusion, const NetcBatch *batch, const NetcBuffers *outputs);
bool netc_confusion_draw(const NetcConfusion *confusion, const NetcSession *session,
                         const char *set, const char *path, NetcError *error);
void netc_confusion_close(NetcConfusion *confusion);
