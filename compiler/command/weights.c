// netc weights: the verbs, and what they share.

#include "command/weights.h"

#include "elements.h"

#include <stdlib.h>
#include <string.h>

typedef struct Verb {
  const char *name;
  int files;
  int (*run)(CommandLine *line, NetcError *error);
  bool (*check)(const CommandLine *line);
} Verb;

static bool check_plain(const CommandLine *line);

static const Verb verbs[] = {
    {"show", 1, weights_show, check_plain},
    {"diff", 2, weights_diff, check_plain},
    {"convert", 1, weights_convert, check_convert},
};

enum { VERB_COUNT = sizeof verbs / sizeof *verbs };

// What only convert takes; files are given to the others to be read.
static bool check_plain(const CommandLine *line)
{
  const char *option = line->output          ? "-o"
                       : line->dtype         ? "--dtype"
                       : line->map           ? "--map"
                       : line->renames.count ? "--rename"
                                             : NULL;
  if (option)
    fprintf(stderr, "netc: only weights convert takes %s\n", option);
  return !option;
}

static int unknown_verb(const char *text)
{
  const char *names[VERB_COUNT];
  for (int i = 0; i < VERB_COUNT; i++)
    names[i] = verbs[i].name;
  const char *nearest = text_nearest(text, names, VERB_COUNT);
  fprintf(stderr, "netc: weights takes show, diff or convert, not `%s`%s%s%s\n", text,
          nearest ? "; did you mean `" : "", nearest ? nearest : "", nearest ? "`?" : "");
  return -1;
}

// The first word behind `weights`, taken off; -1 after a usage error.
static int take_verb(CommandLine *line)
{
  if (line->files.count == 0) {
    fprintf(stderr, "netc: weights takes show, diff or convert, and files\n");
    return -1;
  }
  const char *word = line->files.items[0];
  int verb = 0;
  while (verb < VERB_COUNT && strcmp(verbs[verb].name, word))
    verb++;
  if (verb == VERB_COUNT)
    return unknown_verb(word);
  line->files.items++;
  line->files.count--;
  if (line->files.count == verbs[verb].files)
    return verb;
  fprintf(stderr, "netc: weights %s takes %d file%s, found %d\n", word, verbs[verb].files,
          verbs[verb].files == 1 ? "" : "s", line->files.count);
  return -1;
}

int run_weights(CommandLine *line)
{
  NetcError error = {0};
  int verb = take_verb(line);
  if (verb < 0 || !verbs[verb].check(line))
    return EXIT_USAGE;
  Compilation *c = begin(line);
  int code = verbs[verb].run(line, &error);
  if (error.status)
    diag_error(c->diag, E0701, (Span){0}, "%s", error.text);
  if (fflush(stdout))
    diag_error(c->diag, E1002, (Span){0}, "<stdout>: cannot write");
  int ended = finish(line, c);
  return ended == EXIT_DONE ? code : ended;
}

bool weights_rules(const CommandLine *line, NetcMap *map, NetcError *error)
{
  *map = (NetcMap){0};
  bool fine = !line->map || netc_map_load(map, line->map, error);
  for (int i = 0; fine && i < line->renames.count; i++)
    fine = netc_map_add(map, line->renames.items[i], error);
  if (!fine)
    netc_map_free(map);
  return fine;
}

void *weights_read(const NetcTensorFile *file, const NetcStored *tensor, NetcError *error)
{
  int64_t bytes = tensor->end - tensor->begin;
  void *data = malloc((size_t)bytes + 1);
  if (!data)
    netc_fail_memory(error, bytes, tensor->name);
  if (data && netc_tensors_read(file, tensor, data, error))
    return data;
  free(data);
  return NULL;
}

int64_t weights_count(const NetcStored *tensor)
{
  return (tensor->end - tensor->begin) / netc_element_bytes(tensor->element);
}

int64_t weights_block(const NetcStored *tensor, const void *data, int64_t first, double *to)
{
  int64_t left = weights_count(tensor) - first, count = left < WEIGHTS_BLOCK ? left : WEIGHTS_BLOCK;
  double ignored;
  netc_convert(to, NETC_F64, (const char *)data + first * netc_element_bytes(tensor->element),
               tensor->element, count, &ignored);
  return count;
}

const char *weights_type(char *to, size_t size, const NetcStored *tensor)
{
  char shape[200];
  snprintf(to, size, "%s%s", netc_element_name(tensor->element),
           netc_format_shape(shape, sizeof shape, tensor->extents, tensor->rank));
  return to;
}
