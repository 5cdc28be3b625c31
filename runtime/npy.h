// The npy format: one array, behind a header.
#pragma once

#include "data.h"
#include "files.h"

typedef struct NetcNpy {
  NetcElement element;
  int rank;
  int64_t extents[NETC_MAX_RANK];
  int64_t bytes;          // of the data
  bool fortran, swapped;  // columns first; bytes of a number in the other order
} NetcNpy;

// From the start of a stream. The data that the header announces can be in the stream.
bool netc_npy_read_header(NetcStream *stream, NetcNpy *header, NetcError *error);
// What follows, to the end of the stream: in C order, in this machine's bytes.
bool netc_npy_read_data(NetcStream *stream, const NetcNpy *header, void *to, NetcError *error);

// The header of an array in C order: its length, a multiple of 64; 0 if npy has no such numbers.
enum { NETC_NPY_HEADER = 512 };
int netc_npy_format_header(unsigned char *to, NetcElement element, const int64_t *extents,
                           int rank);
