// Damages files in every way and reads them: whatever a reader is given, it gives data or an error.
//
//   mutate ROUNDS SCRATCH FILE...        the same damage every time; the sanitizers judge

#include "data.h"
#include "files.h"
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

static void read_as_reader(const char *kind, const char *path)
{
  static const NetcPort ports[] = {
      {"image", NETC_U8, 4, {{0, 1, 0}, {1, 0, -1}, {28, 0, -1}, {28, 0, -1}}, 0}};
  static const int64_t capacity[] = {64};
  static const char *const symbols[] = {"B"};
  NetcArgument arguments[] = {{"", path, 0}, {"image", "cols(1, -1)", 0}};
  NetcArgument single[] = {{"image", path, 0}};
  bool csv = strcmp(kind, "csv") == 0;
  NetcReader reader = {"data", kind, csv ? 2 : 1, csv ? arguments : single};
  NetcEntry entry = {.input_count = 1,
                     .inputs = ports,
                     .symbol_count = 1,
                     .symbols = symbols,
                     .capacities = capacity};
  NetcModel model = {.name = "mutate"};
  NetcRequest request = {.model = &model, .reader = &reader, .entry = &entry};
  NetcData data;
  NetcError error = {0};
  if (!netc_data_open(&data, &request, &error))
    return;
  netc_data_bind(&data, &entry, &error);
  netc_data_close(&data);
}

static void read_all(const char *path, const char *bytes, int64_t count)
{
  NetcPicture picture;
  NetcError error = {0};
  if (netc_picture_decode(&picture, bytes, count, path, &error)) {
    netc_picture_fit(&picture, &(NetcFit){28, 28, 1, 0}, &error);
    netc_picture_free(&picture);
  }
  read_tensors(path);
  read_as_reader("idx", path);
  read_as_reader("npy", path);
  read_as_reader("csv", path);
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
