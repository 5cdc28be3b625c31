// netc emit: the program at any stage, for one graph of it.

#include "command/command.h"
#include "loops/pipeline.h"
#include "syntax/syntax.h"

#include <string.h>

// What is shown: the tree, the graph after a pass, kernels, loops, code.
static const char *const stages[] = {"ast",   "graph", "grad", "opt", "kernels",
                                     "loops", "c",     "llvm", "asm", "obj"};

enum { STAGE_COUNT = sizeof stages / sizeof *stages };

static bool is_pass(const char *stage)
{
  for (int i = 0; pass_name(i); i++)
    if (!strcmp(pass_name(i), stage))
      return true;
  return false;
}

static bool is_stage(const char *stage)
{
  for (int i = 0; i < STAGE_COUNT; i++)
    if (!strcmp(stages[i], stage))
      return true;
  return is_pass(stage);
}

// Of a pass that runs several times only the last is a stage.
static bool runs_again(int position)
{
  for (int i = position + 1; pass_name(i); i++)
    if (!strcmp(pass_name(i), pass_name(position)))
      return true;
  return false;
}

const char *stage_names(Arena *arena, char between)
{
  Text out = {.arena = arena};
  for (int i = 0; i < STAGE_COUNT; i++)
    text_add(&out, "%s%c", stages[i], between);
  for (int i = 0; pass_name(i); i++)
    if (!runs_again(i))
      text_add(&out, "%s%c", pass_name(i), pass_name(i + 1) ? between : '\0');
  return text_get(&out);
}

static int unknown_stage(const char *stage)
{
  fprintf(stderr, "netc: unknown stage `%s`; there are", stage);
  for (int i = 0; i < STAGE_COUNT; i++)
    fprintf(stderr, " %s", stages[i]);
  fprintf(stderr, " and the passes");
  for (int i = 0; pass_name(i); i++)
    if (!runs_again(i))
      fprintf(stderr, " %s", pass_name(i));
  fprintf(stderr, "\n");
  return EXIT_USAGE;
}

// Graph text begins with the word `graph` (after comments); everything else is a program.
static bool is_graph_text(const Source *source)
{
  const char *p = source->text;
  while (*p == ' ' || *p == '\n' || *p == '#') {
    if (*p == '#')
      p += strcspn(p, "\n");
    else
      p++;
  }
  return !strncmp(p, "graph ", 6) || !strncmp(p, "fn ", 3) ? strstr(p, "graph ") != NULL : false;
}

static GraphKind shown_graph(const CommandLine *line)
{
  for (int kind = GRAPH_FIRST_ASKED; kind < GRAPH_KIND_COUNT; kind++)
    if (line->pipeline.elaborate.with >> kind & 1)
      return (GraphKind)kind;
  return line->train        ? GRAPH_TRAIN
         : line->evaluate   ? GRAPH_EVALUATE
         : line->initialize ? GRAPH_INITIALIZE
                            : GRAPH_PREDICT;
}

static Graph *load_graph(CommandLine *line, Compilation *c)
{
  if (is_graph_text(c->source))
    return graph_parse(c->arena, c->names, c->diag, c->source);
  c->file = parse_net(c->arena, c->names, c->diag, c->source);
  if (diag_error_count(c->diag) || !compile_graphs(c))
    return NULL;
  Graph *graph = c->program->graphs[shown_graph(line)];
  if (!graph)
    diag_error(c->diag, E0201, (Span){.source = c->source}, "%s has no train block",
               c->source->name);
  return graph;
}

static bool emit_code(CommandLine *line, Compilation *c, const LoopProgram *loops, Text *out)
{
  if (!strcmp(line->stage, "c")) {
    emit_c(loops, &c->machine, out);
    return true;
  }
#ifdef NETC_LLVM
  LlvmOutput kind = !strcmp(line->stage, "llvm")  ? LLVM_IR
                    : !strcmp(line->stage, "asm") ? LLVM_ASSEMBLY
                                                  : LLVM_OBJECT;
  const char *bytes, *message;
  size_t length;
  if (emit_llvm(loops, &c->machine, &line->pipeline.target, kind, c->arena, &bytes, &length,
                &message)) {
    text_add_bytes(out, bytes, length);
    return true;
  }
  diag_error(c->diag, E1003, (Span){0}, "%s", message);
#else
  (void)loops, (void)out;
  diag_error(c->diag, E1003, (Span){0}, "this netc was built without LLVM: there is no stage %s",
             line->stage);
#endif
  return false;
}

// Loops that were printed before, perhaps changed since: there is nothing above them to show.
static bool emit_loops_text(CommandLine *line, Compilation *c, Text *out)
{
  static const char *const below[] = {"loops", "c", "llvm", "asm", "obj"};
  for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
    if (strcmp(line->stage, below[i]))
      continue;
    LoopProgram *loops = compile_loops_text(c, i > 0);
    if (!loops || i > 0)
      return loops && emit_code(line, c, loops, out);
    loops_print(loops, out);
    return true;
  }
  diag_error(c->diag, E0601, (Span){.source = c->source}, "%s is text of loops: it has no stage %s",
             c->source->name, line->stage);
  return false;
}

static bool is_limited(const CommandLine *line)
{
  return line->pipeline.ram_limit || line->pipeline.ram_least;
}

// A limit of the memory is of the whole program: all of it is made before one graph is shown.
static bool make_limited(Compilation *c)
{
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
      return false;
  compile_loops(c);
  return diag_error_count(c->diag) == 0;
}

static const Kernels *made_kernels(const Compilation *c, GraphKind kind)
{
  const Kernels *found = NULL;
  for (int i = 0; i < c->kernels.count; i++)
    if (c->kernels.items[i]->kind == kind)
      found = c->kernels.items[i];
  return found;
}

// Graph text is a program of one graph, whose workspace is what is limited.
static bool limit_graph(Compilation *c, Graph *graph)
{
  Program *program = arena_new(c->arena, Program);
  *program = (Program){.arena = c->arena, .names = c->names, .name = graph->name};
  program->graphs[GRAPH_TRAIN] = graph;
  c->program = program;
  check_workspace(c, compile_kernels(c, GRAPH_TRAIN));
  return diag_error_count(c->diag) == 0;
}

// The graph after all passes, or those up to a stage; null after errors.
static Graph *run_graph_passes(CommandLine *line, Compilation *c, Graph *graph)
{
  const char *stop = line->pipeline.stop_after;
  bool limited = is_limited(line) && (!stop || !strcmp(stop, "recompute"));
  if (limited && c->program)
    return make_limited(c) ? c->program->graphs[shown_graph(line)] : NULL;
  if (!compile_passes(c, graph) || !(limited || compile_sized_passes(c, graph)))
    return NULL;
  if (!limited)
    return graph;
  return limit_graph(c, graph) ? c->program->graphs[GRAPH_TRAIN] : NULL;
}

// Kernels, loops and code: of the whole program, or of the graph asked for.
static bool emit_low(CommandLine *line, Compilation *c, Text *out)
{
  GraphKind shown = shown_graph(line);
  if (is_limited(line) && !strcmp(line->stage, "kernels")) {
    if (make_limited(c))
      kernels_print(made_kernels(c, shown), out);
    return diag_error_count(c->diag) == 0;
  }
  bool one = line->train || line->evaluate || line->initialize || line->pipeline.elaborate.with ||
             !strcmp(line->stage, "kernels");
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++) {
    if (one && kind != (int)shown)
      c->program->graphs[kind] = NULL;
    if (c->program->graphs[kind] && !compile_passes(c, c->program->graphs[kind]))
      return false;
  }
  if (!strcmp(line->stage, "kernels")) {
    place_variables(c->program);
    kernels_print(compile_kernels(c, shown), out);
    return true;
  }
  LoopProgram *loops = compile_loops(c);
  if (diag_error_count(c->diag))
    return false;
  if (strcmp(line->stage, "loops"))
    return emit_code(line, c, loops, out);
  loops_print(loops, out);
  return true;
}

static bool emit_stage(CommandLine *line, Compilation *c, Text *out)
{
  if (!compile_source(c, line->files.items[0]))
    return false;
  if (loops_is_text(c->source))
    return emit_loops_text(line, c, out);
  if (!strcmp(line->stage, "ast")) {
    if (compile_load(c, line->files.items[0]))
      print_ast(c->file, out);
    return diag_error_count(c->diag) == 0;
  }
  if (!compile_tuned(c, line->files.items[0]))
    return false;
  Graph *graph = load_graph(line, c);
  if (!graph || diag_error_count(c->diag))
    return false;
  bool pass = is_pass(line->stage) || !strcmp(line->stage, "grad") || !strcmp(line->stage, "opt");
  if (pass && !(graph = run_graph_passes(line, c, graph)))
    return false;
  if (pass || !strcmp(line->stage, "graph")) {
    Span place;
    const char *wrong = graph_verify(graph, c->arena, &place);
    if (wrong) {
      diag_error(c->diag, E0601, place, "%s", wrong);
      return false;
    }
    graph_print(graph, out);
    return true;
  }
  if (!c->program) {
    diag_error(c->diag, E0490, graph->span, "stage %s of graph text is not supported yet",
               line->stage);
    return false;
  }
  return emit_low(line, c, out);
}

int run_emit(CommandLine *line)
{
  Machine machine;
  if (!takes_one_file(line) || !check_output(line) || !check_machine(line, &machine))
    return EXIT_USAGE;
  if (!line->stage)
    line->stage = "graph";
  if (!is_stage(line->stage))
    return unknown_stage(line->stage);
  if (!strcmp(line->stage, "obj") && !check_terminal(line))
    return EXIT_USAGE;
  if (is_pass(line->stage))
    line->pipeline.stop_after = line->stage;
  if (!strcmp(line->stage, "grad")) {
    line->train = true;
    line->pipeline.stop_after = "solve";
  }
  Compilation *c = begin(line);
  c->machine = machine;
  Text out = {.arena = c->arena};
  if (emit_stage(line, c, &out))
    write_output(c, line->output, text_get(&out), out.length);
  return finish(line, c);
}
