// What comes out of the LLVM back-end: objects, IR and assembly for several targets; messages for
// targets that are none; `.net` lines; the code of a register tile.

#ifdef NETC_LLVM

#include "llvm_case.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const LoopType index_type = {TYPE_INDEX, 1};

static const LoopExpr *whole(Case *c, int64_t value)
{
  return loop_integer(c->arena, index_type, value);
}

static const LoopExpr *add(Case *c, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(c->arena, LOOP_ADD, a, b);
}

static const LoopExpr *scaled(Case *c, int64_t factor, LoopVariable *variable)
{
  return loop_binary(c->arena, LOOP_MULTIPLY, whole(c, factor), loop_variable(c->arena, variable));
}

enum { DEPTH = 48, ROWS = 72 };  // B is at most 64, and the last tile may reach beyond

// A tile of rows x columns vectors of `lanes`, all products of one k after another.
static Case *tile(int rows, int columns, int lanes, int unroll)
{
  Case *c = case_create();
  Arena *arena = c->arena;
  CaseKernel k = case_kernel(c, "tile");
  int64_t width = columns * lanes;
  LoopParameter *x = case_buffer(&k, "x", TYPE_F32, ACCESS_IN, ROWS * DEPTH, NULL);
  LoopParameter *w = case_buffer(&k, "w", TYPE_F32, ACCESS_IN, DEPTH * width, NULL);
  LoopParameter *y = case_buffer(&k, "y", TYPE_F32, ACCESS_OUT, ROWS * width, NULL);
  LoopVariable *b = kernel_add_variable(c->program, k.kernel, "b");
  LoopVariable *i = kernel_add_variable(c->program, k.kernel, "k");
  LoopType vector = {TYPE_F32, lanes};
  LoopBlock *body =
      block_parallel(arena, &k.kernel->body, b, whole(c, 0), loop_variable(arena, k.size), rows);
  LoopRegister *sums[8][4];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < columns; v++) {
      sums[r][v] =
          kernel_add_register(c->program, k.kernel, arena_print(arena, "s%d_%d", r, v), vector);
      block_let(arena, body, sums[r][v], loop_number(arena, vector, 0));
    }
  LoopBlock *products = block_for(arena, body, i, whole(c, 0), whole(c, DEPTH), 1);
  body->last->loop.unroll = unroll;
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < columns; v++) {
      const LoopExpr *left =
          add(c, add(c, scaled(c, DEPTH, b), whole(c, r * DEPTH)), loop_variable(arena, i));
      const LoopExpr *right = add(c, scaled(c, width, i), whole(c, v * lanes));
      const LoopExpr *product = loop_ternary(
          arena, LOOP_FMA, loop_broadcast(arena, lanes, loop_load(arena, x, 1, left, NULL)),
          loop_load(arena, w, lanes, right, NULL), loop_register(arena, sums[r][v]));
      block_set(arena, products, sums[r][v], product);
    }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < columns; v++)
      block_store(arena, body, y, add(c, scaled(c, width, b), whole(c, r * width + v * lanes)),
                  loop_register(arena, sums[r][v]), NULL);
  return c;
}

static const char *text_of(Case *c, const Target *target, LlvmOutput kind)
{
  size_t length;
  const char *message, *text = case_emit(c, target, kind, &length, &message);
  cr_assert(text, "%s", message);
  cr_assert_eq(strlen(text), length);
  return text;
}

// The text from the first to the second mark.
static const char *between(Case *c, const char *text, const char *first, const char *second)
{
  const char *start = strstr(text, first);
  cr_assert_not_null(start, "%s", first);
  const char *end = strstr(start, second);
  cr_assert_not_null(end, "%s", second);
  return arena_copy_text(c->arena, start, (size_t)(end - start));
}

static int occurrences(const char *text, const char *word)
{
  int count = 0;
  for (const char *p = text; (p = strstr(p, word)); p += strlen(word))
    count++;
  return count;
}

typedef struct Shape {
  int rows, columns, lanes, unroll;
  const char *cpu;
} Shape;

// Accumulators stay in registers: no vector goes to the stack and every product is one instruction.
Test(llvm_output, register_tiles_do_not_spill)
{
  static const Shape shapes[] = {
      {6, 2, 8, 1, "x86-64-v3"},       {6, 2, 8, 2, "x86-64-v3"},  {6, 2, 8, 4, "znver3"},
      {4, 3, 8, 2, "haswell"},         {5, 2, 8, 2, "x86-64-v3"},  {4, 2, 8, 4, "x86-64-v3"},
      {6, 4, 16, 1, "x86-64-v4"},      {6, 4, 16, 2, "x86-64-v4"}, {4, 4, 16, 4, "x86-64-v4"},
      {8, 3, 16, 2, "sapphirerapids"},
  };
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    Shape s = shapes[i];
    Case *c = tile(s.rows, s.columns, s.lanes, s.unroll);
    Target target = {.triple = "x86_64-linux-gnu", .cpu = s.cpu, .optimization = 2};
    const char *text = text_of(c, &target, LLVM_ASSEMBLY);
    const char *code = between(c, text, "kernel.tile:", ".Lfunc_end");
    cr_expect_eq(occurrences(code, "(%rsp)"), 0, "%dx%d of %d unrolled by %d for %s spills", s.rows,
                 s.columns, s.lanes, s.unroll, s.cpu);
    cr_expect_eq(occurrences(code, "vfmadd"), s.rows * s.columns * s.unroll);
    cr_expect_eq(occurrences(code, "call"), 0);
    case_destroy(c);
  }
}

// Only whole lines go past the caches.
Test(llvm_output, far_stores_are_of_whole_lines)
{
  static const Shape shapes[] = {{6, 4, 16, 1, "x86-64-v4"}, {6, 2, 8, 1, "x86-64-v3"}};
  for (int i = 0; i < 2; i++) {
    Shape s = shapes[i];
    Case *c = tile(s.rows, s.columns, s.lanes, s.unroll);
    c->program->kernels.items[0]->parameters.items[2]->access = ACCESS_FAR;
    Target target = {.triple = "x86_64-linux-gnu", .cpu = s.cpu, .optimization = 2};
    const char *text = text_of(c, &target, LLVM_ASSEMBLY);
    bool whole = s.lanes == 16;
    cr_expect_eq(occurrences(text, "vmovntps"), whole ? s.rows * s.columns : 0, "%s", s.cpu);
    cr_expect_eq(occurrences(text, "sfence"), whole, "%s", s.cpu);
    case_destroy(c);
  }
}

// Rows of vectors of 16 in the last of three loops, `stride` floats apart.
static Case *rows(int stride)
{
  enum { COUNT = 4 };
  Case *c = case_create();
  CaseKernel k = case_kernel(c, "rows");
  LoopParameter *y =
      case_buffer(&k, "y", TYPE_F32, ACCESS_FAR, (int64_t)ROWS * COUNT * COUNT * stride, NULL);
  LoopVariable *b = kernel_add_variable(c->program, k.kernel, "b");
  LoopVariable *i = kernel_add_variable(c->program, k.kernel, "i");
  LoopVariable *j = kernel_add_variable(c->program, k.kernel, "j");
  LoopBlock *of_b =
      block_parallel(c->arena, &k.kernel->body, b, whole(c, 0), loop_variable(c->arena, k.size), 1);
  LoopBlock *of_i = block_for(c->arena, of_b, i, whole(c, 0), whole(c, COUNT), 1);
  LoopBlock *of_j = block_for(c->arena, of_i, j, whole(c, 0), whole(c, COUNT), 1);
  const LoopExpr *address = add(
      c,
      add(c, scaled(c, (int64_t)COUNT * COUNT * stride, b), scaled(c, (int64_t)COUNT * stride, i)),
      scaled(c, stride, j));
  block_store(c->arena, of_j, y, address, loop_number(c->arena, (LoopType){TYPE_F32, 16}, 1), NULL);
  return c;
}

// What lies across two lines does not go past the caches, however deep the loop.
Test(llvm_output, far_stores_lie_on_boundaries)
{
  static const int strides[] = {16, 24, 32, 40, 72, 80};
  Target target = {.triple = "x86_64-linux-gnu", .cpu = "x86-64-v4", .optimization = 1};
  for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
    Case *c = rows(strides[i]);
    const char *text = text_of(c, &target, LLVM_ASSEMBLY);
    cr_expect_eq(occurrences(text, "vmovntps") > 0, strides[i] % 16 == 0, "%d", strides[i]);
    case_destroy(c);
  }
}

Test(llvm_output, tiles_compute_what_the_interpreter_does)
{
  static const Shape shapes[] = {
      {6, 2, 8, 4, NULL}, {4, 3, 8, 2, NULL}, {6, 4, 16, 2, NULL}, {3, 1, 4, 5, NULL}};
  for (int i = 0; i < 4; i++) {
    Case *c = tile(shapes[i].rows, shapes[i].columns, shapes[i].lanes, shapes[i].unroll);
    c->symbol = 2 * shapes[i].rows;
    for (int n = 0; n < 64 * DEPTH; n++)
      ((float *)c->workspace)[n] = (float)(n % 31 - 15) / 11;
    case_compare(c, 2);
    case_destroy(c);
  }
}

// Flags that would let LLVM change a bit.
Test(llvm_output, no_fast_math)
{
  Case *c = tile(2, 2, 8, 2);
  Target target = {.optimization = 3};
  const char *text = text_of(c, &target, LLVM_IR);
  static const char *const words[] = {" fast ", " contract ", " reassoc ", " nnan ",
                                      " nsz ",  " arcp ",     "unsafe-fp"};
  for (int i = 0; i < 7; i++)
    cr_expect_eq(occurrences(text, words[i]), 0, "%s", words[i]);
  cr_expect_gt(occurrences(text, "noalias"), 0);
  case_destroy(c);
}

Test(llvm_output, other_targets)
{
  static const char *const triples[] = {"aarch64-linux-gnu", "x86_64-linux-gnu", "x86_64-linux-gnu",
                                        "aarch64-linux-gnu", "x86_64-linux-gnu"};
  static const char *const cpus[] = {"neoverse-v1", "x86-64-v4", "x86-64", NULL, "znver4"};
  static const char *const words[] = {"fmla", "%zmm", "fmaf", "fmla", "%zmm"};
  for (int i = 0; i < 5; i++) {
    Case *c = tile(2, 2, 16, 1);
    Target target = {.triple = triples[i], .cpu = cpus[i], .optimization = 2};
    if (strstr(triples[i], "x86") && !cpus[i])
      target.cpu = "x86-64";
    cr_expect_not_null(strstr(text_of(c, &target, LLVM_ASSEMBLY), words[i]), "%s %s", triples[i],
                       words[i]);
    size_t length;
    const char *message, *object = case_emit(c, &target, LLVM_OBJECT, &length, &message);
    cr_assert(object, "%s", message);
    cr_expect(length > 64 && !memcmp(object, "\177ELF", 4));
    case_destroy(c);
  }
}

static void expect_message(const char *triple, const char *cpu, const char *words)
{
  Case *c = tile(2, 1, 4, 1);
  Target target = {.triple = triple, .cpu = cpu, .optimization = 2};
  size_t length;
  const char *message;
  cr_expect_null(case_emit(c, &target, LLVM_OBJECT, &length, &message));
  cr_expect(message && strstr(message, words), "%s", message);
  case_destroy(c);
}

Test(llvm_output, targets_that_are_none)
{
  expect_message(NULL, "znver33", "did you mean 'znver3'?");
  expect_message("x86_64-linux-gnu", "no such thing", "x86-64-v3");
  expect_message("aarch64-linux-gnu", "znver3", "neoverse");
  expect_message("pdp11-unknown-unix", NULL, "no target 'pdp11-unknown-unix'");
}

Test(llvm_output, lines_of_the_net)
{
  Case *c = tile(2, 2, 8, 1);
  Target target = {.optimization = 2, .debug = true};
  const char *text = text_of(c, &target, LLVM_ASSEMBLY);
  cr_expect_not_null(strstr(text, "\"case.net\""));
  const char *code = between(c, text, "kernel.tile:", ".Lfunc_end");
  cr_expect_not_null(strstr(code, ".loc\t1 11 "), "%s", code);
  target.debug = false;
  cr_expect_null(strstr(text_of(c, &target, LLVM_ASSEMBLY), ".loc"));
  case_destroy(c);
}

// Names that a C compiler or the linker would stumble over.
Test(llvm_output, names_of_any_kind)
{
  static const char *const names[] = {"main", "exp",        "conv1+tanh", "for",
                                      "__x",  "netc_model", "a b",        "memcpy"};
  Case *c = case_create();
  for (int i = 0; i < 8; i++) {
    CaseKernel k = case_kernel(c, names[i]);
    LoopParameter *y = case_buffer(&k, "restrict", TYPE_F64, ACCESS_OUT, 1, NULL);
    const LoopExpr *value = loop_convert(c->arena, TYPE_F64, loop_variable(c->arena, k.size));
    block_store(c->arena, &k.kernel->body, y, whole(c, 0), loop_call(c->arena, "exp", value, NULL),
                NULL);
  }
  case_compare(c, 2);
  case_destroy(c);
}

static void *emit_often(void *context)
{
  char **text = context;
  for (int i = 0; i < 3; i++) {
    Case *c = tile(4, 2, 8, 2);
    Target target = {.cpu = "x86-64-v3", .triple = "x86_64-linux-gnu", .optimization = 2};
    free(*text);
    *text = strdup(text_of(c, &target, LLVM_ASSEMBLY));
    case_destroy(c);
  }
  return NULL;
}

Test(llvm_output, threads_at_the_same_time)
{
  pthread_t threads[2];
  char *texts[2] = {NULL};
  for (int i = 0; i < 2; i++)
    cr_assert_eq(pthread_create(&threads[i], NULL, emit_often, &texts[i]), 0);
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], NULL);
  cr_expect_str_eq(texts[0], texts[1]);
  for (int i = 0; i < 2; i++)
    free(texts[i]);
}

#endif
