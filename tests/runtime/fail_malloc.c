// Preloaded: the FAIL_AT-th request for memory fails, and no other.

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static int must_fail(void)
{
  static atomic_int calls;
  static int at;
  if (at == 0) {
    const char *text = getenv("FAIL_AT");
    at = text ? atoi(text) : -1;
  }
  int fails = atomic_fetch_add(&calls, 1) + 1 == at;
  if (fails)
    errno = ENOMEM;
  return fails;
}

void *malloc(size_t size)
{
  return must_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
  return must_fail() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
  return must_fail() ? NULL : __libc_realloc(old, size);
}
