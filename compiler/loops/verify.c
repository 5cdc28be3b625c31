// What every program of loops must be, whoever made it: names unique, values defined before they
// are used, types that hold, a parallel loop only at the top of a kernel and its rounds independent
// as far as can be seen. Said of the first thing that is wrong: where, what was found, what was
// expected.

#include "loops/verify.h"
#include "graph/map.h"

#include <string.h>

bool fault(Fault *f, const char *format, ...)
{
  va_list list;
  if (f->text)
    return false;
  va_start(list, format);
  f->text = arena_print(f->arena, "%s: %s", f->place, arena_print_list(f->arena, format, list));
  va_end(list);
  return false;
}

typedef struct Verifier {
  Fault *fault;
  Arena *scratch;
  const LoopKernel *kernel;
  bool *variables, *registers;  // in scope
  bool *frozen;                 // registers declared outside of the parallel loop that is open
  Names *names;                 // of the kernel: one space, since its text is
  PointerMap taken;             // name -> the part it stands for
  int depth;                    // of blocks
  int parallel_count;
  bool has_parallel;
} Verifier;

static bool verify_name(Fault *f, Names *names, PointerMap *taken, const char *name,
                        const void *part)
{
  if (!name || !*name)
    return fault(f, "a part has no name");
  const char *interned = name_intern(names, name);
  const void *before = pointer_map_get(taken, interned);
  if (before && before != part)
    return fault(f, "the name %s stands for two things", name);
  pointer_map_set(taken, interned, (void *)part);
  return true;
}

static bool verify_names(Verifier *v)
{
  const LoopKernel *kernel = v->kernel;
  bool fine = true;
#define NAME(list, i)                                                                              \
  verify_name(v->fault, v->names, &v->taken, kernel->list.items[i]->name, kernel->list.items[i])
  for (int i = 0; i < kernel->parameters.count && fine; i++)
    fine = NAME(parameters, i) && (kernel->parameters.items[i]->position == i ||
                                   fault(v->fault, "parameter %d is out of place", i));
  for (int i = 0; i < kernel->locals.count && fine; i++)
    fine = NAME(locals, i) && (kernel->locals.items[i]->position == i ||
                               fault(v->fault, "local buffer %d is out of place", i));
  for (int i = 0; i < kernel->sizes.count && fine; i++)
    fine = NAME(sizes, i);
  for (int i = 0; i < kernel->registers.count && fine; i++)
    fine = NAME(registers, i) && (kernel->registers.items[i]->id == i ||
                                  fault(v->fault, "register %d is out of place", i));
#undef NAME
  return fine;
}

// All of them lie on the stack of one thread.
static bool verify_locals(Verifier *v)
{
  int64_t bytes = 0;
  for (int i = 0; i < v->kernel->locals.count; i++) {
    const LoopParameter *local = v->kernel->locals.items[i];
    if (local->access != ACCESS_LOCAL || local->count < 1)
      return fault(v->fault, "local buffer %s has %lld elements, expected 1 or more", local->name,
                   (long long)local->count);
    if (local->count > LOCAL_BYTES ||
        (bytes += local->count * type_bytes(local->type)) > LOCAL_BYTES)
      return fault(v->fault, "local buffers take more than %d bytes", LOCAL_BYTES);
  }
  return true;
}

// A round of the parallel loop has local buffers of its own; outside there are none.
static bool local_is_here(Verifier *v, const LoopParameter *buffer)
{
  return buffer->access != ACCESS_LOCAL || v->frozen || !v->has_parallel ||
         fault(v->fault, "local buffer %s is used outside of the parallel loop", buffer->name);
}

// Registers and variables of an expression are in scope, the kernel's own.
static bool in_scope(Verifier *v, const LoopExpr *e)
{
  const LoopKernel *kernel = v->kernel;
  if (e->op == LOOP_REGISTER) {
    int id = e->reg->id;
    if (id < 0 || id >= kernel->registers.count || kernel->registers.items[id] != e->reg)
      return fault(v->fault, "register %s belongs to another kernel", e->reg->name);
    if (!v->registers[id])
      return fault(v->fault, "register %s is read where it has no value", e->reg->name);
  }
  if (e->op == LOOP_VARIABLE) {
    int id = e->variable->id;
    if (id < 0 || id >= kernel->variable_count || !v->variables[id])
      return fault(v->fault, "variable %s is read outside of its loop", e->variable->name);
  }
  if ((e->op == LOOP_LOAD || e->op == LOOP_GATHER) && !local_is_here(v, e->parameter))
    return false;
  for (int i = 0; i < e->operand_count; i++)
    if (!in_scope(v, e->operands[i]))
      return false;
  return true;
}

static bool verify_value(Verifier *v, const LoopExpr *e, LoopType type, const char *role)
{
  if (!e)
    return fault(v->fault, "%s is missing", role);
  if (!verify_expr(v->fault, v->kernel, e) || !in_scope(v, e))
    return false;
  if (e->type.scalar == type.scalar && e->type.lanes == type.lanes)
    return true;
  return fault(v->fault, "%s is %s, expected %s", role, loop_type_name(v->fault->arena, e->type),
               loop_type_name(v->fault->arena, type));
}

static const LoopType index_type = {TYPE_INDEX, 1};

static bool verify_block(Verifier *v, const LoopBlock *block);

static bool verify_for(Verifier *v, const LoopStatement *s)
{
  const LoopVariable *variable = s->loop.variable;
  if (!verify_value(v, s->loop.from, index_type, "the start of a loop") ||
      !verify_value(v, s->loop.to, index_type, "the end of a loop") ||
      (s->loop.reverse &&
       !verify_value(v, s->loop.reverse, (LoopType){TYPE_BOOL, 1}, "the order of a loop")))
    return false;
  if (s->loop.step < 1)
    return fault(v->fault, "loop %s has step %lld, expected 1 or more", variable->name,
                 (long long)s->loop.step);
  if (variable->id < 0 || variable->id >= v->kernel->variable_count || v->variables[variable->id])
    return fault(v->fault, "variable %s is that of a size or of a loop around", variable->name);
  if (!verify_name(v->fault, v->names, &v->taken, variable->name, variable))
    return false;
  if (s->loop.parallel && v->depth > 1)
    return fault(v->fault, "parallel loop %s is not at the top of its kernel", variable->name);
  if (s->loop.parallel && ++v->parallel_count > 1)
    return fault(v->fault, "parallel loop %s is the second of its kernel", variable->name);
  bool *before = v->frozen;
  if (s->loop.parallel) {
    v->frozen = arena_array(v->scratch, bool, v->kernel->registers.count + 1);
    memcpy(v->frozen, v->registers, (size_t)v->kernel->registers.count * sizeof(bool));
  }
  v->variables[variable->id] = true;
  bool fine = verify_block(v, &s->loop.body);
  v->variables[variable->id] = false;
  v->frozen = before;
  return fine;
}

static bool verify_let(Verifier *v, const LoopStatement *s)
{
  const LoopRegister *reg = s->assign.reg;
  if (reg->id < 0 || reg->id >= v->kernel->registers.count ||
      v->kernel->registers.items[reg->id] != reg)
    return fault(v->fault, "register %s belongs to another kernel", reg->name);
  if (v->registers[reg->id])
    return fault(v->fault, "register %s is declared twice", reg->name);
  if (!verify_value(v, s->assign.value, reg->type, reg->name))
    return false;
  v->registers[reg->id] = true;
  return true;
}

static bool verify_set(Verifier *v, const LoopStatement *s)
{
  const LoopRegister *reg = s->assign.reg;
  if (reg->id < 0 || reg->id >= v->kernel->registers.count || !v->registers[reg->id])
    return fault(v->fault, "register %s changes where it is not declared", reg->name);
  if (v->frozen && v->frozen[reg->id])
    return fault(v->fault, "register %s changes in a parallel loop and is declared outside",
                 reg->name);
  return verify_value(v, s->assign.value, reg->type, reg->name);
}

static bool verify_store(Verifier *v, const LoopStatement *s)
{
  const LoopParameter *to = s->store.parameter;
  if (!owns_buffer(v->kernel, to))
    return fault(v->fault, "a store goes to a buffer that is no parameter");
  if (!local_is_here(v, to))
    return false;
  if (to->access == ACCESS_IN)
    return fault(v->fault, "%s is only read, found a store: its access is out, far or inout",
                 to->name);
  if (!s->store.value)
    return fault(v->fault, "a store without value");
  if (s->store.stride < 1)
    return fault(v->fault, "a store to lanes %lld apart, expected 1 or more",
                 (long long)s->store.stride);
  if (s->store.count && !verify_value(v, s->store.count, index_type, "the count of a store"))
    return false;
  LoopType type = {to->type, s->store.value->type.lanes};
  return verify_value(v, s->store.address, index_type, "the address of a store") &&
         verify_value(v, s->store.value, type,
                      arena_print(v->fault->arena, "what is stored to %s", to->name));
}

static bool verify_prefetch(Verifier *v, const LoopStatement *s)
{
  const LoopExpr *load = s->fetch.load;
  if (!load || load->op != LOOP_LOAD || load->type.lanes != 1)
    return fault(v->fault, "a prefetch of what is no element of a buffer");
  return verify_value(v, load, load->type, "what is prefetched");
}

static bool verify_if(Verifier *v, const LoopStatement *s)
{
  return verify_value(v, s->branch.condition, (LoopType){TYPE_BOOL, 1}, "a condition") &&
         verify_block(v, &s->branch.then) && verify_block(v, &s->branch.otherwise);
}

static bool verify_statement(Verifier *v, const LoopStatement *s)
{
  switch (s->kind) {
  case LOOP_FOR:
    return verify_for(v, s);
  case LOOP_LET:
    return verify_let(v, s);
  case LOOP_SET:
    return verify_set(v, s);
  case LOOP_STORE:
    return verify_store(v, s);
  case LOOP_PREFETCH:
    return verify_prefetch(v, s);
  case LOOP_IF:
    return verify_if(v, s);
  }
  return fault(v->fault, "a statement of unknown kind %d", (int)s->kind);
}

static bool verify_block(Verifier *v, const LoopBlock *block)
{
  bool fine = true;
  v->depth++;
  for (const LoopStatement *s = block->first; s && fine; s = s->next) {
    v->fault->at = s->place;
    fine = verify_statement(v, s);
  }
  for (const LoopStatement *s = block->first; s && fine; s = s->next)
    if (s->kind == LOOP_LET)
      v->registers[s->assign.reg->id] = false;
  v->depth--;
  return fine;
}

static bool verify_kernel(Fault *f, const LoopKernel *kernel)
{
  Arena *scratch = arena_create();
  Verifier v = {.fault = f, .scratch = scratch, .kernel = kernel};
  f->place = arena_print(f->arena, "kernel %s", kernel->name);
  f->at = kernel->place;
  v.variables = arena_array(scratch, bool, kernel->variable_count + 1);
  v.registers = arena_array(scratch, bool, kernel->registers.count + 1);
  v.names = names_create(scratch);
  v.taken = pointer_map(scratch);
  for (const LoopStatement *s = kernel->body.first; s; s = s->next)
    v.has_parallel |= s->kind == LOOP_FOR && s->loop.parallel;
  bool fine = verify_names(&v) && verify_locals(&v);
  for (int i = 0; i < kernel->sizes.count && fine; i++) {
    int id = kernel->sizes.items[i]->id;
    fine = id >= 0 && id < kernel->variable_count ? true : fault(f, "size %d is out of place", i);
    if (fine)
      v.variables[id] = true;
  }
  fine = fine && verify_block(&v, &kernel->body);
  arena_destroy(scratch);
  return fine;
}

static bool verify_kernel_names(Fault *f, const LoopProgram *program)
{
  Arena *scratch = arena_create();
  Names *names = names_create(scratch);
  PointerMap taken = pointer_map(scratch);
  bool fine = true;
  f->place = "the kernels of the program";
  for (int i = 0; i < program->kernels.count && fine; i++)
    fine =
        verify_name(f, names, &taken, program->kernels.items[i]->name, program->kernels.items[i]);
  arena_destroy(scratch);
  return fine;
}

const char *loops_verify(const LoopProgram *program, Arena *arena, LoopPlace *place)
{
  Fault f = {.arena = arena};
  bool fine = verify_kernel_names(&f, program);
  for (int i = 0; i < program->kernels.count && fine; i++)
    fine = verify_kernel(&f, program->kernels.items[i]);
  for (int i = 0; i < program->entries.count && fine; i++)
    fine = verify_entry(&f, program, program->entries.items[i]);
  if (place)
    *place = f.at;
  return fine ? NULL : f.text;
}
