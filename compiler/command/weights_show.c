// netc weights show: every tensor of a file and what its numbers are like. Mean and standard
// deviation (of all numbers, not of a sample), least and greatest are of those that are finite.

#include "command/weights.h"

#include "json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Statistics {
  int64_t count, nans, infinities;
  double mean, deviation, least, greatest;
} Statistics;

static void sum_block(Statistics *s, const double *values, int64_t count)
{
  for (int64_t i = 0; i < count; i++) {
    s->nans += isnan(values[i]) != 0;
    s->infinities += isinf(values[i]) != 0;
    if (!isfinite(values[i]))
      continue;
    s->mean += values[i];
    s->least = values[i] < s->least ? values[i] : s->least;
    s->greatest = values[i] > s->greatest ? values[i] : s->greatest;
  }
}

// Two walks, so that a large mean does not swallow the deviation.
static Statistics measure(const NetcStored *tensor, const void *data)
{
  double block[WEIGHTS_BLOCK];
  Statistics s = {.count = weights_count(tensor), .least = INFINITY, .greatest = -INFINITY};
  for (int64_t at = 0; at < s.count; at += WEIGHTS_BLOCK)
    sum_block(&s, block, weights_block(tensor, data, at, block));
  double finite = (double)(s.count - s.nans - s.infinities);
  s.mean /= finite;
  for (int64_t at = 0; at < s.count; at += WEIGHTS_BLOCK) {
    int64_t count = weights_block(tensor, data, at, block);
    for (int64_t i = 0; i < count; i++)
      if (isfinite(block[i]))
        s.deviation += (block[i] - s.mean) * (block[i] - s.mean);
  }
  s.deviation = sqrt(s.deviation / finite);
  if (finite == 0)
    s.mean = s.deviation = s.least = s.greatest = NAN;
  return s;
}

// Columns that a name takes.
static int columns_of(const char *name)
{
  int columns = 0;
  for (; *name; name++)
    columns += (*name & 0xc0) != 0x80;  // what goes on in UTF-8 takes none
  return columns;
}

static void print_row(const NetcStored *tensor, const Statistics *s, int width)
{
  char name[256], shape[200], numbers[4][32];
  double values[] = {s->mean, s->deviation, s->least, s->greatest};
  for (int i = 0; i < 4; i++) {
    snprintf(numbers[i], sizeof numbers[i], "%.4g", values[i]);
    if (isnan(values[i]))
      strcpy(numbers[i], "-");
  }
  netc_escape(name, sizeof name, tensor->name);
  netc_format_shape(shape, sizeof shape, tensor->extents, tensor->rank);
  printf("%s%*s  %-5s %-18s %10" PRId64 " %10s %10s %10s %10s", name,
         columns_of(name) < width ? width - columns_of(name) : 0, "",
         netc_element_name(tensor->element), shape, s->count, numbers[0], numbers[1], numbers[2],
         numbers[3]);
  if (s->nans)
    printf("  %" PRId64 " NaN", s->nans);
  if (s->infinities)
    printf("  %" PRId64 " Inf", s->infinities);
  printf("\n");
}

static void print_object(NetcJson *json, const NetcStored *tensor, const Statistics *s)
{
  netc_json_open(json, NULL, '{');
  netc_json_text(json, "name", tensor->name);
  netc_json_text(json, "dtype", netc_element_name(tensor->element));
  netc_json_open(json, "shape", '[');
  for (int i = 0; i < tensor->rank; i++)
    netc_json_integer(json, NULL, tensor->extents[i]);
  netc_json_close(json, ']');
  netc_json_integer(json, "count", s->count);
  netc_json_number(json, "mean", s->mean);
  netc_json_number(json, "std", s->deviation);
  netc_json_number(json, "min", s->least);
  netc_json_number(json, "max", s->greatest);
  netc_json_integer(json, "nan", s->nans);
  netc_json_integer(json, "inf", s->infinities);
  netc_json_close(json, '}');
  netc_json_print(json, stdout);
}

static int name_width(const NetcTensorFile *file)
{
  int width = 4;
  char name[256];
  for (int i = 0; i < file->count; i++) {
    int length = columns_of(netc_escape(name, sizeof name, file->tensors[i].name));
    width = length > width && length <= 60 ? length : width;
  }
  return width;
}

static void print_total(NetcJson *json, const NetcTensorFile *file, const Statistics *total,
                        int64_t bytes, bool as_json)
{
  if (as_json) {
    netc_json_open(json, NULL, '{');
    netc_json_integer(json, "tensors", file->count);
    netc_json_integer(json, "count", total->count);
    netc_json_integer(json, "bytes", bytes);
    netc_json_integer(json, "nan", total->nans);
    netc_json_integer(json, "inf", total->infinities);
    netc_json_close(json, '}');
    netc_json_print(json, stdout);
    return;
  }
  printf("%d tensor%s, %" PRId64 " numbers, %" PRId64 " bytes", file->count,
         file->count == 1 ? "" : "s", total->count, bytes);
  if (total->nans || total->infinities)
    printf(", %" PRId64 " NaN, %" PRId64 " Inf", total->nans, total->infinities);
  printf("\n");
}

static bool show(const CommandLine *line, const NetcTensorFile *file, NetcJson *json,
                 NetcError *error)
{
  Statistics total = {0};
  int64_t bytes = 0;
  int width = name_width(file);
  if (line->json) {
    netc_json_open(json, NULL, '{');
    netc_json_integer(json, "version", 1);
    netc_json_text(json, "command", "weights show");
    netc_json_text(json, "file", file->path);
    netc_json_close(json, '}');
    netc_json_print(json, stdout);
  } else {
    printf("%-*s  %-5s %-18s %10s %10s %10s %10s %10s\n", width, "name", "dtype", "shape", "count",
           "mean", "std", "min", "max");
  }
  for (int i = 0; i < file->count; i++) {
    const NetcStored *tensor = &file->tensors[i];
    void *data = weights_read(file, tensor, error);
    if (!data)
      return false;
    Statistics s = measure(tensor, data);
    free(data);
    if (line->json)
      print_object(json, tensor, &s);
    else
      print_row(tensor, &s, width);
    total.count += s.count, total.nans += s.nans, total.infinities += s.infinities;
    bytes += tensor->end - tensor->begin;
  }
  print_total(json, file, &total, bytes, line->json);
  return true;
}

int weights_show(CommandLine *line, NetcError *error)
{
  NetcTensorFile file;
  NetcJson json = {0};
  if (!netc_tensors_open(&file, line->files.items[0], error))
    return EXIT_INPUT;
  bool fine = show(line, &file, &json, error);
  netc_json_free(&json);
  netc_tensors_close(&file);
  return fine ? EXIT_DONE : EXIT_INPUT;
}
