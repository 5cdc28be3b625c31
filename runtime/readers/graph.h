// What the readers of graphs have in common: links collected in any order, ends and starts in the
// order of a graph's edges.
#pragma once

#include "data.h"
#include "vector.h"
#include "words.h"

// Links by numbers of nodes, counted through all graphs.
typedef struct NetcLink {
  int32_t target, source;
  int32_t position;  // as they came
} NetcLink;

typedef struct NetcLinks {
  NetcLink *links;
  int64_t count, capacity;
} NetcLinks;

bool netc_links_add(NetcLinks *links, int64_t source, int64_t target, NetcError *error);
// Sorts by target, then source, then as they came. `once`: only the first of equal ones stays.
void netc_links_sort(NetcLinks *links, bool once);
// Sets the axes of nodes and edges of `graphs` graphs and adds the ends of the sorted links as
// columns ".source" and ".target". `starts` has the first node of each graph, and the end.
bool netc_data_add_graphs(NetcData *data, const char *origin, NetcVector *starts,
                          const NetcLinks *links, NetcError *error);
// Turns the positions of words in `labels` into those after sorting and names the classes so.
bool netc_data_name_labels(NetcData *data, NetcWords *names, NetcVector *labels, NetcError *error);
void netc_links_free(NetcLinks *links);
