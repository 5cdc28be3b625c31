// netc fix: what diagnostics know to be right is done, again and again until nothing is left of
// that kind. What a person has to decide stays, and is reported.

#include "command/command.h"

#include <string.h>

enum { MAX_ROUNDS = 20 };

// One round over `source`; `*fixed` counts. The text after it, or null where nothing was to be
// done: then `*c` holds what is left to report.
static const char *fix_once(CommandLine *line, const Source *source, Compilation **c, int *fixed)
{
  *c = begin(line);
  (*c)->source = source;
  check_source(line, *c);
  if (!(*c)->source)
    return NULL;
  Text out = {.arena = line->arena};
  int count = diag_apply_fixes((*c)->diag, (*c)->source, &out);
  *fixed += count;
  return count ? text_get(&out) : NULL;
}

static bool write_fixed(CommandLine *line, Compilation *c, const char *text, int fixed)
{
  const char *file = line->files.items[0];
  bool in_place = !line->output && strcmp(file, "-");
  if (in_place && !fixed)
    return true;
  if (!write_output(c, in_place ? file : line->output, text, strlen(text)))
    return false;
  if (!line->quiet)
    fprintf(stderr, "%s: %d mended\n", c->source->name, fixed);
  return true;
}

int run_fix(CommandLine *line)
{
  if (!takes_one_file(line) || (line->output && !check_output(line)))
    return EXIT_USAGE;
  const Source *source = NULL;
  Compilation *c = NULL;
  int fixed = 0;
  for (int round = 0; round < MAX_ROUNDS; round++) {
    const char *text = fix_once(line, source, &c, &fixed);
    if (!text)
      break;
    const char *name = c->source->name;
    source = source_create(line->arena, arena_copy_text(line->arena, name, strlen(name)), text,
                           strlen(text));
    if (round + 1 < MAX_ROUNDS)
      compilation_destroy(c);
  }
  if (c->source)
    write_fixed(line, c, c->source->text, fixed);
  return finish(line, c);
}
