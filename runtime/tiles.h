// Tensors as sheets: the last two dimensions are a picture, those before are tiles; a row of
// numbers is drawn as bars.
#pragma once

#include "options.h"
#include "sheet.h"

enum { NETC_MAX_TILES = 1024 };

typedef enum NetcScaling {
  NETC_SCALE_TILE,   // each tile from its least to its greatest value
  NETC_SCALE_SHEET,  // all by one scale
} NetcScaling;

// What is drawn: `count` tiles of channels x height x width floats, one behind the other.
typedef struct NetcTiles {
  const float *values;
  int64_t count, height, width;
  int channels;   // 1 or 3
  int columns;    // 0: about square
  bool centered;  // 0 is the middle gray
} NetcTiles;

// The tiles of a tensor, of at least one dimension; a single dimension is drawn as bars.
NetcTiles netc_tiles_of(const float *values, const int64_t *extents, int rank);
// Draws them, the first NETC_MAX_TILES. `said` gets what should be known of it: scale, cut, size.
bool netc_tiles_draw(const NetcTiles *tiles, const NetcOptions *options, char *said, size_t size,
                     NetcError *error);
// --scale tile|sheet
bool netc_scaling_parse(const NetcOptions *options, NetcScaling *scaling, NetcError *error);
// --output must be a png, and no input.
bool netc_png_check_name(const NetcOptions *options, const char *command, NetcError *error);
