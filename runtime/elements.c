// Numbers of files become numbers of nets: reorder bytes, widen, check that whole numbers fit.

#include "elements.h"

#include <math.h>
#include <string.h>

static const struct {
  int bytes;
  const char *name;
} table[] = {
#define ELEMENT(name, bytes, text) {bytes, text},
#include "elements.def"
#undef ELEMENT
};

static const struct {
  const char *name;
  NetcElement element;
} dtypes[] = {
    [NETC_F32] = {"f32", NETC_ELEMENT_F32}, [NETC_I32] = {"i32", NETC_ELEMENT_I32},
    [NETC_U8] = {"u8", NETC_ELEMENT_U8},    [NETC_BOOL] = {"bool", NETC_ELEMENT_BOOL},
    [NETC_F64] = {"f64", NETC_ELEMENT_F64},
};

int64_t netc_element_bytes(NetcElement element)
{
  return table[element].bytes;
}

const char *netc_element_name(NetcElement element)
{
  return table[element].name;
}

bool netc_element_find(const char *name, NetcElement *element)
{
  for (int i = 0; i < NETC_ELEMENT_COUNT; i++) {
    if (strcmp(table[i].name, name) == 0) {
      *element = (NetcElement)i;
      return true;
    }
  }
  return false;
}

int64_t netc_dtype_bytes(NetcDtype dtype)
{
  return table[dtypes[dtype].element].bytes;
}

const char *netc_dtype_name(NetcDtype dtype)
{
  return dtypes[dtype].name;
}

NetcElement netc_dtype_element(NetcDtype dtype)
{
  return dtypes[dtype].element;
}

void netc_swap_bytes(void *data, int64_t count, NetcElement element)
{
  int bytes = table[element].bytes;
  for (unsigned char *at = data; count > 0 && bytes > 1; count--, at += bytes) {
    for (int i = 0; i < bytes / 2; i++) {
      unsigned char kept = at[i];
      at[i] = at[bytes - 1 - i];
      at[bytes - 1 - i] = kept;
    }
  }
}

static double from_half(uint16_t bits)
{
  int exponent = bits >> 10 & 31, fraction = bits & 1023;
  double size = exponent == 0    ? ldexp(fraction, -24)
                : exponent == 31 ? (fraction ? NAN : INFINITY)
                                 : ldexp(1024 + fraction, exponent - 25);
  return bits & 0x8000 ? -size : size;
}

static double from_brain(uint16_t bits)
{
  uint32_t wide = (uint32_t)bits << 16;
  float value;
  memcpy(&value, &wide, sizeof value);
  return value;
}

// A number as double: exact but for 64 bit integers beyond 2^53, which no net takes.
static double read_element(const unsigned char *from, NetcElement element)
{
#define READ(T)                                                                                    \
  {                                                                                                \
    T value;                                                                                       \
    memcpy(&value, from, sizeof value);                                                            \
    return (double)value;                                                                          \
  }
  switch (element) {
  case NETC_ELEMENT_BOOL:
    return *from != 0;
  case NETC_ELEMENT_U8:
    return *from;
  case NETC_ELEMENT_I8:
    READ(int8_t)
  case NETC_ELEMENT_I16:
    READ(int16_t)
  case NETC_ELEMENT_U16:
    READ(uint16_t)
  case NETC_ELEMENT_F16: {
    uint16_t half;
    memcpy(&half, from, sizeof half);
    return from_half(half);
  }
  case NETC_ELEMENT_BF16: {
    uint16_t brain;
    memcpy(&brain, from, sizeof brain);
    return from_brain(brain);
  }
  case NETC_ELEMENT_I32:
    READ(int32_t)
  case NETC_ELEMENT_U32:
    READ(uint32_t)
  case NETC_ELEMENT_F32:
    READ(float)
  case NETC_ELEMENT_F64:
    READ(double)
  case NETC_ELEMENT_I64:
    READ(int64_t)
  case NETC_ELEMENT_U64:
    READ(uint64_t)
  default:
    return 0;
  }
#undef READ
}

// False if the value is not one of the type's.
static bool write_dtype(unsigned char *to, NetcDtype dtype, double value)
{
  switch (dtype) {
  case NETC_F32: {
    float narrow = (float)value;
    memcpy(to, &narrow, sizeof narrow);
    return true;
  }
  case NETC_F64:
    memcpy(to, &value, sizeof value);
    return true;
  case NETC_I32: {
    if (!(value >= INT32_MIN && value <= INT32_MAX) || value != floor(value))
      return false;
    int32_t whole = (int32_t)value;
    memcpy(to, &whole, sizeof whole);
    return true;
  }
  case NETC_U8:
    if (!(value >= 0 && value <= 255) || value != floor(value))
      return false;
    *to = (unsigned char)value;
    return true;
  case NETC_BOOL:
    *to = value != 0;
    return value == 0 || value == 1;
  }
  return false;
}

int64_t netc_convert(void *to, NetcDtype dtype, const void *from, NetcElement element,
                     int64_t count, double *value)
{
  int64_t step = netc_element_bytes(element), unit = netc_dtype_bytes(dtype);
  if (dtypes[dtype].element == element && dtype != NETC_BOOL) {
    memmove(to, from, (size_t)(count * unit));
    return -1;
  }
  for (int64_t i = 0; i < count; i++) {
    *value = read_element((const unsigned char *)from + i * step, element);
    if (!write_dtype((unsigned char *)to + i * unit, dtype, *value))
      return i;
  }
  return -1;
}

bool netc_multiply(int64_t a, int64_t b, int64_t *product)
{
  return a >= 0 && b >= 0 && !__builtin_mul_overflow(a, b, product);
}

bool netc_shape_bytes(const int64_t *extents, int rank, int64_t unit, int64_t *bytes)
{
  *bytes = unit;
  // A 0 further on does not excuse a product that wraps before it.
  for (int i = 0; i < rank; i++)
    if (extents[i] != 0 && !netc_multiply(*bytes, extents[i], bytes))
      return false;
  for (int i = 0; i < rank; i++)
    if (extents[i] == 0)
      *bytes = 0;
  return true;
}
