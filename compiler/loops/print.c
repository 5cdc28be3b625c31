// Loops as text; loops_parse reads it back.

#include "loops/print.h"

#include <string.h>

static void indent(Text *out, int depth)
{
  text_add(out, "%*s", 2 * depth, "");
}

void loops_add_string(Text *out, const char *text)
{
  text_add(out, "\"");
  for (const unsigned char *p = (const unsigned char *)text; *p; p++)
    if (*p == '"' || *p == '\\')
      text_add(out, "\\%c", *p);
    else if (*p < 32 || *p == 127)
      text_add(out, "\\x%02x", *p);
    else
      text_add_bytes(out, (const char *)p, 1);
  text_add(out, "\"");
}

// at "mlp.net:8" of "encoder.dense1"
static void add_origin(Text *out, const char *file, int line, const char *layers)
{
  if (file && *file) {
    text_add(out, " at ");
    loops_add_string(out, arena_print(out->arena, "%s:%d", file, line));
  }
  if (layers && *layers) {
    text_add(out, " of ");
    loops_add_string(out, layers);
  }
}

// -- kernels --------------------------------------------------------------------------------------

static void add_block(Text *out, const LoopBlock *block, int depth);

static void add_for(Text *out, const LoopStatement *s, int depth)
{
  text_add(out, s->loop.parallel ? "parallel " : "for ");
  loops_add_name(out, s->loop.variable->name);
  text_add(out, " in ");
  loops_add_expr(out, s->loop.from, true);
  text_add(out, "..");
  loops_add_expr(out, s->loop.to, true);
  if (s->loop.step != 1)
    text_add(out, " step %lld", (long long)s->loop.step);
  if (s->loop.unroll > 1)
    text_add(out, " unroll %d", s->loop.unroll);
  if (s->loop.reverse) {
    text_add(out, " reverse if ");
    loops_add_expr(out, s->loop.reverse, true);
  }
  text_add(out, " {\n");
  add_block(out, &s->loop.body, depth + 1);
  indent(out, depth);
  text_add(out, "}\n");
}

static void add_assignment(Text *out, const LoopStatement *s)
{
  const LoopRegister *reg = s->assign.reg;
  text_add(out, s->kind == LOOP_LET ? "let " : "");
  loops_add_name(out, reg->name);
  if (s->kind == LOOP_LET)
    text_add(out, ": %s", loop_type_name(out->arena, reg->type));
  text_add(out, " = ");
  loops_add_expr(out, s->assign.value, true);
  text_add(out, "\n");
}

static void add_store(Text *out, const LoopStatement *s)
{
  int lanes = s->store.value->type.lanes;
  loops_add_name(out, s->store.parameter->name);
  text_add(out, "[");
  loops_add_expr(out, s->store.address, true);
  if (s->store.count) {
    text_add(out, " : ");
    loops_add_expr(out, s->store.count, true);
    text_add(out, " of %d", lanes);
  } else if (lanes > 1) {
    text_add(out, " : %d", lanes);
  }
  if (s->store.stride != 1)
    text_add(out, " by %lld", (long long)s->store.stride);
  text_add(out, "] = ");
  loops_add_expr(out, s->store.value, true);
  text_add(out, "\n");
}

static void add_if(Text *out, const LoopStatement *s, int depth)
{
  text_add(out, "if ");
  loops_add_expr(out, s->branch.condition, true);
  text_add(out, " {\n");
  add_block(out, &s->branch.then, depth + 1);
  indent(out, depth);
  if (s->branch.otherwise.first) {
    text_add(out, "} else {\n");
    add_block(out, &s->branch.otherwise, depth + 1);
    indent(out, depth);
  }
  text_add(out, "}\n");
}

static void add_block(Text *out, const LoopBlock *block, int depth)
{
  for (const LoopStatement *s = block->first; s; s = s->next) {
    indent(out, depth);
    switch (s->kind) {
    case LOOP_FOR:
      add_for(out, s, depth);
      break;
    case LOOP_LET:
    case LOOP_SET:
      add_assignment(out, s);
      break;
    case LOOP_STORE:
      add_store(out, s);
      break;
    case LOOP_PREFETCH:
      text_add(out, s->fetch.far ? "prefetch far " : "prefetch ");
      loops_add_expr(out, s->fetch.load, true);
      text_add(out, "\n");
      break;
    case LOOP_IF:
      add_if(out, s, depth);
      break;
    }
  }
}

void kernel_print(const LoopKernel *kernel, Text *out)
{
  static const char *const accesses[] = {
      [ACCESS_IN] = "in", [ACCESS_OUT] = "out", [ACCESS_FAR] = "far", [ACCESS_INOUT] = "inout"};
  text_add(out, "kernel ");
  loops_add_name(out, kernel->name);
  text_add(out, "(");
  for (int i = 0; i < kernel->parameters.count; i++) {
    const LoopParameter *parameter = kernel->parameters.items[i];
    text_add(out, "%s", i ? ", " : "");
    loops_add_name(out, parameter->name);
    text_add(out, ": %s %s", type_name(parameter->type), accesses[parameter->access]);
  }
  for (int i = 0; i < kernel->sizes.count; i++) {
    text_add(out, "%s", i || kernel->parameters.count ? ", " : "");
    loops_add_name(out, kernel->sizes.items[i]->name);
  }
  text_add(out, ")");
  add_origin(out, kernel->file, kernel->line, kernel->layers);
  text_add(out, " {\n");
  for (int i = 0; i < kernel->locals.count; i++) {
    const LoopParameter *local = kernel->locals.items[i];
    text_add(out, "  local ");
    loops_add_name(out, local->name);
    text_add(out, ": %s[%lld]\n", type_name(local->type), (long long)local->count);
  }
  add_block(out, &kernel->body, 1);
  text_add(out, "}\n");
}

// -- entries --------------------------------------------------------------------------------------

// 7, B, 2*B, 2*B + 1, (2*B + 1)/3; keys of draws, which are as long as that, 0x793152ad64902c5e
static void add_extent(Text *out, const LoopEntry *entry, NetcExtent extent)
{
  int64_t constant = extent.constant;
  if (extent.symbol < 0 || extent.factor == 0) {
    bool is_key = constant < 0 || constant > INT32_MAX;
    text_add(out, is_key ? "0x%llx" : "%lld", (long long)constant);
    return;
  }
  bool is_divided = extent.divisor > 1;
  text_add(out, is_divided && constant ? "(" : "");
  if (extent.factor != 1)
    text_add(out, "%lld*", (long long)extent.factor);
  int symbols = entry->symbols.count;
  loops_add_name(out, extent.symbol < symbols ? entry->symbols.items[extent.symbol]
                                              : entry->repeats.items[extent.symbol - symbols].name);
  if (constant)
    text_add(out, constant < 0 ? " - %lld" : " + %lld",
             (long long)(constant < 0 ? -constant : constant));
  if (is_divided)
    text_add(out, constant ? ")/%lld" : "/%lld", (long long)extent.divisor);
}

static void add_port(Text *out, const LoopEntry *entry, const char *word, const NetcPort *port)
{
  text_add(out, "  %s ", word);
  loops_add_string(out, port->name);
  text_add(out, ": %s[", dtype_name(port->dtype));
  for (int i = 0; i < port->rank; i++) {
    text_add(out, "%s", i ? ", " : "");
    add_extent(out, entry, port->extents[i]);
  }
  text_add(out, "]");
  if (port->bound.constant || port->bound.factor) {
    text_add(out, " in ");
    add_extent(out, entry, port->bound);
  }
  NetcExtent extent = port->otherwise.extent;
  if (port->otherwise.is_given)
    text_add(out, " = ");
  if (port->otherwise.is_given && extent.factor)
    add_extent(out, entry, extent);
  else if (port->otherwise.is_given)
    loops_add_number(out, TYPE_F64, port->otherwise.number);
  text_add(out, "\n");
}

static void add_call(Text *out, const LoopEntry *entry, const LoopCall *call)
{
  const LoopKernel *kernel = call->kernel;
  text_add(out, "call ");
  loops_add_name(out, kernel->name);
  text_add(out, "(");
  for (int i = 0; i < kernel->parameters.count; i++) {
    text_add(out, "%s", i ? ", " : "");
    loops_add_name(out, call->buffers[i]->name);
  }
  for (int i = 0; i < kernel->sizes.count; i++) {
    text_add(out, "%s", i || kernel->parameters.count ? ", " : "");
    add_extent(out, entry, call->sizes[i]);
  }
  text_add(out, ")");
  if (call->name && strcmp(call->name, kernel->name)) {
    text_add(out, " as ");
    loops_add_string(out, call->name);
  }
  add_origin(out, call->file, call->line, call->layers);
  if (call->flops || call->bytes) {
    text_add(out, " cost ");
    text_add_number(out, call->flops);
    text_add(out, ", ");
    text_add_number(out, call->bytes);
    text_add(out, ", ");
    text_add_number(out, call->expected);
  }
  text_add(out, "\n");
}

// The repeats that are open where the text has come to.
typedef struct Nest {
  Text *out;
  const LoopEntry *entry;
  int depth;
} Nest;

static void indent_call(const Nest *nest)
{
  text_add(nest->out, "%*s", 2 * nest->depth, "");
}

static void open_repeat(const LoopRepeat *repeat, void *context)
{
  Nest *nest = context;
  indent_call(nest);
  text_add(nest->out, "for ");
  loops_add_name(nest->out, repeat->name);
  text_add(nest->out, " in 0..");
  add_extent(nest->out, nest->entry, repeat->count);
  text_add(nest->out, "%s {\n", repeat->reverse ? " reverse" : "");
  nest->depth++;
}

static void close_repeat(const LoopRepeat *repeat, void *context)
{
  (void)repeat;
  Nest *nest = context;
  nest->depth--;
  indent_call(nest);
  text_add(nest->out, "}\n");
}

// require "T steps are too few" (B, T) at "lib.net:3" of "encoder.block1" by "mlp.net:8"
static void add_requirement(Text *out, const LoopEntry *entry, const NetcRequirement *requirement)
{
  const char *const words[] = {"at", "of", "by"};
  const char *const places[] = {requirement->rule, requirement->layers, requirement->call};
  const char *separator = "";
  text_add(out, "  require ");
  loops_add_string(out, requirement->message);
  text_add(out, " (");
  for (int i = 0; i < entry->symbols.count && i < REQUIREMENT_SYMBOLS; i++)
    if (requirement->symbols >> i & 1) {
      text_add(out, "%s", separator);
      loops_add_name(out, entry->symbols.items[i]);
      separator = ", ";
    }
  text_add(out, ")");
  for (int i = 0; i < 3; i++)
    if (*places[i]) {
      text_add(out, " %s ", words[i]);
      loops_add_string(out, places[i]);
    }
  text_add(out, "\n");
}

static void add_symbols(Text *out, const LoopEntry *entry)
{
  for (int i = 0; i < entry->symbols.count; i++) {
    text_add(out, "  symbol ");
    loops_add_name(out, entry->symbols.items[i]);
    text_add(out, " = ");
    if (entry->least.items[i] > 1)
      text_add(out, "%lld..", (long long)entry->least.items[i]);
    text_add(out, "%lld\n", (long long)entry->capacities.items[i]);
  }
}

void loops_add_entry(Text *out, const LoopEntry *entry)
{
  text_add(out, "entry %s ", entry_kind_name(entry->kind));
  loops_add_string(out, entry->name);
  text_add(out, " {\n");
  add_symbols(out, entry);
  for (int i = 0; i < entry->requirements.count; i++)
    add_requirement(out, entry, &entry->requirements.items[i]);
  if (entry->check) {
    text_add(out, "  check ");
    loops_add_string(out, entry->check->name);
    text_add(out, "\n");
  }
  for (int i = 0; i < entry->inputs.count; i++)
    add_port(out, entry, "input", &entry->inputs.items[i]);
  for (int i = 0; i < entry->outputs.count; i++)
    add_port(out, entry, "output", &entry->outputs.items[i]);
  if (entry->workspace_bytes)
    text_add(out, "  workspace %lld\n", (long long)entry->workspace_bytes);
  for (int i = 0; i < entry->buffers.count; i++) {
    const LoopBuffer *buffer = entry->buffers.items[i];
    text_add(out, "  buffer ");
    loops_add_name(out, buffer->name);
    text_add(out, ": %s[%lld] at %s %lld\n", type_name(buffer->type), (long long)buffer->count,
             space_name(buffer->space), (long long)buffer->offset);
  }
  if (entry->row) {
    text_add(out, "  rows ");
    loops_add_string(out, entry->row->name);
    text_add(out, " by %d", entry->parts);
    for (int i = 0; i < entry->kept.count; i++) {
      text_add(out, "%s", i ? ", " : " (");
      loops_add_name(out, entry->kept.items[i]->name);
    }
    text_add(out, "%s\n", entry->kept.count ? ")" : "");
  }
  Nest nest = {out, entry, 1};
  for (int i = 0; i < entry->calls.count; i++) {
    entry_open_repeats(entry, i, open_repeat, &nest);
    indent_call(&nest);
    add_call(out, entry, &entry->calls.items[i]);
    entry_close_repeats(entry, i, close_repeat, &nest);
  }
  text_add(out, "}\n");
}

// -- programs -------------------------------------------------------------------------------------

static void add_item(Text *out, const LoopConstant *constant, int64_t i)
{
  switch (constant->type) {
  case TYPE_F32:
    loops_add_number(out, TYPE_F32, ((const float *)constant->data)[i]);
    break;
  case TYPE_F64:
    loops_add_number(out, TYPE_F64, ((const double *)constant->data)[i]);
    break;
  case TYPE_I32:
    text_add(out, "%d", ((const int32_t *)constant->data)[i]);
    break;
  case TYPE_INDEX:
    text_add(out, "%lld", (long long)((const int64_t *)constant->data)[i]);
    break;
  default:
    text_add(out, "%d", ((const uint8_t *)constant->data)[i]);
  }
}

static void add_constant(Text *out, const LoopConstant *constant)
{
  text_add(out, "constant ");
  loops_add_name(out, constant->name);
  text_add(out, ": %s[%lld] = {", type_name(constant->type), (long long)constant->count);
  for (int64_t i = 0; i < constant->count; i++) {
    text_add(out, "%s", i == 0 ? "" : i % 16 == 0 ? ",\n  " : ", ");
    add_item(out, constant, i);
  }
  text_add(out, "}\n");
}

// An empty line between parts.
static void separate(Text *out, size_t start)
{
  text_add(out, "%s", out->length > start ? "\n" : "");
}

void loops_print(const LoopProgram *program, Text *out)
{
  size_t start = out->length;
  if (program->model.name)
    loops_add_model(out, &program->model);
  for (int i = 0; i < program->constants.count; i++) {
    separate(out, start);
    add_constant(out, &program->constants.items[i]);
  }
  for (int i = 0; i < program->kernels.count; i++) {
    separate(out, start);
    kernel_print(program->kernels.items[i], out);
  }
  for (int i = 0; i < program->entries.count; i++) {
    separate(out, start);
    loops_add_entry(out, program->entries.items[i]);
  }
}
