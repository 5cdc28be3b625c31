// netc build: from a `.net` file to an executable.

#include "command/command.h"
#include "loops/pipeline.h"

#include <errno.h>
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

#ifdef NETC_LLVM
// Null without an error: there is none, or none can be made where it is by default.
static Cache *open_cache(const CommandLine *line, Compilation *c)
{
  if (line->no_cache)
    return NULL;
  Cache *cache = cache_open(c->arena, line->cache ? line->cache : cache_folder(c->arena));
  if (!cache && line->cache)
    diag_error(c->diag, E1002, (Span){0}, "cannot make the folder %s: %s", line->cache,
               strerror(errno));
  return cache;
}

static void close_cache(const CommandLine *line, const Cache *cache)
{
  if (!cache)
    return;
  if (line->verbose)
    fprintf(stderr, "kernels: %d were in the cache, %d are now\n", cache_found(cache),
            cache_kept(cache));
  if (cache_kept(cache))
    cache_trim(cache, (int64_t)CACHE_MEGABYTES << 20);
}

static bool make_objects(const CommandLine *line, Compilation *c, const LoopProgram *loops,
                         ObjectFiles *objects)
{
  const char *message;
  int jobs = line->jobs ? line->jobs : machine_host_cores();
  Cache *cache = open_cache(line, c);
  if (diag_error_count(c->diag))
    return false;
  bool made =
      emit_llvm_objects(loops, &line->pipeline.target, jobs, cache, c->arena, objects, &message);
  if (!made)
    diag_error(c->diag, E1003, (Span){0}, "%s", message);
  close_cache(line, cache);
  return made;
}
#endif

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
    if (!make_objects(line, c, loops, &objects))
      return false;
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

// Measured schedules that this build has no use for: of other kernels, or of another CPU.
static void report_tuned(const CommandLine *line, Compilation *c)
{
  int here = 0, unused = 0;
  const char *cpu = tuned_cpu(c->arena, &c->machine);
  for (int i = 0; c->tuned && i < c->tuned->kernels.count; i++) {
    const TunedKernel *kernel = &c->tuned->kernels.items[i];
    here += !strcmp(kernel->cpu, cpu);
    unused += !strcmp(kernel->cpu, cpu) && !kernel->is_used;
  }
  if (!c->tuned || line->quiet)
    return;
  const char *file = line->files.items[0];
  if (!here)
    fprintf(stderr, "netc: note: %s.tune has no schedules for this CPU, %s\n", file, cpu);
  else if (unused)
    fprintf(stderr, "netc: note: %d of %d schedules in %s.tune fit no kernel of this build\n",
            unused, here, file);
}

// What a limit of the memory costs; with -v, what is computed again.
static void report_fitted(const CommandLine *line, Compilation *c)
{
  for (int i = 0; !line->quiet && i < c->fitted.count; i++) {
    const Fitted *fitted = &c->fitted.items[i];
    fprintf(
        stderr,
        "netc: note: the workspace of %s is %s instead of %s; what it computes again is expected "
        "to cost %.1f %% more time\n",
        fitted->name, text_size(c->arena, fitted->after), text_size(c->arena, fitted->before),
        100 * fitted->price);
    for (const Node *node = fitted->graph->body.first; line->verbose && node; node = node->next)
      if (node->again && shape_capacity(fitted->graph, node->shape) > 1)
        fprintf(stderr, "  again: %s\n", node->name);
  }
}

// A name as make reads it.
static void add_name(Text *out, const char *name)
{
  for (; *name; name++)
    text_add(out, "%s%c", *name == '$' ? "$" : strchr(" \t#:%\\", *name) ? "\\" : "", *name);
}

static void add_dependency(Text *out, const char *name)
{
  text_add(out, " ");
  add_name(out, name);
}

// -M: `lenet5: lenet5.net blocks.net`.
static bool print_dependencies(const CommandLine *line, Compilation *c)
{
  Text out = {.arena = c->arena};
  add_name(&out, line->output);
  text_add(&out, ":");
  if (!c->program)  // text of loops
    add_dependency(&out, line->files.items[0]);
  for (int i = 0; c->program && i < c->program->files.count; i++)
    add_dependency(&out, c->program->files.items[i]);
  if (c->tuned)
    add_dependency(&out, tuned_path(c->arena, line->files.items[0]));
  text_add(&out, "\n");
  return write_output(c, NULL, text_get(&out), out.length);
}

static bool build(CommandLine *line, Compilation *c)
{
  if (!compile_source(c, line->files.items[0]))
    return false;
  if (loops_is_text(c->source)) {
    const LoopProgram *loops = compile_loops_text(c, true);
    if (loops && line->dependencies)
      return print_dependencies(line, c);
    return loops && make_executable(line, c, loops);
  }
  if (!compile_load(c, line->files.items[0]) || !compile_graphs(c))
    return false;
  if (line->dependencies)
    return print_dependencies(line, c);
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
      return false;
  const LoopProgram *loops = compile_loops(c);
  report_tuned(line, c);
  if (diag_error_count(c->diag) == 0)
    report_fitted(line, c);
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
  Compilation *c = begin(line);
  c->machine = machine;
  build(line, c);
  return finish(line, c);
}
