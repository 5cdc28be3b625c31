// The pairs are found once, by name; a swap needs no memory.

#include "average.h"

#include "elements.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

// Slots come in the order of their tensors, so a slot's tensor is never before that of the last
// one.
static int find_tensor(const NetcModel *model, int from, const char *name, size_t length)
{
  for (int i = from; i < model->tensor_count; i++)
    if (strncmp(model->tensors[i].name, name, length) == 0 && !model->tensors[i].name[length])
      return i;
  return -1;
}

bool netc_average_open(NetcAverage *average, NetcSession *session, NetcError *error)
{
  static const char end[] = ".average";
  const NetcModel *model = session->model;
  *average = (NetcAverage){.session = session};
  if (!netc_setting_find(model, "average"))
    return true;
  average->tensors = calloc((size_t)model->slot_count + 1, sizeof *average->tensors);
  average->slots = calloc((size_t)model->slot_count + 1, sizeof *average->slots);
  if (!average->tensors || !average->slots)
    return netc_fail_memory(error, model->slot_count * (int64_t)sizeof(int32_t), "the averages");
  for (int i = 0, at = 0; i < model->slot_count; i++) {
    const char *name = model->slots[i].name;
    size_t length = strlen(name), tail = sizeof end - 1;
    int tensor = length > tail && strcmp(name + length - tail, end) == 0
                     ? find_tensor(model, at, name, length - tail)
                     : -1;
    if (tensor < 0)
      continue;
    average->tensors[average->count] = at = tensor;
    average->slots[average->count++] = i;
  }
  return true;
}

void netc_average_close(NetcAverage *average)
{
  free(average->tensors);
  free(average->slots);
}

static void swap(char *a, char *b, int64_t bytes)
{
  char held[4096];
  for (int64_t at = 0; at < bytes; at += (int64_t)sizeof held) {
    size_t part = (size_t)(bytes - at < (int64_t)sizeof held ? bytes - at : (int64_t)sizeof held);
    memcpy(held, a + at, part);
    memcpy(a + at, b + at, part);
    memcpy(b + at, held, part);
  }
}

void netc_average_swap(const NetcAverage *average)
{
  NetcSession *session = average->session;
  for (int i = 0; i < average->count; i++) {
    const NetcTensor *tensor = &session->model->tensors[average->tensors[i]];
    int64_t bytes = netc_dtype_bytes(tensor->dtype);
    for (int d = 0; d < tensor->rank; d++)
      bytes *= tensor->extents[d];
    swap(session->weights + tensor->offset,
         session->slots + session->model->slots[average->slots[i]].offset, bytes);
  }
  if (average->count)
    session->unprepared = true;
}
