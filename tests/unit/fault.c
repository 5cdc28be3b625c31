// Faults of the compiler: what is told, what is written beside, the code of exit.

#include "graph_case.h"

#include "fault.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char text[] = "graph f(x: f32[4]) -> y {\n"
                           "  y: f32[4]; y[i] = 2*x[i]\n"
                           "}\n";

// What `fails` does to a graph, in a process and a folder of its own: its exit status, and what it
// said and wrote.
typedef struct Outcome {
  int status;
  char said[1000], written[1000];
} Outcome;

static void read_all(const char *path, char *to, size_t size)
{
  FILE *file = fopen(path, "r");
  size_t length = file ? fread(to, 1, size - 1, file) : 0;
  to[length] = 0;
  if (file)
    fclose(file);
}

static Outcome run(void (*fails)(const Work *work))
{
  Outcome outcome = {.status = -1};
  char folder[] = "/tmp/netc-fault-XXXXXX";
  cr_assert(mkdtemp(folder));
  pid_t child = fork();
  if (child == 0) {
    int said = chdir(folder) ? -1 : open("said", O_WRONLY | O_CREAT, 0600);
    dup2(said, STDERR_FILENO);
    Arena *arena = arena_create();
    Diag *diag = diag_create(arena);
    Graph *graph = graph_parse(arena, names_create(arena), diag,
                               source_create(arena, "some/net.net", text, strlen(text)));
    Work work = {.source = "some/net.net", .pass = "simplify", .graph = graph};
    fault_watch();
    fails(&work);
    _exit(0);
  }
  waitpid(child, &outcome.status, 0);
  cr_assert_eq(chdir(folder), 0);
  read_all("said", outcome.said, sizeof outcome.said);
  read_all("net.simplify.graph", outcome.written, sizeof outcome.written);
  unlink("said");
  unlink("net.simplify.graph");
  cr_expect_eq(chdir("/"), 0);
  rmdir(folder);
  return outcome;
}

static void is_wrong(const Work *work)
{
  fault_report(work, "y is not what it was");
}

Test(fault, of_a_verifier_is_told_with_the_graph)
{
  Outcome o = run(is_wrong);
  cr_expect(WIFEXITED(o.status) && WEXITSTATUS(o.status) == 70);
  cr_expect(strstr(o.said, "internal error after simplify, in graph f: y is not what it was"), "%s",
            o.said);
  cr_expect(strstr(o.said, "see net.simplify.graph; please report it together with some/net.net"));
  cr_expect_str_eq(o.written, text);
}

#ifndef NETC_SANITIZE
static void aborts(const Work *work)
{
  fault_working(work);
  abort();
}

static void runs_out_of_stack(const Work *work);
static void (*volatile again)(const Work *work) = runs_out_of_stack;

static void runs_out_of_stack(const Work *work)
{
  volatile char block[1 << 16];
  block[0] = (char)work->pass[0];
  again(work);
  block[1] = block[0];
}

static void has_no_text(const Work *work)
{
  (void)work;
  raise(SIGSEGV);
}

Test(fault, of_an_assertion_is_told_with_the_graph)
{
  Outcome o = run(aborts);
  cr_expect(WIFEXITED(o.status) && WEXITSTATUS(o.status) == 70);
  cr_expect(strstr(o.said, "internal error in simplify of graph f: signal 6"), "%s", o.said);
  cr_expect_str_eq(o.written, text);
}

Test(fault, without_a_text_is_told)
{
  Outcome o = run(has_no_text);
  cr_expect(WIFEXITED(o.status) && WEXITSTATUS(o.status) == 70);
  cr_expect(strstr(o.said, "netc: internal error: signal 11"), "%s", o.said);
  cr_expect_str_eq(o.written, "");
}

Test(fault, without_stack_is_told)
{
  Outcome o = run(runs_out_of_stack);
  cr_expect(WIFEXITED(o.status) && WEXITSTATUS(o.status) == 70);
  cr_expect(strstr(o.said, "netc: internal error: signal 11"), "%s", o.said);
}
#endif
