// The check of sizes: requirements of a graph as a kernel that reads nothing but them.
//
//   before   require T >= 3, "too short"       after   kernel check_0(unmet: i32 out, T) {
//            require T % 4 == 0, "no quarters"           let r0: i32 = -1
//                                                        r0 = select(remainder(T, 4) == 0, r0, 1)
//                                                        r0 = select(0 <= T - 3, r0, 0)
//                                                        unmet[0] = r0
//                                                      }
//
// It gives the number of the first that does not hold, or -1. The messages stand in the entry that
// calls it, one for all entries of a kind: those of several capacities have the same requirements.

#include "loops/lower.h"
#include "loops/text.h"

static const char *place_text(Arena *arena, const Origin *origin)
{
  return origin->span.source ? arena_print(arena, "%s:%d", lower_file(origin), lower_line(origin))
                             : "";
}

static NetcRequirement requirement_of(Arena *arena, const Graph *graph,
                                      const Requirement *requirement)
{
  Origin rule = {.span = requirement->rule};
  NetcRequirement result = {.message = requirement->message,
                            .rule = place_text(arena, &rule),
                            .call = place_text(arena, &requirement->origin),
                            .layers = requirement->origin.layers};
  bool is_own = requirement->rule.source == requirement->origin.span.source &&
                requirement->rule.start == requirement->origin.span.start;
  if (is_own)
    result.call = "";
  for (int i = 0; i < graph->symbols.count && i < REQUIREMENT_SYMBOLS; i++)
    if (expr_uses_symbol(requirement->condition, graph->symbols.items[i].name))
      result.symbols |= (uint64_t)1 << i;
  return result;
}

// What lowers expressions of a kernel without loops, tensors and schedule.
static Lowering open_check(LoopProgram *loops, Kernels *kernels, const Kernel *kernel,
                           Arena *scratch)
{
  Lowering l = {.program = loops,
                .arena = loops->arena,
                .scratch = scratch,
                .lanes = 1,
                .serves_all_sizes = true};
  l.kernels = kernels;
  l.kernel = kernel;
  l.uses = pointer_map(scratch);
  l.references = pointer_map(scratch);
  l.sizes = arena_array(scratch, LoopVariable *, kernels->graph->symbols.count + 1);
  l.out = loops_add_kernel(loops, arena_print(scratch, "check_%d", loops->kernels.count));
  l.out->file = lower_file(&kernels->graph->requirements.items[0].origin);
  l.out->line = lower_line(&kernels->graph->requirements.items[0].origin);
  l.out->layers = "";
  lower_open_scope(&l, &l.out->body);
  l.prologue = l.scope;
  return l;
}

// From the last to the first, which then counts.
static void lower_requirements(Lowering *l)
{
  const LoopType i32 = {TYPE_I32, 1};
  const Graph *graph = l->kernels->graph;
  LoopParameter *result = kernel_add_parameter(l->program, l->out, "unmet", TYPE_I32, ACCESS_OUT);
  LoopRegister *unmet = lower_register(l, "r", i32);
  block_let(l->arena, &l->out->body, unmet, loop_integer(l->arena, i32, -1));
  for (int i = graph->requirements.count - 1; i >= 0; i--) {
    const LoopExpr *holds = lower_value(l, graph->requirements.items[i].condition);
    block_set(l->arena, &l->out->body, unmet,
              loop_ternary(l->arena, LOOP_SELECT, holds, loop_register(l->arena, unmet),
                           loop_integer(l->arena, i32, i)));
  }
  block_store(l->arena, &l->out->body, result, loop_integer(l->arena, (LoopType){TYPE_INDEX, 1}, 0),
              loop_register(l->arena, unmet), NULL);
}

static LoopCall check_call(LoopProgram *loops, const Graph *graph, LoopBuffer *unmet)
{
  Arena *scratch = arena_create();
  Kernels kernels = {.graph = (Graph *)graph};
  Kernel kernel = {.schedule = {.vector = -1}};
  Lowering l = open_check(loops, &kernels, &kernel, scratch);
  lower_requirements(&l);
  LoopCall call = {.kernel = loops_share_kernel(loops, l.out), .name = "requirements"};
  call.layers = call.file = "";
  call.buffers = arena_array(loops->arena, LoopBuffer *, 1);
  call.buffers[0] = unmet;
  call.sizes = arena_array(loops->arena, LoopSize, l.arguments.count + 1);
  for (int i = 0; i < l.arguments.count; i++)
    call.sizes[i] = l.arguments.items[i];
  arena_destroy(scratch);
  return call;
}

static LoopEntry *find_check(const LoopProgram *loops, NetcEntryKind kind)
{
  for (int i = 0; i < loops->entries.count; i++)
    if (loops->entries.items[i]->kind == kind)
      return loops->entries.items[i]->check;
  return NULL;
}

static LoopEntry *create_check(LoopProgram *loops, const Graph *graph, NetcEntryKind kind)
{
  Arena *arena = loops->arena;
  LoopEntry *check = arena_new(arena, LoopEntry);
  LoopBuffer *unmet = arena_new(arena, LoopBuffer);
  NetcPort port = {.name = "unmet", .dtype = NETC_I32};
  port.bound.symbol = port.otherwise.extent.symbol = -1;
  check->kind = NETC_CHECK;
  check->name = arena_print(arena, "check_%s", entry_kind_name(kind));
  *unmet = (LoopBuffer){.name = "unmet", .type = TYPE_I32, .count = 1, .space = SPACE_OUTPUT};
  list_add(arena, &check->outputs, port);
  list_add(arena, &check->buffers, unmet);
  for (int i = 0; i < graph->symbols.count; i++) {
    list_add(arena, &check->symbols, graph->symbols.items[i].name);
    list_add(arena, &check->capacities, graph->symbols.items[i].capacity);
    list_add(arena, &check->least, 1);
  }
  for (int i = 0; i < graph->requirements.count; i++)
    list_add(arena, &check->requirements,
             requirement_of(arena, graph, &graph->requirements.items[i]));
  list_add(arena, &check->calls, check_call(loops, graph, unmet));
  list_add(arena, &loops->entries, check);
  return check;
}

void lower_use_check(LoopEntry *entry, LoopEntry *check)
{
  entry->check = check;
  for (int i = 0; check && i < check->capacities.count; i++)
    if (check->capacities.items[i] < entry->capacities.items[i])
      check->capacities.items[i] = entry->capacities.items[i];
}

void lower_check(LoopProgram *loops, const Graph *graph, LoopEntry *entry)
{
  LoopEntry *check = find_check(loops, entry->kind);
  if (!check && graph->requirements.count > 0)
    check = create_check(loops, graph, entry->kind);
  lower_use_check(entry, check);
}
