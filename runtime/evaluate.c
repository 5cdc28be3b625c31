// Evaluation: every record once, means weighted by the size of each batch.

#include "evaluate.h"

#include "carry.h"

#include "text.h"

#include <inttypes.h>
#include <string.h>

bool netc_buffers_map(NetcBuffers *buffers, const NetcPort *ports, int count,
                      const int64_t *capacities, NetcError *error)
{
  int64_t offsets[NETC_MAX_PORTS];
  *buffers = (NetcBuffers){0};
  if (count > NETC_MAX_PORTS)
    return netc_fail(error, "more than %d inputs or results", NETC_MAX_PORTS);
  for (int i = 0; i < count; i++) {
    int64_t bytes = netc_port_count(&ports[i], capacities) * netc_dtype_bytes(ports[i].dtype);
    offsets[i] = netc_memory_place(&buffers->memory, bytes);
  }
  if (!netc_memory_map(&buffers->memory, "the inputs and results", error))
    return false;
  for (int i = 0; i < count; i++)
    buffers->pointers[i] = buffers->memory.base + offsets[i];
  return true;
}

void netc_buffers_unmap(NetcBuffers *buffers)
{
  netc_memory_unmap(&buffers->memory);
}

static double read_scalar(const NetcBuffers *outputs, const NetcEntry *entry, int index)
{
  if (entry->outputs[index].dtype == NETC_F64)
    return *(const double *)outputs->pointers[index];
  return (double)*(const float *)outputs->pointers[index];
}

double netc_output_loss(const NetcBuffers *outputs, const NetcEntry *entry)
{
  return entry->output_count > 0 ? read_scalar(outputs, entry, 0) : 0;
}

double netc_output_metric(const NetcBuffers *outputs, const NetcEntry *entry,
                          const NetcModel *model)
{
  return model->metric_name && entry->output_count > 1 ? read_scalar(outputs, entry, 1) : 0;
}

static bool run_batches(NetcSession *session, NetcLoader *loader, const NetcEntry *entry,
                        const NetcBuffers *outputs, NetcScore *score, bool (*stop)(void),
                        NetcCarry *carry, const NetcWatch *watch, const char *origin,
                        NetcError *error)
{
  const void *inputs[NETC_MAX_COLUMNS];
  const NetcBatch *batch;
  while ((batch = netc_loader_next(loader, error))) {
    if (!netc_session_check(session, entry, batch->symbols, origin, error))
      return false;
    netc_carry_give(carry, batch->inputs, inputs);
    netc_session_run(session, entry, inputs, outputs->pointers, batch->symbols);
    netc_carry_take(carry, outputs->pointers);
    double rows = (double)batch->rows;
    score->loss += rows * netc_output_loss(outputs, entry);
    score->metric += rows * netc_output_metric(outputs, entry, session->model);
    score->count += batch->rows;
    if (watch)
      watch->see(watch->context, batch, outputs);
    if (stop && stop())
      return true;
  }
  return error->status == 0;
}

bool netc_rows_check(NetcSession *session, const NetcEntry *entry, const NetcRows *rows,
                     int64_t batch, NetcError *error)
{
  const NetcData *data = rows->data;
  int symbol = entry && rows->count > 0 ? data->axes[NETC_RECORDS].symbol : -1;
  int64_t sizes[NETC_MAX_SYMBOLS], most, last;
  for (int i = 0; entry && rows->count > 0 && i < NETC_AXIS_COUNT; i++)
    if (i != NETC_RECORDS && data->axes[i].symbol >= 0)
      return true;
  if (symbol < 0)
    return true;
  batch = rows->stretches ? rows->stretches : batch;
  most = batch < rows->count ? batch : rows->count;
  last = rows->count % most ? rows->count % most : most;
  memcpy(sizes, data->symbols, sizeof sizes);
  sizes[symbol] = most;
  if (!netc_session_check(session, entry, sizes, data->columns[0].origin, error))
    return false;
  sizes[symbol] = last;
  return netc_session_check(session, entry, sizes, data->columns[0].origin, error);
}

static int64_t choose_batch(const NetcEntry *entry, const NetcRows *rows, int64_t batch)
{
  int64_t capacity = netc_data_most(rows->data, entry);
  return batch <= 0 || batch > capacity ? capacity : batch;
}

bool netc_evaluate_stretch(const NetcModel *model, NetcRows *rows, int64_t batch, NetcError *error)
{
  const NetcEntry *entry = netc_entry_largest(model, NETC_EVALUATE);
  if (!entry || rows->count == 0 || !netc_model_carries(model))
    return true;
  batch = choose_batch(entry, rows, batch);
  return netc_rows_stretch(rows, batch < rows->count ? batch : rows->count, error);
}

bool netc_evaluate_check(NetcSession *session, const NetcRows *rows, int64_t batch,
                         NetcError *error)
{
  const NetcEntry *entry = netc_entry_largest(session->model, NETC_EVALUATE);
  return !entry || rows->count == 0 ||
         netc_rows_check(session, entry, rows, choose_batch(entry, rows, batch), error);
}

bool netc_evaluate_watched(NetcSession *session, const NetcRows *rows, int64_t batch,
                           NetcScore *score, bool (*stop)(void), const NetcWatch *watch,
                           NetcError *error)
{
  const NetcEntry *entry = netc_entry_largest(session->model, NETC_EVALUATE);
  *score = (NetcScore){0};
  error->status = 0;
  if (!entry)
    return netc_fail(error, "%s was built without an evaluation", session->model->name);
  batch = rows->stretches ? rows->stretches : choose_batch(entry, rows, batch);
  NetcPlan plan = {.rows = *rows, .entry = entry, .batch = batch, .epochs = 1};
  NetcBuffers outputs = {0};
  NetcCarry carry;
  if (!netc_carry_open(&carry, session->model, entry, error))
    return false;
  bool fine = netc_rows_check(session, entry, rows, batch, error);
  NetcLoader *loader = fine ? netc_loader_create(&plan, error) : NULL;
  fine =
      loader &&
      netc_buffers_map(&outputs, entry->outputs, entry->output_count, entry->capacities, error) &&
      run_batches(session, loader, entry, &outputs, score, stop, &carry, watch,
                  rows->data->columns[0].origin, error);
  netc_loader_destroy(loader);
  netc_buffers_unmap(&outputs);
  netc_carry_close(&carry);
  score->labels = score->count;
  if (rows->data->labelled > 0)
    score->labels = rows->data->labelled / rows->data->count * score->count;
  if (score->count > 0) {
    score->loss /= (double)score->count;
    score->metric /= (double)score->count;
  }
  return fine;
}

bool netc_evaluate(NetcSession *session, const NetcRows *rows, int64_t batch, NetcScore *score,
                   bool (*stop)(void), NetcError *error)
{
  return netc_evaluate_watched(session, rows, batch, score, stop, NULL, error);
}
