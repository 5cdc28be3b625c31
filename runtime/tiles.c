// Tensors as sheets of tiles.

#include "tiles.h"

#include "files.h"
#include "predict.h"
#include "text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { BARS = 480, BARS_HEIGHT = 120, MOST_BAR = 24, BAR_GAP_FROM = 4 };

static const unsigned char paper[3] = {255, 255, 255}, ink[3] = {59, 130, 196},
                           zero_line[3] = {136, 136, 136};

bool netc_scaling_parse(const NetcOptions *options, NetcScaling *scaling, NetcError *error)
{
  const char *text = options->scale ? options->scale : "tile";
  *scaling = strcmp(text, "sheet") == 0 ? NETC_SCALE_SHEET : NETC_SCALE_TILE;
  return *scaling == NETC_SCALE_SHEET || strcmp(text, "tile") == 0 ||
         netc_fail_usage(error, "--scale: expected tile or sheet, found %s", text);
}

bool netc_png_check_name(const NetcOptions *options, const char *command, NetcError *error)
{
  const char *output = options->output;
  if (!output || !netc_name_ends(output, ".png") || netc_name_ends(output, ".gz"))
    return netc_fail_usage(error, "%s draws png: expected -o FILE.png, found %s", command,
                           output ? output : "no -o");
  return !netc_is_input(options, output) ||
         netc_fail_usage(error, "--output: %s is an input", output);
}

NetcTiles netc_tiles_of(const float *values, const int64_t *extents, int rank)
{
  NetcTiles tiles = {.values = values, .count = 1, .height = 1, .width = 1, .channels = 1};
  if (rank > 0)
    tiles.width = extents[rank - 1];
  if (rank > 1)
    tiles.height = extents[rank - 2];
  for (int i = 0; i < rank - 2; i++)
    tiles.count *= extents[i];
  return tiles;
}

static NetcScale scale_of(const NetcTiles *tiles, const float *values, int64_t count)
{
  NetcScale scale = {INFINITY, -INFINITY};
  netc_scale_widen(&scale, values, count);
  if (scale.low > scale.high)
    scale = (NetcScale){0, 1};  // nothing is finite
  if (tiles->centered)
    netc_scale_center(&scale);
  return scale;
}

// -- bars -----------------------------------------------------------------------------------------

static void fill(NetcPicture *picture, int left, int top, int width, int height,
                 const unsigned char *color)
{
  for (int y = top; y < top + height; y++)
    for (int x = left; x < left + width; x++)
      memcpy(picture->pixels + 3 * ((int64_t)y * picture->width + x), color, 3);
}

static int bar_place(double value, NetcScale scale)
{
  double share = (value - scale.low) / (scale.high - scale.low);
  share = share > 0 ? share < 1 ? share : 1 : 0;
  return (int)((1 - share) * (BARS_HEIGHT - 1) + 0.5);
}

// A row of at most BARS values; what is not finite has no bar.
static bool draw_bars(NetcPicture *picture, const float *values, int64_t count, int bar, int width,
                      NetcScale scale, NetcError *error)
{
  if (!netc_picture_allocate(picture, width, BARS_HEIGHT, 3, "a row of bars", error))
    return false;
  int zero = bar_place(0, scale), gap = bar >= BAR_GAP_FROM;
  fill(picture, 0, 0, width, BARS_HEIGHT, paper);
  for (int64_t i = 0; i < count; i++) {
    if (!isfinite(values[i]))
      continue;
    int end = bar_place((double)values[i], scale), top = end < zero ? end : zero;
    fill(picture, (int)i * bar, top, bar - gap, (end < zero ? zero - end : end - zero) + 1, ink);
  }
  fill(picture, 0, zero, width, 1, zero_line);
  return true;
}

static bool put_bars(NetcSheet *sheet, const NetcTiles *tiles, int64_t per_row, int bar,
                     NetcScale scale, NetcError *error)
{
  bool fine = true;
  for (int row = 0; fine && row < sheet->count; row++) {
    NetcPicture picture = {0};
    int64_t first = row * per_row, count = tiles->width - first;
    fine = draw_bars(&picture, tiles->values + first, count < per_row ? count : per_row, bar,
                     sheet->width, scale, error);
    if (fine)
      netc_sheet_put(sheet, row, &picture);
    netc_picture_free(&picture);
  }
  return fine;
}

static bool draw_row(const NetcTiles *tiles, const char *path, char *said, size_t size,
                     NetcError *error)
{
  NetcSheet sheet;
  int64_t per_row = tiles->width < BARS ? tiles->width : BARS;
  int bar = (int)(2 * BARS / per_row);
  bar = bar > MOST_BAR ? MOST_BAR : bar;
  int64_t rows = (tiles->width + per_row - 1) / per_row;
  rows = rows > NETC_MAX_TILES ? NETC_MAX_TILES : rows;
  NetcScale scale =
      scale_of(tiles, tiles->values, rows * per_row < tiles->width ? rows * per_row : tiles->width);
  scale.low = fmin(scale.low, 0);
  scale.high = fmax(scale.high, 0);
  if (scale.low == scale.high)
    scale.high = 1;
  snprintf(said, size, "%" PRId64 " numbers as bars, from %.4g to %.4g", tiles->width, scale.low,
           scale.high);
  if (!netc_sheet_open(&sheet, (int)rows, 1, per_row * bar, BARS_HEIGHT, 1, error))
    return false;
  bool fine = put_bars(&sheet, tiles, per_row, bar, scale, error) &&
              netc_png_save(&sheet.picture, path, error);
  netc_sheet_free(&sheet);
  return fine;
}

// -- pictures -------------------------------------------------------------------------------------

static bool put_tiles(NetcSheet *sheet, const NetcTiles *tiles, NetcScaling scaling,
                      NetcScale common, NetcError *error)
{
  bool fine = true;
  int64_t each = tiles->height * tiles->width * tiles->channels;
  for (int i = 0; fine && i < sheet->count; i++) {
    NetcPicture picture = {0};
    const float *values = tiles->values + i * each;
    NetcScale scale = scaling == NETC_SCALE_TILE ? scale_of(tiles, values, each) : common;
    fine = netc_picture_of_values(&picture, values, tiles->channels, tiles->height, tiles->width,
                                  scale, error);
    if (fine)
      netc_sheet_put(sheet, i, &picture);
    netc_picture_free(&picture);
  }
  return fine;
}

static void say_tiles(const NetcTiles *tiles, int64_t shown, NetcScaling scaling, NetcScale common,
                      char *said, size_t size)
{
  char cut[64] = "";
  if (shown < tiles->count)
    snprintf(cut, sizeof cut, " (of %" PRId64 ")", tiles->count);
  int length = snprintf(said, size, "%" PRId64 " tile%s%s of %" PRId64 "x%" PRId64, shown,
                        shown == 1 ? "" : "s", cut, tiles->width, tiles->height);
  if (scaling == NETC_SCALE_SHEET || tiles->count == 1)
    snprintf(said + length, size - (size_t)length, ", %.4g black, %.4g white", common.low + 0,
             common.high + 0);  // no -0
  else
    snprintf(said + length, size - (size_t)length, ", each on its own scale%s (--scale)",
             tiles->centered ? " about 0" : "");
}

bool netc_tiles_draw(const NetcTiles *tiles, const NetcOptions *options, char *said, size_t size,
                     NetcError *error)
{
  NetcSheet sheet;
  NetcScaling scaling;
  if (!netc_scaling_parse(options, &scaling, error))
    return false;
  if (tiles->count == 1 && tiles->height == 1 && tiles->channels == 1)
    return draw_row(tiles, options->output, said, size, error);
  int64_t shown = tiles->count < NETC_MAX_TILES ? tiles->count : NETC_MAX_TILES;
  int64_t each = tiles->height * tiles->width * tiles->channels;
  NetcScale common = scale_of(tiles, tiles->values, shown * each);
  say_tiles(tiles, shown, scaling, common, said, size);
  if (!netc_sheet_open(&sheet, (int)shown, tiles->columns, tiles->width, tiles->height,
                       (int)options->zoom, error))
    return false;
  bool fine = put_tiles(&sheet, tiles, scaling, common, error) &&
              netc_png_save(&sheet.picture, options->output, error);
  netc_sheet_free(&sheet);
  return fine;
}
