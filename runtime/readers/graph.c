// Links become the edges of graphs: rows by target, in each the sources in order.

#include "readers/graph.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool netc_links_add(NetcLinks *links, int64_t source, int64_t target, NetcError *error)
{
  if (links->count == INT32_MAX)
    return netc_fail(error, "more than %d links", INT32_MAX);
  if (links->count == links->capacity) {
    int64_t capacity = links->capacity ? links->capacity * 2 : 1024;
    NetcLink *longer = realloc(links->links, (size_t)capacity * sizeof *longer);
    if (!longer)
      return netc_fail_memory(error, capacity * (int64_t)sizeof *longer, "the links of a graph");
    links->links = longer;
    links->capacity = capacity;
  }
  links->links[links->count] = (NetcLink){
      .target = (int32_t)target, .source = (int32_t)source, .position = (int32_t)links->count};
  links->count++;
  return true;
}

static int compare(int32_t a, int32_t b)
{
  return (a > b) - (a < b);
}

static int compare_links(const void *a, const void *b)
{
  const NetcLink *left = a, *right = b;
  int order = compare(left->target, right->target);
  if (order == 0)
    order = compare(left->source, right->source);
  return order ? order : compare(left->position, right->position);
}

void netc_links_sort(NetcLinks *links, bool once)
{
  if (links->count == 0)
    return;
  qsort(links->links, (size_t)links->count, sizeof *links->links, compare_links);
  int64_t kept = 1;
  for (int64_t i = 1; once && i < links->count; i++) {
    const NetcLink *link = &links->links[i], *last = &links->links[kept - 1];
    if (link->target != last->target || link->source != last->source)
      links->links[kept++] = *link;
  }
  if (once)
    links->count = kept;
}

void netc_links_free(NetcLinks *links)
{
  free(links->links);
  *links = (NetcLinks){0};
}

// Where the edges of each graph begin: they are sorted by target, so by graph as well.
static int64_t *edge_starts(const int64_t *nodes, int64_t graphs, const NetcLinks *links,
                            NetcError *error)
{
  int64_t *starts = calloc((size_t)graphs + 1, sizeof *starts), edge = 0;
  if (!starts) {
    netc_fail_memory(error, graphs * (int64_t)sizeof *starts, "graphs");
    return NULL;
  }
  for (int64_t graph = 0; graph < graphs; graph++) {
    starts[graph] = edge;
    while (edge < links->count && links->links[edge].target < nodes[graph + 1])
      edge++;
  }
  starts[graphs] = edge;
  return starts;
}

// One end of all edges, as the number of a node in its graph.
static bool add_ends(NetcData *data, const char *name, const char *origin, const NetcLinks *links,
                     NetcError *error)
{
  NetcVector ends = {.element = NETC_ELEMENT_I32};
  const int64_t *nodes = data->axes[NETC_NODES].starts, *edges = data->axes[NETC_EDGES].starts;
  for (int64_t graph = 0; graph < data->count; graph++) {
    for (int64_t edge = edges[graph]; edge < edges[graph + 1]; edge++) {
      const NetcLink *link = &links->links[edge];
      int32_t end = strcmp(name, ".source") == 0 ? link->source : link->target;
      if (!netc_vector_add(&ends, (double)(end - nodes[graph]), error)) {
        netc_vector_free(&ends);
        return false;
      }
    }
  }
  NetcArray array = netc_vector_take(&ends, 0);
  bool fine = netc_data_add_rows(data, NETC_EDGES, name, origin, &array, error);
  if (fine)
    data->columns[data->column_count - 1].shift = NETC_AFTER_NODES;
  return fine;
}

bool netc_data_add_graphs(NetcData *data, const char *origin, NetcVector *starts,
                          const NetcLinks *links, NetcError *error)
{
  data->count = starts->count - 1;
  data->axes[NETC_NODES].starts = (int64_t *)(void *)starts->data;
  *starts = (NetcVector){.element = starts->element};
  if (netc_axis_total(data, NETC_NODES) == 0)
    return netc_fail(error, "%s: no nodes", origin);
  if (links->count == 0)
    return netc_fail(error, "%s: no links between its nodes", origin);
  data->axes[NETC_EDGES].starts =
      edge_starts(data->axes[NETC_NODES].starts, data->count, links, error);
  return data->axes[NETC_EDGES].starts && add_ends(data, ".source", origin, links, error) &&
         add_ends(data, ".target", origin, links, error);
}

bool netc_data_name_labels(NetcData *data, NetcWords *names, NetcVector *labels, NetcError *error)
{
  int *moved = calloc((size_t)names->count + 1, sizeof *moved);
  if (!moved || !netc_words_sort(names, moved)) {
    free(moved);
    return netc_fail(error, "no memory for the names of classes");
  }
  int32_t *values = (int32_t *)(void *)labels->data;
  for (int64_t i = 0; i < labels->count; i++)
    values[i] = values[i] < 0 ? 0 : moved[values[i]];  // unknown ones are behind no mask
  free(moved);
  return netc_data_set_classes(data, names->words, names->count, error);
}
