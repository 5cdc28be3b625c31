// Statements, parallel loops, spaces and entries: interpreter, LLVM and C agree; partial loads and
// stores touch nothing beyond their lanes; tasks may run in any order.

#ifdef NETC_LLVM

#include "llvm_case.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { COUNT = 64 };

static const LoopType index_type = {TYPE_INDEX, 1};

static const LoopExpr *whole(Case *c, int64_t value)
{
  return loop_integer(c->arena, index_type, value);
}

static const LoopExpr *add(Case *c, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(c->arena, LOOP_ADD, a, b);
}

static const LoopExpr *multiply(Case *c, const LoopExpr *a, const LoopExpr *b)
{
  return loop_binary(c->arena, LOOP_MULTIPLY, a, b);
}

static const float *ramp(Case *c)
{
  float *data = arena_array(c->arena, float, COUNT *COUNT);
  for (int i = 0; i < COUNT * COUNT; i++)
    data[i] = (float)(i % 97 - 48) / 7;
  return data;
}

// y[b] = sum over k of x[16*b + k]*k in rounds of `step`, unrolled; b runs to B, k from `from` to
// `to`.
static void add_sum(Case *c, int64_t from, const LoopExpr *to, int64_t step, int unroll,
                    const char *name)
{
  Arena *arena = c->arena;
  CaseKernel k = case_kernel(c, name);
  LoopParameter *x = case_buffer(&k, "x", TYPE_F32, ACCESS_IN, COUNT * COUNT, ramp(c));
  LoopParameter *y = case_buffer(&k, "y", TYPE_F32, ACCESS_OUT, COUNT, NULL);
  LoopVariable *b = kernel_add_variable(c->program, k.kernel, "b");
  LoopVariable *i = kernel_add_variable(c->program, k.kernel, "k");
  LoopRegister *sum = kernel_add_register(c->program, k.kernel, "sum", (LoopType){TYPE_F32, 1});
  LoopBlock *rows =
      block_for(arena, &k.kernel->body, b, whole(c, 0), loop_variable(arena, k.size), 1);
  block_let(arena, rows, sum, loop_number(arena, sum->type, 0.25));
  to = to ? to : loop_binary(arena, LOOP_SUBTRACT, loop_variable(arena, k.size), whole(c, 3));
  LoopBlock *columns = block_for(arena, rows, i, whole(c, from), to, step);
  rows->last->loop.unroll = unroll;
  const LoopExpr *address =
      add(c, multiply(c, whole(c, 16), loop_variable(arena, b)), loop_variable(arena, i));
  const LoopExpr *factor = loop_convert(arena, TYPE_F32, loop_variable(arena, i));
  const LoopExpr *term = multiply(c, loop_load(arena, x, 1, address, NULL), factor);
  block_set(arena, columns, sum, add(c, loop_register(arena, sum), term));
  block_store(arena, rows, y, loop_variable(arena, b), loop_register(arena, sum), NULL);
}

Test(llvm_statements, loops_of_every_count_and_unrolling)
{
  Case *c = case_create();
  for (int unroll = 0; unroll <= 5; unroll++) {
    for (int to = 0; to <= 12; to++)
      add_sum(c, 2, whole(c, to), 1 + to % 3, unroll,
              arena_print(c->arena, "fixed_%d_%d", unroll, to));
    for (int step = 1; step <= 3; step++)
      add_sum(c, 1, NULL, step, unroll, arena_print(c->arena, "open_%d_%d", unroll, step));
  }
  for (c->symbol = 1; c->symbol <= 12; c->symbol += c->symbol < 6 ? 1 : 6)
    case_compare(c, 2);
  case_destroy(c);
}

Test(llvm_statements, levels_of_optimization_agree)
{
  Case *c = case_create();
  add_sum(c, 0, whole(c, 11), 1, 4, "sum");
  for (int optimization = 0; optimization <= 3; optimization++)
    case_compare(c, optimization);
  case_destroy(c);
}

// Branches that set a register, one of them empty; a loop inside a branch.
Test(llvm_statements, branches)
{
  Case *c = case_create();
  Arena *arena = c->arena;
  CaseKernel k = case_kernel(c, "branches");
  LoopParameter *y = case_buffer(&k, "y", TYPE_I32, ACCESS_OUT, COUNT, NULL);
  LoopVariable *i = kernel_add_variable(c->program, k.kernel, "i");
  LoopVariable *j = kernel_add_variable(c->program, k.kernel, "j");
  LoopRegister *n = kernel_add_register(c->program, k.kernel, "n", (LoopType){TYPE_I32, 1});
  LoopBlock *body =
      block_for(arena, &k.kernel->body, i, whole(c, 0), loop_variable(arena, k.size), 1);
  block_let(arena, body, n, loop_integer(arena, n->type, 5));
  const LoopExpr *rest = loop_binary(arena, LOOP_REMAINDER, loop_variable(arena, i), whole(c, 3));
  LoopBlock *otherwise;
  LoopBlock *then =
      block_if(arena, body, loop_binary(arena, LOOP_EQUAL, rest, whole(c, 1)), &otherwise);
  LoopBlock *inner = block_for(arena, then, j, whole(c, 0), loop_variable(arena, i), 1);
  const LoopExpr *twice = multiply(c, loop_register(arena, n), loop_integer(arena, n->type, 3));
  block_set(arena, inner, n, add(c, twice, loop_convert(arena, TYPE_I32, loop_variable(arena, j))));
  LoopBlock *none;
  LoopBlock *second =
      block_if(arena, otherwise, loop_binary(arena, LOOP_EQUAL, rest, whole(c, 2)), &none);
  block_set(arena, second, n, loop_unary(arena, LOOP_NEGATE, loop_register(arena, n)));
  block_store(arena, body, y, loop_variable(arena, i), loop_register(arena, n), NULL);
  case_compare(c, 2);
  case_destroy(c);
}

// Rows of 16 from `offset` on, 16*`stride` elements apart, whose elements stay in the caches or
// not.
static void add_rows(Case *c, Access access, int64_t offset, int64_t stride, const char *name)
{
  Arena *arena = c->arena;
  CaseKernel k = case_kernel(c, name);
  LoopParameter *x = case_buffer(&k, "x", TYPE_F32, ACCESS_IN, COUNT * COUNT, ramp(c));
  LoopParameter *y = case_buffer(&k, "y", TYPE_F32, access, COUNT * COUNT, NULL);
  LoopVariable *b = kernel_add_variable(c->program, k.kernel, "b");
  LoopVariable *i = kernel_add_variable(c->program, k.kernel, "i");
  LoopBlock *rows =
      block_for(arena, &k.kernel->body, b, whole(c, 0), loop_variable(arena, k.size), 1);
  LoopBlock *columns = block_for(arena, rows, i, whole(c, offset), whole(c, 33), 16);
  const LoopExpr *row = multiply(c, whole(c, stride), loop_variable(arena, b));
  const LoopExpr *place = add(c, row, loop_variable(arena, i));
  const LoopExpr *count = offset ? whole(c, 11) : NULL;
  block_store(arena, columns, y, place, loop_load(arena, x, 16, place, count), count);
}

Test(llvm_statements, stores_past_the_caches)
{
  Case *c = case_create();
  add_rows(c, ACCESS_FAR, 0, 48, "whole_lines");
  add_rows(c, ACCESS_FAR, 0, 51, "parts_of_lines");
  add_rows(c, ACCESS_FAR, 3, 48, "some_lanes");
  for (c->symbol = 1; c->symbol <= 64; c->symbol *= 8)
    case_compare(c, 2);
  case_destroy(c);
}

// -- parallel loops -------------------------------------------------------------------------------

// y[3*b + r] for b from 2 to B in steps of 2, with a register from before the loop.
static void add_parallel(Case *c)
{
  Arena *arena = c->arena;
  CaseKernel k = case_kernel(c, "parallel");
  LoopParameter *x = case_buffer(&k, "x", TYPE_F32, ACCESS_IN, COUNT * COUNT, ramp(c));
  LoopParameter *y = case_buffer(&k, "y", TYPE_F32, ACCESS_OUT, 3 * COUNT, NULL);
  LoopVariable *b = kernel_add_variable(c->program, k.kernel, "b");
  LoopVariable *r = kernel_add_variable(c->program, k.kernel, "r");
  LoopRegister *scale = kernel_add_register(c->program, k.kernel, "scale", (LoopType){TYPE_F32, 1});
  LoopRegister *wide = kernel_add_register(c->program, k.kernel, "wide", (LoopType){TYPE_F32, 8});
  block_let(arena, &k.kernel->body, scale, loop_load(arena, x, 1, whole(c, 5), NULL));
  block_let(arena, &k.kernel->body, wide, loop_load(arena, x, 8, whole(c, 9), NULL));
  LoopBlock *rounds =
      block_parallel(arena, &k.kernel->body, b, whole(c, 2), loop_variable(arena, k.size), 2);
  LoopBlock *inner = block_for(arena, rounds, r, whole(c, 0), whole(c, 3), 1);
  const LoopExpr *row =
      add(c, multiply(c, whole(c, 3), loop_variable(arena, b)), loop_variable(arena, r));
  const LoopExpr *value =
      multiply(c, loop_load(arena, x, 1, row, NULL), loop_register(arena, scale));
  value = add(c, value, loop_unary(arena, LOOP_SUM_LANES, loop_register(arena, wide)));
  value =
      add(c, value, loop_random(arena, loop_integer(arena, (LoopType){TYPE_INDEX, 1}, 9), 2, row));
  block_store(arena, inner, y, row, value, NULL);
}

Test(llvm_statements, parallel_loops_alone)
{
  Case *c = case_create();
  add_parallel(c);
  for (c->symbol = 1; c->symbol <= 64; c->symbol *= 2)
    case_compare(c, 2);
  case_destroy(c);
}

typedef struct Pool {
  int launches;
  int64_t rounds;
} Pool;

static void run_backwards(NetcCall *call, NetcTask *task, const void *arguments, int64_t count)
{
  Pool *pool = call->runtime;
  pool->launches++;
  pool->rounds += count;
  while (count-- > 0)
    task(call, arguments, count);
}

Test(llvm_statements, parallel_loops_on_the_callers_threads)
{
  Case *c = case_create();
  add_parallel(c);
  char *alone = case_run(c, CASE_LLVM, 2);
  CaseFunction *entry = case_load(c, CASE_LLVM, 2);
  Pool pool = {0};
  NetcCall call = {.workspace = c->workspace,
                   .symbols = &c->symbol,
                   .seed = 7,
                   .step = 3,
                   .parallel = run_backwards,
                   .runtime = &pool};
  entry(&call);
  cr_expect_eq(pool.launches, 1);
  cr_expect_eq(pool.rounds, 31);
  cr_expect_eq(memcmp(alone, c->workspace, (size_t)c->entry->workspace_bytes), 0);
  c->symbol = 3;  // one round: not worth a launch
  entry(&call);
  cr_expect_eq(pool.launches, 1);
  free(alone);
  case_destroy(c);
}

static void count_kernel(NetcCall *call, int kernel)
{
  Pool *pool = call->runtime;
  cr_expect_eq(kernel, pool->launches);
  pool->launches++;
}

Test(llvm_statements, kernels_are_reported_in_order)
{
  Case *c = case_create();
  for (int i = 0; i < 3; i++)
    add_sum(c, 0, whole(c, 3), 1, 0, arena_print(c->arena, "sum_%d", i));
  Pool pool = {0};
  NetcCall call = {.workspace = c->workspace,
                   .symbols = &c->symbol,
                   .kernel_done = count_kernel,
                   .runtime = &pool};
  case_load(c, CASE_LLVM, 2)(&call);
  cr_expect_eq(pool.launches, 3);
  case_destroy(c);
}

// -- spaces ---------------------------------------------------------------------------------------

// y[i] = x[i] + w[i] + s for x from an input, w of the weights, y an output, s a scalar.
static CaseFunction *load_spaces(Case *c, CaseEngine engine)
{
  Arena *arena = c->arena;
  CaseKernel k = case_kernel(c, "spaces");
  LoopParameter *x = case_buffer(&k, "x", TYPE_F32, ACCESS_IN, COUNT, NULL);
  LoopParameter *w = case_buffer(&k, "w", TYPE_F32, ACCESS_IN, COUNT, NULL);
  LoopParameter *y = case_buffer(&k, "y", TYPE_F32, ACCESS_OUT, COUNT, NULL);
  LoopParameter *s = case_buffer(&k, "s", TYPE_F64, ACCESS_IN, 1, NULL);
  LoopParameter *d = case_buffer(&k, "d", TYPE_F32, ACCESS_IN, 8, NULL);
  static const float constant[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  LoopConstant table = {.name = "table", .type = TYPE_F32, .count = 8, .data = constant};
  list_add(arena, &c->program->constants, table);
  static const LoopSpace spaces[] = {SPACE_INPUT, SPACE_WEIGHTS, SPACE_OUTPUT, SPACE_SCALARS,
                                     SPACE_CONSTANT};
  static const int64_t offsets[] = {1, 128, 0, 8, 0};
  for (int i = 0; i < 5; i++) {
    c->entry->buffers.items[i]->space = spaces[i];
    c->entry->buffers.items[i]->offset = offsets[i];
  }
  LoopVariable *i = kernel_add_variable(c->program, k.kernel, "i");
  LoopBlock *body =
      block_for(arena, &k.kernel->body, i, whole(c, 0), loop_variable(arena, k.size), 8);
  const LoopExpr *at = loop_variable(arena, i);
  const LoopExpr *left = loop_binary(arena, LOOP_SUBTRACT, loop_variable(arena, k.size), at);
  const LoopExpr *scalar = loop_convert(arena, TYPE_F32, loop_load(arena, s, 1, whole(c, 0), NULL));
  const LoopExpr *sum = add(c, loop_load(arena, x, 8, at, left), loop_load(arena, w, 8, at, NULL));
  sum = add(c, sum, loop_broadcast(arena, 8, scalar));
  sum = add(c, sum, loop_load(arena, d, 8, whole(c, 0), NULL));
  block_store(arena, body, y, at, sum, left);
  return case_load(c, engine, 2);
}

// Two pages, the second of which faults; data ends at the edge.
static char *page_edge(size_t bytes)
{
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(pages, MAP_FAILED);
  cr_assert_eq(mprotect(pages + page, page, PROT_NONE), 0);
  return pages + page - bytes;
}

Test(llvm_statements, spaces_and_page_edges)
{
  for (CaseEngine engine = CASE_LLVM; engine <= CASE_C; engine++) {
    Case *c = case_create();
    CaseFunction *entry = load_spaces(c, engine);
    for (c->symbol = 1; c->symbol <= 20; c->symbol++) {
      int count = (int)c->symbol;
      float *x = (float *)page_edge(4 * (size_t)count), *y = (float *)page_edge(4 * (size_t)count);
      float *w = (float *)(c->workspace + 128);
      for (int i = 0; i < count; i++)
        x[i] = (float)i, w[i] = 100 * (float)i;
      const void *inputs[2] = {NULL, x};
      void *outputs[1] = {y};
      double scalars[2] = {0, 0.5};
      NetcCall call = {.weights = c->workspace,
                       .inputs = inputs,
                       .outputs = outputs,
                       .scalars = scalars,
                       .symbols = &c->symbol};
      entry(&call);
      for (int i = 0; i < count; i++)
        cr_expect_eq(y[i], 101 * (float)i + 0.5f + (float)(i % 8 + 1), "%d of %d", i, count);
    }
    case_destroy(c);
  }
}

#endif
