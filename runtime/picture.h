// Pictures: decoded from png and jpeg, brought to a size.
#pragma once

#include "netc.h"

enum { NETC_MAX_PIXELS = 100000000 };

typedef struct NetcPicture {
  int width, height;
  int channels;           // 1 (gray), 3 (red, green, blue); in pictures to be saved 4 (and alpha)
  unsigned char *pixels;  // row-major, channels innermost; owned
} NetcPicture;

// By its first bytes, whatever its name. 16 bit, palette and interlace are converted, alpha is
// dropped, EXIF's orientation is applied; CMYK, and any warning of the decoder, is an error.
bool netc_picture_load(NetcPicture *picture, const char *path, NetcError *error);
bool netc_picture_decode(NetcPicture *picture, const void *bytes, int64_t count, const char *name,
                         NetcError *error);
void netc_picture_free(NetcPicture *picture);
bool netc_is_picture(const void *bytes, int64_t count);

bool netc_png_decode(NetcPicture *picture, const void *bytes, int64_t count, const char *name,
                     NetcError *error);
bool netc_jpeg_decode(NetcPicture *picture, const void *bytes, int64_t count, const char *name,
                      NetcError *error);
// Written beside and renamed; no time or text is in the file.
bool netc_png_save(const NetcPicture *picture, const char *path, NetcError *error);
// Width and height against the limit, before memory is given to them.
bool netc_picture_check_size(int64_t width, int64_t height, const char *name, NetcError *error);
bool netc_picture_allocate(NetcPicture *picture, int64_t width, int64_t height, int channels,
                           const char *name, NetcError *error);

// How a picture is brought to the size of an input.
typedef struct NetcFit {
  int width, height, channels;  // of the input
  int resize;  // the shorter side first becomes this; 0: the whole picture is stretched
} NetcFit;

// Bilinear with antialiasing, to the bit as Pillow does it; then the middle is cut out.
bool netc_picture_fit(NetcPicture *picture, const NetcFit *fit, NetcError *error);
// Interleaved pixels become planes of u8 or f32.
void netc_picture_planes(const NetcPicture *picture, NetcDtype dtype, void *to);
