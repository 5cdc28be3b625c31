// Results of `predict` as text or JSON: the best classes where a sample's first result is a row of
// numbers, else the numbers.

#include "predict.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { DEFAULT_TOP = 5, MAX_TOP = 1000, SHOWN_VALUES = 8 };

// The best `count` of `size` values, best first; equal ones by index.
static void choose_top(const float *values, int64_t size, int64_t *top, int64_t count)
{
  for (int64_t i = 0; i < count; i++)
    top[i] = -1;
  for (int64_t i = 0; i < size; i++) {
    int64_t at = count;
    while (at > 0 && (top[at - 1] < 0 || values[i] > values[top[at - 1]]))
      at--;
    if (at == count)
      continue;
    memmove(&top[at + 1], &top[at], (size_t)(count - at - 1) * sizeof *top);
    top[at] = i;
  }
}

// Results named `logits` are shown as shares too: exp(x) over their sum.
static double share_of(const float *values, int64_t size, int64_t index)
{
  double sum = 0;
  for (int64_t i = 0; i < size; i++)
    sum += exp((double)values[i] - (double)values[index]);
  return 1 / sum;
}

static void name_class(const NetcSession *session, int64_t index, char *to, size_t size)
{
  const char *name = netc_session_class(session, index);
  if (name)
    netc_escape(to, size, name);
  else
    snprintf(to, size, "%" PRId64, index);
}

static void print_classes(const NetcPrediction *p, const NetcPort *port, const float *values,
                          const int64_t *top, int64_t count)
{
  int64_t size = netc_port_row_count(port, p->symbols);
  bool logits = strcmp(port->name, "logits") == 0;
  for (int64_t i = 0; i < count; i++) {
    char name[256];
    name_class(p->session, top[i], name, sizeof name);
    if (logits)
      printf("  %5.1f %%  %s\n", 100 * share_of(values, size, top[i]), name);
    else
      printf("  %9.4g  %s\n", (double)values[top[i]], name);
  }
}

static void add_classes(NetcJson *json, const NetcPrediction *p, const NetcPort *port,
                        const float *values, const int64_t *top, int64_t count)
{
  int64_t size = netc_port_row_count(port, p->symbols);
  netc_json_open(json, "classes", '[');
  for (int64_t i = 0; i < count; i++) {
    netc_json_open(json, NULL, '{');
    netc_json_integer(json, "index", top[i]);
    netc_json_text(json, "class", netc_session_class(p->session, top[i]));
    netc_json_number(json, "value", (double)values[top[i]]);
    if (strcmp(port->name, "logits") == 0)
      netc_json_number(json, "share", (double)(float)share_of(values, size, top[i]));
    netc_json_close(json, '}');
  }
  netc_json_close(json, ']');
}

static double value_at(const NetcPort *port, const void *data, int64_t index)
{
  double value = 0;
  netc_convert(&value, NETC_F64, (const char *)data + index * netc_dtype_bytes(port->dtype),
               netc_dtype_element(port->dtype), 1, &value);
  return value;
}

static void print_values(const NetcPrediction *p, const NetcPort *port, const void *data)
{
  int64_t size = netc_port_row_count(port, p->symbols);
  printf("  %s", port->name);
  for (int64_t i = 0; i < size && i < SHOWN_VALUES; i++)
    printf(" %.6g", value_at(port, data, i));
  printf(size > SHOWN_VALUES ? " ... (%" PRId64 " values)\n" : "\n", size);
}

static void add_values(NetcJson *json, const NetcPrediction *p, const NetcPort *port,
                       const void *data)
{
  int64_t size = netc_port_row_count(port, p->symbols);
  netc_json_open(json, port->name, '[');
  for (int64_t i = 0; i < size; i++)
    netc_json_number(json, NULL, value_at(port, data, i));
  netc_json_close(json, ']');
}

// A row of one f32 value per class.
static bool is_classes(const NetcPort *port)
{
  return port->rank == 2 && port->dtype == NETC_F32 && port->extents[1].symbol < 0 &&
         port->extents[1].constant > 1;
}

static void report_port(NetcPrediction *p, const NetcPort *port, const void *data, bool first)
{
  int64_t size = netc_port_row_count(port, p->symbols), top[MAX_TOP];
  int64_t count = p->options->top > 0 ? p->options->top : DEFAULT_TOP;
  count = count > size ? size : count > MAX_TOP ? MAX_TOP : count;
  bool classes = first && is_classes(port), json = p->options->json;
  if (classes)
    choose_top(data, size, top, count);
  if (classes && json)
    add_classes(&p->json, p, port, data, top, count);
  else if (classes)
    print_classes(p, port, data, top, count);
  else if (json)
    add_values(&p->json, p, port, data);
  else
    print_values(p, port, data);
}

bool netc_predict_report(NetcPrediction *p, const NetcEntry *entry, const char *path, int64_t row,
                         int64_t index, int64_t count, NetcError *error)
{
  if (p->options->json) {
    netc_json_open(&p->json, NULL, '{');
    netc_json_text(&p->json, "file", path);
    netc_json_integer(&p->json, "index", index);
  } else {
    netc_print_escaped(stdout, path);
    printf(count > 1 ? " [%" PRId64 "]\n" : "\n", index);
  }
  for (int i = 0; i < entry->output_count; i++) {
    const NetcPort *port = &entry->outputs[i];
    int64_t bytes = netc_port_row_count(port, p->symbols) * netc_dtype_bytes(port->dtype);
    int64_t rows = port->rank > 0 ? netc_extent(port->extents[0], p->symbols) : 1;
    if (row >= rows)
      continue;  // of a net that takes its inputs whole, a result may have fewer than the first
    report_port(p, port, (const char *)p->outputs.pointers[i] + row * bytes, i == 0);
  }
  if (!p->options->json)
    return true;
  netc_json_close(&p->json, '}');
  return netc_json_print(&p->json, stdout) || netc_fail(error, "%s: no memory to report it", path);
}
