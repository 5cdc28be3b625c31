// Fields matched to inputs, their values converted and checked once: after this, rows are copied as
// they are.
//
//   before   columns image: u8[28, 28], label: u8[] of 60000 records
//   after    feeds[0] = image for image: u8[B, 1, 28, 28], feeds[1] = label: i32[B] in 10

#include "data.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const axis_names[] = {
    [NETC_RECORDS] = "batch", [NETC_NODES] = "nodes", [NETC_EDGES] = "edges"};

// -- matching -------------------------------------------------------------------------------------

// "image" takes the column "image" or "images"; any "g.source" takes ".source".
static bool same_name(const char *column, const char *port)
{
  const char *point = strrchr(port, '.');
  if (*column == '.')
    return point && strcmp(point, column) == 0;
  size_t length = strlen(port);
  return strncmp(column, port, length) == 0 &&
         (!column[length] || strcmp(column + length, "s") == 0);
}

typedef bool Accepts(const NetcColumn *column, const NetcPort *port);

static bool is_named_so(const NetcColumn *column, const NetcPort *port)
{
  return same_name(column->name, port->name);
}

static bool is_target(const NetcColumn *column, const NetcPort *port)
{
  return column->is_target && !port->otherwise.is_given;
}

// The ends of edges go nowhere else.
static bool is_free(const NetcColumn *column, const NetcPort *port)
{
  return !column->is_target && *column->name != '.' && !port->otherwise.is_given;
}

// Inputs from `first` on that have no column yet take the next one that is accepted.
static void match(NetcData *data, const NetcEntry *entry, int first, Accepts *accepts, bool *taken)
{
  for (int i = first; i < entry->input_count; i++)
    for (int j = 0; j < data->column_count && data->feeds[i] < 0; j++)
      if (!taken[j] && accepts(&data->columns[j], &entry->inputs[i]))
        taken[data->feeds[i] = j] = true;
}

// Inputs with a default take a field of their name or none. By name first; then train's own inputs,
// behind the net's, take what is meant for them; then the rest in order.
static bool match_columns(NetcData *data, const NetcModel *model, const NetcEntry *entry,
                          NetcError *error)
{
  bool taken[NETC_MAX_COLUMNS] = {0};
  const NetcEntry *predict = netc_entry_largest(model, NETC_PREDICT);
  if (entry->input_count > NETC_MAX_COLUMNS || entry->symbol_count > NETC_MAX_SYMBOLS)
    return netc_fail(error, "more than %d inputs", NETC_MAX_COLUMNS);
  for (int i = 0; i < entry->input_count; i++)
    data->feeds[i] = -1;
  match(data, entry, 0, is_named_so, taken);
  match(data, entry, predict ? predict->input_count : 0, is_target, taken);
  match(data, entry, 0, is_free, taken);
  for (int i = 0; i < entry->input_count; i++)
    if (data->feeds[i] < 0 && !entry->inputs[i].otherwise.is_given)
      return netc_fail(error, "%s: has %d fields, nothing is left for the input %s",
                       data->columns[0].origin, data->column_count, entry->inputs[i].name);
  return true;
}

// -- shapes ---------------------------------------------------------------------------------------

// An extent of the port meets one of the data: equal, or a symbol that takes its value here.
static bool meet(NetcData *data, NetcExtent extent, int64_t found)
{
  if (extent.symbol < 0)
    return extent.constant == found;
  int64_t rest = found - extent.constant, *symbol = &data->symbols[extent.symbol];
  if (extent.divisor > 1)  // many sizes have this quotient: another extent has to tell
    return *symbol > 0 && netc_extent(extent, data->symbols) == found;
  if (extent.factor <= 0 || rest <= 0 || rest % extent.factor)
    return false;
  if (*symbol == 0)
    *symbol = rest / extent.factor;
  return *symbol == rest / extent.factor;
}

static bool is_one(NetcExtent extent)
{
  return extent.symbol < 0 && extent.constant == 1;
}

// Shapes agree when they are equal without their dimensions of 1: 28x28 feeds [B, 1, 28, 28].
static bool shapes_agree(NetcData *data, const NetcPort *port, const NetcColumn *column)
{
  if (column->flat) {
    int64_t count = 1;
    for (int i = 0; i < column->rank; i++)
      count *= column->extents[i];
    return netc_port_row_count(port, data->symbols) == count;
  }
  int i = 1, j = 0;
  while (i < port->rank || j < column->rank) {
    if (i < port->rank && j < column->rank && meet(data, port->extents[i], column->extents[j]))
      i++, j++;
    else if (i < port->rank && is_one(port->extents[i]))
      i++;
    else if (j < column->rank && column->extents[j] == 1)
      j++;
    else
      return false;
  }
  return true;
}

// The rows of an axis are the extent of a symbol of its own, or a number that a single record has.
static bool bind_axis(NetcData *data, NetcAxisKind kind, NetcExtent extent)
{
  NetcAxis *axis = &data->axes[kind];
  if (extent.symbol < 0)
    return data->count == 1 && extent.constant == netc_axis_total(data, kind);
  if (extent.constant != 0 || extent.factor != 1 || extent.divisor > 1)
    return false;
  for (int i = 0; i < NETC_AXIS_COUNT; i++)
    if (i != (int)kind && data->axes[i].symbol == extent.symbol)
      return false;
  if (axis->symbol < 0)
    axis->symbol = extent.symbol;
  return axis->symbol == extent.symbol;
}

static void describe_port(char *to, size_t size, const NetcEntry *entry, const NetcPort *port)
{
  size_t at = (size_t)snprintf(to, size, "%s[", netc_dtype_name(port->dtype));
  for (int i = 0; i < port->rank && at + 100 < size; i++) {
    at += (size_t)snprintf(to + at, size - at, "%s", i ? ", " : "");
    at += (size_t)netc_extent_format(to + at, size - at, entry, port->extents[i]);
  }
  snprintf(to + at, size - at, "]");
}

static bool check_shape(NetcData *data, const NetcEntry *entry, const NetcPort *port,
                        const NetcColumn *column, NetcError *error)
{
  char expected[400], found[200];
  describe_port(expected, sizeof expected, entry, port);
  netc_format_shape(found, sizeof found, column->extents, column->rank);
  if (port->rank == 0 || !bind_axis(data, column->axis, port->extents[0]))
    return netc_fail(error, "%s: the input %s is %s: its first dimension is not the %s",
                     column->origin, port->name, expected, axis_names[column->axis]);
  return shapes_agree(data, port, column) ||
         netc_fail(error, "%s: a record is %s of %s, the input %s expects %s", column->origin,
                   found, netc_element_name(column->element), port->name, expected);
}

// A graph of which nothing but the edges is read still says what its nodes are called: by the
// promise of their ends.
static bool bind_promise(NetcData *data, const NetcPort *port, const NetcColumn *column,
                         NetcError *error)
{
  if (column->shift == NETC_AS_STORED || (!port->bound.factor && !port->bound.constant))
    return true;
  NetcAxisKind axis = column->shift == NETC_AFTER_NODES ? NETC_NODES : NETC_RECORDS;
  return bind_axis(data, axis, port->bound) ||
         netc_fail(error, "%s: what the input %s promises is not the number of %s", column->origin,
                   port->name, axis == NETC_NODES ? "nodes" : "graphs");
}

// -- values ---------------------------------------------------------------------------------------

static int64_t row_values(const NetcColumn *column)
{
  return column->row_bytes / netc_element_bytes(column->element);
}

// The values of a column in the type of the port.
static bool convert_column(NetcData *data, const NetcPort *port, NetcColumn *column,
                           NetcError *error)
{
  NetcElement wanted = netc_dtype_element(port->dtype);
  int64_t row = row_values(column), count = row * netc_axis_total(data, column->axis), bytes;
  double value = 0;
  if (column->element == wanted)
    return true;
  if (!netc_multiply(count, netc_dtype_bytes(port->dtype), &bytes))
    return netc_fail(error, "%s: too large", column->origin);
  char *converted = malloc((size_t)bytes + 1);
  if (!converted)
    return netc_fail_memory(error, bytes, column->origin);
  int64_t wrong =
      netc_convert(converted, port->dtype, column->data, column->element, count, &value);
  free(column->data);
  column->data = converted;
  column->element = wanted;
  column->row_bytes = row * netc_dtype_bytes(port->dtype);
  return wrong < 0 ||
         netc_fail(error, "%s: record %" PRId64 ": %g is no %s for the input %s", column->origin,
                   wrong / row, value, netc_dtype_name(port->dtype), port->name);
}

// The values against the promise of the port. Those that are shifted keep it by their making.
static bool check_values(const NetcData *data, const NetcEntry *entry, const NetcPort *port,
                         const NetcColumn *column, NetcError *error)
{
  if (column->shift != NETC_AS_STORED)
    return true;
  if (port->bound.symbol >= 0 && data->symbols[port->bound.symbol] == 0)
    return netc_fail(error,
                     "%s: the input %s promises values below %s, which differs from batch "
                     "to batch",
                     column->origin, port->name, entry->symbols[port->bound.symbol]);
  int64_t row = row_values(column), count = row * netc_axis_total(data, column->axis);
  int64_t wrong = netc_port_check(port, column->data, count, data->symbols);
  return wrong < 0 || netc_fail(error, "%s: record %" PRId64 ": %s is %d, expected 0 to %" PRId64,
                                column->origin, wrong / row, port->name,
                                ((const int32_t *)(const void *)column->data)[wrong],
                                netc_extent(port->bound, data->symbols) - 1);
}

// -- sizes ----------------------------------------------------------------------------------------

static bool is_axis(const NetcData *data, int symbol)
{
  for (int i = 0; i < NETC_AXIS_COUNT; i++)
    if (data->axes[i].symbol == symbol)
      return true;
  return false;
}

static bool check_symbols(const NetcData *data, const NetcEntry *entry, NetcError *error)
{
  for (int i = 0; i < entry->symbol_count; i++) {
    if (is_axis(data, i))
      continue;
    if (data->symbols[i] == 0)
      return netc_fail(error, "%s: no field gives the extent %s", data->columns[0].origin,
                       entry->symbols[i]);
    if (data->symbols[i] < netc_least(entry, i))
      return netc_fail(error, "%s: %s is %" PRId64 ", below the %" PRId64 " that the net needs",
                       data->columns[0].origin, entry->symbols[i], data->symbols[i],
                       netc_least(entry, i));
    if (data->symbols[i] > entry->capacities[i])
      return netc_fail(error, "%s: %s is %" PRId64 ", above the %" PRId64 " it was built for",
                       data->columns[0].origin, entry->symbols[i], data->symbols[i],
                       entry->capacities[i]);
  }
  return true;
}

// Each record alone must find room.
static bool check_records(const NetcData *data, const NetcEntry *entry, NetcError *error)
{
  for (int i = 0; i < NETC_AXIS_COUNT; i++) {
    const NetcAxis *axis = &data->axes[i];
    for (int64_t r = 0; axis->starts && axis->symbol >= 0 && r < data->count; r++)
      if (netc_axis_count(axis, r) > entry->capacities[axis->symbol])
        return netc_fail(error,
                         "%s: graph %" PRId64 " has %" PRId64 " %s, above the %s=%" PRId64
                         " it was built for",
                         data->columns[0].origin, r, netc_axis_count(axis, r), axis_names[i],
                         entry->symbols[axis->symbol], entry->capacities[axis->symbol]);
  }
  return true;
}

int64_t netc_data_most(const NetcData *data, const NetcEntry *entry)
{
  int symbol = data->axes[NETC_RECORDS].symbol;
  return symbol < 0 ? 1 : entry->capacities[symbol];
}

const char *netc_data_symbol(const NetcData *data, const NetcEntry *entry)
{
  int symbol = data->axes[NETC_RECORDS].symbol;
  return symbol < 0 ? NULL : entry->symbols[symbol];
}

int64_t netc_data_capacity(const NetcData *data, const NetcEntry *entry, NetcAxisKind axis,
                           int64_t records)
{
  int symbol = data->axes[axis].symbol;
  if (axis == NETC_RECORDS)
    return records;
  return symbol < 0 ? netc_axis_total(data, axis) : entry->capacities[symbol];
}

bool netc_data_bind(NetcData *data, const NetcModel *model, const NetcEntry *entry,
                    NetcError *error)
{
  if (!match_columns(data, model, entry, error))
    return false;
  for (int i = 0; i < NETC_AXIS_COUNT; i++)
    data->axes[i].symbol = -1;
  for (int i = 0; i < entry->input_count; i++) {
    if (data->feeds[i] < 0)
      continue;
    NetcColumn *column = &data->columns[data->feeds[i]];
    if (!check_shape(data, entry, &entry->inputs[i], column, error) ||
        !bind_promise(data, &entry->inputs[i], column, error) ||
        (column->data && !convert_column(data, &entry->inputs[i], column, error)))
      return false;
  }
  if (!check_symbols(data, entry, error) || !check_records(data, entry, error))
    return false;
  for (int i = 0; i < entry->input_count; i++) {
    const NetcColumn *column = data->feeds[i] < 0 ? NULL : &data->columns[data->feeds[i]];
    if (column && column->data && !check_values(data, entry, &entry->inputs[i], column, error))
      return false;
  }
  return true;
}
