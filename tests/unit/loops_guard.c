// Accesses that are not shown to stay inside of their buffers are held there, and no others.

#include "loops/loops.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#define ENTRY                                                                                      \
  "entry predict \"p\" { symbol B = 4 input \"t\": i32[B] in 64 input \"u\": i32[B] "              \
  "workspace 4096 buffer t: i32[4] at input 0 buffer u: i32[4] at input 1 "                        \
  "buffer h: f32[64] at workspace 0 buffer s: f32[5] at workspace 256 "                            \
  "buffer n: i32[8] at workspace 512 "

static LoopProgram *parse(Arena *arena, const char *text)
{
  Diag *diag = diag_create(arena);
  const Source *source = source_create(arena, "guard.loops", text, strlen(text));
  LoopProgram *program = loops_parse(arena, names_create(arena), diag, source);
  if (!program)
    diag_print(diag, stderr, false);
  cr_assert(program, "%s", text);
  const char *said = loops_verify(program, arena, NULL);
  cr_assert_null(said, "%s\nsaid: %s", text, said);
  return program;
}

static const char *printed(Arena *arena, const LoopProgram *program)
{
  Text text = {.arena = arena};
  loops_print(program, &text);
  return text_get(&text);
}

// A program, and a piece of it as it stands afterwards.
static const struct {
  const char *text, *becomes;
} held[] = {
    {"kernel k(n: i32 in, y: f32 out) { for i in 0..8 { y[index(n[i])] = 1 } } " ENTRY
     "call k(n, h) }",
     "y[maximum(0, minimum(index(n[i]), 63))] = 1"},
    {"kernel k(n: i32 in, x: f32 inout) { for i in 0..8 { x[i] = x[2*index(n[i])] } } " ENTRY
     "call k(n, h) }",
     "x[i] = x[maximum(0, minimum(2*index(n[i]), 63))]"},
    {"kernel k(t: i32 in, y: f32 out, B) { for i in 0..B { y[index(t[i])] = 1 } } " ENTRY
     "call k(t, s, B) }",
     "y[maximum(0, minimum(index(t[i]), 4))] = 1"},  // promised below 64, and 5 there are
    {"kernel k(y: f32 out) { for i in 0..100 { if i < 64 { y[i] = 1 } } } " ENTRY "call k(h) }",
     "y[maximum(0, minimum(i, 63))] = 1"},
    {"kernel k(n: i32 in, y: f32 out) { let a: index = 0 for i in 0..8 { a = a + index(n[i]) "
     "y[a] = 1 } } " ENTRY "call k(n, h) }",
     "y[maximum(0, minimum(a, 63))] = 1"},
    {"kernel k(n: i32 in, y: f32 out) { for i in 0..index(n[0]) { y[i] = 1 } } " ENTRY
     "call k(n, h) }",
     "y[maximum(0, minimum(i, 63))] = 1"},
    {"kernel k(n: i32 in, y: f32 out) { y[60 : index(n[0]) of 8] = 1 } " ENTRY "call k(n, h) }",
     "y[maximum(0, minimum(60, 63 - (maximum(minimum(index(n[0]), 8), 1) - 1))) : "
     "minimum(index(n[0]), 8) of 8] = 1"},
    {"kernel k(n: i32 in, y: f32 out) { y[0 : index(n[0]) of 8] = 1 } " ENTRY "call k(n, s) }",
     "minimum(index(n[0]), 5) of 8] = 1"},
    {"kernel k(n: i32 in, y: f32 out) { local s: f32[6] s[index(n[0])] = 1 y[0] = s[0] } " ENTRY
     "call k(n, h) }",
     "s[maximum(0, minimum(index(n[0]), 5))] = 1"},
    {"kernel k(n: i32 in, y: f32 out) { y[index(n[0]) : 8 by 9] = 1 } " ENTRY "call k(n, h) }",
     "y[maximum(0, minimum(index(n[0]), 0)) : 8 by 9] = 1"},
    {"kernel k(n: i32 in, x: f32 inout) { x[0 : 8] = gather(x, indexx8(n[0 : 8])) } " ENTRY
     "call k(n, h) }",
     "gather(x, maximum(0, minimum(indexx8(n[0 : 8]), 63)))"},
    {"kernel k(n: i32 in, y: f32 inout) { prefetch y[index(n[index(n[0])])] y[0] = 1 } " ENTRY
     "call k(n, h) }",  // the line may lie outside, what its address reads may not
     "prefetch y[index(n[maximum(0, minimum(index(n[0]), 7))])]"},
    // Calls with buffers of different sizes say how many elements they have.
    {"kernel k(n: i32 in, y: f32 out) { y[index(n[0])] = 1 } " ENTRY "call k(n, h) call k(n, s) }",
     "y[maximum(0, minimum(index(n[0]), y_2 - 1))] = 1"},
    {"kernel k(n: i32 in, y: f32 out) { y[index(n[0])] = 1 } " ENTRY "call k(n, h) call k(n, s) }",
     "call k(n, s, 5)"},
    {"kernel k(n: i32 in, y: f32 out) { y[0 : index(n[0]) of 8] = 1 } " ENTRY
     "call k(n, h) call k(n, s) }",
     "minimum(index(n[0]), minimum(y_2, 8)) of 8] = 1"},
};

Test(loops_guard, holds_what_may_leave)
{
  for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
    Arena *arena = arena_create();
    LoopProgram *program = parse(arena, held[i].text);
    cr_expect_null(loops_guard(program, NULL));
    cr_expect_null(loops_verify(program, arena, NULL));
    const char *after = printed(arena, program);
    cr_expect(strstr(after, held[i].becomes), "expected %s in\n%s", held[i].becomes, after);
    arena_destroy(arena);
  }
}

static const char *const shown[] = {
    // Constant bounds, sizes of the day, what a port promises, bytes, and what is clamped already.
    "kernel k(y: f32 out) { for i in 0..64 step 8 { y[i : 8] = 1 } } " ENTRY "call k(h) }",
    "kernel k(y: f32 out, N) { for i in 0..N { for j in 0..16 { y[16*i + j] = 1 } } } " ENTRY
    "call k(h, B) }",
    "kernel k(t: i32 in, y: f32 out, B) { for i in 0..B { let v: index = index(t[i]) y[v] = 1 } "
    "} " ENTRY "call k(t, h, B) }",
    "kernel k(n: i32 in, y: f32 out) { y[maximum(0, minimum(index(n[0]), 63))] = 1 } " ENTRY
    "call k(n, h) }",
    "kernel k(n: i32 in, y: f32 out) { y[remainder(index(n[0]), 64)] = 1 } " ENTRY "call k(n, h) }",
    "kernel k(n: i32 in, y: f32 out) { for i in 0..64 { y[quotient(63 - i, 2) + quotient(i, 3)] = "
    "1 } "
    "} " ENTRY "call k(n, h) }",
};

Test(loops_guard, leaves_what_is_shown_to_stay)
{
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
    Arena *arena = arena_create();
    LoopProgram *program = parse(arena, shown[i]);
    const char *before = printed(arena, program);
    cr_expect_null(loops_guard(program, NULL));
    cr_expect_str_eq(printed(arena, program), before);
    arena_destroy(arena);
  }
}

Test(loops_guard, refuses_what_cannot_fit)
{
  Arena *arena = arena_create();
  LoopProgram *program =
      parse(arena, "kernel k(n: i32 in, y: f32 out) { if n[0] < 1 { y[0 : 8] = 1 "
                   "} } " ENTRY "call k(n, s) }");
  const char *said = loops_guard(program, NULL);
  cr_expect(said && strstr(said, "8 lanes of y do not fit a buffer of 5 elements"), "said %s",
            said);
  arena_destroy(arena);
}

// Indices from far away reach the ends of the buffer, and nothing else.
Test(loops_guard, runs_within_its_buffers)
{
  Arena *arena = arena_create();
  LoopProgram *program =
      parse(arena, "kernel k(u: i32 in, y: f32 out, B) { for i in 0..B { y[1000*index(u[i])] = "
                   "f32(i) + 1 } } " ENTRY "call k(u, h, B) }");
  cr_assert_null(loops_guard(program, NULL));
  int32_t t[4] = {0}, u[4] = {INT32_MIN, 0, 1, INT32_MAX};
  float *space = arena_array(arena, float, 1024);
  const void *inputs[2] = {t, u};
  int64_t symbols[1] = {4};
  NetcCall call = {.workspace = (char *)space, .inputs = inputs, .symbols = symbols};
  loops_interpret(program, program->entries.items[0], &call);
  cr_expect_eq(space[0], 2);
  cr_expect_eq(space[63], 4);
  for (int i = 1; i < 1024; i++)
    cr_expect(i == 63 || space[i] == 0, "element %d is %g", i, (double)space[i]);
  arena_destroy(arena);
}
