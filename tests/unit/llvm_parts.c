// A program as several modules: data is in one of them, and nothing but the model is seen from
// outside of what they are linked to.

#ifdef NETC_LLVM

#include "llvm_case.h"

#include <criterion/criterion.h>
#include <elf.h>
#include <stdlib.h>
#include <string.h>

static const LoopType index_type = {TYPE_INDEX, 1};

enum { KERNELS = 24, COPIES = 400, TABLE = 1 << 16 };

// y[i] = table[i] + .., as so many statements that the kernel is a part by itself.
static void add_kernel(Case *c, int number, LoopBuffer *table)
{
  Arena *arena = c->arena;
  CaseKernel k = case_kernel(c, arena_print(arena, "sum%d", number));
  LoopParameter *x = case_buffer(&k, "x", TYPE_I32, ACCESS_IN, 1, NULL);
  LoopParameter *y = case_buffer(&k, "y", TYPE_I32, ACCESS_OUT, COPIES, NULL);
  c->entry->calls.items[k.call].buffers[x->position] = table;
  for (int i = 0; i < COPIES; i++) {
    const LoopExpr *place = loop_integer(arena, index_type, i);
    const LoopExpr *first = loop_load(arena, x, 1, place, NULL);
    const LoopExpr *second =
        loop_load(arena, x, 1, loop_integer(arena, index_type, TABLE - 1 - i), NULL);
    block_store(arena, &k.kernel->body, y, place, loop_binary(arena, LOOP_ADD, first, second),
                NULL);
  }
}

static Case *many_kernels(void)
{
  Case *c = case_create();
  int32_t *numbers = arena_array(c->arena, int32_t, TABLE);
  for (int i = 0; i < TABLE; i++)
    numbers[i] = 0x5a000000 + i;
  LoopConstant constant = {.name = "table", .type = TYPE_I32, .count = TABLE, .data = numbers};
  list_add(c->arena, &c->program->constants, constant);
  LoopBuffer *table = arena_new(c->arena, LoopBuffer);
  *table = (LoopBuffer){.name = name_intern(c->names, "table"),
                        .type = TYPE_I32,
                        .count = TABLE,
                        .space = SPACE_CONSTANT};
  list_add(c->arena, &c->entry->buffers, table);
  for (int i = 0; i < KERNELS; i++)
    add_kernel(c, i, table);
  return c;
}

static ObjectFiles objects_of(Case *c)
{
  Target target = {.triple = "x86_64-linux-gnu", .cpu = "x86-64", .optimization = 1};
  ObjectFiles objects = {0};
  const char *message = NULL;
  cr_assert(emit_llvm_objects(c->program, &target, 3, NULL, c->arena, &objects, &message), "%s",
            message);
  cr_assert_gt(objects.count, 3);
  return objects;
}

Test(llvm_parts, constants_are_in_one_part)
{
  Case *c = many_kernels();
  ObjectFiles objects = objects_of(c);
  int holders = 0;
  for (int i = 0; i < objects.count; i++)
    holders += objects.items[i].length > TABLE * sizeof(int32_t);
  cr_expect_eq(holders, 1);
  case_destroy(c);
}

// Names of global symbols that are defined in an object and not hidden.
static int count_visible(const ObjectFile *object, bool *has_model)
{
  const char *bytes = object->bytes;
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)bytes;
  const Elf64_Shdr *sections = (const Elf64_Shdr *)(bytes + header->e_shoff);
  int count = 0;
  for (int i = 0; i < header->e_shnum; i++) {
    if (sections[i].sh_type != SHT_SYMTAB)
      continue;
    const Elf64_Sym *symbols = (const Elf64_Sym *)(bytes + sections[i].sh_offset);
    const char *names = bytes + sections[sections[i].sh_link].sh_offset;
    for (size_t k = 0; k < sections[i].sh_size / sizeof *symbols; k++) {
      if (ELF64_ST_BIND(symbols[k].st_info) == STB_LOCAL || symbols[k].st_shndx == SHN_UNDEF ||
          ELF64_ST_VISIBILITY(symbols[k].st_other) == STV_HIDDEN)
        continue;
      count++;
      *has_model |= !strcmp(names + symbols[k].st_name, "netc_model");
    }
  }
  return count;
}

Test(llvm_parts, only_the_model_is_visible)
{
  Case *c = many_kernels();
  ObjectFiles objects = objects_of(c);
  bool has_model = false;
  int count = 0;
  for (int i = 0; i < objects.count; i++)
    count += count_visible(&objects.items[i], &has_model);
  cr_expect(has_model);
  cr_expect_eq(count, 1);
  case_destroy(c);
}

#endif
