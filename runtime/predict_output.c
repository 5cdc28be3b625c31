// What --output gets: one result of all samples, as npy, as a picture, as a sheet of pictures, or
// as a folder of them.
//
// Values become pixels by one scale for all samples: --range, else bytes and whole numbers as they
// are, bool as 0 and 1, floats as 0 to 1 if no value is above 2 and as 0 to 255 otherwise. It is
// said, for floats.

#include "predict.h"

#include "files.h"
#include "sheet.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LARGEST_SHARE = 2 };

static const NetcPort *port_of(const NetcPrediction *p)
{
  return &p->largest->outputs[p->kept.result];
}

static bool ends_in_slash(const char *path)
{
  return path[strlen(path) - 1] == '/';
}

static bool wants_folder(const char *output)
{
  return ends_in_slash(output) || netc_is_folder(output);
}

static bool wants_pictures(const char *output)
{
  return wants_folder(output) || netc_name_ends(output, ".png");
}

// Of one sample: [C, H, W] with 1, 3 or 4 channels, or [H, W]. The last extents may be symbols.
static bool is_picture(const NetcPort *port)
{
  if (port->rank == 3)
    return true;
  int64_t channels = port->rank == 4 ? port->extents[1].constant : 0;
  return (channels == 1 || channels == 3 || channels == 4) && port->extents[1].symbol < 0;
}

static bool choose_result(NetcPrediction *p, NetcError *error)
{
  const char *names[NETC_MAX_PORTS], *wanted = p->options->result;
  int count = p->largest->output_count;
  for (int i = 0; i < count && i < NETC_MAX_PORTS; i++) {
    names[i] = p->largest->outputs[i].name;
    if (wanted && strcmp(wanted, names[i]) == 0)
      p->kept.result = i;
  }
  if (!wanted || strcmp(wanted, names[p->kept.result]) == 0)
    return true;
  const char *nearest = netc_nearest(wanted, names, count);
  return netc_fail_usage(error, "--result: %s has no result %s%s%s%s", p->model->name, wanted,
                         nearest ? "; did you mean " : "", nearest ? nearest : "",
                         nearest ? "?" : "");
}

bool netc_range_parse(const char *text, NetcScale *scale, NetcError *error)
{
  char low[64];
  const char *comma = text ? strchr(text, ',') : NULL;
  if (!text)
    return true;
  snprintf(low, sizeof low, "%.*s", comma ? (int)(comma - text) : 0, text);
  bool fine = comma && netc_parse_number(low, &scale->low) &&
              netc_parse_number(comma + 1, &scale->high) && scale->low < scale->high;
  return fine || netc_fail_usage(error, "--range: expected LOW,HIGH as in -1,1, found %s", text);
}

bool netc_is_input(const NetcOptions *options, const char *path)
{
  struct stat output, input;
  if (stat(path, &output))
    return false;
  for (int i = 0; i < options->file_count; i++)
    if (stat(options->files[i], &input) == 0 && input.st_dev == output.st_dev &&
        input.st_ino == output.st_ino)
      return true;
  return false;
}

bool netc_predict_choose(NetcPrediction *p, NetcError *error)
{
  const char *output = p->options->output;
  NetcScale ignored;
  if (!choose_result(p, error) || !netc_range_parse(p->options->range, &ignored, error))
    return false;
  if (!output)
    return true;
  if (netc_is_input(p->options, output))
    return netc_fail_usage(error, "--output: %s is an input", output);
  if (!wants_pictures(output) || is_picture(port_of(p)))
    return true;
  return netc_fail_usage(error,
                         "--output: %s is for pictures, but the result %s of %s is not [batch, 1, "
                         "3 or 4, height, width]; a name that ends in .npy takes it",
                         output, port_of(p)->name, p->model->name);
}

// -- keeping --------------------------------------------------------------------------------------

static bool add_sample(NetcKept *kept, const NetcKeptSample *sample)
{
  if (kept->count == kept->room) {
    int64_t room = kept->room ? 2 * kept->room : 64;
    NetcKeptSample *more = realloc(kept->samples, (size_t)room * sizeof *more);
    if (!more)
      return false;
    kept->samples = more;
    kept->room = room;
  }
  kept->samples[kept->count++] = *sample;
  return true;
}

bool netc_predict_keep(NetcPrediction *p, const NetcEntry *entry, const char *path, int64_t first,
                       int64_t rows, int64_t count, NetcError *error)
{
  NetcKept *kept = &p->kept;
  const NetcPort *port = &entry->outputs[kept->result];
  int64_t bytes = netc_port_row_count(port, p->symbols) * netc_dtype_bytes(port->dtype);
  if (!p->options->output)
    return true;
  if (p->whole)
    count = rows = port->rank > 0 ? netc_extent(port->extents[0], p->symbols) : 1;
  bool fine = true;
  for (int64_t row = 0; fine && row < rows; row++) {
    NetcKeptSample sample = {
        .path = path, .index = first + row, .of = count, .offset = kept->bytes.length};
    for (int i = 1; i < port->rank; i++)
      sample.extents[i] = netc_extent(port->extents[i], p->symbols);
    netc_text_add_bytes(&kept->bytes, (const char *)p->outputs.pointers[kept->result] + row * bytes,
                        (size_t)bytes);
    fine = add_sample(kept, &sample) && !kept->bytes.failed;
  }
  return fine || netc_fail(error, "%s: no memory for all results", p->options->output);
}

void netc_predict_forget(NetcPrediction *p)
{
  netc_text_free(&p->kept.bytes);
  free(p->kept.samples);
}

// -- writing --------------------------------------------------------------------------------------

static bool write_array(const NetcPrediction *p, NetcError *error)
{
  const NetcKept *kept = &p->kept;
  const NetcPort *port = port_of(p);
  int64_t extents[NETC_MAX_RANK] = {0};
  for (int64_t i = 0; i < kept->count; i++) {
    const NetcKeptSample *sample = &kept->samples[i];
    if (i > 0 && memcmp(sample->extents, kept->samples[0].extents, sizeof sample->extents) != 0)
      return netc_fail(error,
                       "%s: %s gives %s in another shape than %s: one array cannot hold both",
                       p->options->output, sample->path, port->name, kept->samples[0].path);
  }
  if (kept->count > 0)
    memcpy(extents, kept->samples[0].extents, sizeof extents);
  extents[0] = kept->count;
  return netc_npy_save(p->options->output, port->dtype, extents, port->rank, kept->bytes.data,
                       error);
}

static int64_t count_of(const NetcKeptSample *sample, int rank)
{
  int64_t count = 1;
  for (int i = 1; i < rank; i++)
    count *= sample->extents[i];
  return count;
}

// The values of a sample as floats, to be freed.
static float *values_of(const NetcPrediction *p, const NetcKeptSample *sample, NetcError *error)
{
  const NetcPort *port = port_of(p);
  int64_t count = count_of(sample, port->rank);
  float *values = malloc((size_t)count * sizeof *values);
  double ignored;
  if (values)
    netc_convert(values, NETC_F32, p->kept.bytes.data + sample->offset,
                 netc_dtype_element(port->dtype), count, &ignored);
  else
    netc_fail_memory(error, count * (int64_t)sizeof *values, sample->path);
  return values;
}

static bool choose_scale(NetcPrediction *p, NetcScale *scale, NetcError *error)
{
  const NetcPort *port = port_of(p);
  *scale = (NetcScale){0, port->dtype == NETC_BOOL ? 1 : 255};
  if (p->options->range || port->dtype != NETC_F32)
    return netc_range_parse(p->options->range, scale, error);
  NetcScale found = {INFINITY, -INFINITY};
  for (int64_t i = 0; i < p->kept.count; i++)
    netc_scale_widen(&found,
                     (const float *)(const void *)(p->kept.bytes.data + p->kept.samples[i].offset),
                     count_of(&p->kept.samples[i], port->rank));
  if (found.high <= LARGEST_SHARE)
    scale->high = 1;
  if (found.low <= found.high)
    netc_say(&p->log, "%s is %.4g to %.4g; %g is drawn black, %g white (--range)", port->name,
             found.low, found.high, scale->low, scale->high);
  return true;
}

static bool draw(const NetcPrediction *p, int64_t index, NetcScale scale, NetcPicture *picture,
                 NetcError *error)
{
  const NetcKeptSample *sample = &p->kept.samples[index];
  int rank = port_of(p)->rank;
  float *values = values_of(p, sample, error);
  bool fine = values && netc_picture_of_values(
                            picture, values, rank == 4 ? (int)sample->extents[1] : 1,
                            sample->extents[rank - 2], sample->extents[rank - 1], scale, error);
  free(values);
  return fine;
}

static bool write_sheet(const NetcPrediction *p, NetcScale scale, NetcError *error)
{
  NetcSheet sheet;
  const NetcKept *kept = &p->kept;
  int64_t width = 1, height = 1;
  int rank = port_of(p)->rank;
  for (int64_t i = 0; i < kept->count; i++) {
    const int64_t *extents = kept->samples[i].extents;
    height = extents[rank - 2] > height ? extents[rank - 2] : height;
    width = extents[rank - 1] > width ? extents[rank - 1] : width;
  }
  if (kept->count > NETC_MAX_PIXELS)
    return netc_fail(error, "%s: too many pictures for one sheet", p->options->output);
  if (!netc_sheet_open(&sheet, (int)kept->count, 0, width, height, (int)p->options->zoom, error))
    return false;
  bool fine = true;
  for (int i = 0; fine && i < kept->count; i++) {
    NetcPicture picture = {0};
    fine = draw(p, i, scale, &picture, error);
    if (fine)
      netc_sheet_put(&sheet, i, &picture);
    netc_picture_free(&picture);
  }
  fine = fine && netc_png_save(&sheet.picture, p->options->output, error);
  netc_sheet_free(&sheet);
  return fine;
}

// "out/cat.png" of "pets/cat.jpg"; "out/pets-12.png" of the twelfth of an array.
static char *name_picture(const NetcPrediction *p, const NetcKeptSample *sample)
{
  const char *slash = strrchr(sample->path, '/'), *base = slash ? slash + 1 : sample->path;
  const char *dot = strrchr(base, '.'), *output = p->options->output;
  int length = dot && dot > base ? (int)(dot - base) : (int)strlen(base);
  char *path, index[32] = "";
  if (sample->of > 1)
    snprintf(index, sizeof index, "-%" PRId64, sample->index);
  return asprintf(&path, "%s%s%.*s%s.png", output, ends_in_slash(output) ? "" : "/", length, base,
                  index) < 0
             ? NULL
             : path;
}

static bool write_one(const NetcPrediction *p, int64_t index, NetcScale scale, const char *path,
                      NetcError *error)
{
  NetcPicture picture = {0};
  bool fine = draw(p, index, scale, &picture, error) && netc_png_save(&picture, path, error);
  netc_picture_free(&picture);
  return fine;
}

static int by_name(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// Two inputs of one name would be one picture.
static bool check_names(char *const *names, int64_t count, NetcError *error)
{
  char **sorted = malloc((size_t)count * sizeof *sorted);
  if (!sorted)
    return netc_fail_memory(error, count * (int64_t)sizeof *sorted, "the names of pictures");
  memcpy(sorted, names, (size_t)count * sizeof *sorted);
  qsort(sorted, (size_t)count, sizeof *sorted, by_name);
  bool fine = true;
  for (int64_t i = 1; fine && i < count; i++)
    fine = strcmp(sorted[i - 1], sorted[i]) != 0 ||
           netc_fail_usage(error, "--output: two inputs would be written to %s", sorted[i]);
  free(sorted);
  return fine;
}

static bool write_folder(const NetcPrediction *p, NetcScale scale, NetcError *error)
{
  int64_t count = p->kept.count;
  char **names = calloc((size_t)count + 1, sizeof *names);
  bool fine = names != NULL;
  mkdir(p->options->output, 0777);  // writing says it where this fails
  for (int64_t i = 0; fine && i < count; i++)
    fine = (names[i] = name_picture(p, &p->kept.samples[i])) != NULL;
  if (!fine)
    netc_fail(error, "%s: no memory for the names of pictures", p->options->output);
  fine = fine && check_names(names, count, error);
  for (int64_t i = 0; fine && i < count; i++)
    fine = !netc_is_input(p->options, names[i]) ||
           netc_fail_usage(error, "--output: %s is an input", names[i]);
  for (int64_t i = 0; fine && i < count; i++)
    fine = write_one(p, i, scale, names[i], error);
  for (int64_t i = 0; names && i < count; i++)
    free(names[i]);
  free(names);
  return fine;
}

bool netc_predict_write(NetcPrediction *p, NetcError *error)
{
  NetcScale scale;
  const char *output = p->options->output;
  if (!output)
    return true;
  if (!wants_pictures(output))
    return write_array(p, error);
  if (!choose_scale(p, &scale, error))
    return false;
  if (wants_folder(output))
    return write_folder(p, scale, error);
  if (p->kept.count == 1)
    return write_one(p, 0, scale, output, error);
  return write_sheet(p, scale, error);
}
