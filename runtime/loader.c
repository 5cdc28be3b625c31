// A ring of batches between a thread that reads and one that computes. All its memory is mapped at
// creation. Where no thread is to be had, batches are made when they are asked for.

#include "loader.h"

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

// Copies one record into row `row` of every input.
static bool copy_record(const NetcPlan *plan, NetcBatch *batch, int64_t row, int64_t record,
                        NetcError *error)
{
  NetcData *data = plan->rows.data;
  for (int i = 0; i < plan->entry->input_count; i++) {
    const NetcColumn *column = &data->columns[data->feeds[i]];
    char *to = (char *)batch->inputs[i] + row * column->row_bytes;
    if (column->data)
      memcpy(to, column->data + record * column->row_bytes, (size_t)column->row_bytes);
    else if (!data->fetch(data, record, to, error))
      return false;
  }
  return true;
}

// Fills a slot and moves the plan's place on.
static bool make_batch(NetcPlan *plan, NetcBatch *batch, NetcError *error)
{
  int64_t left = plan->rows.count - plan->position;
  batch->rows = plan->batch < left ? plan->batch : left;
  batch->epoch = plan->epoch;
  batch->position = plan->position;
  memcpy(batch->symbols, plan->rows.data->symbols, sizeof batch->symbols);
  batch->symbols[0] = batch->rows;
  for (int64_t row = 0; row < batch->rows; row++) {
    int64_t position = plan->position + row;
    int64_t record = plan->shuffled
                         ? netc_rows_shuffled(&plan->rows, plan->seed, plan->epoch, position)
                         : netc_rows_record(&plan->rows, position);
    if (!copy_record(plan, batch, row, record, error))
      return false;
  }
  plan->position += batch->rows;
  if (plan->position == plan->rows.count) {
    plan->position = 0;
    plan->epoch++;
  }
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

static bool map_slots(NetcLoader *loader, NetcError *error)
{
  const NetcPlan *plan = &loader->plan;
  const NetcData *data = plan->rows.data;
  int64_t offsets[SLOTS][NETC_MAX_COLUMNS], bytes;
  for (int slot = 0; slot < SLOTS; slot++) {
    for (int i = 0; i < plan->entry->input_count; i++) {
      if (!netc_multiply(data->columns[data->feeds[i]].row_bytes, plan->batch, &bytes))
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
