// Runs every entry of a model that it is linked with, on made-up inputs, and writes what comes out:
// the weights that initialisation leaves, the outputs of predictions and evaluation, and the weights
// after three steps of training. With two such files: how far they are apart.
//
//   target_run > FILE
//   target_run FILE FILE BOUND     fails above BOUND, of the largest number in a block
//
// A block is a count (i64) and so many floats.

#include "model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *allocate(int64_t bytes)
{
  size_t size = ((size_t)bytes / NETC_ARENA_ALIGNMENT + 1) * NETC_ARENA_ALIGNMENT;
  char *memory = aligned_alloc(NETC_ARENA_ALIGNMENT, size);
  if (!memory)
    exit(70);
  return memset(memory, 0, size);
}

static int64_t extent(NetcExtent e, const int64_t *symbols)
{
  return e.constant + (e.symbol < 0 ? 0 : e.factor * symbols[e.symbol]);
}

static int64_t count_of(const NetcPort *port, const int64_t *symbols)
{
  int64_t count = 1;
  for (int d = 0; d < port->rank; d++)
    count *= extent(port->extents[d], symbols);
  return count;
}

static void *make_input(const NetcPort *port, const int64_t *symbols)
{
  int64_t count = count_of(port, symbols), bound = extent(port->bound, symbols);
  void *data = allocate(count * 8);
  for (int64_t i = 0; i < count; i++) {
    int64_t value = (i * 7919 + 13) % 251;
    if (port->dtype == NETC_F32)
      ((float *)data)[i] = (float)value / 251 - 0.5f;
    else if (port->dtype == NETC_I32)
      ((int32_t *)data)[i] = (int32_t)(value % (bound > 0 ? bound : 2));
    else
      ((uint8_t *)data)[i] = (uint8_t)value;
  }
  return data;
}

static void write_block(const float *numbers, int64_t count)
{
  fwrite(&count, sizeof count, 1, stdout);
  fwrite(numbers, sizeof *numbers, (size_t)count, stdout);
}

static void run_entry(NetcCall *call, const NetcEntry *entry)
{
  const void *inputs[16];
  void *outputs[16];
  for (int i = 0; i < entry->input_count; i++)
    inputs[i] = make_input(&entry->inputs[i], entry->capacities);
  for (int i = 0; i < entry->output_count; i++)
    outputs[i] = allocate(count_of(&entry->outputs[i], entry->capacities) * 8);
  call->inputs = inputs;
  call->outputs = outputs;
  call->symbols = entry->capacities;
  entry->function(call);
  for (int i = 0; i < entry->output_count; i++)
    if (entry->outputs[i].dtype == NETC_F32)
      write_block(outputs[i], count_of(&entry->outputs[i], entry->capacities));
}

static void run_kind(NetcCall *call, NetcEntryKind kind)
{
  for (int i = 0; i < netc_model.entry_count; i++)
    if (netc_model.entries[i].kind == kind)
      run_entry(call, &netc_model.entries[i]);
}

static void run_all(void)
{
  int64_t workspace = 0;
  double scalars[32];
  for (int i = 0; i < netc_model.entry_count; i++)
    if (netc_model.entries[i].workspace_bytes > workspace)
      workspace = netc_model.entries[i].workspace_bytes;
  for (int i = 0; i < netc_model.scalar_count; i++)
    scalars[i] = netc_model.scalars[i].value;
  NetcCall call = {.weights = allocate(netc_model.weights_bytes),
                   .slots = allocate(netc_model.slots_bytes),
                   .prepared = allocate(netc_model.prepared_bytes),
                   .workspace = allocate(workspace),
                   .scalars = scalars,
                   .seed = 5,
                   .step = 1};
  int64_t count = netc_model.weights_bytes / (int64_t)sizeof(float);
  run_kind(&call, NETC_INITIALIZE);
  write_block((const float *)call.weights, count);
  run_kind(&call, NETC_PREPARE);
  run_kind(&call, NETC_PREDICT);
  run_kind(&call, NETC_EVALUATE);
  for (call.step = 1; call.step <= 3; call.step++)
    run_kind(&call, NETC_TRAIN);
  write_block((const float *)call.weights, count);
}

static float *read_block(FILE *file, int64_t *count)
{
  if (fread(count, sizeof *count, 1, file) != 1 || *count < 0)
    return NULL;
  float *numbers = malloc((size_t)*count * sizeof *numbers + 1);
  return numbers && fread(numbers, sizeof *numbers, (size_t)*count, file) == (size_t)*count
             ? numbers
             : NULL;
}

// The largest difference by the largest number; infinite if a number is none.
static double distance(const float *a, const float *b, int64_t count)
{
  double most = 0, largest = 0;
  for (int64_t i = 0; i < count; i++) {
    if (!isfinite(a[i]) || !isfinite(b[i]))
      return INFINITY;
    most = fmax(most, fabs((double)a[i] - b[i]));
    largest = fmax(largest, fabs((double)b[i]));
  }
  return most > 0 ? most / largest : 0;
}

static int compare(const char *first, const char *second, double bound)
{
  FILE *a = fopen(first, "rb"), *b = fopen(second, "rb");
  int64_t m, n;
  int blocks = 0;
  double worst = 0;
  if (!a || !b)
    return 2;
  for (float *x, *y; (x = read_block(a, &m)); blocks++) {
    if (!(y = read_block(b, &n)) || m != n) {
      printf("block %d: %lld numbers, and %lld\n", blocks, (long long)m, (long long)n);
      return 1;
    }
    worst = fmax(worst, distance(x, y, n));
  }
  printf("%d blocks, at most %.3g apart\n", blocks, worst);
  return blocks < 5 || read_block(b, &n) || !(worst <= bound);
}

int main(int argc, char **argv)
{
  if (argc == 4)
    return compare(argv[1], argv[2], strtod(argv[3], NULL));
  run_all();
  return 0;
}
