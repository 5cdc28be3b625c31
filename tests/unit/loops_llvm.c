// What the LLVM back-end makes of random programs does what the interpreter of loops does, bit for
// bit. So it agrees with the C back-end too, which is held to the same.

#ifdef NETC_LLVM

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

static const NetcModel *load(Arena *arena, const char *bytes, size_t length, void **library)
{
  char folder[] = "/tmp/netc-test-XXXXXX";
  cr_assert(mkdtemp(folder));
  const char *object = arena_print(arena, "%s/loops.o", folder);
  const char *shared = arena_print(arena, "%s/loops.so", folder);
  FILE *file = fopen(object, "w");
  cr_assert(file && fwrite(bytes, 1, length, file) == length && !fclose(file));
  const char *arguments[] = {"cc", "-shared", "-o", shared, object, "-lm", NULL};
  pid_t child;
  int status = 1;
  cr_assert(!posix_spawnp(&child, "cc", NULL, NULL, (char *const *)arguments, environ));
  cr_assert(waitpid(child, &status, 0) == child);
  cr_assert_eq(status, 0);
  *library = dlopen(shared, RTLD_NOW | RTLD_LOCAL);
  cr_assert(*library, "%s", dlerror());
  unlink(object);
  unlink(shared);
  rmdir(folder);
  const NetcModel *model = dlsym(*library, "netc_model");
  cr_assert(model);
  return model;
}

static void compare(uint64_t seed, int kernels, int optimization)
{
  Arena *arena = arena_create();
  LoopProgram *program = random_program(arena, seed, kernels);
  Target target = {.optimization = optimization};
  Machine machine;
  const char *message = NULL, *bytes = NULL;
  size_t length = 0;
  cr_assert(machine_describe(arena, &target, &machine, &message), "%s", message);
  cr_assert(emit_llvm(program, &machine, &target, LLVM_OBJECT, arena, &bytes, &length, &message),
            "seed %d: %s", (int)seed, message);
  void *library;
  const NetcModel *model = load(arena, bytes, length, &library);
  RandomRun *expected = random_run(arena, program, seed), *found = random_run(arena, program, seed);
  loops_interpret(program, program->entries.items[0], &expected->call);
  model->entries[0].function(&found->call);
  const char *difference = random_difference(arena, program, expected, found);
  cr_expect_null(difference, "seed %d: %s", (int)seed, difference);
  dlclose(library);
  arena_destroy(arena);
}

Test(loops_llvm, equals_the_interpreter, .timeout = 120)
{
  compare(1, 12, 1);
  compare(2, 12, 2);
  compare(3, 12, 3);
}

#endif
