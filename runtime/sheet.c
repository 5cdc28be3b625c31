// Contact sheets, and values as pixels. The same tiles give the same bytes.

#include "sheet.h"

#include <math.h>
#include <string.h>

enum { GAP = 2, CHANNELS = 3, SMALL_TILE = 112, MAX_ZOOM = 16 };

// Between black and white, and neither: a tile's edge is seen whatever the tile holds.
static const unsigned char background[CHANNELS] = {58, 74, 107};

// -- values ---------------------------------------------------------------------------------------

static unsigned char shade(double value, NetcScale scale)
{
  double range = scale.high - scale.low, share = range > 0 ? (value - scale.low) / range : 0.5;
  return (unsigned char)(share >= 1 ? 255 : share > 0 ? 255 * share + 0.5 : 0);  // NaN is black
}

bool netc_picture_of_values(NetcPicture *picture, const float *planes, int channels, int64_t height,
                            int64_t width, NetcScale scale, NetcError *error)
{
  if (!netc_picture_allocate(picture, width, height, channels, "a picture", error))
    return false;
  int64_t count = width * height;
  for (int c = 0; c < channels; c++)
    for (int64_t i = 0; i < count; i++)
      picture->pixels[i * channels + c] = shade((double)planes[c * count + i], scale);
  return true;
}

void netc_scale_widen(NetcScale *scale, const float *values, int64_t count)
{
  for (int64_t i = 0; i < count; i++) {
    double value = (double)values[i];
    if (isfinite(value) && value < scale->low)
      scale->low = value;
    if (isfinite(value) && value > scale->high)
      scale->high = value;
  }
}

void netc_scale_center(NetcScale *scale)
{
  double most = fmax(fabs(scale->low), fabs(scale->high));
  *scale = (NetcScale){-most, most};
}

// -- sheets ---------------------------------------------------------------------------------------

// As square as it can be without many empty cells: 6 tiles stand in 3 columns, 10 in 5.
static int choose_columns(int count)
{
  int least = 1;
  while ((int64_t)least * least < count)
    least++;
  int best = least, best_empty = count;
  for (int columns = least; columns <= 2 * least && columns <= count; columns++) {
    int empty = (count + columns - 1) / columns * columns - count;
    if (empty < best_empty) {
      best = columns;
      best_empty = empty;
    }
  }
  return best;
}

static int choose_zoom(int64_t width, int64_t height)
{
  int64_t longer = width > height ? width : height, zoom = SMALL_TILE / longer;
  return (int)(zoom < 1 ? 1 : zoom > MAX_ZOOM ? MAX_ZOOM : zoom);
}

bool netc_sheet_open(NetcSheet *sheet, int count, int columns, int64_t width, int64_t height,
                     int zoom, NetcError *error)
{
  *sheet = (NetcSheet){.count = count, .columns = columns ? columns : choose_columns(count)};
  if (!netc_picture_check_size(width, height, "a tile of the sheet", error))
    return false;
  sheet->width = (int)width;
  sheet->height = (int)height;
  sheet->zoom = zoom > 0 ? zoom : choose_zoom(width, height);
  int64_t rows = (count + sheet->columns - 1) / sheet->columns;
  int64_t across = sheet->columns * (width * sheet->zoom + GAP) + GAP;
  int64_t down = rows * (height * sheet->zoom + GAP) + GAP;
  if (!netc_picture_allocate(&sheet->picture, across, down, CHANNELS, "the sheet", error))
    return false;
  for (int64_t i = 0; i < across * down; i++)
    memcpy(sheet->picture.pixels + CHANNELS * i, background, CHANNELS);
  return true;
}

// A pixel of any number of channels over the background.
static void mix(unsigned char *to, const unsigned char *from, int channels)
{
  int opaque = channels == 4 ? from[3] : 255;
  for (int c = 0; c < CHANNELS; c++) {
    int value = from[channels >= CHANNELS ? c : 0];
    to[c] = (unsigned char)((value * opaque + background[c] * (255 - opaque) + 127) / 255);
  }
}

void netc_sheet_put(NetcSheet *sheet, int index, const NetcPicture *tile)
{
  int64_t left = GAP + (int64_t)(index % sheet->columns) * (sheet->width * sheet->zoom + GAP);
  int64_t top = GAP + (int64_t)(index / sheet->columns) * (sheet->height * sheet->zoom + GAP);
  int width = tile->width < sheet->width ? tile->width : sheet->width;
  int height = tile->height < sheet->height ? tile->height : sheet->height;
  for (int64_t y = 0; y < (int64_t)height * sheet->zoom; y++) {
    for (int64_t x = 0; x < (int64_t)width * sheet->zoom; x++) {
      int64_t from = y / sheet->zoom * tile->width + x / sheet->zoom;
      int64_t to = (top + y) * sheet->picture.width + left + x;
      mix(sheet->picture.pixels + CHANNELS * to, tile->pixels + tile->channels * from,
          tile->channels);
    }
  }
}

void netc_sheet_free(NetcSheet *sheet)
{
  netc_picture_free(&sheet->picture);
}
