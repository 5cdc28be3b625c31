// A limit of the memory (`--ram-limit`): what the executable maps, and how a graph is made to fit.
//
// The plan of the memory is the judge. The kernels of the graph as it is say what its values cost;
// a model of the run proposes what to compute again (passes/recompute_plan.c); the kernels of the
// graph with that have a plan of their own, larger or smaller than the model has it. So the bytes
// that the model is given are searched for by halves, and the quickest of the plans that fit is
// taken.

#include "pipeline.h"

#include <stdlib.h>

enum {
  PAGE = 4096,
  TRIES = 7,
  CLOSE = 32,  // a plan that leaves less than this part of the room unused is good enough
};

// -- what there is --------------------------------------------------------------------------------

// As the runtime maps it.
static int64_t in_pages(int64_t bytes)
{
  return (bytes + PAGE - 1) / PAGE * PAGE;
}

int64_t resident_bytes(const LoopProgram *loops)
{
  const NetcModel *model = &loops->model;
  return in_pages(model->weights_bytes) + in_pages(model->prepared_bytes) +
         in_pages(model->slots_bytes) +
         in_pages((int64_t)sizeof(double) * (model->scalar_count + 1));
}

int64_t memory_bytes(const LoopProgram *loops)
{
  int64_t most = 0;
  for (int i = 0; i < loops->entries.count; i++)
    if (loops->entries.items[i]->workspace_bytes > most)
      most = loops->entries.items[i]->workspace_bytes;
  return resident_bytes(loops) + in_pages(most);
}

// -- the search -----------------------------------------------------------------------------------

typedef struct Fit {
  Compilation *c;
  GraphKind kind;
  Graph *graph;  // as it is
  int64_t room;  // for the workspace
  Arena *scratch;
  Kernels *whole, *best;  // of the graph as it is, and of what is the best so far
  RecomputePlan last;     // that was tried
  int64_t last_bytes;     // of its workspace
} Fit;

static bool is_better(const Fit *fit, const Kernels *kernels)
{
  bool fits = in_pages(kernels->workspace_bytes) <= fit->room;
  bool best_fits = in_pages(fit->best->workspace_bytes) <= fit->room;
  if (fits != best_fits)
    return fits;
  return fits ? kernels->cycles < fit->best->cycles
              : kernels->workspace_bytes < fit->best->workspace_bytes;
}

// Does the plan fit? Kernels of its graph tell.
static bool try_plan(Fit *fit, const RecomputePlan *plan)
{
  if (!fit->last.dropped || plan->bytes != fit->last.bytes || plan->cycles != fit->last.cycles) {
    Graph *graph = graph_copy(fit->c->arena, fit->graph);
    run_recompute(fit->c, graph, plan, fit->scratch);
    fit->c->program->graphs[fit->kind] = graph;
    Kernels *kernels = make_kernels(fit->c, fit->kind);
    fit->best = is_better(fit, kernels) ? kernels : fit->best;
    fit->last = *plan;
    fit->last_bytes = in_pages(kernels->workspace_bytes);
  }
  return fit->last_bytes <= fit->room;
}

// The model's bytes for the next try: the plan is expected to be as much larger as it was.
static int64_t next_bytes(const Fit *fit, int64_t bytes, int64_t low, int64_t high)
{
  int64_t next = (int64_t)((double)bytes * (double)fit->room / (double)fit->last_bytes);
  return next < low || next > high ? low + (high - low) / 2 : next;
}

// Plans between that of the fewest bytes, which does fit, and all bytes, which do not.
static void search_between(Fit *fit, Recomputation *r, int64_t low, int64_t high)
{
  fit->last_bytes = in_pages(fit->whole->workspace_bytes);
  for (int64_t bytes = high, tries = 0; tries < TRIES && low <= high; tries++) {
    bytes = next_bytes(fit, bytes, low, high);
    RecomputePlan plan = recompute_plan(r, bytes);
    if (try_plan(fit, &plan)) {
      if (fit->last_bytes > fit->room - fit->room / CLOSE)
        break;
      low = bytes + 1;
    } else {
      high = bytes - 1;
    }
  }
}

static void search_plans(Fit *fit)
{
  Arena *arena = arena_create();
  Graph *graph = graph_copy(arena, fit->graph);  // numbers of the nodes are scratch of the planner
  Recomputation *r = recompute_begin(arena, graph, cost_nodes(fit->whole, arena));
  int64_t all = recompute_nothing(r).bytes;
  RecomputePlan least = recompute_plan(r, 0);
  if (least.bytes < all && try_plan(fit, &least))
    search_between(fit, r, least.bytes, all);
  arena_destroy(arena);
}

Kernels *fit_memory(Compilation *c, GraphKind kind, Kernels *whole)
{
  Fit fit = {.c = c,
             .kind = kind,
             .graph = c->program->graphs[kind],
             .room = c->options->ram_least ? 0 : c->options->ram_limit - c->resident,
             .whole = whole,
             .best = whole};
  if (in_pages(whole->workspace_bytes) <= fit.room)
    return whole;
  fit.scratch = arena_create();
  search_plans(&fit);
  arena_destroy(fit.scratch);
  c->program->graphs[kind] = fit.best->graph;
  Fitted fitted = {.name = graph_kind_name(kind),
                   .before = whole->workspace_bytes,
                   .after = fit.best->workspace_bytes,
                   .price = fit.best->cycles / whole->cycles - 1,
                   .graph = fit.best->graph};
  if (fit.best != whole)
    list_add(c->arena, &c->fitted, fitted);
  return fit.best;
}

// -- what does not fit ----------------------------------------------------------------------------

static const Kernels *largest_kernels(const Compilation *c)
{
  const Kernels *largest = c->kernels.items[0];
  for (int i = 1; i < c->kernels.count; i++)
    if (c->kernels.items[i]->workspace_bytes > largest->workspace_bytes)
      largest = c->kernels.items[i];
  return largest;
}

static void help_memory(Compilation *c, const Kernels *kernels)
{
  if (graph_is_training(kernels->kind))
    diag_help(c->diag,
              "a smaller `batch` needs less, and with `accumulate` steps stay as they are");
  else if (kernels->kind == GRAPH_PREDICT)
    diag_help(c->diag, "a smaller capacity needs less: --bind %s=1",
              kernels->graph->symbols.count ? kernels->graph->symbols.items[0].name : "B");
}

static void report_limit(Compilation *c, const Kernels *kernels, int64_t bytes)
{
  diag_error(c->diag, E0508, kernels->graph->span,
             "%s needs %s of memory at least, the limit is %s", kernels->graph->name,
             text_size(c->arena, bytes), text_size(c->arena, c->options->ram_limit));
}

void check_memory(Compilation *c, const LoopProgram *loops)
{
  int64_t bytes = memory_bytes(loops);
  if (!c->options->ram_limit || bytes <= c->options->ram_limit)
    return;
  Arena *arena = c->arena;
  const Kernels *kernels = largest_kernels(c);
  const NetcModel *model = &loops->model;
  report_limit(c, kernels, bytes);
  diag_note(c->diag, kernels->graph->span,
            "weights take %s, what is made of them for predictions %s, optimiser state %s, the "
            "workspace %s",
            text_size(arena, model->weights_bytes), text_size(arena, model->prepared_bytes),
            text_size(arena, model->slots_bytes), text_size(arena, kernels->workspace_bytes));
  note_largest_tensors(kernels, c->diag, arena);
  help_memory(c, kernels);
}

void check_workspace(Compilation *c, const Kernels *kernels)
{
  if (!c->options->ram_limit || in_pages(kernels->workspace_bytes) <= c->options->ram_limit)
    return;
  report_limit(c, kernels, kernels->workspace_bytes);
  note_largest_tensors(kernels, c->diag, c->arena);
}
