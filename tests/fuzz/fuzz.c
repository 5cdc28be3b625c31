// Mutation fuzzing of the whole compiler: sources and stages are changed at random, then compiled.
//
//   make fuzz SANITIZE=address,undefined [FUZZ_RUNS=2000] [FUZZ_SEED=1]
//   build/fuzz RUNS SEED FILE..
//
// Every run takes one file of the corpus, changes bytes, words or lines of it, and gives it to a
// command of netc in a child process. It must end with 0 or 1, within CPU_SECONDS of processor
// time; anything else is said, and the input is kept. A run is a function of the seed and its
// number alone.

#include "command/command.h"

#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef NETC_SANITIZE
enum { CPU_SECONDS = 60 };  // all of it is several times slower
#else
enum { CPU_SECONDS = 10 };
#endif
enum { MAX_EDITS = 4, MAX_LENGTH = 1 << 16 };

typedef struct Input {
  const char *path;
  char *text;
  size_t length;
} Input;

typedef struct Fuzz {
  Input *inputs;
  int input_count;
  uint64_t seed;
  uint64_t drawn;  // numbers so far
  char text[2 * MAX_LENGTH];
  size_t length;
  int compiled;  // runs without an error
} Fuzz;

static size_t draw(Fuzz *z, size_t below)
{
  uint64_t bits = text_hash(&z->drawn, sizeof z->drawn, z->seed);
  z->drawn++;
  return below ? (size_t)(bits % below) : 0;
}

// -- edits ----------------------------------------------------------------------------------------

static void replace(Fuzz *z, size_t at, size_t count, const char *with, size_t length)
{
  if (z->length - count + length > MAX_LENGTH)
    return;
  char kept[MAX_LENGTH];  // `with` may lie in the text itself
  memcpy(kept, with, length);
  memmove(z->text + at + length, z->text + at + count, z->length - at - count);
  memcpy(z->text + at, kept, length);
  z->length = z->length - count + length;
}

static bool is_word(char c)
{
  return isalnum((unsigned char)c) || c == '_' || c == '.';
}

// A word, or one other character, at a random place.
static size_t pick_token(Fuzz *z, const char *text, size_t length, size_t *count)
{
  size_t at = draw(z, length), end;
  while (at > 0 && is_word(text[at]) && is_word(text[at - 1]))
    at--;
  for (end = at + 1; end < length && is_word(text[at]) && is_word(text[end]);)
    end++;
  *count = end - at;
  return at;
}

// As often as not in place of a name a name, of a number a number.
static size_t pick_like(Fuzz *z, const char *text, size_t length, char old, size_t *count)
{
  size_t at = 0;
  for (int tries = 0; tries < 12; tries++) {
    at = pick_token(z, text, length, count);
    if (is_word(text[at]) == is_word(old) &&
        !isdigit((unsigned char)text[at]) == !isdigit((unsigned char)old))
      break;
  }
  return at;
}

static size_t pick_line(Fuzz *z, const char *text, size_t length, size_t *count)
{
  size_t at = draw(z, length), end = at;
  while (at > 0 && text[at - 1] != '\n')
    at--;
  while (end < length && text[end++] != '\n')
    ;
  *count = end - at;
  return at;
}

static void edit_byte(Fuzz *z)
{
  char byte = draw(z, 4) ? (char)(32 + draw(z, 95)) : (char)draw(z, 256);
  replace(z, draw(z, z->length), draw(z, 2), &byte, 1);
}

static void edit_token(Fuzz *z)
{
  static const char *const tokens[] = {
      "0",    "1",      "-1",     "2147483647", "2147483648", "9223372036854775807",
      "0.5",  "1e308",  "(",      ")",          "[",          "]",
      "{",    "}",      "..",     "|>",         "=",          ",",
      "/",    "%",      "^",      "<",          "if",         "then",
      "else", "for",    "repeat", "scan",       "grad",       "sum",
      "max",  "argmax", "mean",   "x",          "y",          "B",
      "N",    "param",  "state",  "return",     "list",       "i32",
      "u8",   "bool",   "in",     "as",         "~"};
  size_t count, source_count, at = pick_token(z, z->text, z->length, &count);
  const Input *other = &z->inputs[draw(z, (size_t)z->input_count)];
  const char *with = tokens[draw(z, sizeof tokens / sizeof *tokens)];
  switch (draw(z, 6)) {
  case 0:
    replace(z, at, count, "", 0);
    return;
  case 1:
    replace(z, at, count, with, strlen(with));
    return;
  case 2:
    with = other->text + pick_token(z, other->text, other->length, &source_count);
    break;
  default:
    with = z->text + pick_like(z, z->text, z->length, z->text[at], &source_count);
  }
  replace(z, at, draw(z, 8) ? count : 0, with, source_count);
}

static void edit_line(Fuzz *z)
{
  size_t count, source_count, at = pick_line(z, z->text, z->length, &count);
  const Input *other = &z->inputs[draw(z, (size_t)z->input_count)];
  if (draw(z, 3) == 0) {
    replace(z, at, count, "", 0);
  } else if (draw(z, 2)) {
    size_t from = pick_line(z, z->text, z->length, &source_count);
    replace(z, at, 0, z->text + from, source_count);
  } else {
    size_t from = pick_line(z, other->text, other->length, &source_count);
    replace(z, at, 0, other->text + from, source_count);
  }
}

static const Input *mutate(Fuzz *z)
{
  const Input *input = &z->inputs[draw(z, (size_t)z->input_count)];
  memcpy(z->text, input->text, input->length);
  z->length = input->length;
  for (size_t edits = 1 + draw(z, 1 + draw(z, MAX_EDITS)); edits > 0 && z->length > 0; edits--) {
    size_t kind = draw(z, 10);
    if (kind < 6)
      edit_token(z);
    else if (kind < 8)
      edit_line(z);
    else if (kind < 9 || draw(z, 4))
      edit_byte(z);
    else
      z->length = draw(z, z->length);
  }
  return input;
}

// -- runs -----------------------------------------------------------------------------------------

static const char *const commands[][6] = {
    {"netc", "check"},
    {"netc", "emit", "--stage", "opt", "--train"},
    {"netc", "emit", "--stage", "opt", "--verify-each"},
    {"netc", "emit", "--stage", "c"},
    {"netc", "emit", "--stage", "loops", "--verify-each"},
    {"netc", "emit", "--stage", "kernels", "--train"},
    {"netc", "summary"},
    {"netc", "fmt"},
    {"netc", "verify"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands, MAX_WORDS = 6 };

static _Noreturn void run_child(const char *const *words, char *path, const char *said)
{
  struct rlimit limit = {CPU_SECONDS, CPU_SECONDS + 1}, none = {0, 0};
  char *arguments[MAX_WORDS + 2];
  int count = 0;
  setrlimit(RLIMIT_CPU, &limit);
  setrlimit(RLIMIT_CORE, &none);
  for (; count < MAX_WORDS && words[count]; count++)
    arguments[count] = (char *)(uintptr_t)words[count];
  arguments[count++] = path;
  arguments[count] = NULL;
  if (!freopen("/dev/null", "w", stdout) || !freopen(said, "w", stderr))
    exit(EXIT_INTERNAL);
  CommandLine line = {.arena = arena_create()};
  int status = parse_command_line(&line, count, arguments) ? line.command->run(&line) : EXIT_USAGE;
  arena_destroy(line.arena);
  exit(status);
}

static bool write_text(const Fuzz *z, const char *path)
{
  FILE *file = fopen(path, "wb");
  if (!file)
    return false;
  bool written = fwrite(z->text, 1, z->length, file) == z->length;
  return !fclose(file) && written;
}

// What went wrong, in a few words; null if nothing did.
static const char *judge(int status, char *text, size_t size)
{
  if (WIFSIGNALED(status))
    snprintf(text, size, WTERMSIG(status) == SIGXCPU ? "hangs" : "ends by signal %d",
             WTERMSIG(status));
  else if (WEXITSTATUS(status) > EXIT_INPUT)
    snprintf(text, size, "ends with %d", WEXITSTATUS(status));
  else
    return NULL;
  return text;
}

static void report(const Fuzz *z, const Input *input, int run, const char *const *words,
                   const char *what, const char *said)
{
  char kept[64], line[256];
  snprintf(kept, sizeof kept, "fuzz-%llu-%d.net", (unsigned long long)z->seed, run);
  write_text(z, kept);
  printf("FAILED run %d of %s, kept as %s:", run, input->path, kept);
  for (int i = 0; i < MAX_WORDS && words[i]; i++)
    printf(" %s", words[i]);
  printf(" %s\n", what);
  FILE *file = fopen(said, "r");
  for (int shown = 0; file && shown < 12 && fgets(line, sizeof line, file);)
    if (strstr(line, "rror") || strstr(line, "ssert") || strstr(line, "    #"))
      shown += printf("    %s", line) > 0;
  if (file)
    fclose(file);
}

static bool survives(Fuzz *z, int run, char *path, const char *said)
{
  char what[64];
  int status = 0;
  z->drawn = (uint64_t)run << 32;
  const Input *input = mutate(z);
  const char *const *words = commands[draw(z, COMMAND_COUNT)];
  if (!write_text(z, path)) {
    perror(path);
    exit(EXIT_INTERNAL);
  }
  fflush(stdout);
  pid_t child = fork();
  if (child == 0)
    run_child(words, path, said);
  if (child < 0 || waitpid(child, &status, 0) < 0) {
    perror("fuzz");
    exit(EXIT_INTERNAL);
  }
  z->compiled += WIFEXITED(status) && WEXITSTATUS(status) == EXIT_DONE;
  if (!judge(status, what, sizeof what))
    return true;
  report(z, input, run, words, what, said);
  return false;
}

// Of a golden test only what is compiled.
static bool read_input(Input *input, const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file)
    return false;
  input->path = path;
  input->text = calloc(1, MAX_LENGTH);
  input->length = fread(input->text, 1, MAX_LENGTH / 2, file);
  fclose(file);
  char *result = strstr(input->text, "\n=== ");
  if (result)
    input->length = (size_t)(result - input->text) + 1;
  return input->length > 0;
}

int main(int argc, char **argv)
{
  static Fuzz fuzz;
  if (argc < 4) {
    fprintf(stderr, "usage: fuzz RUNS SEED FILE..\n");
    return EXIT_USAGE;
  }
  int runs = atoi(argv[1]), failed = 0;
  fuzz.seed = strtoull(argv[2], NULL, 10);
  fuzz.inputs = calloc((size_t)argc, sizeof *fuzz.inputs);
  for (int i = 3; i < argc; i++)
    fuzz.input_count += read_input(&fuzz.inputs[fuzz.input_count], argv[i]);
  char folder[] = "/tmp/netc-fuzz-XXXXXX", path[64], said[64];
  if (!fuzz.input_count || !mkdtemp(folder))
    return EXIT_INTERNAL;
  snprintf(path, sizeof path, "%s/case.net", folder);
  snprintf(said, sizeof said, "%s/said", folder);
  for (int run = 0; run < runs; run++)
    failed += !survives(&fuzz, run, path, said);
  unlink(path), unlink(said), rmdir(folder);
  for (int i = 0; i < fuzz.input_count; i++)
    free(fuzz.inputs[i].text);
  free(fuzz.inputs);
  printf("of %d inputs %d were correct\n", runs, fuzz.compiled);
  printf("fuzz: %d passed, %d failed\n", runs - failed, failed);
  return failed > 0;
}
