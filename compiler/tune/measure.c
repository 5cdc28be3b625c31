// Building and timing candidates.
//
// All candidates of a round are entries of one program, so there is one call of the linker, and
// they are timed in turn on the same data. Data is made up: numbers about 1, so that nothing is
// denormal, and zero for whatever may be an index, which is always in range.

#include "tune/tune.h"

#include "loops/pipeline.h"
#include "netc.h"

#include <dlfcn.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

typedef struct Mapping {
  char *bytes;
  size_t length;
} Mapping;

enum { ARENA_COUNT = SPACE_WORKSPACE + 1 };  // the arenas, by LoopSpace

struct Measure {
  Compilation *c;
  Arena *arena;  // of one round
  int jobs;
  NetcPool *pool;
  NetcRun run;
  NetcModel model;  // of the whole program: sizes of arenas
  int64_t workspace_bytes;
  Mapping arenas[ARENA_COUNT], ports;
  double *scalars;
  void *library;
  const LoopProgram *loops;  // of this round
  const NetcModel *built;
  NetcCall call;
  const Kernel *filled;  // whose buffers hold numbers
};

// -- memory ---------------------------------------------------------------------------------------

// Zero, and no memory until it is touched.
static Mapping map_bytes(int64_t bytes)
{
  Mapping mapping = {.length = (size_t)bytes + NETC_ARENA_ALIGNMENT};
  mapping.bytes = mmap(NULL, mapping.length, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping.bytes == MAP_FAILED)
    return (Mapping){0};
  madvise(mapping.bytes, mapping.length, MADV_HUGEPAGE);
  return mapping;
}

static void unmap_bytes(Mapping *mapping)
{
  if (mapping->bytes)
    munmap(mapping->bytes, mapping->length);
  *mapping = (Mapping){0};
}

static bool map_arenas(Measure *m)
{
  const int64_t sizes[ARENA_COUNT] = {
      [SPACE_WEIGHTS] = m->model.weights_bytes,
      [SPACE_SLOTS] = m->model.slots_bytes,
      [SPACE_PREPARED] = m->model.prepared_bytes,
      [SPACE_WORKSPACE] = m->workspace_bytes,
  };
  for (int i = 0; i < ARENA_COUNT; i++) {
    m->arenas[i] = map_bytes(sizes[i]);
    if (!m->arenas[i].bytes)
      return false;
  }
  return true;
}

Measure *measure_create(Compilation *c, const LoopProgram *loops, int threads, int jobs)
{
  Measure *m = arena_new(c->arena, Measure);
  m->c = c;
  m->arena = arena_create();
  m->jobs = jobs;
  m->model = loops->model;
  for (int i = 0; i < loops->entries.count; i++)
    if (loops->entries.items[i]->workspace_bytes > m->workspace_bytes)
      m->workspace_bytes = loops->entries.items[i]->workspace_bytes;
  m->scalars = arena_array(c->arena, double, c->program->scalars.count);
  for (int i = 0; i < c->program->scalars.count; i++)
    m->scalars[i] = c->program->scalars.items[i].value;
  m->pool = netc_pool_create(threads);
  m->run.pool = m->pool;
  if (!m->pool || !map_arenas(m)) {
    diag_error(c->diag, E0507, (Span){0}, "there is not enough memory to run the net");
    measure_destroy(m);
    return NULL;
  }
  return m;
}

static void unload(Measure *m)
{
  if (m->library)
    dlclose(m->library);
  m->library = NULL;
  m->built = NULL;
}

void measure_destroy(Measure *m)
{
  if (!m)
    return;
  unload(m);
  for (int i = 0; i < ARENA_COUNT; i++)
    unmap_bytes(&m->arenas[i]);
  unmap_bytes(&m->ports);
  netc_pool_destroy(m->pool);
  arena_destroy(m->arena);
}

// -- data -----------------------------------------------------------------------------------------

static void fill(char *bytes, const LoopBuffer *buffer)
{
  enum { PERIOD = 1021 };
  if (buffer->type != TYPE_F32) {
    memset(bytes, 0, (size_t)buffer->count * (size_t)type_bytes(buffer->type));
    return;
  }
  float *numbers = (float *)bytes;
  for (int64_t i = 0; i < buffer->count; i++)
    numbers[i] = 0.5f + (float)(i % PERIOD) / PERIOD;
}

static bool is_port(const LoopBuffer *buffer)
{
  return buffer->space == SPACE_INPUT || buffer->space == SPACE_OUTPUT;
}

static int64_t port_bytes(const LoopBuffer *buffer)
{
  int64_t bytes = buffer->count * type_bytes(buffer->type);
  return (bytes / NETC_ARENA_ALIGNMENT + 1) * NETC_ARENA_ALIGNMENT;
}

// Places for the inputs and outputs that the kernel has; all others are null.
static bool place_ports(Measure *m, const LoopEntry *entry)
{
  int64_t bytes = 0;
  for (int i = 0; i < entry->buffers.count; i++)
    bytes += is_port(entry->buffers.items[i]) ? port_bytes(entry->buffers.items[i]) : 0;
  if ((size_t)bytes > m->ports.length) {
    unmap_bytes(&m->ports);
    m->ports = map_bytes(bytes);
    m->filled = NULL;
    if (!m->ports.bytes)
      return false;
  }
  const void **inputs = arena_array(m->arena, const void *, entry->inputs.count + 1);
  void **outputs = arena_array(m->arena, void *, entry->outputs.count + 1);
  bytes = 0;
  for (int i = 0; i < entry->buffers.count; i++) {
    const LoopBuffer *buffer = entry->buffers.items[i];
    if (!is_port(buffer))
      continue;
    if (buffer->space == SPACE_INPUT)
      inputs[buffer->offset] = m->ports.bytes + bytes;
    else
      outputs[buffer->offset] = m->ports.bytes + bytes;
    bytes += port_bytes(buffer);
  }
  m->call.inputs = inputs;
  m->call.outputs = outputs;
  return true;
}

static void fill_buffers(Measure *m, const LoopEntry *entry)
{
  for (int i = 0; i < entry->buffers.count; i++) {
    const LoopBuffer *buffer = entry->buffers.items[i];
    if (buffer->space <= SPACE_WORKSPACE)
      fill(m->arenas[buffer->space].bytes + buffer->offset, buffer);
    else if (buffer->space == SPACE_INPUT)
      fill((char *)m->call.inputs[buffer->offset], buffer);
    else if (buffer->space == SPACE_OUTPUT)
      fill(m->call.outputs[buffer->offset], buffer);
  }
}

static bool prepare_call(Measure *m, const Kernel *kernel)
{
  const LoopEntry *entry = m->loops->entries.items[0];
  m->call = (NetcCall){.weights = m->arenas[SPACE_WEIGHTS].bytes,
                       .slots = m->arenas[SPACE_SLOTS].bytes,
                       .prepared = m->arenas[SPACE_PREPARED].bytes,
                       .workspace = m->arenas[SPACE_WORKSPACE].bytes,
                       .symbols = entry->capacities.items,
                       .scalars = m->scalars,
                       .seed = 1,
                       .step = 1,
                       .runtime = &m->run};
  m->call.parallel = netc_pool_threads(m->pool) > 1 ? netc_parallel : NULL;
  if (!place_ports(m, entry)) {
    diag_error(m->c->diag, E0507, (Span){0}, "there is not enough memory to run the net");
    return false;
  }
  if (m->filled != kernel)
    fill_buffers(m, entry);
  m->filled = kernel;
  return true;
}

// -- building -------------------------------------------------------------------------------------

static const LoopProgram *lower_candidates(Measure *m, Kernels *kernels, const Kernel *kernel,
                                           const Schedule *schedules, int count)
{
  LoopProgram *loops = loops_create(m->arena, names_create(m->arena));
  lower_model(loops, m->c->program, &m->c->machine);
  loops->model.prepared_bytes = m->model.prepared_bytes;
  for (int i = 0; i < count; i++) {
    Kernels alone = *kernels;
    Kernel candidate = *kernel;
    candidate.prev = candidate.next = NULL;
    candidate.schedule = schedules[i];
    alone.first = alone.last = &candidate;
    lower_entry(loops, m->c->program, &alone, arena_print(m->arena, "candidate_%d", i));
  }
  return loops;
}

static bool link_candidates(Measure *m)
{
  LinkOptions link = {.optimization = m->c->options->target.optimization, .cpu = m->c->machine.cpu};
#ifdef NETC_LLVM
  ObjectFiles objects = {0};
  const char *message;
  if (emit_llvm_objects(m->loops, &m->c->options->target, m->jobs, NULL, m->arena, &objects,
                        &message))
    return link_shared(NULL, 0, &objects, &link, m->c->diag, &m->library);
  diag_error(m->c->diag, E1003, (Span){0}, "%s", message);
  return false;
#else
  Text text = {.arena = m->arena};
  emit_c(m->loops, &m->c->machine, &text);
  return link_shared(text_get(&text), text.length, NULL, &link, m->c->diag, &m->library);
#endif
}

bool measure_build(Measure *m, Kernels *kernels, const Kernel *kernel, const Schedule *schedules,
                   int count)
{
  unload(m);
  arena_reset(m->arena);
  m->loops = lower_candidates(m, kernels, kernel, schedules, count);
  const char *wrong = loops_verify(m->loops, m->arena, NULL);
  if (wrong) {
    diag_error(m->c->diag, E0601, (Span){0}, "a candidate for %s: %s", kernel->name, wrong);
    return false;
  }
  if (!link_candidates(m))
    return false;
  m->built = dlsym(m->library, "netc_model");
  return prepare_call(m, kernel);
}

// -- timing ---------------------------------------------------------------------------------------

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double time_runs(Measure *m, int position, int64_t runs)
{
  double start = now();
  for (int64_t i = 0; i < runs; i++)
    m->built->entries[position].function(&m->call);
  return (now() - start) / (double)runs;
}

double measure_time(Measure *m, int position, double seconds)
{
  static const double sample = 3e-5;  // far above what reading the clock takes
  enum { LEAST_SAMPLES = 3 };
  double start = now(), least = time_runs(m, position, 1);
  for (int i = 0; i < LEAST_SAMPLES || now() - start < seconds; i++) {
    int64_t runs = least < sample ? (int64_t)(sample / (least + 1e-9)) + 1 : 1;
    double time = time_runs(m, position, runs);
    least = time < least ? time : least;
    if (i >= 1 && now() - start > 4 * seconds)
      break;
  }
  return least;
}
