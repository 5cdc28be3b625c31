// The end of every command: what was reported, and outputs that are whole or absent.

#include "command/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool use_color(const CommandLine *line)
{
  if (strcmp(line->color, "auto"))
    return !strcmp(line->color, "always");
  const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
  const char *force = getenv("CLICOLOR_FORCE");
  if (none && *none)
    return false;
  if (!force)
    force = getenv("FORCE_COLOR");
  if (force && *force)
    return true;
  return isatty(STDERR_FILENO) && term && strcmp(term, "dumb");
}

int finish(CommandLine *line, Compilation *c)
{
  int errors = diag_error_count(c->diag);
  if (line->warnings_are_errors)
    errors += diag_warning_count(c->diag);
  if (!strcmp(line->diagnostics, "json"))
    diag_print_json(c->diag, stderr);
  else
    diag_print(c->diag, stderr, use_color(line));
  compilation_destroy(c);
  return errors ? EXIT_INPUT : EXIT_DONE;
}

static bool write_failed(Compilation *c, const char *path, const char *temporary)
{
  diag_error(c->diag, E1002, (Span){0}, "%s: cannot write: %s", path, strerror(errno));
  if (temporary)
    unlink(temporary);
  return false;
}

bool write_output(Compilation *c, const char *path, const char *bytes, size_t length)
{
  if (!path || !strcmp(path, "-")) {
    if (fwrite(bytes, 1, length, stdout) != length || fflush(stdout))
      return write_failed(c, "<stdout>", NULL);
    return true;
  }
  char *temporary = arena_print(c->arena, "%s.XXXXXX", path);
  int file = mkstemp(temporary);
  if (file < 0)
    return write_failed(c, path, NULL);
  size_t done = 0;
  while (done < length) {
    ssize_t n = write(file, bytes + done, length - done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    done += (size_t)n;
  }
  bool good = done == length && fsync(file) == 0 && fchmod(file, 0644) == 0;
  if (close(file) || !good || rename(temporary, path))
    return write_failed(c, path, temporary);
  return true;
}
