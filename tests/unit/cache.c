// The folder of what was made before: what is kept is found by its key and by no other, damage is
// as if there were nothing, and a trimmed folder has what was used last.

#include "base/cache.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/netc-cache-XXXXXX";
static Arena *arena;
static Cache *cache;

static void enter(void)
{
  cr_assert(mkdtemp(folder));
  arena = arena_create();
  cache = cache_open(arena, arena_print(arena, "%s/a/b", folder));
  cr_assert(cache);
}

// Calls `visit` with the path of every file.
static int visit_files(void (*visit)(const char *path))
{
  int count = 0;
  const char *place = arena_print(arena, "%s/a/b", folder);
  DIR *directory = opendir(place);
  for (struct dirent *entry; (entry = readdir(directory));)
    if (entry->d_name[0] != '.') {
      count++;
      if (visit)
        visit(arena_print(arena, "%s/%s", place, entry->d_name));
    }
  closedir(directory);
  return count;
}

static void delete (const char *path)
{
  unlink(path);
}

static void leave(void)
{
  visit_files(delete);
  rmdir(arena_print(arena, "%s/a/b", folder));
  rmdir(arena_print(arena, "%s/a", folder));
  rmdir(folder);
  arena_destroy(arena);
}

static Text text_of(const char *bytes)
{
  Text text = {.arena = arena};
  text_add_bytes(&text, bytes, strlen(bytes));
  return text;
}

static void keep(const char *key, const char *value)
{
  Text text = text_of(key);
  cache_keep(cache, &text, value, strlen(value));
}

static const char *find(const char *key)
{
  Text text = text_of(key);
  const char *bytes;
  size_t length;
  return cache_find(cache, &text, arena, &bytes, &length) ? arena_copy_text(arena, bytes, length)
                                                          : NULL;
}

TestSuite(cache, .init = enter, .fini = leave);

Test(cache, finds_what_it_kept)
{
  cr_expect_null(find("one"));
  keep("one", "1");
  keep("two", "");
  cr_expect_str_eq(find("one"), "1");
  cr_expect_str_eq(find("two"), "");
  cr_expect_null(find("three"));
  keep("one", "another");
  cr_expect_str_eq(find("one"), "another");
  cr_expect_eq(visit_files(NULL), 2);
  cr_expect_eq(cache_found(cache), 3);
  cr_expect_eq(cache_kept(cache), 3);
}

static void damage(const char *path)
{
  struct stat status;
  int file = open(path, O_RDWR);
  cr_assert_eq(fstat(file, &status), 0);
  char byte;
  cr_assert_eq(pread(file, &byte, 1, status.st_size - 1), 1);
  byte ^= 1;
  cr_assert_eq(pwrite(file, &byte, 1, status.st_size - 1), 1);
  close(file);
}

static void shorten(const char *path)
{
  struct stat status;
  cr_assert_eq(stat(path, &status), 0);
  cr_assert_eq(truncate(path, status.st_size - 1), 0);
}

static void empty(const char *path)
{
  cr_assert_eq(truncate(path, 0), 0);
}

static void lengthen(const char *path)
{
  int file = open(path, O_WRONLY | O_APPEND);
  cr_assert_eq(write(file, "x", 1), 1);
  close(file);
}

Test(cache, damage_is_nothing_and_is_replaced)
{
  void (*const harms[])(const char *) = {damage, shorten, empty, lengthen};
  for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
    keep("key", "a longer value");
    visit_files(harms[i]);
    cr_expect_null(find("key"), "harm %zu", i);
    keep("key", "a new value");
    cr_expect_str_eq(find("key"), "a new value");
  }
}

// As a hash that two keys share would have it.
static const char *stolen;
static void steal(const char *path)
{
  stolen = path;
}

Test(cache, another_key_in_the_file_is_nothing)
{
  keep("key", "value");
  visit_files(steal);
  const char *first = stolen;
  keep("yek", "other");
  visit_files(delete);
  keep("yek", "other");
  visit_files(steal);
  cr_assert_eq(rename(stolen, first), 0);
  cr_expect_null(find("key"));
}

static void make_old(const char *path)
{
  struct timespec times[2] = {{.tv_sec = 1000000}, {.tv_sec = 1000000}};
  cr_assert_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

Test(cache, trimming_leaves_what_was_used_last)
{
  for (int i = 0; i < 8; i++)
    keep(arena_print(arena, "key%d", i), "value");
  visit_files(make_old);
  cr_expect_str_eq(find("key5"), "value");
  struct stat status;
  visit_files(steal);
  cr_assert_eq(stat(stolen, &status), 0);
  cache_trim(cache, 8 * 512 * (int64_t)status.st_blocks);
  cr_expect_eq(visit_files(NULL), 8);
  cache_trim(cache, 512 * (int64_t)status.st_blocks);
  cr_expect_eq(visit_files(NULL), 1);
  cr_expect_str_eq(find("key5"), "value");
}

Test(cache, trimming_removes_nothing_of_others)
{
  const char *path = arena_print(arena, "%s/a/b/a note", folder);
  int file = open(path, O_WRONLY | O_CREAT, 0600);
  cr_assert_eq(write(file, "x", 1), 1);
  close(file);
  cache_trim(cache, 0);
  cr_expect_eq(visit_files(NULL), 1);
}

// All write the same keys, and find nothing but whole values.
static void *work(void *argument)
{
  Arena *own = arena_create();
  for (int i = 0; i < 200; i++) {
    char digits[8];
    snprintf(digits, sizeof digits, "%d", i % 10);
    Text key = {.arena = own};
    text_add_bytes(&key, digits, strlen(digits));
    const char *bytes;
    size_t length;
    if (cache_find(cache, &key, own, &bytes, &length))
      *(bool *)argument |= length != 10000 || bytes[0] != digits[0] || bytes[9999] != digits[0];
    char value[10000];
    memset(value, digits[0], sizeof value);
    cache_keep(cache, &key, value, sizeof value);
  }
  arena_destroy(own);
  return NULL;
}

Test(cache, several_threads_share_a_folder)
{
  pthread_t threads[4];
  bool wrong[4] = {false};
  for (int i = 0; i < 4; i++)
    cr_assert_eq(pthread_create(&threads[i], NULL, work, &wrong[i]), 0);
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    cr_expect(!wrong[i]);
  }
  cr_expect_eq(visit_files(NULL), 10);
}

Test(cache, no_folder_no_cache)
{
  cr_expect_null(cache_open(arena, NULL));
  cr_expect_null(cache_open(arena, "/dev/null/cache"));
}
