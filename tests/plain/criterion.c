// Runs Criterion's tests where its own library cannot: it shares memory with its workers at an
// address that ThreadSanitizer keeps for itself. A test is a child process here, as there.
//
//   cc -fsanitize=thread -o unit unit/*.o plain/criterion.o ..    in place of -lcriterion
//
// Only what the tests use is here: Test, ParameterizedTest and TestSuite with .init and .fini,
// cr_assert, cr_expect, cr_skip.

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_JOBS = 64 };

typedef struct Job {
  pid_t child;
  const struct criterion_test *test;
  size_t position;  // of the parameter
} Job;

typedef struct Totals {
  int tested, passing, failing, crashing;
} Totals;

// Test() leaves a pointer to each test here.
extern struct criterion_test *__start_cr_tst[], *__stop_cr_tst[];

// TestSuite() one to each suite, if there is any.
extern struct criterion_suite *__start_cr_sts[] __attribute__((weak));
extern struct criterion_suite *__stop_cr_sts[] __attribute__((weak));

// -- in a child -----------------------------------------------------------------------------------

struct criterion_options criterion_options;

static const struct criterion_test *running;
static void *parameter;
static bool has_failed;

// What TestSuite() says of the running test's suite; null: nothing.
static const struct criterion_test_extra_data *suite_data(void)
{
  for (struct criterion_suite **suite = __start_cr_sts; suite < __stop_cr_sts; suite++)
    if (*suite && (*suite)->data && !strcmp((*suite)->name, running->category))
      return (*suite)->data;
  return NULL;
}

_Noreturn static void leave(void)
{
  const struct criterion_test_extra_data *suite = suite_data();
  if (running->data->fini)
    running->data->fini();
  if (suite && suite->fini)
    suite->fini();
  exit(has_failed);
}

void criterion_internal_test_setup(void)
{
  const struct criterion_test_extra_data *suite = suite_data();
  if (suite && suite->init)
    suite->init();
  if (running->data->init)
    running->data->init();
}

void criterion_internal_test_main(void (*function)(void))
{
  if (running->data->kind_ == CR_TEST_PARAMETERIZED)
    ((void (*)(void *))function)(parameter);
  else
    function();
}

void criterion_internal_test_teardown(void)
{
}

void criterion_abort_test(void)
{
  has_failed = true;
  leave();
}

void criterion_continue_test(void)
{
  has_failed = true;
}

void criterion_skip_test(const char *format, ...)
{
  (void)format;
  leave();
}

void criterion_send_assert(struct criterion_assert_stats *stats)
{
  fprintf(stderr, "%s:%u: %s/%s: %s\n", stats->file, stats->line, running->category, running->name,
          stats->message);
}

void cri_asserts_passed_incr(void)
{
}

char *cr_translate_assert_msg(int index, ...)
{
  (void)index;
  return strdup("the assertion does not hold");
}

int cr_asprintf(char **text, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int length = vasprintf(text, format, arguments);
  va_end(arguments);
  return length;
}

void cr_asprintf_free(char *text)
{
  free(text);
}

void *cr_calloc(size_t count, size_t size)
{
  return calloc(count, size);
}

// -- the children ---------------------------------------------------------------------------------

static Job jobs[MAX_JOBS];
static int job_count;
static Totals totals;

static void await_one(void)
{
  int status, i = 0;
  pid_t child = wait(&status);
  while (jobs[i].child != child)
    i++;
  bool exited = WIFEXITED(status), fine = exited && WEXITSTATUS(status) == 0;
  totals.passing += fine;
  totals.failing += !fine;
  totals.crashing += !exited;
  if (!fine)
    fprintf(stderr, "FAILED %s/%s %zu: %s %d\n", jobs[i].test->category, jobs[i].test->name,
            jobs[i].position, exited ? "exit" : "signal",
            exited ? WEXITSTATUS(status) : WTERMSIG(status));
  jobs[i] = jobs[--job_count];
}

static void start(const struct criterion_test *test, void *value, size_t position, int most)
{
  while (job_count >= most)
    await_one();
  fflush(NULL);
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    exit(70);
  }
  if (child == 0) {
    running = test;
    parameter = value;
    test->test();
    leave();
  }
  totals.tested++;
  jobs[job_count++] = (Job){child, test, position};
}

static void run(const struct criterion_test *test, int most)
{
  if (test->data->kind_ != CR_TEST_PARAMETERIZED) {
    start(test, NULL, 0, most);
    return;
  }
  struct criterion_test_params params = test->data->param_();
  for (size_t i = 0; i < params.length; i++)
    start(test, (char *)params.params + i * params.size, i, most);
  while (job_count)
    await_one();
  if (params.cleanup)
    params.cleanup(&params);
}

int main(void)
{
  long cpus = sysconf(_SC_NPROCESSORS_ONLN);
  int most = cpus < 1 ? 1 : cpus > MAX_JOBS ? MAX_JOBS : (int)cpus;
  for (struct criterion_test **test = __start_cr_tst; test < __stop_cr_tst; test++)
    if (*test)
      run(*test, most);
  while (job_count)
    await_one();
  printf("[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | Crashing: %d \n",
         totals.tested, totals.passing, totals.failing, totals.crashing);
  return totals.failing != 0;
}
