// A ring of batches between a thread that reads and one that computes. All its memory is mapped at
// creation. Where no thread is to be had, batches are made when they are asked for.

#include "loader.h"

#include "layout.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4 };

struct NetcLoader {
  NetcPlan plan;
  NetcMemory memory;
  NetcBatch slots[SLOTS];
  int64_t made, taken, released;  // batches so far
  bool threaded, stopping, ended;
  NetcError error;  // status 0: none
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
};

static bool is_past_end(const NetcPlan *plan)
{
  return plan->epoch >= plan->epochs;
}

// Of an input, from one row to the next.
static int64_t row_bytes(const NetcPlan *plan, int input)
{
  const NetcPort *port = &plan->entry->inputs[input];
  return netc_port_row_count(port, plan->entry->capacities) * netc_dtype_bytes(port->dtype);
}

static void shift(int32_t *values, int64_t count, int64_t by)
{
  for (int64_t i = 0; i < count; i++)
    values[i] += (int32_t)by;
}

// Copies the rows of one record behind those that are in the batch, `rows` by axis.
static bool copy_record(const NetcPlan *plan, NetcBatch *batch, const int64_t *rows, int64_t record,
                        NetcError *error)
{
  NetcData *data = plan->rows.data;
  for (int i = 0; i < plan->entry->input_count; i++) {
    if (data->feeds[i] < 0)
      continue;
    const NetcPort *port = &plan->entry->inputs[i];
    const NetcColumn *column = &data->columns[data->feeds[i]];
    const NetcAxis *axis = &data->axes[column->axis];
    int64_t count = netc_axis_count(axis, record);
    char *to = (char *)batch->inputs[i] + rows[column->axis] * row_bytes(plan, i);
    if (!column->data) {
      if (!data->fetch(data, record, to, error))
        return false;
      continue;
    }
    const char *from = column->data + netc_axis_first(axis, record) * column->row_bytes;
    netc_port_spread(port, count, data->symbols, plan->entry->capacities, from, to);
    if (column->shift != NETC_AS_STORED)
      shift((int32_t *)(void *)to, count,
            rows[column->shift == NETC_AFTER_NODES ? NETC_NODES : NETC_RECORDS]);
  }
  return true;
}

// A batch of graphs ends where the next one does not fit.
static bool has_room(const NetcPlan *plan, const int64_t *rows, int64_t record)
{
  const NetcData *data = plan->rows.data;
  for (int i = 0; i < NETC_AXIS_COUNT; i++) {
    const NetcAxis *axis = &data->axes[i];
    if (axis->starts && axis->symbol >= 0 &&
        rows[i] + netc_axis_count(axis, record) > plan->entry->capacities[axis->symbol])
      return false;
  }
  return true;
}

static int64_t record_at(const NetcPlan *plan, int64_t position)
{
  if (plan->shuffled)
    return netc_rows_shuffled(&plan->rows, plan->seed, plan->epoch, position);
  return netc_rows_record(&plan->rows, position);
}

// The extents of the day: those of all batches, and the rows of this one.
static bool set_symbols(const NetcPlan *plan, NetcBatch *batch, const int64_t *rows,
                        NetcError *error)
{
  const NetcData *data = plan->rows.data;
  memcpy(batch->symbols, data->symbols, sizeof batch->symbols);
  for (int i = 0; i < NETC_AXIS_COUNT; i++) {
    int symbol = data->axes[i].symbol;
    if (symbol >= 0)
      batch->symbols[symbol] = rows[i];
    if (symbol >= 0 && rows[i] == 0)
      return netc_fail(error, "%s: a batch with no %s; a larger batch may have some",
                       data->columns[0].origin, i == NETC_EDGES ? "edges" : "nodes");
  }
  return true;
}

// Fills a slot and moves the plan's place on.
static bool make_batch(NetcPlan *plan, NetcBatch *batch, NetcError *error)
{
  const NetcData *data = plan->rows.data;
  int64_t rows[NETC_AXIS_COUNT] = {0}, left = plan->rows.count - plan->position;
  batch->epoch = plan->epoch;
  batch->position = plan->position;
  while (rows[NETC_RECORDS] < plan->batch && rows[NETC_RECORDS] < left) {
    int64_t record = record_at(plan, plan->position + rows[NETC_RECORDS]);
    if (!has_room(plan, rows, record))
      break;
    if (!copy_record(plan, batch, rows, record, error))
      return false;
    for (int i = 0; i < NETC_AXIS_COUNT; i++)
      rows[i] += netc_axis_count(&data->axes[i], record);
  }
  batch->rows = rows[NETC_RECORDS];
  plan->position += batch->rows;
  if (plan->position == plan->rows.count) {
    plan->position = 0;
    plan->epoch++;
  }
  if (!set_symbols(plan, batch, rows, error))
    return false;
  for (int i = 0; i < plan->entry->input_count; i++)
    if (data->feeds[i] < 0)
      netc_port_fill(&plan->entry->inputs[i], batch->symbols, plan->entry->capacities,
                     (void *)(uintptr_t)batch->inputs[i]);
  return true;
}

static void *read_ahead(void *argument)
{
  NetcLoader *loader = argument;
  pthread_mutex_lock(&loader->lock);
  while (!loader->stopping && !is_past_end(&loader->plan)) {
    if (loader->made - loader->released == SLOTS) {
      pthread_cond_wait(&loader->changed, &loader->lock);
      continue;
    }
    NetcBatch *slot = &loader->slots[loader->made % SLOTS];
    NetcError error = {0};
    pthread_mutex_unlock(&loader->lock);
    bool fine = make_batch(&loader->plan, slot, &error);
    pthread_mutex_lock(&loader->lock);
    if (!fine) {
      loader->error = error;
      break;
    }
    loader->made++;
    pthread_cond_broadcast(&loader->changed);
  }
  loader->ended = true;
  pthread_cond_broadcast(&loader->changed);
  pthread_mutex_unlock(&loader->lock);
  return NULL;
}

static int64_t most_rows(const NetcPlan *plan, int input)
{
  const NetcData *data = plan->rows.data;
  const NetcPort *port = &plan->entry->inputs[input];
  int feed = data->feeds[input];
  if (feed < 0)
    return port->rank > 0 ? netc_extent(port->extents[0], plan->entry->capacities) : 1;
  return netc_data_capacity(data, plan->entry, data->columns[feed].axis, plan->batch);
}

static bool map_slots(NetcLoader *loader, NetcError *error)
{
  const NetcPlan *plan = &loader->plan;
  int64_t offsets[SLOTS][NETC_MAX_COLUMNS], bytes;
  for (int slot = 0; slot < SLOTS; slot++) {
    for (int i = 0; i < plan->entry->input_count; i++) {
      if (!netc_multiply(row_bytes(plan, i), most_rows(plan, i), &bytes))
        bytes = -1;
      offsets[slot][i] = netc_memory_place(&loader->memory, bytes);
    }
  }
  if (!netc_memory_map(&loader->memory, "batches read ahead", error))
    return false;
  for (int slot = 0; slot < SLOTS; slot++)
    for (int i = 0; i < plan->entry->input_count; i++)
      loader->slots[slot].inputs[i] = loader->memory.base + offsets[slot][i];
  return true;
}

NetcLoader *netc_loader_create(const NetcPlan *plan, NetcError *error)
{
  NetcLoader *loader = calloc(1, sizeof *loader);
  if (!loader) {
    netc_fail(error, "no memory to read ahead");
    return NULL;
  }
  loader->plan = *plan;
  if (!map_slots(loader, error)) {
    free(loader);
    return NULL;
  }
  pthread_mutex_init(&loader->lock, NULL);
  pthread_cond_init(&loader->changed, NULL);
  loader->threaded = pthread_create(&loader->thread, NULL, read_ahead, loader) == 0;
  return loader;
}

// The batch when no thread makes it.
static const NetcBatch *make_now(NetcLoader *loader, NetcError *error)
{
  NetcBatch *slot = &loader->slots[0];
  if (is_past_end(&loader->plan) || !make_batch(&loader->plan, slot, error))
    return NULL;
  return slot;
}

const NetcBatch *netc_loader_next(NetcLoader *loader, NetcError *error)
{
  if (!loader->threaded)
    return make_now(loader, error);
  const NetcBatch *batch = NULL;
  pthread_mutex_lock(&loader->lock);
  loader->released = loader->taken;  // the one before is free again
  pthread_cond_broadcast(&loader->changed);
  while (loader->taken == loader->made && !loader->ended)
    pthread_cond_wait(&loader->changed, &loader->lock);
  if (loader->taken < loader->made)
    batch = &loader->slots[loader->taken++ % SLOTS];
  else if (loader->error.status)
    *error = loader->error;
  pthread_mutex_unlock(&loader->lock);
  return batch;
}

void netc_loader_destroy(NetcLoader *loader)
{
  if (!loader)
    return;
  if (loader->threaded) {
    pthread_mutex_lock(&loader->lock);
    loader->stopping = true;
    pthread_cond_broadcast(&loader->changed);
    pthread_mutex_unlock(&loader->lock);
    pthread_join(loader->thread, NULL);
  }
  pthread_mutex_destroy(&loader->lock);
  pthread_cond_destroy(&loader->changed);
  netc_memory_unmap(&loader->memory);
  free(loader);
}
