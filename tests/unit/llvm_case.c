// See llvm_case.h.

#ifdef NETC_LLVM

#include "llvm_case.h"

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORKSPACE_BYTES = 4 << 20, CAPACITY = 64 };

static const Machine machine = {.triple = "",
                                .cpu = "native",
                                .features = "",
                                .vector_bytes = 32,
                                .vector_registers = 16,
                                .vector_units = 2,
                                .has_fma = true,
                                .cores = 1};

Case *case_create(void)
{
  Arena *arena = arena_create();
  Case *c = arena_new(arena, Case);
  c->arena = arena;
  c->names = names_create(arena);
  c->program = loops_create(arena, c->names);
  c->symbol = CAPACITY;
  NetcModel *model = &c->program->model;
  model->name = "case";
  model->source = model->target = "";
  model->source_name = "case.net";
  model->compiler = "netc";
  c->entry = arena_new(arena, LoopEntry);
  c->entry->kind = NETC_PREDICT;
  c->entry->name = "predict";
  list_add(arena, &c->entry->symbols, "B");
  list_add(arena, &c->entry->capacities, CAPACITY);
  list_add(arena, &c->entry->least, 1);
  list_add(arena, &c->program->entries, c->entry);
  c->workspace = aligned_alloc(NETC_ARENA_ALIGNMENT, WORKSPACE_BYTES);
  memset(c->workspace, 0, WORKSPACE_BYTES);
  return c;
}

void case_destroy(Case *c)
{
  free(c->workspace);
  arena_destroy(c->arena);
}

CaseKernel case_kernel(Case *c, const char *name)
{
  CaseKernel k = {.owner = c, .kernel = loops_add_kernel(c->program, name)};
  k.kernel->file = "case.net";
  k.kernel->line = 10 + c->program->kernels.count;
  k.size = kernel_add_size(c->program, k.kernel, "B");
  LoopCall call = {
      .kernel = k.kernel, .name = name, .layers = "", .file = "case.net", .line = k.kernel->line};
  call.buffers = arena_array(c->arena, LoopBuffer *, 8);
  call.sizes = arena_new(c->arena, LoopSize);
  call.sizes[0] = (LoopSize){.factor = 1, .symbol = 0};
  list_add(c->arena, &c->entry->calls, call);
  k.call = c->entry->calls.count - 1;
  return k;
}

LoopParameter *case_buffer(CaseKernel *k, const char *name, Type type, Access access, int64_t count,
                           const void *data)
{
  Case *c = k->owner;
  LoopBuffer *buffer = arena_new(c->arena, LoopBuffer);
  const char *unique = arena_print(c->arena, "%s_%s", k->kernel->name, name);
  *buffer = (LoopBuffer){.name = name_intern(c->names, unique),
                         .type = type,
                         .count = count,
                         .space = SPACE_WORKSPACE,
                         .offset = c->entry->workspace_bytes};
  int64_t bytes = count * type_bytes(type);
  c->entry->workspace_bytes += (bytes + NETC_ARENA_ALIGNMENT - 1) & -NETC_ARENA_ALIGNMENT;
  cr_assert(c->entry->workspace_bytes <= WORKSPACE_BYTES);
  if (data)
    memcpy(c->workspace + buffer->offset, data, (size_t)bytes);
  list_add(c->arena, &c->entry->buffers, buffer);
  LoopParameter *parameter = kernel_add_parameter(c->program, k->kernel, name, type, access);
  c->entry->calls.items[k->call].buffers[parameter->position] = buffer;
  return parameter;
}

// -- engines --------------------------------------------------------------------------------------

const char *case_emit(Case *c, const Target *target, LlvmOutput kind, size_t *length,
                      const char **message)
{
  const char *bytes = NULL;
  *message = NULL;
  bool is_done = emit_llvm(c->program, &machine, target, kind, c->arena, &bytes, length, message);
  cr_assert_eq(is_done, *message == NULL);
  return is_done ? bytes : NULL;
}

static void write_file(const char *path, const char *bytes, size_t length)
{
  FILE *file = fopen(path, "wb");
  cr_assert(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0, "%s", path);
}

CaseFunction *case_load(Case *c, CaseEngine engine, int optimization)
{
  char folder[] = "/tmp/netc-case-XXXXXX";
  cr_assert_not_null(mkdtemp(folder));
  const char *source = arena_print(c->arena, "%s/code.%s", folder, engine == CASE_C ? "c" : "o");
  const char *object = arena_print(c->arena, "%s/code.so", folder);
  if (engine == CASE_C) {
    Text text = {.arena = c->arena};
    emit_c(c->program, &machine, &text);
    write_file(source, text_get(&text), text.length);
  } else {
    Target target = {.cpu = c->cpu, .optimization = optimization};
    size_t length;
    const char *message, *bytes = case_emit(c, &target, LLVM_OBJECT, &length, &message);
    cr_assert(bytes, "%s", message);
    write_file(source, bytes, length);
  }
  const char *command = arena_print(
      c->arena,
      "cc -std=gnu11 -O1 -march=native -fPIC -fno-builtin -w -Wno-psabi -shared -o %s %s -lm",
      object, source);
  cr_assert_eq(system(command), 0, "%s", command);
  void *library = dlopen(object, RTLD_NOW | RTLD_LOCAL);
  cr_assert(library, "%s", dlerror());
  const NetcModel *model = dlsym(library, "netc_model");
  cr_assert(model && model->abi == NETC_ABI && model->entry_count == 1);
  unlink(source);
  unlink(object);
  rmdir(folder);
  return model->entries[0].function;
}

char *case_run(Case *c, CaseEngine engine, int optimization)
{
  char *workspace = aligned_alloc(NETC_ARENA_ALIGNMENT, WORKSPACE_BYTES);
  memcpy(workspace, c->workspace, WORKSPACE_BYTES);
  double scalars[3] = {3, 100, 1};
  NetcCall call = {
      .workspace = workspace, .symbols = &c->symbol, .scalars = scalars, .seed = 7, .step = 3};
  if (engine == CASE_INTERPRETER)
    loops_interpret(c->program, c->entry, &call);
  else
    case_load(c, engine, optimization)(&call);
  return workspace;
}

// -- comparison -----------------------------------------------------------------------------------

static bool is_nan(Type type, const char *element)
{
  float f;
  double d;
  memcpy(&f, element, sizeof f);
  if (type == TYPE_F64)
    memcpy(&d, element, sizeof d);
  return type == TYPE_F32 ? isnan(f) : type == TYPE_F64 && isnan(d);
}

// Bits, but for what a NaN carries.
static void compare_buffer(Case *c, const LoopBuffer *buffer, const char *a, const char *b,
                           const char *names)
{
  int bytes = type_bytes(buffer->type);
  for (int64_t i = 0; i < buffer->count; i++) {
    const char *x = a + buffer->offset + i * bytes, *y = b + buffer->offset + i * bytes;
    if (!memcmp(x, y, (size_t)bytes) || (is_nan(buffer->type, x) && is_nan(buffer->type, y)))
      continue;
    unsigned long long p = 0, q = 0;
    memcpy(&p, x, (size_t)bytes);
    memcpy(&q, y, (size_t)bytes);
    cr_expect(false, "%s[%d] with B = %d: %llx and %llx (%s)", buffer->name, (int)i, (int)c->symbol,
              p, q, names);
    return;
  }
}

void case_compare(Case *c, int optimization)
{
  static const char *const names[] = {"", "interpreter and LLVM", "interpreter and C"};
  const char *wrong = loops_verify(c->program, c->arena, NULL);
  cr_assert_null(wrong, "%s", wrong);
  char *expected = case_run(c, CASE_INTERPRETER, 0);
  for (CaseEngine engine = CASE_LLVM; engine <= CASE_C; engine++) {
    char *got = case_run(c, engine, optimization);
    for (int i = 0; i < c->entry->buffers.count; i++)
      compare_buffer(c, c->entry->buffers.items[i], expected, got, names[engine]);
    free(got);
  }
  free(expected);
}

#endif
