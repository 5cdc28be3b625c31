// Strides of the capacities, extents of the day.

#include "layout.h"

#include "elements.h"
#include "session.h"

#include <string.h>

// Inner dimensions that are full join the stretch.
void netc_runs_begin(NetcRuns *runs, const NetcPort *port, int64_t rows, const int64_t *symbols,
                     const int64_t *capacities)
{
  int64_t stride = 1;
  *runs = (NetcRuns){.rank = port->rank, .count = 1};
  for (int i = port->rank - 1; i >= 0; i--) {
    runs->extents[i] = i ? netc_extent(port->extents[i], symbols) : rows;
    runs->strides[i] = stride;
    stride *= netc_extent(port->extents[i], capacities);
  }
  while (runs->rank > 0 && runs->strides[runs->rank - 1] == runs->count)
    runs->count *= runs->extents[--runs->rank];
}

bool netc_runs_next(NetcRuns *runs)
{
  if (!runs->started)
    return runs->started = true;
  runs->dense += runs->count;
  for (int i = runs->rank - 1; i >= 0; i--) {
    runs->strided += runs->strides[i];
    if (++runs->index[i] < runs->extents[i])
      return true;
    runs->strided -= runs->strides[i] * runs->extents[i];
    runs->index[i] = 0;
  }
  return false;
}

bool netc_port_is_dense(const NetcPort *port, const int64_t *symbols, const int64_t *capacities)
{
  for (int i = 1; i < port->rank; i++)
    if (netc_extent(port->extents[i], symbols) != netc_extent(port->extents[i], capacities))
      return false;
  return true;
}

void netc_port_spread(const NetcPort *port, int64_t rows, const int64_t *symbols,
                      const int64_t *capacities, const void *from, void *to)
{
  NetcRuns runs;
  int64_t unit = netc_dtype_bytes(port->dtype);
  netc_runs_begin(&runs, port, rows, symbols, capacities);
  while (netc_runs_next(&runs))
    memcpy((char *)to + runs.strided * unit, (const char *)from + runs.dense * unit,
           (size_t)(runs.count * unit));
}

// In place as well: no element moves backwards past one that is still to be read.
void netc_port_gather(const NetcPort *port, int64_t rows, const int64_t *symbols,
                      const int64_t *capacities, const void *from, void *to)
{
  NetcRuns runs;
  int64_t unit = netc_dtype_bytes(port->dtype);
  netc_runs_begin(&runs, port, rows, symbols, capacities);
  while (netc_runs_next(&runs))
    memmove((char *)to + runs.dense * unit, (const char *)from + runs.strided * unit,
            (size_t)(runs.count * unit));
}

void netc_port_fill(const NetcPort *port, const int64_t *symbols, const int64_t *capacities,
                    void *to)
{
  const NetcDefault *otherwise = &port->otherwise;
  int64_t count = netc_port_count(port, capacities);
  double value = otherwise->number;
  if (otherwise->extent.factor)
    value += (double)netc_extent(otherwise->extent, symbols);
  for (int64_t i = 0; i < count; i++) {
    switch (port->dtype) {
    case NETC_F32:
      ((float *)to)[i] = (float)value;
      break;
    case NETC_F64:
      ((double *)to)[i] = value;
      break;
    case NETC_I32:
      ((int32_t *)to)[i] = (int32_t)value;
      break;
    case NETC_U8:
    case NETC_BOOL:
      ((unsigned char *)to)[i] = (unsigned char)value;
      break;
    }
  }
}
