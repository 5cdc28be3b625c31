// Lowering: kernels to loops, tensors to buffers, graphs to entries.
//
// Equal kernels are kept once: two layers of one shape share their code. Each entry gets the
// buffers of its tensors and the calls of its kernels in order.

#include "loops/lower.h"
#include "loops/pipeline.h"

#include <assert.h>
#include <string.h>

// -- one kernel -----------------------------------------------------------------------------------

static void count_operands(const Expr *e, void *context)
{
  PointerMap *references = context;
  for (int i = 0; i < e->operand_count; i++) {
    uintptr_t count = (uintptr_t)pointer_map_get(references, e->operands[i]);
    pointer_map_set(references, e->operands[i], (void *)(count + 1));
  }
}

// x/c with c the same in the whole kernel: one division outside the loops, a product inside.
// Kernels mean real arithmetic; the loops that come out say which.
static const Expr *divide_once(Graph *graph, const Expr *e, void *context)
{
  Lowering *l = context;
  if (e->kind != EXPR_DIVIDE || lower_uses(l, e->operands[1]) || !lower_uses(l, e->operands[0]))
    return e;
  const Expr *reciprocal =
      expr_binary(graph, EXPR_DIVIDE, expr_number(graph, e->type, 1), e->operands[1]);
  return expr_binary(graph, EXPR_MULTIPLY, e->operands[0], reciprocal);
}

static const Expr *prepare(Lowering *l, const Expr *e)
{
  Graph *graph = l->kernels->graph;
  return expr_rewrite(graph, lower_expand(graph, l->kernels->machine, e), divide_once, l);
}

void lower_open_kernel(Lowering *l)
{
  Graph *graph = l->kernels->graph;
  const Kernel *kernel = l->kernel;
  l->uses = pointer_map(l->scratch);
  l->references = pointer_map(l->scratch);
  l->key = NULL;
  l->count = l->last_count = NULL;
  l->known_count = 0;
  memset(l->offsets, 0, sizeof l->offsets);
  l->space = kernel->space;
  if (l->space.body)
    l->space.body = prepare(l, l->space.body);
  if (l->space.otherwise)
    l->space.otherwise = prepare(l, l->space.otherwise);
  l->stores = arena_array(l->scratch, Store, kernel->stores.count);
  for (int i = 0; i < kernel->stores.count; i++) {
    l->stores[i] = kernel->stores.items[i];
    l->stores[i].value = prepare(l, l->stores[i].value);
    expr_walk(graph, l->stores[i].value, count_operands, &l->references);
  }
  if (l->space.body)
    expr_walk(graph, l->space.body, count_operands, &l->references);
  for (int i = 0; i < l->space.condition_count; i++)
    expr_walk(graph, l->space.conditions[i], count_operands, &l->references);
}

static const char *kernel_symbol(Arena *arena, const char *name, int number)
{
  char *symbol = arena_print(arena, "%.40s_%d", name, number);
  for (char *c = symbol; *c; c++)
    if (!(*c >= 'a' && *c <= 'z') && !(*c >= 'A' && *c <= 'Z') && !(*c >= '0' && *c <= '9'))
      *c = '_';
  return symbol;
}

const char *lower_file(const Origin *origin)
{
  return origin->span.source ? origin->span.source->name : "";
}

int lower_line(const Origin *origin)
{
  int line = 0, column = 0;
  if (origin->span.source)
    source_locate(origin->span.source, origin->span.start, &line, &column);
  return line;
}

static Lowering lower_kernel(LoopProgram *program, Kernels *kernels, const Kernel *kernel,
                             Arena *scratch)
{
  Lowering l = {.program = program,
                .arena = program->arena,
                .scratch = scratch,
                .kernels = kernels,
                .kernel = kernel};
  l.parameters = arena_array(scratch, LoopParameter *, kernels->tensors.count);
  l.sizes = arena_array(scratch, LoopVariable *,
                        kernels->graph->symbols.count + kernels->loops.count + 1);
  l.out = loops_add_kernel(program, kernel_symbol(scratch, kernel->name, program->kernels.count));
  l.out->file = lower_file(&kernel->origin);
  l.out->line = lower_line(&kernel->origin);
  l.out->layers = kernel->origin.layers ? kernel->origin.layers : "";
  if (kernel->chain) {
    lower_chain(&l);
  } else if (kernel->fills) {
    lower_halo(&l, &l.out->body);
  } else {
    Member member;
    lower_open_kernel(&l);
    if (kernel->root && find_member(kernels->graph, &kernel->space, &member))
      lower_members(&l);
    else
      lower_loops(&l);
  }
  l.out = loops_share_kernel(program, l.out);
  return l;
}

static uint64_t hash_capacities(const Graph *graph, const Formula *space, uint64_t hash)
{
  for (int s = 0; s < space->index_count; s++) {
    int64_t capacity = 0;
    expr_capacity(graph, space->indices[s].extent, &capacity);
    hash = text_hash(&capacity, sizeof capacity, hash);
  }
  return hash;
}

// A plain schedule, so that the loops say what is computed, of which shapes and layouts, and
// nothing else. Capacities are in no loop: 1 row and 64 of them want schedules of their own.
uint64_t kernel_identity(Kernels *kernels, const Kernel *kernel)
{
  Arena *scratch = arena_create();
  LoopProgram *program = loops_create(scratch, names_create(scratch));
  Kernel plain = *kernel;
  plain.schedule = (Schedule){.vector = -1, .lanes = 1, .vectors = 1, .parallel = -1, .unroll = 1};
  for (int s = 0; s < kernel->space.index_count; s++)
    plain.schedule.loops[plain.schedule.loop_count++] = s;
  Lowering l = lower_kernel(program, kernels, &plain, scratch);
  uint64_t identity = hash_capacities(kernels->graph, &kernel->space, kernel_hash(l.out));
  arena_destroy(scratch);
  return identity;
}

// -- buffers --------------------------------------------------------------------------------------

static int64_t align(int64_t bytes)
{
  return (bytes + NETC_ARENA_ALIGNMENT - 1) / NETC_ARENA_ALIGNMENT * NETC_ARENA_ALIGNMENT;
}

static int64_t add_constant(LoopProgram *program, const Tensor *tensor)
{
  LoopConstant constant = {
      .name = tensor->name, .type = tensor->type, .count = tensor->layout.count};
  char *data =
      arena_allocate(program->arena, (size_t)constant.count, (size_t)type_bytes(tensor->type));
  for (int64_t i = 0; i < constant.count; i++) {
    double value = tensor->node->data[i];
    switch (tensor->type) {
    case TYPE_F32:
      ((float *)data)[i] = (float)value;
      break;
    case TYPE_F64:
      ((double *)data)[i] = value;
      break;
    case TYPE_I32:
      ((int32_t *)data)[i] = (int32_t)value;
      break;
    case TYPE_INDEX:
      ((int64_t *)data)[i] = (int64_t)value;
      break;
    default:
      ((uint8_t *)data)[i] = (uint8_t)value;
    }
  }
  constant.data = data;
  list_add(program->arena, &program->constants, constant);
  return program->constants.count - 1;
}

static int scalar_position(const Program *program, const char *name)
{
  for (int i = 0; i < program->scalars.count; i++)
    if (!strcmp(program->scalars.items[i].name, name))
      return i;
  assert(!"every scalar of a graph is a scalar of its program");
  return 0;
}

static void place_buffer(LoopProgram *loops, const Program *program, const Tensor *tensor,
                         LoopBuffer *buffer)
{
  switch (tensor->kind) {
  case TENSOR_INPUT:
    buffer->space = SPACE_INPUT;
    buffer->offset = tensor->node->input.position;
    break;
  case TENSOR_VARIABLE:
    buffer->space = tensor->variable->kind == VARIABLE_SLOT ? SPACE_SLOTS : SPACE_WEIGHTS;
    buffer->offset = tensor->variable->offset;
    break;
  case TENSOR_SCALAR:
    buffer->space = SPACE_SCALARS;
    buffer->offset = scalar_position(program, tensor->name) * (int64_t)sizeof(double);
    break;
  case TENSOR_CONSTANT:
    buffer->space = SPACE_CONSTANT;
    buffer->offset = add_constant(loops, tensor);
    break;
  case TENSOR_PREPARED:
    buffer->space = SPACE_PREPARED;
    buffer->offset = tensor->offset;
    break;
  case TENSOR_STEP:
  case TENSOR_LOCAL:
    assert(!"a step is a size, and what is local is in its kernel");
    break;
  case TENSOR_WORKSPACE:
    buffer->space = tensor->output >= 0 ? SPACE_OUTPUT : SPACE_WORKSPACE;
    buffer->offset = tensor->output >= 0 ? tensor->output : tensor->offset;
    break;
  }
}

static LoopBuffer *buffer_of(LoopProgram *loops, const Program *program, LoopEntry *entry,
                             LoopBuffer **buffers, const Tensor *tensor)
{
  LoopBuffer *buffer = buffers[tensor->position];
  if (buffer)
    return buffer;
  buffer = buffers[tensor->position] = arena_new(loops->arena, LoopBuffer);
  buffer->name = arena_print(loops->arena, "%s_%d", tensor->name, entry->buffers.count);
  buffer->type = tensor->type;
  buffer->count = tensor->layout.count;
  place_buffer(loops, program, tensor, buffer);
  list_add(loops->arena, &entry->buffers, buffer);
  return buffer;
}

// -- calls of chains: the sum of their kernels ----------------------------------------------------

static const char *call_name(Arena *arena, const Kernel *kernel)
{
  const char *name = NULL;
  const Chain *chain = kernel->chain;
  if (!chain)
    return kernel->name;
  for (const Kernel *k = chain->first; k != chain->last->next; k = k->next)
    if (!k->fills)
      name = name ? arena_print(arena, "%s, %s", name, k->name) : k->name;
  return name;
}

typedef struct Cost {
  double flops, bytes, cycles;
} Cost;

// Of all kernels that the call runs.
static Cost call_cost(const Kernels *kernels, const Kernel *kernel)
{
  const Kernel *first = kernel->chain ? kernel->chain->first : kernel;
  const Kernel *last = kernel->chain ? kernel->chain->last : kernel;
  Cost cost = {0};
  for (const Kernel *k = first; k != last->next; k = k->next) {
    cost.flops += k->flops;
    cost.bytes += k->bytes;
    cost.cycles += expected_cycles(kernels, k);
  }
  return cost;
}

// Operations of the peak rate.
static double flops_per_cycle(const Machine *machine)
{
  double lanes = machine->vector_bytes / type_bytes(TYPE_F32) * (machine->uses_bf16 ? 2.0 : 1.0);
  return 2.0 * machine->vector_units * lanes;
}

static void add_call(LoopProgram *loops, const Program *program, LoopEntry *entry,
                     LoopBuffer **buffers, Lowering *l)
{
  const Kernel *kernel = l->kernel;
  double units = entry->capacities.count ? (double)entry->capacities.items[0] : 1;
  double times = loop_steps(l->kernels, kernel->loop) / units;
  Cost cost = call_cost(l->kernels, kernel);
  LoopCall call = {.kernel = l->out,
                   .name = call_name(loops->arena, kernel),
                   .layers = kernel->origin.layers,
                   .file = lower_file(&kernel->origin),
                   .line = lower_line(&kernel->origin),
                   .flops = cost.flops * times,
                   .bytes = cost.bytes * times,
                   .expected = cost.cycles * times * flops_per_cycle(l->kernels->machine)};
  call.buffers = arena_array(loops->arena, LoopBuffer *, l->tensors.count);
  for (int i = 0; i < l->tensors.count; i++)
    call.buffers[i] = buffer_of(loops, program, entry, buffers, l->tensors.items[i]);
  call.sizes = arena_array(loops->arena, LoopSize, l->arguments.count);
  for (int i = 0; i < l->arguments.count; i++)
    call.sizes[i] = l->arguments.items[i];
  for (const KernelLoop *loop = kernel->loop; loop; loop = loop->outer) {
    LoopRepeat *repeat = &entry->repeats.items[loop->position];
    repeat->first = repeat->last ? repeat->first : entry->calls.count;
    repeat->last = entry->calls.count + 1;
  }
  list_add(loops->arena, &entry->calls, call);
}

// -- entries --------------------------------------------------------------------------------------

static NetcDtype dtype_of(Type type)
{
  switch (type) {
  case TYPE_I32:
    return NETC_I32;
  case TYPE_U8:
    return NETC_U8;
  case TYPE_BOOL:
    return NETC_BOOL;
  case TYPE_F64:
    return NETC_F64;
  default:
    return NETC_F32;
  }
}

static NetcExtent extent_of(const Graph *graph, const Expr *e)
{
  NetcExtent extent = {.symbol = -1};
  bool is_of_one_symbol = lower_one_symbol(graph, e, &extent);
  assert(is_of_one_symbol);
  (void)is_of_one_symbol;
  return extent;
}

static void add_repeats(LoopProgram *loops, const Kernels *kernels, LoopEntry *entry)
{
  for (int i = 0; i < kernels->loops.count; i++) {
    const KernelLoop *loop = kernels->loops.items[i];
    NetcExtent extent = extent_of(kernels->graph, loop->extent);
    LoopRepeat repeat = {.name = loop->name, .count = extent, .reverse = loop->reverse};
    list_add(loops->arena, &entry->repeats, repeat);
  }
}

static NetcDefault default_of(const Graph *graph, const Expr *e)
{
  NetcDefault value = {.is_given = true, .extent.symbol = -1};
  while (e->kind == EXPR_CONVERT)
    e = e->operands[0];
  if (e->kind == EXPR_NUMBER)
    value.number = type_is_float(e->type) ? e->number : (double)e->integer;
  else
    value.extent = extent_of(graph, e);
  return value;
}

static NetcPort port_of(const Graph *graph, const char *name, const Node *node)
{
  NetcPort port = {.name = name, .dtype = dtype_of(node->type), .rank = node->shape.rank};
  for (int d = 0; d < node->shape.rank; d++)
    port.extents[d] = extent_of(graph, node->shape.extents[d]);
  port.bound.symbol = -1;
  // A promise of another form is checked by nobody but the caller.
  if (node->form == FORM_INPUT && node->input.bound)
    lower_one_symbol(graph, node->input.bound, &port.bound);
  port.otherwise.extent.symbol = -1;
  if (node->form == FORM_INPUT && node->input.fallback)
    port.otherwise = default_of(graph, node->input.fallback);
  return port;
}

static NetcEntryKind entry_kind(GraphKind kind)
{
  switch (kind) {
  case GRAPH_INITIALIZE:
    return NETC_INITIALIZE;
  case GRAPH_PREDICT:
    return NETC_PREDICT;
  case GRAPH_EVALUATE:
    return NETC_EVALUATE;
  case GRAPH_ACCUMULATE:
    return NETC_ACCUMULATE;
  case GRAPH_AUGMENT:
    return NETC_AUGMENT;
  case GRAPH_FEATURES:
    return NETC_FEATURES;
  case GRAPH_SALIENCY:
    return NETC_SALIENCY;
  default:
    return NETC_TRAIN;
  }
}

// -- what is made once per load -------------------------------------------------------------------

// Runs when the weights have changed. It stands before the first entry that reads what it makes.
static LoopEntry *prepare_entry(LoopProgram *loops)
{
  int last = loops->entries.count - 1;  // the entry that is being made
  for (int i = 0; i < last; i++)
    if (loops->entries.items[i]->kind == NETC_PREPARE)
      return loops->entries.items[i];
  LoopEntry *entry = arena_new(loops->arena, LoopEntry), *reader = loops->entries.items[last];
  entry->kind = NETC_PREPARE;
  entry->name = "prepare";
  loops->entries.items[last] = entry;
  list_add(loops->arena, &loops->entries, reader);
  return entry;
}

static bool same_place(const LoopBuffer *a, const LoopBuffer *b)
{
  return a->space == b->space && a->offset == b->offset;
}

static bool is_made_by(const Kernel *kernel, const Tensor *tensor)
{
  for (int i = 0; i < kernel->stores.count; i++)
    if (kernel->stores.items[i].tensor == tensor)
      return true;
  return false;
}

// Does the call compute what `l` would, from the same buffers? `buffers`: of what is made already.
static bool is_equal_call(const LoopCall *call, const Lowering *l, LoopBuffer **buffers)
{
  bool same = call->kernel == l->out && !l->kernel->fills;
  for (int i = 0; i < l->tensors.count && same; i++) {
    const Tensor *tensor = l->tensors.items[i];
    const LoopBuffer *buffer = buffers[tensor->position];
    same = is_made_by(l->kernel, tensor) ? !buffer : buffer && same_place(buffer, call->buffers[i]);
  }
  return same;
}

// What another prediction's preparation makes, too, is there already.
static bool find_equal_call(const LoopEntry *prepare, const Lowering *l, LoopBuffer **buffers)
{
  for (int i = 0; i < prepare->calls.count; i++) {
    const LoopCall *call = &prepare->calls.items[i];
    if (!is_equal_call(call, l, buffers))
      continue;
    for (int t = 0; t < l->tensors.count; t++) {
      Tensor *tensor = l->tensors.items[t];
      buffers[tensor->position] = call->buffers[t];
      tensor->offset = call->buffers[t]->offset;
    }
    return true;
  }
  return false;
}

static void add_prepared(LoopProgram *loops, const Program *program, LoopBuffer **buffers,
                         Lowering *l)
{
  LoopEntry *prepare = prepare_entry(loops);
  for (int i = 0; i < l->tensors.count; i++)
    if (!is_made_by(l->kernel, l->tensors.items[i]) && l->tensors.items[i] != l->kernel->fills)
      buffer_of(loops, program, prepare, buffers, l->tensors.items[i]);
  if (find_equal_call(prepare, l, buffers))
    return;
  for (int i = 0; i < l->tensors.count; i++) {
    Tensor *tensor = l->tensors.items[i];
    if (buffers[tensor->position])
      continue;
    tensor->offset = loops->model.prepared_bytes;
    loops->model.prepared_bytes = align(tensor->offset + tensor_bytes(tensor));
  }
  add_call(loops, program, prepare, buffers, l);
}

// With its symbols and inputs.
static LoopEntry *open_entry(LoopProgram *loops, const Kernels *kernels, NetcEntryKind kind,
                             const char *name)
{
  const Graph *graph = kernels->graph;
  LoopEntry *entry = arena_new(loops->arena, LoopEntry);
  entry->kind = kind;
  entry->name = name;
  entry->workspace_bytes = kernels->workspace_bytes;
  for (int i = 0; i < graph->symbols.count; i++) {
    list_add(loops->arena, &entry->symbols, graph->symbols.items[i].name);
    list_add(loops->arena, &entry->capacities, graph->symbols.items[i].capacity);
    list_add(loops->arena, &entry->least, lower_least(graph, i));
  }
  for (int i = 0; i < graph->inputs.count; i++)
    list_add(loops->arena, &entry->inputs,
             port_of(graph, graph->inputs.items[i]->name, graph->inputs.items[i]));
  add_repeats(loops, kernels, entry);
  return entry;
}

// The kernels before `end`. Fills in the buffers of their tensors.
static void add_calls(LoopProgram *loops, const Program *program, Kernels *kernels,
                      const Kernel *end, LoopEntry *entry, LoopBuffer **buffers)
{
  Arena *scratch = arena_create();
  LoopBuffer **prepared = arena_array(scratch, LoopBuffer *, kernels->tensors.count);
  for (const Kernel *kernel = kernels->first; kernel != end; kernel = kernel->next) {
    Arena *own = arena_create();
    Lowering l = lower_kernel(loops, kernels, kernel, own);
    if (kernel->chain)
      kernel = kernel->chain->last;
    if (kernel->is_prepared)
      add_prepared(loops, program, prepared, &l);
    else
      add_call(loops, program, entry, buffers, &l);
    arena_destroy(own);
  }
  arena_destroy(scratch);
}

static LoopEntry *add_entry(LoopProgram *loops, const Program *program, Kernels *kernels,
                            const char *name, LoopBuffer **buffers)
{
  const Graph *graph = kernels->graph;
  LoopEntry *entry = open_entry(loops, kernels, entry_kind(kernels->kind), name);
  for (int i = 0; i < graph->outputs.count; i++)
    list_add(loops->arena, &entry->outputs,
             port_of(graph, graph->outputs.items[i].name, graph->outputs.items[i].node));
  lower_check(loops, graph, entry);
  list_add(loops->arena, &loops->entries, entry);
  add_calls(loops, program, kernels, NULL, entry, buffers);
  return entry;
}

void lower_entry(LoopProgram *loops, const Program *program, Kernels *kernels, const char *name)
{
  Arena *scratch = arena_create();
  add_entry(loops, program, kernels, name,
            arena_array(scratch, LoopBuffer *, kernels->tensors.count));
  arena_destroy(scratch);
}

// -- entries whose first kernels run row by row ---------------------------------------------------

// A value of one row is an output: [B, elements from a row to the next].
static LoopEntry *add_row(LoopProgram *loops, const Program *program, Kernels *one,
                          const RowPlan *plan, const char *name)
{
  Arena *scratch = arena_create();
  const char *symbol = one->graph->symbols.items[0].name;
  LoopEntry *entry = open_entry(loops, one, NETC_ROW, arena_print(loops->arena, "%s_row", name));
  for (int i = 0; i < plan->kept.count; i++) {
    RowTensor kept = plan->kept.items[i];
    NetcPort port = {.name = kept.row->name, .dtype = dtype_of(kept.row->type), .rank = 2};
    port.bound.symbol = port.otherwise.extent.symbol = -1;
    port.extents[0] = (NetcExtent){.factor = 1};
    port.extents[1] = (NetcExtent){
        .symbol = -1, .constant = kept.all->layout.strides[shape_rows(kept.all->shape, symbol)]};
    kept.row->output = i;
    list_add(loops->arena, &entry->outputs, port);
  }
  list_add(loops->arena, &loops->entries, entry);
  add_calls(loops, program, one, plan->end, entry,
            arena_array(scratch, LoopBuffer *, one->tensors.count));
  for (int i = 0; i < plan->kept.count; i++)
    plan->kept.items[i].row->output = -1;
  arena_destroy(scratch);
  return entry;
}

void lower_row_plan(LoopProgram *loops, const Program *program, Kernels *one, Kernels *rest,
                    const RowPlan *plan, int parts, const char *name)
{
  Arena *scratch = arena_create();
  LoopBuffer **buffers = arena_array(scratch, LoopBuffer *, rest->tensors.count);
  LoopEntry *row = add_row(loops, program, one, plan, name);
  LoopEntry *entry = add_entry(loops, program, rest, name, buffers);
  for (int i = 0; i < plan->kept.count; i++)
    list_add(loops->arena, &entry->kept,
             buffer_of(loops, program, entry, buffers, plan->kept.items[i].all));
  entry->row = row;
  entry->parts = entry->capacities.items[0] < parts ? (int)entry->capacities.items[0] : parts;
  entry->workspace_bytes = align(entry->workspace_bytes) + entry->parts * entry_part_bytes(entry);
  arena_destroy(scratch);
}

void place_variables(Program *program)
{
  int64_t weights = 0, slots = 0;
  for (int i = 0; i < program->parameters.count; i++) {
    program->parameters.items[i]->offset = weights;
    weights = align(weights + variable_bytes(program->parameters.items[i]));
  }
  for (int i = 0; i < program->states.count; i++) {
    program->states.items[i]->offset = weights;
    weights = align(weights + variable_bytes(program->states.items[i]));
  }
  for (int i = 0; i < program->slots.count; i++) {
    program->slots.items[i]->offset = slots;
    slots = align(slots + variable_bytes(program->slots.items[i]));
  }
}
