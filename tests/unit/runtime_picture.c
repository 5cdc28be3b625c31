// Pictures brought to a size.

#include "picture.h"

#include <criterion/criterion.h>
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
