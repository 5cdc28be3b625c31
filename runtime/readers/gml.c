// A graph in GML (Himsolt 1997).
//
//   gml("karate/karate.gml")      or a folder with one such file
//
//   graph [
//     directed 0
//     node [ id 1 value 0 ]
//     edge [ source 1 target 2 weight 0.5 ]
//   ]
//
// Fields: g, with an edge for each direction where it is not directed; every attribute of all nodes
// and of all edges by its name, a number as it is, a text as its place among the different ones in
// order; node: i32[N], the number of each node in the file. There is one record, the graph, and no
// test part.

#include "files.h"
#include "lines.h"
#include "readers/graph.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FIELDS = 8, MAX_DEPTH = 256, MAX_WORD = 256 };

// An attribute of nodes or of edges.
typedef struct Field {
  char *name;
  NetcVector values;  // by element; of texts their positions
  NetcWords texts;
} Field;

typedef struct Fields {
  Field fields[MAX_FIELDS];
  int count;
  int64_t elements;
} Fields;

typedef struct Gml {
  NetcLines *lines;
  char *at;             // in the line, behind the word
  bool ended;           // no more words
  char word[MAX_WORD];  // at hand; of a text without its quotes
  bool is_text;
  int64_t column;  // of the word
  bool directed;
  NetcWords ids;
  NetcVector sources, targets;  // of the links, ids as words
  NetcWords ends;               // those ids
  Fields nodes, edges;
} Gml;

// -- words ----------------------------------------------------------------------------------------

static bool fail_here(const Gml *g, NetcError *error, const char *expected)
{
  if (g->ended)
    return netc_lines_fail(g->lines, 1, error, "the end, expected %s", expected);
  return netc_lines_fail(g->lines, g->column, error, "expected %s, found \"%.40s\"", expected,
                         g->word);
}

// `[` and `]` are words of their own; `#` begins a comment.
static bool next_word(Gml *g, NetcError *error)
{
  while (!g->at || !g->at[strspn(g->at, " \t")] || g->at[strspn(g->at, " \t")] == '#') {
    if (!netc_lines_next(g->lines, &g->ended, error))
      return g->ended;
    g->at = g->lines->line;
  }
  g->at += strspn(g->at, " \t");
  g->column = g->at - g->lines->line + 1;
  g->is_text = *g->at == '"';
  g->at += g->is_text;
  size_t length = strcspn(g->at, g->is_text ? "\"" : " \t[]");
  if (g->is_text && !g->at[length])
    return netc_lines_fail(g->lines, g->column, error, "a text that is not closed in its line");
  if (!g->is_text && length == 0)
    length = 1;  // a bracket
  if (length >= MAX_WORD)
    return netc_lines_fail(g->lines, g->column, error, "a word over the limit of %d bytes",
                           MAX_WORD - 1);
  memcpy(g->word, g->at, length);
  g->word[length] = 0;
  g->at += length + g->is_text;
  return true;
}

static bool is_word(const Gml *g, const char *word)
{
  return !g->ended && !g->is_text && strcmp(g->word, word) == 0;
}

static bool expect_word(Gml *g, const char *word, NetcError *error)
{
  return next_word(g, error) && (is_word(g, word) || fail_here(g, error, word));
}

// Over the rest of a list whose `[` is at hand.
static bool skip_list(Gml *g, NetcError *error)
{
  for (int depth = 1; depth > 0;) {
    if (!next_word(g, error))
      return false;
    depth += is_word(g, "[") - is_word(g, "]");
    if (g->ended || depth > MAX_DEPTH)
      return fail_here(g, error, "]");
  }
  return true;
}

// -- attributes -----------------------------------------------------------------------------------

static Field *find_field(Fields *fields, const char *name, NetcError *error)
{
  for (int i = 0; i < fields->count; i++)
    if (strcmp(fields->fields[i].name, name) == 0)
      return &fields->fields[i];
  if (fields->count == MAX_FIELDS) {
    netc_fail(error, "more than %d attributes", MAX_FIELDS);
    return NULL;
  }
  Field *field = &fields->fields[fields->count];
  *field = (Field){.name = strdup(name), .values.element = NETC_ELEMENT_F32};
  if (!field->name) {
    netc_fail(error, "no memory for an attribute");
    return NULL;
  }
  fields->count++;
  return field;
}

// The value at hand, of the element that is being read. Fields that some elements lack stay short
// and are left out.
static bool add_value(Gml *g, Fields *fields, const char *name, NetcError *error)
{
  Field *field = find_field(fields, name, error);
  double value;
  if (!field)
    return false;
  bool first = field->values.count == 0;
  if (g->is_text && (first || field->texts.count > 0)) {
    value = netc_words_add(&field->texts, g->word);
    if (value < 0)
      return netc_fail(error, "no memory for an attribute");
  } else if (g->is_text || field->texts.count > 0 || !netc_parse_number(g->word, &value)) {
    return fail_here(g, error, field->texts.count > 0 ? "a text" : "a number");
  }
  if (field->values.count > fields->elements)
    return fail_here(g, error, "each attribute once");
  return field->values.count < fields->elements || netc_vector_add(&field->values, value, error);
}

// -- nodes and edges ------------------------------------------------------------------------------

// What of an element is no attribute; *taken: this was such a thing.
typedef bool Take(Gml *g, const char *name, bool *taken, NetcError *error);

static bool take_id(Gml *g, const char *name, bool *taken, NetcError *error)
{
  *taken = strcmp(name, "id") == 0;
  if (!*taken)
    return true;
  if (netc_words_find(&g->ids, g->word) >= 0)
    return fail_here(g, error, "an id that no other node has");
  return netc_words_add(&g->ids, g->word) >= 0 || netc_fail(error, "no memory for ids");
}

static bool take_end(Gml *g, const char *name, bool *taken, NetcError *error)
{
  NetcVector *ends = strcmp(name, "source") == 0   ? &g->sources
                     : strcmp(name, "target") == 0 ? &g->targets
                                                   : NULL;
  *taken = ends != NULL;
  if (!*taken)
    return true;
  if (ends->count > g->edges.elements)
    return fail_here(g, error, "each end once");
  int position = netc_words_add(&g->ends, g->word);
  return position >= 0 ? netc_vector_add(ends, position, error)
                       : netc_fail(error, "no memory for ids");
}

// `[ name value .. ]`, from before the bracket.
static bool read_element(Gml *g, Fields *fields, Take *take, NetcError *error)
{
  char name[MAX_WORD];
  if (!expect_word(g, "[", error) || !next_word(g, error))
    return false;
  while (!is_word(g, "]")) {
    bool taken = false;
    strcpy(name, g->word);
    if (g->ended || g->is_text)
      return fail_here(g, error, "a name or ]");
    if (!next_word(g, error))
      return false;
    if (g->ended)
      return fail_here(g, error, "a value");
    bool fine = is_word(g, "[")
                    ? skip_list(g, error)
                    : take(g, name, &taken, error) && (taken || add_value(g, fields, name, error));
    if (!fine || !next_word(g, error))
      return false;
  }
  fields->elements++;
  return true;
}

static bool read_node(Gml *g, NetcError *error)
{
  return read_element(g, &g->nodes, take_id, error) &&
         (g->ids.count == g->nodes.elements || fail_here(g, error, "an id of the node"));
}

static bool read_edge(Gml *g, NetcError *error)
{
  if (!read_element(g, &g->edges, take_end, error))
    return false;
  int64_t count = g->edges.elements;
  return (g->sources.count == count && g->targets.count == count) ||
         fail_here(g, error, "source and target of the edge");
}

static bool read_graph(Gml *g, NetcError *error)
{
  do {
    if (!next_word(g, error))
      return false;
    if (g->ended)
      return fail_here(g, error, "graph [");
  } while (!is_word(g, "graph"));
  if (!expect_word(g, "[", error) || !next_word(g, error))
    return false;
  while (!is_word(g, "]")) {
    bool fine = true, directed = is_word(g, "directed");
    if (g->ended || g->is_text)
      return fail_here(g, error, "node, edge or ]");
    if (is_word(g, "node"))
      fine = read_node(g, error);
    else if (is_word(g, "edge"))
      fine = read_edge(g, error);
    else if ((fine = next_word(g, error)) && is_word(g, "["))
      fine = skip_list(g, error);
    else if (fine && directed)
      g->directed = is_word(g, "1");
    if (!fine || !next_word(g, error))
      return false;
  }
  return true;
}

// -- columns --------------------------------------------------------------------------------------

// The links as edges; `links[].position` leads back to the edge of the file.
static bool resolve_links(const Gml *g, NetcLinks *links, const char *path, NetcError *error)
{
  for (int64_t i = 0; i < g->edges.elements; i++) {
    int ends[2];
    const NetcVector *sides[] = {&g->sources, &g->targets};
    for (int side = 0; side < 2; side++) {
      const char *id = g->ends.words[(int)netc_vector_get(sides[side], i)];
      ends[side] = netc_words_find(&g->ids, id);
      if (ends[side] < 0)
        return netc_fail(error, "%s: edge %" PRId64 ": no node has the id %.80s", path, i, id);
    }
    if (!netc_links_add(links, ends[0], ends[1], error))
      return false;
    links->links[links->count - 1].position = (int32_t)i;
    if (g->directed || ends[0] == ends[1])
      continue;
    if (!netc_links_add(links, ends[1], ends[0], error))
      return false;
    links->links[links->count - 1].position = (int32_t)i;
  }
  netc_links_sort(links, false);
  return true;
}

static bool sort_texts(Field *field, NetcError *error)
{
  int *moved = calloc((size_t)field->texts.count + 1, sizeof *moved);
  bool fine = moved && netc_words_sort(&field->texts, moved);
  for (int64_t i = 0; fine && field->texts.count > 0 && i < field->values.count; i++) {
    float *value = (float *)(void *)field->values.data + i;
    *value = (float)moved[(int)*value];
  }
  free(moved);
  return fine || netc_fail(error, "no memory for an attribute");
}

static bool add_nodes(NetcData *data, Gml *g, const char *path, NetcError *error)
{
  for (int i = 0; i < g->nodes.count; i++) {
    Field *field = &g->nodes.fields[i];
    if (field->values.count < g->nodes.elements)
      continue;
    if (!sort_texts(field, error))
      return false;
    NetcArray array = netc_vector_take(&field->values, 0);
    if (!netc_data_add_rows(data, NETC_NODES, field->name, path, &array, error))
      return false;
  }
  NetcVector numbers = {.element = NETC_ELEMENT_I32};
  for (int64_t i = 0; i < g->nodes.elements; i++)
    if (!netc_vector_add(&numbers, (double)i, error))
      return false;
  NetcArray array = netc_vector_take(&numbers, 0);
  return netc_data_add_rows(data, NETC_NODES, "node", path, &array, error);
}

static bool add_edges(NetcData *data, Gml *g, const NetcLinks *links, const char *path,
                      NetcError *error)
{
  for (int i = 0; i < g->edges.count; i++) {
    Field *field = &g->edges.fields[i];
    NetcVector values = {.element = NETC_ELEMENT_F32};
    if (field->values.count < g->edges.elements)
      continue;
    if (!sort_texts(field, error))
      return false;
    for (int64_t e = 0; e < links->count; e++)
      if (!netc_vector_add(&values, netc_vector_get(&field->values, links->links[e].position),
                           error))
        return false;
    NetcArray array = netc_vector_take(&values, 0);
    if (!netc_data_add_rows(data, NETC_EDGES, field->name, path, &array, error))
      return false;
  }
  return true;
}

static bool add_columns(NetcData *data, Gml *g, const char *path, NetcError *error)
{
  NetcVector starts = {.element = NETC_ELEMENT_I64};
  NetcLinks links = {0};
  bool fine = netc_vector_add(&starts, 0, error) &&
              netc_vector_add(&starts, (double)g->nodes.elements, error) &&
              resolve_links(g, &links, path, error) &&
              netc_data_add_graphs(data, path, &starts, &links, error) &&
              add_nodes(data, g, path, error) && add_edges(data, g, &links, path, error);
  netc_vector_free(&starts);
  netc_links_free(&links);
  return fine;
}

static void free_fields(Fields *fields)
{
  for (int i = 0; i < fields->count; i++) {
    free(fields->fields[i].name);
    netc_vector_free(&fields->fields[i].values);
    netc_words_free(&fields->fields[i].texts);
  }
}

static bool read_file(NetcData *data, const char *path, NetcError *error)
{
  Gml g = {.sources.element = NETC_ELEMENT_I32, .targets.element = NETC_ELEMENT_I32};
  g.lines = netc_data_add_stamp(data, path, error) ? netc_lines_open(path, error) : NULL;
  bool fine = g.lines && read_graph(&g, error) && add_columns(data, &g, path, error);
  netc_lines_close(g.lines);
  netc_words_free(&g.ids);
  netc_words_free(&g.ends);
  netc_vector_free(&g.sources);
  netc_vector_free(&g.targets);
  free_fields(&g.nodes);
  free_fields(&g.edges);
  return fine;
}

bool netc_read_gml(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  if (netc_request_is_beside(request))
    return true;  // a single file has no parts
  if (!name || !name->text)
    return netc_fail(error, "gml: expected the name of a file or a folder");
  char *path = netc_data_locate(request, name->text, true, error);
  if (path && netc_is_folder(path)) {
    char *folder = path;
    path = netc_folder_find(folder, ".gml", error);
    free(folder);
  }
  bool fine = path && read_file(data, path, error);
  free(path);
  return fine;
}
