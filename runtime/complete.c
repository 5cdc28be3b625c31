// Completions of a command line, for bash, zsh and fish.
//
// Each offers the commands first, then the options of the command at hand; behind an option its
// words, or paths.

#include "describe.h"

#include <ctype.h>
#include <string.h>

typedef enum Argument { ARGUMENT_WORDS, ARGUMENT_FOLDER, ARGUMENT_FILE, ARGUMENT_FREE } Argument;

static Argument argument_kind(const char *value)
{
  if (!strncmp(value, "DIR", 3))
    return ARGUMENT_FOLDER;
  if (strstr(value, "FILE"))
    return ARGUMENT_FILE;
  return strchr(value, '|') ? ARGUMENT_WORDS : ARGUMENT_FREE;
}

static const char *words_of(const NetcDescribedOption *option)
{
  return option->words ? option->words : option->value;
}

// `llvm|c` with another sign between the words.
static void put_words(FILE *stream, const char *words, char between)
{
  for (; *words; words++)
    fputc(*words == '|' ? between : *words, stream);
}

// Inside single quotes; `special` is put behind a backslash.
static void put_quoted(FILE *stream, const char *text, const char *special)
{
  for (; *text; text++) {
    if (*text == '\'')
      fputs("'\\''", stream);
    else if (strchr(special, *text))
      fprintf(stream, "\\%c", *text);
    else
      fputc(*text, stream);
  }
}

// The name of a shell's function.
static void put_name(FILE *stream, const char *name)
{
  fputc('_', stream);
  for (; *name; name++)
    fputc(isalnum((unsigned char)*name) ? *name : '_', stream);
}

static void put_commands(FILE *stream, const NetcDescription *program)
{
  for (int i = 0; i < program->command_count; i++)
    fprintf(stream, "%s%s", i ? " " : "", program->commands[i].name);
}

// What a command takes besides options: words, or null where they are paths or free.
static const char *command_words(const NetcDescribedCommand *command)
{
  return strcmp(command->arguments, "SHELL") ? NULL : "bash|zsh|fish";
}

static bool names_command(const NetcDescribedCommand *command)
{
  return strstr(command->arguments, "COMMAND") != NULL;
}

// -- bash -----------------------------------------------------------------------------------------

static void bash_value(FILE *stream, const NetcDescription *program, const NetcDescribedOption *o)
{
  Argument kind = argument_kind(words_of(o));
  for (int i = 0; i < program->command_count; i++) {
    if (!(o->commands >> i & 1))
      continue;
    const char *command = program->commands[i].name;
    fprintf(stream, "    %s:--%s", command, o->name);
    if (o->letter)
      fprintf(stream, "|%s:-%c", command, o->letter);
    if (kind == ARGUMENT_WORDS) {
      fputs(") words='", stream);
      put_words(stream, words_of(o), ' ');
      fputs("' ;;\n", stream);
    } else {
      fprintf(stream, ") %s ;;\n",
              kind == ARGUMENT_FOLDER ? "COMPREPLY=($(compgen -d -- \"$current\")); return"
                                      : "return");
    }
  }
}

static void bash_command(FILE *stream, const NetcDescription *program, int command)
{
  const NetcDescribedCommand *c = &program->commands[command];
  fprintf(stream, "      %s:-*) words='", c->name);
  for (int i = 0; i < program->option_count; i++)
    if (program->options[i].commands >> command & 1)
      fprintf(stream, "--%s ", program->options[i].name);
  fputs("' ;;\n", stream);
  if (!names_command(c) && !command_words(c))
    return;
  fprintf(stream, "      %s:*) words='", c->name);
  if (names_command(c))
    put_commands(stream, program);
  else
    put_words(stream, command_words(c), ' ');
  fputs("' ;;\n", stream);
}

static void put_bash(const NetcDescription *program, FILE *stream)
{
  put_name(stream, program->program);
  fputs("() {\n"
        "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
        "  if [ \"$current\" = = ]; then  # --opt=\n"
        "    current=\n"
        "  elif [ \"$before\" = = ]; then  # --opt=val\n"
        "    before=${COMP_WORDS[COMP_CWORD - 2]}\n"
        "  fi\n"
        "  COMPREPLY=()\n"
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "    COMPREPLY=($(compgen -W '",
        stream);
  put_commands(stream, program);
  fputs("' -- \"$current\"))\n    return\n  fi\n  case ${COMP_WORDS[1]}:$before in\n", stream);
  for (int i = 0; i < program->option_count; i++)
    if (program->options[i].value && !program->options[i].may_be_alone)
      bash_value(stream, program, &program->options[i]);
  fputs("  esac\n  if [ -z \"$words\" ]; then\n    case ${COMP_WORDS[1]}:$current in\n", stream);
  for (int i = 0; i < program->command_count; i++)
    bash_command(stream, program, i);
  fputs("    esac\n  fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n}\n"
        "complete -o default -F ",
        stream);
  put_name(stream, program->program);
  fprintf(stream, " %s\n", program->program);
}

// -- zsh ------------------------------------------------------------------------------------------

static void zsh_value(FILE *stream, const NetcDescribedOption *o)
{
  static const char special[] = ":[]\\()";
  Argument kind = argument_kind(words_of(o));
  fputc(':', stream);
  put_quoted(stream, o->value, special);
  fputc(':', stream);
  if (kind == ARGUMENT_WORDS) {
    fputc('(', stream);
    put_words(stream, words_of(o), ' ');
    fputc(')', stream);
  } else if (kind != ARGUMENT_FREE) {
    fputs(kind == ARGUMENT_FOLDER ? "_files -/" : "_files", stream);
  } else {
    fputc(' ', stream);
  }
}

static void zsh_option(FILE *stream, const NetcDescribedOption *o)
{
  static const char special[] = ":[]\\";
  fputs(" \\\n        ", stream);
  if (o->letter)
    fprintf(stream, "'(-%c --%s)'{-%c%s,--%s%s}'[", o->letter, o->name, o->letter,
            o->value && !o->may_be_alone ? "+" : "", o->name,
            !o->value         ? ""
            : o->may_be_alone ? "=-"
                              : "=");
  else
    fprintf(stream, "'--%s%s[", o->name, !o->value ? "" : o->may_be_alone ? "=-" : "=");
  put_quoted(stream, o->summary, special);
  fputc(']', stream);
  if (o->value)
    zsh_value(stream, o);
  fputc('\'', stream);
}

static void zsh_command(FILE *stream, const NetcDescription *program, int command)
{
  const NetcDescribedCommand *c = &program->commands[command];
  fprintf(stream, "    %s)\n      _arguments -S", c->name);
  for (int i = 0; i < program->option_count; i++)
    if (program->options[i].commands >> command & 1)
      zsh_option(stream, &program->options[i]);
  if (names_command(c) || command_words(c)) {
    fputs(" \\\n        '1:word:(", stream);
    if (names_command(c))
      put_commands(stream, program);
    else
      put_words(stream, command_words(c), ' ');
    fputs(")'", stream);
  } else if (strstr(c->arguments, "FILE")) {
    fputs(" \\\n        '*:file:_files'", stream);
  }
  fputs("\n      ;;\n", stream);
}

static void put_zsh(const NetcDescription *program, FILE *stream)
{
  fprintf(stream, "#compdef %s\n", program->program);
  put_name(stream, program->program);
  fputs("() {\n  local -a commands=(\n", stream);
  for (int i = 0; i < program->command_count; i++) {
    fprintf(stream, "    '%s:", program->commands[i].name);
    put_quoted(stream, program->commands[i].summary, "\\");
    fputs("'\n", stream);
  }
  fputs("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
        "  shift words\n  (( CURRENT-- ))\n  case $words[1] in\n",
        stream);
  for (int i = 0; i < program->command_count; i++)
    zsh_command(stream, program, i);
  fputs("  esac\n}\nif [ \"$funcstack[1]\" = ", stream);
  put_name(stream, program->program);
  fputs(" ]; then\n  ", stream);
  put_name(stream, program->program);
  fputs(" \"$@\"\nelse\n  compdef ", stream);
  put_name(stream, program->program);
  fprintf(stream, " %s\nfi\n", program->program);
}

// -- fish -----------------------------------------------------------------------------------------

static void fish_option(FILE *stream, const NetcDescription *program, const NetcDescribedOption *o)
{
  fprintf(stream, "complete -c %s -n '__fish_seen_subcommand_from", program->program);
  for (int i = 0; i < program->command_count; i++)
    if (o->commands >> i & 1)
      fprintf(stream, " %s", program->commands[i].name);
  fprintf(stream, "' -l %s", o->name);
  if (o->letter)
    fprintf(stream, " -s %c", o->letter);
  if (o->value) {
    Argument kind = argument_kind(words_of(o));
    fputs(o->may_be_alone ? "" : " -r", stream);
    if (kind == ARGUMENT_WORDS) {
      fputs(" -f -a '", stream);
      put_words(stream, words_of(o), ' ');
      fputc('\'', stream);
    } else if (kind == ARGUMENT_FOLDER) {
      fputs(" -f -a '(__fish_complete_directories)'", stream);
    } else {
      fputs(kind == ARGUMENT_FILE ? " -F" : " -f", stream);
    }
  }
  fputs(" -d '", stream);
  put_quoted(stream, o->summary, "\\");
  fputs("'\n", stream);
}

static void fish_command(FILE *stream, const NetcDescription *program, int command)
{
  const NetcDescribedCommand *c = &program->commands[command];
  fprintf(stream, "complete -c %s -n __fish_use_subcommand -a %s -d '", program->program, c->name);
  put_quoted(stream, c->summary, "\\");
  fputs("'\n", stream);
  if (!*c->arguments)
    return;
  fprintf(stream, "complete -c %s -n '__fish_seen_subcommand_from %s' ", program->program, c->name);
  if (names_command(c)) {
    fputs("-a '", stream);
    put_commands(stream, program);
    fputs("'\n", stream);
  } else if (command_words(c)) {
    fputs("-a '", stream);
    put_words(stream, command_words(c), ' ');
    fputs("'\n", stream);
  } else {
    fputs(strstr(c->arguments, "FILE") ? "-F\n" : "-f\n", stream);
  }
}

static void put_fish(const NetcDescription *program, FILE *stream)
{
  fprintf(stream, "complete -c %s -f\n", program->program);
  for (int i = 0; i < program->command_count; i++)
    fish_command(stream, program, i);
  for (int i = 0; i < program->option_count; i++)
    fish_option(stream, program, &program->options[i]);
}

bool netc_describe_completion(const NetcDescription *program, const char *shell, FILE *stream)
{
  static const struct {
    const char *name;
    void (*put)(const NetcDescription *program, FILE *stream);
  } shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
  for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
    if (!strcmp(shell, shells[i].name)) {
      shells[i].put(program, stream);
      return true;
    }
  return false;
}
