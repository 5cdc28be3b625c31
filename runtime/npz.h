// Arrays of numpy as a file of tensors: an npz archive, or one npy array, which is called arr_0 as
// numpy.savez calls it.
#pragma once

#include "safetensors.h"

bool netc_is_npz(const unsigned char *head);  // by its first 8 bytes; npy, too
// Fills in the tensors of a file that is open.
bool netc_npz_open(NetcTensorFile *file, int64_t file_bytes, NetcError *error);
void netc_npz_close(struct NetcNpz *npz);  // null is allowed
bool netc_npz_read(const NetcTensorFile *file, const NetcStored *tensor, void *to,
                   NetcError *error);

// Uncompressed; the same tensors give the same bytes.
bool netc_npz_write(const char *path, const NetcStoring *tensors, int count, NetcError *error);
