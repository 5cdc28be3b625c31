// Contact sheets: tiles of one size in a grid, with gaps, enlarged by whole pixels where they are
// small.
//
//   NetcSheet sheet;
//   if (netc_sheet_open(&sheet, 6, 0, 28, 28, 0, error))
//     netc_sheet_put(&sheet, 0, &tile);
//   netc_png_save(&sheet.picture, "sheet.png", error);
//   netc_sheet_free(&sheet);
#pragma once

#include "picture.h"

// The values that become black and white; what lies outside is cut off.
typedef struct NetcScale {
  double low, high;
} NetcScale;

// Values as a picture: planes (channels, height, width) of 1, 3 or 4 channels.
bool netc_picture_of_values(NetcPicture *picture, const float *planes, int channels, int64_t height,
                            int64_t width, NetcScale scale, NetcError *error);
// The least and the greatest of finite values, added to a scale; {INFINITY, -INFINITY}: none yet.
void netc_scale_widen(NetcScale *scale, const float *values, int64_t count);
// Makes low and high equally far from 0, so that 0 is the middle gray.
void netc_scale_center(NetcScale *scale);

typedef struct NetcSheet {
  NetcPicture picture;
  int count, columns;
  int width, height;  // of the largest tile, as it is put
  int zoom;
} NetcSheet;

// `columns` 0: about square. `zoom` 0 or less: so that tiles are large enough to be looked at.
bool netc_sheet_open(NetcSheet *sheet, int count, int columns, int64_t width, int64_t height,
                     int zoom, NetcError *error);
// A tile in gray or colour, at the upper left of its cell; what it leaves open is background.
void netc_sheet_put(NetcSheet *sheet, int index, const NetcPicture *tile);
void netc_sheet_free(NetcSheet *sheet);
