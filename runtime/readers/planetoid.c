// One graph whose nodes are divided into those to train on, to validate and to test: the text form
// of Planetoid's citation graphs (Yang, Cohen and Salakhutdinov 2016).
//
//   planetoid("cora")
//
//   cora.content   id TAB word .. TAB class, a node a line; the class may be `unknown`
//   cora.cites     id TAB id, a link a line
//   cora.split     id TAB train|val|test; other nodes are in no part
//
// Fields: g, with an edge for each direction of a link; x: f32[N, words]; label: i32[N], 0 where it
// is unknown; mask: bool[N], the nodes of the part. Links given twice, links of a node to itself
// and links of ids that no node has are left out, and counted.

#include "files.h"
#include "lines.h"
#include "readers/graph.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct Planetoid {
  const NetcRequest *request;
  NetcWords ids, classes;
  NetcVector starts, words, labels, mask;
  NetcVector parts;  // of each node: 1 + its part; 0: none
  NetcLinks links;
  int64_t width;  // words of a node
  int64_t loops, unknown, chosen;
} Planetoid;

static int64_t column_of(const NetcLines *lines, const char *word)
{
  return word - lines->line + 1;
}

static bool add_word(Planetoid *p, const NetcLines *lines, const char *word, NetcError *error)
{
  double value = *word - '0';
  bool digit = value >= 0 && value <= 9 && !word[1];  // nearly all are
  if (!digit && !netc_parse_number(word, &value))
    return netc_lines_fail(lines, column_of(lines, word), error,
                           "expected a number, found \"%.40s\"", word);
  return netc_vector_add(&p->words, value, error);
}

static bool add_label(Planetoid *p, const char *name, NetcError *error)
{
  int label = strcmp(name, "unknown") == 0 ? -1 : netc_words_add(&p->classes, name);
  return netc_vector_add(&p->labels, label, error);
}

static bool add_node(Planetoid *p, NetcLines *lines, NetcError *error)
{
  char *at = lines->line, *id = netc_line_word(&at), *word = netc_line_word(&at), *next;
  int64_t width = 0;
  if (!word)
    return netc_lines_fail(lines, 1, error, "expected an id, words and a class");
  if (netc_words_find(&p->ids, id) >= 0)
    return netc_lines_fail(lines, 1, error, "the node %.80s is given twice", id);
  if (netc_words_add(&p->ids, id) < 0)
    return netc_fail(error, "no memory for the ids of nodes");
  for (; (next = netc_line_word(&at)); word = next, width++)
    if (!add_word(p, lines, word, error))
      return false;
  if (p->ids.count == 1)
    p->width = width;
  if (width != p->width)
    return netc_lines_fail(lines, 1, error, "%" PRId64 " words, the first node has %" PRId64, width,
                           p->width);
  return add_label(p, word, error) && netc_vector_add(&p->mask, 0, error) &&
         netc_vector_add(&p->parts, 0, error);
}

static bool add_link(Planetoid *p, NetcLines *lines, NetcError *error)
{
  char *at = lines->line, *from = netc_line_word(&at), *to = netc_line_word(&at);
  if (!to || netc_line_word(&at))
    return netc_lines_fail(lines, 1, error, "expected two ids");
  int a = netc_words_find(&p->ids, from), b = netc_words_find(&p->ids, to);
  p->unknown += a < 0 || b < 0;
  p->loops += a >= 0 && a == b;
  if (a < 0 || b < 0 || a == b)
    return true;
  return netc_links_add(&p->links, a, b, error) && netc_links_add(&p->links, b, a, error);
}

static bool add_choice(Planetoid *p, NetcLines *lines, NetcError *error)
{
  static const char *const names[] = {
      [NETC_PART_TRAIN] = "train", [NETC_PART_VALID] = "val", [NETC_PART_TEST] = "test"};
  char *at = lines->line, *id = netc_line_word(&at), *name = netc_line_word(&at);
  int part = 0;
  while (name && part < 3 && strcmp(name, names[part]) != 0)
    part++;
  if (!name || part == 3)
    return netc_lines_fail(lines, name ? column_of(lines, name) : 1, error,
                           "expected an id and train, val or test");
  int node = netc_words_find(&p->ids, id);
  if (node < 0)
    return netc_lines_fail(lines, 1, error, "no node has the id %.80s", id);
  double before = netc_vector_get(&p->parts, node);
  if (before != 0)
    return netc_lines_fail(lines, 1, error, "the node %.80s is in %s already", id,
                           names[(int)before - 1]);
  if (netc_vector_get(&p->labels, node) < 0)
    return netc_lines_fail(lines, 1, error, "the class of the node %.80s is unknown", id);
  ((int32_t *)(void *)p->parts.data)[node] = part + 1;
  if (part == (int)p->request->part) {
    p->mask.data[node] = 1;
    p->chosen++;
  }
  return true;
}

typedef bool AddLine(Planetoid *p, NetcLines *lines, NetcError *error);

// All lines of the file of the folder that ends so; empty ones say nothing.
static bool read_lines(Planetoid *p, NetcData *data, const char *folder, const char *end,
                       AddLine *add, NetcError *error)
{
  char *path = netc_folder_find(folder, end, error);
  NetcLines *lines =
      path && netc_data_add_stamp(data, path, error) ? netc_lines_open(path, error) : NULL;
  bool ended = false, fine = lines != NULL;
  while (fine && netc_lines_next(lines, &ended, error))
    fine = !lines->line[strspn(lines->line, " \t")] || add(p, lines, error);
  netc_lines_close(lines);
  free(path);
  return fine && ended;
}

static bool add_field(NetcData *data, const char *name, const char *origin, NetcVector *vector,
                      int64_t width, NetcError *error)
{
  NetcArray array = netc_vector_take(vector, width);
  if (!netc_data_add_rows(data, NETC_NODES, name, origin, &array, error))
    return false;
  data->columns[data->column_count - 1].is_target = width == 0;
  return true;
}

static bool add_columns(Planetoid *p, NetcData *data, const char *origin, NetcError *error)
{
  int64_t given = p->links.count;
  netc_links_sort(&p->links, true);
  int64_t repeats = (given - p->links.count) / 2;
  data->labelled = p->chosen;
  if (repeats + p->loops + p->unknown > 0 &&
      !netc_data_set_note(data, error,
                          "links that are left out: %" PRId64 " given twice, %" PRId64
                          " of a node to itself, %" PRId64 " of unknown ids",
                          repeats, p->loops, p->unknown))
    return false;
  return netc_vector_add(&p->starts, 0, error) &&
         netc_vector_add(&p->starts, p->ids.count, error) &&
         netc_data_add_graphs(data, origin, &p->starts, &p->links, error) &&
         netc_data_name_labels(data, &p->classes, &p->labels, error) &&
         (p->width == 0 || add_field(data, "x", origin, &p->words, p->width, error)) &&
         add_field(data, "label", origin, &p->labels, 0, error) &&
         add_field(data, "mask", origin, &p->mask, 0, error);
}

static bool read_folder(Planetoid *p, NetcData *data, const char *folder, NetcError *error)
{
  if (!read_lines(p, data, folder, ".content", add_node, error))
    return false;
  if (p->ids.count == 0)
    return netc_fail(error, "%s: .content has no nodes", folder);
  if (!read_lines(p, data, folder, ".cites", add_link, error) ||
      !read_lines(p, data, folder, ".split", add_choice, error))
    return false;
  if (p->chosen > 0)
    return add_columns(p, data, folder, error);
  return p->request->part != NETC_PART_TRAIN ||
         netc_fail(error, "%s: .split names no node to train on", folder);
}

bool netc_read_planetoid(NetcData *data, const NetcRequest *request, NetcError *error)
{
  const NetcArgument *name = netc_argument_at(request->reader, 0);
  if (!name || !name->text)
    return netc_fail(error, "planetoid: expected the name of a folder");
  Planetoid p = {.request = request,
                 .starts.element = NETC_ELEMENT_I64,
                 .words.element = NETC_ELEMENT_F32,
                 .labels.element = NETC_ELEMENT_I32,
                 .parts.element = NETC_ELEMENT_I32,
                 .mask.element = NETC_ELEMENT_BOOL};
  char *folder = netc_data_locate(request, name->text, true, error);
  bool fine = folder && read_folder(&p, data, folder, error);
  netc_words_free(&p.ids);
  netc_words_free(&p.classes);
  netc_links_free(&p.links);
  NetcVector *vectors[] = {&p.starts, &p.words, &p.labels, &p.mask, &p.parts};
  for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
    netc_vector_free(vectors[i]);
  free(folder);
  return fine;
}
