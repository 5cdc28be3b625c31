// netc check, fmt, explain, help, man, completion: what is asked of a file before it is compiled.

#include "command/command.h"
#include "syntax/syntax.h"

#include <string.h>

static bool check_net(CommandLine *line, Compilation *c, const char *name)
{
  line->pipeline.elaborate.net = name;
  if (!compile_graphs(c))
    return false;
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
      return false;
  return true;
}

// All nets of the file, or the one asked for.
static bool check_nets(CommandLine *line, Compilation *c)
{
  if (line->pipeline.elaborate.net)
    return check_net(line, c, line->pipeline.elaborate.net);
  bool all = true;  // an error in one leaves the others to be checked
  for (int i = 0; i < c->file->definitions.count; i++) {
    const AstDefinition *definition = c->file->definitions.items[i];
    if (definition->kind == AST_NET)
      all &= check_net(line, c, definition->name);
  }
  line->pipeline.elaborate.net = NULL;
  return all;
}

bool check_source(CommandLine *line, Compilation *c)
{
  if (!compile_load(c, line->files.items[0]))
    return false;
  c->library = library_load(c->arena, c->names, c->diag);
  check_definitions(c->arena, c->names, c->diag, c->library, c->file, &c->options->elaborate);
  return diag_error_count(c->diag) == 0 && check_nets(line, c);
}

static void check(CommandLine *line, Compilation *c)
{
  if (!check_source(line, c))
    return;
  Text out = {.arena = c->arena};
  if (line->json)
    text_add(&out, "{\"version\":1,\"command\":\"check\"}\n");
  certify_gradients(c->arena, c->names, c->diag, c->library, c->file, line->json, &out);
  if (!line->quiet)
    fputs(text_get(&out), stdout);
}

int run_check(CommandLine *line)
{
  if (!takes_one_file(line))
    return EXIT_USAGE;
  Compilation *c = begin(line);
  check(line, c);
  return finish(line, c);
}

int run_fmt(CommandLine *line)
{
  if (!takes_one_file(line) || !check_output(line))
    return EXIT_USAGE;
  Compilation *c = begin(line);
  bool differs = false;
  if (compile_load(c, line->files.items[0])) {
    Text out = {.arena = c->arena};
    format_file(c->file, &out);
    differs = strcmp(text_get(&out), c->source->text) != 0;
    const char *path = line->write ? line->files.items[0] : line->output;
    if (!line->check_only && (differs || !line->write))
      write_output(c, path, text_get(&out), out.length);
  }
  int status = finish(line, c);
  return status ? status : line->check_only && differs ? EXIT_INPUT : EXIT_DONE;
}

int run_explain(CommandLine *line)
{
  if (line->files.count != 1) {
    fprintf(stderr, "netc: explain takes one code, such as E0301\n");
    return EXIT_USAGE;
  }
  if (diag_explain(line->files.items[0], stdout))
    return EXIT_DONE;
  fprintf(stderr, "netc: there is no diagnostic `%s`\n", line->files.items[0]);
  return EXIT_USAGE;
}

int run_man(CommandLine *line)
{
  if (line->files.count > 0) {
    fprintf(stderr, "netc: man takes no file, found %s\n", line->files.items[0]);
    return EXIT_USAGE;
  }
  describe_program(line->arena, NULL);
  return EXIT_DONE;
}

int run_completion(CommandLine *line)
{
  if (line->files.count == 1 && describe_program(line->arena, line->files.items[0]))
    return EXIT_DONE;
  fprintf(stderr, "netc: completion takes one of bash, zsh and fish\n");
  return EXIT_USAGE;
}

int run_help(CommandLine *line)
{
  if (line->files.count == 0)
    return print_help(NULL);
  const Command *command = find_command(line->files.items[0]);
  if (command)
    return print_help(command);
  fprintf(stderr, "netc: unknown command `%s`; netc help tells those there are\n",
          line->files.items[0]);
  return EXIT_USAGE;
}
