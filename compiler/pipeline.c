// The pipeline: what happens between a `.net` file and code, in order.
//
//   text -> tree -> [elaborate] -> graph -> [passes below] -> graph
//        -> [fuse, choose_schedules, plan_memory] -> kernels -> [lower] -> loops -> C, or LLVM
//
// It prints, verifies and times; passes do not.

#include "pipeline.h"
#include "fault.h"
#include "loops/pipeline.h"
#include "syntax/syntax.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef enum PassKind {
  PASS_NEEDED,    // what follows counts on it
  PASS_OPTIONAL,  // -fno-NAME leaves it out
  PASS_SIZED,     // optional, and its choices depend on capacities: it runs once they are bound
  PASS_BF16,      // the same, but with --precision bf16 alone
  PASS_LIMITED,   // optional, and runs where kernels have shown that a limit is passed
} PassKind;

typedef struct Pass {
  const char *name;
  bool (*run)(Graph *graph, Arena *scratch);
  PassKind kind;
} Pass;

// differentiate reports to the user, pair_products is told which products, and recompute follows a
// plan: they are called by name below.
static const Pass passes[] = {
    {"segment_scans", segment_scans, PASS_NEEDED},
    {"multiply_rows", multiply_rows, PASS_OPTIONAL},
    {"differentiate", NULL, PASS_NEEDED},
    {"mask_lengths", mask_lengths, PASS_NEEDED},
    {"solve", solve, PASS_NEEDED},
    {"remove_dead", remove_dead, PASS_NEEDED},
    {"ungroup", ungroup, PASS_NEEDED},
    {"simplify", simplify, PASS_NEEDED},
    {"hoist_from_scans", hoist_from_scans, PASS_OPTIONAL},
    {"fold_normalization", fold_normalization, PASS_OPTIONAL},
    {"factor_out", factor_out, PASS_OPTIONAL},
    {"split_members", split_members, PASS_OPTIONAL},
    {"merge_common", merge_common, PASS_OPTIONAL},
    {"take_final_states", take_final_states, PASS_OPTIONAL},
    {"ask_results", ask_results, PASS_OPTIONAL},
    {"confine_sums", confine_sums, PASS_OPTIONAL},
    {"remove_dead", remove_dead, PASS_NEEDED},
    {"pair_products", NULL, PASS_BF16},
    {"winograd", winograd, PASS_SIZED},
    {"sum_in_parts", sum_in_parts, PASS_SIZED},
    {"recompute", NULL, PASS_LIMITED},
};

enum { PASS_COUNT = sizeof passes / sizeof *passes };

const char *pass_name(int position)
{
  return position < PASS_COUNT ? passes[position].name : NULL;
}

bool pass_is_optional(const char *name)
{
  for (int i = 0; i < PASS_COUNT; i++)
    if (!strcmp(passes[i].name, name) && passes[i].kind != PASS_NEEDED)
      return passes[i].kind != PASS_BF16;
  return false;
}

Compilation *compilation_create(const PipelineOptions *options)
{
  Arena *arena = arena_create();
  Compilation *c = arena_new(arena, Compilation);
  c->arena = arena;
  c->names = names_create(arena);
  c->diag = diag_create(arena);
  c->choices = choices_create(arena);
  c->options = options;
  return c;
}

void compilation_destroy(Compilation *c)
{
  if (c)
    arena_destroy(c->arena);
}

bool compile_source(Compilation *c, const char *path)
{
  if (!c->source)
    c->source = load_source(c->arena, c->diag, path);
  return c->source != NULL;
}

const char *tuned_path(Arena *arena, const char *path)
{
  return arena_print(arena, "%s.tune", path);
}

bool compile_tuned(Compilation *c, const char *path)
{
  path = tuned_path(c->arena, path);
  if (c->options->no_tune || access(path, F_OK))
    return true;
  const Source *source = load_source(c->arena, c->diag, path);
  c->tuned = source ? tuned_parse(c->arena, c->diag, source) : NULL;
  return c->tuned != NULL;
}

bool compile_load(Compilation *c, const char *path)
{
  if (!compile_source(c, path) || !compile_tuned(c, path))
    return false;
  c->file = parse_net(c->arena, c->names, c->diag, c->source);
  return diag_error_count(c->diag) == 0;
}

bool compile_graphs(Compilation *c)
{
  c->library = library_load(c->arena, c->names, c->diag);
  c->program = elaborate(c->arena, c->names, c->diag, c->library, c->file, &c->options->elaborate);
  return c->program && diag_error_count(c->diag) == 0;
}

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static const char *source_name(const Compilation *c)
{
  return c->source ? c->source->name : "the source";
}

static void verify_graph(Compilation *c, const Work *work, Graph *graph)
{
  const char *wrong = c->options->verify ? graph_verify(graph, c->arena, NULL) : NULL;
  if (wrong)
    fault_report(work, wrong);
}

static void print_graph(Compilation *c, const Pass *pass, Graph *graph)
{
  Text text = {.arena = c->arena};
  graph_print(graph, &text);
  fprintf(stderr, "# after %s\n%s", pass->name, text_get(&text));
}

// The last pass that runs.
static int stop_position(const Compilation *c)
{
  int last = PASS_COUNT - 1;
  while (c->options->stop_after && last > 0 && strcmp(c->options->stop_after, passes[last].name))
    last--;
  return last;
}

static bool is_left_out(const Compilation *c, const char *pass)
{
  for (int i = 0; i < c->options->left_out.count; i++)
    if (!strcmp(c->options->left_out.items[i], pass))
      return true;
  return false;
}

static bool apply(Compilation *c, const Pass *pass, Graph *graph, const RecomputePlan *plan,
                  Arena *scratch)
{
  if (plan)
    return recompute(graph, plan, scratch);
  if (pass->kind == PASS_BF16)
    return c->options->precision != PRECISION_F32 &&
           pair_products(graph, c->options->precision == PRECISION_BF16, scratch);
  return pass->run ? pass->run(graph, scratch) : differentiate(graph, c->diag, scratch);
}

static void run_pass(Compilation *c, const Pass *pass, Graph *graph, const RecomputePlan *plan,
                     Arena *scratch)
{
  double start = seconds();
  Work work = {.source = source_name(c), .pass = pass->name, .graph = graph};
  fault_working(&work);
  bool changed = apply(c, pass, graph, plan, scratch);
  arena_reset(scratch);
  if (c->options->time_passes)
    fprintf(stderr, "%8.2f ms  %s %s\n", (seconds() - start) * 1e3, graph->name, pass->name);
  if (diag_error_count(c->diag) == 0)
    verify_graph(c, &work, graph);
  fault_working(NULL);
  if (diag_error_count(c->diag))
    return;
  if (changed && c->options->print_changed)
    print_graph(c, pass, graph);
}

void run_recompute(Compilation *c, Graph *graph, const RecomputePlan *plan, Arena *scratch)
{
  run_pass(c, &passes[PASS_COUNT - 1], graph, plan, scratch);
}

static bool run_passes(Compilation *c, Graph *graph, PassKind least, PassKind most)
{
  Arena *scratch = arena_create();
  for (int i = 0; i <= stop_position(c) && diag_error_count(c->diag) == 0; i++)
    if (passes[i].kind >= least && passes[i].kind <= most && !is_left_out(c, passes[i].name))
      run_pass(c, &passes[i], graph, NULL, scratch);
  arena_destroy(scratch);
  return diag_error_count(c->diag) == 0;
}

static const char *shape_text_of(const Compilation *c, const Graph *graph, const Node *node)
{
  Text text = {.arena = c->arena};
  shape_print(graph, node->form == FORM_SCAN ? (Shape){1, {node->scan->extent}} : node->shape,
              &text);
  return text_get(&text);
}

bool compile_passes(Compilation *c, Graph *graph)
{
  if (!run_passes(c, graph, PASS_NEEDED, PASS_OPTIONAL))
    return false;
  const Node *unknown = c->options->stop_after ? NULL : find_unknown_extent(graph);
  if (!unknown)
    return true;
  diag_error(c->diag, E0318, unknown->origin.span, "%s is %s: a size of several symbols",
             unknown->name, shape_text_of(c, graph, unknown));
  diag_help(c->diag,
            "what enters and leaves a net, and the steps of a scan, have one symbol in each "
            "dimension, as B, 2*B + 1 and (H - 1)/2 do; inside, sizes may have several");
  return false;
}

bool compile_sized_passes(Compilation *c, Graph *graph)
{
  return run_passes(c, graph, PASS_SIZED, PASS_BF16);
}

// Kernels that were measured run as was found best, where that still fits them.
static void use_tuned(Compilation *c, Kernels *kernels)
{
  const char *cpu = tuned_cpu(c->arena, &c->machine);
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    if (!kernel_is_tunable(kernels, kernel))
      continue;
    TunedKernel *found = tuned_find(c->tuned, cpu, kernel_identity(kernels, kernel));
    if (!found)
      continue;
    found->is_used = !found->has_schedule || schedule_is_allowed(kernels, kernel, &found->schedule);
    if (found->has_schedule && found->is_used)
      kernel->schedule = found->schedule;
  }
}

// Every preference of layout is tried on kernels of its own; the cost model decides.
Kernels *make_kernels(Compilation *c, GraphKind kind)
{
  Arena *scratch = arena_create();
  Kernels *best = NULL;
  double best_cycles = 0;
  Kernels *fused = fuse(c->arena, c->program, kind, &c->machine);
  unroll_tables(fused);
  join_slots(fused);
  note_walks(fused);
  add_halos(fused, scratch);
  for (int preference = 0; preference < PREFERENCE_COUNT; preference++) {
    Kernels *kernels = kernels_copy(fused);
    double cycles = choose_schedules(kernels, preference, c->choices, scratch);
    arena_reset(scratch);
    if (!best || cycles < best_cycles) {
      best = kernels;
      best_cycles = cycles;
    }
  }
  best->cycles = best_cycles;
  if (c->tuned)
    use_tuned(c, best);
  form_chains(best, c->options->chains, scratch);
  arena_reset(scratch);
  plan_memory(best, scratch);
  const char *wrong = c->options->verify ? kernels_verify(best, scratch) : NULL;
  if (wrong)
    fault_report(&(Work){.source = source_name(c), .pass = "scheduling", .kernels = best}, wrong);
  arena_destroy(scratch);
  return best;
}

Kernels *compile_kernels(Compilation *c, GraphKind kind)
{
  compile_sized_passes(c, c->program->graphs[kind]);
  Kernels *kernels = make_kernels(c, kind);
  if ((c->options->ram_limit || c->options->ram_least) && !is_left_out(c, "recompute"))
    kernels = fit_memory(c, kind, kernels);
  list_add(c->arena, &c->kernels, kernels);
  Arena *scratch = arena_create();
  report_memory(kernels, c->diag, scratch);
  arena_destroy(scratch);
  return kernels;
}

static void compile_entry(Compilation *c, LoopProgram *loops, GraphKind kind, const char *name)
{
  c->resident = resident_bytes(loops);
  lower_entry(loops, c->program, compile_kernels(c, kind), name);
}

// The entry for one row, once it is made: those for more may run it, or its first kernels, again
// and again.
typedef struct Single {
  Kernels *kernels;
  const LoopEntry *entry;
} Single;

// Under a limit of the memory all that it leaves may be in use already: rows may take no more, and
// parts of rows beside a batch are not known to.
static bool may_run(const Compilation *c, const RowPlan *plan, const Kernels *all,
                    const Single *single, int64_t rows)
{
  int64_t parts = rows < c->machine.cores ? rows : c->machine.cores;
  bool is_limited = c->options->ram_limit || c->options->ram_least;
  return !is_limited ||
         (!plan->rest && parts * row_part_bytes(single->entry) <= all->workspace_bytes);
}

static RowPlan plan_rows(const Compilation *c, const Graph *graph, Kernels *all,
                         const Single *single)
{
  RowPlan none = {.rest = all->first};
  int64_t rows = all->graph->symbols.items[0].capacity;
  if (!single->entry || !graph_rows_are_apart(graph))
    return none;
  RowPlan plan = choose_rows(all, single->kernels, rows, c->options->rows, c->arena);
  return may_run(c, &plan, all, single, rows) ? plan : none;
}

// Of a plan whose kernels all run row by row, or some.
static void lower_plan(Compilation *c, LoopProgram *loops, const RowPlan *plan, Kernels *all,
                       const Single *single, const char *name)
{
  if (!plan->rest) {
    c->kernels.count--;
    lower_rows(loops, single->entry, all->graph->symbols.items[0].capacity, c->machine.cores, name);
    return;
  }
  Arena *scratch = arena_create();
  keep_rest(all, plan, scratch);
  const char *wrong = c->options->verify ? kernels_verify(all, scratch) : NULL;
  if (wrong)
    fault_report(&(Work){.source = source_name(c), .pass = "choosing rows", .kernels = all}, wrong);
  arena_destroy(scratch);
  lower_row_plan(loops, c->program, single->kernels, all, plan, c->machine.cores, name);
}

// With `batch` for the capacity of the first symbol, and 1 for those of the others if `single`.
static void compile_prediction(Compilation *c, LoopProgram *loops, const Graph *original,
                               int64_t batch, bool single, Single *row)
{
  Graph *graph = graph_copy(c->arena, original);
  Symbol *symbols = graph->symbols.items;
  symbols[0].capacity = batch;
  for (int i = 1; i < graph->symbols.count && single; i++)
    symbols[i].capacity = 1;
  c->program->graphs[GRAPH_PREDICT] = graph;
  const char *name = arena_print(c->arena, "predict_%s%lld%s", symbols[0].name, (long long)batch,
                                 single ? "_single" : "");
  c->resident = resident_bytes(loops);
  Kernels *kernels = compile_kernels(c, GRAPH_PREDICT);
  RowPlan plan = plan_rows(c, original, kernels, row);
  if (plan.rest == kernels->first)
    lower_entry(loops, c->program, kernels, name);
  else
    lower_plan(c, loops, &plan, kernels, row, name);
  if (batch == 1 && !single)
    *row = (Single){kernels, loops->entries.items[loops->entries.count - 1]};
}

static bool generates(const Program *program)
{
  for (int i = 0; i < program->settings.count; i++)
    if (!strcmp(program->settings.items[i].name, "generate"))
      return true;
  return false;
}

// Prediction is compiled once for every capacity asked for, each with code of its own; 1 is always
// there, and where symbols are generated one at a time, 1 for all symbols.
static void compile_predictions(Compilation *c, LoopProgram *loops)
{
  Graph *original = c->program->graphs[GRAPH_PREDICT];
  Single row = {0};
  ListOf(int64_t) capacities = {0};
  if (original->symbols.count == 0) {
    compile_entry(c, loops, GRAPH_PREDICT, "predict");
    return;
  }
  if (generates(c->program) && original->symbols.count > 1)
    compile_prediction(c, loops, original, 1, true, &row);
  list_add(c->arena, &capacities, 1);
  for (int i = 0; i < c->options->elaborate.bindings.count; i++)
    if (!strcmp(c->options->elaborate.bindings.items[i].name, original->symbols.items[0].name))
      list_add(c->arena, &capacities, c->options->elaborate.bindings.items[i].capacity);
  if (capacities.count == 1 && original->symbols.items[0].capacity > 1)
    list_add(c->arena, &capacities, original->symbols.items[0].capacity);
  for (int i = 0; i < capacities.count; i++) {
    if (i > 0 && capacities.items[i] == 1)
      continue;
    compile_prediction(c, loops, original, capacities.items[i], false, &row);
  }
  c->program->graphs[GRAPH_PREDICT] = original;
}

void bind_one_sample(Graph *graph)
{
  bool counts = graph->symbols.count > 0 && graph->inputs.count > 0;
  for (int i = 0; counts && i < graph->inputs.count; i++) {
    Shape shape = graph->inputs.items[i]->shape;
    counts = shape.rank > 0 && shape.extents[0]->kind == EXPR_SYMBOL &&
             shape.extents[0]->symbol == graph->symbols.items[0].name;
  }
  if (counts)
    graph->symbols.items[0].capacity = 1;
}

LoopProgram *compile_loops(Compilation *c)
{
  LoopProgram *loops = loops_create(c->arena, c->names);
  place_variables(c->program);
  lower_model(loops, c->program, &c->machine);
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++) {
    double start = seconds();
    if (!c->program->graphs[kind])
      continue;
    if (kind >= GRAPH_FIRST_ASKED)
      bind_one_sample(c->program->graphs[kind]);
    if (kind == GRAPH_PREDICT)
      compile_predictions(c, loops);
    else
      compile_entry(c, loops, kind, graph_kind_name(kind));
    if (c->options->time_passes)
      fprintf(stderr, "%8.2f ms  %s kernels and loops\n", (seconds() - start) * 1e3,
              graph_kind_name(kind));
  }
  // Always: it is cheap, and a wrong program must not run.
  const char *wrong = loops_verify(loops, c->arena, NULL);
  if (wrong)
    fault_report(&(Work){.source = source_name(c), .pass = "lowering", .loops = loops}, wrong);
  check_memory(c, loops);
  return loops;
}

LoopProgram *compile_loops_text(Compilation *c, bool guard)
{
  LoopProgram *loops = loops_parse(c->arena, c->names, c->diag, c->source);
  LoopPlace place;
  const char *wrong = loops ? loops_verify(loops, c->arena, &place) : NULL;
  if (loops && !wrong && guard)
    wrong = loops_guard(loops, &place);
  if (!wrong)
    return loops;
  diag_error(c->diag, E0601, (Span){c->source, place.start, place.end}, "%s", wrong);
  return NULL;
}
