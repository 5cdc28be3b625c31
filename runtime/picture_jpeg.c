// jpeg through libjpeg: size checked first, at most 1000 scans, warnings are errors, EXIF applied.

#include "picture.h"

#include "text.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

enum { MAX_SCANS = 1000, EXIF_MARKER = JPEG_APP0 + 1 };

typedef struct Decoder {
  struct jpeg_error_mgr handler;  // first: libjpeg knows only this part
  struct jpeg_progress_mgr progress;
  jmp_buf stop;
  const char *name;
  NetcError *error;
} Decoder;

static void stop(j_common_ptr jpeg)
{
  Decoder *decoder = (Decoder *)(void *)jpeg->err;
  char message[JMSG_LENGTH_MAX], shown[JMSG_LENGTH_MAX * 2];
  jpeg->err->format_message(jpeg, message);
  netc_fail(decoder->error, "%s: damaged jpeg: %s", decoder->name,
            netc_escape(shown, sizeof shown, message));
  longjmp(decoder->stop, 1);
}

// Level -1 is a warning: data was lost or guessed. The others are traces.
static void note_message(j_common_ptr jpeg, int level)
{
  if (level < 0)
    stop(jpeg);
}

// A progressive file may ask for the whole picture again and again.
static void check_scans(j_common_ptr jpeg)
{
  Decoder *decoder = (Decoder *)(void *)jpeg->err;
  if (!jpeg->is_decompressor || ((j_decompress_ptr)jpeg)->input_scan_number <= MAX_SCANS)
    return;
  netc_fail(decoder->error, "%s: more than %d scans", decoder->name, MAX_SCANS);
  longjmp(decoder->stop, 1);
}

static unsigned read_number(const unsigned char *at, int bytes, bool little)
{
  unsigned value = 0;
  for (int i = 0; i < bytes; i++)
    value |= (unsigned)at[i] << 8 * (little ? i : bytes - 1 - i);
  return value;
}

// Tag 0x0112 of the first directory of the TIFF that EXIF is; 1 where there is none.
static int find_orientation(const unsigned char *data, unsigned length)
{
  if (length < 14 || memcmp(data, "Exif\0\0", 6) != 0)
    return 1;
  const unsigned char *tiff = data + 6;
  unsigned size = length - 6;
  bool little = tiff[0] == 'I';
  unsigned directory = read_number(tiff + 4, 4, little);
  if (directory > size - 2)
    return 1;
  unsigned entries = read_number(tiff + directory, 2, little);
  for (unsigned i = 0; i < entries && directory + 2 + 12 * (i + 1) <= size; i++) {
    const unsigned char *entry = tiff + directory + 2 + 12 * i;
    unsigned value = read_number(entry + 8, 2, little);
    if (read_number(entry, 2, little) == 0x0112)
      return value >= 1 && value <= 8 ? (int)value : 1;
  }
  return 1;
}

static int orientation_of(struct jpeg_decompress_struct *jpeg)
{
  for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker; marker = marker->next)
    if (marker->marker == EXIF_MARKER && marker->data_length >= 14)
      return find_orientation(marker->data, marker->data_length);
  return 1;
}

// EXIF's eight cases: 5 to 8 swap the axes; the others mirror one or both.
static bool turn(NetcPicture *picture, int orientation, const char *name, NetcError *error)
{
  NetcPicture turned;
  if (orientation == 1)
    return true;
  bool swapped = orientation >= 5;
  bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  int width = swapped ? picture->height : picture->width;
  int height = swapped ? picture->width : picture->height;
  if (!netc_picture_allocate(&turned, width, height, picture->channels, name, error))
    return false;
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      int from_x = swapped ? y : x, from_y = swapped ? x : y;
      from_x = from_right ? picture->width - 1 - from_x : from_x;
      from_y = from_below ? picture->height - 1 - from_y : from_y;
      memcpy(turned.pixels + ((int64_t)y * width + x) * picture->channels,
             picture->pixels + ((int64_t)from_y * picture->width + from_x) * picture->channels,
             (size_t)picture->channels);
    }
  }
  netc_picture_free(picture);
  *picture = turned;
  return true;
}

static bool decode(struct jpeg_decompress_struct *jpeg, NetcPicture *picture, Decoder *decoder)
{
  jpeg_save_markers(jpeg, EXIF_MARKER, 0xFFFF);
  jpeg_read_header(jpeg, TRUE);
  bool gray = jpeg->jpeg_color_space == JCS_GRAYSCALE;
  if (jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK)
    return netc_fail(decoder->error, "%s: a CMYK jpeg; convert it to RGB", decoder->name);
  jpeg->out_color_space = gray ? JCS_GRAYSCALE : JCS_RGB;
  if (!netc_picture_allocate(picture, jpeg->image_width, jpeg->image_height, gray ? 1 : 3,
                             decoder->name, decoder->error))
    return false;
  jpeg_start_decompress(jpeg);
  while (jpeg->output_scanline < jpeg->output_height) {
    size_t row = (size_t)picture->width * (size_t)picture->channels;
    JSAMPROW to = picture->pixels + jpeg->output_scanline * row;
    jpeg_read_scanlines(jpeg, &to, 1);
  }
  jpeg_finish_decompress(jpeg);
  return turn(picture, orientation_of(jpeg), decoder->name, decoder->error);
}

bool netc_jpeg_decode(NetcPicture *picture, const void *bytes, int64_t count, const char *name,
                      NetcError *error)
{
  struct jpeg_decompress_struct jpeg;
  Decoder decoder = {.name = name, .error = error};
  volatile bool fine = false;
  memset(&jpeg, 0, sizeof jpeg);
  jpeg.err = jpeg_std_error(&decoder.handler);
  decoder.handler.error_exit = stop;
  decoder.handler.emit_message = note_message;
  decoder.progress.progress_monitor = check_scans;
  if (setjmp(decoder.stop) == 0) {
    jpeg_create_decompress(&jpeg);
    jpeg.progress = &decoder.progress;
    jpeg_mem_src(&jpeg, bytes, (unsigned long)count);
    fine = decode(&jpeg, picture, &decoder);
  }
  jpeg_destroy_decompress(&jpeg);
  return fine;
}
