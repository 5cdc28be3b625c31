// Memory for the path: planned in regions, mapped once, freed whole.
//
//   int64_t weights = netc_memory_place(&memory, model->weights_bytes);
//   if (netc_memory_map(&memory, "weights", error))
//     session->weights = memory.base + weights;
#pragma once

#include "netc.h"

typedef struct NetcMemory {
  char *base;     // null until mapped
  int64_t bytes;  // placed so far; -1: too large for a number
  char *mapping;
  int64_t mapping_bytes;
} NetcMemory;

// The offset of a new region, aligned to 4096: a small net lies in one huge page altogether.
int64_t netc_memory_place(NetcMemory *memory, int64_t bytes);
// Zeroed pages, 2 MiB aligned, huge where the system has them. `purpose` is for the message.
bool netc_memory_map(NetcMemory *memory, const char *purpose, NetcError *error);
// The same, but a page is only there once it is written: for what is written whole soon, by several
// threads, or perhaps never.
bool netc_memory_reserve(NetcMemory *memory, const char *purpose, NetcError *error);
void netc_memory_unmap(NetcMemory *memory);
