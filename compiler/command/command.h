// The command line of netc: one table of options, one function a command.
#pragma once

#include "pipeline.h"

typedef enum ExitCode {
  EXIT_DONE = 0,
  EXIT_INPUT = 1,
  EXIT_USAGE = 2,
  EXIT_INTERNAL = 70
} ExitCode;

typedef struct CommandLine {
  const struct Command *command;
  ListOf(const char *) files;
  const char *output;
  const char *stage;
  const char *backend;      // "llvm", "c"; null: LLVM where it is built in
  const char *against;      // verify
  const char *map, *dtype;  // weights
  double tolerance;
  ListOf(const char *) renames;
  const char *color;        // "auto", "always", "never"
  const char *diagnostics;  // "text", "json"
  int max_errors;
  const char *cache;  // a folder; null: the user's
  bool no_cache;
  double budget;                     // tune: seconds
  int threads;                       // tune: 0: as many as there are CPUs
  int jobs;                          // 0: as many as there are CPUs for this process
  bool train, evaluate, initialize;  // which graph emit shows
  bool check_only, write;            // fmt
  ListOf(const char *) warnings;     // -W: `error`, `no-NAME`, .., in order
  bool verbose, quiet, json, dependencies, help;
  PipelineOptions pipeline;
  Arena *arena;
} CommandLine;

typedef struct Command {
  const char *name;
  const char *arguments;  // "FILE"
  const char *help;
  int (*run)(CommandLine *line);
} Command;

// Parses argv into `line`. False after a usage error, which is printed.
bool parse_command_line(CommandLine *line, int argc, char **argv);
const Command *find_command(const char *name);  // null if none
int print_help(const Command *command);         // null: of all
// Prints the manual page (a null shell), or the completions of a shell; false: none for it.
bool describe_program(Arena *arena, const char *shell);
// All stages that emit knows, passes too.
const char *stage_names(Arena *arena, char between);

// What a parsed line still can have wrong. False after a usage error, which is printed.
bool takes_one_file(const CommandLine *line);
bool check_output(
    const CommandLine *line);  // not the input, no folder, and in a folder that is there
bool check_machine(const CommandLine *line, Machine *machine);
bool check_terminal(
    const CommandLine *line);  // that a stage of bytes does not go to a terminal by accident

int run_build(CommandLine *line);
int run_check(CommandLine *line);
// Every rule of the language, for all nets of the file. False after errors.
bool check_source(CommandLine *line, Compilation *c);

int run_completion(CommandLine *line);
int run_emit(CommandLine *line);
int run_explain(CommandLine *line);
int run_fix(CommandLine *line);
int run_fmt(CommandLine *line);
int run_machine(CommandLine *line);
int run_man(CommandLine *line);
int run_summary(CommandLine *line);
int run_tune(CommandLine *line);
int run_verify(CommandLine *line);
int run_weights(CommandLine *line);
int run_help(CommandLine *line);

// A compilation with the options of the line.
Compilation *begin(CommandLine *line);
// Prints what was reported and gives the exit code: 0, or 1 after errors.
int finish(CommandLine *line, Compilation *c);
// Writes beside and renames; `-` and null are stdout. False after a reported error.
// What was printed has arrived: 1 if not, which is said; else `code`.
int check_printed(int code);
bool write_output(Compilation *c, const char *path, const char *bytes, size_t length);
