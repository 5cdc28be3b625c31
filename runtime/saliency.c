// `saliency`: how much each value of the input moves the number of a class. The size of the
// gradient of that number, the largest over the channels: white is the largest of the picture, and
// the same over the picture.

#include "look.h"

#include "tiles.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TILES = 3, CHANNELS = 3 };

// The inputs of the net, and the class behind them.
typedef struct Saliency {
  NetcPrediction p;
  NetcGiven given[NETC_MAX_COLUMNS];
  int32_t class;
  int64_t classes, extents[NETC_MAX_RANK], height, width;
  int rank;
  float *map, *original;  // height x width; the input
} Saliency;

static bool parse_class(Saliency *s, const char *text, NetcError *error)
{
  int64_t index;
  const NetcSession *session = s->p.session;
  if (netc_parse_integer(text, &index)) {
    s->class = (int32_t)index;
    return (index >= 0 && index < s->classes) ||
           netc_fail_usage(error, "--class: expected 0 to %" PRId64 ", found %s", s->classes - 1,
                           text);
  }
  for (int i = 0; i < session->class_count; i++)
    if (strcmp(session->classes[i], text) == 0)
      return s->class = i, true;
  const char *nearest =
      netc_nearest(text, (const char *const *)session->classes, session->class_count);
  return netc_fail_usage(error, "--class: %s has no class %s%s%s%s", session->model->name, text,
                         nearest ? "; did you mean " : "", nearest ? nearest : "",
                         nearest ? "?" : "");
}

static const float *logits_of(const Saliency *s)
{
  return s->p.outputs.pointers[0];
}

static void choose_top(Saliency *s)
{
  const float *logits = logits_of(s);
  s->class = 0;
  for (int64_t i = 1; i < s->classes; i++)
    if (logits[i] > logits[s->class])
      s->class = (int32_t)i;
}

// Once for the logits, where the class is not said, and once for its gradient.
static bool run_class(Saliency *s, NetcError *error)
{
  const char *wanted = s->p.options->class;
  NetcGiven *class = &s->given[s->p.input_count];
  s->classes = netc_extent(s->p.largest->outputs[0].extents[1], s->p.symbols);
  if (wanted && !parse_class(s, wanted, error))
    return false;
  class->data = malloc(sizeof s->class);
  class->rows = class->count = 1;
  if (!class->data)
    return netc_fail_memory(error, (int64_t)sizeof s->class, "the class");
  memcpy(class->data, &s->class, sizeof s->class);
  if (!netc_predict_run(&s->p, s->given, 0, 1, error))
    return false;
  if (wanted)
    return true;
  choose_top(s);
  memcpy(class->data, &s->class, sizeof s->class);
  return netc_predict_run(&s->p, s->given, 0, 1, error) != NULL;
}

// [C, H, W] becomes [H, W]; of fewer dimensions all stay.
static bool make_map(Saliency *s, NetcError *error)
{
  const NetcPort *port = &s->p.largest->outputs[1];
  const float *gradient = s->p.outputs.pointers[1];
  s->rank = netc_look_extents(&s->p, port, s->extents);
  s->width = s->rank > 0 ? s->extents[s->rank - 1] : 1;
  s->height = s->rank > 1 ? s->extents[s->rank - 2] : 1;
  int64_t size = s->width * s->height, count = netc_port_count(port, s->p.symbols);
  s->map = calloc((size_t)size, sizeof *s->map);
  s->original = netc_look_values(&s->p, &s->p.largest->inputs[0], s->given[0].data, error);
  if (!s->map || !s->original)
    return netc_fail(error, "no memory for the map");
  for (int64_t i = 0; i < count; i++)
    s->map[i % size] = fmaxf(s->map[i % size], fabsf(gradient[i]));
  return true;
}

// -- drawing --------------------------------------------------------------------------------------

// Black, red, yellow, white.
static unsigned char heat(double share, int channel)
{
  double value = 3 * share - channel;
  return (unsigned char)(value >= 1 ? 255 : value > 0 ? 255 * value + 0.5 : 0);
}

static bool paint_heat(const Saliency *s, const NetcPicture *under, NetcPicture *picture,
                       NetcError *error)
{
  NetcScale scale = {0, 0};
  int64_t size = s->width * s->height;
  netc_scale_widen(&scale, s->map, size);
  if (!netc_picture_allocate(picture, s->width, s->height, CHANNELS, "the map", error))
    return false;
  for (int64_t i = 0; i < size; i++) {
    double share = scale.high > 0 ? (double)s->map[i] / scale.high : 0;
    for (int c = 0; c < CHANNELS; c++) {
      int below = under ? under->pixels[i * under->channels + (under->channels == 3 ? c : 0)] : 0;
      int value = below / 3 + heat(share, c);
      picture->pixels[i * CHANNELS + c] = (unsigned char)(value > 255 ? 255 : value);
    }
  }
  return true;
}

static bool draw_picture(const Saliency *s, NetcError *error)
{
  NetcSheet sheet = {0};
  NetcPicture tiles[TILES] = {{0}};
  NetcScale scale = {INFINITY, -INFINITY};
  int channels = s->rank == 3 && s->extents[0] == 3 ? 3 : 1;
  netc_scale_widen(&scale, s->original, s->width * s->height * channels);
  scale = (NetcScale){0, scale.high <= 2 && s->p.largest->inputs[0].dtype == NETC_F32 ? 1 : 255};
  bool fine =
      netc_range_parse(s->p.options->range, &scale, error) &&
      netc_picture_of_values(&tiles[0], s->original, channels, s->height, s->width, scale, error) &&
      paint_heat(s, NULL, &tiles[1], error) && paint_heat(s, &tiles[0], &tiles[2], error) &&
      netc_sheet_open(&sheet, TILES, TILES, s->width, s->height, (int)s->p.options->zoom, error);
  for (int i = 0; i < TILES; i++) {
    if (fine)
      netc_sheet_put(&sheet, i, &tiles[i]);
    netc_picture_free(&tiles[i]);
  }
  fine = fine && netc_png_save(&sheet.picture, s->p.options->output, error);
  netc_sheet_free(&sheet);
  return fine;
}

// A row of numbers has no picture to stand beside: bars.
static bool draw(const Saliency *s, NetcError *error)
{
  char said[256];
  NetcTiles tiles = netc_tiles_of(s->map, &s->width, 1);
  return s->rank >= 2 ? draw_picture(s, error)
                      : netc_tiles_draw(&tiles, s->p.options, said, sizeof said, error);
}

static void report(const Saliency *s)
{
  const char *name = netc_session_class(s->p.session, s->class);
  char shown[256], number[32];
  snprintf(number, sizeof number, "%d", s->class);
  netc_print_escaped(stdout, s->p.options->files[0]);
  printf("\n  %s %.6g  %s\n", s->p.largest->outputs[0].name, (double)logits_of(s)[s->class],
         name ? netc_escape(shown, sizeof shown, name) : number);
}

int netc_command_saliency(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  Saliency s = {.p = {.model = model, .options = options}};
  bool fine = netc_look_open(&s.p, NETC_SALIENCY, 1, error) &&
              netc_look_take(&s.p, s.given, error) && run_class(&s, error) && make_map(&s, error) &&
              draw(&s, error);
  if (fine)
    report(&s);
  free(s.map);
  free(s.original);
  netc_given_free(s.given);
  netc_predict_close(&s.p);
  return fine ? NETC_DONE : error->status;
}
