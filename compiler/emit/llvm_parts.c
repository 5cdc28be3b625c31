// A program as LLVM modules, and threads that make objects of them.
//
//   kernels   conv1  conv1.grad  pool1  conv2  ..  dense1  entries and tables
//   parts     [ 0 ]  [   1    ]  [ 2 ]  [ 3 ]  ..  [    ]  [      last      ]
//
// Kernels do not call each other, so each is a module, and its object can be kept for the next
// build. The last part has what names all of them, the entries, and the data that those pass on, so
// no constant is there twice. A part's bytes depend on the part alone: the objects are the same
// whatever the number of threads, and whether one was kept or made. What parts know of each other,
// the names of kernels, is hidden: the linker makes it local.
//
// Everything of LLVM's (context, target machine) belongs to one thread, the arena to one part;
// threads share the program and what is known of its calls, which nobody changes.

#include "emit/llvm.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

typedef ListOf(LlvmPart) LlvmParts;

// -- weights --------------------------------------------------------------------------------------

// In operations as they are written out; a hundred of them take LLVM about a millisecond, which is
// what a module takes by itself.
static double block_weight(const LoopBlock *block);

// Lanes that end up one by one weigh each.
static double operation_weight(const LoopExpr *e)
{
  enum { RANDOM_WEIGHT = 40 };  // a call and its key
  return e->op == LOOP_RANDOM ? RANDOM_WEIGHT : e->op == LOOP_GATHER ? 2 * e->type.lanes : 1;
}

static double expr_weight(const LoopExpr *e)
{
  double weight = operation_weight(e);
  for (int i = 0; i < e->operand_count; i++)
    weight += expr_weight(e->operands[i]);
  return weight;
}

// How often the body of a loop is written out.
static double loop_copies(const LoopStatement *s)
{
  double unroll = s->loop.unroll > 1 ? s->loop.unroll : 1;
  if (s->loop.from->op != LOOP_NUMBER || s->loop.to->op != LOOP_NUMBER)
    return unroll > 1 ? unroll + 1 : 1;
  double span = (double)s->loop.to->integer - (double)s->loop.from->integer;
  double count = span <= 0 ? 0 : (double)((int64_t)(span - 1) / s->loop.step + 1);
  double turns = (double)(int64_t)(count / unroll);
  return turns >= 2 ? unroll + count - turns * unroll : count;
}

static double statement_weight(const LoopStatement *s)
{
  switch (s->kind) {
  case LOOP_FOR:
    return 4 + expr_weight(s->loop.from) + expr_weight(s->loop.to) +
           loop_copies(s) * block_weight(&s->loop.body);
  case LOOP_LET:
  case LOOP_SET:
    return 1 + expr_weight(s->assign.value);
  case LOOP_STORE:
    return expr_weight(s->store.address) + expr_weight(s->store.value) +
           (s->store.stride == 1 ? 1 : 2 * s->store.value->type.lanes);
  case LOOP_PREFETCH:
    return expr_weight(s->fetch.load);
  default:
    return 2 + expr_weight(s->branch.condition) + block_weight(&s->branch.then) +
           block_weight(&s->branch.otherwise);
  }
}

static double block_weight(const LoopBlock *block)
{
  double weight = 0;
  for (const LoopStatement *s = block->first; s; s = s->next)
    weight += statement_weight(s);
  return weight;
}

static double entries_weight(const LoopProgram *program)
{
  enum { ARGUMENT_WEIGHT = 6, CALL_WEIGHT = 30 };
  double weight = 0;
  for (int i = 0; i < program->entries.count; i++) {
    const LoopEntry *entry = program->entries.items[i];
    for (int k = 0; k < entry->calls.count; k++) {
      const LoopKernel *kernel = entry->calls.items[k].kernel;
      weight += CALL_WEIGHT + ARGUMENT_WEIGHT * (kernel->parameters.count + kernel->sizes.count);
    }
  }
  return weight;
}

// -- parts ----------------------------------------------------------------------------------------

static LlvmParts cut_program(Arena *arena, const LoopProgram *program, const LlvmFacts *facts,
                             const Target *target)
{
  LlvmParts parts = {0};
  int count = program->kernels.count;
  for (int i = 0; i < count; i++) {
    const LoopKernel *kernel = program->kernels.items[i];
    LlvmPart part = {.first = i, .end = i + 1, .weight = block_weight(&kernel->body)};
    part.is_nameless = !target->debug && strlen(kernel->name) <= LLVM_NAME_LENGTH;
    if (facts[i].is_called)
      list_add(arena, &parts, part);
  }
  LlvmPart last = {.first = count, .end = count, .has_entries = true};
  last.weight = entries_weight(program);
  list_add(arena, &parts, last);
  return parts;
}

static int by_weight(const void *a, const void *b)
{
  const LlvmPart *x = *(LlvmPart *const *)a, *y = *(LlvmPart *const *)b;
  if (x->weight != y->weight)
    return x->weight < y->weight ? 1 : -1;
  return x->first < y->first ? -1 : x->first > y->first;
}

// -- threads --------------------------------------------------------------------------------------

typedef struct Work {
  const LoopProgram *program;
  const LlvmFacts *facts;
  const Target *target;
  Cache *cache;      // null: none
  const Text *key;   // what the keys of all kernels begin with
  LlvmPart **parts;  // the heaviest first, so that no thread waits long for the last
  int count;
  atomic_int next;
} Work;

static void make_part(const Work *work, LlvmPart *part, LLVMTargetMachineRef machine)
{
  const LoopKernel *kernel = part->has_entries ? NULL : work->program->kernels.items[part->first];
  Text key = {.arena = part->arena};
  if (kernel && work->cache) {
    text_add_bytes(&key, work->key->data, work->key->length);
    llvm_kernel_key(work->program, kernel, &work->facts[part->first], part->is_nameless, &key);
  }
  if (!key.data || !cache_find(work->cache, &key, part->arena, &part->bytes, &part->length)) {
    llvm_make_part(part, work->program, work->facts, work->target, machine, LLVM_OBJECT);
    if (key.data && !part->message)
      cache_keep(work->cache, &key, part->bytes, part->length);
  }
  if (part->is_nameless && !part->message)
    llvm_put_name(part, kernel->name);
}

static void *make_parts(void *argument)
{
  Work *work = argument;
  Arena *arena = arena_create();
  const char *message = NULL;
  LLVMTargetMachineRef machine = llvm_target_machine(work->target, arena, &message);
  for (int i; (i = atomic_fetch_add(&work->next, 1)) < work->count;)
    if (machine)
      make_part(work, work->parts[i], machine);
    else
      work->parts[i]->message = arena_print(work->parts[i]->arena, "%s", message);
  if (machine)
    LLVMDisposeTargetMachine(machine);
  arena_destroy(arena);
  return NULL;
}

// This thread works too, so a thread that cannot be started only makes it slower.
static void run_threads(Work *work, int count, Arena *arena)
{
  enum { STACK_BYTES = 8 << 20 };  // LLVM's recursions are made for that of a process
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, STACK_BYTES);
  pthread_t *threads = arena_array(arena, pthread_t, count);
  int started = 0;
  while (started < count - 1 && !pthread_create(&threads[started], &attributes, make_parts, work))
    started++;
  pthread_attr_destroy(&attributes);
  make_parts(work);
  for (int i = 0; i < started; i++)
    pthread_join(threads[i], NULL);
}

// -- what others call -----------------------------------------------------------------------------

// Takes over what became of a part. False with a message if that is nothing.
static bool take_part(LlvmPart *part, Arena *arena, const char **bytes, size_t *length,
                      const char **message)
{
  if (part->message)
    *message = arena_print(arena, "%s", part->message);
  else {
    *length = part->length;
    *bytes = arena_copy_text(arena, part->bytes, part->length);
  }
  return !part->message;
}

bool emit_llvm(const LoopProgram *program, const Machine *machine, const Target *target,
               LlvmOutput kind, Arena *arena, const char **bytes, size_t *length,
               const char **message)
{
  (void)machine;  // LLVM knows its targets itself
  LlvmPart part = {.end = program->kernels.count, .has_entries = true, .arena = arena_create()};
  LLVMTargetMachineRef target_machine = llvm_target_machine(target, part.arena, &part.message);
  if (target_machine) {
    llvm_make_part(&part, program, llvm_facts(part.arena, program), target, target_machine, kind);
    LLVMDisposeTargetMachine(target_machine);
  }
  *message = NULL;
  bool is_made = take_part(&part, arena, bytes, length, message);
  arena_destroy(part.arena);
  return is_made;
}

// The beginning of all keys; without one there is nothing to be found in the cache.
static void begin_keys(Work *work, Text *key)
{
  const char *message;
  LLVMTargetMachineRef machine = llvm_target_machine(work->target, key->arena, &message);
  if (!machine || !llvm_key(work->target, machine, key))
    work->cache = NULL;
  if (machine)
    LLVMDisposeTargetMachine(machine);
  work->key = key;
}

bool emit_llvm_objects(const LoopProgram *program, const Target *target, int jobs, Cache *cache,
                       Arena *arena, ObjectFiles *objects, const char **message)
{
  Arena *scratch = arena_create();
  const LlvmFacts *facts = llvm_facts(scratch, program);
  LlvmParts parts = cut_program(scratch, program, facts, target);
  Work work = {program, facts, target, cache, NULL, NULL, parts.count, 0};
  Text key = {.arena = scratch};
  if (cache)
    begin_keys(&work, &key);
  work.parts = arena_array(scratch, LlvmPart *, parts.count);
  for (int i = 0; i < parts.count; i++) {
    parts.items[i].arena = arena_create();
    work.parts[i] = &parts.items[i];
  }
  qsort(work.parts, (size_t)parts.count, sizeof *work.parts, by_weight);
  run_threads(&work, jobs < parts.count ? jobs : parts.count, scratch);
  *message = NULL;
  for (int i = 0; i < parts.count; i++) {
    ObjectFile object = {0};
    if (!*message && take_part(&parts.items[i], arena, &object.bytes, &object.length, message))
      list_add(arena, objects, object);
    arena_destroy(parts.items[i].arena);
  }
  arena_destroy(scratch);
  return !*message;
}
