// The end of every command: what was reported, and outputs that are whole or absent.

#include "base/file.h"
#include "command/command.h"

#include "log.h"

#include <errno.h>
#include <string.h>

// `no-error=NAME`, `NAME`, ..
static void choose_warning(Diag *diag, const char *choice)
{
  bool off = !strncmp(choice, "no-", 3);
  const char *name = off ? choice + 3 : choice;
  bool error = !strncmp(name, "error", 5) && (name[5] == '=' || !name[5]);
  if (error)
    name += name[5] ? 6 : 5;
  bool all = !*name || !strcmp(name, "all");
  WarningChoice kind = error ? off ? WARNING_SAID : WARNING_IS_ERROR
                       : off ? WARNING_OFF
                             : WARNING_ON;
  diag_choose(diag, all ? NULL : name, kind);
}

Compilation *begin(CommandLine *line)
{
  Compilation *c = compilation_create(&line->pipeline);
  diag_set_limit(c->diag, line->max_errors);
  for (int i = 0; i < line->warnings.count; i++)
    choose_warning(c->diag, line->warnings.items[i]);
  return c;
}

int check_printed(int code)
{
  bool failed = ferror(stdout);
  if (!fflush(stdout) && !failed)
    return code;
  fprintf(stderr, "netc: error: cannot write to standard output: %s\n", strerror(errno));
  return code == EXIT_DONE ? EXIT_INPUT : code;
}

int finish(CommandLine *line, Compilation *c)
{
  int errors = diag_error_count(c->diag);
  if (!strcmp(line->diagnostics, "json"))
    diag_print_json(c->diag, stderr);
  else
    diag_print(c->diag, stderr, netc_use_color(line->color, stderr));
  compilation_destroy(c);
  return errors ? EXIT_INPUT : EXIT_DONE;
}

static bool write_failed(Compilation *c, const char *path)
{
  diag_error(c->diag, E1002, (Span){0}, "%s: cannot write: %s", path, strerror(errno));
  return false;
}

bool write_output(Compilation *c, const char *path, const char *bytes, size_t length)
{
  if (path && strcmp(path, "-"))
    return file_write(path, bytes, length, 0666) || write_failed(c, path);
  bool written = fwrite(bytes, 1, length, stdout) == length && !fflush(stdout);
  return written || write_failed(c, "<stdout>");
}
