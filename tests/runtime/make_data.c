// Small data sets and damaged pictures for the tests of the runtime: always the same bytes.
//
//   make_data idx DIR TRAIN TEST        train-*/t10k-* idx files of 28x28 pictures of 10 classes
//   make_data npy DIR COUNT             x.npy (u8), y.npy (i64), f.npy (f4, column order)
//   make_data csv FILE COUNT            label, then 784 pixels
//   make_data pictures DIR              train|test / a, b / *.png, *.jpg, 40x30 in colour
//   make_data cmyk|huge|png|exif FILE   one picture of that kind
//   make_data scans FILE COUNT          a jpeg of so many scans

#include "random.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jpeglib.h>
#include <zlib.h>

enum { SIDE = 28, PIXELS = SIDE * SIDE, CLASSES = 10 };

static FILE *create(const char *folder, const char *name)
{
  char path[1000];
  snprintf(path, sizeof path, "%s%s%s", folder, *name ? "/" : "", name);
  FILE *file = fopen(path, "wb");
  if (!file) {
    perror(path);
    exit(1);
  }
  return file;
}

// A class is a bright square of its own place on noise.
static int make_sample(uint64_t index, unsigned char *pixels)
{
  int label = (int)(netc_random_bits(1, 0, 1, index, 0).word[0] % CLASSES);
  for (int i = 0; i < PIXELS; i++)
    pixels[i] = netc_random_bits(1, 0, 2, index * PIXELS + (uint64_t)i, 0).word[0] % 100;
  for (int y = 0; y < 6; y++)
    for (int x = 0; x < 5; x++)
      pixels[(2 + label / 5 * 12 + y) * SIDE + 1 + label % 5 * 5 + x] += 100;
  return label;
}

static void put_big_endian(FILE *file, uint32_t value)
{
  for (int i = 3; i >= 0; i--)
    fputc((int)(value >> 8 * i & 255), file);
}

static void make_idx(const char *folder, const char *part, uint64_t first, uint32_t count)
{
  char images[64], labels[64];
  unsigned char pixels[PIXELS];
  snprintf(images, sizeof images, "%s-images-idx3-ubyte", part);
  snprintf(labels, sizeof labels, "%s-labels-idx1-ubyte", part);
  FILE *x = create(folder, images), *y = create(folder, labels);
  put_big_endian(x, 0x803);
  put_big_endian(x, count);
  put_big_endian(x, SIDE);
  put_big_endian(x, SIDE);
  put_big_endian(y, 0x801);
  put_big_endian(y, count);
  for (uint32_t i = 0; i < count; i++) {
    fputc(make_sample(first + i, pixels), y);
    fwrite(pixels, 1, sizeof pixels, x);
  }
  fclose(x);
  fclose(y);
}

static void put_npy_header(FILE *file, const char *type, const char *order, const char *shape)
{
  char text[118];
  int length = snprintf(text, sizeof text, "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }",
                        type, order, shape);
  memset(text + length, ' ', sizeof text - (size_t)length);
  text[117] = '\n';
  fwrite("\x93NUMPY\1\0\x76\0", 1, 10, file);
  fwrite(text, 1, sizeof text, file);
}

static void make_npy(const char *folder, uint32_t count)
{
  char shape[64];
  unsigned char pixels[PIXELS];
  FILE *x = create(folder, "x.npy"), *y = create(folder, "y.npy"), *f = create(folder, "f.npy");
  snprintf(shape, sizeof shape, "(%u, 1, 28, 28)", count);
  put_npy_header(x, "|u1", "False", shape);
  put_npy_header(f, "<f4", "True", shape);
  snprintf(shape, sizeof shape, "(%u,)", count);
  put_npy_header(y, "<i8", "False", shape);
  for (uint32_t i = 0; i < count; i++) {
    int64_t label = make_sample(i, pixels);
    fwrite(pixels, 1, sizeof pixels, x);
    fwrite(&label, 1, sizeof label, y);
  }
  for (int column = 0; column < SIDE; column++) {
    for (int row = 0; row < SIDE; row++) {
      for (uint32_t i = 0; i < count; i++) {
        make_sample(i, pixels);
        float value = pixels[row * SIDE + column];
        fwrite(&value, 1, sizeof value, f);
      }
    }
  }
  fclose(x);
  fclose(y);
  fclose(f);
}

static void make_csv(const char *path, uint32_t count)
{
  unsigned char pixels[PIXELS];
  FILE *file = create(path, "");
  for (uint32_t i = 0; i < count; i++) {
    fprintf(file, "%d", make_sample(i, pixels));
    for (int j = 0; j < PIXELS; j++)
      fprintf(file, ",%d", pixels[j]);
    fputs("\r\n", file);
  }
  fclose(file);
}

static void write_jpeg(const char *path, int width, int height, const unsigned char *pixels,
                       J_COLOR_SPACE space, int channels, const unsigned char *exif,
                       unsigned length)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr handler;
  FILE *file = create(path, "");
  jpeg.err = jpeg_std_error(&handler);
  jpeg_create_compress(&jpeg);
  jpeg_stdio_dest(&jpeg, file);
  jpeg.image_width = (JDIMENSION)width;
  jpeg.image_height = (JDIMENSION)height;
  jpeg.input_components = channels;
  jpeg.in_color_space = space;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 95, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  if (exif)
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, length);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = (JSAMPROW)pixels + jpeg.next_scanline * (unsigned)(width * channels);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  fclose(file);
}

static void write_png(const char *path, int width, int height, const unsigned char *pixels,
                      int channels)
{
  png_image image = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)width,
                     .height = (png_uint_32)height,
                     .format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB};
  if (!png_image_write_to_file(&image, path, 0, pixels, 0, NULL))
    exit(1);
}

static void make_pictures(const char *folder)
{
  static const char *const parts[] = {"train", "test"}, *const classes[] = {"a", "b"};
  unsigned char pixels[40 * 30 * 3];
  char path[1000];
  for (int i = 0; i < 2 * 2 * 10; i++) {
    int part = i / 20, class = i % 2;
    snprintf(path, sizeof path, "%s/%s", folder, parts[part]);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/%s/%s", folder, parts[part], classes[class]);
    mkdir(path, 0777);
    for (int j = 0; j < 40 * 30 * 3; j++)
      pixels[j] =
          (unsigned char)(netc_random_bits(3, 0, (uint64_t)i, (uint64_t)j, 0).word[0] % 100 +
                          ((j / 3 % 40 < 20) == class ? 150 : 0));
    snprintf(path + strlen(path), sizeof path - strlen(path), "/%02d.%s", i,
             i % 4 < 2 ? "png" : "jpg");
    if (i % 4 < 2)
      write_png(path, 40, 30, pixels, 3);
    else
      write_jpeg(path, 40, 30, pixels, JCS_RGB, 3, NULL, 0);
  }
}

// A png that says it is 60000x60000 and has no data.
static void make_huge(const char *path)
{
  static const unsigned char head[] =
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\10\2\0\0\0";
  FILE *file = create(path, "");
  fwrite(head, 1, sizeof head - 1, file);
  put_big_endian(file, (uint32_t)crc32(0, head + 12, 17));
  fclose(file);
}

// Bright on the left; with EXIF's orientation 6 it is bright on top.
static void make_exif(const char *path)
{
  static const unsigned char exif[] =
      "Exif\0\0II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0";
  unsigned char pixels[PIXELS];
  for (int i = 0; i < PIXELS; i++)
    pixels[i] = i % SIDE < SIDE / 2 ? 250 : 5;
  write_jpeg(path, SIDE, SIDE, pixels, JCS_GRAYSCALE, 1, exif, sizeof exif - 1);
}

// A scan for each component; that of the first is there again and again.
static void make_scans(const char *path, uint32_t count)
{
  static const jpeg_scan_info scans[] = {
      {1, {0}, 0, 63, 0, 0}, {1, {1}, 0, 63, 0, 0}, {1, {2}, 0, 63, 0, 0}};
  unsigned char pixels[16 * 16 * 3] = {0}, *bytes = NULL;
  unsigned long length = 0, first = 0, second;
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr handler;
  jpeg.err = jpeg_std_error(&handler);
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &bytes, &length);
  jpeg.image_width = jpeg.image_height = 16;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg.scan_info = scans;
  jpeg.num_scans = 3;
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = pixels + jpeg.next_scanline * 48;
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  while (bytes[first] != 0xff || bytes[first + 1] != 0xda)  // start of scan
    first++;
  for (second = first + 2; bytes[second] != 0xff || bytes[second + 1] == 0;)
    second++;  // the next marker: tables of the second scan
  FILE *file = create(path, "");
  fwrite(bytes, 1, first, file);
  for (uint32_t i = 2; i < count; i++)
    fwrite(bytes + first, 1, second - first, file);
  fwrite(bytes + second, 1, length - second, file);
  fclose(file);
  free(bytes);
}

int main(int argc, char **argv)
{
  unsigned char pixels[PIXELS * 4] = {0};
  if (argc < 3)
    return 2;
  const char *kind = argv[1], *path = argv[2];
  uint32_t count = argc > 3 ? (uint32_t)atoi(argv[3]) : 0;
  if (strcmp(kind, "idx") == 0 && argc == 5) {
    make_idx(path, "train", 0, count);
    make_idx(path, "t10k", 100000, (uint32_t)atoi(argv[4]));
  } else if (strcmp(kind, "npy") == 0) {
    make_npy(path, count);
  } else if (strcmp(kind, "csv") == 0) {
    make_csv(path, count);
  } else if (strcmp(kind, "pictures") == 0) {
    make_pictures(path);
  } else if (strcmp(kind, "cmyk") == 0) {
    write_jpeg(path, SIDE, SIDE, pixels, JCS_CMYK, 4, NULL, 0);
  } else if (strcmp(kind, "scans") == 0) {
    make_scans(path, count);
  } else if (strcmp(kind, "huge") == 0) {
    make_huge(path);
  } else if (strcmp(kind, "exif") == 0) {
    make_exif(path);
  } else if (strcmp(kind, "png") == 0) {
    make_sample(count, pixels);
    write_png(path, SIDE, SIDE, pixels, 1);
  } else {
    return 2;
  }
  return 0;
}
