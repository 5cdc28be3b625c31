// What the C back-end writes does what the interpreter of loops does, bit for bit.

#include "emit/emit.h"
#include "loops_random.h"

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// Compiles C text to a shared object and loads it; the files are gone when this returns.
static const NetcModel *load(Arena *arena, const char *text, const char *optimization,
                             void **library)
{
  char folder[] = "/tmp/netc-test-XXXXXX";
  cr_assert(mkdtemp(folder));
  const char *source = arena_print(arena, "%s/loops.c", folder);
  const char *object = arena_print(arena, "%s/loops.so", folder);
  FILE *file = fopen(source, "w");
  cr_assert(file && fputs(text, file) >= 0 && !fclose(file));
  const char *compiler = getenv("CC") ? getenv("CC") : "cc";
  const char *arguments[] = {compiler,  "-std=gnu11", "-march=native", optimization, "-Wall",
                             "-Wextra", "-Werror",    "-Wno-psabi",    "-fPIC",      "-shared",
                             "-o",      object,       source,          "-lm",        NULL};
  pid_t child;
  int status = 1;
  cr_assert(!posix_spawnp(&child, compiler, NULL, NULL, (char *const *)arguments, environ));
  cr_assert(waitpid(child, &status, 0) == child);
  cr_assert_eq(status, 0, "%s refused the generated C", compiler);
  *library = dlopen(object, RTLD_NOW | RTLD_LOCAL);
  cr_assert(*library, "%s", dlerror());
  unlink(source);
  unlink(object);
  rmdir(folder);
  const NetcModel *model = dlsym(*library, "netc_model");
  cr_assert(model);
  return model;
}

static void serial(NetcCall *call, NetcTask *task, const void *arguments, int64_t count)
{
  for (int64_t i = count - 1; i >= 0; i--)  // any order gives the same
    task(call, arguments, i);
}

static int kernels_done;

static void count_kernel(NetcCall *call, int kernel)
{
  (void)call;
  cr_assert_eq(kernel, kernels_done++);
}

static void compare(uint64_t seed, int kernels, const char *optimization)
{
  Arena *arena = arena_create();
  LoopProgram *program = random_program(arena, seed, kernels);
  Text text = {.arena = arena};
  emit_c(program, NULL, &text);
  void *library;
  const NetcModel *model = load(arena, text_get(&text), optimization, &library);
  RandomRun *expected = random_run(arena, program, seed);
  loops_interpret(program, program->entries.items[0], &expected->call);
  RandomRun *found = random_run(arena, program, seed);
  kernels_done = 0;
  found->call.kernel_done = count_kernel;
  model->entries[0].function(&found->call);
  cr_assert_eq(kernels_done, kernels);
  const char *difference = random_difference(arena, program, expected, found);
  cr_expect_null(difference, "seed %d, alone: %s", (int)seed, difference);
  RandomRun *threaded = random_run(arena, program, seed);
  threaded->call.parallel = serial;
  model->entries[0].function(&threaded->call);
  difference = random_difference(arena, program, expected, threaded);
  cr_expect_null(difference, "seed %d, with threads: %s", (int)seed, difference);
  dlclose(library);
  arena_destroy(arena);
}

Test(loops_c, equals_the_interpreter, .timeout = 120)
{
  compare(1, 12, "-O1");
  compare(2, 12, "-O2");
}
