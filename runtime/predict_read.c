// Files for `predict`. Pictures are brought to the size of the input, arrays are taken as they are;
// a dimension in front of the shape of one sample makes an array several samples. A net of which
// some input has no batch in front, such as the edges of a graph, takes its arrays whole.

#include "predict.h"

#include "files.h"
#include "picture.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FILE = 1 << 30 };

// Height or width that is a symbol of its own is the picture's.
static bool is_free(NetcExtent extent)
{
  return extent.symbol >= 0 && extent.constant == 0 && extent.factor == 1 && extent.divisor <= 1;
}

static int resize_of(const NetcModel *model)
{
  for (int i = 0; i < model->reader_count; i++) {
    const NetcReader *reader = &model->readers[i];
    for (int j = 0; j < reader->argument_count; j++)
      if (strcmp(reader->kind, "pictures") == 0 && strcmp(reader->arguments[j].name, "resize") == 0)
        return (int)reader->arguments[j].number;
  }
  return 0;
}

static bool fit_of(const NetcPrediction *p, const NetcPort *port, const NetcPicture *picture,
                   NetcFit *fit)
{
  if (port->rank != 4 || (port->dtype != NETC_U8 && port->dtype != NETC_F32))
    return false;
  bool high = is_free(port->extents[2]), wide = is_free(port->extents[3]);
  if (port->extents[1].symbol >= 0 || (!high && port->extents[2].symbol >= 0) ||
      (!wide && port->extents[3].symbol >= 0))
    return false;
  *fit = (NetcFit){.channels = (int)port->extents[1].constant,
                   .height = high ? picture->height : (int)port->extents[2].constant,
                   .width = wide ? picture->width : (int)port->extents[3].constant,
                   .resize = high || wide ? 0 : resize_of(p->model)};
  return fit->channels == 1 || fit->channels == 3;
}

// Takes a symbol from the picture; false where another input gave it another value.
static bool learn_extent(NetcPrediction *p, NetcExtent extent, int64_t value)
{
  if (extent.symbol < 0)
    return true;
  int64_t *symbol = &p->symbols[extent.symbol];
  bool fits = *symbol == 0 || *symbol == value;
  *symbol = value;
  return fits;
}

static bool plan_picture(NetcPrediction *p, const NetcPort *port, const char *path,
                         const NetcPicture *picture, NetcFit *fit, NetcError *error)
{
  if (!fit_of(p, port, picture, fit))
    return netc_fail(error, "%s: a picture, but the input %s is not [batch, 1 or 3, height, width]",
                     path, port->name);
  if (learn_extent(p, port->extents[2], fit->height) &&
      learn_extent(p, port->extents[3], fit->width))
    return true;
  return netc_fail(error, "%s: %dx%d pixels, which do not go with the other inputs", path,
                   picture->width, picture->height);
}

static bool give_picture(NetcPrediction *p, const NetcPort *port, const char *path,
                         const char *bytes, int64_t count, NetcGiven *given, NetcError *error)
{
  NetcFit fit;
  NetcPicture picture;
  if (!netc_picture_decode(&picture, bytes, count, path, error))
    return false;
  bool fine =
      plan_picture(p, port, path, &picture, &fit, error) && netc_picture_fit(&picture, &fit, error);
  int64_t size = (int64_t)picture.width * picture.height * picture.channels;
  int64_t unit = netc_dtype_bytes(port->dtype);
  if (fine && !(given->data = malloc((size_t)(size * unit))))
    fine = netc_fail_memory(error, size * unit, path);
  if (fine)
    netc_picture_planes(&picture, port->dtype, given->data);
  given->rows = 1;
  given->count = size;
  netc_picture_free(&picture);
  return fine;
}

// The array's dimensions from `first` on against the port's last ones; symbols are learned, or met.
static bool shape_fits(NetcPrediction *p, const NetcPort *port, const NetcArray *array, int first)
{
  int64_t symbols[NETC_MAX_SYMBOLS];
  int skipped = port->rank - (array->rank - first);
  memcpy(symbols, p->symbols, sizeof symbols);
  for (int i = skipped; i >= 0 && i < port->rank; i++) {
    NetcExtent extent = port->extents[i];
    int64_t found = array->extents[first + i - skipped], rest = found - extent.constant;
    if (extent.symbol < 0 && rest != 0)
      return false;
    if (extent.symbol < 0)
      continue;
    int64_t *symbol = &symbols[extent.symbol];
    if (extent.divisor > 1 && (*symbol == 0 || netc_extent(extent, symbols) != found))
      return false;
    if (extent.divisor > 1)
      continue;
    if (extent.factor <= 0 || rest <= 0 || rest % extent.factor ||
        (*symbol != 0 && *symbol != rest / extent.factor))
      return false;
    *symbol = rest / extent.factor;
  }
  bool fits = skipped == (p->whole ? 0 : 1);
  if (fits)
    memcpy(p->symbols, symbols, sizeof symbols);
  return fits;
}

static bool convert_array(const NetcPort *port, const char *path, NetcArray *array,
                          NetcGiven *given, NetcError *error)
{
  int64_t count = array->bytes / netc_element_bytes(array->element);
  int64_t bytes = count * netc_dtype_bytes(port->dtype);
  double value = 0;
  given->data = malloc((size_t)bytes + 1);
  if (!given->data)
    return netc_fail_memory(error, bytes, path);
  int64_t wrong =
      netc_convert(given->data, port->dtype, array->data, array->element, count, &value);
  given->count = count;
  return wrong < 0 || netc_fail(error, "%s: element %" PRId64 ": %g is no %s for the input %s",
                                path, wrong, value, netc_dtype_name(port->dtype), port->name);
}

bool netc_predict_check(const NetcPrediction *p, const NetcPort *port, const NetcGiven *given,
                        NetcError *error)
{
  int64_t wrong = netc_port_check(port, given->data, given->count, p->symbols);
  return wrong < 0 ||
         netc_fail(error, "%s: element %" PRId64 ": %s is %d, expected 0 to %" PRId64, given->path,
                   wrong, port->name, ((const int32_t *)(void *)given->data)[wrong],
                   netc_extent(port->bound, p->symbols) - 1);
}

static bool give_array(NetcPrediction *p, const NetcPort *port, const char *path, NetcGiven *given,
                       NetcError *error)
{
  NetcArray array;
  char shape[256];
  if (!netc_npy_load(&array, path, error))
    return false;
  netc_format_shape(shape, sizeof shape, array.extents, array.rank);
  bool fine = true, single = shape_fits(p, port, &array, 0);
  given->rows = single ? 1 : array.rank > 0 ? array.extents[0] : 0;
  if (!single && !(array.rank > 0 && !p->whole && shape_fits(p, port, &array, 1)))
    fine = netc_fail(error,
                     "%s: an array of %s, which does not fit the input %s of rank %d; see %s info",
                     path, shape, port->name, port->rank, p->model->name);
  else if (given->rows == 0)
    fine = netc_fail(error, "%s: an array of %s holds no samples", path, shape);
  fine = fine && convert_array(port, path, &array, given, error);
  free(array.data);
  return fine;
}

bool netc_predict_read(NetcPrediction *p, const NetcPort *port, NetcGiven *given, NetcError *error)
{
  int64_t count;
  const char *path = given->path;
  char *bytes = netc_file_load(path, MAX_FILE, &count, error);
  if (!bytes)
    return false;
  bool fine;
  if (count >= 6 && memcmp(bytes, "\x93NUMPY", 6) == 0)
    fine = give_array(p, port, path, given, error);
  else if (netc_is_picture(bytes, count))
    fine = give_picture(p, port, path, bytes, count, given, error);
  else
    fine = netc_fail(error,
                     count ? "%s: not a png, jpeg or npy file"
                           : "%s: empty, expected a png, jpeg or npy file",
                     path);
  free(bytes);
  return fine;
}
