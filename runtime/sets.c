// Opening the data of a train block.
//
// Without a reader for `valid` the part of `data` that is meant for it is taken, where its format
// has one; else a tenth of a seeded permutation is held back. Without one for `test` the test part
// of `data` is taken.

#include "sets.h"

#include "text.h"

#include <string.h>

#define DEFAULT_SPLIT 0.1

static const NetcReader *reader_of(const NetcModel *model, const char *role)
{
  for (int i = 0; i < model->reader_count; i++)
    if (strcmp(model->readers[i].role, role) == 0)
      return &model->readers[i];
  return NULL;
}

static bool is_split(const NetcReader *reader)
{
  return reader && strcmp(reader->kind, "split") == 0;
}

// Opens and binds; data of a part that the reader does not have stays empty.
static bool open_part(NetcData *data, NetcRows *rows, const NetcData *train, const NetcModel *model,
                      const NetcReader *reader, const NetcOptions *options, NetcPart part,
                      NetcError *error)
{
  const NetcEntry *entry = netc_entry_largest(model, NETC_TRAIN);
  if (!entry)
    entry = netc_entry_largest(model, NETC_EVALUATE);
  NetcRequest request = {.model = model,
                         .reader = reader,
                         .entry = entry,
                         .part = part,
                         .train = train,
                         .folder = options->data,
                         .skip_bad = options->skip_bad};
  if (!netc_data_open(data, &request, error))
    return false;
  // `valid = idx("other")` means that data, whatever its part is called.
  request.part = NETC_PART_TRAIN;
  if (data->count == 0 && strcmp(reader->role, "data") != 0 &&
      !netc_data_open(data, &request, error))
    return false;
  if (data->count == 0)
    return true;
  if (!netc_data_bind(data, model, entry, error))
    return false;
  *rows = (NetcRows){.data = data, .count = data->count};
  return true;
}

// The share that is held back: of `valid = split(0.2)`, else a tenth.
static bool find_share(NetcSets *sets, const NetcReader *valid, NetcError *error)
{
  const NetcArgument *share = valid ? netc_argument_at(valid, 0) : NULL;
  sets->split_share = share ? share->number : DEFAULT_SPLIT;
  return (sets->split_share >= 0 && sets->split_share < 1) ||
         netc_fail(error, "split(%g): expected a share from 0 to below 1", sets->split_share);
}

static void split(NetcSets *sets, uint64_t seed)
{
  int64_t count = sets->train_data.count, held = (int64_t)((double)count * sets->split_share);
  NetcRows whole = {.data = &sets->train_data, .mixed = true, .seed = seed};
  sets->split = held > 0;
  sets->valid = sets->train = whole;
  sets->valid.count = held;
  sets->train.first = held;
  sets->train.count = count - held;
}

// Classes that the readers name must be the same, in the same order.
static bool check_classes(const NetcData *a, const NetcData *b, NetcError *error)
{
  if (!a->classes || !b->classes)
    return true;
  for (int i = 0; i < a->class_count || i < b->class_count; i++) {
    const char *left = i < a->class_count ? a->classes[i] : "none";
    const char *right = i < b->class_count ? b->classes[i] : "none";
    char shown[2][128];
    if (strcmp(left, right) != 0)
      return netc_fail(error, "class %d is %s in the training data and %s in the test data", i,
                       netc_escape(shown[0], sizeof shown[0], left),
                       netc_escape(shown[1], sizeof shown[1], right));
  }
  return true;
}

// A reader of its own, the part of `data` for it, or a share of the permutation.
static bool open_valid(NetcSets *sets, const NetcModel *model, const NetcOptions *options,
                       uint64_t seed, NetcError *error)
{
  const NetcReader *valid = reader_of(model, "valid");
  if (valid && !is_split(valid))
    return open_part(&sets->valid_data, &sets->valid, &sets->train_data, model, valid, options,
                     NETC_PART_TEST, error);
  if (valid && sets->train_data.is_ordered)
    return netc_fail(error,
                     "%s: a text is not split by chance; held: 0.1 in its reader keeps the "
                     "end of it back",
                     sets->train_data.columns[0].origin);
  if (!valid && !open_part(&sets->valid_data, &sets->valid, &sets->train_data, model,
                           reader_of(model, "data"), options, NETC_PART_VALID, error))
    return false;
  if (sets->valid.count > 0 || sets->train_data.is_ordered)
    return true;
  if (!find_share(sets, valid, error))
    return false;
  split(sets, seed);
  return true;
}

bool netc_sets_open(NetcSets *sets, const NetcModel *model, const NetcOptions *options,
                    uint64_t seed, NetcError *error)
{
  const NetcReader *train = reader_of(model, "data");
  const NetcReader *test = reader_of(model, "test");
  *sets = (NetcSets){0};
  bool trains = netc_entry_largest(model, NETC_TRAIN) || netc_entry_largest(model, NETC_EVALUATE);
  if (!train || !trains)
    return netc_fail(error, "%s has no train block with data: nothing to train or evaluate on",
                     model->name);
  bool fine = open_part(&sets->train_data, &sets->train, NULL, model, train, options,
                        NETC_PART_TRAIN, error) &&
              open_part(&sets->test_data, &sets->test, &sets->train_data, model,
                        test ? test : train, options, NETC_PART_TEST, error) &&
              open_valid(sets, model, options, seed, error);
  fine = fine && check_classes(&sets->train_data, &sets->test_data, error) &&
         check_classes(&sets->train_data, &sets->valid_data, error);
  if (!fine)
    netc_sets_close(sets);
  return fine;
}

void netc_sets_close(NetcSets *sets)
{
  netc_data_close(&sets->train_data);
  netc_data_close(&sets->valid_data);
  netc_data_close(&sets->test_data);
}

const NetcData *netc_sets_classes(const NetcSets *sets)
{
  return sets->train_data.classes ? &sets->train_data : NULL;
}
