// Entries of loops: buffers lie in their arenas, calls pass what kernels take, and no buffer that a
// kernel writes overlaps another one of the same call.

#include "loops/verify.h"
#include "graph/map.h"

#include <string.h>

static int64_t arena_bytes(const LoopProgram *program, const LoopEntry *entry, LoopSpace space)
{
  switch (space) {
  case SPACE_WEIGHTS:
    return program->model.weights_bytes;
  case SPACE_SLOTS:
    return program->model.slots_bytes;
  case SPACE_PREPARED:
    return program->model.prepared_bytes;
  case SPACE_SCALARS:
    return program->model.scalar_count * 8;
  default:
    return entry->workspace_bytes;
  }
}

static Type port_type(NetcDtype dtype)
{
  static const Type types[] = {[NETC_F32] = TYPE_F32,
                               [NETC_I32] = TYPE_I32,
                               [NETC_U8] = TYPE_U8,
                               [NETC_BOOL] = TYPE_BOOL,
                               [NETC_F64] = TYPE_F64};
  return types[dtype];
}

static bool verify_port(Fault *f, const LoopBuffer *b, const NetcPort *ports, int count)
{
  if (b->offset < 0 || b->offset >= count)
    return fault(f, "buffer %s is %s %lld of %d", b->name, space_name(b->space),
                 (long long)b->offset, count);
  if (port_type(ports[b->offset].dtype) != b->type)
    return fault(f, "buffer %s is %s, the %s is %s", b->name, type_name(b->type),
                 space_name(b->space), dtype_name(ports[b->offset].dtype));
  return true;
}

static bool verify_constant(Fault *f, const LoopProgram *program, const LoopBuffer *b)
{
  if (b->offset < 0 || b->offset >= program->constants.count)
    return fault(f, "buffer %s is constant %lld of %d", b->name, (long long)b->offset,
                 program->constants.count);
  const LoopConstant *constant = &program->constants.items[b->offset];
  if (constant->type != b->type || constant->count < b->count)
    return fault(f, "buffer %s is %s[%lld], the constant %s[%lld]", b->name, type_name(b->type),
                 (long long)b->count, type_name(constant->type), (long long)constant->count);
  return true;
}

static bool verify_buffer(Fault *f, const LoopProgram *program, const LoopEntry *entry,
                          const LoopBuffer *b)
{
  f->at = b->place;
  if (b->count < 0)
    return fault(f, "buffer %s has %lld elements", b->name, (long long)b->count);
  if (b->space == SPACE_INPUT)
    return verify_port(f, b, entry->inputs.items, entry->inputs.count);
  if (b->space == SPACE_OUTPUT)
    return verify_port(f, b, entry->outputs.items, entry->outputs.count);
  if (b->space == SPACE_CONSTANT)
    return verify_constant(f, program, b);
  int64_t bytes = arena_bytes(program, entry, b->space), size = type_bytes(b->type), length;
  if (__builtin_mul_overflow(b->count, size, &length) || b->offset < 0 || b->offset > bytes ||
      length > bytes - b->offset)
    return fault(f, "buffer %s, %s[%lld] at %lld, leaves its arena: %s has %lld bytes", b->name,
                 type_name(b->type), (long long)b->count, (long long)b->offset,
                 space_name(b->space), (long long)bytes);
  if (b->offset % size)
    return fault(f, "buffer %s lies at %lld, which %s does not divide", b->name,
                 (long long)b->offset, type_name(b->type));
  return true;
}

static bool overlap(const LoopBuffer *a, const LoopBuffer *b)
{
  if (a->space != b->space)
    return false;
  if (a->space >= SPACE_INPUT && a->space != SPACE_SCALARS)
    return a->offset == b->offset;
  int64_t a_end = a->offset + a->count * type_bytes(a->type);
  int64_t b_end = b->offset + b->count * type_bytes(b->type);
  return a->offset < b_end && b->offset < a_end;
}

static bool verify_overlaps(Fault *f, const LoopCall *call)
{
  const LoopKernel *kernel = call->kernel;
  for (int i = 0; i < kernel->parameters.count; i++)
    for (int k = 0; k < i; k++) {
      bool written = kernel->parameters.items[i]->access != ACCESS_IN ||
                     kernel->parameters.items[k]->access != ACCESS_IN;
      if (written && overlap(call->buffers[i], call->buffers[k]))
        return fault(f, "%s writes, and its %s and %s overlap: buffers %s and %s", kernel->name,
                     kernel->parameters.items[k]->name, kernel->parameters.items[i]->name,
                     call->buffers[k]->name, call->buffers[i]->name);
    }
  return true;
}

static bool verify_argument(Fault *f, const LoopCall *call, int i, const PointerMap *buffers)
{
  const LoopParameter *parameter = call->kernel->parameters.items[i];
  const LoopBuffer *buffer = call->buffers[i];
  if (!buffer || !pointer_map_get(buffers, buffer))
    return fault(f, "%s gets for %s what is no buffer of the entry", call->kernel->name,
                 parameter->name);
  if (buffer->type != parameter->type)
    return fault(f, "%s gets %s[%lld] for %s, expected %s", call->kernel->name,
                 type_name(buffer->type), (long long)buffer->count, parameter->name,
                 type_name(parameter->type));
  bool constant = buffer->space == SPACE_INPUT || buffer->space == SPACE_CONSTANT ||
                  buffer->space == SPACE_SCALARS;
  if (constant && parameter->access != ACCESS_IN)
    return fault(f, "%s writes %s, which is one of the %s", call->kernel->name, buffer->name,
                 space_name(buffer->space));
  return true;
}

// A symbol of the entry, or the step of a repeat that holds the call.
static bool verify_size(Fault *f, const LoopEntry *entry, const LoopCall *call,
                        const LoopSize *size)
{
  int step = size->symbol - entry->symbols.count, here = (int)(call - entry->calls.items);
  if (step < 0)
    return true;
  if (step >= entry->repeats.count)
    return fault(f, "%s gets symbol %d of %d", call->kernel->name, size->symbol,
                 entry->symbols.count);
  const LoopRepeat *repeat = &entry->repeats.items[step];
  return (repeat->first <= here && here < repeat->last) ||
         fault(f, "%s gets the step %s, and stands outside", call->kernel->name, repeat->name);
}

static bool verify_repeat(Fault *f, const LoopEntry *entry, const LoopRepeat *repeat)
{
  f->at = repeat->place;
  if (repeat->count.symbol >= entry->symbols.count)
    return fault(f, "the number of steps %s depends on another step", repeat->name);
  for (int i = 0; i < entry->repeats.count; i++) {
    const LoopRepeat *other = &entry->repeats.items[i];
    bool apart = other->last <= repeat->first || repeat->last <= other->first;
    bool nested = (other->first <= repeat->first && repeat->last <= other->last) ||
                  (repeat->first <= other->first && other->last <= repeat->last);
    if (!apart && !nested)
      return fault(f, "repeats %s and %s overlap", repeat->name, other->name);
  }
  return repeat->first <= repeat->last && repeat->last <= entry->calls.count;
}

static bool verify_call(Fault *f, const LoopEntry *entry, const LoopCall *call,
                        const PointerMap *buffers, const PointerMap *kernels)
{
  f->at = call->place;
  if (!call->kernel || !pointer_map_get(kernels, call->kernel))
    return fault(f, "a call of what is no kernel of the program");
  for (int i = 0; i < call->kernel->parameters.count; i++)
    if (!verify_argument(f, call, i, buffers))
      return false;
  for (int i = 0; i < call->kernel->sizes.count; i++)
    if (!verify_size(f, entry, call, &call->sizes[i]))
      return false;
  return verify_overlaps(f, call) && verify_bounds(f, entry, call);
}

static bool same_extent(NetcExtent a, NetcExtent b)
{
  return a.constant == b.constant && a.factor == b.factor && a.symbol == b.symbol &&
         a.divisor == b.divisor;
}

// The rows lie one after the other, and nothing else depends on how many there are.
static bool verify_row_port(Fault *f, const NetcPort *port, const NetcPort *of_row, bool is_output)
{
  bool same = port->dtype == of_row->dtype && port->rank == of_row->rank &&
              same_extent(port->bound, of_row->bound) && port->bound.symbol != 0;
  for (int d = 0; d < port->rank && same; d++)
    same = same_extent(port->extents[d], of_row->extents[d]) && (d == 0 || port->extents[d].symbol);
  NetcExtent first = port->extents[0];
  bool has_rows = port->rank > 0 && first.symbol == 0;
  same =
      same && (has_rows ? !first.constant && first.factor == 1 && first.divisor <= 1 : !is_output);
  return same || fault(f, "%s is not the same for one row", port->name);
}

static bool verify_row_ports(Fault *f, const LoopEntry *entry)
{
  const LoopEntry *row = entry->row;
  bool is_whole = row->kind != NETC_ROW, fine = row->inputs.count == entry->inputs.count;
  if (!fine || (is_whole && row->outputs.count != entry->outputs.count))
    return fault(f, "%s has other inputs or outputs", row->name);
  for (int i = 0; i < entry->inputs.count && fine; i++)
    fine = verify_row_port(f, &entry->inputs.items[i], &row->inputs.items[i], false);
  for (int i = 0; i < entry->outputs.count && fine && is_whole; i++)
    fine = verify_row_port(f, &entry->outputs.items[i], &row->outputs.items[i], true);
  return fine;
}

// The elements that the row writes of an output.
static int64_t output_count(const LoopEntry *row, int output)
{
  int64_t count = 0;
  for (int i = 0; i < row->buffers.count; i++) {
    const LoopBuffer *b = row->buffers.items[i];
    if (b->space == SPACE_OUTPUT && b->offset == output && b->count > count)
      count = b->count;
  }
  return count;
}

// Every output of a row has a buffer of the entry, which holds those of all rows.
static bool verify_kept(Fault *f, const LoopEntry *entry)
{
  const LoopEntry *row = entry->row;
  if (entry->kept.count != (row->kind == NETC_ROW ? row->outputs.count : 0))
    return fault(f, "%d buffers for the %d outputs of %s", entry->kept.count, row->outputs.count,
                 row->name);
  for (int i = 0; i < entry->kept.count; i++) {
    const LoopBuffer *b = entry->kept.items[i];
    int64_t size = type_bytes(b->type), bytes;
    bool fits = b->space == SPACE_WORKSPACE && port_type(row->outputs.items[i].dtype) == b->type &&
                !__builtin_mul_overflow(entry->capacities.items[0] - 1,
                                        port_row_bytes(row, &row->outputs.items[i]), &bytes) &&
                bytes / size + output_count(row, i) <= b->count &&
                b->offset + b->count * size <= entry_parts_start(entry);
    if (!fits)
      return fault(f, "%s does not hold output %d of all rows of %s", b->name, i, row->name);
  }
  return true;
}

// An entry that runs another one row by row.
static bool verify_rows(Fault *f, const LoopEntry *entry)
{
  const LoopEntry *row = entry->row;
  bool is_whole = row->kind == entry->kind;
  int64_t bytes;
  if (is_whole && entry->calls.count > 0)
    return fault(f, "calls, beside all of the rows of %s", row->name);
  if ((!is_whole && row->kind != NETC_ROW) || row->row)
    return fault(f, "%s is no entry of this kind with calls", row->name);
  if (row->check != (is_whole ? entry->check : NULL))
    return fault(f, "%s has another check", row->name);
  bool fine = row->symbols.count == entry->symbols.count && entry->symbols.count > 0 &&
              row->capacities.items[0] == 1;
  for (int i = 0; i < entry->symbols.count && fine; i++)
    fine = !strcmp(row->symbols.items[i], entry->symbols.items[i]) &&
           (i == 0 || row->capacities.items[i] == entry->capacities.items[i]);
  if (!fine)
    return fault(f, "%s is not made for one row, and the same other symbols", row->name);
  if (__builtin_mul_overflow(entry_part_bytes(entry), entry->parts, &bytes) ||
      entry->workspace_bytes < bytes)
    return fault(f, "%d parts of the rows do not fit a workspace of %lld bytes", entry->parts,
                 (long long)entry->workspace_bytes);
  return verify_row_ports(f, entry) && verify_kept(f, entry);
}

// A check sees sizes alone, and its result is a number of its list.
static bool verify_check(Fault *f, const LoopEntry *entry)
{
  if (entry->kind != NETC_CHECK)
    return entry->requirements.count == 0 || fault(f, "only a check has requirements");
  bool fits = entry->inputs.count == 0 && entry->outputs.count == 1 &&
              entry->outputs.items[0].dtype == NETC_I32 && entry->outputs.items[0].rank == 0;
  if (!fits)
    return fault(f, "a check has no input and one output, i32[]");
  for (int i = 0; i < entry->buffers.count; i++)
    if (entry->buffers.items[i]->space != SPACE_OUTPUT &&
        entry->buffers.items[i]->space != SPACE_CONSTANT)
      return fault(f, "a check uses buffer %s of the %s, expected its output alone",
                   entry->buffers.items[i]->name, space_name(entry->buffers.items[i]->space));
  return true;
}

static bool verify_checked(Fault *f, const LoopEntry *entry)
{
  const LoopEntry *check = entry->check;
  if (!check)
    return true;
  if (check->kind != NETC_CHECK)
    return fault(f, "%s, which it names, is no check", check->name);
  bool same = check->symbols.count == entry->symbols.count;
  for (int i = 0; i < check->symbols.count && same; i++)
    same = !strcmp(check->symbols.items[i], entry->symbols.items[i]) &&
           check->capacities.items[i] >= entry->capacities.items[i];
  return same || fault(f, "%s is of other symbols, or of smaller ones", check->name);
}

bool verify_entry(Fault *f, const LoopProgram *program, const LoopEntry *entry)
{
  Arena *scratch = arena_create();
  PointerMap buffers = pointer_map(scratch), kernels = pointer_map(scratch);
  bool fine = true;
  f->place = arena_print(f->arena, "entry %s", entry->name);
  f->at = entry->place;
  for (int i = 0; i < program->kernels.count; i++)
    pointer_map_set(&kernels, program->kernels.items[i], program->kernels.items[i]);
  for (int i = 0; i < entry->symbols.count && fine; i++)
    if (entry->capacities.items[i] < 1)
      fine = fault(f, "symbol %s is at most %lld", entry->symbols.items[i],
                   (long long)entry->capacities.items[i]);
  fine = fine && verify_check(f, entry) && verify_checked(f, entry);
  for (int i = 0; i < entry->buffers.count && fine; i++) {
    fine = verify_buffer(f, program, entry, entry->buffers.items[i]);
    pointer_map_set(&buffers, entry->buffers.items[i], entry->buffers.items[i]);
  }
  fine = fine && (!entry->row || verify_rows(f, entry));
  for (int i = 0; i < entry->repeats.count && fine; i++)
    fine = verify_repeat(f, entry, &entry->repeats.items[i]);
  for (int i = 0; i < entry->calls.count && fine; i++)
    fine = verify_call(f, entry, &entry->calls.items[i], &buffers, &kernels);
  arena_destroy(scratch);
  return fine;
}
