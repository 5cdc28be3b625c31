// Pictures brought to a size.

#include "picture.h"

#include <criterion/criterion.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

static NetcPicture make(int width, int height, int channels, const unsigned char *pixels)
{
  NetcPicture picture;
  NetcError error;
  cr_assert(netc_picture_allocate(&picture, width, height, channels, "test", &error));
  memcpy(picture.pixels, pixels, (size_t)(width * height * channels));
  return picture;
}

static void fits_to(NetcPicture picture, NetcFit fit, const unsigned char *expected)
{
  NetcError error;
  cr_assert(netc_picture_fit(&picture, &fit, &error));
  cr_assert(picture.width == fit.width && picture.height == fit.height);
  cr_assert_arr_eq(picture.pixels, expected, (size_t)(fit.width * fit.height * fit.channels));
  netc_picture_free(&picture);
}

Test(runtime_picture, same_size_is_kept)
{
  static const unsigned char pixels[] = {1, 2, 3, 4, 5, 6};
  fits_to(make(3, 2, 1, pixels), (NetcFit){3, 2, 1, 0}, pixels);
}

// Half the size: the triangle reaches over four pixels, 1/8 3/8 3/8 1/8 inside and 3/7 3/7 1/7 at
// an edge.
Test(runtime_picture, shrinking_averages)
{
  static const unsigned char pixels[] = {0, 0, 0, 0, 80, 80, 80, 80};
  static const unsigned char expected[] = {0, 10, 70, 80};
  fits_to(make(8, 1, 1, pixels), (NetcFit){4, 1, 1, 0}, expected);
}

Test(runtime_picture, growing_interpolates)
{
  static const unsigned char pixels[] = {0, 100};
  static const unsigned char expected[] = {0, 25, 75, 100};
  fits_to(make(2, 1, 1, pixels), (NetcFit){4, 1, 1, 0}, expected);
}

Test(runtime_picture, the_middle_is_cut_out)
{
  static const unsigned char pixels[] = {1, 2, 3, 4, 5, 6, 7, 8};  // 4x2, shorter side already 2
  static const unsigned char expected[] = {2, 3, 6, 7};
  fits_to(make(4, 2, 1, pixels), (NetcFit){2, 2, 1, 2}, expected);
}

Test(runtime_picture, gray_and_colour)
{
  static const unsigned char gray[] = {9, 200}, colour[] = {255, 0, 0, 0, 255, 0};
  static const unsigned char tripled[] = {9, 9, 9, 200, 200, 200}, luma[] = {76, 150};
  fits_to(make(2, 1, 1, gray), (NetcFit){2, 1, 3, 0}, tripled);
  fits_to(make(2, 1, 3, colour), (NetcFit){2, 1, 1, 0}, luma);
}

Test(runtime_picture, pixels_become_planes)
{
  static const unsigned char pixels[] = {1, 2, 3, 4, 5, 6};
  static const unsigned char planes[] = {1, 4, 2, 5, 3, 6};
  unsigned char bytes[6];
  float floats[6];
  NetcPicture picture = make(2, 1, 3, pixels);
  netc_picture_planes(&picture, NETC_U8, bytes);
  netc_picture_planes(&picture, NETC_F32, floats);
  cr_assert_arr_eq(bytes, planes, 6);
  for (int i = 0; i < 6; i++)
    cr_assert(floats[i] == planes[i]);
  netc_picture_free(&picture);
}

Test(runtime_picture, sizes_are_limited)
{
  NetcError error;
  NetcPicture picture;
  cr_assert(!netc_picture_allocate(&picture, 60000, 60000, 3, "big", &error));
  cr_assert(!netc_picture_allocate(&picture, 0, 5, 3, "none", &error));
  cr_assert(!netc_picture_allocate(&picture, INT64_C(1) << 40, 1, 3, "wide", &error));
}

Test(runtime_picture, what_is_no_picture)
{
  NetcError error;
  NetcPicture picture;
  cr_assert(!netc_picture_decode(&picture, "text", 4, "a.jpg", &error));
  cr_assert_str_eq(error.text, "a.jpg: not a png or jpeg picture");
  cr_assert(!netc_picture_decode(&picture, "\x89PNG\r\n\x1a\n", 8, "b.png", &error));
  cr_assert(!netc_picture_decode(&picture, "\xff\xd8\xff", 3, "c.jpg", &error));
}

// -- kinds of png ---------------------------------------------------------------------------------

typedef struct Kind {
  int width, height, color, depth, interlace;
  const unsigned char *pixels;  // rows as the file has them
  size_t row_bytes;
  bool has_palette;
} Kind;

typedef struct Bytes {
  unsigned char data[4096];
  size_t count;
} Bytes;

static void take(png_structp png, png_bytep bytes, png_size_t count)
{
  Bytes *all = png_get_io_ptr(png);
  cr_assert(all->count + count <= sizeof all->data);
  memcpy(all->data + all->count, bytes, count);
  all->count += count;
}

static void flush_nothing(png_structp png)
{
  (void)png;
}

static void write_kind(const Kind *kind, Bytes *bytes)
{
  static const png_color colors[] = {{10, 20, 30}, {40, 50, 60}, {70, 80, 90}, {250, 0, 250}};
  static const png_byte alphas[] = {0, 128, 255};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  bytes->count = 0;
  png_set_write_fn(png, bytes, take, flush_nothing);
  png_set_IHDR(png, info, (png_uint_32)kind->width, (png_uint_32)kind->height, kind->depth,
               kind->color, kind->interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (kind->has_palette) {
    png_set_PLTE(png, info, colors, 4);
    png_set_tRNS(png, info, alphas, 3, NULL);
  }
  png_write_info(png, info);
  for (int pass = png_set_interlace_handling(png); pass > 0; pass--)
    for (int y = 0; y < kind->height; y++)
      png_write_row(png, kind->pixels + (size_t)y * kind->row_bytes);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
}

static void kind_gives(const Kind *kind, int channels, const unsigned char *expected)
{
  Bytes bytes;
  NetcPicture picture;
  NetcError error;
  write_kind(kind, &bytes);
  cr_assert(netc_picture_decode(&picture, bytes.data, (int64_t)bytes.count, "a.png", &error), "%s",
            error.text);
  cr_assert(picture.width == kind->width && picture.height == kind->height);
  cr_assert(picture.channels == channels);
  cr_assert_arr_eq(picture.pixels, expected, (size_t)(kind->width * kind->height * channels));
  netc_picture_free(&picture);
}

Test(runtime_picture, png_of_16_bits)
{
  static const unsigned char gray[] = {0x00, 0x00, 0x80, 0x80, 0xff, 0xff};
  static const unsigned char gray_8[] = {0, 128, 255};
  kind_gives(&(Kind){3, 1, PNG_COLOR_TYPE_GRAY, 16, PNG_INTERLACE_NONE, gray, 6, false}, 1, gray_8);
  static const unsigned char color[] = {0x01, 0x01, 0x02, 0x02, 0x03, 0x03};
  static const unsigned char color_8[] = {1, 2, 3};
  kind_gives(&(Kind){1, 1, PNG_COLOR_TYPE_RGB, 16, PNG_INTERLACE_NONE, color, 6, false}, 3,
             color_8);
}

Test(runtime_picture, png_of_few_bits)
{
  static const unsigned char bits[] = {0xa0}, bits_8[] = {255, 0, 255, 0};
  kind_gives(&(Kind){4, 1, PNG_COLOR_TYPE_GRAY, 1, PNG_INTERLACE_NONE, bits, 1, false}, 1, bits_8);
  static const unsigned char fours[] = {0x0f, 0x50}, fours_8[] = {0, 255, 85};
  kind_gives(&(Kind){3, 1, PNG_COLOR_TYPE_GRAY, 4, PNG_INTERLACE_NONE, fours, 2, false}, 1,
             fours_8);
}

// Colours of a palette, also where some of them are transparent.
Test(runtime_picture, png_with_a_palette)
{
  static const unsigned char indices[] = {0x1b};  // 0, 1, 2, 3
  static const unsigned char colors[] = {10, 20, 30, 40, 50, 60, 70, 80, 90, 250, 0, 250};
  kind_gives(&(Kind){4, 1, PNG_COLOR_TYPE_PALETTE, 2, PNG_INTERLACE_NONE, indices, 1, true}, 3,
             colors);
}

Test(runtime_picture, png_with_alpha)
{
  static const unsigned char color[] = {1, 2, 3, 0, 4, 5, 6, 255}, color_8[] = {1, 2, 3, 4, 5, 6};
  kind_gives(&(Kind){2, 1, PNG_COLOR_TYPE_RGB_ALPHA, 8, PNG_INTERLACE_NONE, color, 8, false}, 3,
             color_8);
  static const unsigned char gray[] = {7, 0, 8, 9}, gray_8[] = {7, 8};
  kind_gives(&(Kind){2, 1, PNG_COLOR_TYPE_GRAY_ALPHA, 8, PNG_INTERLACE_NONE, gray, 4, false}, 1,
             gray_8);
}

Test(runtime_picture, png_in_seven_passes)
{
  unsigned char pixels[9 * 9 * 3];
  for (int i = 0; i < (int)sizeof pixels; i++)
    pixels[i] = (unsigned char)(3 * i);
  kind_gives(&(Kind){9, 9, PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_ADAM7, pixels, 27, false}, 3,
             pixels);
}
