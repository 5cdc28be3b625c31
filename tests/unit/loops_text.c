// Loops print and parse back: the text read again gives the same text, and does the same.

#include "loops_random.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *print(Arena *arena, const LoopProgram *program)
{
  Text text = {.arena = arena};
  loops_print(program, &text);
  return text_get(&text);
}

static LoopProgram *parse(Arena *arena, const char *text)
{
  Diag *diag = diag_create(arena);
  const Source *source = source_create(arena, "test.loops", text, strlen(text));
  LoopProgram *program = loops_parse(arena, names_create(arena), diag, source);
  if (!program)
    diag_print(diag, stderr, false);
  return program;
}

static void round_trip(uint64_t seed)
{
  Arena *arena = arena_create();
  LoopProgram *made = random_program(arena, seed, 20);
  const char *first = print(arena, made);
  LoopProgram *read = parse(arena, first);
  cr_assert(read, "seed %d does not parse", (int)seed);
  cr_assert_str_eq(print(arena, read), first, "seed %d", (int)seed);
  for (int i = 0; i < made->kernels.count; i++) {
    cr_expect(kernel_same(made->kernels.items[i], read->kernels.items[i]), "seed %d, kernel %d",
              (int)seed, i);
    cr_expect_eq(kernel_hash(made->kernels.items[i]), kernel_hash(read->kernels.items[i]));
  }
  RandomRun *a = random_run(arena, made, seed), *b = random_run(arena, read, seed);
  loops_interpret(made, made->entries.items[0], &a->call);
  loops_interpret(read, read->entries.items[0], &b->call);
  cr_expect_null(random_difference(arena, made, a, b), "seed %d", (int)seed);
  arena_destroy(arena);
}

Test(loops_text, random_programs_print_and_parse_back)
{
  for (uint64_t seed = 100; seed < 140; seed++)
    round_trip(seed);
}

// Everything a program has besides kernels.
static const char everything[] =
    "program \"mlp\" {\n"
    "  source \"mlp.net\"\n"
    "  compiler \"netc 0.1.0\"\n"
    "  target \"x86_64-linux-gnu x86-64-v3\"\n"
    "  features \"avx2,fma\"\n"
    "  fingerprint 0x123456789abcdef0\n"
    "  rising \"accuracy\"\n"
    "  weights 4096\n"
    "  slots 8192\n"
    "  prepared 64\n"
    "  tensor \"dense1.weight\": f32[8, 16] at 0, trained\n"
    "  tensor \"norm.mean\": f32[] at 512\n"
    "  slot \"dense1.weight.m\": f32[8, 16] at 0\n"
    "  scalar \"lr\" = 0.001\n"
    "  reader \"data\" \"csv\" (\"\" = \"iris \\\"a\\\\b\\\".csv\", \"header\" = -1)\n"
    "  class \"T-shirt\"\n"
    "  class \"na\\x0ame\"\n"
    "  setting \"batch\" = 64\n"
    "}\n"
    "\n"
    "constant table: f32[3] = {0.1, -inf, nan}\n"
    "\n"
    "constant order: i32[2] = {-2147483648, 7}\n"
    "\n"
    "kernel scale(x: u8 in, t: f32 in, y: f32 out, `step`, c.x) at \"mlp.net:8\" of "
    "\"block.dense1\" {\n"
    "  let s: f32 = t[0]\n"
    "  parallel b in 0..`step` step 2 {\n"
    "    for i in 3*b + 1..c.x unroll 4 {\n"
    "      let v: f32x8 = maximum(f32x8(x[8*i - 3 : c.x of 8]), -broadcast(s))\n"
    "      v = select(not (v < 0 or v == v), fma(v, 2.5, v), gather(t, lanes(i : 8)))\n"
    "      y[8*i : 8] = v + random(0xff, 3, lanes(8*i : 8))\n"
    "      y[8*i + 1 : c.x of 8 by 2] = v\n"
    "      y[0] = sum_lanes(v) + f32(call pow(f64(s), 0.5))\n"
    "    }\n"
    "  }\n"
    "}\n"
    "\n"
    "entry predict \"predict_B4\" {\n"
    "  symbol B = 4\n"
    "  input \"image\": u8[B, 2*B - 1] in 256\n"
    "  output \"logits\": f32[3]\n"
    "  workspace 4096\n"
    "  buffer image: u8[64] at input 0\n"
    "  buffer table: f32[3] at constants 0\n"
    "  buffer h.1: f32[1024] at workspace 0\n"
    "  call scale(image, table, h.1, B, 2*B + 1) as \"dense1+tanh\" at \"mlp.net:9\" of \"dense1\" "
    "cost "
    "98304, 2048, 131072\n"
    "}\n";

Test(loops_text, everything_prints_as_written)
{
  Arena *arena = arena_create();
  LoopProgram *program = parse(arena, everything);
  cr_assert(program);
  cr_assert_str_eq(print(arena, program), everything);
  const NetcModel *m = &program->model;
  cr_assert_eq(m->tensor_count, 2);
  cr_assert(m->tensors[0].trained && !m->tensors[1].trained);
  cr_assert_eq(m->fingerprint, 0x123456789abcdef0u);
  cr_assert_str_eq(m->readers[0].arguments[0].text, "iris \"a\\b\".csv");
  cr_assert_str_eq(m->classes[1], "na\nme");
  arena_destroy(arena);
}

// Errors: the text, and a piece of what is said.
static const struct {
  const char *text, *said;
} wrong[] = {
    {"kernel k(x: f32 in", "expected"},
    {"kernel k() { y = 1 }", "not defined"},
    {"kernel k(y: f32 out) { let a: f32 = a y[0] = a }", "not defined"},
    {"kernel k(y: f32 out) { if 0 < 1 { let a: f32 = 1 } y[0] = a }", "not in scope"},
    {"kernel k(y: f32 out) { let a: f32 = 1 let a: f32 = 2 }", "defined already"},
    {"kernel k(y: f32 out) { y[0] = i32(1) }", "this is i32, expected f32"},
    {"kernel k(y: f32 out) { y[0 : 3] = 1 }", "3 lanes"},
    {"kernel k(y: f32 out) { y[0] = quotient(y[0], 2) }", "not defined for f32"},
    {"kernel k(y: i32 out) { y[0] = 1 < 2 }", "nothing tells"},
    {"kernel k(y: i32 out) { y[0] = 1.5 }", "no number of type i32"},
    {"kernel k(y: i32 out) { y[0] = frob(1) }", "no operation `frob`"},
    {"kernel k(y: i32 out) { y = 1 }", "not a register"},
    {"kernel k(y: f33 out) { }", "no type `f33`"},
    {"kernel k() { } kernel k() { }", "defined already"},
    {"entry dance \"d\" { }", "no entry `dance`"},
    {"entry predict \"p\" { call k() }", "no kernel k"},
    {"kernel k(x: f32 in) { } entry predict \"p\" { call k() }", "takes 1 arguments, found 0"},
    {"constant c: f32[2] = {1}", "2 elements and 1 values"},
    {"constant c: f32[1] = {1e999}", "larger than any number"},
    {"kernel k(x: f32 in) { @ }", "no meaning"},
};

Test(loops_text, errors_are_said)
{
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    Arena *arena = arena_create();
    Diag *diag = diag_create(arena);
    const Source *source =
        source_create(arena, "wrong.loops", wrong[i].text, strlen(wrong[i].text));
    LoopProgram *program = loops_parse(arena, names_create(arena), diag, source);
    cr_expect_null(program, "%s", wrong[i].text);
    char *said = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&said, &length);
    diag_print(diag, stream, false);
    fclose(stream);
    cr_expect(strstr(said, wrong[i].said), "%s\nsaid: %s", wrong[i].text, said);
    free(said);
    arena_destroy(arena);
  }
}
