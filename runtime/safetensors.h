// Tensors by name in a file: safetensors (a length, a JSON header, the data), or the arrays of
// numpy (npz, npy) in its place. Every byte of a file that is read belongs to exactly one tensor or
// to a header.
#pragma once

#include "elements.h"
#include "text.h"

typedef struct NetcStored {
  const char *name;  // owned by the file
  NetcElement element;
  int rank;
  int64_t extents[NETC_MAX_RANK];
  int64_t begin, end;  // bytes from the start of the data
  int entry;           // of an archive
} NetcStored;

typedef struct NetcTensorFile {
  const char *path;  // borrowed
  int file;
  int64_t data_start;
  NetcStored *tensors;  // by offset
  int count;
  const NetcStored **by_name;
  void *header;         // jansson's; null: not safetensors
  struct NetcNpz *npz;  // null: not arrays of numpy
} NetcTensorFile;

// The format is told by the first bytes.
bool netc_tensors_open(NetcTensorFile *file, const char *path, NetcError *error);
void netc_tensors_close(NetcTensorFile *file);
const NetcStored *netc_tensors_find(const NetcTensorFile *file, const char *name);  // null: none
// A text of __metadata__, else null.
const char *netc_tensors_note(const NetcTensorFile *file, const char *key);
bool netc_tensors_read(const NetcTensorFile *file, const NetcStored *tensor, void *to,
                       NetcError *error);

typedef struct NetcStoring {
  const char *prefix, *name;  // written as one
  NetcElement element;
  int rank;
  const int64_t *extents;
  const void *data;
} NetcStoring;

// Header padded to 8 bytes, wide elements first, else in the order given (`tensors` is sorted in
// place). `notes` is the text of the __metadata__ object.
bool netc_tensors_write(const char *path, NetcStoring *tensors, int count, const char *notes,
                        NetcError *error);
