// The numbers that files hold, and their conversion to what a net takes.
#pragma once

#include "netc.h"

typedef enum NetcElement {
#define ELEMENT(name, bytes, text) NETC_ELEMENT_##name,
#include "elements.def"
#undef ELEMENT
  NETC_ELEMENT_COUNT,
} NetcElement;

int64_t netc_element_bytes(NetcElement element);
const char *netc_element_name(NetcElement element);  // as safetensors has it: "F32"
// False if no element has this name.
bool netc_element_find(const char *name, NetcElement *element);

int64_t netc_dtype_bytes(NetcDtype dtype);
const char *netc_dtype_name(NetcDtype dtype);  // as the language has it: "f32"
NetcElement netc_dtype_element(NetcDtype dtype);

// Reverses the bytes of each element where the file's order is not the machine's.
void netc_swap_bytes(void *data, int64_t count, NetcElement element);
// Converts `count` numbers. Whole numbers must fit: else the position of the first that does not,
// and its value in *value. -1: all did.
int64_t netc_convert(void *to, NetcDtype dtype, const void *from, NetcElement element,
                     int64_t count, double *value);

// a*b and a+b of sizes; false if it does not fit or an operand is negative.
bool netc_multiply(int64_t a, int64_t b, int64_t *product);
// The product of extents times `unit`; false as above.
bool netc_shape_bytes(const int64_t *extents, int rank, int64_t unit, int64_t *bytes);
