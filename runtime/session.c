// Sessions: memory for one net, and the running of its entries.

#include "session.h"

#include "layout.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
// __builtin_cpu_supports takes literals only.
static bool cpu_has(const char *feature, size_t length)
{
#define FEATURE(name)                                                                              \
  if (length == sizeof name - 1 && memcmp(feature, name, length) == 0)                             \
    return __builtin_cpu_supports(name);
  FEATURE("sse3")
  FEATURE("ssse3")
  FEATURE("sse4.1")
  FEATURE("sse4.2")
  FEATURE("avx")
  FEATURE("avx2")
  FEATURE("fma")
  FEATURE("bmi")
  FEATURE("bmi2")
  FEATURE("avx512f")
  FEATURE("avx512vl")
  FEATURE("avx512bw")
  FEATURE("avx512dq")
  FEATURE("avx512cd")
  FEATURE("avx512bf16")
#undef FEATURE
  return true;  // not one that we can ask about
}
#else
static bool cpu_has(const char *feature, size_t length)
{
  (void)feature, (void)length;
  return true;
}
#endif

// Said at start, so that nobody meets an illegal instruction.
static bool check_cpu(const NetcModel *model, NetcError *error)
{
  for (const char *at = model->features ? model->features : ""; *at;) {
    size_t length = strcspn(at, ",");
    if (!cpu_has(at, length))
      return netc_fail(error,
                       "%s was built for %s and needs %.*s, which this CPU does not have; build it "
                       "again here, or with --cpu",
                       model->name, model->target, (int)length, at);
    at += length + (at[length] == ',');
  }
  return true;
}

static int64_t workspace_of(const NetcModel *model, unsigned kinds)
{
  int64_t most = 0;
  for (int i = 0; i < model->entry_count; i++)
    if (kinds & NETC_KIND(model->entries[i].kind) && model->entries[i].workspace_bytes > most)
      most = model->entries[i].workspace_bytes;
  return most;
}

static bool map_session(NetcSession *session, unsigned kinds, NetcError *error)
{
  const NetcModel *model = session->model;
  bool learns = kinds & (NETC_KIND(NETC_TRAIN) | NETC_KIND(NETC_INITIALIZE));
  NetcMemory *memory = &session->memory;
  int64_t weights = netc_memory_place(memory, model->weights_bytes);
  int64_t prepared = netc_memory_place(memory, model->prepared_bytes);
  int64_t slots = netc_memory_place(memory, learns ? model->slots_bytes : 0);
  int64_t scalars = netc_memory_place(memory, (int64_t)sizeof(double) * (model->scalar_count + 1));
  int64_t workspace = netc_memory_place(memory, workspace_of(model, kinds));
  // A prediction writes the weights whole when it reads them, and of the workspace only what its
  // own batch needs.
  bool (*map)(NetcMemory *, const char *, NetcError *) =
      learns ? netc_memory_map : netc_memory_reserve;
  if (!map(memory, "the net's weights and workspace", error))
    return false;
  session->weights = memory->base + weights;
  session->prepared = memory->base + prepared;
  session->slots = memory->base + slots;
  session->scalars = (double *)(void *)(memory->base + scalars);
  session->workspace = memory->base + workspace;
  return true;
}

NetcSession *netc_session_create_for(const NetcModel *model, int threads, unsigned kinds,
                                     NetcError *error)
{
  if (model->abi != NETC_ABI) {
    netc_fail(error, "%s was built for interface %d of the runtime, this is %d", model->name,
              model->abi, NETC_ABI);
    error->status = NETC_INTERNAL;
    return NULL;
  }
  if (!check_cpu(model, error))
    return NULL;
  NetcSession *session = calloc(1, sizeof *session);
  if (!session) {
    netc_fail_memory(error, (int64_t)sizeof *session, "a session");
    return NULL;
  }
  session->model = model;
  session->unprepared = true;
  session->pool = netc_pool_create(threads);
  if (!session->pool)
    netc_fail(error, "no memory for threads");
  else if (map_session(session, kinds, error) &&
           (model->class_count == 0 ||
            netc_session_set_classes(session, (char *const *)model->classes, model->class_count))) {
    session->run.pool = session->pool;
    for (int i = 0; i < model->scalar_count; i++)
      session->scalars[i] = model->scalars[i].value;
    return session;
  } else if (session->memory.base) {
    netc_fail(error, "no memory for the names of classes");
  }
  netc_session_destroy(session);
  return NULL;
}

NetcSession *netc_session_create(const NetcModel *model, int threads, NetcError *error)
{
  return netc_session_create_for(model, threads, NETC_ALL_ENTRIES, error);
}

static void free_classes(NetcSession *session)
{
  for (int i = 0; i < session->class_count; i++)
    free(session->classes[i]);
  free(session->classes);
  session->classes = NULL;
  session->class_count = 0;
}

void netc_session_destroy(NetcSession *session)
{
  if (!session)
    return;
  netc_pool_destroy(session->pool);
  netc_memory_unmap(&session->memory);
  free_classes(session);
  free(session);
}

bool netc_session_set_classes(NetcSession *session, char *const *names, int count)
{
  free_classes(session);
  session->classes = calloc((size_t)count + 1, sizeof *session->classes);
  if (!session->classes)
    return false;
  for (int i = 0; i < count; i++) {
    char *copy = strdup(names[i]);
    if (!copy)
      return false;
    session->classes[session->class_count++] = copy;
  }
  return true;
}

const char *netc_session_class(const NetcSession *session, int64_t index)
{
  return index >= 0 && index < session->class_count ? session->classes[index] : NULL;
}

static void run_entry(NetcSession *session, const NetcEntry *entry, const void *const *inputs,
                      void *const *outputs, const int64_t *symbols, const NetcCall *extra)
{
  NetcCall call = *extra;
  call.weights = session->weights;
  call.slots = session->slots;
  call.prepared = session->prepared;
  call.workspace = session->workspace;
  call.inputs = inputs;
  call.outputs = outputs;
  call.symbols = symbols;
  call.scalars = session->scalars;
  call.seed = session->seed;
  call.step = session->step;
  call.parallel = netc_pool_threads(session->pool) > 1 ? netc_parallel : NULL;
  entry->function(&call);
  if (entry->kind == NETC_TRAIN || entry->kind == NETC_ACCUMULATE || entry->kind == NETC_INITIALIZE)
    session->unprepared = true;
}

void netc_session_run_profiled(NetcSession *session, const NetcEntry *entry,
                               const void *const *inputs, void *const *outputs,
                               const int64_t *symbols, struct NetcProfile *profile,
                               void (*kernel_done)(NetcCall *call, int kernel))
{
  NetcRun run = {.pool = session->pool, .profile = profile};
  NetcCall extra = {.runtime = &run, .kernel_done = kernel_done};
  run_entry(session, entry, inputs, outputs, symbols, &extra);
}

void netc_session_prepare(NetcSession *session)
{
  if (!session->unprepared)
    return;
  session->unprepared = false;
  const NetcEntry *entry = netc_entry_largest(session->model, NETC_PREPARE);
  NetcCall extra = {.runtime = &session->run};
  if (entry)
    run_entry(session, entry, NULL, NULL, NULL, &extra);
}

void netc_session_run(NetcSession *session, const NetcEntry *entry, const void *const *inputs,
                      void *const *outputs, const int64_t *symbols)
{
  if (entry->kind == NETC_PREDICT || entry->kind == NETC_EVALUATE)
    netc_session_prepare(session);
  NetcCall extra = {.runtime = &session->run};
  run_entry(session, entry, inputs, outputs, symbols, &extra);
}

void netc_session_initialize(NetcSession *session, uint64_t seed)
{
  session->seed = seed;
  session->step = 0;
  const NetcEntry *entry = netc_entry_largest(session->model, NETC_INITIALIZE);
  if (entry)
    netc_session_run(session, entry, NULL, NULL, NULL);
}

static bool fits(const NetcEntry *entry, const int64_t *symbols)
{
  for (int i = 0; i < entry->symbol_count; i++)
    if (symbols[i] > entry->capacities[i])
      return false;
  return true;
}

// Workspace grows with the bindings, so it orders entries of several symbols too.
static bool is_smaller(const NetcEntry *a, const NetcEntry *b)
{
  int64_t rows_a = netc_entry_rows(a), rows_b = netc_entry_rows(b);
  return rows_a != rows_b ? rows_a < rows_b : a->workspace_bytes < b->workspace_bytes;
}

const NetcEntry *netc_entry_fitting(const NetcModel *model, NetcEntryKind kind,
                                    const int64_t *symbols)
{
  const NetcEntry *best = NULL;
  for (int i = 0; i < model->entry_count; i++) {
    const NetcEntry *entry = &model->entries[i];
    if (entry->kind == kind && fits(entry, symbols) && (!best || is_smaller(entry, best)))
      best = entry;
  }
  return best;
}

const NetcEntry *netc_entry_largest(const NetcModel *model, NetcEntryKind kind)
{
  const NetcEntry *best = NULL;
  for (int i = 0; i < model->entry_count; i++) {
    const NetcEntry *entry = &model->entries[i];
    if (entry->kind == kind && (!best || is_smaller(best, entry)))
      best = entry;
  }
  return best;
}

int64_t netc_entry_rows(const NetcEntry *entry)
{
  if (entry->input_count == 0 || entry->inputs[0].rank == 0)
    return 1;
  return netc_extent(entry->inputs[0].extents[0], entry->capacities);
}

int64_t netc_least(const NetcEntry *entry, int symbol)
{
  return entry->least && entry->least[symbol] > 1 ? entry->least[symbol] : 1;
}

int netc_extent_format(char *to, size_t size, const NetcEntry *entry, NetcExtent extent)
{
  char factor[24] = "", constant[24] = "", divisor[24] = "";
  if (extent.symbol < 0)
    return snprintf(to, size, "%" PRId64, extent.constant);
  if (extent.factor != 1)
    snprintf(factor, sizeof factor, "%" PRId64 "*", extent.factor);
  if (extent.constant)
    snprintf(constant, sizeof constant, "%+" PRId64, extent.constant);
  if (extent.divisor > 1)
    snprintf(divisor, sizeof divisor, "/%" PRId64, extent.divisor);
  bool has_brackets = extent.divisor > 1 && extent.constant;
  return snprintf(to, size, "%s%s%.16s%s%s%s", has_brackets ? "(" : "", factor,
                  entry->symbols[extent.symbol], constant, has_brackets ? ")" : "", divisor);
}

int64_t netc_extent(NetcExtent extent, const int64_t *symbols)
{
  if (extent.symbol < 0)
    return extent.constant;
  int64_t value = extent.constant + extent.factor * symbols[extent.symbol];
  if (extent.divisor <= 1)
    return value;
  return (value - (value < 0 ? extent.divisor - 1 : 0)) / extent.divisor;
}

int64_t netc_port_row_count(const NetcPort *port, const int64_t *symbols)
{
  int64_t count = 1;
  for (int i = 1; i < port->rank; i++)
    count *= netc_extent(port->extents[i], symbols);
  return count;
}

int64_t netc_port_count(const NetcPort *port, const int64_t *symbols)
{
  int64_t first = port->rank > 0 ? netc_extent(port->extents[0], symbols) : 1;
  return first * netc_port_row_count(port, symbols);
}

bool netc_port_has_rows(const NetcPort *port)
{
  return port->rank > 0 && port->extents[0].symbol == 0 && port->extents[0].constant == 0 &&
         port->extents[0].factor == 1 && port->extents[0].divisor <= 1;
}

int64_t netc_port_check(const NetcPort *port, const void *data, int64_t count,
                        const int64_t *symbols)
{
  int64_t bound = netc_extent(port->bound, symbols);
  if (port->dtype != NETC_I32 || bound <= 0)
    return -1;
  const int32_t *values = data;
  for (int64_t i = 0; i < count; i++)
    if (values[i] < 0 || values[i] >= bound)
      return i;
  return -1;
}

bool netc_session_set_scalar(NetcSession *session, const char *name, double value)
{
  int scalar = netc_scalar_find(session->model, name);
  if (scalar >= 0)
    session->scalars[scalar] = value;
  return scalar >= 0;
}

int netc_scalar_find(const NetcModel *model, const char *name)
{
  for (int i = 0; i < model->scalar_count; i++)
    if (strcmp(model->scalars[i].name, name) == 0)
      return i;
  return -1;
}

const NetcArgument *netc_setting_find(const NetcModel *model, const char *name)
{
  for (int i = 0; i < model->setting_count; i++)
    if (strcmp(model->settings[i].name, name) == 0)
      return &model->settings[i];
  return NULL;
}

static bool check_promise(const NetcModel *model, const NetcEntry *entry, const NetcPort *port,
                          const void *data, const int64_t *symbols, NetcError *error)
{
  NetcRuns runs;
  int64_t rows = port->rank > 0 ? netc_extent(port->extents[0], symbols) : 1;
  if (port->dtype != NETC_I32 || netc_extent(port->bound, symbols) <= 0)
    return true;
  netc_runs_begin(&runs, port, rows, symbols, entry->capacities);
  while (netc_runs_next(&runs)) {
    const int32_t *values = (const int32_t *)data + runs.strided;
    int64_t wrong = netc_port_check(port, values, runs.count, symbols);
    if (wrong >= 0)
      return netc_fail(error, "%s: element %" PRId64 " of %s is %d, expected 0 to %" PRId64,
                       model->name, runs.dense + wrong, port->name, values[wrong],
                       netc_extent(port->bound, symbols) - 1);
  }
  return true;
}

static bool check_call(NetcSession *session, const NetcEntry *entry, const void *const *inputs,
                       const int64_t *symbols, NetcError *error)
{
  const NetcModel *model = session->model;
  if (!entry)
    return netc_fail(error, "%s: extents above every capacity it was built for", model->name);
  for (int i = 0; i < entry->symbol_count; i++)
    if (symbols[i] < 1)
      return netc_fail(error, "%s: %s is %" PRId64 ", expected 1 or more", model->name,
                       entry->symbols[i], symbols[i]);
  if (!netc_session_check(session, entry, symbols, model->name, error))
    return false;
  for (int i = 0; i < entry->input_count; i++) {
    const NetcPort *port = &entry->inputs[i];
    if (!check_promise(model, entry, port, inputs[i], symbols, error))
      return false;
  }
  return true;
}

bool netc_session_predict(NetcSession *session, const void *const *inputs, void *const *outputs,
                          const int64_t *symbols, NetcError *error)
{
  const NetcEntry *entry = netc_entry_fitting(session->model, NETC_PREDICT, symbols);
  if (!check_call(session, entry, inputs, symbols, error))
    return false;
  netc_session_run(session, entry, inputs, outputs, symbols);
  return true;
}

bool netc_session_train(NetcSession *session, const void *const *inputs, void *const *outputs,
                        const int64_t *symbols, NetcError *error)
{
  const NetcEntry *entry = netc_entry_fitting(session->model, NETC_TRAIN, symbols);
  if (!check_call(session, entry, inputs, symbols, error))
    return false;
  session->step++;
  netc_session_set_scalar(session, "step", (double)session->step);
  netc_session_run(session, entry, inputs, outputs, symbols);
  return true;
}
