// Every net in cases/*.net through both back-ends, against the interpreter of loops bit for bit and
// against the graph in double. A second time for another CPU, which gets other loops, by the
// interpreter alone; every second one, and all that
// NETC_CASE names, a third time with products of bf16.
//
//   build/differential
//   NETC_CASE=conv/strided build/differential             those whose names begin so
//   NETC_RANDOM=1000 NETC_CASE=random build/differential  more random nets

#include "differential.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <dirent.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_BYTES = 64, TRAIN_STEPS = 3, RANDOM_NETS = 30 };

typedef struct CaseName {
  char file[NAME_BYTES], net[NAME_BYTES];
} CaseName;

// -- the states -----------------------------------------------------------------------------------

static void create_states(const Subject *subject, State states[ENGINE_COUNT])
{
  const NetcModel *model = &subject->loops->model;
  for (Engine engine = 0; engine < ENGINE_COUNT; engine++)
    states[engine] = (State){block_create(model->weights_bytes), block_create(model->slots_bytes),
                             block_create(model->prepared_bytes)};
}

static void destroy_states(State states[ENGINE_COUNT])
{
  for (Engine engine = 0; engine < ENGINE_COUNT; engine++) {
    block_destroy(&states[engine].weights);
    block_destroy(&states[engine].slots);
    block_destroy(&states[engine].prepared);
  }
}

// Weights of few different values: sums are exact, and equal ones are equal everywhere.
static void set_coarse(const Subject *subject, State states[ENGINE_COUNT])
{
  const NetcModel *model = &subject->loops->model;
  for (int i = 0; i < model->tensor_count; i++) {
    const NetcTensor *tensor = &model->tensors[i];
    int64_t count = 1;
    for (int d = 0; d < tensor->rank; d++)
      count *= tensor->extents[d];
    if (tensor->trained)
      fill_numbers(tensor->dtype, states[0].weights.start + tensor->offset, count, 0,
                   1000 + (uint64_t)i, true);
  }
  for (Engine engine = ENGINE_C; engine < ENGINE_COUNT; engine++)
    block_copy(&states[engine].weights, &states[0].weights);
}

// -- moments --------------------------------------------------------------------------------------

// Sizes of the day: full, in between, one.
static int64_t size_of_day(int64_t capacity, int round)
{
  return round == 0 ? capacity : round == 1 ? (2 * capacity + 2) / 3 : 1;
}

static void set_scalar(Moment *moment, const char *name, double value)
{
  const NetcModel *model = &moment->subject->loops->model;
  for (int i = 0; i < model->scalar_count; i++)
    if (!strcmp(model->scalars[i].name, name))
      moment->scalars[i] = value;
}

// The sizes before these, the last symbol fastest; false: these were the smallest.
static bool lower_sizes(const LoopEntry *entry, int64_t *sizes)
{
  for (int i = entry->symbols.count - 1; i >= 0; i--) {
    if (--sizes[i] > 0)
      return true;
    sizes[i] = entry->capacities.items[i];
  }
  return false;
}

// Sizes of the day, or the nearest below that the net takes; false: it takes none.
static bool choose_sizes(const Subject *subject, const LoopEntry *entry, int round, int64_t *sizes)
{
  cr_assert(entry->symbols.count <= MAX_SYMBOLS);
  for (int i = 0; i < entry->symbols.count; i++)
    sizes[i] = size_of_day(entry->capacities.items[i], round);
  while (entry->check && !reference_takes(subject, entry, sizes))
    if (!lower_sizes(entry, sizes))
      return false;
  return true;
}

static void run_sizes(Subject *subject, int position, State *states, int round, bool is_coarse,
                      const int64_t *sizes)
{
  const LoopEntry *entry = subject->loops->entries.items[position];
  Moment moment = moment_create(subject, position, states);
  memcpy(moment.symbols, sizes, sizeof moment.symbols);
  moment.is_coarse = is_coarse;
  moment.step = entry->kind == NETC_INITIALIZE ? 0 : (uint64_t)round + 1;
  set_scalar(&moment, "step", round + 1);
  set_scalar(&moment, "steps", TRAIN_STEPS);
  set_scalar(&moment, "epoch", 1);
  set_scalar(&moment, "samples", (double)moment.symbols[0]);
  set_scalar(&moment, "all", (double)moment.symbols[0] + 7);
  moment_run(&moment);
  if (entry->kind != NETC_PREPARE && entry->kind != NETC_ROW)  // they show in the predictions
    reference_compare(&moment);
  moment_destroy(&moment);
}

static void run_moment(Subject *subject, int position, State *states, int round, bool is_coarse)
{
  int64_t sizes[MAX_SYMBOLS] = {0};
  if (choose_sizes(subject, subject->loops->entries.items[position], round, sizes))
    run_sizes(subject, position, states, round, is_coarse, sizes);
}

// At all sizes.
static void run_check(Subject *subject, int position, State *states)
{
  const LoopEntry *entry = subject->loops->entries.items[position];
  int64_t sizes[MAX_SYMBOLS] = {0};
  choose_sizes(subject, entry, 0, sizes);
  do
    run_sizes(subject, position, states, 0, false, sizes);
  while (lower_sizes(entry, sizes));
}

static bool has_ragged_sizes(const LoopEntry *entry)
{
  return entry->symbols.count && entry->capacities.items[0] > 1;
}

static void run_entries(Subject *subject, State *states, bool is_coarse)
{
  const LoopProgram *loops = subject->loops;
  for (int i = 0; i < loops->entries.count; i++) {
    const LoopEntry *entry = loops->entries.items[i];
    if (entry->kind == NETC_INITIALIZE || entry->kind == NETC_TRAIN)
      continue;
    if (entry->kind == NETC_CHECK && !is_coarse)
      run_check(subject, i, states);
    if (entry->kind == NETC_CHECK)
      continue;
    int rounds = has_ragged_sizes(entry) && !is_coarse ? 2 : 1;
    for (int round = 0; round < rounds; round++)
      run_moment(subject, i, states, round, is_coarse);
  }
  // After a step weights are not coarse any more: what is equal in f32 need not be so in double.
  int steps = is_coarse ? 1 : TRAIN_STEPS;
  for (int i = 0; i < loops->entries.count; i++)
    for (int step = 0; loops->entries.items[i]->kind == NETC_TRAIN && step < steps; step++)
      run_moment(subject, i, states, step, is_coarse);
}

static void run_subject(Subject *subject)
{
  State states[ENGINE_COUNT];
  create_states(subject, states);
  for (int i = 0; i < subject->loops->entries.count; i++)
    if (subject->loops->entries.items[i]->kind == NETC_INITIALIZE)
      run_moment(subject, i, states, 0, false);
  run_entries(subject, states, false);
  set_coarse(subject, states);
  run_entries(subject, states, true);
  destroy_states(states);
}

// -- cases ----------------------------------------------------------------------------------------

static const char folder[] = "tests/differential/cases";

static bool is_chosen(const CaseName *name)
{
  const char *chosen = getenv("NETC_CASE");
  char full[2 * NAME_BYTES + 2];
  snprintf(full, sizeof full, "%s/%s", name->file, name->net);
  return !chosen || !strncmp(full, chosen, strlen(chosen));
}

static int add_nets(CaseName *names, int count, int limit, const char *file)
{
  char path[2 * NAME_BYTES + sizeof folder], line[512];
  CaseName name = {0};
  snprintf(path, sizeof path, "%s/%s", folder, file);
  memcpy(name.file, file, strcspn(file, "."));
  FILE *stream = fopen(path, "r");
  while (stream && fgets(line, sizeof line, stream))
    if (sscanf(line, "net %63[a-z0-9_]", name.net) == 1 && is_chosen(&name) && count < limit)
      names[count++] = name;
  if (stream)
    fclose(stream);
  return count;
}

static int add_random(CaseName *names, int count, int limit)
{
  const char *wanted = getenv("NETC_RANDOM");
  int nets = wanted ? atoi(wanted) : RANDOM_NETS;
  CaseName name = {.file = RANDOM_FILE};
  for (int i = 1; i <= nets && count < limit; i++) {
    snprintf(name.net, sizeof name.net, "random%d", i);
    if (is_chosen(&name))
      names[count++] = name;
  }
  return count;
}

static int is_case_file(const struct dirent *entry)
{
  const char *dot = strrchr(entry->d_name, '.');
  return dot && !strcmp(dot, ".net") && dot - entry->d_name < NAME_BYTES;
}

ParameterizedTestParameters(differential, net)
{
  enum { LIMIT = 20000 };
  CaseName *names = cr_calloc(LIMIT, sizeof *names);
  struct dirent **files;
  int count = 0, file_count = scandir(folder, &files, is_case_file, alphasort);
  for (int i = 0; i < file_count; i++) {
    count = add_nets(names, count, LIMIT, files[i]->d_name);
    free(files[i]);
  }
  if (file_count > 0)
    free(files);
  count = add_random(names, count, LIMIT);
  return cr_make_param_array(CaseName, names, (size_t)count);
}

static CaseName running;

// A crash says which case it was and where (addr2line reads the places), then happens.
static void say_case(int signal_number)
{
  void *frames[20];
  dprintf(STDERR_FILENO, "crashed in %s/%s\n", running.file, running.net);
  backtrace_symbols_fd(frames, backtrace(frames, 20), STDERR_FILENO);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void run_on(const CaseName *name, Way way, bool compiles)
{
  Subject *subject = subject_create(name->file, name->net, way);
  if (subject->unsupported)
    cr_skip_test("%s: %s", subject->name, subject->unsupported);
  if (compiles)
    subject_load(subject);
  run_subject(subject);
  subject_destroy(subject);
}

// The host, and one of the CPUs with other vectors: which one, the case's name says, and whether it
// is to do with little memory. In bf16 every second one runs, and for half of these the code of
// both back-ends.
ParameterizedTest(CaseName *name, differential, net, .timeout = 300)
{
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
  static const char *const others[] = {"x86-64", "x86-64-v3", "x86-64-v4"};
  running = *name;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
    signal(crashes[i], say_case);
  uint64_t hash = text_hash(name->net, strlen(name->net), 1);
  run_on(name, (Way){.cpu = "native"}, true);
  run_on(name, (Way){.cpu = others[hash % 3], .least_memory = hash / 3 % 2}, false);
  if (hash / 3 % 2 == 0 || getenv("NETC_CASE"))
    run_on(name, (Way){.cpu = "native", .precision = PRECISION_BF16_ALL}, hash / 6 % 2 == 0);
}
