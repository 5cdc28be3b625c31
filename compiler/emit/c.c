// Loops as one C file that needs nothing but a compiler.
//
//   the head: includes, what the file asks of the compiler, model.h and, if there are draws, random.h
//   vector types and helpers, as far as they are used
//   constants, kernels, entries, the tables of the model
//
// Exactness: nothing is contracted or reassociated; every operation of the loops is one of C with the
// same rounding (fma: one instruction, or the call that gives the same bits).

#include "emit/c.h"
#include "emit/embedded.h"

#include <string.h>

static const char *const head =
    "#include <math.h>\n"
    "#include <stdbool.h>\n"
    "#include <stdint.h>\n"
    "#include <string.h>\n"
    "\n"
    "#ifdef __clang__\n"
    "#pragma STDC FP_CONTRACT OFF\n"
    "#pragma clang diagnostic ignored \"-Wpass-failed\"\n"
    "#define NETC_TEXT(text) _Pragma(#text)\n"
    "#define NETC_UNROLL(count) NETC_TEXT(clang loop unroll_count(count))\n"
    "#elif defined __GNUC__\n"
    "#pragma GCC optimize(\"fp-contract=off\", \"no-math-errno\", \"no-trapping-math\")\n"
    "#define NETC_TEXT(text) _Pragma(#text)\n"
    "#define NETC_UNROLL(count) NETC_TEXT(GCC unroll count)\n"
    "#endif\n"
    "#pragma GCC diagnostic ignored \"-Wpsabi\"\n"
    "#ifdef __has_builtin\n"
    "#define NETC_HAS(builtin) __has_builtin(builtin)\n"
    "#else\n"
    "#define NETC_HAS(builtin) 0\n"
    "#endif\n"
    "#define INLINE static inline __attribute__((always_inline, unused))\n"
    "#define NOINLINE __attribute__((noinline, unused))\n"
    "\n";

static const char *const launch =
    "// Rounds of a loop from first to last, and running them: on the caller's threads, or one by one.\n"
    "INLINE int64_t netc_rounds(int64_t first, int64_t last, int64_t step)\n"
    "{\n"
    "  return first < last ? (last - first + step - 1) / step : 0;\n"
    "}\n"
    "\n"
    "INLINE void netc_launch(NetcCall *call, NetcTask *task, const void *arguments, int64_t count)\n"
    "{\n"
    "  if (call->parallel && count > 1) {\n"
    "    call->parallel(call, task, arguments, count);\n"
    "    return;\n"
    "  }\n"
    "  for (int64_t i = 0; i < count; i++)\n"
    "    task(call, arguments, i);\n"
    "}\n"
    "\n";

// The header without its first words and without what only headers have.
static void add_header(Text *out, const char *header)
{
  for (const char *line = header, *end; *line; line = end) {
    end = strchr(line, '\n');
    end = end ? end + 1 : line + strlen(line);
    if (strncmp(line, "#pragma once", 12) && strncmp(line, "#include", 8))
      text_add_bytes(out, line, (size_t)(end - line));
  }
  text_add(out, "\n");
}

// -- constants --------------------------------------------------------------------------------------

static LoopExpr constant_item(const LoopConstant *constant, int64_t i)
{
  LoopExpr item = {.op = LOOP_NUMBER, .type = {constant->type, 1}};
  switch (constant->type) {
  case TYPE_F32:
    item.number = ((const float *)constant->data)[i];
    break;
  case TYPE_F64:
    item.number = ((const double *)constant->data)[i];
    break;
  case TYPE_I32:
    item.integer = ((const int32_t *)constant->data)[i];
    break;
  case TYPE_INDEX:
    item.integer = ((const int64_t *)constant->data)[i];
    break;
  default:
    item.integer = ((const uint8_t *)constant->data)[i];
  }
  return item;
}

static void add_constant(CWriter *w, int position)
{
  const LoopConstant *constant = &w->program->constants.items[position];
  const char *name = c_name(w->arena, &w->file_names, arena_print(w->arena, "constant_%s", constant->name));
  w->constant_names[position] = name;
  text_add(w->out, "static const %s %s[%lld] __attribute__((aligned(64))) = {", c_scalar(constant->type),
           name, (long long)(constant->count ? constant->count : 1));
  for (int64_t i = 0; i < constant->count; i++) {
    LoopExpr item = constant_item(constant, i);
    text_add(w->out, "%s", i % 12 == 0 ? "\n  " : " ");
    c_add_number(w->out, item.type, &item);
    text_add(w->out, ",");
  }
  text_add(w->out, "%s};\n\n", constant->count ? "\n" : "0");
}

// -- entries ----------------------------------------------------------------------------------------

static const char *arena_field(LoopSpace space)
{
  return space == SPACE_WEIGHTS    ? "weights"
         : space == SPACE_SLOTS    ? "slots"
         : space == SPACE_PREPARED ? "prepared"
                                   : "workspace";
}

static void add_buffer(CWriter *w, const LoopBuffer *buffer, const char *name)
{
  const char *type = c_scalar(buffer->type);
  long long offset = buffer->offset;
  switch (buffer->space) {
  case SPACE_INPUT:
    c_line(w, "const %s *%s = call->inputs[%lld];", type, name, offset);
    break;
  case SPACE_OUTPUT:
    c_line(w, "%s *%s = call->outputs[%lld];", type, name, offset);
    break;
  case SPACE_SCALARS:
    c_line(w, "const %s *%s = call->scalars + %lld;", type, name, offset / 8);
    break;
  case SPACE_CONSTANT:
    c_line(w, "const %s *%s = %s;", type, name, w->constant_names[offset]);
    break;
  default:
    c_line(w, "%s *%s = (%s *)(call->%s + %lld);", type, name, type, arena_field(buffer->space), offset);
  }
}

static bool takes(const CWriter *w, const LoopCall *call, const LoopBuffer *buffer)
{
  int position = 0;
  while (w->program->kernels.items[position] != call->kernel)
    position++;
  for (int i = 0; i < call->kernel->parameters.count; i++)
    if (call->buffers[i] == buffer && w->kernels[position].parameters[i])
      return true;
  return false;
}

static bool is_taken(const CWriter *w, const LoopEntry *entry, const LoopBuffer *buffer)
{
  for (int i = 0; i < entry->calls.count; i++)
    if (takes(w, &entry->calls.items[i], buffer))
      return true;
  return false;
}

static int buffer_position(const LoopEntry *entry, const LoopBuffer *buffer)
{
  int i = 0;
  while (entry->buffers.items[i] != buffer)
    i++;
  return i;
}

static void add_entry(CWriter *w, int position)
{
  const LoopEntry *entry = w->program->entries.items[position];
  CNames names = {.taken = {0}};
  const char **buffer_names = arena_array(w->arena, const char *, entry->buffers.count + 1);
  text_add(w->out, "// %s\nstatic void %s(NetcCall *call)\n{\n", entry->name,
           entry_symbol(w->arena, position));
  w->depth = 1;
  for (int i = 0; i < entry->buffers.count; i++) {
    if (!is_taken(w, entry, entry->buffers.items[i]))
      continue;
    buffer_names[i] = c_name(w->arena, &names, entry->buffers.items[i]->name);
    add_buffer(w, entry->buffers.items[i], buffer_names[i]);
  }
  for (int i = 0; i < entry->calls.count; i++) {
    const LoopCall *call = &entry->calls.items[i];
    const char **arguments = arena_array(w->arena, const char *, call->kernel->parameters.count + 1);
    for (int k = 0; k < call->kernel->parameters.count; k++)
      arguments[k] = buffer_names[buffer_position(entry, call->buffers[k])];
    c_call(w, call, arguments);
    c_line(w, "if (call->kernel_done)");
    c_line(w, "  call->kernel_done(call, %d);", i);
  }
  if (entry->calls.count == 0)
    c_line(w, "(void)call;");
  text_add(w->out, "}\n\n");
}

// -- the file ---------------------------------------------------------------------------------------

static void add_parts(CWriter *w)
{
  for (int i = 0; i < w->program->constants.count; i++)
    add_constant(w, i);
  for (int i = 0; i < w->program->kernels.count; i++) {
    const char *wanted = arena_print(w->arena, "kernel_%s", w->program->kernels.items[i]->name);
    w->kernels[i].name = c_name(w->arena, &w->file_names, wanted);
    c_kernel(w, i);
  }
  for (int i = 0; i < w->program->entries.count; i++)
    add_entry(w, i);
  c_tables(w, model_data(w->arena, w->program));
}

static void add_title(Text *out, const NetcModel *model)
{
  text_add(out, "// ");
  for (const char *p = model->name ? model->name : "loops"; *p; p++)
    text_add(out, "%c", *p < 32 || *p == '\\' ? '_' : *p);
  text_add(out, ": made by %s. Compile with gcc or clang, -std=gnu11, never with -ffast-math.\n",
           model->compiler ? model->compiler : "netc");
}

void emit_c(const LoopProgram *program, const Machine *machine, Text *out)
{
  (void)machine;  // the text is the same for every machine; its vectors were chosen above
  Arena *arena = arena_create();
  Text body = {.arena = arena};
  CWriter writer = {.arena = arena, .program = program, .types = {.arena = arena},
                    .helpers = {.arena = arena}, .out = &body};
  writer.kernels = arena_array(arena, CKernel, program->kernels.count + 1);
  writer.constant_names = arena_array(arena, const char *, program->constants.count + 1);
  add_parts(&writer);
  add_title(out, &program->model);
  text_add(out, "%s", head);
  add_header(out, embedded_model_header);
  if (writer.has_random)
    add_header(out, embedded_random_header);
  text_add(out, "%s%s\n", launch, text_get(&writer.types));
  text_add_bytes(out, text_get(&writer.helpers), writer.helpers.length);
  text_add_bytes(out, text_get(&body), body.length);
  arena_destroy(arena);
}
