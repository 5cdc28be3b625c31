// png through libpng: read with limits on size, chunks and memory; written.

#include "picture.h"

#include "files.h"
#include "text.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct Decoder {
  const unsigned char *bytes;
  size_t left;
  const char *name;
  NetcError *error;
} Decoder;

// libpng ends here on any fault, warnings included.
static void stop(png_structp png, png_const_charp message)
{
  Decoder *decoder = png_get_error_ptr(png);
  char shown[256];
  netc_fail(decoder->error, "%s: damaged png: %s", decoder->name,
            netc_escape(shown, sizeof shown, message));
  longjmp(png_jmpbuf(png), 1);
}

// What libpng only warns of concerns colour profiles and texts: the pixels are sound.
static void ignore(png_structp png, png_const_charp message)
{
  (void)png, (void)message;
}

static void give_bytes(png_structp png, png_bytep to, png_size_t count)
{
  Decoder *decoder = png_get_io_ptr(png);
  if (count > decoder->left)
    png_error(png, "cut off");
  memcpy(to, decoder->bytes, count);
  decoder->bytes += count;
  decoder->left -= count;
}

// Whatever the file holds becomes 8 bit gray or colour.
static void set_transforms(png_structp png, png_infop info)
{
  int kind = png_get_color_type(png, info);
  png_set_scale_16(png);
  png_set_strip_alpha(png);
  if (kind == PNG_COLOR_TYPE_PALETTE)
    png_set_palette_to_rgb(png);
  if (kind == PNG_COLOR_TYPE_GRAY)
    png_set_expand_gray_1_2_4_to_8(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
}

static bool decode(png_structp png, png_infop info, NetcPicture *picture, png_bytep *volatile *rows)
{
  Decoder *decoder = png_get_error_ptr(png);
  png_set_user_limits(png, NETC_MAX_PIXELS, NETC_MAX_PIXELS);
  png_set_chunk_cache_max(png, 128);
  png_set_chunk_malloc_max(png, 8 << 20);
  png_set_read_fn(png, decoder, give_bytes);
  png_read_info(png, info);
  int channels = png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR ? 3 : 1;
  png_uint_32 height = png_get_image_height(png, info);
  if (!netc_picture_allocate(picture, png_get_image_width(png, info), height, channels,
                             decoder->name, decoder->error))
    return false;
  set_transforms(png, info);
  size_t row = (size_t)picture->width * (size_t)channels;
  png_bytep *list = malloc(height * sizeof *list);
  *rows = list;
  if (!list || png_get_rowbytes(png, info) != row)
    return netc_fail(decoder->error, "%s: no memory, or a layout that is not known", decoder->name);
  for (png_uint_32 i = 0; i < height; i++)
    list[i] = picture->pixels + i * row;
  png_read_image(png, list);
  png_read_end(png, NULL);
  return true;
}

// The header says the size before anything is allocated; it is always the first chunk.
static bool check_size(const unsigned char *bytes, int64_t count, const char *name,
                       NetcError *error)
{
  if (count < 24)
    return netc_fail(error, "%s: damaged png: cut off", name);
  int64_t width = (int64_t)bytes[16] << 24 | bytes[17] << 16 | bytes[18] << 8 | bytes[19];
  int64_t height = (int64_t)bytes[20] << 24 | bytes[21] << 16 | bytes[22] << 8 | bytes[23];
  return netc_picture_check_size(width, height, name, error);
}

bool netc_png_decode(NetcPicture *picture, const void *bytes, int64_t count, const char *name,
                     NetcError *error)
{
  Decoder decoder = {.bytes = bytes, .left = (size_t)count, .name = name, .error = error};
  if (!check_size(bytes, count, name, error))
    return false;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &decoder, stop, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  png_bytep *volatile rows = NULL;
  volatile bool fine = false;
  if (!info)
    netc_fail(error, "%s: no memory to decode it", name);
  else if (setjmp(png_jmpbuf(png)) == 0)
    fine = decode(png, info, picture, &rows);
  free(rows);
  png_destroy_read_struct(&png, &info, NULL);
  return fine;
}

// -- writing --------------------------------------------------------------------------------------

typedef struct Encoder {
  NetcWriter *writer;
  const char *path;
  NetcError *error;
} Encoder;

static void stop_writing(png_structp png, png_const_charp message)
{
  Encoder *encoder = png_get_error_ptr(png);
  netc_fail(encoder->error, "%s: cannot write: %s", encoder->path, message);
  longjmp(png_jmpbuf(png), 1);
}

static void take_bytes(png_structp png, png_bytep bytes, png_size_t count)
{
  Encoder *encoder = png_get_io_ptr(png);
  netc_writer_add(encoder->writer, bytes, count);
}

// Bytes are synced when the file is whole.
static void flush_nothing(png_structp png)
{
  (void)png;
}

static void encode(png_structp png, png_infop info, const NetcPicture *picture)
{
  static const int kinds[] = {
      [1] = PNG_COLOR_TYPE_GRAY, [3] = PNG_COLOR_TYPE_RGB, [4] = PNG_COLOR_TYPE_RGB_ALPHA};
  size_t row = (size_t)picture->width * (size_t)picture->channels;
  png_set_write_fn(png, png_get_error_ptr(png), take_bytes, flush_nothing);
  png_set_compression_level(png, 6);
  png_set_IHDR(png, info, (png_uint_32)picture->width, (png_uint_32)picture->height, 8,
               kinds[picture->channels], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (int y = 0; y < picture->height; y++)
    png_write_row(png, picture->pixels + (size_t)y * row);
  png_write_end(png, NULL);
}

static bool encode_to(Encoder *encoder, const NetcPicture *picture)
{
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, encoder, stop_writing, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  volatile bool fine = false;
  if (!info) {
    netc_fail(encoder->error, "%s: no memory to write it", encoder->path);
  } else if (setjmp(png_jmpbuf(png)) == 0) {
    encode(png, info, picture);
    fine = true;
  }
  png_destroy_write_struct(&png, &info);
  return fine;
}

bool netc_png_save(const NetcPicture *picture, const char *path, NetcError *error)
{
  NetcWriter *writer = malloc(sizeof *writer);
  Encoder encoder = {.writer = writer, .path = path, .error = error};
  bool fine = writer != NULL;
  if (!fine)
    netc_fail(error, "%s: no memory to write it", path);
  else if ((fine = netc_writer_open(writer, path, error))) {
    fine = encode_to(&encoder, picture);
    if (fine)
      fine = netc_writer_commit(writer, error);
    else
      netc_writer_abandon(writer);
  }
  free(writer);
  return fine;
}
