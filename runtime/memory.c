// One mapping per lifetime. Fresh pages are very dear on virtual machines, so all are touched here
// and none on the path of a step. One byte of each will do: the system has filled it with zeros.

#include "memory.h"

#include "text.h"

#include <sys/mman.h>

enum { PAGE = 4096, HUGE_PAGE = 2 << 20 };

int64_t netc_memory_place(NetcMemory *memory, int64_t bytes)
{
  int64_t offset = memory->bytes, end;
  if (offset < 0 || bytes < 0 || __builtin_add_overflow(offset, bytes, &end) ||
      end > INT64_MAX - 2 * HUGE_PAGE)
    return memory->bytes = -1;
  memory->bytes = (end + PAGE - 1) / PAGE * PAGE;
  return offset;
}

bool netc_memory_reserve(NetcMemory *memory, const char *purpose, NetcError *error)
{
  if (memory->bytes < 0)
    return netc_fail(error, "no memory: %s needs more than 2^63 bytes", purpose);
  int64_t bytes = memory->bytes > 0 ? memory->bytes : PAGE;
  // Mapped longer than needed, so that an aligned start lies within.
  memory->mapping_bytes = bytes + HUGE_PAGE;
  memory->mapping = mmap(NULL, (size_t)memory->mapping_bytes, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory->mapping == MAP_FAILED) {
    memory->mapping = NULL;
    return netc_fail_memory(error, bytes, purpose);
  }
  uintptr_t start = ((uintptr_t)memory->mapping + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
  memory->base = (char *)start;
  // Refused where the system has no huge pages; small pages do too.
  madvise(memory->base, (size_t)bytes, MADV_HUGEPAGE);
  return true;
}

bool netc_memory_map(NetcMemory *memory, const char *purpose, NetcError *error)
{
  if (!netc_memory_reserve(memory, purpose, error))
    return false;
  for (int64_t i = 0; i < memory->bytes; i += PAGE)
    *(volatile char *)(memory->base + i) = 0;
  return true;
}

void netc_memory_unmap(NetcMemory *memory)
{
  if (memory->mapping)
    munmap(memory->mapping, (size_t)memory->mapping_bytes);
  *memory = (NetcMemory){0};
}
