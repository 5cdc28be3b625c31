// The types of numbers, at every level.
#pragma once

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
