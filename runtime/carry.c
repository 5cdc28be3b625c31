// What is carried over, in memory of its own: a step writes its results while it reads its inputs.

#include "carry.h"

#include <inttypes.h>
#include <string.h>

static int find_port(const NetcPort *ports, int count, const char *name, size_t length)
{
  for (int i = 0; i < count; i++)
    if (strlen(ports[i].name) == length && memcmp(ports[i].name, name, length) == 0)
      return i;
  return -1;
}

bool netc_model_carries(const NetcModel *model)
{
  return netc_setting_find(model, "carry_over") != NULL;
}

static bool add_name(NetcCarry *carry, const char *name, size_t length, NetcError *error)
{
  const NetcEntry *entry = carry->entry;
  int input = find_port(entry->inputs, entry->input_count, name, length);
  int output = find_port(entry->outputs, entry->output_count, name, length);
  if (input < 0 || output < 0 || carry->count == NETC_MAX_COLUMNS)
    return netc_fail(error, "carry_over: %s has no input and result %.*s", entry->name, (int)length,
                     name);
  const NetcPort *port = &entry->inputs[input];
  NetcTensor *tensor = &carry->tensors[carry->count];
  int64_t bytes = netc_port_count(port, entry->capacities) * netc_dtype_bytes(port->dtype);
  *tensor = (NetcTensor){.name = port->name, .dtype = port->dtype, .rank = port->rank};
  for (int i = 0; i < port->rank; i++)
    tensor->extents[i] = netc_extent(port->extents[i], entry->capacities);
  tensor->offset = netc_memory_place(&carry->memory, bytes);
  carry->inputs[carry->count] = input;
  carry->outputs[carry->count++] = output;
  return true;
}

bool netc_carry_open(NetcCarry *carry, const NetcModel *model, const NetcEntry *entry,
                     NetcError *error)
{
  const NetcArgument *names = netc_setting_find(model, "carry_over");
  *carry = (NetcCarry){.entry = entry};
  for (const char *at = names ? names->text : ""; *at;) {
    size_t length = strcspn(at, ",");
    if (!add_name(carry, at, length, error))
      return false;
    at += length + (at[length] == ',');
  }
  return carry->count == 0 || netc_memory_map(&carry->memory, "what is carried over", error);
}

void netc_carry_close(NetcCarry *carry)
{
  netc_memory_unmap(&carry->memory);
}

void netc_carry_give(const NetcCarry *carry, const void *const *given, const void **inputs)
{
  memcpy(inputs, given, (size_t)carry->entry->input_count * sizeof *inputs);
  for (int i = 0; carry->started && i < carry->count; i++)
    inputs[carry->inputs[i]] = carry->memory.base + carry->tensors[i].offset;
}

void netc_carry_take(NetcCarry *carry, void *const *outputs)
{
  for (int i = 0; i < carry->count; i++) {
    const NetcPort *port = &carry->entry->inputs[carry->inputs[i]];
    int64_t bytes = netc_port_count(port, carry->entry->capacities) * netc_dtype_bytes(port->dtype);
    memcpy(carry->memory.base + carry->tensors[i].offset, outputs[carry->outputs[i]],
           (size_t)bytes);
  }
  carry->started = carry->count > 0;
}

void netc_carry_reset(NetcCarry *carry)
{
  carry->started = false;
}

bool netc_rows_stretch(NetcRows *rows, int64_t batch, NetcError *error)
{
  const char *origin = rows->data->columns[0].origin;
  if (!rows->data->is_ordered)
    return netc_fail(error,
                     "%s: carry_over needs records that go on from one to the next, as those "
                     "of a text do",
                     origin);
  if (rows->count < batch)
    return netc_fail(error, "%s: %" PRId64 " pieces, a batch of %" PRId64 " goes on with as many",
                     origin, rows->count, batch);
  rows->stretches = batch;
  rows->count -= rows->count % batch;
  return true;
}
