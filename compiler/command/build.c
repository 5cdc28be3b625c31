// netc build: from a `.net` file to an executable.

#include "command/command.h"
#include "loops/pipeline.h"

#include <stdlib.h>
#include <string.h>

// `lenet5.net` gives `lenet5`.
static const char *default_output(CommandLine *line, const char *file)
{
  const char *base = strrchr(file, '/');
  base = base ? base + 1 : file;
  size_t length = strlen(base);
  if (length > 4 && !strcmp(base + length - 4, ".net"))
    return arena_copy_text(line->arena, base, length - 4);
  return "a.out";
}

static bool make_executable(CommandLine *line, Compilation *c, const LoopProgram *loops)
{
  const Target *target = &line->pipeline.target;
  LinkOptions link = {.output = line->output,
                      .compiler = getenv("CC"),
                      .optimization = target->optimization,
                      .debug = target->debug,
                      .cpu = c->machine.cpu};
#ifdef NETC_LLVM
  if (!line->backend || !strcmp(line->backend, "llvm")) {
    ObjectFiles objects = {0};
    const char *message;
    int jobs = line->jobs ? line->jobs : machine_host_cores();
    if (!emit_llvm_objects(loops, target, jobs, c->arena, &objects, &message)) {
      diag_error(c->diag, E1003, (Span){0}, "%s", message);
      return false;
    }
    return link_executable(NULL, 0, &objects, &link, c->diag);
  }
#endif
  Text text = {.arena = c->arena};
  if (target->debug)
    emit_c_debug(loops, &c->machine, &text);
  else
    emit_c(loops, &c->machine, &text);
  return link_executable(text_get(&text), text.length, NULL, &link, c->diag);
}

static bool build(CommandLine *line, Compilation *c)
{
  if (!compile_source(c, line->files.items[0]))
    return false;
  if (loops_is_text(c->source)) {
    const LoopProgram *loops = compile_loops_text(c);
    return loops && make_executable(line, c, loops);
  }
  if (!compile_load(c, line->files.items[0]) || !compile_graphs(c))
    return false;
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
      return false;
  const LoopProgram *loops = compile_loops(c);
  return diag_error_count(c->diag) == 0 && make_executable(line, c, loops);
}

int run_build(CommandLine *line)
{
  Machine machine;
  if (!takes_one_file(line))
    return EXIT_USAGE;
  if (!line->output)
    line->output = default_output(line, line->files.items[0]);
  if (!check_output(line) || !check_machine(line, &machine))
    return EXIT_USAGE;
  Compilation *c = compilation_create(&line->pipeline);
  c->machine = machine;
  diag_set_limit(c->diag, line->max_errors);
  build(line, c);
  return finish(line, c);
}
