// Figures of machines: a name gives the same on every host, the host's own are sensible.

#include "emit/emit.h"

#include <criterion/criterion.h>
#include <string.h>

static Machine describe(const char *triple, const char *cpu)
{
  static Arena *arena;
  if (!arena)
    arena = arena_create();
  Machine machine;
  const char *message = NULL;
  Target target = {.triple = triple, .cpu = cpu};
  cr_assert(machine_describe(arena, &target, &machine, &message), "%s", message);
  return machine;
}

Test(emit_machine, named_cpus)
{
  static const char x86[] = "x86_64-linux-gnu";
  Machine machine = describe(x86, "x86-64-v2");
  cr_expect(machine.vector_bytes == 16 && machine.vector_registers == 16 && !machine.has_fma);
  machine = describe(x86, "x86-64-v3");
  cr_expect(machine.vector_bytes == 32 && machine.vector_registers == 16 && machine.has_fma);
  cr_expect(strstr(machine.features, "avx2") && strstr(machine.features, "fma"));
  machine = describe(x86, "znver4");
  cr_expect(machine.vector_bytes == 64 && machine.vector_registers == 32 && machine.has_fma);
  cr_expect_str_eq(machine.cpu, "znver4");
  cr_expect(machine.vector_units == 1 && describe(x86, "znver5").vector_units == 2);
  machine = describe("aarch64-linux-gnu", NULL);
  cr_expect(machine.vector_bytes == 16 && machine.vector_registers == 32 && machine.has_fma);
}

Test(emit_machine, host)
{
  Machine machine = describe(NULL, "native");
  cr_expect(machine.vector_bytes >= 16 && machine.vector_registers >= 16);
  cr_expect(machine.vector_units == 1 || machine.vector_units == 2);
  cr_expect(machine.l1_bytes >= 8 << 10 && machine.l2_bytes >= machine.l1_bytes &&
            machine.cores >= 1);
}

Test(emit_machine, unknown_names)
{
  Arena *arena = arena_create();
  Machine machine;
  const char *message;
  cr_expect_not(machine_describe(arena, &(Target){.triple = "x86_64-linux-gnu", .cpu = "znver33"},
                                 &machine, &message));
  cr_expect(strstr(message, "did you mean 'znver3'") && strstr(message, "native"), "%s", message);
  cr_expect_not(
      machine_describe(arena, &(Target){.triple = "sparc-sun-solaris"}, &machine, &message));
  cr_expect(strstr(message, "sparc-sun-solaris") && strstr(message, "aarch64"), "%s", message);
  arena_destroy(arena);
}
