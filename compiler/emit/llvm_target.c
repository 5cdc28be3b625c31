// A target as the user names it to LLVM's target machine. The host's CPU and features unless others
// are asked for. LLVM itself only warns of a CPU that it does not know, and goes on with a plain
// one; so the names that its x86 and AArch64 targets take are listed here.

#include "emit/llvm.h"

#include "base/text.h"

#include <llvm-c/Core.h>
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <pthread.h>
#include <string.h>

static const char *const x86_cpus[] = {
    "x86-64",
    "x86-64-v2",
    "x86-64-v3",
    "x86-64-v4",
    "znver1",
    "znver2",
    "znver3",
    "znver4",
    "znver5",
    "haswell",
    "broadwell",
    "skylake",
    "skylake-avx512",
    "cascadelake",
    "cooperlake",
    "cannonlake",
    "icelake-client",
    "icelake-server",
    "tigerlake",
    "rocketlake",
    "alderlake",
    "raptorlake",
    "meteorlake",
    "arrowlake",
    "arrowlake-s",
    "lunarlake",
    "pantherlake",
    "gracemont",
    "sapphirerapids",
    "emeraldrapids",
    "graniterapids",
    "graniterapids-d",
    "sierraforest",
    "grandridge",
    "clearwaterforest",
    "sandybridge",
    "ivybridge",
    "nehalem",
    "westmere",
    "core2",
    "penryn",
    "corei7",
    "corei7-avx",
    "core-avx-i",
    "core-avx2",
    "skx",
    "knl",
    "knm",
    "silvermont",
    "goldmont",
    "goldmont-plus",
    "tremont",
    "atom",
    "bonnell",
    "k8",
    "k8-sse3",
    "opteron",
    "opteron-sse3",
    "athlon64",
    "athlon64-sse3",
    "amdfam10",
    "barcelona",
    "btver1",
    "btver2",
    "bdver1",
    "bdver2",
    "bdver3",
    "bdver4",
    "nocona",
    "generic",
};
static const char *const arm_cpus[] = {
    "generic",      "neoverse-n1",  "neoverse-n2",   "neoverse-n3", "neoverse-v1",
    "neoverse-v2",  "neoverse-v3",  "neoverse-v3ae", "neoverse-e1", "neoverse-512tvb",
    "a64fx",        "ampere1",      "ampere1a",      "ampere1b",    "apple-a7",
    "apple-a8",     "apple-a9",     "apple-a10",     "apple-a11",   "apple-a12",
    "apple-a13",    "apple-a14",    "apple-a15",     "apple-a16",   "apple-a17",
    "apple-m1",     "apple-m2",     "apple-m3",      "apple-m4",    "carmel",
    "cortex-a34",   "cortex-a35",   "cortex-a510",   "cortex-a520", "cortex-a520ae",
    "cortex-a53",   "cortex-a55",   "cortex-a57",    "cortex-a65",  "cortex-a65ae",
    "cortex-a710",  "cortex-a715",  "cortex-a72",    "cortex-a720", "cortex-a720ae",
    "cortex-a725",  "cortex-a73",   "cortex-a75",    "cortex-a76",  "cortex-a76ae",
    "cortex-a77",   "cortex-a78",   "cortex-a78ae",  "cortex-a78c", "cortex-r82",
    "cortex-r82ae", "cortex-x1",    "cortex-x1c",    "cortex-x2",   "cortex-x3",
    "cortex-x4",    "cortex-x925",  "cyclone",       "exynos-m3",   "exynos-m4",
    "exynos-m5",    "falkor",       "kryo",          "oryon-1",     "saphira",
    "thunderx",     "thunderx2t99", "thunderx3t110", "thunderxt81", "thunderxt83",
    "thunderxt88",  "tsv110",
};

#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

static pthread_once_t initialized = PTHREAD_ONCE_INIT;

// The order of the loops is one that was chosen for registers. The machine scheduler hoists the
// loads of a tile above its products, and code sinking moves products out of their turn; both spill
// accumulators. The scheduler after register allocation takes a fifteenth of the time and makes
// nothing faster. Their options are the process's, and can be set only here.
static void initialize(void)
{
  static const char *const arguments[] = {"netc", "-enable-misched=false",
                                          "-instcombine-code-sinking=false",
                                          "-post-RA-scheduler=false"};
  LLVMInitializeAllTargetInfos();
  LLVMInitializeAllTargets();
  LLVMInitializeAllTargetMCs();
  LLVMInitializeAllAsmPrinters();
  LLVMParseCommandLineOptions(COUNT(arguments), arguments, "");
}

// Copies a text of LLVM's and frees it.
static const char *take(Arena *arena, char *text)
{
  const char *copy = arena_copy_text(arena, text, strlen(text));
  LLVMDisposeMessage(text);
  return copy;
}

// Null if the target knows the CPU, or nothing is known of the target.
static const char *check_cpu(Arena *arena, const char *triple, const char *cpu)
{
  const char *const *known = target_is_x86(triple) ? x86_cpus : arm_cpus;
  int count = target_is_x86(triple) ? COUNT(x86_cpus) : COUNT(arm_cpus);
  if (!target_is_x86(triple) && !target_is_arm(triple))
    return NULL;
  for (int i = 0; i < count; i++)
    if (!strcmp(known[i], cpu))
      return NULL;
  const char *nearest = text_nearest(cpu, known, count);
  Text text = {.arena = arena};
  text_add(&text, "no CPU '%s' for %s", cpu, triple);
  if (nearest)
    text_add(&text, "; did you mean '%s'?", nearest);
  else
    text_add(&text, "; it may be native, %s, %s, %s, %s, %s ..", known[0], known[1], known[2],
             known[3], known[4]);
  return text_get(&text);
}

typedef struct Choice {
  const char *triple, *cpu, *features;
} Choice;

static Choice choose(const Target *target, Arena *arena)
{
  const char *host = take(arena, LLVMGetDefaultTargetTriple());
  Choice choice = {.triple = host, .cpu = target->cpu, .features = ""};
  if (target->triple)
    choice.triple = take(arena, LLVMNormalizeTargetTriple(target->triple));
  bool is_host_kind = (target_is_x86(choice.triple) && target_is_x86(host)) ||
                      (target_is_arm(choice.triple) && target_is_arm(host)) ||
                      !strcmp(choice.triple, host);
  if (choice.cpu && strcmp(choice.cpu, "native"))
    return choice;
  if (is_host_kind) {
    choice.cpu = take(arena, LLVMGetHostCPUName());
    choice.features = take(arena, LLVMGetHostCPUFeatures());
  } else
    choice.cpu = target_is_x86(choice.triple) ? "x86-64" : "generic";
  return choice;
}

LLVMTargetMachineRef llvm_target_machine(const Target *target, Arena *arena, const char **message)
{
  static const LLVMCodeGenOptLevel levels[] = {LLVMCodeGenLevelNone, LLVMCodeGenLevelLess,
                                               LLVMCodeGenLevelDefault, LLVMCodeGenLevelAggressive};
  pthread_once(&initialized, initialize);
  Choice choice = choose(target, arena);
  LLVMTargetRef kind;
  char *error = NULL;
  if (LLVMGetTargetFromTriple(choice.triple, &kind, &error)) {
    LLVMDisposeMessage(error);
    *message = arena_print(
        arena, "LLVM has no target '%s'; it may be x86_64-linux-gnu, aarch64-linux-gnu ..",
        choice.triple);
    return NULL;
  }
  bool is_native = !target->cpu || !strcmp(target->cpu, "native");
  if (!is_native && (*message = check_cpu(arena, choice.triple, choice.cpu)))
    return NULL;
  int level = target->optimization < 0 ? 0 : target->optimization > 3 ? 3 : target->optimization;
  return LLVMCreateTargetMachine(kind, choice.triple, choice.cpu, choice.features, levels[level],
                                 LLVMRelocPIC, LLVMCodeModelDefault);
}
