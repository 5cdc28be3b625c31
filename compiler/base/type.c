#include "base/type.h"

static const struct {
  const char *name;
  int bytes;
} types[] = {
    [TYPE_F32] = {"f32", 4}, [TYPE_F64] = {"f64", 8},   [TYPE_I32] = {"i32", 4},
    [TYPE_U8] = {"u8", 1},   [TYPE_BOOL] = {"bool", 1}, [TYPE_INDEX] = {"index", 8},
};

const char *type_name(Type type)
{
  return types[type].name;
}

int type_bytes(Type type)
{
  return types[type].bytes;
}
