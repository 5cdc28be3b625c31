// What is wrong with a command line beyond its grammar, told before any work is done: exit code 2.

#include "command/command.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool takes_one_file(const CommandLine *line)
{
  if (line->files.count == 1)
    return true;
  fprintf(stderr, "netc: %s takes one file, found %d\n", line->command->name, line->files.count);
  return false;
}

static bool is_same_file(const char *a, const char *b)
{
  struct stat x, y;
  return !stat(a, &x) && !stat(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool is_folder(const char *path)
{
  struct stat status;
  return !stat(path, &status) && S_ISDIR(status.st_mode);
}

// The folder that `path` stands in, as it is written; `.` if it names none.
static const char *folder_of(Arena *arena, const char *path)
{
  const char *slash = strrchr(path, '/');
  if (!slash)
    return ".";
  return slash == path ? "/" : arena_copy_text(arena, path, (size_t)(slash - path));
}

bool check_output(const CommandLine *line)
{
  const char *output = line->output;
  if (!output || !strcmp(output, "-"))
    return true;
  if (!*output)
    fprintf(stderr, "netc: -o takes the name of a file, found an empty one\n");
  else if (is_same_file(output, line->files.items[0]))
    fprintf(stderr, "netc: the output %s is the input\n", output);
  else if (is_folder(output))
    fprintf(stderr, "netc: the output %s is a folder, it must be a file\n", output);
  else if (!is_folder(folder_of(line->arena, output)))
    fprintf(stderr, "netc: the output %s: there is no folder %s\n", output,
            folder_of(line->arena, output));
  else
    return true;
  return false;
}

bool check_machine(const CommandLine *line, Machine *machine)
{
  const char *message;
  if (!machine_describe(line->arena, &line->pipeline.target, machine, &message)) {
    fprintf(stderr, "netc: %s\n", message);
    return false;
  }
  if (line->pipeline.precision != PRECISION_F32 && !machine_use_bf16(line->arena, machine)) {
    fprintf(stderr,
            "netc: --precision bf16 needs a CPU that multiplies bf16 (AVX512-BF16), not %s; --cpu "
            "znver4 or sapphirerapids makes code for one\n",
            machine->cpu);
    return false;
  }
  if (line->pipeline.reproducible && !machine_make_common(machine)) {
    fprintf(stderr, "netc: --reproducible needs a CPU that fuses multiply and add, not %s\n",
            machine->cpu);
    return false;
  }
  return true;
}

bool check_terminal(const CommandLine *line)
{
  if (line->output || !isatty(STDOUT_FILENO))
    return true;
  fprintf(stderr, "netc: stage %s is no text: name a file by -o, or say -o - for the terminal\n",
          line->stage);
  return false;
}
