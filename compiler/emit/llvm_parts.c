// A program as LLVM modules, and threads that make objects of them.
//
//   kernels   conv1  conv1.grad  pool1  conv2  conv2.grad  dense1  ..  entries and tables
//   parts     [      0          ][       1          ][     2     ] ..  [   last   ]
//
// Kernels do not call each other, so a module may hold any of them. They stay in order and are cut
// where the weight of a part is reached; the last part has what names all of them, the entries, and
// the data that those pass on, so no constant is there twice. Where the cuts are depends on the
// program alone, and a part's bytes on the part alone: the objects are the same whatever the number
// of threads. What parts know of each other, the names of kernels, is hidden: the linker makes it
// local.
//
// Everything of LLVM's (context, target machine) and the arena belong to one part; threads share
// the program and what is known of its calls, which nobody changes.

#include "emit/llvm.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef ListOf(LlvmPart) LlvmParts;

// -- weights --------------------------------------------------------------------------------------

// In operations as they are written out; a hundred of them take LLVM about a millisecond, which is
// half of what a module takes by itself. More than MOST_PARTS would keep no thread busier.
enum { LEAST_PART = 4000, MOST_PARTS = 128 };

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

static LlvmParts cut_program(Arena *arena, const LoopProgram *program, const LlvmFacts *facts)
{
  int count = program->kernels.count;
  double *weights = arena_array(arena, double, count + 1), total = 0;
  for (int i = 0; i < count; i++)
    if (facts[i].is_called)
      weights[i] = block_weight(&program->kernels.items[i]->body);
  weights[count] = entries_weight(program);
  for (int i = 0; i <= count; i++)
    total += weights[i];
  double most = total / MOST_PARTS > LEAST_PART ? total / MOST_PARTS : LEAST_PART;
  LlvmParts parts = {0};
  LlvmPart part = {0};
  for (int i = 0; i <= count; i++) {
    if (part.weight > 0 && part.weight + weights[i] / 2 > most) {
      list_add(arena, &parts, part);
      part = (LlvmPart){.first = i};
    }
    part.weight += weights[i];
    part.end = i < count ? i + 1 : count;
  }
  part.has_entries = true;
  list_add(arena, &parts, part);
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
  LlvmPart **parts;  // the heaviest first, so that no thread waits long for the last
  int count;
  atomic_int next;
} Work;

static void *make_parts(void *argument)
{
  Work *work = argument;
  for (int i; (i = atomic_fetch_add(&work->next, 1)) < work->count;)
    llvm_make_part(work->parts[i], work->program, work->facts, work->target, LLVM_OBJECT);
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
  llvm_make_part(&part, program, llvm_facts(part.arena, program), target, kind);
  *message = NULL;
  bool is_made = take_part(&part, arena, bytes, length, message);
  arena_destroy(part.arena);
  return is_made;
}

bool emit_llvm_objects(const LoopProgram *program, const Target *target, int jobs, Arena *arena,
                       ObjectFiles *objects, const char **message)
{
  Arena *scratch = arena_create();
  const LlvmFacts *facts = llvm_facts(scratch, program);
  LlvmParts parts = cut_program(scratch, program, facts);
  Work work = {.program = program, .facts = facts, .target = target, .count = parts.count};
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
