// Makes a safetensors file of generated numbers.
//
//   make FILE NAME:DTYPE:SHAPE:SEED ...     lstm.weight:F32:8x3:1   norm.count:I64::5
//
// The numbers of a seed are the same in every shape. SEED may be a sum, `1+2`: the numbers of both,
// added. F32 and F64 are in (-1/2, 1/2), I64 are seeds.

#include "safetensors.h"

#include <stdlib.h>
#include <string.h>

static float number(uint32_t seed, int64_t index)
{
  uint32_t bits = seed * 2654435761u + (uint32_t)index * 2246822519u;
  bits ^= bits >> 15, bits *= 2246822519u, bits ^= bits >> 13;
  return (float)(bits >> 8) / 16777216.0f - 0.5f;
}

static void fill(NetcStoring *tensor, void *data, int64_t count, const char *seeds)
{
  for (int64_t i = 0; i < count; i++) {
    char *end;
    uint32_t seed = (uint32_t)strtoul(seeds, &end, 10);
    float value = number(seed, i);
    if (*end == '+')
      value += number((uint32_t)strtoul(end + 1, NULL, 10), i);
    switch (tensor->element) {
    case NETC_ELEMENT_F32:
      ((float *)data)[i] = value;
      break;
    case NETC_ELEMENT_F64:
      ((double *)data)[i] = value;
      break;
    default:
      ((int64_t *)data)[i] = seed;
    }
  }
}

static void parse(NetcStoring *tensor, char *text)
{
  char *name = strsep(&text, ":"), *dtype = strsep(&text, ":"), *shape = strsep(&text, ":");
  int64_t *extents = calloc(NETC_MAX_RANK, sizeof *extents), count = 1;
  *tensor = (NetcStoring){.prefix = "", .name = name, .extents = extents};
  if (!text || !netc_element_find(dtype, &tensor->element))
    exit(2);
  while (*shape) {
    extents[tensor->rank] = strtol(shape, &shape, 10);
    count *= extents[tensor->rank++];
    shape += *shape == 'x';
  }
  void *data = calloc((size_t)count + 1, 8);
  fill(tensor, data, count, text);
  tensor->data = data;
}

int main(int argc, char **argv)
{
  NetcError error = {0};
  NetcStoring *tensors = calloc((size_t)argc, sizeof *tensors);
  if (argc < 2)
    return 2;
  for (int i = 2; i < argc; i++)
    parse(&tensors[i - 2], argv[i]);
  if (netc_tensors_write(argv[1], tensors, argc - 2, "{}", &error))
    return 0;
  fprintf(stderr, "%s\n", error.text);
  return 1;
}
