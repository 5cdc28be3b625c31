// Schedules that the tuner may choose compute what the compiler's own do; their text reads back.

#include "loops/pipeline.h"
#include "pipeline.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char net[] =
    "net small(x: [B, 3, 9, 7], classes = 5) -> logits {\n"
    "  logits = x |> conv(20, 3, pad: 1) |> tanh |> maxpool(2) |> flatten |> dense(classes)\n"
    "}\n"
    "train small(label: i32[B] in classes) {\n"
    "  data = idx(\"none\")\n"
    "  loss = cross_entropy(logits, label)\n"
    "  optimizer = sgd(lr: 0.1)\n"
    "  batch = 3\n"
    "}\n";

static const PipelineOptions options = {.verify = true};

// The program up to its loops; the file is gone again.
static Compilation *compile(LoopProgram **loops)
{
  char path[] = "/tmp/netc-tuned-XXXXXX";
  int file = mkstemp(path);
  cr_assert_eq(write(file, net, sizeof net - 1), (ssize_t)sizeof net - 1);
  close(file);
  Compilation *c = compilation_create(&options);
  const char *message;
  Target target = {.cpu = "x86-64-v3", .triple = "x86_64-linux-gnu"};
  cr_assert(machine_describe(c->arena, &target, &c->machine, &message));
  bool loaded = compile_load(c, path);
  unlink(path);
  cr_assert(loaded && compile_graphs(c));
  for (int kind = 0; kind < GRAPH_KIND_COUNT; kind++)
    if (c->program->graphs[kind])
      cr_assert(compile_passes(c, c->program->graphs[kind]));
  *loops = compile_loops(c);
  return c;
}

static Kernels *training(const Compilation *c)
{
  for (int i = 0; i < c->kernels.count; i++)
    if (c->kernels.items[i]->kind == GRAPH_TRAIN)
      return c->kernels.items[i];
  cr_assert(!"a graph of training");
  return NULL;
}

// The weights that one step leaves.
static float *step(Compilation *c, Kernels *kernels, const LoopProgram *whole)
{
  Arena *arena = c->arena;
  LoopProgram *loops = loops_create(arena, names_create(arena));
  lower_model(loops, c->program, &c->machine);
  lower_entry(loops, c->program, kernels, "train");
  const char *wrong = loops_verify(loops, arena, NULL);
  cr_assert_null(wrong, "%s", wrong);
  int64_t count = whole->model.weights_bytes / (int64_t)sizeof(float);
  float *weights = arena_array(arena, float, count), *x = arena_array(arena, float, 3 * 3 * 63);
  for (int64_t i = 0; i < count; i++)
    weights[i] = (float)(i * 37 % 101) / 101 - 0.5f;
  for (int i = 0; i < 3 * 3 * 63; i++)
    x[i] = (float)(i * 53 % 97) / 97 - 0.5f;
  int32_t labels[3] = {0, 4, 2};
  float results[4];
  int64_t batch = 3;
  double *scalars = arena_array(arena, double, c->program->scalars.count);
  for (int i = 0; i < c->program->scalars.count; i++)
    scalars[i] = c->program->scalars.items[i].value;
  NetcCall call = {.weights = (char *)weights,
                   .slots = arena_allocate(arena, 1, (size_t)whole->model.slots_bytes + 64),
                   .workspace = arena_allocate(arena, 1, (size_t)kernels->workspace_bytes + 64),
                   .inputs = (const void *[]){x, labels},
                   .outputs = (void *[]){results, results + 1, results + 2, results + 3},
                   .symbols = &batch,
                   .scalars = scalars,
                   .seed = 1,
                   .step = 1};
  loops_interpret(loops, loops->entries.items[0], &call);
  return weights;
}

static void compare(Compilation *c, Kernel *kernel, const LoopProgram *loops, const float *expected)
{
  float *found = step(c, training(c), loops);
  Text text = {.arena = c->arena};
  for (size_t i = 0; i < (size_t)loops->model.weights_bytes / sizeof(float); i++)
    if (!(fabsf(found[i] - expected[i]) < 2e-5f)) {
      kernels_print(training(c), &text);
      cr_assert(false, "%s: weight %zu is %g, not %g\n%s", kernel->name, i, found[i], expected[i],
                text_get(&text));
    }
}

static Schedule varied(Kernels *kernels, Kernel *kernel, Schedule schedule, int number)
{
  int free = kernel->space.free_count;
  if (free > 1 && number % 2) {
    int first = schedule.loops[0];
    schedule.loops[0] = schedule.loops[free - 1];
    schedule.loops[free - 1] = first;
  }
  schedule.unroll = 1 + number % 4;
  schedule.parallel = free ? number % free : -1;
  if (free)
    schedule.grain = schedule_grain(kernels, kernel, &schedule, schedule.parallel, 2);
  return schedule;
}

Test(tuned, candidates_compute_the_same, .timeout = 300)
{
  LoopProgram *loops;
  Compilation *c = compile(&loops);
  Kernels *kernels = training(c);
  const float *expected = step(c, kernels, loops);
  int tried = 0;
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    if (!kernel_is_tunable(kernels, kernel))
      continue;
    Schedule own = kernel->schedule;
    cr_expect(schedule_is_allowed(kernels, kernel, &own), "%s", kernel->name);
    Candidates all = schedule_candidates(kernels, kernel, c->arena);
    for (int i = 0; i < all.count; i += 1 + all.count / 12, tried++) {
      kernel->schedule = varied(kernels, kernel, all.items[i].schedule, i);
      cr_expect(schedule_is_allowed(kernels, kernel, &kernel->schedule), "%s", kernel->name);
      compare(c, kernel, loops, expected);
    }
    kernel->schedule = own;
  }
  cr_expect_gt(tried, 50);
  compilation_destroy(c);
}

Test(tuned, the_schedule_is_no_part_of_the_identity)
{
  LoopProgram *loops;
  Compilation *c = compile(&loops);
  Kernels *kernels = training(c);
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    if (!kernel_is_tunable(kernels, kernel))
      continue;
    uint64_t before = kernel_identity(kernels, kernel);
    Candidates all = schedule_candidates(kernels, kernel, c->arena);
    if (all.count)
      kernel->schedule = all.items[all.count - 1].schedule;
    cr_expect_eq(kernel_identity(kernels, kernel), before, "%s", kernel->name);
  }
  compilation_destroy(c);
}

Test(tuned, what_cannot_be_is_refused)
{
  LoopProgram *loops;
  Compilation *c = compile(&loops);
  Kernels *kernels = training(c);
  Kernel *kernel = kernels->first;
  while (!kernel->root || !kernel_is_tunable(kernels, kernel) || kernel->space.free_count < 2)
    kernel = kernel->next;
  int last = kernel->space.index_count - 1;
  Schedule wrong[8];
  for (int i = 0; i < 8; i++)
    wrong[i] = kernel->schedule;
  wrong[0].loops[0] = wrong[0].loops[1];
  wrong[1].loops[0] = kernel->schedule.loops[last],
  wrong[1].loops[last] = kernel->schedule.loops[0];
  wrong[2].loop_count--;
  wrong[3].vector = 0, wrong[3].lanes = 3;
  wrong[4].vector = MAX_INDICES - 1, wrong[4].lanes = 8;
  wrong[5].tiled_count = 1, wrong[5].tiled[0] = last, wrong[5].tile[0] = 2;
  wrong[6].parallel = last;
  wrong[7].parallel = 0, wrong[7].grain = 0;
  for (int i = 0; i < 8; i++)
    cr_expect(!schedule_is_allowed(kernels, kernel, &wrong[i]), "wrong %d", i);
  compilation_destroy(c);
}

Test(tuned, text_reads_back)
{
  Arena *arena = arena_create();
  Diag *diag = diag_create(arena);
  const char *text =
      "netc tune 1\n"
      "cpu x86-64-v3/32K/512K/16384K\n"
      "0123456789abcdef done us 12.5 10.25 loops 0 2 1 vector 1 8 2 tile 0 3 tile 2 2 "
      "unroll 4 parallel 0 12  # conv1\n"
      "fedcba9876543210 tried 24 us 3.25 3.25  # dense1 # of two\n"
      "cpu generic/64K/1024K/16384K\n"
      "0123456789abcdef done us 2 1 loops 0 unroll 1  # \n";
  const Tuned *tuned = tuned_parse(arena, diag, source_create(arena, "t", text, strlen(text)));
  cr_assert(tuned);
  Text again = {.arena = arena};
  tuned_print(tuned, &again);
  cr_expect_str_eq(text_get(&again), text);
  cr_expect_eq(tuned_find(tuned, "generic/64K/1024K/16384K", 0x0123456789abcdef)->before, 2);
  cr_expect_null(tuned_find(tuned, "generic/64K/1024K/16384K", 0xfedcba9876543210));
  arena_destroy(arena);
}
