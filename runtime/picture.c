// Pictures in general: which decoder, limits, gray and colour, planes.

#include "picture.h"

#include "files.h"
#include "text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FILE = 1 << 30 };

static bool is_png(const void *bytes, int64_t count)
{
  return count >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static bool is_jpeg(const void *bytes, int64_t count)
{
  return count >= 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0;
}

bool netc_is_picture(const void *bytes, int64_t count)
{
  return is_png(bytes, count) || is_jpeg(bytes, count);
}

bool netc_picture_decode(NetcPicture *picture, const void *bytes, int64_t count, const char *name,
                         NetcError *error)
{
  *picture = (NetcPicture){0};
  bool fine = false;
  if (is_png(bytes, count))
    fine = netc_png_decode(picture, bytes, count, name, error);
  else if (is_jpeg(bytes, count))
    fine = netc_jpeg_decode(picture, bytes, count, name, error);
  else
    netc_fail(error, count ? "%s: not a png or jpeg picture" : "%s: empty, expected a picture",
              name);
  if (!fine)
    netc_picture_free(picture);
  return fine;
}

bool netc_picture_load(NetcPicture *picture, const char *path, NetcError *error)
{
  int64_t count;
  *picture = (NetcPicture){0};
  char *bytes = netc_file_load(path, MAX_FILE, &count, error);
  bool fine = bytes && netc_picture_decode(picture, bytes, count, path, error);
  free(bytes);
  return fine;
}

void netc_picture_free(NetcPicture *picture)
{
  free(picture->pixels);
  *picture = (NetcPicture){0};
}

bool netc_picture_check_size(int64_t width, int64_t height, const char *name, NetcError *error)
{
  bool fits = width >= 1 && height >= 1 && width <= NETC_MAX_PIXELS && height <= NETC_MAX_PIXELS &&
              width * height <= NETC_MAX_PIXELS;
  return fits || netc_fail(error, "%s: %" PRId64 "x%" PRId64 " pixels, the limit is %d in all",
                           name, width, height, NETC_MAX_PIXELS);
}

bool netc_picture_allocate(NetcPicture *picture, int64_t width, int64_t height, int channels,
                           const char *name, NetcError *error)
{
  if (!netc_picture_check_size(width, height, name, error))
    return false;
  *picture = (NetcPicture){.width = (int)width, .height = (int)height, .channels = channels};
  picture->pixels = malloc((size_t)(width * height * channels));
  return picture->pixels || netc_fail_memory(error, width * height * channels, name);
}

// The luma of ITU-R BT.601 in 16 bits of fraction, as Pillow has it.
static unsigned char luma(const unsigned char *rgb)
{
  return (unsigned char)((19595u * rgb[0] + 38470u * rgb[1] + 7471u * rgb[2] + 0x8000u) >> 16);
}

static bool set_channels(NetcPicture *picture, int channels, NetcError *error)
{
  NetcPicture other;
  if (picture->channels == channels)
    return true;
  if (!netc_picture_allocate(&other, picture->width, picture->height, channels, "a picture", error))
    return false;
  int64_t count = (int64_t)picture->width * picture->height;
  for (int64_t i = 0; i < count; i++) {
    if (channels == 1)
      other.pixels[i] = luma(picture->pixels + 3 * i);
    else
      memset(other.pixels + 3 * i, picture->pixels[i], 3);
  }
  netc_picture_free(picture);
  *picture = other;
  return true;
}

// The weights of one result pixel: `count` source pixels from `first`.
typedef struct Taps {
  int first, count;
  int *weights;  // in 22 bits of fraction
} Taps;

enum { FRACTION = 22 };

// The triangle filter, widened where the picture shrinks: that is the antialiasing.
static void make_taps(Taps *taps, double *scratch, int index, double scale)
{
  double width = scale < 1 ? 1 : scale, center = (index + 0.5) * scale, sum = 0;
  for (int i = 0; i < taps->count; i++) {
    double distance = (i + taps->first - center + 0.5) / width;
    double size = 1 - (distance < 0 ? -distance : distance);
    scratch[i] = size > 0 ? size : 0;
    sum += scratch[i];
  }
  for (int i = 0; i < taps->count; i++)
    taps->weights[i] = (int)(0.5 + scratch[i] / sum * (1 << FRACTION));
}

static void place_taps(Taps *taps, int index, double scale, int size)
{
  double support = scale < 1 ? 1 : scale, center = (index + 0.5) * scale;
  int first = (int)(center - support + 0.5), last = (int)(center + support + 0.5);
  taps->first = first < 0 ? 0 : first;
  taps->count = (last > size ? size : last) - taps->first;
}

static unsigned char sum_taps(const Taps *taps, const unsigned char *from, int step)
{
  int64_t sum = 1 << (FRACTION - 1);
  for (int i = 0; i < taps->count; i++)
    sum += (int64_t)taps->weights[i] * from[(int64_t)i * step];
  sum >>= FRACTION;
  return (unsigned char)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

// One axis of a separable resize. The picture is rows x size x step bytes around that axis.
static bool resize_axis(unsigned char *to, const unsigned char *from, int64_t rows, int size,
                        int new_size, int step)
{
  double scale = (double)size / new_size;
  int most = (int)(2 * (scale < 1 ? 1 : scale)) + 3;
  int *weights = malloc((size_t)most * sizeof *weights);
  double *scratch = malloc((size_t)most * sizeof *scratch);
  for (int i = 0; weights && scratch && i < new_size; i++) {
    Taps taps = {.weights = weights};
    place_taps(&taps, i, scale, size);
    make_taps(&taps, scratch, i, scale);
    for (int64_t row = 0; row < rows; row++) {
      const unsigned char *source = from + (row * size + taps.first) * step;
      unsigned char *result = to + (row * new_size + i) * step;
      for (int j = 0; j < step; j++)
        result[j] = sum_taps(&taps, source + j, step);
    }
  }
  bool fine = weights && scratch;
  free(weights);
  free(scratch);
  return fine;
}

static bool resize(NetcPicture *picture, int width, int height, NetcError *error)
{
  NetcPicture wide = {0}, high = {0};
  int channels = picture->channels;
  if (picture->width == width && picture->height == height)
    return true;
  bool fine = netc_picture_allocate(&wide, width, picture->height, channels, "a picture", error) &&
              netc_picture_allocate(&high, width, height, channels, "a picture", error);
  if (fine)
    fine = (resize_axis(wide.pixels, picture->pixels, picture->height, picture->width, width,
                        channels) &&
            resize_axis(high.pixels, wide.pixels, 1, picture->height, height, width * channels)) ||
           netc_fail(error, "no memory to resize a picture");
  netc_picture_free(&wide);
  netc_picture_free(fine ? picture : &high);
  if (fine)
    *picture = high;
  return fine;
}

static void crop_middle(NetcPicture *picture, int width, int height)
{
  int left = (picture->width - width) / 2, top = (picture->height - height) / 2;
  int64_t row = (int64_t)width * picture->channels;
  for (int y = 0; y < height; y++)
    memmove(picture->pixels + y * row,
            picture->pixels + ((int64_t)(y + top) * picture->width + left) * picture->channels,
            (size_t)row);
  picture->width = width;
  picture->height = height;
}

// n * a / b, halves to the even neighbour.
static int scale_half_even(int64_t n, int64_t a, int64_t b)
{
  int64_t twice = 2 * n * a / b, remainder = 2 * n * a % b;
  int64_t whole = twice / 2;
  bool above = twice % 2 && (remainder || whole % 2);
  return (int)(whole + above);
}

bool netc_picture_fit(NetcPicture *picture, const NetcFit *fit, NetcError *error)
{
  if (!set_channels(picture, fit->channels, error))
    return false;
  if (!fit->resize)
    return resize(picture, fit->width, fit->height, error);
  bool upright = picture->width < picture->height;
  int shorter = upright ? picture->width : picture->height;
  int longer = scale_half_even(fit->resize, upright ? picture->height : picture->width, shorter);
  int width = upright ? fit->resize : longer, height = upright ? longer : fit->resize;
  if (width < fit->width || height < fit->height)
    return netc_fail(error, "resize: %d gives %dx%d, smaller than the input's %dx%d", fit->resize,
                     width, height, fit->width, fit->height);
  if (!resize(picture, width, height, error))
    return false;
  crop_middle(picture, fit->width, fit->height);
  return true;
}

void netc_picture_planes(const NetcPicture *picture, NetcDtype dtype, void *to)
{
  int64_t count = (int64_t)picture->width * picture->height;
  float *values = to;
  unsigned char *bytes = to;
  for (int c = 0; c < picture->channels; c++) {
    for (int64_t i = 0; i < count; i++) {
      unsigned char pixel = picture->pixels[i * picture->channels + c];
      if (dtype == NETC_F32)
        values[c * count + i] = pixel;
      else
        bytes[c * count + i] = pixel;
    }
  }
}
