// netc weights: what files of weights hold, how two differ, and one from another.
#pragma once

#include "command/command.h"
#include "map.h"
#include "safetensors.h"

// `line->files` without the verb. The exit code, or EXIT_INPUT with the error set.
int weights_show(CommandLine *line, NetcError *error);
int weights_diff(CommandLine *line, NetcError *error);
int weights_convert(CommandLine *line, NetcError *error);
bool check_convert(const CommandLine *line);  // false after a usage error, which is printed

// The rules of --map and --rename.
bool weights_rules(const CommandLine *line, NetcMap *map, NetcError *error);

// A tensor as stored, in new memory; null with the error set.
void *weights_read(const NetcTensorFile *file, const NetcStored *tensor, NetcError *error);
int64_t weights_count(const NetcStored *tensor);
// Up to WEIGHTS_BLOCK of its numbers from `first` on, as doubles; how many.
enum { WEIGHTS_BLOCK = 4096 };
int64_t weights_block(const NetcStored *tensor, const void *data, int64_t first, double *to);
// "F32[64, 3]"
const char *weights_type(char *to, size_t size, const NetcStored *tensor);
