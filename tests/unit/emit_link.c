// Linking: what comes out runs, what fails leaves nothing behind, and no path is too odd.

#include "emit/emit.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static char folder[] = "/tmp/netc-link-XXXXXX";

// Everything happens in a folder of its own, temporaries too.
static void enter(void)
{
  cr_assert(mkdtemp(folder));
  cr_assert(!chdir(folder));
  setenv("TMPDIR", folder, 1);
}

static int count_files(void)
{
  int count = 0;
  DIR *directory = opendir(folder);
  for (struct dirent *entry; (entry = readdir(directory));)
    count += entry->d_name[0] != '.';
  closedir(directory);
  return count;
}

static void leave(void)
{
  DIR *directory = opendir(folder);
  for (struct dirent *entry; (entry = readdir(directory));)
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
      remove(entry->d_name);
  closedir(directory);
  rmdir(folder);
}

static bool link_text(const char *text, const char *output, const char *compiler, Arena *arena,
                      const char **said)
{
  Diag *diag = diag_create(arena);
  LinkOptions options = {
      .output = output, .compiler = compiler, .optimization = 1, .cpu = "native"};
  bool done = link_executable(text, strlen(text), NULL, &options, diag);
  char *words = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&words, &length);
  diag_print(diag, stream, false);
  fclose(stream);
  *said = arena_copy_text(arena, words, length);
  free(words);
  cr_assert_eq(done, diag_error_count(diag) == 0);
  return done;
}

static int run(const char *path)
{
  pid_t child;
  int status = -1;
  char *arguments[] = {(char *)path, NULL};
  cr_assert(!posix_spawn(&child, path, NULL, NULL, arguments, environ));
  cr_assert_eq(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const char seven[] = "int main(void)\n{\n  return 7;\n}\n";

Test(emit_link, output_runs_whatever_its_name, .init = enter, .fini = leave)
{
  static const char *const names[] = {"plain",     "a b", "it's; rm \"x\" $(x)",
                                      "new\nline", "-o",  "%s%n"};
  Arena *arena = arena_create();
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const char *said;
    cr_assert(link_text(seven, names[i], NULL, arena, &said), "%s: %s", names[i], said);
    cr_expect_eq(run(arena_print(arena, "./%s", names[i])), 7, "%s", names[i]);
    cr_expect_eq(count_files(), (int)i + 1, "temporaries are left");
  }
  arena_destroy(arena);
}

Test(emit_link, failure_keeps_the_old_file, .init = enter, .fini = leave)
{
  Arena *arena = arena_create();
  const char *said;
  FILE *old = fopen("old", "w");
  cr_assert(old && fputs("old", old) >= 0 && !fclose(old));
  cr_expect_not(link_text("this is no C", "old", NULL, arena, &said));
  cr_expect(strstr(said, "E1003") && strstr(said, "error"), "%s", said);
  cr_expect_not(link_text(seven, "old", "/nonexistent/cc", arena, &said));
  cr_expect(strstr(said, "cannot run /nonexistent/cc") && strstr(said, "set CC"), "%s", said);
  cr_expect_not(link_text(seven, "old", "false", arena, &said));
  cr_expect(strstr(said, "false failed with status 1"), "%s", said);
  cr_expect_not(link_text(seven, "old", "true", arena, &said));
  cr_expect(strstr(said, "left no executable"), "%s", said);
  char text[8] = "";
  old = fopen("old", "r");
  cr_assert(old && fgets(text, sizeof text, old) && !fclose(old));
  cr_expect_str_eq(text, "old");
  cr_expect_eq(count_files(), 1, "temporaries are left");
  arena_destroy(arena);
}

Test(emit_link, output_that_cannot_be, .init = enter, .fini = leave)
{
  Arena *arena = arena_create();
  const char *said;
  cr_assert(!mkdir("folder", 0777));
  cr_expect_not(link_text(seven, "folder", NULL, arena, &said));
  cr_expect(strstr(said, "E1002"), "%s", said);
  cr_expect_not(link_text(seven, "nowhere/output", NULL, arena, &said));
  cr_expect(strstr(said, "E1002") && strstr(said, "nowhere/output"), "%s", said);
  setenv("TMPDIR", "/nonexistent", 1);
  cr_expect_not(link_text(seven, "output", NULL, arena, &said));
  cr_expect(strstr(said, "E1002") && strstr(said, "/nonexistent"), "%s", said);
  cr_expect_eq(count_files(), 1);
  arena_destroy(arena);
}

// CC may be a program with arguments.
Test(emit_link, compiler_with_arguments, .init = enter, .fini = leave)
{
  Arena *arena = arena_create();
  const char *said;
  cr_assert(
      link_text("int main(void)\n{\n  return SEVEN;\n}\n", "seven", " cc  -DSEVEN=7", arena, &said),
      "%s", said);
  cr_expect_eq(run("./seven"), 7);
  arena_destroy(arena);
}
