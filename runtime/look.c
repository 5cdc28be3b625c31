// `features`, `filters` and `augment`: the parts of a net and of its training as sheets of
// pictures.

#include "look.h"

#include "layout.h"
#include "tiles.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 32 };

// -- what all have in common ----------------------------------------------------------------------

static const char *const asked[] = {
    [NETC_AUGMENT] = "augment", [NETC_FEATURES] = "features", [NETC_SALIENCY] = "saliency"};

bool netc_look_open(NetcPrediction *p, NetcEntryKind kind, int given, NetcError *error)
{
  netc_log_open(&p->log, p->model, p->options);
  if (!netc_png_check_name(p->options, asked[kind], error))
    return false;
  if (!netc_entry_largest(p->model, kind))
    return netc_fail(error,
                     "%s was built without %s: build it with `netc build --with %s`, or with all "
                     "that it is to show, --with augment,features,saliency",
                     p->model->name, asked[kind], asked[kind]);
  if (!netc_predict_find(p, kind, given, error))
    return false;
  if (p->options->file_count != p->files)
    return netc_fail_usage(error, "%s: %s has %d inputs: expected that many files, found %d",
                           asked[kind], p->model->name, p->files, p->options->file_count);
  return netc_predict_open(p, kind != NETC_AUGMENT, error);
}

bool netc_look_take(NetcPrediction *p, NetcGiven *given, NetcError *error)
{
  const NetcGiven *first;
  if (!netc_predict_take(p, p->options->files, given, &first, error))
    return false;
  if (!p->whole)
    p->symbols[0] = 1;
  return first->rows == 1 || p->whole ||
         netc_fail(error, "%s: an array of %" PRId64 " samples, expected one", first->path,
                   first->rows);
}

int netc_look_extents(const NetcPrediction *p, const NetcPort *port, int64_t *extents)
{
  int skipped = netc_port_has_rows(port) && !p->whole;
  for (int i = skipped; i < port->rank; i++)
    extents[i - skipped] = netc_extent(port->extents[i], p->symbols);
  return port->rank - skipped;
}

float *netc_look_values(const NetcPrediction *p, const NetcPort *port, const void *data,
                        NetcError *error)
{
  int64_t count = netc_port_count(port, p->symbols);
  float *values = malloc((size_t)count * sizeof *values + 1);
  double ignored;
  if (values)
    netc_convert(values, NETC_F32, data, netc_dtype_element(port->dtype), count, &ignored);
  else
    netc_fail_memory(error, count * (int64_t)sizeof *values, port->name);
  return values;
}

static bool fail_layer(const NetcModel *model, const char *wanted, const char *const *names,
                       int count, NetcError *error)
{
  NetcText list = {0};
  const char *nearest = wanted ? netc_nearest(wanted, names, count) : NULL;
  for (int i = 0; i < count && list.length < 1000; i++)
    netc_text_add(&list, "%s%s", i ? ", " : "", names[i]);
  netc_fail_usage(error, "--layer: %s%s%s%s%s; %s has %s%s",
                  wanted ? "there is no " : "expected a name", wanted ? wanted : "",
                  nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "",
                  model->name, list.data ? list.data : "none", list.length >= 1000 ? ", .." : "");
  netc_text_free(&list);
  return false;
}

// -- features -------------------------------------------------------------------------------------

static bool find_feature(const NetcPrediction *p, int *found, NetcError *error)
{
  const char *names[NETC_MAX_PORTS];
  int count = p->largest->output_count;
  *found = -1;
  for (int i = 0; i < count; i++) {
    names[i] = p->largest->outputs[i].name;
    if (p->options->layer && strcmp(p->options->layer, names[i]) == 0)
      *found = i;
  }
  return *found >= 0 || fail_layer(p->model, p->options->layer, names, count, error);
}

static bool draw_feature(NetcPrediction *p, int index, NetcError *error)
{
  char said[256];
  int64_t extents[NETC_MAX_RANK];
  const NetcPort *port = &p->largest->outputs[index];
  float *values = netc_look_values(p, port, p->outputs.pointers[index], error);
  int rank = netc_look_extents(p, port, extents);
  NetcTiles tiles = netc_tiles_of(values, extents, rank);
  bool fine = values && netc_tiles_draw(&tiles, p->options, said, sizeof said, error);
  if (fine)
    netc_say(&p->log, "%s: %s", port->name, said);
  free(values);
  return fine;
}

int netc_command_features(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  int found;
  NetcPrediction p = {.model = model, .options = options};
  NetcGiven given[NETC_MAX_COLUMNS] = {0};
  bool fine = netc_look_open(&p, NETC_FEATURES, 0, error) && find_feature(&p, &found, error) &&
              netc_look_take(&p, given, error) && netc_predict_run(&p, given, 0, 1, error) &&
              draw_feature(&p, found, error);
  netc_given_free(given);
  netc_predict_close(&p);
  return fine ? NETC_DONE : error->status;
}

// -- filters --------------------------------------------------------------------------------------

// A layer's weight, or a tensor by its whole name.
static const NetcTensor *find_filter(const NetcModel *model, const char *layer, NetcError *error)
{
  int count = 0;
  const char **names = calloc((size_t)model->tensor_count + 1, sizeof *names);
  char **layers = calloc((size_t)model->tensor_count + 1, sizeof *layers);
  const NetcTensor *found = NULL;
  for (int i = 0; names && layers && i < model->tensor_count; i++) {
    const char *name = model->tensors[i].name;
    size_t length = strlen(name), tail = strlen(".weight");
    bool is_weight = length > tail && strcmp(name + length - tail, ".weight") == 0;
    layers[count] = strndup(name, is_weight ? length - tail : length);
    names[count] = layers[count];
    if (!layers[count])
      break;
    if (layer && (strcmp(layer, name) == 0 || strcmp(layer, layers[count]) == 0))
      found = &model->tensors[i];
    count++;
  }
  if (!names || !layers || count < model->tensor_count)
    netc_fail(error, "no memory for the names of layers");
  else if (!found)
    fail_layer(model, layer, names, count, error);
  for (int i = 0; layers && i < count; i++)
    free(layers[i]);
  free(layers);
  free(names);
  return found;
}

// Rows of weights that see all of a picture are pictures of its size.
static bool sees_pictures(const NetcModel *model, int64_t width, int64_t *extents)
{
  const NetcEntry *predict = netc_entry_largest(model, NETC_PREDICT);
  const NetcPort *port = predict && predict->input_count > 0 ? &predict->inputs[0] : NULL;
  int64_t count = 1;
  if (!port || port->rank != 4)
    return false;
  for (int i = 1; i < 4; i++) {
    if (port->extents[i].symbol >= 0)
      return false;
    extents[i] = port->extents[i].constant;
    count *= extents[i];
  }
  return count == width && (extents[1] == 1 || extents[1] == 3);
}

// [O, 3, R, S]: a colour tile each; [O, C, R, S]: a row of C tiles each.
static NetcTiles arrange(const NetcModel *model, const NetcTensor *tensor, const float *values)
{
  int64_t extents[4] = {tensor->extents[0]};
  int rank = tensor->rank;
  NetcTiles tiles = netc_tiles_of(values, tensor->extents, rank);
  const int64_t *shape = tensor->extents;
  if (rank == 2 && sees_pictures(model, tensor->extents[1], extents)) {
    shape = extents;
    rank = 4;
    tiles = netc_tiles_of(values, extents, rank);
  }
  if (rank == 4 && shape[1] == 3) {
    tiles.count = shape[0];
    tiles.channels = 3;
  } else if (rank == 4 && shape[1] > 1) {
    tiles.columns = shape[1] <= NETC_MAX_TILES ? (int)shape[1] : 0;
  }
  tiles.centered = true;
  return tiles;
}

// The first outputs by the first inputs, where the grid is too large: to be freed.
static float *cut_grid(const NetcTensor *tensor, const float *values, NetcTiles *tiles)
{
  int64_t inputs = tensor->extents[1], outputs = tensor->extents[0];
  int64_t columns = inputs < MOST_COLUMNS ? inputs : MOST_COLUMNS;
  int64_t rows = outputs < NETC_MAX_TILES / columns ? outputs : NETC_MAX_TILES / columns;
  int64_t each = tiles->height * tiles->width;
  float *cut = malloc((size_t)(rows * columns * each) * sizeof *cut);
  for (int64_t row = 0; cut && row < rows; row++)
    memcpy(cut + row * columns * each, values + row * inputs * each,
           (size_t)(columns * each) * sizeof *cut);
  tiles->values = cut;
  tiles->count = rows * columns;
  tiles->columns = (int)columns;
  return cut;
}

static bool draw_filter(NetcPrediction *p, const NetcTensor *tensor, NetcError *error)
{
  char said[256], cut_off[128] = "";
  float *cut = NULL;
  const float *values = (const float *)(const void *)(p->session->weights + tensor->offset);
  NetcTiles tiles = arrange(p->model, tensor, values);
  if (tiles.columns > 0 && (tiles.count > NETC_MAX_TILES || tiles.columns > MOST_COLUMNS)) {
    cut = cut_grid(tensor, values, &tiles);
    if (!cut)
      return netc_fail(error, "%s: no memory to draw it", tensor->name);
    snprintf(cut_off, sizeof cut_off,
             "; %" PRId64 " of %" PRId64 " outputs by %d of %" PRId64 " inputs",
             tiles.count / tiles.columns, tensor->extents[0], tiles.columns, tensor->extents[1]);
  }
  bool fine = netc_tiles_draw(&tiles, p->options, said, sizeof said, error);
  if (fine)
    netc_say(&p->log, "%s: %s%s", tensor->name, said, cut_off);
  free(cut);
  return fine;
}

int netc_command_filters(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  uint64_t ignored;
  NetcPrediction p = {.model = model, .options = options};
  netc_log_open(&p.log, model, options);
  const NetcTensor *tensor = netc_png_check_name(options, "filters", error)
                                 ? find_filter(model, options->layer, error)
                                 : NULL;
  bool fine = tensor && (p.session = netc_command_session(model, options, 0, &p.log, error)) &&
              netc_command_weights(p.session, options, &p.log, &ignored, error) &&
              draw_filter(&p, tensor, error);
  netc_predict_close(&p);
  return fine ? NETC_DONE : error->status;
}

// -- augment --------------------------------------------------------------------------------------

// The input that a result of the entry is a version of: "augmented.image".
static int input_of(const NetcEntry *entry)
{
  const char *name = entry->outputs[0].name + strlen("augmented.");
  for (int i = 0; i < entry->input_count; i++)
    if (strcmp(entry->inputs[i].name, name) == 0)
      return i;
  return 0;
}

// Bytes as they are; floats as shares of white where none of the original is above 2.
static NetcScale scale_of_input(const NetcPort *port, const float *values, int64_t count)
{
  NetcScale scale = {INFINITY, -INFINITY};
  netc_scale_widen(&scale, values, count);
  return (NetcScale){0, port->dtype == NETC_F32 && scale.high <= 2 ? 1 : 255};
}

// One sample as a picture: [C, H, W] with 1 or 3 channels, else its last two dimensions.
static bool put_sample(NetcSheet *sheet, int index, const NetcTiles *shape, const float *values,
                       NetcScale scale, NetcError *error)
{
  NetcPicture picture = {0};
  bool fine = netc_picture_of_values(&picture, values, shape->channels, shape->height, shape->width,
                                     scale, error);
  if (fine)
    netc_sheet_put(sheet, index, &picture);
  netc_picture_free(&picture);
  return fine;
}

static bool put_versions(NetcPrediction *p, NetcSheet *sheet, const NetcGiven *given,
                         const NetcTiles *shape, NetcScale scale, NetcError *error)
{
  bool fine = true;
  const NetcPort *port = &p->largest->outputs[0];
  for (int i = 1; fine && i < sheet->count; i++) {
    p->session->step = (uint64_t)i;
    fine = netc_predict_run(p, given, 0, 1, error) != NULL;
    float *values = fine ? netc_look_values(p, port, p->outputs.pointers[0], error) : NULL;
    fine = values && put_sample(sheet, i, shape, values, scale, error);
    free(values);
  }
  return fine;
}

static bool draw_versions(NetcPrediction *p, const NetcGiven *given, NetcError *error)
{
  NetcSheet sheet = {0};
  int64_t extents[NETC_MAX_RANK];
  int input = input_of(p->largest), count = p->options->count > 0 ? (int)p->options->count : 15;
  const NetcPort *port = &p->largest->inputs[input];
  float *original = netc_look_values(p, port, given[input].data, error);
  int rank = netc_look_extents(p, port, extents);
  NetcTiles shape = netc_tiles_of(original, extents, rank);
  if (rank == 3 && extents[0] == 3)
    shape.channels = 3;
  if (!original)
    return false;
  NetcScale scale = scale_of_input(port, original, given[input].count);
  p->session->seed = netc_command_seed(p->model, p->options);
  bool fine = netc_range_parse(p->options->range, &scale, error) &&
              netc_sheet_open(&sheet, count + 1, 0, shape.width, shape.height,
                              (int)p->options->zoom, error) &&
              put_sample(&sheet, 0, &shape, original, scale, error) &&
              put_versions(p, &sheet, given, &shape, scale, error) &&
              netc_png_save(&sheet.picture, p->options->output, error);
  if (fine)
    netc_say(&p->log, "%s and %d versions of it", port->name, count);
  netc_sheet_free(&sheet);
  free(original);
  return fine;
}

int netc_command_augment(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  NetcPrediction p = {.model = model, .options = options};
  NetcGiven given[NETC_MAX_COLUMNS] = {0};
  bool fine = netc_look_open(&p, NETC_AUGMENT, 0, error) && netc_look_take(&p, given, error) &&
              draw_versions(&p, given, error);
  netc_given_free(given);
  netc_predict_close(&p);
  return fine ? NETC_DONE : error->status;
}
