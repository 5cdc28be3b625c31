// A manual page of a command line.

#include "describe.h"

#include <string.h>

// Text as troff prints it: a dash is a dash, and nothing in it is a request.
static void put_text(FILE *stream, const char *text)
{
  if (*text == '.' || *text == '\'')
    fputs("\\&", stream);
  for (; *text; text++) {
    if (*text == '\\')
      fputs("\\e", stream);
    else if (*text == '-')
      fputs("\\-", stream);
    else
      fputc(*text, stream);
  }
}

static void put_line(FILE *stream, const char *request, const char *text)
{
  if (*request)
    fprintf(stream, "%s ", request);
  put_text(stream, text);
  fputc('\n', stream);
}

// .TP
// \fB\-o\fR, \fB\-\-output\fR \fIFILE\fR
static void put_option(FILE *stream, const NetcDescribedOption *option)
{
  fputs(".TP\n", stream);
  if (option->letter)
    fprintf(stream, "\\fB\\-%c\\fR, ", option->letter);
  fputs("\\fB\\-\\-", stream);
  put_text(stream, option->name);
  fputs("\\fR", stream);
  if (option->value) {
    fputs(option->may_be_alone ? "[=\\fI" : " \\fI", stream);
    put_text(stream, option->value);
    fputs(option->may_be_alone ? "\\fR]" : "\\fR", stream);
  }
  fputc('\n', stream);
  put_line(stream, "", option->summary);
}

static void put_command(FILE *stream, const NetcDescription *program, int command)
{
  const NetcDescribedCommand *c = &program->commands[command];
  fputs(".SS ", stream);
  put_text(stream, c->name);
  fputs("\n.PP\n\\fB", stream);
  put_text(stream, program->program);
  fputc(' ', stream);
  put_text(stream, c->name);
  fputs("\\fR [\\fIOPTION\\fR]...", stream);
  if (*c->arguments) {
    fputs(" \\fI", stream);
    put_text(stream, c->arguments);
    fputs("\\fR", stream);
  }
  fputs("\n.PP\n", stream);
  put_line(stream, "", c->summary);
  for (int i = 0; i < program->option_count; i++)
    if (program->options[i].commands >> command & 1)
      put_option(stream, &program->options[i]);
}

static void put_exit_codes(FILE *stream)
{
  static const char *const codes[][2] = {
      {"0", "done"},
      {"1", "an input was wrong, or a comparison found a difference"},
      {"2", "the command line was wrong"},
      {"70", "an internal error"},
      {"128+n", "ended by signal n"},
  };
  fputs(".SH EXIT STATUS\n", stream);
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    put_line(stream, ".TP\n.B", codes[i][0]);
    put_line(stream, "", codes[i][1]);
  }
}

// No date stands in it: the same program gives the same bytes.
static void put_manual(const NetcDescription *program, FILE *stream)
{
  fprintf(stream, ".TH \"%s\" 1 \"\" \"%s\"\n.ad l\n.nh\n.SH NAME\n", program->program,
          program->version);
  put_text(stream, program->program);
  fputs(" \\- ", stream);
  put_line(stream, "", program->summary);
  fputs(".SH SYNOPSIS\n", stream);
  put_line(stream, ".B", program->program);
  fputs("\\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n.SH COMMANDS\n", stream);
  for (int i = 0; i < program->command_count; i++)
    put_command(stream, program, i);
  fputs(".SH ENVIRONMENT\n", stream);
  for (int i = 0; i < program->variable_count; i++) {
    put_line(stream, ".TP\n.B", program->variables[i].name);
    put_line(stream, "", program->variables[i].summary);
  }
  put_exit_codes(stream);
}

bool netc_describe(const NetcDescription *program, const char *shell, FILE *stream)
{
  if (shell)
    return netc_describe_completion(program, shell, stream);
  put_manual(program, stream);
  return true;
}
