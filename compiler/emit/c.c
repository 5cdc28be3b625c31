// Loops as one C file that needs nothing but a compiler.
//
//   the head: includes, what the file asks of the compiler, model.h and, if there are draws,
//   random.h vector types and helpers, as far as they are used constants, kernels, entries, the
//   tables of the model
//
// Exactness: nothing is contracted or reassociated; every operation of the loops is one of C with
// the same rounding (fma: one instruction, or the call that gives the same bits).

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
    // gcc 12 hoists the store of one lane out of a loop that fills a vector lane by lane.
    "#pragma GCC optimize(\"fp-contract=off\", \"no-math-errno\", \"no-trapping-math\", "
    "\"no-move-loop-invariants\")\n"
    "#define NETC_TEXT(text) _Pragma(#text)\n"
    "#define NETC_UNROLL(count) NETC_TEXT(GCC unroll count)\n"
    "#endif\n"
    "#pragma GCC diagnostic ignored \"-Wpsabi\"\n"
    "#pragma GCC diagnostic ignored \"-Wtautological-compare\"  // x == x asks for NaN\n"
    "#pragma GCC diagnostic ignored \"-Wtype-limits\"\n"
    "#ifdef __has_builtin\n"
    "#define NETC_HAS(builtin) __has_builtin(builtin)\n"
    "#else\n"
    "#define NETC_HAS(builtin) 0\n"
    "#endif\n"
    "#define INLINE static inline __attribute__((always_inline, unused))\n"
    "#define NOINLINE __attribute__((noinline, unused))\n"
    "\n";

static const char *const bf16_head = "#ifdef __AVX512BF16__\n"
                                     "#include <immintrin.h>\n"
                                     "#endif\n";

static const char *const launch =
    "// Rounds of a loop from first to last, and running them: on the caller's threads, or one by "
    "one.\n"
    "INLINE int64_t netc_rounds(int64_t first, int64_t last, int64_t step)\n"
    "{\n"
    "  return first < last ? (last - first + step - 1) / step : 0;\n"
    "}\n"
    "\n"
    "INLINE void netc_launch(NetcCall *call, NetcTask *task, const void *arguments, int64_t "
    "count,\n"
    "                        bool backwards)\n"
    "{\n"
    "  if (call->parallel && count > 1) {\n"
    "    call->parallel(call, task, arguments, count);\n"
    "    return;\n"
    "  }\n"
    "  for (int64_t i = 0; i < count; i++)\n"
    "    task(call, arguments, backwards ? count - 1 - i : i);\n"
    "}\n"
    "\n";

// A header without what only headers have; its functions need not all be used.
static void add_header(Text *out, const char *header)
{
  for (const char *line = header, *end; *line; line = end) {
    end = strchr(line, '\n');
    end = end ? end + 1 : line + strlen(line);
    if (!strncmp(line, "#pragma once", 12) || !strncmp(line, "#include", 8))
      continue;
    static const char function[] = "static inline";
    bool is_function = !strncmp(line, function, strlen(function));
    text_add(out, "%s", is_function ? "INLINE" : "");
    line += is_function ? strlen(function) : 0;
    text_add_bytes(out, line, (size_t)(end - line));
  }
  text_add(out, "\n");
}

// -- constants ------------------------------------------------------------------------------------

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
  const char *name =
      c_name(w->arena, &w->file_names, arena_print(w->arena, "constant_%s", constant->name));
  w->constant_names[position] = name;
  text_add(w->out, "static const %s %s[%lld] __attribute__((aligned(64))) = {",
           c_scalar(constant->type), name, (long long)(constant->count ? constant->count : 1));
  for (int64_t i = 0; i < constant->count; i++) {
    LoopExpr item = constant_item(constant, i);
    text_add(w->out, "%s", i % 12 == 0 ? "\n  " : " ");
    c_add_number(w->out, item.type, &item);
    text_add(w->out, ",");
  }
  text_add(w->out, "%s};\n\n", constant->count ? "\n" : "0");
}

// -- entries --------------------------------------------------------------------------------------

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
    c_line(w, "%s *%s = (%s *)(call->%s + %lld);", type, name, type, arena_field(buffer->space),
           offset);
  }
}

// The buffers that a kernel of the entry takes, in the order of the entry; and names for its steps.
static CScope open_scope(CWriter *w, const LoopEntry *entry)
{
  PointerMap taken = pointer_map(w->arena);
  CScope scope = {.buffers = pointer_map(w->arena), .symbol_count = entry->symbols.count};
  for (int i = 0; i < entry->calls.count; i++) {
    const LoopCall *call = &entry->calls.items[i];
    const CKernel *kernel = pointer_map_get(&w->kernels, call->kernel);
    for (int k = 0; k < call->kernel->parameters.count; k++)
      if (kernel->parameters[k])
        pointer_map_set(&taken, call->buffers[k], call->buffers[k]);
  }
  CNames names = c_names(w->arena);
  scope.steps = arena_array(w->arena, const char *, entry->repeats.count);
  for (int i = 0; i < entry->repeats.count; i++)
    scope.steps[i] = c_name(w->arena, &names, entry->repeats.items[i].name);
  for (int i = 0; i < entry->buffers.count; i++) {
    LoopBuffer *buffer = entry->buffers.items[i];
    if (!pointer_map_get(&taken, buffer))
      continue;
    const char *name = c_name(w->arena, &names, buffer->name);
    pointer_map_set(&scope.buffers, buffer, (void *)name);
    add_buffer(w, buffer, name);
  }
  return scope;
}

typedef struct Nest {
  CWriter *writer;
  const LoopEntry *entry;
  const CScope *scope;
} Nest;

static void open_repeat(const LoopRepeat *repeat, void *context)
{
  const Nest *nest = context;
  CWriter *w = nest->writer;
  const char *step = nest->scope->steps[repeat - nest->entry->repeats.items];
  Text count = {.arena = w->arena}, *out = w->out;
  w->out = &count;
  c_size(w, &repeat->count, nest->scope);
  w->out = out;
  if (repeat->reverse)
    c_line(w, "for (int64_t %s = (%s) - 1; %s >= 0; %s--) {", step, text_get(&count), step, step);
  else
    c_line(w, "for (int64_t %s = 0; %s < %s; %s++) {", step, step, text_get(&count), step);
  w->depth++;
}

static void close_repeat(const LoopRepeat *repeat, void *context)
{
  (void)repeat;
  CWriter *w = ((const Nest *)context)->writer;
  w->depth--;
  c_line(w, "}");
}

static void add_entry(CWriter *w, int position)
{
  const LoopEntry *entry = w->program->entries.items[position];
  const char *symbol = entry_symbol(w->arena, position);
  if (entry->row)
    c_row_part(w, entry, symbol, entry_symbol(w->arena, entry_position(w->program, entry->row)));
  text_add(w->out, "// %s\nstatic void %s(NetcCall *call)\n{\n", entry->name, symbol);
  w->depth = 1;
  if (entry->row)
    c_run_rows(w, entry, symbol);
  CScope scope = open_scope(w, entry);
  Nest nest = {w, entry, &scope};
  for (int i = 0; i < entry->calls.count; i++) {
    entry_open_repeats(entry, i, open_repeat, &nest);
    c_call(w, &entry->calls.items[i], &scope);
    c_line(w, "if (call->kernel_done)");
    c_line(w, "  call->kernel_done(call, %d);", entry_row_calls(entry) + i);
    entry_close_repeats(entry, i, close_repeat, &nest);
  }
  if (entry->calls.count == 0 && !entry->row)
    c_line(w, "(void)call;");
  text_add(w->out, "}\n\n");
}

// -- the file -------------------------------------------------------------------------------------

// Every line of the kernel becomes its line of the `.net` file.
static void add_lines(CWriter *w, const LoopKernel *kernel)
{
  Text *out = w->out, text = {.arena = w->arena};
  w->out = &text;
  c_kernel(w, kernel);
  w->out = out;
  for (const char *line = text_get(&text), *end; *line; line = end + 1) {
    end = strchr(line, '\n');
    text_add(out, "#line %d ", kernel->line);
    c_add_text(out, kernel->file);
    text_add(out, "\n%.*s\n", (int)(end - line), line);
  }
  text_add(out, "#line 1 \"netc\"\n");
}

static void add_parts(CWriter *w)
{
  for (int i = 0; i < w->program->constants.count; i++)
    add_constant(w, i);
  for (int i = 0; i < w->program->kernels.count; i++) {
    const LoopKernel *kernel = w->program->kernels.items[i];
    CKernel *made = arena_new(w->arena, CKernel);
    made->name = c_name(w->arena, &w->file_names, arena_print(w->arena, "kernel_%s", kernel->name));
    pointer_map_set(&w->kernels, kernel, made);
    if (w->has_lines && kernel->file[0] && kernel->line > 0)
      add_lines(w, kernel);
    else
      c_kernel(w, kernel);
  }
  for (int i = 0; i < w->program->entries.count; i++)
    add_entry(w, i);
  c_tables(w, model_data(w->arena, w->program));
}

static void add_title(Text *out, const NetcModel *model, const Machine *machine)
{
  text_add(out, "// ");
  for (const char *p = model->name ? model->name : "loops"; *p; p++)
    text_add(out, "%c", *p < 32 || *p == '\\' ? '_' : *p);
  text_add(out, ": made by %s for %s.\n", model->compiler ? model->compiler : "netc",
           machine && machine->cpu ? machine->cpu : "any CPU");
  text_add(out,
           "// gcc or clang: cc -std=gnu11 -O2 -march=.. -Wno-psabi -c; never with -ffast-math.\n");
}

static void emit(const LoopProgram *program, const Machine *machine, bool has_lines, Text *out)
{
  Arena *arena = arena_create();
  Text body = {.arena = arena};
  CWriter writer = {.arena = arena,
                    .program = program,
                    .types = {.arena = arena},
                    .helpers = {.arena = arena},
                    .out = &body,
                    .has_lines = has_lines};
  writer.kernels = pointer_map(arena);
  writer.file_names = c_names(arena);
  writer.constant_names = arena_array(arena, const char *, program->constants.count + 1);
  add_parts(&writer);
  add_title(out, &program->model, machine);
  text_add(out, "%s%s", writer.has_bf16 ? bf16_head : "", head);
  add_header(out, embedded_model_header);
  if (writer.has_random)
    add_header(out, embedded_random_header);
  text_add(out, "%s%s\n", launch, text_get(&writer.types));
  text_add_bytes(out, text_get(&writer.helpers), writer.helpers.length);
  text_add_bytes(out, text_get(&body), body.length);
  arena_destroy(arena);
}

void emit_c(const LoopProgram *program, const Machine *machine, Text *out)
{
  emit(program, machine, false, out);
}

void emit_c_debug(const LoopProgram *program, const Machine *machine, Text *out)
{
  emit(program, machine, true, out);
}
