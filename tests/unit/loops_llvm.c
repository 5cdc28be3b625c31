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

typedef ListOf(const char *) Words;

static void add_objects(Arena *arena, Words *words, const char *folder, const ObjectFiles *objects)
{
  for (int i = 0; i < objects->count; i++) {
    const char *path = arena_print(arena, "%s/%d.o", folder, i);
    FILE *file = fopen(path, "w");
    size_t length = objects->items[i].length;
    cr_assert(file && fwrite(objects->items[i].bytes, 1, length, file) == length && !fclose(file));
    list_add(arena, words, path);
  }
}

static const NetcModel *load(Arena *arena, const ObjectFiles *objects, void **library)
{
  char folder[] = "/tmp/netc-test-XXXXXX";
  cr_assert(mkdtemp(folder));
  const char *shared = arena_print(arena, "%s/loops.so", folder);
  Words words = {0};
  list_add(arena, &words, "cc");
  list_add(arena, &words, "-shared");
  list_add(arena, &words, "-o");
  list_add(arena, &words, shared);
  int first = words.count;
  add_objects(arena, &words, folder, objects);
  list_add(arena, &words, "-lm");
  list_add(arena, &words, NULL);
  pid_t child;
  int status = 1;
  cr_assert(!posix_spawnp(&child, "cc", NULL, NULL, (char *const *)words.items, environ));
  cr_assert(waitpid(child, &status, 0) == child);
  cr_assert_eq(status, 0);
  *library = dlopen(shared, RTLD_NOW | RTLD_LOCAL);
  cr_assert(*library, "%s", dlerror());
  for (int i = 0; i < objects->count; i++)
    unlink(words.items[first + i]);
  unlink(shared);
  rmdir(folder);
  const NetcModel *model = dlsym(*library, "netc_model");
  cr_assert(model);
  return model;
}

static void compare(Arena *arena, const LoopProgram *program, const ObjectFiles *objects,
                    uint64_t seed)
{
  void *library;
  const NetcModel *model = load(arena, objects, &library);
  RandomRun *expected = random_run(arena, program, seed), *found = random_run(arena, program, seed);
  loops_interpret(program, program->entries.items[0], &expected->call);
  model->entries[0].function(&found->call);
  const char *difference = random_difference(arena, program, expected, found);
  cr_expect_null(difference, "seed %d: %s", (int)seed, difference);
  dlclose(library);
}

Test(loops_llvm, equals_the_interpreter, .timeout = 120)
{
  for (int seed = 1; seed <= 3; seed++) {
    Arena *arena = arena_create();
    LoopProgram *program = random_program(arena, (uint64_t)seed, 12);
    Target target = {.optimization = seed};
    Machine machine;
    ObjectFiles objects = {0};
    ObjectFile whole = {0};
    const char *message = NULL;
    cr_assert(machine_describe(arena, &target, &machine, &message), "%s", message);
    cr_assert(emit_llvm(program, &machine, &target, LLVM_OBJECT, arena, &whole.bytes, &whole.length,
                        &message),
              "seed %d: %s", seed, message);
    list_add(arena, &objects, whole);
    compare(arena, program, &objects, (uint64_t)seed);
    arena_destroy(arena);
  }
}

static ObjectFiles make_objects(Arena *arena, const LoopProgram *program, int jobs)
{
  Target target = {.optimization = 1, .debug = true};
  ObjectFiles objects = {0};
  const char *message = NULL;
  cr_assert(emit_llvm_objects(program, &target, jobs, NULL, arena, &objects, &message), "%s",
            message);
  return objects;
}

// Several modules do what one does, and are the same by any number of threads.
Test(loops_llvm, parts_equal_the_interpreter, .timeout = 120)
{
  Arena *arena = arena_create();
  LoopProgram *program = random_program(arena, 4, 40);
  ObjectFiles objects = make_objects(arena, program, 1);
  cr_assert_gt(objects.count, 2);
  for (int jobs = 2; jobs <= 5; jobs++) {
    ObjectFiles others = make_objects(arena, program, jobs);
    cr_assert_eq(others.count, objects.count);
    for (int i = 0; i < objects.count; i++)
      cr_expect(others.items[i].length == objects.items[i].length &&
                    !memcmp(others.items[i].bytes, objects.items[i].bytes, objects.items[i].length),
                "part %d by %d threads", i, jobs);
  }
  compare(arena, program, &objects, 4);
  arena_destroy(arena);
}

#endif
