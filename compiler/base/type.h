// The types of numbers, at every level.
#pragma once

#include <stdbool.h>

typedef enum Type {
  TYPE_F32,
  TYPE_F64,  // scalars of a training step only
  TYPE_I32,
  TYPE_U8,
  TYPE_BOOL,
  TYPE_INDEX,  // extents, indices and addresses: 64 bits, exact
} Type;

const char *type_name(Type type);  // "f32", .., "index"
int type_bytes(Type type);

static inline bool type_is_float(Type type)
{
  return type == TYPE_F32 || type == TYPE_F64;
}
