// netc tune: measures schedules on this machine, and keeps the faster ones in FILE.tune.

#include "command/command.h"
#include "syntax/syntax.h"
#include "tune/tune.h"

#include "interrupt.h"

#include <string.h>
#include <unistd.h>

// What an earlier run found, of this CPU and of others.
static bool read_tuned(Compilation *c, const char *path)
{
  c->tuned = arena_new(c->arena, Tuned);
  if (access(path, F_OK))
    return true;
  const Source *source = load_source(c->arena, c->diag, path);
  c->tuned = source ? tuned_parse(c->arena, c->diag, source) : NULL;
  return c->tuned != NULL;
}

static void run(CommandLine *line, Compilation *c)
{
  const char *file = line->files.items[0];
  int cores = machine_host_cores();
  TuneOptions options = {.budget = line->budget,
                         .threads = line->threads ? line->threads : cores,
                         .jobs = cores,
                         .quiet = line->quiet,
                         .path = tuned_path(c->arena, file)};
  if (!compile_load(c, file) || !compile_graphs(c))
    return;
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
      return;
  const LoopProgram *loops = compile_loops(c);
  if (diag_error_count(c->diag) == 0 && read_tuned(c, options.path))
    tune(c, loops, &options);
}

int run_tune(CommandLine *line)
{
  Machine machine;
  line->pipeline.no_tune = true;  // what is compared with is the compiler's own
  if (!takes_one_file(line))
    return EXIT_USAGE;
  if (!strcmp(line->files.items[0], "-")) {
    fputs("netc: tune writes beside the file; it needs the name of one\n", stderr);
    return EXIT_USAGE;
  }
  if (!check_machine(line, &machine))
    return EXIT_USAGE;
  Compilation *c = begin(line);
  c->machine = machine;
  run(line, c);
  int code = finish(line, c), signal = netc_interrupt_signal();
  return code == EXIT_DONE && signal ? 128 + signal : code;
}
