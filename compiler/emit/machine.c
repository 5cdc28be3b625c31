// What the vector unit and the caches of a target are like. The host's figures come from cpuid and
// the system, a named CPU's from a table, so that code for a name is the same wherever netc runs.
//
// Needs no LLVM: `make LLVM=0` has the same targets for its C.

#include "emit/machine.h"
#include "base/text.h"

#ifdef __x86_64__
#include <cpuid.h>
#endif
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define KIB 1024ll
#define MIB (1024 * KIB)

// The levels of the x86-64 psABI, from 1; AArch64 has one.
typedef struct Level {
  const char *name;
  const char *features;  // as the runtime asks for them at start
  int vector_bytes, vector_registers;
  bool has_fma, has_scalb;
} Level;

#define FEATURES_2 "ssse3,sse4.1,sse4.2"
#define FEATURES_3 FEATURES_2 ",avx,avx2,bmi,bmi2,fma"
static const Level levels[] = {
    {"x86-64", NULL, 16, 16, false, false},
    {"x86-64-v2", FEATURES_2, 16, 16, false, false},
    {"x86-64-v3", FEATURES_3, 32, 16, true, false},
    {"x86-64-v4", FEATURES_3 ",avx512f,avx512vl,avx512bw,avx512dq,avx512cd", 64, 32, true, true},
};
static const Level arm = {"generic", NULL, 16, 32, true, false};

enum {
  USUAL_CORES = 4,
  USUAL_UNITS = 2,
  HALVED_UNITS = 1  // half as wide as its vectors
};

// Bytes a cycle of the second and the last cache, together with a kernel's arithmetic: half of what
// a loop of loads alone has. Intel's servers have a last cache that is far from its cores.
typedef struct Rates {
  int l2, l3, memory;
} Rates;
static const Rates usual_rates = {16, 8, 4}, distant_rates = {32, 8, 4}, wide_rates = {32, 16, 8};

static const struct {
  const char *name;
  int level, units;
  int64_t l1, l2, l3;
  const Rates *rates;
} cpus[] = {
    {"x86-64", 1, USUAL_UNITS, 32 * KIB, 256 * KIB, 8 * MIB, &usual_rates},
    {"x86-64-v2", 2, USUAL_UNITS, 32 * KIB, 256 * KIB, 8 * MIB, &usual_rates},
    {"x86-64-v3", 3, USUAL_UNITS, 32 * KIB, 512 * KIB, 16 * MIB, &usual_rates},
    {"x86-64-v4", 4, USUAL_UNITS, 32 * KIB, 1 * MIB, 32 * MIB, &distant_rates},
    {"nehalem", 2, USUAL_UNITS, 32 * KIB, 256 * KIB, 8 * MIB, &usual_rates},
    {"westmere", 2, USUAL_UNITS, 32 * KIB, 256 * KIB, 12 * MIB, &usual_rates},
    {"haswell", 3, USUAL_UNITS, 32 * KIB, 256 * KIB, 8 * MIB, &usual_rates},
    {"broadwell", 3, USUAL_UNITS, 32 * KIB, 256 * KIB, 8 * MIB, &usual_rates},
    {"skylake", 3, USUAL_UNITS, 32 * KIB, 256 * KIB, 8 * MIB, &usual_rates},
    {"alderlake", 3, USUAL_UNITS, 48 * KIB, 1280 * KIB, 30 * MIB, &usual_rates},
    {"skylake-avx512", 4, USUAL_UNITS, 32 * KIB, 1 * MIB, 24 * MIB, &distant_rates},
    {"cascadelake", 4, USUAL_UNITS, 32 * KIB, 1 * MIB, 24 * MIB, &distant_rates},
    {"icelake-client", 4, USUAL_UNITS, 48 * KIB, 512 * KIB, 8 * MIB, &distant_rates},
    {"icelake-server", 4, USUAL_UNITS, 48 * KIB, 1280 * KIB, 36 * MIB, &distant_rates},
    {"tigerlake", 4, USUAL_UNITS, 48 * KIB, 1280 * KIB, 12 * MIB, &distant_rates},
    {"sapphirerapids", 4, USUAL_UNITS, 48 * KIB, 2 * MIB, 60 * MIB, &distant_rates},
    {"emeraldrapids", 4, USUAL_UNITS, 48 * KIB, 2 * MIB, 60 * MIB, &distant_rates},
    {"graniterapids", 4, USUAL_UNITS, 48 * KIB, 2 * MIB, 120 * MIB, &distant_rates},
    {"znver1", 3, HALVED_UNITS, 32 * KIB, 512 * KIB, 8 * MIB, &usual_rates},
    {"znver2", 3, USUAL_UNITS, 32 * KIB, 512 * KIB, 16 * MIB, &usual_rates},
    {"znver3", 3, USUAL_UNITS, 32 * KIB, 512 * KIB, 32 * MIB, &usual_rates},
    {"znver4", 4, HALVED_UNITS, 32 * KIB, 1 * MIB, 32 * MIB, &usual_rates},
    {"znver5", 4, USUAL_UNITS, 48 * KIB, 1 * MIB, 32 * MIB, &wide_rates},
};
enum { CPU_TABLE_SIZE = sizeof cpus / sizeof cpus[0] };

static const char *const bf16_cpus[] = {"sapphirerapids", "emeraldrapids", "graniterapids",
                                        "znver4",         "znver5",        NULL};

static void set_level(Machine *machine, const Level *level)
{
  machine->cpu = level->name;
  machine->features = level->features;
  machine->vector_bytes = level->vector_bytes;
  machine->vector_registers = level->vector_registers;
  machine->has_fma = level->has_fma;
  machine->has_scalb = level->has_scalb;
  machine->vector_units = USUAL_UNITS;
}

static void set_rates(Machine *machine, const Rates *rates)
{
  machine->l2_rate = rates->l2, machine->l3_rate = rates->l3;
  machine->memory_rate = rates->memory;
}

// -- the host -------------------------------------------------------------------------------------

#ifdef __x86_64__
static const char host_triple[] = "x86_64-linux-gnu";

static const Level *host_level(void)
{
  __builtin_cpu_init();
  bool second = __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("sse4.2");
  bool third = second && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
               __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  bool fourth = third && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                __builtin_cpu_supports("avx512cd");
  return &levels[fourth ? 3 : third ? 2 : second ? 1 : 0];
}

static bool host_multiplies_bf16(const Machine *machine)
{
  return machine->vector_bytes == 64 && __builtin_cpu_supports("avx512bf16");
}

// Zen has 128 bits, Zen 4 has 256 (AMD's guides to optimization, families 17h and 19h).
static int host_units(const Machine *machine)
{
  enum { ZEN = 0x17, ZEN_3_AND_4 = 0x19, FIRST_OF_ZEN_2 = 0x30 };
  unsigned a, b, c, d;
  if (!__builtin_cpu_is("amd") || !__get_cpuid(1, &a, &b, &c, &d))
    return USUAL_UNITS;
  unsigned family = (a >> 8 & 15) + (a >> 20 & 255), model = (a >> 4 & 15) | (a >> 12 & 240);
  bool halved = (family == ZEN && model < FIRST_OF_ZEN_2 && machine->vector_bytes == 32) ||
                (family == ZEN_3_AND_4 && machine->vector_bytes == 64);
  return halved ? HALVED_UNITS : USUAL_UNITS;
}

static const Rates *host_rates(const Machine *machine)
{
  if (machine->vector_bytes < 64 || machine->vector_units < USUAL_UNITS)
    return &usual_rates;
  return __builtin_cpu_is("amd") ? &wide_rates : &distant_rates;
}
#else
static const char host_triple[] = "aarch64-linux-gnu";

static const Level *host_level(void)
{
  return &arm;
}

static int host_units(const Machine *machine)
{
  (void)machine;
  return USUAL_UNITS;
}

static const Rates *host_rates(const Machine *machine)
{
  (void)machine;
  return &usual_rates;
}

static bool host_multiplies_bf16(const Machine *machine)
{
  (void)machine;
  return false;
}
#endif

// The text of a file of sysfs; "" without it.
static void read_line(const char *path, char *line, int size)
{
  line[0] = 0;
  FILE *file = fopen(path, "re");
  if (!file)
    return;
  if (!fgets(line, size, file))
    line[0] = 0;
  fclose(file);
  line[strcspn(line, "\n")] = 0;
}

// "48K", "2M"
static int64_t parse_size(const char *text)
{
  long long number = 0;
  char unit = 0;
  if (sscanf(text, "%lld%c", &number, &unit) < 1)
    return 0;
  return number * (unit == 'K' ? KIB : unit == 'M' ? MIB : 1);
}

static int64_t cache_bytes(int level)
{
  for (int i = 0; i < 8; i++) {
    char path[96], text[64];
    snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/level", i);
    read_line(path, text, sizeof text);
    if (text[0] != '0' + level)
      continue;
    snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/type", i);
    read_line(path, text, sizeof text);
    if (!strcmp(text, "Instruction"))
      continue;
    snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/size", i);
    read_line(path, text, sizeof text);
    return parse_size(text);
  }
  return 0;
}

static int64_t or_else(int64_t value, int64_t otherwise)
{
  return value > 0 ? value : otherwise;
}

int machine_host_cores(void)
{
  cpu_set_t set;
  if (!sched_getaffinity(0, sizeof set, &set))
    return CPU_COUNT(&set);
  return (int)or_else(sysconf(_SC_NPROCESSORS_ONLN), 1);
}

static void describe_host(Machine *machine)
{
  set_level(machine, host_level());
  machine->vector_units = host_units(machine);
  set_rates(machine, host_rates(machine));
  machine->has_bf16 = host_multiplies_bf16(machine);
  machine->triple = host_triple;
  machine->l1_bytes = or_else(cache_bytes(1), 32 * KIB);
  machine->l2_bytes = or_else(cache_bytes(2), 512 * KIB);
  machine->l3_bytes = or_else(cache_bytes(3), 8 * MIB);
  machine->cores = machine_host_cores();
  machine->knows_cores = true;
}

bool machine_make_common(Machine *machine)
{
  bool fuses = machine->has_fma;
  machine->has_scalb = false;
  machine->vector_bytes = 32;
  machine->vector_registers = 16;
  machine->vector_units = USUAL_UNITS;
  set_rates(machine, &usual_rates);
  machine->l1_bytes = 32 * KIB, machine->l2_bytes = 512 * KIB, machine->l3_bytes = 8 * MIB;
  machine->cores = USUAL_CORES;
  return fuses;
}

bool machine_use_bf16(Arena *arena, Machine *machine)
{
  machine->uses_bf16 = machine->has_bf16;
  if (machine->has_bf16)
    machine->features = arena_print(arena, "%s,avx512bf16", machine->features);
  return machine->has_bf16;
}

// -- named ones -----------------------------------------------------------------------------------

static bool is_one_of(const char *const *names, const char *name)
{
  while (*names && strcmp(*names, name))
    names++;
  return *names != NULL;
}

static const char *unknown_cpu(Arena *arena, const char *cpu)
{
  const char *names[CPU_TABLE_SIZE + 1];
  Text text = {.arena = arena};
  text_add(&text, "no CPU '%s'; ", cpu);
  for (int i = 0; i < CPU_TABLE_SIZE; i++)
    names[i] = cpus[i].name;
  names[CPU_TABLE_SIZE] = "native";
  const char *nearest = text_nearest(cpu, names, CPU_TABLE_SIZE + 1);
  if (nearest)
    text_add(&text, "did you mean '%s'? ", nearest);
  text_add(&text, "it may be native");
  for (int i = 0; i < CPU_TABLE_SIZE; i++)
    text_add(&text, ", %s", cpus[i].name);
  return text_get(&text);
}

bool target_is_arm(const char *triple)
{
  return !strncmp(triple, "aarch64-", 8) || !strncmp(triple, "arm64-", 6);
}

bool target_is_x86(const char *triple)
{
  return !strncmp(triple, "x86_64-", 7) || !strncmp(triple, "amd64-", 6);
}

static bool describe_named(Arena *arena, const char *cpu, Machine *machine, const char **message)
{
  machine->cores = 1;
  if (target_is_arm(machine->triple)) {
    set_level(machine, &arm);
    machine->cpu = cpu;
    set_rates(machine, &usual_rates);
    machine->l1_bytes = 64 * KIB, machine->l2_bytes = 1 * MIB, machine->l3_bytes = 16 * MIB;
    return true;
  }
  for (int i = 0; i < CPU_TABLE_SIZE; i++) {
    if (strcmp(cpus[i].name, cpu))
      continue;
    set_level(machine, &levels[cpus[i].level - 1]);
    machine->cpu = cpus[i].name;
    machine->vector_units = cpus[i].units;
    set_rates(machine, cpus[i].rates);
    machine->has_bf16 = is_one_of(bf16_cpus, cpu);
    machine->l1_bytes = cpus[i].l1, machine->l2_bytes = cpus[i].l2, machine->l3_bytes = cpus[i].l3;
    return true;
  }
  *message = unknown_cpu(arena, cpu);
  return false;
}

bool machine_describe(Arena *arena, const Target *target, Machine *machine, const char **message)
{
  *machine = (Machine){.triple = target->triple ? target->triple : host_triple};
  if (!target_is_arm(machine->triple) && !target_is_x86(machine->triple)) {
    *message = arena_print(arena, "no target '%s'; it may be x86_64-linux-gnu or aarch64-linux-gnu",
                           machine->triple);
    return false;
  }
  bool native = !target->cpu || !strcmp(target->cpu, "native");
  bool host_kind = target_is_arm(machine->triple) == target_is_arm(host_triple);
  if (native && host_kind) {
    const char *triple = machine->triple;
    describe_host(machine);
    machine->triple = triple;
    return true;
  }
  const char *plain = target_is_arm(machine->triple) ? "generic" : "x86-64";
  return describe_named(arena, native ? plain : target->cpu, machine, message);
}

Instructions machine_instructions(const Target *target)
{
  Arena *scratch = arena_create();
  Machine machine = {0};
  const char *message;
  bool is_known = machine_describe(scratch, target, &machine, &message);
  arena_destroy(scratch);
  return (Instructions){is_known && machine.has_bf16, is_known && machine.has_scalb};
}
