// One run of an entry by every engine, compared bit for bit.

#include "differential.h"

#include "layout.h"
#include "random.h"
#include "session.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { UNWRITTEN = 0xff };

static const char *const engine_names[] = {"the interpreter", "C", "C on 2 threads", "LLVM",
                                           "LLVM on 3 threads"};

// -- memory ---------------------------------------------------------------------------------------

Block block_create(int64_t bytes)
{
  size_t page = (size_t)sysconf(_SC_PAGESIZE), aligned = ((size_t)bytes + 63) & ~(size_t)63;
  Block block = {.bytes = (size_t)bytes, .mapped = (aligned + page - 1) / page * page + page};
  block.mapping =
      mmap(NULL, block.mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert(block.mapping != MAP_FAILED, "%lld bytes", (long long)bytes);
  char *end = block.mapping + block.mapped - page;
  cr_assert(!mprotect(end, page, PROT_NONE));
  memset(block.mapping, UNWRITTEN, block.mapped - page);
  block.start = end - aligned;
  return block;
}

void block_destroy(Block *block)
{
  if (block->mapping)
    munmap(block->mapping, block->mapped);
  *block = (Block){0};
}

bool block_is_whole(const Block *block)
{
  for (size_t i = block->bytes; i & 63; i++)
    if ((unsigned char)block->start[i] != UNWRITTEN)
      return false;
  return true;
}

void block_copy(Block *to, const Block *from)
{
  memcpy(to->start, from->start, from->bytes);
}

// -- numbers --------------------------------------------------------------------------------------

int dtype_bytes(NetcDtype dtype)
{
  static const int bytes[] = {
      [NETC_F32] = 4, [NETC_I32] = 4, [NETC_U8] = 1, [NETC_BOOL] = 1, [NETC_F64] = 8};
  return bytes[dtype];
}

double element_get(NetcDtype dtype, const char *data, int64_t i)
{
  switch (dtype) {
  case NETC_F32:
    return ((const float *)data)[i];
  case NETC_I32:
    return ((const int32_t *)data)[i];
  case NETC_F64:
    return ((const double *)data)[i];
  default:
    return ((const unsigned char *)data)[i];
  }
}

void element_set(NetcDtype dtype, char *data, int64_t i, double value)
{
  switch (dtype) {
  case NETC_F32:
    ((float *)data)[i] = (float)value;
    break;
  case NETC_I32:
    ((int32_t *)data)[i] = (int32_t)value;
    break;
  case NETC_F64:
    ((double *)data)[i] = value;
    break;
  default:
    ((unsigned char *)data)[i] = (unsigned char)value;
  }
}

void fill_numbers(NetcDtype dtype, char *data, int64_t count, int64_t bound, uint64_t key,
                  bool is_coarse)
{
  bool is_float = dtype == NETC_F32 || dtype == NETC_F64;
  int64_t span = dtype == NETC_BOOL ? 2 : dtype == NETC_U8 ? 256 : bound ? bound : 11;
  for (int64_t i = 0; i < count; i++) {
    double u = netc_random_uniform(1, 0, key, (uint64_t)i, 0), value;
    if (is_float)
      value = is_coarse ? floor(17 * u) / 4 - 2 : 4 * u - 2;
    else
      value = floor(u * (double)span) - (dtype == NETC_I32 && !bound ? 5 : 0);
    element_set(dtype, data, i, value);
  }
}

// The rows of the day, each as long as at capacity.
static int64_t port_span(const Moment *m, const NetcPort *port)
{
  const LoopEntry *entry = m->subject->loops->entries.items[m->entry];
  int64_t rows = port->rank > 0 ? netc_extent(port->extents[0], m->symbols) : 1;
  return rows * netc_port_row_count(port, entry->capacities.items);
}

const char *port_dense(Arena *arena, const Moment *m, const NetcPort *port, const char *data)
{
  const LoopEntry *entry = m->subject->loops->entries.items[m->entry];
  int64_t rows = port->rank > 0 ? netc_extent(port->extents[0], m->symbols) : 1;
  char *dense = arena_array(arena, char, port_span(m, port) * dtype_bytes(port->dtype));
  netc_port_gather(port, rows, m->symbols, entry->capacities.items, data, dense);
  return dense;
}

// -- comparison -----------------------------------------------------------------------------------

static bool is_nan(NetcDtype dtype, const char *data, int64_t i)
{
  return (dtype == NETC_F32 || dtype == NETC_F64) && isnan(element_get(dtype, data, i));
}

static void expect_equal(const Moment *m, Engine engine, const char *what, NetcDtype dtype,
                         int64_t count, const char *expected, const char *found)
{
  int bytes = dtype_bytes(dtype);
  for (int64_t i = 0; i < count; i++) {
    if (!memcmp(expected + i * bytes, found + i * bytes, (size_t)bytes) ||
        (is_nan(dtype, expected, i) && is_nan(dtype, found, i)))
      continue;
    subject_fail(m->subject, "%s, size %d: %s[%lld] is %.9g by %s, expected %.9g",
                 m->subject->loops->entries.items[m->entry]->name, (int)m->symbols[0], what,
                 (long long)i, element_get(dtype, found, i), engine_names[engine],
                 element_get(dtype, expected, i));
    return;
  }
}

static void compare_tensors(const Moment *m, Engine engine, const NetcTensor *tensors, int count,
                            const Block *expected, const Block *found)
{
  for (int i = 0; i < count; i++) {
    const NetcTensor *tensor = &tensors[i];
    int64_t elements = 1;
    for (int d = 0; d < tensor->rank; d++)
      elements *= tensor->extents[d];
    expect_equal(m, engine, tensor->name, tensor->dtype, elements, expected->start + tensor->offset,
                 found->start + tensor->offset);
  }
}

static void compare_states(const Moment *m, Engine engine, const State *expected,
                           const State *found)
{
  const NetcModel *model = &m->subject->loops->model;
  compare_tensors(m, engine, model->tensors, model->tensor_count, &expected->weights,
                  &found->weights);
  compare_tensors(m, engine, model->slots, model->slot_count, &expected->slots, &found->slots);
}

static void compare_engines(const Moment *m, Engine engine)
{
  const LoopEntry *entry = m->subject->loops->entries.items[m->entry];
  for (int i = 0; i < entry->outputs.count; i++) {
    const NetcPort *port = &entry->outputs.items[i];
    expect_equal(m, engine, port->name, port->dtype, port_span(m, port),
                 m->outputs[ENGINE_INTERPRETER][i].start, m->outputs[engine][i].start);
  }
  compare_states(m, engine, &m->states[ENGINE_INTERPRETER], &m->states[engine]);
}

// -- runs -----------------------------------------------------------------------------------------

static State copy_state(const State *from)
{
  State state = {block_create((int64_t)from->weights.bytes),
                 block_create((int64_t)from->slots.bytes),
                 block_create((int64_t)from->prepared.bytes)};
  block_copy(&state.weights, &from->weights);
  block_copy(&state.slots, &from->slots);
  block_copy(&state.prepared, &from->prepared);
  return state;
}

Moment moment_create(Subject *subject, int entry, State *states)
{
  Moment moment = {.subject = subject, .entry = entry, .states = states, .seed = 5, .step = 1};
  const NetcModel *model = &subject->loops->model;
  cr_assert(model->scalar_count <= MAX_SCALARS);
  for (int i = 0; i < model->scalar_count; i++)
    moment.scalars[i] = model->scalars[i].value;
  return moment;
}

static Block *create_ports(const Moment *m, const NetcPort *ports, int count)
{
  Block *blocks = arena_array(m->subject->arena, Block, count + 1);
  for (int i = 0; i < count; i++)
    blocks[i] = block_create(port_span(m, &ports[i]) * dtype_bytes(ports[i].dtype));
  return blocks;
}

static void create_inputs(Moment *m, const LoopEntry *entry)
{
  m->inputs = create_ports(m, entry->inputs.items, entry->inputs.count);
  for (int i = 0; i < entry->inputs.count; i++) {
    const NetcPort *port = &entry->inputs.items[i];
    fill_numbers(port->dtype, m->inputs[i].start, port_span(m, port),
                 netc_extent(port->bound, m->symbols), m->step * 100 + (uint64_t)i, m->is_coarse);
  }
}

static void **addresses(Arena *arena, const Block *blocks, int count)
{
  void **list = arena_array(arena, void *, count + 1);
  for (int i = 0; i < count; i++)
    list[i] = blocks[i].start;
  return list;
}

static void run_engine(Moment *m, Engine engine)
{
  Subject *subject = m->subject;
  const LoopEntry *entry = subject->loops->entries.items[m->entry];
  State *state = &m->states[engine];
  Block workspace = block_create(entry->workspace_bytes);
  m->outputs[engine] = create_ports(m, entry->outputs.items, entry->outputs.count);
  NetcRun run = {.pool = subject->pools[engine]};
  NetcCall call = {
      .weights = state->weights.start,
      .slots = state->slots.start,
      .prepared = state->prepared.start,
      .workspace = workspace.start,
      .inputs = (const void *const *)addresses(subject->arena, m->inputs, entry->inputs.count),
      .outputs = addresses(subject->arena, m->outputs[engine], entry->outputs.count),
      .symbols = m->symbols,
      .scalars = m->scalars,
      .seed = m->seed,
      .step = m->step,
      .parallel = run.pool ? netc_parallel : NULL,
      .runtime = &run,
  };
  if (engine == ENGINE_INTERPRETER)
    loops_interpret(subject->loops, entry, &call);
  else
    subject->models[engine]->entries[m->entry].function(&call);
  bool is_whole = block_is_whole(&workspace) && block_is_whole(&state->weights) &&
                  block_is_whole(&state->slots) && block_is_whole(&state->prepared);
  for (int i = 0; i < entry->outputs.count; i++)
    is_whole = is_whole && block_is_whole(&m->outputs[engine][i]);
  if (!is_whole)
    subject_fail(subject, "%s: %s writes past the end of its memory", entry->name,
                 engine_names[engine]);
  block_destroy(&workspace);
}

void moment_run(Moment *m)
{
  const LoopEntry *entry = m->subject->loops->entries.items[m->entry];
  create_inputs(m, entry);
  m->before = copy_state(&m->states[ENGINE_INTERPRETER]);
  run_engine(m, ENGINE_INTERPRETER);
  if (entry->kind == NETC_PREDICT || entry->kind == NETC_EVALUATE)
    compare_states(m, ENGINE_INTERPRETER, &m->before, &m->states[ENGINE_INTERPRETER]);
  for (Engine engine = ENGINE_C; engine < ENGINE_COUNT; engine++) {
    if (!m->subject->models[engine])
      continue;
    run_engine(m, engine);
    compare_engines(m, engine);
  }
}

static void destroy_ports(Block *blocks, int count)
{
  for (int i = 0; blocks && i < count; i++)
    block_destroy(&blocks[i]);
}

void moment_destroy(Moment *m)
{
  const LoopEntry *entry = m->subject->loops->entries.items[m->entry];
  destroy_ports(m->inputs, entry->inputs.count);
  for (Engine engine = 0; engine < ENGINE_COUNT; engine++)
    destroy_ports(m->outputs[engine], entry->outputs.count);
  block_destroy(&m->before.weights);
  block_destroy(&m->before.slots);
  block_destroy(&m->before.prepared);
}
