// Faults of the compiler's own.
//
// After a crash the text is printed by a child of its own: what is broken may break its printer, or
// hold a lock, and then the message still stands.

#include "fault.h"

#include "base/file.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_FAULT = 70, PRINTING_SECONDS = 20, STACK_BYTES = 1 << 16 };

// The one global of the compiler: a signal belongs to the process.
static const Work *under_way;

void fault_working(const Work *work)
{
  under_way = work;
}

static const char *level_of(const Work *work)
{
  return work->graph ? "graph" : work->kernels ? "kernels" : work->loops ? "loops" : NULL;
}

// `lenet5.simplify.graph`, here.
static const char *path_of(Arena *arena, const Work *work)
{
  const char *slash = strrchr(work->source, '/'), *base = slash ? slash + 1 : work->source;
  size_t length = strcspn(base, "<>.");
  if (length == 0)
    return arena_print(arena, "stdin.%s.%s", work->pass, level_of(work));
  return arena_print(arena, "%.*s.%s.%s", (int)length, base, work->pass, level_of(work));
}

static void print_work(const Work *work, Text *out)
{
  if (work->graph)
    graph_print(work->graph, out);
  else if (work->kernels)
    kernels_print(work->kernels, out);
  else
    loops_print(work->loops, out);
}

// Where it cannot be written it goes to standard error.
static void write_beside(const Work *work)
{
  Arena *arena = arena_create();
  Text text = {.arena = arena};
  const char *path = path_of(arena, work);
  print_work(work, &text);
  if (file_write_unsynced(path, text_get(&text), text.length, 0666))
    fprintf(stderr, "netc: the %s: see %s; please report it together with %s\n", level_of(work),
            path, work->source);
  else
    fputs(text_get(&text), stderr);
  arena_destroy(arena);
}

_Noreturn void fault_report(const Work *work, const char *what)
{
  fprintf(stderr, "netc: internal error after %s%s%s: %s\n", work->pass,
          work->graph ? ", in graph " : "", work->graph ? work->graph->name : "", what);
  write_beside(work);
  exit(EXIT_FAULT);
}

static void crash(int number)
{
  const Work *work = under_way;
  under_way = NULL;
  fprintf(stderr, "netc: internal error%s%s%s%s: signal %d (%s)\n", work ? " in " : "",
          work ? work->pass : "", work && work->graph ? " of graph " : "",
          work && work->graph ? work->graph->name : "", number, strsignal(number));
  pid_t child = work && level_of(work) ? fork() : -1;
  if (child == 0) {
    signal(number, SIG_DFL);
    alarm(PRINTING_SECONDS);
    write_beside(work);
    _exit(0);
  }
  if (child > 0)
    waitpid(child, NULL, 0);
  _exit(EXIT_FAULT);
}

void fault_watch(void)
{
#ifndef NETC_SANITIZE              // it tells crashes itself
  static char stack[STACK_BYTES];  // for a crash that used up the other one
  static const int signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  struct sigaction action = {.sa_handler = crash, .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND)};
  sigaltstack(&other, NULL);
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    sigaction(signals[i], &action, NULL);
#endif
}
