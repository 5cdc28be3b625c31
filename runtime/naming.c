// From the names that a file has to those that a net has.

#include "naming.h"

#include <stdlib.h>
#include <string.h>

// How the names of other programs differ from ours, where a net follows theirs elsewhere. A rule is
// taken only where it leads to a name of the net.
static const char *const habits[] = {
    // PyTorch numbers the levels of a recurrent layer, and has two biases where one is enough.
    "*.*_l0 -> *.*",
    "*.bias_ih_l0 + *.bias_hh_l0 -> *.bias",
    "*.bias_ih + *.bias_hh -> *.bias",
    // The way back of a bidirectional one is a layer of its own here.
    "*.*_l0_reverse -> *_reverse.*",
    "*.bias_ih_l0_reverse + *.bias_hh_l0_reverse -> *_reverse.bias",
    // Its batch normalisation counts batches; the count is read nowhere.
    "*num_batches_tracked ->",
};

static int compare_texts(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_known(const void *context, const char *name)
{
  const NetcNaming *names = context;
  return !*name ||
         (names->known_count > 0 && bsearch(&name, names->known, (size_t)names->known_count,
                                            sizeof *names->known, compare_texts));
}

static bool list_known(NetcNaming *names, const NetcModel *model, NetcError *error)
{
  names->known = calloc((size_t)model->tensor_count + 1, sizeof *names->known);
  if (!names->known)
    return netc_fail(error, "no memory for names");
  for (int i = 0; i < model->tensor_count; i++)
    names->known[names->known_count++] = model->tensors[i].name;
  qsort(names->known, (size_t)names->known_count, sizeof *names->known, compare_texts);
  return true;
}

static bool list_rules(NetcNaming *names, const NetcModel *model, NetcError *error)
{
  bool fine = true;
  for (int i = 0; fine && i < model->setting_count; i++)
    if (strcmp(model->settings[i].name, "rename") == 0 && model->settings[i].text)
      fine = netc_map_add(&names->renames, model->settings[i].text, error);
  for (size_t i = 0; fine && i < sizeof habits / sizeof *habits; i++)
    fine = netc_map_add(&names->habits, habits[i], error);
  return fine;
}

const char *netc_named(const NetcNamed *item)
{
  return item->renamed ? item->renamed : item->stored->name;
}

static bool apply(NetcNaming *names, NetcNamed *item, NetcMap *map, bool always, NetcError *error)
{
  char *renamed;
  const NetcRule *rule;
  if (!always && is_known(names, netc_named(item)))
    return true;
  if (!netc_map_name(map, netc_named(item), always ? NULL : is_known, names, &renamed, &rule,
                     error))
    return false;
  if (renamed) {
    free(item->renamed);
    item->renamed = renamed;
    item->rule = rule;
  }
  return true;
}

static int compare_named(const void *a, const void *b)
{
  const NetcNamed *left = a, *right = b;
  int order = strcmp(netc_named(left), netc_named(right));
  if (order != 0)
    return order;
  return (left->stored > right->stored) - (left->stored < right->stored);
}

bool netc_naming_make(NetcNaming *names, const NetcTensorFile *file, const NetcModel *model,
                      NetcMap *map, NetcError *error)
{
  *names = (NetcNaming){.items = calloc((size_t)file->count + 1, sizeof *names->items)};
  bool fine = names->items || netc_fail(error, "%s: no memory for its table", file->path);
  fine = fine && list_known(names, model, error) && list_rules(names, model, error);
  for (int i = 0; fine && i < file->count; i++) {
    NetcNamed *item = &names->items[names->count++];
    item->stored = &file->tensors[i];
    fine = (!map || apply(names, item, map, true, error)) &&
           apply(names, item, &names->renames, false, error) &&
           apply(names, item, &names->habits, false, error);
  }
  if (fine)
    qsort(names->items, (size_t)names->count, sizeof *names->items, compare_named);
  else
    netc_naming_free(names);
  return fine;
}

void netc_naming_free(NetcNaming *names)
{
  for (int i = 0; i < names->count; i++)
    free(names->items[i].renamed);
  free(names->items);
  free(names->known);
  netc_map_free(&names->renames);
  netc_map_free(&names->habits);
  *names = (NetcNaming){0};
}

const NetcNamed *netc_naming_find(const NetcNaming *names, const char *name, int *count)
{
  int low = 0, high = names->count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (strcmp(netc_named(&names->items[middle]), name) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  int end = low;
  while (end < names->count && strcmp(netc_named(&names->items[end]), name) == 0)
    end++;
  *count = end - low;
  return *count > 0 ? &names->items[low] : NULL;
}
