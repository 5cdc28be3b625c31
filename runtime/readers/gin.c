// Many small graphs, in the text form of the graph isomorphism network (Xu, Hu, Leskovec and
// Jegelka 2019).
//
//   gin("mutag")             the graphs of fold 1 in NAME.txt, train_idx-1.txt and test_idx-1.txt
//   gin("mutag", fold: 3)
//
//   188                      graphs
//   23 0                     nodes and label of the first
//   2 2 1 13                 of each node: tag, number of neighbours, the neighbours from 0
//
// Fields: g, an edge from each neighbour of a node to it; tag: i32[N]; member: i32[N] in G, the
// graph of the batch that a node belongs to; label: i32[G]. Tags and labels are renumbered in the
// order of their values. Without files of folds all graphs are for training.

#include "files.h"
#include "lines.h"
#include "readers/graph.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct Graphs {
  const char *path;
  NetcLines *lines;
  NetcWords tag_names, label_names;
  NetcVector starts, tags, labels;  // starts: the first node of each graph
  NetcLinks links;
  int64_t count;
} Graphs;

// -- the file -------------------------------------------------------------------------------------

// The next whole number of the line, from `least` to below `end`.
static bool read_number(const NetcLines *lines, char **at, int64_t least, int64_t end,
                        const char *what, int64_t *value, NetcError *error)
{
  int64_t column = *at - lines->line + 1;
  const char *word = netc_line_word(at);
  if (!word || !netc_parse_integer(word, value))
    return netc_lines_fail(lines, column, error, "expected %s, found \"%.40s\"", what,
                           word ? word : "");
  return (*value >= least && *value < end) ||
         netc_lines_fail(lines, word - lines->line + 1, error,
                         "expected %s from %" PRId64 " to %" PRId64 ", found %" PRId64, what, least,
                         end - 1, *value);
}

static bool next_line(Graphs *g, const char *expected, NetcError *error)
{
  bool ended;
  return netc_lines_next(g->lines, &ended, error) ||
         (ended && netc_lines_fail(g->lines, 1, error, "the end, expected %s", expected));
}

static bool expect_end(const Graphs *g, char *at, NetcError *error)
{
  const char *more = netc_line_word(&at);
  return !more || netc_lines_fail(g->lines, more - g->lines->line + 1, error,
                                  "expected the end of the line, found \"%.40s\"", more);
}

// A number as the word that it is, for its place among the others.
static bool add_name(NetcWords *names, NetcVector *values, int64_t value, NetcError *error)
{
  char text[32];
  snprintf(text, sizeof text, "%" PRId64, value);
  int position = netc_words_add(names, text);
  if (position < 0)
    return netc_fail(error, "no memory for the names of classes");
  return netc_vector_add(values, position, error);
}

static bool read_node(Graphs *g, int64_t first, int64_t node, int64_t nodes, NetcError *error)
{
  int64_t tag, degree, neighbour;
  if (!next_line(g, "a node: tag, number of neighbours, neighbours", error))
    return false;
  char *at = g->lines->line;
  if (!read_number(g->lines, &at, INT32_MIN, INT32_MAX, "a tag", &tag, error) ||
      !read_number(g->lines, &at, 0, INT32_MAX, "a number of neighbours", &degree, error) ||
      !add_name(&g->tag_names, &g->tags, tag, error))
    return false;
  for (int64_t i = 0; i < degree; i++)
    if (!read_number(g->lines, &at, 0, nodes, "a neighbour", &neighbour, error) ||
        !netc_links_add(&g->links, first + neighbour, first + node, error))
      return false;
  return expect_end(g, at, error);
}

static bool read_graph(Graphs *g, NetcError *error)
{
  int64_t nodes, label, first = g->tags.count;
  if (!next_line(g, "a graph: number of nodes and label", error))
    return false;
  char *at = g->lines->line;
  if (!read_number(g->lines, &at, 1, INT32_MAX - first, "a number of nodes", &nodes, error) ||
      !read_number(g->lines, &at, INT32_MIN, INT32_MAX, "a label", &label, error) ||
      !expect_end(g, at, error) || !add_name(&g->label_names, &g->labels, label, error) ||
      !netc_vector_add(&g->starts, (double)first, error))
    return false;
  for (int64_t node = 0; node < nodes; node++)
    if (!read_node(g, first, node, nodes, error))
      return false;
  return true;
}

static bool read_graphs(Graphs *g, NetcError *error)
{
  bool ended = false;
  if (!next_line(g, "the number of graphs", error))
    return false;
  char *at = g->lines->line;
  if (!read_number(g->lines, &at, 1, INT32_MAX, "the number of graphs", &g->count, error) ||
      !expect_end(g, at, error))
    return false;
  for (int64_t i = 0; i < g->count; i++)
    if (!read_graph(g, error))
      return false;
  while (netc_lines_next(g->lines, &ended, error))
    if (!expect_end(g, g->lines->line, error))
      return false;
  return ended && netc_vector_add(&g->starts, (double)g->tags.count, error);
}

// -- folds ----------------------------------------------------------------------------------------

// The graphs of the part, by their numbers. *all: there are no folds.
static bool read_fold(const Graphs *g, NetcData *data, const NetcRequest *request,
                      const char *folder, NetcVector *chosen, bool *all, NetcError *error)
{
  const NetcArgument *fold = netc_argument_find(request->reader, "fold");
  char name[64];
  int64_t number;
  snprintf(name, sizeof name, "%s_idx-%d.txt", request->part == NETC_PART_TEST ? "test" : "train",
           fold ? (int)fold->number : 1);
  char *path = netc_path_find(folder, name);
  *all = path && !fold && !netc_is_file(path);
  if (*all) {
    free(path);
    return true;
  }
  NetcLines *lines =
      path && netc_data_add_stamp(data, path, error) ? netc_lines_open(path, error) : NULL;
  bool ended = false, fine = lines != NULL;
  bool *taken = calloc((size_t)g->count, sizeof *taken);
  while (fine && taken && netc_lines_next(lines, &ended, error)) {
    char *at = lines->line;
    if (!at[strspn(at, " \t")])
      continue;
    fine = read_number(lines, &at, 0, g->count, "the number of a graph", &number, error) &&
           (!taken[number] ||
            netc_lines_fail(lines, 1, error, "graph %" PRId64 " is given twice", number)) &&
           netc_vector_add(chosen, (double)number, error);
    if (fine)
      taken[number] = true;
  }
  if (!taken)
    netc_fail(error, "no memory for the graphs of a fold");
  netc_lines_close(lines);
  free(taken);
  free(path);
  return fine && ended && (chosen->count > 0 || netc_fail(error, "%s/%s: no graphs", folder, name));
}

// Copies the chosen graphs, in their order, into `to`.
static bool choose(const Graphs *from, const NetcVector *chosen, Graphs *to, NetcError *error)
{
  int64_t *edges = calloc((size_t)from->count + 1, sizeof *edges), edge = 0;
  if (!edges)
    return netc_fail(error, "no memory for graphs");
  for (int64_t i = 0; i <= from->count; i++) {
    double node = netc_vector_get(&from->starts, i);
    while (edge < from->links.count && from->links.links[edge].target < node)
      edge++;
    edges[i] = edge;
  }
  bool fine = true;
  for (int64_t i = 0; fine && i < chosen->count; i++) {
    int64_t graph = (int64_t)netc_vector_get(chosen, i), now = to->tags.count;
    int64_t first = (int64_t)netc_vector_get(&from->starts, graph);
    int64_t end = (int64_t)netc_vector_get(&from->starts, graph + 1);
    fine = netc_vector_add(&to->starts, (double)now, error) &&
           netc_vector_add(&to->labels, netc_vector_get(&from->labels, graph), error);
    for (int64_t node = first; fine && node < end; node++)
      fine = netc_vector_add(&to->tags, netc_vector_get(&from->tags, node), error);
    for (int64_t e = edges[graph]; fine && e < edges[graph + 1]; e++)
      fine = netc_links_add(&to->links, from->links.links[e].source - first + now,
                            from->links.links[e].target - first + now, error);
  }
  free(edges);
  return fine && netc_vector_add(&to->starts, (double)to->tags.count, error);
}

// -- columns --------------------------------------------------------------------------------------

// Positions become those after sorting.
static bool renumber(NetcWords *names, NetcVector *values, NetcError *error)
{
  int *moved = calloc((size_t)names->count + 1, sizeof *moved);
  if (!moved || !netc_words_sort(names, moved)) {
    free(moved);
    return netc_fail(error, "no memory for the names of classes");
  }
  for (int64_t i = 0; i < values->count; i++) {
    int32_t *value = (int32_t *)(void *)values->data + i;
    *value = moved[*value];
  }
  free(moved);
  return true;
}

static bool add_nodes(NetcData *data, const char *name, const char *path, NetcArray *values,
                      NetcError *error)
{
  return netc_data_add_rows(data, NETC_NODES, name, path, values, error);
}

static bool add_columns(Graphs *g, NetcData *data, NetcError *error)
{
  NetcVector members = {.element = NETC_ELEMENT_I32};
  for (int64_t i = 0; i < g->tags.count; i++)
    if (!netc_vector_add(&members, 0, error))
      return false;
  NetcArray tag = netc_vector_take(&g->tags, 0), member = netc_vector_take(&members, 0);
  NetcArray label = netc_vector_take(&g->labels, 0);
  bool fine = netc_data_add_graphs(data, g->path, &g->starts, &g->links, error) &&
              add_nodes(data, "tag", g->path, &tag, error) &&
              add_nodes(data, "member", g->path, &member, error);
  if (fine) {
    data->columns[data->column_count - 1].shift = NETC_AFTER_RECORDS;
    fine = netc_data_add_column(data, "label", g->path, &label, error);
    data->columns[data->column_count - 1].is_target = true;
  }
  free(tag.data);
  free(member.data);
  free(label.data);
  return fine;
}

static void free_graphs(Graphs *g)
{
  netc_words_free(&g->tag_names);
  netc_words_free(&g->label_names);
  netc_vector_free(&g->starts);
  netc_vector_free(&g->tags);
  netc_vector_free(&g->labels);
  netc_links_free(&g->links);
}

static const Graphs no_graphs = {.starts.element = NETC_ELEMENT_I64,
                                 .tags.element = NETC_ELEMENT_I32,
                                 .labels.element = NETC_ELEMENT_I32};

// The part of the graphs that the fold says.
static bool add_part(Graphs *g, NetcData *data, const NetcRequest *request, const char *folder,
                     NetcError *error)
{
  NetcVector chosen = {.element = NETC_ELEMENT_I64};
  Graphs part = no_graphs;
  bool all = false;
  part.path = g->path;
  bool fine = renumber(&g->tag_names, &g->tags, error) &&
              renumber(&g->label_names, &g->labels, error) &&
              read_fold(g, data, request, folder, &chosen, &all, error);
  netc_links_sort(&g->links, false);
  if (fine && all && netc_request_is_beside(request))
    return true;
  fine = fine && (all || choose(g, &chosen, &part, error)) &&
         netc_data_set_classes(data, g->label_names.words, g->label_names.count, error) &&
         add_columns(all ? g : &part, data, error);
  netc_vector_free(&chosen);
  free_graphs(&part);
  return fine;
}

// NAME.txt, which is the file that is not of a fold.
static char *find_graphs(const char *folder, NetcError *error)
{
  char **names, *path = NULL;
  int count, found = 0;
  if (!netc_folder_list(folder, &names, &count, error))
    return NULL;
  while (found < count && (!netc_name_ends(names[found], ".txt") || strstr(names[found], "_idx-")))
    found++;
  if (found < count)
    path = netc_path_join(folder, names[found]);
  else
    netc_fail(error, "%s: no graphs; looked for NAME.txt beside train_idx-1.txt", folder);
  netc_names_free(names, count);
  return path;
}

bool netc_read_gin(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  if (!name || !name->text)
    return netc_fail(error, "gin: expected the name of a folder");
  char *folder = netc_data_locate(request, name->text, true, error);
  char *path = folder ? find_graphs(folder, error) : NULL;
  Graphs graphs = no_graphs;
  graphs.path = path;
  if (path && netc_data_add_stamp(data, path, error))
    graphs.lines = netc_lines_open(path, error);
  bool fine = graphs.lines && read_graphs(&graphs, error) &&
              add_part(&graphs, data, request, folder, error);
  netc_lines_close(graphs.lines);
  free_graphs(&graphs);
  free(folder);
  free(path);
  return fine;
}
