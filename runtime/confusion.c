// Counting classes by classes. The class of a sample is the largest of its logits, the first of
// equals.

#include "confusion.h"

#include "layout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// -- what is counted ------------------------------------------------------------------------------

static bool same_extent(NetcExtent a, NetcExtent b)
{
  return a.constant == b.constant && a.factor == b.factor && a.symbol == b.symbol &&
         a.divisor == b.divisor;
}

// Classes stand at axis 1 of the logits; labels have all other axes.
static bool goes_with(const NetcPort *port, const NetcPort *logits)
{
  if (port->rank != logits->rank - 1)
    return false;
  for (int i = 0; i < port->rank; i++)
    if (!same_extent(port->extents[i], logits->extents[i ? i + 1 : 0]))
      return false;
  return true;
}

// The inputs of train come after those of the net, so the last that fits is the label.
static void find_inputs(NetcConfusion *confusion, const NetcPort *logits)
{
  const NetcEntry *entry = confusion->entry;
  confusion->label = confusion->mask = -1;
  for (int i = 0; i < entry->input_count; i++) {
    const NetcPort *port = &entry->inputs[i];
    bool bounded = port->bound.symbol < 0 && port->bound.constant == confusion->classes;
    if (!goes_with(port, logits))
      continue;
    if (port->dtype == NETC_I32 && bounded)
      confusion->label = i;
    if (port->dtype == NETC_BOOL)
      confusion->mask = i;
  }
}

static bool allocate(NetcConfusion *confusion, NetcError *error)
{
  const NetcEntry *entry = confusion->entry;
  const NetcPort *logits = &entry->outputs[confusion->logits];
  int64_t values = netc_port_count(logits, entry->capacities),
          samples = values / confusion->classes;
  confusion->counts =
      calloc((size_t)(confusion->classes * confusion->classes), sizeof *confusion->counts);
  confusion->scratch = malloc((size_t)values * sizeof(float));
  confusion->labels = malloc((size_t)samples * sizeof(int32_t));
  confusion->kept = malloc((size_t)samples);
  if (confusion->counts && confusion->scratch && confusion->labels && confusion->kept)
    return true;
  return netc_fail(error, "no memory for the counts of %" PRId64 " classes", confusion->classes);
}

bool netc_confusion_open(NetcConfusion *confusion, const NetcModel *model, NetcError *error)
{
  const NetcEntry *entry = netc_entry_largest(model, NETC_EVALUATE);
  int first = model->metric_name ? 2 : 1;  // after loss and metric
  *confusion = (NetcConfusion){.entry = entry, .logits = first};
  if (!entry || entry->output_count <= first)
    return netc_fail(error, "--confusion: %s was built without an evaluation", model->name);
  const NetcPort *logits = &entry->outputs[first];
  if (logits->rank < 2 || logits->dtype != NETC_F32 || logits->extents[1].symbol >= 0)
    return netc_fail(error,
                     "--confusion: the result %s of %s is not a row of numbers per sample, "
                     "one for each class",
                     logits->name, model->name);
  confusion->classes = logits->extents[1].constant;
  find_inputs(confusion, logits);
  if (confusion->label < 0)
    return netc_fail(error,
                     "--confusion: %s has no label of %" PRId64 " classes, `i32[B] in %" PRId64
                     "`, beside its result %s",
                     model->name, confusion->classes, confusion->classes, logits->name);
  if (confusion->classes < NETC_LEAST_CLASSES || confusion->classes > NETC_MOST_CLASSES)
    return netc_fail(error, "--confusion: %s has %" PRId64 " classes, expected %d to %d",
                     model->name, confusion->classes, NETC_LEAST_CLASSES, NETC_MOST_CLASSES);
  return allocate(confusion, error);
}

void netc_confusion_close(NetcConfusion *confusion)
{
  free(confusion->counts);
  free(confusion->scratch);
  free(confusion->labels);
  free(confusion->kept);
}

// -- counting -------------------------------------------------------------------------------------

// `step` lies between the logits of one sample.
static int64_t largest(const float *logits, int64_t classes, int64_t step)
{
  int64_t best = 0;
  for (int64_t k = 1; k < classes; k++)
    if (logits[k * step] > logits[best * step])
      best = k;
  return best;
}

static int64_t take(const NetcConfusion *confusion, const NetcPort *port, const NetcBatch *batch,
                    const void *from, void *to)
{
  int64_t rows = netc_extent(port->extents[0], batch->symbols);
  netc_port_gather(port, rows, batch->symbols, confusion->entry->capacities, from, to);
  return rows * netc_port_row_count(port, batch->symbols);
}

void netc_confusion_count(void *context, const NetcBatch *batch, const NetcBuffers *outputs)
{
  NetcConfusion *confusion = context;
  const NetcEntry *entry = confusion->entry;
  const NetcPort *logits = &entry->outputs[confusion->logits];
  take(confusion, logits, batch, outputs->pointers[confusion->logits], confusion->scratch);
  int64_t count = take(confusion, &entry->inputs[confusion->label], batch,
                       batch->inputs[confusion->label], confusion->labels);
  memset(confusion->kept, 1, (size_t)count);
  if (confusion->mask >= 0)
    take(confusion, &entry->inputs[confusion->mask], batch, batch->inputs[confusion->mask],
         confusion->kept);
  const float *values = (const float *)(const void *)confusion->scratch;
  const int32_t *labels = (const int32_t *)(const void *)confusion->labels;
  int64_t rows = netc_extent(logits->extents[0], batch->symbols), inner = rows ? count / rows : 0;
  for (int64_t i = 0; i < count; i++) {
    const float *at = values + i / inner * inner * confusion->classes + i % inner;
    if (confusion->kept[i])
      confusion->counts[labels[i] * confusion->classes + largest(at, confusion->classes, inner)]++;
  }
}
