// Equal kernels are scheduled and made once: depth costs calls, no searches and no code.

#include "pipeline.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct Made {
  int kernels, searches, calls;
} Made;

static const char *const text =
    "net deep(x: [B, 16], depth = %d, growth = %d) -> y {\n"
    "  y = x\n"
    "  for i in range(depth) { y = y |> dense(16 + growth*i) |> relu }\n"
    "  y = y |> dense(3)\n"
    "}\n"
    "train deep(target: [B, 3]) {\n"
    "  data = npy(\"none\")\n"
    "  loss = mse(y, target)\n"
    "  optimizer = adam(lr: 0.1)\n"
    "  batch = 8\n"
    "}\n";

// Layer i has growth*i units more than the first.
static Made make(int depth, int growth)
{
  PipelineOptions options = {.target = {.cpu = "x86-64-v3"}, .verify = true};
  Compilation *c = compilation_create(&options);
  const char *message = NULL;
  cr_assert(machine_describe(c->arena, &options.target, &c->machine, &message), "%s", message);
  const char *source = arena_print(c->arena, text, depth, growth);
  c->source = source_create(c->arena, "deep.net", source, strlen(source));
  cr_assert(compile_load(c, "deep.net") && compile_graphs(c));
  for (GraphKind kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    cr_assert(!c->program->graphs[kind] || compile_passes(c, c->program->graphs[kind]));
  const LoopProgram *loops = compile_loops(c);
  Made made = {.kernels = loops->kernels.count, .searches = choices_count(c->choices)};
  for (int i = 0; i < loops->entries.count; i++)
    made.calls += loops->entries.items[i]->calls.count;
  for (int i = 0; i < loops->kernels.count; i++)
    cr_expect_eq(loops->kernels.items[i]->position, i);
  compilation_destroy(c);
  return made;
}

Test(equal_kernels, depth_adds_calls_alone)
{
  Made shallow = make(6, 0), deep = make(40, 0);
  cr_expect_eq(deep.kernels, shallow.kernels, "%d and %d kernels", deep.kernels, shallow.kernels);
  cr_expect_eq(deep.searches, shallow.searches);
  cr_expect_gt(deep.calls, 4 * shallow.calls);
}

Test(equal_kernels, other_extents_are_other_kernels)
{
  Made shallow = make(4, 16), deep = make(8, 16);
  cr_expect_gt(deep.kernels, shallow.kernels + 4 * 3);
  cr_expect_gt(deep.searches, shallow.searches);
}
