// A text as symbols that foretell the next one.
//
//   text("shakespeare/input.txt")                  symbols are bytes; the last tenth is held back
//   text("poems.txt", symbols: utf8, held: 0.05)   symbols are characters
//
// The symbols are those of the part that is trained on, in the order of their numbers, or `names`
// of the train block; they are kept in the weights as the names of classes. A file may be gzip.
//
// Fields: text: i32[B, T], pieces of T symbols one after another, where T is what the first such
// input was built for; label: i32[B, T], the same one symbol further on. What is left at the end,
// too short for a piece, is dropped. The part that is held back is what the training is validated
// on. With `carry_over` the rows of a batch go on where those of the last one ended.

#include "data.h"
#include "files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BYTES = 1 << 30, CODES = 0x110000 };

typedef struct Symbols {
  const char *path;
  bool utf8;
  int32_t *codes;  // of each symbol of the text; then its place in the vocabulary
  int64_t count;
  int32_t *places;  // by code: 1 + its place; 0: not in the vocabulary
  char **names;
  int name_count;
} Symbols;

// -- symbols --------------------------------------------------------------------------------------

// The character at `at`, its bytes in *length; -1 where there is none in UTF-8 (RFC 3629).
static int32_t decode(const unsigned char *at, int64_t left, int *length)
{
  static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  *length = at[0] < 0x80       ? 1
            : at[0] >> 5 == 6  ? 2
            : at[0] >> 4 == 14 ? 3
            : at[0] >> 3 == 30 ? 4
                               : 0;
  if (*length == 0 || *length > left)
    return -1;
  int32_t code = *length == 1 ? at[0] : at[0] & (0x7f >> *length);
  for (int i = 1; i < *length; i++) {
    if (at[i] >> 6 != 2)
      return -1;
    code = code << 6 | (at[i] & 0x3f);
  }
  bool surrogate = code >= 0xd800 && code < 0xe000;
  return code < least[*length] || code >= CODES || surrogate ? -1 : code;
}

static int encode(int32_t code, char *to)
{
  int length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char heads[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (int i = length - 1; i > 0; i--, code >>= 6)
    to[i] = (char)(0x80 | (code & 0x3f));
  to[0] = (char)(heads[length] | code);
  to[length] = 0;
  return length;
}

// The name of a symbol: itself; of a byte that is no character and of zero, \x and two digits.
static void name_of(const Symbols *s, int32_t code, char *to)
{
  if (code == 0 || (!s->utf8 && code >= 0x80))
    sprintf(to, "\\x%02X", (unsigned)code);
  else
    encode(code, to);
}

// The code of a name; -1: it is none.
static int32_t code_of(const Symbols *s, const char *name)
{
  size_t bytes = strlen(name);
  int length;
  unsigned value;
  if (bytes == 4 && sscanf(name, "\\x%2X", &value) == 1)
    return (int32_t)value;
  if (!s->utf8 && bytes == 1)
    return (unsigned char)*name;
  int32_t code = bytes ? decode((const unsigned char *)name, (int64_t)bytes, &length) : -1;
  return code >= 0 && (size_t)length == bytes && (s->utf8 || code < 0x80) ? code : -1;
}

static bool read_symbols(Symbols *s, NetcError *error)
{
  int64_t bytes;
  int length = 1;
  unsigned char *text = (unsigned char *)netc_stream_load(s->path, MAX_BYTES, &bytes, error);
  if (!text)
    return false;
  s->codes = malloc((size_t)bytes * sizeof *s->codes + 1);
  bool fine = s->codes || netc_fail_memory(error, bytes * (int64_t)sizeof *s->codes, s->path);
  for (int64_t at = 0; fine && at < bytes; at += length) {
    int32_t code = s->utf8 ? decode(text + at, bytes - at, &length) : text[at];
    s->codes[s->count++] = code;
    if (code < 0)
      fine = netc_fail(error, "%s: byte %" PRId64 ": not UTF-8; symbols: bytes takes any", s->path,
                       at);
  }
  free(text);
  return fine;
}

// -- vocabulary -----------------------------------------------------------------------------------

static bool add_name(Symbols *s, int32_t code, NetcError *error)
{
  char name[8];
  name_of(s, code, name);
  s->places[code] = s->name_count + 1;
  s->names[s->name_count] = strdup(name);
  return s->names[s->name_count++] || netc_fail(error, "no memory for the symbols of a text");
}

// From names that are given: of the train block, or of the text that was trained on.
static bool take_names(Symbols *s, const char *const *names, int count, NetcError *error)
{
  for (int i = 0; i < count; i++) {
    int32_t code = code_of(s, names[i]);
    char shown[64];
    if (code < 0 || s->places[code])
      return netc_fail(error, "%s: %s is %s", s->path, netc_escape(shown, sizeof shown, names[i]),
                       code < 0 ? "no symbol" : "named twice");
    if (!add_name(s, code, error))
      return false;
  }
  return true;
}

static bool find_names(Symbols *s, int64_t first, int64_t end, NetcError *error)
{
  for (int64_t i = first; i < end; i++)
    s->places[s->codes[i]] = 1;
  for (int32_t code = 0; code < CODES; code++)
    if (s->places[code] && !add_name(s, code, error))
      return false;
  return true;
}

// Codes become places.
static bool place_symbols(Symbols *s, int64_t first, int64_t end, NetcError *error)
{
  for (int64_t i = first; i < end; i++) {
    int32_t place = s->places[s->codes[i]];
    char name[8], shown[32];
    if (place == 0) {
      name_of(s, s->codes[i], name);
      return netc_fail(error,
                       "%s: symbol %" PRId64 " of the text, \"%s\", is not among those that "
                       "are trained on",
                       s->path, i, netc_escape(shown, sizeof shown, name));
    }
    s->codes[i] = place - 1;
  }
  return true;
}

// -- pieces ---------------------------------------------------------------------------------------

// The port that takes the text: the first i32[B, T].
static const NetcPort *text_port(const NetcEntry *entry)
{
  for (int i = 0; i < entry->input_count; i++)
    if (entry->inputs[i].dtype == NETC_I32 && entry->inputs[i].rank == 2)
      return &entry->inputs[i];
  return NULL;
}

// `count` pieces of `length` symbols from `first` on.
static bool add_pieces(NetcData *data, const Symbols *s, const char *name, int64_t first,
                       int64_t count, int64_t length, NetcError *error)
{
  NetcArray pieces = {.element = NETC_ELEMENT_I32,
                      .rank = 2,
                      .extents = {count, length},
                      .bytes = count * length * (int64_t)sizeof(int32_t)};
  pieces.data = malloc((size_t)pieces.bytes);
  if (!pieces.data)
    return netc_fail_memory(error, pieces.bytes, s->path);
  memcpy(pieces.data, s->codes + first, (size_t)pieces.bytes);
  return netc_data_add_column(data, name, s->path, &pieces, error);
}

// The symbols from `first` to before `end` as records.
static bool add_columns(NetcData *data, const Symbols *s, const NetcRequest *request, int64_t first,
                        int64_t end, NetcError *error)
{
  const NetcPort *port = text_port(request->entry);
  if (!port)
    return netc_fail(error, "%s: a text, but no input is i32[B, T]", s->path);
  int64_t length = netc_extent(port->extents[1], request->entry->capacities);
  int64_t count = (end - first - 1) / length;
  int64_t bound = netc_extent(port->bound, request->entry->capacities);
  if (bound > 0 && s->name_count > bound)
    return netc_fail(error, "%s: has %d symbols, the input %s takes %" PRId64, s->path,
                     s->name_count, port->name, bound);
  if (count < 1)
    return netc_fail(error,
                     "%s: %" PRId64 " symbols to %s, expected at least the %" PRId64
                     " of an input and one more",
                     s->path, end - first,
                     request->part == NETC_PART_TRAIN ? "train on" : "evaluate on", length);
  data->labelled = count * length;
  data->is_ordered = true;
  if (!netc_data_set_note(data, error, "%" PRId64 " symbols (%s), %d different ones", end - first,
                          s->utf8 ? "characters in UTF-8" : "bytes", s->name_count) ||
      !add_pieces(data, s, "text", first, count, length, error) ||
      !add_pieces(data, s, "label", first + 1, count, length, error))
    return false;
  data->columns[data->column_count - 1].is_target = true;
  return netc_data_set_classes(data, s->names, s->name_count, error);
}

// The share at the end that is held back. A text that is named for a test is taken whole.
static bool find_held(const NetcRequest *request, double *held, NetcError *error)
{
  const NetcArgument *share = netc_argument_find(request->reader, "held");
  *held = strcmp(request->reader->role, "data") != 0 ? 0 : share ? share->number : 0.1;
  return (*held >= 0 && *held < 1 && !(share && share->text)) ||
         netc_fail(error, "text: held: expected a share from 0 to below 1");
}

static bool find_vocabulary(Symbols *s, const NetcRequest *request, int64_t trained,
                            NetcError *error)
{
  const NetcModel *model = request->model;
  const NetcData *train = request->train;
  if (model->class_count > 0)
    return take_names(s, model->classes, model->class_count, error);
  if (train && train->classes)
    return take_names(s, (const char *const *)train->classes, train->class_count, error);
  return find_names(s, 0, trained, error);
}

static bool read_part(NetcData *data, Symbols *s, const NetcRequest *request, NetcError *error)
{
  double held;
  if (!find_held(request, &held, error) || !netc_data_add_stamp(data, s->path, error))
    return false;
  if (request->part == NETC_PART_VALID && held == 0)
    return true;
  s->places = calloc(CODES, sizeof *s->places);
  s->names = calloc(CODES, sizeof *s->names);
  if (!s->places || !s->names)
    return netc_fail(error, "no memory for the symbols of a text");
  if (!read_symbols(s, error))
    return false;
  int64_t trained = s->count - (int64_t)((double)s->count * held);
  bool rest = request->part == NETC_PART_VALID;
  int64_t first = rest ? trained : 0, end = rest ? s->count : trained;
  return find_vocabulary(s, request, trained, error) && place_symbols(s, first, end, error) &&
         add_columns(data, s, request, first, end, error);
}

bool netc_read_text(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  const NetcArgument *symbols = netc_argument_find(request->reader, "symbols");
  if (request->part == NETC_PART_TEST && strcmp(request->reader->role, "data") == 0)
    return true;  // what is held back is for validation
  if (!name || !name->text)
    return netc_fail(error, "text: expected the name of a file");
  Symbols s = {.utf8 = symbols && symbols->text && strcmp(symbols->text, "utf8") == 0};
  if (symbols && !s.utf8 && (!symbols->text || strcmp(symbols->text, "bytes") != 0))
    return netc_fail(error, "text: symbols: expected bytes or utf8");
  char *path = netc_data_locate(request, name->text, false, error);
  s.path = path;
  bool fine = path && read_part(data, &s, request, error);
  netc_names_free(s.names, s.name_count);
  free(s.codes);
  free(s.places);
  free(path);
  return fine;
}
