// A command line as data, and what is made of it: a manual page, completions for shells. netc and
// the executables that it makes describe themselves so.
#pragma once

#include <stdbool.h>
#include <stdio.h>

typedef struct NetcDescribedCommand {
  const char *name;
  const char *arguments;  // "FILE", "COMMAND", "SHELL", ..; "": none
  const char *summary;
} NetcDescribedCommand;

typedef struct NetcDescribedOption {
  const char *name;   // without its dashes
  char letter;        // 0: none
  const char *value;  // null: a flag; `a|b`: one of these; FILE.., DIR..: a path
  const char *words;  // `a|b`, where the value does not say them; may be null
  bool may_be_alone;  // the value is only given by `=`
  unsigned commands;  // 1 << its place among the commands
  const char *summary;
} NetcDescribedOption;

typedef struct NetcDescribedVariable {
  const char *name, *summary;
} NetcDescribedVariable;

typedef struct NetcDescription {
  const char *program, *version, *summary;
  const NetcDescribedCommand *commands;
  int command_count;
  const NetcDescribedOption *options;
  int option_count;
  const NetcDescribedVariable *variables;  // of the environment
  int variable_count;
} NetcDescription;

// The manual page (a null shell), or the completions of a shell; false: there are none for it.
bool netc_describe(const NetcDescription *program, const char *shell, FILE *stream);
// `bash`, `zsh` or `fish`; false: it is none of these.
bool netc_describe_completion(const NetcDescription *program, const char *shell, FILE *stream);
