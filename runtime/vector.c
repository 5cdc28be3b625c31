// Lists of numbers that double their room as they grow.

#include "vector.h"

#include <assert.h>
#include <stdlib.h>

bool netc_vector_add(NetcVector *vector, double value, NetcError *error)
{
  if (vector->count == vector->capacity) {
    int64_t capacity = vector->capacity ? vector->capacity * 2 : 256, bytes;
    if (!netc_multiply(capacity, netc_element_bytes(vector->element), &bytes))
      bytes = -1;
    char *longer = bytes > 0 ? realloc(vector->data, (size_t)bytes) : NULL;
    if (!longer)
      return netc_fail_memory(error, bytes, "a column of numbers");
    vector->data = longer;
    vector->capacity = capacity;
  }
  int64_t at = vector->count++;
  switch (vector->element) {
  case NETC_ELEMENT_F32:
    ((float *)(void *)vector->data)[at] = (float)value;
    break;
  case NETC_ELEMENT_I32:
    ((int32_t *)(void *)vector->data)[at] = (int32_t)value;
    break;
  case NETC_ELEMENT_I64:
    ((int64_t *)(void *)vector->data)[at] = (int64_t)value;
    break;
  default:
    assert(vector->element == NETC_ELEMENT_BOOL);
    vector->data[at] = value != 0;
  }
  return true;
}

double netc_vector_get(const NetcVector *vector, int64_t index)
{
  switch (vector->element) {
  case NETC_ELEMENT_F32:
    return (double)((const float *)(const void *)vector->data)[index];
  case NETC_ELEMENT_I32:
    return ((const int32_t *)(const void *)vector->data)[index];
  case NETC_ELEMENT_I64:
    return (double)((const int64_t *)(const void *)vector->data)[index];
  default:
    return vector->data[index];
  }
}

NetcArray netc_vector_take(NetcVector *vector, int64_t width)
{
  NetcArray array = {.element = vector->element,
                     .rank = width > 0 ? 2 : 1,
                     .extents = {width > 0 ? vector->count / width : vector->count, width},
                     .bytes = vector->count * netc_element_bytes(vector->element),
                     .data = vector->data};
  *vector = (NetcVector){.element = vector->element};
  return array;
}

void netc_vector_free(NetcVector *vector)
{
  free(vector->data);
  *vector = (NetcVector){.element = vector->element};
}
