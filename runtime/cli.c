// The main program: which command, what is printed, which exit code.
//
// Exit codes: 0 done, 1 input wrong, 2 command line wrong, 70 a fault of ours, 128 + n on signal n.

#include "commands.h"
#include "options.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A closed standard descriptor would be taken by the next file that is opened, and talk written
// into it. What is opened here fails on writing, as a closed one does.
static void hold_descriptors(void)
{
  for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
    if (fcntl(file, F_GETFD) < 0 &&
        open("/dev/null", file == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0)
      return;
}

static int run_command(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  switch (options->command) {
  case NETC_COMMAND_TRAIN:
    return netc_command_train(model, options, error);
  case NETC_COMMAND_EVAL:
    return netc_command_eval(model, options, error);
  case NETC_COMMAND_PREDICT:
    return netc_command_predict(model, options, error);
  case NETC_COMMAND_GENERATE:
    return netc_command_generate(model, options, error);
  case NETC_COMMAND_FEATURES:
    return netc_command_features(model, options, error);
  case NETC_COMMAND_FILTERS:
    return netc_command_filters(model, options, error);
  case NETC_COMMAND_SALIENCY:
    return netc_command_saliency(model, options, error);
  case NETC_COMMAND_AUGMENT:
    return netc_command_augment(model, options, error);
  case NETC_COMMAND_BENCH:
    return netc_command_bench(model, options, error);
  case NETC_COMMAND_PROFILE:
    return netc_command_profile(model, options, error);
  case NETC_COMMAND_INFO:
    return netc_command_info(model, options, error);
  case NETC_COMMAND_SOURCE:
    fputs(model->source ? model->source : "", stdout);
    return NETC_DONE;
  case NETC_COMMAND_MAN:
    netc_options_describe(model, NULL, stdout);
    return NETC_DONE;
  case NETC_COMMAND_COMPLETION:
    if (options->file_count == 1 && netc_options_describe(model, options->files[0], stdout))
      return NETC_DONE;
    netc_fail_usage(error, "completion takes bash, zsh or fish, not %s",
                    options->file_count == 1 ? options->files[0] : "several");
    return error->status;
  case NETC_COMMAND_VERSION:
    printf("%s, made by %s for %s\n", model->name, model->compiler, model->target);
    return NETC_DONE;
  default:
    netc_options_help(model, options->topic, stdout);
    return NETC_DONE;
  }
}

static void print_error(const NetcModel *model, const NetcOptions *options, const NetcError *error)
{
  bool color = netc_use_color(options->color, stderr);
  fprintf(stderr, color ? "%s: \033[1;31merror:\033[0m " : "%s: error: ", model->name);
  netc_print_escaped(stderr, error->text);
  fputc('\n', stderr);
}

// Results count only when they have arrived.
static int check_output(const NetcModel *model, int code)
{
  bool failed = ferror(stdout);
  if ((fflush(stdout) || failed) && code == NETC_DONE) {
    fprintf(stderr, "%s: error: cannot write to standard output: %s\n", model->name,
            strerror(errno));
    return NETC_BAD_INPUT;
  }
  return code;
}

int netc_main(const NetcModel *model, int argc, char **argv)
{
  NetcOptions options = {0};
  NetcError error = {0};
  hold_descriptors();
  signal(SIGXFSZ, SIG_IGN);  // a file over its limit is an error of writing, to be said
  options.files = calloc((size_t)argc + 1, sizeof *options.files);
  bool fine = options.files ? netc_options_parse(&options, model, argc, argv, &error)
                            : netc_fail(&error, "no memory for the command line");
  int code = fine ? run_command(model, &options, &error) : error.status;
  if (error.status && code)
    print_error(model, &options, &error);
  free(options.files);
  return check_output(model, code);
}
