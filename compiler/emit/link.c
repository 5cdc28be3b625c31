// From C text or object bytes to an executable.
//
// Everything happens in a private folder under TMPDIR, which is removed however it ends: the C
// compiler runs there, without a shell, on files that netc wrote (the model, and the runtime that
// netc carries). Only what came out whole is written beside the output and renamed.

#include "base/file.h"
#include "emit/embedded.h"
#include "emit/emit.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

typedef struct Link {
  Arena *arena;
  Diag *diag;
  const LinkOptions *options;
  void **library;  // loaded from what was made; null: an executable is written
  char *folder;
  ListOf(const char *) files;      // made in the folder
  ListOf(const char *) arguments;  // of the compiler
} Link;

static const Span nowhere;

static const char *path_in(Link *l, const char *name)
{
  const char *path = arena_print(l->arena, "%s/%s", l->folder, name);
  list_add(l->arena, &l->files, path);
  return path;
}

static bool cannot_write(Link *l, const char *path)
{
  diag_error(l->diag, E1002, nowhere, "cannot write %s: %s", path, strerror(errno));
  return false;
}

static bool make_folder(Link *l)
{
  const char *parent = getenv("TMPDIR");
  if (!parent || !*parent)
    parent = "/tmp";
  char *folder = arena_print(l->arena, "%s/netc-XXXXXX", parent);
  if (!mkdtemp(folder))
    return cannot_write(l, folder);
  l->folder = folder;
  return true;
}

static void remove_folder(Link *l)
{
  if (!l->folder)
    return;
  for (int i = 0; i < l->files.count; i++)
    unlink(l->files.items[i]);
  rmdir(l->folder);
}

static bool add_file(Link *l, const char *name, const void *bytes, size_t length)
{
  const char *path = path_in(l, name);
  if (!file_write_unsynced(path, bytes, length, 0600))
    return cannot_write(l, path);
  list_add(l->arena, &l->arguments, path);
  return true;
}

static void add_argument(Link *l, const char *argument)
{
  list_add(l->arena, &l->arguments, argument);
}

// $CC may hold a program and its first arguments.
static void add_compiler(Link *l)
{
  const char *compiler = l->options->compiler ? l->options->compiler : getenv("CC");
  if (!compiler || !compiler[strspn(compiler, " ")])
    compiler = "cc";
  while (*(compiler += strspn(compiler, " "))) {
    size_t length = strcspn(compiler, " ");
    add_argument(l, arena_copy_text(l->arena, compiler, length));
    compiler += length;
  }
}

// Flags that concern only C are left out where there is none: cc need not know the CPU by that
// name.
static void add_flags(Link *l, bool has_c)
{
  static const char *const flags[] = {
      "-std=gnu11",
      "-ffp-contract=off",
      "-fno-math-errno",
      "-fno-trapping-math",
      "-fno-strict-aliasing",
      "-Wno-psabi",
#ifdef __x86_64__
      "-mprefer-vector-width=512",  // vectors stay as they are written
#endif
  };
  if (l->options->debug)
    add_argument(l, "-g");
#ifdef NETC_SANITIZE
  add_argument(l, "-fsanitize=" NETC_SANITIZE);  // as the runtime that netc carries
#endif
  if (!has_c)
    return;
  for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
    add_argument(l, flags[i]);
  add_argument(l, arena_print(l->arena, "-O%d", l->options->optimization));
  const char *cpu = l->options->cpu && *l->options->cpu ? l->options->cpu : "native";
  add_argument(l, arena_print(l->arena, "-march=%s", cpu));
}

// Line tables name no folder of this run, so the same input gives the same bytes.
static void add_prefix_maps(Link *l)
{
  char *here = getcwd(NULL, 0);
  add_argument(l, arena_print(l->arena, "-ffile-prefix-map=%s=.", l->folder));
  if (here)
    add_argument(l, arena_print(l->arena, "-ffile-prefix-map=%s=.", here));
  free(here);
}

static void add_libraries(Link *l)
{
  static const char *const libraries[] = {"-lpng",     "-ljpeg",    "-lz",
                                          "-ljansson", "-lpthread", "-lm"};
  for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++)
    add_argument(l, libraries[i]);
}

// -- running --------------------------------------------------------------------------------------

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

// While the compiler runs a signal waits: the folder is removed first.
static void block_signals(sigset_t *before)
{
  sigset_t blocked;
  sigemptyset(&blocked);
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
    sigaddset(&blocked, signals[i]);
  sigprocmask(SIG_BLOCK, &blocked, before);
}

// The exit status of the program, or an errno if it could not be run. What it says goes to `log`.
static int run(const char *const *arguments, const char *log, const sigset_t *mask, int *status)
{
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask(&attributes, mask);
  pid_t child;
  int reason =
      posix_spawnp(&child, arguments[0], &actions, &attributes, (char *const *)arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (reason)
    return reason;
  while (waitpid(child, status, 0) < 0)
    if (errno != EINTR)
      return errno;
  return 0;
}

static char *read_file(Arena *arena, const char *path, size_t *length)
{
  int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0)
    return NULL;
  if (fstat(file, &status)) {
    close(file);
    return NULL;
  }
  char *bytes = arena_array(arena, char, status.st_size + 1);
  size_t got = 0;
  for (ssize_t n; got < (size_t)status.st_size; got += (size_t)n) {
    n = read(file, bytes + got, (size_t)status.st_size - got);
    if (n <= 0)
      break;
  }
  close(file);
  *length = got;
  return got == (size_t)status.st_size ? bytes : NULL;
}

// The first lines of what the compiler said.
static void report_failure(Link *l, const char *log, int status)
{
  const char *program = l->arguments.items[0];
  if (WIFSIGNALED(status))
    diag_error(l->diag, E1003, nowhere, "%s was ended by signal %d", program, WTERMSIG(status));
  else
    diag_error(l->diag, E1003, nowhere, "%s failed with status %d", program, WEXITSTATUS(status));
  size_t length = 0;
  char *text = read_file(l->arena, log, &length);
  if (!text || !length)
    return;
  char *end = text;
  for (int line = 0; line < 12 && (end = strchr(end, '\n')); line++)
    end++;
  if (end)
    *end = 0;
  diag_note(l->diag, nowhere, "%s", text);
}

static bool load(Link *l, const char *made)
{
  *l->library = dlopen(made, RTLD_NOW | RTLD_LOCAL);
  if (!*l->library)
    diag_error(l->diag, E1003, nowhere, "what %s made cannot be loaded: %s", l->arguments.items[0],
               dlerror());
  return *l->library;
}

static bool take(Link *l, const char *made)
{
  size_t length = 0;
  char *bytes = read_file(l->arena, made, &length);
  if (!bytes) {
    diag_error(l->diag, E1003, nowhere, "%s left no executable", l->arguments.items[0]);
    return false;
  }
  const char *output = l->options->output;
  if (!strcmp(output, "-"))
    return (fwrite(bytes, 1, length, stdout) == length && !fflush(stdout)) ||
           cannot_write(l, "<stdout>");
  return file_write(output, bytes, length, 0777) || cannot_write(l, output);
}

static bool compile(Link *l, const char *made, const sigset_t *mask)
{
  const char *log = path_in(l, "log");
  int status = 0, reason;
  list_add(l->arena, &l->arguments, NULL);
  reason = run(l->arguments.items, log, mask, &status);
  if (reason) {
    diag_error(l->diag, E1003, nowhere, "cannot run %s: %s", l->arguments.items[0],
               strerror(reason));
    diag_help(l->diag, "install a C compiler (Debian: gcc libc6-dev), or set CC");
    return false;
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status)) {
    report_failure(l, log, status);
    return false;
  }
  return l->library ? load(l, made) : take(l, made);
}

// The header of a member of an archive (ar(5)): fields of text, filled up with blanks.
static void add_member(Text *archive, const ObjectFile *object)
{
  text_add(archive, "%-16s%-12d%-6d%-6d%-8s%-10zu`\n", "model.o/", 0, 0, 0, "600", object->length);
  text_add_bytes(archive, object->bytes, object->length);
  if (object->length % 2)
    text_add(archive, "\n");
}

// One file, where each would be: to make and remove hundreds takes longer than to link them. All of
// its members are linked, so it needs no table of symbols.
static bool add_objects(Link *l, const ObjectFiles *objects)
{
  if (!objects)
    return true;
  Text archive = {.arena = l->arena};
  text_add(&archive, "!<arch>\n");
  for (int i = 0; i < objects->count; i++)
    add_member(&archive, &objects->items[i]);
  add_argument(l, "-Wl,--whole-archive");
  if (!add_file(l, "model.a", archive.data, archive.length))
    return false;
  add_argument(l, "-Wl,--no-whole-archive");
  return true;
}

static bool link_inputs(Link *l, const char *c_text, size_t c_length, const ObjectFiles *objects,
                        const sigset_t *mask)
{
  add_compiler(l);
  add_flags(l, c_text != NULL);
  if (!make_folder(l))
    return false;
  const char *made = path_in(l, "made");
  add_argument(l, "-o");
  add_argument(l, made);
  if (c_text)
    add_prefix_maps(l);
  if (c_text && !add_file(l, "model.c", c_text, c_length))
    return false;
  if (!add_objects(l, objects))
    return false;
  if (l->library) {
    add_argument(l, "-shared");
    add_argument(l, "-fPIC");
    add_argument(l, "-lm");
    return compile(l, made, mask);
  }
  if (!add_file(l, "libnetc_runtime.a", embedded_runtime_archive, embedded_runtime_archive_length))
    return false;
  add_libraries(l);
  return compile(l, made, mask);
}

static bool link_anything(Link *l, const char *c_text, size_t c_length, const ObjectFiles *objects)
{
  sigset_t before, mask;
  l->arena = arena_create();
  block_signals(&before);
  mask = before;
  if (l->library)  // what is loaded is of use to this process alone, which ends when it has it
    sigprocmask(SIG_BLOCK, NULL, &mask);
  bool done = link_inputs(l, c_text, c_length, objects, &mask);
  remove_folder(l);
  sigprocmask(SIG_SETMASK, &before, NULL);
  arena_destroy(l->arena);
  return done;
}

bool link_executable(const char *c_text, size_t c_length, const ObjectFiles *objects,
                     const LinkOptions *options, Diag *diag)
{
  Link l = {.diag = diag, .options = options};
  return link_anything(&l, c_text, c_length, objects);
}

bool link_shared(const char *c_text, size_t c_length, const ObjectFiles *objects,
                 const LinkOptions *options, Diag *diag, void **library)
{
  Link l = {.diag = diag, .options = options, .library = library};
  return link_anything(&l, c_text, c_length, objects);
}
