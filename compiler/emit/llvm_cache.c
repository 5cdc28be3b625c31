// Objects of kernels by what they are made of: this netc, LLVM, the target, what is known of the
// kernel's calls, and the kernel but for names. Two layers of one shape have one object, in one net
// or in two.
//
// So an object must not depend on the kernel's name. It is made with a stand-in, which is as long
// as a name can be; the name is put over it in the table of strings, where every string ends at a
// zero byte. With line tables names and lines are part of the object, and so of the key.

#include "emit/llvm.h"

#include <assert.h>
#include <string.h>

// Dots and bars in turn: no name of the language.
static const char *stand_in(Arena *arena)
{
  char *name = arena_array(arena, char, LLVM_NAME_LENGTH + 1);
  for (int i = 0; i < LLVM_NAME_LENGTH; i++)
    name[i] = i % 2 ? '_' : '.';
  return name;
}

const char *llvm_kernel_name(const LlvmPart *part, const LoopKernel *kernel)
{
  return part->is_nameless ? stand_in(part->arena) : kernel->name;
}

// `.._stand-in.whole` becomes `.._name.whole`, and zeros to where the old one ended.
void llvm_put_name(LlvmPart *part, const char *name)
{
  const char *searched = stand_in(part->arena);
  size_t length = strlen(name);
  assert(length <= LLVM_NAME_LENGTH);
  char *bytes = arena_copy_text(part->arena, part->bytes, part->length);
  char *end = bytes + part->length;
  for (char *at = bytes; (at = memmem(at, (size_t)(end - at), searched, LLVM_NAME_LENGTH));) {
    char *rest = at + LLVM_NAME_LENGTH;
    size_t tail = strnlen(rest, (size_t)(end - rest));
    memcpy(at, name, length);
    memmove(at + length, rest, tail);
    memset(at + length + tail, 0, LLVM_NAME_LENGTH - length);
    at = rest + tail;
  }
  part->bytes = bytes;
}

// -- keys -----------------------------------------------------------------------------------------

static void add_text(Text *key, const char *text)
{
  text_add_bytes(key, text, strlen(text) + 1);
}

static void take_text(Text *key, char *text)
{
  add_text(key, text);
  LLVMDisposeMessage(text);
}

bool llvm_key(const Target *target, LLVMTargetMachineRef machine, Text *key)
{
  const char *identity = program_identity(key->arena);
  if (!identity)
    return false;
  unsigned major, minor, patch;
  LLVMGetVersion(&major, &minor, &patch);
  add_text(key, identity);
  text_add(key, "LLVM %u.%u.%u -O%d%s", major, minor, patch, target->optimization,
           target->debug ? " -g" : "");
  text_add_bytes(key, "", 1);
  take_text(key, LLVMGetTargetMachineTriple(machine));
  take_text(key, LLVMGetTargetMachineCPU(machine));
  take_text(key, LLVMGetTargetMachineFeatureString(machine));
  return true;
}

void llvm_kernel_key(const LoopProgram *program, const LoopKernel *kernel, const LlvmFacts *facts,
                     bool is_nameless, Text *key)
{
  if (!is_nameless) {
    const char *source = program->model.source_name, *compiler = program->model.compiler;
    add_text(key, kernel->name);
    text_add(key, "%d", kernel->line);
    add_text(key, kernel->file);
    add_text(key, source ? source : "");
    add_text(key, compiler ? compiler : "");
  }
  size_t sizes = (size_t)kernel->sizes.count, parameters = (size_t)kernel->parameters.count;
  kernel_encode(kernel, key);
  text_add_bytes(key, (const char *)facts->sizes, sizes * sizeof *facts->sizes);
  text_add_bytes(key, (const char *)facts->bytes, parameters * sizeof *facts->bytes);
  text_add_bytes(key, (const char *)facts->alignments, parameters * sizeof *facts->alignments);
}
