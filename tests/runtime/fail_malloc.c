// Preloaded: the FAIL_AT-th request for memory fails, and no other; or the requests are counted,
// and their number is appended to the file COUNT_TO.

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static atomic_int calls;

static int must_fail(void)
{
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

__attribute__((destructor)) static void report(void)
{
  int count = calls;
  const char *path = getenv("COUNT_TO");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (file) {
    fprintf(file, "%d\n", count);
    fclose(file);
  }
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
