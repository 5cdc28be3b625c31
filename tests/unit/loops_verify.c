// The verifier of loops takes what is legal and says what is not.

#include "loops_random.h"

#include <criterion/criterion.h>
#include <string.h>

Test(loops_verify, takes_random_programs)
{
  for (uint64_t seed = 200; seed < 240; seed++) {
    Arena *arena = arena_create();
    const char *said = loops_verify(random_program(arena, seed, 20), arena, NULL);
    cr_expect_null(said, "seed %d: %s", (int)seed, said);
    arena_destroy(arena);
  }
}

#define ENTRY                                                                                      \
  "entry predict \"p\" { symbol B = 4 workspace 4096 buffer h: f32[64] at workspace 0 "            \
  "buffer g: f32[64] at workspace 256 buffer n: i32[8] at workspace 512 "

// What parses and yet must not run; a piece of what is said.
static const struct {
  const char *text, *said;
} wrong[] = {
    {"kernel k(y: f32 out) { for i in 0..65 { y[i] = 1 } } " ENTRY "call k(h) }",
     "reaches element 64 of y[i], and buffer h has 64"},
    {"kernel k(y: f32 out) { for i in 0..64 step 8 { y[i + 1 : 8] = 1 } } " ENTRY "call k(h) }",
     "reaches element 64"},
    {"kernel k(y: f32 out) { for i in 0..64 { y[i - 1] = 1 } } " ENTRY "call k(h) }",
     "reaches element -1"},
    {"kernel k(x: f32 in, y: f32 out, N) { for i in 0..N { y[i] = x[20*i + 5] } } " ENTRY
     "call k(h, g, B) }",
     "reaches element 65 of x[20*i + 5]"},
    {"kernel k(y: f32 out) { y[0] = y[1] } " ENTRY "call k(h) }", "only written"},
    {"kernel k(y: f32 in) { y[0] = 1 } " ENTRY "call k(h) }", "only read"},
    {"kernel k(y: f32 out) { for i in 0..2 { parallel j in 0..2 { y[j] = 1 } } }",
     "not at the top"},
    {"kernel k(y: f32 out) { parallel i in 0..2 { y[i] = 1 } parallel j in 0..2 { y[j] = 1 } }",
     "second of its kernel"},
    {"kernel k(y: f32 out) { let a: f32 = 0 parallel i in 0..2 { a = a + 1 y[i] = a } }",
     "declared outside"},
    {"kernel k(y: f32 out) { local z: f32[8] z[8] = 1 y[0] = z[0] } " ENTRY "call k(h) }",
     "reaches element 8 of z[8], and buffer z has 8"},
    {"kernel k(y: f32 out) { local z: f32[8] z[0] = 1 parallel i in 0..2 { y[i] = 1 } }",
     "local buffer z is used outside of the parallel loop"},
    {"kernel k(y: f32 out) { local z: f32[8] let a: f32 = z[0] parallel i in 0..2 { y[i] = a } }",
     "local buffer z is used outside of the parallel loop"},
    {"kernel k(y: f32 out) { local z: f32[0] y[0] = 1 }", "local buffer z has 0 elements"},
    {"kernel k(y: f32 out) { local z: f32[8] local q: f64[999999] y[0] = 1 }",
     "local buffers take more than"},
    {"kernel k(y: i32 inout) { y[0] = quotient(y[1], y[2]) }", "positive constant"},
    {"kernel k(y: i32 inout) { y[0] = quotient(y[1], 0) }", "positive constant"},
    {"kernel k(y: i32 inout) { y[0] = y[0] << y[1] }", "no constant from 0 to 31"},
    {"kernel k(y: f64 inout) { y[0] = call frob(y[0]) }", "no function frob"},
    {"kernel k(y: f32 inout, x: f32 in) { y[0] = x[0] } " ENTRY "call k(h, h) }", "overlap"},
    {"kernel k(y: f32 out) { y[0] = 1 } " ENTRY "call k(n) }", "gets i32[8] for y, expected f32"},
    {"kernel k(y: f32 out) { y[0] = 1 } entry predict \"p\" { workspace 100 buffer h: f32[64] at "
     "workspace 0 "
     "call k(h) }",
     "leaves its arena"},
    {"entry predict \"p\" { workspace 100 buffer h: f32[4] at workspace 2 }", "does not divide"},
    {"entry predict \"p\" { buffer h: f32[4] at input 0 }", "input 0 of 0"},
    {"constant c: f32[1] = {1} kernel k(y: f32 out) { y[0] = 1 } entry predict \"p\" { "
     "buffer c: f32[1] at constants 0 call k(c) }",
     "one of the constants"},
    {"entry predict \"p\" { workspace 9223372036854775807 buffer h: f64[4611686018427387904] at "
     "workspace 0 }",
     "leaves its arena"},
};

Test(loops_verify, says_what_is_wrong)
{
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    Arena *arena = arena_create();
    Diag *diag = diag_create(arena);
    const Source *source =
        source_create(arena, "wrong.loops", wrong[i].text, strlen(wrong[i].text));
    LoopProgram *program = loops_parse(arena, names_create(arena), diag, source);
    if (!program)
      diag_print(diag, stderr, false);
    cr_assert(program, "%s", wrong[i].text);
    const char *said = loops_verify(program, arena, NULL);
    cr_expect(said && strstr(said, wrong[i].said), "%s\nsaid: %s", wrong[i].text,
              said ? said : "nothing");
    arena_destroy(arena);
  }
}

// Right up to the edge, under a condition, with a count: nothing is said.
static const char *const right[] = {
    "kernel k(y: f32 out) { for i in 0..64 step 8 { y[i : 8] = 1 } } " ENTRY "call k(h) }",
    "kernel k(y: f32 out) { for i in 0..100 { if i < 64 { y[i] = 1 } } } " ENTRY "call k(h) }",
    "kernel k(y: f32 out) { for i in 0..64 step 24 { y[i : 64 - i of 16] = 1 } } " ENTRY
    "call k(h) }",
    "kernel k(y: f32 out) { for i in 0..64 { y[63 - i] = 1 } } " ENTRY "call k(h) }",
    "kernel k(x: f32 in, y: f32 out) { y[0] = x[0] } kernel l(a: f32 in, b: f32 in) { } " ENTRY
    "call k(h, g) call l(h, h) }",
    "kernel k(y: f32 out) { for i in 0..2 { y[i] = 1 } for i in 2..4 { y[i] = 2 } } " ENTRY
    "call k(h) }",
};

Test(loops_verify, takes_what_is_at_the_edge)
{
  for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
    Arena *arena = arena_create();
    Diag *diag = diag_create(arena);
    const Source *source = source_create(arena, "right.loops", right[i], strlen(right[i]));
    LoopProgram *program = loops_parse(arena, names_create(arena), diag, source);
    cr_assert(program, "%s", right[i]);
    const char *said = loops_verify(program, arena, NULL);
    cr_expect_null(said, "%s\nsaid: %s", right[i], said);
    arena_destroy(arena);
  }
}
