// Evaluation: every record once, means weighted by the size of each batch.

#include "evaluate.h"

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

static bool run_batch(NetcEvaluation *e, NetcScore *score, const NetcWatch *watch, NetcError *error)
{
  const void *inputs[NETC_MAX_COLUMNS];
  const NetcBatch *batch = netc_loader_next(e->loader, error);
  const char *origin = e->rows.data->columns[0].origin;
  if (!batch || !netc_session_check(e->session, e->entry, batch->symbols, origin, error))
    return false;
  netc_carry_give(&e->carry, batch->inputs, inputs);
  netc_session_run(e->session, e->entry, inputs, e->outputs.pointers, batch->symbols);
  netc_carry_take(&e->carry, e->outputs.pointers);
  double rows = (double)batch->rows;
  score->loss += rows * netc_output_loss(&e->outputs, e->entry);
  score->metric += rows * netc_output_metric(&e->outputs, e->entry, e->session->model);
  score->count += batch->rows;
  if (watch)
    watch->see(watch->context, batch, &e->outputs);
  return true;
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

bool netc_evaluation_open(NetcEvaluation *e, NetcSession *session, const NetcRows *rows,
                          int64_t batch, int64_t times, NetcError *error)
{
  *e = (NetcEvaluation){.session = session, .rows = *rows};
  e->entry = netc_entry_largest(session->model, NETC_EVALUATE);
  if (!e->entry)
    return netc_fail(error, "%s was built without an evaluation", session->model->name);
  batch = rows->stretches ? rows->stretches : choose_batch(e->entry, rows, batch);
  NetcPlan plan = {.rows = *rows, .entry = e->entry, .batch = batch, .epochs = times};
  return netc_rows_check(session, e->entry, rows, batch, error) &&
         netc_carry_open(&e->carry, session->model, e->entry, error) &&
         netc_buffers_map(&e->outputs, e->entry->outputs, e->entry->output_count,
                          e->entry->capacities, error) &&
         (e->loader = netc_loader_create(&plan, error)) != NULL;
}

bool netc_evaluation_run(NetcEvaluation *e, NetcScore *score, bool (*stop)(void),
                         const NetcWatch *watch, NetcError *error)
{
  const NetcRows *rows = &e->rows;
  *score = (NetcScore){0};
  netc_carry_reset(&e->carry);
  while (score->count < rows->count) {
    if (!run_batch(e, score, watch, error))
      return false;
    if (stop && stop())
      break;
  }
  score->labels = score->count;
  if (rows->data->labelled > 0)
    score->labels = rows->data->labelled / rows->data->count * score->count;
  if (score->count > 0) {
    score->loss /= (double)score->count;
    score->metric /= (double)score->count;
  }
  return true;
}

void netc_evaluation_close(NetcEvaluation *e)
{
  netc_loader_destroy(e->loader);
  netc_buffers_unmap(&e->outputs);
  netc_carry_close(&e->carry);
}

bool netc_evaluate(NetcSession *session, const NetcRows *rows, int64_t batch, NetcScore *score,
                   bool (*stop)(void), const NetcWatch *watch, NetcError *error)
{
  NetcEvaluation evaluation;
  bool fine = netc_evaluation_open(&evaluation, session, rows, batch, 1, error) &&
              netc_evaluation_run(&evaluation, score, stop, watch, error);
  netc_evaluation_close(&evaluation);
  return fine;
}
