// Damages files in every way and reads them: whatever a reader is given, it gives data or an error.
//
//   mutate ROUNDS SCRATCH FILE...        the same damage every time; the sanitizers judge

#include "files.h"
#include "loader.h"
#include "picture.h"
#include "random.h"
#include "safetensors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t draw(uint64_t round, uint64_t what, uint32_t below)
{
  return netc_random_bits(9, 0, round, what, 0).word[0] % below;
}

// Some bytes replaced, a stretch removed or repeated, or the end cut off.
static int64_t damage(char *bytes, int64_t count, uint64_t round)
{
  static const char values[] = {0,   1,   (char)0xff, 0x7f, (char)0x80, '{',
                                '}', '[', '-',        '9',  '"',        ','};
  uint32_t hits = 1 + draw(round, 0, 4);
  // Headers are where lengths are: half of the hits go there.
  for (uint64_t i = 0; i < hits && count > 0; i++) {
    uint32_t range = draw(round, 10 + i, 2) && count > 200 ? 200 : (uint32_t)count;
    int64_t at = draw(round, 20 + i, range);
    bytes[at] = draw(round, 30 + i, 2) ? values[draw(round, 40 + i, sizeof values)]
                                       : (char)draw(round, 50 + i, 256);
  }
  int64_t at = count > 0 ? draw(round, 1, (uint32_t)count) : 0;
  int64_t length =
      count > 0 ? draw(round, 2, (uint32_t)(count - at < 64 ? count - at + 1 : 64)) : 0;
  if (draw(round, 3, 4) == 0) {
    memmove(bytes + at, bytes + at + length, (size_t)(count - at - length));
    count -= length;
  }
  return draw(round, 4, 8) == 0 ? at : count;
}

static void read_tensors(const char *path)
{
  NetcTensorFile file;
  NetcError error = {0};
  if (!netc_tensors_open(&file, path, &error))
    return;
  for (int i = 0; i < file.count; i++) {
    char *to = malloc((size_t)(file.tensors[i].end - file.tensors[i].begin) + 1);
    if (to)
      netc_tensors_read(&file, &file.tensors[i], to, &error);
    free(to);
  }
  netc_tensors_close(&file);
}

// The inputs that a reader is asked to fill.
#define BATCH                                                                                      \
  {                                                                                                \
    0, 1, 0                                                                                        \
  }
#define NODES                                                                                      \
  {                                                                                                \
    0, 1, 1                                                                                        \
  }
#define EDGES                                                                                      \
  {                                                                                                \
    0, 1, 2                                                                                        \
  }
#define TIMES                                                                                      \
  {                                                                                                \
    0, 1, 3                                                                                        \
  }
#define CONSTANT(n)                                                                                \
  {                                                                                                \
    n, 0, -1                                                                                       \
  }
#define EDGE_PORTS                                                                                 \
  {"g.source", NETC_I32, 1, {EDGES}, NODES},                                                       \
  {                                                                                                \
    "g.target", NETC_I32, 1, {EDGES}, NODES                                                        \
  }
enum { MAX_PORTS = 5 };
typedef struct Kind {
  const char *kind;
  NetcPort ports[MAX_PORTS];
} Kind;

// clang-format off
static const NetcPort picture = {
    "image", NETC_U8, 4, {BATCH, CONSTANT(1), CONSTANT(28), CONSTANT(28)}, CONSTANT(0)};
static const Kind kinds[] = {
    {"ts", {{"x", NETC_F32, 3, {BATCH, TIMES, CONSTANT(2)}, CONSTANT(0)},
                           {"lengths", NETC_I32, 1, {BATCH}, {1, 1, 3}}}},
    {"text", {{"text", NETC_I32, 2, {BATCH, CONSTANT(4)}, CONSTANT(300)},
                             {"label", NETC_I32, 2, {BATCH, CONSTANT(4)}, CONSTANT(300)}}},
    {"gml", {EDGE_PORTS}},
    {"planetoid", {EDGE_PORTS, {"x", NETC_F32, 2, {NODES, CONSTANT(3)}, CONSTANT(0)},
                                  {"label", NETC_I32, 1, {NODES}, CONSTANT(2)},
                                  {"mask", NETC_BOOL, 1, {NODES}, CONSTANT(0)}}},
    {"gin", {EDGE_PORTS, {"tag", NETC_I32, 1, {NODES}, CONSTANT(3)},
                            {"member", NETC_I32, 1, {NODES}, BATCH},
                            {"label", NETC_I32, 1, {BATCH}, CONSTANT(2)}}},
};
// clang-format on

// All batches of one epoch.
static void load(NetcData *data, const NetcEntry *entry)
{
  NetcError error = {0};
  NetcPlan plan = {.rows = {.data = data, .count = data->count},
                   .entry = entry,
                   .batch = netc_data_most(data, entry),
                   .epochs = 1};
  NetcLoader *loader = netc_loader_create(&plan, &error);
  while (loader && netc_loader_next(loader, &error))
    continue;
  netc_loader_destroy(loader);
}

static void read_as_reader(const NetcReader *reader, const NetcPort *ports)
{
  static const int64_t capacities[] = {64, 100, 400, 50};
  static const char *const symbols[] = {"B", "N", "E", "T"};
  NetcEntry entry = {.kind = NETC_TRAIN,
                     .inputs = ports,
                     .symbols = symbols,
                     .symbol_count = 4,
                     .capacities = capacities};
  while (entry.input_count < MAX_PORTS && ports[entry.input_count].name)
    entry.input_count++;
  NetcModel model = {.name = "mutate"};
  NetcRequest request = {.model = &model, .reader = reader, .entry = &entry};
  NetcData data;
  NetcError error = {0};
  if (!netc_data_open(&data, &request, &error))
    return;
  // A symbol that the data does not have.
  for (int i = 0; i < NETC_MAX_SYMBOLS; i++)
    data.symbols[i] = i == 3 && strcmp(reader->kind, "ts") == 0 ? 0 : 1;
  if (data.count > 0 && netc_data_bind(&data, &model, &entry, &error))
    load(&data, &entry);
  netc_data_close(&data);
}

static void read_as(const char *kind, const char *path)
{
  NetcArgument arguments[] = {{"", path, 0}, {"image", "cols(1, -1)", 0}};
  NetcArgument single[] = {{"image", path, 0}};
  NetcPort ports[MAX_PORTS] = {picture};
  bool csv = strcmp(kind, "csv") == 0;
  NetcReader reader = {"data", kind, csv ? 2 : 1, csv ? arguments : single};
  read_as_reader(&reader, ports);
}

// Graphs come in folders: that of the file, whose other files are whole.
static void read_as_others(const char *path)
{
  char folder[1000];
  snprintf(folder, sizeof folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash)
    *slash = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    bool is_folder = strcmp(kinds[i].kind, "planetoid") == 0 || strcmp(kinds[i].kind, "gin") == 0;
    NetcArgument argument = {"", is_folder ? folder : path, 0};
    NetcReader reader = {"data", kinds[i].kind, 1, &argument};
    if (!is_folder || slash)
      read_as_reader(&reader, kinds[i].ports);
  }
}

static void read_all(const char *path, const char *bytes, int64_t count)
{
  NetcPicture decoded;
  NetcError error = {0};
  if (netc_picture_decode(&decoded, bytes, count, path, &error)) {
    netc_picture_fit(&decoded, &(NetcFit){28, 28, 1, 0}, &error);
    netc_picture_free(&decoded);
  }
  read_tensors(path);
  read_as("idx", path);
  read_as("npy", path);
  read_as("csv", path);
  read_as_others(path);
}

int main(int argc, char **argv)
{
  if (argc < 4)
    return 2;
  uint64_t rounds = (uint64_t)atoll(argv[1]);
  for (int i = 3; i < argc; i++) {
    int64_t count;
    NetcError error = {0};
    char *whole = netc_file_load(argv[i], 1 << 24, &count, &error);
    char *bytes = whole ? malloc((size_t)count + 1) : NULL;
    if (!bytes)
      return 1;
    for (uint64_t round = 0; round < rounds; round++) {
      memcpy(bytes, whole, (size_t)count);
      int64_t left = damage(bytes, count, round);
      FILE *file = fopen(argv[2], "wb");
      if (!file || fwrite(bytes, 1, (size_t)left, file) != (size_t)left || fclose(file))
        return 1;
      read_all(argv[2], bytes, left);
    }
    free(bytes);
    free(whole);
  }
  return 0;
}
